//! Holidays, eves, bridge days, ISO weeks, working days and school breaks, by rules that are data.
//!
//! Which days are free is no part of the program: a jurisdiction's pack lists [`HolidayRule`]s, and whoever reads the
//! pack builds a [`WorkingCalendar`] from them. Invariant: a [`WorkingCalendar`] has working days in every year, so
//! counting them ends.

mod rule;
mod week;

pub use rule::{DayKind, DayRule, HolidayRule, MonthDay, RuleError, easter, weekday};
pub use week::{IsoWeek, WeekError};

use jiff::civil::{Date, Weekday};

/// A day that a rule gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HolidayOn<'a> {
    /// The day.
    pub date: Date,
    /// The rule's key.
    pub key: &'a str,
    /// What kind of day it is.
    pub kind: DayKind,
}

/// A school break or another named period, both days included.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Break {
    /// What it is called in the data, `sportlov`.
    pub key: String,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

impl Break {
    /// Whether that day lies in it.
    pub fn contains(&self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }
}

/// The days that these rules give in a year, in order of date; rules that give no day in that year are left out.
pub fn days(rules: &[HolidayRule], year: i16) -> Vec<HolidayOn<'_>> {
    let on =
        |r| HolidayRule::date_in(r, year).map(|date| HolidayOn { date, key: r.key.as_str(), kind: r.kind });
    let mut days: Vec<_> = rules.iter().filter_map(on).collect();
    days.sort_by_key(|d| d.date);
    days
}

/// Which days are working days, by the weekend and the holiday rules of a jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingCalendar {
    weekend: Vec<Weekday>,
    rules: Vec<HolidayRule>,
}

impl WorkingCalendar {
    /// The most rules that a calendar takes. With a weekend of at most six days there is then always a working day.
    pub const RULE_LIMIT: usize = 40;

    /// A calendar. Refused if a rule is impossible, if two rules share a key, if there are too many rules, or if the
    /// weekend has all seven days.
    pub fn new(weekend: Vec<Weekday>, rules: Vec<HolidayRule>) -> Result<WorkingCalendar, RuleError> {
        if rules.len() > WorkingCalendar::RULE_LIMIT {
            return Err(RuleError::TooMany(rules.len()));
        }
        if Weekday::Monday.cycle_forward().take(7).all(|day| weekend.contains(&day)) {
            return Err(RuleError::NoWorkingDay);
        }
        for (index, rule) in rules.iter().enumerate() {
            rule.check()?;
            if rules[..index].iter().any(|earlier| earlier.key == rule.key) {
                return Err(RuleError::Twice(rule.key.clone()));
            }
        }
        Ok(WorkingCalendar { weekend, rules })
    }

    /// A calendar that knows Saturday and Sunday and no holidays, for a body whose jurisdiction is not known.
    pub fn weekends_only() -> WorkingCalendar {
        WorkingCalendar { weekend: vec![Weekday::Saturday, Weekday::Sunday], rules: Vec::new() }
    }

    /// The rules.
    pub fn rules(&self) -> &[HolidayRule] {
        &self.rules
    }

    /// The holidays, eves and half days of a year, in order of date.
    pub fn days(&self, year: i16) -> Vec<HolidayOn<'_>> {
        days(&self.rules, year)
    }

    /// What the rules say of a day: several if several fall on it.
    pub fn holidays_on(&self, date: Date) -> impl Iterator<Item = &HolidayRule> {
        self.rules.iter().filter(move |r| r.date_in(date.year()) == Some(date))
    }

    /// Whether it is neither in the weekend nor a public holiday nor an eve that counts as one. A half day is a
    /// working day.
    pub fn is_working_day(&self, date: Date) -> bool {
        !self.weekend.contains(&date.weekday()) && !self.holidays_on(date).any(|r| r.kind.is_free())
    }

    /// Whether it is in the weekend.
    pub fn is_weekend(&self, date: Date) -> bool {
        self.weekend.contains(&date.weekday())
    }

    /// The working days of a year whose both neighbours are free.
    pub fn bridge_days(&self, year: i16) -> Vec<Date> {
        let Ok(first) = Date::new(year, 1, 1) else { return Vec::new() };
        let years = year.saturating_sub(1)..=year.saturating_add(1);
        let days = years.flat_map(|y| self.days(y)).filter(|d| d.kind.is_free());
        let holidays: std::collections::HashSet<Date> = days.map(|d| d.date).collect();
        let free = |date: Date| self.is_weekend(date) || holidays.contains(&date);
        let neighbour = |date: Result<Date, jiff::Error>| date.is_ok_and(free);
        first
            .series(jiff::Span::new().days(1))
            .take_while(|d| d.year() == year)
            .filter(|d| !free(*d) && neighbour(d.yesterday()) && neighbour(d.tomorrow()))
            .collect()
    }

    /// The day itself if it is a working day, otherwise the next one: how a deadline moves. `None` only after year 9999.
    pub fn working_day_from(&self, date: Date) -> Option<Date> {
        if self.is_working_day(date) { Some(date) } else { self.next_working_day(date) }
    }

    /// The first working day after that day. `None` only after year 9999.
    pub fn next_working_day(&self, date: Date) -> Option<Date> {
        self.add_working_days(date, 1)
    }

    /// The last working day before that day. `None` only before year -9999.
    pub fn previous_working_day(&self, date: Date) -> Option<Date> {
        self.add_working_days(date, -1)
    }

    /// The day so many working days later (or earlier, if negative). The day itself is not counted and need not be a
    /// working day; zero gives the day itself. `None` beyond the years -9999 and 9999.
    pub fn add_working_days(&self, date: Date, count: i32) -> Option<Date> {
        let mut day = date;
        let mut left = count.unsigned_abs();
        while left > 0 {
            day = if count > 0 { day.tomorrow() } else { day.yesterday() }.ok()?;
            if self.is_working_day(day) {
                left -= 1;
            }
        }
        Some(day)
    }
}

#[cfg(test)]
pub(crate) mod tests;
