//! The kinds of rules, one pure total function each, built from the shared parts.

mod composition;
mod count;
mod deadline;
mod document;
mod follow;
mod frequency;
mod order;
mod people;
mod record;
mod share;

pub use composition::{Officers, Seats, Side, Size};
pub use deadline::{DateWindow, LeadTime, WorkingDay};
pub use document::{Adoption, Completeness, OneInForce, Review};
pub use follow::{Answers, Fulfilment, ReportBack};
pub use frequency::Frequency;
pub use order::{Anchoring, Companion, DayOrder, Gate, Spacing, StepOrder};
pub use people::{Eligibility, Mandate, Substitution};
pub use record::{Adjusting, Numbering, Quorum};
pub use share::{Coverage, CoveredBy, Rotation};

use crate::{facts::Facts, outcome::Subject, scope};
use genbo_domain::rule::Rule;

/// The bodies of a rule as subjects.
fn each_body(facts: &Facts, rule: &Rule) -> Vec<Subject> {
    scope::bodies(facts, rule).iter().map(|b| Subject::thing(b.id)).collect()
}
