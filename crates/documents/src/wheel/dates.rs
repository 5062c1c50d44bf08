//! Which marks get a date beside them, and what else takes up room.

use super::geometry::{RINGS_OUT, at, day_span, degrees};
use super::labels::{Rect, Taken, Wish, date_text, place};
use super::layout::{Form, Mark, Plan, breach_place, collision_place, name_radius, name_size, warning_place};
use super::{Entry, Wheel};
use crate::svg::text_width;

/// Font size of the dates, never under 15 units.
fn date_size(thick: f64) -> f64 {
    (thick * 0.31).clamp(15.0, 19.0)
}

/// Places all dates that there is room for; the others are counted in the plan.
pub(super) fn place_dates(plan: &mut Plan, wheel: &Wheel) {
    let mut taken = Taken::new();
    // No date may lean over New Year.
    let half = (RINGS_OUT - plan.hub) / 2.0;
    taken.add(Rect::around(at(plan.hub + half, 0.0), 1.0, half));
    for (ring, name) in plan.names.iter().enumerate() {
        let r = name_radius(plan.thick, ring);
        let size = name_size(plan.thick);
        taken.add_arc(r, 1.0, 1.5 + degrees(text_width(name, size, true), r), size * 0.5);
    }
    for band in plan.bands.iter().filter(|b| !b.nowhere) {
        taken.add(Rect::around(band.number, 12.0, 12.0));
        taken.add_arc(band.r, band.span.0, band.span.1, band.half);
    }
    for (mark, entry) in plan.marks.iter().zip(&wheel.entries) {
        occupy(&mut taken, mark, entry);
    }
    let size = date_size(plan.thick);
    for (mark, entry) in plan.marks.iter_mut().zip(&wheel.entries) {
        let Some(text) = wanted_date(mark, entry, wheel) else { continue };
        let reach = match mark.form {
            Form::Days(from, to) => (arc_length(mark.r, to - from) / 2.0 + mark.size * 0.72, mark.size),
            _ => (mark.size, mark.size),
        };
        let wish = Wish { text, size, r: mark.r, deg: mark.deg, reach };
        mark.label = place(&mut taken, wish, plan.hub + 2.0, RINGS_OUT + 4.0);
        plan.hidden += usize::from(mark.label.is_none());
    }
}

fn arc_length(r: f64, deg: f64) -> f64 {
    r * deg.to_radians()
}

/// Takes the room of a mark and of its signs.
fn occupy(taken: &mut Taken, mark: &Mark, entry: &Entry) {
    match mark.form {
        Form::Nowhere => return,
        Form::Open(from, to) => taken.add_arc(mark.r, from, to, mark.size * 0.5),
        Form::Days(from, to) => taken.add_arc(mark.r, from, to, mark.size * 0.9),
        Form::Point | Form::About(_) => taken.add(Rect::around(mark.point, mark.size, mark.size)),
        Form::Tick(half) => taken.add(Rect::around(mark.point, half, half)),
    }
    if entry.warning.is_some() {
        taken.add(Rect::around(warning_place(mark), 11.0, 11.0));
    }
    if entry.breach.is_some() {
        taken.add(Rect::around(breach_place(mark), 10.0, 10.0));
    }
    if entry.collision {
        taken.add(Rect::around(collision_place(mark), 11.0, 8.0));
    }
}

/// The date that should stand beside a mark: only what is known to the day, or about.
fn wanted_date(mark: &Mark, entry: &Entry, wheel: &Wheel) -> Option<String> {
    let style = &wheel.labels.dates;
    let (first, last) = day_span(entry.first, entry.last);
    match mark.form {
        Form::Point | Form::Days(..) => Some(date_text(style, first, last)),
        Form::About(_) if first.until(last).is_ok_and(|span| span.get_days() <= 31) => {
            let half = first.until(last).map_or(0, |span| span.get_days() / 2);
            let middle = first.checked_add(jiff::Span::new().days(half)).unwrap_or(first);
            Some(format!("{}\u{a0}{}", wheel.labels.circa, date_text(style, middle, middle)))
        }
        _ => None,
    }
}
