//! Text that people wrote: what is refused, and what is only made canonical.
//!
//! Control characters, text-direction overrides and words that mix scripts are refused, because they make a record
//! say something else to the eye than to the machine. Nothing is repaired silently but white space at the ends and line ends.

use std::fmt;
use unicode_security::MixedScript;

/// Why a text is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextError {
    /// Nothing but white space: leave the key out instead.
    Empty,
    /// Longer than the limit; the value is the limit in bytes.
    TooLong(usize),
    /// A line break where one line is expected.
    LineBreak,
    /// A control, direction or otherwise invisible character.
    Hidden(char),
    /// A word with letters of several scripts.
    MixedScripts(String),
    /// No address that starts with http:// or https:// and has no blanks.
    NotAnAddress(String),
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextError::Empty => f.write_str("an empty text says nothing; leave the key out if it is unknown"),
            TextError::TooLong(limit) => write!(f, "the text is longer than {limit} bytes; shorten it"),
            TextError::LineBreak => f.write_str("this text must stand on one line; take the line break out"),
            TextError::Hidden(c) => write!(
                f,
                "the text has the invisible character U+{:04X}; take it out (it can make a text read as another)",
                u32::from(*c)
            ),
            TextError::MixedScripts(word) => write!(
                f,
                "the word {word:?} mixes letters of different scripts that look alike; write it in one script"
            ),
            TextError::NotAnAddress(s) => {
                write!(f, "{s:?} is no web address; it starts with https:// and has no blanks")
            }
        }
    }
}
impl std::error::Error for TextError {}

/// The canonical form of a text: no white space at the ends, `\n` between lines.
pub fn canonical(written: &str, several_lines: bool) -> Result<String, TextError> {
    if written.len() > crate::value::TEXT_LIMIT {
        return Err(TextError::TooLong(crate::value::TEXT_LIMIT));
    }
    let text = written.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if !several_lines && text.contains('\n') {
        return Err(TextError::LineBreak);
    }
    if let Some(c) = text.chars().find(|c| hidden(*c)) {
        return Err(TextError::Hidden(c));
    }
    if let Some(word) =
        text.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_ascii() && !w.is_single_script())
    {
        return Err(TextError::MixedScripts(word.to_owned()));
    }
    Ok(text.to_owned())
}

/// The same address, if it is one.
pub fn url(written: &str) -> Result<String, TextError> {
    let url = canonical(written, false)?;
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match rest {
        Some(r) if !r.is_empty() && !url.contains(char::is_whitespace) && !url.contains(['"', '<', '>']) => {
            Ok(url)
        }
        _ => Err(TextError::NotAnAddress(url)),
    }
}

fn hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn direction_overrides_and_invisible_characters_are_refused() {
        for s in ["abc\u{202e}def", "a\u{200b}b", "\u{feff}x", "a\u{0}b", "a\u{2066}b"] {
            assert!(matches!(canonical(s, true), Err(TextError::Hidden(_)) | Err(TextError::Empty)), "{s:?}");
        }
    }

    #[test]
    fn a_word_that_mixes_scripts_is_refused_but_two_words_of_different_scripts_are_not() {
        assert_eq!(canonical("Svаlöv", false), Err(TextError::MixedScripts("Svаlöv".into())));
        assert_eq!(canonical("Malmö Москва", false).as_deref(), Ok("Malmö Москва"));
    }

    #[test]
    fn an_empty_text_a_line_break_and_one_byte_too_many_are_refused() {
        assert_eq!(canonical("  ", false), Err(TextError::Empty));
        assert_eq!(canonical("a\nb", false), Err(TextError::LineBreak));
        assert_eq!(canonical("a\r\nb", true).as_deref(), Ok("a\nb"));
        let limit = crate::value::TEXT_LIMIT;
        assert!(canonical(&"a".repeat(limit), false).is_ok());
        assert_eq!(canonical(&"a".repeat(limit + 1), false), Err(TextError::TooLong(limit)));
    }

    #[test]
    fn only_web_addresses_are_addresses() {
        for s in ["javascript:alert(1)", "https://", "https://a b", "example.se", "https://a\"b"] {
            assert!(url(s).is_err(), "{s}");
        }
        assert!(url("https://example.se/å?x=1").is_ok());
    }

    proptest! {
        #[test]
        fn what_is_canonical_stays_as_it_is(s in "\\PC{0,60}") {
            if let Ok(c) = canonical(&s, true) {
                prop_assert_eq!(canonical(&c, true), Ok(c.clone()));
            }
        }
    }
}
