//! The start page: at most ten lines, grouped by what to do.

use super::html;
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    site::AppState,
    url,
    view::{Action, Head, Link, Row, Tag, TagKind},
    words,
};
use askama::Template;
use axum::{extract::State, response::Response};
use genbo_app::{
    account,
    cx::{Actor, Cx},
    view::{
        Reader,
        gathering::MeetingLine,
        start::{Duty, DutyKind, Start, Watched, start},
    },
};

#[derive(Template)]
#[template(path = "start/show.html")]
struct Show {
    f: Frame,
    head: Head,
    signed_in: bool,
    duties: Vec<Row>,
    meetings: Vec<Row>,
    watch: Vec<Row>,
    cooperations: Vec<Link>,
    wheel: Link,
}

async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let actor = f.actor();
    let known = match &actor {
        Actor::Account { .. } => account::known(&cx, actor.principal()).await?,
        _ => None,
    };
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = start(&mut reader, known.as_ref()).await?;
    let mut watch: Vec<Row> = found.watched.iter().map(|w| watched(&f, w)).collect();
    watch.extend(found.undated.iter().map(|d| duty(&f, d)));
    watch.truncate(3);
    let page = Show {
        head: head(&f, &found, known.is_some()),
        signed_in: known.is_some(),
        duties: found.duties.iter().map(|d| duty(&f, d)).collect(),
        meetings: found.meetings.iter().map(|m| meeting(&f, m)).collect(),
        watch,
        cooperations: found
            .cooperations
            .iter()
            .map(|c| Link::new(c.label.clone(), f.link(&url::to(c))))
            .collect(),
        wheel: Link::new(f.t.start.whole_wheel, f.link("/arshjul")),
        f,
    };
    html(&page)
}

fn head(f: &Frame, found: &Start, signed_in: bool) -> Head {
    let t = &f.t.start;
    if !signed_in {
        return Head { lead: t.public_lead.to_owned(), ..Head::new(t.public_title) };
    }
    let next = found.meetings.first().and_then(|m| m.when.as_ref()).map(|when| f.lang.planned(when));
    let kind = format!("{}, {}", f.lang.day_long(f.today), f.lang.week(f.today));
    Head { kind, lead: f.lang.start_lead(found.duties_in_all, next.as_deref()), ..Head::new(t.title) }
}

fn duty(f: &Frame, d: &Duty) -> Row {
    let t = &f.t.start;
    let (action, line) = match d.kind {
        DutyKind::Referral => (t.answer, String::new()),
        DutyKind::Commission if d.due.is_none() => (t.see, t.no_due.to_owned()),
        DutyKind::Commission => (t.see, String::new()),
    };
    let href = f.link(&url::to(&d.link));
    Row {
        day: Some(f.lang.due_block(d.due.as_ref(), f.today)),
        context: d.from.as_ref().map(|l| l.label.clone()).unwrap_or_default(),
        title: d.link.label.clone(),
        href: href.clone(),
        line,
        action: Some(Action::new(action, href).of(d.link.label.clone())),
        ..Row::default()
    }
}

fn watched(f: &Frame, w: &Watched) -> Row {
    let href = f.link(&url::to(&w.link));
    Row {
        day: Some(f.lang.due_block(w.due.as_ref(), f.today)),
        context: w.from.as_ref().map(|l| l.label.clone()).unwrap_or_default(),
        title: w.link.label.clone(),
        href: href.clone(),
        line: f.lang.answered_of(w.answered, w.asked),
        action: Some(Action::new(f.t.start.follow, href).of(w.link.label.clone())),
        ..Row::default()
    }
}

fn meeting(f: &Frame, m: &MeetingLine) -> Row {
    let href = f.link(&url::to(&m.link));
    let status = m.status.map(|s| s.as_str()).filter(|s| !matches!(*s, "fixed" | "held"));
    let state = status.map(|s| words::word(f.lang, "meeting_status", s)).unwrap_or_default();
    Row {
        day: Some(f.lang.day_block(m.when.as_ref(), f.today.year()).with_state(state, !state.is_empty())),
        tag: (status == Some("cancelled")).then(|| Tag::new(TagKind::Bad, state)),
        context: f.lang.list(&m.bodies.iter().map(|b| b.label.clone()).collect::<Vec<_>>()),
        title: m.title.clone(),
        href: href.clone(),
        line: m.place.clone().unwrap_or_default(),
        action: Some(Action::new(f.t.start.meeting, href).of(m.title.clone())),
    }
}

/// The start page's route.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/", show).public())
}
