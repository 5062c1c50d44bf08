//! What stands around every route, from the outside in: log, security headers, kept pages, compression, fault pages,
//! panics, time limit, origin of changes, who asks, size limit.

mod cache;
mod faults;
mod guard;
mod latest;

use crate::{
    cookie,
    fault::Fault,
    route::{Entry, Routes},
    site::{Credential, Recognised, Site, User},
};
use axum::{
    Extension, Router,
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use cache::Cache;
use std::{any::Any, sync::Arc, time::Duration};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate,
        predicate::{DefaultPredicate, NotForContentType},
    },
    trace::TraceLayer,
};

/// How long a request may take.
const LONGEST: Duration = Duration::from_secs(30);
/// How long one may take that sends files.
const LONGEST_WITH_FILES: Duration = Duration::from_secs(15 * 60);

/// The finished service: routes, their table, and everything around them.
pub fn finish<S: Clone + Send + Sync + 'static>(routes: Routes<S>, state: S, site: &Arc<Site>) -> Router {
    let (router, table) = routes.into_parts();
    let table: Arc<[Entry]> = table.into();
    let cache = Arc::new(Cache::new(site.cache_bytes));
    // What is compressed already only takes time once more.
    let worth_it = DefaultPredicate::new()
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd."));
    let around = ServiceBuilder::new()
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(from_fn(guard::headers))
        .layer(Extension(Arc::clone(&table)))
        .layer(from_fn_with_state((Arc::clone(site), cache), cache::keep))
        .layer(CompressionLayer::new().compress_when(worth_it))
        .layer(from_fn_with_state(Arc::clone(site), faults::pages))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(table, in_time))
        .layer(from_fn(guard::origin))
        .layer(from_fn_with_state(Arc::clone(site), identify))
        .layer(from_fn(crate::done::tell));
    router.fallback(|| async { Fault::NotFound }).layer(around).with_state(state)
}

/// What the log says of a request: never the query or the path's own words, which may name people.
fn span<B>(request: &axum::http::Request<B>) -> tracing::Span {
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route)
}

/// Ends what takes too long; sending files may take longer than anything else.
async fn in_time(State(table): State<Arc<[Entry]>>, request: Request<Body>, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let is_long = |e: &Entry| e.is_long && Some(e.path) == route && e.method == *request.method();
    let longest = if table.iter().any(is_long) { LONGEST_WITH_FILES } else { LONGEST };
    let answer = tokio::time::timeout(longest, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Fault::Internal.into_response()
}

/// The name of somebody whose session has ended by itself.
#[derive(Debug, Clone)]
pub(crate) struct WasSignedIn(pub(crate) String);

/// Finds out who asks, if the request says so. Programs show a token, browsers a session; in the demo anybody says who he
/// or she is. A token that does not count is refused, so that nobody mistakes the public's answer for his or her own.
async fn identify(State(site): State<Arc<Site>>, mut request: Request<Body>, next: Next) -> Response {
    let headers = request.headers();
    let chosen = cookie::get(headers, cookie::USER).filter(|_| site.demo.is_some()).map(str::to_owned);
    if let Some(token) = bearer(headers)
        && request.uri().path().starts_with("/api/")
    {
        match (site.recognise)(Credential::Token(token.to_owned())).await {
            Recognised::User(user) => drop(request.extensions_mut().insert::<User>(*user)),
            Recognised::Over(_) | Recognised::Nobody => return Fault::SignIn(Box::default()).into_response(),
        }
    } else if let Some(name) = chosen {
        if let Some(user) = (site.identify)(name).await {
            request.extensions_mut().insert::<User>(user);
        }
    } else if let Some(secret) = cookie::get(headers, site.session_cookie())
        && site.demo.is_none()
    {
        match (site.recognise)(Credential::Session(secret.to_owned())).await {
            Recognised::User(user) => drop(request.extensions_mut().insert::<User>(*user)),
            Recognised::Over(name) => drop(request.extensions_mut().insert(WasSignedIn(name))),
            Recognised::Nobody => {}
        }
    }
    next.run(request).await
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
