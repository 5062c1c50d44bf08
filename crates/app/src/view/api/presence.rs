//! Who was there when an item was dealt with, who could decide, and who served for whom, as objects of JSON.
//!
//! Invariant: a meeting whose source does not list who was there has unknown presence, not none; one name that a source
//! lets us guess is no list.

use super::{
    super::{Reader, attendance::is_plain},
    thing::Telling,
};
use crate::error::ActionError;
use genbo_domain::{
    attendance::{Attendance, AttendanceEvent, Capacity},
    item::Item,
    paragraphs::{Paragraph, ParagraphSet},
    presence::{Change, Edge, Extent, Participation, Standing, Stretch, Truth, by_paragraph},
    value::ThingId,
};
use genbo_store::row::Stored;
use serde_json::{Value, json};
use std::collections::HashMap;

/// The attendance of some meetings.
#[derive(Debug, Default)]
pub(super) struct Attendances {
    rows: Vec<Stored<Attendance>>,
    events: HashMap<ThingId, Vec<AttendanceEvent>>,
}

/// One person's standing at an item.
struct At {
    person: ThingId,
    present: Truth,
    capacity: Option<Capacity>,
    entitled: Truth,
    serves_for: Option<(ThingId, Truth)>,
}

impl Attendances {
    /// Reads the attendance of those meetings.
    pub async fn load(reader: &mut Reader, meetings: &[ThingId]) -> Result<Attendances, ActionError> {
        let rows: Vec<Stored<Attendance>> = reader.by("meeting", meetings).await?;
        let ids: Vec<ThingId> = rows.iter().map(|a| a.id).collect();
        let mut events: HashMap<ThingId, Vec<AttendanceEvent>> = HashMap::new();
        for event in reader.by::<AttendanceEvent>("attendance", &ids).await? {
            events.entry(event.facts.attendance.0).or_default().push(event.facts);
        }
        Ok(Attendances { rows, events })
    }

    /// The things that it consists of, for their gaps.
    pub fn ids(&self) -> impl Iterator<Item = ThingId> {
        self.rows.iter().map(|a| a.id)
    }

    /// The persons in it.
    pub fn persons(&self) -> impl Iterator<Item = ThingId> {
        let changed = self.events.values().flatten().filter_map(|e| e.person);
        let rows = self.rows.iter().flat_map(|a| [Some(a.facts.person), a.facts.serves_for]).flatten();
        rows.chain(changed).map(|p| p.0)
    }

    /// `present`, `entitled` and `serving` of an item.
    pub fn at(&self, item: &Item, telling: &Telling) -> [Value; 3] {
        let people: Vec<Participation<ThingId>> = self
            .rows
            .iter()
            .filter(|a| a.facts.meeting == item.meeting && !telling.reference(a.facts.person.0).is_null())
            .map(|a| self.participation(a, telling))
            .collect();
        if !people.iter().any(|p| p.stated) {
            return ["unknown", "unknown", "unknown"].map(Value::from);
        }
        let standings = standings(&people, item.number.as_deref());
        let there = standings.iter().filter(|s| s.present != Truth::No);
        let present = there.map(|s| {
            json!({
                "person": telling.reference(s.person),
                "capacity": s.capacity.map(Capacity::as_str),
                "certainty": certainty(s.present),
            })
        });
        let told =
            people.iter().any(|p| decides(p.capacity) || !p.changes.is_empty() && p.capacity.is_some());
        if !told {
            return [present.collect(), Value::from("unknown"), Value::from("unknown")];
        }
        let entitled = standings.iter().filter(|s| s.entitled != Truth::No);
        let entitled = entitled
            .map(|s| json!({ "person": telling.reference(s.person), "certainty": certainty(s.entitled) }));
        let serving = standings.iter().filter_map(|s| {
            let (absent, truth) = s.serves_for?;
            Some(json!({
                "person": telling.reference(s.person),
                "for": telling.reference(absent),
                "certainty": certainty(truth),
            }))
        });
        [present.collect(), entitled.collect(), serving.collect()]
    }

    fn participation(&self, row: &Stored<Attendance>, telling: &Telling) -> Participation<ThingId> {
        let f = &row.facts;
        let changes = self.events.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        Participation {
            person: f.person.0,
            capacity: f.capacity,
            serves_for: f.serves_for.map(|p| p.0),
            extent: match &f.paragraphs {
                Some(set) => Extent::Paragraphs(set.clone()),
                None if telling.gap(row.id, "paragraphs").is_some() => Extent::Unknown,
                None => Extent::Whole,
            },
            changes: changes
                .iter()
                .map(|c| Change {
                    what: c.change,
                    clock: c.clock,
                    paragraph: c.paragraph,
                    person: c.person.map(|p| p.0),
                    capacity: c.capacity,
                })
                .collect(),
            stated: is_plain(row.meta.certainty.as_deref()),
        }
    }
}

const fn certainty(truth: Truth) -> &'static str {
    if matches!(truth, Truth::Sure) { "sure" } else { "possible" }
}

const fn decides(capacity: Option<Capacity>) -> bool {
    matches!(capacity, Some(Capacity::Member | Capacity::AbsentMember | Capacity::ServingSubstitute))
}

/// Everybody's standing at an item. What changes while it lasts is possible; an item without number may be anywhere.
fn standings(people: &[Participation<ThingId>], number: Option<&str>) -> Vec<At> {
    let place: Option<Paragraph> = number.and_then(|n| n.parse().ok());
    let stretches = match place.and_then(|p| ParagraphSet::of([p])) {
        Some(set) => by_paragraph(people, &set),
        None => everywhere(people).map(|set| by_paragraph(people, &set)).unwrap_or_default(),
    };
    let touches = |s: &Stretch<Edge, ThingId>, p| s.from < Edge::After(p) && Edge::Before(p) < s.to;
    let at: Vec<&Stretch<Edge, ThingId>> =
        stretches.iter().filter(|s| place.is_none_or(|p| touches(s, p))).collect();
    people
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let own: Vec<&Standing<ThingId>> = at.iter().map(|s| &s.standings[i]).collect();
            let there = || own.iter().filter(|s| s.present != Truth::No);
            let capacity = there().next().and_then(|s| s.capacity);
            let serves: Vec<(ThingId, Truth)> = own.iter().filter_map(|s| s.serves_for).collect();
            let always = serves.len() == own.len() && serves.iter().all(|s| *s == (serves[0].0, Truth::Sure));
            At {
                person: p.person,
                present: throughout(own.iter().map(|s| s.present)),
                capacity: capacity.filter(|c| there().all(|s| s.capacity == Some(*c))),
                entitled: throughout(own.iter().map(|s| s.entitled)),
                serves_for: serves
                    .first()
                    .map(|(whom, _)| (*whom, if always { Truth::Sure } else { Truth::Possible })),
            }
        })
        .collect()
}

/// The §§ at which anything is told to change; some § if none is.
fn everywhere(people: &[Participation<ThingId>]) -> Option<ParagraphSet> {
    let changes = people.iter().flat_map(|p| p.changes.iter().filter_map(|c| c.paragraph));
    let changes = changes.map(|p| p.number());
    let extents = people.iter().filter_map(|p| match &p.extent {
        Extent::Paragraphs(set) => Some(set.numbers()),
        _ => None,
    });
    let numbers: Vec<u32> = changes.chain(extents.flatten()).chain([1]).collect();
    // Before the first and after the last change is part of anywhere as well.
    let around = numbers.iter().flat_map(|n| [n.saturating_sub(1), *n, n + 1]);
    ParagraphSet::of(around.filter_map(Paragraph::new))
}

fn throughout(truths: impl Iterator<Item = Truth>) -> Truth {
    truths.reduce(|a, b| if a == b { a } else { Truth::Possible }).unwrap_or(Truth::Possible)
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::attendance::AttendanceChange;

    fn person(id: i64, capacity: Capacity, changes: Vec<Change<ThingId>>) -> Participation<ThingId> {
        Participation {
            person: ThingId(id),
            capacity: Some(capacity),
            serves_for: None,
            extent: Extent::Whole,
            changes,
            stated: true,
        }
    }
    fn leaves(paragraph: Option<&str>) -> Vec<Change<ThingId>> {
        let paragraph = paragraph.map(|p| p.parse().unwrap());
        vec![Change { what: AttendanceChange::Leaves, clock: None, paragraph, person: None, capacity: None }]
    }
    fn present(people: &[Participation<ThingId>], number: Option<&str>) -> Vec<Truth> {
        standings(people, number).into_iter().map(|s| s.present).collect()
    }

    #[test]
    fn who_leaves_after_a_paragraph_is_there_until_then_and_not_later() {
        let people = [person(1, Capacity::Member, leaves(Some("4")))];
        assert_eq!(present(&people, Some("4")), [Truth::Sure]);
        assert_eq!(present(&people, Some("5")), [Truth::No]);
    }

    #[test]
    fn who_leaves_at_an_untold_time_is_possible_at_every_item() {
        let people = [person(1, Capacity::Member, leaves(None)), person(2, Capacity::Member, Vec::new())];
        assert_eq!(present(&people, Some("4")), [Truth::Possible, Truth::Sure]);
    }

    #[test]
    fn an_item_without_number_may_be_before_or_after_a_change() {
        let people =
            [person(1, Capacity::Member, leaves(Some("4"))), person(2, Capacity::Official, Vec::new())];
        assert_eq!(present(&people, None), [Truth::Possible, Truth::Sure]);
        assert_eq!(present(&people, Some("övrigt")), [Truth::Possible, Truth::Sure]);
    }

    #[test]
    fn who_leaves_within_a_paragraph_is_there_at_the_part_before() {
        let people = [person(1, Capacity::Member, leaves(Some("215.i")))];
        assert_eq!(present(&people, Some("215.i")), [Truth::Sure]);
        assert_eq!(present(&people, Some("215.j")), [Truth::No]);
        assert_eq!(present(&people, Some("215")), [Truth::Possible]);
    }
}
