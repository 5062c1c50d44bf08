//! What a body is made of: seats in all or for each member, how many persons, and its officers.

use super::{count::Bounds, each_body};
use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    outcome::{Answer, Outcome, Subject},
    parameter::Fault,
    parameters,
    say::Say,
    scope,
};
use genbo_domain::{
    count::{Count, Estimate},
    post::Post,
    rule::{ListKind, Rule, ScopeItem},
    seat::{Seat, SeatRole},
    value::ThingId,
    vocabulary,
};

parameters! {
    /// How many seats a body has: in all, or for each member, group or area if the scope's `item` says so.
    pub struct Seats {
        /// This number.
        exactly: Option<i64>,
        /// This number or more.
        at_least: Option<i64>,
        /// This number or less.
        at_most: Option<i64>,
        /// About this number: a tenth more or less.
        about: Option<i64>,
        /// Only seats with these roles; ordinary seats if left out.
        roles: Vec<SeatRole>,
        /// Only seats that stand for one of these areas of responsibility.
        areas: Vec<String>,
        /// Only seats that exist on one of these grounds.
        grounds: Vec<String>,
        /// As many as there are seats with these roles.
        as_many_as: Vec<SeatRole>,
    }
}

parameters! {
    /// How many persons a body consists of.
    pub struct Size {
        /// This number.
        exactly: Option<i64>,
        /// This number or more.
        at_least: Option<i64>,
        /// This number or less.
        at_most: Option<i64>,
        /// About this number: a tenth more or less.
        about: Option<i64>,
    }
}

vocabulary! {
    /// From where an officer comes.
    pub enum Side = "officer_side" {
        /// He or she is one of the members.
        Inside = "inside",
        /// He or she is none of the members.
        Outside = "outside",
    }
}

parameters! {
    /// Which officers a body has, and from where they come.
    pub struct Officers {
        /// The role.
        role: SeatRole,
        /// How many; one if left out.
        exactly: Option<i64>,
        /// How many at least.
        at_least: Option<i64>,
        /// From where.
        from: Option<Side>,
        /// The post whose holder it is.
        post: Option<genbo_domain::noun::To<Post>>,
    }
}

/// The seats of a body today.
pub(super) fn seats(facts: &Facts, body: ThingId) -> impl Iterator<Item = &Fact<Seat>> {
    facts.seats.iter().filter(move |s| s.facts.body.0 == body && facts.is_now(s.facts.valid.as_ref()))
}

/// Whether a seat is allotted to a member or group, or to a post or unit of the member's.
pub(super) fn is_for(facts: &Facts, seat: &Seat, member: ThingId) -> bool {
    let of_member = |id: ThingId| {
        facts.posts.get(id).is_some_and(|p| p.facts.owner.0 == member)
            || facts
                .organisations
                .get(id)
                .and_then(|o| o.facts.part_of)
                .is_some_and(|whole| whole.0 == member)
    };
    seat.allotted_to.iter().any(|a| a.0 == member || of_member(a.0))
}

/// Whether a seat makes an ordinary place: a member's, or an officer's that is neither held beside one nor from outside.
pub(super) fn is_ordinary(seat: &Seat) -> bool {
    match seat.role {
        None | Some(SeatRole::Member) => true,
        Some(SeatRole::Chair | SeatRole::FirstViceChair | SeatRole::SecondViceChair) => {
            seat.held_by_member.is_none()
        }
        Some(_) => false,
    }
}

impl Seats {
    const fn bounds(&self) -> Bounds {
        Bounds { exactly: self.exactly, at_least: self.at_least, at_most: self.at_most, about: self.about }
    }

    /// Whether the seats of a body are recorded: some of them, or all that there are.
    fn is_recorded(&self, facts: &Facts, body: ThingId) -> bool {
        let today = facts.as_of;
        seats(facts, body).any(|s| self.counts(&s.facts))
            || facts.is_complete(body, ListKind::Seats, today, today)
    }

    /// What the number should be; nothing if the seats that it follows are not known exactly.
    fn needed(&self, facts: &Facts, subject: Subject) -> Option<Bounds> {
        if self.as_many_as.is_empty() {
            return Some(self.bounds());
        }
        let role = |s: &Seat| match s.role {
            // A seat without a role is a member's.
            None => self.as_many_as.contains(&SeatRole::Member),
            Some(role) => self.as_many_as.contains(&role) && s.held_by_member != Some(true),
        };
        let mine = |s: &Seat| subject.of.is_none_or(|m| is_for(facts, s, m));
        let others = seats(facts, subject.thing).filter(|s| role(&s.facts) && mine(&s.facts));
        match sum(others) {
            Estimate::Exact(n) => Some(Bounds { exactly: Some(n), ..self.bounds() }),
            _ => None,
        }
    }

    fn counts(&self, seat: &Seat) -> bool {
        let role = if self.roles.is_empty() {
            is_ordinary(seat)
        } else {
            seat.role.is_some_and(|r| self.roles.contains(&r))
        };
        let area = self.areas.is_empty() || seat.area.as_ref().is_some_and(|a| self.areas.contains(a));
        let ground = self.grounds.is_empty() || seat.grounds.iter().any(|g| self.grounds.contains(g));
        role && area && ground
    }
}

/// Whether a rule counts for each member or group by itself.
fn per_member(rule: &Rule) -> bool {
    matches!(rule.scope_item, Some(ScopeItem::Member | ScopeItem::Group))
        || rule.scope_member.is_some()
        || !rule.scope_members.is_empty()
        || rule.scope_group.is_some()
}

/// For whom a rule counts, one by one.
fn counted_for(facts: &Facts, rule: &Rule) -> Vec<ThingId> {
    match (rule.scope_item, rule.scope_group) {
        (Some(ScopeItem::Group), Some(group)) => vec![group.0],
        (Some(ScopeItem::Group), None) => scope::things(facts, rule, ScopeItem::Group),
        _ => scope::members(facts, rule),
    }
}

/// How many seats several rows stand for together.
pub(super) fn sum<'f>(seats: impl Iterator<Item = &'f Fact<Seat>>) -> Estimate<i64> {
    let (mut min, mut max, mut about) = (0_i64, 0_i64, false);
    for seat in seats {
        let one = seat.facts.count.unwrap_or(ONE);
        if let Estimate::About(n) = one.estimate() {
            about = true;
            (min, max) = (min.saturating_add(n), max.saturating_add(n));
        } else {
            min = min.saturating_add(one.min().unwrap_or(0));
            max = max.saturating_add(one.max().unwrap_or(Count::LIMIT));
        }
        if seat.is_unknown("count") {
            (min, max) = (min.saturating_sub(1), Count::LIMIT);
        }
    }
    match (about, min == max) {
        (true, _) => Estimate::About(min),
        (false, true) => Estimate::Exact(min),
        (false, false) => Estimate::Range(min, max),
    }
}

/// One, as a constant.
const ONE: Count = match Count::exact(1) {
    Some(one) => one,
    None => unreachable!(),
};

impl Judge for Seats {
    fn never(&self) -> Option<Fault> {
        if self.as_many_as.is_empty() { self.bounds().never() } else { None }
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let bodies = scope::bodies(facts, rule);
        if !per_member(rule) {
            return bodies.iter().map(|b| Subject::thing(b.id)).collect();
        }
        let members = counted_for(facts, rule);
        let each = |body: ThingId| match self.is_recorded(facts, body) {
            true => members.iter().map(|m| Subject::of(body, *m)).collect(),
            // Where no seat is recorded at all, one thing is missing, and not one for each member.
            false => vec![Subject::thing(body)],
        };
        bodies.iter().flat_map(|b| each(b.id)).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, body) = (case.facts, case.subject.thing);
        let all: Vec<_> = seats(facts, body).filter(|s| self.counts(&s.facts)).collect();
        let mine: Vec<&Fact<Seat>> = match case.subject.of {
            Some(member) => all.iter().copied().filter(|s| is_for(facts, &s.facts, member)).collect(),
            None => all.clone(),
        };
        let answer = if !self.is_recorded(facts, body) {
            Answer::new(Outcome::Unknown, Say::NumberUnknown)
        } else {
            match self.needed(facts, case.subject) {
                Some(bounds) => {
                    let answer = number(bounds, sum(mine.iter().copied()));
                    // A seat of which nobody says whose it is may be this one's.
                    let open =
                        case.subject.of.is_some() && all.iter().any(|s| s.facts.allotted_to.is_empty());
                    let least = sum(mine.iter().copied()).min().unwrap_or(0);
                    let perhaps = || bounds.judge(&Estimate::AtLeast(least)) != Outcome::Broken;
                    if answer.outcome == Outcome::Broken && open && perhaps() {
                        Answer { outcome: Outcome::Unknown, say: Say::NumberUnknown, ..answer }
                    } else {
                        answer
                    }
                }
                None => Answer::new(Outcome::Unknown, Say::NumberUnknown),
            }
        };
        answer.with(mine.iter().map(|s| s.id)).mended_at(body)
    }
}

/// A number of seats against what it should be.
pub(super) fn number(bounds: Bounds, is: Estimate<i64>) -> Answer {
    let outcome = bounds.judge(&is);
    let say = match outcome {
        Outcome::Kept => Say::NumberRight,
        Outcome::Broken => Say::NumberWrong,
        _ => Say::NumberUnknown,
    };
    let (seats, about) = match is {
        Estimate::Exact(n) => (n, false),
        Estimate::About(n) | Estimate::Range(n, _) => (n, true),
        other => (other.min().unwrap_or(0), true),
    };
    Answer::new(outcome, say).line(Say::Seats { seats, about, should: bounds.count() })
}

impl Judge for Size {
    fn never(&self) -> Option<Fault> {
        let (exactly, at_least, at_most, about) = (self.exactly, self.at_least, self.at_most, self.about);
        Bounds { exactly, at_least, at_most, about }.never()
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_body(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let bounds = Bounds {
            exactly: self.exactly,
            at_least: self.at_least,
            at_most: self.at_most,
            about: self.about,
        };
        let Some(body) = case.facts.bodies.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::NumberUnknown);
        };
        let answer = match body.facts.size {
            Some(size) => {
                let outcome = bounds.judge(&size.estimate());
                let say = match outcome {
                    Outcome::Kept => Say::NumberRight,
                    Outcome::Broken => Say::NumberWrong,
                    _ => Say::NumberUnknown,
                };
                Answer::new(outcome, say).line(Say::SizeIs { size, should: bounds.count() })
            }
            None => {
                let ordinary: Vec<_> = seats(case.facts, body.id).filter(|s| is_ordinary(&s.facts)).collect();
                if ordinary.is_empty() {
                    Answer::new(Outcome::Unknown, Say::NumberUnknown)
                } else {
                    number(bounds, sum(ordinary.iter().copied())).with(ordinary.iter().map(|s| s.id))
                }
            }
        };
        answer.mended_at(body.id)
    }
}

impl Judge for Officers {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_body(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, body) = (case.facts, case.subject.thing);
        let officers: Vec<_> = seats(facts, body).filter(|s| s.facts.role == Some(self.role)).collect();
        let least = self.at_least.or(self.exactly).unwrap_or(1);
        let most = if self.at_least.is_some() { self.exactly } else { self.exactly.or(Some(1)) };
        let bounds = Bounds { at_least: Some(least), at_most: most, ..Bounds::default() };
        let is = sum(officers.iter().copied());
        let complete = facts.is_complete(body, ListKind::Seats, facts.as_of, facts.as_of);
        let wrong = officers.iter().find(|s| !self.is_on_right_side(&s.facts));
        let unsure = officers.iter().any(|s| self.side_unknown(&s.facts));
        let answer = match bounds.judge(&is) {
            Outcome::Broken if officers.is_empty() && !complete => {
                Answer::new(Outcome::Unknown, Say::NumberUnknown)
            }
            Outcome::Kept if wrong.is_some() => {
                Answer::new(Outcome::Broken, Say::OfficerFromWrongSide(self.role))
            }
            Outcome::Kept if unsure => Answer::new(Outcome::Unknown, Say::OfficerFromWrongSide(self.role)),
            Outcome::Kept => Answer::new(Outcome::Kept, Say::NumberRight),
            Outcome::Broken => Answer::new(Outcome::Broken, Say::NumberWrong),
            _ => Answer::new(Outcome::Unknown, Say::NumberUnknown),
        };
        let line = Say::Officers(self.role, is.min().unwrap_or(0));
        answer.line(line).with(officers.iter().map(|s| s.id)).mended_at(body)
    }
}

impl Officers {
    fn is_on_right_side(&self, seat: &Seat) -> bool {
        let side = match (self.from, seat.held_by_member) {
            (Some(Side::Inside), Some(inside)) => inside,
            (Some(Side::Outside), Some(inside)) => !inside,
            _ => true,
        };
        let post = self
            .post
            .is_none_or(|p| seat.allotted_to.is_empty() || seat.allotted_to.iter().any(|a| a.0 == p.0));
        side && post
    }

    fn side_unknown(&self, seat: &Seat) -> bool {
        (self.from.is_some() && seat.held_by_member.is_none())
            || (self.post.is_some() && seat.allotted_to.is_empty())
    }
}
