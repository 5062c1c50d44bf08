//! From text to terms: what is put into the search index, and what is looked up in it.
//!
//! Invariants: the same text always gives the same terms, on both sides and for both databases; every word finds itself;
//! a term consists of letters, digits, `-` and `§` only, is at most [`LONGEST`] bytes, and a text gives a bounded number.
//! Numbers of cases, records and §§ are never stemmed. What divides their parts (`.`, `/`, `:`, a dash) is taken for the same.

use super::words;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest term, in bytes; what is longer is cut, on both sides.
pub const LONGEST: usize = 96;
/// The most terms that one text gives.
pub const MOST_TERMS: usize = 4000;
/// A range of §§ is written out up to this many.
const MOST_PARAGRAPHS: u32 = 200;
/// A number with more parts than this is known as a whole and by each part.
const MOST_COMPONENTS: usize = 6;

/// One word or number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// The word as it is compared: lower case, composed.
    pub surface: String,
    /// The term by which it is known as a whole.
    pub whole: String,
    /// The term of a compound, whatever its inflection and linking: each part after a `-`.
    pub compound: Option<String>,
    /// Other terms by which it is found: every stretch of a number's or a compound's parts.
    pub also: Vec<String>,
    /// Whether it is a number or has one in it, and is therefore taken as it stands.
    pub exact: bool,
}

impl Token {
    /// Everything by which the token is found.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.whole).chain(&self.compound).chain(&self.also).map(String::as_str)
    }

    /// Whether it is one of the small words that stand everywhere and tell nothing.
    pub fn is_small(&self) -> bool {
        !self.exact && SMALL.contains(&self.surface.as_str())
    }
}

/// Words that are neither indexed nor, beside others, looked up.
const SMALL: &[&str] = &[
    "och", "i", "att", "det", "som", "på", "är", "av", "för", "med", "till", "den", "har", "de", "inte",
    "om", "ett", "en", "men", "vid", "så", "från", "under", "eller", "samt", "ska", "kan", "and", "the",
    "of", "to", "a",
];

/// The terms of a text that go into the index, each once, in the order of the text.
pub fn terms(text: &str) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let mut terms = Vec::new();
    for token in tokens(text).filter(|t| !t.is_small()) {
        for term in token.terms() {
            if terms.len() == MOST_TERMS {
                return terms;
            }
            if seen.insert(term.to_owned()) {
                terms.push(term.to_owned());
            }
        }
    }
    terms
}

/// The words and numbers of a text.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut after_sign = false;
    let mut end = 0;
    runs(text).into_iter().flat_map(move |run| {
        after_sign = still_counts(&text[end..run.start], after_sign);
        end = run.end;
        let found = of_run(text, run, after_sign);
        after_sign &= found.iter().all(|t| t.exact || matches!(t.surface.as_str(), "och" | "samt" | "and"));
        found
    })
}

/// Whether what comes after a gap between two words is the number of a §: after the sign, and along a list of numbers.
fn still_counts(gap: &str, before: bool) -> bool {
    gap.contains('§')
        || (before && gap.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '–' | '-')))
}

/// The stretches of a text that may be one number: words, and words joined by what stands inside numbers.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if is_word(c) {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end = end,
                _ => runs.push(at..end),
            }
        } else if is_joint(c)
            && chars.peek().is_some_and(|(_, next)| is_word(*next))
            && let Some(run) = runs.last_mut()
            && run.end == at
        {
            run.end = end;
        }
    }
    runs
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || c == '\u{ad}'
}

fn is_joint(c: char) -> bool {
    matches!(c, '.' | '/' | ':' | '-' | '–' | '\u{2010}' | '\u{2011}')
}

/// The tokens of a run: one number, or several words.
fn of_run(text: &str, run: Range<usize>, after_sign: bool) -> Vec<Token> {
    let mut components: Vec<(Range<usize>, String)> = Vec::new();
    let mut from = run.start;
    for (at, c) in text[run.clone()].char_indices().map(|(i, c)| (i + run.start, c)).chain([(run.end, '-')]) {
        if at == run.end || is_joint(c) {
            let surface = fold(&text[from..at]);
            if !surface.is_empty() {
                components.push((from..at, surface));
            }
            from = at + c.len_utf8();
        }
    }
    if components.iter().any(|(_, c)| has_digit(c)) {
        let written: Vec<&str> = components.iter().map(|(_, c)| c.as_str()).collect();
        return vec![number(run, &written, after_sign)];
    }
    components.into_iter().map(|(span, surface)| word(span, surface)).collect()
}

fn word(span: Range<usize>, surface: String) -> Token {
    let surface = short(surface);
    let parts = if surface.chars().count() < 5 { Vec::new() } else { words::parts(&surface) };
    // Not what one types: an unfinished word does not have to be looked for among them.
    let joined = |parts: &[String]| short(format!("-{}", parts.join("-")));
    let compound = (!parts.is_empty()).then(|| joined(&parts));
    let mut stretches: Vec<String> = parts.iter().map(|p| short(p.clone())).collect();
    stretches.extend((2..parts.len()).flat_map(|length| parts.windows(length)).map(joined));
    let also = stretches;
    Token { span, whole: short(words::stem(&surface)), compound, also, exact: false, surface }
}

/// A number is found as a whole, by every stretch of its parts that has a digit, and by its words.
fn number(span: Range<usize>, components: &[&str], after_sign: bool) -> Token {
    let whole = short(components.join("-"));
    let mut also: Vec<String> = Vec::new();
    let n = components.len();
    let most = if n > MOST_COMPONENTS { 1 } else { n };
    for length in (1..=most).rev() {
        for stretch in components.windows(length) {
            if stretch.iter().any(|c| has_digit(c)) {
                also.push(short(stretch.join("-")));
            }
        }
    }
    also.extend(
        components.iter().filter(|c| !has_digit(c) && c.chars().count() > 1).map(|c| short(words::stem(c))),
    );
    let whole = if after_sign {
        also.extend(paragraphs(components));
        short(format!("§{whole}"))
    } else {
        whole
    };
    also.retain(|t| *t != whole);
    Token { span, surface: whole.clone(), whole, compound: None, also, exact: true }
}

/// The §§ that a number after the sign means: one, one with its sub-item, or all of a range.
fn paragraphs(components: &[&str]) -> Vec<String> {
    let number = |s: &&str| s.parse::<u32>().ok();
    let (Some(first), second) = (components.first().and_then(number), components.get(1).and_then(number))
    else {
        return Vec::new();
    };
    match second {
        Some(last) if last > first && last - first <= MOST_PARAGRAPHS => {
            (first..=last).map(|n| format!("§{n}")).collect()
        }
        Some(last) => vec![format!("§{first}"), format!("§{last}")],
        None => vec![format!("§{first}")],
    }
}

/// A word as it is compared: composed, in lower case, letters and digits only.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower: String = word.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    lower.chars().filter(|c| c.is_alphanumeric() || is_combining_mark(*c)).collect()
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
}

/// The term, cut at the limit.
fn short(mut term: String) -> String {
    if term.len() > LONGEST {
        let cut = (0..=LONGEST).rev().find(|at| term.is_char_boundary(*at)).unwrap_or(0);
        term.truncate(cut);
    }
    term
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_keep_their_shape_and_are_found_by_every_stretch_of_their_parts() {
        let terms = terms("Dnr 2022.2294-3");
        for term in ["2022-2294-3", "2022-2294", "2294-3", "2022", "2294", "3"] {
            assert!(terms.iter().any(|t| t == term), "{term}: {terms:?}");
        }
        assert_eq!(super::terms("KS/2022:349").first().map(String::as_str), Some("ks-2022-349"));
    }

    #[test]
    fn the_numbers_after_a_sign_are_paragraphs_until_another_word_comes() {
        let terms = terms("§§ 18, 25 och 35 den 7 maj; §§ 2-4");
        for term in ["§18", "§25", "§35", "§2", "§3", "§4", "7"] {
            assert!(terms.iter().any(|t| t == term), "{term}: {terms:?}");
        }
        assert!(!terms.iter().any(|t| t == "§7"));
    }

    #[test]
    fn a_range_that_is_too_long_gives_its_ends_only() {
        let terms = terms("§§ 1–100000");
        assert!(terms.iter().any(|t| t == "§1") && terms.iter().any(|t| t == "§100000"));
        assert!(terms.len() < 10, "{terms:?}");
    }

    #[test]
    fn words_with_hyphens_are_several_words_and_decomposed_letters_are_composed() {
        assert_eq!(terms("Hörby-Höör"), [words::stem("hörby"), words::stem("höör")]);
        assert_eq!(terms("mo\u{308}te"), terms("möte"));
        assert_eq!(terms("miljö\u{ad}förbund"), terms("miljöförbund"));
    }

    #[test]
    fn small_words_are_not_indexed() {
        assert_eq!(terms("och i att"), Vec::<String>::new());
    }

    #[test]
    fn a_text_gives_no_more_terms_than_the_limit_and_a_word_none_longer_than_the_limit() {
        let text: Vec<String> = (0..MOST_TERMS + 1).map(|n| format!("a{n}")).collect();
        assert_eq!(terms(&text.join(" ")).len(), MOST_TERMS);
        assert!(terms(&"å".repeat(100_000)).iter().all(|t| t.len() <= LONGEST));
        assert!(terms(&"1.".repeat(100_000)).iter().all(|t| t.len() <= LONGEST));
    }

    proptest! {
        #[test]
        fn terms_are_letters_digits_hyphens_and_the_sign_and_the_same_every_time(text in any::<String>()) {
            let terms = terms(&text);
            for term in &terms {
                prop_assert!(!term.is_empty() && term.len() <= LONGEST);
                prop_assert!(
                    term.chars().all(|c| c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '§')),
                    "{:?}", term
                );
            }
            prop_assert_eq!(super::terms(&text), terms);
        }

        #[test]
        fn case_does_not_matter(text in "[a-zåäö0-9 §/.-]{0,40}") {
            prop_assert_eq!(terms(&text.to_uppercase()), terms(&text));
        }
    }
}
