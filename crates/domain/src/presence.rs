//! Presence: who is at a meeting at each § and at each time, in what capacity, entitled or not, serving whom.
//!
//! Invariant: nothing is certain that the source leaves open. A change without a place on an axis (a clock time when
//! counting by §, a § when counting by clock) makes what hangs on it possible, never certain; so does a list of changes
//! that contradicts itself. Present, entitled and serving are three answers, not one.

mod axis;
mod breaks;
#[cfg(test)]
mod golden;
mod latest;
#[cfg(test)]
mod tests;

pub use axis::Edge;
pub use breaks::with_breaks;
pub use latest::{Latest, latest};

use crate::{
    attendance::{AttendanceChange, Capacity},
    clock::Clock,
    paragraphs::{Paragraph, ParagraphSet},
};
use axis::{Axis, ByClock, ByParagraph};

/// Whether something holds: it does not, it may, it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not.
    No,
    /// The source leaves it open.
    Possible,
    /// It does.
    Sure,
}

impl Truth {
    fn of(holds: bool) -> Truth {
        if holds { Truth::Sure } else { Truth::No }
    }
    fn negated(self) -> Truth {
        match self {
            Truth::No => Truth::Sure,
            Truth::Possible => Truth::Possible,
            Truth::Sure => Truth::No,
        }
    }
    /// What two sources say of the same thing: open where they differ.
    fn agreed(self, other: Truth) -> Truth {
        if self == other { self } else { Truth::Possible }
    }
}

/// At which part of a meeting somebody was, apart from single changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// Nothing is said: all of it.
    Whole,
    /// Only at these §§.
    Paragraphs(ParagraphSet),
    /// Not all of it, and which part is not told.
    Unknown,
}

/// One change in somebody's attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<K> {
    /// What changes.
    pub what: AttendanceChange,
    /// At what time.
    pub clock: Option<Clock>,
    /// At the start of which §; for leaving, after which.
    pub paragraph: Option<Paragraph>,
    /// Whom he or she begins to serve for.
    pub person: Option<K>,
    /// The new capacity.
    pub capacity: Option<Capacity>,
}

/// One person's part in a meeting, as a source gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participation<K> {
    /// Who.
    pub person: K,
    /// In what capacity at the start.
    pub capacity: Option<Capacity>,
    /// Whom he or she serves for from the start.
    pub serves_for: Option<K>,
    /// At which part.
    pub extent: Extent,
    /// What changes, in the order of the source.
    pub changes: Vec<Change<K>>,
    /// Whether the source itself says so; what it only lets us guess is possible, never certain.
    pub stated: bool,
}

/// How one person stands during one stretch of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<K> {
    /// Whether he or she is there.
    pub present: Truth,
    /// In what capacity, if that can be said.
    pub capacity: Option<Capacity>,
    /// Whether he or she takes part in deciding.
    pub entitled: Truth,
    /// Whom he or she serves for, and whether certainly.
    pub serves_for: Option<(K, Truth)>,
}

/// A stretch during which nothing changes, and everybody's standing in the order of the participations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<P, K> {
    /// Where it begins.
    pub from: P,
    /// Where it ends.
    pub to: P,
    /// One standing per participation.
    pub standings: Vec<Standing<K>>,
}

/// How many: those who certainly count, and those who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Who certainly count.
    pub sure: usize,
    /// Who may count beside them.
    pub possible: usize,
}

impl Tally {
    /// The number, if it is certain.
    pub fn exact(self) -> Option<usize> {
        (self.possible == 0).then_some(self.sure)
    }
    /// The highest that it can be.
    pub fn at_most(self) -> usize {
        self.sure + self.possible
    }
}

impl<P, K> Stretch<P, K> {
    /// How many of those whom `counts` picks by their index hold what `what` asks.
    pub fn tally(&self, counts: impl Fn(usize) -> bool, what: impl Fn(&Standing<K>) -> Truth) -> Tally {
        let mut tally = Tally::default();
        for (_, standing) in self.standings.iter().enumerate().filter(|(i, _)| counts(*i)) {
            match what(standing) {
                Truth::Sure => tally.sure += 1,
                Truth::Possible => tally.possible += 1,
                Truth::No => {}
            }
        }
        tally
    }
}

/// Everybody's standing at each § of a meeting, a § being cut where somebody comes or goes within it.
pub fn by_paragraph<K: Copy + Eq>(people: &[Participation<K>], of: &ParagraphSet) -> Vec<Stretch<Edge, K>> {
    let cells = axis::paragraph_cells(people, of);
    stretches(&ByParagraph, people, cells)
}

/// Everybody's standing in each interval between two changes, from the meeting's start to its end. None if it ends before
/// it starts.
pub fn by_clock<K: Copy + Eq>(people: &[Participation<K>], from: Clock, to: Clock) -> Vec<Stretch<Clock, K>> {
    let cells = axis::clock_cells(people, from, to);
    stretches(&ByClock, people, cells)
}

fn stretches<A: Axis, K: Copy + Eq>(
    axis: &A,
    people: &[Participation<K>],
    cells: Vec<(A::Place, A::Place)>,
) -> Vec<Stretch<A::Place, K>> {
    let standings = |cell: (A::Place, A::Place)| {
        let present: Vec<Truth> = people.iter().map(|p| present(axis, p, cell)).collect();
        let serving: Vec<Option<(K, Truth)>> = people
            .iter()
            .zip(&present)
            .map(|(p, present)| serving(axis, people, p, *present, cell))
            .collect();
        (0..people.len())
            .map(|i| Standing {
                present: present[i],
                capacity: capacity(axis, &people[i], serving[i].is_some(), cell),
                entitled: entitled(axis, &people[i], present[i], serving[i], &serving, cell),
                serves_for: serving[i],
            })
            .collect()
    };
    cells.into_iter().map(|cell| Stretch { from: cell.0, to: cell.1, standings: standings(cell) }).collect()
}

const fn is_coming(what: AttendanceChange) -> bool {
    matches!(what, AttendanceChange::Arrives | AttendanceChange::JoinsRemotely)
}

/// Changes of some kinds with their places, in order; `None` if one of them has no place.
fn placed<'a, A: Axis, K>(
    axis: &A,
    p: &'a Participation<K>,
    of: impl Fn(AttendanceChange) -> bool,
) -> Option<Vec<(A::Place, &'a Change<K>)>> {
    let mut changes = p
        .changes
        .iter()
        .filter(|c| of(c.what))
        .map(|c| Some((axis.place(c)?, c)))
        .collect::<Option<Vec<_>>>()?;
    changes.sort_by_key(|(place, _)| *place);
    Some(changes)
}

fn present<A: Axis, K>(axis: &A, p: &Participation<K>, cell: (A::Place, A::Place)) -> Truth {
    let moves = |what| is_coming(what) || what == AttendanceChange::Leaves;
    let moving = p.changes.iter().any(|c| moves(c.what));
    let truth = match (moving, axis.covers(&p.extent, cell)) {
        (false, _) if p.capacity == Some(Capacity::AbsentMember) => Truth::No,
        (false, covered) => covered.unwrap_or(Truth::Possible),
        (true, covered) => match (placed(axis, p, moves), covered) {
            (None, _) => Truth::Possible,
            (Some(moves), None | Some(Truth::Possible)) => by_moves(&moves, cell),
            (Some(moves), Some(covered)) if matches!(p.extent, Extent::Paragraphs(_)) => {
                by_moves(&moves, cell).agreed(covered)
            }
            (Some(moves), Some(_)) => by_moves(&moves, cell),
        },
    };
    if p.stated { truth } else { truth.min(Truth::Possible) }
}

/// Present between two moves if the one before lets in and the one after lets out.
fn by_moves<P: Ord, K>(moves: &[(P, &Change<K>)], cell: (P, P)) -> Truth {
    let next = moves.partition_point(|(place, _)| *place <= cell.0);
    let after = next.checked_sub(1).map(|i| Truth::of(is_coming(moves[i].1.what)));
    let before = moves.get(next).map(|(_, c)| Truth::of(!is_coming(c.what)));
    match (after, before) {
        (Some(a), Some(b)) => a.agreed(b),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Truth::Sure,
    }
}

/// Whom somebody serves for, and whether certainly.
fn serving<A: Axis, K: Copy + Eq>(
    axis: &A,
    people: &[Participation<K>],
    p: &Participation<K>,
    present: Truth,
    cell: (A::Place, A::Place),
) -> Option<(K, Truth)> {
    let turns = |what| matches!(what, AttendanceChange::ServesFor | AttendanceChange::ChangesCapacity);
    let initial = p.serves_for.filter(|_| p.capacity != Some(Capacity::AbsentMember));
    let (mut target, mut since) = (initial, None);
    let mut truth = present;
    match placed(axis, p, turns) {
        Some(changes) => {
            for (place, change) in changes.into_iter().filter(|(place, _)| *place <= cell.0) {
                (target, since) = match change.what {
                    AttendanceChange::ServesFor => (change.person, Some(place)),
                    _ if change.capacity == Some(Capacity::ServingSubstitute) => (target, since),
                    _ => (None, None),
                };
            }
        }
        None => {
            target = p.changes.iter().find_map(|c| c.person).or(target);
            truth = truth.min(Truth::Possible);
        }
    }
    let target = target?;
    let back = people.iter().find(|x| x.person == target);
    let resumes = |what| what == AttendanceChange::Resumes;
    match back.map_or(Some(Vec::new()), |x| placed(axis, x, resumes)) {
        None => truth = truth.min(Truth::Possible),
        Some(back) if back.iter().any(|(at, _)| *at <= cell.0 && since.is_none_or(|s| *at > s)) => {
            return None;
        }
        Some(_) => {}
    }
    (truth != Truth::No).then_some((target, truth))
}

fn capacity<A: Axis, K>(
    axis: &A,
    p: &Participation<K>,
    serves: bool,
    cell: (A::Place, A::Place),
) -> Option<Capacity> {
    let turns = |what| what == AttendanceChange::ChangesCapacity;
    let latest = placed(axis, p, turns)?.into_iter().rfind(|(place, _)| *place <= cell.0);
    let capacity = latest.map_or(p.capacity, |(_, change)| change.capacity);
    if serves { Some(Capacity::ServingSubstitute) } else { capacity }
}

/// Members and serving substitutes decide; not who is disqualified, nor a member whose seat another serves.
fn entitled<A: Axis, K: Copy + Eq>(
    axis: &A,
    p: &Participation<K>,
    present: Truth,
    own: Option<(K, Truth)>,
    serving: &[Option<(K, Truth)>],
    cell: (A::Place, A::Place),
) -> Truth {
    let deciding = match (own, capacity(axis, p, false, cell)) {
        (Some((_, truth)), _) => truth,
        (None, Some(Capacity::Member | Capacity::AbsentMember)) => {
            let served = serving.iter().flatten().filter(|(target, _)| *target == p.person);
            let served = served.map(|(_, truth)| *truth).max().unwrap_or(Truth::No);
            present.min(served.negated())
        }
        (None, Some(Capacity::ServingSubstitute)) if p.serves_for.is_none() => present,
        (None, None) if p.changes.iter().any(|c| c.what == AttendanceChange::ChangesCapacity) => {
            present.min(Truth::Possible)
        }
        _ => Truth::No,
    };
    let disqualified = p.changes.iter().filter(|c| c.what == AttendanceChange::Disqualified);
    let disqualified = disqualified.map(|c| axis.concerns(c.paragraph, cell)).max().unwrap_or(Truth::No);
    deciding.min(disqualified.negated())
}
