//! Gaps: what a source does not tell about a fact, and in which way it does not tell it.

use crate::vocabulary;

vocabulary! {
    /// In which way a source leaves a field open.
    pub enum GapKind = "gap_kind" {
        /// The source does not tell it.
        Unknown = "unknown",
        /// The source has a place for it, and the place is empty.
        Blank = "blank",
        /// The source says that there is none.
        None = "none",
        /// The source says that it was not counted.
        NotCounted = "not_counted",
    }
}
