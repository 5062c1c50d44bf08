//! The API's answers: every noun as a list and one by one, made from the declarations, as one viewer sees them.
//!
//! Invariants: an answer is JSON values and knows nothing of addresses or headers; the number of statements does not grow
//! with the number of things; what the viewer does not see is in no answer, and changes none.

pub mod ask;
pub mod core;
mod presence;
mod referral;
pub mod scope;
pub mod thing;
pub mod time;

use self::{
    ask::{Ask, Why, Wrong},
    core::Core,
    presence::Attendances,
    scope::{Axis, Whom},
    thing::{Object, Telling},
};
use super::Reader;
use crate::error::ActionError;
use genbo_domain::{
    NOUNS, cooperation::Cooperation, edtf::Edtf, item::Item, noun::Noun, noun::NounDef, value::ThingId,
};
use genbo_store::{
    error::StoreError,
    list::{self, Page, Set},
    row::{self, Find, Stored, ThingRow},
    thing as register,
};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A list of the API.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// Its name in addresses.
    pub name: &'static str,
    /// What it holds.
    pub noun: &'static NounDef,
    /// Whether it holds only items that decide something.
    pub decided: bool,
}

/// Every list: one for each noun by its plural, and the decisions.
pub fn lists() -> impl Iterator<Item = List> {
    let decisions = NOUNS.iter().filter(|n| n.name == Item::NAME);
    let decisions = decisions.map(|noun| List { name: "decisions", noun, decided: true });
    NOUNS.iter().map(|noun| List { name: noun.plural, noun, decided: false }).chain(decisions)
}

/// The list of that name.
pub fn list_named(name: &str) -> Option<List> {
    lists().find(|l| l.name == name)
}

/// A part of a list.
#[derive(Debug)]
pub struct Answer {
    /// The things.
    pub items: Vec<Object>,
    /// The cursor of the next part, if there is one.
    pub next: Option<String>,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Refusal {
    /// Parameters are wrong.
    Wrong(Vec<Wrong>),
    /// The program or its database failed, or there is no such thing.
    Failed(ActionError),
}

impl<E: Into<ActionError>> From<E> for Refusal {
    fn from(e: E) -> Refusal {
        Refusal::Failed(e.into())
    }
}

/// The part of a list that is asked for.
pub async fn list(reader: &mut Reader, list: List, ask: &Ask) -> Result<Answer, Refusal> {
    let mut within = within(list);
    for (axis, name) in &ask.belongs {
        let whom = whom(reader, *axis, name).await?;
        within.push(scope::belongs(list.noun, &whom));
    }
    let when = time::when(list.noun);
    let page = Page {
        noun: list.noun,
        within: &within,
        when: &when,
        from: ask.from.as_deref(),
        to: ask.to.as_deref(),
        label: ask.label.as_deref(),
        after: ask.after,
        limit: i64::try_from(ask.per_page + 1).unwrap_or(i64::MAX),
    };
    let mut ids = list::ids(&mut reader.tx, &reader.viewer, &page).await?;
    let more = ids.len() > ask.per_page;
    ids.truncate(ask.per_page);
    let next = ids.last().filter(|_| more).map(|last| ask::cursor(*last));
    Ok(Answer { items: objects(reader, list.noun, &ids).await?, next })
}

/// One thing of a list, by slug or id; where a slug is a number, the slug counts.
pub async fn one(reader: &mut Reader, list: List, slug_or_id: &str) -> Result<Object, ActionError> {
    let found = register::find(&mut reader.tx, &reader.viewer, list.noun.name, slug_or_id).await?;
    let mut within = within(list);
    within.push(Set::Ids(vec![found.id]));
    let when = genbo_store::list::When::Always;
    let page = Page {
        noun: list.noun,
        within: &within,
        when: &when,
        from: None,
        to: None,
        label: None,
        after: None,
        limit: 1,
    };
    let ids = list::ids(&mut reader.tx, &reader.viewer, &page).await?;
    objects(reader, list.noun, &ids).await?.pop().ok_or(ActionError::NotFound)
}

fn within(list: List) -> Vec<Set> {
    let clause = NounDef::named("clause").and_then(|c| Some((c, c.field("item")?.1)));
    let decided = clause.filter(|_| list.decided);
    decided
        .map(|(clause, item)| Set::Referred(clause, item, Box::new(Set::Every(clause))))
        .into_iter()
        .collect()
}

async fn whom(reader: &mut Reader, axis: Axis, name: &str) -> Result<Whom, Refusal> {
    let no_such = || {
        let why = Why::NoSuch(axis.noun(), name.chars().take(80).collect());
        Refusal::Wrong(vec![Wrong { parameter: axis.noun().to_owned(), why }])
    };
    let found = match register::find(&mut reader.tx, &reader.viewer, axis.noun(), name).await {
        Err(StoreError::NotFound) => return Err(no_such()),
        found => found?,
    };
    let noun = NounDef::named(axis.noun()).ok_or_else(no_such)?;
    if list::seen(&mut reader.tx, &reader.viewer, noun, &[found.id]).await?.is_empty() {
        return Err(no_such());
    }
    let same = match axis {
        Axis::Cooperation => {
            let one: Stored<Cooperation> = reader.one(found.id).await?;
            one.facts.organisation.map(|o| o.0).into_iter().collect()
        }
        Axis::Organisation => {
            reader.by::<Cooperation>("organisation", &[found.id]).await?.iter().map(|c| c.id).collect()
        }
        Axis::Body => Vec::new(),
    };
    Ok(Whom { axis, id: found.id, same })
}

/// Rows by the thing that they hang on.
type ByParent = HashMap<ThingId, Vec<ThingRow>>;

/// What hangs on some things of a noun, as it is read: under which name, of which noun.
#[derive(Default)]
struct Hanging {
    children: Vec<(&'static str, &'static NounDef, ByParent)>,
    attendances: Attendances,
    asked: referral::Asked,
}

/// The objects of some things, in their order.
async fn objects(
    reader: &mut Reader,
    noun: &'static NounDef,
    ids: &[ThingId],
) -> Result<Vec<Object>, ActionError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = row::load_rows(&mut reader.tx, &reader.viewer, noun, Find::Ids(ids)).await?;
    rows.sort_by_key(|r| ids.iter().position(|id| *id == r.id));
    let hanging = hanging(reader, noun, &rows).await?;
    let mut references = thing::references(&rows);
    let mut things = ids.to_vec();
    for (_, _, children) in &hanging.children {
        for rows in children.values() {
            references.extend(thing::references(rows));
            things.extend(rows.iter().map(|r| r.id));
        }
    }
    references.extend(hanging.attendances.persons());
    references.extend(hanging.asked.references());
    things.extend(hanging.attendances.ids());
    let telling = Telling::load(reader, references, &things).await?;
    let today = reader.today;
    rows.iter().map(|row| object(noun, row, &hanging, &telling, today)).collect()
}

async fn hanging(
    reader: &mut Reader,
    noun: &'static NounDef,
    rows: &[ThingRow],
) -> Result<Hanging, ActionError> {
    let mut hanging = Hanging::default();
    let ids: Vec<ThingId> = rows.iter().map(|r| r.id).collect();
    for core in core::of(noun) {
        match *core {
            Core::Children(name, child, field) => {
                let Some(child) = NounDef::named(child) else { continue };
                let rows =
                    row::load_rows(&mut reader.tx, &reader.viewer, child, Find::By(field, &ids)).await?;
                hanging.children.push((name, child, by_parent(child, field, rows)));
            }
            Core::Presence => {
                let Some((at, _)) = noun.field("meeting") else { continue };
                let meetings: Vec<ThingId> = rows
                    .iter()
                    .filter_map(|r| r.values[at].as_ref()?.refs().first().map(|id| **id))
                    .collect();
                hanging.attendances = Attendances::load(reader, &distinct(meetings)).await?;
            }
            Core::Addressees => hanging.asked = referral::Asked::load(reader, &ids).await?,
            Core::Span(_) | Core::Edtf(..) => {}
        }
    }
    Ok(hanging)
}

fn distinct(mut ids: Vec<ThingId>) -> Vec<ThingId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn by_parent(noun: &NounDef, field: &str, rows: Vec<ThingRow>) -> ByParent {
    let mut by = ByParent::new();
    let Some((at, _)) = noun.field(field) else { return by };
    for row in rows {
        if let Some(parent) = row.values[at].as_ref().and_then(|v| v.refs().first().map(|id| **id)) {
            by.entry(parent).or_default().push(row);
        }
    }
    by
}

fn object(
    noun: &'static NounDef,
    row: &ThingRow,
    hanging: &Hanging,
    telling: &Telling,
    today: jiff::civil::Date,
) -> Result<Object, ActionError> {
    let mut object = telling.object(noun, row);
    let date = |field: &str| noun.field(field).and_then(|(i, _)| thing::date(row.values[i].as_ref()));
    for core in core::of(noun) {
        match *core {
            Core::Children(name, ..) => {
                let all = hanging.children.iter().filter(|(n, ..)| *n == name);
                let told = all.flat_map(|(_, child, by)| {
                    let rows = by.get(&row.id).map(Vec::as_slice).unwrap_or_default();
                    rows.iter()
                        .filter(|r| telling.is_whole(child, r))
                        .map(|r| child_object(child, r, telling))
                });
                object.insert(name.to_owned(), told.collect());
            }
            Core::Span(field) => {
                let date = date(field);
                object.insert("start".to_owned(), thing::minute(date.as_ref().and_then(Edtf::first)));
                object.insert("end".to_owned(), thing::minute(date.as_ref().and_then(Edtf::last)));
                object.insert(
                    "precision".to_owned(),
                    json!(date.map_or("unknown", |d| d.precision().as_str())),
                );
            }
            Core::Edtf(name, field) => {
                object.insert(name.to_owned(), object.get(field).cloned().unwrap_or(Value::Null));
            }
            Core::Addressees => {
                let (addressees, composed) = hanging.asked.of(row, telling, today)?;
                object.insert("addressees".to_owned(), addressees);
                object.insert("composed".to_owned(), composed);
            }
            Core::Presence => {
                let item = Item::read(row.values.clone()).map_err(StoreError::from)?;
                let lists = hanging.attendances.at(&item, telling);
                object.extend(["present", "entitled", "serving"].map(str::to_owned).into_iter().zip(lists));
            }
        }
    }
    Ok(object)
}

/// What hangs on a thing, told with it: its own fields and dates, without what hangs on it in turn.
fn child_object(noun: &'static NounDef, row: &ThingRow, telling: &Telling) -> Value {
    let mut object = telling.object(noun, row);
    for core in core::of(noun) {
        if let Core::Edtf(name, field) = *core {
            object.insert(name.to_owned(), object.get(field).cloned().unwrap_or(Value::Null));
        }
    }
    Value::Object(object)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_list_of_the_contract_that_has_facts_is_there_and_no_name_twice() {
        let names: Vec<&str> = lists().map(|l| l.name).collect();
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
        for name in "organisations cooperations memberships bodies posts seats people meetings items records events decisions delegated-decisions matters documents dispatches referrals answers commissions governing-documents plans activities indicators projects areas agreements keys contacts courses examples cycle-steps evaluations claims notices rules".split(' ') {
            assert!(list_named(name).is_some(), "{name}");
        }
        for name in ["settlements", "findings"] {
            assert!(list_named(name).is_none(), "{name} is no list of things");
        }
    }

    #[test]
    fn no_field_has_a_name_that_the_register_uses() {
        for noun in NOUNS {
            for field in noun.fields {
                assert!(!thing::REGISTER.contains(&field.name), "{}.{}", noun.name, field.name);
                assert!(field.name != "self", "{}", noun.name);
                for beside in ["start", "end"].map(|end| format!("{}_{end}", field.name)) {
                    assert!(
                        !thing::is_one_date(field) || noun.field(&beside).is_none(),
                        "{}.{beside}",
                        noun.name
                    );
                }
            }
        }
    }
}
