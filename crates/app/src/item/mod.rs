//! One item while it is dealt with: its texts, proposals, decision, what is added to the record, and votes.
//!
//! Invariant: what a finished record covers is not rewritten here; it is corrected, visibly.

pub mod bias;
pub mod stance;
pub mod vote;
pub mod write;

use crate::{
    agenda,
    cx::Actor,
    error::ActionError,
    ids,
    sitting::carry,
    thing::form::{Standing, hanging, standing},
    view::{
        Link, Reader,
        attendance::{self, Roll},
        office,
        shown::{self, Shown},
    },
};
use genbo_domain::{
    body::Body,
    decision::{Clause, Proposal, Stance, Statement},
    item::Item,
    meeting::Meeting,
    noun::Noun,
    paragraphs::{Paragraph, ParagraphSet},
    presence::{Standing as Stands, Truth},
    rational::Rational,
    record::{Record, RecordStatus},
    value::ThingId,
    vote::{Ballot, Vote, VoteOption},
};
use genbo_store::row::Find;

/// An item as those see it who write its record.
#[derive(Debug)]
pub struct Desk {
    /// The item.
    pub item: Standing,
    /// Its facts.
    pub facts: Shown<Item>,
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
    /// Its clauses, in their order.
    pub clauses: Vec<Standing>,
    /// Its proposals.
    pub proposals: Vec<Standing>,
    /// What is added to the record.
    pub statements: Vec<Standing>,
    /// Its votes.
    pub votes: Vec<Ballots>,
    /// Who may decide at it, and how certain that is.
    pub deciding: Vec<Deciding>,
    /// The members whose stances can be told.
    pub members: Vec<Link>,
    /// Where they stand.
    pub stances: Vec<Shown<Stance>>,
    /// How many seats the body has, if that is known.
    pub seats: Option<i64>,
    /// Whether it is not known who was there.
    pub is_unknown: bool,
    /// The other meetings of the same sitting, with what they have of it.
    pub sitting: Vec<carry::Other>,
    /// Who may be disqualified, where law says that somebody can be.
    pub suggested: Vec<bias::Suggestion>,
    /// The meeting before, if its notes wait to be approved.
    pub previous: Option<Link>,
    /// The items before and after it on the agenda.
    pub beside: [Option<Link>; 2],
    /// Whether a finished record covers it.
    pub is_frozen: bool,
}

/// A vote with who answered what.
#[derive(Debug)]
pub struct Ballots {
    /// The vote.
    pub vote: Shown<Vote>,
    /// Open ballots.
    pub ballots: Vec<Shown<Ballot>>,
    /// Its choices, where there are several.
    pub options: Vec<Shown<VoteOption>>,
}

/// Somebody who may decide at an item.
#[derive(Debug, Clone)]
pub struct Deciding {
    /// Who.
    pub person: Link,
    /// The party at the time.
    pub party: Option<String>,
    /// Whom he or she comes from.
    pub organisation: Option<Link>,
    /// Whom he or she serves for.
    pub serves_for: Option<Link>,
    /// Whether it is certain.
    pub is_sure: bool,
    /// Whether he or she has the chair at the item.
    pub is_chair: bool,
    /// What his or her votes weigh; one where nothing else is told of the seat.
    pub weight: Rational,
}

/// The item of that slug or id.
pub async fn desk(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Desk, ActionError> {
    let item = standing(reader, actor, &Item::DEF, slug).await?;
    let facts: Shown<Item> = reader.one::<Item>(item.link.id).await?.into();
    let meeting: Shown<Meeting> = reader.one::<Meeting>(facts.facts.meeting.0).await?.into();
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?);
    let on = [item.link.id];
    let mut clauses = hanging(reader, &Clause::DEF, &on).await?;
    let number = Clause::DEF.field("number").map_or(0, |(i, _)| i);
    clauses.sort_by_key(|c| match c.values.get(number) {
        Some(Some(genbo_domain::value::Value::Int(n))) => *n,
        _ => i64::MAX,
    });
    let all = agenda::in_order(reader.by::<Item>("meeting", &[meeting.id()]).await?);
    let at = all.iter().position(|i| i.id == item.link.id);
    let beside = [at.and_then(|i| i.checked_sub(1)), at.map(|i| i + 1)]
        .map(|i| i.and_then(|i| all.get(i)).map(Link::from));
    let set = ParagraphSet::of(all.iter().filter_map(|i| i.facts.number.as_deref()?.parse().ok()));
    let roll = attendance::roll(reader, meeting.id(), meeting.facts.when.as_ref(), set.as_ref()).await?;
    let lines = crate::attendance::seats(reader, &bodies, &meeting.facts).await?;
    let counted = office::counted(&lines);
    let mut deciding = deciding(&roll, facts.facts.number.as_deref());
    for d in &mut deciding {
        let whose = d.serves_for.as_ref().map_or(d.person.id, |member| member.id);
        d.weight = weight(&lines, whose).unwrap_or(Rational::ONE);
    }
    let previous = crate::meeting::previous::previous(reader, &facts.facts).await?;
    let by_law = bodies.first().is_some_and(|b| crate::meeting::is_by_law(&b.facts));
    let day = meeting.facts.when.as_ref().and_then(genbo_domain::edtf::Edtf::first);
    let day = day.map_or(reader.today, |first| first.date());
    let suggested = if by_law {
        let stored: genbo_store::row::Stored<Item> = reader.one(facts.id()).await?;
        bias::suggestions(reader, &stored, &shown::ids_of(&bodies), &deciding, day).await?
    } else {
        Vec::new()
    };
    Ok(Desk {
        suggested,
        previous: previous.map(|p| p.meeting.link),
        members: stance::members(&lines),
        stances: shown::all(reader.by("item", &on).await?),
        seats: counted.most.filter(|most| *most == counted.least && *most > 0),
        sitting: carry::others(reader, actor, &facts, &meeting).await?,
        proposals: hanging(reader, &Proposal::DEF, &on).await?,
        statements: hanging(reader, &Statement::DEF, &on).await?,
        votes: votes(reader, item.link.id).await?,
        is_frozen: is_frozen(reader, meeting.id(), facts.facts.number.as_deref()).await?,
        is_unknown: !roll.is_listed,
        deciding,
        item,
        facts,
        meeting,
        bodies,
        clauses,
        beside,
    })
}

/// What the votes of somebody's seats weigh together, if they are told.
fn weight(lines: &[office::SeatLine], whose: ThingId) -> Option<Rational> {
    let own = lines
        .iter()
        .filter(|s| !s.is_substitute() && s.now().any(|h| h.person.as_ref().is_some_and(|p| p.id == whose)));
    let told: Vec<Rational> = own.filter_map(|s| s.votes).collect();
    if told.is_empty() { None } else { Rational::checked_sum(&told).ok() }
}

/// The votes of an item.
pub(crate) async fn votes(reader: &mut Reader, item: ThingId) -> Result<Vec<Ballots>, ActionError> {
    let votes = shown::all(reader.by::<Vote>("item", &[item]).await?);
    let ids = shown::ids_of(&votes);
    let mut ballots = shown::all(reader.by::<Ballot>("vote", &ids).await?);
    let mut options = shown::all(reader.by::<VoteOption>("vote", &ids).await?);
    let of = |vote: Shown<Vote>| Ballots {
        ballots: ballots.extract_if(.., |b| b.facts.vote.0 == vote.id()).collect(),
        options: options.extract_if(.., |o| o.facts.vote.0 == vote.id()).collect(),
        vote,
    };
    Ok(votes.into_iter().map(of).collect())
}

/// Who may decide at an item: at its §, if it has one that presence is known for; otherwise as everybody stands after all
/// that was entered.
pub(crate) fn deciding(roll: &Roll, number: Option<&str>) -> Vec<Deciding> {
    let at: Option<Paragraph> = number.and_then(|n| n.parse().ok());
    let standings: Vec<Stands<ThingId>> = at.and_then(|p| roll.at(p)).unwrap_or_else(|| {
        crate::attendance::standing(&roll.parts).into_iter().map(|l| l.standing).collect()
    });
    let chair = match at {
        Some(at) => roll.chair_at(at),
        None => crate::attendance::chair_now(roll),
    }
    .known();
    let link = |id: ThingId| roll.parts.iter().find(|p| p.person.id == id).map(|p| p.person.clone());
    roll.parts
        .iter()
        .zip(standings)
        .filter(|(_, s)| s.entitled != Truth::No)
        .map(|(p, s)| Deciding {
            person: p.person.clone(),
            party: p.attendance.facts.party.clone(),
            organisation: p.organisation.clone(),
            serves_for: s.serves_for.and_then(|(id, _)| link(id)),
            is_sure: s.entitled == Truth::Sure,
            is_chair: chair == Some(p.person.id),
            weight: Rational::ONE,
        })
        .collect()
}

/// Whether a record that is finished covers an item: adjusted, issued, approved or corrected.
pub(crate) async fn is_frozen(
    reader: &mut Reader,
    meeting: ThingId,
    number: Option<&str>,
) -> Result<bool, ActionError> {
    let at: Option<Paragraph> = number.and_then(|n| n.parse().ok());
    let records = reader.by::<Record>("meeting", &[meeting]).await?;
    Ok(records.iter().any(|r| covers(&r.facts, at.as_ref())))
}

/// Whether a finished record covers a §; one that does not say what it covers covers all.
pub(crate) fn covers(record: &Record, at: Option<&Paragraph>) -> bool {
    let finished = record.status.is_some_and(RecordStatus::is_finished);
    finished
        && match (&record.paragraphs, at) {
            (Some(set), Some(at)) => set.touches(at),
            _ => true,
        }
}
