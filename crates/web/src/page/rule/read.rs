//! Reading the form of a rule: what it says, as something written; what cannot be read is noted at its field.

use super::{
    edit::Writing,
    fields::{self, Filled, Wrong},
};
use crate::{frame::Frame, typed, words};
use genbo_app::thing::written::{Said, Written};
use genbo_domain::{
    noun::{Noun, NounDef},
    rule::Rule,
    value::{Kind, Pointer, Value},
};
use genbo_rules::catalogue::{self as kinds, Needs};

/// What the form says, as something written; what cannot be read is noted at its field.
pub(super) fn written(f: &Frame, writing: &Writing, filled: &Filled, wrong: &mut Wrong) -> Written {
    let noun = NounDef::named(Rule::NAME).expect("rules are a noun");
    let mut written = match &writing.stands {
        Some(stands) => Written::change(noun, stands.link.slug.clone()),
        None => Written::new(noun),
    };
    written.seen = writing.stands.as_ref().and_then(|_| filled.one("seen").parse().ok());
    let pointer = |noun: &'static str, slug: &str| Value::Ref(Pointer { noun, slug: slug.to_owned() });
    let text = |text: &str| Said::Value(Value::Text(text.to_owned()));
    if writing.stands.is_none() {
        written = written
            .with("cooperation", Said::Value(pointer("cooperation", &writing.ground.cooperation.slug)))
            .with("kind", text(writing.kind.as_str()));
    }
    let parameters = fields::read(f, writing.kind, filled, wrong);
    written = written.with("parameters", text(&parameters.to_string()));
    for (name, noun) in REFERENCES {
        let said = match filled.one(name) {
            "" => Said::Empty,
            slug => Said::Value(pointer(noun, slug)),
        };
        written = written.with(name, said);
    }
    let bodies: Vec<_> = filled.all("scope_bodies").map(|slug| pointer("body", slug)).collect();
    let listed = if bodies.is_empty() { Said::Empty } else { Said::Value(Value::List(bodies)) };
    written = written.with("scope_bodies", listed);
    for name in TEXTS {
        written = written.with(name, said(f, noun, name, filled, wrong));
    }
    cited(f, writing, filled, wrong, written)
}

/// The fields that refer to one thing, with its noun.
const REFERENCES: [(&str, &str); 6] = [
    ("scope_body", "body"),
    ("scope_part_of", "body"),
    ("scope_member", "organisation"),
    ("scope_group", "group"),
    ("scope_document", "governing_document"),
    ("excepts", "rule"),
];
/// The fields that are typed or chosen from words.
const TEXTS: [&str; 14] = [
    "title",
    "scope_body_kind",
    "scope_document_kind",
    "scope_item",
    "priority",
    "cites_quote",
    "force",
    "raised",
    "valid",
    "reading_text",
    "reading_by",
    "reading_from",
    "state_off_because",
    "note",
];

/// What is typed in one field.
fn said(f: &Frame, noun: &NounDef, name: &str, filled: &Filled, wrong: &mut Wrong) -> Said {
    let Some((_, field)) = noun.field(name) else { return Said::Empty };
    let text = filled.one(name);
    if text.is_empty() {
        if field.required {
            wrong.insert(name.to_owned(), f.lang.missing(words::field(f.lang, Rule::NAME, field.name)));
        }
        return Said::Empty;
    }
    if matches!(field.kind, Kind::Word(_)) {
        return Said::Value(Value::Text(text.to_owned()));
    }
    match typed::read(f.lang, field.kind, f.today, text).map(|read| read.said) {
        Ok(typed::Typed::Value(value)) => Said::Value(value),
        Ok(typed::Typed::Gap(kind)) => Said::Gap(kind),
        Err(message) => {
            wrong.insert(name.to_owned(), message);
            Said::Empty
        }
    }
}

/// With the section that is chosen, and what a scope and an exception cannot be without.
fn cited(f: &Frame, writing: &Writing, filled: &Filled, wrong: &mut Wrong, written: Written) -> Written {
    let t = &f.t.rule_edit;
    let empty = |names: &[&str]| names.iter().all(|n| filled.all(n).next().is_none());
    let bodies = ["scope_body", "scope_bodies", "scope_part_of", "scope_body_kind"];
    match kinds::needs(writing.kind) {
        Needs::Bodies if empty(&bodies) => {
            wrong.insert("scope_body".to_owned(), t.one_scope.to_owned());
        }
        Needs::Documents if empty(&["scope_document", "scope_document_kind"]) => {
            wrong.insert("scope_document".to_owned(), t.one_document.to_owned());
        }
        _ => {}
    }
    if !empty(&["excepts"]) && empty(&["priority"]) {
        wrong.insert("priority".to_owned(), t.priority_missing.to_owned());
    }
    let Some(place) = writing.ground.place(filled.one("section")) else {
        // Words that are no section of these documents stay as they stand.
        if writing.stands.is_none() || !filled.one("section").is_empty() {
            wrong.insert("section".to_owned(), t.section_whole.to_owned());
        }
        return written;
    };
    let stays = writing.stands.as_ref().is_some_and(|s| {
        let at = |name: &str| s.noun.field(name).and_then(|(i, _)| s.values.get(i)?.as_ref());
        let document =
            at("cites_document").is_some_and(|v| v.refs().first().is_some_and(|l| l.slug == place.document));
        let section = at("cites_section").and_then(Value::as_text).is_some_and(|cited| {
            writing.ground.section_called(&place.document, cited) == Some(filled.one("section"))
        });
        document && section
    });
    if stays {
        return written;
    }
    let document = Pointer { noun: "governing_document", slug: place.document };
    written
        .with("cites_document", Said::Value(Value::Ref(document)))
        .with("cites_edition", Said::Value(Value::Text(place.edition)))
        .with("cites_section", Said::Value(Value::Text(place.heading)))
}
