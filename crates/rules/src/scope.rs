//! The subject selector: which things a rule is about.

use crate::facts::{Fact, Facts};
use genbo_domain::{
    body::{Body, BodyStatus},
    governing_document::GoverningDocument,
    rule::{Rule, ScopeItem},
    value::ThingId,
};

/// The bodies that a rule is about, in the order of their ids; those that are closed are left out, unless named.
pub fn bodies<'f>(facts: &'f Facts, rule: &Rule) -> Vec<&'f Fact<Body>> {
    let named = |b: &Fact<Body>| {
        rule.scope_body.is_some_and(|s| s.0 == b.id) || rule.scope_bodies.iter().any(|s| s.0 == b.id)
    };
    let part = |b: &Fact<Body>| {
        rule.scope_part_of.is_some_and(|whole| {
            let composed =
                facts.bodies.get(whole.0).is_some_and(|w| w.facts.composed_of.iter().any(|c| c.0 == b.id));
            composed || b.facts.part_of.is_some_and(|p| p.0 == whole.0)
        })
    };
    let of_kind = |b: &Fact<Body>| {
        let kind = rule.scope_body_kind.is_some_and(|k| b.facts.kind == Some(k));
        let own = b.facts.owner.0 == rule.cooperation.0
            || facts
                .cooperations
                .get(rule.cooperation.0)
                .and_then(|c| c.facts.organisation)
                .is_some_and(|o| o.0 == b.facts.owner.0);
        kind && own
    };
    let running = |b: &Fact<Body>| b.facts.status != Some(BodyStatus::Closed);
    facts.bodies.iter().filter(|b| named(b) || ((part(b) || of_kind(b)) && running(b))).collect()
}

/// Whether the scope names any body, or a way to find some.
pub const fn has_bodies(rule: &Rule) -> bool {
    rule.scope_body.is_some()
        || !rule.scope_bodies.is_empty()
        || rule.scope_part_of.is_some()
        || rule.scope_body_kind.is_some()
}

/// The governing documents that a rule is about.
pub fn documents<'f>(facts: &'f Facts, rule: &Rule) -> Vec<&'f Fact<GoverningDocument>> {
    let own = |d: &Fact<GoverningDocument>| belongs(facts, rule, d.facts.owner.0);
    facts
        .documents
        .iter()
        .filter(|d| {
            rule.scope_document.is_some_and(|s| s.0 == d.id)
                || (own(d) && rule.scope_document_kind.is_some_and(|k| d.facts.kind == Some(k)))
        })
        .collect()
}

/// Whether that owner is the rule's cooperation, or the legal person that it is.
pub fn belongs(facts: &Facts, rule: &Rule, owner: ThingId) -> bool {
    let cooperation = facts.cooperations.get(rule.cooperation.0);
    owner == rule.cooperation.0
        || cooperation.and_then(|c| c.facts.organisation).is_some_and(|o| o.0 == owner)
}

/// The members of the rule's cooperation today that the rule is about, in the order of their ids.
pub fn members(facts: &Facts, rule: &Rule) -> Vec<ThingId> {
    let chosen = |member: ThingId| match (rule.scope_member, rule.scope_members.as_slice(), rule.scope_group)
    {
        (None, [], None) => true,
        (one, several, group) => {
            one.is_some_and(|m| m.0 == member)
                || several.iter().any(|m| m.0 == member)
                || group
                    .and_then(|g| facts.groups.get(g.0))
                    .is_some_and(|g| g.facts.members.iter().any(|m| m.0 == member))
        }
    };
    let now = facts
        .memberships
        .iter()
        .filter(|m| m.facts.cooperation.0 == rule.cooperation.0 && facts.is_now(m.facts.valid.as_ref()));
    let full = now.filter(|m| {
        use genbo_domain::cooperation::MembershipKind as K;
        matches!(m.facts.kind, None | Some(K::Full | K::Partial))
    });
    let mut members: Vec<ThingId> = full.map(|m| m.facts.member.0).filter(|m| chosen(*m)).collect();
    // A member that is named counts even if it is none of the cooperation's own, as one that shares a seat.
    members.extend(rule.scope_member.map(|m| m.0));
    members.extend(rule.scope_members.iter().map(|m| m.0));
    members.sort_unstable();
    members.dedup();
    members
}

/// The things of a sort that a rule is about: those of its bodies, its document, its one thing, or the whole cooperation.
pub fn things(facts: &Facts, rule: &Rule, item: ScopeItem) -> Vec<ThingId> {
    if let Some(thing) = rule.scope_thing
        && facts.noun_of(thing.0).is_some_and(|n| n.name == noun_of(item))
    {
        return vec![thing.0];
    }
    let bodies: Vec<ThingId> = bodies(facts, rule).iter().map(|b| b.id).collect();
    let documents: Vec<ThingId> = documents(facts, rule).iter().map(|d| d.id).collect();
    let of_body = |id: ThingId| bodies.contains(&id);
    let all = !has_bodies(rule) && rule.scope_thing.is_none();
    let meeting =
        |id: ThingId| facts.meetings.get(id).is_some_and(|m| m.facts.bodies.iter().any(|b| of_body(b.0)));
    let thing = rule.scope_thing.map(|t| t.0);
    let mine = |owner: ThingId| belongs(facts, rule, owner);
    match item {
        ScopeItem::Body => bodies,
        ScopeItem::Member => members(facts, rule),
        ScopeItem::Group => facts
            .groups
            .iter()
            .filter(|g| g.facts.cooperation.0 == rule.cooperation.0)
            .map(|g| g.id)
            .collect(),
        ScopeItem::Meeting => facts.meetings.iter().filter(|m| meeting(m.id)).map(|m| m.id).collect(),
        ScopeItem::Event => facts
            .events
            .iter()
            .filter(|e| e.facts.cooperation.0 == rule.cooperation.0)
            .map(|e| e.id)
            .collect(),
        ScopeItem::Record => {
            facts.records.iter().filter(|r| meeting(r.facts.meeting.0)).map(|r| r.id).collect()
        }
        ScopeItem::Notice => {
            let of = |record: ThingId| facts.records.get(record).is_some_and(|r| meeting(r.facts.meeting.0));
            facts.notices.iter().filter(|n| of(n.facts.record.0)).map(|n| n.id).collect()
        }
        ScopeItem::Item => facts.items.iter().filter(|i| meeting(i.facts.meeting.0)).map(|i| i.id).collect(),
        ScopeItem::Document => documents,
        ScopeItem::Section => facts
            .sections
            .iter()
            .filter(|s| documents.contains(&s.facts.governing_document.0))
            .map(|s| s.id)
            .collect(),
        ScopeItem::Step => {
            facts.steps.iter().filter(|s| s.facts.cooperation.0 == rule.cooperation.0).map(|s| s.id).collect()
        }
        ScopeItem::Commission => facts
            .commissions
            .iter()
            .filter(|c| all || c.facts.given_by.is_some_and(|b| of_body(b.0)))
            .map(|c| c.id)
            .collect(),
        ScopeItem::Referral => facts
            .referrals
            .iter()
            .filter(|r| all || of_body(r.facts.sender.0) || mine(r.facts.sender.0))
            .map(|r| r.id)
            .collect(),
        ScopeItem::Plan => facts.plans.iter().filter(|p| mine(p.facts.owner.0)).map(|p| p.id).collect(),
        ScopeItem::Activity => facts
            .activities
            .iter()
            .filter(|a| thing.is_none_or(|t| a.facts.plan.0 == t))
            .filter(|a| facts.plans.get(a.facts.plan.0).is_some_and(|p| mine(p.facts.owner.0)))
            .map(|a| a.id)
            .collect(),
        ScopeItem::Project => facts.projects.iter().map(|p| p.id).collect(),
        ScopeItem::Area => {
            facts.areas.iter().filter(|a| a.facts.cooperation.0 == rule.cooperation.0).map(|a| a.id).collect()
        }
        ScopeItem::Agreement => facts
            .agreements
            .iter()
            .filter(|a| a.facts.cooperation.is_some_and(|c| c.0 == rule.cooperation.0))
            .map(|a| a.id)
            .collect(),
        ScopeItem::Key => {
            facts.keys.iter().filter(|k| k.facts.cooperation.0 == rule.cooperation.0).map(|k| k.id).collect()
        }
        ScopeItem::Course => facts
            .courses
            .iter()
            .filter(|c| c.facts.cooperation.0 == rule.cooperation.0)
            .map(|c| c.id)
            .collect(),
        ScopeItem::Goal => facts
            .goals
            .iter()
            .filter(|g| thing.is_none_or(|t| g.facts.plan.0 == t))
            .filter(|g| facts.plans.get(g.facts.plan.0).is_some_and(|p| mine(p.facts.owner.0)))
            .map(|g| g.id)
            .collect(),
        ScopeItem::Matter => {
            let here: std::collections::BTreeSet<ThingId> = facts
                .items
                .iter()
                .filter(|i| all || meeting(i.facts.meeting.0))
                .filter_map(|i| i.facts.matter.map(|m| m.0))
                .collect();
            facts.matters.iter().map(|m| m.id).filter(|m| here.contains(m)).collect()
        }
        ScopeItem::Contact => facts
            .contacts
            .iter()
            .filter(|c| c.facts.cooperation.0 == rule.cooperation.0)
            .map(|c| c.id)
            .collect(),
    }
}

/// The noun of a sort of things.
pub const fn noun_of(item: ScopeItem) -> &'static str {
    match item {
        ScopeItem::Body => "body",
        ScopeItem::Member => "organisation",
        ScopeItem::Group => "group",
        ScopeItem::Meeting => "meeting",
        ScopeItem::Event => "event",
        ScopeItem::Record => "record",
        ScopeItem::Notice => "notice",
        ScopeItem::Item => "item",
        ScopeItem::Document => "governing_document",
        ScopeItem::Section => "section",
        ScopeItem::Step => "cycle_step",
        ScopeItem::Commission => "commission",
        ScopeItem::Referral => "referral",
        ScopeItem::Plan => "plan",
        ScopeItem::Activity => "activity",
        ScopeItem::Project => "project",
        ScopeItem::Area => "area",
        ScopeItem::Agreement => "agreement",
        ScopeItem::Key => "key",
        ScopeItem::Contact => "contact",
        ScopeItem::Course => "course",
        ScopeItem::Matter => "matter",
        ScopeItem::Goal => "goal",
    }
}
