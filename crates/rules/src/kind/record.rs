//! What meetings and their records must be like: enough present, who adjusts and signs, numbers in order.

use super::each_body;
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
    attendance::{Attendance, Capacity, MeetingRole},
    item::Item,
    meeting::Meeting,
    noun::To,
    person::Person,
    presence::{Tally, Truth},
    quorum,
    rational::Rational,
    record::Record,
    rule::{Rule, ScopeItem},
    value::ThingId,
};
use jiff::civil::Date;

parameters! {
    /// How many of a body's seats must be filled at a meeting that decides.
    pub struct Quorum {
        /// More than this share of the seats.
        more_than: Option<Rational>,
        /// At least so many persons.
        at_least: Option<i64>,
        /// At least so many of the members are represented.
        members: Option<i64>,
        /// More than this share of the members are represented.
        members_more_than: Option<Rational>,
        /// Whether it is also needed that the call went out.
        called: Option<bool>,
        /// Not more persons than the body has seats.
        within_seats: Option<bool>,
    }
}

parameters! {
    /// Who adjusts and signs a record: so many who have decided, not the chair, and all of them sign.
    pub struct Adjusting {
        /// How many adjust; as many as the body's setting if left out.
        adjusters: Option<i64>,
        /// Whether secretary, chair and adjusters must all have signed.
        all_sign: Option<bool>,
    }
}

parameters! {
    /// That the numbers of a body's items grow with time within a year.
    pub struct Numbering {
        /// The year, if only one counts.
        year: Option<i64>,
    }
}

/// Whether somebody decides at a meeting.
fn decides(attendance: &Attendance) -> bool {
    matches!(attendance.capacity, Some(Capacity::Member | Capacity::ServingSubstitute))
}

fn attendances(facts: &Facts, meeting: ThingId) -> impl Iterator<Item = &Fact<Attendance>> {
    facts.attendances.iter().filter(move |a| a.facts.meeting.0 == meeting)
}

/// How many seats the body of a meeting has.
fn seats(facts: &Facts, meeting: &Meeting) -> Option<i64> {
    let body = facts.bodies.get(meeting.bodies.first()?.0)?;
    let size = body.facts.size?;
    (size.min() == size.max()).then(|| size.min()).flatten()
}

impl Judge for Quorum {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        scope::things(facts, rule, ScopeItem::Meeting).into_iter().map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(meeting) = facts.meetings.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::NumberUnknown);
        };
        match occasion::state(meeting.facts.when.as_ref(), meeting.facts.status, facts.as_of) {
            State::Off => return Answer::new(Outcome::NotApplicable, Say::CalledOff),
            State::Planned => return Answer::new(Outcome::NotApplicable, Say::NotInForce),
            State::Held | State::Unconfirmed => {}
        }
        let present: Vec<_> = attendances(facts, meeting.id).filter(|a| decides(&a.facts)).collect();
        let here = i64::try_from(present.len()).unwrap_or(i64::MAX);
        let seats = seats(facts, &meeting.facts);
        let enough = match (&self.more_than, seats) {
            (Some(share), Some(seats)) => {
                let deciding = Tally { sure: present.len(), possible: 0 };
                Some(quorum::quorum(deciding, Some(seats), share).holds == Truth::Sure)
            }
            (Some(_), None) => None,
            (None, _) => Some(true),
        };
        let (members, called) = (self.members(case, &present), self.is_called(meeting));
        let least =
            self.at_least.is_none_or(|n| here >= n) && members != Some(false) && called != Some(false);
        let enough = if members.is_none() || called.is_none() { enough.filter(|e| !e) } else { enough };
        let within = self.within_seats != Some(true) || seats.is_none_or(|s| here <= s);
        let answer = match enough {
            _ if present.is_empty() => Answer::new(Outcome::Unknown, Say::NumberUnknown),
            Some(true) if least && within => Answer::new(Outcome::Kept, Say::NumberRight),
            // Who is missing in the list may have been there; too many in it is a fault of its own.
            Some(_) if !within => Answer::new(Outcome::Broken, Say::TooMany),
            Some(_) if self.list_is_whole(case, meeting.id) => Answer::new(Outcome::Broken, Say::TooFew),
            _ => Answer::new(Outcome::Unknown, Say::TooFewRecorded),
        };
        let of = Say::AllOf(here, seats.unwrap_or(0));
        let answer = if seats.is_some() { answer.line(of) } else { answer };
        answer.with(present.iter().map(|a| a.id)).mended_at(meeting.id)
    }
}

impl Quorum {
    /// Whether enough members are represented; `None` if it is not told whom somebody represents.
    fn members(&self, case: Case<'_>, present: &[&Fact<Attendance>]) -> Option<bool> {
        if self.members.is_none() && self.members_more_than.is_none() {
            return Some(true);
        }
        let members = scope::members(case.facts, &case.rule.facts);
        let mut here: Vec<ThingId> =
            present.iter().filter_map(|a| a.facts.organisation.map(|o| o.0)).collect();
        let untold = here.len() < present.len();
        here.retain(|o| members.contains(o));
        here.sort_unstable();
        here.dedup();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let share = Rational::new(count(here.len()), count(members.len()).max(1))?;
        let enough = self.members.is_none_or(|n| count(here.len()) >= n)
            && self.members_more_than.is_none_or(|limit| share > limit);
        if enough || !untold { Some(enough) } else { None }
    }

    /// Whether the call went out, if that is asked for; `None` if it is not recorded.
    fn is_called(&self, meeting: &Fact<Meeting>) -> Option<bool> {
        match (self.called, &meeting.facts.call_sent) {
            (Some(true), Some(_)) => Some(true),
            (Some(true), None) => meeting.is_empty("call_sent").then_some(false),
            _ => Some(true),
        }
    }

    fn list_is_whole(&self, case: Case<'_>, meeting: ThingId) -> bool {
        let facts = case.facts;
        let held = facts.meetings.get(meeting);
        let body = held.and_then(|m| m.facts.bodies.first()).map(|b| b.0);
        let day = held.and_then(|m| m.facts.when.as_ref()?.first()).map(|f| f.date());
        let list = genbo_domain::rule::ListKind::Attendance;
        matches!((body, day), (Some(body), Some(day)) if facts.is_complete(body, list, day, day))
    }
}

impl Judge for Adjusting {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        scope::things(facts, rule, ScopeItem::Record).into_iter().map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let Some(record) = facts.records.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::NumberUnknown);
        };
        let r = &record.facts;
        let attending: Vec<_> = attendances(facts, r.meeting.0).collect();
        let wrong = r.adjusters.iter().find(|a| !may_adjust(&attending, a));
        let number = i64::try_from(r.adjusters.len().max(r.adjuster_initials.len())).unwrap_or(i64::MAX);
        let body = facts.meetings.get(r.meeting.0).and_then(|m| m.facts.bodies.first());
        let set =
            body.and_then(|b| facts.bodies.get(b.0)).and_then(|b| b.facts.adjusters).and_then(|c| c.min());
        let should = self.adjusters.or(set);
        let unsigned = self.all_sign == Some(true) && !all_signed(r);
        let answer = match (wrong, should) {
            (Some(_), _) => Answer::new(Outcome::Broken, Say::OfficerNotAmong),
            (None, Some(should)) if number > 0 && number != should => {
                Answer::new(Outcome::Broken, Say::NumberWrong)
            }
            _ if number == 0 => {
                Answer::new(Outcome::Unknown, Say::FieldsMissing(vec!["adjusters".to_owned()]))
            }
            _ if unsigned && record.is_empty("signed_by") => {
                Answer::new(Outcome::Broken, Say::FieldsEmpty(vec!["signed_by".to_owned()]))
            }
            _ if unsigned => Answer::new(Outcome::Unknown, Say::FieldsMissing(vec!["signed_by".to_owned()])),
            _ => Answer::new(Outcome::Kept, Say::NumberRight),
        };
        let line = should.map(|should| Say::AllOf(number, should));
        let answer = answer.with([record.id]).mended_at(record.id);
        line.into_iter().fold(answer, Answer::line)
    }
}

/// Whether somebody may adjust: has decided, and did not preside. Without a list of those present nothing speaks against it.
fn may_adjust(attending: &[&Fact<Attendance>], person: &To<Person>) -> bool {
    let mine = attending.iter().find(|a| a.facts.person == *person);
    match mine {
        Some(a) => decides(&a.facts) && !a.facts.roles.contains(&MeetingRole::Chair),
        None => attending.is_empty(),
    }
}

fn all_signed(record: &Record) -> bool {
    let signed = |p: &To<Person>| record.signed_by.contains(p);
    record.secretary.as_ref().is_some_and(signed)
        && record.chair.as_ref().is_some_and(signed)
        && !record.adjusters.is_empty()
        && record.adjusters.iter().all(signed)
}

impl Judge for Numbering {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        each_body(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let facts = case.facts;
        let mut numbered: Vec<(Date, i64, ThingId)> =
            facts.items.iter().filter_map(|i| self.numbered(facts, case.subject.thing, i)).collect();
        numbered.sort_unstable();
        let wrong = numbered.windows(2).find_map(|pair| match pair {
            [(day, n, _), (later, m, item)] if day.year() == later.year() && day < later && m <= n => {
                Some(*item)
            }
            [(day, n, _), (same, m, item)] if day == same && m == n => Some(*item),
            _ => None,
        });
        let answer = match wrong {
            Some(item) => Answer::new(Outcome::Broken, Say::NumberOutOfOrder(item)).mended_at(item),
            None if numbered.is_empty() => Answer::new(Outcome::Unknown, Say::NumberUnknown),
            None => Answer::new(Outcome::Kept, Say::RightOrder).mended_at(case.subject.thing),
        };
        answer.with(numbered.iter().map(|(_, _, id)| *id))
    }
}

impl Numbering {
    /// The day and whole number of an item of the body; sub-items follow their item.
    fn numbered(&self, facts: &Facts, body: ThingId, item: &Fact<Item>) -> Option<(Date, i64, ThingId)> {
        let meeting = facts.meetings.get(item.facts.meeting.0)?;
        let mine = meeting.facts.bodies.iter().any(|b| b.0 == body);
        let day = meeting.facts.when.as_ref()?.exact_day()?;
        let year = self.year.is_none_or(|y| i64::from(day.year()) == y);
        let number = item.facts.number.as_ref()?.parse().ok()?;
        (mine && year && day <= facts.as_of).then_some((day, number, item.id))
    }
}
