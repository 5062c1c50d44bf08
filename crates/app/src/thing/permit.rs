//! Whether who writes may write it: in the scopes where each thing lies before the change, and where it lies after it.

use super::{
    known::Known,
    reach,
    refusal::{Refusal, Why},
    written::{Mode, Written},
};
use crate::{
    cx::{Actor, Change, Permission},
    error::ActionError,
};
use genbo_domain::{
    authority,
    cooperation::Cooperation,
    noun::{Noun, NounDef},
    value::{Pointer, StoredValue, ThingId, Value},
};
use std::collections::{BTreeSet, HashMap};

impl Known {
    /// Things that the writer may not write: before the change, and after it.
    pub(super) async fn not_allowed(
        &self,
        change: &mut Change,
        written: &[Written],
        slugs: &[String],
    ) -> Result<Vec<Refusal>, ActionError> {
        let created: BTreeSet<(&str, &str)> = written
            .iter()
            .zip(slugs)
            .filter(|(w, _)| w.thing.is_none())
            .map(|(w, slug)| (w.noun.name, slug.as_str()))
            .collect();
        let mut verdicts: HashMap<Where, bool> = HashMap::new();
        let mut refusals = Vec::new();
        for (row, w) in written.iter().enumerate() {
            let permission = authority::permission_for(w.noun);
            let hangs_on_new = self.above(w).iter().any(|p| created.contains(&(p.noun, p.slug.as_str())));
            let before = self.old(row).map(|old| (old.meta.home, Some(old.id), old.values.clone()));
            let after = self.after(row, w);
            let mut allowed = hangs_on_new && self.old(row).is_none();
            if !allowed {
                allowed = true;
                let home = self.old(row).and_then(|o| o.meta.home).or_else(|| self.counted_home(w));
                let id = self.old(row).map(|o| o.id);
                let states = before.into_iter().chain(std::iter::once((home, id, after)));
                for (home, id, values) in states {
                    allowed &= may(change, w.noun, id, home, &values, permission, &mut verdicts).await?;
                }
            }
            if !allowed && !starts_something(w, &change.actor) {
                refusals.push(Refusal { row, field: None, why: Why::NotAllowed(permission) });
            }
        }
        Ok(refusals)
    }

    /// The cooperation that counts as a new thing's scope by itself: where the thing hangs on nothing, or is transcribed.
    pub(super) fn counted_home(&self, w: &Written) -> Option<ThingId> {
        let counts =
            w.mode == Mode::Transcription || authority::upward(w.noun).is_empty() || self.above(w).is_empty();
        let home = w.home.clone().filter(|_| counts)?;
        self.pointers.get(&Pointer { noun: Cooperation::NAME, slug: home }).copied()
    }
}

/// What a verdict on permission depends on: the noun, the thing's home and what it hangs on.
type Where = (&'static str, Option<ThingId>, Option<ThingId>, Vec<ThingId>);

async fn may(
    change: &mut Change,
    noun: &'static NounDef,
    id: Option<ThingId>,
    home: Option<ThingId>,
    values: &[Option<StoredValue>],
    permission: Permission,
    verdicts: &mut HashMap<Where, bool>,
) -> Result<bool, ActionError> {
    let first = authority::upward(noun).iter().filter_map(|path| noun.field(path.split('.').next()?));
    let above: Vec<ThingId> =
        first.flat_map(|(index, _)| values[index].iter().flat_map(Value::refs)).copied().collect();
    // A person's scopes depend on what he or she holds; an organisation, a cooperation or a body is a scope itself.
    let key = (noun.name, id, home, above);
    if let Some(verdict) = verdicts.get(&key) {
        return Ok(*verdict);
    }
    let reach = reach::of(&mut change.tx, noun, id, home, values).await?;
    let verdict = change.actor.may_within(permission, &reach);
    verdicts.insert(key, verdict);
    Ok(verdict)
}

/// A cooperation that belongs to no organisation yet may be started by whoever arranges anything, and becomes theirs; a
/// person may be added by whoever says who represents somebody.
fn starts_something(w: &Written, actor: &Actor) -> bool {
    let nothing_above = authority::upward(w.noun).iter().all(|path| w.value(path).is_none());
    w.thing.is_none()
        && nothing_above
        && w.home.is_none()
        && matches!(w.noun.name, "cooperation" | "person")
        && actor.may(authority::permission_for(w.noun))
}
