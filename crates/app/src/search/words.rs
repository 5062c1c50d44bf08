//! The word list of compounds: which inflected words belong to which base form, and what stands inside a compound.
//!
//! Invariant: pure and deterministic. A word of the list is never split; of several ways to split a word, the one with
//! the fewest parts wins, then the one with the longest first part.

use frostem::{Algorithm, Stemmer};
use std::{collections::HashMap, sync::LazyLock};

/// The list that comes with the Swedish pack.
pub(crate) const SWEDISH: &str = include_str!("../../../../packs/se/words.txt");

/// The words by the forms in which they are met.
struct Words {
    /// An inflected form, and the stem of its base form.
    whole: HashMap<String, String>,
    /// A form before another part, and the stem of its base form.
    joining: HashMap<String, String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| read(SWEDISH));

/// The Snowball stem of a word in lower case.
fn snowball(word: &str) -> String {
    Stemmer::new(Algorithm::Swedish).stem(word).into_owned()
}

/// The stem of a word: that of its base form where the list has one, so that irregular inflections meet.
pub(crate) fn stem(word: &str) -> String {
    WORDS.whole.get(word).cloned().unwrap_or_else(|| snowball(word))
}

/// The stems of a compound's parts in order; nothing if the word is none that we can take apart.
pub(crate) fn parts(word: &str) -> Vec<String> {
    if WORDS.whole.contains_key(word) {
        return Vec::new();
    }
    known(word).or_else(|| half_known(word)).unwrap_or_default()
}

/// No compound has more parts than this.
const MOST_PARTS: usize = 6;

/// Takes a word apart into words of the list alone.
fn known(word: &str) -> Option<Vec<String>> {
    let cuts: Vec<usize> = word.char_indices().map(|(i, _)| i).chain([word.len()]).collect();
    let places = cuts.len();
    // For every cut, from the end: the best way to take the rest apart.
    let mut best: Vec<Option<Vec<&str>>> = vec![None; places];
    for from in (0..places - 1).rev() {
        let mut found: Option<Vec<&str>> =
            WORDS.whole.get(&word[cuts[from]..]).filter(|_| places - 1 - from >= 3).map(|s| vec![s.as_str()]);
        for to in (from + 2..places - 1).rev() {
            let Some(rest) = &best[to] else { continue };
            let Some(part) = WORDS.joining.get(&word[cuts[from]..cuts[to]]) else { continue };
            if rest.len() < MOST_PARTS && found.as_ref().is_none_or(|f| rest.len() + 1 < f.len()) {
                found = Some(std::iter::once(part.as_str()).chain(rest.iter().copied()).collect());
            }
        }
        best[from] = found;
    }
    let parts = best.swap_remove(0)?;
    (parts.len() > 1).then(|| parts.into_iter().map(str::to_owned).collect())
}

/// Takes a word apart of which only the head or only the first part is in the list: Söderås|förbundet, miljö|frågvis.
fn half_known(word: &str) -> Option<Vec<String>> {
    let cuts: Vec<usize> = word.char_indices().map(|(i, _)| i).collect();
    let length = cuts.len();
    let head = (4..length.saturating_sub(3)).find_map(|cut| {
        let (first, head) = word.split_at(cuts[cut]);
        let stem = WORDS.whole.get(head)?;
        Some(vec![snowball(first.strip_suffix('s').unwrap_or(first)), stem.clone()])
    });
    head.or_else(|| {
        (5..length.saturating_sub(3)).rev().find_map(|cut| {
            let (first, rest) = word.split_at(cuts[cut]);
            let stem = WORDS.joining.get(first)?;
            Some(vec![stem.clone(), snowball(rest)])
        })
    })
}

fn read(list: &str) -> Words {
    let mut words = Words { whole: HashMap::new(), joining: HashMap::new() };
    let lines: Vec<Vec<&str>> = list
        .lines()
        .map(|l| l.split('#').next().unwrap_or_default().split_whitespace().collect())
        .filter(|l: &Vec<&str>| !l.is_empty())
        .collect();
    // A base form is never taken for the inflection of another one.
    for line in &lines {
        words.whole.insert(line[0].to_owned(), snowball(line[0]));
    }
    for line in &lines {
        let stem = snowball(line[0]);
        for form in inflections(line[0]) {
            words.whole.entry(form).or_insert_with(|| stem.clone());
        }
        for form in joining(line[0], &line[1..]) {
            words.joining.entry(form).or_insert_with(|| stem.clone());
        }
    }
    words
}

/// The forms that a word takes before another part: those stated, or those of the rules; none if a minus says so.
fn joining(base: &str, stated: &[&str]) -> Vec<String> {
    match stated {
        ["-"] => Vec::new(),
        [] => match base.strip_suffix('a') {
            Some(short) if short.chars().count() >= 3 => vec![short.to_owned()],
            _ => vec![base.to_owned(), format!("{base}s")],
        },
        stated => stated.iter().map(|&s| s.to_owned()).collect(),
    }
}

const AFTER_A: &[&str] =
    &["a", "an", "as", "ans", "or", "ors", "orna", "ornas", "ar", "ade", "at", "ad", "ande"];
const AFTER_E: &[&str] = &[
    "en", "ens", "es", "et", "ets", "er", "ers", "ar", "ars", "arna", "arnas", "erna", "ernas", "ena",
    "enas", "a", "as",
];
const AFTER_CONSONANT: &[&str] = &[
    "s", "en", "ens", "et", "ets", "ar", "ars", "arna", "arnas", "er", "ers", "erna", "ernas", "or", "na",
    "nas", "n", "ns", "t", "ts", "a", "as", "e", "es", "ena",
];
const AFTER_OTHER_VOWEL: &[&str] =
    &["s", "n", "ns", "t", "ts", "r", "er", "ers", "erna", "ernas", "na", "nas"];

/// The forms in which a noun or adjective may be met. More than there are: what nobody writes does no harm.
fn inflections(base: &str) -> Vec<String> {
    let with = |root: &str, ends: &[&str]| ends.iter().map(|e| format!("{root}{e}")).collect::<Vec<_>>();
    let Some(last) = base.chars().last() else { return Vec::new() };
    let short = &base[..base.len() - last.len_utf8()];
    match last {
        'a' => with(short, AFTER_A),
        'e' => {
            let mut forms = with(short, AFTER_E);
            forms.extend(with(base, &["s", "n", "ns", "t", "ts", "r", "rs", "rna", "rnas", "na", "nas"]));
            forms
        }
        'å' | 'ö' | 'ä' | 'i' | 'o' | 'u' | 'y' | 'é' => with(base, AFTER_OTHER_VOWEL),
        _ => {
            let mut forms = with(base, AFTER_CONSONANT);
            if let Some(root) = base.strip_suffix("um") {
                forms.extend(with(root, &["et", "ets", "er", "ers", "erna", "ernas"]));
            }
            if let Some(root) = ["el", "er", "en"].iter().find_map(|e| base.strip_suffix(e)) {
                forms.extend(with(
                    &format!("{root}{last}"),
                    &["ar", "arna", "ars", "et", "ets", "en", "a", "na"],
                ));
            }
            if matches!(last, 'm' | 'n') {
                forms.extend(with(
                    &format!("{base}{last}"),
                    &["en", "ens", "et", "ets", "er", "ar", "arna", "erna"],
                ));
            }
            forms
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn same(a: &str, b: &str) -> bool {
        stem(a) == stem(b)
    }

    #[test]
    fn the_list_states_every_word_once_in_lower_case() {
        let mut seen = HashSet::new();
        for line in SWEDISH.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            assert_eq!(line, line.to_lowercase());
            let base = line.split(' ').next().unwrap_or_default();
            assert!(base.chars().count() >= 2 && base.chars().all(char::is_alphabetic), "{line}");
            assert!(seen.insert(base), "{base} stands twice");
        }
        assert!(seen.len() > 400, "{}", seen.len());
    }

    #[test]
    fn inflections_that_the_stemmer_tells_apart_meet_in_their_base_form() {
        assert!(same("skjuts", "skjutsar") && same("skjuts", "skjutsen"));
        assert!(same("seminarium", "seminarierna") && same("program", "programmet"));
        assert!(same("nätverk", "nätverken") && same("möte", "mötena") && same("skola", "skolorna"));
        assert!(!same("plan", "plats") && !same("region", "religion"));
    }

    #[test]
    fn a_word_of_the_list_is_not_split_and_neither_is_one_that_only_begins_like_another() {
        for word in
            ["nätverk", "nätverken", "förvaltning", "kommunikation", "planera", "samarbetet", "x", "åå"]
        {
            assert_eq!(parts(word), Vec::<String>::new(), "{word}");
        }
    }

    #[test]
    fn compounds_come_apart_at_their_joints_whatever_the_linking() {
        for (word, expected) in [
            ("miljöförbundet", &["miljö", "förbund"][..]),
            ("skolskjutsarna", &["skola", "skjuts"]),
            ("kommundirektörsnätverket", &["kommun", "direktör", "nätverk"]),
            ("arbetsutskottens", &["arbete", "utskott"]),
            ("årsarbetsplan", &["år", "arbete", "plan"]),
            ("hälsoskyddet", &["hälsa", "skydd"]),
            ("kommunledningskontoret", &["kommun", "ledning", "kontor"]),
            ("avsiktsförklaringen", &["avsikt", "förklaring"]),
            ("socialchefsrådets", &["social", "chef", "råd"]),
        ] {
            assert_eq!(parts(word), expected.iter().map(|p| stem(p)).collect::<Vec<_>>(), "{word}");
        }
    }

    #[test]
    fn a_known_head_or_a_long_known_beginning_is_enough() {
        assert_eq!(parts("söderåsförbundet"), [snowball("söderå"), stem("förbund")]);
        assert_eq!(parts("miljöfrågvisheten").first(), Some(&stem("miljö")));
        assert_eq!(parts("kommunen"), Vec::<String>::new());
    }
}
