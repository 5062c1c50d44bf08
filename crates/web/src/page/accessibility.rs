//! The accessibility statement.

use super::html;
use crate::{
    fault::Fault,
    frame::Frame,
    view::{Fact, Head},
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "site/accessibility.html")]
struct Accessibility {
    f: Frame,
    head: Head,
}

/// Shows the page.
pub(super) async fn show(f: Frame) -> Result<Response, Fault> {
    let t = &f.t.accessibility;
    let head = Head {
        kind: t.kind.to_owned(),
        lead: t.lead.to_owned(),
        facts: vec![
            Fact::new(t.goal, t.goal_value),
            Fact::new(t.checked, t.checked_value).note(t.checked_note),
            Fact::new(t.reviewed, t.reviewed_value).soft(),
        ],
        ..Head::new(t.title)
    };
    html(&Accessibility { head, f })
}
