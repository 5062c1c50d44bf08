//! Calendars of one's own: making a link, which is shown once, taking it back, and what the link gives.

use super::{calendar, html, outbox::see, reply::unkept};
use crate::{
    fault::Fault,
    format::moment,
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    view::Head,
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::{Cx, Permission},
    feed::{self, behind, own},
    view::{Reader, wheel::Ask},
};
use genbo_domain::value::ThingId;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "calendar/own.html")]
struct Show {
    f: Frame,
    head: Head,
    note: &'static str,
    /// The new link, whole; empty if none was made just now.
    new: String,
    /// Whose calendars can be handed out: id and name.
    whose: Vec<(i64, String)>,
    /// The links in use: digest, whose, when made.
    links: Vec<(String, String, String)>,
    action: String,
    revoke: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    whose: i64,
    link: String,
}

async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let note = if f.asked("revoked").is_some() { f.t.own_calendar.revoked } else { "" };
    page(f, &cx, note, String::new()).await
}

async fn make(f: Frame, State(cx): State<Cx>, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    let token = feed::make(&cx, &f.actor(), ThingId(typed.whose)).await?;
    let link = format!("{}/kalender/privat/{token}.ics", f.base_url);
    page(f, &cx, "", link).await
}

async fn revoke(f: Frame, State(cx): State<Cx>, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    feed::revoke(&cx, &f.actor(), &typed.link).await?;
    Ok(see(&f.link_with("/min-kalender", &[("revoked", "yes")])))
}

async fn page(f: Frame, cx: &Cx, note: &'static str, new: String) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let found = own(cx, &mut reader, &f.actor()).await?;
    let t = &f.t.own_calendar;
    let head = Head { lead: t.lead.to_owned(), ..Head::new(t.title) };
    let page = Show {
        head,
        note,
        new,
        whose: found.whose.into_iter().map(|l| (l.id.0, l.label)).collect(),
        links: found.links.into_iter().map(|l| (l.hash, l.whose.label, moment(f.lang, l.created))).collect(),
        action: f.link("/min-kalender"),
        revoke: f.link("/min-kalender/aterkalla"),
        f,
    };
    Ok(unkept(html(&page)?))
}

/// The calendar behind a link, as its account sees it.
async fn private(f: Frame, State(cx): State<Cx>, Path(file): Path<String>) -> Result<Response, Fault> {
    let token = file.strip_suffix(".ics").ok_or(Fault::NotFound)?;
    let found = behind(&cx, token).await?.ok_or(Fault::NotFound)?;
    let viewer = found.actor.viewer();
    let mut reader = Reader::open(&cx, &viewer, f.today).await?;
    let whose = reader.names([found.whose]).await?.get(found.whose).ok_or(Fault::NotFound)?;
    let slug = Some(whose.slug);
    let ask = match whose.noun.as_str() {
        "person" => Ask { person: slug, ..Ask::default() },
        _ => Ask { organisation: slug, ..Ask::default() },
    };
    let name = f.lang.calendar_of(&whose.label);
    Ok(unkept(calendar::answer(&f, reader, ask, Some(name)).await?))
}

/// The routes of calendars of one's own. For the calendar itself the link is the permission.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/min-kalender", show).requires(Permission::Contribute))
        .route(post("/min-kalender", make).requires(Permission::Contribute))
        .route(post("/min-kalender/aterkalla", revoke).requires(Permission::Contribute))
        .route(get("/kalender/privat/{file}", private).public())
}
