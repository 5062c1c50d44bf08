//! Problem documents (RFC 9457): what was wrong with a request to the API, parameter by parameter.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    error::ActionError,
    thing::refusal::{Collision, Why},
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

    /// Fields of a body are wrong.
    pub fn fields(wrong: &[(String, String)]) -> Problem {
        let lines: Vec<String> = wrong.iter().map(|(name, why)| format!("{name}: {why}")).collect();
        Problem { errors: wrong.to_vec(), ..Problem::of(StatusCode::UNPROCESSABLE_ENTITY, lines.join("; ")) }
    }

    /// The body is no JSON, or no object.
    pub fn no_object(detail: &str) -> Problem {
        Problem::of(StatusCode::BAD_REQUEST, detail)
    }

    /// The body says that it is something else than JSON.
    pub fn not_json_media() -> Problem {
        Problem::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send JSON with Content-Type: application/json")
    }

    /// A header cannot be understood.
    pub fn header(name: &str, why: &str) -> Problem {
        let errors = vec![(name.to_owned(), why.to_owned())];
        Problem { errors, ..Problem::of(StatusCode::BAD_REQUEST, format!("{name} {why}")) }
    }

    /// What was written is not done.
    pub fn refused(error: &ActionError) -> Problem {
        match error {
            ActionError::Refused(refusals) => {
                let errors: Vec<(String, String)> =
                    refusals.iter().map(|r| (r.field.unwrap_or("").to_owned(), why(&r.why))).collect();
                let only_rights = refusals.iter().all(|r| matches!(r.why, Why::NotAllowed(_)));
                let status =
                    if only_rights { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
                let lines = errors.iter().map(|(field, why)| match field.as_str() {
                    "" => why.clone(),
                    field => format!("{field}: {why}"),
                });
                let detail = lines.collect::<Vec<_>>().join("; ");
                Problem { errors, ..Problem::of(status, detail) }
            }
            ActionError::Collides(collisions) => {
                let line = |c: &Collision| {
                    let now = c.now.as_deref().unwrap_or("nothing");
                    (c.field.clone(), format!("changed at {}; it is now {now:?}", c.at))
                };
                let detail = "somebody else has changed it since; read it again, then send the change again";
                let errors = collisions.iter().map(line).collect();
                Problem { errors, ..Problem::of(StatusCode::PRECONDITION_FAILED, detail) }
            }
            other => Problem::failed(other),
        }
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

/// What is wrong, for programmers.
fn why(why: &Why) -> String {
    match why {
        Why::Missing => "nothing of this noun can be without it".to_owned(),
        Why::NoSuch(slug) => format!("there is nothing with the slug {:?} that you may see", shortened(slug)),
        Why::NoValue(what) | Why::Unreadable(what) => what.clone(),
        Why::Taken(slug) => format!("the slug {slug:?} is taken"),
        Why::NoSlug(slug) => {
            format!("{:?} is no slug; use a-z, 0-9, - and . in parts divided by /", shortened(slug))
        }
        Why::NotServing(why, _) => format!("may not serve there: {why:?}"),
        Why::DidNotTakePart(who) => format!("{who:?} does not take part in deciding there"),
        Why::ByLawAtMeetings => "the law has the body decide at meetings".to_owned(),
        Why::NotBetweenMeetings => {
            "the body's rules do not say that it may decide between meetings".to_owned()
        }
        Why::Uncountable => "too little is known to count it on that basis".to_owned(),
        Why::Tied => "as many for as against: say what settles it".to_owned(),
        Why::Unfinished => "its record is not finished".to_owned(),
        Why::Referral(why) => format!("not possible in this referral: {why:?}"),
        Why::Numbered => "it has a number already".to_owned(),
        Why::NoSeries => "the organisation has no series of case numbers; give it a case_pattern".to_owned(),
        Why::NotFromHere => "that step does not lead from where it is".to_owned(),
        Why::Frozen => "it is frozen; what was called or published stays as it was".to_owned(),
        Why::Circle => "it leads in a circle back to the thing itself".to_owned(),
        Why::NotAllowed(permission) => {
            format!("it takes the permission {:?} where the thing lies", permission.as_str())
        }
        Why::NeedsReason(_) => "say why, in reason, or name the decision".to_owned(),
        Why::ReferredTo(n) => format!("{n} things refer to it"),
        Why::NotLast => "it has been changed since".to_owned(),
        Why::TooMany(most) => format!("at most {most} are changed at once"),
        Why::OtherContent => "the same Idempotency-Key came with another body; use a new key".to_owned(),
        Why::HasStyle => "it has a house style already; change that one".to_owned(),
        Why::Adjusting(why) => format!("its adjustment does not allow it: {why:?}"),
        Why::Posting(why) => format!("the notice does not allow it: {why:?}"),
        Why::Rule(fault) => format!("{}; {}", fault.what, fault.mend),
        Why::Other(what, mend) => format!("{what}; {mend}"),
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
