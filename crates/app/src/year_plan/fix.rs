//! Preliminary meetings are set: all that are named, in one go, each on the day that was agreed.

use crate::{
    cx::{Actor, Cx, Keep},
    error::ActionError,
    thing::{
        put::{Put, put},
        written::{Said, Written},
    },
};
use genbo_domain::{
    edtf::{Edtf, Precision},
    meeting::{Meeting, MeetingStatus},
    noun::{Noun, NounDef},
    value::Value,
};

/// A preliminary meeting and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The meeting's slug.
    pub meeting: String,
    /// When it shall be.
    pub when: Edtf,
    /// The number of the last change of it that was seen.
    pub seen: Option<i64>,
}

impl Set {
    /// Whether there is a day: only then can a meeting be set.
    pub fn has_day(&self) -> bool {
        matches!(self.when.precision(), Precision::Minute | Precision::Day)
    }
}

/// Sets them, all or none. One without a day is refused.
pub async fn fix(
    cx: &Cx,
    actor: &Actor,
    sets: &[Set],
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    use crate::thing::refusal::{Refusal, Why};
    let without_day = sets.iter().enumerate().filter(|(_, s)| !s.has_day());
    let refusals: Vec<Refusal> =
        without_day.map(|(row, _)| Refusal { row, field: Some("when"), why: Why::Missing }).collect();
    if !refusals.is_empty() {
        return Err(ActionError::Refused(refusals));
    }
    let noun = NounDef::named(Meeting::NAME).expect("meetings are a noun");
    let text = |text: &str| Said::Value(Value::Text(text.to_owned()));
    let set = |s: &Set| Written {
        seen: s.seen,
        ..Written::change(noun, &s.meeting)
            .with("when", text(&s.when.to_string()))
            .with("status", text(MeetingStatus::Fixed.as_str()))
    };
    put(cx, actor, &sets.iter().map(set).collect::<Vec<_>>(), submission, Keep::Commit).await
}
