//! Why a text is no date, said so that the writer can mend it.

use std::fmt;

/// Why a text is no date; the value is the offending part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EdtfError {
    /// Nothing is written.
    Empty,
    /// Longer than [`Edtf::LIMIT`](super::Edtf::LIMIT); the value is the length in bytes.
    TooLong(usize),
    /// A character that no date has, such as a long dash or a digit of another script.
    Character(char),
    /// Neither a date nor an interval.
    Form(String),
    /// No year from 0000 to 9999.
    Year(String),
    /// No month, season or `XX`.
    Month(String),
    /// No day or `XX`.
    Day(String),
    /// A day that its month does not have; `year` is absent if it is not known, `has` is the length of the month.
    NoSuchDay {
        /// The year, if known.
        year: Option<i16>,
        /// The month, 1 to 12.
        month: i8,
        /// The day as written.
        day: i8,
        /// How many days the month has (at most, without a year).
        has: i8,
    },
    /// A day in a season.
    DayInSeason(String),
    /// A day in an unspecified month.
    DayWithoutMonth(String),
    /// No clock time from 00:00 to 23:59.
    Time(String),
    /// Seconds other than `:00`.
    Seconds(String),
    /// A zone or an offset.
    Zone(String),
    /// A clock time on something else than one day.
    TimeWithoutDay(String),
    /// A qualifier that does not stand last, or several.
    Qualifier(String),
    /// More than one slash.
    Slashes(String),
    /// An interval of which neither end is a date.
    NoBoundary(String),
    /// An interval that ends before it starts.
    EndBeforeStart {
        /// The start as written.
        start: String,
        /// The end as written.
        end: String,
    },
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or("the month")
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use EdtfError as E;
        match self {
            E::Empty => f.write_str(
                "an empty date says nothing; leave it out, or write XXXX-XX-XX for an unknown date",
            ),
            E::TooLong(n) => {
                write!(f, "{n} bytes are too many for a date; at most {} are read", super::Edtf::LIMIT)
            }
            E::Character(c) => {
                write!(
                    f,
                    "{c:?} cannot stand in a date; use the digits 0-9 and a plain hyphen, as in 2022-06-21"
                )
            }
            E::Form(s) => write!(
                f,
                "{s:?} is no date; write 2022, 2022-06, 2022-06-21, 2022-06-21T09:00, or two of them with / between"
            ),
            E::Year(s) => write!(
                f,
                "{s:?} is no year; write four digits, of which the last may be X: 2022, 202X, 20XX, XXXX"
            ),
            E::Month(s) => write!(
                f,
                "{s:?} is no month; write 01 to 12, XX if it is not known, or 21 spring, 22 summer, 23 autumn, 24 winter"
            ),
            E::Day(s) => write!(f, "{s:?} is no day; write two digits from 01, or XX if it is not known"),
            E::NoSuchDay { year: Some(year), month, day, has } => {
                let month = name(*month);
                write!(f, "{day} {month} does not exist: {month} {year} has {has} days")
            }
            E::NoSuchDay { year: None, month, day, has } => {
                let month = name(*month);
                write!(f, "{day} {month} does not exist: {month} has at most {has} days in that time")
            }
            E::DayInSeason(s) => {
                write!(f, "{s:?} names a day in a season; write the month, or the season without day")
            }
            E::DayWithoutMonth(s) => {
                write!(f, "{s:?} names a day in an unknown month; write XX for the day too")
            }
            E::Time(s) => write!(f, "{s:?} is no clock time; write hours and minutes from 00:00 to 23:59"),
            E::Seconds(s) => {
                write!(f, "{s:?} has seconds; clock times here are hours and minutes, as in 09:00")
            }
            E::Zone(s) => {
                write!(f, "{s:?} names a time zone; write the local clock time, the body has the zone")
            }
            E::TimeWithoutDay(s) => {
                write!(f, "{s:?} has a clock time without an exact day; write 2022-06-21T09:00")
            }
            E::Qualifier(s) => write!(
                f,
                "in {s:?} one ~ (about), ? (uncertain) or % (both) may stand, at the very end of the date"
            ),
            E::Slashes(s) => write!(f, "{s:?} has more than one /; an interval is start/end"),
            E::NoBoundary(s) => {
                write!(
                    f,
                    "{s:?} has no date at either end; write XXXX-XX-XX for an unknown date, or leave it out"
                )
            }
            E::EndBeforeStart { start, end } => {
                write!(f, "the interval ends ({end}) before it starts ({start}); write the earlier one first")
            }
        }
    }
}

impl std::error::Error for EdtfError {}
