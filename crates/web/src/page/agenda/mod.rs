//! Writing a meeting's agenda: items, their order, what waits to be taken up, and the versions that were called.

mod read;
mod tell;

pub(crate) use tell::short;

use super::{html_with, outbox::see};
use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Action, Head, Link, Tag},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    agenda::{
        Desk, arrange, desk,
        freeze::{self, Freeze, Frozen},
        has_moved_on, number,
    },
    cx::{Cx, Permission},
    error::ActionError,
    outbox::form_key,
    sitting::join,
    thing::refusal::Why,
    view::{Reader, offer, shown::Shown},
};
use genbo_domain::{body::Body, meeting::Meeting, noun::Noun};

type Pairs = axum::Form<Vec<(String, String)>>;

/// One line of the form.
#[derive(Debug, Default)]
pub(super) struct Row {
    slug: String,
    href: String,
    /// Its files, and how many there are.
    files: Link,
    seen: String,
    number: String,
    /// The fields as typed, and as they stood when the form was shown.
    title: (String, String),
    section: (String, String),
    kind: (String, String),
    is_part: bool,
    closed: (bool, bool),
    pending: (bool, bool),
    dropped: (bool, bool),
    tags: Vec<Tag>,
    raised_by: Vec<Link>,
    error: String,
}

/// Something that waits, as a box to tick.
pub(super) struct Offer {
    value: String,
    title: String,
    cause: &'static str,
    from: Option<Link>,
    due: String,
    ticked: bool,
}

/// A version that was called.
pub(super) struct Called {
    title: String,
    /// Where its papers are.
    papers: String,
    note: String,
    lines: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "agenda/desk.html")]
struct Page {
    f: Frame,
    head: Head,
    notes: Vec<&'static str>,
    errors: Vec<(String, String)>,
    action: String,
    key: String,
    rows: Vec<Row>,
    kinds: Vec<(&'static str, String)>,
    offers: Vec<Offer>,
    added: String,
    reason: String,
    asks_reason: bool,
    numbers: &'static str,
    called: Vec<Called>,
    moved_on: bool,
    gone: Vec<String>,
    /// The other meetings of the sitting: the bodies, and the ways to what is kept there.
    sitting: Vec<(String, [Link; 3])>,
    /// Value and name of bodies that can join by one press.
    joinable: Vec<(String, String)>,
    /// The body that was typed, and what is wrong with it.
    body: (String, String),
}

/// What came of a form that was not saved.
#[derive(Default)]
struct Refused<'a> {
    sent: Option<&'a Sent>,
    errors: Vec<(String, String)>,
    notes: Vec<&'static str>,
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let t = &f.t.agenda;
    let note = match f.asked("gjort") {
        Some("sparat") => Some(t.saved),
        Some("last") => Some(t.frozen),
        Some("samma") => Some(t.frozen_same),
        Some("nummer") => Some(t.numbered),
        Some("organ") => Some(f.t.sitting.joined),
        _ => None,
    };
    let refused = Refused { notes: note.into_iter().collect(), ..Refused::default() };
    page(f, &cx, &slug, refused, StatusCode::OK).await
}

/// In the demo, the page of an old meeting opens on its cooperation's day. What the meeting's own page offers for changing
/// it does not stand here.
pub(super) async fn opens(f: &mut Frame, cx: &Cx, slug: &str) -> Result<(), Fault> {
    super::opening::reader(f, cx, "meeting", slug).await?;
    f.editing = None;
    Ok(())
}

async fn page(
    f: Frame,
    cx: &Cx,
    slug: &str,
    refused: Refused<'_>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), slug).await?;
    let mut rows: Vec<Row> = desk.lines.iter().map(|l| tell::row(&f, &desk, l)).collect();
    if let Some(sent) = refused.sent {
        read::retype(&mut rows, sent);
    }
    for (id, why) in &refused.errors {
        let index = id.strip_prefix("title-").and_then(|n| n.parse::<usize>().ok());
        if let Some(row) = index.and_then(|i| rows.get_mut(i)) {
            row.error.clone_from(why);
        }
    }
    let wrong_body = refused.errors.iter().find(|(id, _)| id == "body").map(|(_, why)| why.clone());
    let wrong_body = wrong_body.unwrap_or_default();
    let text = |name: &str| refused.sent.and_then(|s| s.get(name)).unwrap_or_default().to_owned();
    let has_paragraphs = desk.bodies.iter().any(|b| b.facts.paragraph_pattern.is_some());
    let t = &f.t.agenda;
    let page = Page {
        head: head(&f, &desk),
        notes: refused.notes,
        errors: refused.errors,
        action: f.link(&format!("/dagordning/{slug}")),
        key: form_key(cx),
        kinds: tell::kinds(&f),
        offers: tell::offers(&f, &desk, refused.sent),
        added: text("add"),
        reason: text("reason"),
        asks_reason: !desk.versions.is_empty(),
        numbers: if has_paragraphs { t.give_paragraphs } else { t.give_points },
        called: desk.versions.iter().rev().map(|v| tell::called(&f, &desk, v)).collect(),
        moved_on: has_moved_on(&desk),
        sitting: desk.sitting.iter().map(|p| tell::beside(&f, p)).collect(),
        joinable: desk
            .joinable
            .iter()
            .map(|b| (format!("join|{}", b.link.slug), tell::short(&f, std::slice::from_ref(b))))
            .collect(),
        body: (text("body"), wrong_body),
        gone: desk.gone.iter().map(|l| l.facts.title.clone()).collect(),
        rows,
        f,
    };
    html_with(status, &page)
}

fn head(f: &Frame, desk: &Desk) -> Head {
    let m = &desk.meeting;
    let to = |text: &str, path: &str| Action::new(text, f.link(&format!("{path}/{}", m.link.slug)));
    let between = desk
        .bodies
        .first()
        .map(|b| Action::new(f.t.between.action, f.link(&format!("/mellan-moten/{}", b.link.slug))));
    let mut actions = vec![to(f.t.agenda.call, "/kallelse")];
    actions.extend(between);
    actions.push(Action::new(f.t.agenda.meeting, f.link(&url::to(&m.link))));
    Head { actions, ..head_of(f, m, &desk.bodies, (f.t.agenda.title, f.t.agenda.lead)) }
}

/// The head of a page on which a meeting is kept: what is done, at which meeting, of which bodies.
pub(super) fn head_of(
    f: &Frame,
    m: &Shown<Meeting>,
    bodies: &[Shown<Body>],
    (doing, lead): (&str, &str),
) -> Head {
    let when =
        m.facts.when.as_ref().map(|w| w.exact_day().map_or_else(|| f.lang.planned(w), |d| f.lang.day(d)));
    let title = when.map_or_else(|| m.facts.title.clone(), |when| format!("{}, {when}", m.facts.title));
    Head {
        crumbs: vec![
            Link::new(f.t.nav.meetings, f.link("/moten")),
            Link::new(title.clone(), f.link(&url::to(&m.link))),
        ],
        kind: f.lang.list(&bodies.iter().map(|b| b.facts.name.clone()).collect::<Vec<_>>()),
        lead: lead.to_owned(),
        ..Head::new(format!("{doing}: {title}"))
    }
}

async fn act(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let sent = Sent::new(pairs);
    let back = |done: &str| see(&f.link_with(&format!("/dagordning/{slug}"), &[("gjort", done)]));
    let outcome = match sent.get("do").unwrap_or("save") {
        "freeze" => {
            let how =
                Freeze { is_open_ended: sent.has("open_ended"), note: sent.get("note").map(str::to_owned) };
            freeze::freeze(&cx, &f.actor(), &slug, f.today, &how).await.map(|frozen| match frozen {
                Frozen::Version(_) => "last",
                Frozen::Same(_) => "samma",
            })
        }
        doing if doing == "join" || doing.starts_with("join|") => match body(&f, &cx, &sent, doing).await? {
            Ok(body) => {
                let submission = sent.get("key").map(|key| format!("{key}-join-{body}"));
                join::join(&cx, &f.actor(), &slug, &body, submission.as_deref()).await.map(|_| "organ")
            }
            Err(several) => {
                let told = match several.as_slice() {
                    [] => f.t.sitting.no_body.to_owned(),
                    several => f.lang.several_bodies(several),
                };
                let errors = vec![("body".to_owned(), told)];
                let refused = Refused { sent: Some(&sent), errors, notes: Vec::new() };
                return page(f, &cx, &slug, refused, StatusCode::UNPROCESSABLE_ENTITY).await;
            }
        },
        "number" => number::number(&cx, &f.actor(), &slug).await.map(|_| "nummer"),
        doing => {
            let arrangement = read::arrangement(&sent, doing);
            arrange::arrange(&cx, &f.actor(), &slug, f.today, &arrangement).await.map(|_| "sparat")
        }
    };
    match outcome {
        Ok(done) => Ok(back(done)),
        Err(ActionError::Refused(refusals)) => {
            let freezing = sent.get("do") == Some("freeze");
            let error = |r: &genbo_app::thing::refusal::Refusal| match (&r.why, r.field) {
                (Why::Missing, None) if freezing => {
                    ("freeze".to_owned(), f.t.agenda.nothing_to_freeze.to_owned())
                }
                (Why::Missing, _) => {
                    (format!("title-{}", read::shown_row(&sent, r.row)), f.lang.missing(f.t.agenda.heading))
                }
                (why, field) => {
                    let id = match field {
                        Some(own @ ("reason" | "body")) => own.to_owned(),
                        _ => format!("title-{}", read::shown_row(&sent, r.row)),
                    };
                    (id, form::told(&f, why).unwrap_or_else(|| f.t.form.refused.to_owned()))
                }
            };
            let mut errors: Vec<(String, String)> = refusals.iter().map(error).collect();
            errors.dedup();
            let refused = Refused { sent: Some(&sent), errors, notes: Vec::new() };
            page(f, &cx, &slug, refused, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(ActionError::Collides(collisions)) => {
            let t = &f.t.agenda;
            let mut errors = vec![("rows".to_owned(), t.collided.to_owned())];
            errors.extend(collisions.iter().map(|c| {
                let now = c.now.clone().unwrap_or_default();
                (format!("title-{}", read::shown_row(&sent, c.row)), format!("{}: {now}", t.now_it_says))
            }));
            let refused = Refused { sent: Some(&sent), errors, notes: Vec::new() };
            page(f, &cx, &slug, refused, StatusCode::CONFLICT).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The slug of the body that was pressed, or typed by its name or slug; those of that name if there are none or several.
async fn body(f: &Frame, cx: &Cx, sent: &Sent, doing: &str) -> Result<Result<String, Vec<String>>, Fault> {
    let pressed = doing.strip_prefix("join|");
    let Some(typed) = pressed.or_else(|| sent.get("body")) else { return Ok(Err(Vec::new())) };
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    if let Ok(body) = reader.find::<Body>(typed).await {
        return Ok(Ok(body.meta.slug));
    }
    Ok(match offer::called(&mut reader, &[&Body::DEF], typed).await?.as_slice() {
        [one] => Ok(one.slug.clone()),
        several => Err(several.iter().map(|l| l.slug.clone()).collect()),
    })
}

/// The routes of agendas.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/dagordning/{*slug}", show).requires(Permission::Record))
        .route(post("/dagordning/{*slug}", act).requires(Permission::Record))
}
