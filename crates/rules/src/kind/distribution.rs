//! Who must get what comes out of a meeting, and who is there only or always when certain subjects are dealt with.

use super::deadline::is_record_of;
use crate::{
    catalogue::{Case, Judge},
    facts::{Fact, Facts},
    moment,
    outcome::{Answer, Outcome, Subject},
    parameter::{Fault, any_of},
    parameters,
    say::{More, Say},
    scope,
};
use genbo_domain::{
    attendance::{Attendance, Capacity},
    body::RecordKind,
    item::{Addressee, Item, ItemKind, ItemStatus},
    matter::Matter,
    noun::To,
    organisation::Party,
    paragraphs::Paragraph,
    record::NoticeKind,
    rule::{ListKind, Rule, ScopeItem},
    value::ThingId,
    vocabulary,
};

vocabulary! {
    /// What somebody must get.
    pub enum Delivery = "delivery" {
        /// The notice that a record is adjusted, on a notice board of theirs.
        Notice = "notice",
        /// The decision of an item.
        Decision = "decision",
    }
}

parameters! {
    /// Who must get a notice or a decision.
    pub struct Distribution {
        /// What they must get.
        what: Delivery,
        /// Every member of the cooperation.
        to_members: Option<bool>,
        /// Everybody whom the decision's clauses address.
        to_addressees: Option<bool>,
        /// These.
        to: Vec<To<Addressee>>,
        /// Only records of these kinds, where it is their notice.
        records: Vec<RecordKind>,
    }
}

parameters! {
    /// That somebody is there only when certain subjects are dealt with, or always then.
    pub struct Presence {
        /// Those who are there in one of these capacities.
        capacities: Vec<Capacity>,
        /// Those who come from one of these.
        from: Vec<To<Party>>,
        /// The items that it is about, by kind.
        kinds: Vec<ItemKind>,
        /// The items that it is about, by matter.
        matters: Vec<To<Matter>>,
        /// The items that it is about, by a word in their heading.
        words: Vec<String>,
        /// Whether they must be there at each such item, instead of only then.
        always: Option<bool>,
    }
}

impl Distribution {
    fn recipients(&self, case: Case<'_>) -> Vec<ThingId> {
        let facts = case.facts;
        let mut all: Vec<ThingId> = self.to.iter().map(|t| t.0).collect();
        if self.to_members == Some(true) {
            all.extend(scope::members(facts, &case.rule.facts));
        }
        if self.to_addressees == Some(true) {
            let clauses = facts.clauses.iter().filter(|c| c.facts.item.0 == case.subject.thing);
            all.extend(clauses.flat_map(|c| c.facts.addressees.iter().map(|a| a.0)));
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What somebody got, if that is recorded.
    fn got(&self, facts: &Facts, subject: ThingId, who: ThingId) -> Option<ThingId> {
        match self.what {
            Delivery::Notice => {
                let mut notices = facts.notices.iter().filter(|n| {
                    n.facts.record.0 == subject
                        && n.facts.kind == NoticeKind::Adjusted
                        && n.facts.board.is_some_and(|b| b.0 == who)
                        && n.facts
                            .posted
                            .as_ref()
                            .and_then(|p| p.first())
                            .is_none_or(|d| d.date() <= facts.as_of)
                });
                notices.next().map(|n| n.id)
            }
            Delivery::Decision => {
                // What is sent to an organisation is sent to its posts and bodies.
                let owner = facts.posts.get(who).map(|p| p.facts.owner.0);
                let owner = owner.or_else(|| facts.bodies.get(who).map(|b| b.facts.owner.0));
                let mut dispatches = facts.dispatches.iter().filter(|d| {
                    let to = d.facts.recipient.map(|r| r.0);
                    let sent = d.facts.sent.as_ref().or(d.facts.received.as_ref());
                    d.facts.item.is_some_and(|i| i.0 == subject)
                        && (to == Some(who) || (owner.is_some() && to == owner))
                        && sent.and_then(|s| s.first()).is_none_or(|s| s.date() <= facts.as_of)
                });
                dispatches.next().map(|d| d.id)
            }
        }
    }
}

impl Judge for Distribution {
    fn never(&self) -> Option<Fault> {
        let nobody = self.to_members != Some(true) && self.to_addressees != Some(true) && self.to.is_empty();
        if nobody {
            return Some(Fault::of("to", "nobody would get it", "add to_members, to_addressees or to"));
        }
        (self.what == Delivery::Notice && self.to_addressees == Some(true)).then(|| {
            Fault::of("to_addressees", "a notice has no addressees", "write to_members, or name them in to")
        })
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let item = match self.what {
            Delivery::Notice => ScopeItem::Record,
            Delivery::Decision => ScopeItem::Item,
        };
        // An item that the rule names is judged whatever is known of its decision.
        let named = rule.scope_thing.is_some();
        let decides = |id: ThingId| match facts.items.get(id) {
            Some(_) if named => true,
            Some(_) => facts.clauses.iter().any(|c| c.facts.item.0 == id),
            None => is_record_of(facts, id, &self.records),
        };
        let things = scope::things(facts, rule, item).into_iter();
        things.filter(|t| decides(*t)).map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, thing) = (case.facts, case.subject.thing);
        let day =
            moment::meeting_of(facts, thing).and_then(|m| m.facts.when.as_ref()?.first()).map(|d| d.date());
        if day.is_some_and(|d| d > facts.as_of) {
            return Answer::new(Outcome::NotApplicable, Say::NotInForce).mended_at(thing);
        }
        let recipients = self.recipients(case);
        let got: Vec<ThingId> = recipients.iter().filter_map(|who| self.got(facts, thing, *who)).collect();
        let lacking: Vec<ThingId> =
            recipients.iter().copied().filter(|who| self.got(facts, thing, *who).is_none()).collect();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let line = Say::AllOf(count(recipients.len() - lacking.len()), count(recipients.len()));
        let list = match self.what {
            Delivery::Notice => ListKind::Notices,
            Delivery::Decision => ListKind::Dispatches,
        };
        let body = moment::meeting_of(facts, thing).and_then(|m| m.facts.bodies.first()).map(|b| b.0);
        let complete =
            body.is_some_and(|b| facts.is_complete(b, list, day.unwrap_or(facts.as_of), facts.as_of));
        let answer = match (recipients.is_empty(), lacking.is_empty(), complete) {
            (true, ..) => Answer::new(Outcome::NotApplicable, Say::NoSubject),
            (_, true, _) => Answer::new(Outcome::Kept, Say::NumberRight),
            (_, _, true) => Answer::new(Outcome::Broken, More::NotSentTo(lacking)),
            _ => Answer::new(Outcome::Unknown, More::NotSentTo(lacking)),
        };
        answer.line(line).with(got).with([thing]).mended_at(thing)
    }
}

impl Presence {
    fn is_meant(&self, attendance: &Attendance) -> bool {
        let capacity = any_of(&self.capacities, attendance.capacity.as_ref());
        let from = self.from.is_empty()
            || attendance.organisation.is_some_and(|o| self.from.iter().any(|f| f.0 == o.0));
        capacity && from
    }

    /// Whether an item is one of those; `None` if it is not told what it is.
    fn is_about(&self, item: &Item) -> Option<bool> {
        let heading = item.title.to_lowercase();
        let word = self.words.iter().any(|w| heading.contains(&w.to_lowercase()));
        let matter = word || item.matter.is_some_and(|m| self.matters.iter().any(|x| x.0 == m.0));
        let kind = item.kind.map(|k| self.kinds.contains(&k));
        match (matter, kind, self.kinds.is_empty()) {
            (true, ..) => Some(true),
            (false, Some(yes), _) => Some(yes),
            (false, None, true) => Some(false),
            (false, None, false) => None,
        }
    }
}

/// Whether somebody is there at an item; `None` if that is not told.
fn is_at(attendance: &Attendance, item: &Item) -> Option<bool> {
    if attendance.capacity == Some(Capacity::AbsentMember) {
        return Some(false);
    }
    let Some(paragraphs) = &attendance.paragraphs else { return Some(true) };
    let number: Paragraph = item.number.as_ref()?.parse().ok()?;
    Some(paragraphs.contains(&number))
}

impl Judge for Presence {
    fn never(&self) -> Option<Fault> {
        if self.capacities.is_empty() && self.from.is_empty() {
            return Some(Fault::of("capacities", "it is about nobody", "add capacities or from"));
        }
        (self.kinds.is_empty() && self.matters.is_empty() && self.words.is_empty())
            .then(|| Fault::of("kinds", "it names no subjects", "add kinds, matters or words"))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        scope::things(facts, rule, ScopeItem::Meeting).into_iter().map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, meeting) = (case.facts, case.subject.thing);
        let held = moment::meeting_of(facts, meeting).and_then(|m| m.facts.when.as_ref()?.first());
        if held.is_some_and(|d| d.date() > facts.as_of) {
            return Answer::new(Outcome::NotApplicable, Say::NotInForce).mended_at(meeting);
        }
        let dropped = |i: &Item| matches!(i.status, Some(ItemStatus::Dropped));
        let items: Vec<&Fact<Item>> =
            facts.items.iter().filter(|i| i.facts.meeting.0 == meeting && !dropped(&i.facts)).collect();
        let all: Vec<&Fact<Attendance>> =
            facts.attendances.iter().filter(|a| a.facts.meeting.0 == meeting).collect();
        let meant: Vec<&&Fact<Attendance>> = all.iter().filter(|a| self.is_meant(&a.facts)).collect();
        let (mut wrong, mut unsure) = (None, false);
        let mut about = 0_i64;
        for item in &items {
            let concerned = self.is_about(&item.facts);
            about += i64::from(concerned == Some(true));
            let there: Vec<Option<bool>> = meant.iter().map(|a| is_at(&a.facts, &item.facts)).collect();
            let (somebody, perhaps) = (there.contains(&Some(true)), there.contains(&None));
            let (bad, doubt) = match (self.always == Some(true), concerned) {
                (true, Some(true)) => (!somebody && !perhaps, !somebody && perhaps),
                (true, None) => (false, !somebody),
                (true, Some(false)) | (false, Some(true)) => (false, false),
                (false, Some(false)) => (somebody, !somebody && perhaps),
                (false, None) => (false, somebody || perhaps),
            };
            wrong = wrong.or(bad.then_some(item.id));
            unsure |= doubt;
        }
        let answer = match (wrong, unsure) {
            _ if all.is_empty() => Answer::new(Outcome::Unknown, Say::NumberUnknown),
            (Some(item), _) if self.always == Some(true) => {
                Answer::new(Outcome::Broken, More::NobodyThere(item))
            }
            (Some(item), _) => Answer::new(Outcome::Broken, More::ThereToo(item)),
            (None, true) => Answer::new(Outcome::Unknown, Say::NumberUnknown),
            _ if items.is_empty() && !meant.is_empty() => Answer::new(Outcome::Unknown, Say::NumberUnknown),
            _ if meant.is_empty() && about == 0 => Answer::new(Outcome::NotApplicable, Say::NoSubject),
            _ => Answer::new(Outcome::Kept, Say::NumberRight),
        };
        answer.with(meant.iter().map(|a| a.id)).with(wrong).mended_at(wrong.unwrap_or(meeting))
    }
}
