//! Creating and changing things of any noun: the one way that pages, API and pasted tables go.
//!
//! Invariants: who writes may write each of the things, before and after the change; what somebody else has changed
//! meanwhile is never overwritten unseen; the same submission twice is done once; all or nothing.

pub mod begin;
pub mod bulk;
mod collide;
pub mod form;
mod known;
mod lacks;
mod permit;
pub mod put;
pub mod reach;
pub mod refusal;
mod slug;
pub mod undo;
pub mod withdraw;
pub mod written;
