//! One § or point: what was decided and proposed, by whom, on what basis, sent to whom, and what came of it.

use super::{
    Link, Names, Reader,
    attendance::{self, Roll},
    duty::{self, CommissionLine},
    fact::{self, Doubts},
    meeting::{has_paragraphs, paragraph_of},
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::{
    body::Body,
    commission::{Commission, HomeRound, Implementation, Recommendation},
    decision::{Clause, Proposal, Stance, Statement},
    item::Item,
    matter::{Case, Dispatch, Document, Matter},
    meeting::Meeting,
    paragraphs::{Paragraph, ParagraphSet},
    record::Record,
    referral::{Answer, Referral},
    rewording::Rewording,
    value::ThingId,
    vote::{Ballot, Vote, VoteOption},
};
use genbo_store::row::{Find, Stored};

/// An item with everything that belongs to it.
#[derive(Debug)]
pub struct ItemPage {
    /// The item.
    pub item: Shown<Item>,
    /// Its § or point, if it is a number.
    pub paragraph: Option<Paragraph>,
    /// Its meeting.
    pub meeting: Shown<Meeting>,
    /// Whether it is a § of its body's series, and not a point of the meeting.
    pub has_paragraphs: bool,
    /// The items before and after it in its meeting.
    pub beside: (Option<Link>, Option<Link>),
    /// What was decided.
    pub clauses: Vec<Shown<Clause>>,
    /// What was proposed.
    pub proposals: Vec<Shown<Proposal>>,
    /// What persons had added.
    pub statements: Vec<Shown<Statement>>,
    /// Where members stood.
    pub stances: Vec<Shown<Stance>>,
    /// What was voted on.
    pub votes: Vec<(Shown<Vote>, Vec<Shown<Ballot>>)>,
    /// Other wordings that later meetings decided.
    pub rewordings: Vec<Shown<Rewording>>,
    /// The choices of votes between several.
    pub options: Vec<Shown<VoteOption>>,
    /// The matter that it belongs to, with its cases.
    pub matter: Option<(Shown<Matter>, Vec<Shown<Case>>)>,
    /// To whom it was sent.
    pub dispatches: Vec<Shown<Dispatch>>,
    /// Extracts of it.
    pub extracts: Vec<Shown<Document>>,
    /// The documents that it rests on.
    pub basis: Vec<Shown<Document>>,
    /// The records that cover it.
    pub records: Vec<Shown<Record>>,
    /// The commissions that it gave.
    pub commissions: Vec<CommissionLine>,
    /// The referrals that rest on it.
    pub referrals: Vec<Link>,
    /// The referrals that it answers.
    pub answers: Vec<Link>,
    /// What it recommended.
    pub recommendations: Vec<Shown<Recommendation>>,
    /// Questions that it sent home.
    pub sent_home: Vec<Link>,
    /// Questions that came back to it.
    pub came_back: Vec<Link>,
    /// How far members have carried it out.
    pub implementations: Vec<Shown<Implementation>>,
    /// The meetings that it set, moved or cancelled.
    pub meetings: Vec<Link>,
    /// Who was there at it.
    pub roll: Roll,
    /// The names of what it refers to.
    pub names: Names,
    /// What is not plain.
    pub doubts: Doubts,
}

/// The item of that slug or id.
pub async fn item(reader: &mut Reader, slug: &str) -> Result<ItemPage, ActionError> {
    let item: Shown<Item> = reader.find::<Item>(slug).await?.into();
    let id = [item.id()];
    let meeting: Shown<Meeting> = reader.one::<Meeting>(item.facts.meeting.0).await?.into();
    let paragraph = paragraph_of(&item.facts);
    let set = paragraph.and_then(|p| ParagraphSet::of(Paragraph::new(p.number())));
    let mut clauses = shown::all(reader.by::<Clause>("item", &id).await?);
    clauses.sort_by_key(|c| c.facts.number);
    let clause_ids = shown::ids_of(&clauses);
    let mut decided = id.to_vec();
    decided.extend(&clause_ids);
    let bodies: Vec<Stored<Body>> = reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?;
    let mut page = ItemPage {
        has_paragraphs: bodies.iter().any(|b| has_paragraphs(&b.facts)),
        beside: beside(reader, &item).await?,
        proposals: shown::all(reader.by("item", &id).await?),
        statements: shown::all(reader.by("item", &id).await?),
        stances: shown::all(reader.by("item", &id).await?),
        options: Vec::new(),
        rewordings: shown::all(reader.by("item", &id).await?),
        votes: votes(reader, &id).await?,
        matter: matter(reader, &item).await?,
        dispatches: shown::all(reader.by("item", &id).await?),
        extracts: shown::all(reader.by("extract_of", &id).await?),
        basis: shown::all(reader.load(Find::Ids(&ids![item.facts.basis.clone()])).await?),
        records: records(reader, &meeting, paragraph).await?,
        commissions: commissions(reader, &id, &clause_ids).await?,
        referrals: reader.by::<Referral>("decided_by", &id).await?.iter().map(Link::from).collect(),
        answers: answers(reader, &id).await?,
        recommendations: shown::all(reader.by("given_at", &id).await?),
        sent_home: reader.by::<HomeRound>("sent_by", &id).await?.iter().map(Link::from).collect(),
        came_back: reader.by::<HomeRound>("returned_at", &id).await?.iter().map(Link::from).collect(),
        implementations: shown::all(reader.by("decision", &decided).await?),
        meetings: reader.by::<Meeting>("decided_by", &id).await?.iter().map(Link::from).collect(),
        roll: attendance::roll(reader, meeting.id(), meeting.facts.when.as_ref(), set.as_ref()).await?,
        item,
        paragraph,
        meeting,
        clauses,
        names: Names::default(),
        doubts: Doubts::default(),
    };
    let votes: Vec<ThingId> = page.votes.iter().map(|(v, _)| v.id()).collect();
    page.options = shown::all(reader.by("vote", &votes).await?);
    page.names = reader.names(references(&page)).await?;
    page.doubts = fact::doubts(reader, &subjects(&page)).await?;
    Ok(page)
}

async fn beside(
    reader: &mut Reader,
    item: &Shown<Item>,
) -> Result<(Option<Link>, Option<Link>), ActionError> {
    let all: Vec<Link> =
        reader.by::<Item>("meeting", &[item.facts.meeting.0]).await?.iter().map(titled).collect();
    let at = all.iter().position(|l| l.id == item.id()).unwrap_or_default();
    Ok((at.checked_sub(1).and_then(|i| all.get(i).cloned()), all.get(at + 1).cloned()))
}

/// The item with its number before its title.
fn titled(item: &Stored<Item>) -> Link {
    let label = match &item.facts.number {
        Some(n) => format!("{n} {}", item.facts.title),
        None => item.facts.title.clone(),
    };
    Link { label, ..Link::from(item) }
}

async fn votes(
    reader: &mut Reader,
    item: &[ThingId],
) -> Result<Vec<(Shown<Vote>, Vec<Shown<Ballot>>)>, ActionError> {
    let votes = shown::all(reader.by::<Vote>("item", item).await?);
    let mut ballots = shown::all(reader.by::<Ballot>("vote", &shown::ids_of(&votes)).await?);
    let with_ballots = |vote: Shown<Vote>| {
        let own = ballots.extract_if(.., |b| b.facts.vote.0 == vote.id()).collect();
        (vote, own)
    };
    Ok(votes.into_iter().map(with_ballots).collect())
}

async fn matter(
    reader: &mut Reader,
    item: &Shown<Item>,
) -> Result<Option<(Shown<Matter>, Vec<Shown<Case>>)>, ActionError> {
    let Some(id) = item.facts.matter else { return Ok(None) };
    let Some(matter) = reader.load::<Matter>(Find::Ids(&[id.0])).await?.pop() else { return Ok(None) };
    let cases = shown::all(reader.by("matter", &[id.0]).await?);
    Ok(Some((matter.into(), cases)))
}

/// The meeting's records that cover the item: all those that do not say which §§ they cover, too.
async fn records(
    reader: &mut Reader,
    meeting: &Shown<Meeting>,
    paragraph: Option<Paragraph>,
) -> Result<Vec<Shown<Record>>, ActionError> {
    let mut records = shown::all(reader.by::<Record>("meeting", &[meeting.id()]).await?);
    records.retain(|r| match (&r.facts.paragraphs, paragraph) {
        (Some(set), Some(p)) => set.touches(&p),
        _ => true,
    });
    Ok(records)
}

async fn commissions(
    reader: &mut Reader,
    item: &[ThingId],
    clauses: &[ThingId],
) -> Result<Vec<CommissionLine>, ActionError> {
    let mut given: Vec<Stored<Commission>> = reader.by("clause", clauses).await?;
    for commission in reader.by::<Commission>("item", item).await? {
        if given.iter().all(|c| c.id != commission.id) {
            given.push(commission);
        }
    }
    duty::commissions(reader, given).await
}

async fn answers(reader: &mut Reader, item: &[ThingId]) -> Result<Vec<Link>, ActionError> {
    let answers: Vec<Stored<Answer>> = reader.by("decision", item).await?;
    let ids: Vec<ThingId> = answers.iter().map(|a| a.facts.referral.0).collect();
    Ok(reader.load::<Referral>(Find::Ids(&ids)).await?.iter().map(Link::from).collect())
}

fn references(page: &ItemPage) -> Vec<ThingId> {
    let f = &page.item.facts;
    let mut all: Vec<ThingId> = page.item.home.into_iter().collect();
    all.extend(ids![f.body, f.matter]);
    all.extend(ids![f.presenters.clone()]);
    all.extend(ids![page.meeting.facts.bodies.clone()]);
    all.extend(page.clauses.iter().flat_map(|c| ids![c.facts.addressees.clone()]));
    all.extend(page.proposals.iter().flat_map(|p| ids![p.facts.movers.clone()]));
    all.extend(page.statements.iter().flat_map(|s| ids![s.facts.persons.clone()]));
    all.extend(page.rewordings.iter().flat_map(|r| ids![r.facts.decided_at]));
    all.extend(page.stances.iter().map(|s| s.facts.member.0));
    all.extend(page.votes.iter().flat_map(|(_, b)| b.iter().map(|b| b.facts.person.0)));
    all.extend(page.matter.iter().flat_map(|(_, cases)| cases.iter().map(|c| c.facts.organisation.0)));
    all.extend(page.dispatches.iter().flat_map(|d| {
        let mut all = ids![d.facts.sender, d.facts.document];
        all.extend(ids![d.facts.recipient]);
        all
    }));
    all.extend(page.recommendations.iter().flat_map(|r| ids![Some(r.facts.to_body), r.facts.received_as]));
    all.extend(page.implementations.iter().flat_map(|i| {
        let mut all = ids![Some(i.facts.member)];
        all.extend(ids![i.facts.responsible]);
        all
    }));
    all
}

fn subjects(page: &ItemPage) -> Vec<Link> {
    let mut all = vec![page.item.link.clone()];
    all.extend(page.clauses.iter().map(|c| c.link.clone()));
    all.extend(page.dispatches.iter().map(|d| d.link.clone()));
    all
}
