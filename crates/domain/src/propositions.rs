//! The order in which a chair puts proposals: what comes next, when some have been put.
//!
//! Invariant: each proposal that stands is settled, and none twice: formal motions first and each by itself, then what shall
//! stand against the main proposal, two at a time or all, then the main question, additions last.

use crate::decision::ProposalKind;
use crate::vote::VoteStep;

/// A proposal that was moved and stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved<K> {
    /// Which.
    pub proposal: K,
    /// What it asks for.
    pub kind: ProposalKind,
}

/// A step that has been taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put<K> {
    /// What was settled.
    pub step: VoteStep,
    /// Between which proposals; one alone was put for yes or no.
    pub between: Vec<K>,
    /// Which of them carried; nothing if none did, or it is open.
    pub found: Option<K>,
}

/// What is to be put next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next<K> {
    /// What it settles.
    pub step: VoteStep,
    /// Between which.
    pub between: Vec<K>,
}

const fn is_formal(kind: ProposalKind) -> bool {
    matches!(kind, ProposalKind::ReferBack | ProposalKind::Table)
}

/// What is to be put next; nothing if all is settled, or the item has been put off.
pub fn next<K: Copy + Eq>(moved: &[Moved<K>], put: &[Put<K>]) -> Option<Next<K>> {
    let was_put = |step, one: K| put.iter().any(|p| p.step == step && p.between.contains(&one));
    let alone = |step, one: K| Next { step, between: vec![one] };
    for m in moved.iter().filter(|m| is_formal(m.kind)) {
        match put.iter().find(|p| p.step == VoteStep::Formal && p.between.contains(&m.proposal)) {
            None => return Some(alone(VoteStep::Formal, m.proposal)),
            Some(p) if p.found == Some(m.proposal) => return None,
            Some(_) => {}
        }
    }
    // What fell in an earlier step is out.
    let fell = |one: K| {
        let counters = put.iter().filter(|p| p.step == VoteStep::Counter && p.between.contains(&one));
        counters.into_iter().any(|p| p.found.is_some() && p.found != Some(one))
    };
    let core = moved.iter().filter(|m| !is_formal(m.kind) && m.kind != ProposalKind::Add);
    let left: Vec<K> = core.map(|m| m.proposal).filter(|one| !fell(*one)).collect();
    let main_done = put.iter().any(|p| p.step == VoteStep::Main);
    if !main_done && !left.is_empty() {
        let is_one_against_all = left.len() <= 2;
        return Some(if is_one_against_all {
            Next { step: VoteStep::Main, between: left }
        } else {
            // The first is the main proposal, until the chair finds another.
            Next { step: VoteStep::Counter, between: left.into_iter().skip(1).collect() }
        });
    }
    let additions = moved.iter().filter(|m| m.kind == ProposalKind::Add);
    additions
        .map(|m| m.proposal)
        .find(|one| !was_put(VoteStep::Addition, *one))
        .map(|one| alone(VoteStep::Addition, one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moved(kinds: &[ProposalKind]) -> Vec<Moved<usize>> {
        kinds.iter().enumerate().map(|(proposal, kind)| Moved { proposal, kind: *kind }).collect()
    }
    fn put(next: &Next<usize>, found: Option<usize>) -> Put<usize> {
        Put { step: next.step, between: next.between.clone(), found }
    }

    #[test]
    fn nothing_is_put_where_nothing_was_moved() {
        assert_eq!(next::<usize>(&[], &[]), None);
    }

    #[test]
    fn an_item_that_is_referred_back_is_put_no_further() {
        let all = moved(&[ProposalKind::Approve, ProposalKind::ReferBack, ProposalKind::Reject]);
        let first = next(&all, &[]).unwrap();
        assert_eq!((first.step, first.between.as_slice()), (VoteStep::Formal, &[1][..]));
        assert_eq!(next(&all, &[put(&first, Some(1))]), None);
        let second = next(&all, &[put(&first, None)]).unwrap();
        assert_eq!((second.step, second.between.as_slice()), (VoteStep::Main, &[0, 2][..]));
    }

    #[test]
    fn of_three_the_counter_proposal_is_chosen_before_the_main_question() {
        let kinds = [ProposalKind::Approve, ProposalKind::Reject, ProposalKind::OwnText, ProposalKind::Add];
        let all = moved(&kinds);
        let first = next(&all, &[]).unwrap();
        assert_eq!((first.step, first.between.as_slice()), (VoteStep::Counter, &[1, 2][..]));
        let mut taken = vec![put(&first, Some(2))];
        let second = next(&all, &taken).unwrap();
        assert_eq!((second.step, second.between.as_slice()), (VoteStep::Main, &[0, 2][..]));
        taken.push(put(&second, Some(0)));
        let third = next(&all, &taken).unwrap();
        assert_eq!((third.step, third.between.as_slice()), (VoteStep::Addition, &[3][..]));
        taken.push(put(&third, None));
        assert_eq!(next(&all, &taken), None);
    }

    proptest! {
        #[test]
        fn every_order_comes_to_an_end_and_puts_each_proposal(
            kinds in proptest::collection::vec(0_usize..7, 0..8), picks in proptest::collection::vec(0_usize..8, 20)
        ) {
            use ProposalKind::{Add, Amend, Approve, OwnText, ReferBack, Reject, Table};
            let of = [Approve, Reject, Amend, Add, ReferBack, Table, OwnText];
            let all = moved(&kinds.iter().map(|k| of[*k]).collect::<Vec<_>>());
            let mut taken: Vec<Put<usize>> = Vec::new();
            while let Some(step) = next(&all, &taken) {
                prop_assert!(!step.between.is_empty());
                // Formal motions fall, so that the rest is put; of several one is found.
                let found = (step.step != VoteStep::Formal)
                    .then(|| step.between[picks[taken.len()] % step.between.len()]);
                taken.push(put(&step, found));
                prop_assert!(taken.len() <= all.len() + 1, "{:?}", taken);
            }
            for m in &all {
                prop_assert!(taken.iter().any(|p| p.between.contains(&m.proposal)), "{:?} in {:?}", m, taken);
            }
        }
    }
}
