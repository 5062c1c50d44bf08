//! Taking a message back: its copies that still wait are never sent.

use super::view::visible;
use crate::{
    call::note,
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
    outbox::told,
};
use genbo_domain::message::{MessageKind, RecipientState};
use genbo_store::outbox;
use jiff::civil::Date;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawn {
    /// How many copies will not be sent.
    pub withdrawn: usize,
    /// How many had gone out or were going.
    pub gone: usize,
}

/// Takes the message of that number back. What has been sent, is being sent or was given up stays as it is.
pub async fn withdraw(cx: &Cx, actor: &Actor, id: i64, today: Date) -> Result<Withdrawn, ActionError> {
    cx.write(actor, Permission::Send, Keep::Commit, async |change| {
        let message = visible(&mut change.tx, actor, id).await?;
        let withdrawn = outbox::withdraw(&mut change.tx, id, (cx.outside.now)()).await?;
        let copies = outbox::recipients(&mut change.tx, id).await?;
        let gone = [RecipientState::Sent, RecipientState::Sending];
        let gone = copies.iter().filter(|c| gone.contains(&c.state)).count();
        if withdrawn > 0 {
            change.record(Event {
                thing: None,
                noun: "message",
                action: "withdraw",
                values: vec![told("number", id), told("withdrawn", withdrawn)],
            });
        }
        if let (true, MessageKind::Call, Some(meeting)) = (withdrawn > 0, message.kind, message.about) {
            note::withdrawn(change, meeting, today).await?;
        }
        Ok(Withdrawn { withdrawn: usize::try_from(withdrawn).unwrap_or(usize::MAX), gone })
    })
    .await
}
