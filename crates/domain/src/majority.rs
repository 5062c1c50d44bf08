//! Majorities: whether yes has what it needs, who is elected, and what a tie leaves open.
//!
//! Invariant: exact. Nothing is rounded, and where no votes are counted nothing has won or lost.

use crate::rational::Rational;

/// Votes for yes and the whole of which they are a share, both exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// Votes for yes.
    pub yes: Rational,
    /// The whole.
    pub all: Rational,
}

impl Share {
    /// The share of whole numbers; `None` if there are too many digits.
    pub fn of(yes: i64, all: i64) -> Option<Share> {
        Some(Share { yes: Rational::new(yes, 1)?, all: Rational::new(all, 1)? })
    }

    /// Whether the share is reached; `None` if there is nothing to share, or too many digits.
    pub fn reaches(&self, more_than: Option<&Rational>, at_least: Option<&Rational>) -> Option<bool> {
        if self.all.is_zero() {
            return None;
        }
        let above =
            more_than.map(|t| t.checked_mul(&self.all).map(|limit| self.yes > limit)).transpose().ok()?;
        let enough =
            at_least.map(|t| t.checked_mul(&self.all).map(|limit| self.yes >= limit)).transpose().ok()?;
        Some(above.unwrap_or(true) && enough.unwrap_or(true))
    }
}

/// What the counts of a vote come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Result {
    /// Yes has what it needs.
    Carried,
    /// It has not.
    Lost,
    /// Half each, where more than half is needed: something else must settle it.
    Tied,
}

/// What a vote comes to: more than half where no share is named. `None` if nothing is counted.
pub fn result(share: &Share, more_than: Option<&Rational>, at_least: Option<&Rational>) -> Option<Result> {
    let half = Rational::new(1, 2)?;
    let (more_than, at_least) =
        if more_than.is_none() && at_least.is_none() { (Some(&half), None) } else { (more_than, at_least) };
    let carried = share.reaches(more_than, at_least)?;
    let is_half = half.checked_mul(&share.all).ok()? == share.yes;
    Some(match (carried, is_half && more_than == Some(&half)) {
        (true, _) => Result::Carried,
        (false, true) => Result::Tied,
        (false, false) => Result::Lost,
    })
}

/// Who of several has been elected, and between whom a lot must be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Elected {
    /// Those who certainly are, by their place in the list.
    pub chosen: Vec<usize>,
    /// Those who have equally many votes for the places that are left.
    pub tied: Vec<usize>,
    /// How many places are left between them.
    pub left: usize,
}

/// Who has been elected by the most votes, where `seats` places are to be filled. Nobody without a vote is elected.
pub fn elected(votes: &[i64], seats: usize) -> Elected {
    let mut order: Vec<usize> = (0..votes.len()).filter(|i| votes[*i] > 0).collect();
    order.sort_by_key(|i| std::cmp::Reverse(votes[*i]));
    let Some(last) = order.get(seats.wrapping_sub(1)).map(|i| votes[*i]).filter(|_| order.len() > seats)
    else {
        order.truncate(seats);
        order.sort_unstable();
        return Elected { chosen: order, ..Elected::default() };
    };
    let mut chosen: Vec<usize> = order.iter().copied().filter(|i| votes[*i] > last).collect();
    let mut tied: Vec<usize> = order.iter().copied().filter(|i| votes[*i] == last).collect();
    let mut left = seats - chosen.len();
    if tied.len() == left {
        chosen.append(&mut tied);
        left = 0;
    }
    chosen.sort_unstable();
    tied.sort_unstable();
    Elected { chosen, tied, left }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(yes: i64, all: i64, more: Option<(i64, i64)>, least: Option<(i64, i64)>) -> Option<Result> {
        let share = |s: Option<(i64, i64)>| s.map(|(a, b)| Rational::new(a, b).expect("a share"));
        let (more, least) = (share(more), share(least));
        result(&Share::of(yes, all).expect("small"), more.as_ref(), least.as_ref())
    }

    #[test]
    fn nothing_is_won_where_nobody_votes() {
        assert_eq!(of(0, 0, None, None), None);
    }

    #[test]
    fn half_is_a_tie_one_more_wins_and_one_less_loses() {
        assert_eq!(of(6, 12, None, None), Some(Result::Tied));
        assert_eq!(of(7, 12, None, None), Some(Result::Carried));
        assert_eq!(of(5, 12, None, None), Some(Result::Lost));
        assert_eq!(of(6, 13, None, None), Some(Result::Lost));
    }

    #[test]
    fn two_thirds_are_reached_exactly_and_never_tied() {
        let needs = Some((2, 3));
        assert_eq!(of(8, 12, None, needs), Some(Result::Carried));
        assert_eq!(of(7, 12, None, needs), Some(Result::Lost));
        assert_eq!(of(6, 12, None, needs), Some(Result::Lost));
    }

    #[test]
    fn a_third_of_those_present_is_enough_to_refer_back() {
        let third = Some((1, 3));
        assert_eq!(of(4, 12, None, third), Some(Result::Carried));
        assert_eq!(of(3, 12, None, third), Some(Result::Lost));
    }

    #[test]
    fn equally_many_votes_for_the_last_place_are_left_to_the_lot() {
        let all = elected(&[5, 3, 3, 1], 2);
        assert_eq!((all.chosen, all.tied, all.left), (vec![0], vec![1, 2], 1));
        let all = elected(&[5, 3, 3, 1], 3);
        assert_eq!((all.chosen, all.tied, all.left), (vec![0, 1, 2], vec![], 0));
        let all = elected(&[5, 0, 0], 2);
        assert_eq!((all.chosen, all.tied, all.left), (vec![0], vec![], 0));
        assert_eq!(elected(&[1, 1], 0), Elected { tied: vec![], ..elected(&[], 0) });
    }

    proptest! {
        #[test]
        fn as_many_are_chosen_or_drawn_as_there_are_places_and_candidates_with_votes(
            votes in proptest::collection::vec(0_i64..6, 0..8), seats in 0_usize..6
        ) {
            let all = elected(&votes, seats);
            let with_votes = votes.iter().filter(|v| **v > 0).count();
            prop_assert_eq!(all.chosen.len() + all.left, seats.min(with_votes));
            prop_assert!(all.left < all.tied.len() || all.tied.is_empty());
            for i in &all.chosen {
                for j in (0..votes.len()).filter(|j| !all.chosen.contains(j)) {
                    prop_assert!(votes[*i] >= votes[j]);
                }
            }
        }
    }
}
