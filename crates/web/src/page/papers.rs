//! All papers of a meeting: as a list, and as one PDF that is made the first time somebody asks for it.
//!
//! Invariant: a page never waits for it: it says that it is being made, looks again by itself, and leads to it when it is
//! there.

use super::{attachment::fetch::said, attachment::tell, html, opening};
use crate::{
    fault::Fault,
    frame::Frame,
    house,
    paper::bundle::{self, Plan, Progress},
    route::{Routes, get},
    sheet::{Block, Cell, Section, Sheet},
    site::{AppState, Site},
    url,
    view::{Action, Head, Link},
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    attachment::Shelf,
    cx::Cx,
    error::ActionError,
    papers::{self, Bundle},
    view::Reader,
};
use genbo_documents::paper::Letterhead;
use genbo_domain::edtf::Edtf;
use std::sync::Arc;

/// A page that looks again by itself.
const LOOK_AGAIN: HeaderName = HeaderName::from_static("refresh");

/// `/motespapper/{meeting}`, with `.pdf` behind it for the file; `?version=` for an agenda as it was called.
async fn show(
    mut f: Frame,
    Path(file): Path<String>,
    State(cx): State<Cx>,
    State(site): State<Arc<Site>>,
) -> Result<Response, Fault> {
    let (slug, is_file) = match file.strip_suffix(".pdf") {
        Some(slug) => (slug.to_owned(), true),
        None => (file, false),
    };
    let mut reader = opening::reader(&mut f, &cx, "meeting", &slug).await?;
    f.editing = None;
    let letter = f.asked("version").map(str::to_owned);
    let found = papers::bundle(&mut reader, &slug, letter.as_deref()).await?;
    let plan = plan(&f, &mut reader, &found).await?;
    reader.tx.close().await.map_err(ActionError::from)?;
    if found.papers().next().is_none() {
        return page(&f, &found, &plan, Stage::None);
    }
    let name = plan.name();
    if let Some((size, bytes)) = cx.files.open(Shelf::Made, &name).await.map_err(ActionError::from)? {
        if !is_file {
            return page(&f, &found, &plan, Stage::Made(size));
        }
        let mut response = Body::from_stream(bytes).into_response();
        let version =
            found.version.as_ref().map(|v| format!("-{}", v.facts.letter.to_lowercase())).unwrap_or_default();
        let named = format!("handlingar-{}{version}.pdf", slug.replace('/', "-"));
        said(response.headers_mut(), "application/pdf", &named);
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
        return Ok(response);
    }
    let (is_new, progress) = site.making.begin(&name, f.asked("igen").is_some());
    if is_new {
        let (site, cx, plan) = (Arc::clone(&site), cx.clone(), plan.clone());
        tokio::spawn(async move {
            let made = bundle::make(&site, &cx, &plan).await;
            if let Err(why) = &made {
                tracing::error!(%why, "papers could not be put together");
            }
            site.making.end(&name, made.is_ok());
        });
    }
    let state = if progress == Progress::Going { Stage::Going } else { Stage::Failed };
    page(&f, &found, &plan, state)
}

/// How far the file is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// There is nothing to put together.
    None,
    /// It has so many bytes.
    Made(u64),
    Going,
    Failed,
}

async fn plan(f: &Frame, reader: &mut Reader, found: &Bundle) -> Result<Plan, Fault> {
    let house = match found.bodies.first() {
        Some(body) => genbo_app::house::of(reader, body.id()).await?,
        None => genbo_app::house::House::default(),
    };
    let name = house.name.clone().or_else(|| found.bodies.first().map(|b| b.facts.name.clone()));
    let accent = house.accent.map(|a| a.light().to_string());
    let letterhead =
        name.map(|name| Letterhead { name, lines: house::lines(f.lang, &house), logo: None, accent });
    let m = &found.meeting.facts;
    let frozen = found.version.as_ref();
    Ok(Plan {
        lang: f.lang,
        title: title(f, found),
        version: match frozen {
            Some(v) => {
                let when = v.facts.frozen.as_ref().map(|d| f.lang.date(d));
                f.lang.agenda_version(&v.facts.letter, when.as_deref())
            }
            None => f.t.bundle.as_now.to_owned(),
        },
        house: letterhead,
        marks: f.demo.then(|| f.t.site.demo.to_owned()).into_iter().collect(),
        date: m.when.as_ref().and_then(Edtf::first).map_or(f.today, |first| first.date()),
        entries: Plan::of(f.lang, found, |slug| format!("{}/filer/{slug}", f.base_url)),
    })
}

fn title(f: &Frame, found: &Bundle) -> String {
    let m = &found.meeting.facts;
    let when =
        m.when.as_ref().map(|w| w.exact_day().map_or_else(|| f.lang.planned(w), |d| f.lang.day_long(d)));
    let title = when.map_or_else(|| m.title.clone(), |when| format!("{}, {when}", m.title));
    format!("{}: {title}", f.t.bundle.kind)
}

fn page(f: &Frame, found: &Bundle, plan: &Plan, state: Stage) -> Result<Response, Fault> {
    let t = &f.t.bundle;
    let meeting = &found.meeting.link;
    let base = format!("/motespapper/{}", meeting.slug);
    let letter = found.version.as_ref().map(|v| v.facts.letter.clone());
    let chosen: Vec<(&str, &str)> = letter.iter().map(|l| ("version", l.as_str())).collect();
    let here = f.link_with(&base, &chosen);
    let (mut blocks, mut actions) = (Vec::new(), Vec::new());
    match state {
        Stage::None => blocks.push(Block::Empty(t.none.to_owned())),
        Stage::Made(size) => {
            let size = f.lang.file_size(i64::try_from(size).unwrap_or(i64::MAX));
            let to = f.link_with(&format!("{base}.pdf"), &chosen);
            actions.push(Action::new(format!("{} ({size})", t.fetch), to).main());
        }
        Stage::Going => {
            blocks.push(Block::Note(t.making.to_owned()));
            actions.push(Action::new(t.look, here.clone()).main());
        }
        Stage::Failed => {
            blocks.push(Block::Note(t.failed.to_owned()));
            let again: Vec<(&str, &str)> = chosen.iter().copied().chain([("igen", "1")]).collect();
            actions.push(Action::new(t.again, f.link_with(&base, &again)).main());
        }
    }
    let mut others: Vec<Link> = Vec::new();
    if letter.is_some() {
        others.push(Link::new(t.as_now, f.link(&base)));
    }
    for other in found.letters.iter().filter(|l| Some(*l) != letter.as_ref()) {
        let to = f.link_with(&base, &[("version", other.as_str())]);
        others.push(Link::new(f.lang.agenda_version(other, None), to));
    }
    let head = Head {
        crumbs: vec![
            Link::new(f.t.nav.meetings, f.link("/moten")),
            Link::new(meeting.label.clone(), f.link(&url::to(meeting))),
        ],
        kind: plan.version.clone(),
        lead: t.lead.to_owned(),
        actions,
        ..Head::new(plan.title.clone())
    };
    let other_blocks = if others.is_empty() { Vec::new() } else { vec![Block::Columns(others)] };
    let sections = vec![
        Section::new("", "", blocks),
        Section::new("innehall", t.contents, contents(f, found)),
        Section::new("versioner", t.other_versions, other_blocks),
    ];
    let mut response = html(&Sheet::of(f.clone(), head, sections))?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if state == Stage::Going
        && let Ok(value) = HeaderValue::from_str(&format!("2; url={here}"))
    {
        response.headers_mut().insert(LOOK_AGAIN, value);
    }
    Ok(response)
}

/// The agenda with its papers, each by itself.
fn contents(f: &Frame, found: &Bundle) -> Vec<Block> {
    let mut cells: Vec<Cell> = Vec::new();
    if !found.of_meeting.is_empty() {
        let own = Cell::text(f.t.bundle.of_meeting);
        cells.push(found.of_meeting.iter().fold(own, |c, p| c.fine_link(tell::whole_link(f, p))));
    }
    for line in &found.lines {
        let number = line.number.as_ref().map(|n| format!("{n}. ")).unwrap_or_default();
        let cell = Cell::text(format!("{number}{}", line.title));
        let cell = line.papers.iter().fold(cell, |c, p| c.fine_link(tell::whole_link(f, p)));
        cells.push(if line.is_pending { cell.fine(f.t.attachment.pending) } else { cell });
    }
    if cells.is_empty() { Vec::new() } else { vec![Block::Bullets(cells)] }
}

/// The routes of all papers.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/motespapper/{*file}", show).public())
}
