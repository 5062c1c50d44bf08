//! Verdicts that are kept in memory, so that a page does not check again what has not changed.
//!
//! A verdict is a pure function of the facts and the day. What is kept of a cooperation is therefore named by the state
//! of the database (the number and the hash of the last event of the trail), the cooperation, the day, and by what the
//! viewer sees of the classes of things that the facts consist of: two viewers who see the same have the same verdicts.
//!
//! Invariants: what is answered is what checking anew in the same transaction would answer; the state is read in that
//! transaction, so that several processes need to know nothing of each other; what is kept never weighs more than the
//! limit; nothing of it is in the database, so that nothing there can disagree with the facts.
//!
//! A change lets go of the cooperations whose facts it may have touched: those whose facts hold the changed thing, or
//! something that it refers to, or the cooperation that it is kept with, or whose rules name its slug. That is enough,
//! because the facts are gathered along just these: whatever is gathered newly refers to something that was, is kept with
//! the cooperation, or is named by a rule. What cannot be told cheaply lets go of all.

use super::Told;
use genbo_domain::{noun::NounDef, value::Pointer, value::StoredValue, value::ThingId};
use genbo_store::{
    audit,
    error::Result,
    row::{self, Find},
    sql::Tx,
    thing::{self, Viewer},
};
use jiff::civil::Date;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// As many bytes as verdicts may weigh, by estimate.
const MOST_BYTES: usize = 24 << 20;
/// As many changed things are looked at one by one; more let go of everything.
const MOST_CHANGES: i64 = 256;
/// What one verdict weighs besides what hangs on it.
const VERDICT: usize = 640;

/// Things that the same viewers see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class {
    /// `public`, `members` or `restricted`.
    pub(super) visibility: String,
    /// The cooperation that they are kept with.
    pub(super) home: Option<ThingId>,
}

/// What a viewer sees of classes: the things, and what of them is for members.
type Sight = Vec<(bool, bool)>;

fn sight(viewer: &Viewer, classes: &[Class]) -> Sight {
    classes.iter().map(|c| (viewer.sees(&c.visibility, c.home), viewer.sees_details_of(c.home))).collect()
}

/// What came out for one cooperation, by rule and subject.
pub(super) type Verdicts = Arc<[Arc<Told>]>;

/// A state of the database: the number and the hash of the last event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    seq: i64,
    hash: String,
}

impl State {
    /// The state that a transaction sees.
    pub(super) async fn of(tx: &mut Tx) -> Result<State> {
        let (seq, hash) = audit::head(tx).await?;
        Ok(State { seq, hash })
    }
}

/// What is kept of one cooperation.
#[derive(Debug)]
pub(super) struct One {
    /// Its facts and itself, by id.
    pub(super) things: Vec<ThingId>,
    /// What its rules name that is not there.
    pub(super) missing: Vec<Pointer>,
    /// The classes of its facts.
    pub(super) classes: Vec<Class>,
    verdicts: Vec<(Date, Sight, Verdicts)>,
}

impl One {
    /// Nothing yet but what it rests on.
    pub(super) fn new(things: Vec<ThingId>, missing: Vec<Pointer>, classes: Vec<Class>) -> One {
        One { things, missing, classes, verdicts: Vec::new() }
    }

    fn weight(&self) -> usize {
        let verdicts = self.verdicts.iter().map(|(_, sight, v)| sight.len() * 2 + v.len() * VERDICT);
        self.things.len() * size_of::<ThingId>() + self.classes.len() * 64 + verdicts.sum::<usize>() + 256
    }
}

#[derive(Debug, Default)]
struct Held {
    state: State,
    of: HashMap<ThingId, One>,
    /// The least recently asked for first.
    order: VecDeque<ThingId>,
    weight: usize,
}

impl Held {
    fn drop_one(&mut self, cooperation: ThingId) {
        if let Some(one) = self.of.remove(&cooperation) {
            self.weight -= one.weight();
            self.order.retain(|id| *id != cooperation);
        }
    }

    fn touch(&mut self, cooperation: ThingId) {
        self.order.retain(|id| *id != cooperation);
        self.order.push_back(cooperation);
    }
}

/// The verdicts that are kept.
#[derive(Debug)]
pub struct Kept {
    most: usize,
    held: Mutex<Held>,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept::of(MOST_BYTES)
    }
}

impl Kept {
    /// Nothing yet, and never more than so many bytes.
    pub fn of(most: usize) -> Kept {
        Kept { most, held: Mutex::default() }
    }

    /// How many bytes are kept, by estimate; and of how many cooperations.
    pub fn weight(&self) -> (usize, usize) {
        let held = self.held();
        (held.weight, held.of.len())
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Follows what has changed until the state that a transaction sees. False if that state is older than what is kept:
    /// then nothing is taken from here, and nothing put.
    pub(super) async fn follow(&self, tx: &mut Tx, now: &State) -> Result<bool> {
        let before = {
            let held = self.held();
            match held.state.seq.cmp(&now.seq) {
                _ if held.state == *now => return Ok(true),
                // A transaction that began before the last change: it ends soon, and is answered without what is kept.
                std::cmp::Ordering::Greater if !held.of.is_empty() => return Ok(false),
                _ if held.of.is_empty() => None,
                _ => Some(held.state.clone()),
            }
        };
        let touched = match &before {
            Some(before) => Touched::since(tx, before).await?,
            None => None,
        };
        let mut held = self.held();
        if before.as_ref().is_some_and(|b| *b != held.state) {
            // Somebody else has followed meanwhile, perhaps to another state: what is not the same is left alone.
            return Ok(held.state == *now);
        }
        match touched {
            Some(touched) => {
                let stale: Vec<ThingId> =
                    held.of.iter().filter(|(_, one)| touched.touches(one)).map(|(id, _)| *id).collect();
                stale.into_iter().for_each(|id| held.drop_one(id));
            }
            None => *held = Held::default(),
        }
        held.state = now.clone();
        Ok(true)
    }

    /// What is kept for a viewer on a day, in that state.
    pub(super) fn get(
        &self,
        now: &State,
        cooperation: ThingId,
        viewer: &Viewer,
        day: Date,
    ) -> Option<Verdicts> {
        let mut held = self.held();
        if held.state != *now {
            return None;
        }
        let one = held.of.get(&cooperation)?;
        let sight = sight(viewer, &one.classes);
        let found = one.verdicts.iter().find(|(d, s, _)| *d == day && *s == sight)?.2.clone();
        held.touch(cooperation);
        Some(found)
    }

    /// Keeps what came out in that state, if it still is the latest.
    pub(super) fn put(
        &self,
        now: &State,
        cooperation: ThingId,
        (viewer, day): (&Viewer, Date),
        ground: One,
        verdicts: Verdicts,
    ) {
        let mut held = self.held();
        if held.state != *now {
            return;
        }
        let mut one = match held.of.remove(&cooperation) {
            Some(one) => {
                held.weight -= one.weight();
                one
            }
            None => ground,
        };
        let sight = sight(viewer, &one.classes);
        if !one.verdicts.iter().any(|(d, s, _)| *d == day && *s == sight) {
            one.verdicts.push((day, sight, verdicts));
        }
        // One cooperation shall not drive out all others: of many days and sights the oldest go first.
        while one.verdicts.len() > 1 && one.weight() > self.most / 8 {
            one.verdicts.remove(0);
        }
        if one.weight() > self.most {
            held.order.retain(|id| *id != cooperation);
            return;
        }
        held.weight += one.weight();
        held.of.insert(cooperation, one);
        held.touch(cooperation);
        while held.weight > self.most {
            let Some(oldest) = held.order.front().copied() else { break };
            held.drop_one(oldest);
        }
    }
}

/// What changes may have touched.
struct Touched {
    /// The things that changed, what they refer to, and what they are kept with.
    near: BTreeSet<ThingId>,
    /// What they are called.
    called: BTreeSet<(String, String)>,
}

impl Touched {
    /// By all changes since a state; nothing if that cannot be told cheaply.
    async fn since(tx: &mut Tx, before: &State) -> Result<Option<Touched>> {
        let changed = audit::changed_since(tx, (before.seq, &before.hash), MOST_CHANGES + 1).await?;
        let most = usize::try_from(MOST_CHANGES).unwrap_or(usize::MAX);
        let Some(changed) = changed.filter(|c| c.len() <= most) else { return Ok(None) };
        let (mut near, mut called) = (BTreeSet::from_iter(changed.iter().copied()), BTreeSet::new());
        let mut by_noun: BTreeMap<String, Vec<ThingId>> = BTreeMap::new();
        for known in thing::registered(tx, &changed).await? {
            near.extend(known.home);
            called.insert((known.noun.clone(), known.slug));
            by_noun.entry(known.noun).or_default().push(known.id);
        }
        for (noun, ids) in by_noun {
            // What was taken back has no noun any more; it was known by itself.
            let Some(noun) = NounDef::named(&noun) else { continue };
            for row in row::load_rows(tx, &Viewer::All, noun, Find::Ids(&ids)).await? {
                near.extend(row.values.iter().flatten().flat_map(StoredValue::refs).copied());
            }
        }
        Ok(Some(Touched { near, called }))
    }

    fn touches(&self, one: &One) -> bool {
        self.near.iter().any(|id| one.things.binary_search(id).is_ok())
            || one.missing.iter().any(|p| self.called.contains(&(p.noun.to_owned(), p.slug.clone())))
    }
}
