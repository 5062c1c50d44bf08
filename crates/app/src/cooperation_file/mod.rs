//! Bringing cooperation files in and writing them out.

mod circle;
mod end;
pub mod export;
pub(crate) mod exposure;
mod follow;
pub mod import;
pub(crate) mod resolve;
pub mod told;
