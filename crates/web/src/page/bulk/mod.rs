//! Changing many things at once: choosing them, saying what becomes of their fields, looking at it, doing it, undoing it.

mod typed;

use super::{go, html, opening::noun_of_plural};
use crate::{
    fault::Fault,
    form,
    frame::Frame,
    route::{Routes, get, post},
    sheet::{fields, lines::capital},
    site::AppState,
    url,
    view::{Action, Head, Link},
    words,
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Permission},
    error::ActionError,
    thing::{
        bulk::{self, Ask, Lot, MOST, Preview},
        refusal::Why,
    },
    view::{Part, Reader, choices},
};
use genbo_domain::{
    authority,
    cooperation::Cooperation,
    noun::{Noun, NounDef},
};
use typed::{Control, Row, Typed};

/// How many things are listed to choose from.
const LISTED: usize = 100;

#[derive(Template)]
#[template(path = "bulk/show.html")]
struct Show {
    f: Frame,
    head: Head,
    errors: Vec<String>,
    typed: Typed,
    /// Things that are chosen and not in the list: slug and label.
    chosen: Vec<(String, String)>,
    /// Things of the list: slug, label, whether they are chosen.
    listed: Vec<(String, String, bool)>,
    found: String,
    homes: Vec<(String, String)>,
    rows: Vec<Row>,
    fields: Vec<(&'static str, &'static str)>,
    preview: Option<Told>,
    done: Option<(String, String, Lot)>,
    action: String,
}

/// What would happen, as it is told.
struct Told {
    lines: Vec<ToldLine>,
    seen: i64,
    summary: String,
    can: bool,
    note: &'static str,
}

struct ToldLine {
    title: String,
    href: String,
    slug: String,
    /// Field, before, after.
    values: Vec<(String, String, String)>,
    refused: Vec<String>,
}

fn noun_for(f: &Frame, plural: &str) -> Result<&'static NounDef, Fault> {
    let noun = noun_of_plural(plural)?;
    if f.actor().may(authority::permission_for(noun)) { Ok(noun) } else { Err(Fault::Forbidden) }
}

async fn show(f: Frame, State(cx): State<Cx>, Path(plural): Path<String>) -> Result<Response, Fault> {
    let noun = noun_for(&f, &plural)?;
    let typed = Typed::asked(&f, &cx);
    page(f, &cx, noun, typed, Vec::new(), None).await
}

async fn send(
    f: Frame,
    State(cx): State<Cx>,
    Path(plural): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let noun = noun_for(&f, &plural)?;
    let mut typed = Typed::sent(&cx, pairs);
    match typed.what.as_str() {
        "all" => {
            let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
            let part = Part { offset: 0, limit: MOST + 1 };
            let (all, _) = bulk::choose(&mut reader, noun, typed.filter(), part).await?;
            typed.choose(all.into_iter().map(|l| l.slug));
            return page(f, &cx, noun, typed, Vec::new(), None).await;
        }
        "none" => typed.chosen.clear(),
        "preview" | "apply" => return change(f, &cx, noun, typed).await,
        _ => {}
    }
    page(f, &cx, noun, typed, Vec::new(), None).await
}

/// The preview, or the change itself.
async fn change(f: Frame, cx: &Cx, noun: &'static NounDef, typed: Typed) -> Result<Response, Fault> {
    let mut errors = Vec::new();
    if typed.chosen.is_empty() {
        errors.push(f.t.bulk.no_things.to_owned());
    }
    if typed.chosen.len() > MOST {
        errors.push(f.lang.too_many(MOST));
    }
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let changes = typed.changes(&f, &mut reader, noun, &mut errors).await?;
    drop(reader);
    if !errors.is_empty() {
        return page(f, cx, noun, typed, errors, None).await;
    }
    let ask = Ask {
        noun,
        slugs: typed.chosen.clone(),
        changes,
        reason: Some(typed.reason.clone()).filter(|r| !r.is_empty()),
        seen: typed.seen,
    };
    if typed.what == "apply" && ask.seen.is_some() {
        match bulk::apply(cx, &f.actor(), &ask, Some(&typed.submission)).await {
            Ok(Some(lot)) => {
                let numbers =
                    [("from", lot.from), ("to", lot.to), ("n", i64::try_from(lot.count).unwrap_or(0))];
                let numbers = numbers.map(|(k, n)| (k, n.to_string()));
                let path = format!("/andra-flera/{}", noun.plural);
                return Ok(go(&f.link_with(&path, &numbers.each_ref().map(|(k, v)| (*k, v.as_str())))));
            }
            Ok(None) => errors.push(f.t.bulk.nothing_note.to_owned()),
            Err(ActionError::Collides(_)) => errors.push(f.t.bulk.collides.to_owned()),
            // What is refused is told thing by thing below.
            Err(ActionError::Refused(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    let preview = bulk::preview(cx, &f.actor(), &ask).await?;
    page(f, cx, noun, typed, errors, Some(preview)).await
}

async fn page(
    f: Frame,
    cx: &Cx,
    noun: &'static NounDef,
    mut typed: Typed,
    errors: Vec<String>,
    preview: Option<Preview>,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let part = Part { offset: 0, limit: LISTED };
    let (listed, all) = bulk::choose(&mut reader, noun, typed.filter(), part).await?;
    let outside: Vec<String> = typed
        .chosen
        .iter()
        .filter(|s| listed.iter().all(|l| l.slug != **s))
        .take(MOST + 1)
        .cloned()
        .collect();
    let labels = bulk::chosen(&mut reader, noun, &outside).await?;
    let label = |slug: &String| {
        let known = labels.iter().find(|l| l.slug == *slug);
        (slug.clone(), known.map_or_else(|| slug.clone(), |l| fields::label(&f, l)))
    };
    let refused = !errors.is_empty() || preview.as_ref().is_some_and(Preview::is_refused);
    let preview = preview.map(|p| told(&f, noun, &p));
    if let Some(told) = &preview {
        typed.asks_reason |= asks_reason(&f, told);
    }
    let head = Head {
        crumbs: vec![list_of(&f, noun)],
        lead: f.t.bulk.lead.to_owned(),
        ..Head::new(f.lang.change_many(noun.name))
    };
    let shown = Show {
        chosen: outside.iter().map(label).collect(),
        listed: listed
            .iter()
            .map(|l| (l.slug.clone(), fields::label(&f, l), typed.chosen.contains(&l.slug)))
            .collect(),
        found: f.lang.found_shown(all, listed.len()),
        homes: homes(&mut reader, noun).await?,
        rows: typed.rows(&f, noun),
        fields: typed::fields(&f, noun),
        done: done(&f, noun),
        action: f.link(&format!("/andra-flera/{}", noun.plural)),
        head,
        errors,
        typed,
        preview,
        f,
    };
    let status = if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, html(&shown)?).into_response())
}

async fn homes(reader: &mut Reader, noun: &NounDef) -> Result<Vec<(String, String)>, Fault> {
    if noun.name == Cooperation::NAME {
        return Ok(Vec::new());
    }
    let all = choices::cooperations(reader).await?;
    Ok(all.into_iter().map(|l| (l.slug, l.label)).collect())
}

fn list_of(f: &Frame, noun: &'static NounDef) -> Link {
    let own = url::base(noun.name).filter(|path| f.has_page(path)).map(str::to_owned);
    let path = own.unwrap_or_else(|| url::fact_list(noun.name));
    Link::new(capital(words::noun(f.lang, noun.name).plural), f.link(&path))
}

/// What was just done, from the address: what is told, where it is undone, and which it was.
fn done(f: &Frame, noun: &NounDef) -> Option<(String, String, Lot)> {
    let number = |name: &str| f.asked(name).and_then(|n| n.parse::<i64>().ok());
    if f.asked("undone").is_some() {
        return Some((f.t.bulk.undone.to_owned(), String::new(), Lot { from: 0, to: 0, count: 0 }));
    }
    let lot = Lot { from: number("from")?, to: number("to")?, count: usize::try_from(number("n")?).ok()? };
    Some((f.lang.changed_many(lot.count), f.link(&format!("/andra-flera/{}/angra", noun.plural)), lot))
}

fn asks_reason(f: &Frame, told: &Told) -> bool {
    let t = &f.t.form;
    let reasons = [t.needs_reason_moved, t.needs_reason_chosen, t.needs_reason_put_off];
    told.lines.iter().flat_map(|l| &l.refused).any(|r| reasons.iter().any(|reason| r.contains(reason)))
}

fn told(f: &Frame, noun: &'static NounDef, preview: &Preview) -> Told {
    let lines = preview.lines.iter().map(|l| ToldLine {
        title: l.link.as_ref().map_or_else(|| l.slug.clone(), |link| fields::label(f, link)),
        href: l.link.as_ref().map(|link| f.link(&url::to(link))).unwrap_or_default(),
        slug: l.slug.clone(),
        values: l
            .values
            .iter()
            .filter_map(|v| {
                let (_, field) = noun.field(&v.field)?;
                let text = |side: &Option<String>| {
                    side.as_deref()
                        .map(|s| {
                            s.split('\n')
                                .map(|line| fields::told(f, field, line))
                                .collect::<Vec<_>>()
                                .join("; ")
                        })
                        .unwrap_or_default()
                };
                let label = words::field(f.lang, noun.name, field.name).to_owned();
                Some((label, text(&v.before), text(&v.after)))
            })
            .collect(),
        refused: l.refusals.iter().map(|(field, why)| refusal(f, noun, *field, why)).collect(),
    });
    let can = !preview.is_refused() && preview.changing() > 0;
    Told {
        lines: lines.collect(),
        seen: preview.seen,
        summary: f.lang.would_change(preview.changing(), preview.lines.len()),
        can,
        note: match (preview.is_refused(), preview.changing()) {
            (true, _) => f.t.bulk.refused_note,
            (false, 0) => f.t.bulk.nothing_note,
            _ => "",
        },
    }
}

fn refusal(f: &Frame, noun: &'static NounDef, field: Option<&'static str>, why: &Why) -> String {
    let label = field.and_then(|name| noun.field(name)).map(|(_, d)| words::field(f.lang, noun.name, d.name));
    match (form::told(f, why), label) {
        (Some(text), Some(label)) => format!("{label}: {text}"),
        (Some(text), None) => text,
        (None, label) => f.lang.missing(label.unwrap_or_default()),
    }
}

async fn take_back(
    f: Frame,
    State(cx): State<Cx>,
    Path(plural): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let noun = noun_for(&f, &plural)?;
    let number = |name: &str| super::field(&pairs, name).parse::<i64>().unwrap_or_default();
    match bulk::take_back(&cx, &f.actor(), noun, (number("from"), number("to"))).await {
        Ok(_) => Ok(go(&f.link_with(&format!("/andra-flera/{}", noun.plural), &[("undone", "yes")]))),
        Err(ActionError::Refused(refusals)) => {
            if refusals.iter().any(|r| matches!(r.why, Why::NotAllowed(_))) {
                return Err(Fault::Forbidden);
            }
            Err(Fault::Invalid(refusals.iter().filter_map(|r| form::told(&f, &r.why)).collect()))
        }
        Err(other) => Err(other.into()),
    }
}

impl Frame {
    /// The button that leads from the list of this page to changing several of its things, if the reader may.
    pub fn change_many_here(&self) -> Option<Action> {
        let noun = self.listed_here()?;
        let home = self.asked("cooperation").filter(|_| noun.name != Cooperation::NAME);
        let kept = [("cooperation", home), ("q", self.asked("q"))];
        let kept: Vec<(&str, &str)> = kept.into_iter().filter_map(|(k, v)| Some((k, v?))).collect();
        let path = format!("/andra-flera/{}", noun.plural);
        Some(
            Action::new(self.t.bulk.action, self.link_with(&path, &kept))
                .of(words::noun(self.lang, noun.name).plural),
        )
    }
}

/// The routes of changing many.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/andra-flera/{plural}", show).requires(Permission::Contribute))
        .route(post("/andra-flera/{plural}", send).requires(Permission::Contribute))
        .route(post("/andra-flera/{plural}/angra", take_back).requires(Permission::Contribute))
}
