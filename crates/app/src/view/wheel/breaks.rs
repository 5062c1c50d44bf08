//! School breaks in a wheel: those of the organisation that is asked about, otherwise of the cooperations' members. What
//! several have on the same days is one entry that names them.

use super::{Entry, Kind, Link, Reader, Scope, entry, load};
use crate::{collation, error::ActionError, view::membership::Tree};
use genbo_domain::{organisation::SchoolBreak, value::ThingId};
use genbo_store::row::{During, Stored};
use std::collections::{BTreeMap, BTreeSet};

/// The breaks of a time.
pub(super) async fn breaks(
    reader: &mut Reader,
    scope: &Scope,
    during: During<'_>,
) -> Result<Vec<Entry>, ActionError> {
    let organisations: BTreeSet<ThingId> = match scope.organisation {
        Some(organisation) => BTreeSet::from([organisation]),
        None => {
            let ids: Vec<ThingId> = scope.cooperations.iter().map(|c| c.id).collect();
            let tree = Tree::below(reader, &ids).await?;
            ids.iter().flat_map(|id| tree.organisations(*id)).collect()
        }
    };
    let organisations: Vec<ThingId> = organisations.into_iter().collect();
    let breaks: Vec<Stored<SchoolBreak>> = load(reader, "organisation", &organisations, during).await?;
    let names = reader.names(breaks.iter().map(|b| b.facts.organisation.0)).await?;
    let mut same: BTreeMap<(String, String), Entry> = BTreeMap::new();
    for one in &breaks {
        let Some(whose) = names.to(one.facts.organisation) else { continue };
        let key = (one.facts.when.to_string(), one.facts.title.clone());
        let new = || entry(Link::from(one), Kind::Break, Vec::new(), &one.facts.title, &one.facts.when);
        same.entry(key).or_insert_with(new).organisations.push(whose);
    }
    let mut entries: Vec<Entry> = same.into_values().collect();
    for entry in &mut entries {
        entry.organisations.sort_by_cached_key(|o| collation::key(&o.label));
    }
    Ok(entries)
}
