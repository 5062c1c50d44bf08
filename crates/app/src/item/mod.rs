//! One item while it is dealt with: its texts, proposals, decision, what is added to the record, and votes.
//!
//! Invariant: what a finished record covers is not rewritten here; it is corrected, visibly.

pub mod vote;
pub mod write;

use crate::{
    agenda,
    cx::Actor,
    error::ActionError,
    ids,
    thing::form::{Standing, hanging, standing},
    view::{
        Link, Reader,
        attendance::{self, Roll},
        shown::{self, Shown},
    },
};
use genbo_domain::{
    body::Body,
    decision::{Clause, Proposal, Statement},
    item::Item,
    meeting::Meeting,
    noun::Noun,
    paragraphs::{Paragraph, ParagraphSet},
    presence::{Standing as Stands, Truth},
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
    /// Whether it is not known who was there.
    pub is_unknown: bool,
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
    /// Whether he or she is chair at the meeting.
    pub is_chair: bool,
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
    let deciding = deciding(&roll, facts.facts.number.as_deref());
    Ok(Desk {
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
            is_chair: p.attendance.facts.roles.contains(&genbo_domain::attendance::MeetingRole::Chair),
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
