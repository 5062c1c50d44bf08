//! The decision chain: what happened to a matter in which organisation, what led to what, and what is still open.
//!
//! A picture and a list are made from the same steps, so that they say the same.

use super::{Link, Names, Reader, meeting::has_paragraphs, shown::Shown};
use crate::{error::ActionError, ids};
use genbo_domain::{
    body::Body,
    commission::HomeRound,
    cooperation::Cooperation,
    edtf::Edtf,
    item::Item,
    matter::{Case, Dispatch, Document, Matter},
    meeting::Meeting,
    post::Post,
    referral::{
        Answer, Referral, ReferralAddressee,
        state::{self, AddresseeState},
    },
    value::ThingId,
};
use genbo_store::row::{Find, Stored};
use std::collections::HashMap;

/// What a chain is made from.
pub(super) struct Sources<'a> {
    pub(super) matter: &'a Shown<Matter>,
    pub(super) cases: &'a [Shown<Case>],
    pub(super) items: Vec<Shown<Item>>,
    pub(super) documents: &'a [Shown<Document>],
    pub(super) dispatches: &'a [Shown<Dispatch>],
    pub(super) referrals: Vec<Shown<Referral>>,
    pub(super) home_rounds: &'a [Shown<HomeRound>],
}

/// A matter's way through organisations.
#[derive(Debug, Default)]
pub struct Chain {
    /// An organisation or body each, the owner's first.
    pub lanes: Vec<Lane>,
    /// What happened, by date; what has no date comes last.
    pub steps: Vec<Step>,
    /// What led to what, as places in `steps`.
    pub links: Vec<(usize, usize)>,
    /// Last days of its referrals.
    pub last_days: Vec<Edtf>,
}

/// An organisation or body.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// Which.
    pub link: Link,
    /// Whose it is, or which of its bodies act.
    pub detail: Vec<String>,
    /// Its own case number of the matter.
    pub number: Option<String>,
}

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// A body decided or dealt with it.
    Decision,
    /// A body discussed it without deciding.
    Consultation,
    /// A document was written.
    Document,
    /// A document came to somebody.
    Received,
    /// Somebody has yet to answer.
    Open,
    /// Somebody has not answered, and the last day is past.
    Late,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// The item, document or referral.
    pub link: Link,
    /// When; for an open answer, when it was asked.
    pub when: Option<Edtf>,
    /// The last day of an open answer.
    pub last: Option<Edtf>,
    /// Its place in the chain's lanes.
    pub lane: usize,
    /// § or document number.
    pub number: Option<String>,
    /// Whether that number is a § of its body's series, and not a point of a meeting.
    pub is_paragraph: bool,
    /// What it is about.
    pub title: String,
    /// What happened, in short.
    pub text: Option<String>,
    /// Whether only another document mentions it.
    pub second_hand: bool,
    /// Whether it lies after the day.
    pub ahead: bool,
}

/// Whose lanes there are: parties, bodies and posts by id.
struct Parties {
    names: Names,
    bodies: HashMap<ThingId, Stored<Body>>,
    posts: HashMap<ThingId, Stored<Post>>,
    owner: Option<ThingId>,
    /// The owner's other face: its legal person, or the cooperation that it is.
    same_as_owner: Vec<ThingId>,
}

impl Parties {
    fn party(&self, id: ThingId) -> ThingId {
        match self.owner {
            Some(owner) if self.same_as_owner.contains(&id) => owner,
            _ => id,
        }
    }
    /// The lane of whoever acts, with a second line.
    fn lane_of(&self, who: ThingId) -> Option<(ThingId, Option<String>)> {
        if let Some(body) = self.bodies.get(&who) {
            let party = self.party(body.facts.owner.0);
            return Some(if Some(party) == self.owner {
                (who, self.names.get(party).map(|l| l.label))
            } else {
                (party, Some(body.facts.name.clone()))
            });
        }
        if let Some(post) = self.posts.get(&who) {
            return Some((self.party(post.facts.owner.0), Some(post.facts.title.clone())));
        }
        let party = self.party(who);
        self.names.get(party).map(|_| (party, None))
    }
}

struct Builder {
    parties: Parties,
    lanes: Vec<Lane>,
    steps: Vec<Step>,
    numbers: HashMap<ThingId, String>,
}

impl Builder {
    /// The place of somebody's lane, which is made if it is new.
    fn lane(&mut self, who: ThingId) -> Option<usize> {
        let (key, detail) = self.parties.lane_of(who)?;
        let at = match self.lanes.iter().position(|l| l.link.id == key) {
            Some(at) => at,
            None => {
                let link = self.parties.names.get(key)?;
                let number = self.numbers.get(&key).cloned();
                self.lanes.push(Lane { link, detail: Vec::new(), number });
                self.lanes.len() - 1
            }
        };
        if let Some(detail) = detail.filter(|d| !self.lanes[at].detail.contains(d)) {
            self.lanes[at].detail.push(detail);
        }
        Some(at)
    }
}

/// The chain of a matter.
pub(super) async fn chain(reader: &mut Reader, sources: Sources<'_>) -> Result<Chain, ActionError> {
    let meetings = meetings(reader, &sources.items).await?;
    let referral_ids: Vec<ThingId> = sources.referrals.iter().map(Shown::id).collect();
    let addressees: Vec<Stored<ReferralAddressee>> = reader.by("referral", &referral_ids).await?;
    let answers: Vec<Stored<Answer>> = reader.by("referral", &referral_ids).await?;
    let parties = parties(reader, &sources, &meetings, &addressees).await?;
    let numbers = sources
        .cases
        .iter()
        .filter_map(|c| Some((parties.party(c.facts.organisation.0), c.facts.number.clone()?)))
        .collect();
    let mut b = Builder { parties, lanes: Vec::new(), steps: Vec::new(), numbers };
    items(&mut b, &sources.items, &meetings);
    documents(&mut b, sources.documents);
    received(&mut b, &sources);
    open(&mut b, &sources, &addressees, &answers, reader);
    for step in &mut b.steps {
        step.ahead = step.when.as_ref().and_then(Edtf::first).is_some_and(|f| f.date() > reader.today);
    }
    b.steps.sort_by_cached_key(|s| {
        let open = matches!(s.kind, StepKind::Open | StepKind::Late);
        (open, s.when.as_ref().map_or("X".to_owned(), Edtf::sort_key), s.link.slug.clone())
    });
    let links = links(&b.steps, &sources, &answers);
    let last_days = sources.referrals.iter().filter_map(|r| r.facts.due.clone()).collect();
    Ok(in_order(Chain { lanes: b.lanes, steps: b.steps, links, last_days }, b.parties.owner))
}

async fn meetings(
    reader: &mut Reader,
    items: &[Shown<Item>],
) -> Result<HashMap<ThingId, Stored<Meeting>>, ActionError> {
    let ids: Vec<ThingId> = items.iter().map(|i| i.facts.meeting.0).collect();
    let meetings: Vec<Stored<Meeting>> = reader.load(Find::Ids(&ids)).await?;
    Ok(meetings.into_iter().map(|m| (m.id, m)).collect())
}

async fn parties(
    reader: &mut Reader,
    sources: &Sources<'_>,
    meetings: &HashMap<ThingId, Stored<Meeting>>,
    addressees: &[Stored<ReferralAddressee>],
) -> Result<Parties, ActionError> {
    let owner = sources.matter.facts.owner.map(|o| o.0);
    let owners: Vec<ThingId> = owner.into_iter().collect();
    let mut cooperations: Vec<Stored<Cooperation>> = reader.load(Find::Ids(&owners)).await?;
    cooperations.extend(reader.by::<Cooperation>("organisation", &owners).await?);
    let same_as_owner =
        cooperations.iter().flat_map(|c| std::iter::once(c.id).chain(ids![c.facts.organisation])).collect();
    let mut who: Vec<ThingId> = owners;
    for item in &sources.items {
        who.extend(ids![item.facts.body]);
    }
    who.extend(meetings.values().flat_map(|m| ids![m.facts.bodies.clone()]));
    who.extend(sources.documents.iter().flat_map(|d| ids![d.facts.authors.clone()]));
    who.extend(sources.dispatches.iter().flat_map(|d| ids![d.facts.recipient]));
    who.extend(addressees.iter().map(|a| a.facts.organisation.0));
    let bodies: Vec<Stored<Body>> = reader.load(Find::Ids(&who)).await?;
    let posts: Vec<Stored<Post>> = reader.load(Find::Ids(&who)).await?;
    who.extend(bodies.iter().map(|b| b.facts.owner.0));
    who.extend(posts.iter().map(|p| p.facts.owner.0));
    Ok(Parties {
        names: reader.names(who).await?,
        bodies: bodies.into_iter().map(|b| (b.id, b)).collect(),
        posts: posts.into_iter().map(|p| (p.id, p)).collect(),
        owner,
        same_as_owner,
    })
}

fn items(b: &mut Builder, items: &[Shown<Item>], meetings: &HashMap<ThingId, Stored<Meeting>>) {
    for item in items {
        let Some(meeting) = meetings.get(&item.facts.meeting.0) else { continue };
        let body = item.facts.body.or(meeting.facts.bodies.first().copied());
        let Some(lane) = body.and_then(|body| b.lane(body.0)) else { continue };
        let discussed = matches!(
            item.facts.kind.map(|k| k.as_str()),
            Some("discussion" | "information" | "notification")
        );
        b.steps.push(Step {
            kind: if discussed { StepKind::Consultation } else { StepKind::Decision },
            link: item.link.clone(),
            when: meeting.facts.when.clone(),
            last: None,
            lane,
            number: item.facts.number.clone(),
            is_paragraph: body
                .and_then(|body| b.parties.bodies.get(&body.0))
                .is_some_and(|body| has_paragraphs(&body.facts)),
            title: item.facts.title.clone(),
            text: item.facts.summary.as_ref().map(|p| p.0.clone()),
            second_hand: item.is_second_hand(),
            ahead: false,
        });
    }
}

fn documents(b: &mut Builder, documents: &[Shown<Document>]) {
    for document in documents.iter().filter(|d| d.facts.date.is_some()) {
        let Some(lane) = document.facts.authors.first().and_then(|a| b.lane(a.0)) else { continue };
        b.steps.push(Step {
            kind: StepKind::Document,
            link: document.link.clone(),
            when: document.facts.date.clone(),
            last: None,
            lane,
            number: document.facts.number.clone(),
            is_paragraph: false,
            title: document.facts.title.clone(),
            text: document.facts.summary.as_ref().map(|p| p.0.clone()),
            second_hand: document.is_second_hand(),
            ahead: false,
        });
    }
}

fn received(b: &mut Builder, sources: &Sources<'_>) {
    for dispatch in sources.dispatches.iter().filter(|d| d.facts.received.is_some()) {
        let Some(lane) = dispatch.facts.recipient.and_then(|r| b.lane(r.0)) else { continue };
        let document = dispatch.facts.document.and_then(|d| sources.documents.iter().find(|x| x.id() == d.0));
        b.steps.push(Step {
            kind: StepKind::Received,
            link: document.map_or_else(|| dispatch.link.clone(), |d| d.link.clone()),
            when: dispatch.facts.received.clone(),
            last: None,
            lane,
            number: dispatch.facts.received_number.clone(),
            is_paragraph: false,
            title: document.map_or_else(|| dispatch.link.label.clone(), |d| d.facts.title.clone()),
            text: None,
            second_hand: dispatch.is_second_hand(),
            ahead: false,
        });
    }
}

fn open(
    b: &mut Builder,
    sources: &Sources<'_>,
    addressees: &[Stored<ReferralAddressee>],
    answers: &[Stored<Answer>],
    reader: &Reader,
) {
    for addressee in addressees {
        let Some(referral) = sources.referrals.iter().find(|r| r.id() == addressee.facts.referral.0) else {
            continue;
        };
        let answer = answers.iter().find(|a| {
            a.facts.referral == addressee.facts.referral
                && a.facts.organisation == addressee.facts.organisation
        });
        let state = state::state(&referral.facts, &addressee.facts, answer.map(|a| &a.facts), reader.today);
        let Some(lane) = b.lane(addressee.facts.organisation.0) else { continue };
        let kind = match state {
            AddresseeState::Open => StepKind::Open,
            AddresseeState::Late => StepKind::Late,
            AddresseeState::Answered | AddresseeState::Withdrawn => continue,
        };
        let document = referral.facts.document.and_then(|d| sources.documents.iter().find(|x| x.id() == d.0));
        let sent = referral.facts.sent.clone().or_else(|| document.and_then(|d| d.facts.date.clone()));
        b.steps.push(Step {
            kind,
            link: referral.link.clone(),
            when: sent,
            last: state::last_day(&referral.facts, &addressee.facts).cloned(),
            lane,
            number: None,
            is_paragraph: false,
            title: referral.facts.title.clone(),
            text: None,
            second_hand: false,
            ahead: false,
        });
    }
}

/// What led to what: decisions of one body in order; a decision to its letter; a letter to each answer; an answer to its
/// receipt; a question sent home to the item at which it came back.
fn links(steps: &[Step], sources: &Sources<'_>, answers: &[Stored<Answer>]) -> Vec<(usize, usize)> {
    let mut links: Vec<(usize, usize)> = Vec::new();
    let at = |id: ThingId| steps.iter().position(|s| s.link.id == id && s.kind != StepKind::Received);
    let mut add = |from: Option<usize>, to: Option<usize>| {
        if let (Some(from), Some(to)) = (from, to)
            && from != to
            && !links.contains(&(from, to))
        {
            links.push((from, to));
        }
    };
    let decided = |s: &Step| s.kind == StepKind::Decision;
    for (i, step) in steps.iter().enumerate().filter(|(_, s)| decided(s)) {
        add(Some(i), (i + 1..steps.len()).find(|j| decided(&steps[*j]) && steps[*j].lane == step.lane));
    }
    for referral in &sources.referrals {
        let letter = referral.facts.document.and_then(|d| at(d.0));
        add(referral.facts.decided_by.and_then(|i| at(i.0)), letter);
        for (i, _) in steps.iter().enumerate().filter(|(_, s)| s.link.id == referral.id()) {
            add(letter, Some(i));
        }
        for answer in answers.iter().filter(|a| a.facts.referral.0 == referral.id()) {
            add(letter, answer.facts.decision.and_then(|d| at(d.0)));
        }
    }
    for dispatch in sources.dispatches {
        let came = steps.iter().position(|s| {
            s.kind == StepKind::Received
                && s.when == dispatch.facts.received
                && dispatch.facts.document.is_some_and(|d| d.0 == s.link.id)
        });
        let from = dispatch.facts.item.and_then(|i| at(i.0));
        add(from.or(dispatch.facts.document.and_then(|d| at(d.0))), came);
    }
    for round in sources.home_rounds {
        let end = |item: Option<genbo_domain::noun::To<Item>>| item.and_then(|i| at(i.0));
        add(end(round.facts.sent_by), end(round.facts.returned_at));
    }
    links
}

/// The owner's lanes first, then those in which something happened, then those that have yet to answer.
fn in_order(mut chain: Chain, owner: Option<ThingId>) -> Chain {
    let first_step = |lane: usize| chain.steps.iter().position(|s| s.lane == lane).unwrap_or(usize::MAX);
    let owners = |lane: usize| {
        let l = &chain.lanes[lane];
        Some(l.link.id) == owner || (l.link.noun == "body")
    };
    let mut order: Vec<usize> = (0..chain.lanes.len()).collect();
    order.sort_by_key(|lane| (!owners(*lane), first_step(*lane)));
    chain.lanes = order.iter().map(|lane| chain.lanes[*lane].clone()).collect();
    for step in &mut chain.steps {
        step.lane = order.iter().position(|lane| *lane == step.lane).unwrap_or_default();
    }
    chain
}
