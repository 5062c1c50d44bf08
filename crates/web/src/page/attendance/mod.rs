//! Keeping attendance at a meeting: calling the roll, and every change after it by one press.

mod fees;
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
        enter::{enter_all, is_early},
        pause,
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
    /// What happens more rarely.
    more: Vec<(String, &'static str)>,
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
    pauses: Vec<Event>,
    /// What was typed of a break: what, from, until, after which item.
    pause: [String; 4],
    /// The other meetings of the sitting.
    sitting: Vec<Link>,
    only_here: bool,
    capacity: String,
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    if let Some(slug) = slug.strip_suffix(".csv") {
        opens(&mut f, &cx, slug).await?;
        return fees::csv(&f, &cx, slug).await;
    }
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
        expected: tell::all_expected(&f, &desk, sent),
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
        pauses: tell::pauses(&f, &desk),
        pause: ["pause_title", "pause_start", "pause_end", "pause_after"].map(&typed),
        sitting: tell::beside(&f, &desk, "/narvaro"),
        only_here: sent.is_some_and(|s| s.has("only_here")),
        capacity: typed("capacity"),
        f,
    };
    html_with(status, &page)
}

fn head(f: &Frame, desk: &Desk) -> Head {
    let (m, t) = (&desk.meeting, &f.t.attendance);
    let here = desk.now.iter().filter(|l| l.standing.present == Truth::Sure).count();
    let mut facts = Vec::new();
    if !desk.roll.parts.is_empty() {
        facts.push(Fact::new(t.there, here.to_string()));
        facts.extend(desk.quorum.map(|q| {
            let told = f.lang.quorum(&q);
            Fact::new(t.deciding, q.deciding.sure.to_string()).note(match q.holds {
                Truth::Sure => format!("{}: {told}", t.quorum),
                Truth::No => format!("{}: {told}", t.not_quorum),
                Truth::Possible => told,
            })
        }));
        facts.push(Fact::new(f.t.sitting.chair, tell::chair(f, &desk.roll, &desk.chair)));
    }
    let to = |text: &str, path: &str| Action::new(text, f.link(&format!("{path}/{}", m.link.slug)));
    let mut actions =
        vec![to(t.to_agenda, "/dagordning"), Action::new(t.to_meeting, f.link(&url::to(&m.link)))];
    if !desk.roll.parts.is_empty() {
        actions.push(Action::new(t.fees, f.link(&format!("/narvaro/{}.csv", m.link.slug))));
    }
    Head { actions, facts, ..head_of(f, m, &desk.bodies, (t.title, t.lead)) }
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
            let entries = match doing {
                "others" => read::others(&f, &mut reader, &sent).await.map(|e| vec![(slug.clone(), e)]),
                "pause" => Ok(Vec::new()),
                _ => read::roll(&f, &mut reader, &sent, &known).await.map(|own| {
                    let mut all = vec![(slug.clone(), own)];
                    all.extend(known.sitting.iter().map(|b| read::roll_beside(&sent, b)));
                    all
                }),
            };
            drop(reader);
            let submission = read::submission(&sent);
            let entries = match entries {
                Ok(_) if doing == "pause" => match read::pause(&f, &sent) {
                    Ok(entered) => {
                        let done = pause::pause(&cx, &actor, &slug, f.today, &entered).await.map(|_| ());
                        return answer(f, &cx, &slug, &sent, done).await;
                    }
                    Err(wrong) => Err(wrong),
                },
                other => other,
            };
            match entries {
                Ok(rolls) => enter_all(&cx, &actor, &rolls, submission.as_deref()).await.map(|_| ()),
                Err(wrong) => {
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return page(f, &cx, &slug, (Some(&sent), vec![wrong], Vec::new()), status).await;
                }
            }
        }
        Some(("undo", event)) => take_back(&cx, &actor, &slug, event).await,
        Some(("undo-pause", event)) => pause::take_back(&cx, &actor, &slug, event).await,
        Some((what, whom)) => match read::entered(&f, &sent, what, whom) {
            Ok(entered) => change(&cx, &actor, &slug, f.today, &entered).await.map(|_| ()),
            Err(wrong) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return page(f, &cx, &slug, (Some(&sent), vec![wrong], Vec::new()), status).await;
            }
        },
    };
    answer(f, &cx, &slug, &sent, outcome).await
}

async fn answer(
    f: Frame,
    cx: &Cx,
    slug: &str,
    sent: &Sent,
    outcome: Result<(), ActionError>,
) -> Result<Response, Fault> {
    match outcome {
        Ok(()) => {
            let (at, clock) = (sent.get("at").unwrap_or_default(), sent.get("clock").unwrap_or_default());
            let query = [("gjort", "sparat"), ("vid", at), ("kl", clock)];
            let query: Vec<_> = query.into_iter().filter(|(_, v)| !v.is_empty()).collect();
            Ok(see(&f.link_with(&format!("/narvaro/{slug}#nu"), &query)))
        }
        Err(ActionError::Refused(refusals)) => {
            let error = |r: &genbo_app::thing::refusal::Refusal| {
                let (id, own) = match r.field {
                    Some("reason") => ("reason", None),
                    Some("capacity") => ("capacity", Some(f.t.sitting.no_capacity)),
                    Some("end") => ("pause-end", Some(f.t.sitting.pause_backwards)),
                    _ => ("nu", None),
                };
                let told = own.map(str::to_owned).or_else(|| form::told(&f, &r.why));
                (id.to_owned(), told.unwrap_or_else(|| f.t.form.refused.to_owned()))
            };
            let errors = refusals.iter().map(error).collect();
            page(f, cx, slug, (Some(sent), errors, Vec::new()), StatusCode::UNPROCESSABLE_ENTITY).await
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
