//! Who is at a meeting while it goes on: the roll as it is called, and every change after it, one at a time.
//!
//! Invariants: nobody is there because nobody has said otherwise: until the roll is called, nobody is recorded; a change is
//! kept as an event, in the order in which it was entered, and is taken back as one.

pub mod change;
pub mod enter;
pub mod fees;
pub mod pause;

use crate::{
    agenda,
    cx::Actor,
    error::ActionError,
    ids,
    meeting::is_by_law,
    sitting,
    view::{
        Link, Names, Reader,
        attendance::{self, Part, Roll},
        fact::Time,
        office::{self, SeatLine},
        shown::{self, Shown},
    },
};
use genbo_domain::{
    attendance::{AttendanceEvent, Capacity},
    body::{Body, SubstituteRegime},
    chairing::{self, Chair},
    edtf::Edtf,
    item::Item,
    meeting::Meeting,
    paragraphs::Paragraph,
    post::HolderState,
    presence::{self, Change, Latest, Participation, Tally, Truth},
    quorum::{self, Quorum},
    seat::{Seat, SeatRole},
    serving::{self, Not, Substitute},
    value::ThingId,
};
use genbo_store::row::{Find, Stored};
use jiff::civil::Date;

/// A meeting's attendance as those see it who keep it.
#[derive(Debug)]
pub struct Desk {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
    /// Who was called over, with everything that was entered.
    pub roll: Roll,
    /// How each stands now, in the order of the roll.
    pub now: Vec<Latest<ThingId>>,
    /// Who is expected and not called over yet.
    pub expected: Vec<Expected>,
    /// Seats of which nobody is named.
    pub unnamed: Vec<SeatLine>,
    /// What is taken up, with its number, in the order of the agenda.
    pub items: Vec<(Paragraph, Shown<Item>)>,
    /// Whether there are items without a number, at which nobody can come or go.
    pub has_unnumbered: bool,
    /// For each member who does not have the seat now: who may serve, in the order in which they are asked.
    pub vacant: Vec<Vacant>,
    /// How many members' seats there are, if that is told.
    pub seats: Option<i64>,
    /// What was entered last, if it is an event.
    pub last: Option<Shown<AttendanceEvent>>,
    /// Who has the chair now.
    pub chair: Chair<ThingId>,
    /// Whether the body is quorate now; nothing where no law asks for it.
    pub quorum: Option<Quorum>,
    /// The other meetings of the same sitting that the reader may keep too.
    pub sitting: Vec<Beside>,
    /// The names of what it refers to.
    pub names: Names,
}

/// Another meeting of the same sitting, with who is expected at it.
#[derive(Debug)]
pub struct Beside {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
    /// Who is expected and not called over yet.
    pub expected: Vec<Expected>,
}

/// Somebody who is expected at a meeting.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Who.
    pub person: Link,
    /// In what capacity he or she would be there.
    pub capacity: Capacity,
    /// The role of the seat.
    pub role: Option<SeatRole>,
    /// Whom he or she comes from.
    pub from: Vec<Link>,
    /// The party.
    pub party: Option<String>,
    /// Place in the order of substitutes.
    pub order: Option<i64>,
}

/// A member whose seat nobody has now.
#[derive(Debug, Clone)]
pub struct Vacant {
    /// The member.
    pub member: Link,
    /// The place in the roll.
    pub index: usize,
    /// Who may serve: the place in the roll, and why not.
    pub candidates: Vec<(usize, Option<Not<ThingId>>)>,
}

/// The attendance of the meeting of that slug or id.
pub async fn desk(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Desk, ActionError> {
    let meeting: Shown<Meeting> = reader.find::<Meeting>(slug).await?.into();
    if !agenda::may(reader, actor, meeting.id()).await? {
        return Err(ActionError::Forbidden);
    }
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?);
    let lines = seats(reader, &bodies, &meeting.facts).await?;
    let items = agenda::in_order(reader.by::<Item>("meeting", &[meeting.id()]).await?);
    let numbers: Vec<Option<Paragraph>> =
        items.iter().map(|i| i.facts.number.as_deref().and_then(|n| n.parse().ok())).collect();
    let set = genbo_domain::paragraphs::ParagraphSet::of(numbers.iter().flatten().copied());
    let roll = attendance::roll(reader, meeting.id(), meeting.facts.when.as_ref(), set.as_ref()).await?;
    let now = standing(&roll.parts);
    let expected = expected(&lines, &roll);
    let vacant = vacant(&bodies, &lines, &roll, &now);
    let last = roll.parts.iter().flat_map(|p| &p.events).max_by_key(|e| e.id()).cloned();
    let counted = office::counted(&lines);
    let served: Vec<ThingId> =
        roll.parts.iter().flat_map(|p| p.events.iter().flat_map(|e| ids![e.facts.person])).collect();
    let names = reader.names(served).await?;
    let seats = counted.most.filter(|most| *most == counted.least && *most > 0);
    let deciding = now.iter().filter(|l| l.standing.entitled == Truth::Sure).count();
    let by_law = bodies.first().is_some_and(|b| is_by_law(&b.facts));
    let sitting = besides(reader, actor, &meeting).await?;
    Ok(Desk {
        chair: chair_now(&roll),
        quorum: by_law.then(|| quorum::by_law(Tally { sure: deciding, possible: 0 }, seats)),
        sitting,
        has_unnumbered: numbers.iter().any(Option::is_none),
        items: numbers.into_iter().zip(items).filter_map(|(n, i)| Some((n?, i.into()))).collect(),
        seats,
        unnamed: unnamed(&lines),
        meeting,
        bodies,
        roll,
        now,
        expected,
        vacant,
        last,
        names,
    })
}

/// Who is expected at the other meetings of the same sitting that the reader may keep too.
async fn besides(
    reader: &mut Reader,
    actor: &Actor,
    meeting: &Shown<Meeting>,
) -> Result<Vec<Beside>, ActionError> {
    let mut all = Vec::new();
    for sitting::Part { meeting, bodies } in sitting::parts(reader, actor, meeting).await? {
        let lines = seats(reader, &bodies, &meeting.facts).await?;
        let roll = attendance::roll(reader, meeting.id(), None, None).await?;
        all.push(Beside { expected: expected(&lines, &roll), bodies, meeting });
    }
    Ok(all)
}

/// Who has the chair after everything that was entered.
pub(crate) fn chair_now(roll: &Roll) -> Chair<ThingId> {
    let chair = chairing::now(&roll.named_chairs(), &roll.taken_chairs());
    let now = standing(&roll.parts);
    chairing::present(chair, |who| {
        roll.parts.iter().zip(&now).find(|(p, _)| p.person.id == who).map(|(_, l)| l.standing)
    })
}

/// The seats of the bodies that meet, with who holds them on the meeting's day.
pub(crate) async fn seats(
    reader: &mut Reader,
    bodies: &[Shown<Body>],
    meeting: &Meeting,
) -> Result<Vec<SeatLine>, ActionError> {
    let day = day(meeting).unwrap_or(reader.today);
    seats_on(reader, bodies, day).await
}

/// The seats of bodies, with who holds them on a day.
pub(crate) async fn seats_on(
    reader: &mut Reader,
    bodies: &[Shown<Body>],
    day: Date,
) -> Result<Vec<SeatLine>, ActionError> {
    let seats: Vec<Stored<Seat>> = reader.by("body", &shown::ids_of(bodies)).await?;
    let lines = office::seats(reader, seats).await?;
    Ok(lines.iter().map(|s| s.on(day)).filter(|s| s.time == Time::Now).collect())
}

fn day(meeting: &Meeting) -> Option<Date> {
    meeting.when.as_ref().and_then(Edtf::first).map(|first| first.date())
}

/// In what capacity whoever has a seat is at a meeting.
pub fn capacity(seat: &SeatLine) -> Capacity {
    match seat.role {
        Some(SeatRole::Substitute) => Capacity::NonServingSubstitute,
        Some(SeatRole::Secretary | SeatRole::ProcessLeader) => Capacity::Secretariat,
        Some(SeatRole::CoOpted) => Capacity::CoOpted,
        Some(SeatRole::Associated) => Capacity::Guest,
        _ => Capacity::Member,
    }
}

fn expected(lines: &[SeatLine], roll: &Roll) -> Vec<Expected> {
    let mut expected: Vec<Expected> = Vec::new();
    for seat in lines {
        for holder in seat.now() {
            let Some(person) = &holder.person else { continue };
            let there = roll.parts.iter().any(|p| p.person.id == person.id)
                || expected.iter().any(|e| e.person.id == person.id);
            if !there {
                expected.push(Expected {
                    person: person.clone(),
                    capacity: capacity(seat),
                    role: seat.role,
                    from: seat.allotted_to.clone(),
                    party: holder.party.clone().or_else(|| seat.party.clone()),
                    order: seat.order,
                });
            }
        }
    }
    expected.sort_by_key(|e| (rank(e.capacity), e.order));
    expected
}

/// Members first, then substitutes, then those who work for the body, then guests.
const fn rank(capacity: Capacity) -> u8 {
    match capacity {
        Capacity::Member | Capacity::AbsentMember => 0,
        Capacity::ServingSubstitute | Capacity::NonServingSubstitute => 1,
        Capacity::Secretariat | Capacity::Official => 2,
        Capacity::CoOpted | Capacity::Guest | Capacity::Audience => 3,
    }
}

fn unnamed(lines: &[SeatLine]) -> Vec<SeatLine> {
    let nobody = |s: &&SeatLine| {
        let mut now = s.now().filter(|h| h.state != HolderState::Vacant).peekable();
        now.peek().is_none() || now.any(|h| h.person.is_none())
    };
    lines.iter().filter(nobody).cloned().collect()
}

/// How everybody stands after everything that was entered.
pub(crate) fn standing(parts: &[Part]) -> Vec<Latest<ThingId>> {
    let people: Vec<Participation<ThingId>> =
        parts.iter().map(|p| attendance::participation(p, false)).collect();
    let mut entered: Vec<(ThingId, usize, Change<ThingId>)> = Vec::new();
    for (who, part) in parts.iter().enumerate() {
        for event in &part.events {
            let e = &event.facts;
            let change = Change {
                what: e.change,
                clock: e.clock,
                paragraph: e.paragraph,
                person: e.person.map(|p| p.0),
                capacity: e.capacity,
            };
            entered.push((event.id(), who, change));
        }
    }
    entered.sort_by_key(|(id, ..)| *id);
    let changes: Vec<(usize, Change<ThingId>)> = entered.into_iter().map(|(_, who, c)| (who, c)).collect();
    let mut now = presence::latest(&people, &changes);
    for (l, part) in now.iter_mut().zip(parts) {
        l.is_remote |= part.attendance.facts.remote == Some(true) && l.standing.present == Truth::Sure;
    }
    now
}

/// The substitutes of the bodies, as whoever serves is chosen among them.
pub(crate) fn substitutes(
    lines: &[SeatLine],
    parts: &[Part],
    now: &[Latest<ThingId>],
) -> Vec<Substitute<ThingId>> {
    let of = |seat: &SeatLine| {
        let own = seat.substitute_for.as_ref().and_then(|of| {
            lines.iter().find(|s| s.link.id == of.id)?.now().find_map(|h| h.person.as_ref().map(|p| p.id))
        });
        seat.now()
            .filter_map(|h| Some((h.person.as_ref()?.id, h.party.clone())))
            .map(|(person, party)| {
                let at = parts.iter().position(|p| p.person.id == person);
                let is_free = at.is_some_and(|i| {
                    let l = &now[i];
                    l.standing.present == Truth::Sure && l.standing.serves_for.is_none() && !l.is_disqualified
                });
                let party = party.or_else(|| seat.party.clone());
                Substitute { person, order: seat.order, party, own, is_free }
            })
            .collect::<Vec<_>>()
    };
    lines.iter().filter(|s| s.is_substitute()).flat_map(of).collect()
}

fn vacant(bodies: &[Shown<Body>], lines: &[SeatLine], roll: &Roll, now: &[Latest<ThingId>]) -> Vec<Vacant> {
    let regime = regime(bodies);
    if regime == Some(SubstituteRegime::Forbidden) {
        return Vec::new();
    }
    let all = substitutes(lines, &roll.parts, now);
    let served = |member: ThingId| {
        now.iter().any(|l| {
            l.standing.present == Truth::Sure && l.standing.serves_for.is_some_and(|(k, _)| k == member)
        })
    };
    roll.parts
        .iter()
        .enumerate()
        .filter(|(i, p)| is_member(p) && now[*i].standing.entitled != Truth::Sure && !served(p.person.id))
        .map(|(index, p)| {
            let party = p.attendance.facts.party.as_deref();
            let asked = serving::candidates(regime, p.person.id, party, &all);
            let place = |id: ThingId| roll.parts.iter().position(|x| x.person.id == id);
            Vacant {
                member: p.person.clone(),
                index,
                candidates: asked.into_iter().filter_map(|(id, not)| Some((place(id)?, not))).collect(),
            }
        })
        .collect()
}

fn is_member(part: &Part) -> bool {
    matches!(part.attendance.facts.capacity, Some(Capacity::Member | Capacity::AbsentMember))
}

/// The strictest of the bodies' regimes that is told.
pub(crate) fn regime(bodies: &[Shown<Body>]) -> Option<SubstituteRegime> {
    bodies.iter().find_map(|b| b.facts.substitutes)
}
