//! Fees for taking part: dated rates of a body, and what they come to for one person's part in a meeting.
//!
//! Invariant: what depends on something that is not known is not known either; it is never counted as nothing.

use crate::{body::Body, edtf::Edtf, money::Money, noun, presence::Truth, vocabulary};
use jiff::civil::Date;

vocabulary! {
    /// What a fee is paid for.
    pub enum FeeUnit = "fee_unit" {
        /// The meeting, however long.
        Meeting = "meeting",
        /// Each hour that has begun.
        Hour = "hour",
    }
}

noun! {
    /// A rate by which a body pays for taking part in its meetings, for a time.
    pub struct FeeRate = "fee_rate" / "fee-rates", label title, in Body as body {
        /// What it is called, as `Sammanträdesarvode`.
        title: String,
        /// The amount.
        amount: Money,
        /// What it is paid for.
        per: FeeUnit,
        /// Whether only those get it who decide.
        deciding_only: Option<bool>,
        /// From when to when it holds.
        valid: Option<Edtf>,
    }
}

/// How long somebody was at a meeting, and whether he or she decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Minutes there; nothing if that is not known.
    pub minutes: Option<u32>,
    /// Whether he or she was there at all.
    pub present: Truth,
    /// Whether he or she decided at some time.
    pub decided: Truth,
}

/// How many units of a rate somebody's part comes to; nothing if that cannot be known.
pub fn units(rate: &FeeRate, taken: Taken) -> Option<u32> {
    let counts = if rate.deciding_only == Some(true) { taken.decided } else { taken.present };
    match (counts, rate.per) {
        (Truth::No, _) => Some(0),
        (Truth::Possible, _) => None,
        (Truth::Sure, FeeUnit::Meeting) => Some(1),
        (Truth::Sure, FeeUnit::Hour) => taken.minutes.map(|m| m.div_ceil(60)),
    }
}

/// Whether a rate holds on a day; nothing if its time does not say.
pub fn holds(rate: &FeeRate, on: Date) -> Option<bool> {
    rate.valid.as_ref().map_or(Some(true), |v| v.covers(on))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{noun::To, value::ThingId};

    fn rate(per: FeeUnit, deciding_only: bool, valid: &str) -> FeeRate {
        FeeRate {
            body: To::new(ThingId(1)),
            title: "Arvode".to_owned(),
            amount: "500.00 SEK".parse().unwrap(),
            per,
            deciding_only: Some(deciding_only),
            valid: valid.parse().ok(),
        }
    }

    #[test]
    fn what_is_not_known_is_never_counted_as_nothing() {
        let taken = |minutes, present, decided| Taken { minutes, present, decided };
        let hour = rate(FeeUnit::Hour, false, "");
        assert_eq!(units(&hour, taken(None, Truth::Sure, Truth::Sure)), None);
        assert_eq!(units(&hour, taken(Some(60), Truth::Possible, Truth::No)), None);
        assert_eq!(units(&hour, taken(None, Truth::No, Truth::No)), Some(0));
        for (minutes, hours) in [(0, 0), (1, 1), (60, 1), (61, 2)] {
            assert_eq!(units(&hour, taken(Some(minutes), Truth::Sure, Truth::No)), Some(hours), "{minutes}");
        }
        let deciding = rate(FeeUnit::Meeting, true, "");
        assert_eq!(units(&deciding, taken(None, Truth::Sure, Truth::No)), Some(0));
        assert_eq!(units(&deciding, taken(None, Truth::Sure, Truth::Possible)), None);
        assert_eq!(units(&deciding, taken(None, Truth::Sure, Truth::Sure)), Some(1));
    }

    #[test]
    fn a_rate_holds_in_its_time() {
        let rate = rate(FeeUnit::Hour, false, "2022-01-01/2022-12-31");
        let on = |day: &str| holds(&rate, day.parse().unwrap());
        assert_eq!(
            [on("2021-12-31"), on("2022-01-01"), on("2023-01-01")],
            [Some(false), Some(true), Some(false)]
        );
    }
}
