//! Meetings as lines: what is ahead of the day, what is past, and what has no date; imprecise dates stay so.

use super::{Link, Reader, fact::Origin};
use crate::{error::ActionError, ids};
use genbo_domain::{
    body::RecordKind,
    edtf::Edtf,
    meeting::{Meeting, MeetingForm, MeetingStatus},
    noun::Noun,
    record::{Record, RecordStatus},
    value::ThingId,
};
use genbo_store::{
    dated::{self, Dates, Wanted},
    listing::Part,
    row::{During, Find, Stored},
};
use jiff::civil::Date;
use std::collections::HashMap;

/// A meeting in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingLine {
    /// The meeting.
    pub link: Link,
    /// What it is called in its plan.
    pub title: String,
    /// The bodies that meet.
    pub bodies: Vec<Link>,
    /// When, as precise as it is known.
    pub when: Option<Edtf>,
    /// The date that it was moved from.
    pub moved_from: Option<Edtf>,
    /// Where it is between thought and over, as of the day: planned and past, but told by nobody, is unconfirmed.
    pub status: Option<MeetingStatus>,
    /// What sort of gathering it is.
    pub form: Option<MeetingForm>,
    /// Number in the body's series.
    pub number: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Its records.
    pub records: Vec<RecordLine>,
    /// Where it is written.
    pub origin: Origin,
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordLine {
    /// The record.
    pub link: Link,
    /// What sort it is.
    pub kind: RecordKind,
    /// Where it is between draft and approved.
    pub status: Option<RecordStatus>,
}

/// Meetings on both sides of the day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gatherings {
    /// Not over yet, the nearest first.
    pub next: Vec<MeetingLine>,
    /// Over, the latest first.
    pub past: Vec<MeetingLine>,
    /// Without any date.
    pub undated: Vec<MeetingLine>,
}

/// All meetings of those bodies.
pub async fn of_bodies(reader: &mut Reader, bodies: &[ThingId]) -> Result<Gatherings, ActionError> {
    let meetings: Vec<Stored<Meeting>> = reader.by("bodies", bodies).await?;
    let mut all = Gatherings::default();
    for line in lines(reader, meetings).await? {
        match line.when.as_ref().map(|w| w.last()) {
            None => all.undated.push(line),
            Some(Some(last)) if last.date() < reader.today => all.past.push(line),
            Some(_) => all.next.push(line),
        }
    }
    all.past.reverse();
    Ok(all)
}

/// The meetings of those bodies that are not over, the nearest first.
pub async fn next_of_bodies(
    reader: &mut Reader,
    bodies: &[ThingId],
) -> Result<Vec<MeetingLine>, ActionError> {
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let from = format!("{}T00:00", reader.today);
    let during = During { field: "when", from: &from, to: "9999-12-31T23:59" };
    let meetings = reader.load(Find::ByDuring("bodies", bodies, during)).await?;
    let mut next = lines(reader, meetings).await?;
    next.retain(|m| m.status != Some(MeetingStatus::None));
    Ok(next)
}

/// The next meetings of anybody, the nearest first; a few, however many there are.
pub async fn next_of_anybody(reader: &mut Reader, limit: usize) -> Result<Vec<MeetingLine>, ActionError> {
    let from = format!("{}T00:00", reader.today);
    let dates = Dates::During(During { field: "when", from: &from, to: "9999-12-31T23:59" });
    let wanted = Wanted { dates, home: None, label: None, only: &[] };
    let part = Part { offset: 0, limit };
    let found = dated::page(&mut reader.tx, &reader.viewer, &Meeting::DEF, wanted, part).await?;
    let meetings = reader.load(Find::Ids(&found.ids)).await?;
    let mut next = lines(reader, meetings).await?;
    next.retain(|m| m.status != Some(MeetingStatus::None));
    Ok(next)
}

/// Those meetings as lines, by date.
pub async fn lines(
    reader: &mut Reader,
    meetings: Vec<Stored<Meeting>>,
) -> Result<Vec<MeetingLine>, ActionError> {
    let meeting_ids: Vec<ThingId> = meetings.iter().map(|m| m.id).collect();
    let mut records: HashMap<ThingId, Vec<RecordLine>> = HashMap::new();
    for record in reader.by::<Record>("meeting", &meeting_ids).await? {
        let line =
            RecordLine { link: Link::from(&record), kind: record.facts.kind, status: record.facts.status };
        records.entry(record.facts.meeting.0).or_default().push(line);
    }
    let names = reader.names(meetings.iter().flat_map(|m| ids![m.facts.bodies.clone()])).await?;
    let mut lines: Vec<MeetingLine> = meetings
        .into_iter()
        .map(|m| MeetingLine {
            link: Link::from(&m),
            bodies: names.list(&m.facts.bodies),
            status: status_on(m.facts.status, m.facts.when.as_ref(), reader.today),
            records: records.remove(&m.id).unwrap_or_default(),
            origin: Origin::from(&m.meta),
            title: m.facts.title,
            when: m.facts.when,
            moved_from: m.facts.moved_from,
            form: m.facts.form,
            number: m.facts.number,
            place: m.facts.place,
        })
        .collect();
    lines.sort_by_cached_key(|m| {
        (m.when.as_ref().map_or("X".to_owned(), Edtf::sort_key), m.link.slug.clone())
    });
    Ok(lines)
}

/// The status as of a day: what was planned for before the day, and nobody has said was held or cancelled, is
/// unconfirmed; what was held after the day is, on the day, set.
pub(super) fn status_on(
    status: Option<MeetingStatus>,
    when: Option<&Edtf>,
    today: Date,
) -> Option<MeetingStatus> {
    let over = when.and_then(Edtf::last).is_some_and(|last| last.date() < today);
    let ahead = when.and_then(Edtf::first).is_some_and(|first| first.date() > today);
    match status {
        Some(MeetingStatus::Preliminary | MeetingStatus::Fixed | MeetingStatus::Moved) | None if over => {
            Some(MeetingStatus::Unconfirmed)
        }
        Some(MeetingStatus::Held | MeetingStatus::Unconfirmed) if ahead => Some(MeetingStatus::Fixed),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_planned_meeting_is_unconfirmed_from_the_day_after() {
        let when: Edtf = "2022-09-12T13:30".parse().unwrap();
        let fixed = Some(MeetingStatus::Fixed);
        assert_eq!(status_on(fixed, Some(&when), date(2022, 9, 12)), fixed);
        assert_eq!(status_on(fixed, Some(&when), date(2022, 9, 13)), Some(MeetingStatus::Unconfirmed));
        assert_eq!(
            status_on(Some(MeetingStatus::Cancelled), Some(&when), date(2022, 9, 13)),
            Some(MeetingStatus::Cancelled)
        );
    }

    #[test]
    fn a_month_is_not_over_before_its_last_day() {
        let when: Edtf = "2022-09".parse().unwrap();
        let preliminary = Some(MeetingStatus::Preliminary);
        assert_eq!(status_on(preliminary, Some(&when), date(2022, 9, 30)), preliminary);
        assert_eq!(status_on(preliminary, Some(&when), date(2022, 10, 1)), Some(MeetingStatus::Unconfirmed));
    }

    #[test]
    fn what_was_held_later_is_only_set_on_the_day() {
        let when: Edtf = "2022-09-12".parse().unwrap();
        assert_eq!(
            status_on(Some(MeetingStatus::Held), Some(&when), date(2022, 9, 11)),
            Some(MeetingStatus::Fixed)
        );
        assert_eq!(
            status_on(Some(MeetingStatus::Held), Some(&when), date(2022, 9, 12)),
            Some(MeetingStatus::Held)
        );
    }
}
