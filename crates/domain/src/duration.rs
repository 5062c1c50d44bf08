//! Lengths of time as rules and notices state them: calendar days, working days, weeks, months, years, hours, minutes.
//!
//! Invariant: a length keeps the unit that it was written in; a month is never turned into days, nor hours into minutes,
//! because they are not the same.

use crate::calendar::WorkingCalendar;
use jiff::{
    Span,
    civil::{Date, DateTime},
};
use std::{fmt, str::FromStr};

/// A length of time, `7 days` or `5 working days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    count: u32,
    unit: Unit,
}

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Minutes of the clock.
    Minutes,
    /// Hours of the clock.
    Hours,
    /// Calendar days.
    Days,
    /// Working days of a [`WorkingCalendar`].
    WorkingDays,
    /// Weeks of seven calendar days.
    Weeks,
    /// Months by number of the day; where the month is too short, its last day.
    Months,
    /// Years, the same way.
    Years,
}

impl Unit {
    const ALL: [Unit; 7] =
        [Unit::Minutes, Unit::Hours, Unit::Days, Unit::WorkingDays, Unit::Weeks, Unit::Months, Unit::Years];

    /// The unit in the singular.
    pub const fn singular(self) -> &'static str {
        match self {
            Unit::Minutes => "minute",
            Unit::Hours => "hour",
            Unit::Days => "day",
            Unit::WorkingDays => "working day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        }
    }

    /// Whether it is counted by the clock rather than by the calendar.
    pub const fn is_clock(self) -> bool {
        matches!(self, Unit::Minutes | Unit::Hours)
    }
}

/// Why a text is no length of time, or why it cannot be counted; the value is the offending part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DurationError {
    /// Nothing is written.
    Empty,
    /// Not a number and a unit.
    Form(String),
    /// No whole number.
    Number(String),
    /// No unit.
    Unit(String),
    /// Longer than [`Duration::LIMIT`] units.
    TooLong(String),
    /// Hours or minutes counted from a day that has no clock time.
    NeedsClock(Duration),
    /// The result lies beyond the years that dates have.
    OutOfCalendar,
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use DurationError as E;
        match self {
            E::Empty => f.write_str("an empty length says nothing; write it as 7 days, or leave it out"),
            E::Form(s) => write!(
                f,
                "{s:?} is no length of time; write a number and a unit, as in 7 days or 5 working days"
            ),
            E::Number(s) => {
                write!(f, "{s:?} is no whole number from 0; halves are written in the smaller unit")
            }
            E::Unit(s) => {
                write!(
                    f,
                    "{s:?} is no unit; write minutes, hours, days, working days, weeks, months or years"
                )
            }
            E::TooLong(s) => write!(f, "{s:?} is too long; a length goes to {} units", Duration::LIMIT),
            E::NeedsClock(d) => write!(f, "{d} cannot be counted from a day without a clock time"),
            E::OutOfCalendar => f.write_str("the result lies beyond the years that dates have"),
        }
    }
}
impl std::error::Error for DurationError {}

impl Duration {
    /// The most units that a length has.
    pub const LIMIT: u32 = 100_000;

    /// A length; `None` above the limit.
    pub const fn new(count: u32, unit: Unit) -> Option<Duration> {
        if count <= Duration::LIMIT { Some(Duration { count, unit }) } else { None }
    }

    /// How many units.
    pub const fn count(self) -> u32 {
        self.count
    }

    /// The unit.
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// The day that lies so long after that day. The day itself is not counted: 7 days after a Monday is the next Monday.
    /// In a month that is too short it is the last day: a month after 31 January is 28 or 29 February. Refused for hours
    /// and minutes.
    pub fn after(self, date: Date, calendar: &WorkingCalendar) -> Result<Date, DurationError> {
        self.shift(date, 1, calendar)
    }

    /// The day that lies so long before that day, counted in the same way.
    pub fn before(self, date: Date, calendar: &WorkingCalendar) -> Result<Date, DurationError> {
        self.shift(date, -1, calendar)
    }

    /// The local time so long after that time. Days and more keep the clock; hours and minutes are those of the wall clock.
    pub fn after_time(self, at: DateTime, calendar: &WorkingCalendar) -> Result<DateTime, DurationError> {
        self.shift_time(at, 1, calendar)
    }

    /// The local time so long before that time, counted in the same way.
    pub fn before_time(self, at: DateTime, calendar: &WorkingCalendar) -> Result<DateTime, DurationError> {
        self.shift_time(at, -1, calendar)
    }

    fn shift_time(
        self,
        at: DateTime,
        sign: i32,
        calendar: &WorkingCalendar,
    ) -> Result<DateTime, DurationError> {
        if self.unit.is_clock() {
            return at.checked_add(self.span(sign)?).map_err(|_| DurationError::OutOfCalendar);
        }
        Ok(self.shift(at.date(), sign, calendar)?.to_datetime(at.time()))
    }

    fn shift(self, date: Date, sign: i32, calendar: &WorkingCalendar) -> Result<Date, DurationError> {
        match self.unit {
            Unit::Minutes | Unit::Hours => Err(DurationError::NeedsClock(self)),
            Unit::WorkingDays => i32::try_from(self.count)
                .ok()
                .and_then(|count| calendar.add_working_days(date, sign * count))
                .ok_or(DurationError::OutOfCalendar),
            _ => date.checked_add(self.span(sign)?).map_err(|_| DurationError::OutOfCalendar),
        }
    }

    fn span(self, sign: i32) -> Result<Span, DurationError> {
        let (span, count) = (Span::new(), i64::from(sign) * i64::from(self.count));
        match self.unit {
            Unit::Minutes => span.try_minutes(count),
            Unit::Hours => span.try_hours(count),
            Unit::Days | Unit::WorkingDays => span.try_days(count),
            Unit::Weeks => span.try_weeks(count),
            Unit::Months => span.try_months(count),
            Unit::Years => span.try_years(count),
        }
        .map_err(|_| DurationError::OutOfCalendar)
    }
}

impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(written: &str) -> Result<Duration, DurationError> {
        let words: Vec<&str> = written.split_whitespace().collect();
        let (number, unit) = match words[..] {
            [] => return Err(DurationError::Empty),
            [number, unit] => (number, unit.to_owned()),
            [number, first, second] => (number, format!("{first} {second}")),
            _ => return Err(DurationError::Form(written.trim().to_owned())),
        };
        if !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(DurationError::Number(number.to_owned()));
        }
        let singular = unit.strip_suffix('s').unwrap_or(&unit);
        let unit = Unit::ALL
            .into_iter()
            .find(|u| u.singular() == singular)
            .ok_or(DurationError::Unit(unit.clone()))?;
        let count = number.parse().ok().and_then(|count| Duration::new(count, unit));
        count.ok_or_else(|| DurationError::TooLong(number.to_owned()))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.count == 1 { "" } else { "s" };
        write!(f, "{} {}{plural}", self.count, self.unit.singular())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::tests::swedish;
    use proptest::prelude::*;

    fn length(text: &str) -> Duration {
        text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_no_length_is_refused() {
        use DurationError as E;
        for (text, error) in [
            ("", E::Empty),
            ("  ", E::Empty),
            ("days", E::Form("days".into())),
            ("7", E::Form("7".into())),
            ("7days", E::Form("7days".into())),
            ("half-day", E::Form("half-day".into())),
            ("a half working day", E::Form("a half working day".into())),
            ("half day", E::Number("half".into())),
            ("-7 days", E::Number("-7".into())),
            ("1.5 days", E::Number("1.5".into())),
            ("٧ days", E::Number("٧".into())),
            ("7 dagar", E::Unit("dagar".into())),
            ("7 dayss", E::Unit("dayss".into())),
            ("7 working weeks", E::Unit("working weeks".into())),
            ("100001 days", E::TooLong("100001".into())),
            ("99999999999 days", E::TooLong("99999999999".into())),
        ] {
            assert_eq!(text.parse::<Duration>(), Err(error), "{text}");
        }
    }

    #[test]
    fn every_unit_becomes_canonical() {
        for (text, canonical) in [
            ("7 days", "7 days"),
            ("1 days", "1 day"),
            ("7 day", "7 days"),
            ("0 days", "0 days"),
            (" 5  working\u{a0}days ", "5 working days"),
            ("1 working day", "1 working day"),
            ("1 week", "1 week"),
            ("2 months", "2 months"),
            ("1 year", "1 year"),
            ("120 minutes", "120 minutes"),
            ("2 hours", "2 hours"),
            ("100000 days", "100000 days"),
        ] {
            assert_eq!(length(text).to_string(), canonical, "{text}");
        }
    }

    #[test]
    fn a_month_ends_where_the_month_ends() {
        let calendar = swedish();
        for (text, from, after) in [
            ("1 month", "2022-01-31", "2022-02-28"),
            ("1 month", "2024-01-31", "2024-02-29"),
            ("1 month", "2022-02-28", "2022-03-28"),
            ("1 year", "2024-02-29", "2025-02-28"),
            ("2 months", "2022-12-31", "2023-02-28"),
            ("7 days", "2022-09-05", "2022-09-12"),
            ("3 weeks", "2011-04-04", "2011-04-25"),
            ("5 working days", "2022-04-13", "2022-04-22"),
            ("0 working days", "2022-04-15", "2022-04-15"),
        ] {
            assert_eq!(length(text).after(date(from), &calendar), Ok(date(after)), "{text} after {from}");
        }
        assert_eq!(length("1 month").before(date("2022-03-31"), &calendar), Ok(date("2022-02-28")));
        assert_eq!(length("1 working day").before(date("2022-04-19"), &calendar), Ok(date("2022-04-14")));
    }

    #[test]
    fn hours_need_a_clock_and_days_keep_it() {
        let calendar = swedish();
        let at = date("2022-09-12").at(9, 30, 0, 0);
        assert_eq!(
            length("2 hours").after(at.date(), &calendar),
            Err(DurationError::NeedsClock(length("2 hours")))
        );
        assert_eq!(length("120 minutes").before_time(at, &calendar), Ok(date("2022-09-12").at(7, 30, 0, 0)));
        assert_eq!(length("24 hours").after_time(at, &calendar), Ok(date("2022-09-13").at(9, 30, 0, 0)));
        assert_eq!(length("1 week").before_time(at, &calendar), Ok(date("2022-09-05").at(9, 30, 0, 0)));
    }

    #[test]
    fn what_lies_beyond_the_calendar_is_refused() {
        let calendar = swedish();
        let last = date("9999-12-31");
        for text in ["1 day", "1 working day", "1 week", "1 month", "1 year", "100000 years", "100000 weeks"]
        {
            assert_eq!(length(text).after(last, &calendar), Err(DurationError::OutOfCalendar), "{text}");
        }
        assert_eq!(length("1 day").after(date("9999-12-30"), &calendar), Ok(last));
        assert_eq!(
            length("1 minute").after_time(last.at(23, 59, 59, 999_999_999), &calendar),
            Err(DurationError::OutOfCalendar)
        );
    }

    proptest! {
        #[test]
        fn written_and_read_is_the_same(count in 0..=Duration::LIMIT, unit in 0usize..7) {
            let d = Duration::new(count, Unit::ALL[unit]).unwrap();
            prop_assert_eq!(length(&d.to_string()), d);
        }

        #[test]
        fn longer_is_never_earlier(day in 0i32..80_000, count in 0u32..500, unit in 2usize..7) {
            let calendar = swedish();
            let from = date("1900-01-01").checked_add(Span::new().days(day)).unwrap();
            let [shorter, longer] = [count, count + 1].map(|n| Duration::new(n, Unit::ALL[unit]).unwrap());
            prop_assert!(from <= shorter.after(from, &calendar).unwrap());
            prop_assert!(shorter.after(from, &calendar).unwrap() < longer.after(from, &calendar).unwrap());
            prop_assert!(longer.before(from, &calendar).unwrap() < shorter.before(from, &calendar).unwrap());
        }

        #[test]
        fn days_forth_and_back_return(day in 0i32..80_000, count in 0..5_000u32, weeks: bool) {
            let calendar = swedish();
            let from = date("1900-01-01").checked_add(Span::new().days(day)).unwrap();
            let d = Duration::new(count, if weeks { Unit::Weeks } else { Unit::Days }).unwrap();
            prop_assert_eq!(d.before(d.after(from, &calendar).unwrap(), &calendar), Ok(from));
        }

        #[test]
        fn any_text_is_read_canonically_or_refused_without_panic(text in "[0-9]{0,7} ?(working )?[a-z]{0,6}|\\PC{0,12}") {
            if let Ok(d) = text.parse::<Duration>() {
                prop_assert_eq!(d.to_string().parse(), Ok(d));
            }
        }
    }
}
