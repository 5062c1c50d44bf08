//! Areas of cooperation as a pipeline: how far each has come, and the cooperations that have named none.

use super::{
    Link, Names, Reader,
    fact::{self, Doubts},
    shown::{self, Shown},
};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    agreement::{Area, AreaStage},
    cooperation::Cooperation,
    governing_document::{GoverningDocument, GoverningDocumentKind},
    plan::Activity,
    project::Evaluation,
    value::ThingId,
};
use genbo_store::row::{Find, Stored};

/// The stages, in the order in which an area passes them; `Ended` stands apart.
pub const STAGES: [AreaStage; 10] = [
    AreaStage::Proposed,
    AreaStage::Analysed,
    AreaStage::Prioritised,
    AreaStage::InDialogue,
    AreaStage::Decided,
    AreaStage::LetterOfIntent,
    AreaStage::BeingEstablished,
    AreaStage::Established,
    AreaStage::FollowedUp,
    AreaStage::Ended,
];

/// The pipeline of one cooperation.
#[derive(Debug)]
pub struct Pipeline {
    /// The cooperation.
    pub cooperation: Link,
    /// Its areas: by priority, then in the order of the source.
    pub areas: Vec<Shown<Area>>,
    /// Documents that tell how areas are chosen.
    pub methods: Vec<Link>,
}

/// All pipelines.
#[derive(Debug)]
pub struct Pipelines {
    /// Those of cooperations with areas, or with a method for choosing them, by name.
    pub pipelines: Vec<Pipeline>,
    /// Cooperations with neither.
    pub others: Vec<Link>,
    /// Everything that these refer to.
    pub names: Names,
}

/// The pipelines that the viewer sees.
pub async fn pipelines(reader: &mut Reader) -> Result<Pipelines, ActionError> {
    let mut cooperations: Vec<Stored<Cooperation>> = reader.load(Find::All).await?;
    cooperations.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
    let owners: Vec<ThingId> = cooperations.iter().map(|c| c.id).collect();
    let mut areas: Vec<Stored<Area>> = reader.by("cooperation", &owners).await?;
    areas.sort_by_key(|a| a.facts.priority.unwrap_or(i64::MAX));
    let documents: Vec<Stored<GoverningDocument>> = reader.by("owner", &owners).await?;
    let names = reader.names(areas.iter().flat_map(area_names)).await?;
    let (mut pipelines, mut others) = (Vec::new(), Vec::new());
    for cooperation in &cooperations {
        let is_method = |d: &&Stored<GoverningDocument>| {
            d.facts.owner.0 == cooperation.id && d.facts.kind == Some(GoverningDocumentKind::Method)
        };
        let methods: Vec<Link> = documents.iter().filter(is_method).map(Link::from).collect();
        let own = areas.iter().filter(|a| a.facts.cooperation.0 == cooperation.id).cloned();
        let areas = shown::all(own.collect());
        let link = Link::from(cooperation);
        if areas.is_empty() && methods.is_empty() {
            others.push(link);
        } else {
            pipelines.push(Pipeline { cooperation: link, areas, methods });
        }
    }
    pipelines.sort_by_cached_key(|p| (p.areas.is_empty(), collation::key(&p.cooperation.label)));
    Ok(Pipelines { pipelines, others, names })
}

fn area_names(area: &Stored<Area>) -> Vec<ThingId> {
    let f = &area.facts;
    let mut wanted: Vec<ThingId> = ids![Some(f.cooperation)];
    wanted.extend(ids![f.letter_of_intent]);
    wanted.extend(ids![f.decided_by.clone()]);
    wanted.extend(ids![f.established_by]);
    wanted.extend(ids![f.cost_key]);
    wanted.extend(ids![f.visible_in.clone()]);
    wanted
}

/// An area with everything that belongs to it.
#[derive(Debug)]
pub struct AreaPage {
    /// The area.
    pub area: Shown<Area>,
    /// What plans do in it.
    pub activities: Vec<Shown<Activity>>,
    /// Evaluations of it.
    pub evaluations: Vec<Shown<Evaluation>>,
    /// What is not plain about it.
    pub doubts: Doubts,
    /// Everything that these refer to.
    pub names: Names,
}

/// The area of that slug.
pub async fn area(reader: &mut Reader, slug: &str) -> Result<AreaPage, ActionError> {
    let area: Stored<Area> = reader.find(slug).await?;
    let activities: Vec<Stored<Activity>> = reader.by("area", &[area.id]).await?;
    let evaluations: Vec<Stored<Evaluation>> = reader.by("subject", &[area.id]).await?;
    let doubts = fact::doubts(reader, &[Link::from(&area)]).await?;
    let mut wanted = area_names(&area);
    wanted.extend(activities.iter().map(|a| a.facts.plan.0));
    wanted.extend(evaluations.iter().flat_map(|e| ids![e.facts.by]));
    let names = reader.names(wanted).await?;
    Ok(AreaPage {
        area: area.into(),
        activities: shown::all(activities),
        evaluations: shown::all(evaluations),
        doubts,
        names,
    })
}
