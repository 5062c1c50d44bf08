//! For tests only: databases, browsers, factories and generated cooperations.

pub mod browser;
pub mod house;
mod keeper;
pub mod licences;
pub mod needs;
pub mod postgres;
