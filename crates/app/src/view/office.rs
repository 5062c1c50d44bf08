//! Seats, posts and who holds them, as of a day. A seat that is allotted to a post is held by whoever holds the post,
//! unless it has a holder of its own.

use super::{Link, Names, Reader, fact::Origin, fact::Time};
use crate::{error::ActionError, ids};
use genbo_domain::{
    count::Count,
    edtf::Edtf,
    post::{HolderState, Holding, HoldingKind, Post},
    rational::Rational,
    seat::{Seat, SeatRole},
    value::ThingId,
};
use genbo_store::row::Stored;
use jiff::civil::Date;
use std::collections::HashMap;

/// Somebody's holding of a seat or post.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// The person, if named and visible.
    pub person: Option<Link>,
    /// What is known of the holder.
    pub state: HolderState,
    /// How it is held.
    pub kind: Option<HoldingKind>,
    /// Party at the time.
    pub party: Option<String>,
    /// From when to when.
    pub valid: Option<Edtf>,
    /// Whether it is now.
    pub time: Time,
    /// The decision that it rests on.
    pub decided_by: Option<Link>,
    /// Share of full time, or another instruction.
    pub instruction: Option<String>,
    /// The post by which a seat is held.
    pub via: Option<Link>,
    /// Where it is written.
    pub origin: Origin,
}

/// A seat with its holders.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatLine {
    /// The seat.
    pub link: Link,
    /// The body.
    pub body: Option<Link>,
    /// What it is called.
    pub title: String,
    /// Its role.
    pub role: Option<SeatRole>,
    /// Whom it is allotted to; several share it.
    pub allotted_to: Vec<Link>,
    /// Party that it belongs to.
    pub party: Option<String>,
    /// Grounds on which it exists.
    pub grounds: Vec<String>,
    /// Area that it stands for.
    pub area: Option<String>,
    /// How many equal seats it stands for; one if not told.
    pub count: Option<Count>,
    /// Whether a holder of another seat has it beside: no extra person.
    pub held_by_member: bool,
    /// Votes of each seat, if not one.
    pub votes: Option<Rational>,
    /// The seat that it is a personal substitute for.
    pub substitute_for: Option<Link>,
    /// Place in the order of substitutes.
    pub order: Option<i64>,
    /// Who appoints its holder.
    pub appointed_by: Option<Link>,
    /// When it counts.
    pub condition: Option<String>,
    /// Why it departs from the general rule.
    pub exception: Option<String>,
    /// From when to when.
    pub valid: Option<Edtf>,
    /// Whether it is now.
    pub time: Time,
    /// Holders now, later, earlier.
    pub holders: Vec<Holder>,
    /// Where it is written.
    pub origin: Origin,
}

impl SeatLine {
    /// Those who hold it now.
    pub fn now(&self) -> impl Iterator<Item = &Holder> {
        self.holders.iter().filter(|h| h.time == Time::Now)
    }
    /// Those who held it before or will.
    pub fn else_when(&self) -> impl Iterator<Item = &Holder> {
        self.holders.iter().filter(|h| h.time != Time::Now)
    }
    /// The same as of another day.
    pub fn on(&self, day: Date) -> SeatLine {
        let holder = |h: &Holder| Holder { time: Time::of(h.valid.as_ref(), day), ..h.clone() };
        SeatLine {
            time: Time::of(self.valid.as_ref(), day),
            holders: self.holders.iter().map(holder).collect(),
            ..self.clone()
        }
    }
    /// Whether it is a substitute's.
    pub fn is_substitute(&self) -> bool {
        self.role == Some(SeatRole::Substitute)
    }
    /// Whether its holder only works for the body or comes along: secretary, process leader, expert.
    pub fn is_officer(&self) -> bool {
        matches!(
            self.role,
            Some(SeatRole::Secretary | SeatRole::ProcessLeader | SeatRole::CoOpted | SeatRole::Associated)
        )
    }
    /// Whether it is a member's seat of its own. Substitutes, secretaries and guests have none; a chair has one only if
    /// the row says whose seat it is: one that the members elect among themselves, or that goes with the cooperation's
    /// own post, is no extra member.
    pub fn is_members(&self) -> bool {
        let somebodys = self.party.is_some() || self.allotted_to.iter().any(|to| to.noun != "post");
        !self.held_by_member
            && match self.role {
                None | Some(SeatRole::Member | SeatRole::Convener) => true,
                Some(SeatRole::Chair | SeatRole::FirstViceChair | SeatRole::SecondViceChair) => somebodys,
                Some(_) => false,
            }
    }
}

/// A post with its holders.
#[derive(Debug, Clone, PartialEq)]
pub struct PostLine {
    /// The post.
    pub link: Link,
    /// Title.
    pub title: String,
    /// Function that local titles have in common.
    pub function: Option<String>,
    /// Whose post it is.
    pub owner: Option<Link>,
    /// Holders now, later, earlier.
    pub holders: Vec<Holder>,
    /// Where it is written.
    pub origin: Origin,
}

/// How many seats are told of in a body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// The least that the rows can mean.
    pub least: i64,
    /// The most that they can mean; nothing if a row has no upper bound.
    pub most: Option<i64>,
}

/// Counts the members' seats that hold today.
pub fn counted(seats: &[SeatLine]) -> Counted {
    let own = seats.iter().filter(|s| s.time == Time::Now && s.is_members());
    own.fold(Counted { least: 0, most: Some(0) }, |sum, seat| {
        let (least, most) = seat.count.map_or((1, Some(1)), |c| (c.min().unwrap_or(0), c.max()));
        Counted { least: sum.least + least, most: sum.most.zip(most).map(|(a, b)| a + b) }
    })
}

/// Those seats with their holders, in their order.
pub async fn seats(reader: &mut Reader, seats: Vec<Stored<Seat>>) -> Result<Vec<SeatLine>, ActionError> {
    let mut held: Vec<ThingId> = seats.iter().map(|s| s.id).collect();
    held.extend(seats.iter().flat_map(|s| ids![s.facts.allotted_to.clone()]));
    let holdings: Vec<Stored<Holding>> = reader.by("of", &held).await?;
    let mut wanted = holding_ids(&holdings);
    for s in &seats {
        let f = &s.facts;
        wanted.extend(ids![Some(f.body), f.allotted_to.clone(), f.substitute_for, f.appointed_by]);
    }
    let names = reader.names(wanted).await?;
    let holders = Holders::new(reader, &holdings, &names);
    Ok(seats.into_iter().map(|s| seat_line(s, &names, &holders)).collect())
}

/// Those posts with their holders, in their order.
pub async fn posts(reader: &mut Reader, posts: Vec<Stored<Post>>) -> Result<Vec<PostLine>, ActionError> {
    let held: Vec<ThingId> = posts.iter().map(|p| p.id).collect();
    let holdings: Vec<Stored<Holding>> = reader.by("of", &held).await?;
    let mut wanted = holding_ids(&holdings);
    wanted.extend(posts.iter().map(|p| p.facts.owner.0));
    let names = reader.names(wanted).await?;
    let holders = Holders::new(reader, &holdings, &names);
    let line = |p: Stored<Post>| PostLine {
        link: Link::from(&p),
        holders: holders.of(p.id),
        owner: names.to(p.facts.owner),
        origin: Origin::from(&p.meta),
        title: p.facts.title,
        function: p.facts.function,
    };
    Ok(posts.into_iter().map(line).collect())
}

fn holding_ids(holdings: &[Stored<Holding>]) -> Vec<ThingId> {
    holdings.iter().flat_map(|h| ids![h.facts.person, h.facts.decided_by]).collect()
}

/// Holders of seats and posts, by what they hold.
struct Holders {
    by_thing: HashMap<ThingId, Vec<Holder>>,
    today: Date,
}

impl Holders {
    fn new(reader: &Reader, holdings: &[Stored<Holding>], names: &Names) -> Holders {
        let mut by_thing: HashMap<ThingId, Vec<Holder>> = HashMap::new();
        for holding in holdings {
            by_thing.entry(holding.facts.of.0).or_default().push(holder(holding, names, reader));
        }
        for holders in by_thing.values_mut() {
            holders.sort_by_cached_key(|h| {
                let begun = h.valid.as_ref().map(Edtf::sort_key);
                (h.time, std::cmp::Reverse(begun))
            });
        }
        Holders { by_thing, today: reader.today }
    }

    fn of(&self, id: ThingId) -> Vec<Holder> {
        self.by_thing.get(&id).cloned().unwrap_or_default()
    }
}

fn holder(holding: &Stored<Holding>, names: &Names, reader: &Reader) -> Holder {
    let facts = &holding.facts;
    let person = names.opt(facts.person);
    let state = match facts.holder {
        Some(HolderState::Named) | None if person.is_some() => HolderState::Named,
        Some(HolderState::Vacant) => HolderState::Vacant,
        _ => HolderState::NotStated,
    };
    Holder {
        person,
        state,
        kind: facts.kind,
        party: facts.party.clone(),
        valid: facts.valid.clone(),
        time: Time::of(facts.valid.as_ref(), reader.today),
        decided_by: names.opt(facts.decided_by),
        instruction: facts.instruction.as_ref().map(|i| i.0.clone()),
        via: None,
        origin: Origin::from(&holding.meta),
    }
}

fn seat_line(seat: Stored<Seat>, names: &Names, holders: &Holders) -> SeatLine {
    let link = Link::from(&seat);
    let origin = Origin::from(&seat.meta);
    let f = seat.facts;
    let allotted_to = names.list(&f.allotted_to);
    let mut held = holders.of(seat.id);
    if !held.iter().any(|h| h.time == Time::Now) {
        let by_post = allotted_to.iter().filter(|l| l.noun == "post").flat_map(|post| {
            let via = Some(post.clone());
            holders.of(post.id).into_iter().map(move |h| Holder { via: via.clone(), ..h })
        });
        held.extend(by_post);
    }
    SeatLine {
        link,
        body: names.to(f.body),
        title: f.title,
        role: f.role,
        allotted_to,
        party: f.party,
        grounds: f.grounds,
        area: f.area,
        count: f.count,
        held_by_member: f.held_by_member == Some(true),
        votes: f.votes,
        substitute_for: names.opt(f.substitute_for),
        order: f.order,
        appointed_by: names.opt(f.appointed_by),
        condition: f.condition.map(|c| c.0),
        exception: f.exception.map(|e| e.0),
        time: Time::of(f.valid.as_ref(), holders.today),
        valid: f.valid,
        holders: held,
        origin,
    }
}
