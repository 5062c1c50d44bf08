//! The year wheel as JSON, in the form of the contract.

use crate::{lang::Lang, picture::wheel::holiday_name};
use genbo_app::view::wheel::{Collision, Entry, Kind, YearWheel};
use jiff::civil::DateTime;
use serde_json::{Value, json};

/// `{"year","entries":[…]}`; holidays are named in the language.
pub fn json(year: &YearWheel, lang: Lang) -> Value {
    json!({ "year": year.year, "entries": year.entries.iter().map(|e| entry(e, lang)).collect::<Vec<_>>() })
}

fn entry(e: &Entry, lang: Lang) -> Value {
    let minute = |at: Option<DateTime>| at.map(|at| at.strftime("%Y-%m-%dT%H:%M").to_string());
    let title = if e.kind == Kind::Holiday { holiday_name(e, lang) } else { e.title.clone() };
    let collisions = |e: &Entry| {
        let one = |c: &Collision| json!({ "slug": c.with.slug, "body": c.whose, "kind": c.clash.as_str() });
        e.collisions.iter().map(one).collect::<Vec<_>>()
    };
    json!({
        "id": e.id,
        "slug": e.link.as_ref().map(|l| l.slug.as_str()),
        "kind": e.kind.as_str(),
        "body": e.bodies.first().map(|b| b.slug.as_str()),
        "cooperation": e.cooperation.as_ref().map(|c| c.slug.as_str()),
        "title": title,
        "edtf": e.when.to_string(),
        "start": minute(e.start()),
        "end": minute(e.end()),
        "precision": e.precision().as_str(),
        "status": e.status,
        "collisions": collisions(e),
        "organisations": e.organisations.iter().map(|o| o.slug.as_str()).collect::<Vec<_>>(),
    })
}
