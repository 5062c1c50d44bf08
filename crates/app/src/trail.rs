//! The audit trail for reading: who changed what, as far as the reader answers for it.
//!
//! Invariants: who administers the installation reads all of it; others what is kept with the cooperations in which they
//! may read the trail, and of it only things that they see. Values that a reader may not see are not told.

use crate::{
    cx::{Actor, Cx, Permission},
    error::ActionError,
    view::Link,
};
use genbo_domain::{cooperation::Cooperation, noun::Noun, person::Person, value::ThingId, visibility};
use genbo_store::{
    audit::{AuditRow, AuditValue},
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
    trail::{self, Wanted},
};
use std::collections::HashMap;

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// From this moment on, RFC 3339 in UTC.
    pub from: Option<String>,
    /// Before this moment.
    pub before: Option<String>,
    /// By or for this account.
    pub actor: Option<String>,
    /// Of things of this noun, or of what is no thing.
    pub noun: Option<String>,
    /// With this action.
    pub action: Option<String>,
    /// Of the thing with this slug or id of that noun.
    pub thing: Option<String>,
    /// Only events with a lower number.
    pub below: Option<i64>,
}

/// An event.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its row in the trail.
    pub row: AuditRow,
    /// The thing, if it is one.
    pub thing: Option<Link>,
    /// What changed; a field whose values the reader may not see has none.
    pub values: Vec<AuditValue>,
}

/// Part of the trail.
#[derive(Debug, Default)]
pub struct Part {
    /// The events, the latest first.
    pub entries: Vec<Entry>,
    /// The number below which the next part begins, if there is more.
    pub next: Option<i64>,
    /// The nouns that the trail knows.
    pub nouns: Vec<String>,
    /// The actions that it knows.
    pub actions: Vec<String>,
}

/// The events that are asked for, at most `limit`.
pub async fn read(cx: &Cx, actor: &Actor, ask: &Ask, limit: i64) -> Result<Part, ActionError> {
    if !actor.may(Permission::ReadTrail) {
        return Err(ActionError::Forbidden);
    }
    let viewer = actor.viewer();
    let mut tx = cx.db.read().await?;
    let homes = match viewer {
        Viewer::All => None,
        _ if actor.may_within(Permission::ReadTrail, &[]) => None,
        _ => Some(homes(&mut tx, actor).await?),
    };
    let (nouns, actions) = trail::choices(&mut tx).await?;
    let mut part = Part { nouns, actions, ..Part::default() };
    let thing = match (&ask.noun, &ask.thing) {
        (Some(noun), Some(slug)) => match thing::find(&mut tx, &viewer, noun, slug).await {
            Ok(found) => Some(found.id),
            Err(genbo_store::error::StoreError::NotFound) => return Ok(part),
            Err(other) => return Err(other.into()),
        },
        _ => None,
    };
    let wanted = Wanted {
        from: ask.from.as_deref(),
        before: ask.before.as_deref(),
        actor: ask.actor.as_deref(),
        noun: ask.noun.as_deref(),
        action: ask.action.as_deref(),
        thing,
        homes: homes.as_deref(),
    };
    let found = trail::page(&mut tx, &viewer, &wanted, ask.below.unwrap_or(i64::MAX), limit).await?;
    part.next = found.rows.last().filter(|_| found.more).map(|(row, _)| row.seq);
    let things: Vec<ThingId> = found.rows.iter().filter_map(|(row, _)| row.thing).collect();
    let names = thing::names(&mut tx, &viewer, &things).await?;
    let said = genbo_store::consent::of(&mut tx, &things).await?;
    part.entries = found
        .rows
        .into_iter()
        .map(|(row, values)| {
            let name = row.thing.and_then(|id| names.get(&id));
            let thing = name.map(|n| Link {
                id: n.id,
                noun: n.noun.clone(),
                slug: n.slug.clone(),
                label: n.label.clone(),
            });
            let values = values.into_iter().map(|v| shown(&viewer, &row, v, &said)).collect();
            Entry { row, thing, values }
        })
        .collect();
    Ok(part)
}

/// The cooperations in which somebody may read the trail: those that are a scope, and those whose organisation is.
async fn homes(tx: &mut Tx, actor: &Actor) -> Result<Vec<ThingId>, ActionError> {
    let Actor::Account { grants, keeps, .. } = actor else { return Ok(Vec::new()) };
    let scopes: Vec<ThingId> =
        grants.iter().filter(|g| g.role.may(Permission::ReadTrail)).filter_map(|g| g.scope).collect();
    let direct: Vec<Stored<Cooperation>> = row::load(tx, &Viewer::All, Find::Ids(&scopes)).await?;
    let owned: Vec<Stored<Cooperation>> =
        row::load(tx, &Viewer::All, Find::By("organisation", &scopes)).await?;
    let mut homes: Vec<ThingId> =
        direct.iter().chain(&owned).map(|c| c.id).chain(keeps.iter().copied()).collect();
    homes.sort_unstable();
    homes.dedup();
    Ok(homes)
}

/// A value as the reader may see it: what a person has said that nobody sees, only those who see everything see here.
fn shown(
    viewer: &Viewer,
    row: &AuditRow,
    value: AuditValue,
    said: &HashMap<(ThingId, String), String>,
) -> AuditValue {
    let closed = visibility::is_for_members(&row.noun, &value.field);
    let nobody = row.noun == Person::NAME
        && row.thing.is_some_and(|id| said.get(&(id, value.field.clone())).is_some_and(|a| a == "nobody"));
    let keeps = matches!(viewer, Viewer::Keeper { keeps, .. } if !keeps.is_empty());
    if *viewer == Viewer::All || !(nobody || closed && !keeps) {
        return value;
    }
    AuditValue { before: None, after: None, ..value }
}
