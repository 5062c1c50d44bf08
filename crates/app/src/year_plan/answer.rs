//! Those who are asked answer whether preliminary days suit them.
//!
//! Invariant: only who takes part in the body, for an organisation or by a post, answers; an answer about a day that is set
//! already changes nothing; each person is counted once, whether he or she has answered after signing in, by a mailed link,
//! or both.

use super::circle;
use crate::{
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
    view::Reader,
};
use genbo_domain::{
    address::one_line,
    body::Body,
    cooperation::Cooperation,
    meeting::{DateAnswer, Meeting, MeetingStatus},
    noun::Noun,
    post::Post,
    value::ThingId,
};
use genbo_store::{
    audit::AuditValue,
    date_answer::{self, Given},
    date_request::{self, Request},
    row::{Find, Stored},
};
use jiff::civil::Date;
use std::collections::HashMap;

/// The most characters of what is said beside an answer.
pub const LONGEST_NOTE: usize = 300;

/// What somebody says about a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The answer; nothing takes an earlier one back.
    pub answer: Option<DateAnswer>,
    /// What is said beside.
    pub note: Option<String>,
}

impl Said {
    /// The same as it is kept: on one line, not too long; words without an answer are a perhaps.
    pub(super) fn tidy(self) -> Said {
        let note = self.note.map(|n| one_line(&n).chars().take(LONGEST_NOTE).collect::<String>());
        let note = note.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty());
        Said { answer: self.answer.or(note.as_ref().map(|_| DateAnswer::Perhaps)), note }
    }
}

/// What somebody answered about a meeting's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The account; empty for an answer by a mailed link.
    pub account: String,
    /// The name to show.
    pub name: String,
    /// The answer.
    pub answer: DateAnswer,
    /// What was said beside.
    pub note: Option<String>,
    /// When, RFC 3339 in UTC.
    at: String,
    /// The person, and the address that mail goes to.
    who: (Option<ThingId>, Option<String>),
}

/// The answers about a meeting's day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// What was answered, each person once: the latest counts.
    pub given: Vec<Answered>,
    /// The names of those who were asked by mail and have not answered.
    pub waiting: Vec<String>,
}

impl Answers {
    fn add(&mut self, new: Answered) {
        match self.given.iter_mut().find(|old| same(&old.who, &new.who)) {
            Some(old) if old.at < new.at => *old = new,
            Some(_) => {}
            None => self.given.push(new),
        }
    }
}

/// Whether two are one: by person, or by address.
pub(super) fn same(a: &(Option<ThingId>, Option<String>), b: &(Option<ThingId>, Option<String>)) -> bool {
    (a.0.is_some() && a.0 == b.0) || (a.1.is_some() && a.1 == b.1)
}

/// The answers about the days that those meetings have now, by their ids. What was answered about an earlier day is left
/// out.
pub async fn answers(
    reader: &mut Reader,
    meetings: &[ThingId],
) -> Result<HashMap<ThingId, Answers>, ActionError> {
    if meetings.is_empty() {
        return Ok(HashMap::new());
    }
    let stored: Vec<Stored<Meeting>> = reader.load(Find::Ids(meetings)).await?;
    let given = date_answer::of_meetings(&mut reader.tx, meetings).await?;
    let asked = date_request::of_meetings(&mut reader.tx, meetings).await?;
    let now: HashMap<ThingId, String> =
        stored.iter().filter_map(|m| Some((m.id, m.facts.when.as_ref()?.to_string()))).collect();
    let mut all: HashMap<ThingId, Answers> = HashMap::new();
    for a in given {
        let stands = a.when.is_none() || a.when.as_ref() == now.get(&a.meeting);
        if let (true, Ok(answer)) = (stands, a.answer.parse()) {
            all.entry(a.meeting).or_default().add(Answered {
                name: if a.name.is_empty() { a.account.clone() } else { a.name },
                account: a.account,
                answer,
                note: a.note,
                at: a.at,
                who: (a.person, a.email.map(|e| e.to_lowercase())),
            });
        }
    }
    let asked: Vec<_> = asked.into_iter().filter(|(_, d)| now.get(&d.meeting) == Some(&d.when)).collect();
    for (request, day) in &asked {
        if let (Some(answer), Some(at)) = (day.answer, day.answered) {
            all.entry(day.meeting).or_default().add(Answered {
                account: String::new(),
                name: shown(request),
                answer,
                note: day.note.clone(),
                at: at.to_string(),
                who: (request.party, Some(request.address.clone())),
            });
        }
    }
    for (request, day) in asked.iter().filter(|(_, d)| d.answer.is_none()) {
        let answers = all.entry(day.meeting).or_default();
        let who = (request.party, Some(request.address.clone()));
        if !answers.given.iter().any(|a| same(&a.who, &who)) {
            answers.waiting.push(shown(request));
        }
    }
    Ok(all)
}

fn shown(request: &Request) -> String {
    if request.name.is_empty() { request.address.clone() } else { request.name.clone() }
}

/// The scopes in one of which somebody must have a role in order to answer for those bodies: the bodies, those who own them,
/// and the organisations that take part.
pub async fn scopes(reader: &mut Reader, bodies: &[ThingId], year: i16) -> Result<Vec<ThingId>, ActionError> {
    let bodies: Vec<Stored<Body>> =
        if bodies.is_empty() { Vec::new() } else { reader.load(Find::Ids(bodies)).await? };
    let circle = circle::of_bodies(reader, &bodies, year).await?;
    let mut scopes: Vec<ThingId> = bodies.iter().flat_map(|b| [b.id, b.facts.owner.0]).collect();
    scopes.extend(circle.values().flat_map(|w| w.organisations.iter().copied()));
    let persons: Vec<ThingId> = circle.values().flat_map(|w| w.persons.iter().copied()).collect();
    if !persons.is_empty() {
        let posts: Vec<Stored<Post>> = reader.load(Find::Ids(&persons)).await?;
        scopes.extend(posts.iter().map(|p| p.facts.owner.0));
    }
    let cooperations: Vec<Stored<Cooperation>> = reader.by("organisation", &scopes).await?;
    scopes.extend(cooperations.iter().map(|c| c.id));
    scopes.sort_unstable();
    scopes.dedup();
    Ok(scopes)
}

/// Answers about meetings, by slug; nothing takes an answer back.
pub async fn answer(
    cx: &Cx,
    actor: &Actor,
    today: Date,
    given: &[(String, Said)],
) -> Result<usize, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let slugs: Vec<&str> = given.iter().map(|(slug, _)| slug.as_str()).collect();
    let meetings: Vec<Stored<Meeting>> =
        if slugs.is_empty() { Vec::new() } else { reader.load(Find::Slugs(&slugs)).await? };
    if slugs.iter().any(|slug| meetings.iter().all(|m| m.meta.slug != **slug)) {
        return Err(ActionError::NotFound);
    }
    let ids: Vec<ThingId> = meetings.iter().map(|m| m.id).collect();
    let bodies: Vec<ThingId> = meetings.iter().flat_map(|m| m.facts.bodies.iter().map(|b| b.0)).collect();
    let year =
        meetings.iter().find_map(|m| m.facts.when.as_ref()?.first()).map_or(today.year(), |d| d.year());
    let scopes = scopes(&mut reader, &bodies, year).await?;
    let before = answers(&mut reader, &ids).await?;
    drop(reader);
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Contribute, Keep::Commit, async |change| {
        change.require(Permission::Contribute, &scopes)?;
        let account = change.actor.name().to_owned();
        let mut changed = 0;
        for (slug, said) in given {
            let Some(m) = meetings.iter().find(|m| m.meta.slug == *slug) else { continue };
            let said = said.clone().tidy();
            let own = before.get(&m.id).into_iter().flat_map(|a| &a.given).find(|a| a.account == account);
            let old = own.map(|a| Said { answer: Some(a.answer), note: a.note.clone() }).unwrap_or_default();
            if old == said || m.facts.status != Some(MeetingStatus::Preliminary) {
                continue;
            }
            let when = m.facts.when.as_ref().map(ToString::to_string);
            let new = said.answer.map(|answer| Given {
                answer: answer.as_str(),
                note: said.note.as_deref(),
                when: when.as_deref(),
            });
            date_answer::replace(&mut change.tx, m.id, &account, new, &at).await?;
            let word = |a: Option<DateAnswer>| a.map(|a| a.as_str().to_owned());
            // What is said beside the answer is between those two; the trail keeps none of it.
            let value = AuditValue {
                field: "date_answer".into(),
                before: word(old.answer),
                after: word(said.answer),
            };
            change.record(Event {
                thing: Some(m.id),
                noun: Meeting::NAME,
                action: "answer",
                values: vec![value],
            });
            changed += 1;
        }
        Ok(changed)
    })
    .await
}
