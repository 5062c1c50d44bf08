//! Names that are taken from other things follow them when those are renamed.

use crate::{
    collation,
    error::ActionError,
    label::{self, Label},
};
use genbo_domain::{NOUNS, noun::NounDef, value::Kind, value::ThingId};
use genbo_store::{
    row::{self, Find},
    search,
    sql::WriteTx,
    thing,
    thing::Viewer,
};

/// How far a name is passed on; as far as it is followed when it is first given.
const DEPTH: usize = 8;

/// Gives the things that are called as others are the names that those have now.
pub(super) async fn rename(tx: &mut WriteTx, mut renamed: Vec<ThingId>) -> Result<(), ActionError> {
    for _ in 0..DEPTH {
        if renamed.is_empty() {
            break;
        }
        let mut next = Vec::new();
        for noun in NOUNS {
            let Some((_, field)) = noun.field(noun.label).filter(|(_, f)| matches!(f.kind, Kind::Ref(_)))
            else {
                continue;
            };
            let ids = search::referring(tx, noun, field, &renamed).await?;
            next.extend(as_their_targets(tx, noun, &ids).await?);
        }
        renamed = next;
    }
    Ok(())
}

/// Renames those of the things of a noun that are not called as what they are named after; tells which they were.
async fn as_their_targets(
    tx: &mut WriteTx,
    noun: &NounDef,
    ids: &[ThingId],
) -> Result<Vec<ThingId>, ActionError> {
    let mut renamed = Vec::new();
    for row in row::load_rows(tx, &Viewer::All, noun, Find::Ids(ids)).await? {
        let Label::Of(target) = label::of(noun, &row.meta.slug, &row.values) else { continue };
        let names = thing::names(tx, &Viewer::All, &[target]).await?;
        let Some(name) = names.get(&target).filter(|name| name.label != row.meta.label) else { continue };
        thing::relabel(tx, row.id, &name.label, &collation::key(&name.label)).await?;
        renamed.push(row.id);
    }
    Ok(renamed)
}
