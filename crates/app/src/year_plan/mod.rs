//! A year's meetings: proposed from last year's or from a pattern, put down as preliminary, sent out and answered, set.
//!
//! Invariants: proposing only reads; what is put down goes in one go or not at all; what has no day gets none by itself.

pub mod answer;
mod circle;
pub mod fix;
mod invite;
mod lines;
pub mod link;
pub mod propose;
pub mod save;
pub mod send;
