//! The outbox: a message is written in the same transaction as the change that causes it, and sent later by a worker.
//!
//! Invariant: no message without its change, and no change without its message; a form that is sent twice sends once.
//!
//! ```text
//! let secret = Secret::new(&cx.outside);
//! cx.write(actor, permission, Keep::Commit, async |change| {
//!     … // store the digest, secret.hash
//!     let letter = Letter { parts: vec![Part::Link("Välj lösenord".into(), format!("{base_url}/losenord/{SECRET}"))], … };
//!     let to = To { secret: Some(secret.plain.clone()), ..To::new(address) };
//!     outbox::enqueue(change, &NewMessage::new(MessageKind::Account, (cx.outside.now)(), letter, vec![to])).await?;
//!     Ok(())
//! })
//! ```

pub mod deliver;
pub mod dispose;

use crate::{
    audit::hex,
    cx::{Change, Cx, Event},
    error::ActionError,
};
use genbo_documents::letter::Letter;
use genbo_domain::{
    address::{Address, one_line},
    invitation::Method,
    message::MessageKind,
    value::ThingId,
};
use genbo_store::{
    audit::AuditValue,
    outbox::{self, Message, NewRecipient, Picture},
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

pub use genbo_store::outbox::{Recipient, list::Line};

/// A message that somebody or the installation wants to send.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// What it is.
    pub kind: MessageKind,
    /// The thing that it is about.
    pub about: Option<ThingId>,
    /// The account that sends it; nothing if the installation does.
    pub account: Option<String>,
    /// The moment.
    pub at: Timestamp,
    /// How long it is kept back, so that it can be withdrawn.
    pub recall: SignedDuration,
    /// What it says. Where [`genbo_documents::letter::SECRET`] stands, each copy has its recipient's secret.
    pub letter: Letter,
    /// What calendars are told, and the iCalendar text without those that it is from and to.
    pub calendar: Option<(Method, String)>,
    /// Where answers go: address and name; to the installation's own address if left out.
    pub reply_to: Option<(Address, String)>,
    /// The key of the form that sends it, so that sending twice sends once.
    pub form_key: Option<String>,
    /// Who gets it, each a copy of his or her own.
    pub to: Vec<To>,
}

/// A recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct To {
    /// The address.
    pub address: Address,
    /// The name; may be empty.
    pub name: String,
    /// The person or organisation that it is.
    pub party: Option<ThingId>,
    /// What stands in this copy alone. It is forgotten when the copy is sent or withdrawn.
    pub secret: Option<String>,
}

impl To {
    /// An address alone.
    pub fn new(address: Address) -> To {
        To { address, name: String::new(), party: None, secret: None }
    }
}

impl NewMessage {
    /// A message of the installation's own, which goes out at once.
    pub fn new(kind: MessageKind, at: Timestamp, letter: Letter, to: Vec<To>) -> NewMessage {
        NewMessage {
            kind,
            about: None,
            account: None,
            at,
            recall: SignedDuration::ZERO,
            letter,
            calendar: None,
            reply_to: None,
            form_key: None,
            to,
        }
    }
}

/// What became of a message that was to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queued {
    /// It is in the outbox under this number.
    New(i64),
    /// The same form had sent it before, under this number.
    Already(i64),
    /// It has no recipient, so there is nothing to send.
    Nobody,
}

/// A key for a form that sends, which nobody can guess.
pub fn form_key(cx: &Cx) -> String {
    hex(&(cx.outside.salt)())
}

/// Puts a message into the outbox, in the transaction of the change that causes it.
pub async fn enqueue(change: &mut Change, new: &NewMessage) -> Result<Queued, ActionError> {
    if new.to.is_empty() {
        return Ok(Queued::Nobody);
    }
    if let Some(key) = &new.form_key
        && let Some(id) = outbox::of_form(&mut change.tx, key).await?
    {
        return Ok(Queued::Already(id));
    }
    let message = Message {
        id: 0,
        kind: new.kind,
        about: new.about,
        account: new.account.clone(),
        created: new.at,
        not_before: new.at.saturating_add(new.recall.max(SignedDuration::ZERO)).unwrap_or(new.at),
        subject: one_line(&new.letter.title),
        text: new.letter.text(),
        html: new.letter.html(),
        calendar: new.calendar.clone(),
        reply_to: new.reply_to.as_ref().map(|(address, name)| (address.to_string(), one_line(name))),
        form_key: new.form_key.clone(),
        from_name: new.letter.house.as_ref().map(|h| one_line(&h.name)).filter(|n| !n.is_empty()),
        picture: new.letter.house.as_ref().and_then(|h| h.logo.as_ref()).map(|(image, _)| {
            let image = image.to_string();
            Picture { digest: hex(&Sha256::digest(image.as_bytes())), image }
        }),
    };
    let recipients: Vec<NewRecipient> = new
        .to
        .iter()
        .map(|to| NewRecipient {
            address: to.address.to_string(),
            name: one_line(&to.name),
            party: to.party,
            secret: to.secret.clone(),
        })
        .collect();
    let id = outbox::put(&mut change.tx, &message, &recipients).await?;
    change.record(Event {
        thing: None,
        noun: "message",
        action: "create",
        values: vec![
            told("number", id),
            told("kind", new.kind.as_str()),
            told("recipients", recipients.len()),
        ],
    });
    Ok(Queued::New(id))
}

/// A value that an event tells.
pub(crate) fn told(field: &str, value: impl ToString) -> AuditValue {
    AuditValue { field: field.into(), before: None, after: Some(value.to_string()) }
}
