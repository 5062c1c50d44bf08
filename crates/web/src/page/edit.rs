//! Adding and changing things of any noun in the browser. Everything that is written goes through one use case, which
//! decides who may; here it is only read, and what is refused is told at its field.

use super::opening::noun_of_plural;
use crate::{
    done::{Done, What},
    fault::Fault,
    form::{self, Answer, Collided, Form, Page, Sent},
    frame::Frame,
    route::{Routes, get, post},
    sheet::{fields, lines::capital},
    site::AppState,
    url,
    view::{Head, Link},
    words,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Keep, Permission},
    error::ActionError,
    thing::{
        form::{Standing, standing},
        put::{Put, put},
        refusal::Collision,
        written::Written,
    },
    view::Reader,
};
use genbo_domain::{authority, noun::NounDef};

async fn add(f: Frame, State(cx): State<Cx>, Path(plural): Path<String>) -> Result<Response, Fault> {
    let noun = may_add(&f, &plural)?;
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let mut form = Form::new(&f, &mut reader, noun).await?;
    form.key = new_key(&cx);
    show(f, &mut reader, &form, None, Vec::new(), StatusCode::OK).await
}

fn may_add(f: &Frame, plural: &str) -> Result<&'static NounDef, Fault> {
    let noun = noun_of_plural(plural)?;
    if f.actor().may(authority::permission_for(noun)) { Ok(noun) } else { Err(Fault::Forbidden) }
}

fn new_key(cx: &Cx) -> String {
    (cx.outside.salt)().iter().map(|b| format!("{b:02x}")).collect()
}

async fn change(
    f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let noun = noun_of_plural(&plural)?;
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let stands = standing(&mut reader, &f.actor(), noun, &slug).await?;
    let mut form = Form::standing(&f, &stands);
    form.key = new_key(&cx);
    show(f, &mut reader, &form, Some(&stands), Vec::new(), StatusCode::OK).await
}

async fn send_new(
    f: Frame,
    State(cx): State<Cx>,
    Path(plural): Path<String>,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let noun = may_add(&f, &plural)?;
    let reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    send(f, &cx, reader, Form::sent(noun, &Sent::new(pairs.clone()), None), &Sent::new(pairs), None).await
}

async fn send_change(
    f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let noun = noun_of_plural(&plural)?;
    let sent = Sent::new(pairs);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let stands = standing(&mut reader, &f.actor(), noun, &slug).await?;
    let mut form = Form::sent(noun, &sent, Some(&stands));
    form.find_about(&mut reader, Some(&stands.link)).await?;
    send(f, &cx, reader, form, &sent, Some(&stands)).await
}

/// What becomes of a form that was sent.
async fn send(
    f: Frame,
    cx: &Cx,
    mut reader: Reader,
    mut form: Form,
    sent: &Sent,
    stands: Option<&Standing>,
) -> Result<Response, Fault> {
    let doing = sent.get("do").unwrap_or("save").to_owned();
    if let Some((what, field)) = doing.split_once('.') {
        match what {
            "more" => form.more_rows(field),
            _ => form.look_for(&f, &mut reader, field).await?,
        }
        let collided = stands.map(|s| chosen(&f, &mut form, sent, s)).unwrap_or_default();
        return show(f, &mut reader, &form, stands, collided, StatusCode::OK).await;
    }
    let collided = stands.map(|s| chosen(&f, &mut form, sent, s)).unwrap_or_default();
    if !collided.is_empty() {
        return show(f, &mut reader, &form, stands, collided, StatusCode::CONFLICT).await;
    }
    let (written, guessed) = match form.read(&f, &mut reader).await? {
        Answer::Wrong => {
            return show(f, &mut reader, &form, stands, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Answer::Nothing => {
            let slug = form.thing.clone().unwrap_or_default();
            let done = Done {
                what: What::Nothing,
                noun: form.noun,
                slug: slug.clone(),
                number: None,
                understood: None,
            };
            return Ok(done.redirect(&f.link(&url::of(form.noun.name, &slug))));
        }
        Answer::Written(written, guessed) => (written, guessed),
    };
    // What is read must be closed before somebody writes; a page that refuses begins to read anew.
    drop(reader);
    match put(
        cx,
        &f.actor(),
        std::slice::from_ref(&*written),
        submission(&form, &written).as_deref(),
        Keep::Commit,
    )
    .await
    {
        Ok(put) => after(f, cx, &form, put, guessed, doing == "again").await,
        Err(ActionError::Refused(refusals)) => {
            form::refuse(&f, &mut form, &refusals);
            let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
            show(f, &mut reader, &form, stands, Vec::new(), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(ActionError::Collides(collisions)) => {
            let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
            let slug = form.thing.clone().unwrap_or_default();
            let now = standing(&mut reader, &f.actor(), form.noun, &slug).await?;
            let collided = between(&f, &form, &now, &collisions);
            form.seen = Some(now.seen);
            show(f, &mut reader, &form, Some(&now), collided, StatusCode::CONFLICT).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The name of a submission: the form's own, with what it says, so that a form that is sent again with other words from
/// the browser's history is another submission.
fn submission(form: &Form, written: &Written) -> Option<String> {
    let known = form.key.len() == 32 && form.key.bytes().all(|b| b.is_ascii_hexdigit());
    let says = format!("{:?}{:?}{:?}", written.fields, written.common, written.reason);
    known.then(|| format!("{}-{}", form.key, crate::assets::hash(says.as_bytes())))
}

/// Leads to what was saved.
async fn after(
    f: Frame,
    cx: &Cx,
    form: &Form,
    put: Vec<Put>,
    understood: Option<String>,
    again: bool,
) -> Result<Response, Fault> {
    let Some(put) = put.into_iter().next() else { return Err(Fault::Internal) };
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let stands = standing(&mut reader, &f.actor(), form.noun, &put.slug).await;
    // Whoever has written something out of his or her own reach cannot undo it.
    let number = stands.as_ref().ok().map(|s| s.seen).filter(|n| put.created || Some(*n) > form.seen);
    let what = if put.created { What::Added } else { What::Changed };
    let to = match stands.ok().and_then(|s| parent_page(&f, form, &s)).filter(|_| put.created) {
        _ if again => f.here_with(&[]),
        Some(parent) => parent,
        None => f.link(&url::of(form.noun.name, &put.slug)),
    };
    Ok(Done { what, noun: form.noun, slug: put.slug, number, understood }.redirect(&to))
}

/// The page of what a thing without a page of its own hangs on.
fn parent_page(f: &Frame, form: &Form, stands: &Standing) -> Option<String> {
    let parent = form.noun.parent.filter(|_| url::base(form.noun.name).is_none())?;
    let (index, _) = form.noun.field(parent.field)?;
    let link = stands.values.get(index)?.as_ref()?.refs().first().copied()?.clone();
    url::base(&link.noun)?;
    Some(f.link(&url::to(&link)))
}

/// The choices between what two have written, as far as they are made: what was chosen from the other one is taken over.
/// What is left to choose is returned.
fn chosen(f: &Frame, form: &mut Form, sent: &Sent, stands: &Standing) -> Vec<Collided> {
    let now = Form::standing(f, stands);
    let names: Vec<String> = sent.all("collided").map(str::to_owned).collect();
    let mut left = Vec::new();
    for name in names {
        let (Some(theirs), Some(label)) =
            (now.entry(&name), form.entry(&name).map(|e| label(f, form.noun, e.field.name)))
        else {
            continue;
        };
        match sent.get(&format!("choose.{name}")) {
            Some("theirs") => {
                if let Some(entry) = form.entry_mut(&name) {
                    *entry = theirs.clone();
                }
            }
            Some("mine") => {}
            _ => left.extend(form.entry(&name).map(|mine| versus(f, mine, theirs, label, true))),
        }
    }
    left
}

/// What two have written of the same fields.
fn between(f: &Frame, form: &Form, stands: &Standing, collisions: &[Collision]) -> Vec<Collided> {
    let now = Form::standing(f, stands);
    let of = |c: &Collision| {
        let (mine, theirs) = (form.entry(&c.field)?, now.entry(&c.field)?);
        Some(versus(f, mine, theirs, label(f, form.noun, mine.field.name), false))
    };
    collisions.iter().filter_map(of).collect()
}

fn label(f: &Frame, noun: &NounDef, field: &'static str) -> String {
    words::field(f.lang, noun.name, field).to_owned()
}

fn versus(f: &Frame, mine: &form::Entry, theirs: &form::Entry, label: String, unchosen: bool) -> Collided {
    Collided { name: mine.field.name, label, yours: told(f, mine), theirs: told(f, theirs), unchosen }
}

/// What an entry says, as a reader reads it.
fn told(f: &Frame, entry: &form::Entry) -> String {
    let lines: Vec<String> = entry.told().map(|(_, line)| fields::typed(f, entry.field, line)).collect();
    match (lines.is_empty(), entry.gap.as_str()) {
        (true, "") => String::new(),
        (true, gap) => capital(words::word(f.lang, "gap_kind", gap)),
        _ => lines.join("\n"),
    }
}

async fn show(
    f: Frame,
    reader: &mut Reader,
    form: &Form,
    stands: Option<&Standing>,
    collided: Vec<Collided>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let noun = form.noun.name;
    let list = Link::new(capital(words::noun(f.lang, noun).plural), f.link(&url::fact_list(noun)));
    let mut head = Head { crumbs: vec![list], ..Head::new(f.lang.add_noun(noun)) };
    let mut cancel = f.link("/");
    if let Some(stands) = stands {
        let thing = fields::link(&f, &stands.link);
        cancel.clone_from(&thing.href);
        head.kind = thing.text.clone();
        head.crumbs.push(thing);
        head.title = f.lang.change_noun(noun);
    } else if let Some(above) = form.entries.iter().find(|e| e.fixed).and_then(|e| e.known.first()) {
        if let Some((noun, slug)) = above.1.split_once(':') {
            cancel = f.link(&url::of(noun, slug));
            head.crumbs = vec![Link::new(above.0.clone(), cancel.clone())];
        }
    } else {
        cancel = f.link(url::base(noun).unwrap_or("/"));
    }
    let page = Page::of(f, reader, form, head, collided, cancel).await?;
    let text = page.render()?;
    Ok((
        status,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")],
        text,
    )
        .into_response())
}

/// The routes of forms. Whoever may contribute anything may open one; what may be written where is decided when it is.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/lagg-till/{plural}", add).requires(Permission::Contribute))
        .route(post("/lagg-till/{plural}", send_new).requires(Permission::Contribute))
        .route(get("/andra/{plural}/{*slug}", change).requires(Permission::Contribute))
        .route(post("/andra/{plural}/{*slug}", send_change).requires(Permission::Contribute))
}
