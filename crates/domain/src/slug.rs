//! Slugs: the readable names of things in files, URLs and the API.
//!
//! A slug is lower-case ASCII letters, digits, `-` and `.`, in parts divided by `/`:
//! `skanes-kommuner/styrelsen/2021-05-21`, `svalov/kommunstyrelsen/2022-09-12/215.i`.

use std::fmt;

/// The longest slug, in bytes.
pub const LIMIT: usize = 300;

/// Why a text is no slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlugError(String);

impl fmt::Display for SlugError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is no slug; use a-z, 0-9, - and . in parts divided by /, as in {:?}",
            self.0,
            of(&self.0)
        )
    }
}
impl std::error::Error for SlugError {}

/// The same text, if it is a slug.
pub fn check(text: &str) -> Result<&str, SlugError> {
    let part_ok = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.')
            && part.bytes().any(|b| b.is_ascii_alphanumeric())
    };
    if text.len() <= LIMIT && text.split('/').all(part_ok) {
        Ok(text)
    } else {
        Err(SlugError(text.to_owned()))
    }
}

/// A slug part made from a name: lower case, å ä → a, ö → o, é → e, everything else that is not a letter or digit → one hyphen.
pub fn of(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        let folded = match c {
            'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' => 'a',
            'ö' | 'ø' | 'ó' | 'ô' | 'õ' => 'o',
            'é' | 'è' | 'ë' | 'ê' => 'e',
            'ü' | 'ú' | 'ù' => 'u',
            'í' | 'ï' | 'î' => 'i',
            'ñ' => 'n',
            'ç' => 'c',
            c if c.is_ascii_alphanumeric() || c == '.' || c == '/' => c,
            _ => '-',
        };
        if folded != '-' || !(slug.is_empty() || slug.ends_with('-')) {
            slug.push(folded);
        }
    }
    slug.trim_matches(['-', '.', '/']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn capitals_blanks_swedish_letters_and_empty_parts_are_refused() {
        for s in ["", "Svalöv", "svalöv", "a b", "a//b", "/a", "a/", "-", "a/-", "a\u{202e}b", "а"] {
            assert!(check(s).is_err(), "{s:?}");
        }
        assert!(check(&"a".repeat(LIMIT)).is_ok());
        assert!(check(&"a".repeat(LIMIT + 1)).is_err());
    }

    #[test]
    fn names_of_the_field_become_the_slugs_of_the_contract() {
        assert_eq!(of("Söderåsens miljöförbund"), "soderasens-miljoforbund");
        assert_eq!(of("Skånes Kommuner"), "skanes-kommuner");
        assert_eq!(of("Håbo"), "habo");
        assert_eq!(of("215.i"), "215.i");
        assert_eq!(of("Hörby – Höör"), "horby-hoor");
    }

    proptest! {
        #[test]
        fn a_slug_made_from_a_name_is_a_slug_and_stays_as_it_is(name in "[A-Za-zÅÄÖåäöé0-9 .-]{1,40}") {
            let slug = of(&name);
            if let Ok(s) = check(&slug) {
                prop_assert_eq!(of(s), slug.clone());
            } else {
                prop_assert!(!slug.bytes().any(|b| b.is_ascii_alphanumeric()) || slug.contains('.'));
            }
        }
    }
}
