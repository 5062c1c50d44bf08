//! Reading EDTF text.

use super::{Edtf, EdtfError, End, Part, Point, Qualifier, Year};
use jiff::civil::{Date, Time};
use std::str::FromStr;

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(written: &str) -> Result<Edtf, EdtfError> {
        if written.len() > Edtf::LIMIT {
            return Err(EdtfError::TooLong(written.len()));
        }
        let text = written.trim();
        if text.is_empty() {
            return Err(EdtfError::Empty);
        }
        if let Some(c) = text.chars().find(|c| !c.is_ascii() || c.is_ascii_control()) {
            return Err(EdtfError::Character(c));
        }
        match text.split_once('/') {
            None => text.parse::<Point>().map(Edtf::from),
            Some((_, end)) if end.contains('/') => Err(EdtfError::Slashes(text.to_owned())),
            Some((start, end)) => Edtf::interval(start.parse()?, end.parse()?),
        }
    }
}

impl FromStr for End {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<End, EdtfError> {
        match text {
            "" => Ok(End::Unknown),
            ".." => Ok(End::Open),
            _ => text.parse().map(End::Point),
        }
    }
}

impl FromStr for Point {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Point, EdtfError> {
        let (unqualified, qualifier) = split_qualifier(text)?;
        let (date, time) = match unqualified.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (unqualified, None),
        };
        let (year, month, day) = parse_date(date, text)?;
        let time = time.map(parse_time).transpose()?;
        if time.is_some() && !matches!((year, day), (Year::Exact(_), Part::Is(_))) {
            return Err(EdtfError::TimeWithoutDay(text.to_owned()));
        }
        Ok(Point { year, month, day, time, qualifier })
    }
}

fn split_qualifier(text: &str) -> Result<(&str, Qualifier), EdtfError> {
    let (rest, qualifier) = match text.as_bytes().last() {
        Some(b'~') => (&text[..text.len() - 1], Qualifier::Circa),
        Some(b'?') => (&text[..text.len() - 1], Qualifier::Uncertain),
        Some(b'%') => (&text[..text.len() - 1], Qualifier::CircaUncertain),
        _ => (text, Qualifier::Certain),
    };
    if rest.contains(['~', '?', '%']) {
        return Err(EdtfError::Qualifier(text.to_owned()));
    }
    Ok((rest, qualifier))
}

fn parse_date(date: &str, whole: &str) -> Result<(Year, Part, Part), EdtfError> {
    let form = || EdtfError::Form(whole.to_owned());
    if !date.bytes().all(|b| b.is_ascii_digit() || b == b'X' || b == b'-') {
        return Err(form());
    }
    let mut parts = date.split('-');
    let year = parse_year(parts.next().unwrap_or_default())?;
    let month = parse_part(parts.next()).map_err(EdtfError::Month)?;
    let day = parse_part(parts.next()).map_err(EdtfError::Day)?;
    if parts.next().is_some() {
        return Err(form());
    }
    match (month, day) {
        (Part::Is(21..=24), Part::Absent) => {}
        (Part::Is(21..=24), _) => return Err(EdtfError::DayInSeason(whole.to_owned())),
        (Part::Is(1..=12), Part::Absent | Part::Unspecified) | (Part::Absent, _) => {}
        (Part::Is(month @ 1..=12), Part::Is(day)) => check_day(year, month, day)?,
        (Part::Is(month), _) => return Err(EdtfError::Month(format!("{month:02}"))),
        (Part::Unspecified, Part::Is(_)) => return Err(EdtfError::DayWithoutMonth(whole.to_owned())),
        (Part::Unspecified, _) => {}
    }
    Ok((year, month, day))
}

fn parse_year(text: &str) -> Result<Year, EdtfError> {
    let wrong = || EdtfError::Year(text.to_owned());
    let digits = text.trim_end_matches('X');
    if text.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let number = |s: &str| s.parse::<i16>().map_err(|_| wrong());
    match digits.len() {
        4 => number(digits).map(Year::Exact),
        3 => number(digits).map(|n| Year::Decade(n * 10)),
        2 => number(digits).map(|n| Year::Century(n * 100)),
        0 => Ok(Year::Unknown),
        _ => Err(wrong()),
    }
}

fn parse_part(text: Option<&str>) -> Result<Part, String> {
    match text {
        None => Ok(Part::Absent),
        Some("XX") => Ok(Part::Unspecified),
        Some(s) if s.len() == 2 && s != "00" => s.parse().map(Part::Is).map_err(|_| s.to_owned()),
        Some(s) => Err(s.to_owned()),
    }
}

/// A day is possible if it exists in some year that the year may be.
fn check_day(year: Year, month: i8, day: i8) -> Result<(), EdtfError> {
    // 2000 stands for any leap year: a day that it lacks is in no year.
    let (first, last) = year.range().unwrap_or((2000, 2000));
    if (first..=last).any(|y| Date::new(y, month, day).is_ok()) {
        return Ok(());
    }
    let has = (first..=last)
        .filter_map(|y| Date::new(y, month, 1).ok())
        .map(Date::days_in_month)
        .max()
        .unwrap_or(31);
    let year = (first == last && year != Year::Unknown).then_some(first);
    Err(EdtfError::NoSuchDay { year, month, day, has })
}

fn parse_time(text: &str) -> Result<Time, EdtfError> {
    let wrong = || EdtfError::Time(text.to_owned());
    if text.contains(['Z', '+', '-']) {
        return Err(EdtfError::Zone(text.to_owned()));
    }
    let mut parts = text.split(':');
    let mut two_digits = || {
        let part = parts.next()?;
        (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i8>().ok())?
    };
    let hour = two_digits().ok_or_else(wrong)?;
    let minute = two_digits().ok_or_else(wrong)?;
    match parts.next() {
        None | Some("00") => {}
        Some(_) => return Err(EdtfError::Seconds(text.to_owned())),
    }
    if parts.next().is_some() {
        return Err(wrong());
    }
    // jiff refuses 24:00 as well.
    Time::new(hour, minute, 0, 0).map_err(|_| wrong())
}
