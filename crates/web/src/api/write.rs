//! Writing through the API: a thing is created by `POST` on its list and changed by `PATCH` on its own address.
//!
//! Invariants: it is the same use case as that of the pages; everything that is wrong with a request is told at once, by the
//! names of its fields; what is not named stays as it is; a request that is repeated with the same `Idempotency-Key` is done
//! once; with `If-Match` nothing is changed that somebody else has changed since.

use super::{ROOT, json::written, named, problem::Problem, reader, told};
use crate::{fault::Fault, frame::Frame};
use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Keep},
    thing::{
        put::{Put, put},
        written::Written,
    },
    view::api::{self, List},
};
use serde_json::Value;

/// The header by which a client names a request that it may have to repeat.
const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// The longest name of a request, in bytes.
const LONGEST_KEY: usize = 200;

/// `POST /api/v1/{list}`
pub(super) async fn create(
    State(cx): State<Cx>,
    Path(name): Path<String>,
    f: Frame,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let list = writable(&name)?;
    let object = object(&headers, &body)?;
    let new = written(Written::new(list.noun), &object).map_err(|wrong| Problem::fields(&wrong))?;
    let put = done(&cx, &f, &headers, new).await?;
    answer(&cx, &f, list, &put, StatusCode::CREATED).await
}

/// `PATCH /api/v1/{list}/{thing}`
pub(super) async fn change(
    State(cx): State<Cx>,
    Path((name, thing)): Path<(String, String)>,
    f: Frame,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let list = writable(&name)?;
    let object = object(&headers, &body)?;
    let mut change =
        written(Written::change(list.noun, thing), &object).map_err(|wrong| Problem::fields(&wrong))?;
    if let Some(seen) = seen(&headers)? {
        change.seen = Some(seen);
        change.exactly = true;
    }
    let put = done(&cx, &f, &headers, change).await?;
    answer(&cx, &f, list, &put, StatusCode::OK).await
}

/// What is answered when nothing was done: a problem, or the fault that the layers put into words.
pub(super) enum Refused {
    Problem(Problem),
    Fault(Fault),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Refused {
        Refused::Problem(problem)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Refused::Problem(problem) => problem.into_response(),
            Refused::Fault(fault) => fault.into_response(),
        }
    }
}

/// The list, if it is one of a noun's things; the decisions are items, and are written as items.
fn writable(name: &str) -> Result<List, Refused> {
    let list = named(name)?;
    if list.decided { Err(Refused::Fault(Fault::Method)) } else { Ok(list) }
}

fn object(headers: &HeaderMap, body: &[u8]) -> Result<serde_json::Map<String, Value>, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !matches!(kind.as_str(), "application/json" | "application/merge-patch+json") {
        return Err(Problem::not_json_media());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Problem::no_object("the body is JSON, but no object")),
        Err(e) => Err(Problem::no_object(&format!("the body is no JSON: {e}"))),
    }
}

/// The change that the client had seen: `If-Match: "123"`, as `ETag` and the field `changed` have it.
fn seen(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let number = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).and_then(|t| t.parse().ok());
    number.map(Some).ok_or_else(|| Problem::header("If-Match", "is \"NUMBER\", as ETag has it, or *"))
}

async fn done(cx: &Cx, f: &Frame, headers: &HeaderMap, written: Written) -> Result<Put, Problem> {
    let key = headers.get(IDEMPOTENCY_KEY).map(HeaderValue::to_str).transpose();
    let key = key.ok().filter(|k| k.is_none_or(|k| (1..=LONGEST_KEY).contains(&k.trim().len())));
    let Some(key) = key else {
        return Err(Problem::header("Idempotency-Key", "is 1 to 200 visible ASCII characters"));
    };
    let key = key.map(|k| format!("api/{}", k.trim()));
    let put = put(cx, &f.actor(), &[written], key.as_deref(), Keep::Commit).await;
    put.map_err(|e| Problem::refused(&e))?.pop().ok_or_else(|| Problem::no_object("nothing was written"))
}

/// The thing as it is now, with its address and the number of its last change.
async fn answer(cx: &Cx, f: &Frame, list: List, put: &Put, status: StatusCode) -> Result<Response, Refused> {
    let mut reader = reader(cx, f).await?;
    let object = api::one(&mut reader, list, &put.slug).await.map_err(|e| Problem::failed(&e))?;
    let tag = tag(&object);
    let mut response = (status, Json(told(f, list, object))).into_response();
    if let Some(tag) = tag {
        response.headers_mut().insert(header::ETAG, tag);
    }
    if status == StatusCode::CREATED
        && let Ok(place) = HeaderValue::from_str(&format!("{}{ROOT}/{}/{}", f.base_url, list.name, put.slug))
    {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// The number of a thing's last change, as a tag.
pub(super) fn tag(object: &api::thing::Object) -> Option<HeaderValue> {
    let changed = object.get("changed").and_then(Value::as_i64)?;
    HeaderValue::from_str(&format!("\"{changed}\"")).ok()
}
