//! How everybody stands after the last change that was entered, whatever place on an axis it has: what whoever keeps the
//! record at the table goes on from.
//!
//! Invariant: changes count in the order in which they were entered; a seat is served by one at a time.

use super::{Change, Participation, Standing, Truth};
use crate::attendance::{AttendanceChange, Capacity};

/// How one person stands after the changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Latest<K> {
    /// As at any stretch.
    pub standing: Standing<K>,
    /// Whether he or she takes part from elsewhere.
    pub is_remote: bool,
    /// Whether he or she has stopped serving at this meeting, other than because of disqualification.
    pub has_stopped: bool,
    /// Whether the last thing that happened to him or her is a disqualification.
    pub is_disqualified: bool,
}

/// Everybody's standing after `changes`, each with the index of its person, in the order in which they were entered. The
/// persons' own lists of changes are not read.
pub fn latest<K: Copy + Eq>(people: &[Participation<K>], changes: &[(usize, Change<K>)]) -> Vec<Latest<K>> {
    let mut all: Vec<Latest<K>> = people.iter().map(start).collect();
    // Who decides from the start has something to stop with the first change already.
    settle(people, &mut all);
    for (who, change) in changes.iter().filter(|(who, _)| *who < people.len()) {
        let (who, one) = (*who, people[*who].person);
        match change.what {
            AttendanceChange::Arrives | AttendanceChange::JoinsRemotely => {
                all[who].standing.present = Truth::Sure;
                all[who].is_disqualified = false;
                all[who].is_remote = change.what == AttendanceChange::JoinsRemotely;
            }
            AttendanceChange::Leaves => {
                let was = all[who].standing;
                all[who].has_stopped |= was.present == Truth::Sure && was.entitled == Truth::Sure;
                all[who].standing.present = Truth::No;
                all[who].standing.serves_for = None;
            }
            AttendanceChange::ServesFor => {
                if let Some(target) = change.person {
                    relieve(&mut all, target, Some(who));
                    all[who].standing.serves_for = Some((target, Truth::Sure));
                }
            }
            AttendanceChange::Resumes => {
                relieve(&mut all, one, None);
                all[who].standing.present = Truth::Sure;
                all[who].is_disqualified = false;
            }
            AttendanceChange::Disqualified => {
                all[who].is_disqualified = true;
                all[who].standing.serves_for = None;
            }
            AttendanceChange::ChangesCapacity => {
                let was = all[who].standing.entitled == Truth::Sure;
                all[who].standing.capacity = change.capacity;
                if change.capacity != Some(Capacity::ServingSubstitute) {
                    all[who].standing.serves_for = None;
                }
                all[who].has_stopped |= was && !decides(change.capacity);
            }
            // Who has the chair is no matter of who decides.
            AttendanceChange::TakesChair => {}
        }
        settle(people, &mut all);
    }
    settle(people, &mut all);
    all
}

const fn decides(capacity: Option<Capacity>) -> bool {
    matches!(capacity, Some(Capacity::Member | Capacity::AbsentMember | Capacity::ServingSubstitute))
}

fn start<K: Copy>(p: &Participation<K>) -> Latest<K> {
    let present = if p.capacity == Some(Capacity::AbsentMember) { Truth::No } else { Truth::Sure };
    let serves_for = p.serves_for.filter(|_| present == Truth::Sure).map(|k| (k, Truth::Sure));
    Latest {
        standing: Standing { present, capacity: p.capacity, entitled: Truth::No, serves_for },
        is_remote: false,
        has_stopped: false,
        is_disqualified: false,
    }
}

/// Whoever serves for somebody does so no more, except one.
fn relieve<K: Copy + Eq>(all: &mut [Latest<K>], target: K, except: Option<usize>) {
    for (i, other) in all.iter_mut().enumerate() {
        if Some(i) != except && other.standing.serves_for.is_some_and(|(k, _)| k == target) {
            other.standing.serves_for = None;
        }
    }
}

/// Who decides: members who are there, not disqualified and not served for, and who serves.
fn settle<K: Copy + Eq>(people: &[Participation<K>], all: &mut [Latest<K>]) {
    let served: Vec<K> = all
        .iter()
        .filter(|l| l.standing.present == Truth::Sure)
        .filter_map(|l| l.standing.serves_for.map(|(k, _)| k))
        .collect();
    for (p, l) in people.iter().zip(all.iter_mut()) {
        let member = matches!(l.standing.capacity, Some(Capacity::Member | Capacity::AbsentMember));
        let serving = l.standing.serves_for.is_some()
            || (l.standing.capacity == Some(Capacity::ServingSubstitute) && p.serves_for.is_none());
        let decides = l.standing.present == Truth::Sure
            && !l.is_disqualified
            && (serving || (member && !served.contains(&p.person)));
        l.standing.entitled = Truth::of(decides);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::presence::Extent;

    fn person(person: u8, capacity: Capacity) -> Participation<u8> {
        Participation {
            person,
            capacity: Some(capacity),
            serves_for: None,
            extent: Extent::Whole,
            changes: Vec::new(),
            stated: true,
        }
    }
    fn change(what: AttendanceChange, for_whom: Option<u8>) -> Change<u8> {
        Change { what, clock: None, paragraph: None, person: for_whom, capacity: None }
    }
    fn deciding(people: &[Participation<u8>], changes: &[(usize, Change<u8>)]) -> Vec<u8> {
        let all = latest(people, changes);
        people
            .iter()
            .zip(all)
            .filter(|(_, l)| l.standing.entitled == Truth::Sure)
            .map(|(p, _)| p.person)
            .collect()
    }

    #[test]
    fn a_seat_is_decided_for_by_one_at_a_time() {
        use AttendanceChange::{Arrives, Disqualified, Leaves, Resumes, ServesFor};
        let people = [
            person(1, Capacity::Member),
            person(2, Capacity::AbsentMember),
            person(11, Capacity::NonServingSubstitute),
            person(12, Capacity::NonServingSubstitute),
        ];
        let mut changes = Vec::new();
        assert_eq!(deciding(&people, &changes), [1]);
        changes.push((2, change(ServesFor, Some(2))));
        assert_eq!(deciding(&people, &changes), [1, 11]);
        changes.push((1, change(Arrives, None)));
        assert_eq!(deciding(&people, &changes), [1, 11], "who comes late takes the seat by resuming it");
        changes.push((1, change(Resumes, None)));
        assert_eq!(deciding(&people, &changes), [1, 2]);
        changes.push((0, change(Disqualified, None)));
        changes.push((3, change(ServesFor, Some(1))));
        assert_eq!(deciding(&people, &changes), [2, 12]);
        changes.push((0, change(Resumes, None)));
        assert_eq!(deciding(&people, &changes), [1, 2]);
        changes.push((0, change(Leaves, None)));
        assert_eq!(deciding(&people, &changes), [2]);
        let all = latest(&people, &changes);
        assert!(all[0].has_stopped && !all[1].has_stopped);
    }

    #[test]
    fn whoever_leaves_or_becomes_a_guest_first_of_all_has_stopped_serving() {
        use AttendanceChange::{ChangesCapacity, Leaves};
        let people = [person(1, Capacity::Member), person(2, Capacity::Official)];
        let guest = Change { capacity: Some(Capacity::Guest), ..change(ChangesCapacity, None) };
        assert!(latest(&people, &[(0, change(Leaves, None))])[0].has_stopped);
        assert!(latest(&people, &[(0, guest.clone())])[0].has_stopped);
        assert!(!latest(&people, &[(1, guest)])[1].has_stopped, "who never decided has not stopped");
    }

    #[test]
    fn a_second_substitute_relieves_the_first() {
        use AttendanceChange::ServesFor;
        let people = [
            person(1, Capacity::AbsentMember),
            person(11, Capacity::NonServingSubstitute),
            person(12, Capacity::NonServingSubstitute),
        ];
        let changes = [(1, change(ServesFor, Some(1))), (2, change(ServesFor, Some(1)))];
        assert_eq!(deciding(&people, &changes), [12]);
    }
}
