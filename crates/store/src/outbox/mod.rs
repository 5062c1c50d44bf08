//! Messages that leave the house, and how each recipient's copy stands.
//!
//! Invariant: a copy is handed to one sender at a time: whoever claims it says until when, and only the holder of the
//! claim can tell what came of it.

pub mod deliver;
pub mod dispose;
pub mod list;

use crate::{
    error::Result,
    moment, params,
    row::insert_many,
    sql::{Row, Tx, WriteTx},
    thing::next,
};
use genbo_domain::{
    invitation::Method,
    message::{Failure, MessageKind, RecipientState},
    value::ThingId,
};
use jiff::Timestamp;

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub kind: MessageKind,
    /// The thing that it is about.
    pub about: Option<ThingId>,
    /// The account that sends it; nothing if the installation does.
    pub account: Option<String>,
    /// When it was written.
    pub created: Timestamp,
    /// Until then it is kept back, and can be withdrawn.
    pub not_before: Timestamp,
    /// Its subject.
    pub subject: String,
    /// What it says, as text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// What calendars are told, and the iCalendar text without those that it is from and to.
    pub calendar: Option<(Method, String)>,
    /// Where answers go: address and name.
    pub reply_to: Option<(String, String)>,
    /// The key of the form that sent it, so that sending twice sends once.
    pub form_key: Option<String>,
    /// The name that it is sent under, where it is not the installation's.
    pub from_name: Option<String>,
    /// The picture that it shows, as a `data:` text.
    pub picture: Option<Picture>,
}

/// A picture that a message shows. What many messages show is kept once.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its digest.
    pub digest: String,
    /// It itself, as a `data:` text.
    pub image: String,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({})", self.digest)
    }
}

/// A recipient's copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Its place in the message, from 1.
    pub position: i64,
    /// The address.
    pub address: String,
    /// The recipient's name; may be empty.
    pub name: String,
    /// The person or organisation that it is.
    pub party: Option<ThingId>,
    /// How it stands.
    pub state: RecipientState,
    /// How many times it was tried.
    pub attempts: i64,
    /// While it waits, when it may be tried; while it is being sent, until when the sender has it.
    pub due: Timestamp,
    /// Why it was not handed over the last time.
    pub failure: Option<Failure>,
    /// What the server said then.
    pub reply: Option<String>,
    /// When it was sent, given up or withdrawn.
    pub settled: Option<Timestamp>,
}

/// A recipient that a new message goes to, with what only he or she gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRecipient {
    /// The address.
    pub address: String,
    /// The name; may be empty.
    pub name: String,
    /// The person or organisation that it is.
    pub party: Option<ThingId>,
    /// What stands in this copy alone.
    pub secret: Option<String>,
}

/// Writes a message with its recipients, all waiting, and tells its number. Its own `id` is not looked at.
pub async fn put(tx: &mut WriteTx, message: &Message, recipients: &[NewRecipient]) -> Result<i64> {
    let id = next(tx, "message", 1).await?;
    let m = message;
    let (method, calendar) = m.calendar.as_ref().map(|(m, text)| (m.as_str(), text.as_str())).unzip();
    let (reply_address, reply_name) = m.reply_to.clone().unzip();
    let sql = "INSERT INTO message (id, kind, about_id, account, created, not_before, subject, text, html, method, calendar, reply_address, reply_name, form_key, from_name, picture) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    if let Some(picture) = &m.picture {
        let sql = "INSERT INTO mail_picture (digest, image) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING";
        tx.run(sql, params![picture.digest.as_str(), picture.image.as_str()]).await?;
    }
    tx.run(
        sql,
        params![
            id,
            m.kind.as_str(),
            m.about,
            m.account.clone(),
            moment::text(m.created),
            moment::text(m.not_before),
            m.subject.as_str(),
            m.text.as_str(),
            m.html.as_str(),
            method,
            calendar,
            reply_address,
            reply_name,
            m.form_key.clone(),
            m.from_name.clone(),
            m.picture.as_ref().map(|p| p.digest.clone())
        ],
    )
    .await?;
    let due = moment::text(m.not_before);
    let rows = (1_i64..).zip(recipients).map(|(position, r)| {
        vec![
            id.into(),
            position.into(),
            r.address.as_str().into(),
            r.name.as_str().into(),
            r.party.into(),
            r.secret.clone().into(),
            RecipientState::Waiting.as_str().into(),
            0_i64.into(),
            due.as_str().into(),
        ]
    });
    let columns =
        ["message_id", "position", "address", "name", "party_id", "secret", "state", "attempts", "due"];
    insert_many(tx, "message_recipient", &columns, rows.collect()).await?;
    Ok(id)
}

const MESSAGE: &str = "SELECT m.id, m.kind, m.about_id, m.account, m.created, m.not_before, m.subject, m.text, m.html, m.method, m.calendar, m.reply_address, m.reply_name, m.form_key, m.from_name, p.digest, p.image FROM message m LEFT JOIN mail_picture p ON p.digest = m.picture WHERE m.id = $1";

/// The message of that number. The caller decides who may see it.
pub async fn get(tx: &mut Tx, id: i64) -> Result<Option<Message>> {
    tx.first(MESSAGE, params![id]).await?.map(|r| message(&r)).transpose()
}

/// The numbers of the messages that came from that form.
pub async fn of_form(tx: &mut Tx, form_key: &str) -> Result<Option<i64>> {
    let sql = "SELECT id FROM message WHERE form_key = $1";
    tx.first(sql, params![form_key]).await?.map(|r| r.int(0)).transpose()
}

fn message(r: &Row) -> Result<Message> {
    let method: Option<Method> = r.opt_text(9)?.map(|m| m.parse()).transpose()?;
    Ok(Message {
        id: r.int(0)?,
        kind: r.text(1)?.parse()?,
        about: r.opt_int(2)?.map(ThingId),
        account: r.opt_text(3)?,
        created: moment::read(&r.text(4)?)?,
        not_before: moment::read(&r.text(5)?)?,
        subject: r.text(6)?,
        text: r.text(7)?,
        html: r.text(8)?,
        calendar: method.zip(r.opt_text(10)?),
        reply_to: r
            .opt_text(11)?
            .map(|address| Ok::<_, crate::error::StoreError>((address, r.opt_text(12)?.unwrap_or_default())))
            .transpose()?,
        form_key: r.opt_text(13)?,
        from_name: r.opt_text(14)?,
        picture: r.opt_text(15)?.zip(r.opt_text(16)?).map(|(digest, image)| Picture { digest, image }),
    })
}

/// All copies of a message, in order.
pub async fn recipients(tx: &mut Tx, message: i64) -> Result<Vec<Recipient>> {
    let sql = "SELECT position, address, name, party_id, state, attempts, due, failure, reply, settled FROM message_recipient WHERE message_id = $1 ORDER BY position";
    let rows = tx.all(sql, params![message]).await?;
    rows.iter()
        .map(|r| {
            Ok(Recipient {
                position: r.int(0)?,
                address: r.text(1)?,
                name: r.text(2)?,
                party: r.opt_int(3)?.map(ThingId),
                state: r.text(4)?.parse()?,
                attempts: r.int(5)?,
                due: moment::read(&r.text(6)?)?,
                failure: r.opt_text(7)?.map(|f| f.parse()).transpose()?,
                reply: r.opt_text(8)?,
                settled: r.opt_text(9)?.map(|at| moment::read(&at)).transpose()?,
            })
        })
        .collect()
}

/// Takes back the copies of a message that still wait, and tells how many they were.
pub async fn withdraw(tx: &mut WriteTx, message: i64, at: Timestamp) -> Result<u64> {
    let sql = "UPDATE message_recipient SET state = 'withdrawn', settled = $2, secret = NULL WHERE message_id = $1 AND state = 'waiting'";
    tx.run(sql, params![message, moment::text(at)]).await
}

/// Lets the copies of a message be tried at once: those that wait, and those that were given up, which count their
/// attempts anew. Tells how many they were.
pub async fn try_now(tx: &mut WriteTx, message: i64, at: Timestamp) -> Result<u64> {
    let at = moment::text(at);
    let sql = "UPDATE message SET not_before = $2 WHERE id = $1 AND not_before > $2";
    tx.run(sql, params![message, at.as_str()]).await?;
    let sql = "UPDATE message_recipient SET state = 'waiting', attempts = 0, due = $2, settled = NULL WHERE message_id = $1 AND state IN ('waiting', 'failed')";
    tx.run(sql, params![message, at]).await
}
