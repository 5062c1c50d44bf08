//! One matter across organisations: each one's case, the documents, what was sent and came, the decisions in order.

use super::{
    Link, Names, Reader,
    chain::{self, Chain},
    choices,
    duty::{self, CommissionLine, ReferralLine},
    fact::{self, Doubts},
    shown::{self, Shown},
};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    commission::{Commission, HomeRound},
    item::Item,
    matter::{Case, Dispatch, Document, Matter},
    noun::Noun,
    referral::Referral,
    value::ThingId,
};
use genbo_store::{
    dated::{self, Dates, Wanted},
    listing::{HowMany, Only, Part},
    row::Find,
};

/// A matter with everything that belongs to it.
#[derive(Debug)]
pub struct MatterPage {
    /// The matter.
    pub matter: Shown<Matter>,
    /// Each organisation's case.
    pub cases: Vec<Shown<Case>>,
    /// Its documents.
    pub documents: Vec<Shown<Document>>,
    /// What was sent to whom.
    pub dispatches: Vec<Shown<Dispatch>>,
    /// What happened in order, over organisations.
    pub chain: Chain,
    /// Its referrals with each addressee's state.
    pub referrals: Vec<ReferralLine>,
    /// Its commissions.
    pub commissions: Vec<CommissionLine>,
    /// Questions that members took home.
    pub home_rounds: Vec<Shown<HomeRound>>,
    /// The names of what it refers to.
    pub names: Names,
    /// What is not plain.
    pub doubts: Doubts,
}

/// The matter of that slug or id.
pub async fn matter(reader: &mut Reader, slug: &str) -> Result<MatterPage, ActionError> {
    let matter: Shown<Matter> = reader.find::<Matter>(slug).await?.into();
    let id = [matter.id()];
    let cases = shown::all(reader.by::<Case>("matter", &id).await?);
    let documents = shown::all(reader.by::<Document>("matter", &id).await?);
    let dispatches = shown::all(reader.by::<Dispatch>("matter", &id).await?);
    let items: Vec<Shown<Item>> = shown::all(reader.by("matter", &id).await?);
    let referrals: Vec<_> = reader.by::<Referral>("matter", &id).await?;
    let home_rounds: Vec<Shown<HomeRound>> = shown::all(reader.by("matter", &id).await?);
    let commissions = reader.by::<Commission>("matter", &id).await?;
    let sources = chain::Sources {
        matter: &matter,
        cases: &cases,
        items,
        documents: &documents,
        dispatches: &dispatches,
        referrals: shown::all(referrals.clone()),
        home_rounds: &home_rounds,
    };
    let chain = chain::chain(reader, sources).await?;
    let mut page = MatterPage {
        chain,
        referrals: duty::referrals(reader, referrals).await?,
        commissions: duty::commissions(reader, commissions).await?,
        matter,
        cases,
        documents,
        dispatches,
        home_rounds,
        names: Names::default(),
        doubts: Doubts::default(),
    };
    page.names = reader.names(references(&page)).await?;
    page.doubts = fact::doubts(reader, &subjects(&page)).await?;
    Ok(page)
}

fn references(page: &MatterPage) -> Vec<ThingId> {
    let m = &page.matter.facts;
    let mut all: Vec<ThingId> = page.matter.home.into_iter().collect();
    all.extend(ids![m.initiated_by]);
    all.extend(ids![m.owner]);
    for case in &page.cases {
        all.push(case.facts.organisation.0);
        all.extend(ids![case.facts.officer]);
    }
    for d in &page.documents {
        all.extend(ids![d.facts.authors.clone()]);
    }
    for d in &page.dispatches {
        all.extend(ids![d.facts.sender]);
        all.extend(ids![d.facts.recipient]);
        all.extend(ids![d.facts.document]);
        all.extend(ids![d.facts.item]);
    }
    all.extend(page.home_rounds.iter().flat_map(|h| ids![h.facts.sent_by, h.facts.returned_at]));
    all
}

fn subjects(page: &MatterPage) -> Vec<Link> {
    let mut all = vec![page.matter.link.clone()];
    all.extend(page.cases.iter().map(|c| c.link.clone()));
    all.extend(page.documents.iter().map(|d| d.link.clone()));
    all.extend(page.dispatches.iter().map(|d| d.link.clone()));
    all.extend(page.referrals.iter().map(|r| r.link.clone()));
    all
}

/// Which matters or documents are asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Slug or id of a cooperation.
    pub cooperation: Option<String>,
    /// Slug or id of an organisation that has a case.
    pub organisation: Option<String>,
    /// A word of its status or kind.
    pub word: Option<String>,
    /// Part of its title.
    pub text: Option<String>,
    /// Which part.
    pub part: Part,
}

/// A list of matters.
#[derive(Debug, Default)]
pub struct Matters {
    /// The matters with their cases.
    pub rows: Vec<(Shown<Matter>, Vec<Shown<Case>>)>,
    /// How many there are in all.
    pub all: HowMany,
    /// The names of what they refer to.
    pub names: Names,
    /// The cooperations to choose from.
    pub cooperations: Vec<Link>,
}

/// The matters that are asked for, the latest first.
pub async fn matters(reader: &mut Reader, ask: &Ask) -> Result<Matters, ActionError> {
    let home = choices::cooperation(reader, ask.cooperation.as_deref()).await?;
    let of_organisation = match &ask.organisation {
        Some(slug) => {
            let organisation = choices::organisation(reader, slug).await?;
            let cases = reader.by::<Case>("organisation", &[organisation]).await?;
            Some(cases.iter().map(|c| c.facts.matter.0).collect::<Vec<_>>())
        }
        None => None,
    };
    let mut only: Vec<Only<'_>> = ask.word.iter().map(|w| Only::Word("status", w)).collect();
    only.extend(of_organisation.iter().map(|ids| Only::Ids(ids)));
    let label = ask.text.as_deref().map(collation::key);
    let wanted = Wanted { dates: Dates::LatestFirst("opened"), home, label: label.as_deref(), only: &only };
    let found = dated::page(&mut reader.tx, &reader.viewer, &Matter::DEF, wanted, ask.part).await?;
    let matters = choices::in_order(&found.ids, reader.load::<Matter>(Find::Ids(&found.ids)).await?);
    let ids = matters.iter().map(|m| m.id).collect::<Vec<_>>();
    let mut cases = shown::all(reader.by::<Case>("matter", &ids).await?);
    let mut wanted: Vec<ThingId> = cases.iter().map(|c| c.facts.organisation.0).collect();
    wanted.extend(matters.iter().flat_map(|m| ids![m.facts.owner]));
    let rows = shown::all(matters)
        .into_iter()
        .map(|m| {
            let own = cases.extract_if(.., |c| c.facts.matter.0 == m.id()).collect();
            (m, own)
        })
        .collect();
    Ok(Matters {
        rows,
        all: found.all,
        names: reader.names(wanted).await?,
        cooperations: choices::cooperations(reader).await?,
    })
}
