//! What of a thing goes into the search index, and keeping the index true to every change.
//!
//! Invariants: what leaves an event in the trail is indexed in the same transaction; fields for members of a thing that is
//! public are never indexed; a thing is not found by the name of another one that not all who see it may see.

use super::analyse;
use crate::{cx::Event, error::ActionError};
use genbo_domain::{
    NOUNS,
    noun::{Field, NounDef},
    value::{Kind, StoredValue, ThingId, Value},
    visibility,
};
use genbo_store::{
    row::{self, Find, Meta, ThingRow},
    search::{self, Entry, Neighbour},
    sql::WriteTx,
    thing::Viewer,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The nouns that people look for first, in order; the others follow in the order of the file.
const FIRST: &[&str] = &[
    "cooperation",
    "organisation",
    "body",
    "matter",
    "meeting",
    "item",
    "commission",
    "referral",
    "governing_document",
    "plan",
    "agreement",
    "area",
    "project",
    "person",
    "post",
    "document",
    "contact",
    "course",
    "event",
    "theme",
    "example",
    "section",
    "goal",
    "activity",
    "cycle_step",
    "case",
    "record",
    "notice",
];

/// The place of a noun among those that people look for.
pub(crate) fn rank(noun: &str) -> i64 {
    let place = FIRST
        .iter()
        .position(|n| *n == noun)
        .or_else(|| NOUNS.iter().position(|n| n.name == noun).map(|place| FIRST.len() + place));
    place.and_then(|p| i64::try_from(p).ok()).unwrap_or(LAST_RANK)
}

/// The rank after that of every noun.
pub(crate) const LAST_RANK: i64 = 9_999;

/// Fields that say what a thing is called, beside its label.
const NAMES: &[&str] = &[
    "name",
    "short_name",
    "legal_name",
    "aliases",
    "title",
    "number",
    "case_number",
    "received_number",
    "code",
    "registration_number",
    "heading",
    "subject",
];

/// A thing is also called by what its dependants have in this field: a matter by the numbers of its cases.
const LIFTED: &[(&str, &str)] = &[("case", "number")];

/// References of one field that are named in the index; the rest of a long list is not.
const MOST_NAMES: usize = 40;
/// Things that are indexed in one go.
const BATCH: usize = 500;

/// What the words and the ranks depend on here, for the version of the index.
pub(crate) fn recipe() -> String {
    format!("{FIRST:?} {NAMES:?} {LIFTED:?}")
}

/// Brings the index up to what a change has recorded.
pub(crate) async fn follow(tx: &mut WriteTx, events: &[Event]) -> Result<(), ActionError> {
    let mut stale: BTreeMap<usize, BTreeSet<ThingId>> = BTreeMap::new();
    let mut renamed: BTreeMap<usize, Vec<ThingId>> = BTreeMap::new();
    for event in events {
        let (Some(place), Some(thing)) = (place_of(event.noun), event.thing) else { continue };
        stale.entry(place).or_default().insert(thing);
        let named = |field: &str| field == NOUNS[place].label || field == "visibility";
        if event.action != "create" && event.values.iter().any(|v| named(&v.field)) {
            renamed.entry(place).or_default().push(thing);
        }
    }
    for (place, ids) in &renamed {
        referring(tx, NOUNS[*place], ids, &mut stale).await?;
    }
    lifted(tx, &mut stale).await?;
    for (place, ids) in stale {
        let ids: Vec<ThingId> = ids.into_iter().collect();
        of_noun(tx, NOUNS[place], &ids).await?;
    }
    Ok(())
}

fn place_of(noun: &str) -> Option<usize> {
    NOUNS.iter().position(|n| n.name == noun)
}

/// Adds the things that are found by the names of those that are called otherwise now.
async fn referring(
    tx: &mut WriteTx,
    target: &NounDef,
    ids: &[ThingId],
    stale: &mut BTreeMap<usize, BTreeSet<ThingId>>,
) -> Result<(), ActionError> {
    for (place, noun) in NOUNS.iter().enumerate() {
        for field in noun.fields {
            let Kind::Ref(targets) = field.kind else { continue };
            if targets.is_empty() || targets.contains(&target.name) {
                let found = search::referring(tx, noun, field, ids).await?;
                stale.entry(place).or_default().extend(found);
            }
        }
    }
    Ok(())
}

/// Adds the things that are called by what their changed dependants have.
async fn lifted(tx: &mut WriteTx, stale: &mut BTreeMap<usize, BTreeSet<ThingId>>) -> Result<(), ActionError> {
    for (name, _) in LIFTED {
        let Some(noun) = NounDef::named(name) else { continue };
        let (Some(parent), Some(place)) = (noun.parent, place_of(noun.name)) else { continue };
        let Some(above) = NOUNS.iter().position(|n| n.name == parent.noun) else { continue };
        let ids: Vec<ThingId> = stale.get(&place).into_iter().flatten().copied().collect();
        for chunk in ids.chunks(BATCH) {
            for row in row::load_rows(tx, &Viewer::All, noun, Find::Ids(chunk)).await? {
                if let Some(Value::Ref(id)) = row.values[0] {
                    stale.entry(above).or_default().insert(id);
                }
            }
        }
    }
    Ok(())
}

/// Indexes things of a noun as they stand in the database.
pub(crate) async fn of_noun(tx: &mut WriteTx, noun: &NounDef, ids: &[ThingId]) -> Result<(), ActionError> {
    for chunk in ids.chunks(BATCH) {
        let rows = row::load_rows(tx, &Viewer::All, noun, Find::Ids(chunk)).await?;
        let mut refs: Vec<ThingId> =
            rows.iter().flat_map(|r| r.values.iter().flatten().flat_map(Value::refs)).copied().collect();
        refs.sort_unstable();
        refs.dedup();
        let neighbours = search::neighbours(tx, &refs).await?;
        let below = from_below(tx, noun, chunk).await?;
        let entries: Vec<Entry> = rows
            .iter()
            .map(|row| entry(noun, row, &neighbours, below.get(&row.id).map_or("", String::as_str)))
            .collect();
        search::replace(tx, &entries).await?;
    }
    Ok(())
}

/// What the things are called by, because their dependants have it.
async fn from_below(
    tx: &mut WriteTx,
    noun: &NounDef,
    ids: &[ThingId],
) -> Result<HashMap<ThingId, String>, ActionError> {
    let mut texts: HashMap<ThingId, String> = HashMap::new();
    for (name, field) in LIFTED {
        let Some(child) = NounDef::named(name).filter(|c| c.parent.is_some_and(|p| p.noun == noun.name))
        else {
            continue;
        };
        let Some((index, _)) = child.field(field) else { continue };
        for row in row::load_rows(tx, &Viewer::All, child, Find::By(child.fields[0].name, ids)).await? {
            let text = row.values[index].as_ref().and_then(Value::as_text);
            if let (Some(Value::Ref(parent)), Some(text), "public") =
                (&row.values[0], text, row.meta.visibility.as_str())
            {
                push(texts.entry(*parent).or_default(), text);
            }
        }
    }
    Ok(texts)
}

/// What the index keeps of one thing.
fn entry(noun: &NounDef, row: &ThingRow, neighbours: &HashMap<ThingId, Neighbour>, below: &str) -> Entry {
    let (mut title, mut body) = (below.to_owned(), String::new());
    let label_of = noun.field(noun.label);
    let named_by_another = label_of.is_some_and(|(_, f)| matches!(f.kind, Kind::Ref(_)));
    if !named_by_another {
        push(&mut title, &row.meta.label);
    }
    // A slug is what people without å, ä and ö at hand type.
    let (above, own) = row.meta.slug.rsplit_once('/').unwrap_or(("", &row.meta.slug));
    push(&mut title, own);
    push(&mut body, &above.replace('/', " "));
    for (field, value) in noun.fields.iter().zip(&row.values) {
        let Some(value) = value else { continue };
        if visibility::is_for_members(noun.name, field.name) {
            continue;
        }
        let called = NAMES.contains(&field.name) || field.name == noun.label;
        let zone = if called { &mut title } else { &mut body };
        for value in several(value) {
            match value {
                Value::Ref(id) => {
                    if let Some(n) = neighbours.get(id).filter(|n| may_be_told(&row.meta, n)) {
                        push(zone, &n.label);
                    }
                }
                other => push(zone, &written(noun, field, other)),
            }
        }
    }
    push(&mut body, row.meta.as_published.as_deref().unwrap_or_default());
    let title = analyse::terms(&title);
    let mut body = analyse::terms(&body);
    body.retain(|t| !title.contains(t));
    Entry { id: row.id, rank: rank(noun.name), title, body }
}

fn several(value: &StoredValue) -> Vec<&StoredValue> {
    match value {
        Value::List(list) => list.iter().take(MOST_NAMES).collect(),
        one => vec![one],
    }
}

/// Whether everybody who sees a thing sees the other one too.
fn may_be_told(of: &Meta, other: &Neighbour) -> bool {
    other.visibility == "public"
        || (other.visibility == "members"
            && of.visibility == "members"
            && other.home == of.home
            && of.home.is_some())
}

/// A value as people would look for it; empty for kinds that nobody looks for.
fn written(noun: &NounDef, field: &Field, value: &StoredValue) -> String {
    let Value::Text(text) = value else { return String::new() };
    match field.kind {
        Kind::Text if field.name == "number" && noun.name == "item" && starts_with_digit(text) => {
            format!("§ {text}")
        }
        Kind::Text | Kind::Prose => text.clone(),
        Kind::Paragraph | Kind::Paragraphs => format!("§§ {text}"),
        Kind::Date => days(text),
        _ => String::new(),
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// The days, months or years of a date without its time and signs of doubt.
fn days(edtf: &str) -> String {
    let days: Vec<String> = edtf
        .split(['/', ',', '{', '}', '[', ']'])
        .map(|part| part.split('T').next().unwrap_or_default())
        .map(|day| day.trim_matches(['~', '?', '%', '.']).replace("-XX", ""))
        .filter(|day| !day.contains('X'))
        .collect();
    days.join(" ")
}

fn push(text: &mut String, more: &str) {
    if !more.is_empty() {
        // A line break ends a list of §§.
        text.push_str(" | ");
        text.push_str(more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_noun_has_a_rank_of_its_own_and_those_people_look_for_come_first() {
        let mut ranks: Vec<i64> = NOUNS.iter().map(|n| rank(n.name)).collect();
        ranks.sort_unstable();
        ranks.dedup();
        assert_eq!(ranks.len(), NOUNS.len());
        assert!(FIRST.iter().all(|n| NounDef::named(n).is_some()));
        assert!(
            rank("cooperation") < rank("item") && rank("item") < rank("claim") && rank("claim") < LAST_RANK
        );
    }

    #[test]
    fn what_is_lifted_is_a_field_of_a_dependant() {
        for (noun, field) in LIFTED {
            let noun = NounDef::named(noun).expect("the noun exists");
            assert!(noun.parent.is_some() && noun.field(field).is_some());
        }
    }

    #[test]
    fn a_date_is_found_by_its_day_month_and_year_but_not_by_its_time() {
        assert_eq!(days("2022-09-12T09:00"), "2022-09-12");
        assert_eq!(days("2022-12-10~"), "2022-12-10");
        assert_eq!(days("2022-06-XX"), "2022-06");
        assert_eq!(days("2021-01-01/2022-12-31"), "2021-01-01 2022-12-31");
        assert_eq!(days("XXXX"), "");
    }

    #[test]
    fn a_name_is_told_only_to_those_who_may_know_it() {
        let meta = |visibility: &str, home| Meta {
            slug: String::new(),
            label: String::new(),
            label_sort: String::new(),
            home,
            position: 0,
            visibility: visibility.to_owned(),
            source: None,
            as_published: None,
            certainty: None,
            changed: 0,
        };
        let other = |visibility: &str, home| Neighbour {
            noun: String::new(),
            label: String::new(),
            visibility: visibility.to_owned(),
            home,
        };
        let (a, b) = (Some(ThingId(1)), Some(ThingId(2)));
        assert!(may_be_told(&meta("public", a), &other("public", b)));
        assert!(may_be_told(&meta("members", a), &other("members", a)));
        assert!(!may_be_told(&meta("members", a), &other("members", b)));
        assert!(!may_be_told(&meta("members", None), &other("members", None)));
        assert!(!may_be_told(&meta("public", a), &other("members", a)));
        assert!(!may_be_told(&meta("restricted", a), &other("restricted", a)));
    }
}
