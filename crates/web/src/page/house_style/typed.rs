//! The form of a house style: filled from what stands, read back as what is wanted. What was typed stays, whatever is wrong.

use crate::{frame::Frame, page::field, typed, words};
use genbo_app::house::save::{MOST_SIGNATURES, Opened, Wanted, WantedLogo, text};
use genbo_domain::{
    base64,
    house::{HouseHeading, HouseLogo, HouseSignature, HouseStyle, HouseWord},
    image::{Image, ImageError},
    noun::{Noun, NounDef},
    value::{Kind, Value},
};

/// The style's own fields, in the order of the form.
pub(super) const FIELDS: &[&str] = &[
    "name",
    "address",
    "registration_number",
    "email",
    "website",
    "accent",
    "decision_place",
    "clause_form",
    "record_foot",
];

/// What the form says.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    fields: Vec<(&'static str, String)>,
    /// What the logo says, for those who do not see it.
    pub(super) logo_text: String,
    /// A picture that was sent and is kept by the form, as a `data:` text.
    pub(super) kept: String,
    /// Whether the logo that stands shall go.
    pub(super) without_logo: bool,
    /// Own words: heading, Swedish, English.
    pub(super) words: Vec<(HouseHeading, String, String)>,
    /// Lines to sign on: office, slug of a post, what is said below.
    pub(super) signatures: Vec<[String; 3]>,
    /// The number that the form had seen.
    pub(super) seen: i64,
    /// What shall be done: `save` or `preview`.
    pub(super) what: String,
}

/// What a field means, beside its label.
pub(super) fn hint(f: &Frame, name: &str) -> &'static str {
    let t = &f.t.house;
    match name {
        "name" => t.name_hint,
        "accent" => t.accent_hint,
        "record_foot" => t.record_foot_hint,
        _ => "",
    }
}

/// All headings, in the order of the vocabulary.
fn headings() -> impl Iterator<Item = HouseHeading> {
    HouseHeading::VOCABULARY.words.iter().filter_map(|(word, _)| word.parse().ok())
}

fn named<N: Noun>() -> &'static NounDef {
    NounDef::named(N::NAME).expect("every noun is among them")
}

impl Typed {
    /// The form of a style as it stands; of one that is not there, with the name of its owner.
    pub(super) fn standing(f: &Frame, opened: &Opened) -> Typed {
        let s = &opened.standing;
        let style = |name: &str| s.style.as_ref().map_or("", |row| text(row, named::<HouseStyle>(), name));
        let shown = |name: &str| match named::<HouseStyle>().field(name) {
            Some((_, field)) => typed::shown(f.lang, field.kind, style(name)),
            None => String::new(),
        };
        let mut fields: Vec<(&'static str, String)> = FIELDS.iter().map(|n| (*n, shown(n))).collect();
        if s.style.is_none() {
            fields[0].1.clone_from(&opened.owner.label);
        }
        let word = |heading: HouseHeading, lang: &str| {
            let noun = named::<HouseWord>();
            let row = s.words.iter().find(|w| text(w, noun, "heading") == heading.as_str());
            row.map_or("", |row| text(row, noun, lang)).to_owned()
        };
        Typed {
            fields,
            logo_text: s.logos.first().map_or("", |l| text(l, named::<HouseLogo>(), "text")).to_owned(),
            words: headings().map(|h| (h, word(h, "sv"), word(h, "en"))).collect(),
            signatures: signatures(opened),
            seen: s.seen,
            ..Typed::default()
        }
    }

    /// The form as it was sent, and what is wrong with a picture that came along.
    pub(super) fn sent(
        f: &Frame,
        opened: &Opened,
        pairs: &[(String, String)],
    ) -> (Typed, Vec<(String, String)>) {
        let text = |name: &str| field(pairs, name).replace("\r\n", "\n").trim().to_owned();
        let row = |n: usize| ["office", "post", "caption"].map(|part| text(&format!("{part}.{n}")));
        let rows = (0..MOST_SIGNATURES).map(row).filter(|r| r.iter().any(|t| !t.is_empty()));
        let mut errors = Vec::new();
        let kept = match uploaded(pairs) {
            Some(Ok(image)) => image.to_string(),
            Some(Err(wrong)) => {
                errors.push(("f-logo".to_owned(), typed::tell::image(f.lang, &wrong)));
                text("logo.kept")
            }
            None => text("logo.kept"),
        };
        let typed = Typed {
            fields: FIELDS.iter().map(|n| (*n, text(n))).collect(),
            logo_text: text("logo_text"),
            // A form can say anything; what is no picture is not kept.
            kept: kept.parse::<Image>().map(|i| i.to_string()).unwrap_or_default(),
            without_logo: !text("logo.without").is_empty(),
            words: headings()
                .map(|h| (h, text(&format!("sv.{}", h.as_str())), text(&format!("en.{}", h.as_str()))))
                .collect(),
            signatures: rows.collect(),
            seen: text("seen").parse().unwrap_or(opened.standing.seen),
            what: text("do"),
        };
        (typed, errors)
    }

    /// What stands in a field.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(n, _)| *n == name).map_or("", |(_, value)| value.as_str())
    }

    /// The picture that the style would have.
    pub(super) fn logo(&self, opened: &Opened) -> Option<Image> {
        match (self.kept.as_str(), self.without_logo) {
            ("", true) => None,
            ("", false) => {
                let row = opened.standing.logos.first()?;
                text(row, named::<HouseLogo>(), "image").parse().ok()
            }
            (kept, _) => kept.parse().ok(),
        }
    }

    /// What is wanted, as it is written; what is wrong with it is added to the errors.
    pub(super) fn wanted(&self, f: &Frame, errors: &mut Vec<(String, String)>) -> Wanted {
        let mut read = |noun: &'static NounDef, name: &str, id: String, label: &str, typed: &str| {
            let Some((_, def)) = noun.field(name).filter(|_| !typed.trim().is_empty()) else {
                return String::new();
            };
            match typed::read(f.lang, def.kind, f.today, typed) {
                Ok(typed::Read { said: typed::Typed::Value(Value::Text(text)), .. }) => text,
                Ok(_) => typed.to_owned(),
                Err(wrong) => {
                    let wrong = if label.is_empty() { wrong } else { format!("{label}: {wrong}") };
                    errors.push((id, wrong));
                    typed.to_owned()
                }
            }
        };
        let style = named::<HouseStyle>();
        let fields: Vec<(&'static str, String)> = self
            .fields
            .iter()
            .map(|(name, typed)| (*name, read(style, name, format!("f-{name}"), "", typed)))
            .collect();
        let label = |h: HouseHeading| words::capital(words::word(f.lang, "house_heading", h.as_str()));
        let words = self
            .words
            .iter()
            .map(|(h, sv, en)| {
                let of =
                    |lang: &str, typed: &str, read: &mut dyn FnMut(&str, &str) -> String| read(lang, typed);
                let mut one = |lang: &str, typed: &str| {
                    read(named::<HouseWord>(), lang, format!("f-{lang}.{}", h.as_str()), &label(*h), typed)
                };
                (*h, of("sv", sv, &mut one), of("en", en, &mut one))
            })
            .collect::<Vec<_>>();
        let signatures = self.signatures.iter().enumerate().map(|(n, [office, post, caption])| {
            let office = read(named::<HouseSignature>(), "office", format!("f-office.{n}"), "", office);
            let caption = read(named::<HouseSignature>(), "caption", format!("f-caption.{n}"), "", caption);
            [office, post.clone(), caption]
        });
        let signatures: Vec<[String; 3]> = signatures.collect();
        let logo_text = read(named::<HouseLogo>(), "text", "f-logo_text".to_owned(), "", &self.logo_text);
        self.missing(f, &words, errors);
        Wanted { fields, words, signatures, logo: self.wanted_logo(logo_text) }
    }

    fn wanted_logo(&self, text: String) -> Option<WantedLogo> {
        match (self.kept.as_str(), self.without_logo) {
            ("", true) => None,
            // Nothing was sent, and nothing is said of what stands: there is none, or it stays.
            ("", false) => (!text.is_empty()).then_some(WantedLogo { text, image: None }),
            (kept, _) => Some(WantedLogo { text, image: Some(kept.to_owned()) }),
        }
    }

    fn missing(
        &self,
        f: &Frame,
        words: &[(HouseHeading, String, String)],
        errors: &mut Vec<(String, String)>,
    ) {
        let t = &f.t.house;
        if self.field("name").is_empty() {
            let label = words::field(f.lang, HouseStyle::NAME, "name");
            errors.push(("f-name".to_owned(), f.lang.missing(label)));
        }
        if !self.kept.is_empty() && self.logo_text.is_empty() {
            errors.push(("f-logo_text".to_owned(), t.no_logo_text.to_owned()));
        }
        for (h, _, _) in words.iter().filter(|(_, sv, en)| sv.is_empty() && !en.is_empty()) {
            errors.push((format!("f-sv.{}", h.as_str()), t.no_swedish.to_owned()));
        }
        for (n, _) in self.signatures.iter().enumerate().filter(|(_, [office, ..])| office.is_empty()) {
            errors.push((format!("f-office.{n}"), t.no_office.to_owned()));
        }
    }
}

fn signatures(opened: &Opened) -> Vec<[String; 3]> {
    let noun = named::<HouseSignature>();
    let post = |row: &genbo_app::house::save::Row| {
        let (index, field) = noun.field("post")?;
        debug_assert!(matches!(field.kind, Kind::Ref(_)), "a post is referred to");
        let id = row.values.get(index)?.as_ref()?.refs().first().copied().copied()?;
        opened.posts.iter().find(|p| p.id == id).map(|p| p.slug.clone())
    };
    let line = |row: &genbo_app::house::save::Row| {
        let of = |name: &str| text(row, noun, name).to_owned();
        [of("office"), post(row).unwrap_or_default(), of("caption")]
    };
    opened.standing.signatures.iter().map(line).collect()
}

/// The picture that came along, or what is wrong with it; nothing if none did.
fn uploaded(pairs: &[(String, String)]) -> Option<Result<Image, ImageError>> {
    let (_, data) = pairs.iter().find(|(n, _)| n == "logo.file")?;
    let (kind, bytes) = data.strip_prefix("data:")?.split_once(";base64,")?;
    let bytes = base64::decode(bytes)?;
    Some(Image::of(bytes, &[kind, field(pairs, "logo.filename")]))
}
