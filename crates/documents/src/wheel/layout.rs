//! From rows to places: which ring, which lane, which track, what form, where the date stands.
//!
//! Each ring has an outer lane for meetings and an inner lane for planning windows and last days. What would
//! cover something else in its lane gets a track of its own, so that both are visible.

use jiff::civil::Date;

use super::dates::place_dates;
use super::geometry::{CENTRE, RINGS_OUT, Year, at, day_span, later, outward};
use super::labels::Label;
use super::tracks::{stack_bands, stack_marks, stack_ticks};
use super::{Entry, Kind, MAX_RINGS, Precision, Status, Step, Wheel};
use crate::svg::Pt;

/// Everything placed, entries and steps in the order of the input.
pub(super) struct Plan {
    /// The circle.
    pub year: Year,
    /// Radius of the centre.
    pub hub: f64,
    /// Thickness of a ring.
    pub thick: f64,
    /// Names of the drawn rings, from the outside in.
    pub names: Vec<String>,
    /// One per entry.
    pub marks: Vec<Mark>,
    /// One per step.
    pub bands: Vec<Band>,
    /// Radial lines through same-day meetings: angle, inner and outer radius.
    pub spokes: Vec<(f64, f64, f64)>,
    /// Dates that found no room.
    pub hidden: usize,
    /// Marks in the centre: how many, and the height of their row.
    pub undated: usize,
}

impl Plan {
    /// Outer and inner radius of a ring.
    pub fn ring(&self, ring: usize) -> (f64, f64) {
        ring_radii(self.thick, ring)
    }
}

/// The form of a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// A known day.
    Point,
    /// Several known days, from and to.
    Days(f64, f64),
    /// Somewhere in here: never a point.
    Open(f64, f64),
    /// About then: the soft wedge's widest half angle.
    About(f64),
    /// A last day: half length of the tick.
    Tick(f64),
    /// Not in this year, or not known: a mark in the centre.
    Nowhere,
}

/// A placed entry.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Ring drawn in.
    pub ring: usize,
    /// Radius of the middle.
    pub r: f64,
    /// Angle of the middle.
    pub deg: f64,
    /// Half size of the shape.
    pub size: f64,
    /// Form.
    pub form: Form,
    /// The date beside it.
    pub label: Option<Label>,
    /// Where the mark stands in the plane (the centre row for [`Form::Nowhere`]).
    pub point: Pt,
    /// Old place, for moved entries.
    pub moved_from: Option<f64>,
}

/// A placed step.
#[derive(Clone, Debug)]
pub(super) struct Band {
    /// Ring drawn in.
    pub ring: usize,
    /// Radius of the middle.
    pub r: f64,
    /// Half thickness.
    pub half: f64,
    /// From and to.
    pub span: (f64, f64),
    /// An approximate window has no edges.
    pub soft: bool,
    /// Not in this year: a number in the centre.
    pub nowhere: bool,
    /// Where the number stands.
    pub number: Pt,
}

/// Places everything.
pub(super) fn lay_out(wheel: &Wheel) -> Plan {
    let names = ring_names(wheel);
    let count = names.len();
    let (hub, thick) = sizes(count);
    let year = Year::new(wheel.year);
    let ring_of = |ring: usize| ring.min(count - 1);
    let mut bands: Vec<Band> = wheel.steps.iter().map(|s| band(year, thick, ring_of(s.ring), s)).collect();
    let lane: Vec<f64> = (0..count)
        .map(|ring| meeting_lane(thick, ring, bands.iter().any(|b| b.ring == ring && !b.nowhere)))
        .collect();
    let mut marks: Vec<Mark> = wheel
        .entries
        .iter()
        .map(|e| mark(year, (ring_of(e.ring), lane[ring_of(e.ring)]), thick, e))
        .collect();
    for ring in 0..count {
        stack_bands(&mut bands, thick, ring);
        stack_marks(&mut marks, &bands, thick, ring);
        stack_ticks(&mut marks, thick, ring);
    }
    finish(&mut marks, &mut bands, wheel, year);
    let undated = seat_undated(&mut marks, &mut bands, hub, wheel.today.is_some());
    let spokes = spokes(wheel, &marks);
    let mut plan = Plan { year, hub, thick, names, marks, bands, spokes, hidden: 0, undated };
    place_dates(&mut plan, wheel);
    plan
}

/// Names of the rings that are drawn; more than [`MAX_RINGS`] share the last one.
fn ring_names(wheel: &Wheel) -> Vec<String> {
    let count = wheel.rings.len();
    if count == 0 {
        return vec![String::new()];
    }
    let own = if count > MAX_RINGS { MAX_RINGS - 1 } else { count };
    let mut names: Vec<String> = wheel.rings.iter().take(own).map(|ring| ring.name.clone()).collect();
    if count > own {
        names.push(wheel.labels.shared_ring.replace("{n}", &(count - own).to_string()));
    }
    names
}

/// Radius of the centre and thickness of a ring: many rings are thinner, few leave a larger centre.
fn sizes(rings: usize) -> (f64, f64) {
    let rings = rings as f64;
    let least_hub = if rings > 6.0 { 184.0 } else { 200.0 };
    let thick = ((RINGS_OUT - least_hub) / rings).min(92.0);
    (RINGS_OUT - thick * rings, thick)
}

pub(super) fn ring_radii(thick: f64, ring: usize) -> (f64, f64) {
    let outer = RINGS_OUT - thick * ring as f64;
    (outer, outer - thick)
}

/// Half size of an undisturbed mark.
fn base_size(thick: f64) -> f64 {
    (thick * 0.18).clamp(6.5, 12.0)
}

/// Middle of the meeting lane; without windows under it, it lies nearer the middle of the ring.
fn meeting_lane(thick: f64, ring: usize, windows: bool) -> f64 {
    ring_radii(thick, ring).0 - thick * if windows { 0.30 } else { 0.38 }
}

/// Middle of the lane for planning windows.
pub(super) fn window_lane(thick: f64, ring: usize) -> f64 {
    ring_radii(thick, ring).0 - thick * 0.74
}

fn band(year: Year, thick: f64, ring: usize, step: &Step) -> Band {
    let (first, last) = day_span(step.first, step.last);
    let nowhere = step.precision == Precision::Unknown || !year.touches(first, last);
    let (from, to) = (year.start_of(first), year.end_of(last));
    let soft = step.precision == Precision::Circa;
    let span = if soft {
        let middle = f64::midpoint(from, to);
        (middle - 1.5 * year.day(), middle + 1.5 * year.day())
    } else {
        (from + 0.35, (to - 0.35).max(from + 0.5))
    };
    let r = window_lane(thick, ring);
    Band { ring, r, half: 0.0, span, soft, nowhere, number: Pt(CENTRE, CENTRE) }
}

fn mark(year: Year, (ring, r): (usize, f64), thick: f64, entry: &Entry) -> Mark {
    let (first, last) = day_span(entry.first, entry.last);
    let (from, to) = (year.start_of(first), year.end_of(last));
    let form = form(year, entry, first, last);
    let deg = match form {
        Form::Tick(_) => year.noon(last),
        Form::Point => year.noon(first),
        _ => f64::midpoint(from, to),
    };
    let moved_from = entry.moved_from.filter(|day| year.touches(*day, *day)).map(|day| year.noon(day));
    let moved_from = moved_from.filter(|_| form != Form::Nowhere);
    Mark { ring, r, deg, size: base_size(thick), form, label: None, point: Pt(CENTRE, CENTRE), moved_from }
}

fn form(year: Year, entry: &Entry, first: Date, last: Date) -> Form {
    let (from, to) = (year.start_of(first), year.end_of(last));
    let open = || {
        let gap = ((to - from) * 0.08).min(1.8);
        Form::Open(from + gap, to - gap)
    };
    if entry.precision == Precision::Unknown || !year.touches(first, last) {
        return Form::Nowhere;
    }
    if entry.kind == Kind::Deadline && last <= year.last && exact(entry.precision) {
        return Form::Tick(0.0);
    }
    match entry.precision {
        Precision::Month | Precision::Season | Precision::Year | Precision::Interval | Precision::Unknown => {
            open()
        }
        Precision::Circa => Form::About(((to - from) / 2.0).max(8.0 * year.day())),
        Precision::Minute | Precision::Day if first == last => Form::Point,
        Precision::Minute | Precision::Day => Form::Days(from, to),
    }
}

fn exact(precision: Precision) -> bool {
    matches!(precision, Precision::Minute | Precision::Day)
}

/// The places in the plane that follow from radius and angle.
fn finish(marks: &mut [Mark], bands: &mut [Band], wheel: &Wheel, year: Year) {
    for (mark, entry) in marks.iter_mut().zip(&wheel.entries) {
        mark.point = at(mark.r, mark.deg);
        if entry.status != Status::Moved {
            mark.moved_from = None;
        }
    }
    for band in bands {
        let middle = f64::midpoint(band.span.0, band.span.1).clamp(0.0, 360.0 - year.day());
        band.number = at(band.r, middle);
    }
}

/// Seats marks and steps without a day in rows in the centre; how many there are.
fn seat_undated(marks: &mut [Mark], bands: &mut [Band], hub: f64, today: bool) -> usize {
    let count =
        marks.iter().filter(|m| m.form == Form::Nowhere).count() + bands.iter().filter(|b| b.nowhere).count();
    if count == 0 {
        return 0;
    }
    let per_row = count.clamp(1, 8);
    let rows = count.div_ceil(per_row);
    let spacing = 26.0_f64;
    let height = (spacing / 1.1).min(44.0 / rows as f64);
    let top = CENTRE + hub * if today { 0.74 } else { 0.66 };
    let mut seat = 0_usize;
    let mut next = || {
        let (row, column) = (seat / per_row, seat % per_row);
        let in_row = per_row.min(count - row * per_row);
        seat += 1;
        let x = CENTRE + (column as f64 - (in_row as f64 - 1.0) / 2.0) * spacing;
        Pt(x, top + row as f64 * height)
    };
    for mark in marks.iter_mut().filter(|m| m.form == Form::Nowhere) {
        mark.point = next();
        mark.size = 8.0_f64.min(height * 0.45).max(1.5);
    }
    for band in bands.iter_mut().filter(|b| b.nowhere) {
        band.number = next();
    }
    count
}

/// One spoke per day on which exact meetings of several rings take place.
fn spokes(wheel: &Wheel, marks: &[Mark]) -> Vec<(f64, f64, f64)> {
    let stands = |e: &Entry| !matches!(e.status, Status::Cancelled | Status::None);
    let mut days: Vec<(f64, usize, f64, f64)> = marks
        .iter()
        .zip(&wheel.entries)
        .filter(|(m, e)| m.form == Form::Point && stands(e))
        .map(|(m, _)| (m.deg, m.ring, m.r, m.size))
        .collect();
    days.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    days.chunk_by(|a, b| a.0 == b.0)
        .filter(|day| day.first().map(|m| m.1) != day.last().map(|m| m.1))
        .map(|day| {
            let inner = day.iter().map(|m| m.2).fold(f64::MAX, f64::min);
            let outer = day.iter().map(|m| m.2 + m.3 + 9.0).fold(0.0, f64::max);
            (day[0].0, inner, outer.min(RINGS_OUT))
        })
        .collect()
}

/// Where the warning triangle stands: outside the mark, or inside it in the outermost lane.
pub(super) fn warning_place(mark: &Mark) -> Pt {
    let (dx, dy) = outward(mark.deg);
    let reach = mark.size + 15.0;
    let reach = if mark.r + reach + 10.0 > RINGS_OUT { -reach } else { reach };
    Pt(mark.point.0 + dx * reach, mark.point.1 + dy * reach)
}

/// Where the sign of a rule stands: opposite of the warning triangle.
pub(super) fn breach_place(mark: &Mark) -> Pt {
    let Pt(x, y) = warning_place(mark);
    Pt(2.0 * mark.point.0 - x, 2.0 * mark.point.1 - y)
}

/// Where the collision sign stands: on the earlier side, leaving the later one to the date.
pub(super) fn collision_place(mark: &Mark) -> Pt {
    let (dx, dy) = later(mark.deg);
    let reach = mark.size + 13.0;
    Pt(mark.point.0 - dx * reach, mark.point.1 - dy * reach)
}

/// Radius of the line on which a ring's name stands.
pub(super) fn name_radius(thick: f64, ring: usize) -> f64 {
    ring_radii(thick, ring).0 - thick * 0.74
}

/// Font size of the ring names, never under 15 units.
pub(super) fn name_size(thick: f64) -> f64 {
    (thick * 0.28).clamp(15.0, 18.0)
}
