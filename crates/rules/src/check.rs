//! The engine: every rule about every subject, once, with exceptions, waivers, validity and assumptions.
//!
//! Invariant: one finding per rule and subject, whatever the facts; a rule that cannot be read is a finding of its own and
//! hinders no other.

use crate::{
    catalogue::{self, Case, Check, Judge},
    facts::{Fact, Facts},
    moment::{self, Known, Moment},
    outcome::{Answer, Finding, Outcome, Severity, Subject},
    parameter::Fault,
    say::Say,
};
use genbo_domain::{
    parameters::Parameters,
    rule::{Rule, RuleWaiver},
    value::{Kind, ThingId},
};
use std::collections::{BTreeSet, HashMap};

/// A rule that can be read, with what it is about.
struct Ready<'f> {
    rule: &'f Fact<Rule>,
    check: Check,
    in_force: bool,
    subjects: BTreeSet<Subject>,
}

/// The findings of all rules, by rule and subject.
pub fn check(facts: &Facts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut ready = Vec::new();
    for rule in facts.rules.iter() {
        match read(facts, &rule.facts) {
            Ok(check) => {
                let all = check.subjects(facts, &rule.facts).into_iter();
                let subjects = all.filter(|s| is_in_time(facts, rule, s.thing)).collect();
                ready.push(Ready { rule, check, in_force: in_force(facts, rule), subjects });
            }
            Err(faults) => {
                let text = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
                findings.push(alone(rule, Outcome::Unknown, Say::Fault(text)));
            }
        }
    }
    let mut exceptions: HashMap<ThingId, Vec<&Ready<'_>>> = HashMap::new();
    for one in ready.iter().filter(|r| r.in_force && r.rule.facts.state_off_because.is_none()) {
        if let Some(base) = one.rule.facts.excepts {
            exceptions.entry(base.0).or_default().push(one);
        }
    }
    for one in &ready {
        of_rule(facts, one, exceptions.get(&one.rule.id).map_or(&[][..], Vec::as_slice), &mut findings);
    }
    findings.sort_by_key(|f| (f.rule, f.subject));
    findings
}

/// Reads a rule's kind and parameters.
pub fn read(facts: &Facts, rule: &Rule) -> Result<Check, Vec<Fault>> {
    let none = Parameters::default();
    let check = catalogue::read(rule.kind, rule.parameters.as_ref().unwrap_or(&none), &|p| facts.find(p))?;
    match check.never() {
        Some(fault) => Err(vec![fault]),
        None => Ok(check),
    }
}

/// Whether a rule holds on the day: by its own validity, or else by the time that its document governs. A document whose
/// time is over goes on until another takes its place. Law is looked up by the day of each thing.
fn in_force(facts: &Facts, rule: &Fact<Rule>) -> bool {
    if facts.statutes.contains(&rule.id) {
        return true;
    }
    let rule = &rule.facts;
    match &rule.valid {
        Some(valid) => valid.overlaps(facts.as_of, facts.as_of),
        None => {
            let document = facts.documents.get(rule.cites_document.0);
            let starts = document.and_then(|d| d.facts.period.as_ref()).and_then(|p| p.first());
            starts.is_none_or(|s| s.date() <= facts.as_of)
        }
    }
}

/// Whether a meeting, or what belongs to one, lies in the time in which the rule holds. Other things have no such day: for
/// them law counts as it is today.
fn is_in_time(facts: &Facts, rule: &Fact<Rule>, thing: ThingId) -> bool {
    let Some(valid) = &rule.facts.valid else { return true };
    match moment::of(facts, thing, Moment::MeetingStart) {
        Known::At(start) => {
            let before = start.last().zip(valid.first()).is_some_and(|(day, first)| day < first);
            let after = start.first().zip(valid.last()).is_some_and(|(day, last)| day > last);
            !before && !after
        }
        _ if facts.statutes.contains(&rule.id) => facts.is_now(Some(valid)),
        _ => true,
    }
}

fn of_rule(facts: &Facts, one: &Ready<'_>, exceptions: &[&Ready<'_>], findings: &mut Vec<Finding>) {
    let rule = one.rule;
    if rule.facts.state_off_because.is_some() {
        findings.push(alone(rule, Outcome::Off, Say::Off));
    } else if !one.in_force {
        findings.push(alone(rule, Outcome::NotApplicable, Say::NotInForce));
    } else if one.subjects.is_empty() {
        findings.push(alone(rule, Outcome::NotApplicable, Say::NoSubject));
    } else {
        findings.extend(one.subjects.iter().map(|subject| of_subject(facts, one, exceptions, *subject)));
    }
}

/// A finding about a rule as such.
fn alone(rule: &Fact<Rule>, outcome: Outcome, say: Say) -> Finding {
    Finding {
        rule: rule.id,
        subject: Subject::thing(rule.id),
        severity: severity(&rule.facts),
        answer: Answer::new(outcome, say).mended_at(rule.id),
        assumption: false,
    }
}

fn severity(rule: &Rule) -> Severity {
    Severity::of(rule.force, rule.raised == Some(true))
}

fn of_subject(facts: &Facts, one: &Ready<'_>, exceptions: &[&Ready<'_>], subject: Subject) -> Finding {
    let rule = one.rule;
    let finding = |answer: Answer| Finding {
        rule: rule.id,
        subject,
        severity: severity(&rule.facts),
        assumption: !rule.facts.assumed.is_empty() && !answer.firm,
        answer,
    };
    if let Some(answer) = excepted(exceptions, subject) {
        let severity =
            if answer.outcome == Outcome::Broken { Severity::Warning } else { severity(&rule.facts) };
        return Finding { severity, ..finding(answer) };
    }
    let mut answer = one.check.judge(Case { facts, rule, subject });
    if answer.outcome == Outcome::Kept && assumes_a_date(&rule.facts) {
        // A default date that no source states never makes a rule kept.
        answer.outcome = Outcome::AtRisk;
    }
    if waiver(facts, rule.id, subject).is_some() && answer.outcome > Outcome::Waived {
        answer.outcome = Outcome::Waived;
    }
    finding(answer)
}

/// What stands over a subject that exceptions are about: the one with the highest priority, or a contradiction.
fn excepted(exceptions: &[&Ready<'_>], subject: Subject) -> Option<Answer> {
    let mut about: Vec<_> = exceptions.iter().filter(|e| e.subjects.contains(&subject)).collect();
    about.sort_by_key(|e| (std::cmp::Reverse(e.rule.facts.priority), e.rule.id));
    let first = about.first()?;
    match about.get(1).filter(|second| second.rule.facts.priority == first.rule.facts.priority) {
        Some(second) => {
            let say = Say::Contradiction(first.rule.id, second.rule.id);
            Some(
                Answer::new(Outcome::Broken, say)
                    .with([first.rule.id, second.rule.id])
                    .mended_at(second.rule.id),
            )
        }
        None => {
            Some(Answer::new(Outcome::NotApplicable, Say::Exception(first.rule.id)).with([first.rule.id]))
        }
    }
}

/// Whether one of the assumed parameters is a date.
fn assumes_a_date(rule: &Rule) -> bool {
    let fields = catalogue::fields(rule.kind);
    rule.assumed.iter().any(|name| fields.iter().any(|f| f.name == name && matches!(f.kind, Kind::Date)))
}

/// The waiver that counts for a subject today. Its last day belongs to it.
fn waiver(facts: &Facts, rule: ThingId, subject: Subject) -> Option<&Fact<RuleWaiver>> {
    facts.waivers.iter().find(|w| {
        let mine = w.facts.subject.is_none_or(|s| s.0 == subject.thing || Some(s.0) == subject.of);
        let last = w.facts.until.as_ref().and_then(|u| u.last());
        w.facts.rule.0 == rule && mine && last.is_none_or(|l| facts.as_of <= l.date())
    })
}
