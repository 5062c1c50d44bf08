//! Text as HTML in which clock times are not broken over two lines: after an en dash a browser may break.

use askama::filters::{Html, escape};

/// The text with its intervals of clock times, `13.00–15.30`, each held together.
pub(crate) fn whole(text: &str) -> String {
    let escaped = escape(text, Html).map(|e| e.to_string()).unwrap_or_default();
    let mut html = String::with_capacity(escaped.len());
    let mut rest = escaped.as_str();
    while let Some(at) = rest.find('–') {
        let after = &rest[at + '–'.len_utf8()..];
        match (clock_before(&rest[..at]), clock(after)) {
            (Some(from), Some(to)) => {
                html.push_str(&rest[..from]);
                html.push_str("<span class=\"whole\">");
                html.push_str(&rest[from..at]);
                html.push('–');
                html.push_str(&after[..to]);
                html.push_str("</span>");
                rest = &after[to..];
            }
            _ => {
                html.push_str(&rest[..at]);
                html.push('–');
                rest = after;
            }
        }
    }
    html.push_str(rest);
    html
}

/// How many bytes a clock time at the beginning has.
fn clock(text: &str) -> Option<usize> {
    let bytes = text.as_bytes().get(..5)?;
    let digits = [0, 1, 3, 4].iter().all(|i| bytes[*i].is_ascii_digit());
    let more = text.as_bytes().get(5).is_some_and(u8::is_ascii_digit);
    (digits && matches!(bytes[2], b'.' | b':') && !more).then_some(5)
}

/// Where a clock time at the end begins.
fn clock_before(text: &str) -> Option<usize> {
    let at = text.len().checked_sub(5).filter(|at| text.is_char_boundary(*at))?;
    clock(&text[at..]).map(|_| at)
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn nothing_but_clock_times_is_held_together_and_what_is_typed_stays_text() {
        for text in ["21–22 juni", "13.00", "§§ 4–9", "2021–2022", "–", "13.00–", "–15.00", "13.00–15.305"]
        {
            assert_eq!(whole(text), text);
        }
        assert!(!whole("<b>13.00–15.30</b>").contains("<b>"));
    }

    #[test]
    fn an_interval_of_clock_times_is_held_together() {
        let span = |t: &str| format!("<span class=\"whole\">{t}</span>");
        assert_eq!(whole("fre kl. 13.00–15.30, A"), format!("fre kl. {}, A", span("13.00–15.30")));
        assert_eq!(whole("13:00–15:00 8–9"), format!("{} 8–9", span("13:00–15:00")));
    }
}
