//! Numbers as people type them: counts, amounts, shares, lengths of time.

use super::tell;
use crate::lang::Lang;
use genbo_domain::{
    count::{Count, CountError},
    duration::Duration,
    money::{Money, MoneyError},
    rational::Rational,
};

/// Words before an uncertain number, and its sign; the longer before those that they begin with.
const SIGNS: &[(&str, &str)] = &[
    ("ca. ", "~"),
    ("ca ", "~"),
    ("cirka ", "~"),
    ("omkring ", "~"),
    ("ungefär ", "~"),
    ("about ", "~"),
    ("around ", "~"),
    ("circa ", "~"),
    ("minst ", ">="),
    ("at least ", ">="),
    ("högst ", "<="),
    ("max ", "<="),
    ("at most ", "<="),
    ("fler än ", ">"),
    ("mer än ", ">"),
    ("drygt ", ">"),
    ("över ", ">"),
    ("more than ", ">"),
    ("over ", ">"),
    ("färre än ", "<"),
    ("mindre än ", "<"),
    ("under ", "<"),
    ("fewer than ", "<"),
    ("less than ", "<"),
];

/// The text with signs for words, and the decimals after a point.
fn signs(lang: Lang, text: &str) -> String {
    let text = text.to_lowercase().replace(" till ", "–").replace(" to ", "–");
    let text = text.trim();
    let (sign, rest) = SIGNS
        .iter()
        .find_map(|(word, sign)| text.strip_prefix(word).map(|rest| (*sign, rest)))
        .unwrap_or(("", text));
    format!("{sign}{}", decimals(lang, rest))
}

/// A comma before three digits sets thousands apart in English; otherwise it stands before decimals.
fn decimals(lang: Lang, text: &str) -> String {
    let three = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count() == 3;
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            ',' if lang == Lang::En && three(&text[at + 1..]) => {}
            ',' => out.push('.'),
            c => out.push(c),
        }
    }
    out
}

pub(super) fn count(lang: Lang, text: &str) -> Result<String, String> {
    let typed = signs(lang, text);
    let bare = typed.strip_suffix(" st").unwrap_or(&typed);
    bare.parse::<Count>().map(|c| c.to_string()).map_err(|e| match e {
        CountError::Negative(_) | CountError::Nothing(_) => tell::negative(lang, text),
        CountError::Order(_) => tell::backwards(lang),
        CountError::TooLarge(_) => tell::too_large(lang, text),
        CountError::Empty | CountError::Number(_) => tell::no_count(lang, text),
    })
}

pub(super) fn money(lang: Lang, text: &str) -> Result<String, String> {
    let lower = text.to_lowercase();
    let (amount, currency) = currency(lower.trim());
    let typed = format!("{} {currency}", signs(lang, amount));
    typed.parse::<Money>().map(|m| m.to_string()).map_err(|e| match e {
        MoneyError::Order(_) => tell::backwards(lang),
        MoneyError::TooLarge(_) => tell::too_large(lang, text),
        _ => tell::no_money(lang, text),
    })
}

/// The amount without its currency, which stands behind or before it; kronor if it is left out.
fn currency(text: &str) -> (&str, String) {
    let kronor = [" kronor", " kr", "kr", " sek", "sek", ":-"];
    if let Some(amount) = kronor.iter().find_map(|k| text.strip_suffix(k)) {
        return (amount.trim_end_matches('.').trim_end(), "SEK".to_owned());
    }
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_lowercase());
    if let Some((amount, code)) = text.rsplit_once(' ').filter(|(_, code)| is_code(code)) {
        return (amount, code.to_uppercase());
    }
    // "about SEK 7,000" has the code between the words and the number.
    if let Some((code, amount)) = text.split_once(' ').filter(|(code, amount)| {
        is_code(code) && amount.starts_with(|c: char| c.is_ascii_digit()) && *code != "max"
    }) {
        return (amount, code.to_uppercase());
    }
    (text, "SEK".to_owned())
}

pub(super) fn share(lang: Lang, text: &str) -> Result<String, String> {
    let typed = match text.to_lowercase().as_str() {
        "hälften" | "half" => "1/2".to_owned(),
        other => decimals(lang, &other.replace("procent", "%").replace("per cent", "%")).replace(' ', ""),
    };
    typed.parse::<Rational>().map(|r| r.to_string()).map_err(|_| tell::no_share(lang, text))
}

pub(super) fn duration(lang: Lang, text: &str) -> Result<String, String> {
    let lower = text.to_lowercase();
    let wrong = || tell::no_duration(lang, text);
    let (number, unit) = lower.split_once(' ').ok_or_else(wrong)?;
    let number = match number {
        "en" | "ett" | "one" | "a" | "an" => "1",
        "två" | "two" => "2",
        "tre" | "three" => "3",
        "fyra" | "four" => "4",
        "fem" | "five" => "5",
        "sex" | "six" => "6",
        "sju" | "seven" => "7",
        "åtta" | "eight" => "8",
        "nio" | "nine" => "9",
        "tio" | "ten" => "10",
        "tolv" | "twelve" => "12",
        other => other,
    };
    let unit = match unit.trim() {
        "minut" | "minuter" | "min" => "minutes",
        "timme" | "timmar" | "tim" | "h" => "hours",
        "dag" | "dagar" | "dygn" => "days",
        "arbetsdag" | "arbetsdagar" | "vardag" | "vardagar" => "working days",
        "vecka" | "veckor" => "weeks",
        "månad" | "månader" | "mån" => "months",
        "år" => "years",
        other => other,
    };
    let number = number.replace([' ', ','], "");
    format!("{number} {unit}").parse::<Duration>().map(|d| d.to_string()).map_err(|_| wrong())
}
