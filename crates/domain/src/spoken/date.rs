//! Dates as people type them: `7/5`, `7 maj 2021`, `180321-22`, `ca 10 dec 2022`, `v. 18 2022`, `fre 7 maj kl. 13–15.30`.
//!
//! Invariants: EDTF itself is always read as itself; nothing becomes more exact than it was typed, except that a year
//! that was left out is that of the next such day, and then the answer says that it was guessed.

use super::words::{self, Word};
use crate::{
    calendar::IsoWeek,
    edtf::{Edtf, EdtfError},
};
use jiff::civil::{Date, Time, Weekday};

/// A date that was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The date.
    pub date: Edtf,
    /// Whether its year was not typed.
    pub guessed: bool,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq)]
pub enum Wrong {
    /// The day is not in its month: as typed, the month, the year if it is known, how many days it has.
    NoSuchDay(String, i8, Option<i16>, i8),
    /// There is no such month, as typed.
    NoSuchMonth(String),
    /// The day falls on another weekday: the day, and what was typed.
    Weekday(Date, Weekday),
    /// The year has no such week: the year, the week, how many it has.
    NoSuchWeek(i16, String, i8),
    /// It is no clock time.
    NoTime(String),
    /// A clock time without a day.
    TimeAlone,
    /// A day without a month.
    DayAlone(String),
    /// It ends before it begins.
    Backwards,
    /// It looks like EDTF and is none.
    Edtf(EdtfError),
    /// It cannot be understood.
    Unread,
}

/// Reads a date; a year that is left out is that of the next such day from `from` on.
pub fn date(text: &str, from: Date) -> Result<Typed, Wrong> {
    let text = tidy(text);
    let edtf = text.to_uppercase().parse::<Edtf>();
    let error = match edtf {
        Ok(date) => return Ok(Typed { date, guessed: false }),
        Err(error) => error,
    };
    match spoken(&text, from) {
        Err(Wrong::Unread) if is_like_edtf(&text) => Err(Wrong::Edtf(error)),
        Err(Wrong::Unread) if matches!(error, EdtfError::EndBeforeStart { .. }) => Err(Wrong::Backwards),
        answer => answer,
    }
}

/// Reads a date; a year that is left out is that one.
pub fn date_in(text: &str, year: i16) -> Result<Typed, Wrong> {
    date(text, Date::new(year, 1, 1).map_err(|_| Wrong::Unread)?)
}

/// Reads a day of any year, as month and day: `7 mars`, `7/3`, `2023-03-07`. A day that some year has exists.
pub fn day(text: &str) -> Result<(i8, i8), Wrong> {
    let one = single(&tidy(text))?;
    match (one.month, one.day) {
        _ if one.time.is_some() || one.circa || one.unsure || one.weekday.is_some() => Err(Wrong::Unread),
        (Some(month @ 1..=12), Some(day)) => Ok((month, day)),
        (None, Some(_)) => Err(Wrong::DayAlone(one.typed)),
        _ => Err(Wrong::Unread),
    }
}

/// Reads a time of day: `13`, `13.30`, `13:30`, `1330`.
pub fn time(text: &str) -> Option<Time> {
    let text = text.trim();
    if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        return clock(&format!("{}:{}", text.get(..2)?, text.get(2..)?), false).ok();
    }
    clock(text, true).ok()
}

/// Lower case, single blanks, and one sort of dash between the ends of an interval.
fn tidy(text: &str) -> String {
    let text = text.to_lowercase().replace(['—', '−', '‑', '‒'], "–").replace("...", "..");
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace())
        .filter(|w| !w.is_empty())
        .map(|w| if w == "-" { "–".to_owned() } else { w.to_owned() })
        .collect();
    words.join(" ").replace(" –", "–").replace("– ", "–")
}

fn is_like_edtf(text: &str) -> bool {
    text.len() > 4
        && text.bytes().take(4).all(|b| b.is_ascii_digit() || b == b'x')
        && text.bytes().all(|b| b.is_ascii_digit() || b"xt-/~?%:.".contains(&b))
}

fn spoken(text: &str, next: Date) -> Result<Typed, Wrong> {
    let text = ending(text, &[", dag ej satt", ", day not set"]).unwrap_or(text);
    if let Some(rest) = beginning(text, &["till och med ", "t.o.m. ", "t o m ", "until "]) {
        let unknown = ending(rest, &[", början okänd", ", start not known"]);
        let end = single(unknown.unwrap_or(rest))?;
        return finish(&format!("{}/{}", if unknown.is_some() { "" } else { ".." }, end.alone(next)?), &end);
    }
    let from = beginning(text, &["från och med ", "fr.o.m. ", "från ", "from ", "sedan ", "since "]);
    let body = from.unwrap_or(text).replace(" till ", "–").replace(" to ", "–");
    if let Some((left, right)) = body.split_once('–').or_else(|| hyphen(&body)) {
        return interval(left.trim(), right.trim(), next);
    }
    match from {
        Some(_) => {
            let unknown = ending(&body, &[", slutet okänt", ", end not known"]);
            let start = single(unknown.unwrap_or(&body))?;
            finish(&format!("{}/{}", start.alone(next)?, if unknown.is_some() { "" } else { ".." }), &start)
        }
        None => {
            let one = single(&body)?;
            finish(&one.alone(next)?, &one)
        }
    }
}

fn beginning<'a>(text: &'a str, any: &[&str]) -> Option<&'a str> {
    any.iter().find_map(|b| text.strip_prefix(b))
}

fn ending<'a>(text: &'a str, any: &[&str]) -> Option<&'a str> {
    any.iter().find_map(|e| text.strip_suffix(e)).map(str::trim_end)
}

fn finish(edtf: &str, of: &Single) -> Result<Typed, Wrong> {
    Ok(Typed { date: parsed(edtf)?, guessed: of.year.is_none() && of.fixed.is_none() })
}

fn parsed(edtf: &str) -> Result<Edtf, Wrong> {
    edtf.parse().map_err(|e| match e {
        EdtfError::EndBeforeStart { .. } => Wrong::Backwards,
        other => Wrong::Edtf(other),
    })
}

/// A hyphen that stands for "to": not the one of `2022-06-21`, and not the one of `7/5-21`.
fn hyphen(text: &str) -> Option<(&str, &str)> {
    let mut places = text.match_indices('-').filter(|(at, _)| {
        let (left, right) = (&text[..*at], &text[at + 1..]);
        let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
        let before = left.bytes().rev().take_while(u8::is_ascii_digit).count();
        let iso =
            (before == 4 && digits(right) == 2) || (before == 2 && left[..left.len() - 2].ends_with('-'));
        let last = left.rsplit(' ').next().unwrap_or_default();
        let short_year = last.contains('/') && digits(right) == right.len() && matches!(right.len(), 2 | 4);
        let decade = right.starts_with("tal");
        !iso && !short_year && !decade
    });
    let (at, _) = places.next()?;
    Some((&text[..at], &text[at + 1..]))
}

/// One date as far as it was typed.
#[derive(Debug, Clone, Default)]
struct Single {
    day: Option<i8>,
    /// 1 to 12, or 21 to 24 for a season.
    month: Option<i8>,
    year: Option<i16>,
    /// Something that is no day, month or year: a week or a decade, in EDTF.
    fixed: Option<String>,
    week: Option<i8>,
    time: Option<Time>,
    weekday: Option<Weekday>,
    circa: bool,
    unsure: bool,
    typed: String,
}

impl Single {
    /// The date in EDTF if nothing stands beside it.
    fn alone(&self, from: Date) -> Result<String, Wrong> {
        self.text(self.year.unwrap_or_else(|| self.next(from)))
    }

    /// The year in which the date is not yet over on that day.
    fn next(&self, from: Date) -> i16 {
        let year = from.year();
        let over = match (self.month, self.day, self.week) {
            (_, _, Some(week)) => {
                IsoWeek::new(year, week).and_then(|w| w.sunday()).is_some_and(|sunday| sunday < from)
            }
            (Some(m @ 1..=12), Some(d), _) => (m, d) < (from.month(), from.day()),
            (Some(m @ 1..=12), None, _) => m < from.month(),
            // A season is of the year in which one is.
            _ => false,
        };
        if over { year + 1 } else { year }
    }

    fn text(&self, year: i16) -> Result<String, Wrong> {
        let qualifier = match (self.circa, self.unsure) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        };
        if let Some(week) = self.week {
            let no_such = || Wrong::NoSuchWeek(year, week.to_string(), weeks(year));
            let week = IsoWeek::new(year, week).ok_or_else(no_such)?;
            let (Some(a), Some(b)) = (week.monday(), week.sunday()) else { return Err(no_such()) };
            return Ok(format!("{a}{qualifier}/{b}{qualifier}"));
        }
        if let Some(fixed) = &self.fixed {
            return Ok(format!("{fixed}{qualifier}"));
        }
        let (Some(month), Some(day)) = (self.month, self.day) else {
            return match (self.month, self.day) {
                (Some(month), _) => Ok(format!("{year:04}-{month:02}{qualifier}")),
                (None, Some(_)) => Err(Wrong::DayAlone(self.typed.clone())),
                (None, None) => Ok(format!("{year:04}{qualifier}")),
            };
        };
        let date = Date::new(year, month, day).map_err(|_| self.no_such_day(year, month))?;
        if let Some(weekday) = self.weekday.filter(|w| *w != date.weekday()) {
            return Err(Wrong::Weekday(date, weekday));
        }
        let time = self.time.map(|t| format!("T{:02}:{:02}", t.hour(), t.minute())).unwrap_or_default();
        Ok(format!("{date}{time}{qualifier}"))
    }

    fn no_such_day(&self, year: i16, month: i8) -> Wrong {
        let has = Date::new(year, month, 1).map_or(31, Date::days_in_month);
        Wrong::NoSuchDay(self.typed.clone(), month, self.year.filter(|_| month == 2), has)
    }
}

fn weeks(year: i16) -> i8 {
    if IsoWeek::new(year, 53).is_some() { 53 } else { 52 }
}

/// What is left out on one side of an interval is taken from the other: `21–22 juni`, `28 dec 2021–3 jan`.
fn interval(left: &str, right: &str, next: Date) -> Result<Typed, Wrong> {
    let mut a = match single(left) {
        // 13.00–15.30 alone.
        Err(Wrong::Unread) if clock(right, true).is_ok() && clock(left, true).is_ok() => {
            return Err(Wrong::TimeAlone);
        }
        other => other?,
    };
    if a.time.is_some()
        && let Ok(to) = clock(right, true)
    {
        let start = a.alone(next)?;
        let mut end = a.clone();
        end.time = Some(to);
        return finish(&format!("{start}/{}", end.alone(next)?), &a);
    }
    let mut b = single(right)?;
    if a.month == Some(24) && a.year.is_some() && b.month.is_none() && b.year == a.year.map(|y| y + 1) {
        // A winter has two years.
        return finish(&a.alone(next)?, &a);
    }
    if a.month.is_none() && a.day.is_some() {
        (a.month, a.year) = (b.month, b.year);
    } else if b.month.is_none() && b.day.is_some() {
        (b.month, b.year) = (a.month, a.year);
    }
    let guessed = a.year.is_none() && b.year.is_none() && a.fixed.is_none() && b.fixed.is_none();
    let turns = (a.month, a.day) > (b.month, b.day);
    let (from, to) = match (a.year, b.year) {
        (Some(from), Some(to)) => (from, to),
        (None, Some(to)) => (if turns { to - 1 } else { to }, to),
        (from, None) => {
            let from = from.unwrap_or_else(|| a.next(next));
            (from, if turns { from + 1 } else { from })
        }
    };
    let (start, end) = (a.text(from)?, b.text(to)?);
    let of_weeks = |s: &str, last: bool| match s.split_once('/') {
        Some((first, end)) => if last { end } else { first }.to_owned(),
        None => s.to_owned(),
    };
    Ok(Typed { date: parsed(&format!("{}/{}", of_weeks(&start, false), of_weeks(&end, true)))?, guessed })
}

fn single(text: &str) -> Result<Single, Wrong> {
    let mut one = Single { typed: text.to_owned(), ..Single::default() };
    let mut rest = text.trim();
    if let Some(bare) = ending(rest, &["(osäkert)", "(uncertain)", "?"]) {
        (one.unsure, rest) = (true, bare);
    }
    if let Some(bare) =
        beginning(rest, &["ca. ", "ca ", "cirka ", "c. ", "circa ", "omkring ", "runt ", "about ", "around "])
    {
        (one.circa, rest) = (true, bare.trim_start());
    }
    (rest, one.time) = timed(rest)?;
    if let Some((first, after)) = rest.split_once(' ')
        && let Some(weekday) = words::weekday(first.trim_end_matches(['.', ',']))
    {
        (one.weekday, rest) = (Some(weekday), after);
    }
    let rest = beginning(rest, &["den ", "the "]).unwrap_or(rest).trim_end_matches('.');
    let tokens = words::tokens(rest);
    shape(&mut one, &tokens)?;
    if one.time.is_some() && one.day.is_none() {
        return Err(Wrong::TimeAlone);
    }
    Ok(one)
}

/// The forms of a date without clock time.
fn shape(one: &mut Single, tokens: &[Word<'_>]) -> Result<(), Wrong> {
    use Word::{Name, Number as N, Sign as S};
    match *tokens {
        [N(d), S('/'), N(m)] => day_month(one, d, m, ""),
        [N(d), S('/'), N(m), N(y)] | [N(d), S('/'), N(m), S('-' | '/'), N(y)] => day_month(one, d, m, y),
        [N(d), S('.'), N(m), S('.'), N(y)] => day_month(one, d, m, y),
        [N(y), S('-'), N(m), S('-'), N(d)] if y.len() == 4 => day_month(one, d, m, y),
        [N(y), S('-'), N(m)] if y.len() == 4 && m.len() == 2 => month_year(one, m, y),
        [N(d), Name(m)] if d.len() <= 2 => named(one, m, d, ""),
        [N(d), Name(m), N(y)] if d.len() <= 2 => named(one, m, d, y),
        [Name(w), N(n)] | [Name(w), S('.'), N(n)] if words::is_week(w) => week(one, n, ""),
        [Name(w), N(n), N(y)] | [Name(w), S('.'), N(n), N(y)] if words::is_week(w) => week(one, n, y),
        [Name(m), N(d)] if d.len() <= 2 => named(one, m, d, ""),
        [Name(m), N(d), N(y)] if d.len() <= 2 => named(one, m, d, y),
        [Name(m)] => named(one, m, "", ""),
        [Name(m), N(y)] => named(one, m, "", y),
        [N(y), S('-'), Name("talet")] | [N(y), Name("s")] => decade(one, y),
        [N(n)] => digits(one, n),
        _ => Err(Wrong::Unread),
    }
}

fn digits(one: &mut Single, n: &str) -> Result<(), Wrong> {
    match n.len() {
        1 | 2 => {
            one.day = n.parse().ok();
            Ok(())
        }
        4 => {
            one.year = n.parse().ok();
            Ok(())
        }
        6 => day_month(one, &n[4..], &n[2..4], &n[..2]),
        8 => day_month(one, &n[6..], &n[4..6], &n[..4]),
        _ => Err(Wrong::Unread),
    }
}

fn day_month(one: &mut Single, d: &str, m: &str, y: &str) -> Result<(), Wrong> {
    month_year(one, m, y)?;
    one.day = Some(a_day(one, d)?);
    Ok(())
}

fn month_year(one: &mut Single, m: &str, y: &str) -> Result<(), Wrong> {
    one.month = m.parse().ok().filter(|m| (1..=12).contains(m));
    if one.month.is_none() {
        return Err(Wrong::NoSuchMonth(m.to_owned()));
    }
    one.year = year(y)?;
    Ok(())
}

fn a_day(one: &Single, d: &str) -> Result<i8, Wrong> {
    let month = one.month.unwrap_or(1);
    // 2000 has every day that any year has.
    let year = one.year.unwrap_or(2000);
    let day = d.parse::<i8>().ok().filter(|day| Date::new(year, month, *day).is_ok());
    day.ok_or_else(|| one.no_such_day(year, month))
}

fn named(one: &mut Single, name: &str, d: &str, y: &str) -> Result<(), Wrong> {
    one.month = Some(words::month(name).or_else(|| words::season(name)).ok_or(Wrong::Unread)?);
    one.year = year(y)?;
    if !d.is_empty() {
        if one.month > Some(12) {
            return Err(Wrong::Unread);
        }
        one.day = Some(a_day(one, d)?);
    }
    Ok(())
}

fn week(one: &mut Single, n: &str, y: &str) -> Result<(), Wrong> {
    one.week = n.parse().ok();
    one.year = year(y)?;
    if one.week.is_none() {
        Err(Wrong::NoSuchWeek(one.year.unwrap_or_default(), n.to_owned(), 53))
    } else {
        Ok(())
    }
}

/// A decade; of `2000-talet` nobody knows whether it is ten years or a hundred.
fn decade(one: &mut Single, y: &str) -> Result<(), Wrong> {
    if y.len() != 4 || !y.ends_with('0') || y.ends_with("00") {
        return Err(Wrong::Unread);
    }
    one.fixed = Some(format!("{}X", &y[..3]));
    Ok(())
}

/// Two digits are of this century, or of the last from 70 on.
fn year(text: &str) -> Result<Option<i16>, Wrong> {
    match (text.len(), text.parse::<i16>()) {
        (0, _) => Ok(None),
        (2, Ok(n)) => Ok(Some(if n < 70 { 2000 + n } else { 1900 + n })),
        (4, Ok(n)) => Ok(Some(n)),
        _ => Err(Wrong::Unread),
    }
}

/// The text without the clock time at its end, and that time.
fn timed(text: &str) -> Result<(&str, Option<Time>), Wrong> {
    if let Some((date, time)) = text.split_once("kl")
        && (date.is_empty() || date.ends_with(' '))
    {
        let time = clock(time.trim_start_matches('.').trim(), true)?;
        return if date.is_empty() { Err(Wrong::TimeAlone) } else { Ok((date.trim_end(), Some(time))) };
    }
    let (date, last) = text.rsplit_once([' ', 't']).unwrap_or(("", text));
    match clock(last, false) {
        Ok(_) if date.is_empty() => Err(Wrong::TimeAlone),
        Ok(time) => Ok((date.trim_end_matches([' ', ',']), Some(time))),
        Err(_) if last.contains(':') => Err(Wrong::NoTime(last.to_owned())),
        Err(_) => Ok((text, None)),
    }
}

/// `13.00`, `13:00`, and `13` where it is clear that a clock time is meant.
fn clock(text: &str, hours_alone: bool) -> Result<Time, Wrong> {
    let wrong = || Wrong::NoTime(text.to_owned());
    let text = text.trim_start_matches("kl").trim_start_matches('.').trim();
    let (hour, minute) = match text.split_once(['.', ':']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        None if hours_alone => (text, "0"),
        _ => return Err(wrong()),
    };
    let number = |s: &str| if s.is_empty() || s.len() > 2 { None } else { s.parse::<i8>().ok() };
    match (number(hour), number(minute)) {
        (Some(hour), Some(minute)) => Time::new(hour, minute, 0, 0).map_err(|_| wrong()),
        _ => Err(wrong()),
    }
}
