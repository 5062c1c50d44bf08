//! The only crate with SQL: pools, transactions, migrations, one file per aggregate.

pub mod account;
pub mod audit;
pub mod check;
pub mod copy;
pub mod date_answer;
pub mod dated;
pub mod db;
pub mod ddl;
pub mod dialect;
pub mod error;
pub mod gap;
pub mod history;
pub mod inspect;
pub mod installation;
pub mod list;
pub mod listing;
pub mod migrate;
pub mod reference;
pub mod row;
pub mod search;
pub mod sql;
pub mod submission;
pub mod tally;
pub mod thing;
