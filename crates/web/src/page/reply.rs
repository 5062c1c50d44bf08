//! Answering a call by the link that was mailed: looking answers nothing, only the form does.

use super::html;
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    view::{Fact, Head},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    call::EXAMPLE,
    cx::Cx,
    invitation::answer::{Answerable, Answered, Opened, answer, open},
};
use genbo_domain::invitation::Answer;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "reply/show.html")]
struct Show {
    f: Frame,
    head: Head,
    note: &'static str,
    error: &'static str,
    form: Option<Filled>,
    action: String,
}

/// The form as it stands.
struct Filled {
    choices: [(&'static str, &'static str, bool); 3],
    note: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    answer: String,
    note: String,
}

async fn show(f: Frame, Path(token): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    if token == EXAMPLE {
        return page(f, &token, None, ("", ""));
    }
    let found = open(&cx, &token, f.today).await?.ok_or(Fault::NotFound)?;
    page(f, &token, Some(&found), ("", ""))
}

async fn act(
    f: Frame,
    Path(token): Path<String>,
    State(cx): State<Cx>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let Ok(chosen) = typed.answer.parse::<Answer>() else {
        let found = open(&cx, &token, f.today).await?.ok_or(Fault::NotFound)?;
        let error = f.t.reply.choose;
        return page(f, &token, Some(&found), ("", error));
    };
    let done = answer(&cx, &token, chosen, &typed.note, f.today).await?.ok_or(Fault::NotFound)?;
    match done {
        Answered::Noted(found) => {
            let note = f.t.reply.noted;
            page(f, &token, Some(&found), (note, ""))
        }
        Answered::TooLate(found) => page(f, &token, Some(&found), ("", "")),
    }
}

fn page(
    f: Frame,
    token: &str,
    found: Option<&Opened>,
    (note, error): (&'static str, &'static str),
) -> Result<Response, Fault> {
    let t = &f.t.reply;
    let head = match found {
        None => Head { lead: t.example_lead.to_owned(), ..Head::new(t.example) },
        Some(found) => head(&f, found),
    };
    let form = found.filter(|o| o.state == Answerable::Yes).map(|o| {
        let choice = |answer: Answer, text| (answer.as_str(), text, o.invitation.answer == Some(answer));
        Filled {
            choices: [
                choice(Answer::Accepted, t.accept),
                choice(Answer::Tentative, t.tentative),
                choice(Answer::Declined, t.decline),
            ],
            note: o.invitation.note.clone().unwrap_or_default(),
        }
    });
    let action = f.link(&format!("/svar/{token}"));
    Ok(unkept(html(&Show { head, note, error, form, action, f })?))
}

fn head(f: &Frame, found: &Opened) -> Head {
    let (t, l) = (&f.t.reply, &f.t.letter);
    let lead = match found.state {
        Answerable::Yes => "",
        Answerable::Over => t.over,
        Answerable::CalledOff => t.called_off,
    };
    let day =
        found.when.as_ref().map(|w| w.exact_day().map_or_else(|| f.lang.planned(w), |d| f.lang.day_long(d)));
    let time = found.when.as_ref().and_then(|w| f.lang.time_of(w)).unwrap_or_default();
    let mut facts = vec![Fact::new(l.time, day.unwrap_or_else(|| l.no_date.to_owned())).note(time)];
    facts.extend(found.place.as_ref().map(|p| Fact::new(l.place, p.clone())));
    if !found.invitation.name.is_empty() {
        facts.push(Fact::new(t.you, found.invitation.name.clone()));
    }
    if let Some(answer) = found.invitation.answer {
        let word = f.word("invitation_answer", Some(answer.as_str()));
        facts.push(Fact::new(t.so_far, crate::sheet::lines::capital(&word)));
    }
    Head {
        kind: f.lang.list(&found.bodies),
        lead: lead.to_owned(),
        facts,
        ..Head::new(if found.state == Answerable::Yes {
            format!("{} {}", found.title, t.title)
        } else {
            found.title.clone()
        })
    }
}

/// An answer that belongs to one person alone: kept nowhere, found by no search engine, and its address told to nobody.
pub(super) fn unkept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response.into_response()
}

/// The routes of answers. The link is the permission.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/svar/{token}", show).public()).route(post("/svar/{token}", act).public())
}
