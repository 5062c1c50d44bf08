//! What comes again: counted from when it last was, so that a time that slipped moves the next one with it.

use super::frequency::{self, Counted};
use crate::{
    catalogue::{Case, Judge},
    facts::Facts,
    occasion::{self, Occasion, OccasionKind, State},
    outcome::{Answer, Outcome, Subject},
    parameter::Fault,
    parameters,
    say::{More, Say},
};
use genbo_domain::{
    course::EventSeries, duration::Duration, edtf::Edtf, meeting::MeetingForm, noun::To, rule::Rule,
};
use jiff::civil::Date;

parameters! {
    /// That something comes again within a time after the last time, which is when it really was.
    pub struct Recurrence {
        /// What comes again; meetings if left out.
        what: Option<OccasionKind>,
        /// Only meetings of these forms.
        forms: Vec<MeetingForm>,
        /// Only events of this series.
        series: Option<To<EventSeries>>,
        /// So long after the last time at most.
        within: Duration,
        /// Whether all of the calendar year in which that time ends is allowed, as in "every other year".
        whole_years: Option<bool>,
        /// So long before the last day it must be planned; at any time before it if left out.
        begin: Option<Duration>,
        /// The last day for the first time, if it has never been.
        first_by: Option<Edtf>,
    }
}

impl Judge for Recurrence {
    fn never(&self) -> Option<Fault> {
        (self.within.count() == 0)
            .then(|| Fault::of("within", "nothing can come again within no time", "write a longer time"))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        frequency::counted_subjects(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let (facts, today) = (case.facts, case.facts.as_of);
        let what = self.what.unwrap_or(OccasionKind::Meeting);
        let counted = Counted { what, forms: &self.forms, series: self.series };
        let occasions = frequency::occasions(case, &counted);
        let last_day = |o: &Occasion| o.when.as_ref().and_then(Edtf::last).map(|d| d.date());
        let held =
            occasions.iter().filter(|o| o.state == State::Held).filter_map(|o| Some((last_day(o)?, o)));
        let last = held.max_by_key(|(day, o)| (*day, o.id));
        let answer = match (&last, &self.first_by) {
            (Some((_, o)), _) => {
                let first = o.when.as_ref().and_then(Edtf::first).map(|d| d.date());
                let days =
                    (first.and_then(|d| self.due(d, facts)), last_day(o).and_then(|d| self.due(d, facts)));
                self.by(case, &occasions, days, last.as_ref().map(|(d, _)| *d))
            }
            (None, Some(by)) => {
                let day = by.last().map(|d| d.date());
                self.by(case, &occasions, (day, day), None)
            }
            (None, None) => Answer::new(Outcome::Unknown, More::NeverYet),
        };
        let line = last.as_ref().map(|(day, o)| More::LastWas(o.id, *day));
        let answer = answer.with(last.map(|(_, o)| o.id)).mended_at(case.subject.thing);
        let answer = line.into_iter().fold(answer, Answer::line);
        if answer.due.is_some_and(|d| d < today) && answer.outcome == Outcome::AtRisk {
            return answer.by(None);
        }
        answer
    }
}

impl Recurrence {
    /// The last day for the next time after one.
    fn due(&self, last: Date, facts: &Facts) -> Option<Date> {
        let day = self.within.after(last, &facts.calendar).ok()?;
        if self.whole_years == Some(true) { Date::new(day.year(), 12, 31).ok() } else { Some(day) }
    }

    /// Whether it comes, or will come, by a day that is known within two bounds.
    fn by(
        &self,
        case: Case<'_>,
        occasions: &[Occasion],
        (early, late): (Option<Date>, Option<Date>),
        since: Option<Date>,
    ) -> Answer {
        let (facts, today) = (case.facts, case.facts.as_of);
        let (Some(early), Some(late)) = (early, late) else {
            return Answer::new(Outcome::Unknown, Say::DateNotExact);
        };
        let later = |o: &&Occasion| {
            let first = o.when.as_ref().and_then(Edtf::first).map(|d| d.date());
            since.is_none_or(|s| first.is_none_or(|f| f > s))
        };
        let in_time = |o: &&Occasion| o.when.as_ref().and_then(Edtf::last).is_some_and(|l| l.date() <= early);
        let planned = occasions.iter().filter(|o| o.state == State::Planned).find(in_time);
        let unconfirmed = occasions.iter().any(|o| o.state == State::Unconfirmed && later(&o));
        if let Some(o) = planned {
            let mut kept = Answer::new(Outcome::Kept, More::ComesAgain(o.id)).with([o.id]).by(early);
            kept.on_plan = true;
            return kept;
        }
        if today <= late {
            let begin = self.begin.map_or(Some(today), |b| b.before(early, &facts.calendar).ok());
            let outcome = if begin.is_some_and(|b| b > today) { Outcome::Kept } else { Outcome::AtRisk };
            return Answer::new(outcome, More::NextBy(early)).by(early);
        }
        let what = self.what.unwrap_or(OccasionKind::Meeting);
        let from = since.unwrap_or(early);
        let complete = facts.is_complete(case.subject.thing, occasion::list_of(what), from.min(early), late);
        match (unconfirmed, complete) {
            (true, _) => Answer::new(Outcome::Unknown, Say::NotConfirmed),
            (false, true) => Answer::new(Outcome::Broken, More::NotAgainBy(late)),
            (false, false) => Answer::new(Outcome::Unknown, More::NotAgainBy(late)),
        }
        .by(early)
    }
}
