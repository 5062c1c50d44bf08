//! Persons in office and the posts that they hold.

use super::{
    cooperation::{LINES, open_on_its_day},
    html,
    list::{pager, part},
    opening,
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        lines::{self, capital, joined},
        people,
    },
    site::AppState,
    view::{Action, Fact, Filter, Filters, Head, Link},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::Cx,
    view::{
        Reader,
        fact::Time,
        person::{self, Held, Page},
        post,
    },
};
use genbo_domain::post::HoldingKind;

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let part = part(&f, LINES);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = person::list(&mut reader, f.asked("q"), part).await?;
    let t = &f.t.place;
    let filters = Filters {
        fields: vec![Filter::text("q", f.t.list.search, f.asked("q"))],
        active: f.asked("q").is_some(),
    };
    let rows = found.lines.iter().map(|p| {
        let cell = Cell::links(p.holds.iter().map(|h| held_link(&f, h)).collect());
        vec![
            Cell::link(f.to(&p.link)),
            if cell.is_empty() { Cell::text(t.holds_nothing).soft() } else { cell },
        ]
    });
    let block = if found.lines.is_empty() {
        Block::Empty(f.t.list.nothing_found.to_owned())
    } else {
        Block::Table(Table::new(t.people, &[t.name, t.holds], rows.collect()))
    };
    let head = Head { lead: t.people_lead.to_owned(), ..Head::new(t.people) };
    let pager = pager(&f, found.all, LINES);
    html(&Sheet {
        filters: Some(filters),
        pager,
        ..Sheet::of(f, head, vec![Section::new("", "", vec![block])])
    })
}

/// What somebody holds, with whose it is.
fn held_link(f: &Frame, h: &Held) -> Link {
    let to = f.to(&h.of);
    match &h.at {
        Some(at) => Link::new(format!("{}, {}", to.text, at.label), to.href),
        None => to,
    }
}

async fn show(mut f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let page = person::page(&mut reader, &slug).await?;
    opening::offer(&mut f, &mut reader, "person", &slug).await?;
    let (head, sections) = (head(&f, &page), sections(&f, &page));
    html(&Sheet::of(f, head, sections))
}

fn head(f: &Frame, page: &Page) -> Head {
    let t = &f.t.place;
    let now: Vec<&Held> = page.holds.iter().filter(|h| h.time == Time::Now).collect();
    let mut titles: Vec<String> =
        now.iter().filter(|h| h.of.noun == "post").map(|h| held_link(f, h).text).collect();
    titles.dedup();
    let wheel = f.link_with("/arshjul", &[("person", &page.link.slug)]);
    let fact = |label: &str, n: usize| {
        if n == 0 {
            Fact::new(label, t.nothing).soft()
        } else {
            Fact::new(label, f.lang.whole(i64::try_from(n).unwrap_or(0)))
        }
    };
    Head {
        crumbs: vec![Link::new(t.people, f.link("/personer"))],
        kind: f.lang.list(&titles),
        actions: vec![
            Action::new(t.to_wheel, wheel).of(page.link.label.clone()),
            Action::new(f.t.rule.to_duties, f.link_with("/regler", &[("person", &page.link.slug)])),
        ],
        facts: vec![
            fact(t.holds, now.len()),
            fact(f.t.lines.mandates, page.mandates.iter().filter(|m| m.time == Time::Now).count()),
            fact(t.attended, page.attended.len()),
        ],
        ..Head::new(page.link.label.clone())
    }
}

fn sections(f: &Frame, page: &Page) -> Vec<Section> {
    let t = &f.t.place;
    let (now, other): (Vec<_>, Vec<_>) = page.holds.iter().partition(|h| h.time == Time::Now);
    let mut holds =
        if now.is_empty() { vec![Block::Empty(t.holds_nothing.to_owned())] } else { vec![held(f, &now)] };
    if !other.is_empty() {
        holds.push(Block::More(t.held_before.to_owned(), vec![held(f, &other)]));
    }
    let links = |all: Vec<Link>| -> Vec<Block> {
        if all.is_empty() {
            Vec::new()
        } else {
            vec![Block::Bullets(all.into_iter().map(Cell::link).collect())]
        }
    };
    let moved = page.moved.iter().map(|(item, proposal)| {
        let kind = f.word("proposal_kind", Some(&proposal.label));
        Cell::link(f.to(item)).fine(kind)
    });
    let moved: Vec<Cell> = moved.collect();
    let mut all = vec![
        Section::new("innehav", t.holds, holds),
        Section::new("mandat", f.t.lines.mandates, people::mandates(f, &page.mandates)),
        Section::new("moten", t.attended, attended(f, page)),
        Section::new("foredraget", t.presented, links(f.to_all(&page.presented))),
        Section::new(
            "yrkat",
            t.moved,
            if moved.is_empty() { Vec::new() } else { vec![Block::Bullets(moved)] },
        ),
        Section::new("kontakt", t.contact_for, lines::contacts(f, &page.contacts)),
        Section::new("om", t.about_person, about(f, page)),
    ];
    all.extend(doubts::sections(f, &page.link, &page.doubts));
    all.push(Section::new("kalla", t.sources, doubts::source(f, &page.origin)));
    all
}

fn held(f: &Frame, all: &[&Held]) -> Block {
    let t = &f.t.place;
    let rows = all.iter().map(|h| {
        let kind = h.kind.filter(|k| *k != HoldingKind::Ordinary);
        let via =
            h.via.as_ref().map(|p| format!("{} {}", f.t.lines.follows_post, p.label)).unwrap_or_default();
        vec![
            Cell::link(f.to(&h.of)).fine(joined(&[f.word("holding_kind", kind.map(|k| k.as_str())), via])),
            f.cell(h.at.as_ref()),
            Cell::text(h.party.clone().unwrap_or_default()),
            Cell::text(f.date(h.valid.as_ref())).fine(f.certainty(&h.origin)),
        ]
    });
    Block::Table(Table::new(t.holds, &[t.holds, t.at, t.party, f.t.lines.period], rows.collect()))
}

fn attended(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    if page.attended.is_empty() {
        return Vec::new();
    }
    let rows = page.attended.iter().map(|a| {
        let roles: Vec<String> = a.roles.iter().map(|r| f.word("meeting_role", Some(r.as_str()))).collect();
        let serves = a.serves_for.as_ref().map(|p| format!("{} {}", f.t.lines.substitute_for, p.label));
        let bodies: Vec<String> = a.bodies.iter().map(|b| b.label.clone()).collect();
        vec![
            Cell::link(f.to(&a.meeting)).fine(joined(&[f.date(a.when.as_ref()), f.lang.list(&bodies)])),
            Cell::text(capital(&f.word("capacity", a.capacity.map(|c| c.as_str()))))
                .fine(f.lang.list(&roles))
                .fine(serves.unwrap_or_default()),
        ]
    });
    vec![Block::Table(Table::new(t.attended, &[t.meeting, t.capacity], rows.collect()))]
}

fn about(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    let mut pairs: Vec<(String, Cell)> = Vec::new();
    if let Some(email) = &page.facts.email {
        pairs.push((t.email.to_owned(), Cell::link(Link::new(email.clone(), format!("mailto:{email}")))));
    }
    if let Some(phone) = &page.facts.phone {
        pairs.push((t.phone.to_owned(), Cell::text(phone.clone())));
    }
    if let Some(note) = &page.facts.note {
        pairs.push((t.note.to_owned(), Cell::text(note.0.clone())));
    }
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

async fn show_post(mut f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    open_on_its_day(&mut f, &slug);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let page = post::page(&mut reader, &slug).await?;
    opening::offer(&mut f, &mut reader, "post", &slug).await?;
    let sections = post_sections(&f, &page);
    let mut crumbs = vec![Link::new(f.t.place.people, f.link("/personer"))];
    crumbs.extend(page.owner.as_ref().map(|o| f.to(o)));
    let now: Vec<String> = page
        .holders
        .iter()
        .filter(|h| h.time == Time::Now)
        .filter_map(|h| h.person.as_ref().map(|p| p.label.clone()))
        .collect();
    let owner = page.owner.as_ref().map(|o| o.label.clone()).unwrap_or_default();
    let head = Head {
        crumbs,
        kind: joined(&[f.t.lines.post.to_owned(), owner]),
        lead: f.lang.list(&now),
        ..Head::new(page.link.label.clone())
    };
    html(&Sheet::of(f, head, sections))
}

fn post_sections(f: &Frame, page: &post::Page) -> Vec<Section> {
    let t = &f.t.place;
    let holders = if page.holders.is_empty() {
        vec![Block::Empty(t.no_holders.to_owned())]
    } else {
        let (now, other): (Vec<_>, Vec<_>) = page.holders.iter().partition(|h| h.time == Time::Now);
        let mut blocks = vec![Block::Bullets(vec![people::holders(f, now.into_iter())])];
        let other = people::other_holders(f, other.into_iter());
        if !other.is_empty() {
            blocks.push(Block::More(f.lang.earlier_and_later(other.len()), vec![Block::Bullets(other)]));
        }
        blocks
    };
    let facts = &page.facts;
    let all = [
        (t.function, Cell::text(facts.function.clone().unwrap_or_default())),
        (t.aliases, Cell::text(f.lang.list(&facts.aliases))),
        (t.leads, f.cell(page.leads.as_ref())),
        (t.note, Cell::text(facts.note.as_ref().map(|n| n.0.clone()).unwrap_or_default())),
    ];
    let pairs: Vec<(String, Cell)> =
        all.into_iter().filter(|(_, c)| !c.is_empty()).map(|(n, c)| (n.to_owned(), c)).collect();
    let rows =
        page.seats.iter().map(|s| vec![f.cell(s.body.as_ref()), people::seat(f, s)]).collect::<Vec<_>>();
    let seats = if rows.is_empty() {
        Vec::new()
    } else {
        vec![Block::Table(Table::new(t.seats_follow, &[t.body, f.t.lines.seat], rows))]
    };
    let mut all = vec![
        Section::new("innehavare", t.holders_over_time, holders),
        Section::new("platser", t.seats_follow, seats),
        Section::new("uppdrag", t.tasks, lines::commissions(f, &page.commissions)),
        Section::new("gav", t.given_commissions, lines::commissions(f, &page.given)),
        Section::new("mandat", f.t.lines.mandates, people::mandates(f, &page.mandates)),
        Section::new("kontakt", t.contact_for, lines::contacts(f, &page.contacts)),
        Section::new(
            "om",
            t.about_person,
            if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] },
        ),
    ];
    all.extend(doubts::sections(f, &page.link, &page.doubts));
    all.push(Section::new("kalla", t.sources, doubts::source(f, &page.origin)));
    all
}

/// The routes of persons and posts.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/personer", list).public())
        .route(get("/personer/{slug}", show).public())
        .route(get("/befattningar/{*slug}", show_post).public())
}
