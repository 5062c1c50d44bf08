//! What pages of a house load: its logo, and the style sheet of its colour.
//!
//! Invariant: an address with a version is kept for ever, because what it names never changes; a picture is sent as what
//! its bytes are.

use crate::{fault::Fault, frame::Frame, house};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use genbo_app::{cx::Cx, view::Reader};
use genbo_domain::colour::Accent;

/// A logo. What not everybody may see is kept by nobody on the way.
pub(super) async fn picture(
    f: Frame,
    State(cx): State<Cx>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let (changed, image) = genbo_app::house::picture(&mut reader, &id).await?;
    let keep = match (f.user.is_some(), f.asked("v") == Some(changed.to_string().as_str())) {
        (true, _) => "private, no-cache",
        (false, true) => "public, max-age=31536000, immutable",
        (false, false) => "no-cache",
    };
    let head = [(header::CONTENT_TYPE, image.format().media_type()), (header::CACHE_CONTROL, keep)];
    Ok((head, image.bytes().to_vec()).into_response())
}

/// The style sheet of a colour: `0a5162.css`.
pub(super) async fn colour(Path(file): Path<String>) -> Result<Response, Fault> {
    let digits = file.strip_suffix(".css").ok_or(Fault::NotFound)?;
    let accent: Accent = format!("#{digits}").parse().map_err(|_| Fault::NotFound)?;
    let head = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((head, house::style_sheet(accent)).into_response())
}
