//! A thing as a page shows it: its facts as they stand, with what the register keeps beside them.

use super::{Link, fact::Origin};
use genbo_domain::{noun::Noun, value::ThingId};
use genbo_store::row::Stored;

/// A thing with its facts and where they are written.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown<N> {
    /// The thing.
    pub link: Link,
    /// The cooperation with which it is exported.
    pub home: Option<ThingId>,
    /// Where it is written.
    pub origin: Origin,
    /// Its facts. Their references are resolved with the page's names.
    pub facts: N,
}

impl<N: Noun> From<Stored<N>> for Shown<N> {
    fn from(s: Stored<N>) -> Shown<N> {
        Shown { link: Link::from(&s), home: s.meta.home, origin: Origin::from(&s.meta), facts: s.facts }
    }
}

impl<N> Shown<N> {
    /// Its id.
    pub fn id(&self) -> ThingId {
        self.link.id
    }

    /// Whether only a later or other document mentions it.
    pub fn is_second_hand(&self) -> bool {
        self.origin.certainty.as_deref() == Some("second_hand")
    }
}

/// Things of a noun as a page shows them.
pub(crate) fn all<N: Noun>(stored: Vec<Stored<N>>) -> Vec<Shown<N>> {
    stored.into_iter().map(Shown::from).collect()
}

/// The ids of those things.
pub(crate) fn ids_of<N>(shown: &[Shown<N>]) -> Vec<ThingId> {
    shown.iter().map(Shown::id).collect()
}
