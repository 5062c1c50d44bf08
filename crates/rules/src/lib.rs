//! Rules of procedure as data: facts in, findings out. Pure: no I/O, clock, randomness or language of people.
//!
//! Invariants: any facts and any rules give an outcome, never a panic; the order of facts changes nothing; what nobody
//! recorded is unknown, not broken, unless its list is declared complete; whatever happens later than the day that
//! counts as today has not happened yet.

pub mod catalogue;
pub mod check;
pub mod facts;
pub mod kind;
pub mod moment;
pub mod occasion;
pub mod outcome;
pub mod parameter;
pub mod say;
pub mod scope;
#[cfg(test)]
mod tests;
pub mod window;
