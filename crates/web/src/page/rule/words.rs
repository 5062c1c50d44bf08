//! A rule in words: what it is called, what it is about, and its parameters.

use crate::{
    frame::Frame,
    lang::Lang,
    sheet::{Cell, doubts, fields, lines::capital},
    words::{self, catalogue},
};
use genbo_app::view::{Link, Names};
use genbo_documents::statutes::Statute;
use genbo_domain::{
    noun::Field,
    parameters::Parameter,
    rule::{Rule, RuleKind},
    value::{Kind, Value},
};
use genbo_rules::{catalogue as kinds, scope};
use std::collections::HashMap;

/// What a rule is called: its title, or else what it measures.
pub(super) fn title(lang: Lang, rule: &Rule, statute: Option<&Statute>) -> String {
    if let Some(title) = statute.and_then(|s| s.titles.get(lang.code())) {
        return title.clone();
    }
    let kind = || capital(words::word(lang, "rule_kind", rule.kind.as_str()));
    rule.title.clone().unwrap_or_else(kind)
}

/// What a kind of rule is about, in one sentence.
pub(super) fn kind_help(lang: Lang, kind: RuleKind) -> String {
    catalogue::kind(lang, kind).to_owned()
}

/// What a parameter is called.
pub(super) fn parameter(lang: Lang, kind: RuleKind, name: &str) -> String {
    catalogue::parameter(lang, kind, name)
}

/// The anchor of a section on its document's page.
pub(crate) fn section_anchor(slug: &str) -> &str {
    slug.rsplit('/').next().unwrap_or(slug)
}

/// What a rule is about, as names and values.
pub(super) fn scope(f: &Frame, rule: &Rule, names: &Names) -> Vec<(String, Cell)> {
    let mut pairs = Vec::new();
    let label = |field: &'static str| words::field(f.lang, "rule", field).to_owned();
    let mut links = |field: &'static str, all: Vec<Link>| {
        if !all.is_empty() {
            pairs.push((label(field), Cell::links(f.to_all(&all))));
        }
    };
    links("scope_body", names.opt(rule.scope_body).into_iter().collect());
    links("scope_bodies", names.list(&rule.scope_bodies));
    links("scope_part_of", names.opt(rule.scope_part_of).into_iter().collect());
    links("scope_member", names.opt(rule.scope_member).into_iter().collect());
    links("scope_members", names.list(&rule.scope_members));
    links("scope_group", names.opt(rule.scope_group).into_iter().collect());
    links("scope_document", names.opt(rule.scope_document).into_iter().collect());
    links("scope_thing", names.opt(rule.scope_thing).into_iter().collect());
    let word = |vocabulary, word| Cell::text(capital(&f.word(vocabulary, Some(word))));
    if let Some(kind) = rule.scope_body_kind {
        pairs.push((label("scope_body_kind"), word("body_kind", kind.as_str())));
    }
    if let Some(kind) = rule.scope_document_kind {
        pairs.push((label("scope_document_kind"), word("governing_document_kind", kind.as_str())));
    }
    if let Some(item) = rule.scope_item {
        pairs.push((label("scope_item"), word("scope_item", item.as_str())));
    }
    pairs
}

/// A rule's parameters, in the order of its kind's.
pub(super) fn parameters(
    f: &Frame,
    rule: &Rule,
    pointed: &HashMap<(&'static str, String), Link>,
) -> Vec<(String, Cell)> {
    let Some(given) = &rule.parameters else { return Vec::new() };
    let of = |field: &'static Field| {
        let values = match given.get(field.name)? {
            Parameter::List(list) => list.iter().collect(),
            one => vec![one],
        };
        let texts: Vec<crate::view::Link> =
            values.into_iter().map(|v| value(f, rule, field, v, pointed)).collect();
        Some((parameter(f.lang, rule.kind, field.name), Cell::links(texts)))
    };
    kinds::fields(rule.kind).iter().filter_map(of).collect()
}

fn value(
    f: &Frame,
    rule: &Rule,
    field: &Field,
    given: &Parameter,
    pointed: &HashMap<(&'static str, String), Link>,
) -> crate::view::Link {
    let plain = |text: String| crate::view::Link::new(text, "");
    match given {
        Parameter::Int(n) => plain(n.to_string()),
        Parameter::Bool(yes) => plain(if *yes { f.t.common.yes } else { f.t.common.no }.to_owned()),
        Parameter::List(_) => plain(given.to_string()),
        Parameter::Text(text) => {
            if let (Kind::Ref(_), Ok(Value::Ref(pointer))) = (field.kind, field.kind.parse(text)) {
                let link = pointed.get(&(pointer.noun, pointer.slug.clone()));
                return link.map_or_else(|| plain(text.clone()), |l| f.to(l));
            }
            if field.name == "fields" {
                let noun = rule.scope_item.map_or("", scope::noun_of);
                return plain(doubts::field(f, noun, text).to_lowercase());
            }
            plain(fields::told(f, field, text))
        }
    }
}
