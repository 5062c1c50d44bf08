//! Frozen versions as they are served: the same bytes for ever, to whoever may see the record and everything in it.

use super::sees_all;
use crate::{
    agenda,
    cx::Actor,
    error::ActionError,
    view::{Reader, shown::Shown},
};
use genbo_domain::{base64, meeting::Meeting, record::Record};
use genbo_store::frozen::{self, Approval, Extract, FrozenPaper};

/// The frozen versions of a record.
#[derive(Debug)]
pub struct Versions {
    /// The record.
    pub record: Shown<Record>,
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The versions, the first first.
    pub papers: Vec<FrozenPaper>,
    /// Who approved them.
    pub approvals: Vec<Approval>,
    /// Certified extracts.
    pub extracts: Vec<Extract>,
    /// Whether some version has something in it that this reader may not see, and is left out.
    pub withheld: bool,
}

/// The frozen versions of the record of that slug or id, as far as the reader may see everything in them.
pub async fn versions(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Versions, ActionError> {
    let record: Shown<Record> = reader.find::<Record>(slug).await?.into();
    let meeting: Shown<Meeting> = reader.one::<Meeting>(record.facts.meeting.0).await?.into();
    let keeps = agenda::may(reader, actor, meeting.id()).await?;
    let mut papers = frozen::of_record(&mut reader.tx, record.id()).await?;
    papers.retain(|p| p.version.is_some());
    let all = papers.len();
    // What was frozen says what its keeper saw: others get it when they see all of that too.
    let sees_all = keeps || (all > 0 && sees_all(reader, meeting.id()).await?);
    papers.retain(|p| keeps || (sees_all && !p.restricted));
    let withheld = papers.len() < all;
    let mut approvals = frozen::approvals(&mut reader.tx, record.id()).await?;
    approvals.retain(|a| papers.iter().any(|p| p.id == a.paper));
    let mut extracts = frozen::extracts(&mut reader.tx, record.id()).await?;
    extracts.retain(|e| papers.iter().any(|p| p.id == e.paper));
    Ok(Versions { record, meeting, papers, approvals, extracts, withheld })
}

/// The records of a meeting that have a frozen version, each with the latest.
pub async fn frozen_of(
    reader: &mut Reader,
    meeting: genbo_domain::value::ThingId,
) -> Result<Vec<(genbo_domain::value::ThingId, i64)>, ActionError> {
    Ok(frozen::of_meeting(&mut reader.tx, meeting).await?)
}

/// The bytes of a file.
pub async fn bytes(reader: &mut Reader, hash: &str) -> Result<Vec<u8>, ActionError> {
    let file = frozen::file(&mut reader.tx, hash).await?;
    file.and_then(|(_, bytes)| base64::decode(&bytes)).ok_or(ActionError::NotFound)
}
