//! Who may act for whom, from day to day.

use super::moment_of;
use crate::{
    error::{Result, StoreError},
    moment, params,
    sql::{Row, Tx, WriteTx},
};
use jiff::{Timestamp, civil::Date};

/// That an account lets another one act for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    /// For whom.
    pub account: String,
    /// Its number among the account's.
    pub position: i64,
    /// Who acts.
    pub deputy: String,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// When it was taken back, if it was.
    pub ended: Option<Timestamp>,
}

impl StandIn {
    /// Whether it counts on a day.
    pub fn counts_on(&self, day: Date) -> bool {
        self.ended.is_none() && self.first <= day && day <= self.last
    }
}

fn read(row: &Row) -> Result<StandIn> {
    let day = |column| {
        let text = row.text(column)?;
        text.parse().map_err(|_| StoreError::Corrupt(format!("{text:?} is no day")))
    };
    Ok(StandIn {
        account: row.text(0)?,
        position: row.int(1)?,
        deputy: row.text(2)?,
        first: day(3)?,
        last: day(4)?,
        ended: moment_of(row, 5)?,
    })
}

/// All in which an account is one of the two, the latest first.
pub async fn of(tx: &mut Tx, account: &str) -> Result<Vec<StandIn>> {
    let sql = "SELECT account, position, deputy, first, last, ended FROM stand_in WHERE account = $1 OR deputy = $1 ORDER BY first DESC, account, position";
    tx.all(sql, params![account]).await?.iter().map(read).collect()
}

/// Whether somebody may act for somebody else on a day.
pub async fn counts(tx: &mut Tx, deputy: &str, account: &str, day: Date) -> Result<bool> {
    let sql = "SELECT s.position FROM stand_in s JOIN account a ON a.name = s.account WHERE s.account = $1 AND s.deputy = $2 AND s.first <= $3 AND s.last >= $3 AND s.ended IS NULL AND a.ended IS NULL LIMIT 1";
    Ok(tx.first(sql, params![account, deputy, day.to_string()]).await?.is_some())
}

/// Lets an account act for another one.
pub async fn put(tx: &mut WriteTx, account: &str, deputy: &str, first: Date, last: Date) -> Result<()> {
    let sql = "INSERT INTO stand_in (account, position, deputy, first, last) SELECT $1, COALESCE(MAX(position), 0) + 1, $2, $3, $4 FROM stand_in WHERE account = $1";
    tx.run(sql, params![account, deputy, first.to_string(), last.to_string()]).await.map(|_| ())
}

/// Takes it back, and tells who it was.
pub async fn end(tx: &mut WriteTx, account: &str, position: i64, at: Timestamp) -> Result<Option<String>> {
    let sql = "UPDATE stand_in SET ended = $3 WHERE account = $1 AND position = $2 AND ended IS NULL RETURNING deputy";
    tx.first(sql, params![account, position, moment::text(at)]).await?.map(|row| row.text(0)).transpose()
}
