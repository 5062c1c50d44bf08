//! Bodies: the list by owner, and one with what it may do, who sits in it, when it meets and what it has to do.

use super::{
    cooperation::{LINES, body_tag, first_sentence, more_than_lead, open_on_its_day},
    html,
    list::{choices, chosen, pager, part},
    opening, rule,
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        lines::{self, capital},
        people,
    },
    site::AppState,
    url,
    view::{Action, Fact, Filter, Filters, Head, Link},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    check::mark,
    cx::Cx,
    view::{
        Reader,
        body::{self, BodyLine, Page},
    },
};
use genbo_domain::body::{BodyKind, BodyStatus};

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let asked = |name: &str| f.asked(name).map(str::to_owned);
    let filter = body::Filter {
        kind: chosen::<BodyKind>(&f, "kind")?,
        status: chosen::<BodyStatus>(&f, "status")?,
        cooperation: asked("cooperation"),
        owner: asked("owner"),
        q: asked("q"),
    };
    let part = part(&f, LINES);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = body::list(&mut reader, &filter, part).await?;
    let t = &f.t.place;
    let cooperations = found.cooperations.iter().map(|c| (c.slug.clone(), c.label.clone())).collect();
    let filters = Filters {
        fields: vec![
            Filter::text("q", f.t.list.search, f.asked("q")),
            Filter::choice("kind", t.kind, f.asked("kind"), choices(&f, &BodyKind::VOCABULARY)),
            Filter::choice("cooperation", t.cooperation, f.asked("cooperation"), cooperations),
            Filter::choice("status", t.status, f.asked("status"), choices(&f, &BodyStatus::VOCABULARY)),
        ],
        active: ["q", "kind", "cooperation", "owner", "status"].iter().any(|k| f.asked(k).is_some()),
    };
    let head = Head {
        lead: t.bodies_lead.to_owned(),
        kind: found.owner.as_ref().map(|o| format!("{}: {}", t.owner, o.label)).unwrap_or_default(),
        ..Head::new(f.t.nav.bodies)
    };
    let mut sections: Vec<Section> = by_owner(&f, &found.lines);
    if sections.is_empty() {
        sections.push(Section::new("", "", vec![Block::Empty(f.t.list.nothing_found.to_owned())]));
    }
    let pager = pager(&f, found.all, LINES);
    html(&Sheet { filters: Some(filters), pager, ..Sheet::of(f, head, sections) })
}

/// A section per owner, as the list is sorted.
fn by_owner(f: &Frame, all: &[BodyLine]) -> Vec<Section> {
    let t = &f.t.place;
    all.chunk_by(|a, b| a.owner == b.owner)
        .map(|bodies| {
            let rows = bodies.iter().map(|b| {
                vec![
                    Cell::link(f.to(&b.link)).tag(body_tag(f, b)),
                    Cell::text(capital(&f.word("body_kind", b.kind.map(|k| k.as_str())))),
                    Cell::text(b.size.map(|s| f.lang.count(&s)).unwrap_or_default()),
                ]
            });
            let owner = bodies.first().and_then(|b| b.owner.as_ref());
            let title = owner.map(|o| o.label.clone()).unwrap_or_default();
            let table = Table::new(title.clone(), &[t.body, t.kind, t.size], rows.collect());
            let section = Section::new("", title, vec![Block::Table(table)]);
            match owner {
                Some(owner) => section.aside(f.lang.bodies(bodies.len()), f.link(&url::to(owner))),
                None => section,
            }
        })
        .collect()
}

async fn show(mut f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    open_on_its_day(&mut f, &slug);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let page = body::page(&mut reader, &slug).await?;
    opening::offer(&mut f, &mut reader, "body", &slug).await?;
    let marks = mark::marks_of_bodies(&mut reader, &[page.link.id]).await?;
    let all = rule::overview_of(&f, "body", &page.link.slug);
    let rules = rule::mark::on_page(&mut f, &mut reader, marks, Some(all)).await?;
    let (mut head, mut sections) = (head(&f, &page), sections(&f, &page));
    sections.insert(1, rules);
    head.actions.extend(super::year_plan::actions(&f, &mut reader, &page.link).await?);
    html(&Sheet::of(f, head, sections))
}

fn head(f: &Frame, page: &Page) -> Head {
    let t = &f.t.place;
    let kind = capital(&f.word("body_kind", page.facts.kind.map(|k| k.as_str())));
    let owner = page.line.owner.as_ref();
    let mut crumbs = vec![Link::new(f.t.nav.bodies, f.link("/organ"))];
    crumbs.extend(page.cooperation.as_ref().or(owner).map(|o| f.to(o)));
    let status = f.word("body_status", page.facts.status.map(|s| s.as_str()));
    let facts = vec![
        match &page.facts.size {
            Some(size) => Fact::new(t.size, f.lang.count(size)).note(t.as_published),
            None => Fact::new(t.size, gap(f, page, "size")).soft(),
        },
        counted(f, page),
        if status.is_empty() {
            Fact::new(t.status, gap(f, page, "status")).soft()
        } else {
            Fact::new(t.status, capital(&status)).note(f.date(page.facts.valid.as_ref()))
        },
        match page.meetings.next.first().and_then(|m| Some((m, m.when.as_ref()?))) {
            Some((m, when)) => {
                Fact::new(t.next_meeting, f.lang.planned(when)).link(f.link(&url::to(&m.link)))
            }
            None => Fact::new(t.next_meeting, t.no_known_meeting).soft(),
        },
    ];
    let wheel = f.link_with("/arshjul", &[("body", &page.link.slug)]);
    let feed = f.link(&format!("/kalender/organ/{}.ics", page.link.slug));
    Head {
        crumbs,
        kind: owner.map(|o| format!("{kind} · {}", o.label)).unwrap_or(kind),
        lead: page.facts.purpose.as_ref().map(|p| first_sentence(&p.0)).unwrap_or_default(),
        actions: vec![
            Action::new(t.to_feed, feed).of(page.link.label.clone()),
            Action::new(t.to_wheel, wheel),
            Action::new(f.t.commission.follow_up, f.link_with("/uppfoljning", &[("body", &page.link.slug)])),
        ],
        facts,
        ..Head::new(page.link.label.clone())
    }
}

fn gap(f: &Frame, page: &Page, field: &str) -> &'static str {
    match page.doubts.gap(page.link.id, field) {
        Some(kind) => doubts::gap(f, kind),
        None => f.t.common.not_stated,
    }
}

/// The members' seats that the rows mean, beside the size as published.
fn counted(f: &Frame, page: &Page) -> Fact {
    let t = &f.t.place;
    if page.member_seats().next().is_none() {
        return Fact::new(t.seats_counted, t.no_seats).soft();
    }
    let counted = page.counted;
    Fact::new(t.seats_counted, f.lang.seats_between(counted.least, counted.most)).note(t.counted_note)
}

fn sections(f: &Frame, page: &Page) -> Vec<Section> {
    let t = &f.t.place;
    let wheel = f.link_with("/arshjul", &[("body", &page.link.slug)]);
    let mut seats = people::seats(f, t.seats, page.member_seats());
    if seats.is_empty() {
        seats.push(Block::Empty(t.no_seats_told.to_owned()));
    }
    if let Some(composition) = &page.facts.composition {
        seats.insert(0, Block::Prose(composition.0.clone()));
    }
    let regime = f.word("substitute_regime", page.facts.substitutes.map(|s| s.as_str()));
    let mut substitutes = people::seats(f, t.substitutes, page.substitutes());
    if !regime.is_empty() {
        substitutes.insert(0, Block::Pairs(vec![(t.substitution.to_owned(), Cell::text(capital(&regime)))]));
    }
    let mut all = vec![
        Section::new("moten", t.next_meetings, lines::meetings(f, &page.meetings.next, false, 6))
            .aside(t.to_wheel, wheel),
        Section::new("lage", t.life, life(f, page)),
        Section::new("far", t.may_do, may_do(f, page)),
        Section::new("platser", t.seats, seats),
        Section::new("ersattare", t.substitutes, substitutes),
        Section::new("sekreterare", t.officers, people::seats(f, t.officers, page.officers())),
        Section::new("mandat", f.t.lines.mandates, people::mandates(f, &page.mandates)),
        Section::new("uppdrag", t.commissions_received, lines::commissions(f, &page.received)),
        Section::new("gav", t.commissions_given, lines::commissions(f, &page.given)),
        Section::new("rekommendationer", t.recommendations, recommendations(f, page)),
        Section::new("arbetssatt", t.work, work(f, page)),
        Section::new("runtom", t.together_with, around(f, page)),
        Section::new(
            "elsewhere",
            t.seats_elsewhere,
            people::seats(f, t.seats_elsewhere, page.seats_elsewhere.iter()),
        ),
        Section::new("tidigare", t.past_meetings, past(f, page)),
        Section::new("styrdokument", t.about_it, about(f, page)),
    ];
    all.extend(doubts::sections(f, &page.link, &page.doubts));
    all.push(Section::new("kalla", t.sources, doubts::source(f, &page.origin)));
    all
}

fn life(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    let mut pairs: Vec<(String, Cell)> = Vec::new();
    let mut add = |name: &str, cell: Cell| {
        if !cell.is_empty() {
            pairs.push((name.to_owned(), cell));
        }
    };
    add(t.gate, Cell::text(page.facts.gate.as_ref().map(|g| g.0.clone()).unwrap_or_default()));
    add(t.decided_by, Cell::links(f.to_all(&page.decided_by)));
    add(t.predecessor, f.cell(page.predecessor.as_ref()));
    add(t.successors, Cell::links(f.to_all(&page.successors)));
    add(t.since, Cell::text(f.date(page.facts.valid.as_ref())));
    add(t.aliases, Cell::text(f.lang.list(&page.facts.aliases)));
    add(t.note, Cell::text(page.facts.note.as_ref().map(|n| n.0.clone()).unwrap_or_default()));
    let mut blocks: Vec<Block> =
        page.facts.purpose.as_ref().and_then(|p| more_than_lead(&p.0)).into_iter().collect();
    if !pairs.is_empty() {
        blocks.push(Block::Pairs(pairs));
    }
    blocks
}

fn may_do(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    let mut blocks = Vec::new();
    if !page.facts.powers.is_empty() {
        let powers: Vec<String> =
            page.facts.powers.iter().map(|p| f.word("power", Some(p.as_str()))).collect();
        blocks
            .push(Block::Pairs(vec![(t.in_general.to_owned(), Cell::text(capital(&f.lang.list(&powers))))]));
    }
    if !page.remits.is_empty() {
        let rows = page.remits.iter().map(|r| {
            vec![
                Cell::link(Link::new(r.subject.clone(), f.link(&url::to(&r.link))))
                    .fine(r.note.clone().unwrap_or_default()),
                Cell::text(capital(&f.word("power", Some(r.power.as_str())))).fine(f.certainty(&r.origin)),
                f.cell(r.towards.as_ref()),
            ]
        });
        blocks.push(Block::Table(Table::new(t.may_do, &[t.subject, t.power, t.towards], rows.collect())));
    }
    blocks
}

fn recommendations(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    if page.recommendations.is_empty() {
        return Vec::new();
    }
    let rows = page.recommendations.iter().map(|r| {
        let state = f.word("recommendation_state", r.state.map(|s| s.as_str()));
        let mut name = Cell::link(Link::new(r.text.clone(), f.link(&url::to(&r.link))));
        for item in r.given_at.iter().chain(&r.received_as) {
            name = name.fine_link(f.to(item));
        }
        vec![
            name,
            f.cell(r.from.as_ref()),
            f.cell(r.to.as_ref()),
            Cell::text(capital(&state)).fine(f.date(r.when.as_ref())),
        ]
    });
    let heads = [t.recommendation, t.from, t.to, t.status];
    vec![Block::Table(Table::new(t.recommendations, &heads, rows.collect()))]
}

fn work(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    let b = &page.facts;
    let told = |name: &str, text: String, field: &str| {
        let cell = if text.is_empty() { Cell::text(gap(f, page, field)).soft() } else { Cell::text(text) };
        (name.to_owned(), cell)
    };
    let mut pairs = vec![
        told(t.frequency, b.frequency.as_ref().map(|x| x.0.clone()).unwrap_or_default(), "frequency"),
        match &page.convener {
            Some(post) => (t.convener.to_owned(), Cell::link(f.to(post))),
            None => told(t.convener, String::new(), "convener"),
        },
        told(t.call_lead, b.call_lead.map(|d| f.lang.duration(d)).unwrap_or_default(), "call_lead"),
        told(
            t.record_kind,
            capital(&f.word("record_kind", b.record_kind.map(|k| k.as_str()))),
            "record_kind",
        ),
    ];
    let mut add = |name: &str, cell: Cell| {
        if !cell.is_empty() {
            pairs.push((name.to_owned(), cell));
        }
    };
    add(t.meeting_length, Cell::text(b.meeting_length.map(|d| f.lang.duration(d)).unwrap_or_default()));
    add(t.adjusters, Cell::text(b.adjusters.map(|c| f.lang.count(&c)).unwrap_or_default()));
    add(t.operated_by, f.cell(page.operated_by.as_ref()));
    add(t.archive, f.cell(page.archive_owner.as_ref()));
    add(t.diary, f.cell(page.diary.as_ref()));
    add(t.notice_board, Cell::text(b.notice_board.clone().unwrap_or_default()));
    add(t.areas, Cell::links(f.to_all(&page.areas)));
    let mut blocks = vec![Block::Pairs(pairs)];
    if !b.standing_items.is_empty() {
        blocks.push(Block::Note(t.standing_items.to_owned()));
        blocks.push(Block::Bullets(b.standing_items.iter().map(|s| Cell::text(s.clone())).collect()));
    }
    blocks
}

fn around(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    let line = &page.line;
    let all = [
        (capital(t.reports_to), f.to_all(&line.reports_to)),
        (capital(t.part_of), f.to_all(line.part_of.as_slice())),
        (capital(t.composed_of), f.to_all(&line.composed_of)),
        (capital(t.advises), f.to_all(&line.advises)),
        (t.reporting.to_owned(), f.to_all(&page.reporting)),
        (t.advised_by.to_owned(), f.to_all(&page.advised_by)),
        (t.parts.to_owned(), f.to_all(&page.parts)),
        (t.composes.to_owned(), f.to_all(&page.composes)),
    ];
    let pairs: Vec<(String, Cell)> = all
        .into_iter()
        .filter(|(_, links)| !links.is_empty())
        .map(|(n, links)| (n, Cell::links(links)))
        .collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

fn past(f: &Frame, page: &Page) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !page.meetings.past.is_empty() {
        blocks.extend(lines::meetings(f, &page.meetings.past, false, 6));
    }
    if !page.meetings.undated.is_empty() {
        let inner = lines::meetings(f, &page.meetings.undated, false, usize::MAX);
        blocks.push(Block::More(f.t.place.undated_meetings.to_owned(), inner));
    }
    blocks
}

fn about(f: &Frame, page: &Page) -> Vec<Block> {
    page.sections
        .iter()
        .flat_map(|s| {
            let document = s.document.as_ref().map(|d| d.label.clone()).unwrap_or_default();
            let name =
                Cell::link(Link::new(s.heading.clone(), f.link(&url::to(&s.link)))).fine(document.clone());
            let mut blocks = vec![Block::Bullets(vec![name])];
            blocks.extend(s.summary.as_ref().map(|text| Block::Prose(text.clone())));
            blocks.extend(s.quotes.iter().map(|q| Block::Quote(q.clone(), document.clone())));
            blocks
        })
        .collect()
}

/// The routes of bodies.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/organ", list).public()).route(get("/organ/{*slug}", show).public())
}
