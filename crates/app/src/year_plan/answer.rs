//! Those who are asked answer whether preliminary days suit them.
//!
//! Invariant: only who takes part in the body, for an organisation or by a post, answers; an answer about a day that is set
//! already changes nothing.

use super::circle;
use crate::{
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
    view::Reader,
};
use genbo_domain::{
    body::Body,
    cooperation::Cooperation,
    meeting::{DateAnswer, Meeting, MeetingStatus},
    noun::Noun,
    post::Post,
    value::ThingId,
};
use genbo_store::{
    audit::AuditValue,
    date_answer,
    row::{Find, Stored},
};
use jiff::civil::Date;
use std::collections::HashMap;

/// What somebody answered about a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The account.
    pub account: String,
    /// Its name to show.
    pub name: String,
    /// The answer.
    pub answer: DateAnswer,
}

/// The answers about those meetings, by their ids.
pub async fn answers(
    reader: &mut Reader,
    meetings: &[ThingId],
) -> Result<HashMap<ThingId, Vec<Answered>>, ActionError> {
    let mut all: HashMap<ThingId, Vec<Answered>> = HashMap::new();
    for a in date_answer::of_meetings(&mut reader.tx, meetings).await? {
        if let Ok(answer) = a.answer.parse() {
            let name = if a.name.is_empty() { a.account.clone() } else { a.name };
            all.entry(a.meeting).or_default().push(Answered { account: a.account, name, answer });
        }
    }
    Ok(all)
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
    given: &[(String, Option<DateAnswer>)],
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
        for (slug, answer) in given {
            let Some(m) = meetings.iter().find(|m| m.meta.slug == *slug) else { continue };
            let own = before.get(&m.id).into_iter().flatten().find(|a| a.account == account);
            let old = own.map(|a| a.answer);
            if old == *answer || m.facts.status != Some(MeetingStatus::Preliminary) {
                continue;
            }
            let text = |a: Option<DateAnswer>| a.map(|a| a.as_str().to_owned());
            date_answer::replace(&mut change.tx, m.id, &account, text(*answer).as_deref(), &at).await?;
            let value = AuditValue { field: "date_answer".into(), before: text(old), after: text(*answer) };
            change.record(Event {
                thing: Some(m.id),
                noun: Meeting::NAME,
                action: "change",
                values: vec![value],
            });
            changed += 1;
        }
        Ok(changed)
    })
    .await
}
