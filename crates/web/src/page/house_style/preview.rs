//! How page, paper and mail of a house will look: made as they are made, from what the form says.

use super::typed::Typed;
use crate::{frame::Frame, house, letter};
use genbo_app::{
    call::{Contents, Occasion},
    house::{House, Signature, Words, Writer, save::Opened},
};
use genbo_documents::letter::PICTURE;
use genbo_domain::{
    colour::{Accent, AccentError},
    edtf::Edtf,
    house::HouseHeading,
};

/// How it will look.
#[derive(Debug, Default)]
pub(super) struct Preview {
    /// The name.
    pub(super) name: String,
    /// The picture as a `data:` text, and what it says beside the name.
    pub(super) logo: Option<(String, String)>,
    /// The lines of the letterhead.
    pub(super) lines: Vec<String>,
    /// The style sheet of the colour: the chosen one, or the nearest that can be read.
    pub(super) css: String,
    /// Light and dark pages: class, name, and the colour as they have it; empty without one.
    pub(super) looks: Vec<(&'static str, &'static str, String)>,
    /// Whether that is not the colour that was typed, but the nearest that can be read.
    pub(super) nearest: bool,
    /// What records have headings for, by their keys.
    words: Vec<(HouseHeading, String)>,
    /// The lines to sign on.
    pub(super) signatures: Vec<(String, String)>,
    /// The letter: its title, and its head, body and foot as HTML.
    pub(super) title: String,
    pub(super) head: String,
    pub(super) body: String,
    pub(super) foot: Vec<String>,
    /// The letter as text.
    pub(super) text: String,
}

impl Preview {
    /// What the house calls something.
    pub(super) fn word(&self, key: &str) -> &str {
        self.words.iter().find(|(h, _)| h.as_str() == key).map_or("", |(_, word)| word.as_str())
    }
}

/// How it will look; what is wrong is left out.
pub(super) fn of(f: &Frame, opened: &Opened, typed: &Typed) -> Preview {
    let (accent, nearest) = accent(typed.field("accent"), opened.inherited.accent);
    let house = house(opened, typed, accent);
    let logo = typed.logo(opened);
    let own = typed.words.iter().filter(|(_, sv, _)| !sv.is_empty());
    let calls =
        Words::of(own.map(|(h, sv, en)| (*h, sv.clone(), Some(en.clone()).filter(|e| !e.is_empty()))));
    let logo = logo.map(|image| (image, typed.logo_text.clone()));
    let signatures = signatures(opened, typed);
    let writer = Writer {
        house: house.clone(),
        calls: calls.clone(),
        logo: logo.clone(),
        signatures: signatures.clone(),
    };
    let contents = example(f, opened, writer);
    let letter = letter::of_call(f, &contents);
    let source = logo.as_ref().map(|(image, _)| image.to_string()).unwrap_or_default();
    let all = HouseHeading::VOCABULARY.words.iter().filter_map(|(word, _)| word.parse().ok());
    Preview {
        logo: logo.map(|(image, text)| {
            let said = if Some(text.trim()) == house.name.as_deref() { String::new() } else { text };
            (image.to_string(), said)
        }),
        lines: house::lines(f.lang, &house),
        css: accent.map(house::css).unwrap_or_default(),
        looks: vec![
            ("light", f.t.house.light, accent.map(|a| a.light().to_string()).unwrap_or_default()),
            ("dark", f.t.house.dark, accent.map(|a| a.dark().to_string()).unwrap_or_default()),
        ],
        nearest,
        words: all.map(|h: HouseHeading| (h, house::word(f.lang, &calls, h))).collect(),
        signatures: house::signing(&signatures),
        head: letter.house.as_ref().map(|h| h.head(&source)).unwrap_or_default(),
        body: letter::shown(f, &letter.body(4)),
        foot: letter.foot(),
        text: letter::shown(f, &letter.text()).replace(&format!("cid:{PICTURE}"), ""),
        title: letter.title,
        name: house.name.unwrap_or_default(),
    }
}

/// The colour, and whether it is only the nearest to what was typed.
fn accent(typed: &str, inherited: Option<Accent>) -> (Option<Accent>, bool) {
    if typed.is_empty() {
        return (inherited, false);
    }
    match typed.parse::<Accent>() {
        Ok(accent) => (Some(accent), false),
        Err(AccentError::Faint(_, _, _, nearest)) => (nearest.to_string().parse().ok(), true),
        Err(AccentError::NoColour(_)) => (None, false),
    }
}

/// The house as it will be: what the form says, and from others what it does not.
fn house(opened: &Opened, typed: &Typed, accent: Option<Accent>) -> House {
    let said = |name: &str| Some(typed.field(name).to_owned()).filter(|t| !t.is_empty());
    let inherited = opened.inherited.clone();
    let own = opened.standing.style.is_some();
    // What stands is not inherited from itself.
    let or = |said: Option<String>, other: Option<String>| said.or(other.filter(|_| !own));
    let address: Vec<String> =
        typed.field("address").lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    House {
        name: said("name").or_else(|| Some(opened.owner.label.clone())),
        address: if address.is_empty() && !own { inherited.address } else { address },
        registration_number: or(said("registration_number"), inherited.registration_number),
        email: or(said("email"), inherited.email),
        website: or(said("website"), inherited.website),
        accent,
        ..House::default()
    }
}

fn signatures(opened: &Opened, typed: &Typed) -> Vec<Signature> {
    let line = |[office, post, caption]: &[String; 3]| Signature {
        office: office.clone(),
        post: opened.posts.iter().find(|p| p.slug == *post).cloned(),
        caption: Some(caption.clone()).filter(|c| !c.is_empty()),
    };
    typed.signatures.iter().map(line).collect()
}

/// A call that nobody gets.
fn example(f: &Frame, opened: &Opened, writer: Writer) -> Contents {
    let t = &f.t.house;
    Contents {
        occasion: Occasion::Call,
        title: t.example_meeting.to_owned(),
        bodies: vec![opened.owner.label.clone()],
        when: Some(Edtf::day(f.today)),
        moved_from: None,
        place: Some(t.example_place.to_owned()),
        link: None,
        items: vec![(Some("1".to_owned()), t.example_item.to_owned())],
        words: String::new(),
        sender: f.user.as_ref().map(|u| u.name.clone()),
        page: format!("{}/moten", f.base_url),
        answer: None,
        has_calendar: true,
        writer,
    }
}
