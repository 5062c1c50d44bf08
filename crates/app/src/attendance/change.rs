//! One change in somebody's attendance: comes, goes, serves for somebody, takes the seat back, is disqualified.
//!
//! Invariant: what the law forbids is refused; what departs from the body's order needs a reason, which stays in the trail
//! and beside the change's finding.

use super::{regime, seats, standing, substitutes};
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    item::write::refuse_covered,
    thing::{
        self,
        put::{Put, came_before, put_once},
        refusal::{NotServing, Refusal, Why},
        withdraw::withdraw_in,
        written::{Said, Written},
    },
    view::{
        Reader, attendance,
        shown::{self, Shown},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    attendance::{Attendance, AttendanceChange, AttendanceEvent, Capacity},
    body::{Body, ReturnRegime},
    clock::Clock,
    meeting::Meeting,
    noun::Noun,
    paragraphs::Paragraph,
    person::Person,
    presence::Truth,
    serving::{self, Not},
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
};
use genbo_store::{row::Find, thing as things};
use jiff::civil::Date;

/// A change as it was entered.
#[derive(Debug, Clone)]
pub struct Entered {
    /// The slug of the attendance that changes.
    pub attendance: String,
    /// What happens.
    pub what: AttendanceChange,
    /// At what time.
    pub clock: Option<Clock>,
    /// At which §; for leaving, after which.
    pub paragraph: Option<Paragraph>,
    /// The slug of the person whom he or she begins to serve for.
    pub serves_for: Option<String>,
    /// The new capacity.
    pub capacity: Option<Capacity>,
    /// Why the body's order is departed from.
    pub reason: Option<String>,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

/// Enters one change.
pub async fn change(
    cx: &Cx,
    actor: &Actor,
    meeting: &str,
    today: Date,
    entered: &Entered,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let refusal = check(&mut reader, meeting, entered).await;
    reader.tx.close().await?;
    let refusal = refusal?;
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        require(change, meeting).await?;
        let written = event(entered);
        if let Some(refusal) = &refusal
            && !came_before(change, entered.submission.as_deref()).await?
        {
            return Err(ActionError::Refused(vec![refusal.clone()]));
        }
        Ok(put_once(change, &[written], entered.submission.as_deref(), &at).await?.0)
    })
    .await
}

async fn require(change: &mut Change, meeting: &str) -> Result<(), ActionError> {
    let viewer = change.actor.viewer();
    let name = things::find(&mut change.tx, &viewer, Meeting::NAME, meeting).await?;
    let reach = thing::reach::of_thing(&mut change.tx, &Meeting::DEF, name.id).await?;
    change.require(Permission::Record, &reach)?;
    refuse_covered(change, name.id, None).await
}

fn event(e: &Entered) -> Written {
    let text = |t: String| Said::Value(Value::Text(t));
    let mut w = Written::new(&AttendanceEvent::DEF)
        .with(
            "attendance",
            Said::Value(Value::Ref(Pointer { noun: Attendance::NAME, slug: e.attendance.clone() })),
        )
        .with("change", text(e.what.as_str().to_owned()));
    if let Some(clock) = e.clock {
        w = w.with("clock", text(clock.to_string()));
    }
    if let Some(paragraph) = e.paragraph {
        w = w.with("paragraph", text(paragraph.to_string()));
    }
    if let Some(person) = &e.serves_for {
        w = w.with("person", Said::Value(Value::Ref(Pointer { noun: Person::NAME, slug: person.clone() })));
    }
    if let Some(capacity) = e.capacity {
        w = w.with("capacity", text(capacity.as_str().to_owned()));
    }
    w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
    w.reason.clone_from(&e.reason);
    w
}

/// What speaks against a change.
async fn check(reader: &mut Reader, meeting: &str, e: &Entered) -> Result<Option<Refusal>, ActionError> {
    let refused = |field, why| Refusal { row: 0, field, why };
    let meeting: Shown<Meeting> = reader.find::<Meeting>(meeting).await?.into();
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&crate::ids![meeting.facts.bodies.clone()])).await?);
    let roll = attendance::roll(reader, meeting.id(), None, None).await?;
    let who = roll.parts.iter().position(|p| p.attendance.link.slug == e.attendance);
    let Some(who) = who else { return Ok(Some(refused(None, Why::NoSuch(e.attendance.clone())))) };
    let now = standing(&roll.parts);
    let part = &roll.parts[who];
    let returns = bodies
        .first()
        .map_or(ReturnRegime::Free, |b| b.facts.returns.unwrap_or(serving::returns_of(b.facts.profile)));
    let comes_back =
        matches!(e.what, AttendanceChange::Resumes | AttendanceChange::ServesFor) && now[who].has_stopped;
    if comes_back && !serving::may_return(returns, now[who].is_disqualified) {
        let name = Some(part.person.label.clone());
        return Ok(Some(refused(None, Why::NotServing(NotServing::Returned, name))));
    }
    if e.what != AttendanceChange::ServesFor {
        return Ok(None);
    }
    let Some(target) = &e.serves_for else { return Ok(Some(refused(Some("person"), Why::Missing))) };
    let Some(member) = roll.parts.iter().position(|p| &p.person.slug == target) else {
        return Ok(Some(refused(Some("person"), Why::NoSuch(target.clone()))));
    };
    if now[member].standing.entitled == Truth::Sure {
        let name = Some(roll.parts[member].person.label.clone());
        return Ok(Some(refused(Some("person"), Why::NotServing(NotServing::Taken, name))));
    }
    let lines = seats(reader, &bodies, &meeting.facts).await?;
    let all = substitutes(&lines, &roll.parts, &now);
    let party = roll.parts[member].attendance.facts.party.as_deref();
    let not = serving::refusal(regime(&bodies), (part.person.id, roll.parts[member].person.id), party, &all);
    let name = |id: ThingId| roll.parts.iter().find(|p| p.person.id == id).map(|p| p.person.label.clone());
    let (field, why, who) = match not {
        None => return Ok(None),
        Some(Not::Forbidden) => (None, NotServing::Forbidden, None),
        Some(Not::NotFree) => (None, NotServing::NotFree, Some(part.person.label.clone())),
        // From the body's own order may be departed, with a reason.
        Some(_) if e.reason.is_some() => return Ok(None),
        Some(Not::Before(id)) => (Some("reason"), NotServing::Before, name(id)),
        Some(Not::OtherParty(id)) => (Some("reason"), NotServing::OtherParty, name(id)),
        Some(Not::OfAnother) => (Some("reason"), NotServing::OfAnother, None),
        Some(Not::NoSubstitute) => (Some("reason"), NotServing::NoSubstitute, None),
    };
    Ok(Some(refused(field, Why::NotServing(why, who))))
}

/// Takes back a change that was entered by mistake.
pub async fn take_back(cx: &Cx, actor: &Actor, meeting: &str, event: &str) -> Result<(), ActionError> {
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        require(change, meeting).await?;
        let viewer = change.actor.viewer();
        let name = things::find(&mut change.tx, &viewer, AttendanceEvent::NAME, event).await?;
        withdraw_in(change, &AttendanceEvent::DEF, name.id, None).await
    })
    .await
}
