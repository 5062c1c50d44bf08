//! Use cases and queries: permission, one transaction, audit event.

pub mod account;
pub mod audit;
pub mod backup;
pub mod check;
pub mod collation;
pub mod cooperation_file;
pub mod cx;
pub mod demo;
pub mod error;
mod label;
pub mod pack;
pub mod register;
pub mod search;
pub mod verify;
pub mod view;
