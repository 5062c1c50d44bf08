//! Wordings of notes that a later meeting decided, beside those that were issued.
//!
//! Invariant: nothing is overwritten; what was issued and what it was changed to are both kept, with where that was decided.

use crate::{edtf::Edtf, item::Item, noun, noun::To, value::Prose, vocabulary};

vocabulary! {
    /// Which of an item's texts has another wording.
    pub enum RewordedPart = "reworded_part" {
        /// The summary.
        Summary = "summary",
        /// The background.
        Background = "background",
        /// How the proposals were put.
        Course = "course",
        /// What was decided.
        Decision = "decision",
    }
}

noun! {
    /// Another wording of one of an item's texts, as a later meeting decided it.
    pub struct Rewording = "rewording" / "rewordings", label text, in Item as item {
        /// Which text.
        part: RewordedPart,
        /// How it was issued.
        was: Option<Prose>,
        /// How it shall read.
        text: Prose,
        /// The item at which that was decided.
        decided_at: Option<To<Item>>,
        /// When it was decided.
        when: Option<Edtf>,
    }
}
