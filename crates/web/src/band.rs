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

/// The band as an SVG element, decorative: hidden from screen readers. `serving` needs [`DEFS`] once on the page.
pub fn svg(columns: u32, stretches: &[Stretch]) -> String {
    let width = f64::from(columns.max(1)) * 10.0;
    let mut out = format!(
        "<svg class=\"band\" viewBox=\"0 0 {width} 24\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
    );
    for column in 0..=columns {
        // A String takes whatever is written to it.
        let _ = write!(out, "<path class=\"g\" d=\"M{x} 0V24\"/>", x = f64::from(column) * 10.0);
    }
    for s in stretches {
        let class = match s.presence {
            Presence::Member => "member",
            Presence::Serving => "serving",
            Presence::Other => "other",
            Presence::Maybe => "maybe",
        };
        let (x, w) = (s.from * 10.0, (s.to - s.from).max(0.0) * 10.0);
        let _ = write!(out, "<rect class=\"{class}\" x=\"{x}\" y=\"5\" width=\"{w}\" height=\"14\"/>");
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
        assert!(of(1.5, 2.0).contains("x=\"15\" y=\"5\" width=\"5\""));
        assert!(of(3.0, 2.0).contains("width=\"0\""));
    }
}
