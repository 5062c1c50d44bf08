//! Letters about a meeting that are looked at first and then sent as they are, all of them or none.
//!
//! Invariants: what is sent is what was looked at; a form that is sent twice sends once.

use crate::{
    audit::hex,
    call::{self, preview::Sender, send::reply_to},
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    outbox::{self, NewMessage, Queued, To},
};
use genbo_documents::letter::Letter;
use genbo_domain::{
    message::{MessageKind, RECALL},
    value::ThingId,
};
use sha2::{Digest, Sha256};

/// A letter that would be sent.
#[derive(Debug, Clone)]
pub struct Draft<C> {
    /// What it tells.
    pub contents: C,
    /// How that is put.
    pub letter: Letter,
    /// Who gets it.
    pub to: Vec<To>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The letters are in the outbox: how many, now or from the same form before.
    Queued(usize),
    /// Something has changed since it was looked at.
    Changed,
    /// Nobody can be reached.
    Nobody,
}

/// A digest of all that would be sent.
pub(super) fn seen<C>(drafts: &[Draft<C>]) -> String {
    let mut sha = Sha256::new();
    for draft in drafts {
        sha.update(draft.letter.text());
        for to in &draft.to {
            sha.update(to.address.as_str());
            sha.update([0]);
        }
    }
    hex(&sha.finalize())
}

/// Puts letters about a meeting into the outbox; `what` and `key` name the form that sends them.
pub(super) async fn queue<C>(
    cx: &Cx,
    actor: &Actor,
    (meeting, sender): (ThingId, &Sender),
    drafts: &[Draft<C>],
    (what, key): (&str, &str),
) -> Result<Sent, ActionError> {
    if drafts.is_empty() {
        return Ok(Sent::Nobody);
    }
    let at = (cx.outside.now)();
    cx.write(actor, Permission::Send, Keep::Commit, async |change| {
        let reach = call::reach_of(&mut change.tx, meeting).await?;
        change.require(Permission::Send, &reach)?;
        let mut sent = 0;
        for (i, draft) in drafts.iter().enumerate() {
            let new = NewMessage {
                about: Some(meeting),
                account: sender.account.clone(),
                recall: RECALL,
                reply_to: reply_to(sender),
                form_key: Some(format!("{}:{}:{key}:{what}:{i}", change.actor.name(), meeting.0)),
                ..NewMessage::new(MessageKind::Notice, at, draft.letter.clone(), draft.to.clone())
            };
            if let Queued::New(_) | Queued::Already(_) = outbox::enqueue(change, &new).await? {
                sent += 1;
            }
        }
        Ok(Sent::Queued(sent))
    })
    .await
}
