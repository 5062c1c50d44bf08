//! The kinds of rules, one pure total function each, built from the shared parts.

mod capacity;
mod composition;
mod confirmation;
mod count;
mod deadline;
mod distribution;
mod document;
mod follow;
mod frequency;
mod majority;
mod order;
mod passage;
mod people;
mod proportion;
mod record;
mod recur;
mod share;

pub use capacity::Capacity;
pub use composition::{Officers, Seats, Side, Size};
pub use confirmation::Confirmation;
pub use deadline::{DateWindow, Ending, LeadTime, WorkingDay};
pub use distribution::{Delivery, Distribution, Presence};
pub use document::{Adoption, Completeness, OneInForce, Review};
pub use follow::{Answers, Fulfilment, ReportBack};
pub use frequency::Frequency;
pub use majority::Majority;
pub use order::{Anchoring, Companion, DayOrder, Gate, Spacing, StepOrder};
pub use passage::{JointDecision, Passage};
pub use people::{Eligibility, Mandate, Substitution};
pub use proportion::{Apportionment, Method, Ranking};
pub use record::{Adjusting, Numbering, Quorum};
pub use recur::Recurrence;
pub use share::{Coverage, CoveredBy, Rotation};

use crate::{facts::Facts, outcome::Subject, scope};
use genbo_domain::rule::Rule;

/// The bodies of a rule as subjects.
fn each_body(facts: &Facts, rule: &Rule) -> Vec<Subject> {
    scope::bodies(facts, rule).iter().map(|b| Subject::thing(b.id)).collect()
}
