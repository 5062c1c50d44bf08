//! A vote counted on several bases at once: votes cast, those present, seats, weights, members.
//!
//! Invariant: exact, and only where everything that a basis rests on is known: a member of whom nobody says whom he or she
//! represents makes the count by members unknown, not smaller.

use crate::{majority::Share, rational::Rational, vote::MajorityBasis};

/// One who has voted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voter<K> {
    /// For yes or for no; nothing if he or she abstained.
    pub yes: Option<bool>,
    /// What the vote weighs.
    pub weight: Rational,
    /// The member that he or she represents, if that is told.
    pub member: Option<K>,
}

/// Everything that a vote can be counted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Electorate<K> {
    /// Who has voted, where it is told name by name.
    pub voters: Vec<Voter<K>>,
    /// Yes and no, as they were counted.
    pub counts: [i64; 2],
    /// How many are present and may decide, if that is certain.
    pub present: Option<i64>,
    /// How many seats the body has, if that is known.
    pub seats: Option<i64>,
}

/// All bases, in the order in which results are told.
pub const BASES: [MajorityBasis; 5] = [
    MajorityBasis::Cast,
    MajorityBasis::Present,
    MajorityBasis::Seats,
    MajorityBasis::Members,
    MajorityBasis::Weights,
];

impl<K: Copy + Eq> Electorate<K> {
    /// Yes and the whole on one basis; nothing if what it rests on is not known, or the whole is nothing.
    pub fn on(&self, basis: MajorityBasis) -> Option<Share> {
        let [yes, no] = self.counts;
        let share = match basis {
            MajorityBasis::Cast => Share::of(yes, yes.checked_add(no)?)?,
            MajorityBasis::Present => Share::of(yes, self.present?)?,
            MajorityBasis::Seats => Share::of(yes, self.seats?)?,
            MajorityBasis::Weights => self.weights()?,
            MajorityBasis::Members => self.members()?,
        };
        (!share.all.is_zero()).then_some(share)
    }

    /// The results on every basis that is known.
    pub fn results(&self) -> Vec<(MajorityBasis, Share)> {
        BASES.iter().filter_map(|basis| Some((*basis, self.on(*basis)?))).collect()
    }

    fn weights(&self) -> Option<Share> {
        if self.voters.is_empty() {
            return None;
        }
        let of = |side: bool| {
            Rational::checked_sum(self.voters.iter().filter(|v| v.yes == Some(side)).map(|v| &v.weight)).ok()
        };
        let (yes, no) = (of(true)?, of(false)?);
        Some(Share { yes, all: yes.checked_add(&no).ok()? })
    }

    /// Each member counts once. One whose representatives are divided counts in the whole, and not for yes.
    fn members(&self) -> Option<Share> {
        let mut sides: Vec<(K, bool)> = Vec::new();
        for voter in self.voters.iter().filter(|v| v.yes.is_some()) {
            let (member, yes) = (voter.member?, voter.yes == Some(true));
            match sides.iter_mut().find(|(m, _)| *m == member) {
                Some((_, all_yes)) => *all_yes &= yes,
                None => sides.push((member, yes)),
            }
        }
        let count = |n: usize| i64::try_from(n).ok();
        Share::of(count(sides.iter().filter(|(_, yes)| *yes).count())?, count(sides.len())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn voter(yes: Option<bool>, weight: i64, member: Option<u8>) -> Voter<u8> {
        Voter { yes, weight: Rational::new(weight, 1).unwrap(), member }
    }
    fn of(voters: Vec<Voter<u8>>, present: Option<i64>, seats: Option<i64>) -> Electorate<u8> {
        let count = |side| i64::try_from(voters.iter().filter(|v| v.yes == Some(side)).count()).unwrap();
        Electorate { counts: [count(true), count(false)], voters, present, seats }
    }

    #[test]
    fn what_is_not_known_gives_no_result() {
        let open = of(vec![voter(Some(true), 1, None), voter(Some(false), 1, Some(1))], None, None);
        assert_eq!(open.on(MajorityBasis::Present), None);
        assert_eq!(open.on(MajorityBasis::Seats), None);
        assert_eq!(open.on(MajorityBasis::Members), None, "of one it is not told whom he represents");
        let secret = Electorate::<u8> { voters: Vec::new(), counts: [3, 2], present: Some(6), seats: None };
        assert_eq!(secret.on(MajorityBasis::Weights), None);
        assert_eq!(secret.on(MajorityBasis::Present), Share::of(3, 6));
        assert_eq!(of(Vec::new(), Some(4), Some(4)).on(MajorityBasis::Cast), None, "nobody voted");
    }

    #[test]
    fn one_vote_comes_out_differently_on_each_basis() {
        let votes = vec![
            voter(Some(true), 3, Some(1)),
            voter(Some(true), 1, Some(2)),
            voter(Some(false), 1, Some(2)),
            voter(Some(false), 1, Some(3)),
            voter(None, 5, Some(4)),
        ];
        let told = of(votes, Some(6), Some(7)).results();
        assert_eq!(
            told,
            [
                (MajorityBasis::Cast, Share::of(2, 4).unwrap()),
                (MajorityBasis::Present, Share::of(2, 6).unwrap()),
                (MajorityBasis::Seats, Share::of(2, 7).unwrap()),
                (MajorityBasis::Members, Share::of(1, 3).unwrap()),
                (MajorityBasis::Weights, Share::of(4, 6).unwrap()),
            ]
        );
    }

    proptest! {
        #[test]
        fn equal_votes_of_members_with_one_each_come_out_alike(
            sides in proptest::collection::vec(any::<bool>(), 1..20)
        ) {
            let voters = sides.iter().zip(0_u8..).map(|(yes, m)| voter(Some(*yes), 1, Some(m))).collect();
            let n = i64::try_from(sides.len()).unwrap();
            let all = of(voters, Some(n), Some(n));
            let first = all.on(MajorityBasis::Cast);
            prop_assert!(first.is_some());
            for basis in BASES {
                prop_assert_eq!(all.on(basis), first);
            }
        }
    }
}
