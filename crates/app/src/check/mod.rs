//! Checking the rules of procedure: facts of a cooperation in, findings out, as of a day.
//!
//! Invariants: the number of statements does not grow with the number of things; the facts are those that the viewer sees.
//! Findings are for members: whoever sees no details of a cooperation gets none of its findings.

mod gather;
mod more;
mod statute;
pub mod validate;

use crate::{
    error::ActionError,
    view::{Link, Names, Reader},
};
use genbo_documents::statutes::Statute;
use genbo_domain::{body::Body, cooperation::Cooperation, rule::Rule, value::ThingId};
use genbo_rules::{
    check,
    facts::{Fact, Facts},
    moment,
    outcome::{Finding, Subject},
    say::Say,
};
use genbo_store::row::{Find, Stored};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};

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
    pub rule: Stored<Rule>,
    /// What law says, if the rule is one.
    pub statute: Option<&'static Statute>,
    /// The cooperation that the rule belongs to.
    pub cooperation: Link,
    /// The body that it is about, if there is one.
    pub body: Option<ThingId>,
    /// What came out.
    pub finding: Finding,
}

/// What a check came to.
#[derive(Debug)]
pub struct Checked {
    /// The day that counted as today.
    pub as_of: Date,
    /// Every rule about every subject, by cooperation and rule.
    pub findings: Vec<Told>,
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
        Some(slug) => Some(reader.find::<genbo_domain::body::Body>(slug).await?.id),
        None => None,
    };
    let cooperations: Vec<Stored<Cooperation>> = match &ask.cooperation {
        Some(slug) => vec![reader.find(slug).await?],
        None => reader.load(Find::All).await?,
    };
    let mut findings = Vec::new();
    let mut laws = Vec::new();
    for cooperation in &cooperations {
        if !reader.viewer.sees_details_of(Some(cooperation.id)) {
            continue;
        }
        let (told, enacted) = of_cooperation(reader, cooperation).await?;
        findings.extend(told);
        laws.extend(enacted);
    }
    if let Some(body) = body {
        findings.retain(|told| told.body == Some(body));
    }
    let mut names = names(reader, &findings).await?;
    statute::learn(&mut names, &laws);
    Ok(Checked { as_of: reader.today, findings, names })
}

async fn of_cooperation(
    reader: &mut Reader,
    cooperation: &Stored<Cooperation>,
) -> Result<(Vec<Told>, Vec<statute::Enacted>), ActionError> {
    let rules: Vec<Stored<Rule>> = reader.by("cooperation", &[cooperation.id]).await?;
    if rules.is_empty() && !has_law(reader, cooperation).await? {
        return Ok((Vec::new(), Vec::new()));
    }
    let (mut facts, kept) = gather::facts(reader, cooperation, &rules).await?;
    let enacted = statute::enacted(&facts, cooperation, &kept);
    for one in &enacted {
        let (id, slug) = (one.rule.id, one.rule.meta.slug.clone());
        facts.enact(Fact { id, slug, gaps: Vec::new(), present: Vec::new(), facts: one.rule.facts.clone() });
    }
    let agreed = rules.iter().map(|r| (r, None));
    let by_law = enacted.iter().map(|e| (&e.rule, Some(e.statute)));
    let by_id: HashMap<ThingId, (&Stored<Rule>, Option<&'static Statute>)> =
        agreed.chain(by_law).map(|(rule, statute)| (rule.id, (rule, statute))).collect();
    let told = |finding: Finding| {
        let (rule, statute) = *by_id.get(&finding.rule)?;
        let body = body_of(&facts, &rule.facts, finding.subject);
        let cooperation = Link::from(cooperation);
        Some(Told { rule: rule.clone(), statute, cooperation, body, finding })
    };
    let mut findings: Vec<Told> = check::check(&facts).into_iter().filter_map(told).collect();
    findings.sort_by(|a, b| {
        (a.rule.meta.position, &a.rule.meta.slug, a.finding.subject).cmp(&(
            b.rule.meta.position,
            &b.rule.meta.slug,
            b.finding.subject,
        ))
    });
    Ok((findings, enacted))
}

/// Whether a cooperation without rules of its own has a body that law may be for.
async fn has_law(reader: &mut Reader, cooperation: &Stored<Cooperation>) -> Result<bool, ActionError> {
    if cooperation.facts.jurisdiction.as_deref().and_then(crate::pack::named).is_none() {
        return Ok(false);
    }
    let bodies: Vec<Stored<Body>> = reader.load(Find::Home(cooperation.id)).await?;
    Ok(bodies.iter().any(|b| b.facts.profile.is_some()))
}

/// The body that a finding is about: the subject itself, whose meeting or decision it is, or whom the rule names.
fn body_of(facts: &Facts, rule: &Rule, subject: Subject) -> Option<ThingId> {
    let thing = subject.thing;
    let meeting = || moment::meeting_of(facts, thing).and_then(|m| m.facts.bodies.first()).map(|b| b.0);
    facts
        .bodies
        .get(thing)
        .map(|b| b.id)
        .or_else(meeting)
        .or_else(|| facts.commissions.get(thing).and_then(|c| c.facts.given_by).map(|b| b.0))
        .or_else(|| rule.scope_body.map(|b| b.0))
        .filter(|id| facts.bodies.get(*id).is_some())
}

/// The names of everything that the findings name.
async fn names(reader: &mut Reader, findings: &[Told]) -> Result<Names, ActionError> {
    let mut ids = BTreeSet::new();
    for told in findings {
        let answer = &told.finding.answer;
        let said = std::iter::once(&answer.say).chain(&answer.lines);
        ids.extend(said.flat_map(Say::things));
        ids.extend(answer.facts.iter().copied());
        ids.extend([told.finding.subject.thing, told.rule.facts.cites_document.0]);
        ids.extend(told.finding.subject.of.into_iter().chain(answer.fix).chain(told.body));
    }
    // What stands in no register is known by the packs.
    ids.retain(|id| id.0 > 0);
    reader.names(ids).await
}

/// A rule as a page shows it, whoever looks.
#[derive(Debug)]
pub struct RuleLine {
    /// The rule.
    pub link: Link,
    /// The cooperation that it belongs to.
    pub cooperation: Link,
    /// The document that it stands in, if the viewer sees it.
    pub document: Option<Link>,
    /// What law says, if the rule is one.
    pub statute: Option<&'static Statute>,
    /// Its facts.
    pub facts: Rule,
}

/// The rules that the viewer sees, by cooperation and in their order.
pub async fn rules(reader: &mut Reader) -> Result<Vec<RuleLine>, ActionError> {
    let stored: Vec<Stored<Rule>> = reader.load(Find::All).await?;
    lines(reader, stored).await
}

/// Whether a slug is that of what law demands, which stands in no register.
pub fn is_law(slug: &str) -> bool {
    statute::of_slug(slug).is_some()
}

/// One rule.
pub async fn rule(reader: &mut Reader, slug: &str) -> Result<RuleLine, ActionError> {
    if let Some((cooperation, pack, statute)) = statute::of_slug(slug) {
        let cooperation: Stored<Cooperation> = reader.find(cooperation).await?;
        let rule = statute::rule_of(&cooperation, pack, statute).rule;
        return Ok(RuleLine {
            link: Link::from(&rule),
            cooperation: Link::from(&cooperation),
            document: statute::law(rule.facts.cites_document.0),
            statute: Some(statute),
            facts: rule.facts,
        });
    }
    let stored = reader.find::<Rule>(slug).await?;
    lines(reader, vec![stored]).await?.pop().ok_or(ActionError::NotFound)
}

async fn lines(reader: &mut Reader, stored: Vec<Stored<Rule>>) -> Result<Vec<RuleLine>, ActionError> {
    let ids = stored.iter().flat_map(|r| [r.facts.cooperation.0, r.facts.cites_document.0]);
    let names = reader.names(ids.collect::<Vec<_>>()).await?;
    let line = |r: Stored<Rule>| {
        let cooperation = names.to(r.facts.cooperation)?;
        let document = names.to(r.facts.cites_document);
        Some(RuleLine { link: Link::from(&r), cooperation, document, statute: None, facts: r.facts })
    };
    let mut lines: Vec<RuleLine> = stored.into_iter().filter_map(line).collect();
    lines.sort_by(|a, b| a.cooperation.label.cmp(&b.cooperation.label));
    Ok(lines)
}
