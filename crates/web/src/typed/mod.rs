//! What people type, as values: each kind in the ways in which people write it, in both languages.
//!
//! Invariants: pure; what [`shown`] writes for a value, [`read`] reads as the same value; what cannot be read says what
//! is wrong and how to mend it, and nothing is made up.

mod number;
pub(crate) mod tell;
#[cfg(test)]
mod told_dates;

use crate::{format::NB, lang::Lang, words as labels};
use genbo_domain::{
    clock::Clock,
    colour::Accent,
    gap::GapKind,
    image::Image,
    spoken,
    text::{self, TextError},
    value::{Kind, Value, Vocabulary, WrittenValue},
    word_processor,
};
use jiff::civil::Date;

/// What was typed in one field.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// A value; a reference is never one, because it must be looked up.
    Value(WrittenValue),
    /// In which way it is open, said in words: `inte räknat`.
    Gap(GapKind),
}

/// A text that was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// What it says.
    pub said: Typed,
    /// Whether something was filled in that was not typed: the year of a date.
    pub guessed: bool,
}

/// Reads one line of a field of that kind; a day without a year is the next such day from `from` on. The error is for the
/// person who typed it.
pub fn read(lang: Lang, kind: Kind, from: Date, typed: &str) -> Result<Read, String> {
    let text = typed.replace([NB, '\u{202f}', '\u{2009}'], " ");
    let text = text.trim();
    if let Some(gap) = gap(kind, text) {
        return Ok(Read { said: Typed::Gap(gap), guessed: false });
    }
    let plain =
        |value: Result<WrittenValue, String>| value.map(|v| Read { said: Typed::Value(v), guessed: false });
    match kind {
        Kind::Date => match spoken::date(text, from) {
            Ok(typed) => {
                Ok(Read { said: Typed::Value(Value::Text(typed.date.to_string())), guessed: typed.guessed })
            }
            Err(wrong) => Err(tell::date(lang, &wrong, text)),
        },
        Kind::Text => plain(text::canonical(typed, false).map(Value::Text).map_err(|e| tell::text(lang, &e))),
        // Prose often is pasted from a word processor, whose left-overs say nothing.
        Kind::Prose => plain(
            text::canonical(&word_processor::cleaned(typed), true)
                .map(Value::Text)
                .map_err(|e| tell::text(lang, &e)),
        ),
        Kind::Word(vocabulary) => plain(word(lang, vocabulary, text)),
        Kind::Bool => plain(yes_or_no(text).map(Value::Bool).ok_or_else(|| tell::neither(lang, text))),
        Kind::Int => plain(text.parse().map(Value::Int).map_err(|_| tell::no_int(lang, text))),
        Kind::Clock => plain(clock(text).map(Value::Text).ok_or_else(|| tell::no_clock(lang, text))),
        Kind::Count => plain(number::count(lang, text).map(Value::Text)),
        Kind::Money => plain(number::money(lang, text).map(Value::Text)),
        Kind::Rational => plain(number::share(lang, text).map(Value::Text)),
        Kind::Duration => plain(number::duration(lang, text).map(Value::Text)),
        Kind::Paragraph | Kind::Paragraphs => {
            let text = text.replace(" och ", ", ").replace(" and ", ", ");
            plain(
                kind.parse(&text)
                    .map_err(|_| tell::no_paragraph(lang, &text, matches!(kind, Kind::Paragraph))),
            )
        }
        Kind::Url => plain(text::url(text).map(Value::Text).map_err(|e| match e {
            TextError::NotAnAddress(s) => tell::no_address(lang, &s),
            other => tell::text(lang, &other),
        })),
        Kind::Accent => plain(
            text.parse::<Accent>().map(|a| Value::Text(a.to_string())).map_err(|e| tell::accent(lang, &e)),
        ),
        Kind::Image => plain(
            text.parse::<Image>().map(|i| Value::Text(i.to_string())).map_err(|e| tell::image(lang, &e)),
        ),
        Kind::Pattern => plain(kind.parse(text).map_err(|_| tell::no_pattern(lang, text))),
        Kind::Parameters => plain(kind.parse(text).map_err(|_| tell::no_parameters(lang, text))),
        // References are looked up by whoever has the database.
        Kind::Ref(_) => Err(tell::not_found(lang, text)),
    }
}

/// The value as a person would type it, so that it reads back as the same; its canonical form where words would not.
pub fn shown(lang: Lang, kind: Kind, value: &str) -> String {
    let words = match kind {
        Kind::Date => value.parse().ok().map(|d| lang.date(&d)),
        Kind::Count => value.parse().ok().map(|c| lang.count(&c)),
        Kind::Money => value.parse().ok().map(|m| lang.money(&m)),
        Kind::Duration => value.parse().ok().map(|d| lang.duration(d)),
        Kind::Rational => value.parse().ok().map(|r| lang.number(&r)),
        Kind::Paragraph => value.parse().ok().map(|p| lang.paragraph(&p)),
        Kind::Paragraphs => value.parse().ok().map(|p| lang.paragraphs(&p)),
        Kind::Clock => value.parse::<Clock>().ok().map(|c| lang.clock_of(c)),
        _ => None,
    };
    let same = |words: &String| {
        let back = read(lang, kind, Date::ZERO, words);
        back.is_ok_and(|r| !r.guessed && r.said == Typed::Value(Value::Text(value.to_owned())))
    };
    words.map(|w| w.replace([NB, '\u{202f}'], " ")).filter(same).unwrap_or_else(|| value.to_owned())
}

/// What was understood, in words.
pub fn understood(lang: Lang, kind: Kind, value: &str) -> Option<String> {
    match kind {
        Kind::Date => value.parse().ok().map(|d| lang.date(&d)),
        _ => Some(shown(lang, kind, value)),
    }
}

/// The word of a vocabulary, by its label in either language or by itself.
fn word(lang: Lang, vocabulary: &'static Vocabulary, typed: &str) -> Result<WrittenValue, String> {
    let typed = typed.to_lowercase();
    let is = |word: &str| {
        word == typed
            || Lang::ALL.into_iter().any(|l| labels::word(l, vocabulary.name, word).to_lowercase() == typed)
    };
    let found = vocabulary.words.iter().find(|(word, _)| is(word));
    found
        .map(|(word, _)| Value::Text((*word).to_owned()))
        .ok_or_else(|| tell::no_word(lang, vocabulary, &typed))
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "ja" | "yes" | "j" | "y" | "true" => Some(true),
        "nej" | "no" | "n" | "false" => Some(false),
        _ => None,
    }
}

fn clock(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let text = text.trim_start_matches("kl").trim_start_matches('.').trim();
    let whole = text.bytes().all(|b| b.is_ascii_digit()).then(|| format!("{text}:00"));
    whole.as_deref().unwrap_or(text).parse::<Clock>().ok().map(|c| c.to_string())
}

/// Words for that something is open; where a text may say anything, they are only words.
fn gap(kind: Kind, text: &str) -> Option<GapKind> {
    if matches!(
        kind,
        Kind::Text
            | Kind::Prose
            | Kind::Url
            | Kind::Accent
            | Kind::Image
            | Kind::Ref(_)
            | Kind::Word(_)
            | Kind::Pattern
            | Kind::Parameters
    ) {
        return None;
    }
    match text.to_lowercase().as_str() {
        "okänt" | "okänd" | "unknown" => Some(GapKind::Unknown),
        "inte räknat" | "ej räknat" | "not counted" => Some(GapKind::NotCounted),
        "inget" | "ingen" | "inga" | "finns inte" | "none" => Some(GapKind::None),
        "tomt" | "blankt" | "inte ifyllt" | "blank" => Some(GapKind::Blank),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;
    use proptest::prelude::*;

    fn said(lang: Lang, kind: Kind, text: &str) -> String {
        match read(lang, kind, day(2022, 9, 29), text) {
            Ok(Read { said: Typed::Value(Value::Text(t)), .. }) => t,
            Ok(other) => format!("{other:?}"),
            Err(e) => e.replace(NB, " "),
        }
    }

    #[test]
    fn an_error_says_what_is_wrong_and_how_to_mend_it_in_both_languages() {
        let sv = |kind, text| said(Lang::Sv, kind, text);
        assert_eq!(sv(Kind::Date, "31/11"), "31/11 finns inte. November har 30 dagar.");
        assert_eq!(said(Lang::En, Kind::Date, "31/11"), "31/11 does not exist. November has 30 days.");
        assert!(sv(Kind::Date, "fre 8 maj 2021").contains("lördag"));
        assert!(sv(Kind::Count, "många").contains("ca 40"));
        assert!(sv(Kind::Money, "gratis").contains("7 000 kr"));
        assert!(sv(Kind::Url, "www.example.se").contains("https://www.example.se"));
        assert!(sv(Kind::Clock, "25.00").contains("23.59"));
        assert!(sv(Kind::Bool, "kanske").contains("ja eller nej"));
        assert!(said(Lang::Sv, Kind::Text, "a\u{202e}b").contains("U+202E"));
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (kind, text, read) in [
            (Kind::Count, "40", "40"),
            (Kind::Count, "ca 40", "~40"),
            (Kind::Count, "cirka 7 000", "~7000"),
            (Kind::Count, "3–5", "3-5"),
            (Kind::Count, "3 till 5", "3-5"),
            (Kind::Count, "minst 8", ">=8"),
            (Kind::Count, "högst 50", "<=50"),
            (Kind::Count, "fler än 7 000", ">7000"),
            (Kind::Count, "färre än 3", "<3"),
            (Kind::Money, "7 000 kr", "7000.00 SEK"),
            (Kind::Money, "7000,50 kr", "7000.50 SEK"),
            (Kind::Money, "7000:-", "7000.00 SEK"),
            (Kind::Money, "ca 7000", "~7000 SEK"),
            (Kind::Money, "500 EUR", "500.00 EUR"),
            (Kind::Duration, "en vecka", "1 week"),
            (Kind::Duration, "5 arbetsdagar", "5 working days"),
            (Kind::Duration, "två timmar", "2 hours"),
            (Kind::Rational, "30 %", "3/10"),
            (Kind::Rational, "7/10", "7/10"),
            (Kind::Rational, "1,5", "3/2"),
            (Kind::Paragraphs, "§§ 4, 6–9", "4, 6-9"),
            (Kind::Paragraphs, "§ 4 och § 6", "4, 6"),
            (Kind::Paragraph, "§ 215 i)", "215.i"),
            (Kind::Clock, "13.00", "13:00"),
            (Kind::Clock, "kl 13", "13:00"),
            (Kind::Clock, "kl. 9:05", "09:05"),
        ] {
            assert_eq!(said(Lang::Sv, kind, text), read, "{text}");
        }
        assert_eq!(said(Lang::En, Kind::Money, "SEK 7,000"), "7000.00 SEK");
        assert_eq!(said(Lang::En, Kind::Count, "about 7,000"), "~7000");
        assert_eq!(said(Lang::En, Kind::Duration, "a week"), "1 week");
    }

    #[test]
    fn that_nothing_is_known_can_be_said_in_words_where_no_text_is_expected() {
        let of = |kind, text| read(Lang::Sv, kind, day(2022, 9, 29), text).unwrap().said;
        assert_eq!(of(Kind::Count, "inte räknat"), Typed::Gap(GapKind::NotCounted));
        assert_eq!(of(Kind::Date, "okänt"), Typed::Gap(GapKind::Unknown));
        assert_eq!(of(Kind::Text, "okänt"), Typed::Value(Value::Text("okänt".into())));
    }

    #[test]
    fn a_word_is_found_by_its_label_in_either_language() {
        let kind = genbo_domain::noun::NounDef::named("meeting").unwrap().field("status").unwrap().1.kind;
        for text in [
            "fixed",
            labels::word(Lang::Sv, "meeting_status", "fixed"),
            labels::word(Lang::En, "meeting_status", "fixed"),
        ] {
            assert_eq!(said(Lang::Sv, kind, text), "fixed");
        }
        assert!(said(Lang::Sv, kind, "kanske").contains("Välj"));
    }

    fn canonical() -> impl Strategy<Value = (Kind, String)> {
        let sign = prop::sample::select(vec!["", "~", ">=", "<=", ">", "<"]);
        prop_oneof![
            (sign.clone(), 1..9_000_000_i64).prop_map(|(s, n)| (Kind::Count, format!("{s}{n}"))),
            (1..900_i64, 1..900_i64).prop_map(|(a, n)| (Kind::Count, format!("{a}-{}", a + n))),
            (sign, 1..9_000_000_i64, 0..100_i64)
                .prop_map(|(s, n, m)| (Kind::Money, format!("{s}{n}.{m:02} SEK"))),
            (
                1..90_i64,
                prop::sample::select(vec!["day", "working day", "week", "month", "year", "minute", "hour"])
            )
                .prop_map(|(n, u)| (Kind::Duration, format!("{n} {u}{}", if n == 1 { "" } else { "s" }))),
            (1..900_i64, 1..900_i64).prop_map(|(n, d)| (Kind::Rational, format!("{n}/{d}"))),
            (0..24, 0..60).prop_map(|(h, m)| (Kind::Clock, format!("{h:02}:{m:02}"))),
            (1..300, 1..30).prop_map(|(a, n)| (Kind::Paragraphs, format!("{a}, {}-{}", a + 2, a + 2 + n))),
            prop::sample::select(vec![
                "2022",
                "2022-06",
                "2022-06-XX",
                "2022-22",
                "2022-24",
                "201X",
                "20XX",
                "XXXX-XX-XX",
                "2022-12-10%",
                "2021-05-07T13:00",
                "2021/..",
                "../2021",
                "/2021",
                "2021/",
                "2021-05/2021-06",
                "2021-24/2022-21",
            ])
            .prop_map(|d| (Kind::Date, d.to_owned())),
        ]
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back_as_the_same_value((kind, text) in canonical(), en: bool) {
            let lang = if en { Lang::En } else { Lang::Sv };
            let Ok(Value::Text(value)) = kind.parse(&text) else { return Err(TestCaseError::fail(text)) };
            prop_assert_eq!(said(lang, kind, &shown(lang, kind, &value)), value);
        }

        #[test]
        fn any_text_is_read_or_refused_without_panic(text in "\\PC{0,30}|(ca |minst |kl )?[0-9 ,.:%/–-]{0,16}( kr| dagar)?", en: bool) {
            let lang = if en { Lang::En } else { Lang::Sv };
            for kind in [Kind::Text, Kind::Prose, Kind::Date, Kind::Clock, Kind::Count, Kind::Money, Kind::Duration,
                Kind::Paragraph, Kind::Paragraphs, Kind::Rational, Kind::Pattern, Kind::Parameters, Kind::Url,
                Kind::Accent, Kind::Image,
                Kind::Bool, Kind::Int] {
                match read(lang, kind, day(2022, 9, 29), &text) {
                    Ok(Read { said: Typed::Value(Value::Text(t)), .. }) => prop_assert!(kind.parse(&t).is_ok(), "{t}"),
                    Ok(_) => {}
                    Err(message) => prop_assert!(!message.is_empty()),
                }
            }
        }
    }
}
