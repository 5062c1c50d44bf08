//! The calendar as a list: the meetings of a time, of a cooperation, a body or all that an organisation takes part in.

use super::{
    Link, Reader, choices,
    gathering::{self, MeetingLine},
    wheel,
};
use crate::error::ActionError;
use genbo_domain::{meeting::Meeting, noun::Noun, value::ThingId};
use genbo_store::{
    dated::{self, Dates, Wanted},
    listing::{HowMany, Only, Part},
    row::{During, Find},
};
use jiff::civil::Date;

/// Which meetings are asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Slug or id of a cooperation.
    pub cooperation: Option<String>,
    /// Slug or id of a body.
    pub body: Option<String>,
    /// Slug or id of an organisation: all that it takes part in.
    pub organisation: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Which part.
    pub part: Part,
}

/// A part of the calendar.
#[derive(Debug, Default)]
pub struct Calendar {
    /// The meetings of the time, by date; imprecise dates stand where they can begin.
    pub lines: Vec<MeetingLine>,
    /// How many there are in all.
    pub all: HowMany,
    /// Meetings without any date, on the first part only.
    pub undated: Vec<MeetingLine>,
    /// The cooperations to choose from.
    pub cooperations: Vec<Link>,
    /// The bodies to choose from.
    pub bodies: Vec<Link>,
}

/// The most meetings without date that are shown.
const UNDATED: usize = 50;

/// The meetings that are asked for.
pub async fn meetings(reader: &mut Reader, ask: &Ask) -> Result<Calendar, ActionError> {
    let scope = scope(reader, ask).await?;
    let ids: Option<Vec<ThingId>> = scope.as_ref().map(|bodies| bodies.iter().map(|b| b.id).collect());
    let only: Vec<Only<'_>> = ids.iter().map(|ids| Only::Any("bodies", ids)).collect();
    let (from, to) = (format!("{}T00:00", ask.from), format!("{}T23:59", ask.to));
    let dates = Dates::During(During { field: "when", from: &from, to: &to });
    let (lines, all) = lines(reader, dates, &only, ask.part).await?;
    let undated = if ask.part.offset == 0 {
        lines_only(reader, Dates::Without("when"), &only, Part { offset: 0, limit: UNDATED }).await?
    } else {
        Vec::new()
    };
    let mut bodies = scope.unwrap_or_default();
    if let Some(slug) = ask.body.as_deref().filter(|_| ask.cooperation.is_some()) {
        bodies = choices::bodies_beside(reader, slug).await?;
    }
    Ok(Calendar { lines, all, undated, cooperations: choices::cooperations(reader).await?, bodies })
}

/// The bodies that are asked for; nothing if all are.
async fn scope(reader: &mut Reader, ask: &Ask) -> Result<Option<Vec<Link>>, ActionError> {
    if ask.cooperation.is_none() && ask.body.is_none() && ask.organisation.is_none() {
        return Ok(None);
    }
    let asked = wheel::Ask {
        year: ask.from.year(),
        cooperations: ask.cooperation.iter().cloned().collect(),
        organisation: ask.organisation.clone(),
        body: ask.body.clone(),
        person: None,
    };
    let scope = wheel::scope(reader, &asked).await?;
    Ok(Some(scope.bodies.iter().map(Link::from).collect()))
}

async fn lines(
    reader: &mut Reader,
    dates: Dates<'_>,
    only: &[Only<'_>],
    part: Part,
) -> Result<(Vec<MeetingLine>, HowMany), ActionError> {
    let wanted = Wanted { dates, home: None, label: None, only };
    let found = dated::page(&mut reader.tx, &reader.viewer, &Meeting::DEF, wanted, part).await?;
    let meetings = if found.ids.is_empty() { Vec::new() } else { reader.load(Find::Ids(&found.ids)).await? };
    Ok((gathering::lines(reader, meetings).await?, found.all))
}

async fn lines_only(
    reader: &mut Reader,
    dates: Dates<'_>,
    only: &[Only<'_>],
    part: Part,
) -> Result<Vec<MeetingLine>, ActionError> {
    Ok(lines(reader, dates, only, part).await?.0)
}
