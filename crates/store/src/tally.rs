//! How many things of each noun there are, counted no further than somebody reads.

use crate::{error::Result, listing::HowMany, sql::Tx, thing::Viewer};
use genbo_domain::NOUNS;
use std::collections::HashMap;

/// How far a noun's things are counted.
const MOST: usize = 1000;

/// How many things of each noun the viewer sees; a noun without any is not in it.
pub async fn tally(tx: &mut Tx, viewer: &Viewer) -> Result<HashMap<String, HowMany>> {
    let seen = viewer.condition();
    let counts: Vec<String> = NOUNS
        .iter()
        .map(|noun| {
            let name = noun.name;
            let some =
                format!("SELECT 1 AS one FROM thing t WHERE t.noun = '{name}' AND {seen} LIMIT {}", MOST + 1);
            format!("SELECT '{name}', count(*) FROM ({some}) AS counted")
        })
        .collect();
    let mut tally = HashMap::new();
    for row in tx.all(&counts.join(" UNION ALL "), &[]).await? {
        let found = usize::try_from(row.int(1)?).unwrap_or(0);
        if found > 0 {
            tally.insert(row.text(0)?, HowMany { number: found.min(MOST), more: found > MOST });
        }
    }
    Ok(tally)
}

/// How many things there are in all.
pub async fn everything(tx: &mut Tx) -> Result<usize> {
    let count = tx.first("SELECT count(*) FROM thing", &[]).await?.map_or(Ok(0), |row| row.int(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}
