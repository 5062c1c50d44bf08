//! Bringing cooperation files in and writing them out.

mod circle;
mod end;
pub mod export;
pub mod import;
mod resolve;
