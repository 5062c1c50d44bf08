//! What moments and windows are called.

use crate::{lang::Lang, words};
use genbo_rules::{
    moment::Moment,
    occasion::OccasionKind,
    window::{Name, Window},
};

/// What a moment is called, in the definite form.
pub(super) fn moment(lang: Lang, moment: Moment) -> &'static str {
    words::word(lang, "moment", moment.as_str())
}

/// What a window is called.
pub(super) fn window(lang: Lang, window: Window) -> String {
    let year = window.first.year();
    match window.name {
        Name::Year => year.to_string(),
        Name::HalfYear(1) => format!("{} {year}", lang.pick("våren", "spring")),
        Name::HalfYear(_) => format!("{} {year}", lang.pick("hösten", "autumn")),
        Name::Quarter(n) => format!("{} {n} {year}", lang.pick("kvartal", "quarter")),
        Name::Month(n) => format!("{} {year}", lang.month(i8::try_from(n).unwrap_or(1))),
        Name::Period => format!("{}–{}", lang.day(window.first), lang.day(window.last)),
    }
}

/// What is counted, in the plural.
pub(super) fn occasions(lang: Lang, what: OccasionKind) -> &'static str {
    words::word(lang, "occasion_kind", what.as_str())
}
