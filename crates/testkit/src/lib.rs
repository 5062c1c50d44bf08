//! For tests only: databases, browsers, factories and generated cooperations.

pub mod app;
pub mod board;
pub mod browser;
pub mod called;
pub mod generate;
pub mod house;
pub mod keeper;
pub mod licences;
pub mod needs;
pub mod postgres;
pub mod smtp;
