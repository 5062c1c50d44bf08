//! The life of a commission after it was given: the steps that both sides take, its way-stations, and what became of what a
//! body decided.
//!
//! Invariants: a step changes only what it is for, whoever takes it; whoever got a commission cannot change what it asks for
//! or by when.

pub mod follow_up;
pub mod station;
pub mod take;

use crate::{
    cx::{Actor, Permission},
    error::ActionError,
    thing::reach,
};
use genbo_domain::{
    commission::{Commission, step::Side},
    noun::{Noun, NounDef},
    post::Holding,
    value::ThingId,
};
use genbo_store::{
    account,
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
};
use jiff::civil::Date;

/// The sides on which somebody may take steps of a commission: for whom it is, or who gave it.
pub(crate) async fn sides(
    tx: &mut Tx,
    actor: &Actor,
    commission: &Stored<Commission>,
    today: Date,
) -> Result<Vec<Side>, ActionError> {
    let mut sides = Vec::new();
    if let Some(assignee) = commission.facts.assignee
        && stands_for(tx, actor, assignee.0, today).await?
    {
        sides.push(Side::Assignee);
    }
    let reach = reach::of_thing(tx, &Commission::DEF, commission.id).await?;
    if actor.may_within(Permission::Record, &reach) {
        sides.push(Side::Giver);
    }
    Ok(sides)
}

/// Whether somebody says who represents what a commission was given to, or is it.
async fn stands_for(tx: &mut Tx, actor: &Actor, assignee: ThingId, today: Date) -> Result<bool, ActionError> {
    let Some(name) = thing::names(tx, &Viewer::All, &[assignee]).await?.remove(&assignee) else {
        return Ok(false);
    };
    let Some(noun) = NounDef::named(&name.noun) else { return Ok(false) };
    let reach = reach::own(tx, noun, assignee).await?;
    if actor.may_within(Permission::Represent, &reach) {
        return Ok(true);
    }
    let Some(person) = account::get(tx, actor.principal()).await?.and_then(|a| a.person) else {
        return Ok(false);
    };
    let held: Vec<Stored<Holding>> = row::load(tx, &Viewer::All, Find::By("person", &[person])).await?;
    let now = |h: &Stored<Holding>| h.facts.valid.as_ref().is_none_or(|v| v.overlaps(today, today));
    Ok(person == assignee || held.iter().any(|h| h.facts.of.0 == assignee && now(h)))
}
