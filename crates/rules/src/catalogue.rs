//! The catalogue of rule kinds: closed, each with its parameters as data, and how a rule is read into its kind.
//!
//! Invariant: every word of [`RuleKind`] has exactly one kind here, and a kind knows no body, place or document by name.

use crate::{
    facts::{Fact, Facts},
    kind::*,
    outcome::{Answer, Subject},
    parameter::{self, Fault, Parametric},
};
use genbo_domain::{
    noun::Field,
    parameters::Parameters,
    rule::{Rule, RuleKind},
    value::{Pointer, ThingId},
};

/// One rule about one subject, with everything that is known.
#[derive(Debug, Clone, Copy)]
pub struct Case<'f> {
    /// All facts.
    pub facts: &'f Facts,
    /// The rule.
    pub rule: &'f Fact<Rule>,
    /// What it is about.
    pub subject: Subject,
}

/// A kind of rule with its parameters: about what it is, and what it says of one subject.
pub trait Judge {
    /// Everything that the rule is about.
    fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject>;
    /// What it says of one of them.
    fn judge(&self, case: Case<'_>) -> Answer;
    /// Why a rule with these parameters could never be kept, or never be about anything.
    fn never(&self) -> Option<Fault> {
        None
    }
}

macro_rules! catalogue {
    ($($Kind:ident,)*) => {
        /// A kind with its parameters.
        #[derive(Debug, Clone, PartialEq)]
        #[expect(missing_docs, reason = "each is told where it is declared")]
        pub enum Check { $($Kind($Kind),)* }

        /// The parameters of a kind.
        pub const fn fields(kind: RuleKind) -> &'static [Field] {
            match kind { $(RuleKind::$Kind => <$Kind as Parametric>::FIELDS,)* }
        }

        /// Reads parameters for a kind; the error is everything that is wrong.
        pub fn read(
            kind: RuleKind,
            given: &Parameters,
            find: &dyn Fn(&Pointer) -> Option<ThingId>,
        ) -> Result<Check, Vec<Fault>> {
            match kind { $(RuleKind::$Kind => parameter::read(kind.as_str(), given, find).map(Check::$Kind),)* }
        }

        impl Judge for Check {
            fn subjects(&self, facts: &Facts, rule: &Rule) -> Vec<Subject> {
                match self { $(Check::$Kind(kind) => kind.subjects(facts, rule),)* }
            }
            fn judge(&self, case: Case<'_>) -> Answer {
                match self { $(Check::$Kind(kind) => kind.judge(case),)* }
            }
            fn never(&self) -> Option<Fault> {
                match self { $(Check::$Kind(kind) => kind.never(),)* }
            }
        }
    };
}

catalogue! {
    Frequency, Spacing, Companion, DayOrder, LeadTime, DateWindow, WorkingDay, Seats, Size, Officers, Substitution,
    Eligibility, Mandate, StepOrder, Adoption, OneInForce, Anchoring, ReportBack, Fulfilment, Answers, Review,
    Completeness, Coverage, Rotation, Gate, Quorum,
    Adjusting, Numbering, Recurrence, Passage, Ranking, Apportionment, Capacity, JointDecision, Distribution, Presence,
    Majority, Confirmation,
}

/// What the parameters of a rule point at: things that must be known before it can be checked.
pub fn pointers(kind: RuleKind, given: &Parameters) -> Vec<Pointer> {
    parameter::pointers(fields(kind), given)
}

/// What a kind needs its scope to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Bodies.
    Bodies,
    /// Governing documents.
    Documents,
    /// Nothing in particular.
    Nothing,
}

/// What the scope of a rule of that kind must name.
pub const fn needs(kind: RuleKind) -> Needs {
    match kind {
        RuleKind::Spacing
        | RuleKind::Companion
        | RuleKind::DayOrder
        | RuleKind::Seats
        | RuleKind::Size
        | RuleKind::Officers
        | RuleKind::Substitution
        | RuleKind::Eligibility
        | RuleKind::Mandate
        | RuleKind::Anchoring
        | RuleKind::ReportBack
        | RuleKind::Quorum
        | RuleKind::Adjusting
        | RuleKind::Numbering
        | RuleKind::Ranking
        | RuleKind::Apportionment
        | RuleKind::Distribution
        | RuleKind::Presence
        | RuleKind::Majority
        | RuleKind::Gate => Needs::Bodies,
        RuleKind::Adoption | RuleKind::Review => Needs::Documents,
        _ => Needs::Nothing,
    }
}

/// The nouns that a rule of that kind looks at, and others do not: they are read only for such rules.
pub const fn looks_at(kind: RuleKind) -> &'static [&'static str] {
    match kind {
        RuleKind::Majority => &["vote", "ballot"],
        RuleKind::Ranking => &["statistic"],
        RuleKind::Apportionment => &["statistic", "key_share"],
        RuleKind::Capacity => &["course", "course_edition", "course_need"],
        RuleKind::Distribution => &["agenda", "dispatch"],
        RuleKind::Passage | RuleKind::JointDecision => &["matter"],
        RuleKind::Confirmation => &["rule_answer", "matter", "goal", "course"],
        RuleKind::Completeness => &["course", "goal", "matter"],
        _ => &[],
    }
}
