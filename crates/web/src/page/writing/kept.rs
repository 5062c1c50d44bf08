//! What was typed in an item's form and not yet saved, kept for its writer alone: a comfort, never a condition.
//!
//! Invariant: a draft changes nothing; it is offered, let go when its item is saved, and gone when its writer signs out.

use crate::route::{Routes, post};
use crate::{fault::Fault, form::Sent, frame::Frame, site::AppState};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Permission},
    draft,
};

/// What the names of these drafts begin with: the addresses of their forms.
pub(crate) const DRAFTS: &str = "/skriv/";

/// The name of an item's draft.
pub(super) fn name(slug: &str) -> String {
    format!("{DRAFTS}{slug}")
}

/// What was kept of an item's form, and when.
pub(super) async fn of(f: &Frame, cx: &Cx, slug: &str) -> Result<(String, String), Fault> {
    let kept = draft::get(cx, &f.actor(), &name(slug)).await?;
    Ok(kept.map(|(content, at)| (content, at.as_millisecond().to_string())).unwrap_or_default())
}

async fn keep(
    f: Frame,
    State(cx): State<Cx>,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let sent = Sent::new(pairs);
    let form = sent.get("form").unwrap_or_default();
    if !form.starts_with(DRAFTS) {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    }
    match sent.get("content") {
        Some(content) => draft::put(&cx, &f.actor(), form, content).await?,
        None => draft::forget(&cx, &f.actor(), form).await?,
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The route by which a page keeps what is typed.
pub(super) fn routes() -> Routes<AppState> {
    Routes::new().route(post("/utkast", keep).requires(Permission::Record))
}
