//! What is told beside a fact: where it stands, how sure it is, what its source leaves open, where sources disagree.

use super::{Link, Reader};
use crate::error::ActionError;
use genbo_domain::{claim::Claim, edtf::Edtf, noun::NounDef, value::ThingId};
use genbo_store::row::{Meta, Stored};
use jiff::civil::Date;
use std::collections::HashMap;

/// Where a thing is written, and how sure it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Where it is written.
    pub source: Option<String>,
    /// The text as it stands there.
    pub as_published: Option<String>,
    /// How sure it is, if it is not plainly stated.
    pub certainty: Option<String>,
}

impl From<&Meta> for Origin {
    fn from(meta: &Meta) -> Origin {
        Origin {
            source: meta.source.clone(),
            as_published: meta.as_published.clone(),
            certainty: meta.certainty.clone().filter(|c| c != "stated"),
        }
    }
}

/// Where a day lies as seen from the time of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    /// The fact holds, or may hold, on the day.
    Now,
    /// It holds only later.
    Later,
    /// It held before.
    Earlier,
}

impl Time {
    /// Where the day lies; a fact without a time holds.
    pub fn of(valid: Option<&Edtf>, today: Date) -> Time {
        match valid {
            Some(v) if !super::may_hold(Some(v), today) => match v.first() {
                Some(first) if first.date() > today => Time::Later,
                _ if v.last().is_none() && v.first().is_none() => Time::Now,
                _ => Time::Earlier,
            },
            _ => Time::Now,
        }
    }
}

/// A field that a source leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The thing.
    pub about: Link,
    /// Its field.
    pub field: String,
    /// `unknown`, `blank`, `none` or `not_counted`.
    pub kind: String,
}

/// What sources say about one fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The thing.
    pub about: Link,
    /// The field, or another short name for the fact.
    pub field: String,
    /// The values, each with who says it.
    pub values: Vec<SaidValue>,
}

/// One value that a source gives.
#[derive(Debug, Clone, PartialEq)]
pub struct SaidValue {
    /// The value as the source has it.
    pub value: String,
    /// Who or what says so.
    pub said_by: Option<String>,
    /// As of when.
    pub when: Option<Edtf>,
    /// Whether somebody has chosen it to work with.
    pub chosen: bool,
    /// Who chose it.
    pub chosen_by: Option<String>,
    /// Why, or why none is chosen.
    pub reason: Option<String>,
    /// Where it is written.
    pub origin: Origin,
}

/// What is not plain about some things.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Doubts {
    /// What sources leave open.
    pub open: Vec<Open>,
    /// Facts to which sources give several values.
    pub contradictions: Vec<Said>,
    /// Facts to which a source gives one value that had to be read in some way.
    pub readings: Vec<Said>,
}

impl Doubts {
    /// What is left open about one thing's field.
    pub fn gap(&self, id: ThingId, field: &str) -> Option<&str> {
        self.open.iter().find(|o| o.about.id == id && o.field == field).map(|o| o.kind.as_str())
    }

    /// The contradiction about one thing's field.
    pub fn contradiction(&self, id: ThingId, field: &str) -> Option<&Said> {
        self.contradictions.iter().find(|s| s.about.id == id && s.field == field)
    }
}

/// What is not plain about those things, in their order, each in the order of its fields.
pub async fn doubts(reader: &mut Reader, things: &[Link]) -> Result<Doubts, ActionError> {
    let ids: Vec<ThingId> = things.iter().map(|t| t.id).collect();
    let mut gaps = genbo_store::gap::load(&mut reader.tx, &ids).await?;
    let mut claims: HashMap<ThingId, Vec<Stored<Claim>>> = HashMap::new();
    for claim in reader.by::<Claim>("subject", &ids).await? {
        claims.entry(claim.facts.subject.0).or_default().push(claim);
    }
    let mut doubts = Doubts::default();
    for thing in things {
        let mut open: Vec<Open> = gaps
            .remove(&thing.id)
            .unwrap_or_default()
            .into_iter()
            .map(|(field, kind)| Open { about: thing.clone(), field, kind })
            .collect();
        open.sort_by_key(|o| place(&thing.noun, &o.field));
        doubts.open.extend(open);
        for said in said(thing, claims.remove(&thing.id).unwrap_or_default()) {
            let several = said.values.len() > 1;
            if several { doubts.contradictions.push(said) } else { doubts.readings.push(said) }
        }
    }
    Ok(doubts)
}

fn said(thing: &Link, claims: Vec<Stored<Claim>>) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    for claim in claims {
        let origin = Origin::from(&claim.meta);
        let facts = claim.facts;
        let value = SaidValue {
            value: facts.value,
            said_by: facts.said_by,
            when: facts.when,
            chosen: facts.chosen == Some(true),
            chosen_by: facts.chosen_by,
            reason: facts.reason.map(|r| r.0),
            origin,
        };
        match all.iter_mut().find(|s| s.field == facts.field) {
            Some(said) => said.values.push(value),
            None => all.push(Said { about: thing.clone(), field: facts.field, values: vec![value] }),
        }
    }
    all.sort_by_key(|s| place(&thing.noun, &s.field));
    all
}

/// The place of a field among its noun's; what is no field comes last.
fn place(noun: &str, field: &str) -> usize {
    NounDef::named(noun).and_then(|n| n.field(field)).map_or(usize::MAX, |(i, _)| i)
}
