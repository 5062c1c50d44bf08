//! Who takes part in which body in a year, and where else they meet.
//!
//! Invariant: the number of statements does not grow with the number of bodies, seats or meetings.

use crate::{
    error::ActionError,
    ids,
    view::{Link, Reader},
};
use genbo_domain::{
    body::Body,
    cooperation::{Cooperation, Membership},
    edtf::Edtf,
    meeting::{Meeting, MeetingStatus},
    post::Holding,
    seat::Seat,
    value::ThingId,
};
use genbo_planner::{Busy, Who, exact};
use genbo_store::row::{During, Find, Stored};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

/// The first and last day of a year.
pub(super) fn year_of(year: i16) -> (Date, Date) {
    let day = |m, d| Date::new(year, m, d).unwrap_or(Date::ZERO);
    (day(1, 1), day(12, 31))
}

/// Who takes part in each of those bodies in that year. Where no seat of a cooperation's body is allotted to anybody, it is
/// the members.
pub(super) async fn of_bodies(
    reader: &mut Reader,
    bodies: &[Stored<Body>],
    year: i16,
) -> Result<HashMap<ThingId, Who>, ActionError> {
    let composed = |b: &Stored<Body>| b.facts.composed_of.iter().map(|c| c.0).collect::<Vec<_>>();
    let mut ids: Vec<ThingId> = bodies.iter().map(|b| b.id).chain(bodies.iter().flat_map(composed)).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut seats: Vec<Stored<Seat>> = reader.by("body", &ids).await?;
    seats.retain(|s| valid_in(s.facts.valid.as_ref(), year));
    let allotted: Vec<ThingId> = seats.iter().flat_map(|s| ids![s.facts.allotted_to.clone()]).collect();
    let kinds = reader.names(allotted.iter().copied()).await?;
    let held: Vec<ThingId> = seats.iter().map(|s| s.id).chain(allotted).collect();
    let holdings: Vec<Stored<Holding>> = reader.by("of", &held).await?;
    let mut persons: HashMap<ThingId, Vec<ThingId>> = HashMap::new();
    for h in holdings.iter().filter(|h| valid_in(h.facts.valid.as_ref(), year)) {
        persons.entry(h.facts.of.0).or_default().extend(h.facts.person.map(|p| p.0));
    }
    let mut own: HashMap<ThingId, Who> = HashMap::new();
    for seat in &seats {
        let who = own.entry(seat.facts.body.0).or_default();
        who.persons.extend(persons.get(&seat.id).into_iter().flatten());
        for to in &seat.facts.allotted_to {
            match kinds.get(to.0).map(|l| l.noun).as_deref() {
                Some("organisation") => {
                    who.organisations.insert(to.0);
                }
                Some("post") => {
                    who.persons.insert(to.0);
                    who.persons.extend(persons.get(&to.0).into_iter().flatten());
                }
                _ => {}
            }
        }
    }
    let allotting: BTreeSet<ThingId> =
        seats.iter().filter(|s| !s.facts.allotted_to.is_empty()).map(|s| s.facts.body.0).collect();
    let members = members(reader, bodies).await?;
    let mut all = HashMap::new();
    for body in bodies {
        let mut who = own.get(&body.id).cloned().unwrap_or_default();
        let mut told = allotting.contains(&body.id);
        for part in composed(body).iter().filter_map(|id| own.get(id)) {
            told = true;
            who.persons.extend(&part.persons);
            who.organisations.extend(&part.organisations);
        }
        if !told {
            let parties = members.iter().filter(|(owner, _)| *owner == body.facts.owner.0);
            let valid = parties.filter(|(_, m)| valid_in(m.facts.valid.as_ref(), year));
            who.organisations.extend(valid.map(|(_, m)| m.facts.member.0));
        }
        all.insert(body.id, who);
    }
    Ok(all)
}

/// The memberships of the cooperations whose bodies they are, with the owner that a body names.
async fn members(
    reader: &mut Reader,
    bodies: &[Stored<Body>],
) -> Result<Vec<(ThingId, Stored<Membership>)>, ActionError> {
    let owners: BTreeSet<ThingId> = bodies.iter().map(|b| b.facts.owner.0).collect();
    let owners: Vec<ThingId> = owners.into_iter().collect();
    let legal: Vec<Stored<Cooperation>> = reader.by("organisation", &owners).await?;
    let ids: Vec<ThingId> = owners.iter().copied().chain(legal.iter().map(|c| c.id)).collect();
    let memberships: Vec<Stored<Membership>> = reader.by("cooperation", &ids).await?;
    let owner = |m: &Stored<Membership>| {
        let cooperation = m.facts.cooperation.0;
        let person = legal.iter().find(|c| c.id == cooperation).and_then(|c| c.facts.organisation);
        person.map_or(cooperation, |o| o.0)
    };
    Ok(memberships.into_iter().flat_map(|m| [(m.facts.cooperation.0, m.clone()), (owner(&m), m)]).collect())
}

/// Unless its time says that it is over, or has not begun.
fn valid_in(valid: Option<&Edtf>, year: i16) -> bool {
    let (from, to) = year_of(year);
    valid.is_none_or(|v| v.overlaps(from, to))
}

/// A meeting elsewhere, for words.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// The meeting.
    pub link: Link,
    /// The bodies that meet.
    pub bodies: Vec<Link>,
    /// The cooperation or organisation whose bodies they are.
    pub owner: Option<Link>,
    /// When.
    pub when: Edtf,
}

/// What those who take part have already, and how to tell it.
#[derive(Debug, Default)]
pub(super) struct Elsewheres {
    pub(super) busy: Vec<Busy>,
    pub(super) told: HashMap<String, Elsewhere>,
}

/// The meetings of a year, of those bodies and of all others in which somebody of them takes part. Between bodies of the
/// same owner only persons count: their members are the same municipalities, but not the same people.
pub(super) async fn elsewhere(
    reader: &mut Reader,
    bodies: &[Stored<Body>],
    circle: &HashMap<ThingId, Who>,
    owners: &BTreeSet<ThingId>,
    year: i16,
) -> Result<Elsewheres, ActionError> {
    let everybody: BTreeSet<ThingId> =
        circle.values().flat_map(|w| w.persons.iter().chain(&w.organisations)).copied().collect();
    let everybody: Vec<ThingId> = everybody.into_iter().collect();
    let holdings: Vec<Stored<Holding>> = reader.by("person", &everybody).await?;
    let held: Vec<ThingId> =
        holdings.iter().filter(|h| valid_in(h.facts.valid.as_ref(), year)).map(|h| h.facts.of.0).collect();
    let mut seats: Vec<Stored<Seat>> =
        reader.by("allotted_to", &[everybody.as_slice(), &held].concat()).await?;
    if !held.is_empty() {
        seats.extend(reader.load::<Seat>(Find::Ids(&held)).await?);
    }
    let seated = seats.iter().filter(|s| valid_in(s.facts.valid.as_ref(), year)).map(|s| s.facts.body.0);
    let mut all: BTreeSet<ThingId> = seated.chain(bodies.iter().map(|b| b.id)).collect();
    all.extend(bodies_of_members(reader, &everybody).await?);
    let all: Vec<ThingId> = all.into_iter().collect();
    let meetings = meetings(reader, &all, year).await?;
    let meeting: BTreeSet<ThingId> =
        meetings.iter().flat_map(|m| m.facts.bodies.iter().map(|b| b.0)).collect();
    let meeting: Vec<ThingId> = meeting.into_iter().collect();
    let others: Vec<Stored<Body>> =
        if meeting.is_empty() { Vec::new() } else { reader.load(Find::Ids(&meeting)).await? };
    let theirs = of_bodies(reader, &others, year).await?;
    let names = reader.names(others.iter().flat_map(|b| [b.id, b.facts.owner.0])).await?;
    let mut found = Elsewheres::default();
    for m in &meetings {
        let when = m.facts.when.as_ref().filter(|_| m.facts.status != Some(MeetingStatus::Cancelled));
        let Some((when, (first, span))) = when.and_then(|w| Some((w, exact(w)?))) else { continue };
        let mut who = Who::default();
        for body in &m.facts.bodies {
            let Some(part) = theirs.get(&body.0) else { continue };
            who.persons.extend(&part.persons);
            let owner = others.iter().find(|b| b.id == body.0).map(|b| b.facts.owner.0);
            if owner.is_some_and(|o| !owners.contains(&o)) {
                who.organisations.extend(&part.organisations);
            }
        }
        let owner = m.facts.bodies.iter().find_map(|b| others.iter().find(|o| o.id == b.0));
        found.told.insert(
            m.meta.slug.clone(),
            Elsewhere {
                link: Link::from(m),
                bodies: names.list(&m.facts.bodies),
                owner: owner.and_then(|b| names.get(b.facts.owner.0)),
                when: when.clone(),
            },
        );
        let bodies = m.facts.bodies.iter().map(|b| b.0).collect();
        found.busy.push(Busy { key: m.meta.slug.clone(), bodies, first, span, who });
    }
    Ok(found)
}

/// The bodies of the cooperations of which they are members: where it is not told who sits, it is the members.
async fn bodies_of_members(reader: &mut Reader, members: &[ThingId]) -> Result<Vec<ThingId>, ActionError> {
    let memberships: Vec<Stored<Membership>> = reader.by("member", members).await?;
    let ids: BTreeSet<ThingId> = memberships.iter().map(|m| m.facts.cooperation.0).collect();
    let ids: Vec<ThingId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let cooperations: Vec<Stored<Cooperation>> = reader.load(Find::Ids(&ids)).await?;
    let owners: Vec<ThingId> =
        cooperations.iter().flat_map(|c| [Some(c.id), c.facts.organisation.map(|o| o.0)]).flatten().collect();
    let bodies: Vec<Stored<Body>> = reader.by("owner", &owners).await?;
    Ok(bodies.iter().map(|b| b.id).collect())
}

/// The meetings of those bodies in that year.
pub(super) async fn meetings(
    reader: &mut Reader,
    bodies: &[ThingId],
    year: i16,
) -> Result<Vec<Stored<Meeting>>, ActionError> {
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let (from, to) = (format!("{year:04}-01-01T00:00"), format!("{year:04}-12-31T23:59"));
    let during = During { field: "when", from: &from, to: &to };
    let mut meetings: Vec<Stored<Meeting>> = reader.load(Find::ByDuring("bodies", bodies, during)).await?;
    let begins =
        |m: &Stored<Meeting>| m.facts.when.as_ref().and_then(Edtf::first).is_some_and(|d| d.year() == year);
    meetings.retain(begins);
    meetings.sort_by_cached_key(|m| (m.facts.when.as_ref().map(Edtf::sort_key), m.meta.slug.clone()));
    Ok(meetings)
}

/// The owners that count as one: a cooperation and the organisation that it is.
pub(super) async fn owners(
    reader: &mut Reader,
    owner: ThingId,
) -> Result<(BTreeSet<ThingId>, Option<Stored<Cooperation>>), ActionError> {
    let mut own: Vec<Stored<Cooperation>> = reader.load(Find::Ids(&[owner])).await?;
    own.extend(reader.by::<Cooperation>("organisation", &[owner]).await?);
    let mut all: BTreeSet<ThingId> = [owner].into();
    for c in &own {
        all.insert(c.id);
        all.extend(c.facts.organisation.map(|o| o.0));
    }
    Ok((all, own.into_iter().next()))
}
