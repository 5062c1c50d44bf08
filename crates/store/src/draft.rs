//! Drafts: what an account has filled in a form and not yet done.

use crate::{
    error::Result,
    moment, params,
    sql::{Tx, WriteTx},
};
use jiff::Timestamp;

/// An account's draft of a form: its content, and when it was kept.
pub async fn get(tx: &mut Tx, account: &str, form: &str) -> Result<Option<(String, Timestamp)>> {
    let row = tx
        .first("SELECT content, at FROM draft WHERE account = $1 AND form = $2", params![account, form])
        .await?;
    row.map(|r| Ok((r.text(0)?, moment::read(&r.text(1)?)?))).transpose()
}

/// Keeps a draft in the place of an earlier one.
pub async fn put(tx: &mut WriteTx, account: &str, form: &str, content: &str, at: Timestamp) -> Result<()> {
    forget(tx, account, form).await?;
    let sql = "INSERT INTO draft (account, form, content, at) VALUES ($1, $2, $3, $4)";
    tx.run(sql, params![account, form, content, moment::text(at)]).await.map(|_| ())
}

/// Throws an account's drafts of all forms away whose names begin like this; no sign of the beginning stands for others.
pub async fn forget_under(tx: &mut WriteTx, account: &str, begins: &str) -> Result<()> {
    let sql = "DELETE FROM draft WHERE account = $1 AND form LIKE $2";
    tx.run(sql, params![account, format!("{begins}%")]).await.map(|_| ())
}

/// Throws a draft away.
pub async fn forget(tx: &mut WriteTx, account: &str, form: &str) -> Result<()> {
    let sql = "DELETE FROM draft WHERE account = $1 AND form = $2";
    tx.run(sql, params![account, form]).await.map(|_| ())
}
