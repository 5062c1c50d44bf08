//! The only crate with SQL: pools, transactions, migrations, one file per aggregate.

pub mod audit;
pub mod db;
pub mod ddl;
pub mod error;
pub mod gap;
pub mod installation;
pub mod migrate;
pub mod row;
pub mod sql;
pub mod thing;
