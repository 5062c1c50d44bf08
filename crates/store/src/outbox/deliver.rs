//! Handing copies over: claiming one, and telling what came of it.
//!
//! Invariant: a claim that has run out can be taken by another sender; the first one's word then counts no more. A due
//! time far beyond what anybody plans is a clock that jumped, and counts as due.

use super::Message;
use crate::{
    error::Result,
    moment, params,
    sql::{Tx, WriteTx},
};
use genbo_domain::message::Failure;
use jiff::Timestamp;

/// A copy that was claimed, with what it takes to send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The message.
    pub message: Message,
    /// The copy's place in it.
    pub position: i64,
    /// The address.
    pub address: String,
    /// The recipient's name; may be empty.
    pub name: String,
    /// What stands in this copy alone.
    pub secret: Option<String>,
    /// How many times it has been tried, this one included.
    pub attempts: i64,
}

/// From when to when something is due, and who claims it.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The moment.
    pub now: Timestamp,
    /// Later than anybody plans.
    pub beyond: Timestamp,
    /// Until when the copy is held.
    pub until: Timestamp,
    /// Who holds it.
    pub by: &'a str,
}

const DUE: &str = "SELECT r.message_id, r.position, r.address, r.name, r.secret, r.attempts FROM message_recipient r JOIN message m ON m.id = r.message_id WHERE r.state IN ('waiting', 'sending') AND (r.due <= $1 OR r.due > $2) AND m.not_before <= $1 ORDER BY r.due, r.message_id, r.position LIMIT 1";

/// Claims the copy that has waited the longest, if one is due.
pub async fn claim(tx: &mut WriteTx, claim: Claim<'_>) -> Result<Option<Claimed>> {
    let Some(row) = tx.first(DUE, params![moment::text(claim.now), moment::text(claim.beyond)]).await? else {
        return Ok(None);
    };
    let (id, position) = (row.int(0)?, row.int(1)?);
    let Some(message) = super::get(tx, id).await? else { return Ok(None) };
    let sql = "UPDATE message_recipient SET state = 'sending', attempts = attempts + 1, due = $3, claim = $4 WHERE message_id = $1 AND position = $2";
    tx.run(sql, params![id, position, moment::text(claim.until), claim.by]).await?;
    Ok(Some(Claimed {
        message,
        position,
        address: row.text(2)?,
        name: row.text(3)?,
        secret: row.opt_text(4)?,
        attempts: row.int(5)? + 1,
    }))
}

/// Whether a copy is due, without waiting for writers.
pub async fn is_due(tx: &mut Tx, now: Timestamp, beyond: Timestamp) -> Result<bool> {
    Ok(tx.first(DUE, params![moment::text(now), moment::text(beyond)]).await?.is_some())
}

/// Notes that a claimed copy was taken by the server. False if the claim has been lost.
pub async fn sent(tx: &mut WriteTx, of: (i64, i64), by: &str, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE message_recipient SET state = 'sent', settled = $4, claim = NULL, secret = NULL, failure = NULL, reply = NULL WHERE message_id = $1 AND position = $2 AND state = 'sending' AND claim = $3";
    Ok(tx.run(sql, params![of.0, of.1, by, moment::text(at)]).await? > 0)
}

/// Notes that a claimed copy was given up.
pub async fn failed(
    tx: &mut WriteTx,
    of: (i64, i64),
    by: &str,
    at: Timestamp,
    why: (Failure, &str),
) -> Result<bool> {
    let sql = "UPDATE message_recipient SET state = 'failed', settled = $4, claim = NULL, failure = $5, reply = $6 WHERE message_id = $1 AND position = $2 AND state = 'sending' AND claim = $3";
    Ok(tx.run(sql, params![of.0, of.1, by, moment::text(at), why.0.as_str(), why.1]).await? > 0)
}

/// Notes that a claimed copy shall be tried again at a later moment.
pub async fn again(
    tx: &mut WriteTx,
    of: (i64, i64),
    by: &str,
    at: Timestamp,
    why: (Failure, &str),
) -> Result<bool> {
    let sql = "UPDATE message_recipient SET state = 'waiting', due = $4, claim = NULL, failure = $5, reply = $6 WHERE message_id = $1 AND position = $2 AND state = 'sending' AND claim = $3";
    Ok(tx.run(sql, params![of.0, of.1, by, moment::text(at), why.0.as_str(), why.1]).await? > 0)
}
