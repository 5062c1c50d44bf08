//! Standing contacts: per cooperation a table of organisations and periods, and how the contacts go round.

use super::{
    Link, Names, Reader,
    fact::{self, Doubts, Time},
    shown::Shown,
};
use crate::{collation, error::ActionError, ids};
use genbo_domain::{
    contact::Contact,
    edtf::Edtf,
    post::{HolderState, Holding},
    value::ThingId,
};
use genbo_store::row::{Find, Stored};
use std::collections::{BTreeMap, BTreeSet};

/// The contacts of one cooperation as a table.
#[derive(Debug)]
pub struct Rotation {
    /// The cooperation.
    pub cooperation: Link,
    /// The periods, the earliest first.
    pub periods: Vec<Period>,
    /// Each organisation with its contact in each of the periods.
    pub rows: Vec<Row>,
    /// What is not plain about the contacts.
    pub doubts: Doubts,
}

/// An organisation's contacts.
#[derive(Debug)]
pub struct Row {
    /// The organisation.
    pub organisation: Link,
    /// Its contact in each of the periods; nothing where none is entered.
    pub contacts: Vec<Option<Shown<Contact>>>,
}

/// A period of contacts.
#[derive(Debug)]
pub struct Period {
    /// From when to when.
    pub period: Edtf,
    /// Where it lies.
    pub time: Time,
}

impl Rotation {
    /// Whether the contact of a row has another post than in the period before.
    pub fn moves(&self, row: usize, period: usize) -> bool {
        let post = |p: usize| self.rows.get(row)?.contacts.get(p)?.as_ref()?.facts.post.map(|to| to.0);
        match (period.checked_sub(1).and_then(post), post(period)) {
            (Some(before), Some(now)) => before != now,
            _ => false,
        }
    }
}

/// All standing contacts.
#[derive(Debug)]
pub struct Contacts {
    /// A table for each cooperation that has any.
    pub rotations: Vec<Rotation>,
    /// Everything that these refer to.
    pub names: Names,
}

/// All contacts that the viewer sees.
pub async fn contacts(reader: &mut Reader) -> Result<Contacts, ActionError> {
    let all: Vec<Stored<Contact>> = reader.load(Find::All).await?;
    let links: Vec<Link> = all.iter().map(Link::from).collect();
    let doubts = fact::doubts(reader, &links).await?;
    let wanted = all.iter().flat_map(|c| {
        let f = &c.facts;
        ids![Some(f.cooperation), Some(f.organisation), f.post, f.person]
    });
    let names = reader.names(wanted).await?;
    let mut by_home: BTreeMap<String, (Link, Vec<Stored<Contact>>)> = BTreeMap::new();
    for contact in all {
        let Some(home) = names.to(contact.facts.cooperation) else { continue };
        let key = format!("{} {}", collation::key(&home.label), home.id.0);
        by_home.entry(key).or_insert_with(|| (home, Vec::new())).1.push(contact);
    }
    let today = reader.today;
    let rotations = by_home.into_values().map(|(home, contacts)| {
        let ids: BTreeSet<ThingId> = contacts.iter().map(|c| c.id).collect();
        let of_these = doubts_of(&doubts, &ids);
        rotation(home, contacts, &names, of_these, today)
    });
    Ok(Contacts { rotations: rotations.collect(), names })
}

fn doubts_of(doubts: &Doubts, ids: &BTreeSet<ThingId>) -> Doubts {
    Doubts {
        open: doubts.open.iter().filter(|o| ids.contains(&o.about.id)).cloned().collect(),
        contradictions: doubts.contradictions.iter().filter(|s| ids.contains(&s.about.id)).cloned().collect(),
        readings: doubts.readings.iter().filter(|s| ids.contains(&s.about.id)).cloned().collect(),
    }
}

fn rotation(
    cooperation: Link,
    contacts: Vec<Stored<Contact>>,
    names: &Names,
    doubts: Doubts,
    today: jiff::civil::Date,
) -> Rotation {
    let keys: BTreeSet<String> = contacts.iter().map(|c| c.facts.period.sort_key()).collect();
    let mut periods = Vec::new();
    for key in &keys {
        if let Some(c) = contacts.iter().find(|c| c.facts.period.sort_key() == *key) {
            let period = c.facts.period.clone();
            periods.push(Period { time: Time::of(Some(&period), today), period });
        }
    }
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for contact in contacts {
        let Some(organisation) = names.to(contact.facts.organisation) else { continue };
        let key = contact.facts.period.sort_key();
        let at = keys.iter().position(|k| *k == key).unwrap_or(0);
        let sort = format!("{} {}", collation::key(&organisation.label), organisation.id.0);
        let row = rows.entry(sort).or_insert_with(|| Row { organisation, contacts: vec![None; keys.len()] });
        row.contacts[at] = Some(contact.into());
    }
    Rotation { cooperation, periods, rows: rows.into_values().collect(), doubts }
}

/// One contact with those before and after it, and who holds its post.
#[derive(Debug)]
pub struct ContactPage {
    /// The contact.
    pub contact: Shown<Contact>,
    /// Where its period lies.
    pub time: Time,
    /// The same organisation's contacts in all periods, the earliest first.
    pub series: Vec<Shown<Contact>>,
    /// The other organisations that have the same post in the same period.
    pub beside: Vec<Link>,
    /// Who holds the post in the period; nothing if nobody is told of.
    pub holder: Option<(HolderState, Option<Link>)>,
    /// What is not plain about it.
    pub doubts: Doubts,
    /// Everything that these refer to.
    pub names: Names,
}

/// The contact of that slug.
pub async fn contact(reader: &mut Reader, slug: &str) -> Result<ContactPage, ActionError> {
    let contact: Stored<Contact> = reader.find(slug).await?;
    let cooperation = contact.facts.cooperation;
    let mut all: Vec<Stored<Contact>> = reader.by("cooperation", &[cooperation.0]).await?;
    all.sort_by_cached_key(|c| c.facts.period.sort_key());
    let post: Vec<ThingId> = ids![contact.facts.post];
    let holdings: Vec<Stored<Holding>> = reader.by("of", &post).await?;
    let during = |h: &&Stored<Holding>| match (&h.facts.valid, &contact.facts.period) {
        (Some(valid), period) => match (period.first(), period.last()) {
            (Some(from), Some(to)) => valid.overlaps(from.date(), to.date()),
            _ => true,
        },
        (None, _) => true,
    };
    let holding = holdings.iter().find(during);
    let mut wanted: Vec<ThingId> = holding.map(|h| ids![h.facts.person]).unwrap_or_default();
    wanted.extend(all.iter().flat_map(|c| {
        let f = &c.facts;
        ids![Some(f.cooperation), Some(f.organisation), f.post, f.person]
    }));
    let names = reader.names(wanted).await?;
    let doubts = fact::doubts(reader, &[Link::from(&contact)]).await?;
    let holder = holding.map(|h| {
        let person = names.opt(h.facts.person);
        (h.facts.holder.unwrap_or(HolderState::NotStated), person)
    });
    let same = |c: &&Stored<Contact>| {
        c.id != contact.id
            && c.facts.post.is_some()
            && c.facts.post == contact.facts.post
            && c.facts.period.sort_key() == contact.facts.period.sort_key()
    };
    let beside = all.iter().filter(same).filter_map(|c| names.to(c.facts.organisation)).collect();
    let organisation = contact.facts.organisation;
    let series = all.into_iter().filter(|c| c.facts.organisation == organisation).map(Shown::from).collect();
    Ok(ContactPage {
        time: Time::of(Some(&contact.facts.period), reader.today),
        contact: contact.into(),
        series,
        beside,
        holder,
        doubts,
        names,
    })
}
