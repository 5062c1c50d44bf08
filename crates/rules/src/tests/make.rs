//! Making facts for tests: rows by field name, and rules by kind.

use crate::facts::{Facts, Row};
use genbo_domain::{
    calendar::WorkingCalendar,
    noun::NounDef,
    value::{Kind, StoredValue, ThingId, Value},
};
use jiff::civil::Date;

/// The id of the cooperation of all facts.
pub(super) const HOME: i64 = 1;
/// The id of the body of all facts.
pub(super) const BODY: i64 = 2;
/// The id of the document that all rules cite.
pub(super) const DOCUMENT: i64 = 3;
/// The id of the rule.
pub(super) const RULE: i64 = 4;

/// A row of a noun; values as text, references as `#1`, lists with `|` between.
pub(super) fn row(noun: &'static str, id: i64, fields: &[(&str, &str)]) -> (&'static str, Row) {
    let def = NounDef::named(noun).expect("a noun");
    let mut values: Vec<Option<StoredValue>> = vec![None; def.fields.len()];
    for (name, text) in fields {
        let (at, field) = def.field(name).expect("a field");
        let one = |text: &str| match field.kind {
            Kind::Ref(_) => Value::Ref(ThingId(text.trim_start_matches('#').parse().expect("an id"))),
            kind => kind.parse(text).expect("a value").try_map(&mut |_| Err(())).expect("no reference"),
        };
        values[at] =
            Some(if field.many { Value::List(text.split('|').map(one).collect()) } else { one(text) });
    }
    (noun, Row { id: ThingId(id), slug: format!("{noun}-{id}"), values, gaps: Vec::new() })
}

/// A cooperation with a body and a document.
pub(super) fn frame() -> Vec<(&'static str, Row)> {
    vec![
        row("cooperation", HOME, &[("name", "Samarbetet")]),
        row("body", BODY, &[("owner", "#1"), ("name", "Styrelsen")]),
        row("governing_document", DOCUMENT, &[("owner", "#1"), ("title", "Ordningen")]),
    ]
}

/// A rule of a kind about the body.
pub(super) fn rule(kind: &str, parameters: &str) -> (&'static str, Row) {
    let fields = [
        ("cooperation", "#1"),
        ("kind", kind),
        ("scope_body", "#2"),
        ("parameters", parameters),
        ("cites_document", "#3"),
        ("cites_edition", "2020"),
        ("cites_section", "Allt"),
        ("cites_quote", "så"),
        ("force", "rule"),
    ];
    row("rule", RULE, &fields)
}

/// A meeting of the body.
pub(super) fn meeting(id: i64, when: &str, status: &str) -> (&'static str, Row) {
    row("meeting", id, &[("title", "Möte"), ("bodies", "#2"), ("when", when), ("status", status)])
}

/// The facts as of a day.
pub(super) fn facts(as_of: Date, rows: impl IntoIterator<Item = (&'static str, Row)>) -> Facts {
    let mut facts = Facts::new(as_of, WorkingCalendar::weekends_only());
    for (noun, row) in rows {
        facts.add(noun, row).expect("facts that read");
    }
    facts
}
