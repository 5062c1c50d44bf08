//! Good examples: the list by theme, and one.

use super::{
    course::words as prose,
    html,
    opening::{self, all_facts, crumbs},
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{Block, Section, Sheet, doubts, fields::Fields, lines::joined},
    site::AppState,
    url,
    view::{Action, Fact, Filter, Filters, Head, Row, Tag, TagKind},
    words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::Cx,
    view::{
        Reader,
        example::{example, examples},
    },
};

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = examples(&mut reader, f.asked("theme")).await?;
    let t = &f.t.course;
    let rows: Vec<Row> = found
        .examples
        .iter()
        .map(|e| Row {
            tag: (e.facts.open != Some(true)).then(|| Tag::new(TagKind::Info, t.members_only)),
            context: joined(&[
                found.names.opt(e.facts.organisation).map(|l| l.label).unwrap_or_default(),
                e.facts.theme.clone().unwrap_or_default(),
                f.date(e.facts.when.as_ref()),
                f.certainty(&e.origin),
            ]),
            title: e.facts.title.clone(),
            href: f.link(&url::to(&e.link)),
            line: prose(&e.facts.summary),
            ..Row::default()
        })
        .collect();
    let block = if rows.is_empty() { Block::Empty(t.no_examples.to_owned()) } else { Block::Rows(rows) };
    let themes = found.themes.iter().map(|t| (t.clone(), t.clone())).collect();
    let filters = Filters {
        fields: vec![Filter::choice("theme", t.theme, f.asked("theme"), themes)],
        active: f.asked("theme").is_some(),
    };
    let head = Head { lead: t.examples_lead.to_owned(), ..Head::new(f.t.nav.examples) };
    let sections = vec![Section::new("", "", vec![block])];
    html(&Sheet { filters: Some(filters), ..Sheet::of(f, head, sections) })
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "example", &slug).await?;
    let found = example(&mut reader, &slug).await?;
    let t = &f.t.course;
    let (e, facts) = (&found.example, &found.example.facts);
    let cooperation = found.names.to(facts.cooperation);
    let organisation = found.names.opt(facts.organisation);
    let label = |field: &'static str| words::field(f.lang, "example", field);
    let fact = |field: &'static str, value: String| {
        if value.is_empty() {
            Fact::new(label(field), f.t.common.not_stated).soft()
        } else {
            Fact::new(label(field), value)
        }
    };
    let head = Head {
        crumbs: crumbs(&f, "example", cooperation.as_ref()),
        kind: joined(&[
            crate::sheet::lines::capital(words::noun(f.lang, "example").singular),
            if facts.open == Some(true) { String::new() } else { t.members_only.to_owned() },
        ]),
        actions: facts.url.iter().map(|u| Action::new(t.read_more, u.0.clone())).collect(),
        facts: vec![
            fact("organisation", organisation.as_ref().map(|l| l.label.clone()).unwrap_or_default()),
            fact("theme", facts.theme.clone().unwrap_or_default()),
            fact("when", f.date(facts.when.as_ref())),
        ],
        ..Head::new(facts.title.clone())
    };
    let summary = facts.summary.iter().map(|s| Block::Prose(s.0.clone())).collect();
    let about = Fields::of(&f, &e.link, &found.doubts)
        .link("organisation", organisation)
        .link("cooperation", cooperation)
        .link("event", found.names.opt(facts.event))
        .blocks();
    let all = all_facts(&f, &e.link);
    let mut sections = vec![Section::new("", "", summary), Section::new("om", t.about_example, about)];
    sections.extend(doubts::sections(&f, &e.link, &found.doubts));
    sections.push(Section::new("kalla", t.source, doubts::source(&f, &e.origin)).aside(all.text, all.href));
    html(&Sheet::of(f, head, sections))
}

/// The routes of good examples.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/goda-exempel", list).public())
        .route(get("/goda-exempel/{*slug}", show).public())
}
