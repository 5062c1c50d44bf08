//! A member does not come: who is next in turn to serve, and calling that person, by one press and never by itself.
//!
//! Invariants: the order is the body's own (`domain`, serving); nobody is called for two members, and nobody who has said no
//! himself or herself; who was called instead of whom stands with the call, as long as its letter was not taken back.

use super::{
    Ask, Audience, Called, Compose, Occasion,
    participants::{Participant, Participants},
    preview::{Draft, Invited, Preview, preview},
    send::{Form, Sent, TRIES, letter, sequence},
};
use crate::{
    attendance,
    audit::hex,
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    outbox::To,
    view::{Link, Reader},
};
use genbo_domain::{
    body::SubstituteRegime,
    invitation::Answer,
    serving::{self, Substitute},
    value::ThingId,
};
use genbo_store::{audit, invitation};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// A member's seat that is open at a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The member who does not come.
    pub member: Link,
    /// Who is called already to serve instead.
    pub called: Option<Link>,
    /// Who is next in turn; nothing if nobody is left, or if somebody is called already.
    pub next: Option<Next>,
}

/// Who is next in turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// This person, who can be reached.
    Reached(Box<Participant>),
    /// This one, who has no address.
    Unreached(Link),
}

/// The members who do not come, with who is next. Empty where the body has no order of substitutes.
pub(crate) async fn openings(
    reader: &mut Reader,
    called: &Called,
    participants: &Participants,
    invited: &[Invited],
) -> Result<Vec<Opening>, ActionError> {
    let regime = attendance::regime(&called.bodies);
    let has_order = matches!(
        regime,
        Some(SubstituteRegime::Ordered | SubstituteRegime::ByParty | SubstituteRegime::Personal)
    );
    if !has_order {
        return Ok(Vec::new());
    }
    let apologies = called.meeting.facts.apologies.iter().map(|p| p.0);
    let declined = invited.iter().filter(|i| i.invitation.answer == Some(Answer::Declined));
    let away: BTreeSet<ThingId> = apologies.chain(declined.filter_map(|i| i.invitation.party)).collect();
    if away.is_empty() {
        return Ok(Vec::new());
    }
    let lines = attendance::seats(reader, &called.bodies, &called.meeting.facts).await?;
    let serves = |member: ThingId| {
        let of = invited.iter().filter(|i| i.serves_for == Some(member) && !i.is_cancelled);
        of.filter_map(|i| i.invitation.party).find(|p| !away.contains(p))
    };
    let taken: BTreeSet<ThingId> =
        invited.iter().filter(|i| i.serves_for.is_some()).filter_map(|i| i.invitation.party).collect();
    let mut all: Vec<Substitute<ThingId>> = attendance::substitutes(&lines, &[], &[]);
    for s in &mut all {
        s.is_free = !away.contains(&s.person) && !taken.contains(&s.person);
    }
    let mut openings: Vec<Opening> = Vec::new();
    for seat in lines.iter().filter(|s| s.is_members() || (!s.is_substitute() && !s.is_officer())) {
        for holder in seat.now() {
            let Some(member) = holder.person.clone().filter(|p| away.contains(&p.id)) else { continue };
            if openings.iter().any(|o| o.member.id == member.id) {
                continue;
            }
            let party = holder.party.as_deref().or(seat.party.as_deref());
            let called = serves(member.id).and_then(|id| name(&lines, id));
            let next = if called.is_some() {
                None
            } else {
                let order = serving::candidates(regime, member.id, party, &all);
                order.into_iter().find(|(_, not)| not.is_none()).map(|(id, _)| id)
            };
            if let Some(s) = all.iter_mut().find(|s| Some(s.person) == next) {
                s.is_free = false;
            }
            let next = next.and_then(|id| match participants.reached.iter().find(|p| p.person.id == id) {
                Some(p) => Some(Next::Reached(Box::new(p.clone()))),
                None => name(&lines, id).map(Next::Unreached),
            });
            openings.push(Opening { member, called, next });
        }
    }
    Ok(openings)
}

fn name(lines: &[crate::view::office::SeatLine], person: ThingId) -> Option<Link> {
    let held = lines.iter().flat_map(|s| s.now());
    held.filter_map(|h| h.person.clone()).find(|p| p.id == person)
}

/// What a substitute would be told.
#[derive(Debug)]
pub struct Proposed {
    /// The member who does not come.
    pub member: Link,
    /// The letter.
    pub draft: Draft,
    /// What was looked at: only the same is sent.
    pub seen: String,
}

/// How the words to a substitute are put: the member who does not come.
pub type Words<'a> = &'a (dyn Fn(&Link) -> String + Sync);

/// The letters that would call substitutes, one for each seat that is open and has somebody who can be reached.
pub async fn proposed(
    reader: &mut Reader,
    found: &Preview,
    ask: &Ask,
    (words, compose): (Words<'_>, Compose<'_>),
) -> Result<Vec<Proposed>, ActionError> {
    let mut all = Vec::new();
    for opening in &found.openings {
        let Some(Next::Reached(next)) = &opening.next else { continue };
        let ask = Ask { words: words(&opening.member), ..ask.clone() };
        let mut contents = found.called.contents(reader, &ask, (Occasion::Call, Audience::Members)).await?;
        contents.sender.clone_from(&found.sender.name);
        let (name, party) = (next.person.label.clone(), Some(next.person.id));
        let to = vec![To { name, party, ..To::new(next.address.clone()) }];
        let letter = compose(&contents);
        let looked_at = format!("{}\n{}\n{}", letter.text(), next.address.as_str(), opening.member.id.0);
        let seen = hex(&Sha256::digest(looked_at.as_bytes()));
        let draft = Draft { audience: Audience::Members, contents, letter, to };
        all.push(Proposed { member: opening.member.clone(), draft, seen });
    }
    Ok(all)
}

/// Calls the one who is next in turn instead of a member; `form.seen` is the digest of what was looked at.
pub async fn send(
    cx: &Cx,
    actor: &Actor,
    ask: &Ask,
    form: &Form,
    (words, compose): (Words<'_>, Compose<'_>),
) -> Result<Sent, ActionError> {
    for _ in 0..TRIES {
        let mut reader = Reader::open(cx, &actor.viewer(), ask.today).await?;
        let last = audit::last(&mut reader.tx).await?;
        let mut found = preview(&mut reader, actor, ask, compose).await?;
        let key = format!("{}:{}:{}:substitute", actor.name(), found.called.meeting.id().0, form.key);
        if let Some(id) = genbo_store::outbox::of_form(&mut reader.tx, &key).await? {
            return Ok(Sent::Already(vec![id]));
        }
        if let Some(not) = found.not {
            return Ok(Sent::Not(not));
        }
        let all = proposed(&mut reader, &found, ask, (words, compose)).await?;
        reader.tx.close().await?;
        let Some(proposed) = all.into_iter().find(|p| p.seen == form.seen) else {
            return Ok(Sent::Changed);
        };
        found.occasion = Occasion::Call;
        let queued = cx.write(actor, Permission::Send, Keep::Commit, async |change| {
            change.require(Permission::Send, &found.called.reach)?;
            if audit::last(&mut change.tx).await? != last {
                return Ok(None);
            }
            let (at, version) = ((cx.outside.now)(), sequence(&found));
            let about = (&proposed.draft, ask, version);
            let Some(id) = letter(cx, change, &found, about, (at, key.clone())).await? else {
                return Ok(Some(Vec::new()));
            };
            let all = invitation::of_meeting(&mut change.tx, found.called.meeting.id()).await?;
            let whom: Vec<String> = proposed.draft.to.iter().map(|to| to.address.key()).collect();
            for i in all.iter().filter(|i| whom.contains(&i.address)) {
                invitation::serve(&mut change.tx, i.id, proposed.member.id, id).await?;
            }
            Ok(Some(vec![id]))
        });
        if let Some(messages) = queued.await? {
            return Ok(Sent::Queued(messages));
        }
    }
    Ok(Sent::Changed)
}
