//! A day that has been set is told to those who have answered, with an invitation for their calendars.
//!
//! Invariant: it stands in the outbox in the transaction that sets the day; the invitation is the same event as that of the
//! public feed and of the call that follows.

use super::answer::same;
use crate::{
    call::{self, Called, Compose, Contents, Occasion, preview::Sender},
    cx::{Change, Permission},
    error::ActionError,
    house, ids,
    outbox::{self, NewMessage, Queued, To},
    thing::written::Written,
    view::shown,
};
use genbo_domain::{
    body::Body,
    invitation::Method,
    meeting::Meeting,
    message::{MessageKind, RECALL},
    person::Person,
    value::ThingId,
    visibility::Visibility,
};
use genbo_store::{
    audit, date_answer, date_request, invitation,
    row::{self, Find, Stored},
    sql::Tx,
    thing::Viewer,
};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// How those who have answered are told.
pub struct Telling<'a> {
    /// The address of a meeting's page, whole, by its slug.
    pub page: &'a (dyn Fn(&str) -> String + Sync),
    /// How a letter is put into words.
    pub compose: Compose<'a>,
}

/// Who has answered about any of those meetings, by the meetings that each was asked or has answered about.
pub(super) async fn answered(
    tx: &mut Tx,
    written: &[Written],
) -> Result<Vec<(ThingId, Vec<To>)>, ActionError> {
    let slugs: Vec<&str> = written.iter().filter_map(|w| w.thing.as_deref()).collect();
    let meetings: Vec<Stored<Meeting>> = row::load(tx, &Viewer::All, Find::Slugs(&slugs)).await?;
    let ids: Vec<ThingId> = meetings.iter().map(|m| m.id).collect();
    let asked = date_request::of_meetings(tx, &ids).await?;
    let given = date_answer::of_meetings(tx, &ids).await?;
    let persons: BTreeSet<ThingId> = given.iter().filter_map(|a| a.person).collect();
    let persons: Vec<ThingId> = persons.into_iter().collect();
    let persons: Vec<Stored<Person>> = row::load(tx, &Viewer::All, Find::Ids(&persons)).await?;
    let answering: BTreeSet<i64> =
        asked.iter().filter(|(_, d)| d.answer.is_some()).map(|(r, _)| r.id).collect();
    let mut all = Vec::with_capacity(ids.len());
    for meeting in ids {
        let mut to: Vec<To> = Vec::new();
        let mut add = |new: To| {
            let who = |t: &To| (t.party, Some(t.address.key()));
            if !to.iter().any(|known| same(&who(known), &who(&new))) {
                to.push(new);
            }
        };
        for (request, _) in asked.iter().filter(|(r, d)| d.meeting == meeting && answering.contains(&r.id)) {
            if let Ok(address) = request.address.parse() {
                add(To { name: request.name.clone(), party: request.party, ..To::new(address) });
            }
        }
        for a in given.iter().filter(|a| a.meeting == meeting) {
            let person = persons.iter().find(|p| Some(p.id) == a.person);
            let email = a.email.as_deref().or_else(|| person.and_then(|p| p.facts.email.as_deref()));
            if let Some(Ok(address)) = email.map(|e| e.trim().parse()) {
                add(To { name: a.name.clone(), party: a.person, ..To::new(address) });
            }
        }
        all.push((meeting, to));
    }
    Ok(all)
}

/// Puts the letter about a meeting whose day has just been set into the outbox, and tells its number.
pub(super) async fn invite(
    change: &mut Change,
    tell: &Telling<'_>,
    meeting: ThingId,
    to: Vec<To>,
    now: Timestamp,
) -> Result<Option<i64>, ActionError> {
    if to.is_empty() {
        return Ok(None);
    }
    let reach = call::reach_of(&mut change.tx, meeting).await?;
    change.require(Permission::Send, &reach)?;
    let stored: Stored<Meeting> = row::load_one(&mut change.tx, &Viewer::All, meeting).await?;
    if stored.meta.visibility == Visibility::Restricted.as_str() {
        return Ok(None);
    }
    let bodies = ids![stored.facts.bodies.clone()];
    let bodies: Vec<Stored<Body>> = row::load(&mut change.tx, &Viewer::All, Find::Ids(&bodies)).await?;
    let changes = audit::changes(&mut change.tx, &[meeting]).await?;
    // That the day is set becomes one more change, together with this letter.
    let sequence = changes.first().map_or(0, |(_, n)| *n).saturating_add(1);
    let called = Called { meeting: stored.into(), bodies: shown::all(bodies), sequence, reach };
    let sender = sender(change).await?;
    let page = (tell.page)(&called.meeting.link.slug);
    let m = &called.meeting.facts;
    // Who answered may be anybody: the letter shows the house as the public sees it.
    let body = called.bodies.first().map(shown::Shown::id);
    let contents = Contents {
        writer: house::writer(&mut change.tx, &Viewer::Public, body).await?,
        occasion: Occasion::Set,
        title: m.title.clone(),
        bodies: called.bodies.iter().map(|b| b.facts.name.clone()).collect(),
        when: m.when.clone(),
        moved_from: None,
        place: m.place.clone(),
        link: None,
        items: Vec::new(),
        words: String::new(),
        sender: sender.name.clone(),
        page: page.clone(),
        answer: None,
        has_calendar: called.time().is_some(),
    };
    let new = NewMessage {
        about: Some(meeting),
        account: sender.account.clone(),
        recall: RECALL,
        calendar: called.calendar(Method::Request, sequence, &page, now),
        reply_to: call::send::reply_to(&sender),
        ..NewMessage::new(MessageKind::Notice, now, (tell.compose)(&contents), to.clone())
    };
    let Queued::New(id) = outbox::enqueue(change, &new).await? else { return Ok(None) };
    for to in &to {
        let address = to.address.key();
        let told = invitation::Called {
            meeting,
            address: &address,
            name: &to.name,
            party: to.party,
            method: Method::Request,
            sequence: i64::from(sequence),
        };
        invitation::call(&mut change.tx, told).await?;
    }
    Ok(Some(id))
}

async fn sender(change: &mut Change) -> Result<Sender, ActionError> {
    let actor = change.actor.clone();
    call::preview::sender_in(&mut change.tx, &actor).await
}
