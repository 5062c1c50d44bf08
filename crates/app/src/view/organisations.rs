//! The list of organisations, and the counties that it is divided by.

use super::{Link, Reader};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    cooperation::Membership,
    noun::Noun,
    organisation::{Organisation, OrganisationKind},
    value::ThingId,
};
use genbo_store::{
    listing::{self, HowMany, Only, Part},
    row::{Find, Stored},
};
use std::collections::{BTreeMap, HashMap};

/// What the list is filtered by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Kind.
    pub kind: Option<OrganisationKind>,
    /// Words of the name.
    pub q: Option<String>,
}

/// An organisation in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct OrganisationLine {
    /// The organisation.
    pub link: Link,
    /// What it is.
    pub kinds: Vec<OrganisationKind>,
    /// Code of the base register.
    pub code: Option<String>,
    /// Code of its county.
    pub county: Option<String>,
    /// The organisation that it is a part of.
    pub part_of: Option<Link>,
    /// How many cooperations it is itself a member of today.
    pub cooperations: usize,
}

/// A list of organisations, by county.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The lines, by name.
    pub lines: Vec<OrganisationLine>,
    /// How many there are in all.
    pub all: HowMany,
}

/// The list.
pub async fn list(reader: &mut Reader, filter: &Filter, part: Part) -> Result<List, ActionError> {
    let key = filter.q.as_deref().map(collation::key);
    let only: Vec<Only<'_>> = filter.kind.map(|k| Only::Word("kinds", k.as_str())).into_iter().collect();
    let viewer = reader.viewer.clone();
    let found =
        listing::page(&mut reader.tx, &viewer, &Organisation::DEF, key.as_deref(), &only, None, part).await?;
    let mut organisations: Vec<Stored<Organisation>> = reader.load(Find::Ids(&found.ids)).await?;
    organisations.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
    let mut counts: HashMap<ThingId, usize> = HashMap::new();
    for m in reader.by::<Membership>("member", &found.ids).await? {
        if super::may_hold(m.facts.valid.as_ref(), reader.today) {
            *counts.entry(m.facts.member.0).or_default() += 1;
        }
    }
    let names = reader.names(organisations.iter().flat_map(|o| ids![o.facts.part_of])).await?;
    let line = |o: Stored<Organisation>| OrganisationLine {
        link: Link::from(&o),
        cooperations: counts.get(&o.id).copied().unwrap_or(0),
        part_of: names.opt(o.facts.part_of),
        kinds: o.facts.kinds,
        code: o.facts.code,
        county: o.facts.county_code,
    };
    Ok(List { lines: organisations.into_iter().map(line).collect(), all: found.all })
}

/// The counties of the base register by their code, as `12` → `Skåne län`.
pub fn counties() -> &'static BTreeMap<&'static str, &'static str> {
    static COUNTIES: std::sync::LazyLock<BTreeMap<&'static str, &'static str>> =
        std::sync::LazyLock::new(|| {
            let rows = crate::pack::all().into_iter().flat_map(|p| p.municipalities.lines().skip(1));
            rows.filter_map(|row| {
                let mut fields = row.split(',').skip(2);
                Some((fields.next()?.trim(), fields.next()?.trim()))
            })
            .collect()
        });
    &COUNTIES
}
