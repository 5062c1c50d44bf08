//! The running numbers that registers have given, and what became of numbers that stand nowhere any more.

use crate::{
    error::Result,
    params,
    sql::{Tx, WriteTx},
};
use genbo_domain::value::ThingId;

/// The last running number that an organisation has given in a year; nothing if it has given none here.
pub async fn last(tx: &mut Tx, organisation: ThingId, year: i64) -> Result<Option<i64>> {
    let sql = "SELECT last FROM case_number WHERE organisation = $1 AND year = $2";
    tx.first(sql, params![organisation, year]).await?.map(|row| row.int(0)).transpose()
}

/// Notes the last running number; it never goes back.
pub async fn note(tx: &mut WriteTx, organisation: ThingId, year: i64, number: i64) -> Result<()> {
    match last(tx, organisation, year).await? {
        Some(before) if before >= number => Ok(()),
        Some(_) => {
            let sql = "UPDATE case_number SET last = $3 WHERE organisation = $1 AND year = $2";
            tx.run(sql, params![organisation, year, number]).await.map(|_| ())
        }
        None => {
            let sql = "INSERT INTO case_number (organisation, year, last) VALUES ($1, $2, $3)";
            tx.run(sql, params![organisation, year, number]).await.map(|_| ())
        }
    }
}
