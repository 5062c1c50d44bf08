//! Charts as SVG: who reports to whom ([`organisation`]), how a decision travels ([`chain`]), figures ([`indicator`]).
//!
//! Invariants: every node and step is drawn exactly once; a line in a chart has its counterpart in the caller's
//! list; solid is certain, dashed is not; all words come from the caller.

pub mod chain;
pub mod indicator;
mod layers;
pub mod organisation;

use crate::svg::{Esc, Num, Variant, ident, put};

/// The charts' style sheet, shared colours included: for pages that embed [`Variant::Inline`] charts.
pub const CHART_CSS: &str = concat!(include_str!("../pictures.css"), include_str!("chart.css"));

/// Width of every chart's view box; wide charts scroll in their own region.
const WIDTH: f64 = 1180.0;

/// What every chart is introduced with.
struct Head<'a> {
    id: &'a str,
    lang: &'a str,
    title: &'a str,
    description: &'a str,
}

/// Opens the SVG element; the caller closes it with [`close`].
fn open(out: &mut String, head: &Head<'_>, height: f64, variant: Variant) {
    let id = ident(head.id);
    put!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {}\" role=\"group\"",
        Num(height)
    );
    put!(out, " lang=\"{}\" aria-labelledby=\"{id}-t\" aria-describedby=\"{id}-d\">", Esc(head.lang));
    put!(out, "<title id=\"{id}-t\">{}</title>", Esc(head.title));
    put!(out, "<desc id=\"{id}-d\">{}</desc>", Esc(head.description));
    if variant == Variant::Standalone {
        put!(out, "<style>{CHART_CSS}</style>");
    }
    put!(out, "<g class=\"gw\"><rect class=\"gw-bg\" width=\"{WIDTH}\" height=\"{}\"/>\n", Num(height));
}

fn close(out: &mut String) {
    out.push_str("</g></svg>\n");
}
