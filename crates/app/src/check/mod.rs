//! Checking the rules of procedure: facts of a cooperation in, findings out, as of a day.
//!
//! Invariants: the number of statements does not grow with the number of things; the facts are those that the viewer sees.
//! Findings are for members, unless their cooperation has published them: then everybody reads what its members do, as far
//! as he or she sees the rule and what it is about.

mod about;
pub(crate) mod gather;
pub mod kept;
pub mod mark;
mod more;
pub mod overview;
pub mod preview;
pub mod rule;
mod statute;
pub mod todo;
pub mod validate;

use crate::{
    error::ActionError,
    view::{Link, Names, Reader},
};
use gather::Material;
use genbo_documents::statutes::Statute;
use genbo_domain::{body::Body, cooperation::Cooperation, rule::Rule, value::ThingId};
use genbo_rules::{check, facts::Facts, outcome::Finding};
use genbo_store::{
    row::{Find, Stored},
    thing::Viewer,
};
use jiff::civil::Date;
use kept::{One, State, Verdicts};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};
use todo::Todo;

pub use rule::{RuleLine, rule, rules};

/// Whether a slug is that of what law demands, which stands in no register.
pub fn is_law(slug: &str) -> bool {
    statute::of_slug(slug).is_some()
}

/// Whose rules are checked.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// Slug or id of a cooperation; all if left out.
    pub cooperation: Option<String>,
    /// Slug or id of a body that findings must be about.
    pub body: Option<String>,
}

/// One finding with the rule that it is about.
#[derive(Debug)]
pub struct Told {
    /// The rule.
    pub rule: Arc<Stored<Rule>>,
    /// What law says, if the rule is one.
    pub statute: Option<&'static Statute>,
    /// The cooperation that the rule belongs to.
    pub cooperation: Arc<Link>,
    /// The body that it is about, if there is one.
    pub body: Option<ThingId>,
    /// The meeting that it is about, if there is one.
    pub meeting: Option<ThingId>,
    /// What has to be done so that it is kept.
    pub todo: Todo,
    /// Whose business that is: a post, a body, an organisation or a cooperation.
    pub by: Option<ThingId>,
    /// What came out.
    pub finding: Finding,
}

/// What a check came to.
#[derive(Debug)]
pub struct Checked {
    /// The day that counted as today.
    pub as_of: Date,
    /// Every rule about every subject, by cooperation and rule.
    pub findings: Vec<Arc<Told>>,
    /// The names of all things in them.
    pub names: Names,
}

impl Checked {
    /// Whether some rule is broken that may not be.
    pub fn has_violation(&self) -> bool {
        self.findings.iter().any(|t| t.finding.is_violation())
    }
}

/// Checks the rules that are asked for, as of the reader's day.
pub async fn check(reader: &mut Reader, ask: &Ask) -> Result<Checked, ActionError> {
    let body = match &ask.body {
        Some(slug) => Some(reader.find::<Body>(slug).await?.id),
        None => None,
    };
    let cooperations: Vec<Stored<Cooperation>> = match &ask.cooperation {
        Some(slug) => vec![reader.find(slug).await?],
        None => reader.load(Find::All).await?,
    };
    let mut findings = findings(reader, &cooperations).await?;
    if let Some(body) = body {
        findings.retain(|told| told.body == Some(body));
    }
    named(reader, findings).await
}

/// The findings with the names of everything that they name.
pub async fn named(reader: &mut Reader, findings: Vec<Arc<Told>>) -> Result<Checked, ActionError> {
    let mut names = names(reader, &findings).await?;
    statute::learn(&mut names, &findings);
    Ok(Checked { as_of: reader.today, findings, names })
}

/// The findings of cooperations that the viewer sees, as of the reader's day, in their order.
pub async fn findings(
    reader: &mut Reader,
    cooperations: &[Stored<Cooperation>],
) -> Result<Vec<Arc<Told>>, ActionError> {
    let mut findings = Vec::new();
    for cooperation in cooperations {
        let Some(sight) = sight(&reader.viewer, cooperation) else { continue };
        let verdicts = of_cooperation(reader, cooperation, &sight).await?;
        if sight == reader.viewer {
            findings.extend(verdicts.iter().cloned());
        } else {
            findings.extend(seen(reader, &verdicts).await?);
        }
    }
    Ok(findings)
}

/// Whether the viewer sees how a cooperation's rules are kept.
pub fn sees_findings(viewer: &Viewer, cooperation: &Stored<Cooperation>) -> bool {
    sight(viewer, cooperation).is_some()
}

/// As whom a viewer sees a cooperation's findings: as him- or herself, or as a member where they are published. A verdict
/// that was made from less than the members know would be wrong, and not only short.
fn sight(viewer: &Viewer, cooperation: &Stored<Cooperation>) -> Option<Viewer> {
    if viewer.sees_details_of(Some(cooperation.id)) {
        Some(viewer.clone())
    } else {
        let open = cooperation.facts.publishes_findings == Some(true);
        open.then(|| Viewer::Member(vec![cooperation.id]))
    }
}

/// Those of published findings whose rule and subject the viewer sees.
async fn seen(reader: &mut Reader, verdicts: &Verdicts) -> Result<Vec<Arc<Told>>, ActionError> {
    let about = |told: &Arc<Told>| {
        let subject = told.finding.subject;
        [Some(told.rule.id), Some(subject.thing), subject.of].into_iter().flatten()
    };
    let names = reader.names(verdicts.iter().flat_map(about).collect::<Vec<_>>()).await?;
    let sees = |told: &&Arc<Told>| about(told).all(|id| is_in_a_pack(id) || names.get(id).is_some());
    Ok(verdicts.iter().filter(sees).cloned().collect())
}

/// What came out for one cooperation; from what is kept, if nothing has changed since.
async fn of_cooperation(
    reader: &mut Reader,
    cooperation: &Stored<Cooperation>,
    sight: &Viewer,
) -> Result<Verdicts, ActionError> {
    let (kept, today) = (Arc::clone(&reader.kept), reader.today);
    let state = State::of(&mut reader.tx).await?;
    let current = kept.follow(&mut reader.tx, &state).await?;
    if current && let Some(verdicts) = kept.get(&state, cooperation.id, sight, today) {
        return Ok(verdicts);
    }
    let material = gather::material(&mut reader.tx, cooperation).await?;
    let verdicts = judge(&material, sight, today, cooperation)?;
    if current {
        let mut things = material.things();
        if let Err(at) = things.binary_search(&cooperation.id) {
            things.insert(at, cooperation.id);
        }
        let ground = One::new(things, material.missing.clone(), material.classes());
        kept.put(&state, cooperation.id, (sight, today), ground, Arc::clone(&verdicts));
    }
    Ok(verdicts)
}

/// The facts of a cooperation with what law demands as rules beside the agreed ones.
pub(crate) fn facts(
    material: &Material,
    sight: &Viewer,
    today: Date,
    cooperation: &Stored<Cooperation>,
) -> Result<(Facts, Vec<statute::Enacted>), ActionError> {
    let mut facts = material.facts(sight, today)?;
    let enacted = statute::enact(&mut facts, cooperation, &material.kept);
    Ok((facts, enacted))
}

/// Every rule about every subject, by rule and subject: the agreed rules, and what law demands of the bodies.
pub(crate) fn judge(
    material: &Material,
    sight: &Viewer,
    today: Date,
    cooperation: &Stored<Cooperation>,
) -> Result<Verdicts, ActionError> {
    let (facts, enacted) = facts(material, sight, today, cooperation)?;
    let facts = &facts;
    let by_law = enacted.into_iter().map(|e| (e.rule.id, (Arc::new(e.rule), Some(e.statute))));
    let agreed = material.rules().iter().map(|r| (r.id, (Arc::clone(r), None)));
    let by_id: HashMap<ThingId, (Arc<Stored<Rule>>, Option<&'static Statute>)> =
        agreed.chain(by_law).collect();
    let link = Arc::new(Link::from(cooperation));
    let told = |finding: Finding| {
        let (rule, statute) = by_id.get(&finding.rule)?.clone();
        let meeting = about::meeting(facts, finding.subject);
        Some(Arc::new(Told {
            body: about::body(facts, &rule.facts, finding.subject),
            meeting,
            todo: Todo::of(rule.facts.kind, &finding.answer),
            by: about::whose(facts, &rule.facts, &finding),
            cooperation: Arc::clone(&link),
            statute,
            rule,
            finding,
        }))
    };
    let mut findings: Vec<Arc<Told>> = check::check(facts).into_iter().filter_map(told).collect();
    findings.sort_by(|a, b| {
        (a.rule.meta.position, &a.rule.meta.slug, a.finding.subject).cmp(&(
            b.rule.meta.position,
            &b.rule.meta.slug,
            b.finding.subject,
        ))
    });
    Ok(findings.into())
}

/// Whether an id is of what packs know, which stands in no register.
fn is_in_a_pack(id: ThingId) -> bool {
    id.0 < 0
}

/// The names of everything that the findings name.
async fn names(reader: &mut Reader, findings: &[Arc<Told>]) -> Result<Names, ActionError> {
    let mut ids: BTreeSet<ThingId> = findings.iter().flat_map(|told| about::named(told)).collect();
    ids.retain(|id| !is_in_a_pack(*id));
    reader.names(ids).await
}
