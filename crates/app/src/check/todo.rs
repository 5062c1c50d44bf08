//! What has to be done about a finding: the word under which people look for it, told from what the finding says.
//!
//! Invariant: total; what no line here knows is looked into, or written down where it is unknown.

use genbo_domain::rule::RuleKind;
use genbo_rules::{
    occasion::OccasionKind,
    outcome::{Answer, Outcome},
    say::Say,
};

/// What has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Todo {
    /// The rule itself has to be mended.
    MendRule,
    /// A meeting has to be set, moved or called.
    Meet,
    /// Somebody has to say whether something that is past took place.
    Confirm,
    /// A task has to be carried out, or get another day.
    CarryOut,
    /// Somebody who is asked has to answer.
    Answer,
    /// A document has to be adopted.
    Adopt,
    /// A document has to be looked at again, or replaced.
    Review,
    /// What was said has to be reported to those who are represented.
    ReportBack,
    /// Seats and offices have to be filled or changed.
    Staff,
    /// Another body has to deal with it first.
    Prepare,
    /// A date has to be set exactly.
    SetDate,
    /// What is missing has to be written down.
    Record,
    /// It has happened and cannot be undone: why, and what shall be otherwise.
    LookInto,
}

impl Todo {
    /// All of them, the most pressing first.
    pub const ALL: [Todo; 13] = [
        Todo::MendRule,
        Todo::Meet,
        Todo::Confirm,
        Todo::CarryOut,
        Todo::Answer,
        Todo::Adopt,
        Todo::Review,
        Todo::ReportBack,
        Todo::Staff,
        Todo::Prepare,
        Todo::SetDate,
        Todo::Record,
        Todo::LookInto,
    ];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Todo::MendRule => "mend-rule",
            Todo::Meet => "meet",
            Todo::Confirm => "confirm",
            Todo::CarryOut => "carry-out",
            Todo::Answer => "answer",
            Todo::Adopt => "adopt",
            Todo::Review => "review",
            Todo::ReportBack => "report-back",
            Todo::Staff => "staff",
            Todo::Prepare => "prepare",
            Todo::SetDate => "set-date",
            Todo::Record => "record",
            Todo::LookInto => "look-into",
        }
    }

    /// The one of that word.
    pub fn named(word: &str) -> Option<Todo> {
        Todo::ALL.into_iter().find(|t| t.as_str() == word)
    }

    /// What has to be done about an answer of a rule of that kind.
    pub fn of(kind: RuleKind, answer: &Answer) -> Todo {
        let open = answer.outcome == Outcome::AtRisk;
        match &answer.say {
            Say::Fault(_) | Say::Contradiction(..) => Todo::MendRule,
            Say::NotConfirmed | Say::StepNotConfirmed => Todo::Confirm,
            Say::TooFewUntil(_) | Say::TooFew if open && counts(answer, OccasionKind::Evaluation) => {
                Todo::Review
            }
            Say::TooFewUntil(_) => Todo::Meet,
            Say::TooFew
            | Say::TooMany
            | Say::TooClose
            | Say::TooFar
            | Say::NoCompanion(_)
            | Say::WrongOrder(_)
            | Say::FreeDay(_)
                if open =>
            {
                Todo::Meet
            }
            Say::DateNotExact => Todo::SetDate,
            Say::Overdue | Say::OpenWithoutDay | Say::Open | Say::AssumedDay(_) => Todo::CarryOut,
            Say::NoAnswer => Todo::Answer,
            Say::NotYetAdopted | Say::AdoptedByOther => Todo::Adopt,
            Say::ReviewBy(_)
            | Say::NothingFollows
            | Say::NoReviewDate
            | Say::NoneInForce
            | Say::TwoInForce(..) => Todo::Review,
            Say::NoReport => Todo::ReportBack,
            Say::NumberWrong
            | Say::OfficerFromWrongSide(_)
            | Say::OtherRegime(..)
            | Say::SubstituteThere(_)
            | Say::NoSubstitutes
            | Say::Lacking(_) => Todo::Staff,
            Say::NotAnchored | Say::BeforeBasis(_) | Say::BegunWithout if open => Todo::Prepare,
            _ if kind == RuleKind::Fulfilment && answer.outcome == Outcome::AtRisk => Todo::CarryOut,
            _ if open || answer.outcome == Outcome::Unknown => Todo::Record,
            Say::NotRecorded(_)
            | Say::EmptyInSource(_)
            | Say::FieldsEmpty(_)
            | Say::FieldsMissing(_)
            | Say::TooFewRecorded
            | Say::AdoptionUnknown
            | Say::NotCovered => Todo::Record,
            _ => Todo::LookInto,
        }
    }
}

/// Whether an answer counts occasions of that sort.
fn counts(answer: &Answer, of: OccasionKind) -> bool {
    answer.lines.iter().any(|line| matches!(line, Say::Counted { what, .. } if *what == of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_and_the_words_differ() {
        for todo in Todo::ALL {
            assert_eq!(Todo::named(todo.as_str()), Some(todo));
        }
        assert_eq!(Todo::named("nothing"), None);
    }

    #[test]
    fn what_is_past_is_looked_into_and_what_is_to_come_is_done() {
        let of = |outcome, say| Todo::of(RuleKind::Frequency, &Answer::new(outcome, say));
        assert_eq!(of(Outcome::Broken, Say::TooFew), Todo::LookInto);
        assert_eq!(of(Outcome::AtRisk, Say::TooFew), Todo::Meet);
        assert_eq!(of(Outcome::Unknown, Say::NotConfirmed), Todo::Confirm);
        assert_eq!(of(Outcome::Unknown, Say::NumberUnknown), Todo::Record);
        assert_eq!(of(Outcome::Broken, Say::FieldsEmpty(vec!["posted".to_owned()])), Todo::Record);
    }
}
