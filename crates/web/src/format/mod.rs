//! How values are written for people, in each language: dates, times, numbers, amounts, §§.
//!
//! Invariants: an imprecise value is never written as a precise one; numbers and their units are held together by
//! no-break spaces; an interval has an en dash without spaces.

mod calendar;
mod date;
mod day;
mod moment;
mod number;
mod whole;

pub use day::Day;
pub(crate) use whole::whole;

/// No-break space.
pub(crate) const NB: char = '\u{a0}';

pub use moment::{local, moment};
