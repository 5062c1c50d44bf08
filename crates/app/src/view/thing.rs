//! Any thing of any noun by its declaration: its facts, what belongs to it, what refers to it, how it came to be so.
//!
//! Invariants: no noun is known by name here but [`Claim`], whose claims stand beside the facts that they are about; a
//! thing is seen only if everything that it cannot be without is seen.

use super::{
    Link, Names, Reader,
    fact::{self, Doubts, Origin, Said},
    trail::{self, Turn},
};
use crate::{collation, error::ActionError};
use genbo_domain::{
    NOUNS,
    claim::Claim,
    noun::{Field, Noun, NounDef},
    value::{Kind, StoredValue, ThingId, Value},
    visibility,
};
use genbo_store::{
    list,
    listing::{self, HowMany, Only, Part},
    reference::{self, Door},
    row::{self, Find, ThingRow},
    tally,
    thing::{self, Name},
};

/// How many things of a group are shown; one more means that there are more.
pub const GROUP: usize = 50;
/// How many things one page of a list has.
pub const PAGE: usize = 100;

/// One thing with all that is known of it.
#[derive(Debug)]
pub struct Thing {
    /// The thing.
    pub link: Link,
    /// Its noun.
    pub noun: &'static NounDef,
    /// What it is written under, outermost first.
    pub above: Vec<Link>,
    /// The cooperation with which it is exported.
    pub home: Option<Link>,
    /// `public`, `members` or `restricted`.
    pub visibility: String,
    /// Where it is written.
    pub origin: Origin,
    /// Its fields, in the order of its noun.
    pub fields: Vec<Told>,
    /// What sources say about it that is no field of it.
    pub beside: Vec<Said>,
    /// What is written under it.
    pub children: Vec<Group>,
    /// What else refers to it.
    pub referring: Vec<Group>,
    /// Its changes, the latest first.
    pub history: Vec<Turn>,
}

/// A field with its value, or why there is none.
#[derive(Debug)]
pub struct Told {
    /// The field.
    pub field: &'static Field,
    /// The value, if there is one and the reader may see it.
    pub value: Option<Value<Link>>,
    /// In which way the source leaves it open.
    pub gap: Option<String>,
    /// What sources say about it beside.
    pub said: Vec<Said>,
}

/// Things of a noun that refer to a thing through one field.
#[derive(Debug)]
pub struct Group {
    /// Their noun.
    pub noun: &'static NounDef,
    /// The field.
    pub field: &'static Field,
    /// The first of them.
    pub things: Vec<Link>,
    /// Whether there are more.
    pub more: bool,
}

/// The thing of that noun and slug.
pub async fn thing(reader: &mut Reader, noun: &'static NounDef, slug: &str) -> Result<Thing, ActionError> {
    let name = thing::find(&mut reader.tx, &reader.viewer, noun.name, slug).await?;
    let row = one(reader, noun, name.id).await?;
    let above = above(reader, noun, &row).await?;
    let doors: Vec<Door> = reference::doors(noun)
        .into_iter()
        .filter(|d| (d.noun.name, d.field.name) != (Claim::NAME, "subject"))
        .collect();
    let behind = reference::behind(&mut reader.tx, &reader.viewer, row.id, &doors, GROUP + 1).await?;
    let (mut children, mut referring) = (Vec::new(), Vec::new());
    for (door, names) in doors.iter().zip(behind).filter(|(_, names)| !names.is_empty()) {
        if door.is_parent() { &mut children } else { &mut referring }.push(group(door, names));
    }
    let link = link(noun, &row);
    let doubts = fact::doubts(reader, std::slice::from_ref(&link)).await?;
    let mut wanted: Vec<ThingId> = row.values.iter().flatten().flat_map(Value::refs).copied().collect();
    wanted.extend(row.meta.home);
    let names = reader.names(wanted).await?;
    let history = trail::of(reader, noun, row.id, row.meta.home).await?;
    let details = reader.viewer.sees_details_of(row.meta.home);
    let (fields, beside) = told(noun, row.values, &names, doubts, details);
    Ok(Thing {
        home: row.meta.home.and_then(|h| names.get(h)),
        visibility: row.meta.visibility.clone(),
        origin: Origin::from(&row.meta),
        history,
        link,
        noun,
        above,
        fields,
        beside,
        children,
        referring,
    })
}

async fn one(reader: &mut Reader, noun: &'static NounDef, id: ThingId) -> Result<ThingRow, ActionError> {
    if list::seen(&mut reader.tx, &reader.viewer, noun, &[id]).await?.is_empty() {
        return Err(ActionError::NotFound);
    }
    let rows = row::load_rows(&mut reader.tx, &reader.viewer, noun, Find::Ids(&[id])).await?;
    rows.into_iter().next().ok_or(ActionError::NotFound)
}

/// What a thing is written under: as many statements as it lies deep, never more than the nouns allow.
async fn above(
    reader: &mut Reader,
    noun: &'static NounDef,
    row: &ThingRow,
) -> Result<Vec<Link>, ActionError> {
    let mut above = Vec::new();
    let (mut noun, mut values) = (noun, row.values.clone());
    while let Some(parent) = noun.parent {
        let id = noun
            .field(parent.field)
            .and_then(|(i, _)| values[i].as_ref())
            .and_then(|v| v.refs().first().copied().copied());
        let (Some(id), Some(def)) = (id, NounDef::named(parent.noun)) else { break };
        let up = one(reader, def, id).await?;
        above.insert(0, link(def, &up));
        (noun, values) = (def, up.values);
    }
    Ok(above)
}

fn link(noun: &NounDef, row: &ThingRow) -> Link {
    Link {
        id: row.id,
        noun: noun.name.to_owned(),
        slug: row.meta.slug.clone(),
        label: row.meta.label.clone(),
    }
}

fn group(door: &Door, names: Vec<Name>) -> Group {
    let more = names.len() > GROUP;
    let things = names.into_iter().take(GROUP);
    let things = things.map(|n| Link { id: n.id, noun: n.noun, slug: n.slug, label: n.label }).collect();
    Group { noun: door.noun, field: door.field, things, more }
}

fn told(
    noun: &'static NounDef,
    values: Vec<Option<StoredValue>>,
    names: &Names,
    mut doubts: Doubts,
    details: bool,
) -> (Vec<Told>, Vec<Said>) {
    let mut said: Vec<Said> = doubts.contradictions.drain(..).chain(doubts.readings.drain(..)).collect();
    let mut fields = Vec::with_capacity(noun.fields.len());
    for (field, value) in noun.fields.iter().zip(values) {
        let hidden = visibility::is_for_members(noun.name, field.name) && !details;
        let (of_field, rest) = said.into_iter().partition(|s| s.field == field.name);
        said = rest;
        if hidden {
            continue;
        }
        let gap = doubts.open.iter().find(|o| o.field == field.name).map(|o| o.kind.clone());
        fields.push(Told { field, value: value.and_then(|v| resolve(v, names)), gap, said: of_field });
    }
    (fields, said)
}

/// The value with its references as links; what the reader may not see is left out, and nothing is left of nothing.
fn resolve(value: StoredValue, names: &Names) -> Option<Value<Link>> {
    match value {
        Value::List(list) => {
            let list: Vec<Value<Link>> = list.into_iter().filter_map(|v| resolve(v, names)).collect();
            (!list.is_empty()).then_some(Value::List(list))
        }
        one => one.try_map(&mut |id| names.get(id).ok_or(())).ok(),
    }
}

/// Which list of things is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Text that the label must contain.
    pub q: Option<&'a str>,
    /// A field, and the id of the thing that it must refer to.
    pub refers: Option<(&'a str, ThingId)>,
    /// Which page, from 0.
    pub page: usize,
}

/// One page of a noun's list.
#[derive(Debug)]
pub struct Listed {
    /// The noun.
    pub noun: &'static NounDef,
    /// Its things, by label.
    pub lines: Vec<Line>,
    /// How many there are in all.
    pub all: HowMany,
    /// What they refer to, if that was asked for.
    pub refers: Option<Link>,
}

/// A thing in a list.
#[derive(Debug)]
pub struct Line {
    /// The thing.
    pub link: Link,
    /// What it is written under.
    pub parent: Option<Link>,
    /// The cooperation with which it is exported.
    pub home: Option<Link>,
    /// Where it is written.
    pub origin: Origin,
    /// Its first short facts.
    pub facts: Vec<(&'static Field, Value<Link>)>,
}

/// How many facts a line has.
const SHORT: usize = 3;

/// A page of the list of a noun's things. The number of statements is the same for every list.
pub async fn listed(
    reader: &mut Reader,
    noun: &'static NounDef,
    wanted: &Wanted<'_>,
) -> Result<Listed, ActionError> {
    let label = wanted.q.map(collation::key);
    let to: Vec<ThingId> = wanted.refers.map(|(_, id)| id).into_iter().collect();
    let only: Vec<Only<'_>> = wanted.refers.iter().map(|(field, _)| Only::Any(field, &to)).collect();
    let part = Part { offset: wanted.page.saturating_mul(PAGE), limit: PAGE };
    let found =
        listing::page(&mut reader.tx, &reader.viewer, noun, label.as_deref(), &only, None, part).await?;
    let rows = row::load_rows(&mut reader.tx, &reader.viewer, noun, Find::Ids(&found.ids)).await?;
    let mut ids = to.clone();
    for row in &rows {
        ids.extend(row.values.iter().flatten().flat_map(Value::refs));
        ids.extend(row.meta.home);
    }
    let names = reader.names(ids).await?;
    let mut lines: Vec<Line> = rows.into_iter().map(|r| line(noun, r, &names)).collect();
    lines.sort_by_cached_key(|l| found.ids.iter().position(|id| *id == l.link.id));
    let refers = to.first().and_then(|id| names.get(*id));
    if wanted.refers.is_some() && refers.is_none() {
        return Err(ActionError::NotFound);
    }
    Ok(Listed { noun, lines, all: found.all, refers })
}

fn line(noun: &'static NounDef, row: ThingRow, names: &Names) -> Line {
    let link = link(noun, &row);
    let (home, origin) = (row.meta.home.and_then(|h| names.get(h)), Origin::from(&row.meta));
    let (mut parent, mut facts) = (None, Vec::new());
    for (field, value) in noun.fields.iter().zip(row.values) {
        let Some(value) = value.and_then(|v| resolve(v, names)) else { continue };
        if noun.parent.is_some_and(|p| p.field == field.name) {
            parent = value.refs().first().copied().cloned();
        } else if field.name != noun.label && is_short(field) && facts.len() < SHORT {
            facts.push((field, value));
        }
    }
    Line { link, parent, home, origin, facts }
}

fn is_short(field: &Field) -> bool {
    match field.kind {
        Kind::Prose | Kind::Url | Kind::Pattern | Kind::Parameters | Kind::Image => false,
        Kind::Text => !field.many,
        _ => true,
    }
}

/// Every noun with how many of its things the viewer sees, in the order of the file.
pub async fn all(reader: &mut Reader) -> Result<Vec<(&'static NounDef, HowMany)>, ActionError> {
    let tally = tally::tally(&mut reader.tx, &reader.viewer).await?;
    Ok(NOUNS.iter().map(|n| (*n, tally.get(n.name).copied().unwrap_or_default())).collect())
}
