//! What majority a vote needs: the basis, the threshold, a second condition, and what breaks a tie.
//!
//! Invariant: a vote is judged by its counts and by what was found; where either is not recorded nothing is said.

use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    moment,
    outcome::{Answer, Outcome, Subject},
    parameter::Fault,
    parameters,
    say::{More, Say},
    scope,
};
use genbo_domain::{
    attendance::Capacity,
    majority::Share,
    rational::Rational,
    rule::{Rule, ScopeItem},
    value::ThingId,
    vote::{BallotChoice, MajorityBasis as Basis, TieBreak, Vote},
};
use std::collections::BTreeMap;

parameters! {
    /// What majority a vote needs before yes has won.
    pub struct Majority {
        /// Of what it is counted.
        basis: Basis,
        /// More than this share.
        more_than: Option<Rational>,
        /// This share or more.
        at_least: Option<Rational>,
        /// Of what a second majority is counted, which must be reached too.
        and_basis: Option<Basis>,
        /// More than this share in the second.
        and_more_than: Option<Rational>,
        /// This share or more in the second.
        and_at_least: Option<Rational>,
        /// What may settle a vote in which no side has more; then yes has not won if left out.
        ties: Vec<TieBreak>,
    }
}

fn exact(count: Option<&genbo_domain::count::Count>) -> Option<i64> {
    count.filter(|c| c.is_exact()).and_then(|c| c.min())
}

/// Yes and the whole, on one basis.
fn share(basis: Basis, facts: &Facts, vote: &Fact<Vote>) -> Option<Share> {
    let yes = || exact(vote.facts.yes.as_ref());
    let meeting = moment::meeting_of(facts, vote.id)?;
    match basis {
        Basis::Cast => Share::of(yes()?, yes()?.checked_add(exact(vote.facts.no.as_ref())?)?),
        Basis::Present => {
            let deciding = facts.attendances.iter().filter(|a| {
                a.facts.meeting.0 == meeting.id
                    && matches!(a.facts.capacity, Some(Capacity::Member | Capacity::ServingSubstitute))
            });
            let present = i64::try_from(deciding.count()).ok().filter(|n| *n > 0)?;
            Share::of(yes()?, present)
        }
        Basis::Seats => {
            let size = facts.bodies.get(meeting.facts.bodies.first()?.0)?.facts.size;
            Share::of(yes()?, exact(size.as_ref())?)
        }
        Basis::Weights => weights(facts, vote, meeting.facts.bodies.first()?.0),
        Basis::Members => members(facts, vote, meeting.id),
    }
}

/// The weights of the seats whose holders voted.
fn weights(facts: &Facts, vote: &Fact<Vote>, body: ThingId) -> Option<Share> {
    let day =
        moment::meeting_of(facts, vote.id).and_then(|m| m.facts.when.as_ref()?.first()).map(|d| d.date());
    let weight = |person: ThingId| {
        let mine = facts.holdings.iter().filter(|h| {
            let valid = h.facts.valid.as_ref();
            let then = day.is_none_or(|d| valid.is_none_or(|v| v.overlaps(d, d)));
            h.facts.person.is_some_and(|p| p.0 == person) && then
        });
        let seats = mine.filter_map(|h| facts.seats.get(h.facts.of.0)).filter(|s| s.facts.body.0 == body);
        let votes: Vec<Rational> = seats.map(|s| s.facts.votes.unwrap_or(Rational::ONE)).collect();
        if votes.is_empty() { None } else { Rational::checked_sum(&votes).ok() }
    };
    let (mut yes, mut all) = (Rational::ZERO, Rational::ZERO);
    for ballot in facts.ballots.iter().filter(|b| b.facts.vote.0 == vote.id) {
        let one = weight(ballot.facts.person.0)?;
        match ballot.facts.choice {
            BallotChoice::Yes => {
                yes = yes.checked_add(&one).ok()?;
                all = all.checked_add(&one).ok()?;
            }
            BallotChoice::No => all = all.checked_add(&one).ok()?,
            BallotChoice::Abstain => {}
        }
    }
    Some(Share { yes, all })
}

/// The members whose representatives voted: one is for yes if more of its votes are than not.
fn members(facts: &Facts, vote: &Fact<Vote>, meeting: ThingId) -> Option<Share> {
    let mut by_member: BTreeMap<ThingId, i64> = BTreeMap::new();
    for ballot in facts.ballots.iter().filter(|b| b.facts.vote.0 == vote.id) {
        let there = facts
            .attendances
            .iter()
            .find(|a| a.facts.meeting.0 == meeting && a.facts.person.0 == ballot.facts.person.0)?;
        let sum = by_member.entry(there.facts.organisation?.0).or_default();
        *sum += match ballot.facts.choice {
            BallotChoice::Yes => 1,
            BallotChoice::No => -1,
            BallotChoice::Abstain => 0,
        };
    }
    let yes = i64::try_from(by_member.values().filter(|n| **n > 0).count()).ok()?;
    Share::of(yes, i64::try_from(by_member.len()).ok()?)
}

impl Judge for Majority {
    fn never(&self) -> Option<Fault> {
        let none = |a: &Option<Rational>, b: &Option<Rational>| a.is_none() && b.is_none();
        if none(&self.more_than, &self.at_least) {
            return Some(Fault::of("more_than", "it states no share", "add more_than or at_least"));
        }
        if self.and_basis.is_some() == none(&self.and_more_than, &self.and_at_least) {
            let what = "a second majority has both a basis and a share";
            return Some(Fault::of("and_basis", what, "state and_basis with and_more_than or and_at_least"));
        }
        let all = [&self.more_than, &self.at_least, &self.and_more_than, &self.and_at_least];
        let too_much = all.into_iter().flatten().any(|s| *s > Rational::ONE)
            || [&self.more_than, &self.and_more_than].into_iter().flatten().any(|s| *s == Rational::ONE);
        too_much.then(|| Fault::of("more_than", "no vote could reach it", "write a share below the whole"))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let items = scope::things(facts, rule, ScopeItem::Item);
        let votes = facts.votes.iter().filter(|v| items.binary_search(&v.facts.item.0).is_ok());
        votes.map(|v| Subject::thing(v.id)).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(vote) = facts.votes.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::NumberUnknown);
        };
        let item = vote.facts.item.0;
        let (yes, no) = (exact(vote.facts.yes.as_ref()), exact(vote.facts.no.as_ref()));
        let tie = yes.is_some() && yes == no;
        let reached = self.reached(facts, vote);
        let answer = match (reached, vote.facts.carried) {
            _ if tie && !self.ties.is_empty() => self.tie(vote),
            (None, _) => Answer::new(Outcome::Unknown, Say::NumberUnknown),
            (_, None) if vote.is_empty("carried") => {
                Answer::new(Outcome::Broken, Say::FieldsEmpty(vec!["carried".to_owned()]))
            }
            (_, None) => Answer::new(Outcome::Unknown, Say::FieldsMissing(vec!["carried".to_owned()])),
            (Some(reached), Some(carried)) if reached == carried => {
                Answer::new(Outcome::Kept, More::MajorityRight(carried))
            }
            (Some(_), Some(carried)) => Answer::new(Outcome::Broken, More::MajorityWrong(carried)),
        };
        let line = yes.zip(no).map(|(yes, no)| More::VoteIs { yes, no });
        let answer = answer.with([vote.id]).mended_at(item);
        line.into_iter().fold(answer, Answer::line)
    }
}

impl Majority {
    /// Whether yes has what it needs; `None` if that is not recorded.
    fn reached(&self, facts: &Facts, vote: &Fact<Vote>) -> Option<bool> {
        let first = share(self.basis, facts, vote)
            .and_then(|s| s.reaches(self.more_than.as_ref(), self.at_least.as_ref()));
        let Some(basis) = self.and_basis else { return first };
        let second = share(basis, facts, vote)
            .and_then(|s| s.reaches(self.and_more_than.as_ref(), self.and_at_least.as_ref()));
        match (first, second) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    /// A vote in which no side has more, where something may settle it.
    fn tie(&self, vote: &Fact<Vote>) -> Answer {
        match vote.facts.tie_break {
            Some(by) if self.ties.contains(&by) => Answer::new(Outcome::Kept, More::TieSettled(by)),
            Some(by) => Answer::new(Outcome::Broken, More::TieSettledWrongly(by)),
            None => Answer::new(Outcome::Unknown, Say::FieldsMissing(vec!["tie_break".to_owned()])),
        }
    }
}
