//! Reading §§ as people and minutes write them: `§ 226`, `§§ 214–226`, `215 i)`.

use super::{Paragraph, ParagraphError, ParagraphSet, Stretch, Sub};
use std::str::FromStr;

impl FromStr for Paragraph {
    type Err = ParagraphError;

    fn from_str(written: &str) -> Result<Paragraph, ParagraphError> {
        let set: ParagraphSet = written.parse()?;
        set.single().ok_or_else(|| ParagraphError::Several(written.trim().to_owned()))
    }
}

impl FromStr for ParagraphSet {
    type Err = ParagraphError;

    fn from_str(written: &str) -> Result<ParagraphSet, ParagraphError> {
        if written.len() > ParagraphSet::LIMIT {
            return Err(ParagraphError::TooLong(written.len()));
        }
        let text = without_sign(written);
        if text.is_empty() {
            return Err(ParagraphError::Empty);
        }
        let stretches = text.split(',').map(stretch).collect::<Result<Vec<_>, _>>()?;
        ParagraphSet::canonical(stretches).ok_or(ParagraphError::Empty)
    }
}

/// The text without the signs § that stand before it.
fn without_sign(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == '§' || c.is_whitespace()).trim_end()
}

fn stretch(text: &str) -> Result<Stretch, ParagraphError> {
    let text = without_sign(text);
    // Hyphen, non-breaking hyphen, figure dash, en dash, em dash, minus.
    let dashes = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '\u{2212}'];
    let Some((from, to)) = text.split_once(dashes) else {
        let one = paragraph(text)?;
        return Ok(Stretch { from: one, to: one });
    };
    let from = paragraph(from)?;
    let to = match within(&from, to) {
        Some(to) => to,
        None => paragraph(to)?,
    };
    if to < from {
        return Err(ParagraphError::Order(text.to_owned()));
    }
    if from.contains(&to) {
        // A § to its own sub-item: the § has it anyway.
        return Ok(Stretch { from, to: from });
    }
    Ok(Stretch { from, to })
}

/// `215.a-c`: the end is a letter alone, a sub-item beside the start.
fn within(from: &Paragraph, to: &str) -> Option<Paragraph> {
    let to = sub(to.trim().trim_end_matches(')')).filter(|s| matches!(s, Sub::Letter(_)))?;
    match (from.sub, from.subsub) {
        (Some(_), Some(_)) => Some(Paragraph { subsub: Some(to), ..*from }),
        (Some(_), None) => Some(Paragraph { sub: Some(to), ..*from }),
        (None, _) => None,
    }
}

fn paragraph(text: &str) -> Result<Paragraph, ParagraphError> {
    let text = without_sign(text);
    let form = || ParagraphError::Form(text.to_owned());
    let mut parts = parts(text).ok_or_else(form)?.into_iter();
    let first = parts.next().ok_or_else(form)?;
    if !first.bytes().all(|b| b.is_ascii_digit()) {
        return Err(form());
    }
    let number = first
        .parse()
        .ok()
        .and_then(Paragraph::new)
        .ok_or_else(|| ParagraphError::Number(first.to_owned()))?;
    let subs = parts.map(|part| sub(part).ok_or_else(form)).collect::<Result<Vec<_>, _>>()?;
    match subs[..] {
        [] => Ok(number),
        [sub] => Ok(Paragraph { sub: Some(sub), ..number }),
        [sub, subsub] => Ok(Paragraph { sub: Some(sub), subsub: Some(subsub), ..number }),
        _ => Err(ParagraphError::TooDeep(text.to_owned())),
    }
}

/// The parts of `215.i.2` or of `215 i) 2)`; `None` if a part is empty.
fn parts(text: &str) -> Option<Vec<&str>> {
    let text = text.strip_suffix(')').unwrap_or(text).trim_end();
    let mut parts = Vec::new();
    for dotted in text.split('.') {
        let before = parts.len();
        parts.extend(
            dotted
                .split([' ', '\t', '\u{a0}', '\u{202f}'])
                .map(|w| w.trim_end_matches(')'))
                .filter(|w| !w.is_empty()),
        );
        if parts.len() == before {
            return None;
        }
    }
    Some(parts)
}

fn sub(text: &str) -> Option<Sub> {
    match text.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => {
            Some(Sub::Letter(char::from(letter.to_ascii_lowercase())))
        }
        digits if digits.iter().all(u8::is_ascii_digit) => {
            text.parse().ok().filter(|n| (1..=Paragraph::LIMIT).contains(n)).map(Sub::Number)
        }
        _ => None,
    }
}
