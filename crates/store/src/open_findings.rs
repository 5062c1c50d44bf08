//! Whether findings are published at all.

use crate::{error::Result, params, sql::Tx};

/// Whether some cooperation lets everybody read how its rules are kept.
pub async fn any(tx: &mut Tx) -> Result<bool> {
    let sql = "SELECT id FROM cooperation WHERE publishes_findings = $1 LIMIT 1";
    Ok(tx.first(sql, params![true]).await?.is_some())
}
