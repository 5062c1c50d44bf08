//! Forms for things of any noun, made from its declaration: filled from what stands, read back as what is written.
//!
//! Invariants: only what the writer has changed is written; nothing that was typed is lost, whatever is refused; every
//! form works without scripts.

mod choices;
mod entry;
mod fill;
mod order;
mod read;
mod refused;
pub(crate) mod row;
mod sent;
mod show;
mod year;

pub use entry::Entry;
pub use read::{Answer, one};
pub use refused::{refuse, told};
pub use sent::Sent;
pub use show::{Collided, Page};
pub(crate) use year::usual;

use genbo_app::thing::{refusal::Cause, written::Mode};
use genbo_domain::{
    claim::Certainty,
    edtf::Edtf,
    noun::{Field, NounDef},
    value::{Kind, ThingId},
    visibility::Visibility,
};

/// What every thing carries beside its fields, as fields of a form.
static BESIDE: [Field; 4] = [
    beside("source", "Where it is written.", Kind::Text),
    beside("as_published", "The text as it stands there.", Kind::Prose),
    beside("certainty", "How sure it is.", Kind::Word(&Certainty::VOCABULARY)),
    beside("visibility", "Who may see it.", Kind::Word(&Visibility::VOCABULARY)),
];

const fn beside(name: &'static str, doc: &'static str, kind: Kind) -> Field {
    Field { name, doc, kind, many: false, required: false }
}

/// A form of one thing.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is.
    pub noun: &'static NounDef,
    /// The slug of the thing that is changed; nothing for a new one.
    pub thing: Option<String>,
    /// Its fields, those of the noun first, then those beside; fields that the writer may not see are not there.
    pub entries: Vec<Entry>,
    /// The number of the last change that the writer has seen.
    pub seen: Option<i64>,
    /// The name of this submission, so that what comes twice is done once.
    pub key: String,
    /// The cooperation that a new thing is kept with, by slug; empty for that of what it hangs on.
    pub home: String,
    /// How it is meant.
    pub mode: Mode,
    /// Why.
    pub reason: String,
    /// Whether a reason is asked for.
    pub asks_reason: bool,
    /// What a change of it would need a reason for.
    pub reason_for: Option<Cause>,
    /// What is wrong with the whole, or with the reason.
    pub errors: Vec<(&'static str, String)>,
    /// The cooperation within which things are offered.
    pub scope: Option<ThingId>,
    /// When that is which it is about, as far as its own fields do not say it.
    pub about: Option<Edtf>,
}

impl Form {
    /// The entry of a field.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.field.name == name)
    }

    /// The entry of a field, to change it.
    pub fn entry_mut(&mut self, name: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|e| e.field.name == name)
    }

    /// Makes room for more values in a list.
    pub fn more_rows(&mut self, name: &str) {
        if let Some(entry) = self.entry_mut(name) {
            entry.rows = entry.rows.saturating_add(3).min(200);
        }
    }

    /// Whether something is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.errors.is_empty() || self.entries.iter().any(|e| e.error.is_some())
    }
}
