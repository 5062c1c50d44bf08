//! Circles: nothing is a part of itself, comes before itself or builds on itself.

use crate::error::ActionError;
use genbo_domain::{NOUNS, noun::NounDef, value::ThingId};
use genbo_store::sql::Tx;
use std::collections::HashMap;

/// The fields of a noun that must not lead back to where they started.
const UPWARD: &[&str] = &["part_of", "predecessor", "depends_on", "substitute_for", "composed_of"];

/// Whether a field of that name must not lead back to where it started.
pub(super) fn may_circle(field: &str) -> bool {
    UPWARD.contains(&field)
}

/// The things that are in a circle, with the field that leads around.
pub(super) async fn circles(
    tx: &mut Tx,
) -> Result<Vec<(&'static NounDef, &'static str, ThingId)>, ActionError> {
    let mut found = Vec::new();
    for noun in NOUNS {
        for field in noun.fields.iter().filter(|f| UPWARD.contains(&f.name)) {
            let edges = genbo_store::row::edges(tx, noun, field).await?;
            found.extend(in_circles(&edges).into_iter().map(|id| (*noun, field.name, id)));
        }
    }
    Ok(found)
}

/// The nodes of circles, and of the ways from one circle to another.
fn in_circles(edges: &[(ThingId, ThingId)]) -> Vec<ThingId> {
    let backwards: Vec<(ThingId, ThingId)> = edges.iter().map(|(from, to)| (*to, *from)).collect();
    let (leading, led) = (leading_to_circles(edges), leading_to_circles(&backwards));
    leading.into_iter().filter(|id| led.binary_search(id).is_ok()).collect()
}

/// The nodes of circles and those from which a circle can be reached, in order.
fn leading_to_circles(edges: &[(ThingId, ThingId)]) -> Vec<ThingId> {
    let mut pending: HashMap<ThingId, usize> = HashMap::new();
    let mut into: HashMap<ThingId, Vec<ThingId>> = HashMap::new();
    for (from, to) in edges {
        into.entry(*to).or_default().push(*from);
        pending.entry(*to).or_default();
        *pending.entry(*from).or_default() += 1;
    }
    // Take away what leads to nothing, again and again; what leads to itself stays, and so does what leads there.
    let mut free: Vec<ThingId> = pending.iter().filter(|(_, n)| **n == 0).map(|(id, _)| *id).collect();
    while let Some(id) = free.pop() {
        pending.remove(&id);
        for from in into.get(&id).into_iter().flatten() {
            if let Some(n) = pending.get_mut(from) {
                *n -= 1;
                if *n == 0 {
                    free.push(*from);
                }
            }
        }
    }
    let mut left: Vec<ThingId> = pending.into_keys().collect();
    left.sort_unstable();
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(list: &[(i64, i64)]) -> Vec<(ThingId, ThingId)> {
        list.iter().map(|(a, b)| (ThingId(*a), ThingId(*b))).collect()
    }

    #[test]
    fn a_thing_that_is_a_part_of_itself_is_found() {
        assert_eq!(in_circles(&edges(&[(1, 1)])), [ThingId(1)]);
        assert_eq!(in_circles(&edges(&[(1, 2), (2, 3), (3, 1)])), [ThingId(1), ThingId(2), ThingId(3)]);
    }

    #[test]
    fn what_leads_to_a_circle_and_what_it_leads_to_are_not_in_it() {
        assert_eq!(in_circles(&edges(&[(1, 2), (2, 3), (3, 2), (3, 4)])), [ThingId(2), ThingId(3)]);
    }

    #[test]
    fn a_tree_and_a_diamond_are_no_circles() {
        assert_eq!(in_circles(&edges(&[(2, 1), (3, 1), (4, 2), (4, 3)])), []);
    }
}
