//! iCalendar (RFC 5545): a feed of meetings that calendars can subscribe to.
//!
//! Invariants: the same feed is the same bytes (no clock, no random identifiers); identifiers are the caller's
//! and stay; a cancelled event stays in the feed as cancelled; lines end in CRLF and are folded at 75 octets.
//! Dates that are not exact are not the feed's business: the caller leaves them out and says so.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, tz::TimeZone};

/// The zone whose rules are written into the feed itself.
pub const STOCKHOLM: &str = "Europe/Stockholm";

/// The rules of [`STOCKHOLM`] since 1996: summer time from the last Sunday of March to that of October.
pub(crate) const STOCKHOLM_RULES: &str = "BEGIN:VTIMEZONE\r\n\
TZID:Europe/Stockholm\r\n\
X-LIC-LOCATION:Europe/Stockholm\r\n\
BEGIN:DAYLIGHT\r\n\
TZNAME:CEST\r\n\
TZOFFSETFROM:+0100\r\n\
TZOFFSETTO:+0200\r\n\
DTSTART:19960331T020000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
END:DAYLIGHT\r\n\
BEGIN:STANDARD\r\n\
TZNAME:CET\r\n\
TZOFFSETFROM:+0200\r\n\
TZOFFSETTO:+0100\r\n\
DTSTART:19961027T030000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
END:STANDARD\r\n\
END:VTIMEZONE\r\n";

/// A calendar to subscribe to.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Name shown by calendar programs.
    pub name: String,
    /// IANA name of the zone of all local times. [`STOCKHOLM`] is written as local time with its rules;
    /// times of other zones are written in UTC.
    pub timezone: String,
    /// How often programs should ask again, in hours (at least 1).
    pub refresh_hours: u16,
    /// The events, in the order written.
    pub events: Vec<FeedEvent>,
}

/// One event.
#[derive(Clone, Debug)]
pub struct FeedEvent {
    /// Identifier that never changes and is unique in the world ("meeting-slug@host").
    pub uid: String,
    /// Grows by one with every change that matters.
    pub sequence: u32,
    /// Title.
    pub title: String,
    /// Longer text; may be empty.
    pub description: String,
    /// Place; may be empty.
    pub location: String,
    /// The event's page; may be empty.
    pub url: String,
    /// When.
    pub time: EventTime,
    /// Where it stands.
    pub status: EventStatus,
    /// Last change.
    pub last_modified: Timestamp,
    /// Categories, such as the body's name.
    pub categories: Vec<String>,
}

/// When an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventTime {
    /// Whole days, both included. A last day before the first counts as the first.
    Days {
        /// First day.
        first: Date,
        /// Last day.
        last: Date,
    },
    /// Clock time in the feed's zone. An end that is not after the start is left out.
    Local {
        /// Start.
        start: DateTime,
        /// End, if known.
        end: Option<DateTime>,
    },
}

/// Where an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventStatus {
    /// Fixed.
    Confirmed,
    /// Preliminary.
    Tentative,
    /// Cancelled; stays in the feed so that calendars take it away.
    Cancelled,
}

/// Why a feed could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedError {
    /// No such time zone.
    UnknownZone(String),
    /// A local time cannot be expressed in UTC (outside the calendar's range).
    OutOfRange(DateTime),
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownZone(name) => write!(f, "unknown time zone {name:?}"),
            Self::OutOfRange(time) => write!(f, "time out of range: {time}"),
        }
    }
}

impl std::error::Error for FeedError {}

/// Writes the feed as `text/calendar`.
///
/// # Errors
/// [`FeedError::UnknownZone`] for a zone that the time zone database does not have.
pub fn write(feed: &Feed) -> Result<String, FeedError> {
    let zone = Zone::of(&feed.timezone)?;
    let mut out = Lines(String::with_capacity(1024 + feed.events.len() * 512));
    out.raw("BEGIN:VCALENDAR");
    out.raw("VERSION:2.0");
    out.raw("PRODID:-//Genbo//Genbo//EN");
    out.raw("CALSCALE:GREGORIAN");
    out.raw("METHOD:PUBLISH");
    out.text("NAME", &feed.name);
    out.text("X-WR-CALNAME", &feed.name);
    out.text("X-WR-TIMEZONE", &feed.timezone);
    let hours = feed.refresh_hours.max(1);
    out.raw(&format!("REFRESH-INTERVAL;VALUE=DURATION:PT{hours}H"));
    out.raw(&format!("X-PUBLISHED-TTL:PT{hours}H"));
    if matches!(zone, Zone::Stockholm) {
        out.0.push_str(STOCKHOLM_RULES);
    }
    for event in &feed.events {
        write_event(&mut out, event, &zone)?;
    }
    out.raw("END:VCALENDAR");
    Ok(out.0)
}

/// How local times are written.
pub(crate) enum Zone {
    Stockholm,
    Utc(TimeZone),
}

impl Zone {
    pub(crate) fn of(name: &str) -> Result<Self, FeedError> {
        if name == STOCKHOLM {
            return Ok(Self::Stockholm);
        }
        TimeZone::get(name).map(Self::Utc).map_err(|_| FeedError::UnknownZone(name.to_owned()))
    }

    fn property(&self, name: &str, time: DateTime) -> Result<String, FeedError> {
        match self {
            Self::Stockholm => Ok(format!("{name};TZID={STOCKHOLM}:{}", basic(time))),
            Self::Utc(zone) => {
                let zoned = time.to_zoned(zone.clone()).map_err(|_| FeedError::OutOfRange(time))?;
                Ok(format!("{name}:{}", utc(zoned.timestamp())))
            }
        }
    }
}

pub(crate) fn write_event(out: &mut Lines, event: &FeedEvent, zone: &Zone) -> Result<(), FeedError> {
    out.raw("BEGIN:VEVENT");
    out.text("UID", &event.uid);
    out.raw(&format!("SEQUENCE:{}", event.sequence));
    out.raw(&format!("DTSTAMP:{}", utc(event.last_modified)));
    out.raw(&format!("LAST-MODIFIED:{}", utc(event.last_modified)));
    write_time(out, event.time, zone)?;
    out.text("SUMMARY", &event.title);
    for (name, text) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
        if !text.is_empty() {
            out.text(name, text);
        }
    }
    // A URI is not escaped; whatever cannot stand in one must not end the line.
    let url: String = event.url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    if !url.is_empty() {
        out.raw(&format!("URL:{url}"));
    }
    if !event.categories.is_empty() {
        let all: Vec<String> = event.categories.iter().map(|category| escape(category)).collect();
        out.raw(&format!("CATEGORIES:{}", all.join(",")));
    }
    out.raw(match event.status {
        EventStatus::Confirmed => "STATUS:CONFIRMED",
        EventStatus::Tentative => "STATUS:TENTATIVE",
        EventStatus::Cancelled => "STATUS:CANCELLED",
    });
    // What is cancelled must not block anybody's time.
    let busy = event.status != EventStatus::Cancelled;
    out.raw(if busy { "TRANSP:OPAQUE" } else { "TRANSP:TRANSPARENT" });
    out.raw("END:VEVENT");
    Ok(())
}

fn write_time(out: &mut Lines, time: EventTime, zone: &Zone) -> Result<(), FeedError> {
    match time {
        EventTime::Days { first, last } => {
            out.raw(&format!("DTSTART;VALUE=DATE:{}", first.strftime("%Y%m%d")));
            // The end of whole days is the day after; the calendar's very last day has none.
            if let Ok(after) = last.max(first).tomorrow() {
                out.raw(&format!("DTEND;VALUE=DATE:{}", after.strftime("%Y%m%d")));
            }
        }
        EventTime::Local { start, end } => {
            out.raw(&zone.property("DTSTART", start)?);
            if let Some(end) = end.filter(|end| *end > start) {
                out.raw(&zone.property("DTEND", end)?);
            }
        }
    }
    Ok(())
}

fn basic(time: DateTime) -> String {
    time.strftime("%Y%m%dT%H%M%S").to_string()
}

fn utc(time: Timestamp) -> String {
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// TEXT: backslash, comma, semicolon and line breaks are escaped, other control characters left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ',' | ';' => {
                out.push('\\');
                out.push(c);
            }
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push_str("\\n");
                }
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Content lines.
pub(crate) struct Lines(pub(crate) String);

impl Lines {
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.raw(&format!("{name}:{}", escape(value)));
    }

    /// Appends a line, folded at 75 octets and never inside a character.
    pub(crate) fn raw(&mut self, line: &str) {
        let mut room = 75;
        let mut used = 0;
        for c in line.chars() {
            let octets = c.len_utf8();
            if used + octets > room {
                self.0.push_str("\r\n ");
                // The leading space counts.
                room = 74;
                used = 0;
            }
            self.0.push(c);
            used += octets;
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use icalendar::parser::{read_calendar, unfold};
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn event() -> FeedEvent {
        FeedEvent {
            uid: "styrelsen-2021-05-21@genbo.example".into(),
            sequence: 2,
            title: "Styrelsemöte".into(),
            description: String::new(),
            location: "Lund".into(),
            url: "https://genbo.example/moten/styrelsen-2021-05-21".into(),
            time: EventTime::Local {
                start: date(2021, 5, 21).at(13, 0, 0, 0),
                end: Some(date(2021, 5, 21).at(15, 0, 0, 0)),
            },
            status: EventStatus::Confirmed,
            last_modified: Timestamp::from_second(1_619_740_800).unwrap(),
            categories: vec!["Styrelsen".into()],
        }
    }

    fn feed(events: Vec<FeedEvent>) -> Feed {
        Feed { name: "Skånes Kommuner".into(), timezone: STOCKHOLM.into(), refresh_hours: 6, events }
    }

    /// The values of a property over all events, as the parser reads them.
    fn values(text: &str, name: &str) -> Vec<String> {
        let unfolded = unfold(text);
        let calendar = read_calendar(&unfolded).expect("our feed can be read");
        let events = calendar.components.iter().filter(|component| component.name == "VEVENT");
        events.filter_map(|event| event.find_prop(name).map(|p| p.val.as_str().to_owned())).collect()
    }

    #[test]
    fn an_unknown_zone_is_refused() {
        let feed = Feed { timezone: "Europe/Atlantis".into(), ..feed(vec![event()]) };
        assert_eq!(write(&feed), Err(FeedError::UnknownZone("Europe/Atlantis".into())));
    }

    #[test]
    fn local_times_name_their_zone_and_the_zone_has_its_rules() {
        let text = write(&feed(vec![event()])).unwrap();
        assert!(text.contains("DTSTART;TZID=Europe/Stockholm:20210521T130000\r\n"));
        assert!(text.contains("DTEND;TZID=Europe/Stockholm:20210521T150000\r\n"));
        assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Stockholm\r\n"));
        assert!(text.contains("DTSTAMP:20210430T000000Z\r\n"));
        assert_eq!(values(&text, "UID"), ["styrelsen-2021-05-21@genbo.example"]);
        assert_eq!(values(&text, "SEQUENCE"), ["2"]);
    }

    #[test]
    fn times_of_another_zone_are_written_in_utc() {
        let feed = Feed { timezone: "Europe/Helsinki".into(), ..feed(vec![event()]) };
        let text = write(&feed).unwrap();
        assert!(text.contains("DTSTART:20210521T100000Z\r\n") && !text.contains("VTIMEZONE"));
    }

    #[test]
    fn whole_days_end_the_day_after() {
        let days = |first, last| FeedEvent { time: EventTime::Days { first, last }, ..event() };
        let text = write(&feed(vec![
            days(date(2021, 6, 21), date(2021, 6, 22)),
            days(date(2021, 12, 31), date(2021, 12, 30)),
        ]))
        .unwrap();
        assert_eq!(values(&text, "DTSTART"), ["20210621", "20211231"]);
        assert_eq!(values(&text, "DTEND"), ["20210623", "20220101"]);
    }

    #[test]
    fn an_end_that_is_not_after_the_start_is_left_out() {
        let start = date(2021, 5, 21).at(13, 0, 0, 0);
        let event = FeedEvent { time: EventTime::Local { start, end: Some(start) }, ..event() };
        assert!(values(&write(&feed(vec![event])).unwrap(), "DTEND").is_empty());
    }

    #[test]
    fn a_cancelled_meeting_stays_and_blocks_nobody() {
        let text = write(&feed(vec![FeedEvent { status: EventStatus::Cancelled, ..event() }])).unwrap();
        assert_eq!(values(&text, "STATUS"), ["CANCELLED"]);
        assert_eq!(values(&text, "TRANSP"), ["TRANSPARENT"]);
    }

    #[test]
    fn a_line_break_in_an_address_cannot_smuggle_in_a_property() {
        let event = FeedEvent { url: "https://a.example/\r\nATTENDEE:x".into(), ..event() };
        let text = write(&feed(vec![event])).unwrap();
        assert!(!text.contains("\nATTENDEE"));
    }

    /// What of a text can come back: CRLF is one line break, control characters are gone.
    fn sane(text: &str) -> String {
        let breaks = text.replace("\r\n", "\n").replace('\r', "\n");
        breaks.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect()
    }

    proptest! {
        #[test]
        fn hostile_text_comes_back_as_it_was(
            title in "[a-zåäö ,;:\\\\\n\r\"🎉👩‍🔧\u{301}]{1,120}",
            place in ".{0,90}",
            categories in prop::collection::vec("[a-z,;\\\\ 🎉]{1,40}", 0..4),
        ) {
            let event = FeedEvent { title: title.clone(), location: format!("x{place}"), categories, ..event() };
            let text = write(&feed(vec![event])).unwrap();
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r'])));
            prop_assert_eq!(values(&text, "SUMMARY"), [sane(&title)]);
            prop_assert_eq!(values(&text, "LOCATION"), [sane(&format!("x{place}"))]);
            prop_assert_eq!(values(&text, "UID").len(), 1);
        }
    }
}
