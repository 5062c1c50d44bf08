//! The end of a meeting: what is open, what its decisions become, letters home, publishing.

mod letter;
mod tell;

use super::{
    agenda::{head_of, opens},
    html_with,
    outbox::see,
};
use crate::{
    fault::Fault,
    form::{self, Sent as Form},
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Action, Head, Link},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    cx::{Cx, Permission},
    error::ActionError,
    meeting::{
        after::{self, Becomes},
        close, extracts,
        home::{self, Ask},
        parcel::Sent,
    },
    outbox::form_key,
    view::Reader,
};
use genbo_domain::{body::RecordKind, record::RecordStatus};

type Pairs = axum::Form<Vec<(String, String)>>;

/// A decision and what it becomes.
pub(super) struct Clause {
    slug: String,
    text: String,
    item: Link,
    fine: String,
    becomes: &'static str,
    became: Vec<Link>,
}

/// A letter as it will look.
pub(super) struct Drafted {
    title: String,
    to: String,
    body: String,
}

/// Extracts as they will look, and who gets none.
struct Extracts {
    letters: Vec<Drafted>,
    missing: Vec<String>,
    unfinished: usize,
    seen: String,
}

#[derive(Template)]
#[template(path = "after/show.html")]
struct Page {
    f: Frame,
    head: Head,
    notes: Vec<&'static str>,
    errors: Vec<String>,
    action: String,
    key: String,
    is_early: bool,
    is_closed: bool,
    /// What is open, and where it is mended.
    open: Vec<(String, Option<Link>)>,
    clauses: Vec<Clause>,
    can_create: bool,
    has_become: bool,
    letters: Vec<Drafted>,
    recipients: usize,
    missing: Vec<String>,
    seen: String,
    words: String,
    may_send: bool,
    extracts: Option<Extracts>,
    records: Vec<Link>,
    /// Slug of notes, and whether they can be issued or approved.
    notes_of: Option<(String, bool)>,
    can_publish: bool,
    unpublished: usize,
    /// The other meetings of the sitting.
    sitting: Vec<Link>,
    can_close_all: bool,
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let t = &f.t.after;
    let note = match f.asked("gjort") {
        Some("avslutat") => Some(t.closed),
        Some("skapat") => Some(t.created),
        Some("skickat") => Some(t.sent),
        Some("publicerat") => Some(t.published),
        Some("satt") => Some(t.set),
        _ => None,
    };
    page(f, &cx, &slug, (String::new(), Vec::new(), note.into_iter().collect()), StatusCode::OK).await
}

fn ask(f: &Frame, slug: &str, words: &str) -> Ask {
    Ask {
        meeting: slug.to_owned(),
        words: words.to_owned(),
        today: f.today,
        page: format!("{}{}", f.base_url, url::of("meeting", slug)),
    }
}

fn ask_extracts(f: &Frame, slug: &str) -> extracts::Ask {
    let page = format!("{}/protokoll/{slug}", f.base_url);
    extracts::Ask { meeting: slug.to_owned(), today: f.today, page }
}

async fn page(
    f: Frame,
    cx: &Cx,
    slug: &str,
    (words, errors, notes): (String, Vec<String>, Vec<&'static str>),
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let closing = close::look(&mut reader, &f.actor(), slug).await?;
    let after = after::look(&mut reader, &f.actor(), slug).await?;
    let compose = |c: &home::Contents| letter::of_home(&f, c);
    let preview = match home::preview(&mut reader, &f.actor(), &ask(&f, slug, &words), &compose).await {
        Ok(preview) => Some(preview),
        Err(ActionError::Forbidden) => None,
        Err(other) => return Err(other.into()),
    };
    let compose = |c: &extracts::Contents| letter::of_extract(&f, c);
    let extracts = match &preview {
        Some(_) => Some(extracts::preview(&mut reader, &f.actor(), &ask_extracts(&f, slug), &compose).await?),
        None => None,
    };
    let finished = |s: Option<RecordStatus>| s.is_some_and(RecordStatus::is_finished);
    let notes_of = after.records.iter().find(|r| r.facts.kind != RecordKind::Minutes).and_then(|r| {
        match r.facts.status {
            None | Some(RecordStatus::Draft) => Some((r.link.slug.clone(), true)),
            Some(RecordStatus::Issued) => Some((r.link.slug.clone(), false)),
            _ => None,
        }
    });
    let clauses: Vec<Clause> = after.lines.iter().map(|l| tell::clause(&f, l)).collect();
    let page = Page {
        head: head(&f, &closing),
        notes,
        errors,
        action: f.link(&format!("/efter/{slug}")),
        key: form_key(cx),
        is_early: close::is_early(&closing.meeting.facts, f.today),
        is_closed: closing.is_closed(),
        can_close_all: closing
            .sitting
            .iter()
            .any(|p| p.meeting.facts.status != Some(genbo_domain::meeting::MeetingStatus::Held)),
        sitting: tell::beside(&f, &closing),
        open: closing.open.iter().map(|o| tell::open(&f, o)).collect(),
        can_create: after.lines.iter().any(|l| l.becomes != Becomes::Nothing && l.became.is_empty()),
        has_become: after.lines.iter().any(|l| !l.became.is_empty()),
        clauses,
        recipients: preview.iter().flat_map(|p| &p.drafts).map(|d| d.to.len()).sum(),
        letters: preview.iter().flat_map(|p| &p.drafts).map(|d| tell::drafted(&f, d)).collect(),
        missing: preview.iter().flat_map(|p| &p.missing).map(|m| m.seat.clone()).collect(),
        seen: preview.as_ref().map(|p| p.seen.clone()).unwrap_or_default(),
        may_send: preview.is_some(),
        extracts: extracts.map(|x| Extracts {
            letters: x.drafts.iter().map(|d| tell::drafted(&f, d)).collect(),
            missing: x.missing,
            unfinished: x.unfinished,
            seen: x.seen,
        }),
        words,
        records: after.records.iter().map(|r| tell::record(&f, r)).collect(),
        can_publish: after.unpublished > 0 && after.records.iter().any(|r| finished(r.facts.status)),
        unpublished: after.unpublished,
        notes_of,
        f,
    };
    html_with(status, &page)
}

fn head(f: &Frame, closing: &close::Closing) -> Head {
    let m = &closing.meeting;
    let to = |text: &str, path: &str| Action::new(text, f.link(&format!("{path}/{}", m.link.slug)));
    Head {
        actions: vec![to(f.t.agenda.action, "/dagordning"), to(f.t.attendance.action, "/narvaro")],
        ..head_of(f, m, &closing.bodies, (f.t.after.title, f.t.after.lead))
    }
}

async fn act(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let (sent, actor) = (Form::new(pairs), f.actor());
    let words = sent.get("words").unwrap_or_default().to_owned();
    let key = sent.get("key").unwrap_or_default().to_owned();
    let submission = format!("{key}-{}", crate::assets::hash(sent.whole().as_bytes()));
    let doing = sent.get("do").unwrap_or_default().to_owned();
    let outcome = match doing.as_str() {
        "close" => close::close(&cx, &actor, &slug, Some(&submission)).await.map(|_| "avslutat"),
        "close_all" => {
            let own = Some(submission.as_str());
            close::close_sitting(&cx, &actor, &slug, f.today, own).await.map(|_| "avslutat")
        }
        "create" => {
            let picked: Vec<String> = sent.all("clause").map(str::to_owned).collect();
            after::create(&cx, &actor, &slug, f.today, &picked, Some(&submission)).await.map(|_| "skapat")
        }
        "publish" => after::publish(&cx, &actor, &slug).await.map(|_| "publicerat"),
        "issue" | "approve" => {
            let status = if doing == "issue" { RecordStatus::Issued } else { RecordStatus::Approved };
            let record = sent.get("record").unwrap_or_default().to_owned();
            after::set_notes(&cx, &actor, &record, status).await.map(|_| "satt")
        }
        "send" | "extracts" => {
            let sent = if doing == "send" {
                let compose = |c: &home::Contents| letter::of_home(&f, c);
                let seen = sent.get("seen").unwrap_or_default();
                home::send(&cx, &actor, &ask(&f, &slug, &words), (seen, &key), &compose).await?
            } else {
                let compose = |c: &extracts::Contents| letter::of_extract(&f, c);
                let seen = sent.get("seen_extracts").unwrap_or_default();
                extracts::send(&cx, &actor, &ask_extracts(&f, &slug), (seen, &key), &compose).await?
            };
            let error = match sent {
                Sent::Queued(_) => {
                    return Ok(see(&f.link_with(&format!("/efter/{slug}"), &[("gjort", "skickat")])));
                }
                Sent::Changed => f.t.after.changed,
                Sent::Nobody => f.t.after.nobody,
            };
            let told = (words, vec![error.to_owned()], Vec::new());
            return page(f, &cx, &slug, told, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        _ => return page(f, &cx, &slug, (words, Vec::new(), Vec::new()), StatusCode::OK).await,
    };
    match outcome {
        Ok(done) => Ok(see(&f.link_with(&format!("/efter/{slug}"), &[("gjort", done)]))),
        Err(ActionError::Refused(refusals)) => {
            let told = |r: &genbo_app::thing::refusal::Refusal| {
                form::told(&f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned())
            };
            let errors = refusals.iter().map(told).collect();
            page(f, &cx, &slug, (words, errors, Vec::new()), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The routes of what comes after a meeting.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/efter/{*slug}", show).requires(Permission::Record))
        .route(post("/efter/{*slug}", act).requires(Permission::Record))
}
