//! What the worker does with the outbox: it claims one copy at a time, hands it over outside of any transaction, and tells
//! what came of it.
//!
//! Invariants: a copy is claimed by one worker at a time; what is told about a lost claim changes nothing. Delivery is
//! bookkeeping and no decision of anybody's: it leaves no event in the trail, the copy's own row is its record.

use crate::{cx::Cx, error::ActionError};
use genbo_domain::message::{self, Failure};
use genbo_store::outbox::deliver::{self, Claim};
use jiff::{SignedDuration, Timestamp};

pub use genbo_store::outbox::{Message, deliver::Claimed};

/// Later than anything is planned: a due time beyond it comes from a clock that was wrong.
const BEYOND: SignedDuration = SignedDuration::from_hours(12);
/// The most characters that are kept of what a server said.
const LONGEST_REPLY: usize = 300;

/// What came of handing a copy over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server has taken it.
    Sent,
    /// It has not; with what it said.
    Not(Failure, String),
}

/// Claims the copy that has waited the longest, if one is due, for as long as `hold`. The writers' lock is only taken when
/// there is something to claim.
pub async fn claim(cx: &Cx, by: &str, hold: SignedDuration) -> Result<Option<Claimed>, ActionError> {
    let now = (cx.outside.now)();
    let beyond = later(now, BEYOND);
    let mut tx = cx.db.read().await?;
    let is_due = deliver::is_due(&mut tx, now, beyond).await?;
    tx.close().await?;
    if !is_due {
        return Ok(None);
    }
    let mut tx = cx.db.write().await?;
    let claimed = deliver::claim(&mut tx, Claim { now, beyond, until: later(now, hold), by }).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// Tells what came of a claimed copy. False if the claim had been lost meanwhile, so that another worker's word counts.
pub async fn settle(cx: &Cx, claimed: &Claimed, by: &str, outcome: &Outcome) -> Result<bool, ActionError> {
    let now = (cx.outside.now)();
    let of = (claimed.message.id, claimed.position);
    let mut tx = cx.db.write().await?;
    let counted = match outcome {
        Outcome::Sent => deliver::sent(&mut tx, of, by, now).await?,
        Outcome::Not(why, reply) => {
            let told = (*why, short(reply));
            let told = (told.0, told.1.as_str());
            match message::pause(claimed.attempts).filter(|_| !why.is_final()) {
                Some(pause) => deliver::again(&mut tx, of, by, later(now, pause), told).await?,
                None => deliver::failed(&mut tx, of, by, now, told).await?,
            }
        }
    };
    tx.commit().await?;
    Ok(counted)
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_add(by).unwrap_or(now)
}

fn short(reply: &str) -> String {
    genbo_domain::address::one_line(reply).chars().take(LONGEST_REPLY).collect()
}
