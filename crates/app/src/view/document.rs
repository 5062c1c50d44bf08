//! One document: who wrote it, what it rests on, where it was sent and came; and the list of documents.

use super::{
    Link, Names, Reader, choices,
    fact::{self, Doubts},
    matter::Ask,
    shown::{self, Shown},
};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    commission::Commission,
    item::Item,
    matter::{Dispatch, Document},
    noun::Noun,
    referral::{Answer, Referral},
    value::ThingId,
};
use genbo_store::{
    dated::{self, Dates, Wanted},
    listing::{HowMany, Only},
    row::{Find, Stored},
};

/// A document with everything that belongs to it.
#[derive(Debug)]
pub struct DocumentPage {
    /// The document.
    pub document: Shown<Document>,
    /// Where it was sent and came.
    pub dispatches: Vec<Shown<Dispatch>>,
    /// The decisions that rest on it.
    pub basis_of: Vec<Link>,
    /// The documents that rest on it.
    pub basis_of_documents: Vec<Link>,
    /// The referrals that it asks.
    pub asks: Vec<Link>,
    /// The referrals that it answers.
    pub answers: Vec<Link>,
    /// The commissions that led to it.
    pub closes: Vec<Link>,
    /// The names of what it refers to.
    pub names: Names,
    /// What is not plain.
    pub doubts: Doubts,
}

/// The document of that slug or id.
pub async fn document(reader: &mut Reader, slug: &str) -> Result<DocumentPage, ActionError> {
    let document: Shown<Document> = reader.find::<Document>(slug).await?.into();
    let id = [document.id()];
    let dispatches = shown::all(reader.by::<Dispatch>("document", &id).await?);
    let answers: Vec<Stored<Answer>> = reader.by("document", &id).await?;
    let answered: Vec<ThingId> = answers.iter().map(|a| a.facts.referral.0).collect();
    let mut page = DocumentPage {
        basis_of: links(&reader.by::<Item>("basis", &id).await?),
        basis_of_documents: links(&reader.by::<Document>("basis", &id).await?),
        asks: links(&reader.by::<Referral>("document", &id).await?),
        answers: links(&reader.load::<Referral>(Find::Ids(&answered)).await?),
        closes: links(&reader.by::<Commission>("closing_document", &id).await?),
        document,
        dispatches,
        names: Names::default(),
        doubts: Doubts::default(),
    };
    page.names = reader.names(references(&page)).await?;
    let mut subjects = vec![page.document.link.clone()];
    subjects.extend(page.dispatches.iter().map(|d| d.link.clone()));
    page.doubts = fact::doubts(reader, &subjects).await?;
    Ok(page)
}

fn links<N: Noun>(stored: &[Stored<N>]) -> Vec<Link> {
    stored.iter().map(Link::from).collect()
}

fn references(page: &DocumentPage) -> Vec<ThingId> {
    let f = &page.document.facts;
    let mut all: Vec<ThingId> = page.document.home.into_iter().collect();
    all.extend(ids![f.matter]);
    all.extend(ids![f.authors.clone(), f.commissioned_by.clone()]);
    all.extend(ids![f.signed_by.clone()]);
    all.extend(ids![f.certified_by]);
    all.extend(ids![f.extract_of]);
    all.extend(ids![f.basis.clone()]);
    for d in &page.dispatches {
        all.extend(ids![d.facts.sender]);
        all.extend(ids![d.facts.recipient]);
    }
    all
}

/// A list of documents.
#[derive(Debug, Default)]
pub struct Documents {
    /// The documents.
    pub rows: Vec<Shown<Document>>,
    /// How many there are in all.
    pub all: HowMany,
    /// The names of what they refer to.
    pub names: Names,
    /// The cooperations to choose from.
    pub cooperations: Vec<Link>,
}

/// The documents that are asked for, the latest first.
pub async fn documents(reader: &mut Reader, ask: &Ask) -> Result<Documents, ActionError> {
    let home = choices::cooperation(reader, ask.cooperation.as_deref()).await?;
    let author = match &ask.organisation {
        Some(slug) => Some(vec![choices::organisation(reader, slug).await?]),
        None => None,
    };
    let mut only: Vec<Only<'_>> = ask.word.iter().map(|w| Only::Word("kind", w)).collect();
    only.extend(author.iter().map(|ids| Only::Any("authors", ids)));
    let label = ask.text.as_deref().map(collation::key);
    let wanted = Wanted { dates: Dates::LatestFirst("date"), home, label: label.as_deref(), only: &only };
    let found = dated::page(&mut reader.tx, &reader.viewer, &Document::DEF, wanted, ask.part).await?;
    let rows =
        shown::all(choices::in_order(&found.ids, reader.load::<Document>(Find::Ids(&found.ids)).await?));
    let names = reader
        .names(rows.iter().flat_map(|d| {
            let mut all = ids![d.facts.authors.clone()];
            all.extend(ids![d.facts.matter]);
            all
        }))
        .await?;
    Ok(Documents { rows, all: found.all, names, cooperations: choices::cooperations(reader).await? })
}
