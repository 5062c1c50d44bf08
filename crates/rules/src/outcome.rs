//! What a check comes to: outcomes, findings, severity.

use crate::say::Say;
use genbo_domain::{rule::Force, value::ThingId};
use jiff::civil::Date;

/// Whether a rule is kept. From the least to the most pressing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The rule is not checked.
    Off,
    /// It is not about this subject now.
    NotApplicable,
    /// It is kept.
    Kept,
    /// It is waived for this subject.
    Waived,
    /// It cannot be said; a fact is missing.
    Unknown,
    /// It breaks on a day unless something is done.
    AtRisk,
    /// It is broken.
    Broken,
}

impl Outcome {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Off => "off",
            Outcome::NotApplicable => "not_applicable",
            Outcome::Kept => "kept",
            Outcome::Waived => "waived",
            Outcome::Unknown => "unknown",
            Outcome::AtRisk => "at_risk",
            Outcome::Broken => "broken",
        }
    }
}

/// How much a breach weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Info,
    /// A goal is missed.
    Target,
    /// Something should be done.
    Warning,
    /// It may not be so.
    Violation,
}

impl Severity {
    /// The word of the contract.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Target => "target",
            Severity::Warning => "warning",
            Severity::Violation => "violation",
        }
    }

    /// How much a breach of a rule of that force weighs; `raised` makes a rule's breach a violation.
    pub const fn of(force: Force, raised: bool) -> Severity {
        match force {
            Force::Legal | Force::Must | Force::MayNot => Severity::Violation,
            Force::Rule if raised => Severity::Violation,
            Force::Rule | Force::Should | Force::Practice => Severity::Warning,
            Force::Goal => Severity::Target,
            Force::May | Force::Decided | Force::Fact => Severity::Info,
        }
    }
}

/// What a rule is about in one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The thing: a body, a meeting, a document.
    pub thing: ThingId,
    /// For which member, group or area, if the rule counts them one by one.
    pub of: Option<ThingId>,
}

impl Subject {
    /// A thing by itself.
    pub const fn thing(thing: ThingId) -> Subject {
        Subject { thing, of: None }
    }

    /// A thing for a member, group or area.
    pub const fn of(thing: ThingId, of: ThingId) -> Subject {
        Subject { thing, of: Some(of) }
    }
}

/// What a kind says about one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether the rule is kept.
    pub outcome: Outcome,
    /// Why.
    pub say: Say,
    /// The arithmetic, line by line.
    pub lines: Vec<Say>,
    /// The facts that it rests on.
    pub facts: Vec<ThingId>,
    /// The last day on which it can still be kept, or on which it broke.
    pub due: Option<Date>,
    /// Where it is mended.
    pub fix: Option<ThingId>,
    /// Whether it is only kept if what is planned is held.
    pub on_plan: bool,
    /// Whether it is so whatever the assumed parameters are.
    pub firm: bool,
}

impl Answer {
    /// An answer without more.
    pub fn new(outcome: Outcome, say: impl Into<Say>) -> Answer {
        Answer {
            outcome,
            say: say.into(),
            lines: Vec::new(),
            facts: Vec::new(),
            due: None,
            fix: None,
            on_plan: false,
            firm: false,
        }
    }

    /// The same with facts that it rests on.
    pub fn with(mut self, facts: impl IntoIterator<Item = ThingId>) -> Answer {
        self.facts.extend(facts);
        self.facts.sort_unstable();
        self.facts.dedup();
        self
    }

    /// The same with a day.
    pub fn by(mut self, due: impl Into<Option<Date>>) -> Answer {
        self.due = due.into();
        self
    }

    /// The same with the place where it is mended.
    pub fn mended_at(mut self, fix: impl Into<Option<ThingId>>) -> Answer {
        self.fix = fix.into();
        self
    }

    /// The same with another line of arithmetic.
    pub fn line(mut self, line: impl Into<Say>) -> Answer {
        self.lines.push(line.into());
        self
    }

    /// The more pressing of two answers about the same subject, with the lines and facts of both.
    pub fn and(self, other: Answer) -> Answer {
        let lines = self.lines.iter().chain(&other.lines).cloned().collect();
        let (worse, better) = if (other.outcome, other.on_plan) > (self.outcome, self.on_plan) {
            (other, self)
        } else {
            (self, other)
        };
        Answer { lines, ..worse }.with(better.facts)
    }
}

/// One rule about one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: ThingId,
    /// What it is about.
    pub subject: Subject,
    /// How much a breach weighs.
    pub severity: Severity,
    /// What came out.
    pub answer: Answer,
    /// Whether a parameter that no source states has a part in it.
    pub assumption: bool,
}

impl Finding {
    /// Whether it is a breach that may not be.
    pub fn is_violation(&self) -> bool {
        self.answer.outcome == Outcome::Broken && self.severity == Severity::Violation
    }
}
