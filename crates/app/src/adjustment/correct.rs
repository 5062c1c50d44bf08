//! Correcting a record that is adjusted: a new version beside the old one, with who, when, why and what is different.
//!
//! Invariant: both versions are served for ever; a correction without a reason, or of nothing, is none.

use super::{Cannot, Rendered, cannot, kept, note, refuse_stale, sign, talk, text};
use crate::{
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{put::put_in, written::Written},
};
use genbo_domain::{
    decision::Clause,
    item::Item,
    noun::Noun,
    record::{Record, RecordStatus},
};
use genbo_store::{
    frozen,
    row::{self, Stored},
    thing::Viewer,
};

/// What is corrected.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// Slug of the item.
    pub item: String,
    /// A field of it, or the slug of a clause of it.
    pub field: String,
    /// What shall stand there.
    pub wording: String,
    /// Why.
    pub reason: String,
}

/// Corrects a record; `rendered` is the paper with the correction in it.
pub async fn correct(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    c: &Correction,
    r: &Rendered<'_>,
) -> Result<i64, ActionError> {
    refuse(c)?;
    let now = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let record = kept(change, slug).await?;
        refuse_stale(&mut change.tx, r.seen).await?;
        let papers = frozen::of_record(&mut change.tx, record.id).await?;
        let last = papers.iter().filter(|p| p.version.is_some()).max_by_key(|p| p.version);
        let last = last.ok_or_else(|| cannot(Cannot::NotFrozen))?;
        let version = last.version.unwrap_or(0) + 1;
        let item = talk::item_of(change, &record, &c.item).await?;
        let written = match talk::FIELDS.iter().find(|f| **f == c.field) {
            Some(field) => {
                Written::change(&Item::DEF, item.meta.slug.clone()).with(field, talk::worded(&c.wording))
            }
            None => {
                let clause: Stored<Clause> = row::load_named(&mut change.tx, &Viewer::All, &c.field).await?;
                if clause.facts.item.0 != item.id {
                    return Err(cannot(Cannot::NoSuchField));
                }
                Written::change(&Clause::DEF, clause.meta.slug.clone()).with("text", talk::worded(&c.wording))
            }
        };
        let status = text(RecordStatus::Corrected.as_str());
        let of_record = Written::change(&Record::DEF, record.meta.slug.clone()).with("status", status);
        if put_in(change, &[written, of_record]).await?.first().is_none_or(|p| p.values.is_empty()) {
            return Err(cannot(Cannot::Nothing));
        }
        sign::freeze(change, record.id, r, (None, Some(version), Some(&c.reason)), &now).await?;
        let (data_hash, pdf_hash) = sign::whole(r);
        let number = version.to_string();
        let told = [
            ("version", number.as_str()),
            ("reason", &c.reason),
            ("data_hash", &data_hash),
            ("pdf_hash", &pdf_hash),
        ];
        note(change, record.id, "correct", &told);
        Ok(version)
    })
    .await
}

/// Refuses what is no correction.
pub fn refuse(c: &Correction) -> Result<(), ActionError> {
    if c.reason.trim().is_empty() {
        return Err(cannot(Cannot::NoReason));
    }
    if c.wording.trim().is_empty() { Err(cannot(Cannot::Nothing)) } else { Ok(()) }
}
