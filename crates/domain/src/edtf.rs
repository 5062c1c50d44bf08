//! Dates as people know them, written in EDTF (ISO 8601-2): exact, imprecise, approximate, open or unknown.
//!
//! Level 0 and 1, the level 2 parts that sources need (a day without a year, a month in an unknown year of a decade),
//! and wall-clock times to the minute. Invariant: an [`Edtf`] is possible (its days exist, its end is not before its
//! start), and it keeps exactly the precision that it was written with. There is no time zone here: the body has it.

mod error;
mod extent;
mod parse;
#[cfg(test)]
mod tests;

pub use error::EdtfError;

use jiff::civil::{Date, DateTime, Time};
use std::fmt;

/// A date, a clock time or an interval, as exact or inexact as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf(Shape);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Shape {
    Single(Point),
    Interval(End, End),
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum End {
    /// A date or clock time.
    Point(Point),
    /// Open (`..`): it goes on, or has always been.
    Open,
    /// Unknown (nothing written): there is an end, nobody has told it.
    Unknown,
}

/// A single date or clock time: [`Edtf`] without intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    year: Year,
    month: Part,
    day: Part,
    time: Option<Time>,
    qualifier: Qualifier,
}

/// The year, of which the last digits may be unspecified. Years run from 0 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Year {
    Exact(i16),
    /// `202X`, by its first year.
    Decade(i16),
    /// `20XX`, by its first year.
    Century(i16),
    /// `XXXX`.
    Unknown,
}

/// A month or a day. A month of 21 to 24 is a season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Absent,
    /// `XX`.
    Unspecified,
    Is(i8),
}

/// What the source says about its own date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Qualifier {
    /// Nothing: it is so.
    Certain,
    /// `~` about then.
    Circa,
    /// `?` perhaps then.
    Uncertain,
    /// `%` perhaps about then.
    CircaUncertain,
}

impl Qualifier {
    /// Whether the date is approximate (`~` or `%`).
    pub const fn is_circa(self) -> bool {
        matches!(self, Qualifier::Circa | Qualifier::CircaUncertain)
    }

    const fn suffix(self) -> &'static str {
        match self {
            Qualifier::Certain => "",
            Qualifier::Circa => "~",
            Qualifier::Uncertain => "?",
            Qualifier::CircaUncertain => "%",
        }
    }
}

/// How exactly a date is known. The words are those of the wheel's JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A clock time, or an interval between two.
    Minute,
    /// A day, or some consecutive days whose first and last are known (at most 14 days apart).
    Day,
    /// Some time in a month.
    Month,
    /// Some time in a season.
    Season,
    /// Some time in a year.
    Year,
    /// Between two dates, one of which may be open or unknown; also a decade or a century.
    Interval,
    /// About a date: marked `~` or `%`.
    Circa,
    /// No bound at all is known, perhaps with a month and day in an unknown year.
    Unknown,
}

impl Precision {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Precision::Minute => "minute",
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Year => "year",
            Precision::Interval => "interval",
            Precision::Circa => "circa",
            Precision::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Edtf {
    /// The longest text that is read, in bytes.
    pub const LIMIT: usize = 64;

    /// An exact day. Days before year 0 have no text and count as 1 January of year 0.
    pub fn day(date: Date) -> Edtf {
        Edtf(Shape::Single(Point::of(date, None)))
    }

    /// An exact clock time, cut to its minute.
    pub fn minute(at: DateTime) -> Edtf {
        Edtf(Shape::Single(Point::of(at.date(), Some(at.time()))))
    }

    /// A clock interval, both ends cut to their minute. Refused if it ends before it starts.
    pub fn minutes(from: DateTime, to: DateTime) -> Result<Edtf, EdtfError> {
        let point = |at: DateTime| End::Point(Point::of(at.date(), Some(at.time())));
        Edtf::interval(point(from), point(to))
    }

    /// An interval of two days, both included. Refused if it ends before it starts.
    pub fn days(from: Date, to: Date) -> Result<Edtf, EdtfError> {
        Edtf::interval(End::Point(Point::of(from, None)), End::Point(Point::of(to, None)))
    }

    /// A wholly unknown date, `XXXX-XX-XX`.
    pub const fn unknown() -> Edtf {
        let (year, part) = (Year::Unknown, Part::Unspecified);
        Edtf(Shape::Single(Point { year, month: part, day: part, time: None, qualifier: Qualifier::Certain }))
    }

    /// An interval. Refused if neither end is a date, or if the end must be before the start.
    pub fn interval(start: End, end: End) -> Result<Edtf, EdtfError> {
        if !matches!(start, End::Point(_)) && !matches!(end, End::Point(_)) {
            return Err(EdtfError::NoBoundary(format!("{start}/{end}")));
        }
        if let (Some(first), Some(last)) = (start.first(), end.last())
            && first > last
        {
            return Err(EdtfError::EndBeforeStart { start: start.to_string(), end: end.to_string() });
        }
        Ok(Edtf(Shape::Interval(start, end)))
    }

    /// Whether it is written as an interval.
    pub const fn is_interval(&self) -> bool {
        matches!(self.0, Shape::Interval(..))
    }

    /// The start of an interval; of a single date the date itself.
    pub const fn start(&self) -> End {
        match self.0 {
            Shape::Single(point) => End::Point(point),
            Shape::Interval(start, _) => start,
        }
    }

    /// The end of an interval; of a single date the date itself.
    pub const fn end(&self) -> End {
        match self.0 {
            Shape::Single(point) => End::Point(point),
            Shape::Interval(_, end) => end,
        }
    }

    /// Whether some part of it is marked uncertain (`?` or `%`).
    pub fn is_uncertain(&self) -> bool {
        let marked = |q: Qualifier| matches!(q, Qualifier::Uncertain | Qualifier::CircaUncertain);
        [self.start(), self.end()].iter().any(|e| e.point().is_some_and(|p| marked(p.qualifier)))
    }
}

impl From<Point> for Edtf {
    fn from(point: Point) -> Edtf {
        Edtf(Shape::Single(point))
    }
}

impl End {
    /// The date, unless the end is open or unknown.
    pub const fn point(&self) -> Option<&Point> {
        match self {
            End::Point(point) => Some(point),
            End::Open | End::Unknown => None,
        }
    }
}

impl Point {
    fn of(date: Date, time: Option<Time>) -> Point {
        let date = date.max(Date::constant(0, 1, 1));
        Point {
            year: Year::Exact(date.year()),
            month: Part::Is(date.month()),
            day: Part::Is(date.day()),
            time: time.map(|t| Time::constant(t.hour(), t.minute(), 0, 0)),
            qualifier: Qualifier::Certain,
        }
    }

    /// What the source says about it.
    pub const fn qualifier(&self) -> Qualifier {
        self.qualifier
    }

    /// The clock time, if there is one.
    pub const fn time(&self) -> Option<Time> {
        self.time
    }

    /// The year, if all its digits are known.
    pub const fn year(&self) -> Option<i16> {
        match self.year {
            Year::Exact(y) => Some(y),
            _ => None,
        }
    }

    /// The month (1 to 12) or season (21 spring, 22 summer, 23 autumn, 24 winter), if known.
    pub const fn month(&self) -> Option<i8> {
        self.month.known()
    }

    /// The day of the month, if known.
    pub const fn day(&self) -> Option<i8> {
        self.day.known()
    }
}

impl Part {
    const fn known(self) -> Option<i8> {
        match self {
            Part::Is(n) => Some(n),
            _ => None,
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Shape::Single(point) => point.fmt(f),
            Shape::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Point(point) => point.fmt(f),
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Year::Exact(y) => write!(f, "{y:04}")?,
            Year::Decade(y) => write!(f, "{:03}X", y / 10)?,
            Year::Century(y) => write!(f, "{:02}XX", y / 100)?,
            Year::Unknown => f.write_str("XXXX")?,
        }
        for part in [self.month, self.day] {
            match part {
                Part::Absent => {}
                Part::Unspecified => f.write_str("-XX")?,
                Part::Is(n) => write!(f, "-{n:02}")?,
            }
        }
        if let Some(t) = self.time {
            write!(f, "T{:02}:{:02}", t.hour(), t.minute())?;
        }
        f.write_str(self.qualifier.suffix())
    }
}
