//! Standing contacts: the table of organisations and periods, and one contact with its rotation.

use super::{
    html,
    opening::{self, all_facts, crumbs},
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{Block, Cell, Section, Sheet, Table, doubts, fields::Fields, lines::capital},
    site::AppState,
    url,
    view::{Fact, Head, Link},
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
        contact::{ContactPage, Rotation, contact, contacts},
        fact::Time,
        shown::Shown,
    },
};
use genbo_domain::{contact::Contact, post::HolderState};

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = contacts(&mut reader).await?;
    let t = &f.t.contact;
    let mut sections = Vec::new();
    for rotation in &found.rotations {
        let to = f.to(&rotation.cooperation);
        let mut blocks = vec![table(&f, rotation, &found.names)];
        let doubts = doubts::sections(&f, &rotation.cooperation, &rotation.doubts);
        for section in doubts.into_iter().filter(|s| !s.blocks.is_empty()) {
            blocks.push(Block::More(section.title, section.blocks));
        }
        sections.push(Section::new("", to.text, blocks).aside(f.t.facts.home, to.href));
    }
    if sections.is_empty() {
        sections.push(Section::new("", "", vec![Block::Empty(t.none.to_owned())]));
    }
    let head =
        Head { lead: t.list_lead.to_owned(), ..Head::new(capital(words::noun(f.lang, "contact").plural)) };
    html(&Sheet::of(f, head, sections))
}

fn table(f: &Frame, rotation: &Rotation, names: &Names) -> Block {
    let t = &f.t.contact;
    let mut heads = vec![t.organisation.to_owned()];
    heads.extend(rotation.periods.iter().map(|p| {
        let now = if p.time == Time::Now { format!(" ({})", t.now) } else { String::new() };
        format!("{}{now}", f.lang.date(&p.period))
    }));
    let rows = rotation.rows.iter().enumerate().map(|(r, of)| {
        let mut row = vec![Cell::link(f.to(&of.organisation))];
        row.extend(of.contacts.iter().enumerate().map(|(p, c)| match c {
            Some(c) => cell(f, c, names, rotation.moves(r, p)),
            None => Cell::text(t.no_contact).soft(),
        }));
        row
    });
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    Block::Table(Table::new(format!("{} {}", t.rotation, rotation.cooperation.label), &heads, rows.collect()))
}

/// Who it is, leading to the contact; below, how far it has come and whether it is another than before.
fn cell(f: &Frame, c: &Shown<Contact>, names: &Names, moves: bool) -> Cell {
    let who = names.opt(c.facts.person).or_else(|| names.opt(c.facts.post));
    let text = who.map_or(f.t.common.not_stated.to_owned(), |l| l.label);
    Cell::link(Link::new(text, f.link(&url::to(&c.link))))
        .fine(capital(&f.word("contact_state", c.facts.state.map(|s| s.as_str()))))
        .fine(if moves { f.t.contact.new_post } else { "" })
        .fine(f.certainty(&c.origin))
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "contact", &slug).await?;
    let found = contact(&mut reader, &slug).await?;
    let t = &f.t.contact;
    let about = found.contact.link.clone();
    let all = all_facts(&f, &about);
    let rows = found.series.iter().map(|c| {
        let own = c.id() == found.contact.id();
        let to = Link::new(
            f.lang.date(&c.facts.period),
            if own { String::new() } else { f.link(&url::to(&c.link)) },
        );
        let who: Vec<Link> = names_of(&found, c).iter().map(|l| f.to(l)).collect();
        vec![
            Cell::link(to),
            Cell::links(who),
            Cell::text(capital(&f.word("contact_state", c.facts.state.map(|s| s.as_str())))),
        ]
    });
    let series = Block::Table(Table::new(t.series, &[t.period, t.contact, t.state], rows.collect()));
    let beside =
        if found.beside.is_empty() { Vec::new() } else { vec![Block::Columns(f.to_all(&found.beside))] };
    let mut sections = vec![
        Section::new("om", t.about, facts(&f, &found)),
        Section::new("rotation", t.series, vec![series]),
        Section::new("samma", t.beside, beside),
    ];
    sections.extend(doubts::sections(&f, &about, &found.doubts));
    sections.push(
        Section::new("kalla", t.source, doubts::source(&f, &found.contact.origin)).aside(all.text, all.href),
    );
    let head = head(&f, &found);
    html(&Sheet::of(f, head, sections))
}

fn names_of(found: &ContactPage, c: &Shown<Contact>) -> Vec<genbo_app::view::Link> {
    found.names.opt(c.facts.person).into_iter().chain(found.names.opt(c.facts.post)).collect()
}

fn head(f: &Frame, found: &ContactPage) -> Head {
    let (t, c) = (&f.t.contact, &found.contact);
    let cooperation = found.names.to(c.facts.cooperation);
    let label = |field: &'static str| words::field(f.lang, "contact", field);
    let period = Fact::new(label("period"), f.lang.date(&c.facts.period));
    let period = if found.time == Time::Now { period.note(t.now) } else { period };
    let post = match found.names.opt(c.facts.post) {
        Some(post) => Fact::new(label("post"), post.label.clone()).link(f.to(&post).href),
        None => Fact::new(label("post"), f.t.common.not_stated).soft(),
    };
    let holder = match &found.holder {
        Some((_, Some(person))) => Fact::new(t.holder, person.label.clone()).link(f.to(person).href),
        Some((HolderState::Vacant, None)) => Fact::new(t.holder, t.vacant).soft(),
        _ => Fact::new(t.holder, t.holder_unknown).soft(),
    };
    let state = match c.facts.state {
        Some(state) => Fact::new(t.state, capital(words::word(f.lang, "contact_state", state.as_str()))),
        None => Fact::new(t.state, f.t.common.not_stated).soft(),
    };
    Head {
        crumbs: crumbs(f, "contact", cooperation.as_ref()),
        kind: capital(words::noun(f.lang, "contact").singular),
        facts: vec![period, post, holder, state],
        ..Head::new(found.names.to(c.facts.organisation).map_or(c.link.label.clone(), |o| o.label))
    }
}

fn facts(f: &Frame, found: &ContactPage) -> Vec<Block> {
    let facts = &found.contact.facts;
    let prose = |p: &Option<genbo_domain::value::Prose>| p.as_ref().map(|p| p.0.clone()).unwrap_or_default();
    Fields::of(f, &found.contact.link, &found.doubts)
        .link("cooperation", found.names.to(facts.cooperation))
        .link("organisation", found.names.to(facts.organisation))
        .link("person", found.names.opt(facts.person))
        .needed("connection_point", Cell::text(facts.connection_point.clone().unwrap_or_default()))
        .text("activities", facts.activities.join("\n"))
        .text("wish", prose(&facts.wish))
        .text("handover", prose(&facts.handover))
        .blocks()
}

/// The routes of standing contacts.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/kontakter", list).public()).route(get("/kontakter/{*slug}", show).public())
}
