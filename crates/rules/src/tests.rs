//! The engine against properties: total, independent of order, and equal to slow, obvious ways of counting.

mod differ;
mod fuzz;
mod make;
