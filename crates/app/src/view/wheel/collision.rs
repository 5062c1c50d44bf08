//! Collisions: what the same people are asked to at the same time, across everything in one wheel.
//!
//! Exact times collide when they overlap; where only the day is known, whatever else is on that day is told as being on the
//! same day. Anything less precise collides with nothing, nor do the parts of one sitting with each other.

use super::{Entry, Kind};
use crate::view::Link;
use genbo_domain::edtf::Precision;
use jiff::civil::DateTime;

/// In which way two gatherings collide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clash {
    /// Their times overlap.
    Overlap,
    /// They are on the same day, and of one at least the time is not known.
    SameDay,
}

impl Clash {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Clash::Overlap => "overlap",
            Clash::SameDay => "same_day",
        }
    }
}

/// One other gathering that an entry collides with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The other one.
    pub with: Link,
    /// Whose it is, or its title where it has no body; with the cooperation where that is another.
    pub whose: String,
    /// In which way.
    pub clash: Clash,
}

/// Tells every entry what it collides with.
pub(super) fn mark(entries: &mut [Entry]) {
    let mut exact: Vec<(usize, DateTime, DateTime)> = entries
        .iter()
        .enumerate()
        .filter(|(_, e)| matches!(e.kind, Kind::Meeting | Kind::Event))
        .filter(|(_, e)| !matches!(e.status, Some("cancelled" | "none")))
        .filter(|(_, e)| matches!(e.precision(), Precision::Minute | Precision::Day))
        .filter_map(|(i, e)| Some((i, e.start()?, e.end()?)))
        .collect();
    exact.sort_by_key(|(i, from, _)| (*from, *i));
    let mut found = Vec::new();
    for (n, (i, from, to)) in exact.iter().enumerate() {
        for (j, _, other_to) in exact[n + 1..].iter().take_while(|(_, other_from, _)| other_from < to) {
            let (one, other) = (&entries[*i], &entries[*j]);
            if from < other_to && are_apart(one, other) {
                found.push((*i, *j, clash(one, other)));
            }
        }
    }
    for (i, j, clash) in found {
        let (one, other) = (&entries[i], &entries[j]);
        let (one, other) = (collision(one, other, clash), collision(other, one, clash));
        entries[i].collisions.extend(other);
        entries[j].collisions.extend(one);
    }
}

/// Whether two entries are not one and the same gathering.
fn are_apart(one: &Entry, other: &Entry) -> bool {
    one.bodies != other.bodies && (one.sitting.is_none() || one.sitting != other.sitting)
}

fn clash(one: &Entry, other: &Entry) -> Clash {
    let timed = |e: &Entry| e.precision() == Precision::Minute;
    if timed(one) && timed(other) { Clash::Overlap } else { Clash::SameDay }
}

/// The collision with an entry as it is told of another one: whose it is, and of which cooperation if that is another.
fn collision(with: &Entry, of: &Entry, clash: Clash) -> Option<Collision> {
    let mut whose = with.bodies.first().map_or_else(|| with.title.clone(), |b| b.label.clone());
    if let Some(cooperation) = with.cooperation.as_ref().filter(|c| of.cooperation.as_ref() != Some(*c)) {
        whose.push_str(&format!(" ({})", cooperation.label));
    }
    Some(Collision { with: with.link.clone()?, whose, clash })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::wheel::entry;
    use genbo_domain::value::ThingId;

    fn at(number: i64, when: &str) -> Entry {
        let link = |noun: &str| Link {
            id: ThingId(number),
            noun: noun.to_owned(),
            slug: format!("{noun}-{number}"),
            label: format!("{noun} {number}"),
        };
        entry(link("meeting"), Kind::Meeting, vec![link("body")], "Möte", &when.parse().unwrap())
    }

    fn clashes(entries: &mut [Entry]) -> Vec<Option<Clash>> {
        mark(entries);
        entries.iter().map(|e| e.collisions.first().map(|c| c.clash)).collect()
    }

    #[test]
    fn times_that_only_touch_do_not_collide_and_one_minute_more_does() {
        let first = "2022-05-06T09:00/2022-05-06T10:00";
        assert_eq!(clashes(&mut [at(1, first), at(2, "2022-05-06T10:00/2022-05-06T11:00")]), [None, None]);
        let both = [Some(Clash::Overlap); 2];
        assert_eq!(clashes(&mut [at(1, first), at(2, "2022-05-06T09:59/2022-05-06T11:00")]), both);
    }

    #[test]
    fn a_day_collides_with_whatever_is_on_it_and_says_that_the_time_is_not_known() {
        let both = [Some(Clash::SameDay); 2];
        assert_eq!(clashes(&mut [at(1, "2022-05-06"), at(2, "2022-05-06T09:00/2022-05-06T10:00")]), both);
        assert_eq!(clashes(&mut [at(1, "2022-05-06"), at(2, "2022-05-06")]), both);
        assert_eq!(clashes(&mut [at(1, "2022-05-06/2022-05-07"), at(2, "2022-05-07")]), both);
        assert_eq!(clashes(&mut [at(1, "2022-05-06"), at(2, "2022-05-07")]), [None, None]);
    }

    #[test]
    fn a_month_and_a_cancelled_meeting_collide_with_nothing() {
        assert_eq!(clashes(&mut [at(1, "2022-05"), at(2, "2022-05-06")]), [None, None]);
        let cancelled = Entry { status: Some("cancelled"), ..at(1, "2022-05-06") };
        assert_eq!(clashes(&mut [cancelled, at(2, "2022-05-06")]), [None, None]);
    }

    #[test]
    fn the_parts_of_one_sitting_do_not_collide() {
        let part = |n| Entry { sitting: Some(ThingId(9)), ..at(n, "2022-05-06T09:00/2022-05-06T12:00") };
        assert_eq!(clashes(&mut [part(1), part(2)]), [None, None]);
    }

    #[test]
    fn each_of_three_is_told_of_both_others() {
        let mut entries = [1, 2, 3].map(|n| at(n, "2022-05-06T09:00/2022-05-06T12:00"));
        mark(&mut entries);
        assert!(entries.iter().all(|e| e.collisions.len() == 2));
        assert_eq!(entries[0].collisions[0].whose, "body 2");
    }
}
