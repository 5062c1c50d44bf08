//! What was sent from the page of attendance.

use crate::{form::Sent, frame::Frame, typed};
use genbo_app::{
    attendance::{self, Beside, Desk, change::Entered, enter::Entry, pause},
    view::{Reader, offer},
};
use genbo_domain::{
    attendance::{AttendanceChange, Capacity, MeetingRole},
    clock::Clock,
    noun::Noun,
    paragraphs::ParagraphSet,
    person::Person,
    seat::SeatRole,
    value::{Kind, Value},
};

/// How many lines the form has for others.
const OTHERS: usize = 3;

/// The name of a submission: the form's own, with what it says.
pub(super) fn submission(sent: &Sent) -> Option<String> {
    let says =
        sent.all("do").chain(sent.all("at")).chain(sent.all("clock")).collect::<Vec<_>>().join("\u{1}");
    sent.get("key").map(|key| format!("{key}-{}", crate::assets::hash(says.as_bytes())))
}

/// The roll as it was called: who is ticked is there, a member without a tick is absent, and whoever else is not ticked is
/// not entered.
pub(super) async fn roll(
    f: &Frame,
    reader: &mut Reader,
    sent: &Sent,
    desk: &Desk,
) -> Result<Vec<Entry>, (String, String)> {
    let expected = &desk.expected;
    let mut entries = Vec::new();
    for i in (0..500).take_while(|i| sent.has(&format!("person.{i}"))) {
        let slug = sent.get(&format!("person.{i}")).unwrap_or_default();
        let Some(e) = expected.iter().find(|e| e.person.slug == slug) else { continue };
        let is_here = sent.has(&format!("here.{i}"));
        let capacity = match (is_here, e.capacity) {
            (true, capacity) => capacity,
            (false, Capacity::Member) => Capacity::AbsentMember,
            (false, _) => continue,
        };
        let role = sent.get(&format!("role.{i}")).and_then(|r| r.parse::<MeetingRole>().ok());
        let from = e.from.iter().find(|l| matches!(l.noun.as_str(), "organisation" | "cooperation"));
        entries.push(Entry {
            person: Some(e.person.slug.clone()),
            name: String::new(),
            capacity,
            roles: role.filter(|_| is_here).into_iter().collect(),
            organisation: from.map(|l| (l.noun.clone(), l.slug.clone())),
            party: e.party.clone(),
            title: None,
            is_remote: is_here && sent.has(&format!("remote.{i}")),
            paragraphs: None,
        });
    }
    for (i, seat) in desk.unnamed.iter().enumerate() {
        let Some(name) = sent.get(&format!("named.{i}")) else { continue };
        if sent.get(&format!("seat.{i}")) != Some(seat.link.slug.as_str()) {
            return Err(("unnamed".to_owned(), f.t.form.not_last.to_owned()));
        }
        let from =
            seat.allotted_to.iter().find(|l| matches!(l.noun.as_str(), "organisation" | "cooperation"));
        entries.push(Entry {
            person: known(reader, name).await,
            name: name.to_owned(),
            capacity: attendance::capacity(seat),
            roles: Vec::new(),
            organisation: from.map(|l| (l.noun.clone(), l.slug.clone())),
            party: seat.party.clone(),
            title: Some(seat.title.clone()),
            is_remote: false,
            paragraphs: None,
        });
    }
    Ok(entries)
}

/// The roll of another meeting of the sitting, from the same ticks: each as what he or she is in that body.
pub(super) fn roll_beside(sent: &Sent, beside: &Beside) -> (String, Vec<Entry>) {
    let mut entries = Vec::new();
    for i in (0..500).take_while(|i| sent.has(&format!("person.{i}"))) {
        let slug = sent.get(&format!("person.{i}")).unwrap_or_default();
        let Some(e) = beside.expected.iter().find(|e| e.person.slug == slug) else { continue };
        let is_here = sent.has(&format!("here.{i}"));
        let capacity = match (is_here, e.capacity) {
            (true, capacity) => capacity,
            (false, Capacity::Member) => Capacity::AbsentMember,
            (false, _) => continue,
        };
        let role = match e.role {
            Some(SeatRole::Chair) => Some(MeetingRole::Chair),
            Some(SeatRole::Secretary) => Some(MeetingRole::Secretary),
            _ => None,
        };
        let from = e.from.iter().find(|l| matches!(l.noun.as_str(), "organisation" | "cooperation"));
        entries.push(Entry {
            person: Some(e.person.slug.clone()),
            name: String::new(),
            capacity,
            roles: role.filter(|_| is_here).into_iter().collect(),
            organisation: from.map(|l| (l.noun.clone(), l.slug.clone())),
            party: e.party.clone(),
            title: None,
            is_remote: is_here && sent.has(&format!("remote.{i}")),
            paragraphs: None,
        });
    }
    (beside.meeting.link.slug.clone(), entries)
}

/// A break as it was typed.
pub(super) fn pause(f: &Frame, sent: &Sent) -> Result<pause::Entered, (String, String)> {
    let clock = |name: &str, id: &str| match sent.get(name) {
        None => Ok(None),
        Some(text) => {
            read_clock(f, text).map(Some).ok_or_else(|| (id.to_owned(), f.t.attendance.no_clock.to_owned()))
        }
    };
    let (start, end) = (clock("pause_start", "pause-start")?, clock("pause_end", "pause-end")?);
    let after = sent.get("pause_after").and_then(|p| p.parse().ok());
    let says = format!("{:?}", (sent.get("pause_title"), start, end, after));
    Ok(pause::Entered {
        title: sent.get("pause_title").unwrap_or(f.t.sitting.pause_word).to_owned(),
        start,
        end,
        after,
        submission: sent.get("key").map(|key| format!("{key}-{}", crate::assets::hash(says.as_bytes()))),
    })
}

fn read_clock(f: &Frame, text: &str) -> Option<Clock> {
    match typed::read(f.lang, Kind::Clock, f.today, text) {
        Ok(typed::Read { said: typed::Typed::Value(Value::Text(clock)), .. }) => clock.parse().ok(),
        _ => None,
    }
}

/// The slug of the only person of that name.
async fn known(reader: &mut Reader, name: &str) -> Option<String> {
    match offer::called(reader, &[&Person::DEF], name).await.unwrap_or_default().as_slice() {
        [one] => Some(one.slug.clone()),
        _ => None,
    }
}

/// Others who take part, as they were typed: name, capacity, title, §§.
pub(super) fn others_typed(sent: Option<&Sent>) -> Vec<[String; 4]> {
    let typed = |name: &str, i: usize| {
        sent.and_then(|s| s.get(&format!("{name}.{i}"))).unwrap_or_default().to_owned()
    };
    (0..OTHERS).map(|i| ["other", "capacity", "title", "items"].map(|name| typed(name, i))).collect()
}

/// Others who take part. A name that one known person has is that person; any other is somebody new.
pub(super) async fn others(
    f: &Frame,
    reader: &mut Reader,
    sent: &Sent,
) -> Result<Vec<Entry>, (String, String)> {
    let mut entries = Vec::new();
    for (i, [name, capacity, title, items]) in others_typed(Some(sent)).into_iter().enumerate() {
        if name.is_empty() {
            continue;
        }
        let paragraphs = match items.as_str() {
            "" => None,
            text => match typed::read(f.lang, Kind::Paragraphs, f.today, text) {
                Ok(typed::Read { said: typed::Typed::Value(Value::Text(set)), .. }) => {
                    set.parse::<ParagraphSet>().ok()
                }
                _ => return Err((format!("items-{i}"), f.t.attendance.no_paragraphs.to_owned())),
            },
        };
        entries.push(Entry {
            person: known(reader, &name).await,
            name,
            capacity: capacity.parse().unwrap_or(Capacity::Guest),
            roles: Vec::new(),
            organisation: None,
            party: None,
            title: Some(title).filter(|t| !t.is_empty()),
            is_remote: false,
            paragraphs,
        });
    }
    Ok(entries)
}

/// One change: what happens to whom, when.
pub(super) fn entered(f: &Frame, sent: &Sent, what: &str, whom: &str) -> Result<Entered, (String, String)> {
    let (attendance, serves_for) = match whom.split_once('|') {
        Some((attendance, person)) => (attendance, Some(person.to_owned())),
        None => (whom, None),
    };
    let refused = || ("nu".to_owned(), f.t.form.refused.to_owned());
    let clock = match sent.get("clock") {
        None => None,
        Some(text) => match read_clock(f, text) {
            Some(clock) => Some(clock),
            None => return Err(("clock".to_owned(), f.t.attendance.no_clock.to_owned())),
        },
    };
    Ok(Entered {
        attendance: attendance.to_owned(),
        what: what.parse::<AttendanceChange>().map_err(|_| refused())?,
        clock,
        paragraph: sent.get("at").and_then(|p| p.parse().ok()),
        serves_for,
        capacity: sent.get("capacity").and_then(|c| c.parse().ok()),
        only_here: sent.has("only_here"),
        reason: sent.get("reason").map(str::to_owned),
        submission: submission(sent),
    })
}
