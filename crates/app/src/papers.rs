//! All papers of a meeting's agenda in its order: as it was called, or as it stands now.
//!
//! Invariant: a called version has the files that it had on its day; what its reader does not see is not told.

use crate::{
    agenda::{in_order, numbers, versions},
    attachment::{self, Paper},
    error::ActionError,
    ids,
    view::{
        Reader,
        shown::{self, Shown},
    },
};
use genbo_domain::{
    agenda::{Agenda, AgendaLine},
    attachment::Attachment,
    body::Body,
    item::{Item, ItemStatus},
    meeting::Meeting,
    value::ThingId,
};
use genbo_store::row::{Find, Stored};
use std::collections::HashMap;

/// The papers of an agenda.
#[derive(Debug)]
pub struct Bundle {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
    /// The version as it was called; nothing for the agenda as it stands now.
    pub version: Option<Shown<Agenda>>,
    /// The letters of all versions, in their order.
    pub letters: Vec<String>,
    /// Files of the meeting itself; a called version has none.
    pub of_meeting: Vec<Paper>,
    /// The agenda, line by line.
    pub lines: Vec<Line>,
}

/// One line with its papers.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its number, as it is printed or counted.
    pub number: Option<String>,
    /// Its heading.
    pub title: String,
    /// Whether it is a part of the line above.
    pub is_part: bool,
    /// Whether papers are still to come.
    pub is_pending: bool,
    /// Its files, in their order.
    pub papers: Vec<Paper>,
}

impl Bundle {
    /// All files, in order.
    pub fn papers(&self) -> impl Iterator<Item = &Paper> {
        self.of_meeting.iter().chain(self.lines.iter().flat_map(|l| &l.papers))
    }
}

/// The papers of the meeting of that slug or id: of the version of that letter, or of the agenda as it stands now.
pub async fn bundle(reader: &mut Reader, slug: &str, letter: Option<&str>) -> Result<Bundle, ActionError> {
    let meeting: Shown<Meeting> = reader.find::<Meeting>(slug).await?.into();
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?);
    let versions = versions(reader, meeting.id()).await?;
    let letters = versions.iter().map(|v| v.agenda.facts.letter.clone()).collect();
    let mut bundle =
        Bundle { meeting, bodies, version: None, letters, of_meeting: Vec::new(), lines: Vec::new() };
    match letter {
        Some(letter) => {
            let called = versions.into_iter().find(|v| v.agenda.facts.letter.eq_ignore_ascii_case(letter));
            let called = called.ok_or(ActionError::NotFound)?;
            bundle.lines = of_version(reader, &called.lines).await?;
            bundle.version = Some(called.agenda);
        }
        None => now(reader, &mut bundle).await?,
    }
    Ok(bundle)
}

async fn of_version(reader: &mut Reader, lines: &[Shown<AgendaLine>]) -> Result<Vec<Line>, ActionError> {
    let wanted: Vec<ThingId> = lines.iter().flat_map(|l| ids![l.facts.papers.clone()]).collect();
    let stored: Vec<Stored<Attachment>> =
        if wanted.is_empty() { Vec::new() } else { reader.load(Find::Ids(&wanted)).await? };
    let papers: HashMap<ThingId, Paper> = stored.into_iter().map(|s| (s.id, Paper::from(s))).collect();
    let line = |l: &Shown<AgendaLine>| Line {
        number: l.facts.number.clone(),
        title: l.facts.title.clone(),
        is_part: l.facts.is_part == Some(true),
        is_pending: l.facts.papers_pending == Some(true),
        papers: l.facts.papers.iter().filter_map(|p| papers.get(&p.0).cloned()).collect(),
    };
    Ok(lines.iter().map(line).collect())
}

async fn now(reader: &mut Reader, bundle: &mut Bundle) -> Result<(), ActionError> {
    let items = in_order(reader.by::<Item>("meeting", &[bundle.meeting.id()]).await?);
    let numbers = numbers(&items);
    let mut wanted: Vec<ThingId> = items.iter().map(|i| i.id).collect();
    wanted.push(bundle.meeting.id());
    let mut papers = attachment::of(reader, &wanted).await?;
    bundle.of_meeting = papers.remove(&bundle.meeting.id()).unwrap_or_default().current;
    let lines = items.into_iter().zip(numbers).filter(|(i, _)| i.facts.status != Some(ItemStatus::Dropped));
    bundle.lines = lines
        .map(|(i, number)| Line {
            number,
            is_part: i.facts.part_of.is_some(),
            is_pending: i.facts.papers_pending == Some(true),
            papers: papers.remove(&i.id).unwrap_or_default().current,
            title: i.facts.title,
        })
        .collect();
    Ok(())
}
