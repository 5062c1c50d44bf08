//! What the database knows of what is written: the things themselves, and everything that they refer to.
//!
//! Invariant: what the writer cannot see does not exist for him or her, and is kept where it stands.

use super::{
    refusal::{Refusal, Why},
    slug,
    written::{Said, Written},
};
use crate::{cx::Change, error::ActionError};
use genbo_documents::cooperation_file::{Entry, Place};
use genbo_domain::{
    authority,
    cooperation::Cooperation,
    noun::{Noun, NounDef},
    value::{Pointer, StoredValue, ThingId, Value, WrittenValue},
};
use genbo_store::{
    row::{self, Find, ThingRow},
    thing::{self, Viewer},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What the database knows of what is written: the things themselves, and everything that they refer to.
pub(super) struct Known {
    old: Vec<Option<ThingRow>>,
    pub(super) pointers: HashMap<Pointer, ThingId>,
    /// Things that the same submission creates, by the slugs that it gives them.
    together: BTreeSet<(&'static str, String)>,
}

impl Known {
    pub(super) async fn of(change: &mut Change, written: &[Written]) -> Result<Known, ActionError> {
        let viewer = change.actor.viewer();
        let mut wanted: BTreeMap<&'static str, BTreeSet<&str>> = BTreeMap::new();
        let mut ids: Vec<Option<ThingId>> = Vec::with_capacity(written.len());
        for w in written {
            ids.push(match &w.thing {
                Some(slug) => Some(thing::find(&mut change.tx, &viewer, w.noun.name, slug).await?.id),
                None => None,
            });
            let values = w.fields.iter().filter_map(|(_, said)| match said {
                Said::Value(value) => Some(value),
                _ => None,
            });
            for pointer in values.flat_map(Value::refs) {
                wanted.entry(pointer.noun).or_default().insert(&pointer.slug);
            }
            wanted.entry(Cooperation::NAME).or_default().extend(w.home.as_deref());
        }
        let mut pointers = HashMap::new();
        for (noun, slugs) in wanted {
            let slugs: Vec<&str> = slugs.into_iter().collect();
            for (slug, id) in thing::ids_of_slugs(&mut change.tx, &viewer, noun, &slugs).await? {
                pointers.insert(Pointer { noun, slug }, id);
            }
        }
        let together = written
            .iter()
            .filter(|w| w.thing.is_none())
            .filter_map(|w| Some((w.noun.name, w.slug.clone()?)))
            .collect();
        Ok(Known { old: rows(change, written, &ids).await?, pointers, together })
    }

    pub(super) fn old(&self, row: usize) -> Option<&ThingRow> {
        self.old.get(row).and_then(Option::as_ref)
    }

    pub(super) fn is_known(&self, pointer: &Pointer) -> bool {
        self.pointers.contains_key(pointer) || self.together.contains(&(pointer.noun, pointer.slug.clone()))
    }

    /// References that lead nowhere, as far as the writer sees.
    pub(super) fn nowhere(&self, written: &[Written]) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        for (row, w) in written.iter().enumerate() {
            for (index, said) in &w.fields {
                let Said::Value(value) = said else { continue };
                for pointer in value.refs().into_iter().filter(|p| !self.is_known(p)) {
                    let field = Some(w.noun.fields[*index].name);
                    refusals.push(Refusal { row, field, why: Why::NoSuch(pointer.slug.clone()) });
                }
            }
            if let Some(home) = &w.home
                && !self.is_known(&Pointer { noun: Cooperation::NAME, slug: home.clone() })
            {
                refusals.push(Refusal { row, field: Some("home"), why: Why::NoSuch(home.clone()) });
            }
        }
        refusals
    }

    /// The slugs of all things: those that they have, and free ones for the new.
    pub(super) async fn slugs(
        &self,
        change: &mut Change,
        written: &[Written],
        places: &[i64],
        refusals: &mut Vec<Refusal>,
    ) -> Result<Vec<String>, ActionError> {
        let mut given = slug::Given::default();
        let mut slugs = Vec::with_capacity(written.len());
        for (row, w) in written.iter().enumerate() {
            if let Some(old) = self.old(row) {
                slugs.push(old.meta.slug.clone());
                continue;
            }
            let mut refuse = |why| refusals.push(Refusal { row, field: Some("slug"), why });
            let slug = match &w.slug {
                Some(slug) if genbo_domain::slug::check(slug).is_err() => {
                    refuse(Why::NoSlug(slug.clone()));
                    slug.clone()
                }
                Some(slug) => {
                    if !given.exactly(&mut change.tx, w.noun, slug).await? {
                        refuse(Why::Taken(slug.clone()));
                    }
                    slug.clone()
                }
                None => {
                    let wished = slug::wished(w, places[row]);
                    match given.near(&mut change.tx, w.noun, &wished).await? {
                        Some(slug) => slug,
                        None => {
                            refuse(Why::NoSlug(wished.clone()));
                            wished
                        }
                    }
                }
            };
            slugs.push(slug);
        }
        Ok(slugs)
    }

    /// The place of each new thing: after the last of the things of its noun beside it.
    pub(super) async fn places(
        &self,
        change: &mut Change,
        written: &[Written],
    ) -> Result<Vec<i64>, ActionError> {
        let mut next: HashMap<(&str, Option<&Pointer>), i64> = HashMap::new();
        let mut places = Vec::with_capacity(written.len());
        for w in written {
            let parent = w.noun.parent.and_then(|p| match w.value(p.field) {
                Some(Value::Ref(pointer)) => Some((p.field, pointer)),
                _ => None,
            });
            let key = (w.noun.name, parent.map(|(_, pointer)| pointer));
            let place = match (next.get(&key), parent) {
                _ if w.thing.is_some() => 0,
                (Some(place), _) => *place,
                (None, Some((field, pointer))) => match self.pointers.get(pointer) {
                    Some(id) => row::next_position(&mut change.tx, w.noun, Some((field, *id))).await?,
                    None => 1,
                },
                (None, None) => row::next_position(&mut change.tx, w.noun, None).await?,
            };
            if w.thing.is_none() {
                next.insert(key, place + 1);
            }
            places.push(place);
        }
        Ok(places)
    }

    /// What is written as an entry of a file, so that it goes the same way as an import.
    pub(super) async fn entry(
        &self,
        change: &mut Change,
        row: usize,
        w: &Written,
        slug: &str,
        position: i64,
    ) -> Result<Entry, ActionError> {
        let mut entry = Entry {
            noun: w.noun,
            slug: slug.to_owned(),
            parent: w.noun.parent.and_then(|p| match w.value(p.field) {
                Some(Value::Ref(pointer)) => Some(pointer.clone()),
                _ => None,
            }),
            position,
            place: place(row, None),
            fields: Vec::new(),
            common: w.common.clone(),
            gaps: Vec::new(),
            clear: Vec::new(),
            stub: false,
            home: match (w.noun.name, &w.thing) {
                (Cooperation::NAME, None) => Some(slug.to_owned()),
                _ => self.home(change, w).await?,
            },
        };
        for (index, said) in &w.fields {
            let at = place(row, Some(*index));
            match said {
                Said::Value(value) => {
                    let value = self.with_unseen(change, row, *index, value).await?;
                    entry.fields.push((*index, value, at));
                }
                Said::Empty => entry.clear.push((*index, at)),
                Said::Gap(kind) => {
                    entry.clear.push((*index, at.clone()));
                    entry.gaps.push((*index, *kind, at));
                }
            }
        }
        entry.fields.sort_by_key(|(index, ..)| *index);
        Ok(entry)
    }

    /// A list keeps the references that the writer could not see and therefore did not write.
    pub(super) async fn with_unseen(
        &self,
        change: &mut Change,
        row: usize,
        index: usize,
        value: &WrittenValue,
    ) -> Result<WrittenValue, ActionError> {
        let (Value::List(list), Some(old)) = (value, self.old(row)) else { return Ok(value.clone()) };
        let refs: Vec<ThingId> = old.values[index].iter().flat_map(Value::refs).copied().collect();
        if refs.is_empty() {
            return Ok(value.clone());
        }
        let viewer = change.actor.viewer();
        let seen = thing::names(&mut change.tx, &viewer, &refs).await?;
        let unseen: Vec<ThingId> = refs.into_iter().filter(|id| !seen.contains_key(id)).collect();
        let all = thing::names(&mut change.tx, &Viewer::All, &unseen).await?;
        let mut list = list.clone();
        for name in unseen.iter().filter_map(|id| all.get(id)) {
            if let Some(noun) = NounDef::named(&name.noun) {
                list.push(Value::Ref(Pointer { noun: noun.name, slug: name.slug.clone() }));
            }
        }
        Ok(Value::List(list))
    }

    /// The cooperation that a new thing is kept with: the one that is named, or that of what it hangs on.
    pub(super) async fn home(&self, change: &mut Change, w: &Written) -> Result<Option<String>, ActionError> {
        if w.thing.is_some() || w.home.is_some() {
            return Ok(w.home.clone());
        }
        let above = self.above(w);
        if let Some(own) = above.iter().find(|p| p.noun == Cooperation::NAME) {
            return Ok(Some(own.slug.clone()));
        }
        let ids: Vec<ThingId> = above.iter().filter_map(|p| self.pointers.get(p)).copied().collect();
        Ok(thing::home_slugs(&mut change.tx, &ids).await?.into_iter().next())
    }

    /// What a thing hangs on by the first step of its paths upward.
    pub(super) fn above<'a>(&self, w: &'a Written) -> Vec<&'a Pointer> {
        let fields = authority::upward(w.noun).iter().filter(|path| !path.contains('.'));
        fields.filter_map(|field| w.value(field)).flat_map(Value::refs).collect()
    }

    /// The facts as they will be; references to what is created together are left out.
    pub(super) fn after(&self, row: usize, w: &Written) -> Vec<Option<StoredValue>> {
        let mut values = self.old(row).map_or_else(|| vec![None; w.noun.fields.len()], |o| o.values.clone());
        for (index, said) in &w.fields {
            values[*index] = match said {
                Said::Value(value) => self.stored(value.clone()),
                Said::Empty | Said::Gap(_) => None,
            };
        }
        values
    }

    pub(super) fn stored(&self, value: WrittenValue) -> Option<StoredValue> {
        match value {
            Value::List(list) => Some(Value::List(list.into_iter().filter_map(|v| self.stored(v)).collect())),
            one => one.try_map(&mut |p: Pointer| self.pointers.get(&p).copied().ok_or(())).ok(),
        }
    }
}

async fn rows(
    change: &mut Change,
    written: &[Written],
    ids: &[Option<ThingId>],
) -> Result<Vec<Option<ThingRow>>, ActionError> {
    let mut by_noun: BTreeMap<&str, (&'static NounDef, Vec<ThingId>)> = BTreeMap::new();
    for (w, id) in written.iter().zip(ids) {
        if let Some(id) = id {
            by_noun.entry(w.noun.name).or_insert((w.noun, Vec::new())).1.push(*id);
        }
    }
    let mut found: HashMap<ThingId, ThingRow> = HashMap::new();
    for (noun, ids) in by_noun.values() {
        let rows = row::load_rows(&mut change.tx, &Viewer::All, noun, Find::Ids(ids)).await?;
        found.extend(rows.into_iter().map(|r| (r.id, r)));
    }
    Ok(ids.iter().map(|id| id.and_then(|id| found.get(&id).cloned())).collect())
}

fn place(row: usize, field: Option<usize>) -> Place {
    Place { file: "".into(), line: row + 1, column: field.map_or(1, |f| f + 2) }
}
