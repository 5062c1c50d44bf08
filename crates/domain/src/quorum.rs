//! Quorum: whether enough decide for a body to act, with the arithmetic.
//!
//! Invariant: exact, and what is not known is not guessed: a quorum that hangs on somebody who may be there is possible,
//! and one that is asked of seats that nobody has counted is never certain.

use crate::{
    presence::{Tally, Truth},
    rational::Rational,
};

/// Whether a body is quorate, and how that comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// How many decide.
    pub deciding: Tally,
    /// Of how many seats; nothing if that is not known.
    pub seats: Option<i64>,
    /// How many are needed.
    pub needed: Option<i64>,
    /// Whether it is.
    pub holds: Truth,
}

/// How many of so many seats are more than a share of them. Nothing if there are none, or the share cannot be passed.
pub fn needed(seats: i64, more_than: &Rational) -> Option<i64> {
    let above = |n: i64| Rational::new(n, seats).is_some_and(|share| share > *more_than);
    if seats <= 0 || !above(seats) {
        return None;
    }
    let (mut low, mut high) = (0, seats);
    while low < high {
        let middle = low + (high - low) / 2;
        if above(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(low)
}

/// Whether more than a share of the seats decide.
pub fn quorum(deciding: Tally, seats: Option<i64>, more_than: &Rational) -> Quorum {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let needed = seats.and_then(|seats| needed(seats, more_than));
    let holds = match needed {
        None => Truth::Possible,
        Some(n) if count(deciding.sure) >= n => Truth::Sure,
        Some(n) if count(deciding.at_most()) >= n => Truth::Possible,
        Some(_) => Truth::No,
    };
    Quorum { deciding, seats, needed, holds }
}

/// Whether more than half of the seats decide, as municipal law asks of bodies (KL 5:45 and 6:27).
pub fn by_law(deciding: Tally, seats: Option<i64>) -> Quorum {
    match Rational::new(1, 2) {
        Some(half) => quorum(deciding, seats, &half),
        None => Quorum { deciding, seats, needed: None, holds: Truth::Possible },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(sure: usize, possible: usize, seats: Option<i64>) -> Truth {
        by_law(Tally { sure, possible }, seats).holds
    }

    #[test]
    fn half_of_the_seats_is_too_few_and_one_more_is_enough() {
        assert_eq!(of(2, 0, Some(5)), Truth::No);
        assert_eq!(of(3, 0, Some(5)), Truth::Sure);
        assert_eq!(of(5, 0, Some(10)), Truth::No);
        assert_eq!(of(6, 0, Some(10)), Truth::Sure);
    }

    #[test]
    fn whoever_may_be_there_makes_it_possible_and_never_certain() {
        assert_eq!(of(2, 1, Some(5)), Truth::Possible);
        assert_eq!(of(1, 1, Some(5)), Truth::No);
        assert_eq!(of(3, 2, Some(5)), Truth::Sure);
    }

    #[test]
    fn seats_that_nobody_has_counted_leave_it_open() {
        assert_eq!(of(40, 0, None), Truth::Possible);
        assert_eq!(of(0, 0, None), Truth::Possible);
        assert_eq!(of(1, 0, Some(0)), Truth::Possible);
    }

    proptest! {
        #[test]
        fn it_holds_exactly_when_the_share_is_passed(
            sure in 0_usize..40, possible in 0_usize..10, seats in 1_i64..60, a in 0_i64..6, b in 1_i64..7
        ) {
            let share = Rational::new(a, b).unwrap();
            let passes = |n: usize| Rational::new(i64::try_from(n).unwrap(), seats).unwrap() > share;
            let q = quorum(Tally { sure, possible }, Some(seats), &share);
            match q.needed {
                Some(n) => {
                    prop_assert_eq!(q.holds == Truth::Sure, passes(sure));
                    prop_assert_eq!(q.holds != Truth::No, passes(sure + possible));
                    prop_assert!(n <= seats && passes(usize::try_from(n).unwrap()));
                    prop_assert!(n == 0 || !passes(usize::try_from(n - 1).unwrap()));
                }
                None => prop_assert!(!passes(usize::try_from(seats).unwrap()) && q.holds == Truth::Possible),
            }
        }

        #[test]
        fn more_who_decide_never_make_it_less(sure in 0_usize..20, possible in 0_usize..5, seats in 1_i64..20) {
            prop_assert!(of(sure, possible, Some(seats)) <= of(sure + 1, possible, Some(seats)));
            prop_assert!(of(sure, possible, Some(seats)) <= of(sure + possible, 0, Some(seats)).max(Truth::Possible));
        }
    }
}
