//! The accessibility statement, the form to tell of what does not work, and what has been told.

use super::{Wrong, field, go, html, outcome, refused};
use crate::{
    fault::Fault,
    frame::Frame,
    identity::Client,
    route::{Routes, get, post},
    site::AppState,
    view::{Action, Fact, Head, Link},
};
use askama::Template;
use axum::{Form, extract::State, response::Response};
use genbo_app::{
    cx::{Cx, Permission},
    report::{self, New, Report},
};

#[derive(Template)]
#[template(path = "site/accessibility.html")]
struct Accessibility {
    f: Frame,
    head: Head,
    wrong: Wrong,
    /// Whether the form can be sent here.
    form: bool,
    thanks: bool,
}

#[derive(Template)]
#[template(path = "site/reports.html")]
struct Reports {
    f: Frame,
    head: Head,
    reports: Vec<Shown>,
}

/// A report as it is shown.
struct Shown {
    id: i64,
    when: String,
    page: String,
    text: String,
    contact: String,
    settled: bool,
}

/// Shows the page.
pub(super) async fn show(f: Frame) -> Result<Response, Fault> {
    html(&page(f, Wrong::default()))
}

fn page(f: Frame, wrong: Wrong) -> Accessibility {
    let t = &f.t.accessibility;
    let mut head = Head {
        kind: t.kind.to_owned(),
        lead: t.lead.to_owned(),
        facts: vec![
            Fact::new(t.goal, t.goal_value),
            Fact::new(t.checked, t.checked_value).note(t.checked_note),
            Fact::new(t.reviewed, t.reviewed_value).soft(),
        ],
        ..Head::new(t.title)
    };
    if f.user.is_some() && report::may_read(&f.actor()) {
        head.actions.push(Action::new(t.reports, f.link("/tillganglighet/anmalningar")));
    }
    let form = f.has_page("/tillganglighet/anmalningar");
    Accessibility { head, wrong, form, thanks: f.asked("tack").is_some(), f }
}

async fn send(
    f: Frame,
    State(cx): State<Cx>,
    client: Client,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let new = New {
        page: field(&form, "page"),
        text: field(&form, "text"),
        contact: field(&form, "contact"),
        address: &client.address,
    };
    match outcome(&f, "report", &form, report::put(&cx, new).await)? {
        Ok(_) => Ok(go(&f.link("/tillganglighet?tack=ja#tell"))),
        Err(wrong) => refused(&page(f, wrong)),
    }
}

async fn reports(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let t = &f.t.accessibility;
    let shown = |r: Report| Shown {
        id: r.id,
        when: f.moment(r.created),
        page: r.page,
        text: r.text,
        contact: r.contact,
        settled: r.settled.is_some(),
    };
    let reports = report::latest(&cx, &f.actor()).await?.into_iter().map(shown).collect();
    let crumbs = vec![Link::new(t.title, f.link("/tillganglighet"))];
    let head = Head { crumbs, lead: t.reports_lead.to_owned(), ..Head::new(t.reports) };
    html(&Reports { head, reports, f })
}

async fn settle(
    f: Frame,
    State(cx): State<Cx>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let id = field(&form, "id").parse().map_err(|_| Fault::NotFound)?;
    report::settle(&cx, &f.actor(), id).await?;
    Ok(go(&f.link("/tillganglighet/anmalningar")))
}

/// The routes of reports; the statement itself needs no database.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(post("/tillganglighet", send).public())
        .route(get("/tillganglighet/anmalningar", reports).requires(Permission::ManageAccounts))
        .route(post("/tillganglighet/anmalningar", settle).requires(Permission::ManageAccounts))
}
