//! Approving the notes of the meeting before, as they are or with other wordings.

use super::{head, opens};
use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    page::{html_with, outbox::see},
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Head, Link},
    words,
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
    item::desk,
    meeting::previous::{Previous, approve, previous},
    outbox::form_key,
    view::Reader,
};
use genbo_domain::rewording::RewordedPart;

type Pairs = axum::Form<Vec<(String, String)>>;

/// One text of an item as it was issued.
struct Text {
    name: String,
    label: &'static str,
    issued: String,
    typed: String,
}

struct Item {
    heading: String,
    slug: String,
    texts: Vec<Text>,
}

#[derive(Template)]
#[template(path = "item/previous.html")]
struct Page {
    f: Frame,
    head: Head,
    errors: Vec<String>,
    action: String,
    key: String,
    of: Option<Link>,
    items: Vec<Item>,
}

const PARTS: [RewordedPart; 4] =
    [RewordedPart::Summary, RewordedPart::Background, RewordedPart::Course, RewordedPart::Decision];

fn item(f: &Frame, p: &Previous, i: usize, sent: &Sent) -> Item {
    let (item, _) = &p.items[i];
    let text = |part: &RewordedPart| {
        let issued = p.issued(&item.link.slug, *part)?;
        let name = format!("{}.{i}", part.as_str());
        let typed = sent.get(&name).map_or_else(|| issued.clone(), str::to_owned);
        Some(Text { label: words::word(f.lang, "reworded_part", part.as_str()), name, typed, issued })
    };
    let number = item.facts.number.as_ref().map(|n| format!("{n}. ")).unwrap_or_default();
    Item {
        heading: format!("{number}{}", item.facts.title),
        slug: item.link.slug.clone(),
        texts: PARTS.iter().filter_map(text).collect(),
    }
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    page(f, &cx, &slug, &Sent::default(), Vec::new(), StatusCode::OK).await
}

async fn page(
    f: Frame,
    cx: &Cx,
    slug: &str,
    sent: &Sent,
    errors: Vec<String>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), slug).await?;
    let previous = previous(&mut reader, &desk.facts.facts).await?;
    let own = head(&f, &desk);
    let of = previous.as_ref().map(|p| {
        let when = p.meeting.facts.when.as_ref().map(|w| f.lang.date(w)).unwrap_or_default();
        Link::new(format!("{} {when}", p.meeting.facts.title).trim(), f.link(&url::to(&p.meeting.link)))
    });
    let items = previous.iter().flat_map(|p| (0..p.items.len()).map(|i| item(&f, p, i, sent))).collect();
    let page = Page {
        head: Head {
            title: format!("{}: {}", f.t.sitting.previous, own.title),
            lead: f.t.sitting.previous_lead.to_owned(),
            actions: Vec::new(),
            ..own
        },
        errors,
        action: f.link(&format!("/foregaende/{slug}")),
        key: form_key(cx),
        of,
        items,
        f,
    };
    html_with(status, &page)
}

async fn act(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let sent = Sent::new(pairs);
    let mut reworded = Vec::new();
    for i in (0..500).take_while(|i| sent.has(&format!("item.{i}"))) {
        let of = sent.get(&format!("item.{i}")).unwrap_or_default().to_owned();
        for part in PARTS {
            if let Some(text) = sent.get(&format!("{}.{i}", part.as_str())) {
                reworded.push((of.clone(), part, text.replace("\r\n", "\n")));
            }
        }
    }
    let submission =
        sent.get("key").map(|key| format!("{key}-{}", crate::assets::hash(sent.whole().as_bytes())));
    match approve(&cx, &f.actor(), &slug, f.today, &reworded, submission.as_deref()).await {
        Ok(_) => Ok(see(&f.link_with(&format!("/skriv/{slug}"), &[("gjort", "sparat")]))),
        Err(ActionError::Refused(refusals)) => {
            let told = |r: &genbo_app::thing::refusal::Refusal| {
                form::told(&f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned())
            };
            let errors = refusals.iter().map(told).collect();
            page(f, &cx, &slug, &sent, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The routes of approving the notes of the meeting before.
pub(super) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/foregaende/{*slug}", show).requires(Permission::Record))
        .route(post("/foregaende/{*slug}", act).requires(Permission::Record))
}
