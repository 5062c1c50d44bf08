//! Preliminary meetings are set: all that are named, in one go, each on the day that was agreed.

use super::invite;
pub use super::invite::Telling;
use crate::{
    cx::{Actor, Cx, Keep},
    error::ActionError,
    thing::{
        put::{Put, put_once},
        written::{Said, Written},
    },
};
use genbo_domain::{
    authority,
    edtf::{Edtf, Precision},
    meeting::{Meeting, MeetingStatus},
    noun::{Noun, NounDef},
    value::Value,
};
use genbo_store::date_request;

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

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The meetings.
    pub put: Vec<Put>,
    /// The numbers of the letters with invitations for calendars.
    pub messages: Vec<i64>,
}

/// Sets them, all or none. One without a day is refused. With `tell`, whoever has answered is told each day that he or she
/// was asked about, with an invitation for calendars. A link that asks about nothing any more leads nowhere afterwards.
pub async fn fix(
    cx: &Cx,
    actor: &Actor,
    sets: &[Set],
    submission: Option<&str>,
    tell: Option<&Telling<'_>>,
) -> Result<Fixed, ActionError> {
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
    let written: Vec<Written> = sets.iter().map(set).collect();
    let now = (cx.outside.now)();
    cx.write(actor, authority::permission_for(noun), Keep::Commit, async |change| {
        let answered = match tell {
            Some(_) => invite::answered(&mut change.tx, &written).await?,
            None => Vec::new(),
        };
        let (put, new) = put_once(change, &written, submission, &now.to_string()).await?;
        let mut fixed = Fixed { put, messages: Vec::new() };
        if new {
            date_request::revoke(&mut change.tx, now).await?;
            for (meeting, to) in answered {
                let Some(tell) = tell else { break };
                fixed.messages.extend(invite::invite(change, tell, meeting, to, now).await?);
            }
        }
        Ok(fixed)
    })
    .await
}
