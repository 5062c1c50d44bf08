//! One thing as the API tells it: what the register knows about it, then its noun's fields by name.
//!
//! Invariants: every field is always there, `null` or `[]` where nothing is known, with `gaps` saying why; a date has its
//! earliest and latest minute beside it; a reference is `kind`, `id`, `slug`, `label`, and is left out if the viewer does
//! not see what it points at.

use super::super::Reader;
use crate::error::ActionError;
use genbo_domain::{
    edtf::Edtf,
    noun::{Field, NounDef},
    value::{Kind, StoredValue, ThingId, Value as Stored},
};
use genbo_store::{
    gap::{self, Gaps},
    list,
    row::ThingRow,
    thing::{self, Name, Viewer},
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// A thing as an object of JSON.
pub type Object = Map<String, Value>;

/// What the register tells of every thing, in order, before the fields of its noun.
pub const REGISTER: [&str; 11] = [
    "id",
    "noun",
    "slug",
    "label",
    "home",
    "visibility",
    "certainty",
    "source",
    "as_published",
    "gaps",
    "changed",
];

/// What is needed to tell things: the names of what they refer to, and what their sources leave open.
#[derive(Debug, Default)]
pub(super) struct Telling {
    names: HashMap<ThingId, Name>,
    gaps: HashMap<ThingId, Gaps>,
}

/// Everything that some rows refer to.
pub(super) fn references(rows: &[ThingRow]) -> Vec<ThingId> {
    let values = rows.iter().flat_map(|r| r.values.iter().flatten());
    values.flat_map(Stored::refs).copied().chain(rows.iter().filter_map(|r| r.meta.home)).collect()
}

impl Telling {
    /// Looks up names and gaps: a few statements, however many things.
    pub async fn load(
        reader: &mut Reader,
        references: Vec<ThingId>,
        things: &[ThingId],
    ) -> Result<Telling, ActionError> {
        let mut names = thing::names(&mut reader.tx, &reader.viewer, &references).await?;
        if reader.viewer != Viewer::All {
            keep_seen(reader, &mut names).await?;
        }
        Ok(Telling { names, gaps: gap::load(&mut reader.tx, things).await? })
    }

    /// Whether all that the thing cannot be without can be told.
    pub fn is_whole(&self, noun: &NounDef, row: &ThingRow) -> bool {
        let required = noun.fields.iter().zip(&row.values).filter(|(f, _)| f.required);
        required.flat_map(|(_, v)| v.iter().flat_map(Stored::refs)).all(|id| self.names.contains_key(id))
    }

    /// What a source leaves open about a thing's field.
    pub fn gap(&self, thing: ThingId, field: &str) -> Option<&str> {
        self.gaps.get(&thing).and_then(|g| g.get(field)).map(String::as_str)
    }

    /// A reference, or `null`.
    pub fn reference(&self, id: ThingId) -> Value {
        self.names.get(&id).map_or(
            Value::Null,
            |n| json!({ "kind": n.noun, "id": n.id.0.to_string(), "slug": n.slug, "label": n.label }),
        )
    }

    /// The object of a thing.
    pub fn object(&self, noun: &NounDef, row: &ThingRow) -> Object {
        let m = &row.meta;
        let gaps = self.gaps.get(&row.id).map_or_else(|| json!({}), |g| json!(g));
        let register = [
            json!(row.id.0.to_string()),
            json!(noun.name),
            json!(m.slug),
            json!(m.label),
            m.home.map_or(Value::Null, |home| self.reference(home)),
            json!(m.visibility),
            json!(m.certainty),
            json!(m.source),
            json!(m.as_published),
            gaps,
            json!(m.changed),
        ];
        let mut object: Object = REGISTER.into_iter().map(str::to_owned).zip(register).collect();
        for (field, value) in noun.fields.iter().zip(&row.values) {
            object.insert(field.name.to_owned(), self.value(field, value.as_ref()));
            if is_one_date(field) {
                let date = date(value.as_ref());
                object.insert(format!("{}_start", field.name), minute(date.as_ref().and_then(Edtf::first)));
                object.insert(format!("{}_end", field.name), minute(date.as_ref().and_then(Edtf::last)));
            }
        }
        object
    }

    fn value(&self, field: &Field, value: Option<&StoredValue>) -> Value {
        match value {
            None if field.many => json!([]),
            None => Value::Null,
            Some(Stored::Text(s)) => json!(s),
            Some(Stored::Int(n)) => json!(n),
            Some(Stored::Bool(b)) => json!(b),
            Some(Stored::Ref(id)) => self.reference(*id),
            Some(Stored::List(list)) => {
                let values = list.iter().map(|v| self.value(&Field { many: false, ..*field }, Some(v)));
                values.filter(|v| !v.is_null()).collect()
            }
        }
    }
}

/// Takes out the names of what hangs on something that the viewer does not see.
async fn keep_seen(reader: &mut Reader, names: &mut HashMap<ThingId, Name>) -> Result<(), ActionError> {
    let mut by_noun: BTreeMap<&'static str, (&'static NounDef, Vec<ThingId>)> = BTreeMap::new();
    for name in names.values() {
        let hangs = |f: &Field| f.required && !f.many && matches!(f.kind, Kind::Ref(_));
        if let Some(noun) = NounDef::named(&name.noun).filter(|n| n.fields.iter().any(hangs)) {
            by_noun.entry(noun.name).or_insert_with(|| (noun, Vec::new())).1.push(name.id);
        }
    }
    for (noun, mut ids) in by_noun.into_values() {
        ids.sort_unstable();
        let seen = list::seen(&mut reader.tx, &reader.viewer, noun, &ids).await?;
        for id in ids.iter().filter(|id| seen.binary_search(id).is_err()) {
            names.remove(id);
        }
    }
    Ok(())
}

/// Whether a field has its earliest and latest minute beside it.
pub fn is_one_date(field: &Field) -> bool {
    !field.many && matches!(field.kind, Kind::Date)
}

/// The date of a value.
pub(super) fn date(value: Option<&StoredValue>) -> Option<Edtf> {
    value.and_then(Stored::as_text).and_then(|s| s.parse().ok())
}

/// A local minute, as `2022-09-12T13:30`.
pub(super) fn minute(at: Option<jiff::civil::DateTime>) -> Value {
    at.map_or(Value::Null, |at| json!(at.strftime("%Y-%m-%dT%H:%M").to_string()))
}
