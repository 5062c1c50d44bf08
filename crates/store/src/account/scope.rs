//! Where somebody is at home: what follows from the scopes of his or her roles.
//!
//! Invariant: one statement, however many roles there are and however deep cooperations are members of each other: this is
//! asked with every request of those who are signed in.

use crate::{
    error::Result,
    sql::{Param, Tx},
    thing::{CHUNK, padded, placeholders, width},
};
use genbo_domain::value::ThingId;
use std::collections::BTreeSet;

/// What follows from the scopes of roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AtHome {
    /// The organisations among the scopes and the owners of bodies among them.
    pub organisations: Vec<ThingId>,
    /// The cooperations among them first, then those that they are members of, directly or through another.
    pub cooperations: Vec<ThingId>,
    /// The cooperations among the arranged scopes, and those whose organisation is one of them.
    pub keeps: Vec<ThingId>,
}

/// What follows from scopes; `arranged` are those in which somebody arranges.
pub async fn at_home(tx: &mut Tx, scopes: &[ThingId], arranged: &[ThingId]) -> Result<AtHome> {
    let mut found = AtHome::default();
    let (mut further, mut keeps) = (BTreeSet::new(), BTreeSet::new());
    let none: &[ThingId] = &[];
    let turns = scopes.len().max(arranged.len()).div_ceil(CHUNK);
    for turn in 0..turns {
        let own = scopes.chunks(CHUNK).nth(turn).unwrap_or(none);
        let arranged = arranged.chunks(CHUNK).nth(turn).unwrap_or(none);
        let of = placeholders(1, own.len());
        let kept = placeholders(width(own.len()) + 1, arranged.len());
        let sql = format!(
            "WITH RECURSIVE near(id) AS (SELECT t.id FROM thing t WHERE t.id IN ({of}) UNION SELECT b.owner FROM body b WHERE b.id IN ({of})), home(id) AS (SELECT id FROM near UNION SELECT m.cooperation FROM home h JOIN membership m ON m.member = h.id) SELECT h.id, t.noun, CASE WHEN n.id IS NULL THEN 'further' ELSE 'near' END AS place FROM home h JOIN thing t ON t.id = h.id LEFT JOIN near n ON n.id = h.id UNION ALL SELECT c.id, 'cooperation', 'kept' FROM cooperation c WHERE c.id IN ({kept}) UNION ALL SELECT c.id, 'cooperation', 'kept' FROM cooperation c WHERE c.organisation IN ({kept}) ORDER BY 1"
        );
        let mut params: Vec<Param> = padded(own);
        params.extend(padded(arranged));
        for row in tx.all(&sql, &params).await? {
            let id = ThingId(row.int(0)?);
            match (row.text(2)?.as_str(), row.text(1)?.as_str()) {
                ("kept", _) => drop(keeps.insert(id)),
                ("near", "organisation") => found.organisations.push(id),
                ("near", "cooperation") => found.cooperations.push(id),
                ("further", "cooperation") => drop(further.insert(id)),
                _ => {}
            }
        }
    }
    found.organisations.dedup();
    let near: BTreeSet<ThingId> = found.cooperations.iter().copied().collect();
    found.cooperations.extend(further.difference(&near));
    found.keeps = keeps.into_iter().collect();
    Ok(found)
}
