//! From slugs to ids: what the entries of files mean in this database, and what they mean nothing.

use super::told::Pointers;
use crate::error::ActionError;
use genbo_documents::cooperation_file::{Entry, Problem};
use genbo_domain::value::{Pointer, StoredValue, ThingId, WrittenValue};
use genbo_store::{
    sql::WriteTx,
    thing::{self, Viewer},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The ids of all things that the entries name.
#[derive(Debug, Default)]
pub(super) struct Ids {
    known: HashMap<Pointer, ThingId>,
    /// Things that the entries create.
    pub new: HashSet<ThingId>,
}

impl Ids {
    /// Looks up every slug that the entries name, and deals out ids to the things that they create.
    pub async fn of(tx: &mut WriteTx, entries: &[Entry]) -> Result<Ids, ActionError> {
        let mut named: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for entry in entries {
            named.entry(entry.noun.name).or_default().insert(&entry.slug);
            if let Some(home) = &entry.home {
                named.entry("cooperation").or_default().insert(home);
            }
            for pointer in entry.fields.iter().flat_map(|(_, value, _)| value.refs()) {
                named.entry(pointer.noun).or_default().insert(&pointer.slug);
            }
        }
        let mut ids = Ids::default();
        for (noun, slugs) in named {
            let slugs: Vec<&str> = slugs.into_iter().collect();
            let Some(noun) = genbo_domain::noun::NounDef::named(noun) else { continue };
            for (slug, id) in thing::ids_of_slugs(tx, &Viewer::All, noun.name, &slugs).await? {
                ids.known.insert(Pointer { noun: noun.name, slug }, id);
            }
        }
        let missing: Vec<Pointer> =
            entries.iter().map(pointer_of).filter(|p| !ids.known.contains_key(p)).collect();
        if !missing.is_empty() {
            let first = thing::new_ids(tx, missing.len()).await?;
            for (id, pointer) in (first..).map(ThingId).zip(missing) {
                ids.new.insert(id);
                ids.known.insert(pointer, id);
            }
        }
        Ok(ids)
    }

    /// The id of what an entry states.
    pub fn get(&self, pointer: &Pointer) -> Option<ThingId> {
        self.known.get(pointer).copied()
    }

    /// The nouns and slugs of ids, as text for a difference.
    pub fn slugs(&self) -> Pointers {
        self.known.iter().map(|(p, id)| (*id, (p.noun.to_owned(), p.slug.clone()))).collect()
    }

    /// The value with ids; each reference that leads nowhere is a problem.
    pub fn resolve(
        &self,
        value: WrittenValue,
        place: &genbo_documents::cooperation_file::Place,
        problems: &mut Vec<Problem>,
    ) -> Option<StoredValue> {
        let nowhere = value.refs().into_iter().filter(|pointer| self.get(pointer).is_none());
        problems.extend(nowhere.map(|pointer| self.dangling(pointer, place)));
        value.try_map(&mut |pointer: Pointer| self.get(&pointer).ok_or(())).ok()
    }

    fn dangling(&self, pointer: &Pointer, place: &genbo_documents::cooperation_file::Place) -> Problem {
        let near = self
            .known
            .keys()
            .filter(|p| p.noun == pointer.noun)
            .map(|p| (distance(&p.slug, &pointer.slug), &p.slug))
            .min()
            .filter(|(d, _)| *d <= 3);
        Problem {
            place: place.clone(),
            offending: pointer.slug.clone(),
            what: format!("there is no {} {NOWHERE}", pointer.noun),
            mend: match near {
                Some((_, slug)) => format!("did you mean {slug:?}?"),
                None => format!("correct it, or state the {} in a [[{}]] table", pointer.noun, pointer.noun),
            },
        }
    }
}

/// What is said of a reference that leads nowhere.
pub(crate) const NOWHERE: &str = "with this slug, neither in the files nor in the database";

/// What an entry states, as a pointer.
pub(super) fn pointer_of(entry: &Entry) -> Pointer {
    Pointer { noun: entry.noun.name, slug: entry.slug.clone() }
}

/// How many letters must change to make one text the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}
