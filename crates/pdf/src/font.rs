//! The fonts inside, and what happens to characters that they do not have.
//!
//! A character without a glyph would stop the export, and one left out would change a record: it is printed as its number.

use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::Font;

/// Noto Sans in its four styles (SIL Open Font License 1.1), the regular one first.
pub(crate) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect());

/// The same as files.
pub(crate) const FILES: [&[u8]; 4] =
    [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];

/// Replaces in every text of `value` what cannot be printed, and notes what that was.
pub(crate) fn printable(value: &mut Value, replaced: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => {
            if !text.chars().all(is_plain) {
                *text = printable_text(text, replaced);
            }
            if let Some(broken) = breakable(text) {
                *text = broken;
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|v| printable(v, replaced)),
        Value::Object(all) => all.values_mut().for_each(|v| printable(v, replaced)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The text with characters that the fonts do not have as their numbers, and without those that are never seen.
pub(crate) fn printable_text(text: &str, replaced: &mut BTreeSet<char>) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if is_plain(c) => out.push(c),
            _ if is_invisible(c) => {}
            '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            _ if c.is_whitespace() => out.push(' '),
            _ if has_glyph(c) => out.push(c),
            _ => {
                replaced.insert(c);
                out.push_str(&format!("[U+{:04X}]", u32::from(c)));
            }
        }
    }
    out
}

/// A longer word than this may be broken anywhere after so many signs, because no line would hold it.
const LONGEST: usize = 48;

/// The text with places to break in words that no line would hold; nothing if there are none.
fn breakable(text: &str) -> Option<String> {
    let long = |word: &str| word.len() > LONGEST && word.chars().count() > LONGEST;
    if !text.split_whitespace().any(long) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + text.len() / LONGEST * 3);
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_whitespace() { 0 } else { run + 1 };
        if run > LONGEST {
            out.push('\u{200b}');
            run = 1;
        }
        out.push(c);
    }
    Some(out)
}

/// What is in every font and means nothing to a typesetter: most of all text is this.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\u{a0}'..='\u{ff}' | '–' | '”' | '’' | '…')
}

/// Whether a character is never seen: controls, marks of direction and of joining, variants, byte order.
fn is_invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\u{85}'))
        || matches!(c,
            '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether all four styles can print it. What is for private use means nothing to others, even where a font has it.
fn has_glyph(c: char) -> bool {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    !private && FONTS.iter().all(|font| font.info().coverage.contains(u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> (String, String) {
        let mut replaced = BTreeSet::new();
        let text = printable_text(text, &mut replaced);
        (text, replaced.into_iter().collect())
    }

    #[test]
    fn what_the_fonts_lack_is_printed_as_its_number_and_told() {
        assert_eq!(printed("漢 😀"), ("[U+6F22] [U+1F600]".to_owned(), "漢😀".to_owned()));
        assert_eq!(printed("\u{e000}").0, "[U+E000]");
    }

    #[test]
    fn what_is_never_seen_is_left_out() {
        assert_eq!(printed("a\u{202e}b\u{200f}c\u{0}d\u{feff}"), ("abcd".to_owned(), String::new()));
    }

    #[test]
    fn a_word_that_no_line_holds_may_be_broken_and_others_stay_whole() {
        assert_eq!(breakable(&format!("kort {}", "x".repeat(LONGEST))), None);
        let long = breakable(&format!("kort {}", "å".repeat(LONGEST + 1))).unwrap();
        assert_eq!(long, format!("kort {}\u{200b}å", "å".repeat(LONGEST)));
    }

    #[test]
    fn swedish_and_its_neighbours_are_printed_as_they_are() {
        let text = "Åäö §§ 51–58 ”citat” – 10 000 kr € ½ Łódź Şırnak Đorđe Ελλάδα Київ #$\\{}[]@*_`<>";
        assert_eq!(printed(text), (text.to_owned(), String::new()));
    }

    #[test]
    fn four_styles_of_one_family_are_inside() {
        let families: BTreeSet<String> = FONTS.iter().map(|f| f.info().family.to_string()).collect();
        assert_eq!((FONTS.len(), families.len()), (4, 1), "{families:?}");
    }
}
