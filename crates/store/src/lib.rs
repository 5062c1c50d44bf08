//! The only crate with SQL: pools, transactions, migrations, one file per aggregate.

pub mod db;
pub mod ddl;
pub mod error;
pub mod sql;
