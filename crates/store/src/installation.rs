//! What the installation knows about itself: a few named values.

use crate::{
    error::Result,
    params,
    sql::{Tx, WriteTx},
};

/// The value of that name.
pub async fn get(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    tx.first("SELECT value FROM installation WHERE key = $1", params![key])
        .await?
        .map(|r| r.text(0))
        .transpose()
}

/// Sets the value of that name.
pub async fn set(tx: &mut WriteTx, key: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    tx.run(sql, params![key, value]).await.map(|_| ())
}
