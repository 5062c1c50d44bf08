//! A calendar feed of meetings and events. What has no day of its own is left out and counted; holidays never come along.

use crate::lang::Lang;
use genbo_app::view::wheel::{Entry, Kind, YearWheel};
use genbo_documents::ical::{EventStatus, EventTime, Feed, FeedError, FeedEvent, write};
use genbo_domain::edtf::Precision;
use jiff::Timestamp;

/// What a feed takes in beside the wheels' entries.
pub struct Options<'a> {
    /// The calendar's name.
    pub name: String,
    /// Where the portal stands, as `https://genbo.example`.
    pub base_url: &'a str,
    /// The language of what Genbo says itself.
    pub lang: Lang,
    /// Whether last days come along.
    pub deadlines: bool,
    /// When the database was last changed.
    pub changed: Timestamp,
    /// How many times each thing has been changed, by id: the feed's SEQUENCE.
    pub sequence: &'a dyn Fn(&str) -> u32,
    /// How a thing's address is made.
    pub address: &'a crate::picture::wheel::Address<'a>,
}

/// The feed of those wheels as iCalendar.
pub fn feed(years: &[YearWheel], options: &Options<'_>) -> Result<String, FeedError> {
    let mut seen = std::collections::HashSet::new();
    let events = years
        .iter()
        .flat_map(|y| &y.entries)
        .filter(|e| match e.kind {
            Kind::Meeting | Kind::Event => true,
            Kind::Deadline => options.deadlines,
            Kind::CycleStep | Kind::Holiday | Kind::Break => false,
        })
        .filter(|e| matches!(e.precision(), Precision::Minute | Precision::Day))
        .filter(|e| seen.insert(e.id.clone()))
        .filter_map(|e| event(e, options))
        .collect();
    write(&Feed {
        name: options.name.clone(),
        timezone: "Europe/Stockholm".into(),
        refresh_hours: 12,
        events,
    })
}

/// Whether an entry is a meeting or event that has no day of its own, and is therefore in no calendar.
pub fn is_left_out(e: &Entry) -> bool {
    matches!(e.kind, Kind::Meeting | Kind::Event)
        && !matches!(e.precision(), Precision::Minute | Precision::Day)
}

fn event(e: &Entry, options: &Options<'_>) -> Option<FeedEvent> {
    let (start, end) = (e.start()?, e.end()?);
    let link = e.link.as_ref()?;
    let time = if e.precision() == Precision::Minute {
        EventTime::Local { start, end: (end > start).then_some(end) }
    } else {
        EventTime::Days { first: start.date(), last: end.date() }
    };
    let status = match e.status {
        Some("cancelled") => EventStatus::Cancelled,
        Some("fixed" | "moved" | "held") => EventStatus::Confirmed,
        _ => EventStatus::Tentative,
    };
    Some(FeedEvent {
        uid: format!("{}-{}@genbo", link.noun, e.id),
        sequence: (options.sequence)(&e.id),
        title: e.title.clone(),
        description: crate::picture::wheel::spoken(e, options.lang),
        location: String::new(),
        url: format!("{}{}", options.base_url, (options.address)(&link.noun, &link.slug)),
        time,
        status,
        last_modified: options.changed,
        categories: e.cooperation.iter().map(|c| c.label.clone()).collect(),
    })
}
