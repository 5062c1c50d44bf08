//! Ending a thing, taking back what was entered by mistake, and undoing the last change. Nothing is deleted: what has
//! existed gets an end, and what has not leaves its history.

use super::{html, opening::noun_of_plural};
use crate::{
    done::{Done, What},
    fault::Fault,
    form,
    frame::Frame,
    route::{Routes, get, post},
    sheet::{Cell, fields, lines::capital},
    site::AppState,
    typed, url,
    view::{Head, Link},
    words,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Keep, Permission},
    error::ActionError,
    thing::{
        form::{Standing, standing},
        put::put,
        refusal::{Refusal, Why},
        undo::{Undone, undo},
        withdraw::withdraw,
        written::{Said, Written},
    },
    view::{Reader, thing},
};
use genbo_domain::{
    edtf::{Edtf, End},
    noun::NounDef,
    value::{Kind, Value},
};

/// How things of a noun end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The time for which it holds gets an end.
    Valid,
    /// A field gets a word.
    Word(&'static str, &'static str),
}

/// How things of a noun end; nothing if they have no end of their own.
pub(crate) fn ending(noun: &NounDef) -> Option<Ending> {
    let word = match noun.name {
        "meeting" | "event" | "sitting" | "course_edition" => Ending::Word("status", "cancelled"),
        "commission" => Ending::Word("state", "closed"),
        "matter" => Ending::Word("status", "closed"),
        "contact" => Ending::Word("state", "ended"),
        "area" => Ending::Word("stage", "ended"),
        "item" => Ending::Word("status", "dropped"),
        "theme" => Ending::Word("state", "dropped"),
        "plan" | "activity" | "cycle_step" => Ending::Word("state", "abandoned"),
        _ => return noun.field("valid").map(|_| Ending::Valid),
    };
    Some(word)
}

/// What the button that ends a thing of the noun says.
pub(crate) fn button(f: &Frame, noun: &NounDef) -> &'static str {
    match ending(noun) {
        Some(Ending::Word(_, "cancelled")) => f.t.form.call_off,
        Some(Ending::Word(_, "dropped")) => f.t.form.drop,
        _ => f.t.form.end,
    }
}

#[derive(Debug, Default)]
struct Field {
    value: String,
    error: String,
}

#[derive(Template)]
#[template(path = "form/ask.html")]
struct Ask {
    f: Frame,
    head: Head,
    errors: Vec<(&'static str, String)>,
    seen: i64,
    day: Option<Field>,
    reason: Field,
    reason_label: &'static str,
    button: &'static str,
    cancel: String,
    refers: Vec<(String, Cell)>,
}

type Pairs = axum::Form<Vec<(String, String)>>;

fn head(f: &Frame, stands: &Standing, title: &'static str, lead: &'static str) -> Head {
    let thing = fields::link(f, &stands.link);
    let noun = stands.noun.name;
    let list = Link::new(capital(words::noun(f.lang, noun).plural), f.link(&url::fact_list(noun)));
    Head { crumbs: vec![list, thing.clone()], kind: thing.text, lead: lead.to_owned(), ..Head::new(title) }
}

async fn open(f: &Frame, cx: &Cx, plural: &str, slug: &str) -> Result<(Reader, Standing), Fault> {
    let noun = noun_of_plural(plural)?;
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let stands = standing(&mut reader, &f.actor(), noun, slug).await?;
    Ok((reader, stands))
}

fn ask_end(f: Frame, stands: &Standing, day: Field, reason: Field, seen: i64) -> Result<Response, Fault> {
    let t = &f.t.form;
    let (errors, asks_day) =
        (told(&[("f-day", &day), ("f-why", &reason)]), ending(stands.noun) == Some(Ending::Valid));
    let called_off = matches!(ending(stands.noun), Some(Ending::Word(_, "cancelled")));
    let button = button(&f, stands.noun);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Ask {
        head: head(
            &f,
            stands,
            button,
            if called_off {
                t.call_off_lead
            } else if asks_day {
                t.end_lead
            } else {
                t.close_lead
            },
        ),
        errors,
        seen,
        day: asks_day.then_some(day),
        reason,
        reason_label: t.reason,
        button,
        cancel: fields::link(&f, &stands.link).href,
        refers: Vec::new(),
        f,
    };
    Ok((status, html(&page)?).into_response())
}

fn told(fields: &[(&'static str, &Field)]) -> Vec<(&'static str, String)> {
    fields
        .iter()
        .filter(|(_, field)| !field.error.is_empty())
        .map(|(id, field)| (*id, field.error.clone()))
        .collect()
}

async fn end(
    f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (_, stands) = open(&f, &cx, &plural, &slug).await?;
    ending(stands.noun).ok_or(Fault::NotFound)?;
    let day = Field { value: typed::shown(f.lang, Kind::Date, &f.today.to_string()), error: String::new() };
    ask_end(f, &stands, day, Field::default(), stands.seen)
}

async fn send_end(
    f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    let sent = form::Sent::new(pairs);
    let (reader, stands) = open(&f, &cx, &plural, &slug).await?;
    drop(reader);
    let how = ending(stands.noun).ok_or(Fault::NotFound)?;
    let text =
        |name: &str| Field { value: sent.get(name).unwrap_or_default().to_owned(), error: String::new() };
    let (mut day, mut reason) = (text("day"), text("reason"));
    let mut written = Written::change(stands.noun, stands.link.slug.clone());
    written.seen = sent.get("seen").and_then(|s| s.parse().ok()).or(Some(stands.seen));
    written.reason = Some(reason.value.clone()).filter(|r| !r.is_empty());
    let seen = written.seen.unwrap_or_default();
    match how {
        Ending::Word(field, word) => written = written.with(field, Said::Value(Value::Text(word.to_owned()))),
        Ending::Valid => match until(&f, &stands, &day.value) {
            Ok(valid) => written = written.with("valid", Said::Value(Value::Text(valid.to_string()))),
            Err(error) => {
                day.error = error;
                return ask_end(f, &stands, day, reason, seen);
            }
        },
    }
    match put(&cx, &f.actor(), &[written], None, Keep::Commit).await {
        Ok(_) => {
            let (_, after) = open(&f, &cx, &plural, &slug).await?;
            let number = Some(after.seen).filter(|n| *n > stands.seen);
            let what = if number.is_some() { What::Changed } else { What::Nothing };
            let to = f.link(&url::to(&stands.link));
            Ok(Done { what, noun: stands.noun, slug: stands.link.slug, number, understood: None }
                .redirect(&to))
        }
        Err(ActionError::Refused(refusals)) => {
            reason.error = all_told(&f, &refusals);
            ask_end(f, &stands, day, reason, seen)
        }
        Err(ActionError::Collides(_)) => {
            reason.error = f.t.form.changed_meanwhile.to_owned();
            ask_end(f, &stands, day, reason, stands.seen)
        }
        Err(other) => Err(other.into()),
    }
}

fn all_told(f: &Frame, refusals: &[Refusal]) -> String {
    let all = refusals.iter().map(|r| form::told(f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned()));
    all.collect::<Vec<_>>().join(" ")
}

/// The time for which it holds, with that end.
fn until(f: &Frame, stands: &Standing, day: &str) -> Result<Edtf, String> {
    // What ends has ended not long ago, or ends soon.
    let from = f.today.checked_sub(jiff::Span::new().days(90)).unwrap_or(f.today);
    let read = typed::read(f.lang, Kind::Date, from, day)?;
    let typed::Typed::Value(Value::Text(end)) = read.said else {
        return Err(f.lang.missing(f.t.form.end_day));
    };
    let end: Edtf = end.parse().map_err(|_| f.t.form.refused.to_owned())?;
    let old = stands.noun.field("valid").and_then(|(i, _)| stands.values[i].as_ref());
    let start = match old {
        Some(Value::Text(text)) => text.parse::<Edtf>().map_or(End::Unknown, |e| e.start()),
        _ => End::Unknown,
    };
    Edtf::interval(start, end.end()).map_err(|_| f.t.form.ends_before.to_owned())
}

async fn take_back(
    f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
) -> Result<Response, Fault> {
    ask_back(f, &cx, &plural, &slug, Field::default()).await
}

async fn ask_back(f: Frame, cx: &Cx, plural: &str, slug: &str, reason: Field) -> Result<Response, Fault> {
    let (mut reader, stands) = open(&f, cx, plural, slug).await?;
    let thing = thing::thing(&mut reader, stands.noun, &stands.link.slug).await?;
    let group = |g: &thing::Group| {
        let plural = capital(words::noun(f.lang, g.noun.name).plural);
        (plural, Cell::links(g.things.iter().map(|l| fields::link(&f, l)).collect()))
    };
    let refers = thing.children.iter().chain(&thing.referring).map(group).collect();
    let errors = told(&[("f-why", &reason)]);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Ask {
        head: head(&f, &stands, f.t.form.withdraw_title, f.t.form.withdraw_lead),
        errors,
        seen: stands.seen,
        day: None,
        reason,
        reason_label: f.t.form.withdraw_reason,
        button: f.t.form.withdraw,
        cancel: fields::link(&f, &stands.link).href,
        refers,
        f,
    };
    Ok((status, html(&page)?).into_response())
}

async fn send_back(
    f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    let noun = noun_of_plural(&plural)?;
    let reason = form::Sent::new(pairs).get("reason").unwrap_or_default().to_owned();
    match withdraw(&cx, &f.actor(), noun, &slug, &reason).await {
        Ok(()) => {
            let to =
                f.link(url::base(noun.name).filter(|p| f.has_page(p)).unwrap_or(&url::fact_list(noun.name)));
            Ok(Done { what: What::Withdrawn, noun, slug, number: None, understood: None }.redirect(&to))
        }
        Err(ActionError::Refused(refusals)) => {
            let error = all_told(&f, &refusals);
            ask_back(f, &cx, &plural, &slug, Field { value: reason, error }).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn send_undo(
    f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    let noun = noun_of_plural(&plural)?;
    let number = form::Sent::new(pairs).get("number").and_then(|n| n.parse().ok()).unwrap_or_default();
    let (what, slug, to) = match undo(&cx, &f.actor(), noun, &slug, number).await {
        Ok(Undone::Restored(put)) => (What::Undone, put.slug.clone(), url::of(noun.name, &put.slug)),
        Ok(Undone::Withdrawn) => {
            let list = url::base(noun.name).filter(|p| f.has_page(p)).map(str::to_owned);
            (What::Gone, slug, list.unwrap_or_else(|| url::fact_list(noun.name)))
        }
        Err(ActionError::Refused(refusals))
            if refusals.iter().any(|r| matches!(r.why, Why::NotAllowed(_))) =>
        {
            return Err(Fault::Forbidden);
        }
        Err(ActionError::Refused(refusals)) => return Err(Fault::Invalid(vec![all_told(&f, &refusals)])),
        Err(other) => return Err(other.into()),
    };
    Ok(Done { what, noun, slug, number: None, understood: None }.redirect(&f.link(&to)))
}

/// The routes that end, take back and undo.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/avsluta/{plural}/{*slug}", end).requires(Permission::Contribute))
        .route(post("/avsluta/{plural}/{*slug}", send_end).requires(Permission::Contribute))
        .route(get("/ta-tillbaka/{plural}/{*slug}", take_back).requires(Permission::Contribute))
        .route(post("/ta-tillbaka/{plural}/{*slug}", send_back).requires(Permission::Contribute))
        .route(post("/angra/{plural}/{*slug}", send_undo).requires(Permission::Contribute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_ends_something_is_one_of_its_vocabulary() {
        for noun in genbo_domain::NOUNS {
            if let Some(Ending::Word(field, word)) = ending(noun) {
                let kind = noun.field(field).map(|(_, f)| f.kind).unwrap();
                assert!(kind.parse(word).is_ok(), "{}.{field} = {word}", noun.name);
            }
        }
    }
}
