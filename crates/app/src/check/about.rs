//! What a finding is about and whose business it is, told from the facts that it was made of.

use super::Told;
use genbo_domain::{rule::Rule, seat::SeatRole, value::ThingId};
use genbo_rules::{
    facts::Facts,
    outcome::{Finding, Subject},
    say::Say,
};

/// Everything that a finding names.
pub(super) fn named(told: &Told) -> Vec<ThingId> {
    let (answer, subject) = (&told.finding.answer, told.finding.subject);
    let said = std::iter::once(&answer.say).chain(&answer.lines);
    let mut ids: Vec<ThingId> = said.flat_map(Say::things).collect();
    ids.extend(answer.facts.iter().copied());
    ids.extend([subject.thing, told.rule.facts.cites_document.0, told.rule.id]);
    ids.extend([subject.of, answer.fix, told.body, told.meeting, told.by].into_iter().flatten());
    ids
}

/// The meeting that a thing is or belongs to.
fn meeting_of(facts: &Facts, thing: ThingId) -> Option<ThingId> {
    let of_record = |id: ThingId| facts.records.get(id).map(|r| r.facts.meeting.0);
    let known = |id: ThingId| facts.meetings.get(id).map(|m| m.id);
    known(thing)
        .or_else(|| of_record(thing))
        .or_else(|| of_record(facts.notices.get(thing)?.facts.record.0))
        .or_else(|| facts.items.get(thing).map(|i| i.facts.meeting.0))
        .or_else(|| facts.attendances.get(thing).map(|a| a.facts.meeting.0))
}

/// The meeting that a finding is about.
pub(super) fn meeting(facts: &Facts, subject: Subject) -> Option<ThingId> {
    meeting_of(facts, subject.thing).filter(|id| facts.meetings.get(*id).is_some())
}

fn body_of_meeting(facts: &Facts, meeting: ThingId) -> Option<ThingId> {
    facts.meetings.get(meeting)?.facts.bodies.first().map(|b| b.0)
}

/// The body that a finding is about: the subject itself, whose meeting or decision it is, or whom the rule names.
pub(super) fn body(facts: &Facts, rule: &Rule, subject: Subject) -> Option<ThingId> {
    let thing = subject.thing;
    let of_meeting = || body_of_meeting(facts, meeting_of(facts, thing)?);
    facts
        .bodies
        .get(thing)
        .map(|b| b.id)
        .or_else(of_meeting)
        .or_else(|| facts.seats.get(thing).map(|s| s.facts.body.0))
        .or_else(|| facts.commissions.get(thing).and_then(|c| c.facts.given_by).map(|b| b.0))
        .or_else(|| rule.scope_body.map(|b| b.0))
        .filter(|id| facts.bodies.get(*id).is_some())
}

/// Whose business it is to mend a finding: the one who has the task where that is recorded, otherwise the secretary of the
/// body that it lies with, the body, or the owner of what has to be mended; last, the cooperation itself.
pub(super) fn whose(facts: &Facts, rule: &Rule, finding: &Finding) -> Option<ThingId> {
    let answer = &finding.answer;
    let things = [answer.fix, Some(finding.subject.thing)];
    let of_task = things.into_iter().flatten().find_map(|thing| task(facts, thing, finding.subject));
    of_task
        .or_else(|| body(facts, rule, finding.subject).map(|b| secretary(facts, b).unwrap_or(b)))
        .or(Some(rule.cooperation.0))
}

/// Who has the task that a thing is, or owns it.
fn task(facts: &Facts, thing: ThingId, subject: Subject) -> Option<ThingId> {
    let body = |id: ThingId| secretary(facts, id).unwrap_or(id);
    if let Some(meeting) = meeting_of(facts, thing) {
        return body_of_meeting(facts, meeting).map(body);
    }
    if let Some(seat) = facts.seats.get(thing) {
        return Some(body(seat.facts.body.0));
    }
    if facts.bodies.get(thing).is_some() {
        return Some(body(thing));
    }
    if let Some(c) = facts.commissions.get(thing) {
        return c.facts.assignee.map(|a| a.0).or(c.facts.given_by.map(|b| body(b.0)));
    }
    if let Some(referral) = facts.referrals.get(thing) {
        // Whoever is asked and has not answered, where the finding is about one of them.
        return subject.of.or(Some(referral.facts.sender.0));
    }
    if let Some(addressee) = facts.addressees.get(thing) {
        return Some(addressee.facts.organisation.0);
    }
    let document = facts.documents.get(thing).map(|d| d.id);
    let document = document.or_else(|| facts.sections.get(thing).map(|s| s.facts.governing_document.0));
    if let Some(document) = document.and_then(|id| facts.documents.get(id)) {
        return Some(document.facts.owner.0);
    }
    if let Some(activity) = facts.activities.get(thing) {
        let plan = facts.plans.get(activity.facts.plan.0).map(|p| p.facts.owner.0);
        return activity.facts.accountable.map(|b| b.0).or(plan);
    }
    if let Some(plan) = facts.plans.get(thing) {
        return Some(plan.facts.owner.0);
    }
    if let Some(step) = facts.steps.get(thing) {
        return step.facts.actor.map(|a| a.0);
    }
    if let Some(contact) = facts.contacts.get(thing) {
        return Some(contact.facts.organisation.0);
    }
    if let Some(project) = facts.projects.get(thing) {
        return project.facts.owner.map(|o| o.0);
    }
    None
}

/// The post or organisation that has a body's seat as secretary today.
fn secretary(facts: &Facts, body: ThingId) -> Option<ThingId> {
    let of = facts.seats.iter().filter(|s| s.facts.body.0 == body && facts.is_now(s.facts.valid.as_ref()));
    of.filter(|s| s.facts.role == Some(SeatRole::Secretary))
        .find_map(|s| s.facts.allotted_to.first())
        .map(|a| a.0)
}
