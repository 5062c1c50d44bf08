//! Where a referral stands on a day: each addressee's state, and all of them together.
//!
//! Invariant: no answer is not an abstention. Whoever has not answered is open or late; only an answer can abstain.

use super::{Answer, AnswerKind, Referral, ReferralAddressee};
use crate::edtf::Edtf;
use jiff::civil::Date;

/// Where one addressee stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AddresseeState {
    /// Has not answered, and still has time, or has no last day.
    Open,
    /// Has answered, whatever and whenever.
    Answered,
    /// Has not answered, and the last day is past.
    Late,
    /// Need not answer any more.
    Withdrawn,
}

impl AddresseeState {
    /// The word of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            AddresseeState::Open => "open",
            AddresseeState::Answered => "answered",
            AddresseeState::Late => "late",
            AddresseeState::Withdrawn => "withdrawn",
        }
    }
}

/// The last day on which an addressee can answer in time: its own if it was given more time.
pub fn last_day<'a>(referral: &'a Referral, addressee: &'a ReferralAddressee) -> Option<&'a Edtf> {
    addressee.extended_to.as_ref().or(referral.due.as_ref())
}

/// Whether something has happened by a day; what has no date has.
fn has_come(date: Option<&Edtf>, on: Date) -> bool {
    date.and_then(Edtf::first).is_none_or(|first| first.date() <= on)
}

/// Where an addressee stands on a day. An imprecise last day is past when all of it is.
pub fn state(
    referral: &Referral,
    addressee: &ReferralAddressee,
    answer: Option<&Answer>,
    on: Date,
) -> AddresseeState {
    if answer.is_some_and(|a| has_come(a.received.as_ref(), on)) {
        return AddresseeState::Answered;
    }
    if addressee.withdrawn.as_ref().is_some_and(|w| has_come(Some(w), on)) {
        return AddresseeState::Withdrawn;
    }
    match last_day(referral, addressee).and_then(Edtf::last) {
        Some(last) if last.date() < on => AddresseeState::Late,
        _ => AddresseeState::Open,
    }
}

/// Whether an answer came in time; `None` if its day or the last day does not tell.
pub fn in_time(referral: &Referral, addressee: &ReferralAddressee, answer: &Answer) -> Option<bool> {
    let due = last_day(referral, addressee)?;
    let received = answer.received.as_ref()?;
    let (earliest, latest) = (received.first()?.date(), received.last()?.date());
    let (first, last) = (due.first()?.date(), due.last()?.date());
    match (latest <= first, earliest > last) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Days from a day to a last day; negative when it is past. `None` if the last day has no end.
pub fn days_left(due: &Edtf, on: Date) -> Option<i32> {
    Some(due.last()?.date().since(on).ok()?.get_days())
}

/// All addressees together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Composed {
    /// How many are asked and not withdrawn.
    pub asked: usize,
    /// How many of them have answered.
    pub answered: usize,
    /// How many have not, and have time.
    pub open: usize,
    /// How many have not, and have no time left.
    pub late: usize,
    /// How many need not answer any more.
    pub withdrawn: usize,
    /// How many answers there are of each kind, in the order of the vocabulary; `None` is an answer without kind.
    pub kinds: Vec<(Option<AnswerKind>, usize)>,
}

/// Puts together the addressees' states with the kinds of those that have answered.
pub fn compose(states: impl IntoIterator<Item = (AddresseeState, Option<AnswerKind>)>) -> Composed {
    let mut composed = Composed::default();
    for (state, kind) in states {
        match state {
            AddresseeState::Withdrawn => composed.withdrawn += 1,
            AddresseeState::Open => composed.open += 1,
            AddresseeState::Late => composed.late += 1,
            AddresseeState::Answered => {
                composed.answered += 1;
                match composed.kinds.iter_mut().find(|(k, _)| *k == kind) {
                    Some((_, n)) => *n += 1,
                    None => composed.kinds.push((kind, 1)),
                }
            }
        }
    }
    composed.asked = composed.answered + composed.open + composed.late;
    composed.kinds.sort_by_key(|(kind, _)| (kind.is_none(), *kind));
    composed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{noun::To, value::ThingId};
    use proptest::prelude::*;

    fn day(s: &str) -> Date {
        s.parse().unwrap()
    }
    fn edtf(s: &str) -> Option<Edtf> {
        Some(s.parse().unwrap())
    }
    fn referral(due: Option<&str>) -> Referral {
        Referral {
            title: "Fast kontakt".into(),
            sender: To::new(ThingId(1)),
            matter: None,
            document: None,
            question: None,
            proposal: None,
            purpose: None,
            sent: None,
            due: due.and_then(edtf),
            allowed: Vec::new(),
            decided_by: None,
            follows_up: Vec::new(),
        }
    }
    fn addressee() -> ReferralAddressee {
        ReferralAddressee {
            referral: To::new(ThingId(2)),
            organisation: To::new(ThingId(3)),
            extended_to: None,
            extension_reason: None,
            reminded: Vec::new(),
            withdrawn: None,
        }
    }
    fn answer(received: Option<&str>) -> Answer {
        Answer {
            referral: To::new(ThingId(2)),
            organisation: To::new(ThingId(3)),
            kind: Some(AnswerKind::Abstain),
            set_by: None,
            decision: None,
            document: None,
            received: received.and_then(edtf),
            text: None,
            own_start: None,
        }
    }

    #[test]
    fn who_has_not_answered_is_late_the_day_after_the_last_day_and_not_before() {
        let referral = referral(Some("2022-10-07"));
        let at = |d| state(&referral, &addressee(), None, day(d));
        assert_eq!(at("2022-10-08"), AddresseeState::Late);
        assert_eq!(at("2022-10-07"), AddresseeState::Open);
        assert_eq!(at("2022-10-06"), AddresseeState::Open);
    }

    #[test]
    fn more_time_moves_the_limit_for_the_one_who_was_given_it() {
        let referral = referral(Some("2022-10-07"));
        let extended = ReferralAddressee { extended_to: edtf("2022-10-14"), ..addressee() };
        assert_eq!(state(&referral, &extended, None, day("2022-10-14")), AddresseeState::Open);
        assert_eq!(state(&referral, &extended, None, day("2022-10-15")), AddresseeState::Late);
    }

    #[test]
    fn a_last_day_known_by_month_is_past_when_the_month_is() {
        let referral = referral(Some("2022-10"));
        assert_eq!(state(&referral, &addressee(), None, day("2022-10-31")), AddresseeState::Open);
        assert_eq!(state(&referral, &addressee(), None, day("2022-11-01")), AddresseeState::Late);
    }

    #[test]
    fn without_a_last_day_nobody_is_late() {
        assert_eq!(state(&referral(None), &addressee(), None, day("2099-01-01")), AddresseeState::Open);
    }

    #[test]
    fn an_answer_counts_from_the_day_it_came() {
        let referral = referral(Some("2022-10-07"));
        let answer = answer(Some("2022-09-28"));
        let at = |d| state(&referral, &addressee(), Some(&answer), day(d));
        assert_eq!(at("2022-09-27"), AddresseeState::Open);
        assert_eq!(at("2022-09-28"), AddresseeState::Answered);
        assert_eq!(at("2023-09-28"), AddresseeState::Answered);
    }

    #[test]
    fn a_late_answer_is_an_answer_and_known_to_be_late() {
        let referral = referral(Some("2022-10-07"));
        let late = answer(Some("2022-10-08"));
        assert_eq!(state(&referral, &addressee(), Some(&late), day("2022-10-09")), AddresseeState::Answered);
        assert_eq!(in_time(&referral, &addressee(), &late), Some(false));
        assert_eq!(in_time(&referral, &addressee(), &answer(Some("2022-10-07"))), Some(true));
        assert_eq!(in_time(&referral, &addressee(), &answer(Some("2022-10"))), None);
        assert_eq!(in_time(&referral, &addressee(), &answer(None)), None);
    }

    #[test]
    fn whoever_is_withdrawn_owes_no_answer_from_that_day() {
        let referral = referral(Some("2022-10-07"));
        let withdrawn = ReferralAddressee { withdrawn: edtf("2022-10-01"), ..addressee() };
        assert_eq!(state(&referral, &withdrawn, None, day("2022-09-30")), AddresseeState::Open);
        assert_eq!(state(&referral, &withdrawn, None, day("2022-10-08")), AddresseeState::Withdrawn);
    }

    #[test]
    fn no_answer_is_no_abstention() {
        let composed = compose([
            (AddresseeState::Open, None),
            (AddresseeState::Late, None),
            (AddresseeState::Answered, Some(AnswerKind::Abstain)),
            (AddresseeState::Withdrawn, None),
        ]);
        assert_eq!(composed.kinds, [(Some(AnswerKind::Abstain), 1)]);
        assert_eq!((composed.asked, composed.answered, composed.open, composed.late), (3, 1, 1, 1));
    }

    #[test]
    fn the_day_itself_leaves_no_days_and_the_day_after_is_minus_one() {
        let due = edtf("2022-10-07").unwrap();
        assert_eq!(days_left(&due, day("2022-09-29")), Some(8));
        assert_eq!(days_left(&due, day("2022-10-07")), Some(0));
        assert_eq!(days_left(&due, day("2022-10-08")), Some(-1));
    }

    proptest! {
        #[test]
        fn nobody_gets_out_of_a_composition(states in prop::collection::vec(0_u8..4, 0..40)) {
            let states: Vec<_> = states.iter().map(|n| match n {
                0 => (AddresseeState::Open, None),
                1 => (AddresseeState::Answered, Some(AnswerKind::Accept)),
                2 => (AddresseeState::Late, None),
                _ => (AddresseeState::Withdrawn, None),
            }).collect();
            let composed = compose(states.iter().copied());
            prop_assert_eq!(composed.asked + composed.withdrawn, states.len());
            prop_assert_eq!(composed.kinds.iter().map(|(_, n)| n).sum::<usize>(), composed.answered);
        }

        #[test]
        fn once_late_stays_late_until_answered(days in 0_i32..800) {
            let referral = referral(Some("2022-10-07"));
            let on = day("2022-10-08").checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(state(&referral, &addressee(), None, on), AddresseeState::Late);
            prop_assert_eq!(state(&referral, &addressee(), Some(&answer(None)), on), AddresseeState::Answered);
        }
    }
}
