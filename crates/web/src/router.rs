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
        .with(page::sign_in::routes())
        .with(page::password::routes())
        .with(page::profile::routes())
        .with(page::accounts::routes())
        .with(page::post_roles::routes())
        .with(page::authority::routes())
        .with(page::trail::routes())
        .with(page::accessibility::routes())
        .with(page::wheel::routes())
        .with(page::calendar::routes())
        .with(page::search::routes())
        .with(page::edit::routes())
        .with(page::end::routes())
        .with(page::fact::routes())
        .with(page::agenda::routes())
        .with(page::between::routes())
        .with(page::after::routes())
        .with(page::writing::routes())
        .with(page::attendance::routes())
        .with(page::attachment::routes())
        .with(page::papers::routes())
        .with(page::agreement::routes())
        .with(page::area::routes())
        .with(page::example::routes())
        .with(page::event::routes())
        .with(page::course::routes())
        .with(page::contact::routes())
        .with(page::governing_document::routes())
        .with(page::plan::routes())
        .with(page::rule::routes())
        .with(page::referral::routes())
        .with(page::notice::routes())
        .with(page::meeting::routes())
        .with(page::record::routes())
        .with(page::matter::routes())
        .with(page::item::routes())
        .with(page::document::routes())
        .with(page::commission::routes())
        .with(page::follow_up::routes())
        .with(page::cooperation::routes())
        .with(page::body::routes())
        .with(page::organisation::routes())
        .with(page::person::routes())
        .with(page::paste::routes())
        .with(page::outbox::routes())
        .with(page::call::routes())
        .with(page::reply::routes())
        .with(page::own_calendar::routes())
        .with(page::year_plan::routes())
        .with(page::term::routes())
        .with(page::founding::routes())
        .with(page::house_style::routes())
        .with(page::bulk::routes())
}

/// The portal as a service.
pub fn router(state: AppState) -> Router {
    let site = Arc::clone(&state.site);
    layers::finish(routes(), state, &site)
}
