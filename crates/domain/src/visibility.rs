//! Visibility: who may see a thing. Each noun has its own default; a thing can depart from it.

use crate::vocabulary;

vocabulary! {
    /// Who may see a thing.
    pub enum Visibility = "visibility" {
        /// Everybody, without signing in.
        Public = "public",
        /// The members of the cooperation.
        Members = "members",
        /// Only those who are named for it; never in search, feeds, export or the API of others.
        Restricted = "restricted",
    }
}

/// Whether a field is for members even where its thing is public.
pub fn is_for_members(noun: &str, field: &str) -> bool {
    matches!(
        (noun, field),
        ("person", "email" | "phone") | ("matter", "protected_title") | ("meeting", "link")
    )
}

/// The visibility of a noun's things, if a thing does not say its own.
pub fn default_of(noun: &str) -> Visibility {
    match noun {
        "home_round_answer" | "back_report" | "example" => Visibility::Members,
        _ => Visibility::Public,
    }
}
