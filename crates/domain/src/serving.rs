//! Serving: which substitute may serve for whom, and who may come back to a seat.
//!
//! Invariant: the order is the body's own; whoever may not serve is named with the reason, and a reason that is not known
//! (no order, no party told) is no refusal.

use crate::body::{Profile, ReturnRegime, SubstituteRegime};

/// A substitute as the body has appointed him or her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitute<K> {
    /// Who.
    pub person: K,
    /// Place in the order, 1 first.
    pub order: Option<i64>,
    /// The party.
    pub party: Option<String>,
    /// The member whose own substitute he or she is.
    pub own: Option<K>,
    /// Whether he or she is there and does not serve yet.
    pub is_free: bool,
}

/// Why somebody may not serve for a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Not<K> {
    /// The body has no substitutes.
    Forbidden,
    /// He or she is not there, or serves already.
    NotFree,
    /// Somebody before him or her in the order is free.
    Before(K),
    /// Is another member's own substitute.
    OfAnother,
    /// Is of another party, and one of the member's own party is free.
    OtherParty(K),
    /// Is nobody whom the body has appointed as substitute.
    NoSubstitute,
}

/// Who may serve for a member, in the order in which they are asked; the refused ones with the reason.
pub fn candidates<K: Copy + Eq>(
    regime: Option<SubstituteRegime>,
    member: K,
    party: Option<&str>,
    substitutes: &[Substitute<K>],
) -> Vec<(K, Option<Not<K>>)> {
    let mut order: Vec<&Substitute<K>> = substitutes.iter().collect();
    order.sort_by_key(|s| (s.order.is_none(), s.order));
    let same = |s: &Substitute<K>| match (party, s.party.as_deref()) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    };
    if regime == Some(SubstituteRegime::ByParty) {
        order.sort_by_key(|s| !same(s));
    }
    let first_free = order.iter().find(|s| s.is_free).copied();
    let of_party = order.iter().find(|s| s.is_free && same(s)).copied();
    let verdict = |s: &Substitute<K>| match regime {
        Some(SubstituteRegime::Forbidden) => Some(Not::Forbidden),
        _ if !s.is_free => Some(Not::NotFree),
        Some(SubstituteRegime::Personal) => match s.own {
            Some(own) if own != member => Some(Not::OfAnother),
            _ => None,
        },
        Some(SubstituteRegime::Ordered) => before(s, first_free),
        Some(SubstituteRegime::ByParty) => match of_party {
            Some(first) if !same(s) && s.party.is_some() => Some(Not::OtherParty(first.person)),
            Some(first) => before(s, Some(first)),
            None => before(s, first_free),
        },
        Some(SubstituteRegime::Free) | None => None,
    };
    order.into_iter().map(|s| (s.person, verdict(s))).collect()
}

fn before<K: Copy + Eq>(s: &Substitute<K>, first: Option<&Substitute<K>>) -> Option<Not<K>> {
    let first = first.filter(|f| f.person != s.person)?;
    match (first.order, s.order) {
        (Some(a), Some(b)) if a < b => Some(Not::Before(first.person)),
        _ => None,
    }
}

/// Why one person may not serve for a member; nothing if he or she may.
pub fn refusal<K: Copy + Eq>(
    regime: Option<SubstituteRegime>,
    (person, member): (K, K),
    party: Option<&str>,
    substitutes: &[Substitute<K>],
) -> Option<Not<K>> {
    if regime == Some(SubstituteRegime::Forbidden) {
        return Some(Not::Forbidden);
    }
    let found = candidates(regime, member, party, substitutes).into_iter().find(|(p, _)| *p == person);
    match (found, regime) {
        (Some((_, not)), _) => not,
        (None, Some(SubstituteRegime::Free) | None) => None,
        (None, _) => Some(Not::NoSubstitute),
    }
}

/// When a member who has stopped serving may serve again, where the body has said nothing: municipal law lets back only
/// who was disqualified (KL 5:18 and 5:20); where no law holds everybody may.
pub const fn returns_of(profile: Option<Profile>) -> ReturnRegime {
    match profile {
        Some(profile) if profile.is_statutory() => ReturnRegime::AfterDisqualification,
        _ => ReturnRegime::Free,
    }
}

/// Whether a member who has stopped serving may serve again the same day.
pub const fn may_return(regime: ReturnRegime, was_disqualified: bool) -> bool {
    match regime {
        ReturnRegime::Never => false,
        ReturnRegime::AfterDisqualification => was_disqualified,
        ReturnRegime::Free => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sub(person: u8, order: i64, party: &str, is_free: bool) -> Substitute<u8> {
        Substitute { person, order: Some(order), party: Some(party.to_owned()), own: None, is_free }
    }

    #[test]
    fn nobody_serves_where_substitutes_are_forbidden() {
        let regime = Some(SubstituteRegime::Forbidden);
        assert_eq!(refusal(regime, (9, 1), None, &[sub(9, 1, "S", true)]), Some(Not::Forbidden));
    }

    #[test]
    fn the_second_in_the_order_waits_for_the_first_until_the_first_serves() {
        let regime = Some(SubstituteRegime::Ordered);
        let both = [sub(11, 1, "S", true), sub(12, 2, "M", true)];
        assert_eq!(refusal(regime, (12, 1), None, &both), Some(Not::Before(11)));
        assert_eq!(refusal(regime, (11, 1), None, &both), None);
        let serving = [sub(11, 1, "S", false), sub(12, 2, "M", true)];
        assert_eq!(refusal(regime, (12, 1), None, &serving), None);
        assert_eq!(refusal(regime, (11, 1), None, &serving), Some(Not::NotFree));
        assert_eq!(refusal(regime, (13, 1), None, &both), Some(Not::NoSubstitute));
    }

    #[test]
    fn another_party_serves_only_when_the_own_one_has_nobody_left() {
        let regime = Some(SubstituteRegime::ByParty);
        let both = [sub(11, 1, "S", true), sub(12, 2, "M", true)];
        assert_eq!(refusal(regime, (11, 1), Some("M"), &both), Some(Not::OtherParty(12)));
        assert_eq!(candidates(regime, 1, Some("M"), &both)[0], (12, None));
        let taken = [sub(11, 1, "S", true), sub(12, 2, "M", false)];
        assert_eq!(refusal(regime, (11, 1), Some("M"), &taken), None);
    }

    #[test]
    fn a_personal_substitute_serves_for_his_own_member_alone() {
        let regime = Some(SubstituteRegime::Personal);
        let mine = [Substitute { own: Some(1), ..sub(11, 1, "S", true) }];
        assert_eq!(refusal(regime, (11, 2), None, &mine), Some(Not::OfAnother));
        assert_eq!(refusal(regime, (11, 1), None, &mine), None);
    }

    #[test]
    fn what_is_not_told_refuses_nobody() {
        let unordered = [
            Substitute { order: None, party: None, ..sub(11, 1, "", true) },
            Substitute { order: None, party: None, ..sub(12, 1, "", true) },
        ];
        for regime in [SubstituteRegime::Ordered, SubstituteRegime::ByParty, SubstituteRegime::Personal] {
            assert_eq!(refusal(Some(regime), (12, 1), Some("S"), &unordered), None, "{regime:?}");
        }
        assert_eq!(refusal(None, (77, 1), None, &unordered), None);
    }

    #[test]
    fn law_lets_back_only_who_was_disqualified_and_a_network_lets_back_everybody() {
        let board = returns_of(Some(Profile::Board));
        assert!(!may_return(board, false) && may_return(board, true));
        let network = returns_of(Some(Profile::Network));
        assert!(may_return(network, false));
        assert!(!may_return(ReturnRegime::Never, true));
    }
}
