//! The log: who changed what, filtered, as a page and as a table to download.

use super::{html, list};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    site::AppState,
    url,
    view::{Action, Filter, Filters, Head, Pager},
    words,
};
use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Permission},
    trail::{self, Ask, Entry, Part},
};
use genbo_documents::csv;
use genbo_domain::noun::NounDef;
use jiff::{Timestamp, civil::Date};

const PER_PAGE: i64 = 50;
/// The most rows of a table to download.
const MOST: i64 = 10_000;

#[derive(Template)]
#[template(path = "account/trail.html")]
struct Show {
    f: Frame,
    head: Head,
    filters: Filters,
    rows: Vec<Shown>,
    pager: Pager,
}

/// An event as it is shown.
struct Shown {
    when: String,
    who: String,
    what: String,
    thing: String,
    href: String,
    values: Vec<(String, String, String)>,
}

async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let part = trail::read(&cx, &f.actor(), &asked(&f), PER_PAGE).await?;
    let t = &f.t.trail;
    let csv = f.here_with(&[("below", "")]).replacen("/logg", "/logg.csv", 1);
    let head =
        Head { lead: t.lead.to_owned(), actions: vec![Action::new(t.download, csv)], ..Head::new(t.title) };
    let pager = Pager {
        text: String::new(),
        previous: f.asked("below").map(|_| f.here_with(&[("below", "")])),
        next: part.next.map(|n| f.here_with(&[("below", &n.to_string())])),
    };
    let rows = part.entries.iter().map(|e| shown(&f, e)).collect();
    html(&Show { head, filters: filters(&f, &part), rows, pager, f })
}

/// What the address asks for. Days are meant where the installation is; what is no day filters nothing.
fn asked(f: &Frame) -> Ask {
    let text = |name: &str| f.asked(name).map(str::to_owned);
    let day = |name: &str| f.asked(name).and_then(|d| d.parse::<Date>().ok());
    let start = |day: Date| day.to_zoned(f.site().zone.clone()).ok().map(|z| z.timestamp().to_string());
    Ask {
        from: day("from").and_then(start),
        before: day("to").and_then(|d| d.tomorrow().ok()).and_then(start),
        actor: text("actor").map(|a| a.to_lowercase()),
        noun: text("noun"),
        action: text("action"),
        thing: text("thing"),
        below: f.asked("below").and_then(|n| n.parse().ok()),
    }
}

fn filters(f: &Frame, part: &Part) -> Filters {
    let t = &f.t.trail;
    let nouns = part.nouns.iter().map(|n| (n.clone(), words::capital(&noun_word(f, n)))).collect();
    let actions = part.actions.iter().map(|a| (a.clone(), words::capital(f.lang.trail_action(a)))).collect();
    Filters {
        fields: vec![
            Filter::day("from", t.from, f.asked("from")),
            Filter::day("to", t.to, f.asked("to")),
            Filter::text("actor", t.who, f.asked("actor")),
            Filter::choice("noun", t.noun, f.asked("noun"), nouns),
            Filter::text("thing", t.thing, f.asked("thing")),
            Filter::choice("action", t.action, f.asked("action"), actions),
        ],
        active: list::is_active(f, &["from", "to", "actor", "noun", "thing", "action"]),
    }
}

fn noun_word(f: &Frame, noun: &str) -> String {
    NounDef::named(noun).map_or_else(
        || f.lang.trail_noun(noun).to_owned(),
        |def| words::noun(f.lang, def.name).singular.to_owned(),
    )
}

fn field_word(f: &Frame, noun: &str, field: &str) -> String {
    let known = NounDef::named(noun).and_then(|def| Some((def, def.field(field)?.1)));
    known.map_or_else(
        || words::capital(f.lang.trail_field(field)),
        |(def, field)| words::field(f.lang, def.name, field.name).to_owned(),
    )
}

fn when(f: &Frame, at: &str) -> String {
    at.parse::<Timestamp>().map_or_else(|_| at.to_owned(), |at| f.moment(at))
}

/// Who it was; where somebody stood in, both.
fn who(f: &Frame, actor: &str) -> String {
    match actor.split_once(" for ") {
        Some((hand, principal)) => format!("{hand} {} {principal}", f.t.account.stands_in_for),
        None if actor == "system" => f.t.trail.system.to_owned(),
        None => actor.to_owned(),
    }
}

fn shown(f: &Frame, entry: &Entry) -> Shown {
    let row = &entry.row;
    let noun = noun_word(f, &row.noun);
    let hidden = f.t.trail.hidden;
    let nothing = f.t.trail.nothing;
    let values = entry.values.iter().map(|v| {
        let (before, after) = match (&v.before, &v.after) {
            (None, None) => (hidden.to_owned(), hidden.to_owned()),
            (before, after) => (
                before.clone().unwrap_or_else(|| nothing.to_owned()),
                after.clone().unwrap_or_else(|| nothing.to_owned()),
            ),
        };
        (field_word(f, &row.noun, &v.field), before, after)
    });
    let account = entry.values.iter().find(|v| row.thing.is_none() && v.field == "name");
    let account = account.and_then(|v| v.after.clone()).unwrap_or_default();
    Shown {
        when: when(f, &row.at),
        who: who(f, &row.actor),
        what: format!("{}: {noun}", words::capital(f.lang.trail_action(&row.action))),
        thing: entry.thing.as_ref().map_or(account, |t| t.label.clone()),
        href: entry.thing.as_ref().map(|t| f.link(&url::to(t))).unwrap_or_default(),
        values: values.collect(),
    }
}

async fn download(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let part = trail::read(&cx, &f.actor(), &asked(&f), MOST).await?;
    let head = ["seq", "at", "actor", "action", "noun", "thing", "field", "before", "after"];
    let mut rows: Vec<Vec<String>> = vec![head.map(str::to_owned).to_vec()];
    for entry in &part.entries {
        let row = &entry.row;
        let thing = entry.thing.as_ref().map(|t| t.slug.clone()).unwrap_or_default();
        let start = [
            row.seq.to_string(),
            row.at.clone(),
            row.actor.clone(),
            row.action.clone(),
            row.noun.clone(),
            thing,
        ];
        let line = |field: &str, before: &Option<String>, after: &Option<String>| {
            let mut line = start.to_vec();
            let text = |v: &Option<String>| v.clone().unwrap_or_default();
            line.extend([field.to_owned(), text(before), text(after)]);
            line
        };
        match entry.values.is_empty() {
            true => rows.push(line("", &None, &None)),
            false => rows.extend(entry.values.iter().map(|v| line(&v.field, &v.before, &v.after))),
        }
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"genbo-logg.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, csv::write(&rows)).into_response())
}

/// The log's routes.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/logg", show).requires(Permission::ReadTrail))
        .route(get("/logg.csv", download).requires(Permission::ReadTrail))
}
