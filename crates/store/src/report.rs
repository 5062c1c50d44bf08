//! What readers have told of pages that do not work for them.

use crate::{
    account::moment_of,
    error::{Result, StoreError},
    moment, params,
    sql::{Tx, WriteTx},
    thing::next,
};
use jiff::Timestamp;

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its number.
    pub id: i64,
    /// When it came.
    pub created: Timestamp,
    /// The page that it is about; may be empty.
    pub page: String,
    /// What happened.
    pub text: String,
    /// Where an answer can be sent; may be empty.
    pub contact: String,
    /// When somebody said that it is dealt with.
    pub settled: Option<Timestamp>,
}

/// Adds a report, and tells its number.
pub async fn put(tx: &mut WriteTx, at: Timestamp, page: &str, text: &str, contact: &str) -> Result<i64> {
    let id = next(tx, "report", 1).await?;
    let sql =
        "INSERT INTO accessibility_report (id, created, page, text, contact) VALUES ($1, $2, $3, $4, $5)";
    tx.run(sql, params![id, moment::text(at), page, text, contact]).await?;
    Ok(id)
}

/// The latest reports.
pub async fn latest(tx: &mut Tx, limit: i64) -> Result<Vec<Report>> {
    let sql = "SELECT id, created, page, text, contact, settled FROM accessibility_report ORDER BY id DESC LIMIT $1";
    let rows = tx.all(sql, params![limit]).await?;
    rows.iter()
        .map(|row| {
            let missing = || StoreError::Corrupt("a report without moment".into());
            Ok(Report {
                id: row.int(0)?,
                created: moment_of(row, 1)?.ok_or_else(missing)?,
                page: row.text(2)?,
                text: row.text(3)?,
                contact: row.text(4)?,
                settled: moment_of(row, 5)?,
            })
        })
        .collect()
}

/// Says that a report is dealt with, and forgets where its answer went.
pub async fn settle(tx: &mut WriteTx, id: i64, at: Timestamp) -> Result<bool> {
    let sql = "UPDATE accessibility_report SET settled = $2, contact = '' WHERE id = $1 AND settled IS NULL";
    Ok(tx.run(sql, params![id, moment::text(at)]).await? > 0)
}
