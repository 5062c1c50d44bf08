//! From rows to places: which ring, which lane, which track, what form, where the date stands.
//!
//! Each ring has an outer lane for meetings and an inner lane for planning windows and last days. What would
//! cover something else in its lane gets a track of its own, so that both are visible.

use jiff::civil::Date;

use super::geometry::{CENTRE, RINGS_OUT, Year, at, day_span, degrees, later, outward};
use super::labels::{Label, Rect, Taken, Wish, date_text, place};
use super::{Entry, Kind, MAX_RINGS, Precision, Status, Step, Wheel};
use crate::svg::{Pt, text_width};

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
    let mut marks: Vec<Mark> =
        wheel.entries.iter().map(|e| mark(year, (ring_of(e.ring), lane[ring_of(e.ring)]), thick, e)).collect();
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

fn ring_radii(thick: f64, ring: usize) -> (f64, f64) {
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
fn window_lane(thick: f64, ring: usize) -> f64 {
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
        Precision::Month | Precision::Season | Precision::Year | Precision::Unknown => open(),
        Precision::Circa => Form::About(((to - from) / 2.0).max(8.0 * year.day())),
        Precision::Interval if whole_months(first, last) => open(),
        Precision::Minute | Precision::Day | Precision::Interval if first == last => Form::Point,
        Precision::Minute | Precision::Day | Precision::Interval => Form::Days(from, to),
    }
}

fn exact(precision: Precision) -> bool {
    matches!(precision, Precision::Minute | Precision::Day | Precision::Interval)
}

/// Whether an interval is given by whole months: then its days are not known.
fn whole_months(first: Date, last: Date) -> bool {
    first.day() == 1 && last == last.last_of_month()
}

/// For each extent the track it lies on and how many tracks its cluster needs, and the cluster's extent.
struct Track {
    index: usize,
    of: usize,
    cluster: (f64, f64),
}

/// Puts extents that overlap on different tracks; extents that touch nothing else are alone on theirs.
fn tracks(extents: &[(f64, f64)]) -> Vec<Track> {
    let mut order: Vec<usize> = (0..extents.len()).collect();
    order.sort_by(|a, b| extents[*a].0.total_cmp(&extents[*b].0).then(a.cmp(b)));
    let mut out: Vec<Track> =
        extents.iter().map(|extent| Track { index: 0, of: 1, cluster: *extent }).collect();
    let mut start = 0;
    while start < order.len() {
        let mut ends: Vec<f64> = Vec::new();
        let mut reach = f64::MIN;
        let mut end = start;
        while end < order.len() && (end == start || extents[order[end]].0 < reach) {
            let (from, to) = extents[order[end]];
            let free = ends.iter().position(|taken| *taken <= from);
            let index = free.unwrap_or(ends.len());
            match free {
                Some(track) => ends[track] = to,
                None => ends.push(to),
            }
            out[order[end]].index = index;
            reach = reach.max(to);
            end += 1;
        }
        let cluster = (extents[order[start]].0, reach);
        for i in &order[start..end] {
            out[*i].of = ends.len();
            out[*i].cluster = cluster;
        }
        start = end;
    }
    out
}

fn stack_bands(bands: &mut [Band], thick: f64, ring: usize) {
    let mut here: Vec<&mut Band> = bands.iter_mut().filter(|b| b.ring == ring && !b.nowhere).collect();
    let extents: Vec<(f64, f64)> = here.iter().map(|b| b.span).collect();
    for (band, track) in here.iter_mut().zip(tracks(&extents)) {
        let height = thick * if track.of > 1 { 0.46 } else { 0.30 };
        let spacing = height / track.of as f64;
        band.half = (spacing * 0.44).clamp(1.5, 10.0);
        let middle = window_lane(thick, ring) + if track.of > 1 { thick * 0.02 } else { 0.0 };
        band.r = middle + height / 2.0 - spacing * (track.index as f64 + 0.5);
    }
}

fn stack_marks(marks: &mut [Mark], bands: &[Band], thick: f64, ring: usize) {
    let in_lane = |m: &&mut Mark| m.ring == ring && !matches!(m.form, Form::Tick(_) | Form::Nowhere);
    let mut here: Vec<&mut Mark> = marks.iter_mut().filter(in_lane).collect();
    let extents: Vec<(f64, f64)> = here.iter().map(|m| extent(m)).collect();
    let (outer, _) = ring_radii(thick, ring);
    for (mark, track) in here.iter_mut().zip(tracks(&extents)) {
        if track.of == 1 {
            continue;
        }
        let windows = bands.iter().any(|b| {
            b.ring == ring && !b.nowhere && b.span.0 < track.cluster.1 && track.cluster.0 < b.span.1
        });
        let room = thick * if windows || track.of == 2 { 0.52 } else { 0.90 };
        let spacing = room / track.of as f64;
        mark.r = outer - thick * 0.05 - spacing * (track.index as f64 + 0.5);
        mark.size = mark.size.min(spacing * 0.48).max(1.5);
    }
}

/// The angles that a mark covers in its lane.
fn extent(mark: &Mark) -> (f64, f64) {
    let half = degrees(mark.size + 1.5, mark.r);
    match mark.form {
        Form::Days(from, to) => (from - half * 0.7, to + half * 0.7),
        Form::Open(from, to) => (from, to),
        _ => (mark.deg - half, mark.deg + half),
    }
}

fn stack_ticks(marks: &mut [Mark], thick: f64, ring: usize) {
    let is_tick = |m: &&mut Mark| m.ring == ring && matches!(m.form, Form::Tick(_));
    let mut here: Vec<&mut Mark> = marks.iter_mut().filter(is_tick).collect();
    let lane = window_lane(thick, ring);
    let half = degrees(2.5, lane);
    let extents: Vec<(f64, f64)> = here.iter().map(|m| (m.deg - half, m.deg + half)).collect();
    for (mark, track) in here.iter_mut().zip(tracks(&extents)) {
        let spacing = thick * 0.40 / track.of as f64;
        mark.form = Form::Tick((spacing * 0.5 - 1.0).clamp(0.8, 11.0));
        mark.r = lane + thick * 0.20 - spacing * (track.index as f64 + 0.5);
        mark.size = 4.0;
    }
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
    let count = marks.iter().filter(|m| m.form == Form::Nowhere).count()
        + bands.iter().filter(|b| b.nowhere).count();
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

/// Font size of the dates, never under 15 units.
fn date_size(thick: f64) -> f64 {
    (thick * 0.31).clamp(15.0, 19.0)
}

fn place_dates(plan: &mut Plan, wheel: &Wheel) {
    let mut taken = Taken::new();
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

/// Where the warning triangle stands: outside the mark.
pub(super) fn warning_place(mark: &Mark) -> Pt {
    let (dx, dy) = outward(mark.deg);
    let reach = mark.size + 15.0;
    Pt(mark.point.0 + dx * reach, mark.point.1 + dy * reach)
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
