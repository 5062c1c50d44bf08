//! Pages, one file for each noun. How to add one:
//!
//! 1. `page/meeting.rs`: a template struct with `f: Frame`, `head: Head` and what the page shows, and a handler that does
//!    four things: parses what was asked, calls the app, chooses the page, answers.
//!
//!    ```text
//!    #[derive(Template)]
//!    #[template(path = "meeting/list.html")]
//!    struct List { f: Frame, head: Head, rows: Vec<Row>, filters: Filters, pager: Pager }
//!
//!    async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
//!        let asked = Asked::of(&f)?;                                        // parse
//!        let found = genbo_app::meeting::list(&cx, &f.actor(), &asked).await?; // call
//!        let head = Head { lead: …, ..Head::new(f.t.nav.meetings) };        // choose
//!        html(&List { head, rows: found.iter().map(|m| row(&f, m)).collect(), …, f }) // answer
//!    }
//!
//!    pub(crate) fn routes() -> Routes<AppState> {
//!        Routes::new().route(get("/moten", list).public())
//!    }
//!    ```
//! 2. `.with(page::meeting::routes())` in [`crate::router`]. The menu shows `/moten` by itself from then on.
//! 3. `templates/meeting/list.html`: `{% extends "base.html" %}`, `{% import "parts/parts.html" as p %}`, a block `main`.
//!    `base.html` writes the page head from `head`. Texts: `{{ f.t.list.filter }}`; links: `{{ f.link("/moten") }}`; values:
//!    `{{ f.lang.date(when) }}` (askama hands fields over by reference; make strings of `Copy` values in the handler).
//!    Parts: `p::rows`, `p::facts`, `p::tag`, `p::day`, `p::steps`, `p::filters(f, filters)`, `p::pager(f, pager)`,
//!    `p::picture`, `p::quote`, `p::empty`, `p::button`, `p::link`, `p::links`. Tables: `<table class="stack">` with
//!    `<th scope="row">` first and `data-l` on cells. No `style=` and no `<style>`: the security policy drops them.
//! 4. A slug with slashes: `/moten/{*slug}`. In the demo, a page of an old cooperation calls `f.opens_for(slug)`.

mod about;
pub(crate) mod accessibility;
pub(crate) mod accounts;
pub(crate) mod adjust;
pub(crate) mod after;
pub(crate) mod agenda;
pub(crate) mod agreement;
pub(crate) mod area;
pub(crate) mod attachment;
pub(crate) mod attendance;
pub(crate) mod authority;
pub(crate) mod between;
pub(crate) mod body;
pub(crate) mod bulk;
pub(crate) mod calendar;
pub(crate) mod call;
mod command;
pub(crate) mod commission;
pub(crate) mod contact;
pub(crate) mod cooperation;
pub(crate) mod course;
pub(crate) mod demo;
pub(crate) mod document;
pub(crate) mod edit;
pub(crate) mod end;
pub(crate) mod event;
pub(crate) mod example;
pub(crate) mod fact;
pub(crate) mod fault;
pub(crate) mod follow_up;
pub(crate) mod founding;
pub(crate) mod frozen;
pub(crate) mod governing_document;
pub(crate) mod house_style;
mod indicator;
pub(crate) mod item;
mod list;
pub(crate) mod matter;
pub(crate) mod meeting;
mod meetings;
pub(crate) mod notice;
mod opening;
pub(crate) mod organisation;
pub(crate) mod outbox;
pub(crate) mod own_calendar;
pub(crate) mod papers;
pub(crate) mod password;
pub(crate) mod paste;
pub(crate) mod paste_columns;
pub(crate) mod person;
pub(crate) mod plan;
pub(crate) mod post_roles;
pub(crate) mod posting;
pub(crate) mod profile;
pub(crate) mod record;
pub(crate) mod referral;
pub(crate) mod reply;
pub(crate) mod rule;
pub(crate) mod search;
mod sending;
pub(crate) mod sign_in;
pub(crate) mod small;
pub(crate) mod start;
pub(crate) mod term;
pub(crate) mod trail;
pub(crate) mod user;
pub(crate) mod wheel;
pub(crate) mod writing;
pub(crate) mod year_plan;

use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get, post},
    site::Site,
};
use askama::Template;
use axum::{
    extract::{FromRef, Path, RawQuery},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::error::ActionError;
use std::sync::Arc;

/// A finished page.
pub fn html(page: &impl Template) -> Result<Response, Fault> {
    let text = page.render()?;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response())
}

/// The page, with that status.
pub(crate) fn html_with(status: StatusCode, page: &impl Template) -> Result<Response, Fault> {
    Ok((status, html(page)?).into_response())
}

/// The page, with the status that says that what was typed must be mended first.
pub(crate) fn refused(page: &impl Template) -> Result<Response, Fault> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(page)?).into_response())
}

/// A page with cookies set.
pub(crate) fn with_cookies(mut response: Response, lines: &[String]) -> Response {
    for line in lines {
        if let Ok(value) = HeaderValue::from_str(line) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// The form on a page that something is wrong with: what is said beside it, and what was typed into it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wrong {
    /// The form.
    pub(crate) form: &'static str,
    /// What is wrong, and how to mend it.
    pub(crate) text: String,
    /// What was typed.
    pub(crate) typed: Vec<(String, String)>,
}

impl Wrong {
    /// What is wrong with a form; empty if nothing is.
    pub(crate) fn with<'a>(&'a self, form: &str) -> &'a str {
        if self.form == form { &self.text } else { "" }
    }

    /// What was typed into a field of a form that something is wrong with, otherwise what stands there.
    pub(crate) fn typed<'a>(&'a self, form: &str, field: &str, stands: &'a str) -> &'a str {
        let typed = self.typed.iter().find(|(name, _)| self.form == form && name == field);
        typed.map_or(stands, |(_, value)| value.as_str())
    }
}

/// What became of a form: done, or what is wrong with it. Whatever is no refusal is a fault.
pub(crate) fn outcome<T>(
    f: &Frame,
    form: &'static str,
    typed: &[(String, String)],
    answer: Result<T, ActionError>,
) -> Result<Result<T, Wrong>, Fault> {
    match answer {
        Ok(value) => Ok(Ok(value)),
        Err(ActionError::Account(refusal)) => {
            Ok(Err(Wrong { form, text: f.refusal(&refusal), typed: typed.to_vec() }))
        }
        Err(other) => Err(other.into()),
    }
}

/// The value of a field of a form; empty if it is not there.
pub(crate) fn field<'a>(form: &'a [(String, String)], name: &str) -> &'a str {
    form.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
}

/// Goes to another page of this site after something was done.
pub(crate) fn go(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to.to_owned())]).into_response()
}

/// The routes that need no database.
pub(crate) fn shell<S>() -> Routes<S>
where
    Arc<Site>: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    Routes::new()
        .route(get("/healthz", || async { ([(header::CACHE_CONTROL, "no-store")], "ok\n") }).public())
        .route(get("/static/{name}", asset).public())
        .route(get("/om", about::show).public())
        .route(get("/tillganglighet", accessibility::show).public())
        .route(post("/demo/dag", demo::choose_day).public())
}

async fn asset(
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    crate::assets::answer(&name, query.as_deref().unwrap_or_default(), &headers).ok_or(Fault::NotFound)
}
