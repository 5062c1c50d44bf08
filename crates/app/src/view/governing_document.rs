//! Governing documents: what was agreed on, in which edition, who adopted it, and its sections in their order.

use super::{
    Link, Names, Reader, choices,
    fact::{self, Doubts},
    shown::{self, Shown},
};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    agreement::Agreement,
    cooperation::Cooperation,
    edtf::Edtf,
    governing_document::{Edition, GoverningDocument, Section},
    noun::Noun,
    plan::{CycleStep, Plan},
    project::Evaluation,
    value::ThingId,
};
use genbo_store::{
    listing::{self, HowMany, Only, Part},
    row::{Find, Stored},
    thing,
};
use jiff::civil::Date;

/// How many documents one page of the list has.
pub const PAGE: usize = 100;

/// Which documents are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// A word of the vocabulary of kinds.
    pub kind: Option<&'a str>,
    /// A word of the vocabulary of states.
    pub status: Option<&'a str>,
    /// Slug or id of the cooperation that owns it or is bound by it.
    pub cooperation: Option<&'a str>,
    /// Text that the title must contain.
    pub q: Option<&'a str>,
    /// Which page, from 0.
    pub page: usize,
}

/// A page of the list of documents.
#[derive(Debug)]
pub struct Documents {
    /// The documents, by title.
    pub documents: Vec<DocumentLine>,
    /// How many there are in all.
    pub all: HowMany,
    /// The cooperations to choose from.
    pub cooperations: Vec<Link>,
    /// Everything that these refer to.
    pub names: Names,
}

/// A document in a list.
#[derive(Debug)]
pub struct DocumentLine {
    /// The document.
    pub document: Shown<GoverningDocument>,
    /// When it shall be looked at again.
    pub review: Review,
}

/// When a document shall be looked at again, as of a day.
#[derive(Debug, Clone, PartialEq)]
pub enum Review {
    /// No day is known.
    Missing,
    /// The last day for it is past; with its date.
    Past(Edtf),
    /// It is to come; with its date.
    ToCome(Edtf),
}

impl Review {
    /// Where a review date lies as of a day: past from the day after its last day.
    pub fn of(review: Option<&Edtf>, today: Date) -> Review {
        match review {
            None => Review::Missing,
            Some(date) if date.last().is_some_and(|last| last.date() < today) => Review::Past(date.clone()),
            Some(date) => Review::ToCome(date.clone()),
        }
    }
}

/// The documents that are asked for.
pub async fn documents(reader: &mut Reader, wanted: &Wanted<'_>) -> Result<Documents, ActionError> {
    let mut only = Vec::new();
    if let Some(kind) = wanted.kind {
        only.push(Only::Word("kind", kind));
    }
    if let Some(status) = wanted.status {
        only.push(Only::Word("status", status));
    }
    let owner = match wanted.cooperation {
        Some(slug) => Some([thing::find(&mut reader.tx, &reader.viewer, Cooperation::NAME, slug).await?.id]),
        None => None,
    };
    if let Some(owner) = &owner {
        only.push(Only::Any("owner", owner));
    }
    let label = wanted.q.map(collation::key);
    let part = Part { offset: wanted.page.saturating_mul(PAGE), limit: PAGE };
    let def = &GoverningDocument::DEF;
    let found =
        listing::page(&mut reader.tx, &reader.viewer, def, label.as_deref(), &only, None, part).await?;
    let mut rows: Vec<Stored<GoverningDocument>> = reader.load(Find::Ids(&found.ids)).await?;
    rows.sort_by_cached_key(|d| found.ids.iter().position(|id| *id == d.id));
    let names =
        reader.names(rows.iter().flat_map(|d| ids![Some(d.facts.owner), d.facts.adopted_by.clone()])).await?;
    let today = reader.today;
    let line = |d: Stored<GoverningDocument>| DocumentLine {
        review: Review::of(d.facts.review.as_ref(), today),
        document: d.into(),
    };
    let documents = rows.into_iter().map(line).collect();
    Ok(Documents { documents, all: found.all, cooperations: choices::cooperations(reader).await?, names })
}

/// A document with everything that belongs to it.
#[derive(Debug)]
pub struct DocumentPage {
    /// The document.
    pub document: Shown<GoverningDocument>,
    /// When it shall be looked at again.
    pub review: Review,
    /// Its editions, the latest first.
    pub editions: Vec<Shown<Edition>>,
    /// Its sections, in order.
    pub sections: Vec<Shown<Section>>,
    /// The plans that it holds.
    pub plans: Vec<Link>,
    /// The agreements that it is the document of.
    pub agreements: Vec<Link>,
    /// The documents that replaced it.
    pub successors: Vec<Link>,
    /// The steps in which it is made.
    pub steps: Vec<Shown<CycleStep>>,
    /// Evaluations of it.
    pub evaluations: Vec<Shown<Evaluation>>,
    /// What is not plain about it and its sections.
    pub doubts: Doubts,
    /// Everything that these refer to.
    pub names: Names,
}

/// The document of that slug.
pub async fn document(reader: &mut Reader, slug: &str) -> Result<DocumentPage, ActionError> {
    let document: Stored<GoverningDocument> = reader.find(slug).await?;
    let id = [document.id];
    let mut editions: Vec<Stored<Edition>> = reader.by("governing_document", &id).await?;
    editions.sort_by_cached_key(|e| std::cmp::Reverse(e.facts.date.sort_key()));
    let sections: Vec<Stored<Section>> = reader.by("governing_document", &id).await?;
    let plans: Vec<Stored<Plan>> = reader.by("document", &id).await?;
    let agreements: Vec<Stored<Agreement>> = reader.by("document", &id).await?;
    let successors: Vec<Stored<GoverningDocument>> = reader.by("predecessor", &id).await?;
    let steps: Vec<Stored<CycleStep>> = reader.by("documents", &id).await?;
    let evaluations: Vec<Stored<Evaluation>> = reader.by("subject", &id).await?;
    let mut about = vec![Link::from(&document)];
    about.extend(sections.iter().map(Link::from));
    let doubts = fact::doubts(reader, &about).await?;
    let f = &document.facts;
    let mut wanted: Vec<ThingId> = ids![
        Some(f.owner),
        f.parties.clone(),
        f.adopted_by.clone(),
        f.adopted_at.clone(),
        f.responsible.clone(),
        f.predecessor,
    ];
    wanted.extend(editions.iter().flat_map(|e| ids![e.facts.agreed_by.clone()]));
    wanted.extend(sections.iter().flat_map(|s| ids![s.facts.about.clone()]));
    wanted.extend(steps.iter().flat_map(|s| ids![s.facts.actor]));
    wanted.extend(evaluations.iter().flat_map(|e| ids![e.facts.by]));
    let names = reader.names(wanted).await?;
    Ok(DocumentPage {
        review: Review::of(f.review.as_ref(), reader.today),
        editions: shown::all(editions),
        sections: shown::all(sections),
        plans: plans.iter().map(Link::from).collect(),
        agreements: agreements.iter().map(Link::from).collect(),
        successors: successors.iter().map(Link::from).collect(),
        steps: shown::all(steps),
        evaluations: shown::all(evaluations),
        doubts,
        names,
        document: document.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_review_is_past_from_the_day_after_its_last_day() {
        let when: Edtf = "2022-09".parse().unwrap();
        assert_eq!(Review::of(Some(&when), date(2022, 9, 30)), Review::ToCome(when.clone()));
        assert_eq!(Review::of(Some(&when), date(2022, 10, 1)), Review::Past(when));
        assert_eq!(Review::of(None, date(2022, 10, 1)), Review::Missing);
    }
}
