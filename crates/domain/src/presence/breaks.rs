//! Breaks: between them a meeting goes on, and in them nobody decides.

use super::{Stretch, Truth};
use crate::clock::Clock;

/// The same stretches, cut where a break begins or ends: whoever is there in a break is there, and decides nothing. A break
/// of which an end is not known is left out by whoever asks.
pub fn with_breaks<K: Clone>(
    stretches: Vec<Stretch<Clock, K>>,
    breaks: &[(Clock, Clock)],
) -> Vec<Stretch<Clock, K>> {
    let mut cut = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        let edges = breaks.iter().flat_map(|(from, to)| [*from, *to]);
        let mut cuts: Vec<Clock> = edges.filter(|at| stretch.from < *at && *at < stretch.to).collect();
        cuts.extend([stretch.from, stretch.to]);
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            let mut part = Stretch { from: pair[0], to: pair[1], standings: stretch.standings.clone() };
            if breaks.iter().any(|(from, to)| *from <= part.from && part.to <= *to) {
                part.standings.iter_mut().for_each(|s| s.entitled = Truth::No);
            }
            cut.push(part);
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attendance::Capacity;
    use crate::presence::{Extent, Participation, by_clock};
    use proptest::prelude::*;

    fn clock(text: &str) -> Clock {
        text.parse().unwrap()
    }
    fn member() -> Participation<u8> {
        Participation {
            person: 1,
            capacity: Some(Capacity::Member),
            serves_for: None,
            extent: Extent::Whole,
            changes: Vec::new(),
            stated: true,
        }
    }

    #[test]
    fn nobody_decides_in_a_break_and_everybody_is_still_there() {
        let all = by_clock(&[member()], clock("13:00"), clock("16:00"));
        let cut = with_breaks(all, &[(clock("14:00"), clock("14:15"))]);
        let told: Vec<_> = cut
            .iter()
            .map(|s| (s.from.to_string(), s.standings[0].present, s.standings[0].entitled))
            .collect();
        assert_eq!(
            told,
            [
                ("13:00".to_owned(), Truth::Sure, Truth::Sure),
                ("14:00".to_owned(), Truth::Sure, Truth::No),
                ("14:15".to_owned(), Truth::Sure, Truth::Sure),
            ]
        );
    }

    #[test]
    fn a_break_outside_the_meeting_changes_nothing() {
        let all = by_clock(&[member()], clock("13:00"), clock("16:00"));
        assert_eq!(with_breaks(all.clone(), &[(clock("11:00"), clock("12:00"))]), all);
    }

    proptest! {
        #[test]
        fn the_stretches_still_cover_the_same_time(a in 0_u16..1440, b in 0_u16..1440) {
            let at = |n: u16| clock(&format!("{:02}:{:02}", n / 60, n % 60));
            let all = by_clock(&[member()], clock("08:00"), clock("17:00"));
            let cut = with_breaks(all, &[(at(a.min(b)), at(a.max(b)))]);
            prop_assert_eq!(cut.first().map(|s| s.from), Some(clock("08:00")));
            prop_assert_eq!(cut.last().map(|s| s.to), Some(clock("17:00")));
            for pair in cut.windows(2) {
                prop_assert_eq!(pair[0].to, pair[1].from);
            }
        }
    }
}
