//! What can be done with one organisation's part in a referral, and what cannot: more time, taking the question back, answering.
//!
//! Invariant: who has answered is neither given more time nor freed; who is freed does not answer.

use super::{
    Answer, AnswerKind, Referral, ReferralAddressee,
    state::{AddresseeState, last_day, state},
};
use crate::edtf::Edtf;
use jiff::civil::Date;

/// Why it cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The question to that organisation was withdrawn.
    Withdrawn,
    /// It has answered.
    Answered,
    /// The new last day is not after the one that it has.
    NotLater,
    /// The question does not name that kind of answer.
    OtherKind,
    /// A start of one's own needs a date.
    NeedsStart,
    /// It needs a reason.
    NeedsReason,
}

/// Whether an organisation may be given time until then.
pub fn extend(
    (referral, addressee, answer): (&Referral, &ReferralAddressee, Option<&Answer>),
    to: &Edtf,
    has_reason: bool,
    on: Date,
) -> Result<(), Refusal> {
    still_asked(referral, addressee, answer, on)?;
    if !has_reason {
        return Err(Refusal::NeedsReason);
    }
    let before = last_day(referral, addressee).and_then(Edtf::last);
    match (before, to.last()) {
        (Some(before), Some(to)) if to.date() <= before.date() => Err(Refusal::NotLater),
        _ => Ok(()),
    }
}

/// Whether the question to an organisation may be taken back.
pub fn withdraw(
    (referral, addressee, answer): (&Referral, &ReferralAddressee, Option<&Answer>),
    on: Date,
) -> Result<(), Refusal> {
    still_asked(referral, addressee, answer, on)
}

/// Whether an organisation may answer so. Late is no reason against an answer; what it says is told beside it.
pub fn answer(
    (referral, addressee, before): (&Referral, &ReferralAddressee, Option<&Answer>),
    kind: Option<AnswerKind>,
    own_start: Option<&Edtf>,
    on: Date,
) -> Result<(), Refusal> {
    still_asked(referral, addressee, before, on)?;
    match kind {
        Some(kind) if !referral.allowed.is_empty() && !referral.allowed.contains(&kind) => {
            Err(Refusal::OtherKind)
        }
        Some(AnswerKind::OwnStart) if own_start.is_none() => Err(Refusal::NeedsStart),
        _ => Ok(()),
    }
}

fn still_asked(
    referral: &Referral,
    addressee: &ReferralAddressee,
    answer: Option<&Answer>,
    on: Date,
) -> Result<(), Refusal> {
    // An answer that comes later than the day that is looked at is an answer all the same.
    if answer.is_some() {
        return Err(Refusal::Answered);
    }
    match state(referral, addressee, answer, on) {
        AddresseeState::Withdrawn => Err(Refusal::Withdrawn),
        AddresseeState::Answered => Err(Refusal::Answered),
        AddresseeState::Open | AddresseeState::Late => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{noun::To, value::ThingId};
    use jiff::civil::date;

    fn referral(allowed: Vec<AnswerKind>) -> Referral {
        Referral {
            title: "Fråga".to_owned(),
            sender: To::new(ThingId(1)),
            matter: None,
            document: None,
            question: None,
            proposal: None,
            purpose: None,
            sent: Some(Edtf::day(date(2022, 6, 1))),
            due: Some(Edtf::day(date(2022, 10, 31))),
            allowed,
            decided_by: None,
            follows_up: Vec::new(),
        }
    }

    fn asked() -> ReferralAddressee {
        ReferralAddressee {
            referral: To::new(ThingId(2)),
            organisation: To::new(ThingId(3)),
            extended_to: None,
            extension_reason: None,
            reminded: Vec::new(),
            withdrawn: None,
        }
    }

    fn answered() -> Answer {
        Answer {
            referral: To::new(ThingId(2)),
            organisation: To::new(ThingId(3)),
            kind: Some(AnswerKind::Accept),
            set_by: None,
            decision: None,
            document: None,
            received: Some(Edtf::day(date(2022, 10, 7))),
            text: None,
            own_start: None,
        }
    }

    #[test]
    fn more_time_is_later_than_the_time_that_one_has_and_has_a_reason() {
        let (r, a, on) = (referral(Vec::new()), asked(), date(2022, 9, 1));
        let day = |d| Edtf::day(date(2022, 10, d));
        assert_eq!(extend((&r, &a, None), &day(30), true, on), Err(Refusal::NotLater));
        assert_eq!(extend((&r, &a, None), &day(31), true, on), Err(Refusal::NotLater));
        let later = Edtf::day(date(2022, 11, 1));
        assert_eq!(extend((&r, &a, None), &later, false, on), Err(Refusal::NeedsReason));
        assert_eq!(extend((&r, &a, None), &later, true, on), Ok(()));
        let once = ReferralAddressee { extended_to: Some(later.clone()), ..asked() };
        assert_eq!(extend((&r, &once, None), &later, true, on), Err(Refusal::NotLater));
        let open = Referral { due: None, ..referral(Vec::new()) };
        assert_eq!(extend((&open, &a, None), &later, true, on), Ok(()), "no last day is earlier than none");
    }

    #[test]
    fn who_is_freed_does_not_answer_and_who_has_answered_is_not_asked_any_more() {
        let (r, on) = (referral(Vec::new()), date(2022, 10, 7));
        let freed = ReferralAddressee { withdrawn: Some(Edtf::day(on)), ..asked() };
        assert_eq!(answer((&r, &freed, None), None, None, on), Err(Refusal::Withdrawn));
        assert_eq!(answer((&r, &freed, None), None, None, date(2022, 10, 6)), Ok(()), "the day before");
        assert_eq!(withdraw((&r, &freed, None), on), Err(Refusal::Withdrawn));
        let came = answered();
        for on in [date(2022, 10, 6), on] {
            assert_eq!(answer((&r, &asked(), Some(&came)), None, None, on), Err(Refusal::Answered));
            assert_eq!(withdraw((&r, &asked(), Some(&came)), on), Err(Refusal::Answered));
        }
    }

    #[test]
    fn an_answer_is_of_a_kind_that_is_asked_for_late_or_not() {
        let (narrow, a) = (referral(vec![AnswerKind::Accept, AnswerKind::OwnStart]), asked());
        let late = date(2023, 1, 1);
        let of = |kind| answer((&narrow, &a, None), Some(kind), None, late);
        assert_eq!(of(AnswerKind::Reject), Err(Refusal::OtherKind));
        assert_eq!(of(AnswerKind::OwnStart), Err(Refusal::NeedsStart));
        assert_eq!(of(AnswerKind::Accept), Ok(()));
        assert_eq!(answer((&narrow, &a, None), None, None, late), Ok(()), "nobody has to name a kind");
        let wide = referral(Vec::new());
        assert_eq!(answer((&wide, &a, None), Some(AnswerKind::Reject), None, late), Ok(()));
    }
}
