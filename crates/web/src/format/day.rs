//! The day block of a row: the most precise thing known in large letters, with a solid edge only if it is certain.

use super::NB;
use crate::lang::Lang;
use genbo_domain::edtf::{Edtf, Precision};
use jiff::civil::Date;

/// What a day block says: three lines, the middle one large.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Day {
    /// Small line above: weekday, or what is not set.
    pub top: String,
    /// Large line: the most precise thing known.
    pub big: String,
    /// Small line below: time, year, state.
    pub bottom: String,
    /// Dashed edge: the date is not certain.
    pub soft: bool,
    /// Struck out: it was called off.
    pub cancelled: bool,
}

impl Day {
    /// With a state in words on the line below (`preliminärt`); the edge is dashed if `soft`.
    pub fn with_state(mut self, state: &str, soft: bool) -> Day {
        if !state.is_empty() {
            let join = if self.bottom.is_empty() { "" } else { ", " };
            self.bottom = format!("{}{join}{state}", self.bottom);
        }
        self.soft |= soft;
        self
    }
}

impl Lang {
    /// The day block of a date; the year stands in it if it is another than `year`.
    pub fn day_block(self, date: Option<&Edtf>, year: i16) -> Day {
        let Some(date) = date else {
            return Day {
                top: self.pick("datum", "date").to_owned(),
                big: self.pick("saknas", "missing").to_owned(),
                soft: true,
                ..Day::default()
            };
        };
        let mut day = self.undated_block(date);
        let other_year = date.first().or(date.last()).map(|d| d.year()).filter(|y| *y != year);
        if let Some(other) = other_year
            && !day.big.contains(&other.to_string())
        {
            let join = if day.bottom.is_empty() { "" } else { ", " };
            day.bottom = format!("{other}{join}{}", day.bottom);
        }
        day
    }

    /// The day block of a last day, seen from today.
    pub fn due_block(self, due: Option<&Edtf>, today: Date) -> Day {
        let top = self.pick("senast", "last day").to_owned();
        let Some(due) = due else {
            return Day {
                top: self.pick("slutdatum", "last day").to_owned(),
                big: self.pick("saknas", "missing").to_owned(),
                soft: true,
                ..Day::default()
            };
        };
        match due.exact_day() {
            Some(day) => Day {
                top,
                big: if day.year() == today.year() { self.day_without_year(day) } else { self.short(day) },
                bottom: self.from_today(day, today),
                ..Day::default()
            },
            None => Day { top, ..self.day_block(Some(due), today.year()) },
        }
    }

    fn undated_block(self, date: &Edtf) -> Day {
        let not_set = self.pick("dag ej satt", "day not set");
        let soft = |top: &str, big: String| Day { top: top.to_owned(), big, soft: true, ..Day::default() };
        if let Some(day) = date.exact_day() {
            return Day {
                top: self.weekday_short(day.weekday()).to_owned(),
                big: self.day_and_month(day),
                bottom: self.time_of(date).unwrap_or_default(),
                ..Day::default()
            };
        }
        match (date.precision(), date.first(), date.last()) {
            (Precision::Minute | Precision::Day, Some(a), Some(b)) if !date.is_uncertain() => {
                let (a, b) = (a.date(), b.date());
                let days = [a, b].map(|d| self.weekday_short(d.weekday())).join("–");
                let big = if (a.year(), a.month()) == (b.year(), b.month()) {
                    format!("{}–{}", a.day(), self.day_and_month(b))
                } else {
                    format!("{}–{}", self.day_and_month(a), self.day_and_month(b))
                };
                Day { top: days, big, ..Day::default() }
            }
            (Precision::Month | Precision::Season, Some(first), _) => {
                let text = self.date(date);
                let short = text.strip_suffix(&format!("{NB}{}", first.year())).unwrap_or(&text);
                soft(not_set, short.to_owned())
            }
            (Precision::Year, ..) => soft(not_set, self.date(date)),
            (Precision::Circa, Some(first), _) => {
                let text = self.date(date);
                let bare = text.strip_prefix(self.pick("ca\u{a0}", "c.\u{a0}")).unwrap_or(&text);
                let short = bare.strip_suffix(&format!("{NB}{}", first.year())).unwrap_or(bare);
                soft(self.pick("cirka", "about"), short.to_owned())
            }
            (Precision::Unknown, ..) => {
                soft(self.pick("datum", "date"), self.pick("okänt", "unknown").to_owned())
            }
            _ => soft(self.pick("någon gång", "some time"), self.date(date)),
        }
    }

    fn day_and_month(self, day: Date) -> String {
        format!("{}{NB}{}", day.day(), self.month_short(day.month()))
    }

    fn short(self, day: Date) -> String {
        format!("{}{NB}{}", self.day_and_month(day), day.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn block(edtf: &str) -> [String; 3] {
        let day = Lang::Sv.day_block(Some(&edtf.parse().unwrap()), 2022);
        [day.top, day.big, day.bottom].map(|s| s.replace(NB, " "))
    }
    fn is_soft(edtf: &str) -> bool {
        Lang::Sv.day_block(Some(&edtf.parse().unwrap()), 2022).soft
    }

    #[test]
    fn the_large_line_is_the_most_precise_thing_known() {
        assert_eq!(block("2022-10-14T08:30/2022-10-14T12:00"), ["fre", "14 okt", "kl. 08.30–12.00"]);
        assert_eq!(block("2021-10-14"), ["tors", "14 okt", "2021"]);
        assert_eq!(block("2022-06-21/2022-06-22"), ["tis–ons", "21–22 juni", ""]);
        assert_eq!(block("2022-11"), ["dag ej satt", "nov", ""]);
        assert_eq!(block("2022-23"), ["dag ej satt", "hösten", ""]);
        assert_eq!(block("2023"), ["dag ej satt", "2023", ""]);
        assert_eq!(block("2022-12-10~"), ["cirka", "10 dec", ""]);
        assert_eq!(block("XXXX-XX-XX"), ["datum", "okänt", ""]);
        assert_eq!(Lang::Sv.day_block(None, 2022).big, "saknas");
    }

    #[test]
    fn only_a_certain_day_has_a_solid_edge() {
        assert!(!is_soft("2022-10-14") && !is_soft("2022-06-21/2022-06-22"));
        for edtf in
            ["2022-11", "2022-12-10~", "2022-12-10?", "2022", "XXXX-XX-XX", "2022-10/2022-11", "2022/.."]
        {
            assert!(is_soft(edtf), "{edtf}");
        }
    }

    #[test]
    fn a_last_day_says_how_far_away_it_is() {
        let due = Lang::Sv.due_block(Some(&"2022-10-14".parse().unwrap()), date(2022, 9, 29));
        assert_eq!(
            [due.top, due.big, due.bottom].map(|s| s.replace(NB, " ")),
            ["senast", "fre 14 okt", "om 15 dagar"]
        );
        assert!(Lang::Sv.due_block(None, date(2022, 9, 29)).soft);
    }
}
