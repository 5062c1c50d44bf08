//! Submissions that have been done, with their answers.

use crate::{
    error::Result,
    params,
    sql::{Tx, WriteTx},
};

/// The answer that a submission of that name got, if it has been done.
pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    tx.first("SELECT answer FROM submission WHERE name = $1", params![name])
        .await?
        .map(|r| r.text(0))
        .transpose()
}

/// Notes that a submission has been done; `at` is the moment, RFC 3339 in UTC.
pub async fn add(tx: &mut WriteTx, name: &str, at: &str, answer: &str) -> Result<()> {
    let sql = "INSERT INTO submission (name, at, answer) VALUES ($1, $2, $3)";
    tx.run(sql, params![name, at, answer]).await.map(|_| ())
}

/// Forgets submissions from before a moment.
pub async fn forget(tx: &mut WriteTx, before: &str) -> Result<u64> {
    tx.run("DELETE FROM submission WHERE at < $1", params![before]).await
}
