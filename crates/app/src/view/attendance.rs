//! Attendance as a page shows it: who took part how, and how everybody stands at each § and in each interval.

use super::{
    Link, Names, Reader,
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::{
    attendance::{Attendance, AttendanceChange, AttendanceEvent, Capacity, MeetingRole},
    chairing::{self, Chair},
    clock::Clock,
    edtf::{Edtf, End},
    meeting::Pause,
    paragraphs::{Paragraph, ParagraphSet},
    presence::{self, Change, Edge, Extent, Participation, Standing, Stretch, Tally, Truth},
    value::ThingId,
};
use std::collections::HashMap;

/// One person's part in a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The attendance.
    pub attendance: Shown<Attendance>,
    /// Who.
    pub person: Link,
    /// Whom he or she represents or comes from.
    pub organisation: Option<Link>,
    /// Whom he or she serves for from the start.
    pub serves_for: Option<Link>,
    /// What changes.
    pub events: Vec<Shown<AttendanceEvent>>,
}

/// What a person is at a meeting, as a page groups them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Takes part in decisions: a member, or a substitute who serves.
    Deciding,
    /// A substitute who does not serve.
    Substitute,
    /// An official or somebody from the secretariat.
    Official,
    /// A guest, somebody co-opted, or somebody in a capacity that is not told.
    Other,
    /// A member who is not there.
    Absent,
}

impl Part {
    /// The group that it belongs to at the start.
    pub fn group(&self) -> Group {
        match self.attendance.facts.capacity {
            Some(Capacity::Member | Capacity::ServingSubstitute) => Group::Deciding,
            Some(Capacity::NonServingSubstitute) => Group::Substitute,
            Some(Capacity::AbsentMember) => Group::Absent,
            Some(Capacity::Official | Capacity::Secretariat) => Group::Official,
            Some(Capacity::Guest | Capacity::CoOpted | Capacity::Audience) | None => Group::Other,
        }
    }
}

/// Everybody's attendance at a meeting.
#[derive(Debug, Default)]
pub struct Roll {
    /// The persons, in the order of the source.
    pub parts: Vec<Part>,
    /// Whether the source lists who was there. If it only lets us guess some, numbers are unknown.
    pub is_listed: bool,
    /// How each stands at each §; empty if no §§ are known.
    pub by_paragraph: Vec<Stretch<Edge, ThingId>>,
    /// How each stands between two changes by the clock, breaks cut out; empty if start and end are not known.
    pub by_clock: Vec<Stretch<Clock, ThingId>>,
    /// The breaks, in the order of the clock.
    pub pauses: Vec<Shown<Pause>>,
}

impl Roll {
    /// How many of a group hold what is asked in a stretch; nothing if the source does not list who was there.
    pub fn tally<P>(
        &self,
        stretch: &Stretch<P, ThingId>,
        groups: &[Group],
        what: impl Fn(&Standing<ThingId>) -> Truth,
    ) -> Option<Tally> {
        self.is_listed.then(|| stretch.tally(|i| groups.contains(&self.parts[i].group()), what))
    }

    /// How everybody stands at one §, all its parts together: certain only where all parts agree.
    pub fn at(&self, paragraph: Paragraph) -> Option<Vec<Standing<ThingId>>> {
        let mut parts = self
            .by_paragraph
            .iter()
            .filter(|s| Edge::Before(paragraph) <= s.from && s.to <= Edge::After(paragraph));
        let mut all = parts.next()?.standings.clone();
        let agreed = |a: Truth, b: Truth| if a == b { a } else { Truth::Possible };
        for next in parts {
            for (one, other) in all.iter_mut().zip(&next.standings) {
                one.present = agreed(one.present, other.present);
                one.entitled = agreed(one.entitled, other.entitled);
                one.serves_for = one.serves_for.or(other.serves_for);
            }
        }
        Some(all)
    }

    /// Who has the chair at one §.
    pub fn chair_at(&self, paragraph: Paragraph) -> Chair<ThingId> {
        let chair = chairing::at(&self.named_chairs(), &self.taken_chairs(), paragraph);
        let standings = self.at(paragraph).unwrap_or_default();
        chairing::present(chair, |who| {
            self.parts.iter().zip(&standings).find(|(p, _)| p.person.id == who).map(|(_, s)| *s)
        })
    }

    /// Whether somebody takes the chair while the meeting goes on, so that it must be told § by §.
    pub fn chair_goes_over(&self) -> bool {
        !self.taken_chairs().is_empty()
    }

    /// Whom the roll names as chair.
    pub(crate) fn named_chairs(&self) -> Vec<ThingId> {
        let chairs = self.parts.iter().filter(|p| p.attendance.facts.roles.contains(&MeetingRole::Chair));
        chairs.filter(|p| p.group() != Group::Absent).map(|p| p.person.id).collect()
    }

    /// Who took the chair, and at the beginning of which §, in the order in which it was entered.
    pub(crate) fn taken_chairs(&self) -> Vec<(Option<Paragraph>, ThingId)> {
        let mut taken: Vec<_> = self
            .parts
            .iter()
            .flat_map(|p| p.events.iter().map(move |e| (e.id(), e, p.person.id)))
            .filter(|(_, e, _)| e.facts.change == AttendanceChange::TakesChair)
            .map(|(id, e, who)| (id, e.facts.paragraph, who))
            .collect();
        taken.sort_unstable_by_key(|(id, ..)| *id);
        taken.into_iter().map(|(_, at, who)| (at, who)).collect()
    }

    /// The person of that id, if on the roll.
    pub fn person(&self, id: ThingId) -> Option<&Link> {
        self.parts.iter().find(|p| p.person.id == id).map(|p| &p.person)
    }
}

/// The attendance of one meeting.
pub async fn roll(
    reader: &mut Reader,
    meeting: ThingId,
    when: Option<&Edtf>,
    paragraphs: Option<&ParagraphSet>,
) -> Result<Roll, ActionError> {
    let attendances = shown::all(reader.by::<Attendance>("meeting", &[meeting]).await?);
    let attendance_ids = shown::ids_of(&attendances);
    let mut events: HashMap<ThingId, Vec<Shown<AttendanceEvent>>> = HashMap::new();
    for event in shown::all(reader.by::<AttendanceEvent>("attendance", &attendance_ids).await?) {
        events.entry(event.facts.attendance.0).or_default().push(event);
    }
    let gaps = genbo_store::gap::load(&mut reader.tx, &attendance_ids).await?;
    let names = reader.names(references(&attendances)).await?;
    let parts: Vec<Part> = attendances.into_iter().filter_map(|a| part(a, &names, &mut events)).collect();
    let is_unknown = |id| gaps.get(&id).is_some_and(|g| g.contains_key("paragraphs"));
    let people: Vec<Participation<ThingId>> =
        parts.iter().map(|p| participation(p, is_unknown(p.attendance.id()))).collect();
    let clocks = when.and_then(times);
    let mut pauses = shown::all(reader.by::<Pause>("meeting", &[meeting]).await?);
    pauses.sort_by_key(|p| (p.facts.start.is_none(), p.facts.start));
    let breaks: Vec<(Clock, Clock)> =
        pauses.iter().filter_map(|p| p.facts.start.zip(p.facts.end)).filter(|(from, to)| from < to).collect();
    let by_clock = clocks.map(|(from, to)| presence::by_clock(&people, from, to)).unwrap_or_default();
    Ok(Roll {
        is_listed: parts.iter().any(|p| is_plain(p.attendance.origin.certainty.as_deref())),
        by_paragraph: paragraphs.map(|set| presence::by_paragraph(&people, set)).unwrap_or_default(),
        by_clock: presence::with_breaks(by_clock, &breaks),
        pauses,
        parts,
    })
}

fn references(attendances: &[Shown<Attendance>]) -> Vec<ThingId> {
    attendances
        .iter()
        .flat_map(|a| {
            let f = &a.facts;
            let mut all = ids![Some(f.person), f.serves_for];
            all.extend(ids![f.organisation]);
            all
        })
        .collect()
}

fn part(
    attendance: Shown<Attendance>,
    names: &Names,
    events: &mut HashMap<ThingId, Vec<Shown<AttendanceEvent>>>,
) -> Option<Part> {
    let f = &attendance.facts;
    Some(Part {
        person: names.to(f.person)?,
        organisation: names.opt(f.organisation),
        serves_for: names.opt(f.serves_for),
        events: events.remove(&attendance.id()).unwrap_or_default(),
        attendance,
    })
}

/// Whether a source itself says it.
pub(super) fn is_plain(certainty: Option<&str>) -> bool {
    matches!(certainty, None | Some("stated" | "outside" | "invented"))
}

/// A person's part as presence is computed from it.
pub(crate) fn participation(p: &Part, paragraphs_unknown: bool) -> Participation<ThingId> {
    let f = &p.attendance.facts;
    Participation {
        person: f.person.0,
        capacity: f.capacity,
        serves_for: f.serves_for.map(|to| to.0),
        extent: match &f.paragraphs {
            Some(set) => Extent::Paragraphs(set.clone()),
            None if paragraphs_unknown => Extent::Unknown,
            None => Extent::Whole,
        },
        changes: p
            .events
            .iter()
            .map(|e| Change {
                what: e.facts.change,
                clock: e.facts.clock,
                paragraph: e.facts.paragraph,
                person: e.facts.person.map(|to| to.0),
                capacity: e.facts.capacity,
            })
            .collect(),
        stated: is_plain(p.attendance.origin.certainty.as_deref()),
    }
}

/// From which clock time to which, on one day.
fn times(when: &Edtf) -> Option<(Clock, Clock)> {
    when.exact_day()?;
    let time = |end: End| end.point().and_then(|p| p.time()).map(Clock::from);
    Some((time(when.start())?, time(when.end())?)).filter(|(from, to)| from < to)
}
