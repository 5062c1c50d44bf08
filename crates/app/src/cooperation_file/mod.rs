//! Bringing cooperation files in and writing them out.

mod circle;
pub mod export;
pub mod import;
mod resolve;
