//! Who must get what comes out of a meeting, and who is there only or always when certain subjects are dealt with.

use super::deadline::{is_off, is_record_of};
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
    edtf::Edtf,
    item::{Addressee, Item, ItemKind, ItemStatus},
    matter::{Dispatch, Matter},
    noun::To,
    organisation::Party,
    paragraphs::Paragraph,
    record::NoticeKind,
    rule::{ListKind, Rule, ScopeItem},
    seat::{Seat, SeatRole},
    value::ThingId,
    vocabulary,
};
use jiff::civil::Date;

vocabulary! {
    /// What somebody must get.
    pub enum Delivery = "delivery" {
        /// The notice that a record is adjusted, on a notice board of theirs.
        Notice = "notice",
        /// The decision of an item.
        Decision = "decision",
        /// The call to a meeting, with its agenda.
        Call = "call",
        /// The record of a meeting.
        Record = "record",
    }
}

parameters! {
    /// Who must get a notice, a decision, a call or a record.
    pub struct Distribution {
        /// What they must get.
        what: Delivery,
        /// Every member of the cooperation.
        to_members: Option<bool>,
        /// Everybody whom the decision's clauses address.
        to_addressees: Option<bool>,
        /// Everybody who sits in the body on the day of the meeting.
        to_seats: Option<bool>,
        /// And its substitutes.
        to_substitutes: Option<bool>,
        /// These.
        to: Vec<To<Addressee>>,
        /// Only records of these kinds, where it is they or their notice.
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
        if self.to_seats == Some(true) {
            all.extend(seated(facts, case.subject.thing, self.to_substitutes == Some(true)));
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
            Delivery::Decision | Delivery::Call | Delivery::Record => {
                let mut dispatches = facts.dispatches.iter().filter(|d| {
                    let sent = d.facts.sent.as_ref().or(d.facts.received.as_ref());
                    self.is_of(facts, &d.facts, subject)
                        && d.facts.recipient.is_some_and(|r| self.reaches(facts, r.0, who))
                        && sent.and_then(|s| s.first()).is_none_or(|s| s.date() <= facts.as_of)
                });
                dispatches.next().map(|d| d.id)
            }
        }
    }

    /// Whether what was sent is what the rule is about.
    fn is_of(&self, facts: &Facts, dispatch: &Dispatch, subject: ThingId) -> bool {
        match self.what {
            Delivery::Notice => false,
            Delivery::Decision => dispatch.item.is_some_and(|i| i.0 == subject),
            Delivery::Record => dispatch.record.is_some_and(|r| r.0 == subject),
            Delivery::Call => {
                let agenda = dispatch.agenda.and_then(|a| facts.agendas.get(a.0));
                agenda.is_some_and(|a| a.facts.meeting.0 == subject)
            }
        }
    }

    /// Whether what is sent to one has come to the other.
    fn reaches(&self, facts: &Facts, recipient: ThingId, who: ThingId) -> bool {
        if recipient == who {
            return true;
        }
        let owner = |thing: ThingId| {
            let of_post = facts.posts.get(thing).map(|p| p.facts.owner.0);
            of_post.or_else(|| facts.bodies.get(thing).map(|b| b.facts.owner.0))
        };
        // What is sent to an organisation is sent to its posts and bodies.
        if owner(who) == Some(recipient) {
            return true;
        }
        // A decision goes to an authority. To a meeting an organisation is called by calling those who sit or serve for it.
        self.what != Delivery::Decision
            && (owner(recipient) == Some(who) || stands_for(facts, recipient).contains(&who))
    }
}

/// Whether something holds on a day.
fn is_then(valid: Option<&Edtf>, day: Date) -> bool {
    valid.is_none_or(|v| v.overlaps(day, day))
}

/// Those who sit in the bodies of a meeting or a record's meeting on its day: who holds a seat, or else whom it is for.
fn seated(facts: &Facts, thing: ThingId, substitutes: bool) -> Vec<ThingId> {
    let Some(meeting) = moment::meeting_of(facts, thing) else { return Vec::new() };
    let day = meeting.facts.when.as_ref().and_then(|w| w.first()).map_or(facts.as_of, |d| d.date());
    let sits = |s: &&Fact<Seat>| {
        meeting.facts.bodies.iter().any(|b| b.0 == s.facts.body.0)
            && is_then(s.facts.valid.as_ref(), day)
            && (substitutes
                || !(s.facts.substitute_for.is_some() || s.facts.role == Some(SeatRole::Substitute)))
    };
    let mut all = Vec::new();
    for seat in facts.seats.iter().filter(sits) {
        let holders =
            facts.holdings.iter().filter(|h| h.facts.of.0 == seat.id && is_then(h.facts.valid.as_ref(), day));
        let persons: Vec<ThingId> = holders.filter_map(|h| h.facts.person.map(|p| p.0)).collect();
        match persons.is_empty() {
            false => all.extend(persons),
            true => all.extend(seat.facts.allotted_to.iter().map(|a| a.0)),
        }
    }
    all
}

/// Those for whom a person sits in a body or holds a post.
fn stands_for(facts: &Facts, person: ThingId) -> Vec<ThingId> {
    let held = facts.holdings.iter().filter(|h| {
        h.facts.person.is_some_and(|p| p.0 == person) && is_then(h.facts.valid.as_ref(), facts.as_of)
    });
    let for_whom = held.flat_map(|h| {
        let seat = facts.seats.get(h.facts.of.0).map(|s| s.facts.allotted_to.iter().map(|a| a.0).collect());
        let post = || facts.posts.get(h.facts.of.0).map(|p| vec![p.facts.owner.0]);
        seat.or_else(post).unwrap_or_default()
    });
    for_whom.collect()
}

impl Judge for Distribution {
    fn never(&self) -> Option<Fault> {
        let groups = [self.to_members, self.to_addressees, self.to_seats];
        if !groups.contains(&Some(true)) && self.to.is_empty() {
            let mend = "add to_members, to_addressees, to_seats or to";
            return Some(Fault::of("to", "nobody would get it", mend));
        }
        if self.what == Delivery::Notice && self.to_seats == Some(true) {
            let mend = "write to_members, or name them in to";
            return Some(Fault::of("to_seats", "a notice is put up on boards, not given to persons", mend));
        }
        (self.what != Delivery::Decision && self.to_addressees == Some(true)).then(|| {
            let mend = "write to_members or to_seats, or name them in to";
            Fault::of("to_addressees", "only decisions have addressees", mend)
        })
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let item = match self.what {
            Delivery::Notice | Delivery::Record => ScopeItem::Record,
            Delivery::Decision => ScopeItem::Item,
            Delivery::Call => ScopeItem::Meeting,
        };
        // An item that the rule names is judged whatever is known of its decision.
        let named = rule.scope_thing.is_some();
        let decides = |id: ThingId| match facts.items.get(id) {
            Some(_) if named => true,
            Some(_) => facts.clauses.iter().any(|c| c.facts.item.0 == id),
            None if facts.meetings.get(id).is_some() => !is_off(facts, id),
            None => is_record_of(facts, id, &self.records),
        };
        let things = scope::things(facts, rule, item).into_iter();
        things.filter(|t| decides(*t)).map(Subject::thing).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, thing) = (case.facts, case.subject.thing);
        let day =
            moment::meeting_of(facts, thing).and_then(|m| m.facts.when.as_ref()?.first()).map(|d| d.date());
        // A call comes before its meeting, all else after it.
        if self.what != Delivery::Call && day.is_some_and(|d| d > facts.as_of) {
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
            Delivery::Decision | Delivery::Call | Delivery::Record => ListKind::Dispatches,
        };
        let body = moment::meeting_of(facts, thing).and_then(|m| m.facts.bodies.first()).map(|b| b.0);
        let complete =
            body.is_some_and(|b| facts.is_complete(b, list, day.unwrap_or(facts.as_of), facts.as_of));
        // Nobody is late with a call before the day of the meeting.
        let ahead = day.is_none_or(|d| d > facts.as_of);
        let answer = match (recipients.is_empty(), lacking.is_empty(), complete) {
            (true, ..) => Answer::new(Outcome::NotApplicable, Say::NoSubject),
            (_, true, _) => Answer::new(Outcome::Kept, Say::NumberRight),
            (_, _, true) if ahead && got.is_empty() => Answer::new(Outcome::NotApplicable, Say::NotInForce),
            (_, _, true) if ahead => Answer::new(Outcome::AtRisk, More::NotSentTo(lacking)),
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
