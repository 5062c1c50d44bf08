//! What a form of a thing starts from: its facts as they stand, and whether the reader may change them.

use super::{reach, refusal::Cause};
use crate::{
    cx::Actor,
    error::ActionError,
    view::{Link, Reader, fact::Origin},
};
use genbo_domain::{
    authority, demand,
    noun::NounDef,
    value::{StoredValue, ThingId, Value},
    visibility,
};
use genbo_store::{
    gap::{self, Gaps},
    row::{self, Find, ThingRow},
    thing,
};

/// A thing as a form starts from it.
#[derive(Debug)]
pub struct Standing {
    /// The thing.
    pub link: Link,
    /// Its noun.
    pub noun: &'static NounDef,
    /// The number of its last change.
    pub seen: i64,
    /// Its values in the order of its noun's fields; what the reader may not see is not there.
    pub values: Vec<Option<Value<Link>>>,
    /// The fields that the reader may not see, by index: a form has no place for them.
    pub hidden: Vec<usize>,
    /// In which way fields are open.
    pub gaps: Gaps,
    /// Where it is written.
    pub origin: Origin,
    /// Who may see it: `public`, `members` or `restricted`.
    pub visibility: String,
    /// The cooperation that it is kept with.
    pub home: Option<Link>,
    /// The reason that a change of it may need.
    pub reason: Option<Cause>,
}

/// A thing as it stands, for somebody who may change it.
pub async fn standing(
    reader: &mut Reader,
    actor: &Actor,
    noun: &'static NounDef,
    slug: &str,
) -> Result<Standing, ActionError> {
    let name = thing::find(&mut reader.tx, &reader.viewer, noun.name, slug).await?;
    let row = row::load_rows(&mut reader.tx, &reader.viewer, noun, Find::Ids(&[name.id])).await?.pop();
    let row = row.ok_or(ActionError::NotFound)?;
    if !may(reader, actor, noun, &row).await? {
        return Err(ActionError::Forbidden);
    }
    filled(reader, noun, vec![row]).await?.pop().ok_or(ActionError::NotFound)
}

/// The things of a noun that hang on one of those, as they stand. Whether the reader may change them is asked of what they
/// hang on.
pub(crate) async fn hanging(
    reader: &mut Reader,
    noun: &'static NounDef,
    on: &[ThingId],
) -> Result<Vec<Standing>, ActionError> {
    let Some(parent) = noun.parent.filter(|_| !on.is_empty()) else { return Ok(Vec::new()) };
    let rows = row::load_rows(&mut reader.tx, &reader.viewer, noun, Find::By(parent.field, on)).await?;
    filled(reader, noun, rows).await
}

/// Rows with their names and gaps, in their order.
async fn filled(
    reader: &mut Reader,
    noun: &'static NounDef,
    rows: Vec<ThingRow>,
) -> Result<Vec<Standing>, ActionError> {
    let ids: Vec<ThingId> = rows.iter().map(|r| r.id).collect();
    let mut gaps = gap::load(&mut reader.tx, &ids).await?;
    let mut wanted: Vec<ThingId> =
        rows.iter().flat_map(|r| r.values.iter().flatten().flat_map(Value::refs)).copied().collect();
    wanted.extend(rows.iter().filter_map(|r| r.meta.home));
    let names = reader.names(wanted).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let gaps = gaps.remove(&row.id).unwrap_or_default();
            stands(reader, noun, row, &names, gaps)
        })
        .collect())
}

fn stands(
    reader: &Reader,
    noun: &'static NounDef,
    row: ThingRow,
    names: &crate::view::Names,
    gaps: Gaps,
) -> Standing {
    let details = reader.viewer.sees_details_of(row.meta.home);
    let hidden = noun
        .fields
        .iter()
        .enumerate()
        .filter(|(_, f)| visibility::is_for_members(noun.name, f.name) && !details)
        .map(|(index, _)| index);
    let text = |field: &str| {
        let (index, _) = noun.field(field)?;
        match row.values[index].as_ref()? {
            Value::Bool(yes) => Some(yes.to_string()),
            value => value.as_text().map(str::to_owned),
        }
    };
    let (slug, label) = (row.meta.slug.clone(), row.meta.label.clone());
    Standing {
        reason: demand::foreseen(noun.name, &text).map(Cause::from),
        link: Link { id: row.id, noun: noun.name.to_owned(), slug, label },
        noun,
        seen: row.meta.changed,
        hidden: hidden.collect(),
        gaps,
        origin: Origin::from(&row.meta),
        visibility: row.meta.visibility.clone(),
        home: row.meta.home.and_then(|h| names.get(h)),
        values: row.values.into_iter().map(|v| v.and_then(|v| linked(v, names))).collect(),
    }
}

/// The value with its references as links; those that the reader does not see are left out.
fn linked(value: StoredValue, names: &crate::view::Names) -> Option<Value<Link>> {
    match value {
        Value::List(list) => Some(Value::List(list.into_iter().filter_map(|v| linked(v, names)).collect())),
        one => one.try_map(&mut |id| names.get(id).ok_or(())).ok(),
    }
}

/// Whether the actor may change a thing, for the button that leads to its form. Costs nothing for who may change nothing.
pub async fn may_change(
    reader: &mut Reader,
    actor: &Actor,
    noun: &'static NounDef,
    id: ThingId,
) -> Result<bool, ActionError> {
    if !actor.may(authority::permission_for(noun)) {
        return Ok(false);
    }
    let row = row::load_rows(&mut reader.tx, &reader.viewer, noun, Find::Ids(&[id])).await?.pop();
    match row {
        Some(row) => may(reader, actor, noun, &row).await,
        None => Ok(false),
    }
}

async fn may(
    reader: &mut Reader,
    actor: &Actor,
    noun: &'static NounDef,
    row: &ThingRow,
) -> Result<bool, ActionError> {
    let permission = authority::permission_for(noun);
    if !actor.may(permission) {
        return Ok(false);
    }
    let reach = reach::of(&mut reader.tx, noun, Some(row.id), row.meta.home, &row.values).await?;
    Ok(actor.may_within(permission, &reach))
}
