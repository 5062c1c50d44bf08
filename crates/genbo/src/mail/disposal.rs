//! The worker that disposes of old messages and expired links, in every installation that is served, with a mail server or
//! without.
//!
//! Invariants: it begins only when the program is ready; nothing that waits is touched; the audit trail stays.

use super::config::Keep;
use genbo_app::{cx::Cx, outbox::dispose};
use std::time::Duration;
use tokio::task::JoinHandle;

/// How long it waits before the first time, so that a start is not slowed down, and how often it looks.
const FIRST: Duration = Duration::from_secs(60);
const EVERY: Duration = Duration::from_secs(6 * 3600);

/// Sets it to work; nothing if everything is kept.
pub(crate) fn start(cx: Cx, keep: Keep) -> Option<JoinHandle<()>> {
    let days = keep.days()?;
    Some(tokio::spawn(async move {
        tokio::time::sleep(FIRST).await;
        loop {
            round(&cx, days).await;
            tokio::time::sleep(EVERY).await;
        }
    }))
}

/// Disposes of all that is old enough.
pub(super) async fn round(cx: &Cx, days: i64) {
    loop {
        match dispose::dispose(cx, days).await {
            Ok(disposed) => {
                if disposed.messages + disposed.links > 0 {
                    let (messages, links) = (disposed.messages, disposed.links);
                    tracing::info!(messages, links, "old messages and links were disposed of");
                }
                if !dispose::may_be_more(disposed) {
                    return;
                }
            }
            Err(error) => {
                tracing::error!(%error, "old messages could not be disposed of");
                return;
            }
        }
    }
}
