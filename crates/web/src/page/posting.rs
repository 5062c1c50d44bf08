//! Posting a notice that a record is adjusted, noting that it went up, and taking it down: now, too early or in an emergency,
//! with what comes of it.

use super::{agenda::head_of, opening, outbox::see, small};
use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    route::{Routes, get, post},
    sheet::{Block, Cell, Section, Table, lines::joined},
    site::AppState,
    upload::Pairs,
    url,
    view::{Action, Head, Link, Tag, TagKind},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::{Cx, Permission},
    error::ActionError,
    outbox::form_key,
    posting::{self, Desk, Hanging, Posting, Removal},
    thing::refusal::Refusal,
    view::Reader,
};
use genbo_domain::posting::Standing;
use small::{Ask, Input, Kind, day};

/// `/ansla/{record}`.
async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    opening::reader(&mut f, &cx, "record", &slug).await?;
    f.editing = None;
    let t = &f.t.posting;
    let note = match f.asked("gjort") {
        Some("uppe") => Some(t.is_up),
        Some("nere") => Some(t.is_down),
        _ => None,
    };
    let told = small::Told { notes: note.map(str::to_owned).into_iter().collect(), ..small::Told::default() };
    page(f, &cx, &slug, told).await
}

async fn page(f: Frame, cx: &Cx, slug: &str, told: small::Told) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = posting::desk(&mut reader, &f.actor(), slug).await?;
    let t = &f.t.posting;
    let mut asks: Vec<Ask> = vec![up(&f, &desk)];
    for (n, h) in desk.notices.iter().enumerate() {
        match h.standing {
            Standing::Planned | Standing::Late if h.notice.facts.posted.is_none() => {
                asks.push(went_up(&f, n, h))
            }
            Standing::Up | Standing::MayComeDown => asks.push(down(&f, n, h)),
            _ => {}
        }
    }
    let head = Head {
        actions: vec![Action::new(f.t.adjust.title, f.link(&format!("/justering/{slug}")))],
        ..head_of(&f, &desk.meeting, &desk.bodies, (t.title, t.lead))
    };
    let parts = small::Parts { above: vec![notices(&f, &desk)], asks, below: Vec::new() };
    small::page(f, head, form_key(cx), told, parts)
}

/// How a notice stands, as a mark.
pub(crate) fn tag(f: &Frame, standing: Standing) -> Tag {
    let t = &f.t.posting;
    match standing {
        Standing::Planned => Tag::new(TagKind::Unknown, t.planned),
        Standing::Late => Tag::new(TagKind::Risk, t.late),
        Standing::Unknown => Tag::new(TagKind::Risk, f.t.notice.date_missing),
        Standing::Up => Tag::new(TagKind::Info, f.t.notice.hangs),
        Standing::MayComeDown => Tag::new(TagKind::Ok, t.may_come_down),
        Standing::Down => Tag::new(TagKind::Ok, f.t.notice.down),
        Standing::TooEarly => Tag::new(TagKind::Bad, t.too_early),
    }
}

fn notices(f: &Frame, desk: &Desk) -> Section {
    let t = &f.t.posting;
    if desk.notices.is_empty() {
        return Section::new("anslag", t.notices, vec![Block::Empty(t.none.to_owned())]);
    }
    let row = |h: &Hanging| {
        let n = &h.notice.facts;
        let date =
            |d: &Option<genbo_domain::edtf::Edtf>| d.as_ref().map(|d| f.lang.date(d)).unwrap_or_default();
        let board = h.board.as_ref().map(|b| b.label.clone()).unwrap_or_default();
        let link = Link::new(
            if board.is_empty() { t.notice.to_owned() } else { board },
            f.link(&url::to(&h.notice.link)),
        );
        let came =
            joined(&[date(&n.posted), n.ending_note.as_ref().map(|e| e.0.clone()).unwrap_or_default()]);
        let last = h.last.map(|l| f.lang.day(l)).unwrap_or_default();
        let consequence = if h.standing == Standing::TooEarly { t.consequence } else { "" };
        vec![
            Cell::link(link).tag(Some(tag(f, h.standing))),
            Cell::text(came),
            Cell::text(date(&n.removed)).fine(consequence),
            Cell::text(if h.standing == Standing::TooEarly { String::new() } else { last }),
        ]
    };
    let rows = desk.notices.iter().map(row).collect();
    let heads = [f.t.notice.board, f.t.notice.posted, f.t.notice.removed, t.last_day];
    Section::new("anslag", t.notices, vec![Block::Table(Table::new(t.notices, &heads, rows))])
}

fn up(f: &Frame, desk: &Desk) -> Ask {
    let t = &f.t.posting;
    let boards = desk.boards.iter().map(|b| (b.slug.clone(), b.label.clone())).collect();
    let mut repeats = vec![(String::new(), t.first_time.to_owned())];
    for h in desk.notices.iter().filter(|h| h.standing == Standing::TooEarly) {
        let when = h.notice.facts.posted.as_ref().map(|d| f.lang.date(d)).unwrap_or_default();
        let board = h.board.as_ref().map(|b| b.label.clone()).unwrap_or_default();
        repeats.push((h.notice.link.slug.clone(), joined(&[board, when])));
    }
    let again = repeats.len() > 1;
    let mut inputs = vec![
        Input::new("board", f.t.notice.board, Kind::Choice(boards)),
        Input::check("here", t.here, "yes", false),
        Input::new("posted", t.posted, Kind::Line).hint(f.t.adjust.due_hint),
        Input::new("planned", t.planned_day, Kind::Line).hint(t.planned_hint),
        Input::new("storage", f.t.notice.stored, Kind::Line)
            .hint(t.storage_hint)
            .value(desk.record.facts.storage.clone().unwrap_or_default()),
        Input::new("url", t.address, Kind::Line).hint(t.address_hint),
        Input::new("evidence", t.evidence, Kind::Long).hint(t.evidence_hint),
        Input::check("checked", t.checked, "yes", false),
    ];
    if again {
        inputs.push(Input::new("repeats", t.repeats, Kind::Choice(repeats)));
    }
    let lead = desk.from_today.map(|last| f.lang.last_from_today(last)).unwrap_or_default();
    Ask::new("satt-upp", t.up, &lead, inputs, ("post", t.up_button)).main()
}

fn went_up(f: &Frame, n: usize, h: &Hanging) -> Ask {
    let t = &f.t.posting;
    let inputs = vec![
        Input::hidden("notice", h.notice.link.slug.clone()),
        Input::new("day", t.posted, Kind::Line).hint(f.t.adjust.due_hint),
    ];
    let title = f.lang.notice_went_up(n + 1);
    Ask::new(&format!("uppsatt-{}", n + 1), &title, "", inputs, ("went-up", t.went_up_button))
}

fn down(f: &Frame, n: usize, h: &Hanging) -> Ask {
    let t = &f.t.posting;
    let inputs = vec![
        Input::hidden("notice", h.notice.link.slug.clone()),
        Input::new("day", t.removed, Kind::Line).hint(f.t.adjust.due_hint),
        Input::check("emergency", t.emergency, "yes", false),
        Input::new("reason", f.t.adjust.reason, Kind::Line).hint(t.reason_hint),
    ];
    let lead = h.last.map(|last| f.lang.hangs_until(last)).unwrap_or_default();
    Ask::new(
        &format!("ta-ner-{}", n + 1),
        &f.lang.take_notice_down(n + 1),
        &lead,
        inputs,
        ("down", t.down_button),
    )
}

async fn send(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    opening::reader(&mut f, &cx, "record", &slug).await?;
    f.editing = None;
    let sent = Sent::new(pairs);
    match act(&f, &cx, &slug, &sent).await? {
        Ok(done) => Ok(see(&f.link_with(&format!("/ansla/{slug}"), &[("gjort", done)]))),
        Err(errors) => page(f, &cx, &slug, small::Told::refused(errors, sent)).await,
    }
}

async fn act(
    f: &Frame,
    cx: &Cx,
    slug: &str,
    sent: &Sent,
) -> Result<Result<&'static str, Vec<String>>, Fault> {
    let days: Result<Vec<_>, String> =
        ["posted", "planned", "day"].iter().map(|name| day(f.lang, f.today, sent.get(name))).collect();
    let days = match days {
        Ok(days) => days,
        Err(error) => return Ok(Err(vec![error])),
    };
    let text = |name: &str| sent.get(name).map(str::to_owned);
    let actor = f.actor();
    let notice = text("notice").unwrap_or_default();
    let (done, word) = match sent.get("do").unwrap_or_default() {
        "post" => {
            let key = sent.get("key").unwrap_or_default();
            let posting = Posting {
                board: text("board"),
                here: text("here").is_some(),
                posted: days[0],
                planned: days[1],
                storage: text("storage"),
                url: text("url"),
                evidence: text("evidence"),
                checked: text("checked").is_some(),
                repeats: text("repeats"),
                submission: Some(format!("{key}-{}", crate::assets::hash(sent.whole().as_bytes()))),
            };
            (posting::post(cx, &actor, slug, f.today, &posting).await.map(|_| ()), "uppe")
        }
        "went-up" => (posting::went_up(cx, &actor, &notice, f.today, days[2]).await, "uppe"),
        "down" => {
            let removal =
                Removal { day: days[2], emergency: text("emergency").is_some(), reason: text("reason") };
            (posting::take_down(cx, &actor, &notice, f.today, &removal).await, "nere")
        }
        _ => return Ok(Err(vec![f.t.form.refused.to_owned()])),
    };
    match done {
        Ok(()) => Ok(Ok(word)),
        Err(ActionError::Refused(all)) => {
            let told = |r: &Refusal| form::told(f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned());
            Ok(Err(all.iter().map(told).collect()))
        }
        Err(other) => Err(other.into()),
    }
}

/// The routes of posting.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/ansla/{*slug}", show).requires(Permission::Record))
        .route(post("/ansla/{*slug}", send).requires(Permission::Record))
}
