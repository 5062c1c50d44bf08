//! ISO weeks, by which people name a week: "v. 44".

use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::{fmt, str::FromStr};

/// An ISO week, `2022-W44`. Its year is the one that has the week's Thursday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IsoWeek {
    year: i16,
    week: i8,
}

/// A text that is no ISO week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeekError {
    /// Not written as `2022-W44`.
    Form(String),
    /// A week that the year does not have; the second value is how many it has.
    NoSuchWeek(String, i8),
}

impl fmt::Display for WeekError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WeekError::Form(s) => write!(f, "{s:?} is no ISO week; write it as 2022-W44"),
            WeekError::NoSuchWeek(s, has) => write!(f, "{s:?} does not exist: the year has {has} weeks"),
        }
    }
}
impl std::error::Error for WeekError {}

impl IsoWeek {
    /// The week; `None` if the year does not have it, or beyond the years 0 to 9999.
    pub fn new(year: i16, week: i8) -> Option<IsoWeek> {
        ((0..=9999).contains(&year) && (1..=weeks_in(year)?).contains(&week))
            .then_some(IsoWeek { year, week })
    }

    /// The week that has that day.
    pub fn of(date: Date) -> IsoWeek {
        let week = date.iso_week_date();
        IsoWeek { year: week.year(), week: week.week() }
    }

    /// The week's year, which need not be the year of all its days.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The number of the week, 1 to 53.
    pub const fn week(self) -> i8 {
        self.week
    }

    /// Its first day. `None` only for a week that begins before what the calendar can say.
    pub fn monday(self) -> Option<Date> {
        ISOWeekDate::new(self.year, self.week, Weekday::Monday).ok().map(ISOWeekDate::date)
    }

    /// Its last day. `None` only for the last week of year 9999.
    pub fn sunday(self) -> Option<Date> {
        ISOWeekDate::new(self.year, self.week, Weekday::Sunday).ok().map(ISOWeekDate::date)
    }
}

/// How many ISO weeks the year has: 52 or 53.
fn weeks_in(year: i16) -> Option<i8> {
    ISOWeekDate::new(year, 1, Weekday::Thursday).ok().map(ISOWeekDate::weeks_in_year)
}

impl fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

impl FromStr for IsoWeek {
    type Err = WeekError;

    fn from_str(written: &str) -> Result<IsoWeek, WeekError> {
        let text = written.trim();
        let form = || WeekError::Form(text.to_owned());
        let (year, week) = text.split_once("-W").ok_or_else(form)?;
        let digits = |s: &str, width| s.len() == width && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) {
            return Err(form());
        }
        let (year, week) = (year.parse().map_err(|_| form())?, week.parse().map_err(|_| form())?);
        IsoWeek::new(year, week)
            .ok_or_else(|| WeekError::NoSuchWeek(text.to_owned(), weeks_in(year).unwrap_or(52)))
    }
}
