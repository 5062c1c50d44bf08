//! The rules of procedure: what is broken, at risk or unknown and for whom; one rule with all that it is about; writing
//! rules from the catalogue.
//!
//! Invariant: who sees no findings of a cooperation still sees its rules; what is checked is what the reader may see.

mod edit;
mod fields;
mod list;
pub(crate) mod mark;
mod read;
mod show;
pub(crate) mod told;
mod words;

pub(crate) use words::section_anchor;

use crate::{
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    view::Link,
};
use genbo_app::cx::Permission;

/// The link to the overview of a cooperation, body, organisation or person.
pub(crate) fn overview_of(f: &Frame, whose: &str, slug: &str) -> Link {
    Link::new(f.t.rule.to_overview, f.link_with("/regler", &[(whose, slug)]))
}

/// The routes of rules.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/regler", list::list).public())
        .route(get("/regler/{*slug}", show::show).public())
        .route(get("/ny-regel", edit::add).requires(Permission::Arrange))
        .route(post("/ny-regel", edit::send_new).requires(Permission::Arrange))
        .route(get("/andra-regel/{*slug}", edit::change).requires(Permission::Arrange))
        .route(post("/andra-regel/{*slug}", edit::send_change).requires(Permission::Arrange))
}
