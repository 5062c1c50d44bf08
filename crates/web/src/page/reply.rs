//! Answering by the link that was mailed: a call, or the preliminary days of a plan. Looking answers nothing, only the form
//! does.

use super::html;
use crate::{
    fault::Fault,
    frame::Frame,
    identity::Client,
    letter,
    route::{Routes, get, post},
    site::AppState,
    view::{Fact, Head},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    account::refusal::Refusal,
    call::EXAMPLE,
    cx::Cx,
    error::ActionError,
    invitation::{
        answer::{Answerable, Answered, Opened, answer},
        link::{self, Behind},
    },
    year_plan::{
        answer::{LONGEST_NOTE, Said},
        link as days,
    },
};
use genbo_domain::{invitation::Answer, meeting::DateAnswer, value::ThingId};

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

#[derive(Template)]
#[template(path = "reply/days.html")]
struct Days {
    f: Frame,
    head: Head,
    note: &'static str,
    days: Vec<Day>,
    action: String,
    longest: usize,
}

/// A day to answer.
struct Day {
    meeting: i64,
    when: String,
    what: String,
    /// Why it cannot be answered; empty if it can.
    closed: &'static str,
    choices: [(&'static str, &'static str, bool); 3],
    note: String,
}

type Typed = Vec<(String, String)>;

fn field<'a>(typed: &'a Typed, name: &str) -> &'a str {
    typed.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.as_str())
}

async fn show(
    f: Frame,
    Path(token): Path<String>,
    client: Client,
    State(cx): State<Cx>,
) -> Result<Response, Fault> {
    if token == EXAMPLE {
        return page(f, &token, None, ("", ""));
    }
    match link::open(&cx, &token, &client.address, f.today).await {
        Ok(Some(Behind::Call(found))) => page(f, &token, Some(&found), ("", "")),
        Ok(Some(Behind::Days(found))) => days_page(f, &token, &found, ""),
        Ok(None) => Err(Fault::NotFound),
        Err(error) => too_often(f, error),
    }
}

async fn act(
    f: Frame,
    Path(token): Path<String>,
    client: Client,
    State(cx): State<Cx>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let found = match link::open(&cx, &token, &client.address, f.today).await {
        Ok(found) => found.ok_or(Fault::NotFound)?,
        Err(error) => return too_often(f, error),
    };
    if let Err(error) = link::count_answer(&cx, &token).await {
        return too_often(f, error);
    }
    match found {
        Behind::Call(found) => {
            let Ok(chosen) = field(&typed, "answer").parse::<Answer>() else {
                let error = f.t.reply.choose;
                return page(f, &token, Some(&found), ("", error));
            };
            let done = answer(&cx, &token, chosen, field(&typed, "note"), f.today).await?;
            match done.ok_or(Fault::NotFound)? {
                Answered::Noted(found) => {
                    let note = f.t.reply.noted;
                    page(f, &token, Some(&found), (note, ""))
                }
                Answered::TooLate(found) => page(f, &token, Some(&found), ("", "")),
            }
        }
        Behind::Days(_) => {
            let found = days::answer(&cx, &token, &given(&typed), f.today).await?.ok_or(Fault::NotFound)?;
            let note = f.t.reply.days_noted;
            days_page(f, &token, &found, note)
        }
    }
}

/// What was answered about which days.
fn given(typed: &Typed) -> Vec<(ThingId, Said)> {
    let mut all = Vec::new();
    for (_, day) in typed.iter().filter(|(name, _)| name == "day") {
        let Ok(id) = day.parse() else { continue };
        let answer = field(typed, &format!("answer-{day}")).parse().ok();
        let note = Some(field(typed, &format!("note-{day}")).to_owned());
        all.push((ThingId(id), Said { answer, note }));
    }
    all
}

/// Too many tries, in words; whatever else went wrong is a fault.
fn too_often(f: Frame, error: ActionError) -> Result<Response, Fault> {
    let ActionError::Account(Refusal::Wait(_)) = error else { return Err(error.into()) };
    let t = &f.t.reply;
    let head = Head { lead: t.wait_lead.to_owned(), ..Head::new(t.wait) };
    empty(f, head, StatusCode::TOO_MANY_REQUESTS)
}

fn empty(f: Frame, head: Head, status: StatusCode) -> Result<Response, Fault> {
    let action = String::new();
    let mut response = unkept(html(&Show { head, note: "", error: "", form: None, action, f })?);
    *response.status_mut() = status;
    Ok(response)
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

fn days_page(f: Frame, token: &str, found: &days::Behind, note: &'static str) -> Result<Response, Fault> {
    let t = &f.t.reply;
    let days::Behind::Open(found) = found else {
        let head = Head { lead: t.closed_lead.to_owned(), ..Head::new(t.closed) };
        return empty(f, head, StatusCode::GONE);
    };
    let mut facts = Vec::new();
    if !found.name.is_empty() {
        facts.push(Fact::new(t.you, found.name.clone()));
    }
    let head = Head {
        kind: format!("{} {}", found.whose, found.year),
        lead: t.days_lead.to_owned(),
        facts,
        ..Head::new(t.days_title)
    };
    let page = Days {
        head,
        note,
        days: found.days.iter().map(|d| day(&f, found, d)).collect(),
        action: f.link(&format!("/svar/{token}")),
        longest: LONGEST_NOTE,
        f,
    };
    Ok(unkept(html(&page)?))
}

fn day(f: &Frame, found: &days::Opened, d: &days::Day) -> Day {
    let (t, y) = (&f.t.reply, &f.t.year_plan);
    let others = d.bodies.iter().filter(|b| **b != found.whose).cloned();
    let what: Vec<String> = std::iter::once(d.title.clone()).chain(others).chain(d.place.clone()).collect();
    // That a day suits best is said after signing in; here it counts as that one can.
    let chosen = d.answer.map(|a| if a == DateAnswer::Prefer { DateAnswer::Can } else { a });
    let choice = |answer: DateAnswer, text| (answer.as_str(), text, chosen == Some(answer));
    Day {
        meeting: d.meeting.0,
        when: letter::time(f, &d.when),
        what: what.join(", "),
        closed: match d.state {
            days::State::Open => "",
            days::State::Set => t.is_set,
            days::State::Moved => t.is_moved,
            days::State::Off => t.is_off,
            days::State::Over => t.is_over,
        },
        choices: [
            choice(DateAnswer::Can, y.can),
            choice(DateAnswer::Perhaps, y.perhaps),
            choice(DateAnswer::Cannot, y.cannot),
        ],
        note: d.note.clone().unwrap_or_default(),
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
