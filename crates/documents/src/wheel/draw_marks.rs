//! The entries: one link per entry with its title, its shape, its signs and its date.

use super::geometry::{Arc, Sector, at, degrees};
use super::labels::Label;
use super::layout::{Form, Mark, Plan, breach_place, collision_place, warning_place};
use super::{Entry, Kind, Status, Wheel};
use crate::svg::{Esc, Num, Pt, link, put, text_width};

/// Draws all entries, earliest first so that the keyboard walks through the year.
pub(super) fn entries(out: &mut String, wheel: &Wheel, plan: &Plan, id: &str) {
    let mut order: Vec<usize> = (0..wheel.entries.len()).collect();
    order.sort_by_key(|i| (wheel.entries[*i].first, *i));
    for i in order {
        entry(out, &wheel.entries[i], &plan.marks[i], plan, &format!("{id}-e{i}"));
    }
}

fn entry(out: &mut String, entry: &Entry, mark: &Mark, plan: &Plan, path: &str) {
    let close = open_link(out, entry, mark);
    match mark.form {
        Form::Open(from, to) => open_arc(out, entry, mark, from, to, path),
        Form::Days(from, to) => capsule(out, entry, mark, from, to),
        Form::Tick(half) => tick(out, mark, half),
        Form::About(half) => {
            wedge(out, mark.r, plan.thick * 0.22, mark.deg, half);
            trace(out, mark);
            point(out, entry, mark);
        }
        Form::Point | Form::Nowhere => {
            trace(out, mark);
            point(out, entry, mark);
        }
    }
    if entry.status == Status::Cancelled {
        strike(out, mark);
    }
    if mark.form != Form::Nowhere {
        signs(out, entry, mark);
    }
    if let Some(label) = &mark.label {
        date(out, label, entry.status == Status::Cancelled);
    }
    out.push_str(close);
}

/// The date beside a mark. What is cancelled gets its own line: a text decoration would get the halo too.
fn date(out: &mut String, label: &Label, cancelled: bool) {
    let class = if cancelled { "gw-d gw-halo gw-off" } else { "gw-d gw-halo" };
    let Pt(x, y) = label.centre;
    put!(out, "<text class=\"{class}\" font-size=\"{}\"", Num(label.size));
    put!(out, " x=\"{}\" y=\"{}\">{}</text>", Num(x), Num(y + label.size * 0.36), Esc(&label.text));
    if cancelled {
        let half = text_width(&label.text, label.size, true) / 2.0 + 1.0;
        put!(out, "<path class=\"gw-through\" d=\"M{}h{}\"/>", Pt(x - half, y + 0.5), Num(half * 2.0));
    }
}

/// Opens the link (or the named group) of an entry; what closes it.
fn open_link(out: &mut String, entry: &Entry, mark: &Mark) -> &'static str {
    let breach = entry.breach.as_ref().map(|b| b.text.as_str());
    let name = Name(&entry.title, [entry.warning.as_deref(), breach]);
    let class = format!("gw-m gw-c{}", mark.ring + 1);
    link(out, entry.href.as_deref(), &name, ("data-entry", &entry.id), &class)
}

/// A title, with what is wrong appended.
struct Name<'a>(&'a str, [Option<&'a str>; 2]);

impl std::fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", Esc(self.0))?;
        self.1.iter().flatten().try_for_each(|wrong| write!(f, ". {}", Esc(wrong)))
    }
}

/// A month or more: dashed, with the placeholder breaking it.
fn open_arc(out: &mut String, entry: &Entry, mark: &Mark, from: f64, to: f64, path: &str) {
    let width = (mark.size * 0.78).clamp(1.2, 9.0);
    let class = if entry.kind == Kind::Meeting { "gw-arc" } else { "gw-arc gw-fine" };
    let dash = (width * 1.2).max(2.0);
    let place = entry.placeholder.as_deref().filter(|text| !text.trim().is_empty());
    let size = 16.0;
    let gap = place.map_or(0.0, |text| degrees(text_width(text, size, true) / 2.0 + 6.0, mark.r));
    let (gap, place) = if gap * 2.0 > (to - from) * 0.9 { (0.0, None) } else { (gap, place) };
    let pieces =
        if place.is_some() { vec![(from, mark.deg - gap), (mark.deg + gap, to)] } else { vec![(from, to)] };
    for (a, b) in pieces {
        // The dash is stretched so that an arc starts and ends with a whole dash.
        let length = (b - a).to_radians() * mark.r;
        let pairs = (length / (dash * 1.65)).round().max(1.0);
        let unit = length / (pairs + 0.6);
        put!(out, "<path class=\"{class}\" stroke-width=\"{}\"", Num(width));
        put!(
            out,
            " stroke-dasharray=\"{} {}\" d=\"{}\"/>",
            Num(unit * 0.6),
            Num(unit * 0.4),
            Arc(mark.r, a, b)
        );
    }
    let hit = Sector(mark.r - width * 0.5 - 4.0, mark.r + width * 0.5 + 4.0, from, to);
    put!(out, "<path class=\"gw-hit\" d=\"{hit}\"/>");
    if let Some(text) = place {
        let room = gap * 1.5;
        let (a, b) = (mark.deg - room, mark.deg + room);
        super::draw_frame::curved(out, path, "gw-ph", text, mark.r, a, b, size);
    }
    if entry.status == Status::Cancelled {
        put!(out, "<path class=\"gw-strike\" d=\"{}\"/>", Arc(mark.r, from, to));
    }
}

/// Several known days.
fn capsule(out: &mut String, entry: &Entry, mark: &Mark, from: f64, to: f64) {
    let half = mark.size * 0.72;
    let arc = Arc(mark.r, from, to);
    let reach = degrees(half, mark.r);
    let hit = Sector(mark.r - half - 4.0, mark.r + half + 4.0, from - reach * 1.4, to + reach * 1.4);
    put!(out, "<path class=\"gw-cap\" stroke-width=\"{}\" d=\"{arc}\"/>", Num(half * 2.0));
    if hollow(entry) {
        put!(
            out,
            "<path class=\"gw-cap gw-in\" stroke-width=\"{}\" d=\"{arc}\"/>",
            Num((half - 2.6).max(0.5) * 2.0)
        );
        if uncertain(entry) {
            put!(out, "<path class=\"gw-capdash\" stroke-width=\"{}\" d=\"{arc}\"/>", Num(half * 2.0 + 1.0));
        }
    } else if entry.kind == Kind::Event {
        put!(out, "<path class=\"gw-eye\" stroke-width=\"{}\" d=\"{arc}\"/>", Num(half * 0.55));
    }
    put!(out, "<path class=\"gw-hit\" d=\"{hit}\"/>");
}

/// A last day: a short line across the lane.
fn tick(out: &mut String, mark: &Mark, half: f64) {
    let (a, b) = (at(mark.r - half, mark.deg), at(mark.r + half, mark.deg));
    put!(out, "<path class=\"gw-tick\" d=\"M{a}L{b}\"/>");
    put!(
        out,
        "<circle class=\"gw-hit\" cx=\"{}\" cy=\"{}\" r=\"13\"/>",
        Num(mark.point.0),
        Num(mark.point.1)
    );
}

/// About then: five nested wedges, the innermost darkest.
pub(super) fn wedge(out: &mut String, r: f64, height: f64, deg: f64, half: f64) {
    for fifth in 1..=5 {
        let part = half * f64::from(fifth) / 5.0;
        let (from, to) = ((deg - part).max(0.0), (deg + part).min(360.0));
        put!(out, "<path class=\"gw-soft\" d=\"{}\"/>", Sector(r - height, r + height, from, to));
    }
}

/// The same in the legend, straight.
pub(super) fn wedge_icon(out: &mut String, x: f64, y: f64) {
    for fifth in 1..=5 {
        let half = 3.8 * f64::from(fifth);
        put!(
            out,
            "<path class=\"gw-soft\" d=\"M{}h{}v18h-{}z\"/>",
            Pt(x - half, y - 9.0),
            Num(half * 2.0),
            Num(half * 2.0)
        );
    }
}

/// The trace from a moved meeting's old day.
fn trace(out: &mut String, mark: &Mark) {
    let Some(old) = mark.moved_from else { return };
    let (from, to) = (old.min(mark.deg), old.max(mark.deg));
    let Pt(x, y) = at(mark.r, old);
    put!(out, "<path class=\"gw-trace\" d=\"{}\"/>", Arc(mark.r, from, to));
    put!(
        out,
        "<circle class=\"gw-old\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
        Num(x),
        Num(y),
        Num(mark.size * 0.55)
    );
}

fn point(out: &mut String, entry: &Entry, mark: &Mark) {
    let class = match (hollow(entry) || matches!(mark.form, Form::About(_)), uncertain(entry)) {
        (true, true) if !matches!(mark.form, Form::About(_)) => "gw-s gw-hollow gw-dash",
        (true, _) => "gw-s gw-hollow",
        _ if mark.form == Form::Nowhere => "gw-s gw-hollow gw-dash",
        _ => "gw-s",
    };
    let Pt(x, y) = mark.point;
    shape(out, class, mark.ring, x, y, mark.size);
    if entry.kind == Kind::Event {
        put!(
            out,
            "<circle class=\"gw-dot\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            Num(x),
            Num(y),
            Num(mark.size * 0.32)
        );
    }
    let r = (mark.size + 6.0).max(8.0);
    put!(out, "<circle class=\"gw-hit\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", Num(x), Num(y), Num(r));
}

/// Solid is certain: what is not fixed or held is drawn hollow.
fn hollow(entry: &Entry) -> bool {
    !matches!(entry.status, Status::Fixed | Status::Held)
}

/// Dashed is not certain.
fn uncertain(entry: &Entry) -> bool {
    use Status::{None, NotDecided, Preliminary, Unconfirmed};
    matches!(entry.status, NotDecided | None | Preliminary | Unconfirmed)
}

/// The shape of a ring's body, of half size `s` around a point; areas look about equal.
pub(super) fn shape(out: &mut String, class: &str, ring: usize, x: f64, y: f64, s: f64) {
    /// Corners in units of the half size.
    const DIAMOND: &[(f64, f64)] = &[(0.0, -1.12), (1.12, 0.0), (0.0, 1.12), (-1.12, 0.0)];
    const TRIANGLE: &[(f64, f64)] = &[(0.0, -1.05), (1.1, 0.85), (-1.1, 0.85)];
    const SQUARE: &[(f64, f64)] = &[(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)];
    const HEXAGON: &[(f64, f64)] =
        &[(-0.52, -0.92), (0.52, -0.92), (1.06, 0.0), (0.52, 0.92), (-0.52, 0.92), (-1.06, 0.0)];
    const DOWN: &[(f64, f64)] = &[(0.0, 1.05), (1.1, -0.85), (-1.1, -0.85)];
    const PLUS: &[(f64, f64)] = &[
        (-0.38, -1.0),
        (0.38, -1.0),
        (0.38, -0.38),
        (1.0, -0.38),
        (1.0, 0.38),
        (0.38, 0.38),
        (0.38, 1.0),
        (-0.38, 1.0),
        (-0.38, 0.38),
        (-1.0, 0.38),
        (-1.0, -0.38),
        (-0.38, -0.38),
    ];
    const STAR: &[(f64, f64)] = &[
        (0.0, -1.25),
        (0.36, -0.36),
        (1.25, 0.0),
        (0.36, 0.36),
        (0.0, 1.25),
        (-0.36, 0.36),
        (-1.25, 0.0),
        (-0.36, -0.36),
    ];
    let corners = match ring {
        0 => DIAMOND,
        1 => TRIANGLE,
        2 => SQUARE,
        3 => {
            put!(out, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", Num(x), Num(y), Num(s));
            return;
        }
        4 => HEXAGON,
        5 => DOWN,
        6 => PLUS,
        _ => STAR,
    };
    put!(out, "<path class=\"{class}\" d=\"");
    for (i, (dx, dy)) in corners.iter().enumerate() {
        put!(out, "{}{}", if i == 0 { 'M' } else { 'L' }, Pt(x + dx * s, y + dy * s));
    }
    out.push_str("z\"/>");
}

/// A line through what will not take place.
fn strike(out: &mut String, mark: &Mark) {
    if matches!(mark.form, Form::Open(..)) {
        return;
    }
    let Pt(x, y) = mark.point;
    let s = mark.size + 4.0;
    put!(out, "<path class=\"gw-strike\" d=\"M{}L{}\"/>", Pt(x - s, y + s * 0.6), Pt(x + s, y - s * 0.6));
}

/// Warning triangle and collision sign.
fn signs(out: &mut String, entry: &Entry, mark: &Mark) {
    if entry.warning.is_some() {
        warning(out, warning_place(mark));
    }
    if entry.collision {
        collision(out, collision_place(mark));
    }
    if let Some(rule) = &entry.breach {
        breach(out, breach_place(mark), rule.broken);
    }
}

/// A square: with a cross where a rule is broken, open with a stroke where it is at risk.
pub(super) fn breach(out: &mut String, Pt(x, y): Pt, broken: bool) {
    let class = if broken { "gw-broken" } else { "gw-risky" };
    put!(out, "<path class=\"{class}\" d=\"M{}h17v17h-17z\"/>", Pt(x - 8.5, y - 8.5));
    let sign = if broken { "l8.4 8.4m0 -8.4l-8.4 8.4" } else { "m4.2 -.8v6m0 2.6v.8" };
    put!(out, "<path class=\"gw-cross\" d=\"M{}{sign}\"/>", Pt(x - 4.2, y - 4.2));
}

/// A triangle with an exclamation mark.
pub(super) fn warning(out: &mut String, Pt(x, y): Pt) {
    put!(out, "<path class=\"gw-warn\" d=\"M{}l11.5 20h-23z\"/>", Pt(x, y - 12.0));
    put!(out, "<path class=\"gw-bang\" d=\"M{}v6.5m0 3v.6\"/>", Pt(x, y - 5.0));
}

/// Two rings into each other.
pub(super) fn collision(out: &mut String, Pt(x, y): Pt) {
    for class in ["gw-clash0", "gw-clash"] {
        for dx in [-3.6, 3.6] {
            put!(out, "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"5.6\"/>", Num(x + dx), Num(y));
        }
    }
}
