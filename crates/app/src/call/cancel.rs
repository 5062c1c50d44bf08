//! Who is told that a meeting is called off: everybody who was called to it and has not been told yet, whether or not he
//! or she still takes part.

use super::preview::Invited;
use crate::outbox::To;

/// Those who are to be told.
pub(crate) fn told(invited: &[Invited]) -> Vec<To> {
    let open = invited.iter().filter(|i| !i.is_cancelled).map(|i| &i.invitation);
    open.filter_map(|i| {
        let address = i.address.parse().ok()?;
        Some(To { address, name: i.name.clone(), party: i.party, secret: None })
    })
    .collect()
}
