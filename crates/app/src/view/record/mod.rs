//! The record of a meeting as it is made from data: everything that a paper about the meeting says, and nothing else.
//!
//! Invariants: read as one viewer sees it; the number of statements does not grow with the number of items; nothing is filled
//! in: what no source says is missing here too, and the paper says that it is.

mod appeal;

pub use appeal::{Appeal, Begun, Law, law, law_of};

use super::{
    Link, Names, Reader,
    fact::{self, Doubts},
    meeting::{ItemEntry, MeetingPage, meeting},
    shown::{self, Shown},
};
use crate::{
    error::ActionError,
    house::{self, House, Signature, Words},
    ids,
};
use genbo_domain::{
    body::{Body, Profile, RecordKind},
    decision::{Stance, Statement},
    image::Image,
    matter::{Case, Dispatch, Document},
    paragraphs::{Paragraph, ParagraphSet},
    rewording::Rewording,
    value::ThingId,
    vote::{Ballot, Vote, VoteOption},
};
use genbo_store::row::Find;
use std::collections::HashMap;

/// Everything that papers about a meeting are made from.
#[derive(Debug)]
pub struct MeetingRecord {
    /// The meeting with its bodies, attendance, items, decisions, records and notices.
    pub page: MeetingPage,
    /// What else is told of each item, in the order of the meeting's items.
    pub taken: Vec<Taken>,
    /// The house whose papers these are.
    pub house: House,
    /// Its logo, and what it says.
    pub logo: Option<(Image, String)>,
    /// What the house calls things.
    pub calls: Words,
    /// The lines on which it signs.
    pub signatures: Vec<Signature>,
    /// From when the record may be appealed and until when, where law says so.
    pub appeal: Option<Appeal>,
    /// The names of what the items refer to beside what the page knows.
    pub names: Names,
    /// What is not plain about the items.
    pub doubts: Doubts,
}

/// What is told of an item beside its decision.
#[derive(Debug, Default)]
pub struct Taken {
    /// What persons had added.
    pub statements: Vec<Shown<Statement>>,
    /// Where members stood without a vote.
    pub stances: Vec<Shown<Stance>>,
    /// What was voted on, with what each answered.
    pub votes: Vec<(Shown<Vote>, Vec<Shown<Ballot>>)>,
    /// Other wordings that later meetings decided.
    pub rewordings: Vec<Shown<Rewording>>,
    /// The choices of votes between several.
    pub options: Vec<Shown<VoteOption>>,
    /// The documents that it rests on.
    pub basis: Vec<Shown<Document>>,
    /// The numbers of its matter: whose, and the number.
    pub cases: Vec<Shown<Case>>,
    /// To whom it was sent.
    pub dispatches: Vec<Shown<Dispatch>>,
}

/// What sort of paper the meeting leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Protokoll with §§, adjusted and announced as law says.
    Minutes,
    /// Protokoll of a body that no law regulates.
    PlainMinutes,
    /// Minnesanteckningar.
    Notes,
}

impl MeetingRecord {
    /// What sort of paper it is: as its record says, otherwise as its body does, otherwise by the body's profile.
    pub fn manner(&self, part: Option<usize>) -> Manner {
        let body = self.page.bodies.first().map(|b| &b.facts);
        let told = part.and_then(|p| self.page.records.get(p)).map(|r| r.record.facts.kind);
        let kind = told.or_else(|| body.and_then(|b| b.record_kind));
        let statutory = body.and_then(|b| b.profile).is_some_and(Profile::is_statutory);
        match kind {
            Some(RecordKind::Notes | RecordKind::SeparateNotes) => Manner::Notes,
            _ if statutory => Manner::Minutes,
            Some(RecordKind::Minutes) => Manner::PlainMinutes,
            Some(RecordKind::None) | None => Manner::Notes,
        }
    }

    /// The record that is meant when none is named: the first that is minutes, otherwise the first.
    pub fn first_part(&self) -> Option<usize> {
        let minutes = self.page.records.iter().position(|r| r.record.facts.kind == RecordKind::Minutes);
        minutes.or((!self.page.records.is_empty()).then_some(0))
    }

    /// The record that an item stands in: the first that says so, otherwise the first.
    pub fn part_of(&self, item: usize) -> Option<usize> {
        let paragraph = self.page.items.get(item).and_then(|e| e.paragraph);
        let says = |r: &super::meeting::RecordEntry| {
            paragraph.is_some_and(|p| r.record.facts.paragraphs.as_ref().is_some_and(|set| set.contains(&p)))
        };
        self.page.records.iter().position(says).or_else(|| self.first_part())
    }

    /// The places of the items that a record covers; all if there is none, or it does not say which.
    pub fn items_of(&self, part: Option<usize>) -> Vec<usize> {
        let set =
            part.and_then(|p| self.page.records.get(p)).and_then(|r| r.record.facts.paragraphs.as_ref());
        let covered = |entry: &ItemEntry| match (set, entry.paragraph) {
            (Some(set), Some(paragraph)) => set.contains(&paragraph),
            _ => true,
        };
        (0..self.page.items.len()).filter(|i| covered(&self.page.items[*i])).collect()
    }

    /// The place of the item with that number, as `226` or `§ 226`.
    pub fn item(&self, number: &str) -> Option<usize> {
        let number = number.trim().trim_start_matches('§').trim();
        self.page.items.iter().position(|e| e.item.facts.number.as_deref() == Some(number))
    }

    /// The §§ that a record covers and no item stands for.
    pub fn not_carried_over(&self, part: Option<usize>) -> Option<ParagraphSet> {
        let own =
            part.and_then(|p| self.page.records.get(p)).and_then(|r| r.record.facts.paragraphs.as_ref())?;
        let have: Vec<u32> = self.page.items.iter().filter_map(|i| i.paragraph).map(|p| p.number()).collect();
        ParagraphSet::of(own.numbers().filter(|n| !have.contains(n)).filter_map(Paragraph::new))
    }

    /// The thing that is referred to, if the viewer sees it.
    pub fn name(&self, id: ThingId) -> Option<Link> {
        let of_roll = || {
            let links = self
                .page
                .roll
                .parts
                .iter()
                .flat_map(|p| [Some(&p.person), p.organisation.as_ref(), p.serves_for.as_ref()]);
            links.flatten().find(|l| l.id == id).cloned()
        };
        self.page.names.get(id).or_else(|| self.names.get(id)).or_else(of_roll)
    }
}

/// The papers of the meeting of that slug or id.
pub async fn record(reader: &mut Reader, slug: &str) -> Result<MeetingRecord, ActionError> {
    let page = meeting(reader, slug).await?;
    let taken = taken(reader, &page).await?;
    let body: Option<&Shown<Body>> = page.bodies.first();
    let house = match body {
        Some(body) => house::of(reader, body.id()).await?,
        None => House::default(),
    };
    let viewer = reader.viewer.clone();
    let subjects: Vec<Link> = taken.iter().flat_map(Taken::subjects).collect();
    Ok(MeetingRecord {
        logo: if house.logo.is_some() {
            house::logo_of(&mut reader.tx, &viewer, &house).await?
        } else {
            None
        },
        calls: house::words(reader, &house).await?,
        signatures: house::signatures(reader, &house).await?,
        appeal: match body {
            Some(body) => appeal::of(reader, body, &page.records).await?,
            None => None,
        },
        names: reader.names(references(&page, &taken)).await?,
        doubts: fact::doubts(reader, &subjects).await?,
        house,
        taken,
        page,
    })
}

async fn taken(reader: &mut Reader, page: &MeetingPage) -> Result<Vec<Taken>, ActionError> {
    let ids: Vec<ThingId> = page.items.iter().map(|e| e.item.id()).collect();
    let mut statements = shown::all(reader.by::<Statement>("item", &ids).await?);
    let mut stances = shown::all(reader.by::<Stance>("item", &ids).await?);
    let mut votes = shown::all(reader.by::<Vote>("item", &ids).await?);
    let mut ballots = shown::all(reader.by::<Ballot>("vote", &shown::ids_of(&votes)).await?);
    let mut rewordings = shown::all(reader.by::<Rewording>("item", &ids).await?);
    let mut options = shown::all(reader.by::<VoteOption>("vote", &shown::ids_of(&votes)).await?);
    let mut dispatches = shown::all(reader.by::<Dispatch>("item", &ids).await?);
    let matters: Vec<ThingId> = page.items.iter().filter_map(|e| e.item.facts.matter).map(|m| m.0).collect();
    let cases = shown::all(reader.by::<Case>("matter", &matters).await?);
    let basis: Vec<ThingId> = page.items.iter().flat_map(|e| ids![e.item.facts.basis.clone()]).collect();
    let documents: HashMap<ThingId, Shown<Document>> =
        shown::all(reader.load::<Document>(Find::Ids(&basis)).await?)
            .into_iter()
            .map(|d| (d.id(), d))
            .collect();
    let of = |entry: &ItemEntry| {
        let id = entry.item.id();
        let own: Vec<ThingId> = votes.iter().filter(|v| v.facts.item.0 == id).map(Shown::id).collect();
        Taken {
            rewordings: rewordings.extract_if(.., |r| r.facts.item.0 == id).collect(),
            options: options.extract_if(.., |o| own.contains(&o.facts.vote.0)).collect(),
            statements: statements.extract_if(.., |s| s.facts.item.0 == id).collect(),
            stances: stances.extract_if(.., |s| s.facts.item.0 == id).collect(),
            votes: votes
                .extract_if(.., |v| v.facts.item.0 == id)
                .map(|v| {
                    let own = ballots.extract_if(.., |b| b.facts.vote.0 == v.id()).collect();
                    (v, own)
                })
                .collect(),
            basis: entry.item.facts.basis.iter().filter_map(|d| documents.get(&d.0).cloned()).collect(),
            cases: cases
                .iter()
                .filter(|c| Some(c.facts.matter) == entry.item.facts.matter)
                .cloned()
                .collect(),
            dispatches: dispatches.extract_if(.., |d| d.facts.item.is_some_and(|i| i.0 == id)).collect(),
        }
    };
    Ok(page.items.iter().map(of).collect())
}

impl Taken {
    fn subjects(&self) -> Vec<Link> {
        let statements = self.statements.iter().map(|s| s.link.clone());
        let votes = self.votes.iter().map(|(v, _)| v.link.clone());
        statements.chain(votes).chain(self.dispatches.iter().map(|d| d.link.clone())).collect()
    }
}

fn references(page: &MeetingPage, taken: &[Taken]) -> Vec<ThingId> {
    let mut all: Vec<ThingId> = Vec::new();
    for t in taken {
        all.extend(t.statements.iter().flat_map(|s| ids![s.facts.persons.clone()]));
        all.extend(t.stances.iter().map(|s| s.facts.member.0));
        all.extend(t.votes.iter().flat_map(|(_, ballots)| ballots.iter().map(|b| b.facts.person.0)));
        all.extend(t.cases.iter().map(|c| c.facts.organisation.0));
        all.extend(t.dispatches.iter().flat_map(|d| ids![d.facts.recipient]));
    }
    for entry in &page.items {
        all.extend(ids![entry.item.facts.presenters.clone()]);
    }
    all
}
