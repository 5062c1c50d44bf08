//! The end of a meeting and what comes after it: closing, what clauses become, what each takes home, publishing.

pub mod after;
pub mod close;
pub mod extracts;
pub mod home;
pub mod parcel;
pub mod previous;

use genbo_domain::body::{Body, Profile, RecordKind};

/// Whether a body decides under municipal law, so that quorum, adjustment and notice are the law's.
pub fn is_by_law(body: &Body) -> bool {
    body.profile.is_some_and(Profile::is_statutory)
}

/// What sort of record a body keeps: its own word, or what goes with its profile.
pub fn record_kind(body: &Body) -> RecordKind {
    body.record_kind.unwrap_or(if is_by_law(body) { RecordKind::Minutes } else { RecordKind::Notes })
}
