//! The changes of one thing, as those who keep its register read them: who, when, and what stood before and after.
//!
//! Invariant: a reference to something that the reader does not see is not told, not even by its slug.

use super::Reader;
use crate::error::ActionError;
use genbo_domain::{
    noun::{Field, NounDef},
    value::{Kind, Pointer, ThingId, Value},
};
use genbo_store::{
    audit::{AuditRow, AuditValue},
    history,
    thing::{self, Viewer},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many changes of a thing are shown.
const CHANGES: i64 = 50;
/// What stands for something that the reader does not see.
const UNSEEN: &str = "[…]";

/// One change in a thing's history.
#[derive(Debug)]
pub struct Turn {
    /// Its number.
    pub number: i64,
    /// The moment, RFC 3339 in UTC.
    pub at: String,
    /// What was done: `create` or `change`.
    pub action: String,
    /// Who did it; only for those who keep the register.
    pub actor: Option<String>,
    /// The fields that were touched.
    pub fields: Vec<Touched>,
}

/// A field that a change touched.
#[derive(Debug)]
pub struct Touched {
    /// The field.
    pub field: String,
    /// Text before and after; only for those who keep the register. References stand by their labels.
    pub values: Option<(Option<String>, Option<String>)>,
}

/// The changes of a thing, the latest first.
pub(crate) async fn of(
    reader: &mut Reader,
    noun: &'static NounDef,
    id: ThingId,
    home: Option<ThingId>,
) -> Result<Vec<Turn>, ActionError> {
    let events = history::of_thing(&mut reader.tx, id, CHANGES).await?;
    let keeps = match &reader.viewer {
        Viewer::All => true,
        Viewer::Keeper { keeps, .. } => home.is_some_and(|h| keeps.contains(&h)),
        Viewer::Public | Viewer::Member(_) => false,
    };
    let labels = if keeps { labels(reader, noun, &events).await? } else { Labels::default() };
    Ok(events.into_iter().map(|event| turn(noun, event, keeps, &labels)).collect())
}

type Labels = HashMap<(&'static str, String), String>;

/// The labels of everything that the values refer to.
async fn labels(
    reader: &mut Reader,
    noun: &'static NounDef,
    events: &[(AuditRow, Vec<AuditValue>)],
) -> Result<Labels, ActionError> {
    let mut wanted: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for value in events.iter().flat_map(|(_, values)| values) {
        let Some((_, field)) = noun.field(&value.field) else { continue };
        for text in [&value.before, &value.after].into_iter().flatten() {
            for pointer in text.split('\n').filter_map(|line| pointer(field, line)) {
                wanted.entry(pointer.noun).or_default().insert(pointer.slug);
            }
        }
    }
    let mut ids: HashMap<ThingId, (&'static str, String)> = HashMap::new();
    for (noun, slugs) in wanted {
        let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
        for (slug, id) in thing::ids_of_slugs(&mut reader.tx, &reader.viewer, noun, &slugs).await? {
            ids.insert(id, (noun, slug));
        }
    }
    let names = reader.names(ids.keys().copied()).await?;
    Ok(ids.into_iter().filter_map(|(id, key)| Some((key, names.get(id)?.label))).collect())
}

fn pointer(field: &Field, line: &str) -> Option<Pointer> {
    match (field.kind, field.kind.parse(line)) {
        (Kind::Ref(_), Ok(Value::Ref(pointer))) => Some(pointer),
        _ => None,
    }
}

fn turn(noun: &NounDef, (row, values): (AuditRow, Vec<AuditValue>), keeps: bool, labels: &Labels) -> Turn {
    let touched = |v: AuditValue| {
        let told = |text: Option<String>| text.map(|t| named(noun, &v.field, &t, labels));
        let values = keeps.then(|| (told(v.before.clone()), told(v.after.clone())));
        Touched { field: v.field, values }
    };
    Turn {
        number: row.seq,
        at: row.at,
        action: row.action.rsplit('.').next().unwrap_or(&row.action).to_owned(),
        actor: keeps.then_some(row.actor),
        fields: values.into_iter().map(touched).collect(),
    }
}

/// A value with the labels of what it refers to.
fn named(noun: &NounDef, field: &str, text: &str, labels: &Labels) -> String {
    let Some((_, field)) = noun.field(field).filter(|(_, f)| matches!(f.kind, Kind::Ref(_))) else {
        return text.to_owned();
    };
    let line = |line: &str| {
        let label = pointer(field, line).and_then(|p| labels.get(&(p.noun, p.slug)).cloned());
        label.unwrap_or_else(|| UNSEEN.to_owned())
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
