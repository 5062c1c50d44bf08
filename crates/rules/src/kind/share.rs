//! What each member, group or area shall have, and tasks that change hands.

use super::{composition::seats, each_body};
use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    occasion::{self, State},
    outcome::{Answer, Outcome, Subject},
    parameter::{Fault, Sort},
    parameters,
    say::Say,
    scope,
};
use genbo_domain::{
    body::{Body, BodyStatus},
    contact::Contact,
    duration::Duration,
    edtf::Edtf,
    noun::To,
    rule::{ListKind, Rule, ScopeItem},
    seat::SeatRole,
    value::ThingId,
    vocabulary,
};

vocabulary! {
    /// What covers a member, group or area.
    pub enum CoveredBy = "covered_by" {
        /// A body that works with the area.
        Body = "body",
        /// A seat in a body, its own or its group's.
        Seat = "seat",
        /// A contact.
        Contact = "contact",
        /// A letter of intent.
        LetterOfIntent = "letter_of_intent",
        /// A cost key.
        CostKey = "cost_key",
        /// An activity of a plan.
        Activity = "activity",
        /// A record, or notes.
        Record = "record",
        /// A commission that it got.
        Commission = "commission",
    }
}

parameters! {
    /// That each member, group or area (the scope's `item`) has what it shall have.
    pub struct Coverage {
        /// What it shall have.
        by: CoveredBy,
        /// The body, where it is a seat; the one that gives, where it is a commission.
        body: Option<To<Body>>,
        /// The time in which it must be so, where it is a contact; today if left out.
        during: Option<Edtf>,
    }
}

parameters! {
    /// That a task changes hands: the contacts of each member from one period to the next, or a role or post in time.
    pub struct Rotation {
        /// Only from this period on, where it is contacts.
        from: Option<Edtf>,
        /// Nobody has the role, or the post that the scope names, for longer; contacts are looked at if left out.
        at_most: Option<Duration>,
        /// The role in the body; the chair if left out.
        role: Option<SeatRole>,
    }
}

impl Judge for Coverage {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let item = rule.scope_item.unwrap_or(ScopeItem::Member);
        scope::things(facts, rule, item).into_iter().map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, thing) = (case.facts, case.subject.thing);
        if let Some(say) = not_yet(facts, thing) {
            return Answer::new(Outcome::NotApplicable, say).mended_at(thing);
        }
        let found = match self.by {
            CoveredBy::Body => facts
                .bodies
                .iter()
                .filter(|b| works(facts, b))
                .find(|b| b.facts.areas.iter().any(|a| a.0 == thing))
                .map(|b| b.id),
            CoveredBy::Seat => self.seat(facts, thing),
            CoveredBy::Contact => self.contact(facts, thing),
            CoveredBy::LetterOfIntent => {
                facts.areas.get(thing).and_then(|a| a.facts.letter_of_intent).map(|d| d.0)
            }
            CoveredBy::CostKey => facts.areas.get(thing).and_then(|a| a.facts.cost_key).map(|k| k.0),
            CoveredBy::Activity => facts
                .activities
                .iter()
                .find(|a| a.facts.area.is_some_and(|area| area.0 == thing))
                .map(|a| a.id),
            CoveredBy::Record => facts.records.iter().find(|r| r.facts.meeting.0 == thing).map(|r| r.id),
            CoveredBy::Commission => facts
                .commissions
                .iter()
                .filter(|c| self.body.is_none_or(|b| c.facts.given_by.is_some_and(|by| by.0 == b.0)))
                .find(|c| c.facts.assignee.is_some_and(|a| a.0 == thing))
                .map(|c| c.id),
        };
        let answer = match found {
            Some(by) => Answer::new(Outcome::Kept, Say::CoveredBy(by)).with([by]),
            None if self.is_known_to_lack(case) => Answer::new(Outcome::Broken, Say::NotCovered),
            None => Answer::new(Outcome::Unknown, Say::NotCovered),
        };
        answer.with([thing]).mended_at(thing)
    }
}

/// Why a meeting need not have anything: it is still to come, or was called off.
fn not_yet(facts: &Facts, thing: ThingId) -> Option<Say> {
    let meeting = &facts.meetings.get(thing)?.facts;
    match occasion::state(meeting.when.as_ref(), meeting.status, facts.as_of) {
        State::Planned => Some(Say::NotInForce),
        State::Off => Some(Say::CalledOff),
        State::Held | State::Unconfirmed => None,
    }
}

/// Whether a body has begun and is not closed.
fn works(facts: &Facts, body: &Fact<Body>) -> bool {
    let waiting =
        matches!(body.facts.status, Some(BodyStatus::Proposed | BodyStatus::Gated | BodyStatus::Closed));
    !waiting && facts.is_now(body.facts.valid.as_ref())
}

impl Coverage {
    fn seat(&self, facts: &Facts, member: ThingId) -> Option<ThingId> {
        // A contact is as its post.
        let member = facts.contacts.get(member).and_then(|c| c.facts.post).map_or(member, |p| p.0);
        let groups =
            |id: ThingId| facts.groups.get(id).is_some_and(|g| g.facts.members.iter().any(|m| m.0 == member));
        let posts = |id: ThingId| facts.posts.get(id).is_some_and(|p| p.facts.owner.0 == member);
        let seats = facts.seats.iter().filter(|s| self.body.is_none_or(|b| s.facts.body.0 == b.0));
        let now = seats.filter(|s| facts.is_now(s.facts.valid.as_ref()));
        let mut mine =
            now.filter(|s| s.facts.allotted_to.iter().any(|a| a.0 == member || groups(a.0) || posts(a.0)));
        mine.next().map(|s| s.id)
    }

    fn contact(&self, facts: &Facts, member: ThingId) -> Option<ThingId> {
        let (first, last) = match &self.during {
            Some(during) => (during.first()?.date(), during.last()?.date()),
            None => (facts.as_of, facts.as_of),
        };
        let mut contacts = facts.contacts.iter().filter(|c| {
            c.facts.organisation.0 == member
                && c.facts.period.overlaps(first, last)
                && (c.facts.post.is_some() || c.facts.person.is_some())
        });
        contacts.next().map(|c| c.id)
    }

    /// Whether it is a fact that there is none: the source says so, or the list is complete.
    fn is_known_to_lack(&self, case: Case<'_>) -> bool {
        let (facts, thing) = (case.facts, case.subject.thing);
        let today = facts.as_of;
        let area = |field: &str| facts.areas.get(thing).is_some_and(|a| a.is_empty(field));
        match self.by {
            // That a network for the area waits for something is as good as that there is none.
            CoveredBy::Body => facts.bodies.iter().any(|b| {
                b.facts.areas.iter().any(|a| a.0 == thing)
                    && matches!(b.facts.status, Some(BodyStatus::Proposed | BodyStatus::Gated))
            }),
            CoveredBy::Seat => {
                self.body.is_some_and(|b| facts.is_complete(b.0, ListKind::Seats, today, today))
            }
            CoveredBy::Contact => {
                facts.is_complete(case.rule.facts.cooperation.0, ListKind::Contacts, today, today)
            }
            CoveredBy::LetterOfIntent => {
                area("letter_of_intent")
                    || facts.areas.get(thing).is_some_and(|a| a.facts.no_letter_reason.is_some())
            }
            CoveredBy::CostKey => area("cost_key"),
            CoveredBy::Activity | CoveredBy::Record | CoveredBy::Commission => false,
        }
    }
}

impl Rotation {
    /// Who has the role in a body, or the post, on the day: since when, and the last day on which it changes hands.
    fn held(&self, case: Case<'_>, at_most: Duration) -> Answer {
        let (facts, thing) = (case.facts, case.subject.thing);
        let role = self.role.unwrap_or(SeatRole::Chair);
        let seats = seats(facts, thing).filter(|s| s.facts.role == Some(role)).map(|s| s.id);
        let held: Vec<ThingId> = seats.chain([thing]).collect();
        let now = facts.holdings.iter().filter(|h| held.contains(&h.facts.of.0));
        let now = now.filter(|h| facts.is_now(h.facts.valid.as_ref()) && h.facts.person.is_some());
        let since = now.filter_map(|h| Some((h.facts.valid.as_ref()?.first()?.date(), h.id))).min();
        let Some((since, holding)) = since else {
            return Answer::new(Outcome::Unknown, Say::HolderUnknown).mended_at(thing);
        };
        let Ok(limit) = at_most.after(since, &facts.calendar) else {
            return Answer::new(Outcome::Unknown, Say::HolderUnknown).mended_at(thing);
        };
        let answer = match limit < facts.as_of {
            true => Answer::new(Outcome::Broken, Say::HeldTooLong(limit)),
            false => Answer::new(Outcome::Kept, Say::HeldUntil(limit)),
        };
        answer.by(Some(limit)).with([holding]).mended_at(thing)
    }
}

impl Judge for Rotation {
    fn never(&self) -> Option<Fault> {
        let what = "role is about how long somebody has it, and at_most does not say how long";
        let alone = self.role.is_some() && self.at_most.is_none();
        let mend = "add at_most = \"2 years\", or take role out";
        alone.then(|| Fault::of("at_most", what, mend).sort(Sort::HowLong))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        match (self.at_most, rule.scope_thing) {
            (None, _) => {}
            (Some(_), Some(thing)) => return vec![Subject::thing(thing.0)],
            (Some(_), None) => return each_body(facts, rule),
        }
        let from = self.from.as_ref().and_then(Edtf::first);
        let mine = facts.contacts.iter().filter(|c| c.facts.cooperation.0 == rule.cooperation.0);
        let later = mine.filter(|c| from.is_none_or(|f| c.facts.period.last().is_none_or(|l| l >= f)));
        later.map(|c| Subject::thing(c.id)).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        if let Some(at_most) = self.at_most {
            return self.held(case, at_most);
        }
        let facts = case.facts;
        let Some(contact) = facts.contacts.get(case.subject.thing) else {
            return Answer::new(Outcome::Unknown, Say::FirstPeriod);
        };
        let begins = contact.facts.period.first();
        let earlier = |c: &&Fact<Contact>| {
            c.facts.organisation.0 == contact.facts.organisation.0
                && matches!((c.facts.period.last(), begins), (Some(l), Some(b)) if l < b)
        };
        let before = facts.contacts.iter().filter(earlier).max_by_key(|c| (c.facts.period.last(), c.id));
        let Some(before) = before else {
            return Answer::new(Outcome::NotApplicable, Say::FirstPeriod).mended_at(contact.id);
        };
        let ahead = begins.is_some_and(|b| b.date() > facts.as_of);
        let mut answer = match (before.facts.post, contact.facts.post) {
            (Some(a), Some(b)) if a.0 != b.0 => Answer::new(Outcome::Kept, Say::ChangesHands),
            (Some(_), Some(_)) if ahead => {
                Answer::new(Outcome::AtRisk, Say::SameHands(before.id)).by(begins.map(|b| b.date()))
            }
            (Some(_), Some(_)) if contact.facts.wish.is_some() => {
                Answer::new(Outcome::NotApplicable, Say::SameHands(before.id))
            }
            (Some(_), Some(_)) => Answer::new(Outcome::Broken, Say::SameHands(before.id)),
            _ => Answer::new(Outcome::Unknown, Say::NumberUnknown),
        };
        answer.on_plan = answer.outcome == Outcome::Kept && ahead;
        answer.with([before.id, contact.id]).mended_at(contact.id)
    }
}
