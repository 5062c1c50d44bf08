//! Reach: the scopes within which a thing lies, so that a role in one of them counts for it.
//!
//! Invariant: reach only follows the references that [`genbo_domain::authority::upward`] names, from an organisation to the
//! cooperation whose organisation it is, and to the cooperation that the thing itself is kept with. The number of statements depends on how deep a thing hangs, not on how many things there are.

use crate::error::ActionError;
use genbo_domain::{
    authority,
    cooperation::Cooperation,
    noun::{Noun, NounDef},
    person::Person,
    post::Holding,
    value::{StoredValue, ThingId, Value},
};
use genbo_store::{
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
};
use std::collections::{BTreeMap, BTreeSet};

/// The longest way up: a ballot hangs on a vote, an item, a meeting, a body, a unit, an administration, its municipality.
const DEPTH: usize = 12;

/// The scopes within which a thing with these facts lies, itself included.
pub async fn of(
    tx: &mut Tx,
    noun: &'static NounDef,
    id: Option<ThingId>,
    home: Option<ThingId>,
    values: &[Option<StoredValue>],
) -> Result<Vec<ThingId>, ActionError> {
    let mut reach: BTreeSet<ThingId> = id.into_iter().chain(home).collect();
    let mut next = steps(tx, noun, values).await?;
    if noun.name == Person::NAME {
        next.extend(held(tx, id).await?);
    }
    for _ in 0..DEPTH {
        next.retain(|id| !reach.contains(id));
        if next.is_empty() {
            break;
        }
        reach.extend(&next);
        next = up(tx, &next.iter().copied().collect::<Vec<_>>()).await?;
    }
    let reached: Vec<ThingId> = reach.iter().copied().collect();
    let own: Vec<Stored<Cooperation>> =
        row::load(tx, &Viewer::All, Find::By("organisation", &reached)).await?;
    reach.extend(own.iter().map(|c| c.id));
    Ok(reach.into_iter().collect())
}

/// The scopes within which a thing of that noun lies as it stands, itself included.
pub async fn of_thing(tx: &mut Tx, noun: &'static NounDef, id: ThingId) -> Result<Vec<ThingId>, ActionError> {
    let rows = row::load_rows(tx, &Viewer::All, noun, Find::Ids(&[id])).await?;
    let Some(row) = rows.first() else { return Err(ActionError::NotFound) };
    of(tx, noun, Some(row.id), row.meta.home, &row.values).await
}

/// The scopes that a thing belongs to by itself, wherever its register is kept: who acts for an organisation is somebody of
/// that organisation, not of the cooperation that has put it down.
pub(crate) async fn own(
    tx: &mut Tx,
    noun: &'static NounDef,
    id: ThingId,
) -> Result<Vec<ThingId>, ActionError> {
    let rows = row::load_rows(tx, &Viewer::All, noun, Find::Ids(&[id])).await?;
    let Some(row) = rows.first() else { return Err(ActionError::NotFound) };
    of(tx, noun, Some(row.id), None, &row.values).await
}

/// What a person holds: whoever tells who holds it may keep the person's register too.
async fn held(tx: &mut Tx, person: Option<ThingId>) -> Result<BTreeSet<ThingId>, ActionError> {
    let ids: Vec<ThingId> = person.into_iter().collect();
    let holdings: Vec<Stored<Holding>> = row::load(tx, &Viewer::All, Find::By("person", &ids)).await?;
    Ok(holdings.iter().map(|h| h.id).collect())
}

/// One step up from things of any nouns.
async fn up(tx: &mut Tx, ids: &[ThingId]) -> Result<BTreeSet<ThingId>, ActionError> {
    let mut by_noun: BTreeMap<String, Vec<ThingId>> = BTreeMap::new();
    for (id, name) in thing::names(tx, &Viewer::All, ids).await? {
        by_noun.entry(name.noun).or_default().push(id);
    }
    let mut found = BTreeSet::new();
    for (name, ids) in by_noun {
        let Some(noun) = NounDef::named(&name) else { continue };
        for row in row::load_rows(tx, &Viewer::All, noun, Find::Ids(&ids)).await? {
            found.extend(steps(tx, noun, &row.values).await?);
        }
    }
    Ok(found)
}

/// The things to which a thing's upward paths lead.
async fn steps(
    tx: &mut Tx,
    noun: &'static NounDef,
    values: &[Option<StoredValue>],
) -> Result<BTreeSet<ThingId>, ActionError> {
    let mut found = BTreeSet::new();
    for path in authority::upward(noun) {
        let (first, rest) = path.split_once('.').unwrap_or((path, ""));
        let Some((index, _)) = noun.field(first) else { continue };
        let refs: Vec<ThingId> = values
            .get(index)
            .and_then(Option::as_ref)
            .map(Value::refs)
            .unwrap_or_default()
            .into_iter()
            .copied()
            .collect();
        if rest.is_empty() {
            found.extend(refs);
        } else {
            found.extend(second_step(tx, &refs, rest).await?);
        }
    }
    Ok(found)
}

/// Where a field of the things leads, whatever their nouns.
async fn second_step(tx: &mut Tx, ids: &[ThingId], field: &str) -> Result<Vec<ThingId>, ActionError> {
    let mut found = Vec::new();
    for (id, name) in thing::names(tx, &Viewer::All, ids).await? {
        let Some((noun, (index, _))) = NounDef::named(&name.noun).and_then(|n| Some((n, n.field(field)?)))
        else {
            continue;
        };
        for row in row::load_rows(tx, &Viewer::All, noun, Find::Ids(&[id])).await? {
            found.extend(row.values[index].iter().flat_map(Value::refs).copied());
        }
    }
    Ok(found)
}
