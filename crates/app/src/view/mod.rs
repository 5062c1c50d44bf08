//! Queries for views: what a page, an API answer or a picture needs, read in one transaction as one viewer sees it.
//!
//! Invariants: every query takes the viewer; the number of statements does not grow with the number of rows (load many
//! things of a noun at once, resolve all references with one [`Names`]); nothing here knows HTML or a language of people.
//!
//! How a view is made: load the thing with [`Reader::find`], load what belongs to it with [`genbo_store::row::load`] and
//! `Find::By`, collect the references that the page shows, resolve them with [`Reader::names`], and return a plain struct.

pub mod agreement;
pub mod api;
pub mod area;
pub mod attendance;
pub mod body;
pub mod chain;
pub mod choices;
pub mod commission;
pub mod contact;
pub mod cooperation;
pub mod course;
pub mod document;
pub mod duty;
pub mod example;
pub mod fact;
pub mod gathering;
pub mod governing_document;
pub mod item;
pub mod matter;
pub mod may;
pub mod meeting;
pub mod meetings;
pub mod membership;
pub mod notice;
pub mod offer;
pub mod office;
pub mod organisation;
pub mod organisations;
pub mod person;
pub mod plan;
pub mod post;
pub mod record;
pub mod referral;
pub mod shown;
pub mod start;
pub mod thing;
pub mod trail;
pub mod wheel;

use crate::{check::kept::Kept, cx::Cx, error::ActionError};
use genbo_domain::{
    edtf::Edtf,
    noun::{Noun, NounDef, Target, To},
    value::ThingId,
};
use genbo_store::{
    reference::{self, Door},
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self as register, Name, Viewer},
};
use jiff::civil::Date;
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

pub use genbo_store::listing::{HowMany, Part};

/// The most things that are told to refer to one through one field.
const MOST: usize = 1000;

/// An open reading: one moment of the database, one viewer, one day that counts as today.
#[derive(Debug)]
pub struct Reader {
    /// The transaction.
    pub tx: Tx,
    /// Who is looking.
    pub viewer: Viewer,
    /// The day as of which everything is told.
    pub today: Date,
    /// The names that were read before; nothing for what the viewer does not see.
    known: HashMap<ThingId, Option<Name>>,
    /// What rules came to, as long as it is so.
    pub(crate) kept: Arc<Kept>,
}

impl Reader {
    /// Begins to read.
    pub async fn open(cx: &Cx, viewer: &Viewer, today: Date) -> Result<Reader, ActionError> {
        let (tx, kept) = (cx.db.read().await?, Arc::clone(&cx.kept));
        Ok(Reader { tx, viewer: viewer.clone(), today, known: HashMap::new(), kept })
    }

    /// The thing of that slug or id.
    pub async fn find<N: Noun>(&mut self, slug_or_id: &str) -> Result<Stored<N>, ActionError> {
        let found = row::load_named(&mut self.tx, &self.viewer, slug_or_id).await?;
        self.learn(&found);
        Ok(found)
    }

    /// The thing of that id.
    pub async fn one<N: Noun>(&mut self, id: ThingId) -> Result<Stored<N>, ActionError> {
        self.load(Find::Ids(&[id])).await?.pop().ok_or(ActionError::NotFound)
    }

    /// Things of a noun.
    pub async fn load<N: Noun>(&mut self, find: Find<'_>) -> Result<Vec<Stored<N>>, ActionError> {
        let found = row::load(&mut self.tx, &self.viewer, find).await?;
        found.iter().for_each(|s| self.learn(s));
        Ok(found)
    }

    /// Those of a noun whose field refers to one of the ids; none if there are no ids.
    pub async fn by<N: Noun>(&mut self, field: &str, ids: &[ThingId]) -> Result<Vec<Stored<N>>, ActionError> {
        if ids.is_empty() { Ok(Vec::new()) } else { self.load(Find::By(field, ids)).await }
    }

    /// The things of a noun that refer to one thing, by each of some fields, in one statement.
    pub async fn referring<N: Noun, const K: usize>(
        &mut self,
        to: ThingId,
        fields: [&str; K],
    ) -> Result<[Vec<Link>; K], ActionError> {
        let noun = NounDef::named(N::NAME).expect("every noun is among them");
        let doors = fields.map(|name| {
            let field = noun.fields.iter().find(|f| f.name == name);
            Door { noun, field: field.expect("the caller names fields of the noun") }
        });
        let mut behind = reference::behind(&mut self.tx, &self.viewer, to, &doors, MOST).await?.into_iter();
        Ok(doors.map(|_| behind.next().unwrap_or_default().into_iter().map(Link::from).collect()))
    }

    /// The cooperation with which a thing is exported, by slug or id.
    pub async fn home(&mut self, noun: &str, slug_or_id: &str) -> Result<Option<Link>, ActionError> {
        let home = register::home(&mut self.tx, &self.viewer, noun, slug_or_id).await?;
        Ok(home.map(Link::from))
    }

    /// The names of all those things, in one go; what was read before is not asked for again.
    pub async fn names(&mut self, ids: impl IntoIterator<Item = ThingId>) -> Result<Names, ActionError> {
        let ids: Vec<ThingId> = ids.into_iter().collect();
        let new: BTreeSet<ThingId> = ids.iter().copied().filter(|id| !self.known.contains_key(id)).collect();
        let new: Vec<ThingId> = new.into_iter().collect();
        let mut read = register::names(&mut self.tx, &self.viewer, &new).await?;
        self.known.extend(new.into_iter().map(|id| (id, read.remove(&id))));
        Ok(Names(ids.into_iter().filter_map(|id| Some((id, self.known.get(&id)?.clone()?))).collect()))
    }

    fn learn<N: Noun>(&mut self, s: &Stored<N>) {
        self.known.entry(s.id).or_insert_with(|| {
            let (slug, label) = (s.meta.slug.clone(), s.meta.label.clone());
            Some(Name { id: s.id, noun: N::NAME.to_owned(), slug, label })
        });
    }
}

/// The names of the things that a page refers to.
#[derive(Debug, Default)]
pub struct Names(HashMap<ThingId, Name>);

/// A thing as a page refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: ThingId,
    /// Its noun.
    pub noun: String,
    /// Its slug.
    pub slug: String,
    /// What people call it.
    pub label: String,
}

impl Names {
    /// Makes something known by name that stands in no register, as a law of a pack.
    pub(crate) fn add(&mut self, link: Link) {
        let Link { id, noun, slug, label } = link;
        self.0.insert(id, Name { id, noun, slug, label });
    }

    /// The thing of that id; nothing if the viewer does not see it.
    pub fn get(&self, id: ThingId) -> Option<Link> {
        self.0.get(&id).cloned().map(Link::from)
    }

    /// The thing that a reference points at.
    pub fn to<T: Target>(&self, to: To<T>) -> Option<Link> {
        self.get(to.0)
    }

    /// The thing that an optional reference points at.
    pub fn opt<T: Target>(&self, to: Option<To<T>>) -> Option<Link> {
        to.and_then(|to| self.get(to.0))
    }

    /// The things that a list points at, in its order.
    pub fn list<T: Target>(&self, list: &[To<T>]) -> Vec<Link> {
        list.iter().filter_map(|to| self.get(to.0)).collect()
    }
}

impl From<HashMap<ThingId, Name>> for Names {
    fn from(names: HashMap<ThingId, Name>) -> Names {
        Names(names)
    }
}

impl From<Name> for Link {
    fn from(n: Name) -> Link {
        Link { id: n.id, noun: n.noun, slug: n.slug, label: n.label }
    }
}

impl<N> From<&Stored<N>> for Link
where
    N: Noun,
{
    fn from(s: &Stored<N>) -> Link {
        Link { id: s.id, noun: N::NAME.to_owned(), slug: s.meta.slug.clone(), label: s.meta.label.clone() }
    }
}

/// Whether something holds on a day: yes, no, or the source does not say.
pub fn holds(valid: Option<&Edtf>, on: Date) -> Option<bool> {
    valid.and_then(|v| v.covers(on))
}

/// Whether something may be shown as holding on a day: unless its time says that it does not.
pub fn may_hold(valid: Option<&Edtf>, on: Date) -> bool {
    valid.is_none_or(|v| v.overlaps(on, on))
}

/// The ids of optional and plain references, for [`Reader::names`].
#[macro_export]
macro_rules! ids {
    ($($e:expr),* $(,)?) => {{
        let mut ids: Vec<genbo_domain::value::ThingId> = Vec::new();
        $( ids.extend(($e).into_iter().map(|to| to.0)); )*
        ids
    }};
}
