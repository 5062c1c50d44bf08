//! Who takes part in a meeting: whoever holds a seat in the body on the meeting's day, and how he or she is reached.

use super::Called;
use crate::{
    error::ActionError,
    view::{
        Link, Reader,
        fact::Time,
        office::{self, SeatLine},
    },
};
use genbo_domain::{
    address::Address,
    person::Person,
    post::HolderState,
    seat::{Seat, SeatRole},
    value::ThingId,
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::Viewer,
};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Everybody who takes part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Participants {
    /// Those who have an address, each once.
    pub reached: Vec<Participant>,
    /// Those who have none, and seats of which nobody knows who holds them.
    pub missing: Vec<Missing>,
    /// How many seats the reader does not see; their holders are not called.
    pub hidden: usize,
}

/// Somebody who takes part and can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Who.
    pub person: Link,
    /// The seats that he or she holds: what they are called.
    pub seats: Vec<String>,
    /// The role of the first of them.
    pub role: Option<SeatRole>,
    /// Whom he or she comes from.
    pub from: Vec<Link>,
    /// The address.
    pub address: Address,
    /// Whether the reader may see the address.
    pub is_shown: bool,
}

/// A seat whose holder cannot be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What the seat is called.
    pub seat: String,
    /// Whom it is allotted to.
    pub from: Vec<Link>,
    /// Who holds it, if that is known.
    pub person: Option<Link>,
    /// Why.
    pub why: Why,
}

/// Why somebody cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The person has no address.
    NoAddress,
    /// What stands as address is none.
    BadAddress,
    /// Nobody has said who holds the seat.
    NotNamed,
    /// Nobody holds it.
    Vacant,
}

/// Who takes part in the meeting, as of its day.
pub(crate) async fn of(
    reader: &mut Reader,
    called: &Called,
    today: Date,
) -> Result<Participants, ActionError> {
    let bodies: Vec<ThingId> = called.meeting.facts.bodies.iter().map(|b| b.0).collect();
    Ok(of_each(reader, &[(bodies, called.day(today))]).await?.pop().unwrap_or_default())
}

/// Who takes part in meetings of those bodies, each as of its day. The number of statements does not grow with theirs.
pub(crate) async fn of_each(
    reader: &mut Reader,
    meetings: &[(Vec<ThingId>, Date)],
) -> Result<Vec<Participants>, ActionError> {
    let Some(first) = meetings.iter().map(|(_, day)| *day).min() else { return Ok(Vec::new()) };
    let bodies: BTreeSet<ThingId> = meetings.iter().flat_map(|(bodies, _)| bodies).copied().collect();
    let bodies: Vec<ThingId> = bodies.into_iter().collect();
    let all: Vec<Stored<Seat>> = row::load(&mut reader.tx, &Viewer::All, Find::By("body", &bodies)).await?;
    let seats: Vec<Stored<Seat>> = reader.by("body", &bodies).await?;
    let seen: HashSet<ThingId> = seats.iter().map(|s| s.id).collect();
    let day = std::mem::replace(&mut reader.today, first);
    let lines = office::seats(reader, seats).await;
    reader.today = day;
    let lines = lines?;
    let holders = lines.iter().flat_map(|s| &s.holders);
    let persons: Vec<ThingId> = holders.filter_map(|h| h.person.as_ref().map(|p| p.id)).collect();
    let addresses = addresses(reader, &persons).await?;
    let of = |(bodies, day): &(Vec<ThingId>, Date)| {
        let hidden = all.iter().filter(|s| !seen.contains(&s.id) && bodies.contains(&s.facts.body.0));
        let mut found = Participants { hidden: hidden.count(), ..Participants::default() };
        let theirs = lines.iter().filter(|s| s.body.as_ref().is_some_and(|b| bodies.contains(&b.id)));
        for seat in theirs.map(|s| s.on(*day)).filter(|s| s.time == Time::Now) {
            found.add(&seat, &addresses);
        }
        found
    };
    Ok(meetings.iter().map(of).collect())
}

/// What stands as a person's address, and whether the reader may see it.
type Addresses = HashMap<ThingId, (Option<String>, bool)>;

/// A call goes out to whoever holds a seat, also to those whose address the sender may not see.
async fn addresses(reader: &mut Reader, ids: &[ThingId]) -> Result<Addresses, ActionError> {
    let shown: Vec<Stored<Person>> = reader.load(Find::Ids(ids)).await?;
    let shown: HashSet<ThingId> = shown.iter().filter(|p| p.facts.email.is_some()).map(|p| p.id).collect();
    let people: Vec<Stored<Person>> = row::load(&mut reader.tx, &Viewer::All, Find::Ids(ids)).await?;
    Ok(people.into_iter().map(|p| (p.id, (p.facts.email, shown.contains(&p.id)))).collect())
}

impl Participants {
    fn add(&mut self, seat: &SeatLine, addresses: &Addresses) {
        let missing = |why, person: Option<Link>| Missing {
            seat: seat.title.clone(),
            from: seat.allotted_to.clone(),
            person,
            why,
        };
        let mut holders = seat.now().peekable();
        if holders.peek().is_none() {
            self.missing.push(missing(Why::NotNamed, None));
        }
        for holder in holders {
            let Some(person) = holder.person.clone() else {
                let is_vacant = holder.state == HolderState::Vacant;
                self.missing.push(missing(if is_vacant { Why::Vacant } else { Why::NotNamed }, None));
                continue;
            };
            if let Some(known) = self.reached.iter_mut().find(|p| p.person.id == person.id) {
                known.seats.push(seat.title.clone());
                continue;
            }
            let (email, is_shown) = addresses.get(&person.id).cloned().unwrap_or_default();
            match email.map(|e| e.trim().parse::<Address>()) {
                Some(Ok(address)) => self.reached.push(Participant {
                    person,
                    seats: vec![seat.title.clone()],
                    role: seat.role,
                    from: seat.allotted_to.clone(),
                    address,
                    is_shown,
                }),
                Some(Err(_)) => self.missing.push(missing(Why::BadAddress, Some(person))),
                None if self.missing.iter().any(|m| m.person.as_ref() == Some(&person)) => {}
                None => self.missing.push(missing(Why::NoAddress, Some(person))),
            }
        }
    }
}

/// Somebody whom the sender adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub address: Address,
}

/// The most guests of a call.
pub const MOST_GUESTS: usize = 200;

/// Reads lines of `Name <address>` or addresses alone, and tells which lines are neither. Whoever stands there twice, or
/// takes part anyway, is taken once.
pub fn guests(text: &str, participants: &Participants) -> (Vec<Guest>, Vec<String>) {
    let (mut guests, mut wrong): (Vec<Guest>, Vec<String>) = (Vec::new(), Vec::new());
    for part in text.split(['\n', '\r', ';']).flat_map(parts) {
        let part = part.as_str();
        let (name, address) = match part.split_once('<').and_then(|(n, a)| Some((n, a.strip_suffix('>')?))) {
            Some((name, address)) => (name.trim().trim_matches('"').to_owned(), address.trim()),
            None => (String::new(), part),
        };
        match address.parse::<Address>() {
            Ok(_) if guests.len() >= MOST_GUESTS => wrong.push(part.to_owned()),
            Ok(address) => {
                let known = participants.reached.iter().any(|p| p.address.key() == address.key())
                    || guests.iter().any(|g| g.address.key() == address.key());
                if !known {
                    guests.push(Guest { name: genbo_domain::address::one_line(&name), address });
                }
            }
            Err(_) => wrong.push(part.to_owned()),
        }
    }
    (guests, wrong)
}

/// The parts of a line: a comma ends one that has an at sign, and otherwise belongs to a name.
fn parts(line: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for piece in line.split(',') {
        match parts.last_mut().filter(|open| !open.contains('@')) {
            Some(open) => *open = format!("{open},{piece}"),
            None => parts.push(piece.to_owned()),
        }
    }
    parts.iter().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_no_address_is_told_and_the_others_are_taken_once() {
        let text = "anna@svalov.example, Doris <d@e.example>, Bo@bjuv.example\n\"Berg, Cilla\" <cilla@hoor.example>\nvet ej\r\nANNA@svalov.example; <d@e.example>";
        let (guests, wrong) = guests(text, &Participants::default());
        assert_eq!(wrong, ["vet ej"]);
        let told: Vec<(&str, &str)> = guests.iter().map(|g| (g.name.as_str(), g.address.as_str())).collect();
        assert_eq!(
            told,
            [
                ("", "anna@svalov.example"),
                ("Doris", "d@e.example"),
                ("", "Bo@bjuv.example"),
                ("Berg, Cilla", "cilla@hoor.example"),
            ]
        );
    }

    #[test]
    fn there_are_at_most_so_many_guests() {
        let text = |n: usize| (0..n).map(|i| format!("a{i}@b.example\n")).collect::<String>();
        let none = Participants::default();
        assert_eq!(guests(&text(MOST_GUESTS), &none).1.len(), 0);
        assert_eq!(guests(&text(MOST_GUESTS + 1), &none).1.len(), 1);
    }
}
