//! Organisations: the list by county, and one's whole view over all cooperations.

use super::{
    cooperation::{bodies, columns, form, next},
    html,
    list::{choices, chosen, pager, part},
    opening, rule,
};
use crate::{
    fault::Fault,
    frame::Frame,
    picture,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        lines::{self, capital, joined},
        people,
    },
    site::AppState,
    url,
    view::{Action, Fact, Filter, Filters, Head, Link, Row},
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
        duty::{AskedState, ReferralLine},
        organisation::{self, Page, Representation, Taken},
        organisations::{self, OrganisationLine},
    },
};
use genbo_domain::{matter::CaseOrigin, organisation::OrganisationKind};
use std::collections::BTreeMap;

/// How many organisations a list has at once: all municipalities of a country fit.
const LINES: usize = 500;

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let filter = organisations::Filter {
        kind: chosen::<OrganisationKind>(&f, "kind")?,
        q: f.asked("q").map(str::to_owned),
    };
    let part = part(&f, LINES);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = organisations::list(&mut reader, &filter, part).await?;
    let t = &f.t.place;
    let filters = Filters {
        fields: vec![
            Filter::text("q", f.t.list.search, f.asked("q")),
            Filter::choice("kind", t.kind, f.asked("kind"), choices(&f, &OrganisationKind::VOCABULARY)),
        ],
        active: f.asked("q").is_some() || f.asked("kind").is_some(),
    };
    let only_municipalities = filter.kind == Some(OrganisationKind::Municipality);
    let title = if only_municipalities { t.municipalities } else { t.organisations };
    let head = Head { lead: t.organisations_lead.to_owned(), ..Head::new(title) };
    let mut sections = by_county(&f, &found.lines);
    if sections.is_empty() {
        sections.push(Section::new("", "", vec![Block::Empty(f.t.list.nothing_found.to_owned())]));
    }
    let pager = pager(&f, found.all, LINES);
    html(&Sheet { filters: Some(filters), pager, ..Sheet::of(f, head, sections) })
}

/// A section per county, by name; those without a county last.
fn by_county(f: &Frame, all: &[OrganisationLine]) -> Vec<Section> {
    let counties = organisations::counties();
    let mut groups: BTreeMap<(bool, &str), Vec<Link>> = BTreeMap::new();
    for line in all {
        let county = line.county.as_deref().map(|c| counties.get(c).copied().unwrap_or(c));
        let key = (county.is_none(), county.unwrap_or(f.t.place.other_county));
        groups.entry(key).or_default().push(organisation_link(f, line));
    }
    let mut groups: Vec<((bool, &str), Vec<Link>)> = groups.into_iter().collect();
    groups.sort_by_cached_key(|((last, county), _)| (*last, genbo_app::collation::key(county)));
    groups
        .into_iter()
        .map(|((_, county), links)| {
            let count = f.lang.whole(i64::try_from(links.len()).unwrap_or(0));
            Section::new("", county, vec![Block::Columns(links)]).aside(count, "")
        })
        .collect()
}

fn organisation_link(f: &Frame, line: &OrganisationLine) -> Link {
    let to = f.to(&line.link);
    let beside = match (&line.part_of, line.cooperations) {
        (Some(whole), _) => format!(", {}", whole.label),
        (None, 0) => String::new(),
        (None, n) => format!(" ({})", f.lang.cooperations(n)),
    };
    Link::new(format!("{}{beside}", to.text), to.href)
}

async fn show(mut f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let page = organisation::page(&mut reader, &slug).await?;
    opening::offer(&mut f, &mut reader, "organisation", &slug).await?;
    f.at_home(&mut reader, page.link.id).await?;
    let marks = mark::marks_of_organisation(&mut reader, page.link.id).await?;
    let all = rule::overview_of(&f, "organisation", &page.link.slug);
    let rules = rule::mark::on_page(&mut f, &mut reader, marks, Some(all)).await?;
    let (mut head, mut sections) = (head(&f, &page), sections(&f, &page));
    sections.insert(sections.len().min(1), rules);
    head.actions.extend(super::term::action(&f, &page.link));
    html(&Sheet::of(f, head, sections))
}

/// The referrals that it has yet to answer.
fn unanswered(page: &Page) -> impl Iterator<Item = &ReferralLine> {
    let open = |r: &&ReferralLine| {
        r.of(page.link.id).is_some_and(|a| matches!(a.state, AskedState::Open | AskedState::Late))
    };
    page.asked.iter().filter(open)
}

fn head(f: &Frame, page: &Page) -> Head {
    let t = &f.t.place;
    let kinds: Vec<String> =
        page.facts.kinds.iter().map(|k| f.word("organisation_kind", Some(k.as_str()))).collect();
    let county =
        page.facts.county_code.as_deref().map(|c| organisations::counties().get(c).copied().unwrap_or(c));
    let mut crumbs =
        vec![Link::new(f.t.nav.municipalities, f.link_with("/organisationer", &[("kind", "municipality")]))];
    if !page.facts.kinds.contains(&OrganisationKind::Municipality) {
        crumbs = vec![Link::new(t.organisations, f.link("/organisationer"))];
    }
    crumbs.extend(page.part_of.as_ref().map(|o| f.to(o)));
    let mut bodies: Vec<i64> =
        page.represented.iter().filter_map(|r| r.seat.body.as_ref()).map(|b| b.id.0).collect();
    bodies.extend(page.composes.iter().map(|b| b.link.id.0));
    bodies.sort_unstable();
    bodies.dedup();
    let owed = unanswered(page).count() + page.commissions.iter().filter(|c| c.open).count();
    let first = unanswered(page).filter_map(|r| r.of(page.link.id)?.due.clone()).min_by_key(|d| d.sort_key());
    let waiting: usize = page.sent.iter().map(ReferralLine::missing).sum::<usize>()
        + page.given.iter().filter(|c| c.open).count();
    let fact = |label: &str, n: usize, words: String| {
        if n == 0 { Fact::new(label, t.nothing).soft() } else { Fact::new(label, words) }
    };
    let mut to_answer = fact(t.to_answer, owed, f.lang.things_to_do(owed));
    if let Some(due) = first {
        to_answer = to_answer.note(format!("{} {}", f.t.lines.last_day, f.lang.date(&due)));
    }
    let wheel = f.link_with("/arshjul", &[("organisation", &page.link.slug)]);
    Head {
        crumbs,
        kind: joined(&[capital(&f.lang.list(&kinds)), county.unwrap_or_default().to_owned()]),
        lead: t.organisation_lead.to_owned(),
        actions: vec![Action::new(t.to_wheel, wheel).of(page.link.label.clone())],
        facts: vec![
            fact(t.cooperates_in, page.cooperations.len(), f.lang.cooperations(page.cooperations.len())),
            fact(t.sits_in, bodies.len(), f.lang.bodies(bodies.len())),
            to_answer,
            fact(t.waits_for, waiting, f.lang.things_to_do(waiting)),
        ],
        ..Head::new(page.link.label.clone())
    }
}

fn sections(f: &Frame, page: &Page) -> Vec<Section> {
    let t = &f.t.place;
    let wheel = f.link_with("/arshjul", &[("organisation", &page.link.slug)]);
    let picture = if page.cooperations.is_empty() {
        Vec::new()
    } else {
        let svg = picture::organisation::of_organisation(f, page);
        vec![Block::Picture(f.t.common.scroll_picture.to_owned(), svg, f.t.common.same_in_list.to_owned())]
    };
    let mut cooperations = picture;
    cooperations.push(if page.cooperations.is_empty() {
        Block::Empty(t.no_cooperations.to_owned())
    } else {
        Block::Table(taken(f, &page.cooperations))
    });
    let own_bodies =
        if page.bodies.is_empty() { Vec::new() } else { vec![Block::Table(bodies(f, &page.bodies))] };
    let mut meetings = lines::meetings(f, &page.next, true, 8);
    if !page.next.is_empty() {
        meetings.insert(0, Block::Note(t.ours_note.to_owned()));
    }
    let mut all = vec![
        Section::new("skyldig", t.due, dues(f, page)),
        Section::new("vantar", t.owed, owed(f, page)),
        Section::new("remisser", t.answered_referrals, done(f, page)),
        Section::new("samverkan", t.cooperations, cooperations),
        Section::new("platser", t.our_seats, represented(f, page)),
        Section::new("moten", t.next_meetings, meetings).aside(t.to_wheel, wheel),
        Section::new("organ", t.own_bodies, own_bodies),
        Section::new("befattningar", f.t.lines.posts, people::posts(f, &page.posts)),
        Section::new("mandat", f.t.lines.mandates, people::mandates(f, &page.mandates)),
        Section::new("kontakter", f.t.lines.contacts, lines::contacts(f, &page.contacts)),
        Section::new("arenden", t.cases, cases(f, page)),
        Section::new("utbildning", t.courses, courses(f, page)),
        Section::new("avtal", f.t.lines.agreements, lines::agreements(f, &page.agreements)),
        Section::new("styrdokument", f.t.lines.documents, lines::documents(f, &page.documents)),
        Section::new("exempel", t.examples, columns(f.to_all(&page.examples))),
        Section::new("statistik", t.statistics, statistics(f, page)),
        Section::new("overgangar", t.successions, successions(f, page)),
        Section::new("om", t.about_person, about(f, page)),
    ];
    all.extend(doubts::sections(f, &page.link, &page.doubts));
    all.push(Section::new("kalla", t.sources, doubts::source(f, &page.origin)));
    all
}

/// What it owes: referrals to answer, commissions, questions that it took home.
fn dues(f: &Frame, page: &Page) -> Vec<Block> {
    let mut blocks = Vec::new();
    let rows: Vec<Row> = unanswered(page).map(|r| lines::referral(f, r, r.of(page.link.id))).collect();
    if !rows.is_empty() {
        blocks.push(Block::Rows(rows));
    }
    blocks.extend(lines::commissions(f, &page.commissions));
    let home = page.home_rounds.iter().map(|h| Row {
        day: Some(f.lang.due_block(h.due.as_ref(), f.today)),
        context: h.body.as_ref().map(|b| b.label.clone()).unwrap_or_default(),
        title: h.link.label.clone(),
        href: f.link(&url::to(&h.link)),
        line: f.t.place.home_rounds.to_owned(),
        ..Row::default()
    });
    let home: Vec<Row> = home.collect();
    if !home.is_empty() {
        blocks.push(Block::Rows(home));
    }
    if blocks.is_empty() {
        blocks.push(Block::Empty(f.t.place.no_dues.to_owned()));
    }
    blocks
}

/// What it waits for: answers to its referrals, commissions that it gave.
fn owed(f: &Frame, page: &Page) -> Vec<Block> {
    let rows: Vec<Row> = page.sent.iter().map(|r| lines::referral(f, r, None)).collect();
    let mut blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Rows(rows)] };
    let had = |id| page.commissions.iter().any(|c| c.link.id == id);
    blocks.extend(lines::commissions(f, page.given.iter().filter(|c| !had(c.link.id))));
    blocks
}

/// Referrals that it has answered, or that were not for it to answer any more.
fn done(f: &Frame, page: &Page) -> Vec<Block> {
    let open: Vec<_> = unanswered(page).map(|r| r.link.id).collect();
    let rows: Vec<Row> = page
        .asked
        .iter()
        .filter(|r| !open.contains(&r.link.id))
        .map(|r| lines::referral(f, r, r.of(page.link.id)))
        .collect();
    if rows.is_empty() { Vec::new() } else { vec![Block::Rows(rows)] }
}

fn taken(f: &Frame, all: &[Taken]) -> Table {
    let t = &f.t.place;
    let rows = all.iter().map(|c| {
        let how = match &c.through {
            Some(through) => Cell::text(format!("{} {}", t.through, through.label)),
            None => Cell::text(capital(&f.word("membership_kind", c.how.kind.map(|k| k.as_str())))),
        };
        let how = how
            .fine(f.lang.list(&c.how.areas))
            .fine(c.how.condition.clone().unwrap_or_default())
            .fine(f.date(c.how.valid.as_ref()));
        let how = c.groups.iter().fold(how, |how, g| how.fine_link(f.to(g)));
        vec![
            Cell::link(f.to(&c.line.link)),
            form(f, c.line.form),
            how,
            Cell::text(f.lang.members(c.line.members)),
            next(f, c.line.next.as_ref()),
        ]
    });
    let heads = [t.cooperation, t.form, t.how, t.members, t.next_meeting];
    Table::new(t.cooperations, &heads, rows.collect())
}

fn represented(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    let mut blocks = Vec::new();
    if page.represented.is_empty() && page.composes.is_empty() {
        return vec![Block::Empty(t.no_represented.to_owned())];
    }
    if !page.represented.is_empty() {
        let rows = page.represented.iter().map(|r| seat(f, r)).collect();
        let heads = [t.body, f.t.lines.seat, f.t.lines.holder, t.next_meeting];
        blocks.push(Block::Table(Table::new(t.our_seats, &heads, rows)));
    }
    if !page.composes.is_empty() {
        blocks.push(Block::Table(bodies(f, &page.composes)));
    }
    blocks
}

fn seat(f: &Frame, r: &Representation) -> Vec<Cell> {
    let shared = r.shared.as_ref().map(|g| format!("{}: {}", capital(f.t.lines.shared), g.label));
    vec![
        f.cell(r.seat.body.as_ref()).fine(r.owner.as_ref().map(|o| o.label.clone()).unwrap_or_default()),
        people::seat(f, &r.seat).fine(shared.unwrap_or_default()),
        people::holders(f, r.seat.now()),
        next(f, r.next.as_ref()),
    ]
}

fn cases(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    if page.cases.is_empty() {
        return Vec::new();
    }
    let rows = page.cases.iter().map(|c| {
        let number = match (&c.number, c.origin) {
            (Some(number), _) => Cell::text(number.clone()),
            (None, Some(CaseOrigin::ToBeSupplied)) => Cell::text(t.to_be_supplied).soft(),
            (None, _) => Cell::text(f.t.common.unknown).soft(),
        };
        vec![number.fine(f.date(c.opened.as_ref())), f.cell(c.matter.as_ref()), f.cell(c.officer.as_ref())]
    });
    vec![Block::Table(Table::new(t.cases, &[t.case_number, t.matter, t.officer], rows.collect()))]
}

fn courses(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    if page.courses.is_empty() {
        return Vec::new();
    }
    let rows = page.courses.iter().map(|c| {
        let next = match &c.next {
            Some((when, status)) => {
                Cell::text(f.lang.planned(when)).fine(f.word("meeting_status", status.map(|s| s.as_str())))
            }
            None => Cell::text(t.no_edition).soft(),
        };
        vec![
            Cell::link(f.to(&c.link))
                .fine(c.cooperation.as_ref().map(|x| x.label.clone()).unwrap_or_default()),
            next,
            Cell::text(c.needs.map(|n| f.lang.seats_of(&n)).unwrap_or_default()),
        ]
    });
    vec![Block::Table(Table::new(t.courses, &[t.course, t.next_edition, t.needs], rows.collect()))]
}

fn statistics(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    if page.statistics.is_empty() {
        return Vec::new();
    }
    let rows = page.statistics.iter().map(|s| {
        vec![
            Cell::text(s.measure.clone()).fine(s.subset.clone().unwrap_or_default()),
            Cell::text(f.lang.count(&s.value)).fine(f.source(&s.origin)),
            Cell::text(f.lang.date(&s.when)),
        ]
    });
    vec![Block::Table(Table::new(t.statistics, &[t.measure, t.value, t.when], rows.collect()))]
}

fn successions(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    if page.successions.is_empty() {
        return Vec::new();
    }
    let rows = page.successions.iter().map(|s| {
        let parts: Vec<String> =
            s.parts.iter().map(|p| f.word("succession_part", Some(p.as_str()))).collect();
        vec![
            f.cell(s.from.as_ref()),
            f.cell(s.to.as_ref()),
            Cell::text(f.lang.list(&parts)),
            Cell::text(f.date(s.when.as_ref())),
        ]
    });
    vec![Block::Table(Table::new(t.successions, &[t.from, t.to, t.kind, t.when], rows.collect()))]
}

fn about(f: &Frame, page: &Page) -> Vec<Block> {
    let t = &f.t.place;
    let facts = &page.facts;
    let all = [
        (t.is_cooperation, f.cell(page.is_cooperation.as_ref())),
        (t.org_part_of, f.cell(page.part_of.as_ref())),
        (t.org_parts, Cell::links(f.to_all(&page.parts))),
        (t.code, Cell::text(facts.code.clone().unwrap_or_default())),
        (t.legal_name, Cell::text(facts.legal_name.clone().unwrap_or_default())),
        (t.registration, Cell::text(facts.registration_number.clone().unwrap_or_default())),
        (t.since, Cell::text(f.date(facts.valid.as_ref()))),
        (t.website, Cell::links(facts.website.iter().map(|w| Link::new(w.0.clone(), w.0.clone())).collect())),
        (t.note, Cell::text(facts.note.as_ref().map(|n| n.0.clone()).unwrap_or_default())),
    ];
    let pairs: Vec<(String, Cell)> =
        all.into_iter().filter(|(_, c)| !c.is_empty()).map(|(n, c)| (n.to_owned(), c)).collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

/// The routes of organisations.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/organisationer", list).public())
        .route(get("/organisationer/{*slug}", show).public())
}
