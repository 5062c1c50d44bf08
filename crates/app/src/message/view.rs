//! The outbox as a list, and one message with its copies.

use crate::{
    cx::{Actor, Cx, Permission},
    error::ActionError,
    view::{Link, Names, Part, Reader},
};
use genbo_domain::{message::RecipientState, noun::NounDef, person::Person, value::ThingId};
use genbo_store::{
    outbox::{
        self, Message, Recipient,
        list::{self, Line, Which},
    },
    row::{Find, Stored},
    sql::Tx,
    thing,
};
use jiff::Timestamp;

/// A part of the outbox.
#[derive(Debug)]
pub struct Outbox {
    /// Its messages, the latest first.
    pub lines: Vec<Line>,
    /// How many there are in all.
    pub all: usize,
    /// The names of what they are about.
    pub names: Names,
}

/// The messages that an account has sent; those of all for whoever administers the installation.
pub async fn outbox(
    reader: &mut Reader,
    actor: &Actor,
    state: Option<RecipientState>,
    part: Part,
) -> Result<Outbox, ActionError> {
    let account = match actor {
        Actor::Account { name, .. } if !actor.may(Permission::Import) => Some(name.as_str()),
        Actor::Account { .. } | Actor::System => None,
        Actor::Link { .. } | Actor::Anonymous => return Err(ActionError::Forbidden),
    };
    let which = Which { account, state, about: None };
    let (lines, all) = list::lines(&mut reader.tx, which, part.offset, part.limit).await?;
    let names = reader.names(lines.iter().filter_map(|l| l.about)).await?;
    Ok(Outbox { lines, all, names })
}

/// A message with its copies.
#[derive(Debug)]
pub struct Opened {
    /// The message.
    pub message: Message,
    /// Its copies; an address that the reader may not see is empty.
    pub recipients: Vec<Recipient>,
    /// What it is about.
    pub about: Option<Link>,
    /// Whether it still can be taken back as a whole, and until when.
    pub recall_until: Option<Timestamp>,
}

/// The message of that number, for those who may see it.
pub async fn open(cx: &Cx, reader: &mut Reader, actor: &Actor, id: i64) -> Result<Opened, ActionError> {
    let message = visible(&mut reader.tx, actor, id).await?;
    let mut recipients = outbox::recipients(&mut reader.tx, id).await?;
    close(reader, &mut recipients).await?;
    let names = reader.names(message.about).await?;
    let waits = recipients.iter().any(|r| r.state == RecipientState::Waiting);
    let open = message.not_before > (cx.outside.now)() && waits;
    Ok(Opened {
        about: message.about.and_then(|a| names.get(a)),
        recall_until: open.then_some(message.not_before),
        message,
        recipients,
    })
}

/// Takes out the addresses of persons that the reader may not see, also where the server repeats them.
async fn close(reader: &mut Reader, recipients: &mut [Recipient]) -> Result<(), ActionError> {
    let ids: Vec<ThingId> = recipients.iter().filter_map(|r| r.party).collect();
    let shown: Vec<Stored<Person>> = reader.load(Find::Ids(&ids)).await?;
    let is_shown = |id| shown.iter().any(|p| p.id == id && p.facts.email.is_some());
    for r in recipients.iter_mut().filter(|r| r.party.is_some_and(|id| !is_shown(id))) {
        let address = std::mem::take(&mut r.address);
        r.reply = r.reply.take().filter(|reply| !reply.to_lowercase().contains(&address.to_lowercase()));
    }
    Ok(())
}

/// The message of that number; not found for those who may not see it.
pub(crate) async fn visible(tx: &mut Tx, actor: &Actor, id: i64) -> Result<Message, ActionError> {
    let message = outbox::get(tx, id).await?.ok_or(ActionError::NotFound)?;
    let own = matches!(actor, Actor::Account { name, .. } if message.account.as_ref() == Some(name));
    if own || actor.may(Permission::Import) {
        return Ok(message);
    }
    let reach = match message.about {
        Some(about) => reach(tx, about).await?,
        None => Vec::new(),
    };
    if actor.may_within(Permission::Send, &reach) { Ok(message) } else { Err(ActionError::NotFound) }
}

/// The scopes within which that lies which a message is about.
async fn reach(tx: &mut Tx, about: ThingId) -> Result<Vec<ThingId>, ActionError> {
    let names = thing::names(tx, &thing::Viewer::All, &[about]).await?;
    match names.get(&about).and_then(|name| NounDef::named(&name.noun)) {
        // A meeting that is called, or the body or cooperation whose preliminary days are sent out.
        Some(noun) if ["meeting", "body", "cooperation"].contains(&noun.name) => {
            crate::thing::reach::of_thing(tx, noun, about).await
        }
        _ => Ok(Vec::new()),
    }
}
