//! Which files rows refer to, whoever may see the rows.

use crate::{error::Result, sql::Tx};
use std::collections::BTreeSet;

/// How many digests are asked for at a time.
const CHUNK: usize = 100;

/// Those of some digests that a row refers to.
pub async fn referred(tx: &mut Tx, digests: &[String]) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for chunk in digests.chunks(CHUNK) {
        let blanks: Vec<String> = (1..=chunk.len()).map(|n| format!("${n}")).collect();
        let sql = format!("SELECT DISTINCT digest FROM attachment WHERE digest IN ({})", blanks.join(", "));
        let params: Vec<crate::sql::Param> = chunk.iter().map(|d| d.as_str().into()).collect();
        for row in tx.all(&sql, &params).await? {
            found.insert(row.text(0)?);
        }
    }
    Ok(found)
}

/// Every digest that a row refers to.
pub async fn all(tx: &mut Tx) -> Result<Vec<String>> {
    let rows = tx.all("SELECT DISTINCT digest FROM attachment ORDER BY digest", &[]).await?;
    rows.iter().map(|r| r.text(0)).collect()
}
