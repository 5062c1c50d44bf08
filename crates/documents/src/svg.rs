//! Writing SVG by hand: numbers, escaped text, text widths. Nothing here knows what is drawn.
//!
//! Everything that comes from outside passes through `Esc`; coordinates pass through `Num`, so that
//! the same picture is always the same bytes.

use std::fmt::{self, Display, Write as _};

/// Whether a picture carries its own style sheet or relies on the page's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// A file of its own: the `<style>` is inside.
    Standalone,
    /// Part of a page that already serves the style sheet (a strict content policy forbids inline style).
    Inline,
}

/// The shared colours of all pictures (custom properties on `.gw`), light, dark and print.
pub const TOKENS_CSS: &str = include_str!("pictures.css");

/// Appends formatted text. Writing to a `String` cannot fail, so the result is dropped here and only here.
macro_rules! put {
    ($out:expr, $($arg:tt)*) => {{ use std::fmt::Write as _; let _ = write!($out, $($arg)*); }};
}
pub(crate) use put;

/// A coordinate with at most one decimal ("12", "12.5"); what is not a finite number is written as 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Num(pub f64);

impl Display for Num {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to ±1e7 on the line above")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.0.is_finite() { self.0.clamp(-1e6, 1e6) } else { 0.0 };
        let tenths = (value * 10.0).round() as i64;
        let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        if tenths < 0 {
            f.write_char('-')?;
        }
        Display::fmt(&whole, f)?;
        if rest != 0 {
            f.write_char('.')?;
            Display::fmt(&rest, f)?;
        }
        Ok(())
    }
}

/// A point written as `x y`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pt(pub f64, pub f64);

impl Display for Pt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Num(self.0), Num(self.1))
    }
}

/// Text made safe for element content and quoted attributes; characters that XML forbids are left out.
pub(crate) struct Esc<'a>(pub &'a str);

impl Display for Esc<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut from = 0;
        for (at, c) in self.0.char_indices() {
            let instead = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\t' | '\n' | '\r' => " ",
                '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => "",
                _ => continue,
            };
            f.write_str(&self.0[from..at])?;
            f.write_str(instead)?;
            from = at + c.len_utf8();
        }
        f.write_str(&self.0[from..])
    }
}

/// An identifier fit for `id="…"`: letters, digits, `-` and `_`; everything else becomes `-`.
pub(crate) fn ident(raw: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    raw.chars().map(safe).collect()
}

/// Opens `<a>` (with an address) or a named `<g>`; `name` is already escaped. Returns what closes it.
pub(crate) fn link(
    out: &mut String,
    href: Option<&str>,
    name: &dyn Display,
    (data, id): (&str, &str),
    class: &str,
) -> &'static str {
    let (tag, close) = if href.is_some() { ("a", "</a>\n") } else { ("g role=\"img\"", "</g>\n") };
    put!(out, "<{tag} class=\"{class}\" {data}=\"{}\" aria-label=\"{name}\"", Esc(id));
    if let Some(href) = href {
        put!(out, " href=\"{}\"", Esc(href));
    }
    put!(out, "><title>{name}</title>");
    close
}

/// Widths of the printable ASCII characters in Arial's metrics, thousandths of the font size.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of `text` set in the sans family at `size` units; bold is about 6 % wider.
pub(crate) fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: f64 = text.chars().map(char_width).sum();
    thousandths / 1000.0 * size * if bold { 1.06 } else { 1.0 }
}

fn char_width(c: char) -> f64 {
    let code = u32::from(c);
    match code {
        0x20..=0x7e => ASCII.get(usize::try_from(code - 0x20).unwrap_or(0)).map_or(556.0, |w| f64::from(*w)),
        0xa0 | 0x202f => 278.0,
        0xc0..=0xde => 700.0,
        0x2014 | 0x2026 => 1000.0,
        0x300..=0x36f | 0x200b..=0x200f | 0xad => 0.0,
        0x2e80.. => 1000.0,
        _ => 556.0,
    }
}

/// `text` cut to fit `width`, with an ellipsis when something had to go.
pub(crate) fn fit(text: &str, size: f64, bold: bool, width: f64) -> String {
    if text_width(text, size, bold) <= width {
        return text.to_owned();
    }
    let room = width - text_width("…", size, bold);
    let mut used = 0.0;
    let mut cut = String::new();
    for c in text.chars() {
        used += text_width(c.encode_utf8(&mut [0; 4]), size, bold);
        if used > room {
            break;
        }
        cut.push(c);
    }
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// `text` broken at spaces into at most `lines` lines of `width`; the last line is cut if it must be.
pub(crate) fn wrap(text: &str, size: f64, bold: bool, width: f64, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || text_width(&joined, size, bold) <= width {
            line = joined;
            continue;
        }
        if out.len() + 1 >= lines {
            let rest: Vec<&str> = std::iter::once(word).chain(words).collect();
            line = format!("{line} {}", rest.join(" "));
            break;
        }
        out.push(std::mem::replace(&mut line, word.to_owned()));
    }
    out.push(line);
    out.iter().map(|line| fit(line, size, bold, width)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_title_stays_text() {
        let hostile = "<script>\"a\" & 'b'\u{0}\u{1b}\n</script>";
        let safe = Esc(hostile).to_string();
        assert_eq!(safe, "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39; &lt;/script&gt;");
    }

    #[test]
    fn numbers_have_at_most_one_decimal_and_no_negative_zero() {
        let written: Vec<String> =
            [0.0, -0.04, 0.05, 12.0, -3.26, 99.95, f64::NAN].iter().map(|n| Num(*n).to_string()).collect();
        assert_eq!(written, ["0", "0", "0.1", "12", "-3.3", "100", "0"]);
    }

    #[test]
    fn text_that_does_not_fit_is_cut_with_an_ellipsis() {
        assert_eq!(fit("Ägardialog", 16.0, false, 200.0), "Ägardialog");
        let cut = fit("Kommundirektörsnätverket", 16.0, true, 100.0);
        assert!(cut.ends_with('…') && text_width(&cut, 16.0, true) <= 100.0, "{cut}");
    }

    #[test]
    fn a_long_name_is_broken_at_spaces_and_nothing_is_lost_while_lines_remain() {
        let lines = wrap("Den politiska styrgruppen för samverkan", 16.0, false, 160.0, 3);
        assert_eq!(lines.join(" "), "Den politiska styrgruppen för samverkan");
        assert!(lines.len() > 1);
        assert!(wrap("Den politiska styrgruppen för samverkan", 16.0, false, 160.0, 1)[0].ends_with('…'));
    }
}
