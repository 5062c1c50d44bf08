//! Commissions: from which decision, to whom, by when, over which way-stations; and their list.

mod steps;

use super::{html, html_with, item::implementation_blocks, list, opening};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get, post},
    sheet::{
        Block, Cell, Section, Sheet,
        decision::{self, Decision},
        doubts,
        lines::{self, capital, joined},
        tell::{Pair, Teller, flow},
    },
    site::AppState,
    url,
    view::{Fact, Filter, Filters, Head, Row, Step, StepState, Tag, TagKind},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    commission::take,
    cx::{Cx, Permission},
    view::{
        Reader,
        commission::{Ask, CommissionPage, commission, commissions},
    },
};
use genbo_domain::commission::{CommissionState, WayStationState};

const PER_PAGE: usize = 100;

async fn show(f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    page(f, &cx, &slug, steps::Again::default(), StatusCode::OK).await
}

async fn page(
    mut f: Frame,
    cx: &Cx,
    slug: &str,
    again: steps::Again,
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, cx, "commission", slug).await?;
    let page = commission(&mut reader, slug).await?;
    let offer = take::offer(&mut reader, &f.actor(), page.commission.id()).await?;
    let tell = Teller { f: &f, names: &page.names, doubts: &page.doubts };
    let t = &f.t.commission;
    let mut sections = vec![
        Section::new("kan-goras", t.steps, steps::blocks(&f, cx, &page, &offer, again)),
        Section::new("vagen", t.way, way(tell, &page)),
        Section::new("vad", t.what, what(tell, &page)),
        Section::new("beslutet", t.clause, clause(tell, &page)),
        Section::new("aterrapport", t.report, report(tell, &page)),
        Section::new("genomfort", t.home, implementation_blocks(tell, &page.implementations)),
    ];
    sections.extend(doubts::sections(&f, &page.commission.link, &page.doubts));
    sections.push(Section::new("", "", doubts::source(&f, &page.commission.origin)));
    let head = head(tell, &page);
    html_with(status, &Sheet::of(f, head, sections))
}

fn head(tell: Teller<'_>, page: &CommissionPage) -> Head {
    let (f, t, c) = (tell.f, &tell.f.t.commission, &page.commission.facts);
    let state = capital(&f.word("commission_state", c.state.map(CommissionState::as_str)));
    let due = match (&c.due, tell.names.opt(c.due_with)) {
        (Some(due), _) => {
            let status = f.word("due_status", c.due_status.map(|s| s.as_str()));
            Fact::new(t.due, f.lang.date(due))
                .note(joined(&[status, if page.late { t.late.to_owned() } else { String::new() }]))
        }
        (None, Some(with)) => {
            Fact::new(t.due, format!("{} {}", t.together_with, with.label)).link(f.link(&url::to(&with)))
        }
        (None, None) => {
            let why = tell
                .gap(&page.commission.link, "due")
                .map(|g| g.words.iter().map(|w| w.text.clone()).collect::<String>());
            let review =
                c.review.as_ref().map(|r| format!("{} {}", t.review, f.lang.date(r))).unwrap_or_default();
            Fact::new(t.due, t.due_missing).note(joined(&[why.unwrap_or_default(), review]))
        }
    };
    let assignee = tell.names.opt(c.assignee);
    let follows = if assignee.as_ref().is_some_and(|a| a.noun == "post") { t.follows_post } else { "" };
    let who = match (&assignee, &c.assignee_text) {
        (Some(a), _) => Fact::new(t.assignee, a.label.clone()).link(f.link(&url::to(a))).note(follows),
        (None, Some(text)) => Fact::new(t.assignee, text.clone()),
        (None, None) => Fact::new(t.assignee, f.t.common.unknown).soft(),
    };
    let mut facts = vec![due, who];
    if let Some(giver) = tell.names.opt(c.given_by) {
        facts.push(Fact::new(t.given_by, giver.label.clone()).link(f.link(&url::to(&giver))));
    }
    facts.push(if page.ahead {
        Fact::new(t.state, f.t.lines.ahead).soft()
    } else if state.is_empty() {
        Fact::new(t.state, f.t.common.unknown).soft()
    } else {
        Fact::new(t.state, state)
    });
    let mut lead = Vec::new();
    if c.due.is_none() && c.due_with.is_none() && page.open {
        lead.push(format!("{}.", t.due_missing));
    }
    lead.extend(c.note.as_ref().map(|n| flow(&n.0)));
    let home = page.commission.home.and_then(|h| tell.names.get(h));
    Head {
        crumbs: opening::crumbs(f, "commission", home.as_ref()),
        kind: t.kind.to_owned(),
        lead: lead.join(" "),
        facts,
        ..Head::new(c.title.clone())
    }
}

#[derive(Template)]
#[template(source = r#"{% import "parts/parts.html" as p %}{{ p::steps(label, steps) }}"#, ext = "html")]
struct Way {
    label: &'static str,
    steps: Vec<Step>,
}

/// From being given over its way-stations to the report back.
fn way(tell: Teller<'_>, page: &CommissionPage) -> Vec<Block> {
    let (f, t, c) = (tell.f, &tell.f.t.commission, &page.commission.facts);
    let given = page
        .meeting
        .as_ref()
        .and_then(|m| m.facts.when.as_ref())
        .map(|w| w.exact_day().map_or_else(|| f.lang.date(w), |d| f.lang.day(d)));
    let word = |state: CommissionState| capital(&f.word("commission_state", Some(state.as_str())));
    let mut steps = vec![Step {
        name: word(CommissionState::Given),
        text: given.unwrap_or_default(),
        state: if page.ahead { StepState::Todo } else { StepState::Done },
    }];
    let mut is_now = page.open;
    for w in &page.way_stations {
        let x = &w.facts;
        let when = match &x.due {
            Some(d) => f.lang.date(d),
            None => tell.gap(&w.link, "due").map_or(t.day_missing.to_owned(), |_| t.day_missing.to_owned()),
        };
        let at = tell.names.opt(x.at).map(|l| l.label).unwrap_or_default();
        let skipped = x.state == Some(WayStationState::Skipped);
        let state = match x.state {
            Some(WayStationState::Passed) => StepState::Done,
            _ if is_now && !skipped => {
                is_now = false;
                StepState::Now
            }
            _ => StepState::Todo,
        };
        let passed = f.word("way_station_state", x.state.map(|s| s.as_str()));
        steps.push(Step { name: x.title.clone(), text: joined(&[at, when, passed]), state });
    }
    let done = matches!(
        c.state,
        Some(
            CommissionState::Reported
                | CommissionState::Noted
                | CommissionState::Closed
                | CommissionState::Returned
        )
    );
    let last = c.state.filter(|_| done).map_or(word(CommissionState::Reported), word);
    let by = tell.names.opt(c.closed_by).map(|l| l.label).unwrap_or_default();
    let state = if done { StepState::Done } else { StepState::Todo };
    if c.state == Some(CommissionState::Delivered) {
        let text = tell.names.opt(c.closing_document).map(|l| l.label).unwrap_or_default();
        steps.push(Step { name: word(CommissionState::Delivered), text, state: StepState::Done });
    }
    let due = c.due.as_ref().map(|d| f.lang.date(d)).filter(|_| !done).unwrap_or_default();
    steps.push(Step { name: last, text: joined(&[by, due]), state });
    let mut blocks = vec![Block::Own(Way { label: t.way_stations, steps }.render().unwrap_or_default())];
    let published = page.commission.origin.as_published.clone();
    if page.late || (page.open && c.due.is_none() && c.due_with.is_none()) {
        let tag = Tag::new(TagKind::Risk, if page.late { t.late } else { t.due_missing });
        let quoted = published.map(|p| format!("”{p}”")).unwrap_or_default();
        blocks.push(Block::Pairs(vec![(t.due.to_owned(), Cell::default().tag(Some(tag)).fine(quoted))]));
    }
    blocks
}

fn what(tell: Teller<'_>, page: &CommissionPage) -> Vec<Block> {
    let (f, about, c) = (tell.f, &page.commission.link, &page.commission.facts);
    let pairs: Vec<Pair> = [
        tell.prose(about, "deliverable", c.deliverable.as_ref()),
        tell.prose(about, "composition", c.composition.as_ref()),
        tell.text(about, "assignee_text", c.assignee_text.as_deref())
            .map(|(term, cell)| (term, cell.record())),
        tell.date(about, "due", c.due.as_ref()),
        tell.word(about, "due_status", "due_status", c.due_status.map(|s| s.as_str())),
        tell.date(about, "review", c.review.as_ref()),
        tell.one(about, "matter", c.matter),
        (!page.beside.is_empty())
            .then(|| (f.t.commission.beside.to_owned(), Cell::links(f.to_all(&page.beside)))),
    ]
    .into_iter()
    .flatten()
    .collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

fn clause(tell: Teller<'_>, page: &CommissionPage) -> Vec<Block> {
    let f = tell.f;
    let Some(item) = &page.item else { return Vec::new() };
    let number = item
        .facts
        .number
        .as_ref()
        .map(|n| format!("{} ", capital(&f.lang.item_name(n, page.has_paragraphs))))
        .unwrap_or_default();
    let mut by: Vec<String> =
        page.meeting.iter().flat_map(|m| tell.names.list(&m.facts.bodies)).map(|b| b.label).collect();
    by.extend(page.meeting.iter().filter_map(|m| m.facts.when.as_ref()).map(|w| f.lang.date(w)));
    vec![
        Decision {
            anchor: String::new(),
            title: format!("{number}{}", item.facts.title),
            href: f.link(&url::to(&item.link)),
            by: by.join(", "),
            clauses: page.clause.iter().map(|c| decision::clause(tell, c)).collect(),
            without: f.t.item.no_decision.to_owned(),
            pairs: Vec::new(),
        }
        .block(),
    ]
}

fn report(tell: Teller<'_>, page: &CommissionPage) -> Vec<Block> {
    let (f, about, c) = (tell.f, &page.commission.link, &page.commission.facts);
    let pairs: Vec<Pair> = [
        tell.one(about, "report_to", c.report_to),
        tell.one(about, "closed_by", c.closed_by),
        tell.one(about, "closing_document", c.closing_document),
    ]
    .into_iter()
    .flatten()
    .collect();
    if pairs.is_empty() {
        vec![Block::Empty(f.t.commission.no_report.to_owned())]
    } else {
        vec![Block::Pairs(pairs)]
    }
}

async fn list(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    list::opens(&mut f);
    let asked = |name: &str| f.asked(name).map(str::to_owned);
    let ask = Ask {
        cooperation: asked("cooperation"),
        organisation: asked("organisation"),
        body: asked("body"),
        post: asked("post"),
        open: f.asked("state") == Some("open"),
        part: list::part(&f, PER_PAGE),
    };
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = commissions(&mut reader, &ask).await?;
    let t = &f.t.commission;
    let rows: Vec<Row> = found.lines.iter().map(|l| lines::commission(&f, l)).collect();
    let block = if rows.is_empty() { Block::Empty(t.none.to_owned()) } else { Block::Rows(rows) };
    let mut fields = vec![
        Filter::choice("state", t.state, f.asked("state"), vec![("open".to_owned(), t.only_open.to_owned())]),
        list::cooperation(&f, &found.cooperations),
    ];
    let whose = found.whose.as_ref();
    for (name, label) in
        [("organisation", f.t.meeting.organisation), ("body", f.t.meeting.body), ("post", f.t.lines.post)]
    {
        fields.extend(list::asked_for(&f, name, label, whose));
    }
    let names = ["state", "cooperation", "organisation", "body", "post"];
    let filters = Filters { fields, active: list::is_active(&f, &names) };
    let head = Head { lead: t.list_lead.to_owned(), ..Head::new(f.t.nav.commissions) };
    let pager = list::pager(&f, found.all, PER_PAGE);
    html(&Sheet {
        filters: Some(filters),
        pager,
        ..Sheet::of(f, head, vec![Section::new("", "", vec![block])])
    })
}

/// The routes of commissions.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/uppdrag", list).public())
        .route(get("/uppdrag/{*slug}", show).public())
        .route(post("/uppdrag/{*slug}", steps::act).requires(Permission::Contribute))
}
