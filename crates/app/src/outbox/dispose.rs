//! Disposing of old messages and expired links. That something was sent and by whom stays in the audit trail.

use super::told;
use crate::{
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
};
use genbo_store::outbox::dispose;
use jiff::{SignedDuration, tz::TimeZone};

pub use genbo_store::outbox::dispose::Disposed;

/// The most messages that one transaction disposes of, so that nobody waits for it.
const MOST: i64 = 200;

/// Disposes of messages and links that are older than so many days, and tells how many. At most so many messages as one
/// transaction takes: if there are as many, there may be more.
pub async fn dispose(cx: &Cx, days: i64) -> Result<Disposed, ActionError> {
    let now = (cx.outside.now)();
    let before = now.saturating_sub(SignedDuration::from_hours(24 * days)).unwrap_or(now);
    // The day before yesterday is over in every zone.
    let today = now.to_zoned(TimeZone::UTC).date().yesterday().unwrap_or(jiff::civil::Date::MIN);
    // A change that notes nothing is not kept, and links that come and go by themselves leave no event.
    let mut tx = cx.db.write().await?;
    let links = dispose::dispose(&mut tx, before, today, 0).await?.links;
    tx.commit().await?;
    cx.write(&Actor::System, Permission::Send, Keep::Commit, async |change| {
        let mut disposed = dispose::dispose(&mut change.tx, before, today, MOST).await?;
        if disposed.messages > 0 {
            let values = vec![told("messages", disposed.messages), told("days", days)];
            change.record(Event { thing: None, noun: "message", action: "dispose", values });
        }
        disposed.links += links;
        Ok(disposed)
    })
    .await
}

/// Whether there may be more to dispose of.
pub fn may_be_more(disposed: Disposed) -> bool {
    i64::try_from(disposed.messages).is_ok_and(|n| n >= MOST)
}
