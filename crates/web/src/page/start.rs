//! The start page: at most ten lines, grouped by what to do.

use super::{html, rule::told};
use crate::{
    fault::Fault,
    finding,
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
    check::overview,
    cx::{Actor, Cx},
    view::{
        Reader,
        gathering::MeetingLine,
        start::{Duty, DutyKind, Start, Watched, start},
    },
};
use genbo_domain::edtf::Edtf;

/// How many lines the page has at most.
const LINES: usize = 10;
/// How many lines of them tell of rules.
const RULES: usize = 3;

#[derive(Template)]
#[template(path = "start/show.html")]
struct Show {
    f: Frame,
    head: Head,
    signed_in: bool,
    duties: Vec<Row>,
    rules: Vec<Row>,
    all_rules: Link,
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
    let rules = match &known {
        Some(known) => rules(&f, &mut reader, known).await?,
        None => Vec::new(),
    };
    let mut watch: Vec<Row> = found.watched.iter().map(|w| watched(&f, w)).collect();
    watch.extend(found.undated.iter().map(|d| duty(&f, d)));
    // Ten lines are what somebody takes in at once.
    let duties: Vec<Row> = found.duties.iter().map(|d| duty(&f, d)).collect();
    let mut meetings: Vec<Row> = found.meetings.iter().map(|m| meeting(&f, m)).collect();
    meetings.truncate(LINES.saturating_sub(duties.len() + rules.len()).clamp(1, 4));
    watch.truncate(LINES.saturating_sub(duties.len() + rules.len() + meetings.len()).min(3));
    let page = Show {
        head: head(&f, &found, known.is_some()),
        signed_in: known.is_some(),
        duties,
        rules,
        all_rules: Link::new(f.t.digest.all, f.link_with("/regler", &[("mine", "yes")])),
        meetings,
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

/// What has to be done about rules, a line for each way of doing it.
async fn rules(f: &Frame, reader: &mut Reader, known: &account::Known) -> Result<Vec<Row>, Fault> {
    let (groups, checked) = overview::to_do(reader, known, RULES).await?;
    let row = |g: &overview::Group| {
        let n = g.broken + g.at_risk;
        let several = [("mine", "yes"), ("todo", g.todo.as_str())];
        let href = match n {
            1 => told::href(f, &g.first),
            _ => f.link_with("/regler", &several),
        };
        let kind = if g.broken > 0 { TagKind::Bad } else { TagKind::Risk };
        Row {
            day: g.due.map(|due| f.lang.due_block(Some(&Edtf::day(due)), f.today)),
            tag: Some(Tag::new(kind, f.lang.rules_marked(g.broken, g.at_risk))),
            context: if n == 1 { g.first.cooperation.label.clone() } else { String::new() },
            title: f.lang.todo(g.todo).to_owned(),
            href: href.clone(),
            line: finding::message(f.lang, &checked, &g.first),
            action: Some(Action::new(f.t.rule.start_all, href).of(f.lang.todo(g.todo))),
            ..Row::default()
        }
    };
    Ok(groups.iter().map(row).collect())
}

fn duty(f: &Frame, d: &Duty) -> Row {
    let t = &f.t.start;
    let (action, line) = match d.kind {
        DutyKind::Referral => (t.answer, String::new()),
        DutyKind::Sign => (t.sign, t.to_sign.to_owned()),
        DutyKind::Commission if d.due.is_none() => (t.see, t.no_due.to_owned()),
        DutyKind::Commission => (t.see, String::new()),
    };
    let href = match d.kind {
        DutyKind::Sign => f.link(&format!("/justering/{}", d.link.slug)),
        _ => f.link(&url::to(&d.link)),
    };
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
        ..Row::default()
    }
}

/// The start page's route.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/", show).public())
}
