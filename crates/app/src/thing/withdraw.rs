//! Taking back what was put down by mistake: its facts go, the trail keeps what they were.
//!
//! Invariant: nothing refers to what is taken back. Public records are not: those are ended, corrected or disposed of by a
//! named decision.

use super::{
    reach,
    refusal::{Cause, Refusal, Why},
};
use crate::{
    cooperation_file::told::{self, Pointers},
    cx::{Actor, Change, Cx, Event, Keep},
    error::ActionError,
    search::index,
};
use genbo_domain::{
    authority,
    meeting::Meeting,
    noun::{Noun, NounDef},
    value::{ThingId, Value},
};
use genbo_store::{
    audit::{self, AuditValue},
    date_request, reference,
    row::{self, Find, ThingRow},
    search,
    thing::{self, Viewer},
};

/// How many things that refer to it are counted at most.
const MOST: usize = 100;

/// Nouns that bear witness of what was decided and announced.
const RECORDS: &[&str] = &[
    "record",
    "notice",
    "clause",
    "vote",
    "ballot",
    "delegated_decision",
    "answer",
    "agenda",
    "agenda_line",
];

/// Takes a thing back, with the reason.
pub async fn withdraw(
    cx: &Cx,
    actor: &Actor,
    noun: &'static NounDef,
    slug: &str,
    reason: &str,
) -> Result<(), ActionError> {
    if reason.trim().is_empty() {
        return Err(refused(Some("reason"), Why::NeedsReason(Cause::TakenBack)));
    }
    cx.write(actor, authority::permission_for(noun), Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let name = thing::find(&mut change.tx, &viewer, noun.name, slug).await?;
        if RECORDS.contains(&noun.name) && !change.actor.may(authority::Permission::Import) {
            return Err(ActionError::Forbidden);
        }
        withdraw_in(change, noun, name.id, Some(reason)).await
    })
    .await
}

/// Takes a thing back in an open change.
pub(crate) async fn withdraw_in(
    change: &mut Change,
    noun: &'static NounDef,
    id: ThingId,
    reason: Option<&str>,
) -> Result<(), ActionError> {
    let row = row::load_rows(&mut change.tx, &Viewer::All, noun, Find::Ids(&[id])).await?.pop();
    let row = row.ok_or(ActionError::NotFound)?;
    let reach = reach::of(&mut change.tx, noun, Some(id), row.meta.home, &row.values).await?;
    change.require(authority::permission_for(noun), &reach)?;
    let doors = reference::doors(noun);
    let behind = reference::behind(&mut change.tx, &Viewer::All, id, &doors, MOST).await?;
    let mut referring: usize = behind.iter().map(Vec::len).sum();
    if noun.name == Meeting::NAME {
        // Whoever was called or asked must be told otherwise: it is called off, not taken back.
        let leaning = date_request::leaning(&mut change.tx, id).await?;
        referring += usize::try_from(leaning).unwrap_or(0);
    }
    if noun.name == genbo_domain::record::Record::NAME {
        referring += genbo_store::adjustment::of_records(&mut change.tx, &[id]).await?.len();
    }
    if referring > 0 {
        return Err(refused(None, Why::ReferredTo(referring)));
    }
    let mut values = told_before(change, noun, &row).await?;
    if let Some(reason) = reason {
        values.push(AuditValue { field: "reason".into(), before: None, after: Some(reason.to_owned()) });
    }
    let pending = i64::try_from(change.pending()).unwrap_or(0);
    let number = audit::next_number(&mut change.tx).await? + pending;
    thing::withdraw(&mut change.tx, noun, id, number).await?;
    search::remove(&mut change.tx, index::rank(noun.name), &[id]).await?;
    change.record(Event { thing: Some(id), noun: noun.name, action: "withdraw", values });
    Ok(())
}

fn refused(field: Option<&'static str>, why: Why) -> ActionError {
    ActionError::Refused(vec![Refusal { row: 0, field, why }])
}

/// Everything that was known of it, as the trail tells it.
async fn told_before(
    change: &mut Change,
    noun: &NounDef,
    row: &ThingRow,
) -> Result<Vec<AuditValue>, ActionError> {
    let refs: Vec<ThingId> = row.values.iter().flatten().flat_map(Value::refs).copied().collect();
    let names = thing::names(&mut change.tx, &Viewer::All, &refs).await?;
    let pointers: Pointers = names.into_iter().map(|(id, n)| (id, (n.noun, n.slug))).collect();
    let told = noun.fields.iter().zip(&row.values).filter_map(|(field, value)| {
        let before = Some(told::stored(field, value.as_ref()?, &pointers));
        Some(AuditValue { field: field.name.to_owned(), before, after: None })
    });
    let mut values: Vec<AuditValue> = told.collect();
    values.push(AuditValue { field: "slug".into(), before: Some(row.meta.slug.clone()), after: None });
    Ok(values)
}
