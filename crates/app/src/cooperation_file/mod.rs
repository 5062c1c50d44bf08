//! Bringing cooperation files in and writing them out.

pub mod export;
pub mod import;
mod resolve;
mod circle;
