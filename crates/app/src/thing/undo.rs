//! Undoing the last change of a thing: what stood there before stands there again, as a change of its own in the trail.

use super::{
    put::{Put, put_in},
    reach,
    refusal::{Refusal, Why},
    withdraw::withdraw_in,
    written::{Mode, Said, Written},
};
use crate::{
    cooperation_file::told,
    cx::{Actor, Cx, Keep},
    error::ActionError,
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{authority, noun::NounDef};
use genbo_store::{
    audit::AuditValue,
    history,
    row::{self, Find},
    thing::{self, Viewer},
};

/// What became of a thing whose last change was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undone {
    /// It is as it was before.
    Restored(Put),
    /// It had just been created, and is taken back.
    Withdrawn,
}

/// Undoes the change of that number, if it is the last one of the thing.
pub async fn undo(
    cx: &Cx,
    actor: &Actor,
    noun: &'static NounDef,
    slug: &str,
    number: i64,
) -> Result<Undone, ActionError> {
    cx.write(actor, authority::permission_for(noun), Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let name = thing::find(&mut change.tx, &viewer, noun.name, slug).await?;
        let row = row::load_rows(&mut change.tx, &Viewer::All, noun, Find::Ids(&[name.id])).await?.pop();
        let row = row.ok_or(ActionError::NotFound)?;
        let reach = reach::of(&mut change.tx, noun, Some(row.id), row.meta.home, &row.values).await?;
        change.require(authority::permission_for(noun), &reach)?;
        let last = history::of_thing(&mut change.tx, name.id, 1).await?.pop();
        let Some((event, values)) = last.filter(|(event, _)| event.seq == number) else {
            return Err(refused(Why::NotLast));
        };
        if event.action == "create" {
            withdraw_in(change, noun, name.id, None).await?;
            return Ok(Undone::Withdrawn);
        }
        let written = before(noun, &name.slug, &values)?;
        let put = put_in(change, &[written]).await?.pop().ok_or(ActionError::NotFound)?;
        Ok(Undone::Restored(put))
    })
    .await
}

fn refused(why: Why) -> ActionError {
    ActionError::Refused(vec![Refusal { row: 0, field: None, why }])
}

/// What a change says that stood there before it.
pub(super) fn before(
    noun: &'static NounDef,
    slug: &str,
    values: &[AuditValue],
) -> Result<Written, ActionError> {
    let mut written = Written::change(noun, slug);
    // What stood there was accepted once; it needs no new reason.
    written.mode = Mode::Transcription;
    let gaps =
        values.iter().find(|v| v.field == "gaps").and_then(|v| v.before.as_deref()).unwrap_or_default();
    for value in values {
        let before = value.before.as_deref();
        match (value.field.as_str(), noun.field(&value.field)) {
            (_, Some((index, field))) => {
                let said = match (before, gap_of(gaps, field.name)) {
                    (Some(text), _) => Said::Value(
                        told::read(field, text).map_err(|_| refused(Why::Unreadable(text.to_owned())))?,
                    ),
                    (None, Some(kind)) => Said::Gap(kind),
                    (None, None) => Said::Empty,
                };
                written.fields.push((index, said));
            }
            ("gaps", None) => {
                let after = value.after.as_deref().unwrap_or_default();
                for (index, field) in noun.fields.iter().enumerate() {
                    let said = match (gap_of(gaps, field.name), gap_of(after, field.name)) {
                        (Some(kind), _) => Said::Gap(kind),
                        (None, Some(_)) => Said::Empty,
                        (None, None) => continue,
                    };
                    if !values.iter().any(|v| v.field == field.name) {
                        written.fields.push((index, said));
                    }
                }
            }
            (common, None) => restore(&mut written.common, common, before)?,
        }
    }
    Ok(written)
}

fn gap_of(gaps: &str, field: &str) -> Option<genbo_domain::gap::GapKind> {
    gaps.split(", ").filter_map(|g| g.split_once(": ")).find(|(f, _)| *f == field)?.1.parse().ok()
}

fn restore(common: &mut Common, field: &str, before: Option<&str>) -> Result<(), ActionError> {
    let unreadable = |text: &str| refused(Why::Unreadable(text.to_owned()));
    match (field, before) {
        ("source", Some(text)) => common.source = Some(text.to_owned()),
        ("as_published", Some(text)) => common.as_published = Some(text.to_owned()),
        ("certainty", Some(text)) => common.certainty = Some(text.parse().map_err(|_| unreadable(text))?),
        ("visibility", Some(text)) => common.visibility = Some(text.parse().map_err(|_| unreadable(text))?),
        ("source", None) => common.clear.push("source"),
        ("as_published", None) => common.clear.push("as_published"),
        ("certainty", None) => common.clear.push("certainty"),
        // Where it is kept, and why it was changed, stay as they are.
        _ => {}
    }
    Ok(())
}
