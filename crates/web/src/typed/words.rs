//! Words of dates in both languages, and a text cut into numbers, names and signs.

use crate::lang::Lang;
use jiff::civil::Weekday;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// Digits.
    Number(&'a str),
    /// Letters.
    Name(&'a str),
    /// Anything else but blanks and commas.
    Sign(char),
}

/// The pieces of a text.
pub(super) fn tokens(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let letters: usize = rest.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        let taken = match (digits, letters) {
            (0, 0) => {
                if !first.is_whitespace() && first != ',' {
                    words.push(Word::Sign(first));
                }
                first.len_utf8()
            }
            (0, n) => {
                words.push(Word::Name(&rest[..n]));
                n
            }
            (n, _) => {
                words.push(Word::Number(&rest[..n]));
                n
            }
        };
        rest = &rest[taken..];
    }
    words
}

fn is_called(name: &str, full: &str, short: &str) -> bool {
    let (full, short) = (full.to_lowercase(), short.to_lowercase());
    name == full || name == short || (name.chars().count() >= 3 && full.starts_with(name))
}

/// The month of that name, short or long, in either language.
pub(super) fn month(name: &str) -> Option<i8> {
    let called = |month: i8, lang: Lang| is_called(name, lang.month(month), lang.month_short(month));
    (1..=12).find(|m| Lang::ALL.into_iter().any(|lang| called(*m, lang)))
}

/// The weekday of that name, short or long, in either language.
pub(super) fn weekday(name: &str) -> Option<Weekday> {
    let called = |day: Weekday, lang: Lang| is_called(name, lang.weekday(day), lang.weekday_short(day));
    (1..=7)
        .filter_map(|n| Weekday::from_monday_one_offset(n).ok())
        .find(|d| Lang::ALL.into_iter().any(|lang| called(*d, lang)))
}

/// The season of that name, as EDTF numbers it.
pub(super) fn season(name: &str) -> Option<i8> {
    Some(match name {
        "våren" | "vår" | "spring" => 21,
        "sommaren" | "sommar" | "summer" => 22,
        "hösten" | "höst" | "autumn" => 23,
        "vintern" | "vinter" | "winter" => 24,
        _ => return None,
    })
}

/// Whether a number after the word is that of a week.
pub(super) fn is_week(name: &str) -> bool {
    matches!(name, "v" | "vecka" | "week" | "w")
}
