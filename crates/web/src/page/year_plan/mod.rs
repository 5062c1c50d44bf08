//! Planning a year: the proposal that becomes preliminary meetings, and the preliminary days that are set.

mod dates;
mod propose;
mod read;
mod tell;

use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    view::Action,
};
use genbo_app::{
    cx::Permission,
    error::ActionError,
    thing::form,
    thing::refusal::Why,
    view::{Link, Reader},
};
use genbo_domain::noun::NounDef;

/// The button that leads from a body or cooperation to planning its year, for who arranges it.
pub(crate) async fn action(f: &Frame, reader: &mut Reader, whose: &Link) -> Result<Option<Action>, Fault> {
    let Some(noun) = NounDef::named(&whose.noun) else { return Ok(None) };
    let may = form::may_change(reader, &f.actor(), noun, whose.id).await?;
    let href = f.link(&format!("/planera/{}", whose.slug));
    Ok(may.then(|| Action::new(f.t.year_plan.action, href).of(whose.label.clone())))
}

/// A refusal as a fault: what somebody may not do there is forbidden, the rest is told.
pub(crate) fn refused(error: ActionError) -> Fault {
    match error {
        ActionError::Refused(refusals) if refusals.iter().any(|r| matches!(r.why, Why::NotAllowed(_))) => {
            Fault::Forbidden
        }
        ActionError::Refused(refusals) => Fault::Invalid(vec![ActionError::Refused(refusals).to_string()]),
        other => other.into(),
    }
}

pub(crate) use propose::submission;

/// The routes of planning a year.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/planera/{*slug}", propose::show).requires(Permission::Arrange))
        .route(post("/planera/{*slug}", propose::save).requires(Permission::Arrange))
        .route(get("/datum/{*slug}", dates::show).requires(Permission::Contribute))
        .route(post("/datum/{*slug}", dates::reply).requires(Permission::Contribute))
        .route(post("/satt-datum/{*slug}", dates::set).requires(Permission::Arrange))
}
