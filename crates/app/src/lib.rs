//! Use cases and queries: permission, one transaction, audit event.

pub mod account;
pub mod audit;
pub mod backup;
pub mod collation;
pub mod cooperation_file;
pub mod cx;
pub mod demo;
pub mod error;
pub mod founding;
mod label;
pub mod pack;
pub mod register;
pub mod search;
pub mod term;
pub mod thing;
pub mod verify;
pub mod view;
pub mod year_plan;
