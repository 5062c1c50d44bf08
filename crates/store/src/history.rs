//! The history of one thing, read from the audit trail.

use crate::{
    audit::{self, AuditRow, AuditValue},
    error::Result,
    params,
    sql::Tx,
};
use genbo_domain::value::ThingId;

const EVENTS: &str = "SELECT seq, at, actor, action, noun, thing_id, salt, digest, hash FROM audit_event WHERE thing_id = $1 ORDER BY seq DESC LIMIT $2";
const VALUES: &str = "SELECT v.seq, v.field, v.before, v.after FROM audit_value v JOIN audit_event e ON e.seq = v.seq WHERE e.thing_id = $1 AND v.seq >= $2 ORDER BY v.seq, v.field";

/// The last `limit` changes of a thing with their values, the latest first. The caller has made sure that its reader
/// sees the thing, and decides whether he or she may see the values.
pub async fn of_thing(tx: &mut Tx, id: ThingId, limit: i64) -> Result<Vec<(AuditRow, Vec<AuditValue>)>> {
    let mut rows = Vec::new();
    for r in tx.all(EVENTS, params![id, limit]).await? {
        let row = audit::row(&r)?;
        rows.push((row, Vec::new()));
    }
    let Some(first) = rows.last().map(|(row, _)| row.seq) else { return Ok(rows) };
    for r in tx.all(VALUES, params![id, first]).await? {
        let seq = r.int(0)?;
        let value = AuditValue { field: r.text(1)?, before: r.opt_text(2)?, after: r.opt_text(3)? };
        if let Some((_, values)) = rows.iter_mut().find(|(row, _)| row.seq == seq) {
            values.push(value);
        }
    }
    Ok(rows)
}
