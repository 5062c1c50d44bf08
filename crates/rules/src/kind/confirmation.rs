//! What only a person can say: a rule asks, somebody answers, and the answer counts for a time.
//!
//! Invariant: without an answer nothing is broken; a question that nobody has answered is unknown and says what it asks.

use super::each_body;
use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    moment::{self, Known, Moment},
    outcome::{Answer, Outcome, Subject},
    parameter::Fault,
    parameters,
    say::{More, Say},
    scope,
};
use genbo_domain::{
    duration::Duration,
    edtf::Edtf,
    rule::{Rule, RuleAnswer, RuleReply},
    value::ThingId,
};
use jiff::civil::Date;

parameters! {
    /// That somebody says of a thing whether it is so.
    pub struct Confirmation {
        /// What is asked, as a question to be answered with yes or no.
        asks: String,
        /// So long an answer counts; for ever if left out.
        every: Option<Duration>,
        /// Only things whose day is not before this.
        since: Option<Edtf>,
    }
}

impl Judge for Confirmation {
    fn never(&self) -> Option<Fault> {
        self.asks.trim().is_empty().then(|| Fault::of("asks", "it asks nothing", "write what is asked"))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let since = self.since.as_ref().and_then(Edtf::first).map(|d| d.date());
        let late_enough = |thing: ThingId| match (since, moment::of(facts, thing, Moment::MeetingStart)) {
            (Some(since), Known::At(day)) => day.last().is_none_or(|d| d.date() >= since),
            _ => true,
        };
        if let Some(item) = rule.scope_item {
            let things = scope::things(facts, rule, item).into_iter();
            return things.filter(|t| late_enough(*t)).map(Subject::thing).collect();
        }
        let mut subjects = each_body(facts, rule);
        subjects.extend(scope::documents(facts, rule).iter().map(|d| Subject::thing(d.id)));
        subjects.extend(rule.scope_thing.map(|t| Subject::thing(t.0)));
        if subjects.is_empty() && !scope::has_bodies(rule) && rule.scope_document.is_none() {
            subjects.push(Subject::thing(rule.cooperation.0));
        }
        subjects
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, thing) = (case.facts, case.subject.thing);
        // What is still to come need not be answered yet.
        if let Known::At(start) = moment::of(facts, thing, Moment::MeetingStart)
            && start.first().is_some_and(|s| s.date() > facts.as_of)
        {
            return Answer::new(Outcome::NotApplicable, Say::NotInForce);
        }
        let asks = More::Asks(self.asks.clone());
        let answer = match self.latest(case) {
            None => Answer::new(Outcome::Unknown, asks),
            Some((reply, until)) if until.is_some_and(|u| u < facts.as_of) => {
                Answer::new(Outcome::Unknown, asks).line(replied(reply)).by(until)
            }
            Some((reply, until)) => {
                let outcome = match reply.facts.reply {
                    RuleReply::Yes => Outcome::Kept,
                    RuleReply::No => Outcome::Broken,
                    RuleReply::NotYet => Outcome::AtRisk,
                };
                Answer::new(outcome, replied(reply)).line(asks).by(until).with([reply.id])
            }
        };
        answer.with([thing]).mended_at(case.rule.id)
    }
}

fn replied(reply: &Fact<RuleAnswer>) -> More {
    More::Replied { reply: reply.facts.reply, by: reply.facts.by.clone(), when: reply.facts.when.clone() }
}

impl Confirmation {
    /// The latest answer about the subject by today, and the last day on which it counts.
    fn latest<'f>(&self, case: Case<'f>) -> Option<(&'f Fact<RuleAnswer>, Option<Date>)> {
        let facts = case.facts;
        let about = |r: &RuleAnswer| {
            r.subject.is_none_or(|s| s.0 == case.subject.thing || Some(s.0) == case.subject.of)
        };
        let mine = facts.replies.iter().filter(|r| {
            r.facts.rule.0 == case.rule.id
                && about(&r.facts)
                && r.facts.when.first().is_some_and(|d| d.date() <= facts.as_of)
        });
        let reply = mine.max_by_key(|r| (r.facts.when.first(), r.facts.subject.is_some(), r.id))?;
        let day = reply.facts.when.last().map(|d| d.date());
        let by_rule = self.every.and_then(|every| every.after(day?, &facts.calendar).ok());
        let stated = reply.facts.until.as_ref().and_then(Edtf::last).map(|d| d.date());
        Some((reply, stated.or(by_rule)))
    }
}
