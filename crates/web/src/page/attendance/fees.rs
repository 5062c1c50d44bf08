//! The basis of fees as a table for spreadsheets: who, how long, serving or not, and what each rate comes to.

use crate::{
    fault::Fault, format::NB, frame::Frame, page::attachment::fetch::said, sheet::lines::capital, words,
};
use axum::response::{IntoResponse, Response};
use genbo_app::{
    attendance::fees::{Basis, Line, basis},
    cx::Cx,
    view::Reader,
};
use genbo_documents::csv;
use genbo_domain::{
    fee::{FeeRate, units},
    presence::Truth,
};

/// `/narvaro/{meeting}.csv`.
pub(super) async fn csv(f: &Frame, cx: &Cx, slug: &str) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let found = basis(&mut reader, &f.actor(), slug).await?;
    let mut response = csv::write(&table(f, &found)).into_response();
    let name = format!("arvoden-{}.csv", slug.replace('/', "-"));
    said(response.headers_mut(), "text/csv; charset=utf-8", &name);
    Ok(response)
}

fn table(f: &Frame, found: &Basis) -> Vec<Vec<String>> {
    let t = &f.t.attendance;
    let mut heads: Vec<String> =
        [t.person, t.from, t.party, t.capacity, t.minutes, t.has_decided, t.deciding_minutes]
            .map(str::to_owned)
            .to_vec();
    for rate in found.rates.iter().chain(&found.unsure) {
        heads.push(format!("{}, {}", rate.title, plain(f.lang.money(&rate.amount))));
        heads.push(format!("{}: {}", rate.title, t.sum));
    }
    let mut rows = vec![heads];
    rows.extend(found.lines.iter().map(|l| row(f, found, l)));
    rows
}

fn row(f: &Frame, found: &Basis, line: &Line) -> Vec<String> {
    let facts = &line.part.attendance.facts;
    let known = |n: Option<u32>| n.map_or_else(|| f.t.common.unknown.to_owned(), |n| n.to_string());
    let decided = match line.taken.decided {
        Truth::Sure => f.t.common.yes,
        Truth::No => f.t.common.no,
        Truth::Possible => f.t.common.unknown,
    };
    let mut row = vec![
        line.part.person.label.clone(),
        line.part.organisation.as_ref().map(|o| o.label.clone()).unwrap_or_default(),
        facts.party.clone().unwrap_or_default(),
        facts.capacity.map(|c| capital(words::word(f.lang, "capacity", c.as_str()))).unwrap_or_default(),
        known(line.taken.minutes),
        decided.to_owned(),
        known(line.deciding),
    ];
    for rate in &found.rates {
        let units = units(rate, line.taken);
        row.push(known(units));
        row.push(sum(f, rate, units));
    }
    // Nobody can say whether these hold on the day.
    row.extend(
        found.unsure.iter().flat_map(|_| [f.t.common.unknown.to_owned(), f.t.common.unknown.to_owned()]),
    );
    row
}

fn sum(f: &Frame, rate: &FeeRate, units: Option<u32>) -> String {
    let whole = units.and_then(|n| rate.amount.checked_times(i64::from(n)).ok());
    whole.map_or_else(|| f.t.common.unknown.to_owned(), |sum| plain(f.lang.money(&sum)))
}

fn plain(text: String) -> String {
    text.replace([NB, '\u{202f}'], " ")
}
