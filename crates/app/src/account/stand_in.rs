//! Standing in: an account lets another act for it for a time, and takes it back when it wants.
//!
//! Invariants: whoever stands in says so and acts with what the other may do, never more; the trail names both; nobody who
//! stands in can pass it on or touch what is the other's own.

use super::{key::told, refusal::Refusal};
use crate::{
    cx::{Actor, Cx},
    error::ActionError,
};
use genbo_store::account::{self, stand_in};
use jiff::{ToSpan, civil::Date};

pub use genbo_store::account::stand_in::StandIn;

/// One's own: who may act for one, and for whom one may act, with the other's name as it is shown.
pub async fn own(cx: &Cx, actor: &Actor) -> Result<Vec<(StandIn, String)>, ActionError> {
    let me = actor.hand();
    let mut tx = cx.db.read().await?;
    let mut all = Vec::new();
    for one in stand_in::of(&mut tx, me).await? {
        let other = if one.account == me { &one.deputy } else { &one.account };
        let shown = account::get(&mut tx, other).await?.map_or_else(|| other.clone(), |a| a.display_name);
        all.push((one, shown));
    }
    Ok(all)
}

/// Lets another account act for one's own from one day to another, at most a year.
pub async fn put(
    cx: &Cx,
    actor: &Actor,
    deputy: &str,
    (first, last): (Date, Date),
    today: Date,
) -> Result<(), ActionError> {
    let deputy = deputy.trim().to_lowercase();
    if actor.stands_in() {
        return Err(Refusal::NotForOthers.into());
    }
    if deputy == actor.hand() {
        return Err(Refusal::Oneself.into());
    }
    if last < first || last < today || first.saturating_add(366.days()) < last {
        return Err(Refusal::Days.into());
    }
    let me = actor.hand().to_owned();
    cx.write_own(actor, async |change| {
        let known = account::get(&mut change.tx, &deputy).await?;
        known.filter(|a| a.ended.is_none()).ok_or(Refusal::NoAccount)?;
        stand_in::put(&mut change.tx, &me, &deputy, first, last).await?;
        let (first, last) = (first.to_string(), last.to_string());
        change.record(told(&me, "stand_in", &[("deputy", &deputy), ("first", &first), ("last", &last)]));
        Ok(())
    })
    .await
}

/// Takes it back, at once.
pub async fn end(cx: &Cx, actor: &Actor, position: i64) -> Result<(), ActionError> {
    if actor.stands_in() {
        return Err(Refusal::NotForOthers.into());
    }
    let me = actor.hand().to_owned();
    let now = (cx.outside.now)();
    cx.write_own(actor, async |change| {
        let deputy = stand_in::end(&mut change.tx, &me, position, now).await?.ok_or(ActionError::NotFound)?;
        change.record(told(&me, "stand_in_end", &[("deputy", &deputy)]));
        Ok(())
    })
    .await
}
