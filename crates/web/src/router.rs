//! All routes of the portal. A new page adds its routes here, and nowhere else.

use crate::{api, layers, page, route::Routes, site::AppState};
use axum::Router;
use std::sync::Arc;

/// Every route with who may use it.
pub fn routes() -> Routes<AppState> {
    page::shell()
        .with(api::routes())
        .with(page::start::routes())
        .with(page::user::routes())
        .with(page::wheel::routes())
        .with(page::calendar::routes())
}

/// The portal as a service.
pub fn router(state: AppState) -> Router {
    let site = Arc::clone(&state.site);
    layers::finish(routes(), state, &site)
}
