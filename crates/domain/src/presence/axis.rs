//! The two axes along which presence is told: §§ of the minutes, and the clock.

use super::{Change, Extent, Participation, Truth};
use crate::{
    attendance::AttendanceChange,
    clock::Clock,
    paragraphs::{Paragraph, ParagraphSet},
};
use std::cmp::Ordering;

/// A place between two parts of the minutes: before a § or sub-item, or after one with all that stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Before it begins.
    Before(Paragraph),
    /// After it ends.
    After(Paragraph),
}

impl Edge {
    /// The end of a § or sub-item: the beginning of the sub-item that follows, if one can.
    pub(super) fn after(p: Paragraph) -> Edge {
        match p.next_sibling() {
            Some(next) if !p.is_whole() => Edge::Before(next),
            _ => Edge::After(p),
        }
    }

    /// The § or sub-item that it is at.
    pub const fn paragraph(self) -> Paragraph {
        match self {
            Edge::Before(p) | Edge::After(p) => p,
        }
    }
}

impl Ord for Edge {
    fn cmp(&self, other: &Edge) -> Ordering {
        let starts_before_end = |start: &Paragraph, end: &Paragraph| start <= end || end.contains(start);
        match (self, other) {
            (Edge::Before(a), Edge::Before(b)) => a.cmp(b),
            (Edge::After(a), Edge::After(b)) => a.cmp_end(b),
            (Edge::Before(a), Edge::After(b)) if starts_before_end(a, b) => Ordering::Less,
            (Edge::After(a), Edge::Before(b)) if starts_before_end(b, a) => Ordering::Greater,
            (Edge::Before(_), Edge::After(_)) => Ordering::Greater,
            (Edge::After(_), Edge::Before(_)) => Ordering::Less,
        }
    }
}
impl PartialOrd for Edge {
    fn partial_cmp(&self, other: &Edge) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// An axis: where changes stand on it, and what an extent and a disqualification say about a part of it.
pub(super) trait Axis {
    /// A place on it.
    type Place: Ord + Copy;
    /// Where a change stands; nothing if the source does not place it here.
    fn place<K>(&self, change: &Change<K>) -> Option<Self::Place>;
    /// Whether an extent covers a part; nothing if it does not say here.
    fn covers(&self, extent: &Extent, cell: (Self::Place, Self::Place)) -> Option<Truth>;
    /// Whether what concerns one § concerns a part.
    fn concerns(&self, paragraph: Option<Paragraph>, cell: (Self::Place, Self::Place)) -> Truth;
}

pub(super) struct ByParagraph;

impl Axis for ByParagraph {
    type Place = Edge;
    fn place<K>(&self, change: &Change<K>) -> Option<Edge> {
        let paragraph = change.paragraph?;
        Some(if change.what == AttendanceChange::Leaves {
            Edge::after(paragraph)
        } else {
            Edge::Before(paragraph)
        })
    }
    fn covers(&self, extent: &Extent, (from, to): (Edge, Edge)) -> Option<Truth> {
        match extent {
            Extent::Whole => Some(Truth::Sure),
            Extent::Unknown => None,
            Extent::Paragraphs(set) => Some(Truth::of(
                set.stretches().any(|(first, last)| Edge::Before(first) <= from && to <= Edge::after(last)),
            )),
        }
    }
    fn concerns(&self, paragraph: Option<Paragraph>, (from, to): (Edge, Edge)) -> Truth {
        paragraph.map_or(Truth::Possible, |p| Truth::of(Edge::Before(p) <= from && to <= Edge::after(p)))
    }
}

pub(super) struct ByClock;

impl Axis for ByClock {
    type Place = Clock;
    fn place<K>(&self, change: &Change<K>) -> Option<Clock> {
        change.clock
    }
    fn covers(&self, extent: &Extent, _: (Clock, Clock)) -> Option<Truth> {
        match extent {
            Extent::Whole => Some(Truth::Sure),
            Extent::Paragraphs(_) => Some(Truth::Possible),
            Extent::Unknown => None,
        }
    }
    fn concerns(&self, _: Option<Paragraph>, _: (Clock, Clock)) -> Truth {
        Truth::Possible
    }
}

/// The §§, each cut where somebody's part begins or ends within it.
pub(super) fn paragraph_cells<K>(people: &[Participation<K>], of: &ParagraphSet) -> Vec<(Edge, Edge)> {
    let mut cuts: Vec<Edge> = Vec::new();
    for p in people {
        if let Extent::Paragraphs(set) = &p.extent {
            cuts.extend(set.stretches().flat_map(|(from, to)| [Edge::Before(from), Edge::after(to)]));
        }
        for change in &p.changes {
            cuts.extend(ByParagraph.place(change));
            if change.what == AttendanceChange::Disqualified {
                cuts.extend(change.paragraph.map(Edge::after));
            }
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut cells = Vec::new();
    for whole in of.numbers().filter_map(Paragraph::new) {
        let (mut from, end) = (Edge::Before(whole), Edge::After(whole));
        for cut in cuts.iter().filter(|c| from < **c && **c < end).copied().collect::<Vec<_>>() {
            cells.push((from, cut));
            from = cut;
        }
        cells.push((from, end));
    }
    cells
}

/// The intervals between changes that have a clock time.
pub(super) fn clock_cells<K>(people: &[Participation<K>], from: Clock, to: Clock) -> Vec<(Clock, Clock)> {
    let changes = people.iter().flat_map(|p| &p.changes).filter_map(|c| c.clock);
    let mut cuts: Vec<Clock> = changes.filter(|c| from < *c && *c < to).chain([from, to]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    if from > to { Vec::new() } else { cuts.windows(2).map(|w| (w[0], w[1])).collect() }
}
