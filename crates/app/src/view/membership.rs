//! Who is a member of what, directly and through a member that is itself a cooperation; circles are followed once.

use super::{Link, Reader};
use crate::error::ActionError;
use genbo_domain::{
    cooperation::{Membership, MembershipKind},
    edtf::Edtf,
    value::ThingId,
};
use genbo_store::row::Stored;
use std::collections::{BTreeSet, HashMap};

/// The memberships below some cooperations, as of a day.
#[derive(Debug, Default)]
pub struct Tree {
    below: HashMap<ThingId, Vec<Stored<Membership>>>,
    otherwise: Vec<Stored<Membership>>,
}

impl Tree {
    /// The memberships below those cooperations; one statement per level.
    pub async fn below(reader: &mut Reader, roots: &[ThingId]) -> Result<Tree, ActionError> {
        let mut tree = Tree::default();
        let mut level = roots.to_vec();
        while !level.is_empty() {
            for id in &level {
                tree.below.entry(*id).or_default();
            }
            let memberships: Vec<Stored<Membership>> = reader.by("cooperation", &level).await?;
            let mut next = BTreeSet::new();
            for m in memberships {
                if super::may_hold(m.facts.valid.as_ref(), reader.today) {
                    next.insert(m.facts.member.0);
                    tree.below.entry(m.facts.cooperation.0).or_default().push(m);
                } else {
                    tree.otherwise.push(m);
                }
            }
            level = next.into_iter().filter(|id| !tree.below.contains_key(id)).collect();
        }
        Ok(tree)
    }

    /// The memberships in one cooperation itself.
    pub fn direct(&self, cooperation: ThingId) -> &[Stored<Membership>] {
        self.below.get(&cooperation).map_or(&[], Vec::as_slice)
    }

    /// The memberships in one cooperation itself that do not hold on the day.
    pub fn otherwise(&self, cooperation: ThingId) -> impl Iterator<Item = &Stored<Membership>> {
        self.otherwise.iter().filter(move |m| m.facts.cooperation.0 == cooperation)
    }

    /// All members that are not themselves cooperations of others, each once.
    pub fn organisations(&self, cooperation: ThingId) -> BTreeSet<ThingId> {
        let (mut leaves, mut seen, mut open) =
            (BTreeSet::new(), BTreeSet::from([cooperation]), vec![cooperation]);
        while let Some(id) = open.pop() {
            for m in self.direct(id) {
                let member = m.facts.member.0;
                if self.direct(member).is_empty() {
                    leaves.insert(member);
                } else if seen.insert(member) {
                    open.push(member);
                }
            }
        }
        leaves
    }
}

/// One cooperation that somebody takes part in.
#[derive(Debug, Clone, PartialEq)]
pub struct TakesPart {
    /// The cooperation.
    pub cooperation: ThingId,
    /// How, for a membership of its own.
    pub kind: Option<MembershipKind>,
    /// The areas that it takes part in, if not all.
    pub areas: Vec<String>,
    /// The condition that it rests on.
    pub condition: Option<String>,
    /// From when to when.
    pub valid: Option<Edtf>,
    /// The member cooperation through which it takes part, if it is no member itself.
    pub through: Option<ThingId>,
}

/// The cooperations that a party takes part in, itself first, then through member cooperations.
pub async fn of_party(reader: &mut Reader, party: ThingId) -> Result<Vec<TakesPart>, ActionError> {
    let mut found: Vec<TakesPart> = Vec::new();
    let mut level = vec![party];
    while !level.is_empty() {
        let memberships: Vec<Stored<Membership>> = reader.by("member", &level).await?;
        let before = found.len();
        for m in memberships.into_iter().filter(|m| super::may_hold(m.facts.valid.as_ref(), reader.today)) {
            let known = found.iter().any(|t| t.cooperation == m.facts.cooperation.0);
            if known || m.facts.cooperation.0 == party {
                continue;
            }
            let own = m.facts.member.0 == party;
            found.push(TakesPart {
                cooperation: m.facts.cooperation.0,
                kind: m.facts.kind.filter(|_| own),
                areas: if own { m.facts.areas } else { Vec::new() },
                condition: m.facts.condition.filter(|_| own).map(|c| c.0),
                valid: m.facts.valid.filter(|_| own),
                through: (!own).then_some(m.facts.member.0),
            });
        }
        level = found[before..].iter().map(|t| t.cooperation).collect();
    }
    Ok(found)
}

/// A member of a cooperation.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Who.
    pub link: Link,
    /// How it takes part.
    pub kind: Option<MembershipKind>,
    /// The areas that it takes part in, if not all.
    pub areas: Vec<String>,
    /// The condition that it rests on.
    pub condition: Option<String>,
    /// From when to when.
    pub valid: Option<Edtf>,
    /// The groups of members that it is in.
    pub groups: Vec<Link>,
    /// The members of a member that is itself a cooperation.
    pub members: Vec<Link>,
}
