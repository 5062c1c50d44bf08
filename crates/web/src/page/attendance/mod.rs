//! Keeping attendance at a meeting: calling the roll, and every change after it by one press.

mod read;
mod tell;

use super::{
    agenda::{head_of, opens},
    html_with,
    outbox::see,
};
use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Action, Fact, Head, Link, Tag},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    attendance::{
        Desk,
        change::{change, take_back},
        desk,
        enter::{enter, is_early},
    },
    cx::{Cx, Permission},
    error::ActionError,
    outbox::form_key,
    view::Reader,
};
use genbo_domain::presence::Truth;

type Pairs = axum::Form<Vec<(String, String)>>;

/// Somebody who is called over.
pub(super) struct Expected {
    slug: String,
    name: String,
    party: String,
    seat: String,
    is_here: bool,
    is_remote: bool,
    role: String,
}

/// Somebody on the roll, and what can happen to him or her.
pub(super) struct Person {
    name: Link,
    fine: String,
    tags: Vec<Tag>,
    /// Value and verb of each button.
    buttons: Vec<(String, &'static str)>,
}

/// A member whose seat nobody has.
pub(super) struct Vacant {
    question: String,
    /// Value, name and why not, of each candidate.
    candidates: Vec<(String, String, String)>,
}

/// What has been entered.
pub(super) struct Event {
    when: String,
    what: String,
    slug: String,
}

#[derive(Template)]
#[template(path = "attendance/desk.html")]
struct Page {
    f: Frame,
    head: Head,
    notes: Vec<&'static str>,
    errors: Vec<(String, String)>,
    action: String,
    key: String,
    is_early: bool,
    expected: Vec<Expected>,
    /// What the seat is called, the name that was typed, the seat's slug.
    unnamed: Vec<(String, String, String)>,
    roles: Vec<(&'static str, String)>,
    capacities: Vec<(&'static str, String)>,
    others: Vec<[String; 4]>,
    items: Vec<(String, String)>,
    at: String,
    clock: String,
    reason: String,
    has_unnumbered: bool,
    people: Vec<Person>,
    vacant: Vec<Vacant>,
    events: Vec<Event>,
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let notes = f.asked("gjort").map(|_| f.t.attendance.saved).into_iter().collect();
    page(f, &cx, &slug, (None, Vec::new(), notes), StatusCode::OK).await
}

async fn page(
    f: Frame,
    cx: &Cx,
    slug: &str,
    (sent, errors, notes): (Option<&Sent>, Vec<(String, String)>, Vec<&'static str>),
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), slug).await?;
    let typed = |name: &str| sent.and_then(|s| s.get(name)).unwrap_or_default().to_owned();
    let asked = |name: &str| f.asked(name).map(str::to_owned).unwrap_or_default();
    let page = Page {
        head: head(&f, &desk),
        notes,
        errors,
        action: f.link(&format!("/narvaro/{slug}")),
        key: form_key(cx),
        is_early: is_early(&desk.meeting.facts, f.today),
        expected: desk.expected.iter().enumerate().map(|(i, e)| tell::expected(&f, i, e, sent)).collect(),
        unnamed: desk
            .unnamed
            .iter()
            .enumerate()
            .map(|(i, s)| (s.link.label.clone(), typed(&format!("named.{i}")), s.link.slug.clone()))
            .collect(),
        roles: tell::roles(&f),
        capacities: tell::capacities(&f),
        others: read::others_typed(sent),
        items: tell::items(&f, &desk),
        at: if sent.is_some() { typed("at") } else { asked("vid") },
        clock: if sent.is_some() { typed("clock") } else { asked("kl") },
        reason: typed("reason"),
        has_unnumbered: desk.has_unnumbered,
        people: tell::people(&f, &desk),
        vacant: tell::vacant(&f, &desk),
        events: tell::events(&f, &desk),
        f,
    };
    html_with(status, &page)
}

fn head(f: &Frame, desk: &Desk) -> Head {
    let (m, t) = (&desk.meeting, &f.t.attendance);
    let here = desk.now.iter().filter(|l| l.standing.present == Truth::Sure).count();
    let deciding = desk.now.iter().filter(|l| l.standing.entitled == Truth::Sure).count();
    let mut facts = Vec::new();
    if !desk.roll.parts.is_empty() {
        facts.push(Fact::new(t.there, here.to_string()));
        let fact = Fact::new(t.deciding, deciding.to_string());
        let by_law = tell::is_by_law(desk);
        facts.extend(by_law.then(|| match desk.seats {
            Some(seats) => {
                let enough = i64::try_from(deciding).unwrap_or(0) * 2 > seats;
                let word = if enough { t.quorum } else { t.not_quorum };
                fact.note(format!("{word}: {}", f.lang.deciding_of(deciding, seats)))
            }
            None => fact,
        }));
    }
    let to = |text: &str, path: &str| Action::new(text, f.link(&format!("{path}/{}", m.link.slug)));
    Head {
        actions: vec![to(t.to_agenda, "/dagordning"), Action::new(t.to_meeting, f.link(&url::to(&m.link)))],
        facts,
        ..head_of(f, m, &desk.bodies, (t.title, t.lead))
    }
}

async fn act(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let sent = Sent::new(pairs);
    let actor = f.actor();
    let doing = sent.get("do").unwrap_or_default();
    let outcome = match doing.split_once('|') {
        None => {
            let mut reader = Reader::open(&cx, &actor.viewer(), f.today).await?;
            let known = desk(&mut reader, &actor, &slug).await?;
            let entries = if doing == "others" {
                read::others(&f, &mut reader, &sent).await
            } else {
                read::roll(&f, &mut reader, &sent, &known).await
            };
            drop(reader);
            match entries {
                Ok(entries) => {
                    enter(&cx, &actor, &slug, &entries, read::submission(&sent).as_deref()).await.map(|_| ())
                }
                Err(wrong) => {
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return page(f, &cx, &slug, (Some(&sent), vec![wrong], Vec::new()), status).await;
                }
            }
        }
        Some(("undo", event)) => take_back(&cx, &actor, &slug, event).await,
        Some((what, whom)) => match read::entered(&f, &sent, what, whom) {
            Ok(entered) => change(&cx, &actor, &slug, f.today, &entered).await.map(|_| ()),
            Err(wrong) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return page(f, &cx, &slug, (Some(&sent), vec![wrong], Vec::new()), status).await;
            }
        },
    };
    match outcome {
        Ok(()) => {
            let (at, clock) = (sent.get("at").unwrap_or_default(), sent.get("clock").unwrap_or_default());
            let query = [("gjort", "sparat"), ("vid", at), ("kl", clock)];
            let query: Vec<_> = query.into_iter().filter(|(_, v)| !v.is_empty()).collect();
            Ok(see(&f.link_with(&format!("/narvaro/{slug}#nu"), &query)))
        }
        Err(ActionError::Refused(refusals)) => {
            let error = |r: &genbo_app::thing::refusal::Refusal| {
                let id = if r.field == Some("reason") { "reason" } else { "nu" };
                (id.to_owned(), form::told(&f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned()))
            };
            let errors = refusals.iter().map(error).collect();
            page(f, &cx, &slug, (Some(&sent), errors, Vec::new()), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The routes of attendance.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/narvaro/{*slug}", show).requires(Permission::Record))
        .route(post("/narvaro/{*slug}", act).requires(Permission::Record))
}
