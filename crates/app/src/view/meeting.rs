//! One meeting: when and where, who was there, what was taken up and decided, its records and notices.

use super::{
    Link, Names, Reader,
    attendance::{self, Roll},
    fact::{self, Doubts},
    gathering,
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::{
    body::Body,
    commission::{BackReport, HomeRound, Recommendation},
    decision::{Clause, Proposal},
    item::Item,
    meeting::{Meeting, MeetingStatus, Sitting},
    paragraphs::{Paragraph, ParagraphSet},
    record::{Notice, Record},
    value::ThingId,
};
use genbo_store::row::Find;

/// A meeting with everything that belongs to it.
#[derive(Debug)]
pub struct MeetingPage {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// Its status as of the day.
    pub status: Option<MeetingStatus>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
    /// Whether its items are §§ of a body's series, and not points of the meeting.
    pub has_paragraphs: bool,
    /// The sitting that it is a part of.
    pub sitting: Option<Shown<Sitting>>,
    /// The sitting's other meetings.
    pub beside: Vec<Link>,
    /// Who was there.
    pub roll: Roll,
    /// What was taken up.
    pub items: Vec<ItemEntry>,
    /// The §§ of its records and items.
    pub paragraphs: Option<ParagraphSet>,
    /// Its records.
    pub records: Vec<RecordEntry>,
    /// Questions that it sent home or that came back to it.
    pub home_rounds: Vec<Shown<HomeRound>>,
    /// What it recommended other bodies.
    pub recommendations: Vec<Shown<Recommendation>>,
    /// What was reported from it to those who are represented.
    pub back_reports: Vec<Shown<BackReport>>,
    /// The names of what it refers to.
    pub names: Names,
    /// What is not plain.
    pub doubts: Doubts,
}

/// An item with what was decided.
#[derive(Debug)]
pub struct ItemEntry {
    /// The item.
    pub item: Shown<Item>,
    /// Its § or point, if it is a number.
    pub paragraph: Option<Paragraph>,
    /// What was decided.
    pub clauses: Vec<Shown<Clause>>,
    /// What was proposed.
    pub proposals: Vec<Shown<Proposal>>,
}

/// A record with its notices.
#[derive(Debug)]
pub struct RecordEntry {
    /// The record.
    pub record: Shown<Record>,
    /// Its notices.
    pub notices: Vec<Shown<Notice>>,
}

/// The meeting of that slug or id.
pub async fn meeting(reader: &mut Reader, slug: &str) -> Result<MeetingPage, ActionError> {
    let meeting: Shown<Meeting> = reader.find::<Meeting>(slug).await?.into();
    let id = meeting.id();
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?);
    let sitting: Option<Shown<Sitting>> = match meeting.facts.sitting {
        Some(sitting) => reader.load::<Sitting>(Find::Ids(&[sitting.0])).await?.pop().map(Shown::from),
        None => None,
    };
    let beside = match &sitting {
        Some(s) => reader.by::<Meeting>("sitting", &[s.id()]).await?.iter().map(Link::from).collect(),
        None => Vec::new(),
    };
    let records = records(reader, id).await?;
    let items = items(reader, id).await?;
    let paragraphs = paragraphs(&records, &items);
    let roll = attendance::roll(reader, id, meeting.facts.when.as_ref(), paragraphs.as_ref()).await?;
    let item_ids: Vec<ThingId> = items.iter().map(|i| i.item.id()).collect();
    let mut home_rounds = reader.by::<HomeRound>("sent_by", &item_ids).await?;
    home_rounds.extend(reader.by::<HomeRound>("returned_at", &item_ids).await?);
    let mut page = MeetingPage {
        status: gathering::status_on(meeting.facts.status, meeting.facts.when.as_ref(), reader.today),
        beside: beside.into_iter().filter(|l: &Link| l.id != id).collect(),
        recommendations: shown::all(reader.by("given_at", &item_ids).await?),
        back_reports: shown::all(reader.by("meeting", &[id]).await?),
        home_rounds: shown::all(home_rounds),
        has_paragraphs: bodies.iter().any(|b| has_paragraphs(&b.facts)),
        meeting,
        bodies,
        sitting,
        roll,
        items,
        paragraphs,
        records,
        names: Names::default(),
        doubts: Doubts::default(),
    };
    page.names = reader.names(references(&page)).await?;
    page.doubts = fact::doubts(reader, &subjects(&page)).await?;
    Ok(page)
}

async fn records(reader: &mut Reader, meeting: ThingId) -> Result<Vec<RecordEntry>, ActionError> {
    let records = shown::all(reader.by::<Record>("meeting", &[meeting]).await?);
    let mut notices = shown::all(reader.by::<Notice>("record", &shown::ids_of(&records)).await?);
    let entry = |record: Shown<Record>| RecordEntry {
        notices: notices.extract_if(.., |n| n.facts.record.0 == record.id()).collect(),
        record,
    };
    Ok(records.into_iter().map(entry).collect())
}

async fn items(reader: &mut Reader, meeting: ThingId) -> Result<Vec<ItemEntry>, ActionError> {
    let items = shown::all(crate::agenda::in_order(reader.by::<Item>("meeting", &[meeting]).await?));
    let ids = shown::ids_of(&items);
    let mut clauses = shown::all(reader.by::<Clause>("item", &ids).await?);
    let mut proposals = shown::all(reader.by::<Proposal>("item", &ids).await?);
    clauses.sort_by_key(|c| c.facts.number);
    let entry = |item: Shown<Item>| ItemEntry {
        paragraph: paragraph_of(&item.facts),
        clauses: clauses.extract_if(.., |c| c.facts.item.0 == item.id()).collect(),
        proposals: proposals.extract_if(.., |p| p.facts.item.0 == item.id()).collect(),
        item,
    };
    Ok(items.into_iter().map(entry).collect())
}

/// Whether a body numbers what it deals with as §§ of its own series; otherwise they are points of a meeting.
pub(super) fn has_paragraphs(body: &Body) -> bool {
    body.paragraph_pattern.is_some()
}

/// An item's number as a § or point, if it is one.
pub(super) fn paragraph_of(item: &Item) -> Option<Paragraph> {
    item.number.as_deref().and_then(|n| n.parse().ok())
}

/// All §§ that the records cover or that items have.
pub(super) fn paragraphs(records: &[RecordEntry], items: &[ItemEntry]) -> Option<ParagraphSet> {
    let of_items = ParagraphSet::of(items.iter().filter_map(|i| i.paragraph));
    let of_records = records.iter().filter_map(|r| r.record.facts.paragraphs.clone());
    of_records.chain(of_items).reduce(|a, b| a.union(&b))
}

fn references(page: &MeetingPage) -> Vec<ThingId> {
    let m = &page.meeting.facts;
    let mut all: Vec<ThingId> = page.meeting.home.into_iter().collect();
    all.extend(ids![m.host, m.called_by, m.decided_by]);
    all.extend(ids![m.apologies.clone()]);
    all.extend(page.bodies.iter().map(|b| b.facts.owner.0));
    for entry in &page.items {
        let f = &entry.item.facts;
        all.extend(ids![f.body, f.matter]);
        all.extend(entry.clauses.iter().flat_map(|c| ids![c.facts.addressees.clone()]));
        all.extend(entry.proposals.iter().flat_map(|p| ids![p.facts.movers.clone()]));
    }
    for entry in &page.records {
        let f = &entry.record.facts;
        all.extend(ids![f.adjusters.clone(), f.secretary, f.chair, f.signed_by.clone()]);
        all.extend(entry.notices.iter().flat_map(|n| ids![n.facts.board, n.facts.signed_by]));
    }
    all.extend(page.home_rounds.iter().flat_map(|h| ids![h.facts.sent_by, h.facts.returned_at]));
    all.extend(page.recommendations.iter().flat_map(|r| ids![Some(r.facts.to_body), r.facts.received_as]));
    all.extend(page.back_reports.iter().flat_map(|b| ids![b.facts.reporter, b.facts.to]));
    all.extend(page.roll.parts.iter().flat_map(|p| p.events.iter().flat_map(|e| ids![e.facts.person])));
    all
}

fn subjects(page: &MeetingPage) -> Vec<Link> {
    let mut all = vec![page.meeting.link.clone()];
    all.extend(page.sitting.iter().map(|s| s.link.clone()));
    for entry in &page.items {
        all.push(entry.item.link.clone());
        all.extend(entry.clauses.iter().map(|c| c.link.clone()));
    }
    for entry in &page.records {
        all.push(entry.record.link.clone());
        all.extend(entry.notices.iter().map(|n| n.link.clone()));
    }
    all.extend(page.roll.parts.iter().map(|p| p.attendance.link.clone()));
    all
}
