//! Sending a call, a changed call or word that a meeting is called off: exactly what was looked at, once.
//!
//! Invariant: letters, invitations and the links by which they are answered become true together or not at all; the
//! secrets themselves stand in the letters alone.

use super::{
    Ask, Audience, Compose, Not, Occasion,
    preview::{Draft, Preview, Sender, preview},
};
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    outbox::{self, NewMessage, Queued, To},
    secret::Secret,
    view::Reader,
};
use genbo_documents::letter::Letter;
use genbo_domain::{
    invitation::Method,
    message::{MessageKind, RECALL},
    value::ThingId,
};
use genbo_store::{
    audit,
    invitation::{self, Called},
};
use jiff::{SignedDuration, Timestamp};

/// What the form says beside what is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The form's own key, by which sending it twice is told.
    pub key: String,
    /// The digest of what was looked at.
    pub seen: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The letters are in the outbox, each under its number, and go out when they cannot be withdrawn any more.
    Queued(Vec<i64>),
    /// The same form had sent them before.
    Already(Vec<i64>),
    /// Something has changed since it was looked at: it must be looked at again.
    Changed,
    /// It cannot be sent.
    Not(Not),
    /// Nobody can be reached.
    Nobody,
    /// These lines are no addresses.
    Wrong(Vec<String>),
    /// The sender has no address of his or her own.
    NoAddress,
}

/// How often it is tried when somebody else changes something at the same moment.
pub(crate) const TRIES: usize = 5;

/// Sends what was looked at.
pub async fn send(
    cx: &Cx,
    actor: &Actor,
    ask: &Ask,
    form: &Form,
    compose: Compose<'_>,
) -> Result<Sent, ActionError> {
    for _ in 0..TRIES {
        let mut reader = Reader::open(cx, &actor.viewer(), ask.today).await?;
        let last = audit::last(&mut reader.tx).await?;
        let preview = preview(&mut reader, actor, ask, compose).await?;
        reader.tx.close().await?;
        if let Some(already) = already(cx, actor, &preview, form).await? {
            return Ok(Sent::Already(already));
        }
        if let Some(why) = refusal(&preview, form) {
            return Ok(why);
        }
        let queued = cx.write(actor, Permission::Send, Keep::Commit, async |change| {
            change.require(Permission::Send, &preview.called.reach)?;
            if audit::last(&mut change.tx).await? != last {
                return Ok(None);
            }
            queue(cx, change, &preview, ask, form).await.map(Some)
        });
        if let Some(messages) = queued.await? {
            return Ok(Sent::Queued(messages));
        }
    }
    Ok(Sent::Changed)
}

fn refusal(preview: &Preview, form: &Form) -> Option<Sent> {
    if let Some(not) = preview.not {
        return Some(Sent::Not(not));
    }
    if !preview.wrong.is_empty() {
        return Some(Sent::Wrong(preview.wrong.clone()));
    }
    if preview.recipients() == 0 {
        return Some(Sent::Nobody);
    }
    (preview.seen != form.seen).then_some(Sent::Changed)
}

/// The key of the message to one audience: of this account, meeting and form alone.
fn key(actor: &Actor, preview: &Preview, form: &Form, audience: &str) -> String {
    format!("{}:{}:{}:{audience}", actor.name(), preview.called.meeting.id().0, form.key)
}

const fn word(audience: Audience) -> &'static str {
    match audience {
        Audience::Members => "members",
        Audience::Guests => "guests",
    }
}

async fn already(
    cx: &Cx,
    actor: &Actor,
    preview: &Preview,
    form: &Form,
) -> Result<Option<Vec<i64>>, ActionError> {
    let mut tx = cx.db.read().await?;
    let mut found = Vec::new();
    for audience in [Audience::Members, Audience::Guests] {
        let key = key(actor, preview, form, word(audience));
        found.extend(genbo_store::outbox::of_form(&mut tx, &key).await?);
    }
    Ok((!found.is_empty()).then_some(found))
}

async fn queue(
    cx: &Cx,
    change: &mut Change,
    preview: &Preview,
    ask: &Ask,
    form: &Form,
) -> Result<Vec<i64>, ActionError> {
    let at = (cx.outside.now)();
    let noted = super::note::sent(change, &preview.called, ask.today).await?;
    super::note::frozen(change, preview, ask.today).await?;
    let mut messages = Vec::new();
    for draft in &preview.drafts {
        let key = key(&change.actor, preview, form, word(draft.audience));
        let sequence = sequence(preview).saturating_add(u32::from(noted));
        messages.extend(letter(cx, change, preview, (draft, ask, sequence), (at, key)).await?);
    }
    Ok(messages)
}

pub(super) async fn letter(
    cx: &Cx,
    change: &mut Change,
    preview: &Preview,
    (draft, ask, sequence): (&Draft, &Ask, u32),
    (at, key): (Timestamp, String),
) -> Result<Option<i64>, ActionError> {
    let called = &preview.called;
    let (kind, method) = told(preview.occasion);
    let secrets: Vec<Secret> = draft.to.iter().map(|_| Secret::new(&cx.outside)).collect();
    let to = draft.to.iter().zip(&secrets).map(|(to, secret)| To {
        secret: draft.contents.answer.as_ref().map(|_| secret.plain.clone()),
        ..to.clone()
    });
    let new = NewMessage {
        about: Some(called.meeting.id()),
        account: preview.sender.account.clone(),
        recall: RECALL,
        calendar: called.calendar(method, sequence, &ask.page, at),
        reply_to: reply_to(&preview.sender),
        form_key: Some(key),
        ..NewMessage::new(kind, at, draft.letter.clone(), to.collect())
    };
    let id = match outbox::enqueue(change, &new).await? {
        Queued::New(id) => id,
        Queued::Already(_) | Queued::Nobody => return Ok(None),
    };
    for (to, secret) in draft.to.iter().zip(&secrets) {
        let address = to.address.key();
        let invitation = Called {
            meeting: called.meeting.id(),
            address: &address,
            name: &to.name,
            party: to.party,
            method,
            sequence: i64::from(sequence),
        };
        let invitation = invitation::call(&mut change.tx, invitation).await?;
        if draft.contents.answer.is_some() {
            invitation::link(&mut change.tx, &secret.hash, invitation, id).await?;
        }
    }
    Ok(Some(id))
}

/// Where answers to what somebody sends go.
pub(crate) fn reply_to(sender: &Sender) -> Option<(genbo_domain::address::Address, String)> {
    let name = sender.name.clone().unwrap_or_default();
    sender.address.clone().map(|address| (address, name))
}

const fn told(occasion: Occasion) -> (MessageKind, Method) {
    match occasion {
        Occasion::Call | Occasion::Again | Occasion::Set => (MessageKind::Call, Method::Request),
        Occasion::Cancellation => (MessageKind::Cancellation, Method::Cancel),
    }
}

/// The version that calendars are told: the one of the public feed, and for a cancellation a later one than any before.
pub(super) fn sequence(preview: &Preview) -> u32 {
    let before = preview.invited.iter().map(|i| i.invitation.sequence).max();
    let before = before.and_then(|n| u32::try_from(n).ok());
    match told(preview.occasion).1 {
        Method::Request => before.unwrap_or(0).max(preview.called.sequence),
        Method::Cancel => before.map_or(0, |n| n.saturating_add(1)).max(preview.called.sequence),
    }
}

/// Sends the first letter to whoever looks at it, at once and without a link that answers anything.
pub async fn copy(
    cx: &Cx,
    actor: &Actor,
    ask: &Ask,
    key: &str,
    compose: Compose<'_>,
) -> Result<Sent, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), ask.today).await?;
    let preview = preview(&mut reader, actor, ask, compose).await?;
    reader.tx.close().await?;
    let form = Form { key: key.to_owned(), seen: String::new() };
    let letter = preview.drafts.first().map(|d| &d.letter);
    let about = (preview.called.meeting.id(), preview.called.reach.as_slice());
    to_sender(cx, actor, &preview.sender, letter, about, self::key(actor, &preview, &form, "copy")).await
}

/// Sends a letter to its sender alone. `about` is the thing that it is about, with the scopes within which that lies.
pub(crate) async fn to_sender(
    cx: &Cx,
    actor: &Actor,
    sender: &Sender,
    letter: Option<&Letter>,
    (about, reach): (ThingId, &[ThingId]),
    key: String,
) -> Result<Sent, ActionError> {
    let Some(address) = sender.address.clone() else { return Ok(Sent::NoAddress) };
    let Some(letter) = letter else { return Ok(Sent::Nobody) };
    let to = To {
        name: sender.name.clone().unwrap_or_default(),
        secret: Some(super::EXAMPLE.to_owned()),
        ..To::new(address)
    };
    let new = NewMessage {
        about: Some(about),
        account: sender.account.clone(),
        recall: SignedDuration::ZERO,
        form_key: Some(key),
        ..NewMessage::new(MessageKind::Copy, (cx.outside.now)(), letter.clone(), vec![to])
    };
    let queued = cx.write(actor, Permission::Send, Keep::Commit, async |change| {
        change.require(Permission::Send, reach)?;
        outbox::enqueue(change, &new).await
    });
    Ok(match queued.await? {
        Queued::New(id) => Sent::Queued(vec![id]),
        Queued::Already(id) => Sent::Already(vec![id]),
        Queued::Nobody => Sent::Nobody,
    })
}
