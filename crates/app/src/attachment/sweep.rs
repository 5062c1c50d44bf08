//! Sweeping: bytes that nothing refers to, and what was made and can be made again.
//!
//! Invariants: what came lately is left alone, because its row may be on its way; each round is bounded; bytes to which any
//! row refers stay, whoever sees the row.

use crate::{cx::Cx, error::ActionError};
use genbo_store::{attachment, files::Shelf};
use jiff::{SignedDuration, Timestamp};

/// How long bytes may wait for their row.
const WAITS: SignedDuration = SignedDuration::from_hours(48);
/// How long what was made is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How many files are looked at in a round.
const MOST: usize = 5_000;

/// What a round threw away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files to which nothing referred.
    pub orphans: usize,
    /// Files that had been made.
    pub made: usize,
    /// Files that were begun and never finished.
    pub unfinished: usize,
}

/// One round.
pub async fn sweep(cx: &Cx) -> Result<Swept, ActionError> {
    let now = (cx.outside.now)();
    let before = |age: SignedDuration| now.checked_sub(age).unwrap_or(Timestamp::UNIX_EPOCH);
    let mut swept = Swept { unfinished: cx.files.forget_unfinished(before(WAITS)), ..Swept::default() };
    for digest in cx.files.older_than(Shelf::Made, before(KEPT), MOST).await? {
        swept.made += usize::from(cx.files.forget(Shelf::Made, &digest, before(KEPT)).await?);
    }
    let old = cx.files.older_than(Shelf::Kept, before(WAITS), MOST).await?;
    for digests in old.chunks(100) {
        let mut tx = cx.db.read().await?;
        let referred = attachment::referred(&mut tx, digests).await?;
        tx.close().await?;
        for digest in digests.iter().filter(|d| !referred.contains(*d)) {
            swept.orphans += usize::from(cx.files.forget(Shelf::Kept, digest, before(WAITS)).await?);
        }
    }
    Ok(swept)
}
