//! The demo's chooser: who the reader wants to be. Outside the demo it does not exist; passwords take its place there.

use super::{demo::back, html};
use crate::{
    cookie,
    fault::Fault,
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    view::Head,
};
use askama::Template;
use axum::{Form, extract::State, response::Response};
use genbo_app::{account, cx::Cx};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "start/user.html")]
struct Show {
    f: Frame,
    head: Head,
    accounts: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
struct Chosen {
    #[serde(default)]
    name: String,
}

async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    if !f.demo {
        return Err(Fault::NotFound);
    }
    let accounts = account::demo(&cx).await?;
    let head = Head { lead: f.t.start.choose_lead.to_owned(), ..Head::new(f.t.start.choose) };
    html(&Show { head, accounts, f })
}

async fn choose(f: Frame, State(cx): State<Cx>, Form(chosen): Form<Chosen>) -> Result<Response, Fault> {
    if !f.demo {
        return Err(Fault::NotFound);
    }
    if chosen.name.is_empty() {
        return Ok(back(&f.link("/"), cookie::clear(cookie::USER)));
    }
    let known = account::demo(&cx).await?.into_iter().any(|(name, _)| name == chosen.name);
    if !known {
        return Err(Fault::NotFound);
    }
    Ok(back(&f.link("/"), cookie::set(cookie::USER, &chosen.name)))
}

/// The chooser's routes.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/vem", show).public()).route(post("/vem", choose).public())
}
