//! Words of dates in both languages, and a text cut into numbers, names and signs.

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

/// What weekdays are called: first in full, then in other forms.
const WEEKDAYS: [(&[&str], Weekday); 7] = [
    (&["måndag", "monday", "måndagen", "mån", "mon"], Weekday::Monday),
    (&["tisdag", "tuesday", "tisdagen", "tis", "tue"], Weekday::Tuesday),
    (&["onsdag", "wednesday", "onsdagen", "ons", "wed"], Weekday::Wednesday),
    (&["torsdag", "thursday", "torsdagen", "tors", "tor", "thu"], Weekday::Thursday),
    (&["fredag", "friday", "fredagen", "fre", "fri"], Weekday::Friday),
    (&["lördag", "saturday", "lördagen", "lör", "sat"], Weekday::Saturday),
    (&["söndag", "sunday", "söndagen", "sön", "sun"], Weekday::Sunday),
];

/// What months are called, in both languages.
const MONTHS: [[&str; 2]; 12] = [
    ["januari", "january"],
    ["februari", "february"],
    ["mars", "march"],
    ["april", "april"],
    ["maj", "may"],
    ["juni", "june"],
    ["juli", "july"],
    ["augusti", "august"],
    ["september", "september"],
    ["oktober", "october"],
    ["november", "november"],
    ["december", "december"],
];

/// Whether a name is a month's or a day's, in full or cut short after three letters or more.
fn is_called(name: &str, full: &str) -> bool {
    // The article is no Thursday.
    name == full || (name != "the" && name.chars().count() >= 3 && full.starts_with(name))
}

/// The month of that name, short or long, in either language.
pub fn month(name: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.iter().any(|full| is_called(name, full)))?;
    i8::try_from(at + 1).ok()
}

/// The weekday of that name, short or long, in either language.
pub fn weekday(name: &str) -> Option<Weekday> {
    let called = |names: &[&str]| names.iter().any(|full| is_called(name, full));
    WEEKDAYS.iter().find(|(names, _)| called(names)).map(|(_, day)| *day)
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
pub fn is_week(name: &str) -> bool {
    matches!(name, "v" | "vecka" | "veckor" | "week" | "weeks" | "w")
}
