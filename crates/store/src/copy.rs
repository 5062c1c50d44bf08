//! Copying everything from one database to another, whichever of the two kinds they are.
//!
//! Invariants: both have the same schema; what the target had is gone; references are checked when the copy is committed.
//! The search index is not copied: it is made anew from what it indexes.

use crate::{
    db::Db,
    dialect,
    error::{Result, StoreError},
    inspect::{self, Holds, Table},
    row::insert_many,
    sql::{Param, Row, Tx, WriteTx},
};
use sqlx::AssertSqlSafe;
use std::path::Path;

/// About how many rows are read at once.
const PAGE: i64 = 2000;

/// Makes the tables of `to` equal to those of `from`, and tells how many rows that were.
pub async fn copy(from: &mut Tx, to: &mut WriteTx) -> Result<usize> {
    let (source, target) = (inspect::tables(from).await?, inspect::tables(to).await?);
    let names = |tables: &[Table]| -> Vec<(String, Vec<String>)> {
        let columns = |t: &Table| t.columns.iter().map(|c| c.name.clone()).collect();
        tables.iter().map(|t| (t.name.clone(), columns(t))).collect()
    };
    if names(&source) != names(&target) {
        return Err(StoreError::ForeignSchema("the two databases do not have the same tables".into()));
    }
    let mut rows = 0;
    for (source, target) in source.iter().zip(&target) {
        to.run(&format!("DELETE FROM \"{}\"", target.name), &[]).await?;
        rows += table(from, to, source, target).await?;
    }
    Ok(rows)
}

/// Copies a table page by page along the first column of its key.
async fn table(from: &mut Tx, to: &mut WriteTx, source: &Table, target: &Table) -> Result<usize> {
    let columns: Vec<&str> = source.columns.iter().map(|c| c.name.as_str()).collect();
    let Some(first) = source.key().first().copied() else {
        return Err(StoreError::ForeignSchema(format!("the table {} has no key", source.name)));
    };
    let at = source.columns.iter().position(|c| c == first).unwrap_or(0);
    let holds: Vec<Holds> =
        source.columns.iter().zip(&target.columns).map(|(a, b)| a.holds.max(b.holds)).collect();
    let sql = page(source, &first.name);
    let mut after = if first.holds == Holds::Int { Param::Int(Some(i64::MIN)) } else { Param::from("") };
    let mut count = 0;
    loop {
        let rows = from.all(&sql, &[after.clone(), PAGE.into()]).await?;
        let Some(last) = rows.last() else { return Ok(count) };
        after = value(last, at, holds[at])?;
        count += rows.len();
        let values: Result<Vec<Vec<Param>>> = rows
            .iter()
            .map(|row| holds.iter().enumerate().map(|(i, holds)| value(row, i, *holds)).collect())
            .collect();
        insert_many(to, &target.name, &columns, values?).await?;
    }
}

/// The rows whose first key column is among the next `$2` values after `$1`, whole.
fn page(table: &Table, first: &str) -> String {
    let columns: Vec<String> = table.columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
    let key: Vec<String> = table.key().iter().map(|c| format!("\"{}\"", c.name)).collect();
    format!(
        "SELECT {} FROM \"{1}\" WHERE \"{first}\" > $1 AND \"{first}\" <= (SELECT MAX(k) FROM (SELECT \"{first}\" AS k FROM \"{1}\" WHERE \"{first}\" > $1 ORDER BY \"{first}\" LIMIT $2) AS page) ORDER BY {2}",
        columns.join(", "),
        table.name,
        key.join(", ")
    )
}

fn value(row: &Row, column: usize, holds: Holds) -> Result<Param> {
    Ok(match holds {
        Holds::Int => Param::Int(row.opt_int(column)?),
        Holds::Text => Param::Text(row.opt_text(column)?),
        Holds::Bool => Param::Bool(row.opt_bool(column)?),
    })
}

impl Db {
    /// Writes a copy of the whole SQLite file, as of one moment, to a file that does not exist; others may write meanwhile.
    pub async fn copy_file(&self, to: &Path) -> Result<()> {
        let Db::Sqlite { read, .. } = self else {
            return Err(StoreError::Unavailable("only SQLite is a file".into()));
        };
        let sql = dialect::COPY.text(self.dialect());
        let to = to.to_string_lossy().into_owned();
        let mut connection = read.acquire().await?;
        // Copying counts as writing, though it changes nothing here.
        sqlx::query("PRAGMA query_only = off").execute(&mut *connection).await?;
        let copied = sqlx::query(AssertSqlSafe(sql.to_owned())).bind(to).execute(&mut *connection).await;
        sqlx::query("PRAGMA query_only = on").execute(&mut *connection).await?;
        copied?;
        Ok(())
    }
}
