//! Calendars of one's own: which account has handed out links, to whose calendar, and which it has taken back.

use crate::{
    error::Result,
    moment, params,
    sql::{Row, Tx, WriteTx},
};
use genbo_domain::value::ThingId;
use jiff::Timestamp;

/// A link to a calendar, known by its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedToken {
    /// The digest of what stands in the link.
    pub hash: String,
    /// The account that made it, and as which the calendar is seen.
    pub account: String,
    /// The person or organisation whose calendar it is.
    pub scope: ThingId,
    /// When it was made.
    pub created: Timestamp,
    /// When it was taken back.
    pub revoked: Option<Timestamp>,
}

/// Keeps a new link.
pub async fn put(tx: &mut WriteTx, token: &FeedToken) -> Result<()> {
    let sql = "INSERT INTO feed_token (hash, account, scope_id, created) VALUES ($1, $2, $3, $4)";
    let t = token;
    tx.run(sql, params![t.hash.as_str(), t.account.as_str(), t.scope, moment::text(t.created)])
        .await
        .map(|_| ())
}

/// Takes an account's link back; false if it has no such link in use.
pub async fn revoke(tx: &mut WriteTx, account: &str, hash: &str, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE feed_token SET revoked = $3 WHERE account = $1 AND hash = $2 AND revoked IS NULL";
    Ok(tx.run(sql, params![account, hash, moment::text(at)]).await? > 0)
}

/// The link of that digest, also one that was taken back.
pub async fn get(tx: &mut Tx, hash: &str) -> Result<Option<FeedToken>> {
    let sql = "SELECT hash, account, scope_id, created, revoked FROM feed_token WHERE hash = $1";
    tx.first(sql, params![hash]).await?.map(|r| token(&r)).transpose()
}

/// An account's links, the latest first.
pub async fn of_account(tx: &mut Tx, account: &str) -> Result<Vec<FeedToken>> {
    let sql = "SELECT hash, account, scope_id, created, revoked FROM feed_token WHERE account = $1 ORDER BY created DESC, hash";
    tx.all(sql, params![account]).await?.iter().map(token).collect()
}

fn token(r: &Row) -> Result<FeedToken> {
    Ok(FeedToken {
        hash: r.text(0)?,
        account: r.text(1)?,
        scope: ThingId(r.int(2)?),
        created: moment::read(&r.text(3)?)?,
        revoked: r.opt_text(4)?.map(|at| moment::read(&at)).transpose()?,
    })
}
