//! Comparing a number that is on record with a number that should be: exact, at least, at most, about, a range.

use crate::{
    outcome::Outcome,
    parameter::{Fault, Sort},
};
use genbo_domain::count::{Count, Estimate};

/// What a rule states about a number. `about` allows a tenth more or less, at least one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bounds {
    pub exactly: Option<i64>,
    pub at_least: Option<i64>,
    pub at_most: Option<i64>,
    pub about: Option<i64>,
}

impl Bounds {
    /// The smallest and greatest number that is right.
    pub fn range(&self) -> (i64, i64) {
        let tenth = |n: i64| (n / 10).max(1);
        let low = [self.exactly, self.at_least, self.about.map(|n| n.saturating_sub(tenth(n)))];
        let high = [self.exactly, self.at_most, self.about.map(|n| n.saturating_add(tenth(n)))];
        (
            low.into_iter().flatten().max().unwrap_or(0),
            high.into_iter().flatten().min().unwrap_or(Count::LIMIT),
        )
    }

    /// Why no number could be right.
    pub fn never(&self) -> Option<Fault> {
        if [self.exactly, self.at_least, self.at_most, self.about].iter().all(Option::is_none) {
            let mend = "add exactly, at_least, at_most or about";
            return Some(Fault::of("exactly", "it states no number", mend).sort(Sort::NoNumber));
        }
        let (low, high) = self.range();
        (low > high || high < 0).then(|| {
            Fault::of(
                "at_most",
                "no number is as all of its bounds say",
                "write bounds that leave a number between them",
            )
            .sort(Sort::Bounds)
        })
    }

    /// The same as an uncertain number, for people.
    pub fn count(&self) -> Option<Count> {
        let number = |text: String| text.parse().ok();
        let one = |n: i64| number(n.to_string());
        match (self.exactly, self.about, self.at_least, self.at_most) {
            (Some(n), ..) => one(n),
            (_, Some(n), ..) => number(format!("~{n}")),
            (_, _, Some(a), Some(b)) => number(format!("{a}-{b}")),
            (_, _, Some(a), None) => number(format!(">={a}")),
            (_, _, None, Some(b)) => number(format!("<={b}")),
            _ => None,
        }
    }

    /// Whether a number is right.
    pub fn judge(&self, is: &Estimate<i64>) -> Outcome {
        let (low, high) = self.range();
        match *is {
            Estimate::About(n) => {
                // About is compared with about as stated; with anything else it can only be wrong by far.
                let near = |bound: i64| n.saturating_sub(bound).saturating_abs() <= (n / 10).max(1);
                match (self.about, low <= n && n <= high) {
                    (Some(_), true) => Outcome::Kept,
                    (_, true) => Outcome::Unknown,
                    _ if near(low) || near(high) => Outcome::Unknown,
                    _ => Outcome::Broken,
                }
            }
            _ => {
                let (min, max) = (is.min().unwrap_or(0), is.max().unwrap_or(Count::LIMIT));
                if low <= min && max <= high {
                    Outcome::Kept
                } else if max < low || min > high {
                    Outcome::Broken
                } else {
                    Outcome::Unknown
                }
            }
        }
    }
}
