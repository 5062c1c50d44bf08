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
pub mod referral;
pub mod shown;
pub mod start;
pub mod thing;
pub mod wheel;

use crate::{cx::Cx, error::ActionError};
use genbo_domain::{
    edtf::Edtf,
    noun::{Noun, Target, To},
    value::ThingId,
};
use genbo_store::{
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self as register, Name, Viewer},
};
use jiff::civil::Date;
use std::collections::HashMap;

pub use genbo_store::listing::Part;

/// An open reading: one moment of the database, one viewer, one day that counts as today.
#[derive(Debug)]
pub struct Reader {
    /// The transaction.
    pub tx: Tx,
    /// Who is looking.
    pub viewer: Viewer,
    /// The day as of which everything is told.
    pub today: Date,
}

impl Reader {
    /// Begins to read.
    pub async fn open(cx: &Cx, viewer: &Viewer, today: Date) -> Result<Reader, ActionError> {
        Ok(Reader { tx: cx.db.read().await?, viewer: viewer.clone(), today })
    }

    /// The thing of that slug or id.
    pub async fn find<N: Noun>(&mut self, slug_or_id: &str) -> Result<Stored<N>, ActionError> {
        let name = register::find(&mut self.tx, &self.viewer, N::NAME, slug_or_id).await?;
        self.one(name.id).await
    }

    /// The thing of that id.
    pub async fn one<N: Noun>(&mut self, id: ThingId) -> Result<Stored<N>, ActionError> {
        Ok(row::load_one(&mut self.tx, &self.viewer, id).await?)
    }

    /// Things of a noun.
    pub async fn load<N: Noun>(&mut self, find: Find<'_>) -> Result<Vec<Stored<N>>, ActionError> {
        Ok(row::load(&mut self.tx, &self.viewer, find).await?)
    }

    /// Those of a noun whose field refers to one of the ids; none if there are no ids.
    pub async fn by<N: Noun>(&mut self, field: &str, ids: &[ThingId]) -> Result<Vec<Stored<N>>, ActionError> {
        if ids.is_empty() { Ok(Vec::new()) } else { self.load(Find::By(field, ids)).await }
    }

    /// The names of all those things, in one go.
    pub async fn names(&mut self, ids: impl IntoIterator<Item = ThingId>) -> Result<Names, ActionError> {
        let ids: Vec<ThingId> = ids.into_iter().collect();
        Ok(Names(register::names(&mut self.tx, &self.viewer, &ids).await?))
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
    /// The thing of that id; nothing if the viewer does not see it.
    pub fn get(&self, id: ThingId) -> Option<Link> {
        self.0.get(&id).map(|n| Link {
            id: n.id,
            noun: n.noun.clone(),
            slug: n.slug.clone(),
            label: n.label.clone(),
        })
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
