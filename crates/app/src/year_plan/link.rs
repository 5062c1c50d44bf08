//! Preliminary days behind a mailed link: looking at them, and answering them one by one.
//!
//! Invariants: looking answers nothing; the link tells of the days that stood in the letter and of nothing else; an answer
//! counts only while the meeting is preliminary on that very day; when no day is open any more, the link leads nowhere.

use super::{answer::Said, send};
use crate::{
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
    outbox::told,
    secret,
};
use genbo_domain::{
    body::Body,
    edtf::Edtf,
    invitation::may_be_answered,
    meeting::{DateAnswer, Meeting, MeetingStatus},
    noun::Noun,
    value::ThingId,
    visibility::Visibility,
};
use genbo_store::{
    audit::AuditValue,
    date_request::{self, Request},
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What stands behind a link.
#[derive(Debug, Clone, PartialEq)]
pub enum Behind {
    /// Days, of which one at least can be answered.
    Open(Opened),
    /// Nothing any more: every day is set, moved, called off or over.
    Closed,
}

/// The days that somebody is asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Who is asked.
    pub name: String,
    /// The body or cooperation whose plan it is.
    pub whose: String,
    /// The year.
    pub year: i16,
    /// The days, in their order.
    pub days: Vec<Day>,
    request: Request,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// The meeting.
    pub meeting: ThingId,
    /// What the meeting is called.
    pub title: String,
    /// The bodies that meet.
    pub bodies: Vec<String>,
    /// When, as it stood in the letter.
    pub when: Edtf,
    /// Place.
    pub place: Option<String>,
    /// The answer so far.
    pub answer: Option<DateAnswer>,
    /// What was said beside.
    pub note: Option<String>,
    /// Whether it can be answered.
    pub state: State,
}

/// Whether a day can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It can.
    Open,
    /// It has been set.
    Set,
    /// The meeting has got another day.
    Moved,
    /// The meeting is called off.
    Off,
    /// The day is over.
    Over,
}

/// What stands behind a link; nothing if there is no such link.
pub async fn open(cx: &Cx, token: &str, today: Date) -> Result<Option<Behind>, ActionError> {
    let mut tx = cx.db.read().await?;
    opened(&mut tx, token, today).await
}

async fn opened(tx: &mut Tx, token: &str, today: Date) -> Result<Option<Behind>, ActionError> {
    let Some((request, revoked)) = date_request::behind(tx, &secret::hash(token)).await? else {
        return Ok(None);
    };
    if revoked {
        return Ok(Some(Behind::Closed));
    }
    let asked = date_request::days_of(tx, request.id).await?;
    let ids: Vec<ThingId> = asked.iter().map(|d| d.meeting).collect();
    // Whoever was asked may know about what; the letter said as much. What has been closed since is not told any more.
    let mut meetings: Vec<Stored<Meeting>> = row::load(tx, &Viewer::All, Find::Ids(&ids)).await?;
    meetings.retain(|m| m.meta.visibility != Visibility::Restricted.as_str());
    let bodies: BTreeSet<ThingId> =
        meetings.iter().flat_map(|m| m.facts.bodies.iter().map(|b| b.0)).collect();
    let bodies: Vec<ThingId> = bodies.into_iter().collect();
    let bodies: Vec<Stored<Body>> = row::load(tx, &Viewer::All, Find::Ids(&bodies)).await?;
    let mut days = Vec::with_capacity(asked.len());
    for d in asked {
        let Some(m) = meetings.iter().find(|m| m.id == d.meeting) else { continue };
        let Ok(when) = d.when.parse::<Edtf>() else { continue };
        let name = |id: ThingId| bodies.iter().find(|b| b.id == id).map(|b| b.facts.name.clone());
        days.push(Day {
            meeting: m.id,
            title: m.facts.title.clone(),
            bodies: m.facts.bodies.iter().filter_map(|b| name(b.0)).collect(),
            place: m.facts.place.clone(),
            answer: d.answer,
            note: d.note,
            state: state(&m.facts, &when, today),
            when,
        });
    }
    if !days.iter().any(|d| d.state == State::Open) {
        return Ok(Some(Behind::Closed));
    }
    let whose = thing::names(tx, &Viewer::All, &[request.scope]).await?.remove(&request.scope);
    Ok(Some(Behind::Open(Opened {
        name: request.name.clone(),
        whose: whose.map(|w| w.label).unwrap_or_default(),
        year: request.year,
        days,
        request,
    })))
}

fn state(m: &Meeting, when: &Edtf, today: Date) -> State {
    match m.status {
        Some(MeetingStatus::Cancelled | MeetingStatus::None) => State::Off,
        _ if m.when.as_ref() != Some(when) => State::Moved,
        _ if !may_be_answered(Some(when), today) => State::Over,
        _ if send::is_open(m, today) => State::Open,
        _ => State::Set,
    }
}

/// Answers days behind a link, each in place of an earlier answer; what cannot be answered any more stays as it is. Nothing
/// if there is no such link.
pub async fn answer(
    cx: &Cx,
    token: &str,
    given: &[(ThingId, Said)],
    today: Date,
) -> Result<Option<Behind>, ActionError> {
    let Some(Behind::Open(found)) = open(cx, token, today).await? else {
        return open(cx, token, today).await;
    };
    let actor = Actor::Link { name: format!("date_request {}", found.request.id) };
    cx.write(&actor, Permission::Contribute, Keep::Commit, async |change| {
        let at = (cx.outside.now)();
        let Some(Behind::Open(mut opened)) = opened(&mut change.tx, token, today).await? else {
            return Ok(Some(Behind::Closed));
        };
        let request = opened.request.id;
        for day in opened.days.iter_mut().filter(|d| d.state == State::Open) {
            let Some((_, said)) = given.iter().find(|(meeting, _)| *meeting == day.meeting) else { continue };
            let said = said.clone().tidy();
            if (day.answer, &day.note) == (said.answer, &said.note) {
                continue;
            }
            let of = (request, day.meeting);
            date_request::answer(&mut change.tx, of, said.answer, said.note.as_deref(), at).await?;
            let word = |a: Option<DateAnswer>| a.map(|a| a.as_str().to_owned());
            change.record(Event {
                thing: Some(day.meeting),
                noun: Meeting::NAME,
                action: "answer",
                // What is said beside the answer is between those two; the trail keeps none of it.
                values: vec![
                    told("date_request", request),
                    AuditValue {
                        field: "date_answer".into(),
                        before: word(day.answer),
                        after: word(said.answer),
                    },
                ],
            });
            (day.answer, day.note) = (said.answer, said.note);
        }
        Ok(Some(Behind::Open(opened)))
    })
    .await
}
