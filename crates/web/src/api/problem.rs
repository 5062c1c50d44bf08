//! Problem documents (RFC 9457): what was wrong with a request to the API, parameter by parameter.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    error::ActionError,
    view::api::{List, ask::Wrong},
};
use serde_json::{Value, json};

/// The media type of a problem document.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// A refusal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    status: StatusCode,
    detail: String,
    errors: Vec<(String, String)>,
}

impl Problem {
    fn of(status: StatusCode, detail: impl Into<String>) -> Problem {
        Problem { status, detail: detail.into(), errors: Vec::new() }
    }

    /// Parameters cannot be understood.
    pub fn wrong(wrong: &[Wrong]) -> Problem {
        let errors: Vec<(String, String)> =
            wrong.iter().map(|w| (w.parameter.clone(), w.why.to_string())).collect();
        let lines: Vec<String> = errors.iter().map(|(name, why)| format!("{name}: {why}")).collect();
        Problem { errors, ..Problem::of(StatusCode::BAD_REQUEST, lines.join("; ")) }
    }

    /// One thing takes no parameters.
    pub fn no_parameters(name: &str) -> Problem {
        let why = "one thing takes no parameters";
        let errors = vec![(name.to_owned(), why.to_owned())];
        Problem { errors, ..Problem::of(StatusCode::BAD_REQUEST, format!("{name}: {why}")) }
    }

    /// The query is not percent-encoded UTF-8.
    pub fn unreadable() -> Problem {
        Problem::of(StatusCode::BAD_REQUEST, "the query is no percent-encoded UTF-8 in the form name=value&…")
    }

    /// There is no such list.
    pub fn no_such_list(name: &str) -> Problem {
        let detail = format!("there is no list {:?}; /api/v1 names all", shortened(name));
        Problem::of(StatusCode::NOT_FOUND, detail)
    }

    /// There is no such thing in a list, or the viewer does not see it.
    pub fn no_such_thing(list: List, name: &str) -> Problem {
        let detail = format!("there is nothing in {} with the slug or id {:?}", list.name, shortened(name));
        Problem::of(StatusCode::NOT_FOUND, detail)
    }

    /// The program or its database failed; the log says why.
    pub fn failed(error: &ActionError) -> Problem {
        match error {
            ActionError::NotFound => Problem::of(StatusCode::NOT_FOUND, "there is no such thing"),
            ActionError::Forbidden => Problem::of(StatusCode::FORBIDDEN, "this account may not do that"),
            error => {
                tracing::error!(%error, "the API failed");
                Problem::of(StatusCode::INTERNAL_SERVER_ERROR, "the server failed; its log says why")
            }
        }
    }

    fn document(&self) -> Value {
        let mut document = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if !self.errors.is_empty() {
            let errors = self.errors.iter().map(|(name, why)| json!({ "parameter": name, "detail": why }));
            document["errors"] = errors.collect();
        }
        document
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = self.document().to_string();
        (self.status, [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response()
    }
}
