//! Persons in office: the list, and what one holds, may do, has been at and has brought up.

use super::{
    Link, Names, Reader,
    body::{self, MandateLine},
    cooperation::{self, ContactLine},
    fact::{self, Doubts, Origin, Time},
};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    attendance::{Attendance, Capacity, MeetingRole},
    contact::Contact,
    decision::Proposal,
    edtf::Edtf,
    item::Item,
    meeting::Meeting,
    noun::Noun,
    person::{Mandate, Person},
    post::{Holding, HoldingKind, Post},
    seat::Seat,
    value::ThingId,
};
use genbo_store::{
    listing::{self, HowMany, Part},
    row::{Find, Stored},
};
use std::collections::HashMap;

/// A person in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonLine {
    /// The person.
    pub link: Link,
    /// What he or she holds today: posts first.
    pub holds: Vec<Held>,
}

/// A post or seat that a person holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The post or seat.
    pub of: Link,
    /// Whose post, or the body of the seat.
    pub at: Option<Link>,
    /// How it is held.
    pub kind: Option<HoldingKind>,
    /// Party at the time.
    pub party: Option<String>,
    /// From when to when.
    pub valid: Option<Edtf>,
    /// Whether it is now.
    pub time: Time,
    /// The post by which a seat is held.
    pub via: Option<Link>,
    /// Where it is written.
    pub origin: Origin,
}

/// A part of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The lines of this part.
    pub lines: Vec<PersonLine>,
    /// How many there are in all.
    pub all: HowMany,
}

/// The list of persons whose name contains the words.
pub async fn list(reader: &mut Reader, q: Option<&str>, part: Part) -> Result<List, ActionError> {
    let key = q.map(collation::key);
    let viewer = reader.viewer.clone();
    let found = listing::page(&mut reader.tx, &viewer, &Person::DEF, key.as_deref(), &[], None, part).await?;
    let mut held = held(reader, &found.ids).await?;
    let names = reader.names(found.ids.iter().copied()).await?;
    let lines = found.ids.iter().filter_map(|id| {
        let mut holds = held.remove(id).unwrap_or_default();
        holds.retain(|h| h.time == Time::Now && h.via.is_none());
        Some(PersonLine { link: names.get(*id)?, holds })
    });
    Ok(List { lines: lines.collect(), all: found.all })
}

/// What each of those persons holds, has held and will hold, with the seats that follow their posts.
async fn held(reader: &mut Reader, people: &[ThingId]) -> Result<HashMap<ThingId, Vec<Held>>, ActionError> {
    let holdings: Vec<Stored<Holding>> = reader.by("person", people).await?;
    let things: Vec<ThingId> = holdings.iter().map(|h| h.facts.of.0).collect();
    let posts: Vec<Stored<Post>> = reader.load(Find::Ids(&things)).await?;
    let seats: Vec<Stored<Seat>> = reader.load(Find::Ids(&things)).await?;
    let post_ids: Vec<ThingId> = posts.iter().map(|p| p.id).collect();
    let by_post: Vec<Stored<Seat>> = reader.by("allotted_to", &post_ids).await?;
    let at: HashMap<ThingId, ThingId> = posts
        .iter()
        .map(|p| (p.id, p.facts.owner.0))
        .chain(seats.iter().chain(&by_post).map(|s| (s.id, s.facts.body.0)))
        .collect();
    let mut wanted: Vec<ThingId> = at.iter().flat_map(|(a, b)| [*a, *b]).collect();
    wanted.sort_unstable();
    let names = reader.names(wanted).await?;
    let today = reader.today;
    let mut all: HashMap<ThingId, Vec<Held>> = HashMap::new();
    for h in &holdings {
        let (Some(person), Some(held)) =
            (h.facts.person, self::one(h, h.facts.of.0, None, &at, &names, today))
        else {
            continue;
        };
        let list = all.entry(person.0).or_default();
        list.push(held);
        let follow = by_post.iter().filter(|s| s.facts.allotted_to.iter().any(|p| p.0 == h.facts.of.0));
        list.extend(follow.filter_map(|s| self::one(h, s.id, names.get(h.facts.of.0), &at, &names, today)));
    }
    for list in all.values_mut() {
        // A seat that is held both by itself and by a post is one seat.
        let own: Vec<ThingId> = list.iter().filter(|h| h.via.is_none()).map(|h| h.of.id).collect();
        list.retain(|h| h.via.is_none() || !own.contains(&h.of.id));
        list.sort_by_key(|h| (h.time, h.of.noun != "post"));
    }
    Ok(all)
}

fn one(
    h: &Stored<Holding>,
    of: ThingId,
    via: Option<Link>,
    at: &HashMap<ThingId, ThingId>,
    names: &Names,
    today: jiff::civil::Date,
) -> Option<Held> {
    Some(Held {
        of: names.get(of)?,
        // What hangs on something that the viewer does not see does not exist for the viewer.
        at: Some(names.get(*at.get(&of)?)?),
        kind: h.facts.kind,
        party: h.facts.party.clone(),
        valid: h.facts.valid.clone(),
        time: Time::of(h.facts.valid.as_ref(), today),
        via,
        origin: Origin::from(&h.meta),
    })
}

/// A meeting at which a person was.
#[derive(Debug, Clone, PartialEq)]
pub struct Attended {
    /// The meeting.
    pub meeting: Link,
    /// The bodies that met.
    pub bodies: Vec<Link>,
    /// When.
    pub when: Option<Edtf>,
    /// In what capacity.
    pub capacity: Option<Capacity>,
    /// Tasks at the meeting.
    pub roles: Vec<MeetingRole>,
    /// Whom he or she served for.
    pub serves_for: Option<Link>,
    /// Title or titles as written.
    pub title: Option<String>,
}

/// Everything about one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The person.
    pub link: Link,
    /// The facts themselves; contact details only for those who may see them.
    pub facts: Person,
    /// Where they are written.
    pub origin: Origin,
    /// Posts and seats: now, later, earlier.
    pub holds: Vec<Held>,
    /// What he or she may do, also by seat or post held today.
    pub mandates: Vec<MandateLine>,
    /// Meetings, the latest first.
    pub attended: Vec<Attended>,
    /// Items that he or she presented.
    pub presented: Vec<Link>,
    /// Items at which he or she moved something, with the proposal.
    pub moved: Vec<(Link, Link)>,
    /// Organisations whose standing contact he or she is.
    pub contacts: Vec<ContactLine>,
    /// What sources leave open or see differently.
    pub doubts: Doubts,
}

/// Everything about the person of that slug or id.
pub async fn page(reader: &mut Reader, slug: &str) -> Result<Page, ActionError> {
    let person: Stored<Person> = reader.find(slug).await?;
    let own = [person.id];
    let link = Link::from(&person);
    let holds = held(reader, &own).await?.remove(&person.id).unwrap_or_default();
    let mut holders = vec![person.id];
    holders.extend(holds.iter().filter(|h| h.time == Time::Now).map(|h| h.of.id));
    let mandates: Vec<Stored<Mandate>> = reader.by("holder", &holders).await?;
    let mandates = body::mandates(reader, mandates).await?;
    let attended = attended(reader, person.id).await?;
    let presented: Vec<Stored<Item>> = reader.by("presenters", &own).await?;
    let moved: Vec<Stored<Proposal>> = reader.by("movers", &own).await?;
    let names = reader.names(moved.iter().map(|p| p.facts.item.0)).await?;
    let mut contacts: Vec<Stored<Contact>> = reader.by("person", &own).await?;
    let posts: Vec<ThingId> =
        holds.iter().filter(|h| h.time == Time::Now && h.of.noun == "post").map(|h| h.of.id).collect();
    contacts.extend(reader.by::<Contact>("post", &posts).await?);
    let contacts = cooperation::contact_lines(reader, contacts).await?;
    let doubts = fact::doubts(reader, std::slice::from_ref(&link)).await?;
    Ok(Page {
        origin: Origin::from(&person.meta),
        holds,
        mandates,
        attended,
        presented: presented.iter().map(Link::from).collect(),
        moved: moved.iter().filter_map(|p| Some((names.to(p.facts.item)?, Link::from(p)))).collect(),
        contacts,
        doubts,
        facts: person.facts,
        link,
    })
}

async fn attended(reader: &mut Reader, person: ThingId) -> Result<Vec<Attended>, ActionError> {
    let attendances: Vec<Stored<Attendance>> = reader.by("person", &[person]).await?;
    let ids: Vec<ThingId> = attendances.iter().map(|a| a.facts.meeting.0).collect();
    let meetings: Vec<Stored<Meeting>> = reader.load(Find::Ids(&ids)).await?;
    let mut wanted: Vec<ThingId> = meetings.iter().flat_map(|m| ids![m.facts.bodies.clone()]).collect();
    wanted.extend(attendances.iter().flat_map(|a| ids![a.facts.serves_for]));
    let names = reader.names(wanted).await?;
    let mut attended: Vec<Attended> = attendances
        .into_iter()
        .filter_map(|a| {
            let meeting = meetings.iter().find(|m| m.id == a.facts.meeting.0)?;
            Some(Attended {
                meeting: Link::from(meeting),
                bodies: names.list(&meeting.facts.bodies),
                when: meeting.facts.when.clone(),
                capacity: a.facts.capacity,
                serves_for: names.opt(a.facts.serves_for),
                roles: a.facts.roles,
                title: a.facts.title,
            })
        })
        .filter(|a| a.when.as_ref().and_then(Edtf::first).is_none_or(|first| first.date() <= reader.today))
        .collect();
    attended.sort_by_cached_key(|a| std::cmp::Reverse(a.when.as_ref().map(Edtf::sort_key)));
    Ok(attended)
}
