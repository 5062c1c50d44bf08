//! Moments as they stand in tables: RFC 3339 in UTC, whole seconds, so that their texts compare as they do.

use crate::error::{Result, StoreError};
use jiff::Timestamp;

/// A moment as text.
pub fn text(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A moment from its text.
pub fn read(text: &str) -> Result<Timestamp> {
    text.parse().map_err(|_| StoreError::Corrupt(format!("{text:?} is no moment")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_compare_as_their_moments_do() {
        let at = |s: &str| text(s.parse().unwrap());
        assert_eq!(at("2022-09-29T10:00:00.999+02:00"), "2022-09-29T08:00:00Z");
        assert!(at("2022-09-29T08:00:00.5Z") < at("2022-09-29T08:00:01Z"));
        assert_eq!(text(read("2022-09-29T08:00:00Z").unwrap()), "2022-09-29T08:00:00Z");
        assert!(read("yesterday").is_err());
    }
}
