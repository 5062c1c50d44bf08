//! The attendance band: one person's presence drawn over the §§ of a meeting. The table beside it says the same in text.

use std::fmt::Write;

/// How a stretch of presence is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Takes part in decisions.
    Member,
    /// Serves for somebody.
    Serving,
    /// Is there without taking part in decisions.
    Other,
    /// May have been there.
    Maybe,
}

/// A stretch in columns: 0 is the start of the first §, 1 its end; halves are sub-items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// How it is drawn.
    pub presence: Presence,
}

/// The band as an SVG element, decorative: hidden from screen readers. It has no view box, so that only places stretch
/// with the table, never hatching and lines. Serving needs [`DEFS`] once on the page.
pub fn svg(columns: u32, stretches: &[Stretch]) -> String {
    let percent = |column: f64| column * 100.0 / f64::from(columns.max(1));
    let mut out = "<svg class=\"band\" aria-hidden=\"true\" focusable=\"false\">".to_owned();
    // A String takes whatever is written to it.
    for column in 0..=columns {
        let x = percent(column.into());
        let _ = write!(out, "<line class=\"g\" x1=\"{x:.3}%\" x2=\"{x:.3}%\" y1=\"0\" y2=\"100%\"/>");
    }
    for s in stretches {
        let class = match s.presence {
            Presence::Member => "member",
            Presence::Serving => "serving",
            Presence::Other => "other",
            Presence::Maybe => "maybe",
        };
        let (x, width) = (percent(s.from), percent((s.to - s.from).max(0.0)));
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{x:.3}%\" y=\"5\" width=\"{width:.3}%\" height=\"14\"/>"
        );
    }
    out + "</svg>"
}

/// The hatching of those who serve for somebody: once on a page with bands.
pub const DEFS: &str = "<svg class=\"band-defs\" aria-hidden=\"true\" focusable=\"false\"><defs><pattern id=\"serving\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path class=\"s1\" d=\"M0 0h6v6H0z\"/><path class=\"s2\" d=\"M2 0v6\"/></pattern></defs></svg>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_column_is_half_as_wide_and_a_backward_stretch_has_no_width() {
        let of = |from, to| svg(16, &[Stretch { from, to, presence: Presence::Other }]);
        assert!(of(1.5, 2.0).contains("x=\"9.375%\" y=\"5\" width=\"3.125%\""));
        assert!(of(3.0, 2.0).contains("width=\"0.000%\""));
    }
}
