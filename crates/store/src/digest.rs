//! The weekly letter about rules: who wants it, when it was looked for last, and what has been told in it.
//!
//! Invariant: what stands here is what was sent, never a verdict.

use crate::{
    error::Result,
    moment, params,
    row::insert_many,
    sql::{Tx, WriteTx},
};
use genbo_domain::value::ThingId;
use jiff::Timestamp;

/// What was told: which rule about what, for which member, group or area of it, and whether it was broken or only at risk.
pub type Key = (ThingId, ThingId, Option<ThingId>, bool);

/// Whether an account wants the letter.
pub async fn wants(tx: &mut Tx, account: &str) -> Result<bool> {
    let sql = "SELECT name FROM account WHERE name = $1 AND digest = $2";
    Ok(tx.first(sql, params![account, true]).await?.is_some())
}

/// Writes whether an account wants the letter. Who stops and begins again is told everything anew.
pub async fn choose(tx: &mut WriteTx, account: &str, wants: bool) -> Result<()> {
    let sql = "UPDATE account SET digest = $2, digest_at = NULL WHERE name = $1";
    tx.run(sql, params![account, wants]).await?;
    tx.run("DELETE FROM digest_told WHERE account = $1", params![account]).await.map(|_| ())
}

/// The open accounts that want the letter, have an address, and for which nobody has looked since that moment.
pub async fn waiting(tx: &mut Tx, since: Timestamp) -> Result<Vec<String>> {
    let sql = "SELECT name FROM account WHERE digest = $1 AND ended IS NULL AND email IS NOT NULL AND (digest_at IS NULL OR digest_at < $2) ORDER BY name";
    let rows = tx.all(sql, params![true, moment::text(since)]).await?;
    rows.iter().map(|r| r.text(0)).collect()
}

/// What an account has been told and was still so when it was looked for last.
pub async fn told(tx: &mut Tx, account: &str) -> Result<Vec<Key>> {
    let sql = "SELECT rule_id, thing_id, of_id, broken FROM digest_told WHERE account = $1";
    let rows = tx.all(sql, params![account]).await?;
    rows.iter()
        .map(|r| {
            let of = Some(ThingId(r.int(2)?)).filter(|id| id.0 != 0);
            Ok((ThingId(r.int(0)?), ThingId(r.int(1)?), of, r.opt_bool(3)?.unwrap_or(false)))
        })
        .collect()
}

/// Notes that it is looked for now, unless somebody else has since that moment: false then, and nothing is noted.
pub async fn claim(tx: &mut WriteTx, account: &str, since: Timestamp, now: Timestamp) -> Result<bool> {
    let sql = "UPDATE account SET digest_at = $3 WHERE name = $1 AND (digest_at IS NULL OR digest_at < $2)";
    let rows = tx.run(sql, params![account, moment::text(since), moment::text(now)]).await?;
    Ok(rows == 1)
}

/// Writes anew what an account has been told and is still so.
pub async fn put(tx: &mut WriteTx, account: &str, keys: &[Key]) -> Result<()> {
    tx.run("DELETE FROM digest_told WHERE account = $1", params![account]).await?;
    let rows = keys.iter().map(|(rule, thing, of, broken)| {
        let of = of.map_or(0, |id| id.0);
        vec![account.into(), (*rule).into(), (*thing).into(), of.into(), (*broken).into()]
    });
    insert_many(tx, "digest_told", &["account", "rule_id", "thing_id", "of_id", "broken"], rows.collect())
        .await
}
