//! One § or a set.

use std::{fmt, str::FromStr};

/// One § or a set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Paragraph(String);

/// Why a text is no such value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParagraphError {
    /// Nothing is written.
    Empty,
}
impl fmt::Display for ParagraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("empty")
    }
}
impl std::error::Error for ParagraphError {}
impl FromStr for Paragraph {
    type Err = ParagraphError;
    fn from_str(s: &str) -> Result<Self, ParagraphError> {
        if s.trim().is_empty() { Err(ParagraphError::Empty) } else { Ok(Self(s.trim().to_owned())) }
    }
}
impl fmt::Display for Paragraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
/// A set of §§.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParagraphSet(String);
impl FromStr for ParagraphSet {
    type Err = ParagraphError;
    fn from_str(s: &str) -> Result<Self, ParagraphError> {
        if s.trim().is_empty() { Err(ParagraphError::Empty) } else { Ok(Self(s.trim().to_owned())) }
    }
}
impl fmt::Display for ParagraphSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
