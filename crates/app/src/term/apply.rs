//! The change itself: what ends, what begins, in one go.

use super::table::Line;
use crate::{
    cx::{Actor, Cx, Keep},
    error::ActionError,
    thing::{
        put::{Put, put},
        written::{Said, Written},
    },
    view::Reader,
};
use genbo_domain::{
    edtf::{Edtf, End},
    noun::{Noun, NounDef},
    person::Person,
    post::{HolderState, Holding, HoldingKind},
    slug,
    value::{Pointer, Value},
};
use genbo_store::thing;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Who comes after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Somebody, by name.
    Person(String),
    /// Somebody who is not named.
    NotStated,
    /// Nobody.
    Vacant,
}

/// What becomes of one line.
#[derive(Debug, Clone)]
pub struct Change {
    /// The line.
    pub line: Line,
    /// Who comes after.
    pub next: Next,
    /// From when.
    pub from: Date,
    /// The last day of the one who leaves, if that is after the day on which the next one begins.
    pub handover: Option<Date>,
    /// The item that decided it, by slug.
    pub decided_by: Option<String>,
}

/// What changes would do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The names that are new, with the slugs that they get.
    pub new_people: BTreeMap<String, String>,
    /// The names that are known, with their slugs.
    pub known_people: BTreeMap<String, String>,
}

/// Which of the named persons are known. A name is known by the address that it gives, `Åsa Öst` by `asa-ost`; who has the
/// name of another is written by the address.
pub async fn people(reader: &mut Reader, changes: &[Change]) -> Result<Preview, ActionError> {
    let names: BTreeSet<&str> = changes
        .iter()
        .filter_map(|c| match &c.next {
            Next::Person(name) => Some(name.trim()),
            _ => None,
        })
        .collect();
    let slugs: BTreeMap<&str, String> = names
        .into_iter()
        .map(|n| (n, slug::of(n).replace('/', "-")))
        .filter(|(_, s)| slug::check(s).is_ok())
        .collect();
    let wanted: Vec<&str> = slugs.values().map(String::as_str).collect();
    let known = thing::ids_of_slugs(&mut reader.tx, &reader.viewer, Person::NAME, &wanted).await?;
    let mut preview = Preview::default();
    for (name, slug) in &slugs {
        let list = if known.contains_key(slug) { &mut preview.known_people } else { &mut preview.new_people };
        list.insert((*name).to_owned(), slug.clone());
    }
    Ok(preview)
}

/// Makes the changes, all or none.
pub async fn apply(
    cx: &Cx,
    actor: &Actor,
    today: Date,
    changes: &[Change],
    submission: Option<&str>,
    keep: Keep,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let who = people(&mut reader, changes).await?;
    drop(reader);
    let noun = |name: &str| NounDef::named(name).expect("the noun is one of the program's");
    let mut written: Vec<Written> = Vec::new();
    for (name, slug) in &who.new_people {
        let person = Written { slug: Some(slug.clone()), ..Written::new(noun(Person::NAME)) };
        written.push(person.with("name", text(name)));
    }
    for change in changes {
        let begins = change.from;
        if let Some(seen) = change.line.seen {
            let last = change
                .handover
                .filter(|h| *h >= begins)
                .or_else(|| begins.yesterday().ok())
                .unwrap_or(begins);
            let valid = ended(change.line.valid.as_ref(), last);
            written.push(Written {
                seen: Some(seen),
                ..Written::change(noun(Holding::NAME), &change.line.key)
                    .with("valid", text(&valid.to_string()))
            });
        }
        written.push(begun(noun(Holding::NAME), change, &who));
    }
    put(cx, actor, &written, submission, keep).await
}

fn text(text: &str) -> Said {
    Said::Value(Value::Text(text.to_owned()))
}

fn begun(noun: &'static NounDef, change: &Change, who: &Preview) -> Written {
    let of = noun_of(&change.line.of.noun);
    let pointer =
        |noun: &'static str, slug: &str| Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }));
    let from = Edtf::interval(Edtf::day(change.from).start(), End::Open).unwrap_or(Edtf::day(change.from));
    let mut holding = Written::new(noun)
        .with("of", pointer(of, &change.line.of.slug))
        .with("valid", text(&from.to_string()));
    let state = match &change.next {
        Next::Person(name) => {
            let slug = who.new_people.get(name.trim()).or_else(|| who.known_people.get(name.trim()));
            if let Some(slug) = slug {
                holding = holding.with("person", pointer(Person::NAME, slug));
            }
            HolderState::Named
        }
        Next::NotStated => HolderState::NotStated,
        Next::Vacant => HolderState::Vacant,
    };
    holding = holding.with("holder", text(state.as_str()));
    if change.line.kind == Some(HoldingKind::Deputy) {
        holding = holding.with("kind", text(HoldingKind::Deputy.as_str()));
    }
    match &change.decided_by {
        Some(item) => holding.with("decided_by", pointer("item", item)),
        None => holding,
    }
}

fn noun_of(name: &str) -> &'static str {
    NounDef::named(name).map_or("seat", |n| n.name)
}

/// A time with that last day. A beginning that is not known stays unknown; one after the last day is that day.
fn ended(valid: Option<&Edtf>, last: Date) -> Edtf {
    let start = match valid {
        Some(v) if v.is_interval() => v.start(),
        Some(v) if v.first().is_some_and(|f| f.date() <= last) => v.start(),
        _ => End::Unknown,
    };
    let end = Edtf::day(last).end();
    Edtf::interval(start, end).unwrap_or(Edtf::day(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_time_ends_where_it_is_told_and_keeps_the_beginning_that_it_has() {
        let last = date(2022, 12, 31);
        let ended_at = |text: &str| ended(Some(&text.parse().unwrap()), last).to_string();
        assert_eq!(ended_at("2019-01-01/.."), "2019-01-01/2022-12-31");
        assert_eq!(ended_at("2019/2023"), "2019/2022-12-31");
        assert_eq!(ended_at("/2023"), "/2022-12-31");
        assert_eq!(ended_at("2023-05-01/.."), "2022-12-31", "nobody ends before beginning");
        assert_eq!(ended(None, last).to_string(), "/2022-12-31");
    }
}
