//! The cooperation file: what one cooperation is and does, as text that a person can write and read.
//!
//! [`read()`] takes files to [`Entry`]s and tells all problems at once; [`write()`] takes entries to the canonical text.
//! Invariants: `read(write(x))` is `x`; nothing here names a noun's fields, they all come from [`genbo_domain::NOUNS`].
//! The format is described in `docs/cooperation-file.md`.

mod merge;
mod near;
mod place;
mod read;
mod reference;
mod scalar;
mod schema;
mod slugs;
mod table;
#[cfg(test)]
mod tests;
mod write;

pub use genbo_domain::{claim::Certainty, gap::GapKind, visibility::Visibility};
pub use place::{Place, Problem};
pub use read::{SIZE_LIMIT, SourceFile, read};
pub use reference::reference;
pub(crate) use scalar::parameters_of;
pub use schema::schema;
pub use write::write;

use genbo_domain::noun::{Field, NounDef};
use genbo_domain::value::{Pointer, WrittenValue};

/// The version of the format that this program reads and writes.
pub const FORMAT: i64 = 1;

/// The keys that every table may have beside the fields of its noun.
pub const RESERVED: [&str; 8] =
    ["slug", "source", "as_published", "certainty", "visibility", "gaps", "clear", "stub"];

/// What stands before the first table of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileHeader {
    /// The version of the format.
    pub format: i64,
    /// The slug of the cooperation whose file it is (key `home`).
    pub cooperation: Option<String>,
    /// The digest that an export gave itself; tells an import what the file was written from.
    pub revision: Option<String>,
}

impl Default for FileHeader {
    /// A file of this format that is nobody's.
    fn default() -> Self {
        FileHeader { format: FORMAT, cooperation: None, revision: None }
    }
}

/// What every thing may carry beside its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Common {
    /// Where it is written: document, page, line.
    pub source: Option<String>,
    /// The text as it stands there.
    pub as_published: Option<String>,
    /// How sure it is.
    pub certainty: Option<Certainty>,
    /// Who may see it; the noun's default if left out.
    pub visibility: Option<Visibility>,
    /// Which of `source`, `as_published` and `certainty` are emptied; a file empties none of them.
    pub clear: Vec<&'static str>,
}

/// One thing as files state it: only what is written, not what the database may know beside it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub noun: &'static NounDef,
    /// Its whole slug; the slug of a child begins with its parent's slug and `/`.
    pub slug: String,
    /// The thing that it is written under.
    pub parent: Option<Pointer>,
    /// Its place, from 1, among the things of its noun under the same parent (or at the top) of its file.
    pub position: i64,
    /// Where its table begins; of several files, in the first.
    pub place: Place,
    /// Its values by index in `noun.fields`, in that order; of a child, index 0 is the reference to the parent.
    pub fields: Vec<(usize, WrittenValue, Place)>,
    /// What every thing may carry.
    pub common: Common,
    /// The fields that the source leaves open, in order.
    pub gaps: Vec<(usize, GapKind, Place)>,
    /// The fields to empty, in order.
    pub clear: Vec<(usize, Place)>,
    /// Whether it is created if it is missing, but not changed if it is there.
    pub stub: bool,
    /// The cooperation of the file's header; of several files, of the first that states it not as a stub.
    pub home: Option<String>,
}

impl Entry {
    /// The written value of that field.
    pub fn value(&self, field: &str) -> Option<&WrittenValue> {
        let (index, _) = self.noun.field(field)?;
        self.fields.iter().find(|(i, ..)| *i == index).map(|(_, value, _)| value)
    }

    /// A reference to it.
    pub fn pointer(&self) -> Pointer {
        Pointer { noun: self.noun.name, slug: self.slug.clone() }
    }
}

/// All files of an import, put together.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// The headers in the order of the files.
    pub headers: Vec<FileHeader>,
    /// The things: parents before children, nouns in the order of [`genbo_domain::NOUNS`], then by file name and line.
    pub entries: Vec<Entry>,
}

/// The fields that a table of the noun can have as keys, with their indexes; the parent follows from nesting.
fn own_fields(noun: &'static NounDef) -> impl Iterator<Item = (usize, &'static Field)> {
    noun.fields.iter().enumerate().skip(usize::from(noun.parent.is_some()))
}

/// The place of a noun in [`genbo_domain::NOUNS`].
fn order(noun: &NounDef) -> usize {
    genbo_domain::NOUNS.iter().position(|n| n.name == noun.name).unwrap_or(usize::MAX)
}

/// The keys from the top to a noun's table, as in `meeting.item.clause`.
fn path(noun: &NounDef) -> String {
    match noun.parent.and_then(|p| NounDef::named(p.noun)) {
        Some(parent) => format!("{}.{}", path(parent), noun.nested_key()),
        None => noun.name.to_owned(),
    }
}
