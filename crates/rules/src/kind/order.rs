//! Before and after: distances between meetings, companions, the order of a day, of steps, and of a matter's way.

use super::each_body;
use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    occasion::{self, OccasionKind, State},
    outcome::{Answer, Outcome, Subject},
    parameters,
    say::Say,
    scope,
};
use genbo_domain::{
    body::{Body, BodyStatus},
    duration::Duration,
    edtf::Edtf,
    item::{Item, ItemKind},
    meeting::{Meeting, MeetingForm},
    noun::To,
    plan::{CycleStep, PlanState},
    rule::{Rule, ScopeItem},
    value::ThingId,
};
use jiff::civil::Date;

parameters! {
    /// How far apart two meetings of the same body after each other are.
    pub struct Spacing {
        /// So far at least.
        at_least: Option<Duration>,
        /// So far at most.
        at_most: Option<Duration>,
        /// Only meetings of these forms.
        forms: Vec<MeetingForm>,
    }
}

parameters! {
    /// That each meeting has a meeting of another body before or after it.
    pub struct Companion {
        /// The other body.
        with: To<Body>,
        /// The other meeting is at most so long before.
        before: Option<Duration>,
        /// The other meeting is at most so long after.
        after: Option<Duration>,
    }
}

parameters! {
    /// That two bodies that meet on the same day meet one after the other.
    pub struct DayOrder {
        /// The body that meets later on the day.
        then: To<Body>,
    }
}

parameters! {
    /// That the steps of a planning cycle come after those that they build on.
    pub struct StepOrder {
        /// Only the steps that this body or post takes.
        actor: Option<To<Body>>,
    }
}

parameters! {
    /// That a matter passes another body before this one takes it up.
    pub struct Anchoring {
        /// The other body.
        at: To<Body>,
        /// Only items of these kinds.
        kinds: Vec<ItemKind>,
    }
}

parameters! {
    /// That a body does not start before something has happened: an item of another body about the same matter or area.
    pub struct Gate {
        /// The body whose item must come first.
        by: To<Body>,
    }
}

/// The exact days of a body's meetings that are not called off, in order.
fn exact_days(facts: &Facts, body: ThingId, forms: &[MeetingForm]) -> Vec<(Date, ThingId, State)> {
    let all =
        occasion::of(facts, OccasionKind::Meeting, body, forms).into_iter().filter(|o| o.state != State::Off);
    let mut days: Vec<_> = all.filter_map(|o| Some((o.when.as_ref()?.exact_day()?, o.id, o.state))).collect();
    days.sort_unstable();
    days
}

impl Judge for Spacing {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_body(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let days = exact_days(facts, case.subject.thing, &self.forms);
        let pair = |pair: &[(Date, ThingId, State)]| {
            let ((from, a, first), (to, b, second)) = (*pair.first()?, *pair.get(1)?);
            let shifted = |by: Duration| by.after(from, &facts.calendar).ok();
            let close = self.at_least.and_then(shifted).is_some_and(|least| to < least);
            let far = self.at_most.and_then(shifted).is_some_and(|most| to > most);
            let say = match (close, far) {
                (true, _) => Say::TooClose,
                (_, true) => Say::TooFar,
                _ => Say::DistancesRight,
            };
            let ahead = first == State::Planned || second == State::Planned;
            let outcome = match (close || far, ahead) {
                (false, _) => Outcome::Kept,
                (true, true) => Outcome::AtRisk,
                (true, false) if first == State::Held && second == State::Held => Outcome::Broken,
                (true, false) => Outcome::Unknown,
            };
            let days = i64::from((to - from).get_days());
            let line = Say::Apart { from, to, days, at_least: self.at_least, at_most: self.at_most };
            let mut answer = Answer::new(outcome, say).line(line).with([a, b]).mended_at(b);
            answer.on_plan = outcome == Outcome::Kept && (first != State::Held || second != State::Held);
            if outcome == Outcome::AtRisk { Some(answer.by(to)) } else { Some(answer) }
        };
        let answers = days.windows(2).filter_map(pair);
        answers.reduce(Answer::and).unwrap_or_else(|| Answer::new(Outcome::Unknown, Say::DateNotExact))
    }
}

/// The meetings of a rule's bodies as subjects.
fn each_meeting(facts: &Facts, rule: &Rule) -> Vec<Subject> {
    scope::things(facts, rule, ScopeItem::Meeting).into_iter().map(Subject::thing).collect()
}

fn standing(facts: &Facts, meeting: &Meeting) -> State {
    occasion::state(meeting.when.as_ref(), meeting.status, facts.as_of)
}

impl Judge for Companion {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_meeting(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(meeting) = facts.meetings.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::DateNotExact);
        };
        let state = standing(facts, &meeting.facts);
        if state == State::Off {
            return Answer::new(Outcome::NotApplicable, Say::CalledOff);
        }
        let (Some(first), Some(last)) = (day(&meeting.facts, Edtf::first), day(&meeting.facts, Edtf::last))
        else {
            return Answer::new(Outcome::Unknown, Say::DateNotExact);
        };
        // As wide as the dates are imprecise: certainly near, or perhaps.
        let from = |d: Date| self.before.map_or(Some(d), |by| by.before(d, &facts.calendar).ok());
        let to = |d: Date| self.after.map_or(Some(d), |by| by.after(d, &facts.calendar).ok());
        let (Some(sure_from), Some(sure_to), Some(may_from), Some(may_to)) =
            (from(last), to(first), from(first), to(last))
        else {
            return Answer::new(Outcome::Unknown, Say::DateNotExact);
        };
        let others = occasion::of(facts, OccasionKind::Meeting, self.with.0, &[]);
        let others: Vec<_> =
            others.into_iter().filter(|o| o.state != State::Off && o.id != meeting.id).collect();
        let sure = others.iter().find(|o| {
            o.when
                .as_ref()
                .and_then(Edtf::exact_day)
                .is_some_and(|d| sure_from <= d && d <= sure_to && first == last)
        });
        let perhaps = others.iter().any(|o| o.when.as_ref().is_none_or(|w| w.overlaps(may_from, may_to)));
        let answer = match (sure, perhaps) {
            (Some(o), _) => {
                let mut kept = Answer::new(Outcome::Kept, Say::HasCompanion(o.id)).with([o.id]);
                kept.on_plan = state != State::Held || o.state != State::Held;
                kept
            }
            (None, true) => Answer::new(Outcome::Unknown, Say::DateNotExact),
            (None, false) if state == State::Planned => {
                Answer::new(Outcome::AtRisk, Say::NoCompanion(self.with.0)).by(may_to)
            }
            (None, false) => {
                let complete =
                    facts.is_complete(self.with.0, genbo_domain::rule::ListKind::Meetings, may_from, may_to);
                let outcome =
                    if complete && state == State::Held { Outcome::Broken } else { Outcome::Unknown };
                Answer::new(outcome, Say::NoCompanion(self.with.0))
            }
        };
        answer.with([meeting.id]).mended_at(meeting.id)
    }
}

fn day(meeting: &Meeting, end: impl Fn(&Edtf) -> Option<jiff::civil::DateTime>) -> Option<Date> {
    meeting.when.as_ref().and_then(end).map(|d| d.date())
}

impl Judge for DayOrder {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_meeting(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let meeting =
            facts.meetings.get(case.subject.thing).filter(|m| standing(facts, &m.facts) != State::Off);
        let Some((meeting, date)) = meeting.and_then(|m| Some((m, m.facts.when.as_ref()?.exact_day()?)))
        else {
            return Answer::new(Outcome::NotApplicable, Say::DateNotExact);
        };
        let other = occasion::meetings(facts, self.then.0).find(|o| {
            o.id != meeting.id
                && o.facts.when.as_ref().and_then(Edtf::exact_day) == Some(date)
                && standing(facts, &o.facts) != State::Off
        });
        let Some(other) = other else {
            return Answer::new(Outcome::NotApplicable, Say::NoCompanion(self.then.0)).mended_at(meeting.id);
        };
        let ends = meeting.facts.when.as_ref().and_then(|w| w.end().point().and_then(|p| p.time()));
        let begins = other.facts.when.as_ref().and_then(|w| w.start().point().and_then(|p| p.time()));
        let ahead = standing(facts, &meeting.facts) == State::Planned;
        let answer = match (ends, begins) {
            (Some(end), Some(begin)) if end <= begin => {
                let mut kept = Answer::new(Outcome::Kept, Say::RightOrder);
                kept.on_plan = ahead;
                kept
            }
            (Some(_), Some(_)) if ahead => Answer::new(Outcome::AtRisk, Say::WrongOrder(other.id)).by(date),
            (Some(_), Some(_)) => Answer::new(Outcome::Broken, Say::WrongOrder(other.id)).by(date),
            _ => Answer::new(Outcome::Unknown, Say::DateNotExact),
        };
        answer.with([meeting.id, other.id]).mended_at(meeting.id)
    }
}

impl Judge for StepOrder {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let steps = facts.steps.iter().filter(|s| s.facts.cooperation.0 == rule.cooperation.0);
        let named = |s: &Fact<CycleStep>| rule.scope_thing.is_none_or(|t| t.0 == s.id);
        let made = |s: &Fact<CycleStep>| {
            rule.scope_document.is_none_or(|d| s.facts.documents.iter().any(|made| made.0 == d.0))
        };
        let acts =
            |s: &Fact<CycleStep>| self.actor.is_none_or(|a| s.facts.actor.is_some_and(|by| by.0 == a.0));
        steps
            .filter(|s| s.facts.part_of.is_none() && named(s) && made(s) && acts(s))
            .map(|s| Subject::thing(s.id))
            .collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(step) = facts.steps.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::DateNotExact);
        };
        let window = step.facts.window.as_ref();
        let (first, last) = (window.and_then(Edtf::first), window.and_then(Edtf::last));
        let over = last.is_some_and(|l| l.date() < facts.as_of);
        let done = step.facts.state == Some(PlanState::Done);
        let mut sure = true;
        for basis in step.facts.depends_on.iter().filter_map(|d| facts.steps.get(d.0)) {
            let basis_first = basis.facts.window.as_ref().and_then(Edtf::first);
            let basis_last = basis.facts.window.as_ref().and_then(Edtf::last);
            if let (Some(begins), Some(last)) = (basis_first, last)
                && last < begins
            {
                let outcome = if over || done { Outcome::Broken } else { Outcome::AtRisk };
                return Answer::new(outcome, Say::BeforeBasis(basis.id))
                    .by(last.date())
                    .with([step.id, basis.id])
                    .mended_at(step.id);
            }
            // Done before what it builds on is done.
            if done && basis.facts.state.is_some_and(|s| s != PlanState::Done) {
                return Answer::new(Outcome::Broken, Say::BeforeBasis(basis.id))
                    .with([step.id, basis.id])
                    .mended_at(step.id);
            }
            sure &= match (basis_first, first, basis_last, last) {
                (Some(a), Some(b), Some(c), Some(d)) => a <= b && c <= d,
                _ => false,
            };
        }
        let mut answer = match (sure && first.is_some(), over, done) {
            (_, true, false) => Answer::new(Outcome::Unknown, Say::StepNotConfirmed),
            (false, ..) => Answer::new(Outcome::Unknown, Say::DateNotExact),
            (true, ..) => Answer::new(Outcome::Kept, Say::AfterBasis),
        };
        answer.on_plan = answer.outcome == Outcome::Kept && !done;
        let basis: Vec<ThingId> = step.facts.depends_on.iter().map(|d| d.0).collect();
        answer.by(last.map(|l| l.date())).with(basis).with([step.id]).mended_at(step.id)
    }
}

impl Judge for Anchoring {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let items = scope::things(facts, rule, ScopeItem::Item).into_iter();
        let kind = |id: &ThingId| {
            facts.items.get(*id).is_some_and(|i| crate::parameter::any_of(&self.kinds, i.facts.kind.as_ref()))
        };
        items.filter(kind).map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(item) = facts.items.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::NoMatter);
        };
        let Some(matter) = item.facts.matter else {
            return Answer::new(Outcome::Unknown, Say::NoMatter).mended_at(item.id);
        };
        let on = |i: &Fact<Item>| {
            facts
                .meetings
                .get(i.facts.meeting.0)
                .and_then(|m| m.facts.when.as_ref()?.last())
                .map(|d| d.date())
        };
        let before = facts.items.iter().find(|other| {
            let there = facts
                .meetings
                .get(other.facts.meeting.0)
                .is_some_and(|m| m.facts.bodies.iter().any(|b| b.0 == self.at.0));
            let earlier = matches!((on(other), on(item)), (Some(a), Some(b)) if a <= b);
            other.id != item.id && other.facts.matter == Some(matter) && there && earlier
        });
        let date = on(item);
        let answer = match before {
            Some(other) => Answer::new(Outcome::Kept, Say::Anchored(other.id)).with([other.id]),
            None if date.is_some_and(|d| d > facts.as_of) => {
                Answer::new(Outcome::AtRisk, Say::NotAnchored).by(date)
            }
            None => {
                let first = Date::new(0, 1, 1).unwrap_or(facts.as_of);
                let complete = facts.is_complete(
                    self.at.0,
                    genbo_domain::rule::ListKind::Items,
                    first,
                    date.unwrap_or(facts.as_of),
                );
                Answer::new(if complete { Outcome::Broken } else { Outcome::Unknown }, Say::NotAnchored)
            }
        };
        answer.with([item.id]).mended_at(item.id)
    }
}

impl Judge for Gate {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_body(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(body) = facts.bodies.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::NotBegun);
        };
        let begun = body.facts.valid.as_ref().and_then(Edtf::first).map(|f| f.date());
        let waiting = matches!(body.facts.status, Some(BodyStatus::Proposed | BodyStatus::Gated));
        if begun.is_none_or(|b| b > facts.as_of) && (waiting || body.is_empty("valid")) {
            return Answer::new(Outcome::Kept, Say::NotBegun).mended_at(body.id);
        }
        let opening = body.facts.decided_by.iter().filter_map(|i| facts.items.get(i.0)).find(|i| {
            let meeting = facts.meetings.get(i.facts.meeting.0);
            let there = meeting.is_some_and(|m| m.facts.bodies.iter().any(|b| b.0 == self.by.0));
            let earlier = meeting.and_then(|m| m.facts.when.as_ref()?.first()).map(|d| d.date());
            there && matches!((earlier, begun), (Some(a), Some(b)) if a <= b)
        });
        let answer = match (opening, waiting, begun) {
            // A body that is still waiting by its status, and yet has begun, has begun without.
            (_, true, Some(_)) => Answer::new(Outcome::Broken, Say::BegunWithout),
            (Some(item), ..) => Answer::new(Outcome::Kept, Say::BegunAfter(item.id)).with([item.id]),
            (None, _, Some(_)) if body.facts.decided_by.is_empty() => {
                Answer::new(Outcome::Unknown, Say::BegunWithout)
            }
            (None, _, Some(_)) => Answer::new(Outcome::Broken, Say::BegunWithout),
            _ => Answer::new(Outcome::Unknown, Say::NotBegun),
        };
        answer.mended_at(body.id)
    }
}
