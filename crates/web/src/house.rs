//! A house as pages and letters show it: its name and logo, the lines of its letterhead, its colour, and its own words.

use crate::{frame::Frame, lang::Lang, words};
use genbo_app::{
    house::{House, Signature, Words, Writer},
    view::Reader,
};
use genbo_documents::letter;
use genbo_domain::{colour::Accent, house::HouseHeading, value::ThingId};

use crate::fault::Fault;

/// A house on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Its name.
    pub name: String,
    /// Where its logo is, and what the picture says beside the name.
    pub logo: Option<(String, String)>,
    /// The lines of its letterhead.
    pub lines: Vec<String>,
    /// Where the style sheet with its colour is.
    pub css: Option<String>,
    /// Whether it is shown on the screen too, and not only on paper.
    pub on_screen: bool,
    /// On paper, the lines on which somebody signs: as what, and what is said below.
    pub signatures: Vec<(String, String)>,
    /// On paper, what stands over those lines.
    pub signing: String,
}

/// A house on a page; nothing if no style says anything.
pub fn shown(lang: Lang, house: &House) -> Option<Shown> {
    let name = house.name.clone()?;
    let logo = house.logo.as_ref().map(|logo| {
        let said = if logo.text.trim() == name.trim() { String::new() } else { logo.text.clone() };
        (format!("/husstil/logotyp/{}?v={}", logo.id.0, logo.changed), said)
    });
    Some(Shown {
        logo,
        lines: lines(lang, house),
        css: house.accent.map(css),
        on_screen: false,
        signatures: Vec::new(),
        signing: String::new(),
        name,
    })
}

/// Where the style sheet of a colour is.
pub fn css(accent: Accent) -> String {
    format!("/husstil/farg/{}.css", accent.to_string().trim_start_matches('#'))
}

/// The style sheet of a colour: one for light pages and paper, one for dark pages.
pub fn style_sheet(accent: Accent) -> String {
    let (light, dark) = (accent.light(), accent.dark());
    format!(
        ":root{{--house:{light};--house-light:{light};--house-dark:{dark}}}\n\
         @media (prefers-color-scheme:dark){{:root{{--house:{dark}}}}}\n@media print{{:root{{--house:{light}}}}}\n"
    )
}

/// The lines of a letterhead.
pub fn lines(lang: Lang, house: &House) -> Vec<String> {
    let number = house.registration_number.as_ref().map(|n| lang.registration_number(n));
    let address = house.address.iter().cloned();
    address.chain(number).chain(house.email.clone()).chain(house.website.clone()).collect()
}

/// What a house calls something: its own word, otherwise Genbo's.
pub fn word(lang: Lang, words: &Words, heading: HouseHeading) -> String {
    own(lang, words, heading)
        .unwrap_or_else(|| words::capital(words::word(lang, "house_heading", heading.as_str())))
}

/// A house's own word for something, if it has one in that language.
pub fn own(lang: Lang, words: &Words, heading: HouseHeading) -> Option<String> {
    let (sv, en) = words.get(heading)?;
    match lang {
        Lang::Sv => Some(sv.to_owned()),
        Lang::En => en.map(str::to_owned),
    }
}

/// The head of a letter.
pub fn letterhead(lang: Lang, writer: &Writer) -> Option<letter::House> {
    let house = &writer.house;
    Some(letter::House { name: house.name.clone()?, lines: lines(lang, house), logo: writer.logo.clone() })
}

/// The lines on which a house signs, at the end of a letter.
pub fn signed(writer: &Writer) -> Vec<letter::Part> {
    let line = |(office, below): (String, String)| {
        letter::Part::Paragraph(if below.is_empty() { office } else { format!("{office}\n{below}") })
    };
    signing(&writer.signatures).into_iter().map(line).collect()
}

/// Lines to sign on, as paper shows them.
pub fn signing(signatures: &[Signature]) -> Vec<(String, String)> {
    let below = |s: &Signature| match (&s.post, &s.caption) {
        (Some(post), Some(caption)) => format!("{}, {caption}", post.label),
        (Some(post), None) => post.label.clone(),
        (None, caption) => caption.clone().unwrap_or_default(),
    };
    signatures.iter().map(|s| (s.office.clone(), below(s))).collect()
}

impl Frame {
    /// Shows the house of an organisation or a cooperation in the head of its own page, and on paper.
    pub(crate) async fn at_home(&mut self, reader: &mut Reader, owner: ThingId) -> Result<(), Fault> {
        let house = genbo_app::house::of(reader, owner).await?;
        self.house = shown(self.lang, &house).map(|h| Shown { on_screen: true, ..h });
        Ok(())
    }

    /// Puts the letterhead of a body's house over the page on paper, and tells what the house calls things.
    pub(crate) async fn letterhead(&mut self, reader: &mut Reader, body: ThingId) -> Result<Words, Fault> {
        let house = genbo_app::house::of(reader, body).await?;
        self.house = shown(self.lang, &house);
        Ok(genbo_app::house::words(reader, &house).await?)
    }

    /// The same, with the lines to sign on below it: for a record.
    pub(crate) async fn record_head(&mut self, reader: &mut Reader, body: ThingId) -> Result<Words, Fault> {
        let house = genbo_app::house::of(reader, body).await?;
        let words = genbo_app::house::words(reader, &house).await?;
        let signatures = genbo_app::house::signatures(reader, &house).await?;
        self.house = shown(self.lang, &house).map(|h| Shown {
            signatures: signing(&signatures),
            signing: word(self.lang, &words, HouseHeading::Signatures),
            ..h
        });
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::colour::{ENOUGH, GROUNDS};

    #[test]
    fn the_grounds_that_colours_are_held_to_are_those_of_the_style_sheet() {
        let css = include_str!("../static/tokens.css");
        let (light, rest) = css.split_once("prefers-color-scheme:dark").unwrap();
        let (dark, _) = rest.split_once("@media").unwrap();
        for (css, grounds) in [light, dark].into_iter().zip(GROUNDS) {
            let of = |name: &str| {
                let (_, value) = css.split_once(&format!("--{name}:")).unwrap();
                let value = value.split([';', '}']).next().unwrap();
                genbo_domain::colour::Rgb::of(value).unwrap()
            };
            assert_eq!(grounds, ["ground", "paper", "sunken", "tint"].map(of));
        }
    }

    #[test]
    fn a_style_sheet_has_a_colour_for_either_theme_that_can_be_read_there() {
        let accent: Accent = "#7a1f1f".parse().unwrap();
        let css = style_sheet(accent);
        assert!(css.contains("--house:#7a1f1f;") && css.contains(&format!("--house:{}}}}}", accent.dark())));
        assert!(accent.dark().worst(true).0 >= ENOUGH);
        assert_eq!(super::css(accent), "/husstil/farg/7a1f1f.css");
    }

    #[test]
    fn a_house_without_style_is_not_shown_and_one_with_a_name_is() {
        assert_eq!(shown(Lang::Sv, &House::default()), None);
        let house = House {
            name: Some("Förbundet".into()),
            address: vec!["Box 1".into()],
            registration_number: Some("222000-0000".into()),
            ..House::default()
        };
        let shown = shown(Lang::Sv, &house).unwrap();
        assert_eq!(shown.lines, ["Box 1", "Organisationsnummer 222000-0000"]);
    }

    #[test]
    fn a_house_has_its_own_word_in_a_language_or_genbos() {
        let words = Words::of([(HouseHeading::Decision, "Beslutades".to_owned(), None)]);
        assert_eq!(word(Lang::Sv, &words, HouseHeading::Decision), "Beslutades");
        assert_eq!(word(Lang::En, &words, HouseHeading::Decision), "Decision");
        assert_eq!(word(Lang::Sv, &words, HouseHeading::Background), "Bakgrund");
    }
}
