//! A year's meetings: proposed from last year's or from a pattern, put down as preliminary, set.
//!
//! Invariants: proposing only reads; what is put down goes in one go or not at all; what has no day gets none by itself.

pub mod answer;
mod circle;
pub mod fix;
mod lines;
pub mod propose;
pub mod save;
