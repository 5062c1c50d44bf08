//! What a list's filters offer to choose from.

use super::{Link, Reader};
use crate::error::ActionError;
use genbo_domain::{
    body::Body, cooperation::Cooperation, noun::Noun, organisation::Organisation, value::ThingId,
};
use genbo_store::{row::Stored, thing};

/// All cooperations, by name.
pub async fn cooperations(reader: &mut Reader) -> Result<Vec<Link>, ActionError> {
    let all = thing::named(&mut reader.tx, &reader.viewer, &Cooperation::DEF).await?;
    Ok(all.into_iter().map(Link::from).collect())
}

/// All bodies of the owner of a body, by name.
pub(super) async fn bodies_beside(reader: &mut Reader, body: &str) -> Result<Vec<Link>, ActionError> {
    let body: Stored<Body> = reader.find(body).await?;
    let mut all: Vec<Stored<Body>> = reader.by("owner", &[body.facts.owner.0]).await?;
    all.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
    Ok(all.iter().map(Link::from).collect())
}

/// The cooperation of that slug or id, if one is asked for.
pub(super) async fn cooperation(
    reader: &mut Reader,
    slug: Option<&str>,
) -> Result<Option<ThingId>, ActionError> {
    match slug {
        Some(slug) => Ok(Some(reader.find::<Cooperation>(slug).await?.id)),
        None => Ok(None),
    }
}

/// The organisation of that slug or id.
pub(super) async fn organisation(reader: &mut Reader, slug: &str) -> Result<ThingId, ActionError> {
    Ok(reader.find::<Organisation>(slug).await?.id)
}

/// The organisation of that slug or id with its name, if one is asked for.
pub(super) async fn organisation_link(
    reader: &mut Reader,
    slug: Option<&str>,
) -> Result<Option<Link>, ActionError> {
    match slug {
        Some(slug) => Ok(Some(Link::from(&reader.find::<Organisation>(slug).await?))),
        None => Ok(None),
    }
}

/// Those things in the order of their ids on a list.
pub(super) fn in_order<N>(order: &[ThingId], mut things: Vec<Stored<N>>) -> Vec<Stored<N>> {
    things.sort_by_key(|t| order.iter().position(|id| *id == t.id));
    things
}
