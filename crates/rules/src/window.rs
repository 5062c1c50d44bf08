//! Windows of time in which things are counted: years, half-years, quarters, months, periods. Both days are included.

use genbo_domain::edtf::Edtf;
use genbo_domain::vocabulary;
use jiff::{ToSpan, civil::Date};

vocabulary! {
    /// In which time something is counted.
    pub enum Per = "per" {
        /// A calendar year.
        Year = "year",
        /// A half-year, or term: January to June, July to December.
        HalfYear = "half_year",
        /// A quarter of a year.
        Quarter = "quarter",
        /// A calendar month.
        Month = "month",
        /// A period that the rule or its document has.
        Period = "period",
    }
}

/// What sort of window it is, for its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Name {
    /// A year.
    Year,
    /// The first or second half of a year.
    HalfYear(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A month, 1 to 12.
    Month(u8),
    /// From day to day.
    Period,
}

/// How many days "about a day" is taken to reach to either side.
const ABOUT: i64 = 14;

/// Some days in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Window {
    /// What sort of window it is.
    pub name: Name,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// How a date stands to a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lies {
    /// All of it lies in the window.
    Inside,
    /// It may lie in the window, and may not.
    Perhaps,
    /// None of it lies in the window.
    Outside,
}

impl Window {
    /// The windows of that size in the year of a day.
    pub fn of_year(per: Per, day: Date) -> Vec<Window> {
        let months = match per {
            Per::Year | Per::Period => 12,
            Per::HalfYear => 6,
            Per::Quarter => 3,
            Per::Month => 1,
        };
        let part = |n: u8| {
            let month = i8::try_from(n * months + 1).ok()?;
            let first = Date::new(day.year(), month, 1).ok()?;
            let end = i8::try_from((n + 1) * months).ok()?;
            let last = Date::new(day.year(), end, 1).ok()?.last_of_month();
            let name = match per {
                Per::Year | Per::Period => Name::Year,
                Per::HalfYear => Name::HalfYear(n + 1),
                Per::Quarter => Name::Quarter(n + 1),
                Per::Month => Name::Month(n + 1),
            };
            Some(Window { name, first, last })
        };
        (0..12 / months).filter_map(part).collect()
    }

    /// The window of a period; `None` if it has no bound on a side.
    pub fn of_period(period: &Edtf) -> Option<Window> {
        Some(Window { name: Name::Period, first: period.first()?.date(), last: period.last()?.date() })
    }

    /// The block of so many years that a day lies in, counted from a first year.
    pub fn of_years(every: i64, from: i64, day: Date) -> Option<Window> {
        let every = i16::try_from(every).ok().filter(|n| *n > 0)?;
        let from = i16::try_from(from).ok()?;
        let first = day.year().checked_sub(day.year().checked_sub(from)?.rem_euclid(every))?;
        let (first, last) =
            (Date::new(first, 1, 1).ok()?, Date::new(first.checked_add(every - 1)?, 12, 31).ok()?);
        Some(Window { name: Name::Period, first, last })
    }

    /// Whether it is over on that day: the last day belongs to it.
    pub fn is_over(&self, day: Date) -> bool {
        self.last < day
    }

    /// How a date stands to it. A date that is marked as uncertain lies nowhere for sure; one that is about a day lies in it
    /// if a fortnight before and after does too.
    pub fn holds(&self, date: &Edtf) -> Lies {
        let (first, last) = (date.first().map(|d| d.date()), date.last().map(|d| d.date()));
        let circa =
            [date.start(), date.end()].iter().any(|e| e.point().is_some_and(|p| p.qualifier().is_circa()));
        let about = |d: Option<Date>, days: i64| if circa { d?.checked_add(days.days()).ok() } else { d };
        let sure = about(first, -ABOUT).is_some_and(|f| f >= self.first)
            && about(last, ABOUT).is_some_and(|l| l <= self.last);
        let near = first.is_none_or(|f| f <= self.last) && last.is_none_or(|l| l >= self.first);
        match (sure, near) {
            (true, _) if !date.is_uncertain() => Lies::Inside,
            (_, true) => Lies::Perhaps,
            _ => Lies::Outside,
        }
    }
}
