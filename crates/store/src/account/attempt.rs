//! Tries that are counted so that nobody can guess for ever, kept where all processes see them.

use super::moment_of;
use crate::{
    error::Result,
    moment, params,
    sql::{Tx, WriteTx},
};
use jiff::Timestamp;

/// How many tries there were since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// How many.
    pub count: i64,
    /// Since the first of them.
    pub since: Timestamp,
}

/// The tries on something, by its digest.
pub async fn get(tx: &mut Tx, hash: &str) -> Result<Option<Tries>> {
    let Some(row) = tx.first("SELECT count, since FROM attempt WHERE hash = $1", params![hash]).await? else {
        return Ok(None);
    };
    let count = row.int(0)?;
    Ok(moment_of(&row, 1)?.map(|since| Tries { count, since }))
}

/// Writes how many there were.
pub async fn put(tx: &mut WriteTx, hash: &str, tries: Tries) -> Result<()> {
    let sql = "INSERT INTO attempt (hash, count, since) VALUES ($1, $2, $3) ON CONFLICT (hash) DO UPDATE SET count = excluded.count, since = excluded.since";
    tx.run(sql, params![hash, tries.count, moment::text(tries.since)]).await.map(|_| ())
}

/// Takes one try back, because it was none.
pub async fn take_back(tx: &mut WriteTx, hash: &str) -> Result<()> {
    let sql = "UPDATE attempt SET count = count - 1 WHERE hash = $1 AND count > 0";
    tx.run(sql, params![hash]).await.map(|_| ())
}

/// Forgets all tries on something.
pub async fn clear(tx: &mut WriteTx, hash: &str) -> Result<()> {
    tx.run("DELETE FROM attempt WHERE hash = $1", params![hash]).await.map(|_| ())
}

/// Forgets the tries that began outside a time.
pub async fn forget(tx: &mut WriteTx, from: Timestamp, to: Timestamp) -> Result<()> {
    let sql = "DELETE FROM attempt WHERE since < $1 OR since > $2";
    tx.run(sql, params![moment::text(from), moment::text(to)]).await.map(|_| ())
}
