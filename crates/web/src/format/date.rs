//! EDTF dates in words. What is uncertain says so; what is missing is not made up.

use super::NB;
use crate::lang::Lang;
use genbo_domain::edtf::{Edtf, End, Point, Qualifier};
use jiff::civil::{Date, Time};

/// What of a point need not be said, because it stands beside.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Leave {
    weekday: bool,
    month: bool,
    year: bool,
}

const WEEKDAY: Leave = Leave { weekday: true, month: false, year: false };

impl Lang {
    /// A date in words, as exact as it is known: `fre 7 maj 2021 kl. 13.00–15.30`, `21–22 juni 2021`,
    /// `ca 10 dec 2022`, `nov 2022`, `sommaren 2017`, `från 2021`, `okänt datum`.
    pub fn date(self, date: &Edtf) -> String {
        if !date.is_interval() {
            return match date.start() {
                End::Point(p) => self.single(&p),
                End::Open | End::Unknown => self.pick("okänt datum", "unknown date").to_owned(),
            };
        }
        match (date.start(), date.end()) {
            (End::Point(a), End::Point(b)) => self.interval(&a, &b),
            (End::Point(a), end) => {
                let open = matches!(end, End::Open);
                let tail = if open { "" } else { self.pick(", slutet okänt", ", end not known") };
                format!("{}{NB}{}{tail}", self.pick("från", "from"), self.single(&a))
            }
            (start, End::Point(b)) => {
                let open = matches!(start, End::Open);
                let tail = if open { "" } else { self.pick(", början okänd", ", start not known") };
                format!("{} {}{tail}", self.pick("till och med", "until"), self.single(&b))
            }
            _ => self.pick("okänt datum", "unknown date").to_owned(),
        }
    }

    /// A date that something is planned for: as [`Lang::date`], and says when the day is not set
    /// (`nov 2022, dag ej satt`).
    pub fn planned(self, date: &Edtf) -> String {
        use genbo_domain::edtf::Precision as P;
        let text = self.date(date);
        match date.precision() {
            P::Month | P::Season | P::Year => {
                format!("{text}, {}", self.pick("dag ej satt", "day not set"))
            }
            _ => text,
        }
    }

    /// A date that may be missing: [`Lang::date`], or that it is not stated.
    pub fn date_or_missing(self, date: Option<&Edtf>) -> String {
        date.map_or_else(|| self.pick("inte angivet", "not stated").to_owned(), |d| self.date(d))
    }

    fn single(self, p: &Point) -> String {
        let date = self.qualified(p, Leave::default());
        match p.time() {
            Some(time) => format!("{date} {}", self.clock(time)),
            None => date,
        }
    }

    /// The point without its clock time, with what its source says about it.
    fn qualified(self, p: &Point, leave: Leave) -> String {
        let circa = p.qualifier().is_circa();
        let body = self.bare(p, if circa { Leave { weekday: true, ..leave } } else { leave });
        let circa = if circa { self.pick("ca\u{a0}", "c.\u{a0}") } else { "" };
        let unsure = match p.qualifier() {
            Qualifier::Uncertain | Qualifier::CircaUncertain => self.pick(" (osäkert)", " (uncertain)"),
            Qualifier::Certain | Qualifier::Circa => "",
        };
        format!("{circa}{body}{unsure}")
    }

    fn bare(self, p: &Point, leave: Leave) -> String {
        let year = if leave.year { String::new() } else { self.year(p) };
        let joined = |rest: String| if year.is_empty() { rest } else { format!("{rest}{NB}{year}") };
        match (p.month(), p.day()) {
            (Some(season @ 21..=24), _) => self.season(season, p, leave.year),
            (Some(month), Some(day)) => {
                let date = p.year().and_then(|y| Date::new(y, month, day).ok());
                let weekday = date
                    .filter(|_| !leave.weekday)
                    .map(|d| format!("{}{NB}", self.weekday_short(d.weekday())))
                    .unwrap_or_default();
                if leave.month {
                    return format!("{weekday}{day}");
                }
                joined(format!("{weekday}{day}{NB}{}", self.month_short(month)))
            }
            (Some(month), None) => joined(self.month_short(month).to_owned()),
            (None, Some(day)) => joined(match self {
                Lang::Sv => format!("den {day}, okänd månad"),
                Lang::En => format!("day {day}, month unknown"),
            }),
            (None, None) if p.first().is_none() => self.pick("okänt datum", "unknown date").to_owned(),
            (None, None) => self.year(p),
        }
    }

    /// The year, the decade, the century, or that it is unknown.
    fn year(self, p: &Point) -> String {
        if let Some(year) = p.year() {
            return year.to_string();
        }
        match (p.first(), p.last()) {
            (Some(first), Some(last)) if last.year() - first.year() <= 9 => match self {
                Lang::Sv => format!("{}-talet", first.year() / 10 * 10),
                Lang::En => format!("the {}s", first.year() / 10 * 10),
            },
            (Some(first), _) => match self {
                Lang::Sv => format!("{}-talet", first.year() / 100 * 100),
                Lang::En => format!("the {}s", first.year() / 100 * 100),
            },
            _ => self.pick("okänt år", "unknown year").to_owned(),
        }
    }

    /// `sommaren 2017`; a winter has two years.
    fn season(self, season: i8, p: &Point, leave_year: bool) -> String {
        let name = match season {
            21 => self.pick("våren", "spring"),
            22 => self.pick("sommaren", "summer"),
            23 => self.pick("hösten", "autumn"),
            _ => self.pick("vintern", "winter"),
        };
        match p.year() {
            _ if leave_year => name.to_owned(),
            Some(year) if season == 24 => format!("{name}{NB}{year}–{}", year + 1),
            _ => format!("{name}{NB}{}", self.year(p)),
        }
    }

    fn interval(self, a: &Point, b: &Point) -> String {
        let same_day = a.year().is_some() && (a.year(), a.month(), a.day()) == (b.year(), b.month(), b.day());
        match (a.time(), b.time()) {
            (Some(from), Some(to)) if same_day && a.qualifier() == b.qualifier() => {
                format!("{} {}", self.qualified(a, Leave::default()), self.clocks(from, to))
            }
            (None, None) => self.days_between(a, b),
            _ => format!("{}{}{}", self.single(a), self.dash(), self.single(b)),
        }
    }

    /// Between parts that hold spaces of their own and a clock time, the dash needs air.
    const fn dash(self) -> &'static str {
        " – "
    }

    fn days_between(self, a: &Point, b: &Point) -> String {
        let certain = a.qualifier() == Qualifier::Certain && b.qualifier() == Qualifier::Certain;
        if !certain {
            return format!("{}–{}", self.qualified(a, WEEKDAY), self.qualified(b, WEEKDAY));
        }
        if a.year().is_some() && (a.year(), a.month(), a.day()) == (b.year(), b.month(), b.day()) {
            return self.single(a);
        }
        let same_year = a.year().is_some() && a.year() == b.year();
        let winter = a.month() == Some(24) || b.month() == Some(24);
        let bare_years = a.month().is_none() && b.month().is_none();
        let leave = Leave {
            weekday: true,
            month: same_year && a.month() == b.month() && b.day().is_some(),
            year: same_year && !bare_years && !winter,
        };
        format!("{}–{}", self.bare(a, leave), self.bare(b, WEEKDAY))
    }

    /// The clock time or times of a date on one day: `kl. 13.00–15.30`.
    pub fn time_of(self, date: &Edtf) -> Option<String> {
        let of = |end: End| end.point().and_then(|p: &Point| p.time());
        match (of(date.start()), of(date.end())) {
            (Some(from), Some(to)) if from != to => Some(self.clocks(from, to)),
            (Some(at), _) => Some(self.clock(at)),
            (None, Some(to)) => Some(self.only_end(to)),
            (None, None) => None,
        }
    }

    fn only_end(self, to: Time) -> String {
        format!("{} {}", self.pick("till", "until"), self.clock(to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sv(edtf: &str) -> String {
        Lang::Sv.date(&edtf.parse().unwrap()).replace(NB, " ")
    }
    fn en(edtf: &str) -> String {
        Lang::En.date(&edtf.parse().unwrap()).replace(NB, " ")
    }

    #[test]
    fn an_exact_date_says_its_weekday_and_an_approximate_one_does_not() {
        assert_eq!(sv("2021-05-07"), "fre 7 maj 2021");
        assert_eq!(sv("2021-05-07T13:00"), "fre 7 maj 2021 kl. 13.00");
        assert_eq!(en("2021-05-07T13:00"), "Fri 7 May 2021 13:00");
        assert_eq!(sv("2022-12-10~"), "ca 10 dec 2022");
        assert_eq!(en("2022-12-10~"), "c. 10 Dec 2022");
        assert_eq!(sv("2022-12-10?"), "lör 10 dec 2022 (osäkert)");
        assert_eq!(sv("2022-12-10%"), "ca 10 dec 2022 (osäkert)");
    }

    #[test]
    fn what_is_not_known_is_not_written() {
        assert_eq!(sv("2022-11"), "nov 2022");
        assert_eq!(sv("2022-06-XX"), "juni 2022");
        assert_eq!(sv("2017-22"), "sommaren 2017");
        assert_eq!(sv("2017-24"), "vintern 2017–2018");
        assert_eq!(en("2017-23"), "autumn 2017");
        assert_eq!(sv("2017"), "2017");
        assert_eq!(sv("202X"), "2020-talet");
        assert_eq!(en("19XX"), "the 1900s");
        assert_eq!(sv("XXXX-05-07"), "7 maj okänt år");
        assert_eq!(sv("XXXX-XX-XX"), "okänt datum");
        assert_eq!(Lang::Sv.date_or_missing(None), "inte angivet");
    }

    #[test]
    fn a_month_says_that_its_day_is_not_set_where_a_day_is_expected() {
        let planned = |s: &str| Lang::Sv.planned(&s.parse().unwrap()).replace(NB, " ");
        assert_eq!(planned("2022-11"), "nov 2022, dag ej satt");
        assert_eq!(planned("2022-11-04"), "fre 4 nov 2022");
        assert_eq!(planned("2022-12-10~"), "ca 10 dec 2022");
    }

    #[test]
    fn an_interval_says_once_what_its_ends_share() {
        assert_eq!(sv("2021-05-07T13:00/2021-05-07T15:30"), "fre 7 maj 2021 kl. 13.00–15.30");
        assert_eq!(sv("2021-06-21/2021-06-22"), "21–22 juni 2021");
        assert_eq!(sv("2021-06-28/2021-07-02"), "28 juni–2 juli 2021");
        assert_eq!(sv("2021-12-28/2022-01-02"), "28 dec 2021–2 jan 2022");
        assert_eq!(sv("2022-01/2022-03"), "jan–mars 2022");
        assert_eq!(sv("2021-11/2022-02"), "nov 2021–feb 2022");
        assert_eq!(sv("2021/2022"), "2021–2022");
        assert_eq!(sv("2022-21/2022-23"), "våren–hösten 2022");
        assert_eq!(
            sv("2021-06-21T10:00/2021-06-22T12:00"),
            "mån 21 juni 2021 kl. 10.00 – tis 22 juni 2021 kl. 12.00"
        );
        assert_eq!(sv("2022-12-08~/2022-12-10~"), "ca 8 dec 2022–ca 10 dec 2022");
    }

    #[test]
    fn an_open_end_differs_from_an_unknown_one() {
        assert_eq!(sv("2021/.."), "från 2021");
        assert_eq!(sv("2021/"), "från 2021, slutet okänt");
        assert_eq!(sv("../2021-05-07"), "till och med fre 7 maj 2021");
        assert_eq!(sv("/2021"), "till och med 2021, början okänd");
        assert_eq!(en("2021-05/.."), "from May 2021");
    }

    #[test]
    fn the_time_of_a_date_stands_alone() {
        let time = |s: &str| Lang::Sv.time_of(&s.parse().unwrap()).map(|t| t.replace(NB, " "));
        assert_eq!(time("2021-05-07T13:00/2021-05-07T15:30").as_deref(), Some("kl. 13.00–15.30"));
        assert_eq!(time("2021-05-07T13:00").as_deref(), Some("kl. 13.00"));
        assert_eq!(time("2021-05-07"), None);
    }
}
