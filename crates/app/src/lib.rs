//! Use cases and queries: permission, one transaction, audit event.

pub mod account;
pub mod audit;
pub mod backup;
pub mod call;
pub mod collation;
pub mod cooperation_file;
pub mod cx;
pub mod demo;
pub mod error;
pub mod feed;
pub mod invitation;
mod label;
pub mod message;
pub mod outbox;
pub mod pack;
pub mod paste;
pub mod register;
pub mod search;
pub mod secret;
pub mod thing;
pub mod verify;
pub mod view;
