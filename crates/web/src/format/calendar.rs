//! Names of months and days, and how a known day is written.

use super::NB;
use crate::lang::Lang;
use genbo_domain::calendar::IsoWeek;
use jiff::civil::{Date, Time, Weekday};

const SHORT: [[&str; 12]; 2] = [
    ["jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"],
    ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec"],
];
const LONG: [[&str; 12]; 2] = [
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
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
    ],
];
const DAYS_SHORT: [[&str; 7]; 2] =
    [["mån", "tis", "ons", "tors", "fre", "lör", "sön"], ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]];
const DAYS_LONG: [[&str; 7]; 2] = [
    ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

fn of(table: &[[&'static str; 12]; 2], lang: Lang, month: i8) -> &'static str {
    usize::try_from(month)
        .ok()
        .and_then(|m| table[lang.index()].get(m.checked_sub(1)?))
        .copied()
        .unwrap_or("?")
}

fn day_of(table: &[[&'static str; 7]; 2], lang: Lang, weekday: Weekday) -> &'static str {
    usize::try_from(weekday.to_monday_zero_offset())
        .ok()
        .and_then(|d| table[lang.index()].get(d))
        .copied()
        .unwrap_or("?")
}

impl Lang {
    /// The short name of month 1 to 12: `maj`, `nov`.
    pub fn month_short(self, month: i8) -> &'static str {
        of(&SHORT, self, month)
    }

    /// The full name of month 1 to 12.
    pub fn month(self, month: i8) -> &'static str {
        of(&LONG, self, month)
    }

    /// The short name of a weekday: `fre`.
    pub fn weekday_short(self, weekday: Weekday) -> &'static str {
        day_of(&DAYS_SHORT, self, weekday)
    }

    /// The full name of a weekday.
    pub fn weekday(self, weekday: Weekday) -> &'static str {
        day_of(&DAYS_LONG, self, weekday)
    }

    /// A known day: `fre 7 maj 2021`.
    pub fn day(self, date: Date) -> String {
        format!("{}{NB}{}", self.day_without_year(date), date.year())
    }

    /// A known day of a year that the reader knows: `fre 7 maj`.
    pub fn day_without_year(self, date: Date) -> String {
        let (weekday, month) = (self.weekday_short(date.weekday()), self.month_short(date.month()));
        format!("{weekday}{NB}{}{NB}{month}", date.day())
    }

    /// A known day in full: `torsdag 29 september 2022`.
    pub fn day_long(self, date: Date) -> String {
        let (weekday, month) = (self.weekday(date.weekday()), self.month(date.month()));
        format!("{weekday} {}{NB}{month}{NB}{}", date.day(), date.year())
    }

    /// The ISO week of a day: `v. 18`, `week 18`.
    pub fn week(self, date: Date) -> String {
        format!("{}{NB}{}", self.pick("v.", "week"), IsoWeek::of(date).week())
    }

    /// Hours and minutes without the word before them: `13.00`, `13:00`.
    pub fn hours(self, time: Time) -> String {
        format!("{:02}{}{:02}", time.hour(), self.pick(".", ":"), time.minute())
    }

    /// A clock time: `kl. 13.00`, `13:00`.
    pub fn clock(self, time: Time) -> String {
        format!("{}{}", self.clock_word(), self.hours(time))
    }

    /// From one clock time to another: `kl. 13.00–15.30`.
    pub fn clocks(self, from: Time, to: Time) -> String {
        format!("{}{}–{}", self.clock_word(), self.hours(from), self.hours(to))
    }

    /// A clock time of a record: `kl. 09.10`.
    pub fn clock_of(self, clock: genbo_domain::clock::Clock) -> String {
        let (hour, minute) = (clock.minutes() / 60, clock.minutes() % 60);
        format!("{}{hour:02}{}{minute:02}", self.clock_word(), self.pick(".", ":"))
    }

    const fn clock_word(self) -> &'static str {
        self.pick("kl.\u{a0}", "")
    }

    /// How far a day is from today, in words: `i dag`, `om 15 dagar`, `för 3 dagar sedan`.
    pub fn from_today(self, date: Date, today: Date) -> String {
        let days = date.duration_since(today).as_hours() / 24;
        match (self, days) {
            (Lang::Sv, 0) => "i\u{a0}dag".to_owned(),
            (Lang::Sv, 1) => "i\u{a0}morgon".to_owned(),
            (Lang::Sv, -1) => "i\u{a0}går".to_owned(),
            (Lang::Sv, n @ 2..) => format!("om {n}{NB}dagar"),
            (Lang::Sv, n) => format!("för {}{NB}dagar sedan", -n),
            (Lang::En, 0) => "today".to_owned(),
            (Lang::En, 1) => "tomorrow".to_owned(),
            (Lang::En, -1) => "yesterday".to_owned(),
            (Lang::En, n @ 2..) => format!("in {n}{NB}days"),
            (Lang::En, n) => format!("{}{NB}days ago", -n),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_held_together_and_says_its_week() {
        assert_eq!(Lang::Sv.day(date(2021, 5, 7)), "fre\u{a0}7\u{a0}maj\u{a0}2021");
        assert_eq!(Lang::En.day(date(2021, 5, 7)), "Fri\u{a0}7\u{a0}May\u{a0}2021");
        assert_eq!(Lang::Sv.day_long(date(2022, 9, 29)), "torsdag 29\u{a0}september\u{a0}2022");
        assert_eq!(Lang::Sv.week(date(2021, 1, 3)), "v.\u{a0}53");
    }

    #[test]
    fn one_day_away_has_a_word_of_its_own_and_two_have_not() {
        let today = date(2022, 9, 29);
        let words = [-2, -1, 0, 1, 2].map(|n: i64| {
            Lang::Sv.from_today(today.checked_add(jiff::Span::new().days(n)).unwrap(), today).replace(NB, " ")
        });
        assert_eq!(words, ["för 2 dagar sedan", "i går", "i dag", "i morgon", "om 2 dagar"]);
        assert_eq!(Lang::En.from_today(date(2022, 10, 14), today), "in 15\u{a0}days");
    }
}
