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
use crate::{item::is_frozen, sitting};
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
use genbo_store::{
    row::{self, Find, Stored},
    thing::{self as things, Viewer},
};
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
    /// Whether it is entered at this meeting alone, and not in the whole sitting.
    pub only_here: bool,
    /// Why the body's order is departed from.
    pub reason: Option<String>,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

/// How many meetings one sitting carries at most, as far as one press reaches.
const MOST_BESIDE: usize = 16;

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
    let beside = match &refusal {
        Ok(None) => besides(&mut reader, actor, meeting, entered).await,
        _ => Ok(Vec::new()),
    };
    reader.tx.close().await?;
    let (refusal, beside) = (refusal?, beside?);
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        require(change, meeting).await?;
        let mut written = vec![event(entered)];
        for (slug, same) in &beside {
            require(change, slug).await?;
            written.push(event(same));
        }
        if let Some(refusal) = &refusal
            && !came_before(change, entered.submission.as_deref()).await?
        {
            return Err(ActionError::Refused(vec![refusal.clone()]));
        }
        Ok(put_once(change, &written, entered.submission.as_deref(), &at).await?.0)
    })
    .await
}

/// Whether a change concerns the room, and so every meeting of the sitting, and not one body's seats.
const fn is_of_the_room(what: AttendanceChange) -> bool {
    matches!(what, AttendanceChange::Arrives | AttendanceChange::Leaves | AttendanceChange::JoinsRemotely)
}

/// The same change at the other meetings of the sitting where the same person takes part and it is one: by the clock, because
/// their §§ are others. Meetings that are finished are left out.
async fn besides(
    reader: &mut Reader,
    actor: &Actor,
    meeting: &str,
    e: &Entered,
) -> Result<Vec<(String, Entered)>, ActionError> {
    let mut all = Vec::new();
    if e.only_here || !is_of_the_room(e.what) {
        return Ok(all);
    }
    let meeting: Shown<Meeting> = reader.find::<Meeting>(meeting).await?.into();
    let own = attendance::roll(reader, meeting.id(), None, None).await?;
    let Some(who) = own.parts.iter().find(|p| p.attendance.link.slug == e.attendance).map(|p| p.person.id)
    else {
        return Ok(all);
    };
    for other in sitting::beside(reader, actor, &meeting).await? {
        let roll = attendance::roll(reader, other.id(), None, None).await?;
        let Some(at) = roll.parts.iter().position(|p| p.person.id == who) else { continue };
        let is_here = standing(&roll.parts)[at].standing.present == Truth::Sure;
        if is_here == (e.what == AttendanceChange::Leaves) && !is_frozen(reader, other.id(), None).await? {
            let attendance = roll.parts[at].attendance.link.slug.clone();
            let same = Entered { attendance, paragraph: None, reason: None, submission: None, ..e.clone() };
            all.push((other.link.slug, same));
        }
    }
    Ok(all)
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
    if e.what == AttendanceChange::ChangesCapacity && e.capacity.is_none() {
        return Ok(Some(refused(Some("capacity"), Why::Missing)));
    }
    // Who goes on as a member again takes the seat back, whatever it is called.
    let as_member = e.what == AttendanceChange::ChangesCapacity
        && matches!(e.capacity, Some(Capacity::Member | Capacity::ServingSubstitute));
    let returns = bodies
        .first()
        .map_or(ReturnRegime::Free, |b| b.facts.returns.unwrap_or(serving::returns_of(b.facts.profile)));
    let comes_back = (as_member || matches!(e.what, AttendanceChange::Resumes | AttendanceChange::ServesFor))
        && now[who].has_stopped;
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
        let stored: Stored<AttendanceEvent> = row::load_named(&mut change.tx, &viewer, event).await?;
        for same in twins(change, &stored).await? {
            require(change, &same.0).await?;
            withdraw_in(change, &AttendanceEvent::DEF, same.1, None).await?;
        }
        withdraw_in(change, &AttendanceEvent::DEF, stored.id, None).await
    })
    .await
}

/// What the same press entered at the other meetings of the sitting: the same change of the same person at the same time,
/// made in the same go. Each with its meeting.
async fn twins(
    change: &mut Change,
    event: &Stored<AttendanceEvent>,
) -> Result<Vec<(String, ThingId)>, ActionError> {
    if !is_of_the_room(event.facts.change) {
        return Ok(Vec::new());
    }
    let own: Stored<Attendance> =
        row::load_one(&mut change.tx, &Viewer::All, event.facts.attendance.0).await?;
    let meeting: Stored<Meeting> = row::load_one(&mut change.tx, &Viewer::All, own.facts.meeting.0).await?;
    let Some(sitting) = meeting.facts.sitting else { return Ok(Vec::new()) };
    let viewer = change.actor.viewer();
    let beside: Vec<Stored<Meeting>> =
        row::load(&mut change.tx, &viewer, Find::By("sitting", &[sitting.0])).await?;
    let mut found = Vec::new();
    for other in beside.into_iter().filter(|m| m.id != meeting.id) {
        let theirs: Vec<Stored<Attendance>> =
            row::load(&mut change.tx, &viewer, Find::By("meeting", &[other.id])).await?;
        let ids: Vec<ThingId> =
            theirs.iter().filter(|a| a.facts.person == own.facts.person).map(|a| a.id).collect();
        if ids.is_empty() {
            continue;
        }
        let events: Vec<Stored<AttendanceEvent>> =
            row::load(&mut change.tx, &viewer, Find::By("attendance", &ids)).await?;
        // What one press enters has ids one after the other.
        let near = i64::try_from(MOST_BESIDE).unwrap_or(0);
        let same = |e: &&Stored<AttendanceEvent>| {
            e.facts.change == event.facts.change
                && e.facts.clock == event.facts.clock
                && (e.id.0 - event.id.0).abs() <= near
        };
        found.extend(events.iter().filter(same).map(|e| (other.meta.slug.clone(), e.id)));
    }
    Ok(found)
}
