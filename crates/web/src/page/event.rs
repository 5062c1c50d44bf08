//! Gatherings: what is ahead, what was, what comes back; one that was moved shows both dates and the decision.

use super::{
    course::words as prose,
    html,
    opening::{self, all_facts},
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        fields::Fields,
        lines::{joined, meeting_tag},
    },
    site::AppState,
    url,
    view::{Fact, Head, Link, Row, Tag, TagKind},
    words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::Cx,
    view::{
        Names, Reader,
        course::{EventPage, Events, event, events},
        shown::Shown,
    },
};
use genbo_domain::{course::Event, meeting::MeetingStatus};

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = events(&mut reader).await?;
    let t = &f.t.course;
    let next = if found.next.is_empty() {
        vec![Block::Empty(t.no_coming.to_owned())]
    } else {
        rows(&f, &found.next, &found.names)
    };
    let sections = vec![
        Section::new("kommande", t.coming, next),
        Section::new("utan-datum", t.undated, rows(&f, &found.undated, &found.names)),
        Section::new("serier", t.series, series(&f, &found)),
        Section::new("tidigare", t.past, rows(&f, &found.past, &found.names)),
    ];
    let head = Head {
        crumbs: vec![Link::new(f.t.nav.courses, f.link("/utbildning"))],
        lead: t.events_lead.to_owned(),
        ..Head::new(t.events)
    };
    html(&Sheet::of(f, head, sections))
}

fn rows(f: &Frame, all: &[Shown<Event>], names: &Names) -> Vec<Block> {
    if all.is_empty() {
        Vec::new()
    } else {
        vec![Block::Rows(all.iter().map(|e| row(f, e, names)).collect())]
    }
}

fn row(f: &Frame, e: &Shown<Event>, names: &Names) -> Row {
    let mut day = f.lang.day_block(e.facts.when.as_ref(), f.today.year());
    day.cancelled = e.facts.status == Some(MeetingStatus::Cancelled);
    let moved = e.facts.moved_from.as_ref().map(|d| format!("{} {}", f.t.lines.moved_from, f.lang.date(d)));
    let days = e.facts.days.as_ref().map(|d| f.lang.days(d));
    Row {
        day: Some(day),
        tag: meeting_tag(f, e.facts.status),
        context: names.to(e.facts.cooperation).map(|l| l.label).unwrap_or_default(),
        title: e.facts.title.clone(),
        href: f.link(&url::to(&e.link)),
        line: joined(&[
            e.facts.place.clone().unwrap_or_default(),
            days.unwrap_or_default(),
            moved.unwrap_or_default(),
            f.certainty(&e.origin),
        ]),
        mark: None,
        action: None,
    }
}

fn series(f: &Frame, found: &Events) -> Vec<Block> {
    let t = &f.t.course;
    if found.series.is_empty() {
        return Vec::new();
    }
    let rows = found.series.iter().map(|s| {
        vec![
            Cell::link(f.to(&s.link))
                .fine(found.names.to(s.facts.cooperation).map(|l| l.label).unwrap_or_default()),
            Cell::text(prose(&s.facts.frequency)),
            Cell::text(prose(&s.facts.audience)),
            f.cell(found.names.opt(s.facts.prepared_by).as_ref()),
        ]
    });
    vec![Block::Table(Table::new(
        t.series,
        &[t.events, t.frequency, t.audience, t.prepared_by],
        rows.collect(),
    ))]
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "event", &slug).await?;
    let found = event(&mut reader, &slug).await?;
    let t = &f.t.course;
    let about = found.event.link.clone();
    let all = all_facts(&f, &about);
    let examples =
        if found.examples.is_empty() { Vec::new() } else { vec![Block::Columns(f.to_all(&found.examples))] };
    let mut sections = vec![
        Section::new("flyttad", t.moved, moved(&f, &found)),
        Section::new("om", t.about_event, facts(&f, &found)),
        Section::new("serien", t.others, rows(&f, &found.siblings, &found.names)),
        Section::new("exempel", t.shown_examples, examples),
    ];
    sections.extend(doubts::sections(&f, &about, &found.doubts));
    sections.push(
        Section::new("kalla", t.source, doubts::source(&f, &found.event.origin)).aside(all.text, all.href),
    );
    let head = head(&f, &found);
    html(&Sheet::of(f, head, sections))
}

/// The old date struck out, the new one, and the decision between them.
fn moved(f: &Frame, found: &EventPage) -> Vec<Block> {
    let (t, facts) = (&f.t.course, &found.event.facts);
    let Some(old) = &facts.moved_from else { return Vec::new() };
    let new = facts.when.as_ref().map_or(f.t.common.not_stated.to_owned(), |w| f.lang.date(w));
    let mut from = f.lang.day_block(Some(old), f.today.year());
    from.cancelled = true;
    let to = f.lang.day_block(facts.when.as_ref(), f.today.year());
    let decision = found.names.opt(facts.decided_by);
    let rows = vec![
        Row {
            day: Some(from),
            tag: Some(Tag::new(TagKind::Waived, t.moved)),
            title: format!("{} {}", t.moved_from, f.lang.date(old)),
            ..Row::default()
        },
        Row {
            day: Some(to),
            title: format!("{} {new}", t.moved_to),
            context: String::new(),
            line: decision
                .as_ref()
                .map_or(t.decision_unknown.to_owned(), |d| format!("{}: {}", t.decision, d.label)),
            action: decision
                .as_ref()
                .map(|d| crate::view::Action::new(t.decision, f.to(d).href).of(d.label.clone())),
            ..Row::default()
        },
    ];
    vec![Block::Rows(rows)]
}

fn head(f: &Frame, found: &EventPage) -> Head {
    let (t, e) = (&f.t.course, &found.event);
    let cooperation = found.names.to(e.facts.cooperation);
    let when = match &e.facts.when {
        Some(when) => Fact::new(t.when, f.lang.planned(when)),
        None => Fact::new(t.when, f.t.common.not_stated).soft(),
    };
    let when = match &e.facts.moved_from {
        Some(old) => when.note(format!("{} {}", f.t.lines.moved_from, f.lang.date(old))),
        None => when,
    };
    let place = match &e.facts.place {
        Some(place) => Fact::new(t.place, place.clone()),
        None => Fact::new(t.place, f.t.common.not_stated).soft(),
    };
    let status = match e.facts.status {
        Some(status) => Fact::new(t.status, words::word(f.lang, "meeting_status", status.as_str())),
        None => Fact::new(t.status, f.t.common.not_stated).soft(),
    };
    let mut crumbs = vec![Link::new(t.events, f.link("/handelser"))];
    crumbs.extend(cooperation.as_ref().map(|c| f.to(c)));
    Head {
        crumbs,
        kind: joined(&[
            crate::sheet::lines::capital(words::noun(f.lang, "event").singular),
            cooperation.map(|c| c.label).unwrap_or_default(),
        ]),
        facts: vec![when, place, status],
        ..Head::new(e.facts.title.clone())
    }
}

fn facts(f: &Frame, found: &EventPage) -> Vec<Block> {
    let facts = &found.event.facts;
    Fields::of(f, &found.event.link, &found.doubts)
        .link("series", found.names.opt(facts.series))
        .links("bodies", &found.names.list(&facts.bodies))
        .link("host", found.names.opt(facts.host))
        .text("days", facts.days.as_ref().map(|d| f.lang.days(d)).unwrap_or_default())
        .link("decided_by", found.names.opt(facts.decided_by))
        .text("note", prose(&facts.note))
        .blocks()
}

/// The routes of gatherings.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/handelser", list).public()).route(get("/handelser/{*slug}", show).public())
}
