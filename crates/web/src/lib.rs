//! HTML pages, JSON API and static assets.
//!
//! Invariants: pages work without scripts and load nothing from elsewhere; every route says who may use it; every text
//! exists in both languages.

pub mod api;
mod assets;
pub mod band;
pub mod cookie;
pub mod digest;
pub mod done;
pub mod export;
pub mod fault;
pub mod finding;
pub mod form;
pub mod format;
pub mod frame;
pub mod house;
pub mod identity;
mod incoming;
pub mod lang;
mod layers;
pub mod letter;
mod nav;
pub mod offer;
pub mod page;
pub mod paper;
pub mod picture;
pub mod route;
pub mod router;
pub mod sheet;
pub mod site;
pub mod texts;
pub mod typed;
mod upload;
pub mod url;
pub mod view;
pub mod words;

#[cfg(test)]
mod tests;
