//! The audit trail: who changed what, when, in a chain that shows every later tampering.
//!
//! Invariant: rows are only ever appended, under the writer's lock, so their numbers have no holes and no forks.

use crate::{
    db::Db,
    error::Result,
    params,
    row::insert_many,
    sql::{Row, Tx, WriteTx},
    thing::next,
};
use genbo_domain::value::ThingId;

/// One change of one thing, as it stands in the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number in the chain.
    pub seq: i64,
    /// The moment, RFC 3339 in UTC.
    pub at: String,
    /// The account, or `system`.
    pub actor: String,
    /// What was done, as `meeting.create`.
    pub action: String,
    /// The thing's noun, or `account`.
    pub noun: String,
    /// The thing; nothing for what is no thing, as an account.
    pub thing: Option<ThingId>,
    /// Salt of the digest, hexadecimal.
    pub salt: String,
    /// Digest of the changed values, hexadecimal.
    pub digest: String,
    /// Hash over this row and the hash before it, hexadecimal.
    pub hash: String,
}

/// A field's text before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditValue {
    /// The field.
    pub field: String,
    /// Before.
    pub before: Option<String>,
    /// After.
    pub after: Option<String>,
}

/// The number of the first of `n` new rows, and the hash of the last old one (empty at the beginning).
pub async fn begin(tx: &mut WriteTx, n: usize) -> Result<(i64, String)> {
    let first = next(tx, "audit", n).await?;
    let last = tx.first("SELECT hash FROM audit_event WHERE seq = $1", params![first - 1]).await?;
    Ok((first, last.map(|r| r.text(0)).transpose()?.unwrap_or_default()))
}

/// Appends rows with their values.
pub async fn append(tx: &mut WriteTx, rows: &[(AuditRow, Vec<AuditValue>)]) -> Result<()> {
    let events = rows.iter().map(|(r, _)| {
        vec![
            r.seq.into(),
            r.at.as_str().into(),
            r.actor.as_str().into(),
            r.action.as_str().into(),
            r.noun.as_str().into(),
            r.thing.into(),
            r.salt.as_str().into(),
            r.digest.as_str().into(),
            r.hash.as_str().into(),
        ]
    });
    let columns = ["seq", "at", "actor", "action", "noun", "thing_id", "salt", "digest", "hash"];
    insert_many(tx, "audit_event", &columns, events.collect()).await?;
    let values = rows.iter().flat_map(|(r, values)| {
        values.iter().map(|v| {
            vec![r.seq.into(), v.field.as_str().into(), v.before.clone().into(), v.after.clone().into()]
        })
    });
    insert_many(tx, "audit_value", &["seq", "field", "before", "after"], values.collect()).await
}

/// The number of the last row; 0 if there is none. It changes with every change of anything.
pub async fn last(tx: &mut Tx) -> Result<i64> {
    let row = tx.first(LAST, &[]).await?;
    row.map_or(Ok(0), |r| r.int(0))
}

/// The same at this moment, outside any transaction.
pub async fn last_now(db: &Db) -> Result<i64> {
    db.glance(LAST).await?.map_or(Ok(0), |r| r.int(0))
}

const LAST: &str = "SELECT COALESCE(MAX(seq), 0) FROM audit_event";

/// A row from its columns in the order of the table.
pub(crate) fn row(r: &Row) -> Result<AuditRow> {
    Ok(AuditRow {
        seq: r.int(0)?,
        at: r.text(1)?,
        actor: r.text(2)?,
        action: r.text(3)?,
        noun: r.text(4)?,
        thing: r.opt_int(5)?.map(ThingId),
        salt: r.text(6)?,
        digest: r.text(7)?,
        hash: r.text(8)?,
    })
}

/// Up to `limit` rows from number `from`, with their values.
pub async fn read(tx: &mut Tx, from: i64, limit: i64) -> Result<Vec<(AuditRow, Vec<AuditValue>)>> {
    let sql = "SELECT seq, at, actor, action, noun, thing_id, salt, digest, hash FROM audit_event WHERE seq >= $1 AND seq < $1 + $2 ORDER BY seq";
    let mut rows = Vec::new();
    for r in tx.all(sql, params![from, limit]).await? {
        let row = row(&r)?;
        rows.push((row, Vec::new()));
    }
    let sql = "SELECT seq, field, before, after FROM audit_value WHERE seq >= $1 AND seq < $1 + $2 ORDER BY seq, field";
    for r in tx.all(sql, params![from, limit]).await? {
        let seq = r.int(0)?;
        let value = AuditValue { field: r.text(1)?, before: r.opt_text(2)?, after: r.opt_text(3)? };
        if let Ok(at) = rows.binary_search_by_key(&seq, |(row, _): &(AuditRow, _)| row.seq) {
            rows[at].1.push(value);
        }
    }
    Ok(rows)
}

/// The changes of one thing after a number, the earliest first, with their values.
pub async fn of_thing_since(
    tx: &mut Tx,
    id: ThingId,
    after: i64,
) -> Result<Vec<(AuditRow, Vec<AuditValue>)>> {
    let sql = "SELECT seq, at, actor, action, noun, thing_id, salt, digest, hash FROM audit_event WHERE thing_id = $1 AND seq > $2 ORDER BY seq";
    let mut rows = Vec::new();
    for r in tx.all(sql, params![id, after]).await? {
        rows.push((row(&r)?, Vec::new()));
    }
    let sql = "SELECT v.seq, v.field, v.before, v.after FROM audit_value v JOIN audit_event e ON e.seq = v.seq WHERE e.thing_id = $1 AND v.seq > $2 ORDER BY v.seq, v.field";
    for r in tx.all(sql, params![id, after]).await? {
        let seq = r.int(0)?;
        let value = AuditValue { field: r.text(1)?, before: r.opt_text(2)?, after: r.opt_text(3)? };
        if let Ok(at) = rows.binary_search_by_key(&seq, |(row, _): &(AuditRow, _)| row.seq) {
            rows[at].1.push(value);
        }
    }
    Ok(rows)
}

/// The number that the next row will get.
pub async fn next_number(tx: &mut Tx) -> Result<i64> {
    let row = tx.first("SELECT next FROM sequence WHERE name = 'audit'", &[]).await?;
    row.map_or(Ok(1), |r| r.int(0))
}

/// How many times each of those things has been changed since it was created.
pub async fn changes(tx: &mut Tx, ids: &[ThingId]) -> Result<Vec<(ThingId, u32)>> {
    let mut changes = Vec::new();
    for chunk in ids.chunks(crate::thing::CHUNK) {
        let sql = format!(
            "SELECT thing_id, COUNT(*) FROM audit_event WHERE action NOT IN ('create', 'answer') AND thing_id IN ({}) GROUP BY thing_id",
            crate::thing::placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &crate::thing::padded(chunk)).await? {
            changes.push((ThingId(row.int(0)?), u32::try_from(row.int(1)?).unwrap_or(u32::MAX)));
        }
    }
    Ok(changes)
}

/// The moment of the last row.
pub async fn last_moment(tx: &mut Tx) -> Result<Option<String>> {
    let row = tx.first("SELECT at FROM audit_event ORDER BY seq DESC LIMIT 1", &[]).await?;
    row.map(|r| r.text(0)).transpose()
}
