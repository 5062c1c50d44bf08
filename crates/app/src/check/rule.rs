//! Rules as pages show them, whoever looks: one by one, and where they stand.

use super::{Checked, Told, findings, named, statute};
use crate::{
    error::ActionError,
    view::{
        Link, Names, Reader, offer,
        trail::{self, Turn},
    },
};
use genbo_documents::statutes::Statute;
use genbo_domain::{
    cooperation::Cooperation,
    edtf::Edtf,
    governing_document::{Edition, GoverningDocument, Section},
    noun::{Noun, NounDef},
    rule::{Rule, RuleWaiver},
    value::ThingId,
};
use genbo_rules::catalogue;
use genbo_store::{
    row::{Find, Stored},
    thing,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

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

/// A waiver as it is stored.
pub type Waiver = Stored<RuleWaiver>;

/// One rule with all that hangs on it.
#[derive(Debug)]
pub struct RulePage {
    /// The rule.
    pub rule: RuleLine,
    /// The section that it cites, if there is one that is called so.
    pub section: Option<Link>,
    /// What it came to, about every subject; nothing for who sees no findings.
    pub checked: Option<Checked>,
    /// The rule that it is an exception from.
    pub base: Option<Link>,
    /// The rules that are exceptions from it.
    pub exceptions: Vec<Link>,
    /// For whom it is waived.
    pub waivers: Vec<Waiver>,
    /// Its changes, the latest first.
    pub history: Vec<Turn>,
    /// What its scope, parameters and waivers refer to.
    pub names: Names,
    /// What its parameters point at, by noun and slug.
    pub pointed: HashMap<(&'static str, String), Link>,
}

/// The rules that the viewer sees, by cooperation and in their order.
pub async fn rules(reader: &mut Reader) -> Result<Vec<RuleLine>, ActionError> {
    let stored: Vec<Stored<Rule>> = reader.load(Find::All).await?;
    lines(reader, stored).await
}

/// The rules of one cooperation, in their order.
pub async fn rules_of(reader: &mut Reader, cooperation: ThingId) -> Result<Vec<RuleLine>, ActionError> {
    let stored: Vec<Stored<Rule>> = reader.by("cooperation", &[cooperation]).await?;
    lines(reader, stored).await
}

/// The law among what was checked, each demand once, in the order of their identifiers.
pub fn law_among(told: &[Arc<Told>]) -> Vec<RuleLine> {
    let mut demands: BTreeMap<&str, &Told> = BTreeMap::new();
    for told in told.iter().filter(|t| t.statute.is_some()) {
        demands.entry(told.rule.meta.slug.as_str()).or_insert(told);
    }
    let line = |told: &Told| RuleLine {
        link: Link::from(told.rule.as_ref()),
        cooperation: told.cooperation.as_ref().clone(),
        document: statute::law(told.rule.facts.cites_document.0),
        statute: told.statute,
        facts: told.rule.facts.clone(),
    };
    demands.into_values().map(line).collect()
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

/// One rule with what it comes to, what departs from it, and its history.
pub async fn page(reader: &mut Reader, slug: &str) -> Result<RulePage, ActionError> {
    let rule = rule(reader, slug).await?;
    let (id, facts) = (rule.link.id, &rule.facts);
    let cooperation: Stored<Cooperation> = reader.one(rule.cooperation.id).await?;
    let checked = match super::sees_findings(&reader.viewer, &cooperation) {
        true => {
            let mut all = findings(reader, std::slice::from_ref(&cooperation)).await?;
            all.retain(|told| told.rule.id == id);
            Some(named(reader, all).await?)
        }
        false => None,
    };
    let exceptions: Vec<Stored<Rule>> = reader.by("excepts", &[id]).await?;
    let waivers: Vec<Waiver> = reader.by("rule", &[id]).await?;
    let sections: Vec<Stored<Section>> = reader.by("governing_document", &[facts.cites_document.0]).await?;
    let section = section_of(&sections, &facts.cites_section).map(Link::from);
    let pointed = pointed(reader, facts).await?;
    let mut wanted: Vec<ThingId> = crate::ids![
        facts.scope_body,
        facts.scope_bodies.clone(),
        facts.scope_part_of,
        facts.scope_member,
        facts.scope_members.clone(),
        facts.scope_group,
        facts.scope_document,
        facts.scope_thing,
        facts.excepts,
    ];
    wanted.extend(waivers.iter().filter_map(|w| w.facts.subject).map(|s| s.0));
    let names = reader.names(wanted).await?;
    let history = trail::of(reader, &Rule::DEF, id, Some(cooperation.id)).await?;
    Ok(RulePage {
        base: names.opt(facts.excepts),
        exceptions: exceptions.iter().map(Link::from).collect(),
        section,
        checked,
        waivers,
        history,
        names,
        pointed,
        rule,
    })
}

/// The section that is called so; a heading may be cut at its beginning, if that leaves no doubt.
pub fn section_of<'s>(sections: &'s [Stored<Section>], cited: &str) -> Option<&'s Stored<Section>> {
    let low = cited.to_lowercase();
    let exact =
        sections.iter().find(|s| s.facts.heading == cited || s.meta.slug.rsplit('/').next() == Some(cited));
    exact.or_else(|| {
        let mut ending = sections.iter().filter(|s| s.facts.heading.to_lowercase().ends_with(&low));
        ending.next().filter(|_| ending.next().is_none())
    })
}

/// What the parameters of a rule point at.
async fn pointed(
    reader: &mut Reader,
    rule: &Rule,
) -> Result<HashMap<(&'static str, String), Link>, ActionError> {
    let mut slugs: HashMap<&'static str, Vec<String>> = HashMap::new();
    for pointer in rule.parameters.iter().flat_map(|p| catalogue::pointers(rule.kind, p)) {
        slugs.entry(pointer.noun).or_default().push(pointer.slug);
    }
    let mut pointed = HashMap::new();
    for (noun, slugs) in slugs {
        let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
        let ids = thing::ids_of_slugs(&mut reader.tx, &reader.viewer, noun, &slugs).await?;
        let names = reader.names(ids.values().copied()).await?;
        pointed.extend(ids.into_iter().filter_map(|(slug, id)| Some(((noun, slug), names.get(id)?))));
    }
    Ok(pointed)
}

/// What stands in a document as rules, and what they come to.
#[derive(Debug)]
pub struct Standing {
    /// The rules that cite it, in their order.
    pub rules: Vec<RuleLine>,
    /// Their findings, as far as the viewer sees them.
    pub checked: Checked,
}

/// The rules that cite a document, with what they come to.
pub async fn standing_in(reader: &mut Reader, document: ThingId) -> Result<Standing, ActionError> {
    let stored: Vec<Stored<Rule>> = reader.by("cites_document", &[document]).await?;
    let mut homes: Vec<ThingId> = stored.iter().map(|r| r.facts.cooperation.0).collect();
    homes.sort_unstable();
    homes.dedup();
    let rules = lines(reader, stored).await?;
    let cooperations: Vec<Stored<Cooperation>> =
        if homes.is_empty() { Vec::new() } else { reader.load(Find::Ids(&homes)).await? };
    let mut all = findings(reader, &cooperations).await?;
    all.retain(|told| told.rule.facts.cites_document.0 == document);
    Ok(Standing { rules, checked: named(reader, all).await? })
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

/// What the form of a rule offers: the bodies, members, groups, documents and rules of a cooperation, and the sections
/// that can be cited.
#[derive(Debug)]
pub struct Ground {
    /// The cooperation.
    pub cooperation: Link,
    /// Its bodies, and those that its things name.
    pub bodies: Vec<Link>,
    /// Its members.
    pub members: Vec<Link>,
    /// Groups of its members.
    pub groups: Vec<Link>,
    /// Its governing documents.
    pub documents: Vec<Link>,
    /// Its rules.
    pub rules: Vec<Link>,
    /// Under the title of each document its sections: slug and heading.
    pub sections: Vec<(String, Vec<(String, String)>)>,
    places: Vec<Cited>,
}

/// A section that can be cited.
#[derive(Debug, Clone)]
struct Cited {
    document: ThingId,
    slug: String,
    place: Place,
}

/// Where a rule stands: as it is written in the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The slug of the document.
    pub document: String,
    /// The date of its latest edition, in EDTF.
    pub edition: String,
    /// The heading of the section.
    pub heading: String,
}

impl Ground {
    /// The place that is meant by the slug of a section.
    pub fn place(&self, section: &str) -> Option<Place> {
        self.places.iter().find(|c| c.slug == section).map(|c| c.place.clone())
    }

    /// The slug of the section of a document that is called so; a heading may be cut at its beginning.
    pub fn section_of(&self, document: ThingId, cited: &str) -> Option<&str> {
        self.called(cited, |c| c.document == document)
    }

    /// As [`Ground::section_of`], by the slug of the document.
    pub fn section_called(&self, document: &str, cited: &str) -> Option<&str> {
        self.called(cited, |c| c.place.document == document)
    }

    fn called(&self, cited: &str, of: impl Fn(&Cited) -> bool) -> Option<&str> {
        let all: Vec<&Cited> = self.places.iter().filter(|c| of(c)).collect();
        let exact = |c: &&&Cited| c.place.heading == cited || c.slug.rsplit('/').next() == Some(cited);
        if let Some(found) = all.iter().find(exact) {
            return Some(&found.slug);
        }
        let low = cited.to_lowercase();
        let mut ending = all.iter().filter(|c| c.place.heading.to_lowercase().ends_with(&low));
        let first = ending.next()?;
        ending.next().is_none().then_some(first.slug.as_str())
    }
}

/// What the form of a rule of a cooperation offers.
pub async fn ground(reader: &mut Reader, cooperation: &str) -> Result<Ground, ActionError> {
    let cooperation = reader.find::<Cooperation>(cooperation).await?;
    let mut owners = vec![cooperation.id];
    owners.extend(cooperation.facts.organisation.map(|o| o.0));
    let nouns = ["body", "organisation", "group", "rule"];
    let nouns: Vec<&'static NounDef> = nouns.iter().filter_map(|n| NounDef::named(n)).collect();
    let offered = offer::offered(reader, &nouns, Some(cooperation.id), offer::MANY).await?;
    let of = |noun: &str| offered.iter().filter(|l| l.noun == noun).cloned().collect::<Vec<Link>>();
    let documents: Vec<Stored<GoverningDocument>> = reader.by("owner", &owners).await?;
    let ids: Vec<ThingId> = documents.iter().map(|d| d.id).collect();
    let all: Vec<Stored<Section>> = reader.by("governing_document", &ids).await?;
    let editions: Vec<Stored<Edition>> = reader.by("governing_document", &ids).await?;
    let (mut sections, mut places) = (Vec::new(), Vec::new());
    for document in &documents {
        let edition = latest(document, &editions);
        let own: Vec<&Stored<Section>> =
            all.iter().filter(|s| s.facts.governing_document.0 == document.id).collect();
        if own.is_empty() {
            continue;
        }
        let line = |s: &&Stored<Section>| (s.meta.slug.clone(), s.facts.heading.clone());
        sections.push((document.meta.label.clone(), own.iter().map(line).collect()));
        places.extend(own.iter().map(|s| Cited {
            document: document.id,
            slug: s.meta.slug.clone(),
            place: Place {
                document: document.meta.slug.clone(),
                edition: edition.clone(),
                heading: s.facts.heading.clone(),
            },
        }));
    }
    Ok(Ground {
        bodies: of("body"),
        members: of("organisation"),
        groups: of("group"),
        rules: of("rule"),
        documents: documents.iter().map(Link::from).collect(),
        sections,
        places,
        cooperation: Link::from(&cooperation),
    })
}

/// The date by which the latest edition of a document is cited; one without any date is cited as undated.
fn latest(document: &Stored<GoverningDocument>, editions: &[Stored<Edition>]) -> String {
    let mut own: Vec<&Edtf> = editions
        .iter()
        .filter(|e| e.facts.governing_document.0 == document.id)
        .map(|e| &e.facts.date)
        .collect();
    own.sort_by_cached_key(|d| d.sort_key());
    let date = own.last().copied().or(document.facts.updated.as_ref()).or(document.facts.date.as_ref());
    date.map_or_else(|| "XXXX".to_owned(), ToString::to_string)
}
