//! Text that was pasted from a word processor, as plain text: what a machine left behind is taken out, what a person wrote
//! stays.
//!
//! Invariants: no word is lost; what is clean stays as it is; lists stay lists, as text with a dash or a number.

/// Bullets as word processors write them, some of them in fonts of symbols.
const BULLETS: &[char] = &[
    '•', '◦', '▪', '▫', '●', '○', '■', '□', '‣', '⁃', '∙', '·', '\u{f0b7}', '\u{f0a7}', '\u{f0a8}',
    '\u{f0d8}', '\u{f0fc}', '\u{f02d}', '➢', '➤', '✓',
];

/// Characters that only say where a line may break, or mark the beginning of a file.
fn is_left_over(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200c}' | '\u{200d}')
}

/// The text without what a word processor left in it. Lines end with `\n`; an empty line parts paragraphs.
pub fn cleaned(text: &str) -> String {
    let plain: String =
        text.replace("\r\n", "\n").chars().filter(|c| !is_left_over(*c)).map(line_end).collect();
    let mut lines: Vec<String> = Vec::new();
    for line in plain.split('\n').map(one_line) {
        // More than one empty line says no more than one.
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// The signs by which word processors end a line inside a paragraph, a paragraph or a page.
fn line_end(c: char) -> char {
    match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        c => c,
    }
}

fn one_line(line: &str) -> String {
    let line = line.trim_end();
    let start = line.trim_start();
    let depth = depth(&line[..line.len() - start.len()]);
    match marker(start) {
        Some((mark, rest)) => format!("{}{mark} {}", "  ".repeat(depth), spaced(rest.trim_start())),
        None => spaced(start),
    }
}

/// How far a list item is set in: each tab, or each two to four blanks, one step.
fn depth(room: &str) -> usize {
    let tabs = room.chars().filter(|c| *c == '\t').count();
    let blanks = room.chars().filter(|c| *c != '\t').count();
    (tabs + blanks.div_ceil(2)).min(6)
}

/// The mark that a line of a list begins with, as plain text, and what stands behind it.
fn marker(line: &str) -> Option<(String, &str)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    if BULLETS.contains(&first) && !rest.trim().is_empty() {
        return Some(("-".to_owned(), rest));
    }
    // A dash, the letter o or the sign § that a list of symbols comes out as, only where a tab stands behind it.
    if matches!(first, '-' | '–' | '—' | 'o' | '§' | '*') && rest.starts_with('\t') && !rest.trim().is_empty()
    {
        let is_dash = first != '§' || !rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
        return is_dash.then(|| ("-".to_owned(), rest));
    }
    if first == '-' && rest.starts_with(' ') && !rest.trim().is_empty() {
        return Some(("-".to_owned(), rest));
    }
    // A number or a letter with its sign, and a tab that set the text in.
    let end = line.find('\t')?;
    let mark = line[..end].trim_end();
    let body = mark.strip_suffix(['.', ')'])?;
    let is_number = !body.is_empty()
        && body.len() <= 8
        && body.split('.').all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_alphanumeric()))
        && (body.chars().all(|c| c.is_ascii_digit() || c == '.') || body.chars().count() <= 4);
    (is_number && !line[end..].trim().is_empty()).then(|| (mark.to_owned(), &line[end..]))
}

/// Tabs inside a line part columns, and stay one blank; blanks that do not break stay where they are.
fn spaced(text: &str) -> String {
    text.split('\t').map(str::trim).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::cleaned;
    use proptest::prelude::*;

    #[test]
    fn bullets_and_numbers_of_a_word_processor_become_plain_lists() {
        let pasted =
            "Bakgrund\r\n\u{f0b7}\tFörsta\r\n\to\tUnder\r\n•  Andra\r\n1.\tEtt\r\na)\tTvå\r\n–\tTredje";
        assert_eq!(cleaned(pasted), "Bakgrund\n- Första\n  - Under\n- Andra\n1. Ett\na) Två\n- Tredje");
    }

    #[test]
    fn soft_hyphens_and_breaks_inside_a_page_go_and_words_stay_whole() {
        assert_eq!(cleaned("sam\u{ad}verkan\u{b}och\u{c}mer\u{feff}"), "samverkan\noch\nmer");
        assert_eq!(cleaned("a\n\n\n\nb\n\n"), "a\n\nb");
    }

    #[test]
    fn what_only_looks_like_a_list_is_left_alone() {
        for text in
            ["§ 12 Budget", "o, du", "- 5 grader", "3.14 är pi", "* not", "år 2022. Sedan", "a) utan tabb"]
        {
            assert_eq!(cleaned(text), text);
        }
        assert_eq!(cleaned("§\t12"), "§ 12");
        assert_eq!(cleaned("·"), "·");
    }

    proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in "[ -~åäö•\\t\\r\\n\u{ad}\u{b}§–\u{f0b7}]{0,80}") {
            let once = cleaned(&text);
            prop_assert_eq!(cleaned(&once), once.clone());
        }

        #[test]
        fn no_letter_and_no_digit_is_lost(text in "[a-zåäö0-9 .)•\\t\\n\u{ad}\u{b}\u{2028}–-]{0,80}") {
            let kept = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            // The letter o and a tab are a bullet of a word processor.
            prop_assume!(!text.replace('\u{ad}', "").contains("o\t"));
            prop_assert_eq!(kept(&cleaned(&text)), kept(&text));
        }
    }
}
