//! Sessions: who is signed in where, by the digest of what the browser keeps.

use super::moment_of;
use crate::{
    error::{Result, StoreError},
    moment, params,
    sql::{Row, Tx, WriteTx},
};
use jiff::Timestamp;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The digest of its secret.
    pub hash: String,
    /// Whose it is.
    pub account: String,
    /// The account for which it acts, while it stands in.
    pub principal: Option<String>,
    /// When somebody signed in.
    pub created: Timestamp,
    /// When it was last seen, give or take the minutes that are not written.
    pub seen: Timestamp,
    /// What the browser calls itself, cut short.
    pub agent: String,
}

fn read(row: &Row) -> Result<Session> {
    let moment = |column| {
        moment_of(row, column)?.ok_or_else(|| StoreError::Corrupt("a session without moment".into()))
    };
    Ok(Session {
        hash: row.text(0)?,
        account: row.text(1)?,
        principal: row.opt_text(2)?,
        created: moment(3)?,
        seen: moment(4)?,
        agent: row.text(5)?,
    })
}

/// The session of that digest.
pub async fn get(tx: &mut Tx, hash: &str) -> Result<Option<Session>> {
    let sql = "SELECT hash, account, principal, created, seen, agent FROM session WHERE hash = $1";
    tx.first(sql, params![hash]).await?.as_ref().map(read).transpose()
}

/// An account's sessions, the latest seen first.
pub async fn of(tx: &mut Tx, account: &str) -> Result<Vec<Session>> {
    let sql = "SELECT hash, account, principal, created, seen, agent FROM session WHERE account = $1 ORDER BY seen DESC, hash";
    tx.all(sql, params![account]).await?.iter().map(read).collect()
}

/// Begins a session.
pub async fn put(tx: &mut WriteTx, session: &Session) -> Result<()> {
    let sql = "INSERT INTO session (hash, account, principal, created, seen, agent) VALUES ($1, $2, $3, $4, $5, $6)";
    let (created, seen) = (moment::text(session.created), moment::text(session.seen));
    let (hash, account) = (session.hash.as_str(), session.account.as_str());
    tx.run(sql, params![hash, account, session.principal.clone(), created, seen, session.agent.as_str()])
        .await
        .map(|_| ())
}

/// Tells that a session has been seen.
pub async fn touch(tx: &mut WriteTx, hash: &str, seen: Timestamp) -> Result<()> {
    let sql = "UPDATE session SET seen = $2 WHERE hash = $1";
    tx.run(sql, params![hash, moment::text(seen)]).await.map(|_| ())
}

/// Tells for whom a session acts.
pub async fn act_for(tx: &mut WriteTx, hash: &str, principal: Option<&str>) -> Result<()> {
    tx.run("UPDATE session SET principal = $2 WHERE hash = $1", params![hash, principal]).await.map(|_| ())
}

/// Ends one session of an account, and tells whether there was one.
pub async fn end(tx: &mut WriteTx, account: &str, hash: &str) -> Result<bool> {
    let sql = "DELETE FROM session WHERE account = $1 AND hash = $2";
    Ok(tx.run(sql, params![account, hash]).await? > 0)
}

/// Ends all sessions of an account but one.
pub async fn end_others(tx: &mut WriteTx, account: &str, but: &str) -> Result<u64> {
    tx.run("DELETE FROM session WHERE account = $1 AND hash <> $2", params![account, but]).await
}

/// Forgets the sessions that were last seen before a moment.
pub async fn forget(tx: &mut WriteTx, before: Timestamp) -> Result<()> {
    tx.run("DELETE FROM session WHERE seen < $1", params![moment::text(before)]).await.map(|_| ())
}
