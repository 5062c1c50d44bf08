//! The steps of a commission: who takes which, from where it leads, and what must be said with it.
//!
//! Invariant: whoever got it says whether it is taken on and handed over; whoever gave it says whether that will do.

use super::CommissionState::{self, Accepted, Closed, Delivered, Given, Noted, Reported, Returned, UnderWay};

/// Which of the two takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Who got the commission.
    Assignee,
    /// Who gave it.
    Giver,
}

/// A step of a commission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Takes it on.
    Accept,
    /// Hands it back, with the reason.
    HandBack,
    /// Begins.
    Begin,
    /// Hands over what was asked for.
    Deliver,
    /// Wants more of what was handed over, with the reason.
    Resume,
    /// The report has been an item.
    Report,
    /// The report is noted.
    Note,
    /// Nothing more is asked for.
    Close,
    /// Gives it anew, perhaps to somebody else.
    GiveAnew,
    /// Gives more time, with the reason.
    Extend,
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It does not lead from where the commission is.
    NotFromHere,
    /// It needs a reason.
    NeedsReason,
}

impl Step {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Step; 10] = [
        Step::Accept,
        Step::Begin,
        Step::Deliver,
        Step::HandBack,
        Step::Report,
        Step::Note,
        Step::Resume,
        Step::Extend,
        Step::GiveAnew,
        Step::Close,
    ];

    /// Its word in forms and the trail.
    pub const fn as_str(self) -> &'static str {
        match self {
            Step::Accept => "accept",
            Step::HandBack => "hand_back",
            Step::Begin => "begin",
            Step::Deliver => "deliver",
            Step::Resume => "resume",
            Step::Report => "report",
            Step::Note => "note",
            Step::Close => "close",
            Step::GiveAnew => "give_anew",
            Step::Extend => "extend",
        }
    }

    /// The step of that word.
    pub fn named(word: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|s| s.as_str() == word)
    }

    /// Who takes it.
    pub const fn side(self) -> Side {
        match self {
            Step::Accept | Step::HandBack | Step::Begin | Step::Deliver => Side::Assignee,
            Step::Resume | Step::Report | Step::Note | Step::Close | Step::GiveAnew | Step::Extend => {
                Side::Giver
            }
        }
    }

    /// Where it leads from there; where the commission is may be unknown, and then it may be anywhere.
    const fn leads_from(self, state: CommissionState) -> bool {
        match self {
            Step::Accept => matches!(state, Given),
            Step::Begin => matches!(state, Given | Accepted),
            Step::Deliver => matches!(state, Given | Accepted | UnderWay),
            Step::HandBack => matches!(state, Given | Accepted | UnderWay),
            Step::Report => matches!(state, Given | Accepted | UnderWay | Delivered),
            Step::Note => matches!(state, Delivered | Reported),
            Step::Resume => matches!(state, Delivered | Reported),
            Step::Extend => matches!(state, Given | Accepted | UnderWay),
            Step::GiveAnew => matches!(state, Returned),
            Step::Close => !matches!(state, Closed),
        }
    }

    /// Where the commission is after it; the same if it changes only its time.
    const fn leads_to(self) -> Option<CommissionState> {
        match self {
            Step::Accept => Some(Accepted),
            Step::HandBack => Some(Returned),
            Step::Begin | Step::Resume => Some(UnderWay),
            Step::Deliver => Some(Delivered),
            Step::Report => Some(Reported),
            Step::Note => Some(Noted),
            Step::Close => Some(Closed),
            Step::GiveAnew => Some(Given),
            Step::Extend => None,
        }
    }

    /// Whether a reason must be given: where something is taken from somebody, or ends before it is done.
    pub fn needs_reason(self, state: Option<CommissionState>) -> bool {
        match self {
            Step::HandBack | Step::Resume | Step::Extend => true,
            Step::Close => !matches!(state, Some(Delivered | Reported | Noted)),
            Step::Accept | Step::Begin | Step::Deliver | Step::Report | Step::Note | Step::GiveAnew => false,
        }
    }

    /// Whether it can be taken from there.
    pub fn is_open_from(self, state: Option<CommissionState>) -> bool {
        state.is_none_or(|state| self.leads_from(state))
    }
}

/// Takes a step: where the commission is then.
pub fn take(
    state: Option<CommissionState>,
    step: Step,
    has_reason: bool,
) -> Result<Option<CommissionState>, Refusal> {
    if !step.is_open_from(state) {
        return Err(Refusal::NotFromHere);
    }
    if step.needs_reason(state) && !has_reason {
        return Err(Refusal::NeedsReason);
    }
    Ok(step.leads_to().or(state))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [CommissionState; 8] =
        [Given, Accepted, Returned, UnderWay, Delivered, Reported, Noted, Closed];

    /// The steps that lead from there, with a reason.
    fn open(state: CommissionState) -> Vec<(&'static str, Option<CommissionState>)> {
        let taken = |s: Step| Some((s.as_str(), take(Some(state), s, true).ok()?));
        Step::ALL.into_iter().filter_map(taken).collect()
    }

    #[test]
    fn from_each_place_lead_these_steps_and_no_others() {
        let to = |word: &'static str, state| (word, Some(state));
        let close = to("close", Closed);
        let working = [to("deliver", Delivered), to("hand_back", Returned), to("report", Reported)];
        let [deliver, back, report] = working;
        let more = |state| to("extend", state);
        assert_eq!(
            open(Given),
            [to("accept", Accepted), to("begin", UnderWay), deliver, back, report, more(Given), close]
        );
        assert_eq!(open(Accepted), [to("begin", UnderWay), deliver, back, report, more(Accepted), close]);
        assert_eq!(open(UnderWay), [deliver, back, report, more(UnderWay), close]);
        assert_eq!(open(Delivered), [report, to("note", Noted), to("resume", UnderWay), close]);
        assert_eq!(open(Reported), [to("note", Noted), to("resume", UnderWay), close]);
        assert_eq!(open(Returned), [to("give_anew", Given), close]);
        assert_eq!(open(Noted), [close]);
        assert_eq!(open(Closed), []);
    }

    #[test]
    fn what_takes_something_from_somebody_needs_a_reason_and_nothing_else_does() {
        for state in STATES {
            for step in Step::ALL {
                let without = take(Some(state), step, false);
                match take(Some(state), step, true) {
                    Err(why) => {
                        assert_eq!((why, without), (Refusal::NotFromHere, Err(why)), "{step:?} {state:?}")
                    }
                    Ok(to) if step.needs_reason(Some(state)) => {
                        assert_eq!(without, Err(Refusal::NeedsReason), "{step:?} {state:?} {to:?}");
                    }
                    Ok(to) => assert_eq!(without, Ok(to), "{step:?} {state:?}"),
                }
            }
        }
        assert!(!Step::Close.needs_reason(Some(Delivered)) && Step::Close.needs_reason(Some(UnderWay)));
    }

    #[test]
    fn only_who_got_it_takes_it_on_and_only_who_gave_it_says_that_it_is_done() {
        for step in Step::ALL {
            let ends = matches!(step.leads_to(), Some(Noted | Closed));
            let works = matches!(step.leads_to(), Some(Accepted | Delivered | Returned));
            assert!(!ends || step.side() == Side::Giver, "{step:?}");
            assert!(!works || step.side() == Side::Assignee, "{step:?}");
        }
    }

    #[test]
    fn a_commission_of_which_nobody_told_where_it_is_may_be_anywhere() {
        for step in Step::ALL {
            assert_eq!(take(None, step, true), Ok(step.leads_to()), "{step:?}");
            assert_eq!(Step::named(step.as_str()), Some(step));
        }
    }
}
