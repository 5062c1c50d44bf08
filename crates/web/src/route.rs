//! The table of routes: a route cannot be added without saying who may use it.

use crate::{fault::Fault, site::User};
use axum::{
    Router,
    extract::Request,
    handler::Handler,
    http::Method,
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
    routing::{MethodRouter, on},
};
use genbo_app::cx::Permission;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody, without saying who. What is shown still depends on the viewer.
    Public,
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
}

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

    /// Those who have the permission may use it; others get 403.
    pub fn requires(self, permission: Permission) -> Route<S> {
        let guard = from_fn(move |request: Request, next: Next| guarded(permission, request, next));
        let mut route = self.decided(Access::Requires(permission));
        route.handler = route.handler.route_layer(guard);
        route
    }

    fn decided(self, access: Access) -> Route<S> {
        Route { entry: Entry { method: self.method, path: self.path, access }, handler: self.handler }
    }
}

async fn guarded(permission: Permission, request: Request, next: Next) -> Response {
    let allowed = request.extensions().get::<User>().is_some_and(|user| user.actor.may(permission));
    if allowed { next.run(request).await } else { Fault::Forbidden.into_response() }
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
        self.router = self.router.route(route.entry.path, route.handler);
        self.table.push(route.entry);
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
