//! A new term of office: all seats and posts that an organisation fills, in one table, changed in one go.
//!
//! Invariants: nothing is erased, what was held ends the day before (or after a handover) and what is new begins; all of it or
//! nothing; what a leaving person holds besides is told, never dropped.

pub mod apply;
pub mod hanging;
pub mod table;
