//! Who was called to which meeting, by which links the call is answered, and what the answers are.

use crate::{
    error::Result,
    moment, params,
    sql::{Row, Tx, WriteTx},
    thing::next,
};
use genbo_domain::{
    invitation::{Answer, Method},
    message::{MessageKind, RecipientState},
    value::ThingId,
};
use jiff::Timestamp;

/// Somebody who was called to a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its number.
    pub id: i64,
    /// The meeting.
    pub meeting: ThingId,
    /// The address, as two are compared.
    pub address: String,
    /// The name; may be empty.
    pub name: String,
    /// The person or organisation that it is.
    pub party: Option<ThingId>,
    /// What calendars were told last.
    pub method: Method,
    /// The version of the event that they were told.
    pub sequence: i64,
    /// The answer, if there is one.
    pub answer: Option<Answer>,
    /// When it came.
    pub answered: Option<Timestamp>,
    /// What was said beside.
    pub note: Option<String>,
    /// The member instead of whom he or she is called to serve, and the message that says so.
    pub serves_for: Option<(ThingId, i64)>,
}

/// Somebody who is called to a meeting.
#[derive(Debug, Clone, Copy)]
pub struct Called<'a> {
    /// The meeting.
    pub meeting: ThingId,
    /// The address, as two are compared.
    pub address: &'a str,
    /// The name; may be empty.
    pub name: &'a str,
    /// The person or organisation that it is.
    pub party: Option<ThingId>,
    /// What calendars are told.
    pub method: Method,
    /// The version of the event that they are told.
    pub sequence: i64,
}

const ALL: &str = "SELECT id, meeting_id, address, name, party_id, method, sequence, answer, answered, note, serves_for, serves_by FROM invitation WHERE meeting_id = $1 ORDER BY id";

/// Notes that somebody is called, or told anew, and tells the number of the invitation. An answer that there is stays.
pub async fn call(tx: &mut WriteTx, c: Called<'_>) -> Result<i64> {
    let sql = "SELECT id FROM invitation WHERE meeting_id = $1 AND address = $2";
    if let Some(row) = tx.first(sql, params![c.meeting, c.address]).await? {
        let id = row.int(0)?;
        let sql = "UPDATE invitation SET name = $2, party_id = $3, method = $4, sequence = $5 WHERE id = $1";
        tx.run(sql, params![id, c.name, c.party, c.method.as_str(), c.sequence]).await?;
        return Ok(id);
    }
    let id = next(tx, "invitation", 1).await?;
    let sql = "INSERT INTO invitation (id, meeting_id, address, name, party_id, method, sequence) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    tx.run(sql, params![id, c.meeting, c.address, c.name, c.party, c.method.as_str(), c.sequence]).await?;
    Ok(id)
}

/// Notes that somebody who is called shall serve instead of a member. Whatever he or she answered to the call before was no
/// answer to that.
pub async fn serve(tx: &mut WriteTx, invitation: i64, member: ThingId, message: i64) -> Result<()> {
    let sql = "UPDATE invitation SET serves_for = $2, serves_by = $3, answer = NULL, answered = NULL, note = NULL WHERE id = $1";
    tx.run(sql, params![invitation, member, message]).await.map(|_| ())
}

/// Keeps the digest of a link by which an invitation is answered, and which message carries it.
pub async fn link(tx: &mut WriteTx, hash: &str, invitation: i64, message: i64) -> Result<()> {
    let sql = "INSERT INTO invitation_token (hash, invitation_id, message_id) VALUES ($1, $2, $3)";
    tx.run(sql, params![hash, invitation, message]).await.map(|_| ())
}

/// Everybody who was called to a meeting, in the order in which they were. The caller decides who may see it.
pub async fn of_meeting(tx: &mut Tx, meeting: ThingId) -> Result<Vec<Invitation>> {
    tx.all(ALL, params![meeting]).await?.iter().map(invitation).collect()
}

/// The invitation that a link with that digest answers.
pub async fn behind(tx: &mut Tx, hash: &str) -> Result<Option<Invitation>> {
    let sql = "SELECT i.id, i.meeting_id, i.address, i.name, i.party_id, i.method, i.sequence, i.answer, i.answered, i.note, i.serves_for, i.serves_by FROM invitation_token t JOIN invitation i ON i.id = t.invitation_id WHERE t.hash = $1";
    tx.first(sql, params![hash]).await?.map(|r| invitation(&r)).transpose()
}

/// A copy of a call or cancellation that went to somebody who was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// The invitation.
    pub invitation: i64,
    /// The message.
    pub message: i64,
    /// What it is.
    pub kind: MessageKind,
    /// How the copy stands.
    pub state: RecipientState,
}

/// The copies that were not withdrawn of everything that was told of a meeting, in the order in which it was: calls,
/// cancellations, and word that a day is set, which calendars are told too. Whoever has
/// none was not called after all.
pub async fn deliveries(tx: &mut Tx, meeting: ThingId) -> Result<Vec<Delivery>> {
    let sql = "SELECT i.id, m.id, m.kind, r.state FROM invitation i JOIN message m ON m.about_id = i.meeting_id AND (m.kind IN ('call', 'cancellation') OR m.method = 'REQUEST') JOIN message_recipient r ON r.message_id = m.id AND lower(r.address) = i.address WHERE i.meeting_id = $1 AND r.state <> 'withdrawn' ORDER BY m.id";
    tx.all(sql, params![meeting])
        .await?
        .iter()
        .map(|r| {
            Ok(Delivery {
                invitation: r.int(0)?,
                message: r.int(1)?,
                kind: r.text(2)?.parse()?,
                state: r.text(3)?.parse()?,
            })
        })
        .collect()
}

/// Writes an answer, in place of an earlier one.
pub async fn answer(
    tx: &mut WriteTx,
    id: i64,
    answer: Answer,
    note: Option<&str>,
    at: Timestamp,
) -> Result<()> {
    let sql = "UPDATE invitation SET answer = $2, note = $3, answered = $4 WHERE id = $1";
    tx.run(sql, params![id, answer.as_str(), note, moment::text(at)]).await.map(|_| ())
}

fn invitation(r: &Row) -> Result<Invitation> {
    Ok(Invitation {
        id: r.int(0)?,
        meeting: ThingId(r.int(1)?),
        address: r.text(2)?,
        name: r.text(3)?,
        party: r.opt_int(4)?.map(ThingId),
        method: r.text(5)?.parse()?,
        sequence: r.int(6)?,
        answer: r.opt_text(7)?.map(|a| a.parse()).transpose()?,
        answered: r.opt_text(8)?.map(|at| moment::read(&at)).transpose()?,
        note: r.opt_text(9)?,
        serves_for: r.opt_int(10)?.map(ThingId).zip(r.opt_int(11)?),
    })
}
