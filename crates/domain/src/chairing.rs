//! Who has the chair: whoever the roll names until somebody takes it, part by part of a meeting.
//!
//! Invariant: nobody chairs because nobody has said otherwise: when the chair has left or is disqualified and nobody is said
//! to have taken it, the chair is empty; when it is not said from where on somebody had it, it may be either.

use crate::{
    paragraphs::Paragraph,
    presence::{Standing, Truth},
};

/// Who has the chair at one part of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chair<K> {
    /// Nobody is named.
    Nobody,
    /// He or she has.
    Has(K),
    /// One of them has, and it is not told which.
    OneOf(Vec<K>),
    /// He or she had it last and is not there, or may not take part in this; nobody is said to have taken it.
    Empty(K),
}

impl<K: Copy> Chair<K> {
    /// The chair, if that is certain.
    pub fn known(&self) -> Option<K> {
        match self {
            Chair::Has(one) => Some(*one),
            Chair::Nobody | Chair::OneOf(_) | Chair::Empty(_) => None,
        }
    }
}

/// Who has the chair at a §: `named` are those whom the roll names, `taken` who took it at the beginning of which § (nothing
/// if that is not told), in the order in which it was entered.
pub fn at<K: Copy + Eq>(named: &[K], taken: &[(Option<Paragraph>, K)], paragraph: Paragraph) -> Chair<K> {
    if taken.iter().any(|(from, _)| from.is_none()) {
        return one_of(named.iter().copied().chain(taken.iter().map(|(_, who)| *who)));
    }
    let before = taken.iter().filter_map(|(from, who)| Some(((*from)?, *who)));
    // Of several at the same §, the one that was entered last counts.
    let latest = before.filter(|(from, _)| *from <= paragraph).fold(None, |best, next| match best {
        Some((from, _)) if from > next.0 => best,
        _ => Some(next),
    });
    match latest {
        Some((_, who)) => Chair::Has(who),
        None => one_of(named.iter().copied()),
    }
}

/// Who has the chair after everything that was entered.
pub fn now<K: Copy + Eq>(named: &[K], taken: &[(Option<Paragraph>, K)]) -> Chair<K> {
    match taken.last() {
        Some((_, who)) => Chair::Has(*who),
        None => one_of(named.iter().copied()),
    }
}

fn one_of<K: Copy + Eq>(all: impl Iterator<Item = K>) -> Chair<K> {
    let mut several: Vec<K> = Vec::new();
    for one in all {
        if !several.contains(&one) {
            several.push(one);
        }
    }
    match several.as_slice() {
        [] => Chair::Nobody,
        [one] => Chair::Has(*one),
        _ => Chair::OneOf(several),
    }
}

/// The chair with what is known of his or her presence: whoever is not there, or takes part in meetings of the body only to
/// decide and may not decide in this, has left it empty.
pub fn present<K: Copy>(chair: Chair<K>, standing: impl Fn(K) -> Option<Standing<K>>) -> Chair<K> {
    let Chair::Has(who) = chair else { return chair };
    let is_gone = standing(who).is_some_and(|s| {
        let decides = matches!(
            s.capacity,
            Some(
                crate::attendance::Capacity::Member
                    | crate::attendance::Capacity::AbsentMember
                    | crate::attendance::Capacity::ServingSubstitute
            )
        );
        s.present == Truth::No || (decides && s.entitled == Truth::No)
    });
    if is_gone { Chair::Empty(who) } else { chair }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attendance::Capacity;
    use proptest::prelude::*;

    fn p(n: u32) -> Paragraph {
        Paragraph::new(n).unwrap()
    }
    fn standing(present: Truth, entitled: Truth, capacity: Capacity) -> Standing<u8> {
        Standing { present, capacity: Some(capacity), entitled, serves_for: None }
    }

    #[test]
    fn nobody_chairs_a_meeting_of_which_nobody_is_named() {
        assert_eq!(at::<u8>(&[], &[], p(1)), Chair::Nobody);
        assert_eq!(now::<u8>(&[], &[]), Chair::Nobody);
    }

    #[test]
    fn the_chair_goes_over_at_its_paragraph_and_back() {
        let taken = [(Some(p(5)), 2), (Some(p(8)), 1)];
        let chairs: Vec<_> = (4..=8).map(|n| at(&[1], &taken, p(n)).known()).collect();
        assert_eq!(chairs, [Some(1), Some(2), Some(2), Some(2), Some(1)]);
        assert_eq!(now(&[1], &taken), Chair::Has(1));
    }

    #[test]
    fn of_two_who_took_it_at_the_same_paragraph_the_last_entered_has_it() {
        assert_eq!(at(&[1], &[(Some(p(5)), 2), (Some(p(5)), 3)], p(5)), Chair::Has(3));
    }

    #[test]
    fn who_took_it_at_a_time_that_is_not_told_may_have_it_everywhere() {
        assert_eq!(at(&[1], &[(None, 2)], p(5)), Chair::OneOf(vec![1, 2]));
        assert_eq!(at(&[1, 3], &[], p(5)), Chair::OneOf(vec![1, 3]), "the roll names two");
    }

    #[test]
    fn a_chair_who_is_gone_or_disqualified_has_left_it_empty_and_one_who_may_be_there_has_not() {
        let chair = || Chair::Has(1_u8);
        let with = |s| present(chair(), move |_| Some(s));
        assert_eq!(with(standing(Truth::No, Truth::No, Capacity::Member)), Chair::Empty(1));
        assert_eq!(with(standing(Truth::Sure, Truth::No, Capacity::Member)), Chair::Empty(1));
        assert_eq!(with(standing(Truth::Possible, Truth::Possible, Capacity::Member)), chair());
        assert_eq!(with(standing(Truth::Sure, Truth::No, Capacity::Official)), chair(), "a network's chair");
        assert_eq!(present(chair(), |_| None), chair());
    }

    proptest! {
        #[test]
        fn between_two_takings_one_and_the_same_has_the_chair(
            steps in proptest::collection::vec((1_u32..30, 1_u8..5), 0..6), n in 1_u32..30
        ) {
            let taken: Vec<_> = steps.iter().map(|(n, who)| (Some(p(*n)), *who)).collect();
            let chair = at(&[0], &taken, p(n));
            let is_taken = steps.iter().any(|(from, _)| *from == n + 1);
            if !is_taken {
                prop_assert_eq!(&chair, &at(&[0], &taken, p(n + 1)));
            }
            prop_assert!(matches!(chair, Chair::Has(_)));
        }
    }
}
