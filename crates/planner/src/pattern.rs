//! Patterns as people write them, in Swedish or English: `andra fredagen i mars, maj kl. 13–15.30`, `v. 18`,
//! `14 dagar efter styrelsen`, `varannan månad första torsdagen`, `7 mars`.
//!
//! Invariant: a line is understood as a whole or refused with the word that is not understood; nothing is guessed.

use crate::{Nth, Span};
use genbo_domain::spoken::{self, Wrong, is_week, month, weekday};
use jiff::civil::Weekday;

/// One line: which days, and when on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which days.
    pub pattern: Pattern,
    /// When on the day.
    pub span: Span,
}

/// Which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// A weekday of months.
    Months {
        /// Which one.
        nth: Nth,
        /// The weekday.
        weekday: Weekday,
        /// The months, 1 to 12; none if no month is named.
        months: Vec<i8>,
    },
    /// Weeks, on that weekday if one is named.
    Weeks {
        /// The weeks, 1 to 53.
        weeks: Vec<i8>,
        /// The weekday.
        weekday: Option<Weekday>,
    },
    /// Days, as (month, day).
    Days(Vec<(i8, i8)>),
    /// So many days after each meeting of another body (before, if negative).
    From {
        /// How many days.
        days: i64,
        /// The other body, as it is written.
        of: String,
    },
}

/// Why a line is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternError {
    /// There is nothing.
    Empty,
    /// This word means nothing here.
    Word(String),
    /// It is no time of day.
    Clock(String),
    /// No year has such a week, month or day.
    Number(String),
    /// Something is missing before the line says a day.
    Missing(Step),
    /// It is longer than any pattern is.
    TooLong,
}

/// What a line can lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Which weekday of the month.
    Nth,
    /// A weekday.
    Weekday,
    /// The number of a week.
    Week,
    /// After what.
    Body,
}

/// The longest line that is read, in bytes.
const LIMIT: usize = 300;

const ORDINALS: [(&[&str], Nth); 6] = [
    (&["första", "förste", "first", "1:a", "1st"], Nth::Is(1)),
    (&["andra", "second", "2:a", "2nd"], Nth::Is(2)),
    (&["tredje", "third", "3:e", "3rd"], Nth::Is(3)),
    (&["fjärde", "fourth", "4:e", "4th"], Nth::Is(4)),
    (&["femte", "fifth", "5:e", "5th"], Nth::Is(5)),
    (&["sista", "last"], Nth::Last),
];

const FILLERS: [&str; 10] = ["i", "in", "och", "and", "på", "on", "den", "the", "of", "varje"];
const DAYS_LONG: [(&[&str], i64); 2] =
    [(&["dag", "dagar", "day", "days"], 1), (&["vecka", "veckor", "week", "weeks"], 7)];

/// What a line says.
pub fn parse(line: &str) -> Result<Line, PatternError> {
    if line.len() > LIMIT {
        return Err(PatternError::TooLong);
    }
    // Whoever copies an example copies the space that does not break, too.
    let text = line.replace('\u{a0}', " ").trim().to_lowercase();
    let (days, span) = clock(&text)?;
    let words: Vec<&str> = days.split([' ', ',', ';', '\t', '\u{a0}']).filter(|w| !w.is_empty()).collect();
    if words.is_empty() {
        return Err(PatternError::Empty);
    }
    let of_week = |w: &&str| is_week(bare(w)) || short_week(w).is_some();
    let pattern = if let Some(at) =
        words.iter().position(|w| matches!(*w, "efter" | "after" | "före" | "before" | "innan"))
    {
        from(&words, at)?
    } else if words.iter().any(of_week) && !words.iter().any(|w| named(&ORDINALS, w).is_some()) {
        weeks(&words)?
    } else if words.iter().any(|w| weekday(bare(w)).is_some() || named(&ORDINALS, w).is_some()) {
        months(&words)?
    } else {
        dates(&days)?
    };
    Ok(Line { pattern, span })
}

/// A word without the dot that shortens it.
fn bare(word: &str) -> &str {
    word.trim_end_matches('.')
}

fn named<T: Copy>(table: &[(&[&str], T)], word: &str) -> Option<T> {
    let word = word.trim_end_matches('.');
    table
        .iter()
        .find(|(names, _)| names.iter().any(|n| n.trim_end_matches('.') == word))
        .map(|(_, value)| *value)
}

/// `v18`, `v.18`.
fn short_week(word: &str) -> Option<&str> {
    let rest = word.strip_prefix("v.").or_else(|| word.strip_prefix('v'))?;
    (!rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())).then_some(rest)
}

/// The line without its time of day, and the time.
fn clock(text: &str) -> Result<(String, Span), PatternError> {
    let mark = [" kl. ", " kl ", " kl.", " at "].iter().find_map(|m| text.find(m).map(|at| (at, m.len())));
    let Some((at, len)) = mark else { return Ok((text.to_owned(), Span::default())) };
    let rest = &text[at + len..];
    let end = rest.find(|c: char| c.is_alphabetic()).unwrap_or(rest.len());
    let told = rest[..end].trim().trim_end_matches([',', ';']);
    let wrong = || PatternError::Clock(told.to_owned());
    let mut ends = told.splitn(2, ['-', '–', '—']).map(|t| spoken::time(t.trim()));
    let from = ends.next().flatten().ok_or_else(wrong)?;
    let to = match ends.next() {
        Some(to) => Some(to.filter(|to| *to > from).ok_or_else(wrong)?),
        None => None,
    };
    Ok((format!("{} {}", &text[..at], &rest[end..]), Span { days: 0, from: Some(from), to }))
}

fn from(words: &[&str], at: usize) -> Result<Pattern, PatternError> {
    let mut days = None;
    let mut number = None;
    for word in &words[..at] {
        match (word.parse::<i64>(), named(&DAYS_LONG, word)) {
            (Ok(n), _) if (0..=366).contains(&n) => number = Some(n),
            (Ok(_), _) => return Err(PatternError::Number((*word).to_owned())),
            (_, Some(long)) => days = Some(number.unwrap_or(1) * long),
            _ if FILLERS.contains(word) => {}
            _ => return Err(PatternError::Word((*word).to_owned())),
        }
    }
    let of = words[at + 1..]
        .iter()
        .filter(|w| !matches!(**w, "the" | "varje" | "each"))
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    if of.is_empty() {
        return Err(PatternError::Missing(Step::Body));
    }
    let sign = if matches!(words[at], "efter" | "after") { 1 } else { -1 };
    let days = days.or(number).ok_or(PatternError::Missing(Step::Week))?;
    Ok(Pattern::From { days: sign * days, of })
}

fn weeks(words: &[&str]) -> Result<Pattern, PatternError> {
    let (mut weeks, mut on) = (Vec::new(), None);
    for word in words {
        if let Some(day) = weekday(bare(word)) {
            on = Some(day);
        } else if let Some(number) = short_week(word).or_else(|| word.parse::<i64>().is_ok().then_some(word))
        {
            match number.parse::<i8>() {
                Ok(n) if (1..=53).contains(&n) => weeks.push(n),
                _ => return Err(PatternError::Number((*word).to_owned())),
            }
        } else if !FILLERS.contains(word) && !is_week(bare(word)) {
            return Err(PatternError::Word((*word).to_owned()));
        }
    }
    if weeks.is_empty() {
        return Err(PatternError::Missing(Step::Week));
    }
    weeks.sort_unstable();
    weeks.dedup();
    Ok(Pattern::Weeks { weeks, weekday: on })
}

fn months(words: &[&str]) -> Result<Pattern, PatternError> {
    let (mut nth, mut on, mut named_months) = (None, None, Vec::new());
    let (mut every, mut start, mut except) = (None, 1, Vec::new());
    let (mut excepting, mut starting) = (false, false);
    for word in words {
        if let Some(m) = month(bare(word)) {
            match (excepting, starting) {
                (true, _) => except.push(m),
                (_, true) => start = m,
                _ => named_months.push(m),
            }
        } else if let Some(day) = weekday(bare(word)) {
            on = Some(day);
        } else if let Some(n) = named(&ORDINALS, word) {
            nth = Some(n);
        } else {
            match *word {
                "varannan" | "other" => every = Some(2),
                "månad" | "månaden" | "month" => every = every.or(Some(1)),
                "var" | "every" | "each" => {}
                "utom" | "except" => excepting = true,
                "från" | "from" => starting = true,
                _ if FILLERS.contains(word) => {}
                _ => return Err(PatternError::Word((*word).to_owned())),
            }
        }
    }
    let weekday = on.ok_or(PatternError::Missing(Step::Weekday))?;
    let nth = nth.ok_or(PatternError::Missing(Step::Nth))?;
    if let (Some(step), true) = (every, named_months.is_empty()) {
        named_months = (start..=12).step_by(step).collect();
    }
    named_months.retain(|m| !except.contains(m));
    named_months.sort_unstable();
    named_months.dedup();
    Ok(Pattern::Months { nth, weekday, months: named_months })
}

/// `7 mars`, `7/3`, `2023-03-07`; several of them, with commas or `och` between.
fn dates(text: &str) -> Result<Pattern, PatternError> {
    let text = text.replace(" och ", ",").replace(" and ", ",");
    let mut days = Vec::new();
    for piece in text.split([',', ';']) {
        let words: Vec<&str> = piece.split_whitespace().skip_while(|w| FILLERS.contains(w)).collect();
        if words.is_empty() {
            continue;
        }
        let piece = words.join(" ");
        // Whether the year has 29 February is seen when there is a year.
        days.push(spoken::day(&piece).map_err(|wrong| match wrong {
            Wrong::NoSuchDay(..) | Wrong::NoSuchMonth(_) => PatternError::Number(piece.clone()),
            _ => PatternError::Word(piece.clone()),
        })?);
    }
    if days.is_empty() { Err(PatternError::Missing(Step::Weekday)) } else { Ok(Pattern::Days(days)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::Time;

    fn months_of(line: &str) -> (Nth, Weekday, Vec<i8>) {
        match parse(line).unwrap().pattern {
            Pattern::Months { nth, weekday, months } => (nth, weekday, months),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn what_is_not_understood_is_refused_with_the_word() {
        assert_eq!(parse("  "), Err(PatternError::Empty));
        assert_eq!(parse("andra fredagen i mrs"), Err(PatternError::Word("mrs".into())));
        assert_eq!(parse("fredagen i mars"), Err(PatternError::Missing(Step::Nth)));
        assert_eq!(parse("andra i mars"), Err(PatternError::Missing(Step::Weekday)));
        assert_eq!(parse("v. 54"), Err(PatternError::Number("54".into())));
        assert_eq!(parse("v. 0"), Err(PatternError::Number("0".into())));
        assert_eq!(parse("vecka"), Err(PatternError::Missing(Step::Week)));
        assert_eq!(parse("30 februari"), Err(PatternError::Number("30 februari".into())));
        assert_eq!(parse("14 dagar efter"), Err(PatternError::Missing(Step::Body)));
        assert_eq!(parse("v. 18 kl. 25"), Err(PatternError::Clock("25".into())));
        assert_eq!(parse("v. 18 kl. 15-13"), Err(PatternError::Clock("15-13".into())));
        assert_eq!(parse(&"å".repeat(400)), Err(PatternError::TooLong));
    }

    #[test]
    fn a_weekday_of_named_months_or_of_every_other_one() {
        let friday = |months: &[i8]| (Nth::Is(2), Weekday::Friday, months.to_vec());
        assert_eq!(months_of("andra fredagen i mars, maj, oktober"), friday(&[3, 5, 10]));
        assert_eq!(months_of("Second Friday in March, May and October"), friday(&[3, 5, 10]));
        assert_eq!(months_of("andra fredagen"), friday(&[]));
        assert_eq!(
            months_of("varannan månad första torsdagen"),
            (Nth::Is(1), Weekday::Thursday, vec![1, 3, 5, 7, 9, 11])
        );
        let except = months_of("varje månad sista onsdagen från februari utom juli och augusti");
        assert_eq!(except, (Nth::Last, Weekday::Wednesday, vec![2, 3, 4, 5, 6, 9, 10, 11, 12]));
    }

    #[test]
    fn weeks_days_and_distances() {
        let weeks = |weeks: &[i8], weekday| Pattern::Weeks { weeks: weeks.to_vec(), weekday };
        assert_eq!(parse("v. 18").unwrap().pattern, weeks(&[18], None));
        assert_eq!(
            parse("torsdag v.8, v. 44 och 53").unwrap().pattern,
            weeks(&[8, 44, 53], Some(Weekday::Thursday))
        );
        assert_eq!(parse("7 mars, 9/5").unwrap().pattern, Pattern::Days(vec![(3, 7), (5, 9)]));
        let after = |days, of: &str| Pattern::From { days, of: of.into() };
        assert_eq!(parse("14 dagar efter styrelsen").unwrap().pattern, after(14, "styrelsen"));
        assert_eq!(parse("2 weeks before the KSO-forum").unwrap().pattern, after(-14, "kso-forum"));
    }

    #[test]
    fn the_time_of_day_stands_last_or_in_between() {
        let span = parse("andra fredagen kl. 13–15.30").unwrap().span;
        assert_eq!(
            (span.from, span.to),
            (Some(Time::constant(13, 0, 0, 0)), Some(Time::constant(15, 30, 0, 0)))
        );
        let line = parse("v. 18 kl 0900 onsdag").unwrap();
        assert_eq!(line.span, Span { days: 0, from: Some(Time::constant(9, 0, 0, 0)), to: None });
        assert_eq!(line.pattern, Pattern::Weeks { weeks: vec![18], weekday: Some(Weekday::Wednesday) });
        assert_eq!(parse("v.\u{a0}18 kl.\u{a0}0900 onsdag").unwrap(), line);
    }
}
