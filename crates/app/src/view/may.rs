//! Within which scopes a thing lies, for the buttons that lead to its forms.

use super::Reader;
use crate::{
    cx::{Actor, Permission},
    error::ActionError,
    thing::reach,
};
use genbo_domain::{noun::NounDef, value::ThingId};
use genbo_store::{
    row::{self, Find},
    thing,
};

/// The scopes within which the thing of that slug lies. Nothing, and nothing is read, for who may change nothing anywhere.
pub async fn within(
    reader: &mut Reader,
    actor: &Actor,
    noun: &'static NounDef,
    slug: &str,
) -> Result<Option<Vec<ThingId>>, ActionError> {
    if !actor.may(Permission::Contribute) {
        return Ok(None);
    }
    let name = thing::find(&mut reader.tx, &reader.viewer, noun.name, slug).await?;
    let row = row::load_rows(&mut reader.tx, &reader.viewer, noun, Find::Ids(&[name.id])).await?.pop();
    let Some(row) = row else { return Ok(None) };
    Ok(Some(reach::of(&mut reader.tx, noun, Some(row.id), row.meta.home, &row.values).await?))
}
