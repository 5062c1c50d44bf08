//! The page of a fault: what went wrong, and what to do.

use crate::{
    fault::Fault,
    frame::Frame,
    view::{Action, Head},
};
use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

#[derive(Template)]
#[template(path = "site/fault.html")]
struct FaultPage {
    f: Frame,
    head: Head,
    advice: &'static str,
    lines: Vec<String>,
}

/// The page of a fault, in the frame of the request that met it.
pub(crate) fn fault_page(f: Frame, fault: &Fault) -> Response {
    let t = &f.t.fault;
    let (title, lead, advice) = match fault {
        Fault::NotFound => (t.not_found, t.not_found_lead, t.not_found_do),
        Fault::SignIn(_) | Fault::Forbidden => (t.forbidden, t.forbidden_lead, t.forbidden_do),
        Fault::Invalid(_) => (t.invalid, t.invalid_lead, t.invalid_do),
        Fault::Method => (t.method, t.method_lead, ""),
        Fault::TooLarge => (t.too_large, t.too_large_lead, ""),
        Fault::Slow => (t.slow, t.slow_lead, ""),
        Fault::Internal => (t.internal, t.internal_lead, t.internal_do),
    };
    let lines = if let Fault::Invalid(lines) = fault { lines.clone() } else { Vec::new() };
    let head = Head {
        kind: fault.status().as_u16().to_string(),
        lead: lead.to_owned(),
        actions: vec![Action::new(t.to_start, f.link("/")).main()],
        ..Head::new(title)
    };
    // A fault page must not fail: if its template does, the bare status is left.
    let text = FaultPage { head, advice, lines, f }.render().unwrap_or_default();
    let meta = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (fault.status(), meta, text).into_response()
}
