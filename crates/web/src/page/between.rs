//! What is decided for a body between its meetings: a short form for decisions on delegation and urgent ones, and asking all.

use super::{html_with, outbox::see};
use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    typed, url,
    view::{Action, Head, Link, Tag, TagKind},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    between::{
        Desk,
        circulate::{self, Asked},
        desk,
        register::{self, Registered},
    },
    cx::{Cx, Permission},
    error::ActionError,
    meeting,
    outbox::form_key,
    thing::refusal::{Refusal, Why},
    view::{Reader, offer},
};
use genbo_domain::{
    body::Body,
    edtf::Edtf,
    noun::Noun,
    person::Person,
    post::Post,
    value::{Kind, Value},
};

type Pairs = axum::Form<Vec<(String, String)>>;

/// A decision on the body's behalf.
struct Line {
    text: Link,
    fine: String,
    tag: Tag,
    item: Option<Link>,
}

#[derive(Template)]
#[template(path = "between/show.html")]
struct Page {
    f: Frame,
    head: Head,
    notes: Vec<&'static str>,
    errors: Vec<(String, String)>,
    action: String,
    key: String,
    lines: Vec<Line>,
    sent: Sent,
    by_law: bool,
    circulated: Vec<(Link, String, Link)>,
}

impl Page {
    fn text(&self, name: &str) -> &str {
        self.sent.get(name).unwrap_or_default()
    }
    fn error(&self, id: &str) -> &str {
        self.errors.iter().find(|(at, _)| at == id).map(|(_, why)| why.as_str()).unwrap_or_default()
    }
}

async fn opens(f: &mut Frame, cx: &Cx, slug: &str) -> Result<(), Fault> {
    super::opening::reader(f, cx, "body", slug).await?;
    f.editing = None;
    Ok(())
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let note = match f.asked("gjort") {
        Some("registrerat") => Some(f.t.between.registered),
        Some("fragat") => Some(f.t.between.asked),
        _ => None,
    };
    page(f, &cx, &slug, Sent::default(), (Vec::new(), note.into_iter().collect()), StatusCode::OK).await
}

async fn page(
    f: Frame,
    cx: &Cx,
    slug: &str,
    sent: Sent,
    (errors, notes): (Vec<(String, String)>, Vec<&'static str>),
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), slug).await?;
    let circulated = desk.circulated.iter().map(|m| {
        let item = format!("{}/1", m.link.slug);
        let when = f.date(m.facts.when.as_ref());
        (f.to(&m.link), when, Link::new(f.t.between.answers, f.link(&format!("/rosta/{item}"))))
    });
    let page = Page {
        head: head(&f, &desk),
        notes,
        errors,
        action: f.link(&format!("/mellan-moten/{slug}")),
        key: form_key(cx),
        lines: desk.delegated.iter().map(|d| line(&f, &desk, d)).collect(),
        by_law: meeting::is_by_law(&desk.body.facts),
        circulated: circulated.collect(),
        sent,
        f,
    };
    html_with(status, &page)
}

fn head(f: &Frame, desk: &Desk) -> Head {
    let t = &f.t.between;
    Head {
        crumbs: vec![f.to(&desk.body.link)],
        lead: t.lead.to_owned(),
        actions: vec![Action::new(desk.body.facts.name.clone(), f.link(&url::to(&desk.body.link)))],
        ..Head::new(format!("{}: {}", t.title, desk.body.facts.name))
    }
}

fn line(
    f: &Frame,
    desk: &Desk,
    d: &genbo_app::view::shown::Shown<genbo_domain::decision::DelegatedDecision>,
) -> Line {
    let (t, x) = (&f.t.between, &d.facts);
    let mut fine: Vec<String> = desk.names.opt(x.decided_by).map(|l| l.label).into_iter().collect();
    fine.extend(x.when.as_ref().map(|w| f.lang.date(w)));
    fine.extend(x.basis.clone());
    fine.extend((x.urgent == Some(true)).then(|| t.is_urgent.to_owned()));
    let at = match x.reported_at {
        Some(at) => desk.items.iter().find(|i| i.id() == at.0),
        None => desk.items.iter().find(|i| i.facts.raised_by.iter().any(|r| r.0 == d.id())),
    };
    let tag = match (x.reported_at, at) {
        (Some(_), _) => Tag::new(TagKind::Ok, t.reported),
        (None, Some(_)) => Tag::new(TagKind::Info, t.on_agenda),
        (None, None) => Tag::new(TagKind::Risk, t.waits),
    };
    Line {
        text: Link::new(x.text.clone(), f.link(&url::to(&d.link))),
        fine: fine.join(", "),
        tag,
        item: at.map(|i| {
            let number = i.facts.number.as_ref().map(|n| format!("{n}. ")).unwrap_or_default();
            Link::new(format!("{number}{}", i.facts.title), f.link(&url::to(&i.link)))
        }),
    }
}

fn date(f: &Frame, sent: &Sent, name: &str) -> Result<Option<Edtf>, (String, String)> {
    let Some(text) = sent.get(name) else { return Ok(None) };
    let wrong = || (name.to_owned(), f.t.between.no_date.to_owned());
    match typed::read(f.lang, Kind::Date, f.today, text) {
        Ok(typed::Read { said: typed::Typed::Value(Value::Text(date)), .. }) => {
            date.parse().map(Some).map_err(|_| wrong())
        }
        _ => Err(wrong()),
    }
}

async fn registered(f: &Frame, cx: &Cx, sent: &Sent) -> Result<Result<Registered, (String, String)>, Fault> {
    let decided_by = match sent.get("decided_by") {
        None => None,
        Some(name) => {
            let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
            match offer::called(&mut reader, &[&Post::DEF, &Person::DEF, &Body::DEF], name).await?.as_slice()
            {
                [one] => Some((one.noun.clone(), one.slug.clone())),
                _ => return Ok(Err(("decided_by".to_owned(), f.t.between.no_one.to_owned()))),
            }
        }
    };
    let when = match date(f, sent, "when") {
        Ok(when) => when,
        Err(wrong) => return Ok(Err(wrong)),
    };
    Ok(Ok(Registered {
        text: sent.get("text").unwrap_or_default().to_owned(),
        decided_by,
        when,
        basis: sent.get("basis").map(str::to_owned),
        is_urgent: sent.has("urgent"),
        submission: submission(sent),
    }))
}

fn submission(sent: &Sent) -> Option<String> {
    sent.get("key").map(|key| format!("{key}-{}", crate::assets::hash(sent.whole().as_bytes())))
}

async fn act(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let sent = Sent::new(pairs);
    let wrong = |f: Frame, sent: Sent, errors| async {
        page(f, &cx, &slug, sent, (errors, Vec::new()), StatusCode::UNPROCESSABLE_ENTITY).await
    };
    let outcome = if sent.get("do") == Some("ask") {
        let until = match date(&f, &sent, "until") {
            Ok(until) => until,
            Err(one) => return wrong(f, sent, vec![one]).await,
        };
        let asked = Asked {
            title: sent.get("title").unwrap_or_default().to_owned(),
            proposed: sent.get("proposed").unwrap_or_default().to_owned(),
            until: until.as_ref().and_then(Edtf::exact_day),
            submission: submission(&sent),
        };
        circulate::ask(&cx, &f.actor(), &slug, f.today, &asked).await.map(|_| "fragat")
    } else {
        match registered(&f, &cx, &sent).await? {
            Ok(r) => register::register(&cx, &f.actor(), &slug, &r).await.map(|_| "registrerat"),
            Err(one) => return wrong(f, sent, vec![one]).await,
        }
    };
    match outcome {
        Ok(done) => Ok(see(&f.link_with(&format!("/mellan-moten/{slug}"), &[("gjort", done)]))),
        Err(ActionError::Refused(refusals)) => {
            let errors = refusals.iter().map(|r| told(&f, r)).collect();
            wrong(f, sent, errors).await
        }
        Err(other) => Err(other.into()),
    }
}

fn told(f: &Frame, r: &Refusal) -> (String, String) {
    let t = &f.t.between;
    let label = match r.field {
        Some("text") => t.text,
        Some("decided_by") => t.decided_by,
        Some("when") => t.when,
        Some("basis") => t.basis,
        Some("title") => t.question,
        Some("until") => t.until,
        _ => t.title,
    };
    let why = match &r.why {
        Why::Missing => f.lang.missing(label),
        why => form::told(f, why).unwrap_or_else(|| f.t.form.refused.to_owned()),
    };
    (r.field.unwrap_or("ask").to_owned(), why)
}

/// The routes of what is decided between meetings.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/mellan-moten/{*slug}", show).requires(Permission::Record))
        .route(post("/mellan-moten/{*slug}", act).requires(Permission::Record))
}
