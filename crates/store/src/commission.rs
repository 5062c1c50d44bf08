//! When commissions were given and closed: the days of the meetings that did so.

use crate::{
    error::Result,
    sql::Tx,
    thing::{CHUNK, padded, placeholders},
};
use genbo_domain::value::ThingId;

/// The days of one commission, each as the earliest moment that it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    /// The commission.
    pub id: ThingId,
    /// The meeting that gave it.
    pub given: Option<String>,
    /// The meeting that closed it.
    pub closed: Option<String>,
}

/// The days of those commissions.
pub async fn days(tx: &mut Tx, ids: &[ThingId]) -> Result<Vec<Days>> {
    let mut days = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let sql = format!(
            "SELECT c.id, g.when_first, e.when_first FROM commission c LEFT JOIN clause k ON k.id = c.clause LEFT JOIN item i ON i.id = COALESCE(c.item, k.item) LEFT JOIN meeting g ON g.id = i.meeting LEFT JOIN item j ON j.id = c.closed_by LEFT JOIN meeting e ON e.id = j.meeting WHERE c.id IN ({})",
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            days.push(Days { id: ThingId(row.int(0)?), given: row.opt_text(1)?, closed: row.opt_text(2)? });
        }
    }
    Ok(days)
}
