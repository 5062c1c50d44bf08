//! Files that belong to items, meetings and documents: handing them in, showing them, carrying them, sweeping.
//!
//! Invariants: bytes are kept before a row refers to them, and never in a transaction; nobody states what bytes are by hand;
//! a file is seen by those who see what it belongs to, and by no more.

pub mod attach;
pub mod carry;
pub mod desk;
pub mod sweep;

use crate::{
    error::ActionError,
    view::{Link, Reader},
};
use genbo_domain::{
    attachment::{Attachment, current_and_earlier},
    value::ThingId,
};
pub use genbo_store::files::{Bytes, Shelf};
use genbo_store::row::Stored;
use std::collections::HashMap;

/// A file as pages show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The file.
    pub link: Link,
    /// What is known of it.
    pub facts: Attachment,
    /// Who sees it.
    pub visibility: String,
}

impl From<Stored<Attachment>> for Paper {
    fn from(s: Stored<Attachment>) -> Paper {
        Paper { link: Link::from(&s), visibility: s.meta.visibility, facts: s.facts }
    }
}

impl Paper {
    /// Its id.
    pub fn id(&self) -> ThingId {
        self.link.id
    }
}

/// The files of one thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Papers {
    /// Those that count, in their order.
    pub current: Vec<Paper>,
    /// Those that a later version has replaced, the latest first.
    pub earlier: Vec<Paper>,
}

impl Papers {
    fn of(stored: Vec<Stored<Attachment>>) -> Papers {
        let all: Vec<Paper> = stored.into_iter().map(Paper::from).collect();
        let (current, earlier) =
            current_and_earlier(all, Paper::id, |p| p.facts.replaces.map(|r| r.0), |p| p.facts.place);
        Papers { current, earlier }
    }
}

/// The files of several things, as far as the reader sees them, in one go.
pub async fn of(reader: &mut Reader, things: &[ThingId]) -> Result<HashMap<ThingId, Papers>, ActionError> {
    let mut by_thing: HashMap<ThingId, Vec<Stored<Attachment>>> = HashMap::new();
    for stored in reader.by::<Attachment>("of", things).await? {
        by_thing.entry(stored.facts.of.0).or_default().push(stored);
    }
    Ok(by_thing.into_iter().map(|(thing, stored)| (thing, Papers::of(stored))).collect())
}

/// A file that is fetched.
#[expect(missing_debug_implementations, reason = "bytes that come are not to be told")]
pub struct Fetched {
    /// What is known of it.
    pub paper: Paper,
    /// How many bytes there are, and the bytes; nothing if they are not here.
    pub bytes: Option<(u64, Bytes)>,
}

/// The file of that slug or id, for those who see it.
pub async fn fetch(cx: &crate::cx::Cx, reader: &mut Reader, slug: &str) -> Result<Fetched, ActionError> {
    let stored: Stored<Attachment> = reader.find(slug).await?;
    let bytes = cx.files.open(Shelf::Kept, &stored.facts.digest).await?;
    Ok(Fetched { paper: stored.into(), bytes })
}
