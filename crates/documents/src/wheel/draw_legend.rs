//! The words: year and bodies in the centre, heading and counts in the upper corners, the legend below.

use super::draw_marks::{breach, collision, shape, warning, wedge_icon};
use super::geometry::CENTRE;
use super::layout::{Form, Plan};
use super::{Entry, Kind, Status, Wheel};
use crate::svg::{Esc, Num, Pt, fit, put, text_width, wrap};

/// Distance of the corner texts from the edge.
const MARGIN: f64 = 25.0;
/// Shape index of the circle, used where any body is meant.
const ANY: usize = 3;

/// Year, bodies with their shapes, today, and the marks' heading for entries without a day.
pub(super) fn centre(out: &mut String, wheel: &Wheel, plan: &Plan) {
    let hub = plan.hub;
    let rows = plan.names.len() as f64;
    let named = plan.names.iter().any(|name| !name.is_empty());
    let row = (hub * 0.90 / rows).min(30.0 * (hub / 200.0).clamp(0.95, 1.3));
    let size = (row * 0.62).clamp(15.0, 22.0);
    let year_size = (hub * if rows > 6.0 { 0.36 } else { 0.44 }).min(130.0);
    let block = if named { row * rows } else { 0.0 };
    let top = CENTRE - (block + year_size) / 2.0 - hub * 0.06;
    let year_base = top + year_size * 0.76;
    put!(
        out,
        "<text class=\"gw-year\" x=\"{CENTRE}\" y=\"{}\" font-size=\"{}\">",
        Num(year_base),
        Num(year_size)
    );
    put!(out, "{}</text>\n", wheel.year);
    if named {
        bodies(out, plan, year_base + row, row, size);
    }
    let small = |out: &mut String, class: &str, text: &str, y: f64| {
        let text = fit(text, 16.0, true, hub * 1.3);
        put!(out, "<text class=\"{class}\" x=\"{CENTRE}\" y=\"{}\">{}</text>\n", Num(CENTRE + y), Esc(&text));
    };
    if wheel.today.is_some_and(|day| plan.year.touches(day, day)) {
        let under = year_base + block + 46.0 - CENTRE;
        small(out, "gw-tt", &wheel.labels.today, under.min(hub * 0.66));
    }
    if plan.undated > 0 {
        small(out, "gw-tu", &wheel.labels.undated, hub * 0.78);
    }
}

fn bodies(out: &mut String, plan: &Plan, first: f64, row: f64, size: f64) {
    let room = plan.hub * 1.62 - 34.0;
    let names: Vec<String> = plan.names.iter().map(|name| fit(name, size, false, room)).collect();
    let widest = names.iter().map(|name| text_width(name, size, false)).fold(0.0, f64::max);
    let left = CENTRE - (widest + 28.0) / 2.0;
    for (ring, name) in names.iter().enumerate() {
        let y = first + row * ring as f64;
        put!(out, "<g class=\"gw-c{}\">", ring + 1);
        shape(out, "gw-s", ring, left + 8.0, y - size * 0.35, size * 0.46);
        put!(out, "<text x=\"{}\" y=\"{}\" font-size=\"{}\">", Num(left + 28.0), Num(y), Num(size));
        put!(out, "{}</text></g>\n", Esc(name));
    }
}

/// The four corners.
pub(super) fn corners(out: &mut String, wheel: &Wheel, plan: &Plan, id: &str) {
    heading(out, wheel, plan);
    for (i, line) in wheel.corner.iter().take(5).enumerate() {
        let y = 44.0 + 22.0 * i as f64;
        let bold = i == 0;
        let text = fit(line, 16.0, bold, room(y));
        let class = if bold { "gw-k gw-r" } else { "gw-i gw-r" };
        put!(out, "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>", 1240.0 - MARGIN, Num(y), Esc(&text));
    }
    legend(out, wheel, plan, id);
}

/// How wide a corner text may be whose baseline is at `y` without touching the circle.
fn room(y: f64) -> f64 {
    let nearest = if y < CENTRE { y + 6.0 } else { y - 16.0 };
    let dy = (nearest - CENTRE).abs();
    CENTRE - (600.0_f64.powi(2) - dy.powi(2)).max(0.0).sqrt() - MARGIN - 10.0
}

fn heading(out: &mut String, wheel: &Wheel, plan: &Plan) {
    let mut y = 49.0;
    let mut line = |text: &str, size: f64, class: &str, next: f64| {
        if !text.is_empty() {
            let text = fit(text, size, class == "gw-h", room(y));
            put!(out, "<text class=\"{class}\" x=\"{MARGIN}\" y=\"{}\" font-size=\"{size}\">", Num(y));
            put!(out, "{}</text>\n", Esc(&text));
            y += next;
        }
    };
    let size = [30.0, 26.0].into_iter().find(|size| text_width(&wheel.title, *size, true) <= room(49.0));
    match size {
        Some(size) => line(&wheel.title, size, "gw-h", 30.0),
        None => {
            for part in wrap(&wheel.title, 24.0, true, room(78.0), 2) {
                line(&part, 24.0, "gw-h", 29.0);
            }
        }
    }
    line(&wheel.subtitle, 20.0, "gw-sub", 29.0);
    line(&rows_text(wheel, plan), 16.0, "gw-i", 22.0);
    if plan.hidden > 0 {
        line(&wheel.labels.hidden.replace("{n}", &plan.hidden.to_string()), 16.0, "gw-i", 22.0);
    }
    for note in wheel.notes.iter().take(if size.is_none() || plan.hidden > 0 { 2 } else { 4 }) {
        line(note, 16.0, "gw-i", 22.0);
    }
}

/// "22 rows in the plan, 22 in the wheel": last days are not rows of the plan.
fn rows_text(wheel: &Wheel, plan: &Plan) -> String {
    let drawn = wheel.entries.iter().zip(&plan.marks).filter(|(e, _)| e.kind != Kind::Deadline).count();
    wheel
        .labels
        .rows
        .replace("{plan}", &wheel.rows_in_plan.to_string())
        .replace("{drawn}", &drawn.to_string())
        .replace("{steps}", &wheel.steps.len().to_string())
}

/// What a line of the legend shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Day,
    Days,
    Event,
    Arc,
    Circa,
    Preliminary,
    Moved,
    Cancelled,
    Deadline,
    SameDay,
    Step,
    Depends,
    Collision,
    Warning,
    Broken,
    AtRisk,
    Holiday,
    Break,
    Silent,
    Today,
}

/// The signs that occur, with their words.
fn occurring<'a>(wheel: &'a Wheel, plan: &Plan) -> Vec<(Sign, &'a str)> {
    let words = &wheel.labels.legend;
    let any = |test: &dyn Fn(&Entry, Form) -> bool| {
        wheel.entries.iter().zip(&plan.marks).any(|(entry, mark)| test(entry, mark.form))
    };
    let status = |wanted: Status| any(&|entry, _| entry.status == wanted);
    let dated = |form: Form| matches!(form, Form::Point | Form::Days(..));
    let loose = |s: Status| {
        matches!(s, Status::Preliminary | Status::NotDecided | Status::Unconfirmed | Status::None)
    };
    let certain = |e: &Entry| matches!(e.status, Status::Fixed | Status::Held);
    let year = plan.year;
    let rows: [(Sign, &str, bool); 20] = [
        (Sign::Day, &words.day, any(&|e, f| f == Form::Point && e.kind == Kind::Meeting && certain(e))),
        (Sign::Days, &words.days, any(&|_, f| matches!(f, Form::Days(..)))),
        (Sign::Event, &words.event, any(&|e, f| e.kind == Kind::Event && dated(f))),
        (Sign::Arc, &words.arc, any(&|_, f| matches!(f, Form::Open(..)))),
        (Sign::Circa, &words.circa, any(&|_, f| matches!(f, Form::About(_)))),
        (Sign::Preliminary, &words.preliminary, any(&|e, f| dated(f) && loose(e.status))),
        (Sign::Moved, &words.moved, status(Status::Moved)),
        (Sign::Cancelled, &words.cancelled, status(Status::Cancelled)),
        (Sign::Deadline, &words.deadline, any(&|_, f| matches!(f, Form::Tick(_)))),
        (Sign::SameDay, &words.same_day, !plan.spokes.is_empty()),
        (Sign::Step, &words.step, !wheel.steps.is_empty()),
        (Sign::Depends, &words.depends, wheel.steps.iter().any(|step| !step.depends_on.is_empty())),
        (Sign::Collision, &words.collision, any(&|e, _| e.collision)),
        (Sign::Warning, &words.warning, any(&|e, _| e.warning.is_some())),
        (Sign::Broken, &words.broken, any(&|e, _| e.breach.as_ref().is_some_and(|b| b.broken))),
        (Sign::AtRisk, &words.at_risk, any(&|e, _| e.breach.as_ref().is_some_and(|b| !b.broken))),
        (Sign::Holiday, &words.holiday, wheel.holidays.iter().any(|(day, _)| year.touches(*day, *day))),
        (Sign::Break, &words.school_break, wheel.breaks.iter().any(|b| year.touches(b.first, b.last))),
        (Sign::Silent, &words.silent, wheel.silent.iter().any(|s| year.touches(s.first, s.last))),
        (Sign::Today, &words.today, wheel.today.is_some_and(|day| year.touches(day, day))),
    ];
    rows.into_iter().filter(|(_, text, occurs)| *occurs && !text.is_empty()).map(|(s, t, _)| (s, t)).collect()
}

/// The lower corners, mirrored; the longest words stand lowest, where the circle leaves most room.
fn legend(out: &mut String, wheel: &Wheel, plan: &Plan, id: &str) {
    let signs = occurring(wheel, plan);
    let (left, right) = signs.split_at(signs.len().div_ceil(2));
    for (signs, is_right) in [(left, false), (right, true)] {
        let mut signs = signs.to_vec();
        signs.sort_by(|a, b| text_width(a.1, 16.0, false).total_cmp(&text_width(b.1, 16.0, false)));
        let row = if signs.len() > 8 { 23.0 } else { 26.0 };
        for (i, (sign, text)) in signs.iter().enumerate() {
            let y = 1213.0 - row * (signs.len() - 1 - i) as f64;
            let text = fit(text, 16.0, false, (room(y) - 46.0).max(40.0));
            let (x, class, text_x) = if is_right {
                (1240.0 - MARGIN - 18.0, "gw-i gw-r", 1240.0 - MARGIN - 46.0)
            } else {
                (MARGIN + 18.0, "gw-i", MARGIN + 46.0)
            };
            out.push_str("<g class=\"gw-c0\">");
            icon(out, *sign, x, y - 5.5, id);
            put!(out, "<text class=\"{class}\" x=\"{text_x}\" y=\"{}\">{}</text></g>\n", Num(y), Esc(&text));
        }
    }
}

/// The sign of a legend line around (`x`, `y`), within 36 × 20 units.
fn icon(out: &mut String, sign: Sign, x: f64, y: f64, id: &str) {
    let (l, r) = (x - 17.0, x + 17.0);
    let line = |out: &mut String, class: &str, a: Pt, b: Pt| {
        put!(out, "<path class=\"{class}\" d=\"M{a}L{b}\"/>");
    };
    let dot = |out: &mut String, class: &str| shape(out, class, ANY, x, y, 8.0);
    let block = |out: &mut String, attrs: &str, w: f64, h: f64| {
        let (left, top) = (Num(x - w / 2.0), Num(y - h / 2.0));
        put!(out, "<rect {attrs} x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\"/>", Num(w), Num(h));
    };
    match sign {
        Sign::Day => dot(out, "gw-s"),
        Sign::Days => block(out, "class=\"gw-fill\" rx=\"7\"", 28.0, 14.0),
        Sign::Event => {
            dot(out, "gw-s");
            put!(out, "<circle class=\"gw-dot\" cx=\"{}\" cy=\"{}\" r=\"2.8\"/>", Num(x), Num(y));
        }
        Sign::Arc => {
            put!(out, "<path class=\"gw-arc\" stroke-width=\"8\" stroke-dasharray=\"8.8 4\" ");
            put!(out, "d=\"M{}L{}\"/>", Pt(l, y), Pt(r, y));
        }
        Sign::Circa => {
            wedge_icon(out, x, y);
            dot(out, "gw-s gw-hollow");
        }
        Sign::Preliminary => dot(out, "gw-s gw-hollow gw-dash"),
        Sign::Moved => {
            line(out, "gw-trace", Pt(l + 3.0, y), Pt(x + 4.0, y));
            put!(out, "<circle class=\"gw-old\" cx=\"{}\" cy=\"{}\" r=\"4.4\"/>", Num(l + 4.0), Num(y));
            shape(out, "gw-s gw-hollow", ANY, x + 9.0, y, 8.0);
        }
        Sign::Cancelled => {
            dot(out, "gw-s gw-hollow");
            line(out, "gw-strike", Pt(x - 12.0, y + 7.0), Pt(x + 12.0, y - 7.0));
        }
        Sign::Deadline => line(out, "gw-tick", Pt(x, y - 9.0), Pt(x, y + 9.0)),
        Sign::SameDay => {
            line(out, "gw-spoke", Pt(l, y), Pt(r, y));
            for dx in [-9.0, 9.0] {
                shape(out, "gw-s", ANY, x + dx, y, 5.5);
            }
        }
        Sign::Step => {
            block(out, "class=\"gw-band\"", 34.0, 13.0);
            put!(out, "<circle class=\"gw-no\" cx=\"{}\" cy=\"{}\" r=\"8.5\"/>", Num(x), Num(y));
        }
        Sign::Depends => {
            line(out, "gw-dep", Pt(l, y), Pt(r - 8.0, y));
            put!(out, "<path class=\"gw-head\" d=\"M{}l-10 -5v10z\"/>", Pt(r, y));
        }
        Sign::Collision => collision(out, Pt(x, y)),
        Sign::Warning => warning(out, Pt(x, y)),
        Sign::Broken => breach(out, Pt(x, y), true),
        Sign::AtRisk => breach(out, Pt(x, y), false),
        Sign::Holiday => block(out, "class=\"gw-red\"", 13.0, 13.0),
        Sign::Break => block(out, "class=\"gw-break\"", 34.0, 6.0),
        Sign::Silent => block(out, &format!("fill=\"url(#{id}-h)\" class=\"gw-frame\""), 34.0, 16.0),
        Sign::Today => line(out, "gw-hand", Pt(l, y), Pt(r, y)),
    }
}
