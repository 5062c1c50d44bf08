//! Certified extracts: one § of a frozen record, numbered, with who gets it, and bytes that stay.

use super::{Cannot, cannot, kept, note, refuse_stale};
use crate::{
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
};
use genbo_documents::frozen as digests;
use genbo_domain::base64;
use genbo_store::{
    adjustment as rounds,
    frozen::{self, Extract},
};

/// An extract that is to be certified.
#[derive(Debug, Clone, Copy)]
pub struct Certified<'a> {
    /// The § as it is numbered.
    pub paragraph: &'a str,
    /// Who gets it, a line each.
    pub recipients: &'a str,
    /// The number that stands in it.
    pub number: i64,
    /// Its bytes.
    pub pdf: &'a [u8],
    /// The last change that it was made after.
    pub seen: i64,
}

/// Keeps a certified extract of the latest frozen version.
pub async fn certify(cx: &Cx, actor: &Actor, slug: &str, e: &Certified<'_>) -> Result<(), ActionError> {
    if e.recipients.trim().is_empty() {
        return Err(cannot(Cannot::NoRecipients));
    }
    let now = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let record = kept(change, slug).await?;
        refuse_stale(&mut change.tx, e.seen).await?;
        let papers = frozen::of_record(&mut change.tx, record.id).await?;
        let last = papers.iter().filter(|p| p.version.is_some()).max_by_key(|p| p.version);
        let paper = last.ok_or_else(|| cannot(Cannot::NotFrozen))?.id;
        let before = frozen::extracts(&mut change.tx, record.id).await?;
        if before.iter().any(|b| b.number >= e.number) {
            return Err(cannot(Cannot::Stale));
        }
        let file_hash = digests::file_hash(e.pdf);
        frozen::keep(&mut change.tx, &file_hash, "application/pdf", &base64::encode(e.pdf)).await?;
        let extract = Extract {
            id: rounds::number(&mut change.tx).await?,
            paper,
            number: e.number,
            paragraph: e.paragraph.to_owned(),
            recipients: e.recipients.trim().to_owned(),
            issued: now.clone(),
            issued_by: change.actor.name().to_owned(),
            file_hash: file_hash.clone(),
        };
        frozen::add_extract(&mut change.tx, &extract).await?;
        let number = e.number.to_string();
        let told = [
            ("extract", number.as_str()),
            ("paragraph", e.paragraph),
            ("recipients", e.recipients),
            ("pdf_hash", &file_hash),
        ];
        note(change, record.id, "extract", &told);
        Ok(())
    })
    .await
}
