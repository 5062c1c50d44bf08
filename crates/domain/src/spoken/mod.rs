//! Days as people write them, in Swedish and in English: what forms, pasted tables and patterns of a year read.
//!
//! Invariant: the one place where a written day is understood. What is read is told elsewhere: here are no texts for people.

mod date;
mod words;

#[cfg(test)]
mod tests;

pub use date::{Typed, Wrong, date, date_in, day, time};
pub use words::{is_week, month, weekday};
