//! Two people at the same thing: what the other one changed meanwhile is shown, never overwritten unseen.

use super::{
    known::Known,
    refusal::Collision,
    written::{Said, Written},
};
use crate::{cooperation_file::told, cx::Change, error::ActionError};
use genbo_domain::noun::NounDef;
use genbo_store::audit::{self, AuditValue};

impl Known {
    /// Fields that both the writer and somebody else have changed since the writer looked.
    pub(super) async fn collisions(
        &self,
        change: &mut Change,
        written: &[Written],
    ) -> Result<Vec<Collision>, ActionError> {
        let mut collisions = Vec::new();
        for (row, w) in written.iter().enumerate() {
            let (Some(old), Some(seen)) = (self.old(row), w.seen) else { continue };
            if old.meta.changed <= seen && !(w.exactly && old.meta.changed != seen) {
                continue;
            }
            let before = collisions.len();
            for (event, values) in audit::of_thing_since(&mut change.tx, old.id, seen).await? {
                for value in values {
                    let other = w.said(&value.field).is_some_and(|said| !self.says(said, w.noun, &value));
                    if w.exactly || other {
                        collisions.retain(|c: &Collision| c.row != row || c.field != value.field);
                        collisions.push(Collision {
                            row,
                            field: value.field,
                            at: event.at.clone(),
                            by: event.actor.clone(),
                            now: value.after,
                        });
                    }
                }
            }
            if w.exactly && collisions.len() == before {
                // A number that was never this thing's, or a change that touched no field.
                let (field, at, by) = (String::new(), String::new(), String::new());
                collisions.push(Collision { row, field, at, by, now: None });
            }
        }
        Ok(collisions)
    }

    /// Whether what is said is what the other one wrote as well.
    pub(super) fn says(&self, said: &Said, noun: &NounDef, value: &AuditValue) -> bool {
        let text = match said {
            Said::Value(v) => noun.field(&value.field).map(|(_, field)| told::written(field, v)),
            Said::Empty | Said::Gap(_) => None,
        };
        text == value.after
    }
}
