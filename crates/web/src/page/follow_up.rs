//! What a body decided in a year, and what became of it, as a page and as a table.

use super::{html, opening};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table,
        lines::{capital, joined},
    },
    site::AppState,
    view::{Action, Fact, Head, Link, Pager, Tag, TagKind},
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use genbo_app::{
    commission::follow_up::{FollowUp, Line, follow_up},
    cx::Cx,
    view::{self, Reader, duty::CommissionLine},
};
use genbo_documents::csv;
use genbo_domain::commission::CommissionState;

async fn found(f: &mut Frame, cx: &Cx) -> Result<Option<FollowUp>, Fault> {
    let Some(body) = f.asked("body").map(str::to_owned) else { return Ok(None) };
    let mut reader: Reader = opening::reader(f, cx, "body", &body).await?;
    // Here is told; the body itself is changed on its own page.
    f.editing = None;
    let year = match f.asked("year") {
        Some(year) => {
            Some(year.parse::<i16>().ok().filter(|y| (1..=9998).contains(y)).ok_or(Fault::NotFound)?)
        }
        None => None,
    };
    Ok(Some(follow_up(&mut reader, &body, year).await?))
}

async fn show(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let found = found(&mut f, &cx).await?;
    let t = &f.t.commission;
    let Some(found) = found else {
        let ask = Block::Empty(t.follow_up_ask.to_owned());
        let head = Head {
            lead: t.follow_up_lead.to_owned(),
            actions: vec![Action::new(f.t.nav.bodies, f.link("/organ"))],
            ..Head::new(t.follow_up)
        };
        return html(&Sheet::of(f, head, vec![Section::new("", "", vec![ask])]));
    };
    let year = found.year.to_string();
    let other = |y: Option<&i16>| y.map(|y| f.here_with(&[("year", &y.to_string())]));
    let pager = Pager {
        text: if found.years.len() > 1 { year.clone() } else { String::new() },
        previous: other(found.years.iter().find(|y| **y < found.year)),
        next: other(found.years.iter().rev().find(|y| **y > found.year)),
    };
    let block = match found.lines.is_empty() {
        true => Block::Empty(t.follow_up_none.to_owned()),
        false => Block::Table(table(&f, &found)),
    };
    let csv = f.here_with(&[("year", &year)]).replacen("/uppfoljning", "/uppfoljning.csv", 1);
    let n = found.tally;
    let count = |text: &str, n: usize| Fact::new(text, n.to_string());
    let word = |s: CommissionState| capital(&f.word("commission_state", Some(s.as_str())));
    let head = Head {
        crumbs: vec![Link::new(found.body.label.clone(), f.to(&found.body).href)],
        lead: t.follow_up_lead.to_owned(),
        facts: vec![
            count(f.t.nav.commissions, n.all),
            count(t.tally_done, n.done),
            count(t.tally_open, n.open),
            count(t.late, n.late),
            count(&word(CommissionState::Returned), n.returned),
        ],
        actions: vec![Action::new(t.download, csv)],
        ..Head::new(format!("{} {year}", t.follow_up))
    };
    let sections = vec![Section::new("", "", vec![block])];
    html(&Sheet { pager, ..Sheet::of(f, head, sections) })
}

fn table(f: &Frame, found: &FollowUp) -> Table {
    let t = &f.t.commission;
    let rows = found.lines.iter().map(|l| row(f, l)).collect();
    Table::new(t.follow_up, &[t.decision, t.to_whom, t.due, t.became], rows)
}

fn row(f: &Frame, l: &Line) -> Vec<Cell> {
    let number = l.number.as_ref().map(|n| format!("{} {n}, ", f.t.commission.paragraph)).unwrap_or_default();
    let item = Link::new(format!("{number}{}", l.item.label), f.to(&l.item).href);
    let when = l.when.as_ref().map(|w| f.lang.date(w)).unwrap_or_default();
    let decision = Cell::text(l.text.clone()).fine_link(item).fine(when);
    let to = match l.addressees.is_empty() {
        true => Cell::text(l.addressee_text.clone().unwrap_or_default()),
        false => Cell::links(f.to_all(&l.addressees)),
    };
    let due = l.due.as_ref().map(|d| f.lang.date(d)).unwrap_or_default();
    vec![decision, to, Cell::text(due), became(f, l)]
}

fn became(f: &Frame, l: &Line) -> Cell {
    let t = &f.t.commission;
    let mut cell = Cell::default();
    for c in &l.commissions {
        let (state, kind) = state(f, c);
        cell = cell.tag(Some(Tag::new(kind, state))).fine_link(f.to(&c.link));
    }
    if l.commissions.is_empty() {
        cell = Cell::text(t.no_commission).soft();
    }
    match l.at_home {
        Some((done, all)) => cell.fine(format!("{}: {done}/{all}", t.home)),
        None => cell,
    }
}

fn state(f: &Frame, c: &CommissionLine) -> (String, TagKind) {
    let word = f.word("commission_state", c.state.map(CommissionState::as_str));
    let word = if word.is_empty() { f.t.common.unknown.to_owned() } else { capital(&word) };
    if c.late {
        return (joined(&[word, f.t.commission.late.to_owned()]), TagKind::Risk);
    }
    let kind = match c.state {
        Some(CommissionState::Reported | CommissionState::Noted | CommissionState::Closed) => TagKind::Ok,
        Some(CommissionState::Returned) => TagKind::Risk,
        _ => TagKind::Unknown,
    };
    (word, kind)
}

async fn download(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let found = found(&mut f, &cx).await?.ok_or(Fault::NotFound)?;
    let t = &f.t.commission;
    let heads = [t.meeting, t.paragraph, t.decision, t.to_whom, t.due, t.kind, t.state, t.due];
    let mut rows: Vec<Vec<String>> = vec![heads.map(str::to_owned).to_vec()];
    for l in &found.lines {
        let to: Vec<String> = l.addressees.iter().map(|a: &view::Link| a.label.clone()).collect();
        let to = if to.is_empty() { l.addressee_text.clone().unwrap_or_default() } else { to.join("; ") };
        let date = |d: Option<&genbo_domain::edtf::Edtf>| d.map(ToString::to_string).unwrap_or_default();
        let start = [
            date(l.when.as_ref()),
            l.number.clone().unwrap_or_default(),
            l.text.clone(),
            to,
            date(l.due.as_ref()),
        ];
        let mut add = |more: [String; 3]| rows.push(start.iter().cloned().chain(more).collect());
        if l.commissions.is_empty() {
            add([String::new(), t.no_commission.to_owned(), String::new()]);
        }
        for c in &l.commissions {
            add([c.link.label.clone(), state(&f, c).0, date(c.due.as_ref())]);
        }
    }
    let name = format!("attachment; filename=\"uppfoljning-{}.csv\"", found.year);
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, csv::write(&rows)).into_response())
}

/// The routes of following up what was decided.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/uppfoljning", show).public()).route(get("/uppfoljning.csv", download).public())
}
