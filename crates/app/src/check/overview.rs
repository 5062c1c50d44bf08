//! Overviews: what is broken, at risk and unknown for a cooperation, a body, an organisation or a person.
//!
//! Invariant: only cooperations that can have something to say about whom it is asked are checked; the counts are of
//! everything that concerns it, whatever is filtered away.

use super::{Checked, RuleLine, Told, findings, mark, named, rule::law_among, sees_findings, todo::Todo};
use crate::{
    account::Known,
    cx::Actor,
    error::ActionError,
    view::{Link, Part, Reader, may_hold},
};
use genbo_domain::{
    body::Body,
    cooperation::{Cooperation, Membership},
    organisation::Organisation,
    person::Person,
    post::{Holding, Post},
    rule::Rule,
    seat::Seat,
    value::ThingId,
};
use genbo_rules::outcome::{Outcome, Severity};
use genbo_store::{
    row::{Find, Stored},
    thing::{self, Viewer},
};
use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

/// Whose overview is asked for, by slug or id.
#[derive(Debug, Clone)]
pub enum Whose {
    /// A cooperation's.
    Cooperation(String),
    /// A body's.
    Body(String),
    /// An organisation's, in all its cooperations.
    Organisation(String),
    /// A person's, through posts and seats.
    Person(String),
    /// That of an account: everything of the cooperations that it keeps, and what concerns its organisations.
    Account(Box<Known>),
}

/// What of it is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Only {
    /// With this outcome; what is broken, at risk or unknown if left out.
    pub outcome: Option<Outcome>,
    /// With this severity.
    pub severity: Option<Severity>,
    /// With this to be done.
    pub todo: Option<Todo>,
}

impl Only {
    fn wants(&self, told: &Told) -> bool {
        let outcome = told.finding.answer.outcome;
        self.outcome.map_or(outcome >= Outcome::Unknown, |o| o == outcome)
            && self.severity.is_none_or(|s| s == told.finding.severity)
            && self.todo.is_none_or(|t| t == told.todo)
    }
}

/// How many findings have each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Broken.
    pub broken: usize,
    /// At risk.
    pub at_risk: usize,
    /// It cannot be said.
    pub unknown: usize,
    /// Kept.
    pub kept: usize,
    /// Waived, off or not applicable.
    pub other: usize,
}

impl Counts {
    /// Of those findings.
    pub fn of(findings: &[Arc<Told>]) -> Counts {
        let mut counts = Counts::default();
        for told in findings {
            let of = match told.finding.answer.outcome {
                Outcome::Broken => &mut counts.broken,
                Outcome::AtRisk => &mut counts.at_risk,
                Outcome::Unknown => &mut counts.unknown,
                Outcome::Kept => &mut counts.kept,
                Outcome::Waived | Outcome::Off | Outcome::NotApplicable => &mut counts.other,
            };
            *of += 1;
        }
        counts
    }

    /// All of them.
    pub const fn all(self) -> usize {
        self.broken + self.at_risk + self.unknown + self.kept + self.other
    }
}

/// An overview.
#[derive(Debug)]
pub struct Overview {
    /// Whose it is; nothing if it is the reader's own.
    pub whose: Option<Link>,
    /// The cooperations whose rules it is about, and whether the viewer sees how they are kept.
    pub cooperations: Vec<(Link, bool)>,
    /// Everything that concerns it, by outcome.
    pub counts: Counts,
    /// The law that is checked, kept or not.
    pub law: Vec<RuleLine>,
    /// What of it is wanted.
    pub checked: Checked,
}

/// The overview of somebody.
pub async fn overview(reader: &mut Reader, whose: &Whose, only: Only) -> Result<Overview, ActionError> {
    let (whose, concern) = concern(reader, whose).await?;
    let ids: Vec<ThingId> = concern.cooperations.iter().copied().collect();
    let mut cooperations: Vec<Stored<Cooperation>> =
        if ids.is_empty() { Vec::new() } else { reader.load(Find::Ids(&ids)).await? };
    cooperations.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
    let mut all = findings(reader, &cooperations).await?;
    all.retain(|told| concern.has(told));
    let (counts, law) = (Counts::of(&all), law_among(&all));
    all.retain(|told| only.wants(told));
    let viewer = reader.viewer.clone();
    Ok(Overview {
        whose,
        cooperations: cooperations.iter().map(|c| (Link::from(c), sees_findings(&viewer, c))).collect(),
        counts,
        law,
        checked: named(reader, all).await?,
    })
}

/// As many cooperations have marks on one page; where more are shown together, a mark would say little.
pub(super) const MOST_MARKED: usize = 12;

/// The cooperations that a viewer is at home in; none for who sees everything.
pub(super) fn at_home(viewer: &Viewer) -> Vec<ThingId> {
    let mut own = match viewer {
        Viewer::Member(homes) => homes.clone(),
        Viewer::Keeper { member_of, keeps } => member_of.iter().chain(keeps).copied().collect(),
        Viewer::Public | Viewer::All => Vec::new(),
    };
    own.sort_unstable();
    own.dedup();
    own
}

/// A part of the cooperations that the viewer knows, by name, and how many there are in all: those that he or she is at
/// home in first.
pub async fn cooperations(
    reader: &mut Reader,
    part: Part,
) -> Result<(Vec<Stored<Cooperation>>, usize), ActionError> {
    let own = at_home(&reader.viewer);
    let all = reader.load::<Cooperation>(Find::All).await?;
    let mut all: Vec<Stored<Cooperation>> = all.into_iter().filter(|c| c.meta.home == Some(c.id)).collect();
    all.sort_by_cached_key(|c| (!own.contains(&c.id), c.meta.label_sort.clone()));
    let in_all = all.len();
    Ok((all.into_iter().skip(part.offset).take(part.limit).collect(), in_all))
}

/// The cooperations that somebody keeps, or all for who sees everything: those for which he or she may write rules.
pub async fn writable(reader: &mut Reader) -> Result<Vec<Link>, ActionError> {
    let all = match &reader.viewer {
        Viewer::All => reader.load::<Cooperation>(Find::All).await?,
        Viewer::Keeper { keeps, .. } if !keeps.is_empty() => {
            let keeps = keeps.clone();
            reader.load(Find::Ids(&keeps)).await?
        }
        Viewer::Keeper { .. } | Viewer::Member(_) | Viewer::Public => Vec::new(),
    };
    let mut all: Vec<Stored<Cooperation>> = all.into_iter().filter(|c| c.meta.home == Some(c.id)).collect();
    all.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
    Ok(all.iter().map(Link::from).collect())
}

/// The counts of each of those cooperations; nothing where the viewer does not see how its rules are kept.
pub async fn of_each(
    reader: &mut Reader,
    cooperations: &[Stored<Cooperation>],
) -> Result<Vec<Option<Counts>>, ActionError> {
    let mut counts = Vec::with_capacity(cooperations.len());
    for cooperation in cooperations {
        counts.push(match sees_findings(&reader.viewer, cooperation) {
            true => Some(Counts::of(&findings(reader, std::slice::from_ref(cooperation)).await?)),
            false => None,
        });
    }
    Ok(counts)
}

/// Whom findings must concern, and whose rules can.
#[derive(Debug, Default)]
pub(super) struct Concern {
    pub(super) cooperations: BTreeSet<ThingId>,
    /// Everything that is said of these.
    pub(super) all_of: HashSet<ThingId>,
    /// These as subject, as body, or as the one whose business it is.
    pub(super) things: HashSet<ThingId>,
}

impl Concern {
    pub(super) fn has(&self, told: &Told) -> bool {
        let subject = told.finding.subject;
        let about = [Some(subject.thing), subject.of, told.body, told.by];
        self.all_of.contains(&told.cooperation.id)
            || about.into_iter().flatten().any(|id| self.things.contains(&id))
    }
}

async fn concern(reader: &mut Reader, whose: &Whose) -> Result<(Option<Link>, Concern), ActionError> {
    let (link, concern) = match whose {
        Whose::Account(known) => return Ok((None, of_known(reader, known).await?)),
        Whose::Cooperation(slug) => {
            let cooperation = reader.find::<Cooperation>(slug).await?;
            let only = Concern {
                cooperations: [cooperation.id].into(),
                all_of: [cooperation.id].into(),
                ..Concern::default()
            };
            (Link::from(&cooperation), only)
        }
        Whose::Body(slug) => {
            let body = reader.find::<Body>(slug).await?;
            (Link::from(&body), of_bodies(reader, &[body.id]).await?)
        }
        Whose::Organisation(slug) => {
            let organisation = reader.find::<Organisation>(slug).await?;
            (Link::from(&organisation), of_organisation(reader, organisation.id).await?)
        }
        Whose::Person(slug) => {
            let person = reader.find::<Person>(slug).await?;
            (Link::from(&person), of_person(reader, person.id).await?)
        }
    };
    Ok((Some(link), concern))
}

/// What is an account's business: all of the cooperations whose register it keeps, and what is said of the organisations
/// that it works for, of their bodies and posts, in the cooperations that it is at home in.
async fn of_known(reader: &mut Reader, known: &Known) -> Result<Concern, ActionError> {
    let keeps = match &known.actor {
        Actor::Account { keeps, .. } => keeps.clone(),
        _ => Vec::new(),
    };
    let mut cooperations: Vec<ThingId> = keeps.clone();
    cooperations.extend(known.cooperations.iter().filter(|c| !keeps.contains(c)));
    // Somebody at home in very many is told of the first of them: nobody acts on more.
    cooperations.truncate(MOST_MARKED);
    let organisations = &known.organisations;
    let bodies: Vec<Stored<Body>> = reader.by("owner", organisations).await?;
    let posts: Vec<Stored<Post>> = reader.by("owner", organisations).await?;
    let mut things: HashSet<ThingId> = organisations.iter().copied().collect();
    things.extend(bodies.iter().map(|b| b.id).chain(posts.iter().map(|p| p.id)));
    let cooperations: BTreeSet<ThingId> = cooperations.into_iter().collect();
    Ok(Concern { cooperations, all_of: keeps.into_iter().collect(), things })
}

/// What is broken or at risk and an account's business, the most pressing first.
pub async fn of_account(reader: &mut Reader, known: &Known) -> Result<Vec<Arc<Told>>, ActionError> {
    let concern = of_known(reader, known).await?;
    Ok(mark::marks(reader, &concern, true).await?.all().to_vec())
}

/// What has to be done in one way: how much, by when, and the most pressing of it.
#[derive(Debug)]
pub struct Group {
    /// What has to be done.
    pub todo: Todo,
    /// How many rules are broken.
    pub broken: usize,
    /// How many are at risk.
    pub at_risk: usize,
    /// The earliest last day.
    pub due: Option<jiff::civil::Date>,
    /// The most pressing.
    pub first: Arc<Told>,
}

/// What an account has to do about rules, by what to do, the most pressing first: at most so many groups, with the names
/// of what is told of each.
pub async fn to_do(
    reader: &mut Reader,
    known: &Known,
    most: usize,
) -> Result<(Vec<Group>, Checked), ActionError> {
    let mut groups: Vec<Group> = Vec::new();
    for told in of_account(reader, known).await? {
        let (answer, broken) = (&told.finding.answer, told.finding.answer.outcome == Outcome::Broken);
        match groups.iter_mut().find(|g| g.todo == told.todo) {
            Some(group) => {
                group.broken += usize::from(broken);
                group.at_risk += usize::from(!broken);
                group.due = group.due.min(answer.due).or(group.due).or(answer.due);
            }
            None => groups.push(Group {
                todo: told.todo,
                broken: usize::from(broken),
                at_risk: usize::from(!broken),
                due: answer.due,
                first: told,
            }),
        }
    }
    groups.truncate(most);
    let first = groups.iter().map(|g| Arc::clone(&g.first)).collect();
    let checked = named(reader, first).await?;
    Ok((groups, checked))
}

/// What is said of bodies: by the rules of the cooperation that they belong to, and by those that name them.
pub(super) async fn of_bodies(reader: &mut Reader, ids: &[ThingId]) -> Result<Concern, ActionError> {
    let known = thing::registered(&mut reader.tx, ids).await?;
    let mut cooperations: BTreeSet<ThingId> = known.iter().filter_map(|b| b.home).collect();
    for field in ["scope_body", "scope_bodies", "scope_part_of"] {
        let rules: Vec<Stored<Rule>> = reader.by(field, ids).await?;
        cooperations.extend(rules.iter().map(|r| r.facts.cooperation.0));
    }
    Ok(Concern { cooperations, all_of: HashSet::new(), things: ids.iter().copied().collect() })
}

/// What is said of an organisation, its bodies and its posts, in every cooperation that it is in.
pub(super) async fn of_organisation(reader: &mut Reader, id: ThingId) -> Result<Concern, ActionError> {
    let memberships: Vec<Stored<Membership>> = reader.by("member", &[id]).await?;
    let own: Vec<Stored<Cooperation>> = reader.by("organisation", &[id]).await?;
    let bodies: Vec<Stored<Body>> = reader.by("owner", &[id]).await?;
    let posts: Vec<Stored<Post>> = reader.by("owner", &[id]).await?;
    let ids: Vec<ThingId> = bodies.iter().map(|b| b.id).collect();
    let mut concern = of_bodies(reader, &ids).await?;
    concern.cooperations.extend(memberships.iter().map(|m| m.facts.cooperation.0));
    concern.cooperations.extend(own.iter().map(|c| c.id));
    concern.all_of.extend(own.iter().map(|c| c.id));
    concern.things.extend(posts.iter().map(|p| p.id));
    concern.things.insert(id);
    Ok(concern)
}

/// What is said of the bodies in which a person sits, directly or by a post, and what is a post's business that he or she
/// holds.
async fn of_person(reader: &mut Reader, id: ThingId) -> Result<Concern, ActionError> {
    let mut holdings: Vec<Stored<Holding>> = reader.by("person", &[id]).await?;
    holdings.retain(|h| may_hold(h.facts.valid.as_ref(), reader.today));
    let held: Vec<ThingId> = holdings.iter().map(|h| h.facts.of.0).collect();
    let posts: Vec<Stored<Post>> =
        if held.is_empty() { Vec::new() } else { reader.load(Find::Ids(&held)).await? };
    let mut seats: Vec<Stored<Seat>> =
        if held.is_empty() { Vec::new() } else { reader.load(Find::Ids(&held)).await? };
    let by_post: Vec<ThingId> = posts.iter().map(|p| p.id).collect();
    seats.extend(reader.by::<Seat>("allotted_to", &by_post).await?);
    seats.retain(|s| may_hold(s.facts.valid.as_ref(), reader.today));
    let mut bodies: Vec<ThingId> = seats.iter().map(|s| s.facts.body.0).collect();
    bodies.sort_unstable();
    bodies.dedup();
    let owners: Vec<ThingId> = posts.iter().map(|p| p.facts.owner.0).collect();
    let memberships: Vec<Stored<Membership>> = reader.by("member", &owners).await?;
    let mut concern = of_bodies(reader, &bodies).await?;
    concern.cooperations.extend(memberships.iter().map(|m| m.facts.cooperation.0));
    concern.things.extend(by_post);
    Ok(concern)
}

/// The most pressing first: broken before at risk, the gravest, the earliest.
pub fn sort(told: &mut [Arc<Told>]) {
    told.sort_by_key(|t| {
        let (answer, severity) = (&t.finding.answer, t.finding.severity);
        (std::cmp::Reverse((answer.outcome, severity)), answer.due.is_none(), answer.due, t.rule.id)
    });
}
