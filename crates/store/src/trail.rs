//! The audit trail as a list: the latest first, filtered, as far as a reader may see it.
//!
//! Invariant: an event of a thing that the reader does not see does not exist for him or her.

use crate::{
    audit::{self, AuditRow, AuditValue},
    error::Result,
    sql::{Param, Tx},
    thing::Viewer,
};
use genbo_domain::value::ThingId;

/// Which events are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted<'a> {
    /// At that moment or later.
    pub from: Option<&'a str>,
    /// Before that moment.
    pub before: Option<&'a str>,
    /// By that account, in its own name or for somebody else, or by somebody for it.
    pub actor: Option<&'a str>,
    /// Of things of that noun.
    pub noun: Option<&'a str>,
    /// With that action.
    pub action: Option<&'a str>,
    /// Of that thing.
    pub thing: Option<ThingId>,
    /// Only what is kept with these cooperations; nothing for all.
    pub homes: Option<&'a [ThingId]>,
}

/// Part of the trail.
#[derive(Debug, Default)]
pub struct Found {
    /// The events, the latest first.
    pub rows: Vec<(AuditRow, Vec<AuditValue>)>,
    /// Whether there are more.
    pub more: bool,
}

/// The `limit` latest events among those wanted whose number is below `below`.
pub async fn page(
    tx: &mut Tx,
    viewer: &Viewer,
    wanted: &Wanted<'_>,
    below: i64,
    limit: i64,
) -> Result<Found> {
    let (condition, mut params) = condition(viewer, wanted, below);
    params.push(Param::from(limit + 1));
    let sql = format!(
        "SELECT e.seq, e.at, e.actor, e.action, e.noun, e.thing_id, e.salt, e.digest, e.hash FROM audit_event e LEFT JOIN thing t ON t.id = e.thing_id WHERE {condition} ORDER BY e.seq DESC LIMIT ${}",
        params.len()
    );
    let mut rows = Vec::new();
    for row in tx.all(&sql, &params).await? {
        rows.push((audit::row(&row)?, Vec::new()));
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let seqs: Vec<ThingId> = rows.iter().map(|(row, _)| ThingId(row.seq)).collect();
    for chunk in seqs.chunks(crate::thing::CHUNK) {
        let sql = format!(
            "SELECT seq, field, before, after FROM audit_value WHERE seq IN ({}) ORDER BY seq, field",
            crate::thing::placeholders(1, chunk.len())
        );
        for r in tx.all(&sql, &crate::thing::padded(chunk)).await? {
            let seq = r.int(0)?;
            let value = AuditValue { field: r.text(1)?, before: r.opt_text(2)?, after: r.opt_text(3)? };
            if let Some((_, values)) = rows.iter_mut().find(|(row, _): &&mut (AuditRow, _)| row.seq == seq) {
                values.push(value);
            }
        }
    }
    Ok(Found { rows, more })
}

fn condition(viewer: &Viewer, wanted: &Wanted<'_>, below: i64) -> (String, Vec<Param>) {
    let mut condition = "e.seq < $1".to_owned();
    let mut params: Vec<Param> = vec![below.into()];
    let texts = [
        ("e.at >= $", wanted.from),
        ("e.at < $", wanted.before),
        ("e.noun = $", wanted.noun),
        ("e.action = $", wanted.action),
    ];
    for (test, value) in texts {
        if let Some(value) = value {
            params.push(value.into());
            condition.push_str(&format!(" AND {test}{}", params.len()));
        }
    }
    if let Some(actor) = wanted.actor {
        let n = params.len() + 1;
        params.push(actor.into());
        condition.push_str(&format!(
            " AND (e.actor = ${n} OR e.actor LIKE ${n} || ' for %' OR e.actor LIKE '% for ' || ${n})"
        ));
    }
    if let Some(thing) = wanted.thing {
        params.push(thing.into());
        condition.push_str(&format!(" AND e.thing_id = ${}", params.len()));
    }
    if *viewer != Viewer::All {
        // Whatever is no thing, as an account, is for those who see everything.
        condition.push_str(&format!(" AND t.id IS NOT NULL AND {}", viewer.condition()));
    }
    if let Some(homes) = wanted.homes {
        let ids: Vec<String> = homes.iter().map(|id| id.0.to_string()).collect();
        let listed = if ids.is_empty() { "NULL".to_owned() } else { ids.join(", ") };
        condition.push_str(&format!(" AND t.home_id IN ({listed})"));
    }
    (condition, params)
}

/// Names of accounts that stand in the trail, and the nouns and actions, for choosing among.
pub async fn choices(tx: &mut Tx) -> Result<(Vec<String>, Vec<String>)> {
    let mut nouns = Vec::new();
    for row in tx.all("SELECT DISTINCT noun FROM audit_event ORDER BY noun", &[]).await? {
        nouns.push(row.text(0)?);
    }
    let mut actions = Vec::new();
    for row in tx.all("SELECT DISTINCT action FROM audit_event ORDER BY action", &[]).await? {
        actions.push(row.text(0)?);
    }
    Ok((nouns, actions))
}
