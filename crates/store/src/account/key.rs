//! What opens an account beside its password: tokens for programs, and links by which a password is chosen once. All are
//! kept by their digest.

use super::moment_of;
use crate::{
    error::{Result, StoreError},
    moment, params,
    sql::{Row, Tx, WriteTx},
};
use jiff::Timestamp;

/// A token for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its digest.
    pub hash: String,
    /// Whose it is.
    pub account: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// When it was last used, to the hour.
    pub used: Option<Timestamp>,
}

fn read(row: &Row) -> Result<Token> {
    let missing = || StoreError::Corrupt("a token without moment".into());
    Ok(Token {
        hash: row.text(0)?,
        account: row.text(1)?,
        name: row.text(2)?,
        created: moment_of(row, 3)?.ok_or_else(missing)?,
        expires: moment_of(row, 4)?.ok_or_else(missing)?,
        used: moment_of(row, 5)?,
    })
}

/// The token of that digest.
pub async fn token(tx: &mut Tx, hash: &str) -> Result<Option<Token>> {
    let sql = "SELECT hash, account, name, created, expires, used FROM api_token WHERE hash = $1";
    tx.first(sql, params![hash]).await?.as_ref().map(read).transpose()
}

/// An account's tokens, the newest first.
pub async fn tokens(tx: &mut Tx, account: &str) -> Result<Vec<Token>> {
    let sql = "SELECT hash, account, name, created, expires, used FROM api_token WHERE account = $1 ORDER BY created DESC, hash";
    tx.all(sql, params![account]).await?.iter().map(read).collect()
}

/// Adds a token.
pub async fn put_token(tx: &mut WriteTx, token: &Token) -> Result<()> {
    let sql = "INSERT INTO api_token (hash, account, name, created, expires) VALUES ($1, $2, $3, $4, $5)";
    let (created, expires) = (moment::text(token.created), moment::text(token.expires));
    let (hash, account, name) = (token.hash.as_str(), token.account.as_str(), token.name.as_str());
    tx.run(sql, params![hash, account, name, created, expires]).await.map(|_| ())
}

/// Tells that a token has been used.
pub async fn touch_token(tx: &mut WriteTx, hash: &str, used: Timestamp) -> Result<()> {
    let sql = "UPDATE api_token SET used = $2 WHERE hash = $1";
    tx.run(sql, params![hash, moment::text(used)]).await.map(|_| ())
}

/// Revokes a token of an account, and tells its name.
pub async fn revoke_token(tx: &mut WriteTx, account: &str, hash: &str) -> Result<Option<String>> {
    let sql = "DELETE FROM api_token WHERE account = $1 AND hash = $2 RETURNING name";
    tx.first(sql, params![account, hash]).await?.map(|row| row.text(0)).transpose()
}

/// Revokes all tokens of an account.
pub async fn revoke_tokens(tx: &mut WriteTx, account: &str) -> Result<u64> {
    tx.run("DELETE FROM api_token WHERE account = $1", params![account]).await
}

/// Adds a link by which an account's password can be chosen once.
pub async fn put_link(
    tx: &mut WriteTx,
    hash: &str,
    account: &str,
    created: Timestamp,
    expires: Timestamp,
) -> Result<()> {
    let sql = "INSERT INTO password_link (hash, account, created, expires) VALUES ($1, $2, $3, $4)";
    tx.run(sql, params![hash, account, moment::text(created), moment::text(expires)]).await.map(|_| ())
}

/// The open account to which a link leads that has not expired.
pub async fn of_link(tx: &mut Tx, hash: &str, now: Timestamp) -> Result<Option<String>> {
    let sql = "SELECT l.account FROM password_link l JOIN account a ON a.name = l.account WHERE l.hash = $1 AND l.expires > $2 AND a.ended IS NULL";
    tx.first(sql, params![hash, moment::text(now)]).await?.map(|row| row.text(0)).transpose()
}

/// Forgets an account's links, and all that have expired.
pub async fn forget_links(tx: &mut WriteTx, account: &str, now: Timestamp) -> Result<()> {
    let sql = "DELETE FROM password_link WHERE account = $1 OR expires <= $2";
    tx.run(sql, params![account, moment::text(now)]).await.map(|_| ())
}
