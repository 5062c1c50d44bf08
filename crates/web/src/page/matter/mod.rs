//! Matters across organisations: each one's number, the decision chain, what was sent and came; and their list.

mod case;

use super::{html, html_with, item::dispatches, list, opening};
use crate::{
    fault::Fault,
    frame::Frame,
    picture,
    route::{Routes, get, post},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        lines::{self, capital, joined},
        tell::{Teller, flow},
    },
    site::AppState,
    url,
    view::{Action, Fact, Filter, Filters, Head, Row, Tag, TagKind},
    words,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    cx::{Cx, Permission},
    matter::case::own,
    view::{
        Names, Reader,
        matter::{Ask, MatterPage, matter, matters},
        shown::Shown,
    },
};
use genbo_domain::matter::{Case, CaseOrigin, Matter, MatterStatus};

const PER_PAGE: usize = 50;

async fn show(f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    page(f, &cx, &slug, case::Again::default(), StatusCode::OK).await
}

async fn page(
    mut f: Frame,
    cx: &Cx,
    slug: &str,
    again: case::Again,
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, cx, "matter", slug).await?;
    let page = matter(&mut reader, slug).await?;
    let facts: Vec<Case> = page.cases.iter().map(|c| c.facts.clone()).collect();
    let own = own(&mut reader, &f.actor(), &facts).await?;
    let mut numbers = cases(Teller { f: &f, names: &page.names, doubts: &page.doubts }, &page.cases);
    numbers.extend(case::block(&f, cx, &page, &own, again));
    let tell = Teller { f: &f, names: &page.names, doubts: &page.doubts };
    let t = &f.t.matter;
    let referrals = page.referrals.iter().map(|r| lines::referral(&f, r, None)).collect::<Vec<_>>();
    let m = &page.matter.facts;
    let mut sections = vec![
        Section::new("", "", m.summary.iter().map(|s| Block::Prose(flow(&s.0))).collect()),
        Section::new("kedja", t.chain, vec![picture::chain::block(&f, &page.chain, &m.title)]),
        Section::new("nummer", t.cases, numbers),
        Section::new(
            "remisser",
            t.referrals,
            if referrals.is_empty() { Vec::new() } else { vec![Block::Rows(referrals)] },
        ),
        Section::new("uppdrag", t.commissions, lines::commissions(&f, &page.commissions)),
        Section::new("handlingar", t.documents, documents(tell, &page)),
        Section::new("skickat", t.dispatches, dispatches(tell, &page.dispatches)),
        Section::new("hem", t.home_rounds, home_rounds(tell, &page)),
    ];
    sections.extend(doubts::sections(&f, &page.matter.link, &page.doubts));
    sections.push(Section::new("", "", doubts::source(&f, &page.matter.origin)));
    let head = head(tell, &page);
    html_with(status, &Sheet::of(f, head, sections))
}

fn head(tell: Teller<'_>, page: &MatterPage) -> Head {
    let (f, m, t) = (tell.f, &page.matter.facts, &tell.f.t.matter);
    let mut facts: Vec<Fact> = Vec::new();
    for r in &page.referrals {
        let n = format!("{}\u{a0}{}\u{a0}{}", r.answered(), f.lang.pick("av", "of"), r.asked.len());
        facts.push(Fact::new(t.answers, n).note(r.link.label.clone()).link(f.link(&url::to(&r.link))));
        if let Some(due) = &r.due {
            let left = genbo_domain::referral::state::days_left(due, f.today).map(|d| f.lang.days_left(d));
            facts.push(Fact::new(capital(t.last_day), f.lang.date(due)).note(left.unwrap_or_default()));
        }
    }
    facts.extend(page.cases.iter().filter_map(|c| {
        let organisation = tell.names.to(c.facts.organisation)?;
        c.facts.number.as_ref().map(|n| Fact::new(organisation.label, n.clone()))
    }));
    facts.truncate(5);
    if let Some(owner) = tell.names.opt(m.owner).filter(|_| facts.len() < 3) {
        facts.push(Fact::new(t.owner, owner.label.clone()).link(f.link(&url::to(&owner))));
    }
    let status = m.status.map(|s| capital(words::word(f.lang, "matter_status", s.as_str())));
    if let Some(status) = status.filter(|_| facts.len() < 5) {
        facts.push(Fact::new(tell.term(&page.matter.link, "status"), status));
    }
    let home = page.matter.home.and_then(|h| tell.names.get(h));
    Head {
        crumbs: opening::crumbs(f, "matter", home.as_ref()),
        kind: t.kind.to_owned(),
        lead: lead(f, page),
        facts,
        ..Head::new(m.title.clone())
    }
}

/// What its referrals wait for.
fn lead(f: &Frame, page: &MatterPage) -> String {
    let told = page.referrals.iter().map(|r| {
        let left = r.due.as_ref().and_then(|d| genbo_domain::referral::state::days_left(d, f.today));
        let left = left.filter(|_| r.missing() > 0).map(|d| f.lang.days_left(d));
        let parts = [Some(f.lang.have_answered(r.answered(), r.asked.len())), left];
        format!("{}.", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    });
    told.collect::<Vec<_>>().join(" ")
}

/// An organisation's number, or that it is to be supplied.
fn number(f: &Frame, case: &Case) -> Cell {
    match (&case.number, case.origin) {
        (Some(n), _) => Cell::text(n.clone()),
        (None, Some(CaseOrigin::ToBeSupplied) | None) => {
            Cell::default().tag(Some(Tag::new(TagKind::Unknown, capital(f.t.matter.to_be_supplied))))
        }
        (None, Some(_)) => Cell::text(f.t.common.unknown).soft(),
    }
}

fn cases(tell: Teller<'_>, cases: &[Shown<Case>]) -> Vec<Block> {
    let (f, t) = (tell.f, &tell.f.t.matter);
    if cases.is_empty() {
        return Vec::new();
    }
    let rows = cases.iter().filter_map(|c| {
        let organisation = tell.names.to(c.facts.organisation)?;
        let origin = capital(&f.word("case_origin", c.facts.origin.map(|o| o.as_str())));
        let published = c.origin.as_published.clone().map(|p| format!("”{p}”")).unwrap_or_default();
        Some(vec![
            Cell::link(f.to(&organisation)),
            number(f, &c.facts).fine(published),
            tell.sure(Cell::text(origin), c),
            tell.or_gap(&c.link, "officer", Cell::links(tell.links(c.facts.officer.as_slice()))),
            tell.or_gap(&c.link, "opened", Cell::text(f.date(c.facts.opened.as_ref()))),
        ])
    });
    vec![Block::Table(Table::new(
        t.cases,
        &[t.organisation, t.number, t.origin, t.officer, t.opened],
        rows.collect(),
    ))]
}

fn documents(tell: Teller<'_>, page: &MatterPage) -> Vec<Block> {
    let (f, t) = (tell.f, &tell.f.t.matter);
    if page.documents.is_empty() {
        return Vec::new();
    }
    let rows = page.documents.iter().map(|d| {
        let (about, x) = (&d.link, &d.facts);
        vec![
            tell.sure(Cell::link(f.to(about)), d),
            Cell::text(capital(&f.word("document_kind", x.kind.map(|k| k.as_str())))),
            tell.or_gap(about, "number", Cell::text(x.number.clone().unwrap_or_default())),
            tell.or_gap(about, "date", Cell::text(f.date(x.date.as_ref()))),
            tell.or_gap(about, "authors", Cell::links(tell.links(&x.authors))),
        ]
    });
    vec![Block::Table(Table::new(
        t.documents,
        &[t.document, t.what, t.number, t.date, t.author],
        rows.collect(),
    ))]
}

fn home_rounds(tell: Teller<'_>, page: &MatterPage) -> Vec<Block> {
    let (f, t) = (tell.f, &tell.f.t.meeting);
    if page.home_rounds.is_empty() {
        return Vec::new();
    }
    let line = |what: &str, to: Option<genbo_app::view::Link>| {
        to.map(|l| format!("{what} {}", l.label)).unwrap_or_default()
    };
    let cells = page.home_rounds.iter().map(|h| {
        let sent = line(t.sent_home_at, tell.names.opt(h.facts.sent_by));
        let came = line(t.came_back_at, tell.names.opt(h.facts.returned_at));
        tell.sure(Cell::link(f.to(&h.link)).fine(joined(&[sent, came])), h)
    });
    vec![Block::Bullets(cells.collect())]
}

async fn list(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    list::opens(&mut f);
    let ask = ask(&f, "status");
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = matters(&mut reader, &ask).await?;
    let t = &f.t.matter;
    let rows: Vec<Row> = found.rows.iter().map(|(m, cases)| row(&f, &found.names, m, cases)).collect();
    let blocks = if rows.is_empty() { Block::Empty(t.none.to_owned()) } else { Block::Rows(rows) };
    let statuses = words_of(&f, MatterStatus::VOCABULARY);
    let mut fields = vec![
        Filter::text("q", t.text, f.asked("q")),
        list::cooperation(&f, &found.cooperations),
        Filter::choice("status", f.t.referral.state, f.asked("status"), statuses),
    ];
    fields.extend(list::asked_for(&f, "organisation", t.organisation, None));
    let filters =
        Filters { fields, active: list::is_active(&f, &["q", "cooperation", "status", "organisation"]) };
    let head = Head {
        lead: t.list_lead.to_owned(),
        actions: vec![Action::new(t.all_documents, f.link("/handlingar"))],
        ..Head::new(f.t.nav.matters)
    };
    let pager = list::pager(&f, found.all, PER_PAGE);
    html(&Sheet {
        filters: Some(filters),
        pager,
        ..Sheet::of(f, head, vec![Section::new("", "", vec![blocks])])
    })
}

/// What a list of matters or documents is asked for.
pub(super) fn ask(f: &Frame, word: &str) -> Ask {
    let asked = |name: &str| f.asked(name).map(str::to_owned);
    Ask {
        cooperation: asked("cooperation"),
        organisation: asked("organisation"),
        word: asked(word),
        text: asked("q"),
        part: list::part(f, PER_PAGE),
    }
}

/// The words of a vocabulary as choices.
pub(super) fn words_of(f: &Frame, vocabulary: genbo_domain::value::Vocabulary) -> Vec<(String, String)> {
    let word = |w: &str| capital(words::word(f.lang, vocabulary.name, w));
    vocabulary.words.iter().map(|(w, _)| ((*w).to_owned(), word(w))).collect()
}

fn row(f: &Frame, names: &Names, m: &Shown<Matter>, cases: &[Shown<Case>]) -> Row {
    let numbers = cases.iter().filter_map(|c| {
        let organisation = names.to(c.facts.organisation)?.label;
        let number = c.facts.number.clone().unwrap_or_else(|| f.t.matter.to_be_supplied.to_owned());
        Some(format!("{organisation}: {number}"))
    });
    let status = m.facts.status.map(|s| {
        let kind = match s {
            MatterStatus::Open => TagKind::Info,
            MatterStatus::Waiting => TagKind::Unknown,
            MatterStatus::Decided | MatterStatus::Closed => TagKind::Ok,
        };
        Tag::new(kind, capital(words::word(f.lang, "matter_status", s.as_str())))
    });
    Row {
        tag: status,
        context: names.opt(m.facts.owner).map(|o| o.label).unwrap_or_default(),
        title: m.facts.title.clone(),
        href: f.link(&url::to(&m.link)),
        line: joined(&numbers.collect::<Vec<_>>()),
        ..Row::default()
    }
}

/// The routes of matters.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/arenden", list).public())
        .route(get("/arenden/{*slug}", show).public())
        .route(post("/arenden/{*slug}", case::act).requires(Permission::Register))
        .route(get("/nummerserie/{*slug}", case::gaps).requires(Permission::Register))
}
