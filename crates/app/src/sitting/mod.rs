//! Sittings: one gathering that carries the meetings of several bodies, each with its own agenda, attendance and record.
//!
//! Invariants: what is entered once at one of the meetings is entered at the others where the same person takes part, and
//! nowhere that whoever enters it may not record; §§, quorum and records stay each body's own.

pub mod carry;
pub mod join;

use crate::{
    agenda,
    cx::Actor,
    error::ActionError,
    ids,
    view::{
        Reader,
        shown::{self, Shown},
    },
};
use genbo_domain::{body::Body, edtf::Edtf, meeting::Meeting, value::ThingId};
use genbo_store::row::Find;

/// Another meeting of a sitting.
#[derive(Debug)]
pub struct Part {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
}

/// The other meetings of the same sitting that somebody may keep too, with their bodies.
pub async fn parts(
    reader: &mut Reader,
    actor: &Actor,
    meeting: &Shown<Meeting>,
) -> Result<Vec<Part>, ActionError> {
    let beside = beside(reader, actor, meeting).await?;
    if beside.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ThingId> = beside.iter().flat_map(|m| ids![m.facts.bodies.clone()]).collect();
    let bodies: Vec<Shown<Body>> = shown::all(reader.load(Find::Ids(&ids)).await?);
    let of = |meeting: Shown<Meeting>| Part {
        bodies: bodies
            .iter()
            .filter(|b| meeting.facts.bodies.iter().any(|to| to.0 == b.id()))
            .cloned()
            .collect(),
        meeting,
    };
    Ok(beside.into_iter().map(of).collect())
}

/// The bodies that make up those that meet, and do not meet in the sitting yet.
pub async fn joinable(
    reader: &mut Reader,
    bodies: &[Shown<Body>],
    parts: &[Part],
) -> Result<Vec<Shown<Body>>, ActionError> {
    let there = |id: ThingId| bodies.iter().chain(parts.iter().flat_map(|p| &p.bodies)).any(|b| b.id() == id);
    let ids: Vec<ThingId> =
        bodies.iter().flat_map(|b| ids![b.facts.composed_of.clone()]).filter(|id| !there(*id)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(shown::all(reader.load(Find::Ids(&ids)).await?))
}

/// The other meetings of the same sitting that somebody may keep too, in the order of their time.
pub async fn beside(
    reader: &mut Reader,
    actor: &Actor,
    meeting: &Shown<Meeting>,
) -> Result<Vec<Shown<Meeting>>, ActionError> {
    let Some(sitting) = meeting.facts.sitting else { return Ok(Vec::new()) };
    let mut all: Vec<Shown<Meeting>> = Vec::new();
    for other in shown::all(reader.by::<Meeting>("sitting", &[sitting.0]).await?) {
        if other.id() != meeting.id() && agenda::may(reader, actor, other.id()).await? {
            all.push(other);
        }
    }
    all.sort_by_key(|m| (m.facts.when.as_ref().and_then(Edtf::first), m.id()));
    Ok(all)
}
