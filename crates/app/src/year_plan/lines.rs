//! Lines of a pattern as wishes of a body: months and weeks become days, another body's name its meetings.

use super::circle;
use crate::{collation, error::ActionError, view::Reader};
use genbo_domain::{body::Body, meeting::Meeting, value::ThingId};
use genbo_planner::{Anchor, Line, Nth, Pattern, Span, exact};
use genbo_store::row::Stored;
use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// Why a line gives no days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It names no month.
    NoMonth(usize),
    /// It names a week without a weekday, and the body has no usual one.
    NoWeekday(usize),
    /// The year does not have that day: month and day.
    NoDay(usize, i8, i8),
    /// No body is called that.
    NoBody(usize, String),
    /// Several bodies are called that: their names.
    SeveralBodies(usize, Vec<String>),
    /// The other body has no meeting with a day in that year: its name.
    NoMeetings(usize, String),
}

/// A wish of a line: its key, the day, and how long.
pub(super) type Wanted = (String, Anchor, Span);

/// The days that the lines ask for.
pub(super) async fn wanted(
    reader: &mut Reader,
    lines: &[Line],
    body: &Stored<Body>,
    owners: &BTreeSet<ThingId>,
    last_year: &[Stored<Meeting>],
    year: i16,
) -> Result<(Vec<Wanted>, Vec<Problem>), ActionError> {
    let distances = lines.iter().any(|l| matches!(l.pattern, Pattern::From { .. }));
    let owners: Vec<ThingId> = owners.iter().copied().collect();
    let bodies: Vec<Stored<Body>> = if distances { reader.by("owner", &owners).await? } else { Vec::new() };
    let ids: Vec<ThingId> = bodies.iter().map(|b| b.id).collect();
    let meetings = circle::meetings(reader, &ids, year).await?;
    let usual = usual_weekday(last_year);
    let (mut wishes, mut problems) = (Vec::new(), Vec::new());
    for (index, line) in lines.iter().enumerate() {
        let number = index + 1;
        match days(number, line, year, usual, body, &bodies, &meetings) {
            Ok(anchors) => {
                let keyed = anchors.into_iter().enumerate();
                wishes.extend(keyed.map(|(n, a)| (format!("{number}.{:02}", n + 1), a, line.span)));
            }
            Err(problem) => problems.push(problem),
        }
    }
    Ok((wishes, problems))
}

fn days(
    number: usize,
    line: &Line,
    year: i16,
    usual: Option<Weekday>,
    body: &Stored<Body>,
    bodies: &[Stored<Body>],
    meetings: &[Stored<Meeting>],
) -> Result<Vec<Anchor>, Problem> {
    match &line.pattern {
        Pattern::Months { months, .. } if months.is_empty() => Err(Problem::NoMonth(number)),
        Pattern::Months { nth, weekday, months } => {
            let anchor = |m: &i8| Anchor::Weekday { month: *m, nth: *nth, weekday: *weekday };
            Ok(months.iter().map(anchor).collect())
        }
        Pattern::Weeks { weeks, weekday } => {
            let weekday = weekday.or(usual).ok_or(Problem::NoWeekday(number))?;
            Ok(weeks.iter().map(|w| Anchor::Week { week: *w, weekday }).collect())
        }
        Pattern::Days(days) => days
            .iter()
            .map(|(m, d)| {
                Date::new(year, *m, *d).map(Anchor::Day).map_err(|_| Problem::NoDay(number, *m, *d))
            })
            .collect(),
        Pattern::From { days, of } => {
            let other = called(number, of, body, bodies)?;
            let theirs = meetings.iter().filter(|m| m.facts.bodies.iter().any(|b| b.0 == other.id));
            let starts = theirs.filter_map(|m| m.facts.when.as_ref().and_then(exact));
            let anchors: Vec<Anchor> = starts.map(|(day, _)| Anchor::From { day, days: *days }).collect();
            if anchors.is_empty() {
                Err(Problem::NoMeetings(number, other.facts.name.clone()))
            } else {
                Ok(anchors)
            }
        }
    }
}

/// The body of that name: exactly, or as the only one whose name has the words.
fn called<'a>(
    number: usize,
    words: &str,
    own: &Stored<Body>,
    bodies: &'a [Stored<Body>],
) -> Result<&'a Stored<Body>, Problem> {
    let key = collation::key(words);
    let names = |b: &Stored<Body>| {
        let f = &b.facts;
        let all = std::iter::once(&f.name).chain(&f.short_name).chain(&f.aliases);
        all.map(|n| collation::key(n)).collect::<Vec<_>>()
    };
    let others = || bodies.iter().filter(|b| b.id != own.id);
    let exactly: Vec<_> = others().filter(|b| names(b).contains(&key)).collect();
    let found = if exactly.is_empty() {
        others().filter(|b| names(b).iter().any(|n| n.contains(&key))).collect()
    } else {
        exactly
    };
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Problem::NoBody(number, words.to_owned())),
        several => {
            Err(Problem::SeveralBodies(number, several.iter().map(|b| b.facts.name.clone()).collect()))
        }
    }
}

/// The weekday on which most of the meetings were; the earlier one if two are as usual.
fn usual_weekday(meetings: &[Stored<Meeting>]) -> Option<Weekday> {
    let mut counts: BTreeMap<i8, usize> = BTreeMap::new();
    for (day, _) in meetings.iter().filter_map(|m| m.facts.when.as_ref().and_then(exact)) {
        *counts.entry(day.weekday().to_monday_zero_offset()).or_default() += 1;
    }
    let (day, _) = counts.into_iter().max_by_key(|(day, n)| (*n, -day))?;
    Weekday::from_monday_zero_offset(day).ok()
}

/// The weekday that undated months get: a line that names no month.
pub fn for_months(line: &Line) -> Option<(Nth, Weekday, Span)> {
    match &line.pattern {
        Pattern::Months { nth, weekday, months } if months.is_empty() => Some((*nth, *weekday, line.span)),
        _ => None,
    }
}
