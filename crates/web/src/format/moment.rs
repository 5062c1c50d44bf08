//! Moments as people read them: in the portal's own zone, to the minute.

use crate::lang::Lang;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// A moment as local time.
pub fn local(at: Timestamp) -> DateTime {
    at.to_zoned(TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC)).datetime()
}

/// A moment: `fre 7 maj 2021 kl. 13.00`.
pub fn moment(lang: Lang, at: Timestamp) -> String {
    let local = local(at);
    format!("{} {}", lang.day(local.date()), lang.clock(local.time()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_in_local_time() {
        let at = "2022-09-29T22:30:00Z".parse().unwrap();
        assert_eq!(moment(Lang::Sv, at), "fre\u{a0}30\u{a0}sep\u{a0}2022 kl.\u{a0}00.30");
    }
}
