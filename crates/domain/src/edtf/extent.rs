//! What a date spans: its earliest and latest moment, its precision, and how it stands to other dates.

use super::{Edtf, End, Part, Point, Precision, Shape, Year};
use jiff::civil::{Date, DateTime, Time};

const LAST_MINUTE: Time = Time::constant(23, 59, 0, 0);
/// Two exact days that are at most so many days apart are one occasion, not a period.
const OCCASION_DAYS: i64 = 14;

impl Edtf {
    /// The earliest local time that it may mean; `None` if there is no bound (open, unknown, year unknown).
    ///
    /// Spring is March to May, summer June to August, autumn September to November, winter December to February of the
    /// next year. `~` and `?` do not widen it: what a source calls "about" has no known width.
    pub fn first(&self) -> Option<DateTime> {
        self.start().first()
    }

    /// The latest local time that it may mean, at minute precision (the last minute of a day is 23:59); `None` if there is
    /// no bound.
    pub fn last(&self) -> Option<DateTime> {
        self.end().last()
    }

    /// How exactly it is known.
    ///
    /// A `~` anywhere makes it circa. An interval is as precise as its ends if both are clock times, if both are exact
    /// days (or one a clock time) at most 14 days apart, or if both name the same month, season or year; otherwise it
    /// is an interval. A decade and a century are intervals. Without any bound it is unknown.
    pub fn precision(&self) -> Precision {
        if [self.start(), self.end()].iter().any(|e| e.point().is_some_and(|p| p.qualifier.is_circa())) {
            return Precision::Circa;
        }
        if self.first().is_none() && self.last().is_none() {
            return Precision::Unknown;
        }
        match &self.0 {
            Shape::Single(point) => point.precision(),
            Shape::Interval(End::Point(a), End::Point(b)) => between(a, b),
            Shape::Interval(..) => Precision::Interval,
        }
    }

    /// The one day on which all of it certainly lies, if there is such a day: a day, a clock time or a clock interval
    /// within a day, without qualifiers.
    pub fn exact_day(&self) -> Option<Date> {
        let certain = |end: End| end.point().is_some_and(Point::is_certain);
        let (first, last) = (self.first()?.date(), self.last()?.date());
        (first == last && certain(self.start()) && certain(self.end())).then_some(first)
    }

    /// Whether there is one day on which all of it certainly lies.
    pub fn is_exact_day(&self) -> bool {
        self.exact_day().is_some()
    }

    /// Whether it may touch the days from `from` to `to`, both included. A missing bound reaches for ever; a date without
    /// any bound is nowhere.
    pub fn overlaps(&self, from: Date, to: Date) -> bool {
        let (first, last) = (self.first(), self.last());
        (first.is_some() || last.is_some())
            && from <= to
            && first.is_none_or(|f| f.date() <= to)
            && last.is_none_or(|l| l.date() >= from)
    }

    /// Whether that day certainly lies in it; `None` if that cannot be said.
    ///
    /// A single imprecise date is one unknown day in its span, so no day in the span is certain. An interval between
    /// imprecise dates certainly covers what is after its latest start and before its earliest end. Ends that are
    /// qualified or unknown leave it open on their side.
    pub fn covers(&self, date: Date) -> Option<bool> {
        let (begun, not_over) = match &self.0 {
            Shape::Single(p) if !p.is_certain() => return None,
            Shape::Single(p) => {
                let (first, last) = (p.first()?.date(), p.last()?.date());
                let inside = first <= date && date <= last;
                return if inside && first != last { None } else { Some(inside) };
            }
            Shape::Interval(start, end) => (start.begun_by(date), end.not_over_on(date)),
        };
        match (begun, not_over) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    /// A text that sorts, byte by byte, as people expect a list of dates: by earliest moment, then the shorter first,
    /// then by text. Without a first bound the last one counts; dates without any bound come last.
    pub fn sort_key(&self) -> String {
        let stamp = |at: DateTime| {
            format!("{:04}-{:02}-{:02}T{:02}:{:02}", at.year(), at.month(), at.day(), at.hour(), at.minute())
        };
        match (self.first().or(self.last()), self.last()) {
            (Some(first), Some(last)) => format!("{}/{} {self}", stamp(first), stamp(last)),
            (Some(first), None) => format!("{}/X {self}", stamp(first)),
            (None, _) => format!("X {self}"),
        }
    }
}

fn between(a: &Point, b: &Point) -> Precision {
    let exact = |p: Precision| matches!(p, Precision::Minute | Precision::Day);
    match (a.precision(), b.precision()) {
        (Precision::Minute, Precision::Minute) => Precision::Minute,
        (p, q) if exact(p) && exact(q) => match (a.first(), b.first()) {
            (Some(from), Some(to)) if days_apart(from.date(), to.date()) <= OCCASION_DAYS => Precision::Day,
            _ => Precision::Interval,
        },
        (p, q) if p == q && a.first() == b.first() && a.last() == b.last() => p,
        _ => Precision::Interval,
    }
}

fn days_apart(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

impl End {
    /// The earliest moment of this end; `None` if open or unknown.
    pub fn first(&self) -> Option<DateTime> {
        self.point().and_then(Point::first)
    }

    /// The latest moment of this end; `None` if open or unknown.
    pub fn last(&self) -> Option<DateTime> {
        self.point().and_then(Point::last)
    }

    /// As a start: whether it has begun on that day.
    fn begun_by(&self, date: Date) -> Option<bool> {
        match self {
            End::Open => Some(true),
            End::Unknown => None,
            End::Point(p) if !p.is_certain() => None,
            End::Point(p) if date < p.first()?.date() => Some(false),
            End::Point(p) => (date >= p.last()?.date()).then_some(true),
        }
    }

    /// As an end: whether it is still to come, or just coming, on that day.
    fn not_over_on(&self, date: Date) -> Option<bool> {
        match self {
            End::Open => Some(true),
            End::Unknown => None,
            End::Point(p) if !p.is_certain() => None,
            End::Point(p) if date > p.last()?.date() => Some(false),
            End::Point(p) => (date <= p.first()?.date()).then_some(true),
        }
    }
}

impl Point {
    fn is_certain(&self) -> bool {
        self.qualifier == super::Qualifier::Certain
    }

    /// The earliest moment that it may mean; `None` if the year is unknown.
    pub fn first(&self) -> Option<DateTime> {
        let (from, to) = self.year.range()?;
        let month = match self.month {
            Part::Is(season @ 21..=24) => (season - 20) * 3,
            Part::Is(month) => month,
            Part::Absent | Part::Unspecified => 1,
        };
        let day = self.day.known().unwrap_or(1);
        // In a decade the first year need not have the day: 29 February.
        let date = (from..=to).find_map(|y| Date::new(y, month, day).ok())?;
        Some(date.to_datetime(self.time.unwrap_or(Time::midnight())))
    }

    /// The latest moment that it may mean; `None` if the year is unknown. The winter of 9999 ends with that year.
    pub fn last(&self) -> Option<DateTime> {
        let (from, to) = self.year.range()?;
        let date = match (self.month, self.day) {
            (Part::Is(month), Part::Is(day)) => {
                (from..=to).rev().find_map(|y| Date::new(y, month, day).ok())?
            }
            (Part::Is(24), _) if to < 9999 => Date::new(to + 1, 2, 1).ok()?.last_of_month(),
            (Part::Is(season @ 21..=23), _) => Date::new(to, (season - 20) * 3 + 2, 1).ok()?.last_of_month(),
            (Part::Is(month @ 1..=12), _) => Date::new(to, month, 1).ok()?.last_of_month(),
            _ => Date::new(to, 12, 31).ok()?,
        };
        Some(date.to_datetime(self.time.unwrap_or(LAST_MINUTE)))
    }

    fn precision(&self) -> Precision {
        match (self.year, self.month, self.day, self.time) {
            (Year::Unknown, ..) => Precision::Unknown,
            (Year::Decade(_) | Year::Century(_), ..) => Precision::Interval,
            (_, _, _, Some(_)) => Precision::Minute,
            (_, _, Part::Is(_), None) => Precision::Day,
            (_, Part::Is(21..=24), ..) => Precision::Season,
            (_, Part::Is(_), ..) => Precision::Month,
            (_, Part::Absent | Part::Unspecified, ..) => Precision::Year,
        }
    }
}

impl Year {
    /// The first and last year that it may be.
    pub(super) const fn range(self) -> Option<(i16, i16)> {
        match self {
            Year::Exact(y) => Some((y, y)),
            Year::Decade(y) => Some((y, y + 9)),
            Year::Century(y) => Some((y, y + 99)),
            Year::Unknown => None,
        }
    }
}
