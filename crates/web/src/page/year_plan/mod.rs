//! Planning a year: the proposal that becomes preliminary meetings, asking about the preliminary days, and setting them.

mod ask;
mod dates;
mod propose;
mod read;
mod tell;

use crate::{
    fault::Fault,
    form::told as form_told,
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    view::Action,
    words,
};
use genbo_app::{
    cx::Permission,
    error::ActionError,
    thing::form,
    thing::refusal::Why,
    view::{Link, Reader},
};
use genbo_domain::{meeting::Meeting, noun::Noun, noun::NounDef};

/// The buttons that lead from a body or cooperation to planning its year and to its preliminary days, for who arranges it.
pub(crate) async fn actions(f: &Frame, reader: &mut Reader, whose: &Link) -> Result<Vec<Action>, Fault> {
    let Some(noun) = NounDef::named(&whose.noun) else { return Ok(Vec::new()) };
    if !form::may_change(reader, &f.actor(), noun, whose.id).await? {
        return Ok(Vec::new());
    }
    let to = |text, path: &str| {
        Action::new(text, f.link(&format!("{path}/{}", whose.slug))).of(whose.label.clone())
    };
    Ok(vec![to(f.t.year_plan.action, "/planera"), to(f.t.year_plan.dates_title, "/datum")])
}

/// A refusal as a fault: what somebody may not do there is forbidden, the rest is told, each in a sentence of its own.
pub(crate) fn refused(f: &Frame, error: ActionError) -> Fault {
    match error {
        ActionError::Refused(refusals) if refusals.iter().any(|r| matches!(r.why, Why::NotAllowed(_))) => {
            Fault::Forbidden
        }
        ActionError::Refused(refusals) => {
            let mut told: Vec<String> = Vec::new();
            for refusal in &refusals {
                let sentence = match (&refusal.why, refusal.field) {
                    (Why::Missing, Some(field)) => f.lang.missing(words::field(f.lang, Meeting::NAME, field)),
                    (why, _) => form_told(f, why).unwrap_or_else(|| f.t.form.refused.to_owned()),
                };
                if !told.contains(&sentence) {
                    told.push(sentence);
                }
            }
            Fault::Invalid(told)
        }
        ActionError::Collides(_) => Fault::Invalid(vec![f.t.year_plan.changed_meanwhile.to_owned()]),
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
        .route(get("/fraga-datum/{*slug}", ask::show).requires(Permission::Send))
        .route(post("/fraga-datum/{*slug}", ask::act).requires(Permission::Send))
}
