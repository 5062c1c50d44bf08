//! Adjusting a record: the round with those who sign, what is said meanwhile, the paper that they approve, and what comes
//! after it: corrections and certified extracts.

mod act;
mod forms;
mod immediate;
mod render;
mod show;

use super::{opening, outbox::see, small};
use crate::{
    fault::Fault,
    form::Sent,
    frame::Frame,
    identity::Client,
    route::{Routes, get, post},
    site::AppState,
    upload::Pairs,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use genbo_app::{
    adjustment::{self, file},
    cx::{Cx, Permission},
    view::Reader,
};

pub(crate) use show::table;

/// `/justering/{record}`, and with `.pdf` behind it the paper that is before those who sign.
async fn show(mut f: Frame, State(cx): State<Cx>, Path(file): Path<String>) -> Result<Response, Fault> {
    if let Some(slug) = file.strip_suffix(".pdf") {
        return before_them(f, &cx, slug).await;
    }
    opening::reader(&mut f, &cx, "record", &file).await?;
    f.editing = None;
    let note = f.asked("gjort").and_then(|done| show::done(&f, done));
    let told = small::Told { notes: note.into_iter().collect(), ..small::Told::default() };
    show::page(f, &cx, &file, told).await
}

async fn before_them(f: Frame, cx: &Cx, slug: &str) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = adjustment::desk(&mut reader, &f.actor(), slug).await?;
    let paper = desk.open().and_then(|g| g.paper.as_ref()).ok_or(Fault::NotFound)?;
    let bytes = file::bytes(&mut reader, &paper.file_hash).await?;
    let head = [(header::CONTENT_TYPE, "application/pdf"), (header::CACHE_CONTROL, "private, no-store")];
    Ok((head, bytes).into_response())
}

async fn send(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    client: Client,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    opening::reader(&mut f, &cx, "record", &slug).await?;
    f.editing = None;
    let sent = Sent::new(pairs);
    match act::act(&f, &cx, &slug, &client.address, &sent).await? {
        Ok(done) => Ok(see(&f.link_with(&format!("/justering/{slug}"), &[("gjort", done)]))),
        Err(errors) => show::page(f, &cx, &slug, small::Told::refused(errors, sent)).await,
    }
}

/// The routes of adjusting.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/justering/{*slug}", show).requires(Permission::Contribute))
        .route(post("/justering/{*slug}", send).requires(Permission::Contribute))
        .route(get("/omedelbart/{*slug}", immediate::show).requires(Permission::Record))
        .route(post("/omedelbart/{*slug}", immediate::send).requires(Permission::Record))
}
