//! The API: `/api/v1/…` as JSON, made from the nouns' declarations, and its description.
//!
//! Invariants: every list answers alike; what is asked wrongly is refused with a problem document that names each
//! parameter; the layers around the routes keep what the public reads until something changes.

mod findings;
mod json;
mod openapi;
mod problem;
mod schema;
mod write;

use crate::{
    frame::{Frame, encode},
    route::{Routes, get, patch, post},
    site::AppState,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::{Uri, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Permission},
    error::ActionError,
    view::{
        Reader,
        api::{self, List, Refusal, ask::Ask, thing::Object},
    },
};
use problem::Problem;
use serde_json::{Value, json};

/// Where the API begins.
const ROOT: &str = "/api/v1";

/// The API's routes.
pub fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/api/v1", root).public())
        .route(get("/api/v1/openapi.json", describe).public())
        .route(get("/api/v1/findings", findings::list).public())
        .route(get("/api/v1/{list}", list).public())
        .route(get("/api/v1/{list}/{*thing}", one).public())
        .route(post("/api/v1/{list}", write::create).requires(Permission::Contribute))
        .route(patch("/api/v1/{list}/{*thing}", write::change).requires(Permission::Contribute))
}

/// All lists, so that one can begin anywhere.
async fn root(f: Frame) -> Response {
    let lists = api::lists().map(|l| (l.name.to_owned(), json!(format!("{}{ROOT}/{}", f.base_url, l.name))));
    let findings = ("findings".to_owned(), json!(format!("{}{ROOT}/findings", f.base_url)));
    let lists: Object = lists.chain([findings]).collect();
    Json(json!({ "openapi": format!("{}{ROOT}/openapi.json", f.base_url), "lists": lists })).into_response()
}

async fn describe(f: Frame) -> Response {
    Json(openapi::document(&f.base_url)).into_response()
}

async fn list(
    State(cx): State<Cx>,
    Path(name): Path<String>,
    uri: Uri,
    f: Frame,
) -> Result<Response, Problem> {
    let list = named(&name)?;
    let parameters = parameters(&uri, &f)?;
    let ask = Ask::read(&parameters).map_err(|wrong| Problem::wrong(&wrong))?;
    let mut reader = reader(&cx, &f).await?;
    let answer = api::list(&mut reader, list, &ask).await.map_err(|refusal| match refusal {
        Refusal::Wrong(wrong) => Problem::wrong(&wrong),
        Refusal::Failed(error) => Problem::failed(&error),
    })?;
    let items: Vec<Value> = answer.items.into_iter().map(|object| told(&f, list, object)).collect();
    let next = answer.next.map(|cursor| next(&f, list, &parameters, &cursor));
    Ok(Json(json!({ "items": items, "next": next })).into_response())
}

async fn one(
    State(cx): State<Cx>,
    Path((name, thing)): Path<(String, String)>,
    uri: Uri,
    f: Frame,
) -> Result<Response, Problem> {
    let list = named(&name)?;
    if let Some((parameter, _)) = parameters(&uri, &f)?.first() {
        return Err(Problem::no_parameters(parameter));
    }
    let mut reader = reader(&cx, &f).await?;
    let object = api::one(&mut reader, list, &thing).await.map_err(|error| match error {
        ActionError::NotFound => Problem::no_such_thing(list, &thing),
        other => Problem::failed(&other),
    })?;
    let tag = write::tag(&object);
    let mut response = Json(told(&f, list, object)).into_response();
    // What is kept for the public has a tag of its own; who may write sees the number of the last change.
    if let (Some(tag), Some(_)) = (tag, &f.user) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

fn named(name: &str) -> Result<List, Problem> {
    api::list_named(name).ok_or_else(|| Problem::no_such_list(name))
}

async fn reader(cx: &Cx, f: &Frame) -> Result<Reader, Problem> {
    Reader::open(cx, &f.actor().viewer(), f.today).await.map_err(|error| Problem::failed(&error))
}

/// The decoded parameters, without the one that chooses the demo's day.
fn parameters(uri: &Uri, f: &Frame) -> Result<Vec<(String, String)>, Problem> {
    let Query(mut parameters) =
        Query::<Vec<(String, String)>>::try_from_uri(uri).map_err(|_| Problem::unreadable())?;
    parameters.retain(|(name, _)| !(f.demo && name == "today"));
    Ok(parameters)
}

/// A thing with its own address.
fn told(f: &Frame, list: List, mut object: Object) -> Value {
    let slug = object.get("slug").and_then(Value::as_str).unwrap_or_default();
    let own = format!("{}{ROOT}/{}/{slug}", f.base_url, list.name);
    object.insert("self".to_owned(), own.into());
    Value::Object(object)
}

/// The address of the next part: the same question, from the cursor on.
fn next(f: &Frame, list: List, parameters: &[(String, String)], cursor: &str) -> String {
    let day = f.query.iter().filter(|(name, _)| f.demo && name == "today");
    let asked = parameters.iter().chain(day).filter(|(name, value)| name != "cursor" && !value.is_empty());
    let mut url = format!("{}{ROOT}/{}?", f.base_url, list.name);
    for (name, value) in asked {
        url.push_str(&format!("{}={}&", encode(name), encode(value)));
    }
    url + "cursor=" + cursor
}
