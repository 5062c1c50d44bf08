//! What a meeting itself says of its call: the day on which it went out, unless somebody has stated one.
//!
//! Invariant: only who may arrange the meeting changes it by sending; a call that nobody got is not noted.

use super::{Called, Occasion, preview::Preview};
use crate::{
    agenda::{
        self,
        freeze::{Freeze, Frozen},
    },
    cx::{Change, Permission},
    error::ActionError,
    thing::{
        put,
        withdraw::withdraw_in,
        written::{Said, Written},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    agenda::Agenda,
    body::Body,
    edtf::Edtf,
    matter::Dispatch,
    meeting::Meeting,
    message::MessageKind,
    noun::Noun,
    person::Person,
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
};
use genbo_store::{
    invitation,
    row::{self, Find, Stored},
    thing::{self, Viewer},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

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

/// Freezes the agenda that the call tells, so that what came later can be told from what was called, and notes who was
/// called with it.
pub(super) async fn frozen(change: &mut Change, preview: &Preview, today: Date) -> Result<(), ActionError> {
    let called = &preview.called;
    let tells = matches!(preview.occasion, Occasion::Call | Occasion::Again);
    if !tells || !change.actor.may_within(Permission::Record, &called.reach) {
        return Ok(());
    }
    let meeting: Stored<Meeting> = row::load_one(&mut change.tx, &Viewer::All, called.meeting.id()).await?;
    let (Frozen::Version(letter) | Frozen::Same(letter)) =
        match agenda::freeze::freeze_in(change, &meeting, today, &Freeze::default()).await? {
            Some(frozen) => frozen,
            None => return Ok(()),
        };
    let versions: Vec<Stored<Agenda>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting.id])).await?;
    let version = versions.into_iter().find(|v| v.facts.letter == letter).ok_or(ActionError::NotFound)?;
    dispatched(change, preview, &version, today).await
}

/// Notes each person to whom that version of the agenda goes, once.
async fn dispatched(
    change: &mut Change,
    preview: &Preview,
    version: &Stored<Agenda>,
    today: Date,
) -> Result<(), ActionError> {
    if !change.actor.may_within(Permission::Register, &preview.called.reach) {
        return Ok(());
    }
    let before: Vec<Stored<Dispatch>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("agenda", &[version.id])).await?;
    let called: BTreeSet<ThingId> =
        preview.drafts.iter().flat_map(|d| d.to.iter().filter_map(|to| to.party)).collect();
    let new: Vec<ThingId> = called
        .into_iter()
        .filter(|who| !before.iter().any(|d| d.facts.recipient.is_some_and(|r| r.0 == *who)))
        .collect();
    let bodies: Vec<ThingId> = preview.called.meeting.facts.bodies.iter().map(|b| b.0).take(1).collect();
    let names = thing::names(&mut change.tx, &Viewer::All, &[new.clone(), bodies.clone()].concat()).await?;
    let named = |noun: &'static str, id: &ThingId| {
        names.get(id).map(|n| Said::Value(Value::Ref(Pointer { noun, slug: n.slug.clone() })))
    };
    let of_version = Pointer { noun: Agenda::NAME, slug: version.meta.slug.clone() };
    let sender = bodies.first().and_then(|b| named(Body::NAME, b)).unwrap_or(Said::Empty);
    let recipients = new.iter().filter_map(|who| named(Person::NAME, who));
    let written = recipients.map(|recipient| {
        let mut w = Written::new(&Dispatch::DEF)
            .with("agenda", Said::Value(Value::Ref(of_version.clone())))
            .with("sender", sender.clone())
            .with("recipient", recipient)
            .with("sent", Said::Value(Value::Text(today.to_string())));
        w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
        w
    });
    let written: Vec<Written> = written.collect();
    put::put_in(change, &written).await.map(|_| ())
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
    put::put_in(change, &[written]).await?;
    unsent(change, meeting, today).await
}

/// Takes back who was noted today as called, because nobody gets that call.
async fn unsent(change: &mut Change, meeting: ThingId, today: Date) -> Result<(), ActionError> {
    let versions: Vec<Stored<Agenda>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting])).await?;
    let versions: Vec<ThingId> = versions.iter().map(|v| v.id).collect();
    let dispatches: Vec<Stored<Dispatch>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("agenda", &versions)).await?;
    for d in dispatches.iter().filter(|d| d.facts.sent == Some(Edtf::day(today))) {
        withdraw_in(change, &Dispatch::DEF, d.id, None).await?;
    }
    Ok(())
}
