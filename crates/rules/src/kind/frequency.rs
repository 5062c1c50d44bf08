//! How often something happens in a year, half-year, quarter, month, period or block of years.

use super::each_body;
use crate::{
    catalogue::{Case, Judge},
    facts::Facts,
    occasion::{self, Occasion, OccasionKind, State},
    outcome::{Answer, Outcome, Subject},
    parameter::{Fault, Sort},
    parameters,
    say::Say,
    scope,
    window::{Lies, Per, Window},
};
use genbo_domain::{course::EventSeries, edtf::Edtf, meeting::MeetingForm, noun::To, rule::Rule};
use jiff::civil::Date;

parameters! {
    /// How often something happens.
    pub struct Frequency {
        /// What is counted; meetings if left out.
        what: Option<OccasionKind>,
        /// Only meetings of these forms.
        forms: Vec<MeetingForm>,
        /// Only events of this series.
        series: Option<To<EventSeries>>,
        /// The least number in each window.
        at_least: Option<i64>,
        /// The greatest number in each window.
        at_most: Option<i64>,
        /// The window in which is counted.
        per: Per,
        /// Only the windows that these months (1 to 12) lie in.
        months: Vec<i64>,
        /// The period, if the window is one; else that of the rule or its document.
        period: Option<Edtf>,
        /// The window is so many years.
        years: Option<i64>,
        /// The first year of the first such window.
        from_year: Option<i64>,
    }
}

impl Frequency {
    /// The windows that are looked at today: those of this year, or the one period that today lies in.
    fn windows(&self, case: Case<'_>) -> Vec<Window> {
        let today = case.facts.as_of;
        if let Some(years) = self.years {
            return Window::of_years(years, self.from_year.unwrap_or(1), today).into_iter().collect();
        }
        if self.per == Per::Period {
            let document = case.facts.documents.get(case.rule.facts.cites_document.0);
            let period = self.period.as_ref().or_else(|| document.and_then(|d| d.facts.period.as_ref()));
            return period.and_then(Window::of_period).into_iter().collect();
        }
        let windows = Window::of_year(self.per, today).into_iter();
        let chosen = |w: &Window| {
            let months = i64::from(w.first.month())..=i64::from(w.last.month());
            self.months.is_empty() || self.months.iter().any(|m| months.contains(m))
        };
        let valid = case.rule.facts.valid.as_ref();
        windows
            .filter(chosen)
            .map(|w| self.narrowed(w))
            .filter(|w| valid.is_none_or(|v| v.overlaps(w.first, w.last)))
            .collect()
    }

    /// A window of a year in which only some months count is no longer than these.
    fn narrowed(&self, window: Window) -> Window {
        let month = |m: i64| i8::try_from(m).ok().and_then(|m| Date::new(window.first.year(), m, 1).ok());
        match (self.months.iter().min(), self.months.iter().max()) {
            (Some(a), Some(b)) => Window {
                first: month(*a).map_or(window.first, |f| f.max(window.first)),
                last: month(*b).map_or(window.last, |l| l.last_of_month().min(window.last)),
                ..window
            },
            _ => window,
        }
    }

    fn in_window(&self, case: Case<'_>, window: Window, occasions: &[Occasion]) -> Answer {
        let what = self.what.unwrap_or(OccasionKind::Meeting);
        let count = Tally::of(window, occasions);
        let line = Say::Counted {
            what,
            window,
            held: count.held,
            planned: count.planned,
            unconfirmed: count.unconfirmed,
            perhaps: count.perhaps,
            at_least: self.at_least,
            at_most: self.at_most,
        };
        let complete =
            || case.facts.is_complete(case.subject.thing, occasion::list_of(what), window.first, window.last);
        let mut answer = self.enough(case, window, &count, complete());
        if self.at_most.is_some_and(|most| count.held > most) {
            answer = answer.and(Answer::new(Outcome::Broken, Say::TooMany));
        } else if self.at_most.is_some_and(|most| count.held + count.planned > most) {
            answer = answer.and(Answer::new(Outcome::AtRisk, Say::TooMany).by(window.last));
        } else if self.at_most.is_some_and(|most| count.held + count.planned + count.unconfirmed > most) {
            answer = answer.and(Answer::new(Outcome::Unknown, Say::NotConfirmed));
        }
        answer.with(count.things).line(line)
    }

    /// Whether the least number is reached.
    fn enough(&self, case: Case<'_>, window: Window, count: &Tally, complete: bool) -> Answer {
        let least = self.at_least.unwrap_or(0);
        let over = window.is_over(case.facts.as_of);
        if count.held >= least {
            let settled = over || self.at_most.is_none();
            let mut answer = Answer::new(Outcome::Kept, Say::Enough);
            answer.on_plan = !settled && count.planned > 0;
            return answer;
        }
        let possible = count.held + count.unconfirmed + count.perhaps;
        if over {
            return match (possible >= least, complete) {
                (true, _) if count.held + count.unconfirmed >= least => {
                    Answer::new(Outcome::Unknown, Say::NotConfirmed)
                }
                (true, _) => Answer::new(Outcome::Unknown, Say::DateNotExact),
                (false, true) => Answer::new(Outcome::Broken, Say::TooFew).by(window.last),
                (false, false) => Answer::new(Outcome::Unknown, Say::TooFewRecorded),
            };
        }
        if count.held + count.planned >= least {
            let mut answer = Answer::new(Outcome::Kept, Say::EnoughIfPlanHolds);
            answer.on_plan = true;
            return answer;
        }
        if count.held + count.planned + count.unconfirmed >= least {
            return Answer::new(Outcome::Unknown, Say::NotConfirmed).by(window.last);
        }
        Answer::new(Outcome::AtRisk, Say::TooFewUntil(window.last)).by(window.last)
    }
}

/// How many occasions lie in a window, by how they stand.
#[derive(Debug, Default)]
struct Tally {
    held: i64,
    planned: i64,
    unconfirmed: i64,
    perhaps: i64,
    things: Vec<genbo_domain::value::ThingId>,
}

impl Tally {
    fn of(window: Window, occasions: &[Occasion]) -> Tally {
        let mut tally = Tally::default();
        for occasion in occasions.iter().filter(|o| o.state != State::Off) {
            let lies = occasion.when.as_ref().map_or(Lies::Perhaps, |when| window.holds(when));
            match (lies, occasion.state) {
                (Lies::Outside, _) => continue,
                (Lies::Perhaps, _) => tally.perhaps += 1,
                (Lies::Inside, State::Held) => tally.held += 1,
                (Lies::Inside, State::Planned) => tally.planned += 1,
                (Lies::Inside, _) => tally.unconfirmed += 1,
            }
            tally.things.push(occasion.id);
        }
        tally
    }
}

impl Judge for Frequency {
    fn never(&self) -> Option<Fault> {
        if self.at_least.is_none() && self.at_most.is_none() {
            let mend = "add at_least or at_most";
            return Some(Fault::of("at_least", "it states no number", mend).sort(Sort::NoNumber));
        }
        if let (Some(least), Some(most)) = (self.at_least, self.at_most)
            && least > most
        {
            let what = format!("no number is at least {least} and at most {most}");
            let mend = "write at_least as the smaller of the two";
            return Some(Fault::of("at_most", what, mend).sort(Sort::Bounds));
        }
        let month = self.months.iter().find(|m| !(1..=12).contains(*m))?;
        let what = format!("there is no month {month}");
        Some(Fault::of("months", what, "write months as numbers from 1 to 12").sort(Sort::Month))
    }

    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
        counted_subjects(facts, rule)
    }

    fn judge(&self, case: Case<'_>) -> Answer {
        let what = self.what.unwrap_or(OccasionKind::Meeting);
        let occasions = occasions(case, &Counted { what, forms: &self.forms, series: self.series });
        let windows = self.windows(case).into_iter();
        let answers = windows.map(|w| self.in_window(case, w, &occasions));
        answers
            .reduce(Answer::and)
            .unwrap_or_else(|| Answer::new(Outcome::NotApplicable, Say::NotInForce))
            .mended_at(case.subject.thing)
    }
}

/// What is counted.
pub(super) struct Counted<'a> {
    pub(super) what: OccasionKind,
    pub(super) forms: &'a [MeetingForm],
    pub(super) series: Option<To<EventSeries>>,
}

/// Those of the subject.
pub(super) fn occasions(case: Case<'_>, counted: &Counted<'_>) -> Vec<Occasion> {
    let mut occasions = occasion::of(case.facts, counted.what, case.subject.thing, counted.forms);
    if let Some(series) = counted.series {
        let of_series = |o: &Occasion| {
            case.facts.events.get(o.id).is_some_and(|e| e.facts.series.is_some_and(|s| s.0 == series.0))
        };
        occasions.retain(of_series);
    }
    occasions
}

/// Whose occasions are counted: bodies, documents, one thing, or the whole cooperation.
pub(super) fn counted_subjects(facts: &Facts, rule: &Rule) -> Vec<Subject> {
    let mut subjects = each_body(facts, rule);
    subjects.extend(scope::documents(facts, rule).iter().map(|d| Subject::thing(d.id)));
    subjects.extend(rule.scope_thing.map(|t| Subject::thing(t.0)));
    if subjects.is_empty() && !scope::has_bodies(rule) && rule.scope_document.is_none() {
        subjects.push(Subject::thing(rule.cooperation.0));
    }
    subjects
}
