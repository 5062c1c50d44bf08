//! Case numbers in an organisation's own series: the next one, and those that stand nowhere.
//!
//! Invariant: a number is given once. What was given and stands nowhere any more is a gap, and stays one.

use crate::pattern::NumberPattern;
use std::collections::BTreeSet;

/// The running number of a case number of that year; nothing if it is of another year or does not fit the pattern.
pub fn running(pattern: &NumberPattern, year: i16, number: &str) -> Option<u32> {
    let parts = pattern.parse(number.trim())?;
    (parts.year.is_none_or(|y| y == year)).then_some(parts.n)
}

/// The highest running number among those case numbers of that year; nothing if there is none.
pub fn highest<'a>(
    pattern: &NumberPattern,
    year: i16,
    numbers: impl IntoIterator<Item = &'a str>,
) -> Option<u32> {
    numbers.into_iter().filter_map(|n| running(pattern, year, n)).max()
}

/// The case number after `last`; nothing if the pattern cannot write it, as when it numbers documents.
pub fn after(pattern: &NumberPattern, year: i16, last: u32) -> Option<(u32, String)> {
    let n = last.checked_add(1)?;
    Some((n, pattern.format(year, n, None)?))
}

/// How many gaps are told at most.
pub const MOST_GAPS: usize = 100;

/// The case numbers of that year up to `last` that are not among those that stand, in order, at most [`MOST_GAPS`].
pub fn gaps<'a>(
    pattern: &NumberPattern,
    year: i16,
    last: u32,
    numbers: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let stand: BTreeSet<u32> =
        numbers.into_iter().filter_map(|n| running(pattern, year, n)).filter(|n| *n <= last).collect();
    // Before the first that stands nobody has counted here: those numbers were given in another system.
    let Some(first) = stand.first().copied() else { return Vec::new() };
    let missing = (first..=last).filter(|n| !stand.contains(n)).take(MOST_GAPS);
    missing.filter_map(|n| pattern.format(year, n, None)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pattern(text: &str) -> NumberPattern {
        text.parse().expect("a pattern")
    }

    #[test]
    fn a_number_of_another_year_or_form_does_not_count() {
        let p = pattern("{n}-{year}");
        assert_eq!(running(&p, 2022, "349-2022"), Some(349));
        assert_eq!(running(&p, 2022, "349-2021"), None);
        assert_eq!(running(&p, 2022, "KS 2022/349"), None);
        assert_eq!(highest(&p, 2022, ["9-2022", "349-2022", "900-2021", "x"]), Some(349));
        assert_eq!(highest(&p, 2022, []), None);
    }

    #[test]
    fn the_first_is_one_and_a_pattern_that_needs_a_document_numbers_no_case() {
        assert_eq!(after(&pattern("{year}.{n}"), 2022, 0), Some((1, "2022.1".to_owned())));
        assert_eq!(after(&pattern("{n:04}/{year}"), 2022, 41), Some((42, "0042/2022".to_owned())));
        assert_eq!(after(&pattern("{n}-{year}"), 2022, u32::MAX), None);
        assert_eq!(after(&pattern("{year}.{n}-{doc}"), 2022, 1), None);
    }

    #[test]
    fn what_was_given_and_stands_nowhere_is_a_gap_and_what_was_never_given_is_none() {
        let p = pattern("{n}-{year}");
        assert_eq!(gaps(&p, 2022, 5, ["2-2022", "4-2022", "1-2021"]), ["3-2022", "5-2022"]);
        assert_eq!(gaps(&p, 2022, 4, ["2-2022", "3-2022", "4-2022"]), Vec::<String>::new());
        assert_eq!(gaps(&p, 2022, 0, []), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn the_next_number_is_higher_than_all_that_stand_and_reads_back(given in proptest::collection::vec(1_u32..5000, 0..20)) {
            let p = pattern("{year}.{n}");
            let texts: Vec<String> = given.iter().filter_map(|n| p.format(2022, *n, None)).collect();
            let last = highest(&p, 2022, texts.iter().map(String::as_str)).unwrap_or(0);
            let (n, text) = after(&p, 2022, last).expect("there is room");
            prop_assert!(given.iter().all(|g| *g < n));
            prop_assert_eq!(running(&p, 2022, &text), Some(n));
            prop_assert!(!texts.contains(&text));
        }
    }
}
