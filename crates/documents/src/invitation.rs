//! Invitations (RFC 5546, RFC 6047): one event that is sent to one person, to be put into a calendar or taken out of it.
//!
//! Invariants: the event is the same as in the public feed, by its UID, so that nobody has it twice; each copy names the
//! one it is sent to, and nobody else; a cancellation asks for no answer.

use crate::ical::{EventStatus, FeedError, FeedEvent, Lines, STOCKHOLM_RULES, Zone, write_event};
use genbo_domain::{address::Address, invitation::Method};
use jiff::Timestamp;

const END: &str = "END:VEVENT\r\n";

/// Writes the event as a request or a cancellation, still without those that it is from and to (see [`addressed`]).
/// `at` is the moment at which it is written.
///
/// # Errors
/// [`FeedError::UnknownZone`] for a zone that the time zone database does not have.
pub fn write(method: Method, event: &FeedEvent, timezone: &str, at: Timestamp) -> Result<String, FeedError> {
    let zone = Zone::of(timezone)?;
    let mut out = Lines(String::with_capacity(2048));
    out.raw("BEGIN:VCALENDAR");
    out.raw("VERSION:2.0");
    out.raw("PRODID:-//Genbo//Genbo//EN");
    out.raw("CALSCALE:GREGORIAN");
    out.raw(&format!("METHOD:{}", method.as_str()));
    if matches!(zone, Zone::Stockholm) {
        out.0.push_str(STOCKHOLM_RULES);
    }
    let status = match method {
        Method::Cancel => EventStatus::Cancelled,
        Method::Request => event.status,
    };
    write_event(&mut out, &FeedEvent { status, last_modified: at, ..event.clone() }, &zone)?;
    out.raw("END:VCALENDAR");
    Ok(out.0)
}

/// Somebody that an invitation is from or to.
#[derive(Debug, Clone, Copy)]
pub struct Party<'a> {
    /// The name; may be empty.
    pub name: &'a str,
    /// The address.
    pub address: &'a Address,
}

/// An invitation with those that it is from and to. Nothing else in it changes.
pub fn addressed(calendar: &str, method: Method, from: Party<'_>, to: Party<'_>) -> String {
    let mut who = Lines(String::new());
    who.raw(&format!("ORGANIZER{}:{}", name(from.name), mailto(from.address)));
    let asked = match method {
        Method::Request => ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE",
        Method::Cancel => "",
    };
    who.raw(&format!(
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{asked}{}:{}",
        name(to.name),
        mailto(to.address)
    ));
    calendar.replacen(END, &format!("{}{END}", who.0), 1)
}

/// The parameter that says a name: quoted, since a name may have commas, and without what a quoted text cannot hold.
fn name(name: &str) -> String {
    let plain: String =
        name.chars().filter(|c| !c.is_control()).map(|c| if c == '"' { '\'' } else { c }).collect();
    if plain.trim().is_empty() { String::new() } else { format!(";CN=\"{}\"", plain.trim()) }
}

/// An address as a URI: what means something in a URI is written as its number.
fn mailto(address: &Address) -> String {
    address.as_str().chars().fold("mailto:".to_owned(), |mut uri, c| {
        match c {
            '%' | '?' | '&' | '#' | '^' | '`' | '{' | '|' | '}' | '/' | '=' => {
                uri.push_str(&format!("%{:02X}", u32::from(c)))
            }
            c => uri.push(c),
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ical::{EventTime, STOCKHOLM};
    use icalendar::parser::{read_calendar, unfold};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn event() -> FeedEvent {
        FeedEvent {
            uid: "meeting-7@genbo".into(),
            sequence: 3,
            title: "Direktionen".into(),
            description: String::new(),
            location: "Kommunhuset, Svalöv".into(),
            url: "https://genbo.example/moten/x".into(),
            time: EventTime::Local {
                start: date(2022, 12, 9).at(13, 0, 0, 0),
                end: Some(date(2022, 12, 9).at(15, 0, 0, 0)),
            },
            status: EventStatus::Confirmed,
            last_modified: Timestamp::UNIX_EPOCH,
            categories: Vec::new(),
        }
    }

    fn sent(method: Method, from: &str, to: &str) -> String {
        let (organiser, attendee): (Address, Address) =
            ("kansli@forbund.example".parse().unwrap(), "vera@svalov.example".parse().unwrap());
        let at = "2022-11-01T08:00:00Z".parse().unwrap();
        let calendar = write(method, &event(), STOCKHOLM, at).unwrap();
        let from = Party { name: from, address: &organiser };
        addressed(&calendar, method, from, Party { name: to, address: &attendee })
    }

    /// Name, parameters and value of a property of the one event.
    fn property(text: &str, name: &str) -> Option<(Vec<(String, String)>, String)> {
        let unfolded = unfold(text);
        let calendar = read_calendar(&unfolded).expect("it can be read");
        let events: Vec<_> = calendar.components.iter().filter(|c| c.name == "VEVENT").collect();
        assert_eq!(events.len(), 1);
        let found = events[0].find_prop(name)?;
        let params = found.params.iter();
        let text = |v: &icalendar::parser::ParseString<'_>| v.as_str().to_owned();
        Some((
            params.map(|p| (text(&p.key), p.val.as_ref().map(text).unwrap_or_default())).collect(),
            text(&found.val),
        ))
    }

    #[test]
    fn a_request_asks_its_one_recipient_and_has_all_that_a_calendar_needs() {
        let text = sent(Method::Request, "Kansliet", "Vera Lindmark");
        let (params, to) = property(&text, "ATTENDEE").unwrap();
        assert_eq!(to, "mailto:vera@svalov.example");
        assert!(params.contains(&("RSVP".into(), "TRUE".into())), "{params:?}");
        assert!(params.contains(&("PARTSTAT".into(), "NEEDS-ACTION".into())));
        assert_eq!(text.matches("ATTENDEE").count(), 1);
        assert_eq!(property(&text, "ORGANIZER").unwrap().1, "mailto:kansli@forbund.example");
        assert_eq!(property(&text, "UID").unwrap().1, "meeting-7@genbo");
        assert_eq!(property(&text, "SEQUENCE").unwrap().1, "3");
        assert_eq!(property(&text, "DTSTAMP").unwrap().1, "20221101T080000Z");
        assert_eq!(property(&text, "STATUS").unwrap().1, "CONFIRMED");
        assert!(text.contains("METHOD:REQUEST\r\n") && text.contains("BEGIN:VTIMEZONE\r\n"));
    }

    #[test]
    fn a_cancellation_cancels_and_asks_nothing() {
        let text = sent(Method::Cancel, "", "");
        assert!(text.contains("METHOD:CANCEL\r\n"));
        assert_eq!(property(&text, "STATUS").unwrap().1, "CANCELLED");
        let (params, _) = property(&text, "ATTENDEE").unwrap();
        assert!(!params.iter().any(|(key, _)| key == "RSVP" || key == "CN"), "{params:?}");
    }

    proptest! {
        #[test]
        fn a_hostile_name_stays_a_name(name in "[a-zåäö ,;:\\\\\"\r\n^]{1,90}") {
            let text = sent(Method::Request, &name, &name);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r'])));
            prop_assert_eq!(property(&text, "ATTENDEE").unwrap().1, "mailto:vera@svalov.example");
            prop_assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
        }
    }
}
