//! Puts a page around every fault that comes out of the routes; for the API a problem document (RFC 9457).

use crate::{
    fault::Fault,
    frame::Frame,
    page::{fault::fault_page, sign_in},
    site::Site,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// Answers with the page of the fault, if the routes answered with one.
pub(super) async fn pages(State(site): State<Arc<Site>>, request: Request<Body>, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    // The user is known only further in; a fault page shows none.
    let frame = Frame::of(&parts, &site);
    let head = parts.method == Method::HEAD;
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(fault) = fault_of(&response) else { return response };
    // In the demo nobody signs in: one chooses who one is.
    let fault =
        if matches!(fault, Fault::SignIn(_)) && site.demo.is_some() { Fault::Forbidden } else { fault };
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut page = if frame.path.starts_with("/api/") {
        problem(&fault)
    } else if let Fault::SignIn(asked) = fault {
        sign_in::first(frame, *asked)
    } else {
        fault_page(frame, &fault)
    };
    if let Some(allow) = allow {
        page.headers_mut().insert(header::ALLOW, allow);
    }
    if head {
        *page.body_mut() = Body::empty();
    }
    page
}

/// The fault that an answer stands for, unless it already is a page or document of its own.
fn fault_of(response: &Response) -> Option<Fault> {
    if let Some(fault) = response.extensions().get::<Fault>() {
        return Some(fault.clone());
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let own = kind.starts_with("text/html") || kind.contains("json");
    Fault::of_status(response.status()).filter(|_| !own)
}

fn problem(fault: &Fault) -> Response {
    let status = fault.status();
    let mut problem = serde_json::json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
    });
    if let Fault::Invalid(lines) = fault {
        problem["errors"] = lines.as_slice().into();
    }
    let mut response =
        (status, [(header::CONTENT_TYPE, "application/problem+json")], problem.to_string()).into_response();
    if matches!(fault, Fault::SignIn(_)) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
