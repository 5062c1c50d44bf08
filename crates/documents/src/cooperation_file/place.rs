//! Places in files, and problems that are told with their place.
//!
//! Invariant: a text from a file is shown short and with its invisible characters made visible.

use std::{cmp::Ordering, fmt, ops::Range, sync::Arc};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file's name.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Something in a file that is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// The text that stands there, shortened.
    pub offending: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Problem {
    pub(super) fn new(place: Place, offending: &str, what: &str, mend: &str) -> Self {
        Problem { place, offending: shown(offending, 60), what: shown(what, 400), mend: shown(mend, 1200) }
    }

    /// The order in which problems are told: by place, then by text.
    pub(super) fn order(&self, other: &Problem) -> Ordering {
        self.place.cmp(&other.place).then_with(|| self.what.cmp(&other.what))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)?;
        if !self.offending.is_empty() {
            write!(f, " ({})", self.offending)?;
        }
        write!(f, " – {}", self.mend)
    }
}
impl std::error::Error for Problem {}

/// At most `limit` characters of a text, on one line, with control and direction characters as escapes.
fn shown(text: &str, limit: usize) -> String {
    let mut out = String::new();
    for (n, c) in text.chars().enumerate() {
        if n == limit {
            out.push('…');
            break;
        }
        match c {
            '"' | '\'' | '\\' => out.push(c),
            c => out.extend(c.escape_debug()),
        }
    }
    out
}

/// The lines of one file, to find places by byte offset.
pub(super) struct Lines<'a> {
    file: Arc<str>,
    text: &'a str,
    starts: Vec<usize>,
    /// Characters before every [`STEP`]th byte, so that a very long line costs no more than others.
    counts: Vec<usize>,
}

const STEP: usize = 1024;

impl<'a> Lines<'a> {
    pub(super) fn new(file: &str, text: &'a str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        let counts = text.as_bytes().chunks(STEP).scan(0, |sum, chunk| {
            let before = *sum;
            *sum += characters(chunk);
            Some(before)
        });
        Lines {
            file: file.into(),
            text,
            starts: std::iter::once(0).chain(newlines).collect(),
            counts: counts.collect(),
        }
    }

    /// The place of a byte offset; offsets past the end are the end.
    pub(super) fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.characters_before(offset) - self.characters_before(start) + 1;
        Place { file: self.file.clone(), line, column }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let step = offset / STEP;
        match self.counts.get(step) {
            Some(before) => before + characters(&self.text.as_bytes()[step * STEP..offset]),
            None => self.counts.last().map_or(0, |before| {
                before + characters(&self.text.as_bytes()[(self.counts.len() - 1) * STEP..offset])
            }),
        }
    }

    /// The text between two byte offsets.
    pub(super) fn excerpt(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or("")
    }

    /// For every line the number of the table that it belongs to: how many lines up to it begin with `[`.
    pub(super) fn tables(&self) -> Vec<usize> {
        let count = |sum: &mut usize, line: &str| {
            *sum += usize::from(line.trim_start().starts_with('['));
            Some(*sum)
        };
        self.text.lines().scan(0, count).collect()
    }
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_invisible_character_is_shown_as_its_number() {
        assert_eq!(shown("a\u{202e}b\n\"å\"", 60), "a\\u{202e}b\\n\"å\"");
        assert_eq!(shown("abcd", 3), "abc…");
        assert_eq!(shown("abc", 3), "abc");
    }

    proptest! {
        #[test]
        fn a_place_is_where_counting_by_hand_finds_it(text in "[aå€𐍈\n]{0,3000}", at in 0usize..3000) {
            let offset = text.char_indices().map(|(i, _)| i).nth(at).unwrap_or(text.len());
            let place = Lines::new("f", &text).place(offset);
            let before = &text[..offset];
            let line_start = before.rfind('\n').map_or(0, |n| n + 1);
            prop_assert_eq!(place.line, before.matches('\n').count() + 1);
            prop_assert_eq!(place.column, before[line_start..].chars().count() + 1);
        }
    }
}
