//! The files of an item, a meeting or a document: handing them in, several at once, and fetching them.

pub(crate) mod fetch;
pub(crate) mod tell;

use super::{html_with, opening, outbox::see};
use crate::{
    fault::Fault,
    frame::Frame,
    incoming::{self, Incoming},
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Action, Head, Link},
};
use askama::Template;
use axum::{
    extract::{Multipart, Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    attachment::{
        Paper,
        attach::{self, Handed, NotTaken},
        desk::{Desk, desk},
    },
    cx::{Cx, Permission},
    error::ActionError,
    view::Reader,
};
use genbo_domain::{attachment::Bearer, noun::NounDef, noun::Target};

/// A file of the desk.
struct Row {
    file: Link,
    fine: String,
    slug: String,
    title: String,
    change: String,
}

#[derive(Template)]
#[template(path = "attachment/desk.html")]
struct Page {
    f: Frame,
    head: Head,
    notes: Vec<String>,
    errors: Vec<String>,
    action: String,
    rows: Vec<Row>,
    earlier: Vec<(Link, String)>,
    is_public: bool,
    accept: String,
    hint: String,
}

/// The noun of that plural, if files can belong to it.
fn bearer(plural: &str) -> Result<&'static NounDef, Fault> {
    let noun = opening::noun_of_plural(plural)?;
    if Bearer::NOUNS.contains(&noun.name) { Ok(noun) } else { Err(Fault::NotFound) }
}

/// The address of the desk of a thing's files.
pub(crate) fn address(noun: &str, slug: &str) -> String {
    format!("/bilagor/{}/{slug}", NounDef::named(noun).map_or(noun, |n| n.plural))
}

async fn show(
    mut f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let noun = bearer(&plural)?;
    opens(&mut f, &cx, noun, &slug).await?;
    let mut notes = Vec::new();
    if let Some(n) = f.asked("inlagda").and_then(|n| n.parse::<usize>().ok()) {
        notes.push(f.lang.files_taken(n));
    }
    page(f, &cx, (noun, &slug), (notes, Vec::new()), StatusCode::OK).await
}

async fn opens(f: &mut Frame, cx: &Cx, noun: &'static NounDef, slug: &str) -> Result<(), Fault> {
    opening::reader(f, cx, noun.name, slug).await?;
    f.editing = None;
    Ok(())
}

async fn page(
    f: Frame,
    cx: &Cx,
    (noun, slug): (&'static NounDef, &str),
    (notes, errors): (Vec<String>, Vec<String>),
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), noun, slug).await?;
    let t = &f.t.attachment;
    let row = |p: &Paper| Row {
        file: tell::link(&f, p),
        fine: tell::fine(&f, p),
        slug: p.link.slug.clone(),
        title: p.facts.title.clone(),
        change: f.link(&url::change("attachment", &p.link.slug)),
    };
    let page = Page {
        head: head(&f, &desk),
        notes,
        errors,
        action: f.link(&address(noun.name, &desk.of.slug)),
        rows: desk.papers.current.iter().map(row).collect(),
        earlier: desk.papers.earlier.iter().map(|p| (tell::link(&f, p), tell::fine(&f, p))).collect(),
        is_public: desk.is_public,
        accept: tell::accepted(),
        hint: format!("{} {}", t.add_hint, f.lang.largest_file(cx.largest_file)),
        f,
    };
    html_with(status, &page)
}

fn head(f: &Frame, desk: &Desk) -> Head {
    let of = f.to(&desk.of);
    Head {
        crumbs: vec![of.clone()],
        kind: desk.of.label.clone(),
        lead: f.t.attachment.lead.to_owned(),
        actions: vec![Action::new(f.t.attachment.back, of.href)],
        ..Head::new(f.t.attachment.title)
    }
}

async fn act(
    mut f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
    parts: Multipart,
) -> Result<Response, Fault> {
    let noun = bearer(&plural)?;
    opens(&mut f, &cx, noun, &slug).await?;
    // Who may not hand in files here hands in none: nothing of them is read.
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    desk(&mut reader, &f.actor(), noun, &slug).await?;
    reader.tx.close().await.map_err(ActionError::from)?;
    let came = incoming::read(&cx, &f.actor(), parts).await?;
    let handed = Handed {
        title: came.get("title").map(str::to_owned),
        is_open: came.get("open").is_some(),
        replaces: came.get("replaces").map(str::to_owned),
        files: came.files.clone(),
    };
    let done = match attach::attach(&cx, &f.actor(), (noun, &slug), &handed).await {
        Ok(done) => done,
        Err(ActionError::Refused(refusals)) => {
            let told = |r: &genbo_app::thing::refusal::Refusal| {
                crate::form::told(&f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned())
            };
            let errors = refusals.iter().map(told).collect();
            let told = (Vec::new(), errors);
            return page(f, &cx, (noun, &slug), told, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(other) => return Err(other.into()),
    };
    let (mut notes, errors) = (corrected(&f, &came), refused(&f, &came, done.len()));
    let status = match came.refused.first() {
        Some((_, NotTaken::TooLarge(_))) => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    if errors.is_empty() && notes.is_empty() {
        let to = address(noun.name, &slug);
        return Ok(see(&f.link_with(&to, &[("inlagda", &done.len().to_string())])));
    }
    if !done.is_empty() {
        notes.insert(0, f.lang.files_taken(done.len()));
    }
    let status = if errors.is_empty() { StatusCode::OK } else { status };
    page(f, &cx, (noun, &slug), (notes, errors), status).await
}

/// Files whose names said something else than what they are.
fn corrected(f: &Frame, came: &Incoming) -> Vec<String> {
    let named = came.files.iter().filter_map(|t| Some((t.came_as.as_ref()?, &t.file_name)));
    named.map(|(was, is)| f.lang.file_renamed(was, is)).collect()
}

/// What was not taken, and why.
fn refused(f: &Frame, came: &Incoming, done: usize) -> Vec<String> {
    let t = &f.t.attachment;
    let mut errors: Vec<String> = came
        .refused
        .iter()
        .filter_map(|(name, why)| match why {
            NotTaken::TooLarge(most) => Some(f.lang.file_too_large(name, *most)),
            NotTaken::Unfit(unfit) => Some(f.lang.file_not_taken(name, tell::unfit(f, *unfit))),
            NotTaken::Failed(_) => None,
        })
        .collect();
    if came.is_cut {
        errors.push(t.cut.to_owned());
    }
    if errors.is_empty() && came.files.is_empty() {
        errors.push(t.none_chosen.to_owned());
    } else if errors.is_empty() && done == 0 {
        errors.push(t.there_already.to_owned());
    }
    errors
}

/// The routes of files.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/bilagor/{noun}/{*slug}", show).requires(Permission::Register))
        .route(post("/bilagor/{noun}/{*slug}", act).requires(Permission::Register).of_any_length())
        .route(get("/filer/{*slug}", fetch::fetch).public())
}
