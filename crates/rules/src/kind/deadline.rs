//! Deadlines: how long before or after one moment another is, in which window a moment lies, and on which days.

use crate::{
    catalogue::{Case, Judge},
    facts::Facts,
    moment::{self, Known, Moment},
    occasion::{self, State},
    outcome::{Answer, Outcome, Subject},
    parameter::{Fault, Sort},
    parameters,
    say::{More, Say},
    scope,
    window::{Lies, Window},
};
use genbo_domain::{
    body::RecordKind,
    duration::Duration,
    edtf::{Edtf, Precision},
    rule::{Rule, ScopeItem},
    value::ThingId,
    vocabulary,
};
use jiff::civil::Date;

vocabulary! {
    /// What becomes of a last day that is no working day, where the time runs after a moment.
    pub enum Ending = "ending" {
        /// It is moved to the next working day.
        Moved = "moved",
        /// It is not clear whether it is moved.
        PerhapsMoved = "perhaps_moved",
    }
}

parameters! {
    /// How long before or after one moment another is. The last day belongs to the time.
    pub struct LeadTime {
        /// The moment that must be in time.
        what: Moment,
        /// It lies before this moment.
        before: Option<Moment>,
        /// It lies after this moment.
        after: Option<Moment>,
        /// So long at least.
        at_least: Option<Duration>,
        /// So long at most.
        at_most: Option<Duration>,
        /// What becomes of a last day that is no working day; it stays if left out.
        ending: Option<Ending>,
        /// Only records of these kinds, and their notices.
        records: Vec<RecordKind>,
        /// Whether a place that the source shows empty tells nothing, as on a copy that was made before it was filled in.
        blank_is_unknown: Option<bool>,
    }
}

parameters! {
    /// Within which time a moment lies.
    pub struct DateWindow {
        /// The moment.
        what: Moment,
        /// The time.
        window: Edtf,
        /// So many days beside it are allowed too.
        tolerance: Option<Duration>,
    }
}

parameters! {
    /// That a date is a working day.
    pub struct WorkingDay {
        /// The moment; the beginning of the meeting if left out.
        what: Option<Moment>,
    }
}

/// The things that a rule about a moment judges.
fn subjects(facts: &Facts, rule: &Rule, what: Moment) -> Vec<Subject> {
    let item = rule.scope_item.unwrap_or(match what {
        Moment::MeetingStart | Moment::MeetingEnd | Moment::Agenda | Moment::MeetingAnnounced => {
            ScopeItem::Meeting
        }
        Moment::RecordAdjusted | Moment::NoticePosted | Moment::NoticeRemoved => ScopeItem::Record,
        Moment::ReferralSent | Moment::ReferralDue => ScopeItem::Referral,
        Moment::BodyStart => ScopeItem::Body,
        Moment::StepWindow => ScopeItem::Step,
        Moment::EventStart => ScopeItem::Event,
        Moment::CommissionDue => ScopeItem::Commission,
        Moment::ActivityWhen => ScopeItem::Activity,
        Moment::ProjectStart => ScopeItem::Project,
        _ => ScopeItem::Document,
    });
    scope::things(facts, rule, item).into_iter().map(Subject::thing).collect()
}

/// Whether a meeting or event was called off.
pub(super) fn is_off(facts: &Facts, thing: ThingId) -> bool {
    let meeting = facts.meetings.get(thing).map(|m| (m.facts.when.as_ref(), m.facts.status));
    let event = facts.events.get(thing).map(|e| (e.facts.when.as_ref(), e.facts.status));
    meeting.or(event).is_some_and(|(when, status)| occasion::state(when, status, facts.as_of) == State::Off)
}

/// Whether a thing is no record and no notice, or one of those kinds.
pub(super) fn is_record_of(facts: &Facts, thing: ThingId, kinds: &[RecordKind]) -> bool {
    let record = || facts.records.get(facts.notices.get(thing)?.facts.record.0);
    match facts.records.get(thing).or_else(record) {
        Some(record) => kinds.is_empty() || kinds.contains(&record.facts.kind),
        None => true,
    }
}

fn called_off() -> Answer {
    Answer::new(Outcome::NotApplicable, Say::CalledOff)
}

impl Judge for LeadTime {
    fn never(&self) -> Option<Fault> {
        (self.before.is_some() == self.after.is_some()).then(|| {
            Fault::of(
                "before",
                "a time runs from one moment, before or after it",
                "state either before or after",
            )
            .sort(Sort::BeforeOrAfter)
        })
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        let all = subjects(facts, rule, self.what).into_iter();
        all.filter(|s| is_record_of(facts, s.thing, &self.records)).collect()
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let thing = case.subject.thing;
        if is_off(case.facts, thing) {
            return called_off();
        }
        let (anchor, before) = match (self.before, self.after) {
            (Some(before), None) => (before, true),
            (None, Some(after)) => (after, false),
            _ => return Answer::new(Outcome::Unknown, Say::Fault("state either before or after".to_owned())),
        };
        let from = match moment::of(case.facts, thing, anchor) {
            Known::At(date) => date,
            Known::Never => return Answer::new(Outcome::NotApplicable, Say::NotRecorded(anchor)),
            Known::Empty | Known::Missing => {
                return Answer::new(Outcome::Unknown, Say::NotRecorded(anchor)).mended_at(thing);
            }
        };
        // Before: at least so long before is a last day. After: at most so long after is one.
        let (last, first) =
            if before { (self.at_least, self.at_most) } else { (self.at_most, self.at_least) };
        let what = moment::of(case.facts, thing, self.what);
        let mut answers = Vec::new();
        for (distance, is_last) in [(last, true), (first, false)] {
            if let Some(distance) = distance {
                answers.push(self.limit(
                    case,
                    Limit { anchor, from: &from, distance, before, is_last },
                    &what,
                ));
            }
        }
        if answers.is_empty() {
            // Without a distance only the order counts.
            let distance = Duration::new(0, genbo_domain::duration::Unit::Days);
            answers.extend(distance.map(|distance| {
                self.limit(case, Limit { anchor, from: &from, distance, before, is_last: before }, &what)
            }));
        }
        let answer = answers.into_iter().reduce(Answer::and);
        answer
            .unwrap_or_else(|| Answer::new(Outcome::Unknown, Say::DateNotExact))
            .with([thing])
            .mended_at(thing)
    }
}

/// A day that is computed from an anchor, and on which side of it is right.
struct Limit<'a> {
    anchor: Moment,
    from: &'a Edtf,
    distance: Duration,
    before: bool,
    is_last: bool,
}

impl Limit<'_> {
    /// The earliest and latest day that it may be, as exactly as its anchor is known.
    fn days(&self, facts: &Facts) -> Option<(Date, Date)> {
        let shift = |day: Date| {
            let day = if self.before {
                self.distance.before(day, &facts.calendar)
            } else {
                self.distance.after(day, &facts.calendar)
            };
            day.ok()
        };
        Some((shift(self.from.first()?.date())?, shift(self.from.last()?.date())?))
    }
}

impl LeadTime {
    fn limit(&self, case: Case<'_>, limit: Limit<'_>, what: &Known) -> Answer {
        let Some(days) = limit.days(case.facts) else {
            return Answer::new(Outcome::Unknown, Say::DateNotExact);
        };
        let calendar = &case.facts.calendar;
        let free_to_working = |day: Date| calendar.working_day_from(day).unwrap_or(day);
        let moved = (free_to_working(days.0), free_to_working(days.1));
        match self.ending.filter(|_| !limit.before) {
            Some(Ending::Moved) => self.by_days(case, &limit, moved, what),
            Some(Ending::PerhapsMoved) if moved != days => {
                let strict = self.by_days(case, &limit, days, what);
                let moved_day = self.by_days(case, &limit, moved, what);
                match (strict.outcome == moved_day.outcome, moved_day.outcome) {
                    (true, _) => strict,
                    // What is still to come has the later day left; what has been stands and falls with the reading.
                    (false, Outcome::AtRisk) => moved_day,
                    (false, _) => {
                        Answer { outcome: Outcome::Unknown, say: More::OnlyIfMoved(moved.0).into(), ..strict }
                    }
                }
            }
            _ => self.by_days(case, &limit, days, what),
        }
    }

    fn by_days(
        &self,
        case: Case<'_>,
        limit: &Limit<'_>,
        (early, late): (Date, Date),
        what: &Known,
    ) -> Answer {
        let line = Say::Limit {
            from: limit.anchor,
            date: limit.from.clone(),
            distance: limit.distance,
            before: limit.before,
            day: early,
            last: limit.is_last,
        };
        let today = case.facts.as_of;
        let answer = match what {
            Known::Never => Answer::new(Outcome::NotApplicable, Say::NotRecorded(self.what)),
            Known::At(date) if date.first().is_none_or(|d| d.date() <= today) => {
                self.compare(date, (early, late), limit.is_last).line(Say::MomentIs(self.what, date.clone()))
            }
            // What is planned for later rests on the plan, and is at risk if the plan itself breaks the rule.
            Known::At(date) => {
                let mut answer = self.compare(date, (early, late), limit.is_last);
                if answer.outcome == Outcome::Broken {
                    answer.outcome = Outcome::AtRisk;
                }
                answer.on_plan = answer.outcome == Outcome::Kept;
                answer.line(Say::MomentIs(self.what, date.clone()))
            }
            _ if limit.is_last && late >= today => {
                Answer::new(Outcome::AtRisk, Say::DueBy(self.what, early)).by(early)
            }
            Known::Empty if limit.is_last && self.blank_is_unknown != Some(true) => {
                Answer::new(Outcome::Broken, Say::EmptyInSource(self.what))
            }
            Known::Empty => Answer::new(Outcome::Unknown, Say::EmptyInSource(self.what)),
            Known::Missing => Answer::new(Outcome::Unknown, Say::NotRecorded(self.what)),
        };
        if answer.due.is_some() { answer.line(line) } else { answer.by(early).line(line) }
    }

    fn compare(&self, date: &Edtf, (early, late): (Date, Date), is_last: bool) -> Answer {
        let (first, last) = (date.first().map(|d| d.date()), date.last().map(|d| d.date()));
        let exact = date.precision() != Precision::Circa && !date.is_uncertain();
        let (right, wrong) = if is_last {
            (last.is_some_and(|l| l <= early), first.is_some_and(|f| f > late))
        } else {
            (first.is_some_and(|f| f >= late), last.is_some_and(|l| l < early))
        };
        match (right && exact, wrong && exact) {
            (true, _) => Answer::new(Outcome::Kept, Say::InTime(self.what)),
            (_, true) if is_last => Answer::new(Outcome::Broken, Say::TooLate(self.what)),
            (_, true) => Answer::new(Outcome::Broken, Say::TooEarly(self.what)),
            _ => Answer::new(Outcome::Unknown, Say::DateNotExact),
        }
    }
}

impl Judge for DateWindow {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        subjects(facts, rule, self.what)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (thing, facts) = (case.subject.thing, case.facts);
        if is_off(facts, thing) {
            return called_off();
        }
        let Some(window) = Window::of_period(&self.window).map(|w| self.widened(w, facts)) else {
            return Answer::new(Outcome::Unknown, Say::DateNotExact);
        };
        let over = window.is_over(facts.as_of);
        let answer = match moment::of(facts, thing, self.what) {
            Known::Never => Answer::new(Outcome::NotApplicable, Say::NotRecorded(self.what)),
            Known::At(date) => {
                let passed = date.last().is_some_and(|l| l.date() <= facts.as_of);
                let (outcome, say) = match (self.lies(&date, window), passed) {
                    (Lies::Inside, _) => (Outcome::Kept, Say::InTime(self.what)),
                    (Lies::Perhaps, _) => (Outcome::Unknown, Say::DateNotExact),
                    (Lies::Outside, true) => (Outcome::Broken, outside(&date, window, self.what)),
                    (Lies::Outside, false) => (Outcome::AtRisk, outside(&date, window, self.what)),
                };
                let mut answer = Answer::new(outcome, say).line(Say::MomentIs(self.what, date));
                answer.on_plan = outcome == Outcome::Kept && !passed;
                answer
            }
            Known::Empty if over => Answer::new(Outcome::Broken, Say::EmptyInSource(self.what)),
            Known::Empty | Known::Missing if !over => {
                Answer::new(Outcome::AtRisk, Say::DueBy(self.what, window.last))
            }
            _ => Answer::new(Outcome::Unknown, Say::NotRecorded(self.what)),
        };
        answer.line(Say::WindowIs(self.window.clone())).by(window.last).with([thing]).mended_at(thing)
    }
}

impl DateWindow {
    /// How a date stands to the window. A rule that allows some days beside it takes "about a day" as that day.
    fn lies(&self, date: &Edtf, window: Window) -> Lies {
        match (self.tolerance, date.first(), date.last()) {
            (Some(_), Some(first), Some(last)) if !date.is_uncertain() => {
                let exact = Edtf::days(first.date(), last.date());
                exact.map_or(Lies::Perhaps, |exact| window.holds(&exact))
            }
            _ => window.holds(date),
        }
    }

    fn widened(&self, window: Window, facts: &Facts) -> Window {
        let Some(by) = self.tolerance else { return window };
        Window {
            first: by.before(window.first, &facts.calendar).unwrap_or(window.first),
            last: by.after(window.last, &facts.calendar).unwrap_or(window.last),
            ..window
        }
    }
}

fn outside(date: &Edtf, window: Window, what: Moment) -> Say {
    if date.first().is_some_and(|d| d.date() > window.last) {
        Say::TooLate(what)
    } else {
        Say::TooEarly(what)
    }
}

impl Judge for WorkingDay {
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        subjects(facts, rule, self.what.unwrap_or(Moment::MeetingStart))
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (thing, what) = (case.subject.thing, self.what.unwrap_or(Moment::MeetingStart));
        if is_off(case.facts, thing) {
            return called_off();
        }
        let answer = match moment::of(case.facts, thing, what) {
            Known::Never => Answer::new(Outcome::NotApplicable, Say::NotRecorded(what)),
            Known::Empty | Known::Missing => Answer::new(Outcome::Unknown, Say::NotRecorded(what)),
            Known::At(date) => {
                let one =
                    date.first().map(|d| d.date()).filter(|d| date.last().is_some_and(|l| l.date() == *d));
                match one {
                    None => Answer::new(Outcome::Unknown, Say::DateNotExact),
                    Some(day) if case.facts.calendar.is_working_day(day) => {
                        Answer::new(Outcome::Kept, Say::WorkingDay(day))
                    }
                    // A date about then can still be moved, and so can one that is to come.
                    Some(day) if day > case.facts.as_of || date.precision() == Precision::Circa => {
                        Answer::new(Outcome::AtRisk, Say::FreeDay(day)).by(day)
                    }
                    Some(day) => Answer::new(Outcome::Broken, Say::FreeDay(day)).by(day),
                }
            }
        };
        answer.with([thing]).mended_at(thing)
    }
}
