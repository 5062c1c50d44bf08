//! Referrals: the question, each addressee's state as of the day, all together; and their list.

mod steps;

use super::{html, html_with, list, opening};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get, post},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        lines::{self, capital, joined},
        tell::{Pair, Teller, flow},
    },
    site::AppState,
    url,
    view::{Fact, Filter, Filters, Head, Row, Tag, TagKind},
    words,
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    cx::{Cx, Permission},
    referral::answer::offer,
    view::{
        Reader,
        referral::{Ask, Asked, ReferralPage, referral, referrals},
    },
};
use genbo_domain::referral::{SetBy, state::AddresseeState};

const PER_PAGE: usize = 50;

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
    let mut reader = opening::reader(&mut f, cx, "referral", slug).await?;
    let page = referral(&mut reader, slug).await?;
    let offer = offer(&mut reader, &f.actor(), &page).await?;
    let tell = Teller { f: &f, names: &page.names, doubts: &page.doubts };
    let t = &f.t.referral;
    let r = &page.referral.facts;
    let mut sections = vec![
        Section::new("svar", t.addressees, addressees(tell, &page)),
        Section::new("kan-goras", t.steps, steps::blocks(&f, cx, &page, &offer, again)),
        Section::new("fragan", t.question, r.question.iter().map(|q| Block::Prose(flow(&q.0))).collect()),
        Section::new("forslaget", t.proposal, r.proposal.iter().map(|q| Block::Prose(flow(&q.0))).collect()),
        Section::new("grund", t.rests_on, grounds(tell, &page)),
    ];
    sections.extend(doubts::sections(&f, &page.referral.link, &page.doubts));
    sections.push(Section::new("", "", doubts::source(&f, &page.referral.origin)));
    let head = head(tell, &page);
    html_with(status, &Sheet::of(f, head, sections))
}

fn head(tell: Teller<'_>, page: &ReferralPage) -> Head {
    let (f, t, r) = (tell.f, &tell.f.t.referral, &page.referral.facts);
    let c = &page.composed;
    let mut lead = vec![f.lang.have_answered(c.answered, c.asked)];
    lead.extend(page.days_left.filter(|_| c.open + c.late > 0).map(|d| f.lang.days_left(d)));
    let kinds: Vec<String> = c
        .kinds
        .iter()
        .map(|(kind, n)| match kind {
            Some(kind) => format!("{n}\u{a0}{}", words::word(f.lang, "answer_kind", kind.as_str())),
            None => format!("{n}\u{a0}{}", t.no_kind),
        })
        .collect();
    let mut facts = vec![
        Fact::new(t.answers, format!("{}\u{a0}{}\u{a0}{}", c.answered, f.lang.pick("av", "of"), c.asked))
            .note(kinds.join(", ")),
        match &r.due {
            Some(due) => Fact::new(t.last_day, f.lang.date(due))
                .note(page.days_left.map(|d| f.lang.days_left(d)).unwrap_or_default()),
            None => Fact::new(t.last_day, f.t.common.missing).soft(),
        },
    ];
    if let Some(sender) = tell.names.to(r.sender) {
        facts.push(Fact::new(t.sender, sender.label.clone()).link(f.link(&url::to(&sender))));
    }
    if let Some((_, cell)) = tell.date(&page.referral.link, "sent", r.sent.as_ref()) {
        let text = cell.words.iter().map(|w| w.text.clone()).collect::<String>();
        facts.push(if cell.soft { Fact::new(t.sent, text).soft() } else { Fact::new(t.sent, text) });
    }
    let home = page.referral.home.and_then(|h| tell.names.get(h));
    Head {
        crumbs: opening::crumbs(f, "referral", home.as_ref()),
        kind: t.kind.to_owned(),
        lead: format!("{}.", lead.join(", ")),
        facts,
        ..Head::new(r.title.clone())
    }
}

fn state_tag(f: &Frame, a: &Asked) -> Tag {
    let t = &f.t.referral;
    match a.state {
        AddresseeState::Open => Tag::new(TagKind::Unknown, t.unanswered),
        AddresseeState::Late => Tag::new(TagKind::Risk, t.late),
        AddresseeState::Withdrawn => Tag::new(TagKind::Waived, t.withdrawn),
        AddresseeState::Answered => Tag::new(TagKind::Ok, t.answered),
    }
}

fn addressees(tell: Teller<'_>, page: &ReferralPage) -> Vec<Block> {
    let t = &tell.f.t.referral;
    let rows = page.asked.iter().map(|a| asked_row(tell, a)).collect();
    let table = Table::new(t.addressees, &[t.asked, t.state, t.answer, t.decision, t.case], rows);
    vec![Block::Table(table), Block::Note(t.addressees_note.to_owned())]
}

fn asked_row(tell: Teller<'_>, a: &Asked) -> Vec<Cell> {
    let (f, t) = (tell.f, &tell.f.t.referral);
    let x = &a.addressee.facts;
    let who = Cell::links(tell.names.to(x.organisation).iter().map(|o| f.to(o)).collect());
    let more =
        x.extended_to.as_ref().map(|d| format!("{} {}", t.more_time, f.lang.date(d))).unwrap_or_default();
    let reason = x.extension_reason.as_ref().map(|r| r.0.clone()).unwrap_or_default();
    let reminded = x.reminded.iter().map(|d| f.lang.date(d)).collect::<Vec<_>>().join(", ");
    let reminded = if reminded.is_empty() { String::new() } else { format!("{} {reminded}", t.reminded) };
    let state = Cell::default().tag(Some(state_tag(f, a))).fine(joined(&[more, reason])).fine(reminded);
    let case = match a.case.as_ref().map(|c| &c.facts) {
        Some(c) if c.number.is_some() => Cell::text(c.number.clone().unwrap_or_default()),
        Some(_) => Cell::text(t.no_number).soft(),
        None => Cell::default(),
    };
    let Some(answer) = &a.answer else {
        return vec![who, state, Cell::default(), Cell::default(), case];
    };
    let n = &answer.facts;
    let kind = capital(&f.word("answer_kind", n.kind.map(|k| k.as_str())));
    let set_by = match n.set_by {
        Some(SetBy::Addressee) => t.set_by_addressee,
        Some(SetBy::Sender) => t.set_by_sender,
        None => t.set_by_unknown,
    };
    let in_time = match a.in_time {
        Some(true) => t.in_time,
        Some(false) => t.too_late,
        None => "",
    };
    let came = n.received.as_ref().map(|d| format!("{} {}", t.came, f.lang.date(d))).unwrap_or_default();
    let text = n.text.as_ref().map(|x| x.0.clone()).unwrap_or_default();
    let start = match &n.own_start {
        Some(d) => format!("{}: {}", t.own_start, f.lang.date(d)),
        None => tell
            .gap(&answer.link, "own_start")
            .map(|c| {
                format!("{}: {}", t.own_start, c.words.iter().map(|w| w.text.as_str()).collect::<String>())
            })
            .unwrap_or_default(),
    };
    let kind = if kind.is_empty() { Cell::text(t.no_kind).soft() } else { Cell::text(kind) };
    let told = tell.sure(kind.fine(set_by), answer).fine(text).fine(start);
    let mut behind = tell.links(n.decision.as_slice());
    behind.extend(tell.links(n.document.as_slice()));
    vec![who, state.fine(joined(&[came, in_time.to_owned()])), told, Cell::links(behind), case]
}

fn grounds(tell: Teller<'_>, page: &ReferralPage) -> Vec<Block> {
    let (f, r, about) = (tell.f, &page.referral.facts, &page.referral.link);
    let allowed = r
        .allowed
        .iter()
        .map(|k| words::word(f.lang, "answer_kind", k.as_str()).to_owned())
        .collect::<Vec<_>>();
    let pairs: Vec<Pair> = [
        tell.one(about, "decided_by", r.decided_by),
        tell.one(about, "document", r.document),
        tell.one(about, "matter", r.matter),
        tell.many(about, "follows_up", &r.follows_up),
        tell.word(about, "purpose", "sharing_purpose", r.purpose.map(|p| p.as_str())),
        tell.text(
            about,
            "allowed",
            Some(&f.lang.list(&allowed)).filter(|_| !allowed.is_empty()).map(String::as_str),
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

async fn list(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    list::opens(&mut f);
    let asked = |name: &str| f.asked(name).map(str::to_owned);
    let ask = Ask {
        cooperation: asked("cooperation"),
        organisation: asked("organisation"),
        open: f.asked("state") == Some("open"),
        part: list::part(&f, PER_PAGE),
    };
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = referrals(&mut reader, &ask).await?;
    let t = &f.t.referral;
    let own = found.organisation.as_ref().map(|o| o.id);
    let rows: Vec<Row> =
        found.lines.iter().map(|l| lines::referral(&f, l, own.and_then(|id| l.of(id)))).collect();
    let block = if rows.is_empty() { Block::Empty(t.none.to_owned()) } else { Block::Rows(rows) };
    let mut fields = vec![
        Filter::choice("state", t.state, f.asked("state"), vec![("open".to_owned(), t.only_open.to_owned())]),
        list::cooperation(&f, &found.cooperations),
    ];
    fields.extend(list::asked_for(&f, "organisation", t.asked, found.organisation.as_ref()));
    let filters = Filters { fields, active: list::is_active(&f, &["state", "cooperation", "organisation"]) };
    let head = Head { lead: t.list_lead.to_owned(), ..Head::new(f.t.nav.referrals) };
    let pager = list::pager(&f, found.all, PER_PAGE);
    html(&Sheet {
        filters: Some(filters),
        pager,
        ..Sheet::of(f, head, vec![Section::new("", "", vec![block])])
    })
}

/// The routes of referrals.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/remisser", list).public())
        .route(get("/remisser/{*slug}", show).public())
        .route(post("/remisser/{*slug}", steps::act).requires(Permission::Register))
}
