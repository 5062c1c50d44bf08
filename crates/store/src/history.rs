//! The history of one thing, read from the audit trail.

use crate::{
    audit::{self, AuditRow, AuditValue},
    error::Result,
    params,
    sql::Tx,
};
use genbo_domain::value::ThingId;

/// Answers about a meeting's day are told of the meeting and do not edit it; those of an older Genbo are known by their field.
const EVENTS: &str = "SELECT e.seq, e.at, e.actor, e.action, e.noun, e.thing_id, e.salt, e.digest, e.hash FROM audit_event e WHERE e.thing_id = $1 AND e.action <> 'answer' AND NOT EXISTS (SELECT 1 FROM audit_value a WHERE a.seq = e.seq AND a.field = 'date_answer') ORDER BY e.seq DESC LIMIT $2";
const VALUES: &str = "SELECT v.seq, v.field, v.before, v.after FROM audit_value v JOIN audit_event e ON e.seq = v.seq WHERE e.thing_id = $1 AND v.seq >= $2 ORDER BY v.seq, v.field";

/// The last `limit` edits of a thing with their values, the latest first. The caller has made sure that its reader
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
