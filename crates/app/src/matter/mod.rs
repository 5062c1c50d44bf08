//! Matters in registers: each organisation's own case with a number of its own series.

pub mod case;
