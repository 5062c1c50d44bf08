//! Rules that give one day a year: fixed dates, days counted from Easter, weekdays in a window.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// A rule that gives at most one day a year.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HolidayRule {
    /// Its key in the data, unique in its calendar: `midsommardagen`.
    pub key: String,
    /// What kind of day it is.
    pub kind: DayKind,
    /// How the day is found.
    pub day: DayRule,
    /// The first year in which it holds; `None` if it always has.
    pub from: Option<i16>,
    /// The last year in which it holds; `None` if it goes on.
    pub until: Option<i16>,
    /// What it is called, by language code (`sv`, `en`).
    pub names: BTreeMap<String, String>,
}

/// What kind of day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DayKind {
    /// A public holiday by law.
    PublicHoliday,
    /// An eve that counts as a holiday for work and deadlines.
    Eve,
    /// A day that custom shortens. It is a working day.
    HalfDay,
}

impl DayKind {
    /// Whether nobody is expected to work and deadlines move past it.
    pub const fn is_free(self) -> bool {
        matches!(self, DayKind::PublicHoliday | DayKind::Eve)
    }

    /// The word of the data format.
    pub const fn as_str(self) -> &'static str {
        match self {
            DayKind::PublicHoliday => "public_holiday",
            DayKind::Eve => "eve",
            DayKind::HalfDay => "half_day",
        }
    }
}

impl fmt::Display for DayKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DayKind {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<DayKind, RuleError> {
        [DayKind::PublicHoliday, DayKind::Eve, DayKind::HalfDay]
            .into_iter()
            .find(|k| k.as_str() == text)
            .ok_or_else(|| RuleError::Kind(text.to_owned()))
    }
}

/// How the day is found in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayRule {
    /// The same date each year; 29 February only in leap years.
    Fixed(MonthDay),
    /// So many days after Easter Sunday (before, if negative).
    Easter {
        /// From -80 to 250, so that the day lies in Easter's year.
        offset_days: i16,
    },
    /// The first such weekday from one date to another, both included.
    WeekdayBetween {
        /// The weekday.
        weekday: Weekday,
        /// The first date of the window.
        from: MonthDay,
        /// The last date of the window, at least six days later.
        to: MonthDay,
    },
}

/// A date without its year, `06-20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl MonthDay {
    /// The date; `None` if no year has it.
    pub fn new(month: i8, day: i8) -> Option<MonthDay> {
        Date::new(2000, month, day).ok().map(|_| MonthDay { month, day })
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> i8 {
        self.month
    }

    /// The day of the month.
    pub const fn day(self) -> i8 {
        self.day
    }

    /// The date in that year; `None` for 29 February in a common year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for MonthDay {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<MonthDay, RuleError> {
        let two =
            |s: &str| (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?;
        text.split_once('-')
            .and_then(|(month, day)| MonthDay::new(two(month)?, two(day)?))
            .ok_or_else(|| RuleError::MonthDay(text.to_owned()))
    }
}

/// Why a rule, or a calendar of rules, is refused; the value is the offending part or the rule's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleError {
    /// A rule without key.
    NoKey,
    /// Two rules with one key.
    Twice(String),
    /// No kind of day.
    Kind(String),
    /// No date of a year.
    MonthDay(String),
    /// No weekday.
    Weekday(String),
    /// A rule that counts too far from Easter.
    Offset(String),
    /// A rule whose window is shorter than a week, or runs over New Year.
    Window(String),
    /// A rule that ends before it begins.
    Years(String),
    /// Too many rules; the value is their number.
    TooMany(usize),
    /// A weekend of seven days.
    NoWorkingDay,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use RuleError as E;
        match self {
            E::NoKey => f.write_str("a holiday rule has no key; give it one"),
            E::Twice(s) => write!(f, "the key {s:?} stands twice; give each rule its own"),
            E::Kind(s) => write!(f, "{s:?} is no kind of day; write public_holiday, eve or half_day"),
            E::MonthDay(s) => write!(f, "{s:?} is no date of a year; write month and day, as in 06-20"),
            E::Weekday(s) => write!(f, "{s:?} is no weekday; write monday to sunday"),
            E::Offset(s) => write!(f, "{s:?} is too far from Easter; count from -80 to 250 days"),
            E::Window(s) => write!(f, "the window of {s:?} must be at least seven days of one year"),
            E::Years(s) => write!(f, "{s:?} ends before it begins; write the earlier year as from"),
            E::TooMany(n) => {
                write!(f, "{n} rules are too many; a calendar takes {}", super::WorkingCalendar::RULE_LIMIT)
            }
            E::NoWorkingDay => f.write_str("a weekend of seven days leaves no working day; take one out"),
        }
    }
}
impl std::error::Error for RuleError {}

/// The weekday of that English name in lower case.
pub fn weekday(name: &str) -> Result<Weekday, RuleError> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    NAMES
        .iter()
        .zip(Weekday::Monday.cycle_forward())
        .find(|(n, _)| **n == name)
        .map(|(_, day)| day)
        .ok_or_else(|| RuleError::Weekday(name.to_owned()))
}

impl HolidayRule {
    /// Refuses a rule that could not give a day in every year in which it holds.
    pub fn check(&self) -> Result<(), RuleError> {
        let key = || self.key.clone();
        if self.key.is_empty() {
            return Err(RuleError::NoKey);
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && from > until
        {
            return Err(RuleError::Years(key()));
        }
        match self.day {
            DayRule::Easter { offset_days } if !(-80..=250).contains(&offset_days) => {
                Err(RuleError::Offset(key()))
            }
            DayRule::WeekdayBetween { from, to, .. } => {
                // In a common year a window loses 29 February.
                let enough = match (from.in_year(2001), to.in_year(2001)) {
                    (Some(from), Some(to)) => from.checked_add(6.days()).is_ok_and(|sixth| sixth <= to),
                    _ => false,
                };
                if enough { Ok(()) } else { Err(RuleError::Window(key())) }
            }
            DayRule::Fixed(_) | DayRule::Easter { .. } => Ok(()),
        }
    }

    /// The day that it gives in that year; `None` if it does not hold then or the year has no such day.
    pub fn date_in(&self, year: i16) -> Option<Date> {
        if self.from.is_some_and(|from| year < from) || self.until.is_some_and(|until| year > until) {
            return None;
        }
        match self.day {
            DayRule::Fixed(date) => date.in_year(year),
            DayRule::Easter { offset_days } => easter(year)?.checked_add(i64::from(offset_days).days()).ok(),
            DayRule::WeekdayBetween { weekday, from, to } => {
                let first = from.in_year(year)?;
                let day = first.checked_add(i64::from(first.weekday().until(weekday)).days()).ok()?;
                (day <= to.in_year(year)?).then_some(day)
            }
        }
    }
}

/// Easter Sunday by the Gregorian computus; `None` before 1583, when that calendar did not exist, and after 9999.
pub fn easter(year: i16) -> Option<Date> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let y = i32::from(year);
    let (golden, century) = (y % 19, y / 100);
    // The moon: how far the calendar's full moon has drifted, corrected for leap centuries and for the moon itself.
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (y + y / 4 + moon + 2 - century + century / 4) % 7;
    // Days from 28 March to the Sunday after the full moon.
    let sunday = moon - weekday;
    Date::new(year, 3, 28).ok()?.checked_add(sunday.days()).ok()
}
