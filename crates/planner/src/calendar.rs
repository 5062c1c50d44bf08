//! What speaks against a day whoever meets: red days, bridge days, school breaks. Looked up once a year.

use crate::Trouble;
use genbo_domain::calendar::{Break, WorkingCalendar};
use jiff::{ToSpan, civil::Date};
use std::collections::HashMap;

/// The days of a year and of those beside it, with what speaks against them.
pub(crate) struct Days<'a> {
    years: std::ops::RangeInclusive<i16>,
    against: HashMap<Date, Vec<Trouble>>,
    calendar: &'a WorkingCalendar,
}

impl<'a> Days<'a> {
    pub(crate) fn of(year: i16, calendar: &'a WorkingCalendar, breaks: &[Break]) -> Days<'a> {
        let mut against: HashMap<Date, Vec<Trouble>> = HashMap::new();
        let years = year.saturating_sub(1)..=year.saturating_add(1);
        for year in years.clone() {
            for day in calendar.days(year).into_iter().filter(|d| d.kind.is_free()) {
                against.entry(day.date).or_default().push(Trouble::Holiday(day.key.to_owned()));
            }
            for day in calendar.bridge_days(year) {
                against.entry(day).or_default().push(Trouble::Bridge);
            }
        }
        for time in breaks {
            let days = time.first.series(1.day()).take_while(|d| *d <= time.last).take(370);
            for day in days {
                against.entry(day).or_default().push(Trouble::Break(time.key.clone()));
            }
        }
        Days { years, against, calendar }
    }

    /// What speaks against that day.
    pub(crate) fn against(&self, day: Date) -> Vec<Trouble> {
        let mut told = self.against.get(&day).cloned().unwrap_or_default();
        if !self.years.contains(&day.year()) {
            let holidays = self.calendar.holidays_on(day).filter(|rule| rule.kind.is_free());
            told.extend(holidays.map(|rule| Trouble::Holiday(rule.key.clone())));
        }
        if !told.iter().any(Trouble::is_red) && self.calendar.is_weekend(day) {
            told.insert(0, Trouble::Weekend);
        }
        told
    }
}
