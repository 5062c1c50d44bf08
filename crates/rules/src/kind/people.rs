//! Who may sit in a body and act for it: substitutes, to whom seats are allotted, and what the body may do.

use super::{
    composition::{is_ordinary, seats},
    each_body,
};
use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    occasion,
    outcome::{Answer, Outcome, Subject},
    parameters,
    say::Say,
    scope,
};
use genbo_domain::{
    attendance::{Attendance, Capacity},
    body::{Body, Power, SubstituteRegime},
    decision::{Clause, ClauseKind},
    noun::To,
    rule::Rule,
    seat::{Seat, SeatRole},
    value::ThingId,
};

parameters! {
    /// Whether and how members can be replaced.
    pub struct Substitution {
        /// The regime.
        regime: SubstituteRegime,
    }
}

parameters! {
    /// To whom the seats of a body may be allotted, and who appoints their holders.
    pub struct Eligibility {
        /// The seats are allotted to members of the cooperation, or to posts, groups or units of theirs.
        members_only: Option<bool>,
        /// The function of the posts that the seats are allotted to, as `chief executive`.
        function: Option<String>,
        /// The body that appoints the holders.
        appointed_by: Option<To<Body>>,
        /// Only seats with these roles; ordinary seats if left out.
        roles: Vec<SeatRole>,
        /// The body of which the holders are members, where that is said.
        among: Option<To<Body>>,
    }
}

parameters! {
    /// What a body may do with a matter.
    pub struct Mandate {
        /// What it may do.
        powers: Vec<Power>,
        /// What a clause of its decisions may do; anything if left out.
        clauses: Vec<ClauseKind>,
    }
}

impl Judge for Substitution {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_body(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, body) = (case.facts, case.subject.thing);
        let forbidden = self.regime == SubstituteRegime::Forbidden;
        if forbidden && let Some(substitute) = substitute(facts, body) {
            return Answer::new(Outcome::Broken, Say::SubstituteThere(substitute))
                .with([substitute])
                .mended_at(substitute);
        }
        if self.regime == SubstituteRegime::ByParty {
            let serving: Vec<_> = serving(facts, body).collect();
            if let Some(wrong) = serving.iter().find(|a| serves_rightly(facts, &a.facts) == Some(false)) {
                return Answer::new(Outcome::Broken, Say::ServesWrongly(wrong.id))
                    .with([wrong.id])
                    .mended_at(wrong.id);
            }
            if !serving.is_empty() && serving.iter().all(|a| serves_rightly(facts, &a.facts) == Some(true)) {
                let number = i64::try_from(serving.len()).unwrap_or(i64::MAX);
                return Answer::new(Outcome::Kept, Say::ServedRightly(number))
                    .with(serving.iter().map(|a| a.id))
                    .mended_at(body);
            }
        }
        let recorded = facts.bodies.get(body).and_then(|b| b.facts.substitutes);
        let answer = match recorded {
            Some(regime) if regime == self.regime && forbidden => {
                Answer::new(Outcome::Kept, Say::NoSubstitutes)
            }
            Some(regime) if regime == self.regime => Answer::new(Outcome::Kept, Say::Regime(regime)),
            Some(regime) => Answer::new(Outcome::Broken, Say::OtherRegime(regime, self.regime)),
            None => Answer::new(Outcome::Unknown, Say::NumberUnknown),
        };
        let line = recorded.map(Say::Regime);
        let answer = answer.mended_at(body);
        line.into_iter().fold(answer, Answer::line)
    }
}

/// A substitute's seat, or somebody who has served for another at a meeting that has been.
fn substitute(facts: &Facts, body: ThingId) -> Option<ThingId> {
    let seat = seats(facts, body).find(|s| s.facts.role == Some(SeatRole::Substitute)).map(|s| s.id);
    seat.or_else(|| serving(facts, body).next().map(|a| a.id))
}

/// Those who have served for others at a body's meetings that have been.
fn serving(facts: &Facts, body: ThingId) -> impl Iterator<Item = &Fact<Attendance>> {
    facts.attendances.iter().filter(move |a| {
        let there = facts.meetings.get(a.facts.meeting.0).is_some_and(|m| {
            let state = occasion::state(m.facts.when.as_ref(), m.facts.status, facts.as_of);
            m.facts.bodies.iter().any(|b| b.0 == body) && state != occasion::State::Planned
        });
        there && (a.facts.serves_for.is_some() || a.facts.capacity == Some(Capacity::ServingSubstitute))
    })
}

/// Whether somebody serves for one who is absent, of the same party, alone; `None` if that is not recorded.
fn serves_rightly(facts: &Facts, serving: &Attendance) -> Option<bool> {
    let replaced = serving.serves_for?;
    let at = |a: &&Fact<Attendance>| a.facts.meeting == serving.meeting;
    let twice =
        facts.attendances.iter().filter(at).filter(|a| a.facts.serves_for == Some(replaced)).count() > 1;
    let absent = facts.attendances.iter().filter(at).find(|a| a.facts.person == replaced)?;
    let party = match (&serving.party, &absent.facts.party) {
        (Some(a), Some(b)) => a == b,
        _ => return None,
    };
    Some(absent.facts.capacity == Some(Capacity::AbsentMember) && party && !twice)
}

impl Eligibility {
    fn counts(&self, seat: &Seat) -> bool {
        if self.roles.is_empty() {
            is_ordinary(seat)
        } else {
            seat.role.is_some_and(|r| self.roles.contains(&r))
        }
    }

    /// Whether a seat is as it shall be; `None` if that is not recorded.
    fn fits(&self, case: Case<'_>, seat: &Fact<Seat>) -> Option<bool> {
        let facts = case.facts;
        let mut known = Some(true);
        let mut also = |fits: Option<bool>| {
            known = match (known, fits) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            }
        };
        let allotted = &seat.facts.allotted_to;
        if self.members_only == Some(true) {
            let members = scope::members(facts, &case.rule.facts);
            let of_member = |id: ThingId| {
                members.contains(&id)
                    || facts.posts.get(id).is_some_and(|p| members.contains(&p.facts.owner.0))
                    || facts
                        .groups
                        .get(id)
                        .is_some_and(|g| g.facts.members.iter().all(|m| members.contains(&m.0)))
            };
            also((!allotted.is_empty()).then(|| allotted.iter().all(|a| of_member(a.0))));
        }
        if let Some(function) = &self.function {
            let posts: Vec<_> = allotted.iter().filter_map(|a| facts.posts.get(a.0)).collect();
            let right = posts.iter().all(|p| p.facts.function.as_ref() == Some(function));
            also((!posts.is_empty()).then_some(right));
        }
        if let Some(body) = self.appointed_by {
            also(seat.facts.appointed_by.map(|by| by.0 == body.0));
        }
        if let Some(among) = self.among {
            let there: Vec<ThingId> =
                seats(facts, among.0).flat_map(|s| s.facts.allotted_to.iter().map(|a| a.0)).collect();
            let of_group = |id: ThingId| {
                facts.groups.get(id).map_or(Some(there.contains(&id)), |g| {
                    // Whom a group sends is one of its own; without knowing its members nothing can be said.
                    (!g.facts.members.is_empty())
                        .then(|| g.facts.members.iter().all(|m| there.contains(&m.0)))
                })
            };
            let fits: Vec<Option<bool>> = allotted.iter().map(|a| of_group(a.0)).collect();
            let all = fits.iter().copied().reduce(|a, b| if a == b { a } else { None });
            also(all.flatten());
        }
        known
    }
}

impl Judge for Eligibility {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_body(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let body = case.subject.thing;
        let mine: Vec<_> = seats(case.facts, body).filter(|s| self.counts(&s.facts)).collect();
        let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
        for seat in &mine {
            match self.fits(case, seat) {
                Some(true) => {}
                Some(false) => wrong.push(seat.id),
                None => unknown.push(seat.id),
            }
        }
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let line = Say::AllOf(number(mine.len() - wrong.len() - unknown.len()), number(mine.len()));
        let answer = if mine.is_empty() {
            Answer::new(Outcome::Unknown, Say::NumberUnknown)
        } else if !wrong.is_empty() {
            Answer::new(Outcome::Broken, Say::Lacking(wrong))
        } else if !unknown.is_empty() {
            Answer::new(Outcome::Unknown, Say::UnknownOf(unknown))
        } else {
            Answer::new(Outcome::Kept, Say::NumberRight)
        };
        answer.line(line).with(mine.iter().map(|s| s.id)).mended_at(body)
    }
}

impl Judge for Mandate {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_body(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, body) = (case.facts, case.subject.thing);
        let clauses: Vec<_> = clauses(facts, body).collect();
        let allowed = |c: &Fact<Clause>| {
            self.clauses.is_empty() || c.facts.kind.is_none_or(|k| self.clauses.contains(&k))
        };
        if let Some(clause) = clauses.iter().find(|c| !allowed(c)) {
            let say = Say::DecisionTooFar(clause.facts.item.0);
            return Answer::new(Outcome::Broken, say).with([clause.id]).mended_at(clause.facts.item.0);
        }
        let powers = facts.bodies.get(body).map(|b| b.facts.powers.as_slice()).unwrap_or_default();
        let answer = match powers.iter().find(|p| !self.powers.is_empty() && !self.powers.contains(p)) {
            Some(power) => Answer::new(Outcome::Broken, Say::PowerTooFar(*power)),
            None if powers.is_empty() && clauses.is_empty() => {
                Answer::new(Outcome::Unknown, Say::NumberUnknown)
            }
            None => Answer::new(Outcome::Kept, Say::WithinMandate),
        };
        answer.with(clauses.iter().map(|c| c.id)).mended_at(body)
    }
}

/// The clauses that a body has decided by today.
fn clauses(facts: &Facts, body: ThingId) -> impl Iterator<Item = &Fact<Clause>> {
    facts.clauses.iter().filter(move |c| {
        let Some(item) = facts.items.get(c.facts.item.0) else { return false };
        let Some(meeting) = facts.meetings.get(item.facts.meeting.0) else { return false };
        let acting = match item.facts.body {
            Some(acting) => acting.0 == body,
            None => meeting.facts.bodies.iter().any(|b| b.0 == body),
        };
        acting && meeting.facts.when.as_ref().and_then(|w| w.first()).is_none_or(|f| f.date() <= facts.as_of)
    })
}
