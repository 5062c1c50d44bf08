//! What a list's filters offer to choose from.

use super::{Link, Reader};
use crate::error::ActionError;
use genbo_domain::{body::Body, cooperation::Cooperation};
use genbo_store::row::{Find, Stored};

/// All cooperations, by name.
pub async fn cooperations(reader: &mut Reader) -> Result<Vec<Link>, ActionError> {
    let mut all: Vec<Stored<Cooperation>> = reader.load(Find::All).await?;
    all.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
    Ok(all.iter().map(Link::from).collect())
}

/// All bodies of the owner of a body, by name.
pub(super) async fn bodies_beside(reader: &mut Reader, body: &str) -> Result<Vec<Link>, ActionError> {
    let body: Stored<Body> = reader.find(body).await?;
    let mut all: Vec<Stored<Body>> = reader.by("owner", &[body.facts.owner.0]).await?;
    all.sort_by(|a, b| a.meta.label_sort.cmp(&b.meta.label_sort));
    Ok(all.iter().map(Link::from).collect())
}
