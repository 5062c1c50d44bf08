//! The notice boards: what is announced where, when it went up and came down; blank dates are shown as blank.

use super::{html, list, meeting::record_pairs, opening, posting};
use crate::{
    fault::Fault,
    frame::Frame,
    house,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, doubts,
        lines::{capital, joined},
        tell::{Pair, Teller},
    },
    site::AppState,
    url,
    view::{Action, Fact, Filters, Head, Link, Row},
    words,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::Cx,
    house::Words,
    view::{
        Part, Reader,
        notice::{Ask, NoticeEntry, Notices, notice, notices},
    },
};
use genbo_documents::atom::{Entry, Feed};
use genbo_domain::{edtf::Edtf, house::HouseHeading, posting::Standing};
use serde_json::json;

const PER_PAGE: usize = 50;

async fn show(mut f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "notice", &slug).await?;
    let found = notice(&mut reader, &slug).await?;
    let Some(entry) = found.entries.first() else { return Err(Fault::NotFound) };
    let calls = match entry.meeting.facts.bodies.first() {
        Some(body) => f.letterhead(&mut reader, body.0).await?,
        None => Words::default(),
    };
    let own = |heading, ours: &str| house::own(f.lang, &calls, heading).unwrap_or_else(|| ours.to_owned());
    let tell = Teller { f: &f, names: &found.names, doubts: &found.doubts };
    let mut sections = vec![
        Section::new("anslag", "", about(tell, entry)),
        Section::new(
            "protokoll",
            own(HouseHeading::Record, f.t.item.records),
            vec![Block::Pairs(record_pairs(tell, &entry.record))],
        ),
    ];
    sections.extend(doubts::sections(&f, &entry.notice.link, &found.doubts));
    sections.push(Section::new("", "", doubts::source(&f, &entry.notice.origin)));
    let head = Head { kind: own(HouseHeading::Notice, f.t.notice.kind), ..head(tell, entry) };
    html(&Sheet::of(f, head, sections))
}

fn head(tell: Teller<'_>, entry: &NoticeEntry) -> Head {
    let (f, t, n) = (tell.f, &tell.f.t.notice, &entry.notice.facts);
    let date = |label: &str, field: &str, date: Option<&Edtf>| match date {
        Some(d) => Fact::new(label, f.lang.date(d)),
        None => {
            let why = tell
                .gap(&entry.notice.link, field)
                .map(|c| c.words.iter().map(|w| w.text.clone()).collect::<String>());
            Fact::new(label, why.unwrap_or_else(|| f.t.common.missing.to_owned())).soft()
        }
    };
    let mut facts =
        vec![date(t.posted, "posted", n.posted.as_ref()), date(t.removed, "removed", n.removed.as_ref())];
    if let Some(last) = entry.last.filter(|_| entry.standing != Standing::TooEarly) {
        facts.push(Fact::new(f.t.posting.last_day, f.lang.day_long(last)));
    }
    if let Some(board) = tell.names.opt(n.board) {
        facts.insert(0, Fact::new(t.board, board.label.clone()).link(f.link(&url::to(&board))));
    }
    let home = entry.notice.home.and_then(|h| tell.names.get(h));
    let lead = match (entry.standing, n.posted.is_none()) {
        (Standing::TooEarly, _) => f.t.posting.consequence,
        (_, true) => t.note,
        (_, false) => "",
    };
    let mut crumbs = vec![Link::new(f.t.nav.notices, f.link("/anslagstavla"))];
    crumbs.extend(home.map(|h| f.to(&h)));
    Head { crumbs, kind: t.kind.to_owned(), lead: lead.to_owned(), facts, ..Head::new(title(f, entry)) }
}

fn title(f: &Frame, entry: &NoticeEntry) -> String {
    let kind = capital(words::word(f.lang, "notice_kind", entry.notice.facts.kind.as_str()));
    let when = entry
        .meeting
        .facts
        .when
        .as_ref()
        .map(|w| w.exact_day().map_or_else(|| f.lang.date(w), |d| f.lang.day(d)));
    match when {
        Some(when) => format!("{kind}: {}, {when}", entry.meeting.facts.title),
        None => format!("{kind}: {}", entry.meeting.facts.title),
    }
}

fn about(tell: Teller<'_>, entry: &NoticeEntry) -> Vec<Block> {
    let (f, about, n) = (tell.f, &entry.notice.link, &entry.notice.facts);
    let pairs: Vec<Pair> = [
        Some((f.t.notice.meeting.to_owned(), Cell::link(f.to(&entry.meeting.link)))),
        Some((f.t.notice.body.to_owned(), Cell::links(tell.links(&entry.meeting.facts.bodies)))),
        tell.text(about, "storage", n.storage.as_deref()),
        tell.one(about, "signed_by", n.signed_by),
        tell.date(about, "planned", n.planned.as_ref()),
        tell.date(about, "comes_down", n.comes_down.as_ref()),
        tell.prose(about, "evidence", n.evidence.as_ref()),
        tell.prose(about, "ending_note", n.ending_note.as_ref()),
        tell.one(about, "repeats", n.repeats),
        n.url.as_ref().map(|u| (tell.term(about, "url"), Cell::link(Link::new(u.0.clone(), u.0.clone())))),
    ]
    .into_iter()
    .flatten()
    .collect();
    vec![Block::Pairs(pairs)]
}

async fn list(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    list::opens(&mut f);
    let asked = |name: &str| f.asked(name).map(str::to_owned);
    let ask = Ask {
        cooperation: asked("cooperation"),
        organisation: asked("organisation"),
        part: list::part(&f, PER_PAGE),
    };
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = notices(&mut reader, &ask).await?;
    let t = &f.t.notice;
    let rows: Vec<Row> = found.entries.iter().map(|e| row(&f, &found, e)).collect();
    let block = if rows.is_empty() { Block::Empty(t.none.to_owned()) } else { Block::Rows(rows) };
    let mut fields = vec![list::cooperation(&f, &found.cooperations)];
    let board = found.boards.iter().find(|b| f.asked("organisation") == Some(&b.slug));
    fields.extend(list::asked_for(&f, "organisation", t.board, board));
    let filters = Filters { fields, active: list::is_active(&f, &["cooperation", "organisation"]) };
    let mut feed: Vec<(&str, &str)> = Vec::new();
    if let Some(board) = f.asked("organisation") {
        feed.push(("organisation", board));
    }
    let feed = Action::new(f.t.posting.feed, f.link_with("/anslagstavla.atom", &feed));
    let check = Action::new(f.t.frozen.check, f.link("/kontrollera"));
    let head =
        Head { lead: t.list_lead.to_owned(), actions: vec![feed, check], ..Head::new(f.t.nav.notices) };
    let pager = list::pager(&f, found.all, PER_PAGE);
    html(&Sheet {
        filters: Some(filters),
        pager,
        ..Sheet::of(f, head, vec![Section::new("", "", vec![block])])
    })
}

/// The last day to appeal; empty where it is not known, or does not run out.
fn last_day(f: &Frame, e: &NoticeEntry) -> String {
    let last = e.last.filter(|_| e.standing != Standing::TooEarly);
    last.map(|last| format!("{}: {}", f.t.posting.last_day, f.lang.day(last))).unwrap_or_default()
}

fn row(f: &Frame, found: &Notices, e: &NoticeEntry) -> Row {
    let t = &f.t.notice;
    let tell = Teller { f, names: &found.names, doubts: &found.doubts };
    let n = &e.notice.facts;
    let day = f.lang.day_block(n.posted.as_ref(), f.today.year());
    let told = |label: &str, field: &str, date: Option<&Edtf>| {
        let value = match date {
            Some(d) => f.lang.date(d),
            None => tell
                .gap(&e.notice.link, field)
                .map_or(f.t.common.missing.to_owned(), |c| c.words.iter().map(|w| w.text.clone()).collect()),
        };
        format!("{label}: {value}")
    };
    let tag = posting::tag(f, e.standing);
    let board = found.names.opt(n.board).map(|b| b.label).unwrap_or_default();
    let bodies = f
        .lang
        .list(&found.names.list(&e.meeting.facts.bodies).into_iter().map(|b| b.label).collect::<Vec<_>>());
    let paragraphs = e.record.facts.paragraphs.as_ref().map(|p| f.lang.paragraphs(p)).unwrap_or_default();
    Row {
        day: Some(day),
        tag: Some(tag),
        context: joined(&[board, bodies]),
        title: title(f, e),
        href: f.link(&url::to(&e.notice.link)),
        line: joined(&[
            paragraphs,
            told(t.posted, "posted", n.posted.as_ref()),
            told(t.removed, "removed", n.removed.as_ref()),
            last_day(f, e),
        ]),
        mark: None,
        action: None,
    }
}

/// The notices as a feed (Atom, RFC 4287), and as data that search engines read (JSON-LD).
async fn feed(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let found = latest(&f, &cx).await?;
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], atom(&f, &found)).into_response())
}

async fn data(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let found = latest(&f, &cx).await?;
    let one = |e: &NoticeEntry| {
        let n = &e.notice.facts;
        let date = |d: Option<&Edtf>| d.map(ToString::to_string);
        json!({
            "@type": "SpecialAnnouncement",
            "@id": format!("{}{}", f.base_url, url::to(&e.notice.link)),
            "name": title(&f, e),
            "datePosted": date(n.posted.as_ref()),
            "expires": date(n.removed.as_ref().or(n.comes_down.as_ref())),
            "publisher": found.names.opt(n.board).map(|b| json!({ "@type": "GovernmentOrganization", "name": b.label })),
        })
    };
    let all: Vec<serde_json::Value> = found.entries.iter().map(one).collect();
    let text = json!({ "@context": "https://schema.org", "@graph": all }).to_string();
    Ok(([(header::CONTENT_TYPE, "application/ld+json")], text).into_response())
}

async fn latest(f: &Frame, cx: &Cx) -> Result<Notices, Fault> {
    let asked = |name: &str| f.asked(name).map(str::to_owned);
    let part = Part { offset: 0, limit: PER_PAGE };
    let ask = Ask { cooperation: asked("cooperation"), organisation: asked("organisation"), part };
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    Ok(notices(&mut reader, &ask).await?)
}

fn atom(f: &Frame, found: &Notices) -> String {
    let entry = |e: &NoticeEntry| {
        let n = &e.notice.facts;
        let board = found.names.opt(n.board).map(|b| b.label).unwrap_or_default();
        Entry {
            title: title(f, e),
            href: format!("{}{}", f.base_url, url::to(&e.notice.link)),
            day: n.posted.as_ref().or(n.planned.as_ref()).and_then(Edtf::exact_day).map(|d| d.to_string()),
            said: joined(&[board, posting::tag(f, e.standing).text, last_day(f, e)]),
        }
    };
    let demo = if f.demo { format!("{}: ", f.t.site.demo) } else { String::new() };
    let feed = Feed {
        lang: f.lang.code(),
        title: format!("{demo}{}", f.t.nav.notices),
        id: format!("{}/anslagstavla.atom", f.base_url),
        itself: format!("{}{}", f.base_url, f.here_with(&[])),
        entries: found.entries.iter().map(entry).collect(),
    };
    feed.text()
}

/// The routes of notices.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/anslagstavla", list).public())
        .route(get("/anslagstavla.atom", feed).public())
        .route(get("/anslagstavla.jsonld", data).public())
        .route(get("/anslagstavla/{*slug}", show).public())
}
