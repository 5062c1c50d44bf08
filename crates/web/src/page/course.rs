//! Courses: the list, and one with its price, size, subjects, sessions and needs.

use super::{
    html,
    opening::{self, all_facts, crumbs},
    plan,
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        fields::{Fields, link, not_stated},
        lines::{capital, joined, meeting_tag},
    },
    site::AppState,
    view::{Action, Fact, Head},
    words as nouns,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::Cx,
    view::{
        Reader,
        course::{CourseLine, CoursePage, course, courses},
    },
};
use genbo_domain::{course::Course, value::Prose};

/// The text of an optional prose.
pub(crate) fn words(p: &Option<Prose>) -> String {
    p.as_ref().map(|p| p.0.clone()).unwrap_or_default()
}

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = courses(&mut reader).await?;
    let t = &f.t.course;
    let rows = found.courses.iter().map(|line| {
        let (c, facts) = (&line.course, &line.course.facts);
        let next = match line.next(f.today) {
            Some(edition) => Cell::text(f.lang.date(&edition.facts.when))
                .fine(edition.facts.place.clone().unwrap_or_default()),
            None => Cell::text(t.no_next).soft(),
        };
        vec![
            Cell::link(f.to(&c.link))
                .fine(found.names.to(facts.cooperation).map(|l| l.label).unwrap_or_default()),
            Cell::text(facts.days.as_ref().map(|d| f.lang.days(d)).unwrap_or_default()),
            price(&f, facts),
            Cell::text(size(&f, facts)),
            next,
        ]
    });
    let rows: Vec<_> = rows.collect();
    let block = if rows.is_empty() {
        Block::Empty(t.none.to_owned())
    } else {
        Block::Table(Table::new(f.t.nav.courses, &[t.course, t.length, t.price, t.size, t.next], rows))
    };
    let head = Head {
        lead: t.list_lead.to_owned(),
        actions: vec![
            Action::new(t.events, f.link("/handelser")),
            Action::new(capital(nouns::noun(f.lang, "contact").plural), f.link("/kontakter")),
        ],
        ..Head::new(f.t.nav.courses)
    };
    html(&Sheet::of(f, head, vec![Section::new("", "", vec![block])]))
}

fn price(f: &Frame, c: &Course) -> Cell {
    match &c.price {
        Some(price) => Cell::text(f.lang.money(price)),
        None => Cell::text(f.t.common.not_stated).soft(),
    }
}

/// `minst 18, helst 20, högst 20`.
fn size(f: &Frame, c: &Course) -> String {
    let t = &f.t.course;
    let parts = [(t.minimum, &c.minimum), (t.target, &c.target_size), (t.maximum, &c.maximum)];
    let parts: Vec<String> = parts
        .iter()
        .filter_map(|(word, n)| Some(format!("{word}\u{a0}{}", f.lang.count(n.as_ref()?))))
        .collect();
    parts.join(", ")
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "course", &slug).await?;
    let found = course(&mut reader, &slug).await?;
    let t = &f.t.course;
    let c = &found.line.course;
    let all = all_facts(&f, &c.link);
    let subjects = c.facts.subjects.iter().map(Cell::text).collect::<Vec<_>>();
    let subjects = if subjects.is_empty() { Vec::new() } else { vec![Block::Bullets(subjects)] };
    let mut sections = vec![
        Section::new("om", t.about, facts(&f, &found)),
        Section::new("innehall", t.subjects, subjects),
        Section::new("tillfallen", t.editions, editions(&f, &found.line)),
        Section::new("behov", t.needs, needs(&f, &found)),
        Section::new("utvarderingar", t.evaluations, plan::evaluations(&f, &found.evaluations, &found.names)),
    ];
    sections.extend(doubts::sections(&f, &c.link, &found.doubts));
    sections.push(Section::new("kalla", t.source, doubts::source(&f, &c.origin)).aside(all.text, all.href));
    let head = head(&f, &found);
    html(&Sheet::of(f, head, sections))
}

fn head(f: &Frame, found: &CoursePage) -> Head {
    let (t, c) = (&f.t.course, &found.line.course);
    let cooperation = found.names.to(c.facts.cooperation);
    let open = |label: &str, field: &str| {
        let cell = not_stated(f, &c.link, &found.doubts, field);
        Fact::new(label, cell.words.into_iter().next().map(|w| w.text).unwrap_or_default()).soft()
    };
    let price = match &c.facts.price {
        Some(price) => Fact::new(t.price, f.lang.money(price)),
        None => open(t.price, "price"),
    };
    let sizes = size(f, &c.facts);
    let size = if sizes.is_empty() { open(t.size, "target_size") } else { Fact::new(t.size, sizes) };
    let size = match c.facts.sizes_are_advice {
        Some(true) => size.note(t.advice),
        Some(false) => size.note(t.limits),
        None => size,
    };
    let next = match found.line.next(f.today) {
        Some(e) => {
            Fact::new(t.next, f.lang.date(&e.facts.when)).note(e.facts.place.clone().unwrap_or_default())
        }
        None => Fact::new(t.next, t.no_next).soft(),
    };
    let days = c.facts.days.as_ref().map(|d| Fact::new(t.length, f.lang.days(d)));
    Head {
        crumbs: crumbs(f, "course", cooperation.as_ref()),
        kind: joined(&[t.course.to_owned(), cooperation.map(|l| l.label).unwrap_or_default()]),
        facts: days.into_iter().chain([price, size, next]).collect(),
        ..Head::new(c.facts.title.clone())
    }
}

fn facts(f: &Frame, found: &CoursePage) -> Vec<Block> {
    let c = &found.line.course;
    let facts = &c.facts;
    Fields::of(f, &c.link, &found.doubts)
        .text("audience", words(&facts.audience))
        .text("eligibility", words(&facts.eligibility))
        .text("price_note", words(&facts.price_note))
        .text("payer", words(&facts.payer))
        .text("administrator", facts.administrator.clone().unwrap_or_default())
        .text("valid", f.date(facts.valid.as_ref()))
        .text("note", words(&facts.note))
        .blocks()
}

fn editions(f: &Frame, line: &CourseLine) -> Vec<Block> {
    let t = &f.t.course;
    if line.editions.is_empty() {
        return vec![Block::Empty(t.no_editions.to_owned())];
    }
    let rows = line.editions.iter().map(|e| {
        let enrolled = match &e.facts.enrolled {
            Some(n) => Cell::text(f.lang.count(n)),
            None => Cell::text(t.not_counted).soft(),
        };
        vec![
            Cell::link(link(f, &e.link)).fine(f.certainty(&e.origin)),
            Cell::text(e.facts.place.clone().unwrap_or_default()),
            enrolled,
            Cell::default().tag(meeting_tag(f, e.facts.status)),
        ]
    });
    vec![Block::Table(Table::new(t.editions, &[t.when, t.place, t.enrolled, t.status], rows.collect()))]
}

fn needs(f: &Frame, found: &CoursePage) -> Vec<Block> {
    let t = &f.t.course;
    if found.needs.is_empty() {
        return vec![Block::Empty(t.no_needs.to_owned())];
    }
    let rows = found.needs.iter().map(|n| {
        let seats = match &n.facts.seats {
            Some(seats) => Cell::text(f.lang.count(seats)),
            None => not_stated(f, &n.link, &found.doubts, "seats"),
        };
        vec![
            f.cell(found.names.to(n.facts.organisation).as_ref()),
            seats,
            Cell::text(f.date(n.facts.when.as_ref())),
        ]
    });
    vec![Block::Table(Table::new(t.needs, &[t.organisation, t.seats, t.asked], rows.collect()))]
}

/// The routes of courses.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/utbildning", list).public()).route(get("/utbildning/{*slug}", show).public())
}
