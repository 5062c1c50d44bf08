//! Agreements: the list, and one with its parties, term, exit and how the cost is shared.

use super::{
    course::words as prose,
    html,
    opening::{self, all_facts, crumbs},
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        fields::{Fields, not_stated},
        lines::{capital, joined},
    },
    site::AppState,
    view::{Fact, Head},
    words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::Cx,
    view::{
        Names, Reader,
        agreement::{AgreementPage, KeyPart, agreement, agreements},
        fact::Time,
        shown::Shown,
    },
};
use genbo_domain::agreement::Key;

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = agreements(&mut reader).await?;
    let t = &f.t.area;
    let rows: Vec<_> = found
        .agreements
        .iter()
        .map(|(a, time)| {
            let whose = found.names.opt(a.facts.cooperation).map(|c| c.label).unwrap_or_default();
            let parties = found.names.list(&a.facts.parties);
            vec![
                Cell::link(f.to(&a.link)).fine(joined(&[whose, f.certainty(&a.origin)])),
                Cell::text(capital(&f.word("agreement_form", a.facts.form.map(|x| x.as_str())))),
                if parties.is_empty() {
                    Cell::text(f.t.common.not_stated).soft()
                } else {
                    Cell::links(f.to_all(&parties))
                },
                term(&f, a.facts.valid.as_ref(), *time),
                match a.facts.notice {
                    Some(notice) => Cell::text(f.lang.duration(notice)),
                    None => Cell::text(f.t.common.not_stated).soft(),
                },
            ]
        })
        .collect();
    let block = if rows.is_empty() {
        Block::Empty(t.none.to_owned())
    } else {
        Block::Table(Table::new(t.agreements, &[t.agreement, t.form, t.parties, t.term, t.notice], rows))
    };
    let sections = vec![
        Section::new("", "", vec![block]),
        Section::new("nycklar", t.keys, keys(&f, &found.keys, &found.names)),
    ];
    let head = Head { lead: t.agreements_lead.to_owned(), ..Head::new(t.agreements) };
    html(&Sheet::of(f, head, sections))
}

fn term(f: &Frame, valid: Option<&genbo_domain::edtf::Edtf>, time: Time) -> Cell {
    match valid {
        Some(valid) => Cell::text(f.lang.date(valid)).fine(when(f, time)),
        None => Cell::text(f.t.common.not_stated).soft(),
    }
}

fn when(f: &Frame, time: Time) -> &'static str {
    match time {
        Time::Now => f.t.area.now,
        Time::Earlier => f.t.area.earlier,
        Time::Later => f.t.area.later,
    }
}

fn keys(f: &Frame, all: &[Shown<Key>], names: &Names) -> Vec<Block> {
    let t = &f.t.area;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|k| {
        let rule = match &k.facts.rule {
            Some(rule) => Cell::text(rule.0.clone()),
            None => Cell::text(f.t.common.not_stated).soft(),
        };
        let whose = names.to(k.facts.cooperation).map(|c| c.label).unwrap_or_default();
        vec![
            Cell::link(f.to(&k.link)).fine(joined(&[whose, f.certainty(&k.origin)])),
            rule,
            Cell::text(k.facts.unit_price.as_ref().map(|p| f.lang.money(p)).unwrap_or_default()),
            Cell::text(f.date(k.facts.valid.as_ref())),
        ]
    });
    let price = words::field(f.lang, "key", "unit_price");
    vec![Block::Table(Table::new(t.keys, &[t.key, t.rule, price, t.term], rows.collect()))]
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "agreement", &slug).await?;
    let found = agreement(&mut reader, &slug).await?;
    let t = &f.t.area;
    let (a, about) = (&found.agreement, found.agreement.link.clone());
    let exit = match &a.facts.exit {
        Some(exit) => Block::Prose(exit.0.clone()),
        None => Block::Empty(t.exit_unknown.to_owned()),
    };
    let tasks: Vec<Cell> = a.facts.tasks.iter().map(Cell::text).collect();
    let tasks = if tasks.is_empty() { Vec::new() } else { vec![Block::Bullets(tasks)] };
    let cost = match &found.key {
        Some(key) => cost(&f, key, &found),
        None => vec![Block::Empty(t.cost_unknown.to_owned())],
    };
    let areas =
        if found.areas.is_empty() { Vec::new() } else { vec![Block::Columns(f.to_all(&found.areas))] };
    let all = all_facts(&f, &about);
    let mut sections = vec![
        Section::new("om", t.about_agreement, facts(&f, &found)),
        Section::new("gor", t.tasks, tasks),
        Section::new("omraden", t.areas, areas),
        Section::new("lamna", t.exit, vec![exit]),
        Section::new("kostnad", t.cost, cost),
    ];
    sections.extend(doubts::sections(&f, &about, &found.doubts));
    sections.push(
        Section::new("kalla", f.t.area.source, doubts::source(&f, &a.origin)).aside(all.text, all.href),
    );
    let head = head(&f, &found);
    html(&Sheet::of(f, head, sections))
}

fn head(f: &Frame, found: &AgreementPage) -> Head {
    let (t, a) = (&f.t.area, &found.agreement);
    let cooperation = found.names.opt(a.facts.cooperation);
    let fact = |label: &str, field: &'static str, value: String| {
        if value.is_empty() {
            let cell = not_stated(f, &a.link, &found.doubts, field);
            Fact::new(label, cell.words.into_iter().next().map(|w| w.text).unwrap_or_default()).soft()
        } else {
            Fact::new(label, value)
        }
    };
    let parties: Vec<String> = found.names.list(&a.facts.parties).into_iter().map(|l| l.label).collect();
    let term = fact(t.term, "valid", f.date(a.facts.valid.as_ref()));
    let term = if a.facts.valid.is_some() { term.note(when(f, found.time)) } else { term };
    Head {
        crumbs: crumbs(f, "agreement", cooperation.as_ref()),
        kind: joined(&[
            capital(&f.word("agreement_form", a.facts.form.map(|x| x.as_str()))),
            cooperation.map(|c| c.label).unwrap_or_default(),
        ]),
        facts: vec![
            fact(t.parties, "parties", f.lang.list(&parties)),
            term,
            fact(t.notice, "notice", a.facts.notice.map(|n| f.lang.duration(n)).unwrap_or_default()),
        ],
        ..Head::new(a.facts.title.clone())
    }
}

fn facts(f: &Frame, found: &AgreementPage) -> Vec<Block> {
    let (a, names) = (&found.agreement.facts, &found.names);
    Fields::of(f, &found.agreement.link, &found.doubts)
        .link("cooperation", names.opt(a.cooperation))
        .needed("parties", Cell::links(f.to_all(&names.list(&a.parties))))
        .link("document", names.opt(a.document))
        .links("hosts", &names.list(&a.hosts))
        .needed("notice", Cell::text(a.notice.map(|n| f.lang.duration(n)).unwrap_or_default()))
        .needed("prolonged_by", Cell::text(a.prolonged_by.map(|n| f.lang.duration(n)).unwrap_or_default()))
        .blocks()
}

/// The key in words, and its shares with their sum.
fn cost(f: &Frame, part: &KeyPart, found: &AgreementPage) -> Vec<Block> {
    let (t, key) = (&f.t.area, &part.key);
    let mut blocks = vec![Block::Bullets(vec![Cell::link(f.to(&key.link)).fine(f.certainty(&key.origin))])];
    blocks.extend(
        Fields::of(f, &key.link, &found.doubts)
            .needed("rule", Cell::text(prose(&key.facts.rule)))
            .text("unit_price", key.facts.unit_price.as_ref().map(|p| f.lang.money(p)).unwrap_or_default())
            .text("covers", prose(&key.facts.covers))
            .links("prepared_by", &found.names.list(&key.facts.prepared_by))
            .text("valid", f.date(key.facts.valid.as_ref()))
            .blocks(),
    );
    if part.shares.is_empty() {
        blocks.push(Block::Note(t.no_shares.to_owned()));
        return blocks;
    }
    let mut rows: Vec<Vec<Cell>> = part
        .shares
        .iter()
        .map(|s| {
            let share = match &s.facts.share {
                Some(share) => Cell::text(f.lang.share(share)),
                None => Cell::text(f.t.common.not_stated).soft(),
            };
            let basis = s.facts.basis.as_ref().map(|b| f.lang.count(b)).unwrap_or_default();
            vec![f.cell(found.names.to(s.facts.payer).as_ref()), share, Cell::text(basis)]
        })
        .collect();
    if let Some(sum) = &part.sum {
        let whole = sum.to_string() == "1";
        let note = if whole { t.sum_is_whole } else { t.sum_is_not_whole };
        rows.push(vec![Cell::text(t.sum), Cell::text(f.lang.share(sum)).fine(note), Cell::default()]);
    }
    blocks.push(Block::Table(Table::new(t.cost, &[t.payer, t.share, t.basis], rows)));
    blocks
}

/// The routes of agreements.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/avtal", list).public()).route(get("/avtal/{*slug}", show).public())
}
