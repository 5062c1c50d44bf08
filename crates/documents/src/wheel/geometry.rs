//! Angles and radii. Angles are degrees clockwise from 1 January at the top; radii are viewBox units.

use std::fmt::{self, Display};

use jiff::civil::{Date, DateTime, Time};

use crate::svg::{Num, Pt};

/// Centre of the wheel in both directions.
pub(super) const CENTRE: f64 = 620.0;
/// Outer edge of the months.
pub(super) const MONTHS_OUT: f64 = 589.0;
/// Between months and weeks.
pub(super) const MONTHS_IN: f64 = 549.0;
/// Between weeks and days.
pub(super) const WEEKS_IN: f64 = 521.0;
/// Inner edge of the Sundays and red days.
pub(super) const DAYS_IN: f64 = 508.0;
/// Outer edge of the outermost ring; school breaks lie between here and [`DAYS_IN`].
pub(super) const RINGS_OUT: f64 = 500.0;

/// The year that the circle stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Year {
    /// 1 January.
    pub first: Date,
    /// 31 December.
    pub last: Date,
    days: f64,
}

impl Year {
    /// The circle of `year`; years that the calendar library cannot hold become its limits.
    pub fn new(year: i16) -> Self {
        let year = year.clamp(1, 9998);
        let first = Date::new(year, 1, 1).unwrap_or(Date::ZERO);
        let last = Date::new(year, 12, 31).unwrap_or(Date::ZERO);
        Self { first, last, days: f64::from(first.days_in_year()) }
    }

    /// Degrees per day.
    pub fn day(self) -> f64 {
        360.0 / self.days
    }

    /// Where `date` starts, clamped to the circle.
    pub fn start_of(self, date: Date) -> f64 {
        if date < self.first {
            0.0
        } else if date > self.last {
            360.0
        } else {
            f64::from(date.day_of_year() - 1) * 360.0 / self.days
        }
    }

    /// Where `date` ends, clamped to the circle.
    pub fn end_of(self, date: Date) -> f64 {
        if date < self.first {
            0.0
        } else if date > self.last {
            360.0
        } else {
            f64::from(date.day_of_year()) * 360.0 / self.days
        }
    }

    /// The middle of `date`.
    pub fn noon(self, date: Date) -> f64 {
        f64::midpoint(self.start_of(date), self.end_of(date))
    }

    /// Whether any part of the stretch lies in the year.
    pub fn touches(self, first: Date, last: Date) -> bool {
        first <= self.last && last >= self.first && first <= last
    }
}

/// First and last calendar day of a stretch; an end at midnight belongs to the day before.
pub(super) fn day_span(first: DateTime, last: DateTime) -> (Date, Date) {
    let from = first.date();
    let mut to = last.date();
    if last.time() == Time::midnight() && last > first && to > from {
        to = to.yesterday().unwrap_or(to);
    }
    (from, to)
}

/// The point at radius `r` and angle `deg`.
pub(super) fn at(r: f64, deg: f64) -> Pt {
    let (sin, cos) = deg.to_radians().sin_cos();
    Pt(CENTRE + r * sin, CENTRE - r * cos)
}

/// Unit vector of later time at `deg`.
pub(super) fn later(deg: f64) -> (f64, f64) {
    let (sin, cos) = deg.to_radians().sin_cos();
    (cos, sin)
}

/// Unit vector away from the centre at `deg`.
pub(super) fn outward(deg: f64) -> (f64, f64) {
    let (sin, cos) = deg.to_radians().sin_cos();
    (sin, -cos)
}

/// Degrees that `length` units cover at radius `r`.
pub(super) fn degrees(length: f64, r: f64) -> f64 {
    (length / r.max(1.0)).to_degrees()
}

/// Path data of an arc in the direction of time; a whole turn becomes two halves.
pub(super) struct Arc(pub f64, pub f64, pub f64);

impl Display for Arc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(r, from, to) = *self;
        write!(f, "M{}", at(r, from))?;
        leg(f, r, from, to)
    }
}

/// Path data of an arc against the direction of time, for text on the lower half.
pub(super) struct Back(pub f64, pub f64, pub f64);

impl Display for Back {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(r, from, to) = *self;
        write!(f, "M{}", at(r, to))?;
        leg(f, r, to, from)
    }
}

/// Path data of a piece of a ring: inner radius, outer radius, from, to.
pub(super) struct Sector(pub f64, pub f64, pub f64, pub f64);

impl Display for Sector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(inner, outer, from, to) = *self;
        write!(f, "M{}", at(outer, from))?;
        leg(f, outer, from, to)?;
        write!(f, "L{}", at(inner, to))?;
        leg(f, inner, to, from)?;
        f.write_str("z")
    }
}

/// One arc command from the current point; long arcs are split so that a full turn is possible.
fn leg(f: &mut fmt::Formatter<'_>, r: f64, from: f64, to: f64) -> fmt::Result {
    let sweep = u8::from(to >= from);
    let mut write = |end: f64| write!(f, "A{r} {r} 0 0 {sweep} {}", at(r, end), r = Num(r));
    if (to - from).abs() > 179.0 {
        let third = (to - from) / 3.0;
        write(from + third)?;
        write(from + 2.0 * third)?;
    }
    write(to)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    #[test]
    fn the_year_starts_at_the_top_and_runs_clockwise() {
        let year = Year::new(2021);
        assert_eq!(year.start_of(date(2021, 1, 1)), 0.0);
        assert_eq!(year.end_of(date(2021, 12, 31)), 360.0);
        let Pt(x, _) = at(100.0, year.noon(date(2021, 4, 1)));
        assert!(x > CENTRE, "April is on the right");
        let Pt(_, y) = at(100.0, year.noon(date(2021, 7, 2)));
        assert!((y - (CENTRE + 100.0)).abs() < 0.01, "2 July is the lowest day of an ordinary year");
    }

    #[test]
    fn what_lies_outside_the_year_is_clamped_to_its_edge() {
        let year = Year::new(2022);
        assert_eq!(year.start_of(date(2021, 12, 31)), 0.0);
        assert_eq!(year.end_of(date(2023, 1, 1)), 360.0);
        assert!(!year.touches(date(2021, 1, 1), date(2021, 12, 31)));
        assert!(year.touches(date(2021, 1, 1), date(2022, 1, 1)));
    }

    #[test]
    fn an_end_at_midnight_belongs_to_the_day_before() {
        let span = day_span(datetime(2021, 5, 7, 0, 0, 0, 0), datetime(2021, 5, 8, 0, 0, 0, 0));
        assert_eq!(span, (date(2021, 5, 7), date(2021, 5, 7)));
        let point = day_span(datetime(2021, 5, 7, 0, 0, 0, 0), datetime(2021, 5, 7, 0, 0, 0, 0));
        assert_eq!(point, (date(2021, 5, 7), date(2021, 5, 7)));
    }
}
