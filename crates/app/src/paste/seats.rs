//! The seats of a body as pasted rows take them: the one that a person has already, a vacant one, and only then a new one.
//!
//! Invariants: a seat takes no more people than it counts for; a row that says nothing of a role takes no seat of a chair,
//! a substitute or a secretary.

use super::names::key;
use genbo_domain::{
    edtf::Edtf,
    post::{HolderState, Holding},
    seat::Seat,
    value::{Pointer, ThingId},
};
use genbo_store::row::Stored;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// A seat that a body has.
#[derive(Debug)]
struct There {
    slug: String,
    /// Its place in the list of the body's seats, from 1.
    place: usize,
    /// Its title, as names are compared.
    title: String,
    allotted_to: Vec<Pointer>,
    role: Option<String>,
    party: Option<String>,
    /// How many it takes; nothing if that is not limited.
    takes: Option<usize>,
    /// Whether it still is one.
    stands: bool,
    /// Who holds it, where that is said, and for how long.
    held: Vec<(Option<String>, Option<Edtf>)>,
    /// How many rows have taken it.
    taken: usize,
}

/// What a row says of its seat.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub title: Option<&'a str>,
    pub organisation: Option<&'a Pointer>,
    pub role: Option<&'a str>,
    pub party: Option<&'a str>,
    /// The slug of who shall have it.
    pub person: Option<&'a str>,
    pub valid: Option<Edtf>,
}

/// What a row gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// The person has this seat.
    Has,
    /// This seat is there: slug and place.
    There(String, usize),
    /// None is there for it.
    None,
}

/// The seats of a body.
#[derive(Debug, Default)]
pub(super) struct Seats {
    seats: Vec<There>,
    slugs: HashSet<String>,
    by_title: HashMap<String, Vec<usize>>,
    by_organisation: HashMap<Pointer, Vec<usize>>,
    unallotted: Vec<usize>,
    of_person: HashMap<String, Vec<usize>>,
    today: Option<Date>,
}

impl Seats {
    /// The seats in the order of the body, with who holds them.
    pub fn of(
        seats: &[Stored<Seat>],
        holdings: &[Stored<Holding>],
        pointer: impl Fn(ThingId) -> Option<Pointer>,
        today: Date,
    ) -> Seats {
        let mut all = Seats { today: Some(today), ..Seats::default() };
        let mut of: HashMap<ThingId, usize> = HashMap::new();
        for (n, s) in seats.iter().enumerate() {
            of.insert(s.id, n);
            let f = &s.facts;
            let takes = match &f.count {
                Some(count) => count.max().and_then(|n| usize::try_from(n).ok()),
                None => Some(1),
            };
            let there = There {
                slug: s.meta.slug.clone(),
                place: n + 1,
                title: key(&f.title),
                allotted_to: f.allotted_to.iter().filter_map(|t| pointer(t.0)).collect(),
                role: f.role.map(|r| r.as_str().to_owned()),
                party: f.party.clone(),
                takes,
                stands: f.valid.as_ref().is_none_or(|v| v.overlaps(today, Date::MAX)),
                held: Vec::new(),
                taken: 0,
            };
            all.slugs.insert(there.slug.clone());
            all.by_title.entry(there.title.clone()).or_default().push(n);
            if f.allotted_to.is_empty() {
                all.unallotted.push(n);
            }
            for pointer in &there.allotted_to {
                all.by_organisation.entry(pointer.clone()).or_default().push(n);
            }
            all.seats.push(there);
        }
        for h in holdings.iter().filter(|h| h.facts.holder != Some(HolderState::Vacant)) {
            let Some(n) = of.get(&h.facts.of.0) else { continue };
            let person = h.facts.person.and_then(|p| pointer(p.0)).map(|p| p.slug);
            if let Some(person) = &person {
                all.of_person.entry(person.clone()).or_default().push(*n);
            }
            all.seats[*n].held.push((person, h.facts.valid.clone()));
        }
        all
    }

    /// Whether a seat has this slug, here or among those that earlier rows made.
    pub fn has_slug(&self, slug: &str) -> bool {
        self.slugs.contains(slug)
    }

    /// Notes a seat that a row has made: it is that row's, and the person has it.
    pub fn made(&mut self, slug: &str, asked: &Asked<'_>, title: &str) {
        let n = self.seats.len();
        self.slugs.insert(slug.to_owned());
        self.by_title.entry(key(title)).or_default().push(n);
        if let Some(person) = asked.person {
            self.of_person.entry(person.to_owned()).or_default().push(n);
        }
        self.seats.push(There {
            slug: slug.to_owned(),
            place: n + 1,
            title: key(title),
            allotted_to: asked.organisation.cloned().into_iter().collect(),
            role: asked.role.map(str::to_owned),
            party: asked.party.map(str::to_owned),
            takes: Some(1),
            stands: true,
            held: Vec::new(),
            taken: usize::from(asked.person.is_some()),
        });
    }

    /// The seat that a row is about: one that the person has, a vacant one, or, where the row names a seat of which there is
    /// only one, that one with whoever holds it.
    pub fn find(&mut self, asked: &Asked<'_>) -> Found {
        if let Some(person) = asked.person {
            let has = self.of_person.get(person).into_iter().flatten();
            if has.map(|n| &self.seats[*n]).any(|s| s.stands && s.fits(asked, true)) {
                return Found::Has;
            }
        }
        let candidates = self.candidates(asked);
        let Some(person) = asked.person else {
            // Who only lists seats means those that are there, held or not.
            return candidates.first().map_or(Found::None, |n| self.seats[*n].found());
        };
        let vacant = candidates.iter().copied().find(|n| self.seats[*n].is_vacant(asked, self.today));
        let only = match (asked.title, candidates.as_slice()) {
            (Some(_), [only]) if self.seats[*only].taken == 0 => Some(*only),
            _ => None,
        };
        let Some(n) = vacant.or(only) else { return Found::None };
        self.seats[n].taken += 1;
        self.of_person.entry(person.to_owned()).or_default().push(n);
        self.seats[n].found()
    }

    /// The seats that fit, the nearest first: of the organisation before those that nobody is named for.
    fn candidates(&self, asked: &Asked<'_>) -> Vec<usize> {
        let near: Vec<usize> = match (asked.title, asked.organisation) {
            (Some(title), _) => self.by_title.get(&key(title)).cloned().unwrap_or_default(),
            (None, Some(organisation)) => {
                let own = self.by_organisation.get(organisation).into_iter().flatten();
                own.chain(&self.unallotted).copied().collect()
            }
            (None, None) => self.unallotted.clone(),
        };
        let mut fit: Vec<usize> = near.into_iter().filter(|n| self.seats[*n].fits(asked, false)).collect();
        let foreign = |n: &usize| asked.organisation.is_some_and(|o| !self.seats[*n].allotted_to.contains(o));
        fit.sort_by_key(foreign);
        fit
    }
}

impl There {
    fn found(&self) -> Found {
        Found::There(self.slug.clone(), self.place)
    }

    /// Whether it can be what the row is about. A seat that the person has is so whatever its role.
    fn fits(&self, asked: &Asked<'_>, has: bool) -> bool {
        let organisation =
            asked.organisation.is_none_or(|o| self.allotted_to.is_empty() || self.allotted_to.contains(o));
        let title = asked.title.is_none_or(|t| self.title == key(t));
        let role = match (asked.role, self.role.as_deref()) {
            (Some(asked), role) => role.is_none_or(|r| r == asked),
            (None, role) => has || asked.title.is_some() || role.is_none_or(|r| r == "member"),
        };
        let party = asked.party.is_none_or(|p| self.party.as_deref().is_none_or(|own| key(own) == key(p)));
        self.stands && organisation && title && role && party
    }

    fn is_vacant(&self, asked: &Asked<'_>, today: Option<Date>) -> bool {
        let first = asked.valid.as_ref().and_then(Edtf::first).map(|d| d.date());
        let from = first.or(today).unwrap_or(Date::MIN);
        let to = asked.valid.as_ref().and_then(Edtf::last).map_or(Date::MAX, |d| d.date());
        let held =
            self.held.iter().filter(|(_, v)| v.as_ref().is_none_or(|v| v.overlaps(from, to.max(from))));
        self.takes.is_none_or(|takes| held.count() + self.taken < takes)
    }
}
