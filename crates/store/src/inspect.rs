//! The schema as a database really has it: tables, columns, keys. For copying, and to hold the two databases to each other.

use crate::{dialect, error::Result, sql::Tx};
use std::collections::BTreeMap;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns in order.
    pub columns: Vec<Column>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// Whether it may not be NULL.
    pub required: bool,
    /// Its place in the primary key, from 1; 0 if it does not belong to it.
    pub key: i64,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// Whole numbers; on SQLite also yes and no.
    Int,
    /// Text.
    Text,
    /// Yes or no, on PostgreSQL.
    Bool,
}

/// A foreign key: `table.column` refers to `target.target_column`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForeignKey {
    /// The table that refers.
    pub table: String,
    /// Its column.
    pub column: String,
    /// The table that is referred to.
    pub target: String,
    /// Its column.
    pub target_column: String,
}

impl Table {
    /// The columns of the primary key in its order.
    pub fn key(&self) -> Vec<&Column> {
        let mut key: Vec<&Column> = self.columns.iter().filter(|c| c.key > 0).collect();
        key.sort_by_key(|c| c.key);
        key
    }
}

/// All tables by name; the search index is none, it is made anew from the others.
pub async fn tables(tx: &mut Tx) -> Result<Vec<Table>> {
    let sql = dialect::COLUMNS.text(tx.dialect());
    let mut tables: BTreeMap<String, Vec<Column>> = BTreeMap::new();
    for row in tx.all(sql, &[]).await? {
        let holds = match row.text(2)?.as_str() {
            "INTEGER" | "bigint" => Holds::Int,
            "boolean" => Holds::Bool,
            _ => Holds::Text,
        };
        let column = Column { name: row.text(1)?, holds, required: row.int(3)? == 1, key: row.int(4)? };
        tables.entry(row.text(0)?).or_default().push(column);
    }
    Ok(tables.into_iter().map(|(name, columns)| Table { name, columns }).collect())
}

/// All foreign keys by table and column.
pub async fn foreign_keys(tx: &mut Tx) -> Result<Vec<ForeignKey>> {
    let sql = dialect::FOREIGN_KEYS.text(tx.dialect());
    let rows = tx.all(sql, &[]).await?;
    rows.iter()
        .map(|r| {
            Ok(ForeignKey {
                table: r.text(0)?,
                column: r.text(1)?,
                target: r.text(2)?,
                target_column: r.text(3)?,
            })
        })
        .collect()
}

/// How many rows each table has.
pub async fn counts(tx: &mut Tx) -> Result<BTreeMap<String, i64>> {
    let mut counts = BTreeMap::new();
    for table in tables(tx).await? {
        let sql = format!("SELECT count(*) FROM \"{}\"", table.name);
        let row = tx.first(&sql, &[]).await?;
        counts.insert(table.name, row.map_or(Ok(0), |r| r.int(0))?);
    }
    Ok(counts)
}
