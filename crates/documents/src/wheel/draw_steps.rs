//! The planning cycle: windows as numbered bands, and arrows from what a step builds on.

use std::collections::HashMap;

use super::Wheel;
use super::draw_marks::wedge;
use super::geometry::{Sector, at, degrees};
use super::layout::{Band, Plan};
use crate::svg::{Esc, Num, Pt, link, put, text_width};

/// Draws the bands with their numbers.
pub(super) fn bands(out: &mut String, wheel: &Wheel, plan: &Plan) {
    for (step, band) in wheel.steps.iter().zip(&plan.bands) {
        let name = Esc(&step.title);
        let class = format!("gw-m gw-c{}", band.ring + 1);
        let close = link(out, step.href.as_deref(), &name, ("data-step", &step.id), &class);
        if band.soft && !band.nowhere {
            wedge(out, band.r, band.half, f64::midpoint(band.span.0, band.span.1), 8.0);
        } else if !band.nowhere {
            let sector = Sector(band.r - band.half, band.r + band.half, band.span.0, band.span.1);
            put!(out, "<path class=\"gw-band\" d=\"{sector}\"/>");
            put!(out, "<path class=\"gw-hit\" d=\"{sector}\"/>");
        }
        number(out, &step.number, band);
        out.push_str(close);
    }
}

/// A disc with the number, a pill when the number is long.
fn number(out: &mut String, text: &str, band: &Band) {
    let size = 15.0;
    let half = (text_width(text, size, true) / 2.0 + 4.5).max(12.0);
    let Pt(x, y) = band.number;
    put!(
        out,
        "<rect class=\"gw-no\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"24\" rx=\"12\"/>",
        Num(x - half),
        Num(y - 12.0),
        Num(half * 2.0)
    );
    put!(out, "<text class=\"gw-nt\" x=\"{}\" y=\"{}\">{}</text>", Num(x), Num(y + 5.3), Esc(text));
}

/// Draws the arrows under the bands.
pub(super) fn arrows(out: &mut String, wheel: &Wheel, plan: &Plan) {
    let index: HashMap<&str, usize> =
        wheel.steps.iter().enumerate().map(|(i, step)| (step.id.as_str(), i)).collect();
    let pairs = wheel.steps.iter().enumerate().flat_map(|(to, step)| {
        step.depends_on.iter().filter_map(|id| index.get(id.as_str()).copied()).map(move |from| (from, to))
    });
    let (mut halos, mut lines) = (String::new(), String::new());
    for (from, to) in pairs {
        if from != to && !plan.bands[from].nowhere && !plan.bands[to].nowhere {
            arrow(&mut halos, &mut lines, &plan.bands[from], &plan.bands[to]);
        }
    }
    if !lines.is_empty() {
        put!(out, "<g aria-hidden=\"true\"><path class=\"gw-dep0\" d=\"{halos}\"/>{lines}</g>\n");
    }
}

/// Where an arrow leaves or lands: radius and angle.
type End = (f64, f64);

/// The two ends of an arrow. Normally from the end of one window to the start of the next; when the next
/// starts before the first has ended, the arrow leaves or lands on the long side instead, so that it never
/// runs back in time.
fn ends(from: &Band, to: &Band) -> (End, End) {
    let side = |band: &Band, other: &Band| {
        if other.r > band.r { band.r + band.half } else { band.r - band.half }
    };
    let clear = 3.0;
    if from.soft && to.soft {
        let gap = degrees(13.0, from.r);
        return ((from.r, from.number_deg() + gap), (to.r, to.number_deg() - degrees(14.0, to.r)));
    }
    if to.span.0 >= from.span.1 + 0.1 {
        let land = if to.soft { to.number_deg() - degrees(14.0, to.r) } else { to.span.0 };
        return ((from.r, from.span.1), (to.r, land));
    }
    if to.span.1 > from.span.1 + 6.0 * clear {
        return ((from.r, from.span.1), (side(to, from), from.span.1 + clear + (from.r - to.r).abs() * 0.06));
    }
    let leave = (to.span.0 - clear - 2.0).max(from.span.0 + 0.5);
    if leave < to.span.0 {
        return ((side(from, to), leave), (to.r, to.span.0));
    }
    let middle = f64::midpoint(to.span.0, to.span.1);
    ((side(from, to), middle), (side(to, from), middle))
}

impl Band {
    fn number_deg(&self) -> f64 {
        f64::midpoint(self.span.0, self.span.1)
    }
}

/// One arrow: angle linear, radius eased, with a halo in the colour of the ground and a head at the end.
fn arrow(halos: &mut String, out: &mut String, from: &Band, to: &Band) {
    const STEPS: u32 = 24;
    const HEAD: f64 = 10.0;
    let ((r0, a0), (r1, a1)) = ends(from, to);
    let point = |t: f64| at(r0 + (r1 - r0) * t * t * (3.0 - 2.0 * t), a0 + (a1 - a0) * t);
    let tip = point(1.0);
    let mut line = format!("M{}", point(0.0));
    let mut neck = point(0.0);
    for step in 1..STEPS {
        let next = point(f64::from(step) / f64::from(STEPS));
        let left = (next.0 - tip.0).hypot(next.1 - tip.1);
        if left < HEAD {
            break;
        }
        neck = next;
        put!(line, "L{next}");
    }
    let (dx, dy) = (tip.0 - neck.0, tip.1 - neck.1);
    let length = dx.hypot(dy).max(0.01);
    let (dx, dy) = (dx / length, dy / length);
    let base = Pt(tip.0 - dx * HEAD, tip.1 - dy * HEAD);
    put!(line, "L{base}");
    halos.push_str(&line);
    put!(out, "<path class=\"gw-dep\" d=\"{line}\"/>");
    let (wx, wy) = (-dy * HEAD / 2.0, dx * HEAD / 2.0);
    let (left, right) = (Pt(base.0 + wx, base.1 + wy), Pt(base.0 - wx, base.1 - wy));
    put!(out, "<path class=\"gw-head\" d=\"M{tip}L{left}L{right}z\"/>");
}
