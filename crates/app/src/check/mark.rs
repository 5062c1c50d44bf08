//! Marks: what rules say of the things of one page, where one is broken or at risk.
//!
//! Invariants: a mark exists only for who sees the finding behind it; no page checks more than a few cooperations for its
//! marks.

use super::{
    Told, findings,
    overview::{Concern, MOST_MARKED, at_home, of_bodies, of_organisation, sort},
};
use crate::{error::ActionError, view::Reader};
use genbo_domain::{cooperation::Cooperation, value::ThingId};
use genbo_rules::outcome::Outcome;
use genbo_store::{
    open_findings,
    row::{Find, Stored},
    thing::Viewer,
};
use std::{collections::HashSet, sync::Arc};

/// Whether a finding is about a thing: it is the subject, or the meeting that the subject belongs to.
fn is_about(told: &Told, thing: ThingId) -> bool {
    let subject = told.finding.subject;
    subject.thing == thing || subject.of == Some(thing) || told.meeting == Some(thing)
}

/// What is broken or at risk, for the things of one page.
#[derive(Debug, Default)]
pub struct Marks {
    told: Vec<Arc<Told>>,
}

impl Marks {
    /// What marks a thing: it is the subject, or the meeting that the subject belongs to. The most pressing first.
    pub fn of(&self, thing: ThingId) -> Vec<&Told> {
        self.told.iter().map(AsRef::as_ref).filter(|told| is_about(told, thing)).collect()
    }

    /// As [`Marks::of`], to be kept.
    pub fn about(&self, thing: ThingId) -> Vec<Arc<Told>> {
        self.told.iter().filter(|told| is_about(told, thing)).cloned().collect()
    }

    /// All of them, the most pressing first.
    pub fn all(&self) -> &[Arc<Told>] {
        &self.told
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }
}

/// Whether the viewer can see any findings at all: who is at home in no cooperation sees those that are published.
async fn sees_any(reader: &mut Reader) -> Result<bool, ActionError> {
    let outsider = match &reader.viewer {
        Viewer::Public => true,
        Viewer::Member(homes) => homes.is_empty(),
        Viewer::Keeper { member_of, keeps } => member_of.is_empty() && keeps.is_empty(),
        Viewer::All => false,
    };
    Ok(!outsider || open_findings::any(&mut reader.tx).await?)
}

/// The marks that those bodies' pages have, as far as the viewer sees findings.
pub async fn marks_of_bodies(reader: &mut Reader, bodies: &[ThingId]) -> Result<Marks, ActionError> {
    if bodies.is_empty() || !sees_any(reader).await? {
        return Ok(Marks::default());
    }
    let concern = of_bodies(reader, bodies).await?;
    marks(reader, &concern, true).await
}

/// The marks of an organisation's page.
pub async fn marks_of_organisation(reader: &mut Reader, id: ThingId) -> Result<Marks, ActionError> {
    if !sees_any(reader).await? {
        return Ok(Marks::default());
    }
    let concern = of_organisation(reader, id).await?;
    marks(reader, &concern, true).await
}

/// The marks of the cooperations that the viewer is at home in; of none, if they are many.
pub async fn marks_at_home(reader: &mut Reader) -> Result<Marks, ActionError> {
    let ids = at_home(&reader.viewer);
    marks_of_cooperations(reader, &ids).await
}

/// The marks of a page about those cooperations; of none, if they are many.
pub async fn marks_of_cooperations(reader: &mut Reader, ids: &[ThingId]) -> Result<Marks, ActionError> {
    if ids.is_empty() || ids.len() > MOST_MARKED || !sees_any(reader).await? {
        return Ok(Marks::default());
    }
    let concern = Concern {
        cooperations: ids.iter().copied().collect(),
        all_of: ids.iter().copied().collect(),
        things: HashSet::new(),
    };
    marks(reader, &concern, false).await
}

pub(super) async fn marks(reader: &mut Reader, concern: &Concern, only: bool) -> Result<Marks, ActionError> {
    let ids: Vec<ThingId> = concern.cooperations.iter().copied().collect();
    if ids.is_empty() {
        return Ok(Marks::default());
    }
    let cooperations: Vec<Stored<Cooperation>> = reader.load(Find::Ids(&ids)).await?;
    let mut told = findings(reader, &cooperations).await?;
    told.retain(|t| t.finding.answer.outcome >= Outcome::AtRisk && (!only || concern.has(t)));
    sort(&mut told);
    Ok(Marks { told })
}
