//! How facts are told on a page: a value, or in which way there is none; where it is written; where sources disagree.
//!
//! Invariant: unknown, none, blank and missing are four different words, and no field is silently empty.

use crate::{frame::Frame, url, view::{Tag, TagKind}, words};
use genbo_app::view::{
    Link, Names,
    fact::{Doubts, Origin, Said},
};
use genbo_domain::{
    edtf::Edtf,
    noun::{NounDef, Target, To},
    value::ThingId,
};

/// A piece of a value: a text that may lead somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Where it leads; empty if nowhere.
    pub href: String,
    /// A small addition after it; may be empty.
    pub note: String,
    /// Whether it only says that there is no value.
    pub soft: bool,
}

/// A fact: what it is, and its value in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pair {
    /// What it is.
    pub term: String,
    /// A state before the value.
    pub tag: Option<Tag>,
    /// The value.
    pub pieces: Vec<Piece>,
}

/// Where something is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What it is about.
    pub about: String,
    /// Where it stands.
    pub text: String,
    /// The words as they stand there; may be empty.
    pub quote: String,
    /// How sure it is, if not plainly stated; may be empty.
    pub certainty: String,
}

/// A fact to which sources give several values, or one that had to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The thing and the field.
    pub about: String,
    /// The values.
    pub values: Vec<DisputeValue>,
}

/// One value that a source gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeValue {
    /// The value as the source has it.
    pub value: String,
    /// Who says so, and as of when.
    pub said_by: String,
    /// Whether somebody works with it.
    pub chosen: bool,
    /// Who chose it and why, or why none is chosen.
    pub reason: String,
}

impl Piece {
    /// A text.
    pub fn text(text: impl Into<String>) -> Piece {
        Piece { text: text.into(), ..Piece::default() }
    }
    /// A text that says that there is no value.
    pub fn soft(text: impl Into<String>) -> Piece {
        Piece { soft: true, ..Piece::text(text) }
    }
    /// With a small addition after it.
    pub fn note(self, note: impl Into<String>) -> Piece {
        Piece { note: note.into(), ..self }
    }
}

impl Pair {
    /// A fact with one piece.
    pub fn of(term: impl Into<String>, piece: Piece) -> Pair {
        Pair { term: term.into(), tag: None, pieces: vec![piece] }
    }
    /// With a state before the value.
    pub fn tagged(self, kind: TagKind, text: impl Into<String>) -> Pair {
        Pair { tag: Some(Tag::new(kind, text)), ..self }
    }
}

/// Tells the facts of one page.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    /// The page's frame.
    pub f: &'a Frame,
    /// The names of what its facts refer to.
    pub names: &'a Names,
    /// What is not plain about them.
    pub doubts: &'a Doubts,
}

impl Teller<'_> {
    /// A link to a thing.
    pub fn link(&self, link: &Link) -> Piece {
        piece(self.f, link)
    }

    /// What a field is called.
    pub fn term(&self, about: &Link, field: &str) -> String {
        term(self.f, &about.noun, field)
    }

    /// In which way a field has no value; nothing if no source was asked.
    pub fn gap(&self, id: ThingId, field: &str) -> Option<Piece> {
        self.doubts.gap(id, field).map(|kind| Piece::soft(words::word(self.f.lang, "gap_kind", kind)))
    }

    /// A field with its pieces; if there are none, in which way; nothing if nothing is known to be lacking.
    pub fn pair(&self, about: &Link, field: &str, pieces: Vec<Piece>) -> Option<Pair> {
        let pieces = if pieces.is_empty() { vec![self.gap(about.id, field)?] } else { pieces };
        Some(Pair { term: self.term(about, field), tag: None, pieces })
    }

    /// As [`Teller::pair`]; what no source speaks of is missing.
    pub fn always(&self, about: &Link, field: &str, pieces: Vec<Piece>) -> Pair {
        self.pair(about, field, pieces)
            .unwrap_or_else(|| Pair::of(self.term(about, field), Piece::soft(self.f.t.common.missing)))
    }

    /// A field with text.
    pub fn text(&self, about: &Link, field: &str, value: Option<&str>) -> Option<Pair> {
        self.pair(about, field, value.map(Piece::text).into_iter().collect())
    }

    /// A field with a date.
    pub fn date(&self, about: &Link, field: &str, value: Option<&Edtf>) -> Option<Pair> {
        self.pair(about, field, value.map(|d| Piece::text(self.f.lang.date(d))).into_iter().collect())
    }

    /// A field with a word of a vocabulary.
    pub fn word(&self, about: &Link, field: &str, vocabulary: &str, value: Option<&str>) -> Option<Pair> {
        let word = value.map(|w| Piece::text(words::word(self.f.lang, vocabulary, w)));
        self.pair(about, field, word.into_iter().collect())
    }

    /// A field with a reference.
    pub fn one<T: Target>(&self, about: &Link, field: &str, to: Option<To<T>>) -> Option<Pair> {
        self.pair(about, field, self.pieces(to.as_slice()))
    }

    /// A field with references.
    pub fn many<T: Target>(&self, about: &Link, field: &str, to: &[To<T>]) -> Option<Pair> {
        self.pair(about, field, self.pieces(to))
    }

    /// The links of references.
    pub fn pieces<T: Target>(&self, to: &[To<T>]) -> Vec<Piece> {
        self.names.list(to).iter().map(|l| self.link(l)).collect()
    }

    /// What is told differently, or had to be read, about the page's things. `own` is named by its field alone.
    pub fn disputes(&self, own: &Link) -> Vec<Dispute> {
        let all = self.doubts.contradictions.iter().chain(&self.doubts.readings);
        all.map(|said| dispute(self.f, own, said)).collect()
    }
}

/// A link to a thing.
pub fn piece(f: &Frame, link: &Link) -> Piece {
    Piece { href: f.link(&url::to(link)), ..Piece::text(link.label.clone()) }
}

/// What a field of a noun is called; what is no field is called by itself.
pub fn term(f: &Frame, noun: &str, field: &str) -> String {
    match NounDef::named(noun).and_then(|n| Some((n, n.field(field)?.1))) {
        Some((noun, known)) => words::field(f.lang, noun.name, known.name).to_owned(),
        None => field.to_owned(),
    }
}

/// How sure it is, if that needs saying.
pub fn certainty(f: &Frame, origin: &Origin) -> String {
    origin.certainty.as_deref().map_or(String::new(), |c| words::word(f.lang, "certainty", c).to_owned())
}

/// Where things are written, those without any source left out.
pub fn sources<'a>(f: &Frame, things: impl IntoIterator<Item = (String, &'a Origin)>) -> Vec<Source> {
    let mut all: Vec<Source> = Vec::new();
    for (about, origin) in things {
        if origin.source.is_none() && origin.as_published.is_none() {
            continue;
        }
        let source = Source {
            about,
            text: origin.source.clone().unwrap_or_default(),
            quote: origin.as_published.clone().unwrap_or_default(),
            certainty: certainty(f, origin),
        };
        match all.iter_mut().find(|s| {
            s.quote.is_empty() && source.quote.is_empty() && (&s.text, &s.certainty) == (&source.text, &source.certainty)
        }) {
            Some(same) if same.about == source.about => {}
            Some(same) => same.about = format!("{}; {}", same.about, source.about),
            None => all.push(source),
        }
    }
    all
}

fn dispute(f: &Frame, own: &Link, said: &Said) -> Dispute {
    let field = term(f, &said.about.noun, &said.field);
    let about = if said.about.id == own.id { field } else { format!("{}: {field}", said.about.label) };
    let values = said.values.iter().map(|v| {
        let when = v.when.as_ref().map(|w| f.lang.date(w));
        let said_by = [v.said_by.clone(), when].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let reason = [v.chosen_by.clone(), v.reason.clone()].into_iter().flatten().collect::<Vec<_>>().join(": ");
        DisputeValue { value: v.value.clone(), said_by, chosen: v.chosen, reason }
    });
    Dispute { about, values: values.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::tests::frame;
    use genbo_app::view::fact::Open;

    fn thing() -> Link {
        Link { id: ThingId(1), noun: "meeting".into(), slug: "a".into(), label: "A".into() }
    }

    #[test]
    fn what_nobody_asked_a_source_about_is_not_told_and_what_must_be_there_is_missing() {
        let (f, names, doubts) = (frame("/"), Names::default(), Doubts::default());
        let tell = Teller { f: &f, names: &names, doubts: &doubts };
        assert_eq!(tell.text(&thing(), "place", None), None);
        assert_eq!(tell.always(&thing(), "place", Vec::new()).pieces, [Piece::soft("saknas")]);
    }

    #[test]
    fn unknown_none_and_blank_are_three_words() {
        let (f, names) = (frame("/"), Names::default());
        let told = |kind: &str| {
            let open = Open { about: thing(), field: "place".into(), kind: kind.into() };
            let doubts = Doubts { open: vec![open], ..Doubts::default() };
            let tell = Teller { f: &f, names: &names, doubts: &doubts };
            tell.text(&thing(), "place", None).unwrap().pieces[0].text.clone()
        };
        assert_eq!(["unknown", "none", "blank"].map(told), ["okänt", "inget", "inte ifyllt i källan"]);
    }

    #[test]
    fn things_of_the_same_source_stand_on_one_line() {
        let origin = Origin { source: Some("S0:L1".into()), ..Origin::default() };
        let told = sources(&frame("/"), [("A".to_owned(), &origin), ("B".to_owned(), &origin)]);
        assert_eq!(told.iter().map(|s| s.about.as_str()).collect::<Vec<_>>(), ["A; B"]);
    }
}
