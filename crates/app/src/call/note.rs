//! What a meeting itself says of its call: the day on which it went out, unless somebody has stated one.
//!
//! Invariant: only who may arrange the meeting changes it by sending; a call that nobody got is not noted.

use super::{Called, Occasion, preview::Preview};
use crate::{
    agenda::{self, freeze::Freeze},
    cx::{Change, Permission},
    error::ActionError,
    thing::{
        put,
        written::{Said, Written},
    },
};
use genbo_domain::{
    edtf::Edtf,
    meeting::Meeting,
    message::MessageKind,
    noun::Noun,
    value::{ThingId, Value},
};
use genbo_store::{
    invitation,
    row::{self, Stored},
    thing::Viewer,
};
use jiff::civil::Date;

/// Notes the day in the meeting, and tells whether that changed it.
pub(super) async fn sent(change: &mut Change, called: &Called, today: Date) -> Result<bool, ActionError> {
    let m = &called.meeting;
    let may = change.actor.may_within(Permission::Arrange, &called.reach);
    if m.facts.call_sent.is_some() || !may || called.not(today).is_some() {
        return Ok(false);
    }
    let day = Said::Value(Value::Text(today.to_string()));
    let written = Written::change(&Meeting::DEF, m.link.slug.clone()).with("call_sent", day);
    put::put_in(change, &[written]).await?;
    Ok(true)
}

/// Freezes the agenda that the call tells, so that what came later can be told from what was called.
pub(super) async fn frozen(change: &mut Change, preview: &Preview, today: Date) -> Result<(), ActionError> {
    let called = &preview.called;
    let tells = matches!(preview.occasion, Occasion::Call | Occasion::Again);
    if !tells || !change.actor.may_within(Permission::Record, &called.reach) {
        return Ok(());
    }
    let meeting: Stored<Meeting> = row::load_one(&mut change.tx, &Viewer::All, called.meeting.id()).await?;
    agenda::freeze::freeze_in(change, &meeting, today, &Freeze::default()).await.map(|_| ())
}

/// Takes the note back if no call to the meeting is left that somebody got or will get, and it is of that day.
pub(crate) async fn withdrawn(change: &mut Change, meeting: ThingId, today: Date) -> Result<(), ActionError> {
    let left = invitation::deliveries(&mut change.tx, meeting).await?;
    let reach = super::reach_of(&mut change.tx, meeting).await?;
    let stored: Stored<Meeting> = row::load_one(&mut change.tx, &Viewer::All, meeting).await?;
    let is_ours = stored.facts.call_sent == Some(Edtf::day(today));
    let may = change.actor.may_within(Permission::Arrange, &reach);
    if !is_ours || !may || left.iter().any(|d| d.kind == MessageKind::Call) {
        return Ok(());
    }
    let written = Written::change(&Meeting::DEF, stored.meta.slug).with("call_sent", Said::Empty);
    put::put_in(change, &[written]).await.map(|_| ())
}
