//! What follows from meetings, decisions and questions: reports back, commissions, answers.

use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    occasion::{self, State},
    outcome::{Answer, Outcome, Subject},
    parameters,
    say::Say,
    scope,
};
use genbo_domain::{
    commission::{Commission, CommissionState},
    duration::Duration,
    edtf::Edtf,
    referral::ReferralAddressee,
    rule::{ListKind, Rule, ScopeItem},
    value::ThingId,
};
use jiff::civil::Date;

parameters! {
    /// That somebody reports back after each meeting.
    pub struct ReportBack {
        /// Within this time after the meeting; at any time if left out.
        within: Option<Duration>,
    }
}

parameters! {
    /// That commissions are carried out and closed.
    pub struct Fulfilment {
        /// The time after which a commission without last day should be looked at again.
        review_after: Option<Duration>,
        /// Whether something must have been handed over before it is closed.
        needs_document: Option<bool>,
    }
}

parameters! {
    /// That those who are asked answer in time.
    pub struct Answers {
        /// The last day, if it is another than the referral's own.
        by: Option<Edtf>,
    }
}

impl Judge for ReportBack {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        scope::things(facts, rule, ScopeItem::Meeting).into_iter().map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(meeting) = facts.meetings.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::NoReport);
        };
        let state = occasion::state(meeting.facts.when.as_ref(), meeting.facts.status, facts.as_of);
        let report = facts.back_reports.iter().find(|r| r.facts.meeting.is_some_and(|m| m.0 == meeting.id));
        let ended = meeting.facts.when.as_ref().and_then(Edtf::last).map(|l| l.date());
        let limit = self.within.and_then(|w| w.after(ended?, &facts.calendar).ok());
        let answer = match (state, report) {
            (State::Off, _) => Answer::new(Outcome::NotApplicable, Say::CalledOff),
            (State::Planned, _) => Answer::new(Outcome::NotApplicable, Say::NotInForce),
            (_, Some(report)) => in_time(report.facts.when.as_ref(), limit, report.id),
            (State::Unconfirmed, None) => Answer::new(Outcome::Unknown, Say::NotConfirmed),
            (State::Held, None) if limit.is_some_and(|l| l >= facts.as_of) => {
                Answer::new(Outcome::AtRisk, Say::NoReport)
            }
            (State::Held, None) => {
                let day = ended.unwrap_or(facts.as_of);
                let body = meeting.facts.bodies.first().map_or(meeting.id, |b| b.0);
                let complete = facts.is_complete(body, ListKind::BackReports, day, day);
                Answer::new(if complete { Outcome::Broken } else { Outcome::Unknown }, Say::NoReport)
            }
        };
        answer.by(limit).with([meeting.id]).mended_at(meeting.id)
    }
}

fn in_time(when: Option<&Edtf>, limit: Option<Date>, report: ThingId) -> Answer {
    let late = |l: Date| when.and_then(Edtf::first).is_some_and(|f| f.date() > l);
    let unsure = |l: Date| when.and_then(Edtf::last).is_none_or(|f| f.date() > l);
    let outcome = match limit {
        Some(limit) if late(limit) => Outcome::Broken,
        Some(limit) if unsure(limit) => Outcome::Unknown,
        _ => Outcome::Kept,
    };
    Answer::new(outcome, Say::ReportedBack(report)).with([report])
}

impl Judge for Fulfilment {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        scope::things(facts, rule, ScopeItem::Commission).into_iter().map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(commission) = facts.commissions.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::Open);
        };
        let c = &commission.facts;
        let done = c.state.is_some_and(|s| !s.waits_for_assignee() && s != CommissionState::Returned);
        let answer = if done {
            let unproven = self.needs_document == Some(true) && c.closing_document.is_none();
            let (outcome, say) = match (unproven, commission.is_empty("closing_document")) {
                (false, _) => (Outcome::Kept, Say::Fulfilled),
                (true, true) => (Outcome::Broken, Say::FieldsEmpty(vec!["closing_document".to_owned()])),
                (true, false) => (Outcome::Unknown, Say::FieldsMissing(vec!["closing_document".to_owned()])),
            };
            Answer::new(outcome, say).with(c.closing_document.map(|d| d.0))
        } else if c.state == Some(CommissionState::Returned) {
            Answer::new(Outcome::NotApplicable, Say::Withdrawn)
        } else {
            self.open(facts, commission)
        };
        answer.with([commission.id]).mended_at(commission.id)
    }
}

impl Fulfilment {
    fn open(&self, facts: &Facts, commission: &Fact<Commission>) -> Answer {
        let c = &commission.facts;
        let last = |date: Option<&Edtf>| date.and_then(Edtf::last).map(|l| l.date());
        if let Some(due) = last(c.due.as_ref()) {
            // The last day belongs to the time. Without a state nobody has said that it is not done.
            return match (due < facts.as_of, c.state.is_some()) {
                (false, _) => Answer::new(Outcome::AtRisk, Say::Open).by(due),
                (true, true) => Answer::new(Outcome::Broken, Say::Overdue).by(due),
                (true, false) => Answer::new(Outcome::Unknown, Say::Open).by(due),
            };
        }
        if let Some(review) = last(c.review.as_ref()) {
            let outcome = if review < facts.as_of { Outcome::Unknown } else { Outcome::AtRisk };
            return Answer::new(outcome, Say::ReviewBy(review)).by(review);
        }
        let given = c.clause.and_then(|clause| facts.clauses.get(clause.0)).map(|clause| clause.facts.item.0);
        let item = c.item.map(|i| i.0).or(given).and_then(|i| facts.items.get(i));
        let meeting = item.and_then(|i| facts.meetings.get(i.facts.meeting.0));
        let day = last(meeting.and_then(|m| m.facts.when.as_ref()));
        match self.review_after.and_then(|after| after.after(day?, &facts.calendar).ok()) {
            // An assumed day never breaks a rule, and never keeps it.
            Some(assumed) if assumed >= facts.as_of => {
                Answer::new(Outcome::AtRisk, Say::OpenWithoutDay).by(assumed).line(Say::AssumedDay(assumed))
            }
            Some(assumed) => Answer::new(Outcome::AtRisk, Say::OpenWithoutDay).line(Say::AssumedDay(assumed)),
            None => Answer::new(Outcome::Unknown, Say::OpenWithoutDay),
        }
    }
}

impl Judge for Answers {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let referrals = scope::things(facts, rule, ScopeItem::Referral);
        let asked = facts.addressees.iter().filter(|a| referrals.contains(&a.facts.referral.0));
        asked.map(|a| Subject::of(a.facts.referral.0, a.facts.organisation.0)).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let mine = |a: &&Fact<ReferralAddressee>| {
            a.facts.referral.0 == case.subject.thing && Some(a.facts.organisation.0) == case.subject.of
        };
        let Some(asked) = facts.addressees.iter().find(mine) else {
            return Answer::new(Outcome::Unknown, Say::NoAnswer);
        };
        let last = |date: Option<&Edtf>| date.and_then(Edtf::last).map(|l| l.date());
        let withdrawn =
            asked.facts.withdrawn.as_ref().and_then(Edtf::first).is_some_and(|w| w.date() <= facts.as_of);
        if withdrawn {
            return Answer::new(Outcome::NotApplicable, Say::Withdrawn);
        }
        let own = facts.referrals.get(case.subject.thing).and_then(|r| r.facts.due.as_ref());
        let due =
            last(asked.facts.extended_to.as_ref()).or_else(|| last(self.by.as_ref())).or_else(|| last(own));
        let answer = facts.answers.iter().find(|a| {
            let day = a.facts.received.as_ref().and_then(Edtf::first).map(|d| d.date());
            a.facts.referral.0 == case.subject.thing
                && Some(a.facts.organisation.0) == case.subject.of
                && day.is_none_or(|d| d <= facts.as_of)
        });
        let told = match (answer, due) {
            (Some(a), _) if a.facts.received.is_none() => Answer::new(Outcome::Unknown, Say::DateNotExact),
            (Some(a), Some(due))
                if a.facts.received.as_ref().and_then(Edtf::first).is_some_and(|r| r.date() > due) =>
            {
                Answer::new(Outcome::Broken, Say::AnsweredLate)
            }
            (Some(_), _) => Answer::new(Outcome::Kept, Say::Answered),
            (None, Some(due)) if due >= facts.as_of => Answer::new(Outcome::AtRisk, Say::NoAnswer),
            (None, Some(due)) if facts.is_complete(case.subject.thing, ListKind::Answers, due, due) => {
                Answer::new(Outcome::Broken, Say::NoAnswer)
            }
            (None, _) => Answer::new(Outcome::Unknown, Say::NoAnswer),
        };
        told.by(due).with(answer.map(|a| a.id)).with([case.subject.thing]).mended_at(case.subject.thing)
    }
}
