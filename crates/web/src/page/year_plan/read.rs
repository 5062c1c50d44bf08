//! What somebody chose and typed in a table of days, row by row. What was typed is kept, whatever is wrong with it.

use crate::frame::Frame;
use genbo_domain::{edtf::Edtf, spoken};
use genbo_planner::{Span, exact, when};
use std::collections::HashMap;

/// The most rows that are read.
const ROWS: usize = 1000;

/// A form as it was sent: fields by name, the first of each.
#[derive(Debug, Default)]
pub(super) struct Sent(HashMap<String, String>);

/// One row of it.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The meeting, or line and number of the pattern.
    pub(super) key: String,
    /// The day, if one was chosen.
    pub(super) when: Option<Edtf>,
    /// The number of the last change that was seen.
    pub(super) seen: Option<i64>,
}

impl Sent {
    pub(super) fn of(pairs: Vec<(String, String)>) -> Sent {
        let mut sent = HashMap::new();
        for (name, value) in pairs {
            sent.entry(name).or_insert(value);
        }
        Sent(sent)
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|v| v.trim()).filter(|v| !v.is_empty())
    }

    /// The row of that key, as it was sent: what was chosen and what was typed.
    pub(super) fn row(&self, key: &str) -> Option<(&str, &str)> {
        let row = (0..ROWS).find(|i| self.0.get(&format!("key.{i}")).is_some_and(|k| k == key))?;
        let field = |name: &str| self.0.get(&format!("{name}.{row}")).map_or("", String::as_str);
        Some((field("when"), field("other")))
    }

    /// All rows, and what is wrong with those that are not understood, by key.
    pub(super) fn rows(&self, f: &Frame, year: i16) -> (Vec<Chosen>, HashMap<String, String>) {
        let (mut rows, mut wrong) = (Vec::new(), HashMap::new());
        for i in 0..ROWS {
            let Some(key) = self.0.get(&format!("key.{i}")) else { continue };
            let chosen = self.text(&format!("when.{i}"));
            let typed = self.text(&format!("other.{i}"));
            let usual =
                chosen.or_else(|| self.text(&format!("was.{i}"))).and_then(|w| w.parse::<Edtf>().ok());
            let when = match (typed, chosen) {
                (Some(text), _) => day(text, year, usual.as_ref()),
                (None, Some(value)) => value.parse().ok(),
                (None, None) => None,
            };
            if let (Some(text), None) = (typed.or(chosen), &when) {
                wrong.insert(key.clone(), f.lang.typed_day_wrong(text));
            }
            let seen = self.text(&format!("seen.{i}")).and_then(|n| n.parse().ok());
            rows.push(Chosen { key: key.clone(), when, seen });
        }
        (rows, wrong)
    }
}

/// A day as somebody types it; hours that are not typed are those of the day that was chosen.
fn day(text: &str, year: i16, usual: Option<&Edtf>) -> Option<Edtf> {
    let typed = spoken::date_in(text, year).ok()?.date;
    match (exact(&typed), usual.and_then(exact)) {
        (Some((day, span)), Some((_, hours))) if span == Span::default() => Some(when(day, hours)),
        _ => Some(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::tests::frame;

    fn sent(pairs: &[(&str, &str)]) -> Sent {
        Sent::of(pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn a_typed_day_that_is_none_is_told_at_its_row_and_kept() {
        let form = sent(&[("key.0", "a/b/1"), ("when.0", "2023-03-10"), ("other.0", "31 februari")]);
        let (rows, wrong) = form.rows(&frame("/"), 2023);
        assert_eq!(rows[0].when, None);
        assert!(wrong["a/b/1"].contains("31 februari"));
        assert_eq!(form.row("a/b/1"), Some(("2023-03-10", "31 februari")));
    }

    #[test]
    fn a_typed_day_goes_before_the_chosen_one_and_keeps_its_hours() {
        let at = |typed: &str| {
            let form =
                sent(&[("key.0", "a"), ("when.0", "2023-03-10T13:00/2023-03-10T15:30"), ("other.0", typed)]);
            form.rows(&frame("/"), 2023).0.remove(0).when.unwrap().to_string()
        };
        assert_eq!(at("9 mars"), "2023-03-09T13:00/2023-03-09T15:30");
        assert_eq!(at("9/3 kl. 9–10"), "2023-03-09T09:00/2023-03-09T10:00");
        assert_eq!(at("2023-04"), "2023-04");
        assert_eq!(at(""), "2023-03-10T13:00/2023-03-10T15:30");
    }
}
