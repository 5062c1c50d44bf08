//! The outside world: the only place that asks for the time or for chance.

use genbo_app::cx::Outside;
use jiff::Timestamp;

/// The real clock and the operating system's randomness.
pub(crate) const REAL: Outside = Outside { now: Timestamp::now, salt };

fn salt() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("an operating system without randomness cannot run a server");
    bytes
}
