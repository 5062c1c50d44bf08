//! How many things of each noun there are.

use crate::{error::Result, sql::Tx, thing::Viewer};
use std::collections::HashMap;

/// How many things of each noun the viewer sees; a noun without any is not in it.
pub async fn tally(tx: &mut Tx, viewer: &Viewer) -> Result<HashMap<String, usize>> {
    let sql = format!("SELECT t.noun, count(*) FROM thing t WHERE {} GROUP BY t.noun", viewer.condition());
    let mut tally = HashMap::new();
    for row in tx.all(&sql, &[]).await? {
        tally.insert(row.text(0)?, usize::try_from(row.int(1)?).unwrap_or(0));
    }
    Ok(tally)
}
