//! Tracks: what would cover something else in its lane is moved to a track of its own.

use super::geometry::degrees;
use super::layout::{Band, Form, Mark, ring_radii, window_lane};

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

/// Places the windows of a ring in its inner lane.
pub(super) fn stack_bands(bands: &mut [Band], thick: f64, ring: usize) {
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

/// Places the meetings of a ring; a crowded stretch without windows may use the whole ring.
pub(super) fn stack_marks(marks: &mut [Mark], bands: &[Band], thick: f64, ring: usize) {
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
        let room = match track.of {
            _ if windows => 0.52,
            2 => 0.66,
            _ => 0.90,
        } * thick;
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

/// Places the last days of a ring in its inner lane.
pub(super) fn stack_ticks(marks: &mut [Mark], thick: f64, ring: usize) {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn extents_on_the_same_track_never_overlap(raw in prop::collection::vec((0_u32..3600, 1_u32..400), 0..60)) {
            let extents: Vec<(f64, f64)> =
                raw.iter().map(|(from, length)| (f64::from(*from), f64::from(from + length))).collect();
            let placed = tracks(&extents);
            prop_assert_eq!(placed.len(), extents.len());
            for i in 0..extents.len() {
                prop_assert!(placed[i].index < placed[i].of);
                for j in 0..i {
                    let overlap = extents[i].0 < extents[j].1 && extents[j].0 < extents[i].1;
                    prop_assert!(!overlap || placed[i].index != placed[j].index);
                    prop_assert!(!overlap || placed[i].of == placed[j].of);
                }
            }
        }
    }

    #[test]
    fn what_touches_nothing_stays_in_the_middle_of_its_lane() {
        let alone = tracks(&[(0.0, 10.0), (10.0, 20.0), (40.0, 50.0)]);
        assert!(alone.iter().all(|track| track.of == 1));
        let pair = tracks(&[(0.0, 10.0), (9.9, 20.0)]);
        assert_eq!((pair[0].index, pair[1].index), (0, 1));
    }
}
