//! Calendars to subscribe to: `/kalender/<slug>.ics` for a cooperation, `/kalender/organ/<slug>.ics` for a body.
//!
//! A feed carries last year, this year and the two that come. What has no day of its own is left out.

use crate::{
    export::calendar::{Options, feed},
    fault::Fault,
    frame::Frame,
    picture,
    route::{Routes, get},
    site::AppState,
    url,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::Cx,
    view::{
        Reader,
        wheel::{self, Ask},
    },
};

/// The feed that has what a wheel shows, if there is one.
pub(crate) fn feed_of(ask: &Ask) -> Option<String> {
    match (ask.cooperations.as_slice(), &ask.organisation, &ask.body, &ask.person) {
        ([one], None, None, None) => Some(format!("/kalender/{one}.ics")),
        ([], None, Some(body), None) => Some(format!("/kalender/organ/{body}.ics")),
        _ => None,
    }
}

async fn cooperation(f: Frame, State(cx): State<Cx>, Path(file): Path<String>) -> Result<Response, Fault> {
    let slug = file.strip_suffix(".ics").ok_or(Fault::NotFound)?;
    let reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    answer(&f, reader, Ask { cooperations: vec![slug.to_owned()], ..Ask::default() }, None).await
}

async fn body(f: Frame, State(cx): State<Cx>, Path(file): Path<String>) -> Result<Response, Fault> {
    let slug = file.strip_suffix(".ics").ok_or(Fault::NotFound)?;
    let reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    answer(&f, reader, Ask { body: Some(slug.to_owned()), ..Ask::default() }, None).await
}

/// The feed that is asked for, as the reader sees it; named by what it shows if it has no name of its own.
pub(super) async fn answer(
    f: &Frame,
    mut reader: Reader,
    ask: Ask,
    name: Option<String>,
) -> Result<Response, Fault> {
    let (mut years, mut sequence) = (Vec::new(), std::collections::HashMap::new());
    for year in f.today.year() - 1..=f.today.year() + 2 {
        let year = wheel::wheel(&mut reader, &Ask { year, ..ask.clone() }).await?;
        sequence.extend(wheel::changes(&mut reader, &year).await?);
        years.push(year);
    }
    let shown = || years.first().map(|y| picture::wheel::subtitle(y, f.lang)).unwrap_or_default();
    let name = name.unwrap_or_else(shown);
    let demo = if f.demo { format!("{name} ({})", f.t.site.demo) } else { name };
    let options = Options {
        name: demo,
        base_url: &f.base_url,
        lang: f.lang,
        deadlines: f.asked("deadlines") == Some("yes"),
        changed: wheel::changed(&mut reader).await?,
        sequence: &|id| sequence.get(id).copied().unwrap_or(0),
        address: &url::of,
    };
    let text = feed(&years, &options).map_err(|error| {
        tracing::error!(%error, "a calendar could not be written");
        Fault::Internal
    })?;
    Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}

/// The calendars' routes.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/kalender/{file}", cooperation).public())
        .route(get("/kalender/organ/{*file}", body).public())
}
