//! The files of one thing as those see them who hand them in.

use super::{Papers, of};
use crate::{
    cx::{Actor, Permission},
    error::ActionError,
    thing::reach,
    view::{Link, Reader},
};
use genbo_domain::{noun::NounDef, value::ThingId, visibility::Visibility};
use genbo_store::{
    row::{self, Find},
    thing::Viewer,
};

/// The desk at which files are handed in.
#[derive(Debug)]
pub struct Desk {
    /// What they belong to.
    pub of: Link,
    /// The files.
    pub papers: Papers,
    /// Whether everybody sees what they belong to, so that they can be for everybody too.
    pub is_public: bool,
}

/// Opens it for who may hand files in there.
pub async fn desk(
    reader: &mut Reader,
    actor: &Actor,
    noun: &'static NounDef,
    slug: &str,
) -> Result<Desk, ActionError> {
    let mut rows = row::load_rows(&mut reader.tx, &reader.viewer, noun, Find::Named(slug)).await?;
    rows.sort_by_key(|r| r.meta.slug == slug);
    let row = rows.pop().ok_or(ActionError::NotFound)?;
    let reach = reach::of(&mut reader.tx, noun, Some(row.id), row.meta.home, &row.values).await?;
    if !actor.may_within(Permission::Register, &reach) {
        return Err(ActionError::Forbidden);
    }
    let is_public = row.meta.visibility == Visibility::Public.as_str();
    let (slug, label) = (row.meta.slug, row.meta.label);
    let papers = of(reader, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(Desk { of: Link { id: row.id, noun: noun.name.to_owned(), slug, label }, papers, is_public })
}

/// Whether somebody may hand files in for a thing; costs nothing for who may nowhere.
pub async fn may(
    reader: &mut Reader,
    actor: &Actor,
    noun: &'static NounDef,
    id: ThingId,
) -> Result<bool, ActionError> {
    if !actor.may(Permission::Register) {
        return Ok(false);
    }
    let row = row::load_rows(&mut reader.tx, &Viewer::All, noun, Find::Ids(&[id])).await?.pop();
    let Some(row) = row else { return Ok(false) };
    let reach = reach::of(&mut reader.tx, noun, Some(id), row.meta.home, &row.values).await?;
    Ok(actor.may_within(Permission::Register, &reach))
}
