//! The table of routes: a route cannot be added without saying who may use it.

use crate::{
    fault::{Asked, Fault},
    layers::WasSignedIn,
    site::User,
};
use axum::{
    Form, Router,
    body::{Body, to_bytes},
    extract::{DefaultBodyLimit, FromRequest, Request},
    handler::Handler,
    http::{Method, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{MethodRouter, on},
};
use genbo_app::cx::Permission;
use tower_http::limit::RequestBodyLimitLayer;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, without saying who. What is shown still depends on the viewer.
    Public,
    /// Those who are signed in, for what is their own.
    SignedIn,
    /// Those who have this permission.
    Requires(Permission),
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `GET` answers `HEAD` as well.
    pub method: Method,
    /// The path as axum has it, `/moten/{*slug}`.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// Whether it reads what is sent by itself, however long that is and takes.
    pub is_long: bool,
}

/// How many bytes a request may send, unless its route says otherwise.
const LARGEST: usize = 2 * 1024 * 1024;

/// A route that has yet to say who may use it; [`Routes::route`] does not take it.
#[must_use = "say .public() or .requires(…)"]
#[derive(Debug)]
pub struct Undecided<S> {
    method: Method,
    path: &'static str,
    handler: MethodRouter<S>,
}

/// A route and who may use it.
#[derive(Debug)]
pub struct Route<S> {
    entry: Entry,
    handler: MethodRouter<S>,
}

/// A route that is read.
pub fn get<H, T, S>(path: &'static str, handler: H) -> Undecided<S>
where
    H: Handler<T, S>,
    T: 'static,
    S: Clone + Send + Sync + 'static,
{
    let handler = on(axum::routing::MethodFilter::GET, handler);
    Undecided { method: Method::GET, path, handler }
}

/// A route that changes something.
pub fn post<H, T, S>(path: &'static str, handler: H) -> Undecided<S>
where
    H: Handler<T, S>,
    T: 'static,
    S: Clone + Send + Sync + 'static,
{
    let handler = on(axum::routing::MethodFilter::POST, handler);
    Undecided { method: Method::POST, path, handler }
}

/// A route that changes a part of something.
pub fn patch<H, T, S>(path: &'static str, handler: H) -> Undecided<S>
where
    H: Handler<T, S>,
    T: 'static,
    S: Clone + Send + Sync + 'static,
{
    let handler = on(axum::routing::MethodFilter::PATCH, handler);
    Undecided { method: Method::PATCH, path, handler }
}

impl<S: Clone + Send + Sync + 'static> Undecided<S> {
    /// Everybody may use it.
    pub fn public(self) -> Route<S> {
        self.decided(Access::Public)
    }

    /// Those who are signed in may use it; others are asked to sign in.
    pub fn signed_in(self) -> Route<S> {
        self.guarded(Access::SignedIn)
    }

    /// Those who have the permission may use it; others get 403, and whoever is not signed in is asked to.
    pub fn requires(self, permission: Permission) -> Route<S> {
        self.guarded(Access::Requires(permission))
    }

    fn guarded(self, access: Access) -> Route<S> {
        let guard = from_fn(move |request: Request, next: Next| guarded(access, request, next));
        let mut route = self.decided(access);
        route.handler = route.handler.route_layer(guard);
        route
    }

    fn decided(self, access: Access) -> Route<S> {
        let entry = Entry { method: self.method, path: self.path, access, is_long: false };
        Route { entry, handler: self.handler }
    }
}

impl<S: Clone + Send + Sync + 'static> Route<S> {
    /// One that reads what is sent by itself, and bounds it by itself.
    pub fn of_any_length(mut self) -> Route<S> {
        self.entry.is_long = true;
        self
    }

    fn bounded(self) -> MethodRouter<S> {
        match self.entry.is_long {
            true => self.handler.layer(DefaultBodyLimit::disable()),
            false => self.handler.layer(RequestBodyLimitLayer::new(LARGEST)),
        }
    }
}

async fn guarded(access: Access, request: Request, next: Next) -> Response {
    let user = request.extensions().get::<User>();
    let allowed = match access {
        Access::Public => true,
        Access::SignedIn => user.is_some(),
        Access::Requires(permission) => user.is_some_and(|user| user.actor.may(permission)),
    };
    match user {
        _ if allowed => next.run(request).await,
        Some(_) => Fault::Forbidden.into_response(),
        None => Fault::SignIn(Box::new(asked(request).await)).into_response(),
    }
}

/// As many bytes of a form are carried over to after somebody has signed in again.
const KEPT: usize = 1024 * 1024;

/// What a request wanted, with what was typed into its form.
async fn asked(request: Request) -> Asked {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let sent = !parts.method.is_safe();
    let form = kind.starts_with("application/x-www-form-urlencoded");
    let fields = match (sent, form, crate::upload::has_files(kind)) {
        (true, true, _) => fields(body).await,
        (true, _, true) => match to_bytes(body, KEPT).await {
            Ok(bytes) => crate::upload::read(kind, bytes).await,
            Err(_) => None,
        },
        _ => None,
    };
    Asked {
        to: parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned(),
        sent,
        lost: sent && fields.is_none() && !kind.is_empty(),
        fields: fields.unwrap_or_default(),
        was: parts.extensions.get::<WasSignedIn>().map(|was| was.0.clone()),
    }
}

async fn fields(body: Body) -> Option<Vec<(String, String)>> {
    let bytes = to_bytes(body, KEPT).await.ok()?;
    let request = Request::post("/").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.body(Body::from(bytes)).ok()?;
    Form::<Vec<(String, String)>>::from_request(request, &()).await.ok().map(|form| form.0)
}

/// Routes with their table.
#[derive(Debug)]
pub struct Routes<S> {
    router: Router<S>,
    table: Vec<Entry>,
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No routes.
    pub fn new() -> Self {
        Routes { router: Router::new(), table: Vec::new() }
    }

    /// One more.
    pub fn route(mut self, route: Route<S>) -> Self {
        self.table.push(route.entry.clone());
        self.router = self.router.route(route.entry.path, route.bounded());
        self
    }

    /// Those of another file.
    pub fn with(mut self, others: Routes<S>) -> Self {
        self.router = self.router.merge(others.router);
        self.table.extend(others.table);
        self
    }

    /// The rows so far.
    pub fn table(&self) -> &[Entry] {
        &self.table
    }

    pub(crate) fn into_parts(self) -> (Router<S>, Vec<Entry>) {
        (self.router, self.table)
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Routes::new()
    }
}
