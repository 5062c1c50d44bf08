//! Who may see a person's contact fields, as he or she has said. Where nothing is said, members may.

use crate::{
    error::Result,
    params,
    sql::{Tx, WriteTx},
    thing::{CHUNK, padded, placeholders},
};
use genbo_domain::value::ThingId;
use std::collections::HashMap;

/// What has been said of the fields of these persons: person and field, and who may see it.
pub async fn of(tx: &mut Tx, persons: &[ThingId]) -> Result<HashMap<(ThingId, String), String>> {
    let mut said = HashMap::new();
    for chunk in persons.chunks(CHUNK) {
        let sql = format!(
            "SELECT person_id, field, audience FROM consent WHERE person_id IN ({})",
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            said.insert((ThingId(row.int(0)?), row.text(1)?), row.text(2)?);
        }
    }
    Ok(said)
}

/// Writes who may see a field.
pub async fn put(tx: &mut WriteTx, person: ThingId, field: &str, audience: &str) -> Result<()> {
    let sql = "INSERT INTO consent (person_id, field, audience) VALUES ($1, $2, $3) ON CONFLICT (person_id, field) DO UPDATE SET audience = excluded.audience";
    tx.run(sql, params![person, field, audience]).await.map(|_| ())
}
