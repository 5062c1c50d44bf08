//! What a source does not tell about a thing, field by field.

use crate::{
    error::Result,
    row::insert_many,
    sql::{Tx, WriteTx},
    thing::{CHUNK, padded, placeholders},
};
use genbo_domain::value::ThingId;
use std::collections::{BTreeMap, HashMap};

/// The gaps of one thing: field → `unknown`, `blank`, `none` or `not_counted`.
pub type Gaps = BTreeMap<String, String>;

/// The gaps of those things.
pub async fn load(tx: &mut Tx, ids: &[ThingId]) -> Result<HashMap<ThingId, Gaps>> {
    let mut gaps: HashMap<ThingId, Gaps> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let sql = format!(
            "SELECT thing_id, field, kind FROM gap WHERE thing_id IN ({})",
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            gaps.entry(ThingId(row.int(0)?)).or_default().insert(row.text(1)?, row.text(2)?);
        }
    }
    Ok(gaps)
}

/// Writes things' gaps anew.
pub async fn replace(tx: &mut WriteTx, gaps: &[(ThingId, Gaps)]) -> Result<()> {
    let ids: Vec<ThingId> = gaps.iter().map(|(id, _)| *id).collect();
    for chunk in ids.chunks(CHUNK) {
        let sql = format!("DELETE FROM gap WHERE thing_id IN ({})", placeholders(1, chunk.len()));
        tx.run(&sql, &padded(chunk)).await?;
    }
    let rows = gaps.iter().flat_map(|(id, gaps)| {
        gaps.iter().map(|(field, kind)| vec![(*id).into(), field.as_str().into(), kind.as_str().into()])
    });
    insert_many(tx, "gap", &["thing_id", "field", "kind"], rows.collect()).await
}
