//! Trying is limited, whatever is tried and however many processes serve.
//!
//! Invariant: a try is counted before it is looked at, under the writer's lock, so that many at once are as many.

use super::refusal::Refusal;
use crate::{cx::Cx, error::ActionError, secret};
use genbo_store::account::attempt::{self, Tries};
use jiff::{SignedDuration, Timestamp};

/// For how long tries are counted together.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// What is tried, and how often it may fail within [`WINDOW`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    what: String,
    most: i64,
}

impl Limit {
    /// An account's password, whoever tries.
    pub fn account(name: &str) -> Limit {
        Limit { what: format!("account {name}"), most: 10 }
    }

    /// Passwords from one address, whatever the account. A whole town hall may have one address.
    pub fn address(address: &str) -> Limit {
        Limit { what: format!("address {address}"), most: 60 }
    }

    /// Letters that somebody who forgot a password lets send, to one account.
    pub fn letters(name: &str) -> Limit {
        Limit { what: format!("letters {name}"), most: 3 }
    }

    /// Messages from one address to those who run the installation.
    pub fn messages(address: &str) -> Limit {
        Limit { what: format!("messages {address}"), most: 5 }
    }

    /// Links that lead nowhere, followed from one address. A whole town hall may have one address.
    pub fn links(address: &str) -> Limit {
        Limit { what: format!("links {address}"), most: 60 }
    }

    /// Answers by one link.
    pub fn answers(link: &str) -> Limit {
        Limit { what: format!("answers {link}"), most: 30 }
    }

    pub(super) fn hash(&self) -> String {
        secret::hash(&self.what)
    }
}

/// Counts one try on each, or refuses if one of them has had its share. What is refused counts no further.
pub async fn count(cx: &Cx, limits: &[Limit]) -> Result<(), ActionError> {
    let now = (cx.outside.now)();
    let mut tx = cx.db.write().await?;
    attempt::forget(&mut tx, now - WINDOW, now + WINDOW).await?;
    let mut wait: Option<Timestamp> = None;
    for limit in limits {
        let known = attempt::get(&mut tx, &limit.hash()).await?;
        let tries = known.unwrap_or(Tries { count: 0, since: now });
        if tries.count >= limit.most {
            wait = wait.max(Some(tries.since + WINDOW));
        } else {
            attempt::put(&mut tx, &limit.hash(), Tries { count: tries.count + 1, ..tries }).await?;
        }
    }
    match wait {
        // Nothing is written: the share is used up as it is.
        Some(until) => Err(ActionError::Account(Refusal::Wait(until))),
        None => Ok(tx.commit().await?),
    }
}

/// Takes a counted try back, because it was none.
pub async fn take_back(cx: &Cx, limit: &Limit) -> Result<(), ActionError> {
    let mut tx = cx.db.write().await?;
    attempt::take_back(&mut tx, &limit.hash()).await?;
    Ok(tx.commit().await?)
}
