//! Who may be disqualified: somebody who decides and holds a seat or post in what the item is addressed to, or whose matter it
//! is.
//!
//! Invariant: a suggestion with its reason, never more. Whether it is so, those concerned say and the body decides (KL 6:28 to
//! 6:30); nobody stops deciding because a register says so.

use super::Deciding;
use crate::{
    error::ActionError,
    ids,
    view::{Link, Reader, fact::Time},
};
use genbo_domain::{
    body::Body,
    decision::Clause,
    item::Item,
    matter::Matter,
    post::{Holding, Post},
    seat::Seat,
    value::ThingId,
};
use genbo_store::row::{Find, Stored};
use jiff::civil::Date;

/// Somebody who may be disqualified, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Who.
    pub person: Link,
    /// The seat or post that he or she holds.
    pub holds: Link,
    /// The organisation or body that it is in, to which the item is addressed or whose matter it is.
    pub concerned: Link,
}

/// Those of whom it should be asked, on a day. Seats of the bodies that decide are no reason.
pub(super) async fn suggestions(
    reader: &mut Reader,
    item: &Stored<Item>,
    own: &[ThingId],
    deciding: &[Deciding],
    day: Date,
) -> Result<Vec<Suggestion>, ActionError> {
    let clauses: Vec<Stored<Clause>> = reader.by("item", &[item.id]).await?;
    let mut concerned: Vec<ThingId> = clauses.iter().flat_map(|c| ids![c.facts.addressees.clone()]).collect();
    if let Some(matter) = item.facts.matter {
        let matters: Vec<Stored<Matter>> = reader.load(Find::Ids(&[matter.0])).await?;
        concerned.extend(matters.iter().flat_map(|m| ids![m.facts.owner]));
    }
    if concerned.is_empty() || deciding.is_empty() {
        return Ok(Vec::new());
    }
    let persons: Vec<ThingId> = deciding.iter().map(|d| d.person.id).collect();
    let mut holdings: Vec<Stored<Holding>> = reader.by("person", &persons).await?;
    holdings.retain(|h| Time::of(h.facts.valid.as_ref(), day) == Time::Now);
    let of: Vec<ThingId> = holdings.iter().flat_map(|h| ids![Some(h.facts.of)]).collect();
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let seats: Vec<Stored<Seat>> = reader.load(Find::Ids(&of)).await?;
    let posts: Vec<Stored<Post>> = reader.load(Find::Ids(&of)).await?;
    let in_bodies: Vec<ThingId> = seats.iter().map(|s| s.facts.body.0).collect();
    let bodies: Vec<Stored<Body>> =
        if in_bodies.is_empty() { Vec::new() } else { reader.load(Find::Ids(&in_bodies)).await? };
    let names = reader.names(concerned.clone()).await?;
    let mut found = Vec::new();
    for holding in &holdings {
        let place = |id: ThingId| concerned.contains(&id).then(|| names.get(id)).flatten();
        let seat = seats.iter().find(|s| s.id == holding.facts.of.0);
        let post = posts.iter().find(|p| p.id == holding.facts.of.0);
        let (holds, at) = match (seat, post) {
            (Some(seat), _) if !own.contains(&seat.facts.body.0) => {
                let body = bodies.iter().find(|b| b.id == seat.facts.body.0);
                let owner = body.and_then(|b| place(b.facts.owner.0));
                (Link::from(seat), place(seat.facts.body.0).or(owner))
            }
            (None, Some(post)) => (Link::from(post), place(post.id).or_else(|| place(post.facts.owner.0))),
            _ => continue,
        };
        let who = deciding.iter().find(|d| holding.facts.person.is_some_and(|p| p.0 == d.person.id));
        if let (Some(who), Some(concerned)) = (who, at) {
            found.push(Suggestion { person: who.person.clone(), holds, concerned });
        }
    }
    Ok(found)
}
