//! Trying a message again at once: copies that were given up, and those that wait for their next attempt.

use super::view::visible;
use crate::{
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
    outbox::told,
};
use genbo_store::outbox;

/// Lets the message's copies be tried at once, and tells how many they are.
pub async fn retry(cx: &Cx, actor: &Actor, id: i64) -> Result<usize, ActionError> {
    cx.write(actor, Permission::Send, Keep::Commit, async |change| {
        visible(&mut change.tx, actor, id).await?;
        let copies = outbox::try_now(&mut change.tx, id, (cx.outside.now)()).await?;
        if copies > 0 {
            change.record(Event {
                thing: None,
                noun: "message",
                action: "retry",
                values: vec![told("number", id), told("copies", copies)],
            });
        }
        Ok(usize::try_from(copies).unwrap_or(usize::MAX))
    })
    .await
}
