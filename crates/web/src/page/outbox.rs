//! The outbox: what was sent, how each copy stands, taking back and trying again.

use super::{html, list};
use crate::{
    fault::Fault,
    format::moment,
    frame::Frame,
    letter,
    route::{Routes, get, post},
    sheet::{
        Block, Cell, Section, Sheet, Table,
        lines::{capital, joined},
    },
    site::{AppState, Mail, Site},
    url,
    view::{Action, Fact, Filter, Filters, Head, Link, Row, Tag, TagKind},
    words,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Permission},
    message::{
        retry,
        view::{Opened, open, outbox},
        withdraw,
    },
    outbox::{Line, Recipient},
    view::HowMany,
    view::Reader,
};
use genbo_domain::message::RecipientState;
use std::sync::Arc;

const PER_PAGE: usize = 50;

async fn list(f: Frame, State(cx): State<Cx>, State(site): State<Arc<Site>>) -> Result<Response, Fault> {
    let t = &f.t.outbox;
    let state: Option<RecipientState> = list::chosen(&f, "state")?;
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = outbox(&mut reader, &f.actor(), state, list::part(&f, PER_PAGE)).await?;
    let rows: Vec<Row> = found
        .lines
        .iter()
        .map(|l| row(&f, l, l.about.and_then(|a| found.names.get(a)).map(|a| a.label).unwrap_or_default()))
        .collect();
    let mut blocks: Vec<Block> = notes(&f, site.mail).into_iter().map(Block::Note).collect();
    blocks.push(if rows.is_empty() { Block::Empty(t.none.to_owned()) } else { Block::Rows(rows) });
    let options = list::choices(&f, &RecipientState::VOCABULARY);
    let filters = Filters {
        fields: vec![Filter::choice("state", t.state, f.asked("state"), options)],
        active: list::is_active(&f, &["state"]),
    };
    let head = Head { lead: t.lead.to_owned(), ..Head::new(t.title) };
    let pager = list::pager(&f, HowMany::exactly(found.all), PER_PAGE);
    html(&Sheet { filters: Some(filters), pager, ..Sheet::of(f, head, vec![Section::new("", "", blocks)]) })
}

/// What becomes of mail here, unless it is simply sent.
pub(super) fn notes(f: &Frame, mail: Mail) -> Vec<String> {
    match mail {
        Mail::Nowhere => vec![f.t.outbox.nowhere.to_owned()],
        Mail::Kept => vec![f.t.outbox.kept.to_owned()],
        Mail::Sent => Vec::new(),
    }
}

/// A message as a row.
pub(super) fn row(f: &Frame, l: &Line, about: String) -> Row {
    let href = f.link(&format!("/utskick/{}", l.id));
    let c = l.copies;
    Row {
        tag: Some(tag(f, l)),
        context: joined(&[capital(&f.word("message_kind", Some(l.kind.as_str()))), about]),
        title: l.subject.clone(),
        line: joined(&[
            moment(f.lang, l.created),
            f.lang.copies([c.waiting, c.sent, c.failed, c.withdrawn]),
            l.account.clone().unwrap_or_else(|| f.t.outbox.genbo.to_owned()),
        ]),
        action: Some(Action::new(f.t.outbox.open, href.clone()).of(l.subject.clone())),
        href,
        ..Row::default()
    }
}

/// How a message stands as a whole: by the copy that most needs somebody.
fn tag(f: &Frame, l: &Line) -> Tag {
    let state = match l.copies {
        c if c.failed > 0 => RecipientState::Failed,
        c if c.waiting > 0 => RecipientState::Waiting,
        c if c.sent > 0 => RecipientState::Sent,
        _ => RecipientState::Withdrawn,
    };
    state_tag(f, state)
}

/// A copy's state.
pub(super) fn state_tag(f: &Frame, state: RecipientState) -> Tag {
    let kind = match state {
        RecipientState::Waiting | RecipientState::Sending => TagKind::Info,
        RecipientState::Sent => TagKind::Ok,
        RecipientState::Failed => TagKind::Bad,
        RecipientState::Withdrawn => TagKind::Waived,
    };
    Tag::new(kind, capital(&f.word("recipient_state", Some(state.as_str()))))
}

#[derive(Template)]
#[template(path = "outbox/show.html")]
struct Show {
    f: Frame,
    head: Head,
    notes: Vec<String>,
    /// Verb and address of the form; nothing if there is nothing to do.
    withdraw: Option<(&'static str, String)>,
    retry: Option<(&'static str, String)>,
    sections: Vec<Section>,
    text: String,
}

async fn show(
    f: Frame,
    Path(id): Path<i64>,
    State(cx): State<Cx>,
    State(site): State<Arc<Site>>,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = open(&cx, &mut reader, &f.actor(), id).await?;
    let t = &f.t.outbox;
    let any = |states: &[RecipientState]| found.recipients.iter().any(|r| states.contains(&r.state));
    let waits = any(&[RecipientState::Waiting]);
    let all_wait = found.recipients.iter().all(|r| r.state == RecipientState::Waiting);
    let mut notes = told(&f);
    if let Some(until) = found.recall_until {
        notes.push(f.lang.recall_until(&clock(&f, until)));
    }
    notes.extend(self::notes(&f, site.mail));
    let retry = match (found.recall_until, waits, any(&[RecipientState::Failed])) {
        (Some(_), ..) => Some(t.send_now),
        (None, true, _) | (None, _, true) => Some(t.retry),
        _ => None,
    };
    let sections = vec![Section::new("kopior", t.copies, vec![copies(&f, &found.recipients)])];
    let page = Show {
        head: head(&f, &found),
        notes,
        withdraw: waits.then(|| {
            let verb = if all_wait { t.withdraw } else { t.withdraw_rest };
            (verb, f.link(&format!("/utskick/{id}/aterkalla")))
        }),
        retry: retry.map(|verb| (verb, f.link(&format!("/utskick/{id}/igen")))),
        sections,
        text: letter::shown(&f, &found.message.text),
        f,
    };
    html(&page)
}

/// What came of the last thing that was done here.
fn told(f: &Frame) -> Vec<String> {
    let t = &f.t.outbox;
    let number = |name: &str| f.asked(name).and_then(|n| n.parse::<usize>().ok());
    let withdrawn = number("withdrawn").map(|n| match (n, number("gone").unwrap_or(0)) {
        (0, _) => t.withdrawn_none.to_owned(),
        (_, 0) => t.withdrawn_all.to_owned(),
        (n, gone) => f.lang.withdrawn_but(n, gone),
    });
    withdrawn.into_iter().chain(f.asked("tried").map(|_| t.tried.to_owned())).collect()
}

fn clock(f: &Frame, at: jiff::Timestamp) -> String {
    f.lang.clock(crate::format::local(at).time())
}

fn head(f: &Frame, found: &Opened) -> Head {
    let (t, m) = (&f.t.outbox, &found.message);
    let mut facts = vec![
        Fact::new(t.kind, capital(words::word(f.lang, "message_kind", m.kind.as_str()))),
        Fact::new(t.written, moment(f.lang, m.created)),
        Fact::new(t.by, m.account.clone().unwrap_or_else(|| t.genbo.to_owned())),
    ];
    if let Some(about) = &found.about {
        facts.push(Fact::new(t.about, about.label.clone()).link(f.link(&url::to(about))));
    }
    if let Some((address, _)) = &m.reply_to {
        facts.push(Fact::new(t.reply_to, address.clone()));
    }
    let lead = match &m.calendar {
        Some((genbo_domain::invitation::Method::Request, _)) => t.calendar,
        Some((genbo_domain::invitation::Method::Cancel, _)) => t.cancels,
        None => "",
    };
    Head {
        crumbs: vec![Link::new(t.title, f.link("/utskick"))],
        lead: lead.to_owned(),
        facts,
        ..Head::new(m.subject.clone())
    }
}

fn copies(f: &Frame, recipients: &[Recipient]) -> Block {
    let t = &f.t.outbox;
    let rows = recipients.iter().map(|r| {
        let who = if r.name.is_empty() { r.address.clone() } else { r.name.clone() };
        let failure = f.word("delivery_failure", r.failure.map(|x| x.as_str()));
        let last = r.settled.map(|at| moment(f.lang, at)).unwrap_or_default();
        let due = (r.state == RecipientState::Waiting).then(|| moment(f.lang, r.due));
        vec![
            Cell::text(who),
            if r.address.is_empty() {
                Cell::text(f.t.call.address_known).soft()
            } else {
                Cell::text(r.address.clone())
            },
            Cell::default().tag(Some(state_tag(f, r.state))).fine(failure),
            Cell::text(r.attempts.to_string()),
            Cell::text(due.unwrap_or(last)),
            Cell::text(r.reply.clone().unwrap_or_default()).record(),
        ]
    });
    let heads = [t.recipient, t.address, t.state, t.attempts, t.last, t.said];
    Block::Table(Table::new(t.copies, &heads, rows.collect()))
}

async fn take_back(f: Frame, Path(id): Path<i64>, State(cx): State<Cx>) -> Result<Response, Fault> {
    let done = withdraw::withdraw(&cx, &f.actor(), id, f.today).await?;
    let told = [("withdrawn", done.withdrawn.to_string()), ("gone", done.gone.to_string())];
    Ok(see(&f.link_with(&format!("/utskick/{id}"), &told.each_ref().map(|(k, v)| (*k, v.as_str())))))
}

async fn again(f: Frame, Path(id): Path<i64>, State(cx): State<Cx>) -> Result<Response, Fault> {
    retry::retry(&cx, &f.actor(), id).await?;
    Ok(see(&f.link_with(&format!("/utskick/{id}"), &[("tried", "yes")])))
}

/// The answer to a form that has done something: a page that can be loaded again without doing it again.
pub(super) fn see(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address.to_owned())]).into_response()
}

/// The outbox's routes.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/utskick", list).requires(Permission::Send))
        .route(get("/utskick/{id}", show).requires(Permission::Send))
        .route(post("/utskick/{id}/aterkalla", take_back).requires(Permission::Send))
        .route(post("/utskick/{id}/igen", again).requires(Permission::Send))
}
