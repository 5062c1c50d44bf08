//! `genbo search`: what the portal's search finds, as text or JSON.
//!
//! JSON: `{"query", "words": [], "total", "more": bool, "facets": [{"noun", "count"}], "hits": [{"noun", "id", "slug",
//! "label", "number", "context": [{"noun", "slug", "label"}], "edtf", "excerpt"}]}`. All words were looked for; with `more`, there
//! are more hits than were looked at, and `total` and the counts are least numbers. The best hit comes first.

use super::Stop;
use crate::{
    cli::{SearchArgs, TextFormat, Where},
    database::{self, Missing},
};
use genbo_app::{
    account,
    cx::{Actor, Cx},
    search::{self, Ask, Found, Hit, MOST, Piece},
    view::Reader,
};
use serde_json::json;
use std::io::{ErrorKind, Write};

/// Looks, and prints what is found. Nothing found is no error.
pub(crate) async fn run(place: &Where, args: &SearchArgs) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    search::ensure(&cx).await?;
    let actor = actor(&cx, args.user.as_deref()).await?;
    let today = (cx.outside.now)().to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut reader = Reader::open(&cx, &actor.viewer(), today).await?;
    let query = args.query.join(" ");
    let ask = Ask { text: &query, noun: None, offset: 0, limit: MOST };
    let found = search::search(&mut reader, ask).await?;
    let text = match args.format {
        TextFormat::Json => format!("{:#}\n", as_json(&query, &found)),
        TextFormat::Text => as_text(&found),
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        // Whoever reads only the first lines has got what he or she wanted.
        Err(e) if e.kind() != ErrorKind::BrokenPipe => return Err(Stop::input(e.to_string())),
        _ => {}
    }
    let least = if found.more { "at least " } else { "" };
    eprintln!("{least}{} found", found.total);
    Ok(())
}

async fn actor(cx: &Cx, user: Option<&str>) -> Result<Actor, Stop> {
    let Some(name) = user else { return Ok(Actor::Anonymous) };
    let known = account::known(cx, name).await?;
    known.map(|k| k.actor).ok_or_else(|| Stop::input(format!("there is no account called {name}")))
}

fn as_json(query: &str, found: &Found) -> serde_json::Value {
    let hit = |hit: &Hit| {
        let context = hit.context.iter().map(|l| json!({ "noun": l.noun, "slug": l.slug, "label": l.label }));
        json!({
            "noun": hit.link.noun,
            "id": hit.link.id.0,
            "slug": hit.link.slug,
            "label": hit.link.label,
            "number": hit.number,
            "context": context.collect::<Vec<_>>(),
            "edtf": hit.when.as_ref().map(ToString::to_string),
            "excerpt": plain(&hit.excerpt),
        })
    };
    let facets = found.facets.iter().map(|f| json!({ "noun": f.noun, "count": f.count }));
    json!({
        "query": query,
        "words": found.words,
        "total": found.total,
        "more": found.more,
        "facets": facets.collect::<Vec<_>>(),
        "hits": found.hits.iter().map(hit).collect::<Vec<_>>(),
    })
}

fn as_text(found: &Found) -> String {
    let mut text = String::new();
    for hit in &found.hits {
        let number = hit.number.as_ref().map(|n| format!("{n} ")).unwrap_or_default();
        text += &format!("{} {}\n    {number}{}\n", hit.link.noun, hit.link.slug, hit.link.label);
        let context: Vec<&str> = hit.context.iter().map(|l| l.label.as_str()).collect();
        let when = hit.when.as_ref().map(ToString::to_string);
        let line: Vec<&str> = context.into_iter().chain(when.as_deref()).collect();
        if !line.is_empty() {
            text += &format!("    {}\n", line.join(", "));
        }
        if !hit.excerpt.is_empty() {
            text += &format!("    {}\n", plain(&hit.excerpt).replace('\n', " "));
        }
    }
    text
}

fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|p| p.text.as_str()).collect()
}
