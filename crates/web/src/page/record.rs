//! Papers of a meeting: as a page, and as PDF, text and data.
//!
//! Invariant: a paper that cannot be typeset can still be read; the page says so and leads there.

use super::{attachment::fetch, html, opening};
use crate::{
    export,
    fault::Fault,
    frame::Frame,
    paper::{Ask, FORMS, Form, paper, typesetter::Job},
    route::{Routes, get},
    sheet::{Block, Section, Sheet},
    site::AppState,
    url,
    view::{Action, Head, Link},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    adjustment::file::frozen_of,
    cx::Cx,
    view::record::{MeetingRecord, record},
};
use genbo_documents::paper::{Paper, typeset};
use genbo_domain::media::Media;
use genbo_domain::value::ThingId;

/// The forms of files, by the end of an address.
const FILES: [&str; 4] = ["pdf", "docx", "txt", "json"];

/// `/protokoll/{meeting}`, with `.pdf`, `.docx`, `.txt` or `.json` behind it for a file; `?papper=` chooses another paper than the
/// record, `?punkt=` an extract, `?del=` another of the meeting's records.
async fn show(mut f: Frame, Path(file): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    let (slug, kind) = match file.rsplit_once('.') {
        Some((slug, kind)) if FILES.contains(&kind) => (slug.to_owned(), kind.to_owned()),
        _ => (file, String::new()),
    };
    let mut reader = opening::reader(&mut f, &cx, "meeting", &slug).await?;
    f.editing = None;
    let found = record(&mut reader, &slug).await?;
    let ask = ask(&f, &found)?;
    let paper = paper(&found, &ask);
    match kind.as_str() {
        "pdf" => pdf(f, &slug, &paper).await,
        "docx" => {
            let mut response = sent(Media::Docx.media_type(), &slug, "docx", paper.docx());
            fetch::said(response.headers_mut(), Media::Docx.media_type(), &file_name(&slug, "docx"));
            Ok(response)
        }
        "txt" => Ok(sent("text/plain; charset=utf-8", &slug, "txt", paper.text().into_bytes())),
        "json" => Ok(axum::Json(export::record::json(&found, &ask)).into_response()),
        _ => {
            let frozen = frozen_of(&mut reader, found.page.meeting.id()).await?;
            page(f, &found, &ask, &paper, &frozen)
        }
    }
}

fn ask(f: &Frame, found: &MeetingRecord) -> Result<Ask, Fault> {
    let form = match (f.asked("punkt"), f.asked("papper")) {
        (Some(number), _) => Form::Extract(found.item(number).ok_or(Fault::NotFound)?),
        (None, None) => Form::Record,
        (None, Some(name)) => FORMS.iter().find(|(_, n)| *n == name).ok_or(Fault::NotFound)?.0,
    };
    let part = match (f.asked("del"), form) {
        (Some(number), _) => {
            let at = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            Some(at.filter(|at| *at < found.page.records.len()).ok_or(Fault::NotFound)?)
        }
        (None, Form::Extract(at)) => found.part_of(at),
        (None, _) => found.first_part(),
    };
    Ok(Ask { form, part, lang: f.lang, demo: f.demo, today: f.today, frozen: false })
}

/// The address of a paper as a file, or of its page, with the same choice of paper as this page.
fn address(f: &Frame, slug: &str, kind: &str) -> String {
    let end = if kind.is_empty() { String::new() } else { format!(".{kind}") };
    let chosen: Vec<(&str, &str)> =
        ["papper", "punkt", "del"].into_iter().filter_map(|name| Some((name, f.asked(name)?))).collect();
    f.link_with(&format!("/protokoll/{slug}{end}"), &chosen)
}

fn page(
    f: Frame,
    found: &MeetingRecord,
    ask: &Ask,
    paper: &Paper,
    frozen: &[(ThingId, i64)],
) -> Result<Response, Fault> {
    let t = &f.t.paper;
    let meeting = &found.page.meeting.link;
    let to = |kind: &str| address(&f, &meeting.slug, kind);
    let actions = vec![
        Action::new(t.pdf, to("pdf")).of(paper.title.clone()).main(),
        Action::new(t.word, to("docx")).of(paper.title.clone()),
        Action::new(t.text, to("txt")).of(paper.title.clone()),
        Action::new(t.data, to("json")).of(paper.title.clone()),
    ];
    let mut crumbs = vec![Link::new(f.t.nav.meetings, f.link("/moten"))];
    crumbs.push(Link::new(meeting.label.clone(), f.link(&url::to(meeting))));
    let head = Head {
        crumbs,
        kind: found.page.meeting.facts.title.clone(),
        lead: t.lead.to_owned(),
        actions,
        ..Head::new(paper.title.clone())
    };
    let adjusted = frozen.iter().filter_map(|(id, n)| {
        let entry = found.page.records.iter().find(|r| r.record.id() == *id)?;
        let set = entry.record.facts.paragraphs.as_ref().map(|p| f.lang.paragraphs(p)).unwrap_or_default();
        let text = format!("{} {set}", f.lang.version(*n)).trim().to_owned();
        Some(Link::new(text, f.link(&format!("/justerat/{}", entry.record.link.slug))))
    });
    let adjusted: Vec<Link> = adjusted.collect();
    let adjusted = if adjusted.is_empty() { Vec::new() } else { vec![Block::Columns(adjusted)] };
    let sections = vec![
        Section::new("justerat", f.t.frozen.title, adjusted),
        Section::new("", "", vec![Block::Own(paper.html_part())]),
        Section::new("papper", t.other_papers, vec![Block::Columns(others(&f, found, ask))]),
    ];
    html(&Sheet::of(f, head, sections))
}

/// The other papers of the meeting: lists and the call, its other records, an extract of each §.
fn others(f: &Frame, found: &MeetingRecord, ask: &Ask) -> Vec<Link> {
    let t = &f.t.paper;
    let base = format!("/protokoll/{}", found.page.meeting.link.slug);
    let mut links = Vec::new();
    for (form, name) in FORMS.into_iter().filter(|(form, _)| *form != ask.form) {
        let (text, href) = match form {
            Form::Record => (paper(found, &Ask { form, ..*ask }).kind, f.link(&base)),
            Form::Attendance => (t.attendance.to_owned(), f.link_with(&base, &[("papper", name)])),
            Form::Decisions => (t.decisions.to_owned(), f.link_with(&base, &[("papper", name)])),
            Form::Call | Form::Extract(_) => (t.call.to_owned(), f.link_with(&base, &[("papper", name)])),
        };
        links.push(Link::new(text, href));
    }
    for (at, entry) in found.page.records.iter().enumerate().filter(|(at, _)| ask.part != Some(*at)) {
        let of = paper(found, &Ask { form: Form::Record, part: Some(at), ..*ask }).kind;
        let set = entry.record.facts.paragraphs.as_ref().map(|p| f.lang.paragraphs(p)).unwrap_or_default();
        links.push(Link::new(
            format!("{of} {set}").trim().to_owned(),
            f.link_with(&base, &[("del", &(at + 1).to_string())]),
        ));
    }
    for entry in &found.page.items {
        let Some(number) = &entry.item.facts.number else { continue };
        let name = f.lang.item_name(number, found.page.has_paragraphs);
        links.push(Link::new(format!("{}: {name}", t.extract), f.link_with(&base, &[("punkt", number)])));
    }
    links
}

async fn pdf(f: Frame, slug: &str, paper: &Paper) -> Result<Response, Fault> {
    match (f.site().typeset)(Job::Paper(typeset(paper))).await {
        Ok(bytes) => Ok(sent("application/pdf", slug, "pdf", bytes)),
        Err(why) => {
            tracing::error!(%why, slug, "a paper could not be typeset");
            let (page, text) = (address(&f, slug, ""), address(&f, slug, "txt"));
            not_made(f, page, Some(text))
        }
    }
}

/// That there is no file now, and where the same can be read: as a page, and as text.
pub(super) fn not_made(f: Frame, page: String, text: Option<String>) -> Result<Response, Fault> {
    let t = &f.t.paper;
    let mut actions = vec![Action::new(t.as_page, page).main()];
    actions.extend(text.map(|text| Action::new(t.text, text)));
    let head = Head { lead: t.no_pdf_why.to_owned(), actions, ..Head::new(t.no_pdf) };
    let page = html(&Sheet::of(f, head, Vec::new()))?;
    Ok((StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "60")], page).into_response())
}

fn file_name(slug: &str, end: &str) -> String {
    format!("{}.{end}", slug.replace('/', "-"))
}

/// A file, named by its meeting.
fn sent(kind: &'static str, slug: &str, end: &str, bytes: Vec<u8>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let name = format!("inline; filename=\"{}\"", file_name(slug, end));
    if let Ok(value) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// The routes of papers.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/protokoll/{*file}", show).public())
}
