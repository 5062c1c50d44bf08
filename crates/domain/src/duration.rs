//! A length of time.

use std::{fmt, str::FromStr};

/// A length of time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Duration(String);

/// Why a text is no such value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DurationError {
    /// Nothing is written.
    Empty,
}
impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("empty")
    }
}
impl std::error::Error for DurationError {}
impl FromStr for Duration {
    type Err = DurationError;
    fn from_str(s: &str) -> Result<Self, DurationError> {
        if s.trim().is_empty() { Err(DurationError::Empty) } else { Ok(Self(s.trim().to_owned())) }
    }
}
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
