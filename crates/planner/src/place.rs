//! The placing itself: each meeting on the day that is least wrong, in the order in which they were asked for.
//!
//! A working day near the one asked for is better than the same weekday a week away; another cooperation's meeting is worth
//! a few days, a person in two places is worth weeks.

use crate::{
    Anchor, Ask, Busy, Choice, Nth, Outcome, Placed, Proposal, Span, Trouble, Who, Wish, calendar::Days,
    copy::days_between,
};
use genbo_domain::{calendar::IsoWeek, edtf::Edtf, value::ThingId};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time},
};
use std::collections::{BTreeMap, HashMap};

/// How far away a day is looked for, in days.
const BEFORE: i64 = 35;
const AFTER: i64 = 60;
/// How many other days are offered.
const OTHERS: usize = 5;
/// How many days of distance what speaks against a day is worth.
const OTHER_WEEKDAY: i64 = 3;
const ORGANISATION: i64 = 5;
const BRIDGE: i64 = 10;
const BREAK: i64 = 12;
const PERSON: i64 = 30;
const PAST_THE_NEXT: i64 = 40;
const OTHER_YEAR: i64 = 400;

/// A plan of the year, in the order of what was asked for: by day, then by hour, then by key.
pub fn plan(ask: &Ask<'_>) -> Vec<Placed> {
    let days = Days::of(ask.year, ask.calendar, ask.breaks);
    let mut wishes: Vec<(Option<(Date, bool)>, &Wish)> =
        ask.wishes.iter().map(|w| (wanted(&w.anchor, ask.year), w)).collect();
    wishes.sort_by_key(|(wanted, w)| {
        (wanted.map_or_else(|| at(&w.anchor), |(d, _)| d), w.span.from, w.key.clone())
    });
    let mut table = Table::new(&ask.busy, &days, ask.year);
    let mut placed = Vec::with_capacity(wishes.len());
    for (index, (wanted, wish)) in wishes.iter().enumerate() {
        let outcome = match (&wish.anchor, wanted) {
            (Anchor::Omitted(why), _) => Outcome::Omitted(*why),
            (Anchor::Loose(when), _) => Outcome::Loose(when.clone()),
            (_, Some((day, exists))) => {
                let later = &wishes[index + 1..];
                let next = later.iter().filter(|(_, w)| !w.bodies.is_disjoint(&wish.bodies));
                let next = next.filter_map(|(w, _)| w.map(|(d, _)| d)).find(|d| d > day);
                Outcome::Dated(Box::new(table.place(wish, *day, *exists, next)))
            }
            // Only a year outside the calendar has no day at all.
            (_, None) => Outcome::Omitted(crate::Omitted::Undated),
        };
        placed.push(Placed { key: wish.key.clone(), outcome });
    }
    placed
}

/// Where what has no day stands among the others.
fn at(anchor: &Anchor) -> Date {
    match anchor {
        Anchor::Loose(when) => when.first().map_or(Date::MAX, DateTime::date),
        _ => Date::MAX,
    }
}

/// The day that is asked for, and whether there is such a day.
fn wanted(anchor: &Anchor, year: i16) -> Option<(Date, bool)> {
    match anchor {
        Anchor::Weekday { month, nth, weekday } => {
            let first = Date::new(year, *month, 1).ok()?;
            let last = first.nth_weekday_of_month(-1, *weekday).ok()?;
            match nth {
                Nth::Last => Some((last, true)),
                Nth::Is(nth) => match first.nth_weekday_of_month(*nth, *weekday) {
                    Ok(day) => Some((day, true)),
                    Err(_) => Some((last, false)),
                },
            }
        }
        Anchor::Week { week, weekday } => {
            let (week, exists) = match IsoWeek::new(year, *week) {
                Some(week) => (week, true),
                None => (IsoWeek::new(year, 52)?, false),
            };
            let after_monday = i64::from(weekday.to_monday_zero_offset());
            Some((week.monday()?.checked_add(after_monday.days()).ok()?, exists))
        }
        Anchor::Day(day) => Some((*day, true)),
        Anchor::From { day, days } => Some((day.checked_add(days.days()).ok()?, true)),
        Anchor::Loose(_) | Anchor::Omitted(_) => None,
    }
}

/// What has been placed so far, and what was there before.
struct Table<'a> {
    days: &'a Days<'a>,
    year: i16,
    busy: Vec<Busy>,
    by_day: HashMap<Date, Vec<usize>>,
    /// The last meeting of each body: the day asked for, the day that it got, its key.
    last: BTreeMap<ThingId, (Date, Date, String)>,
}

impl<'a> Table<'a> {
    fn new(busy: &[Busy], days: &'a Days<'a>, year: i16) -> Table<'a> {
        let mut table = Table { days, year, busy: Vec::new(), by_day: HashMap::new(), last: BTreeMap::new() };
        let mut busy = busy.to_vec();
        busy.sort_by(|a, b| (a.first, &a.key).cmp(&(b.first, &b.key)));
        busy.into_iter().for_each(|b| table.take(b));
        table
    }

    fn take(&mut self, busy: Busy) {
        for day in days_of(busy.first, busy.span) {
            self.by_day.entry(day).or_default().push(self.busy.len());
        }
        self.busy.push(busy);
    }

    fn place(&mut self, wish: &Wish, wanted: Date, exists: bool, next: Option<Date>) -> Proposal {
        let bound = self.bound(wish, wanted);
        let mut against = self.troubles(wish, wanted);
        if !exists {
            against.insert(0, Trouble::NoSuchDay);
        }
        if let Some((_, key)) = bound.as_ref().filter(|(from, _)| wanted < *from) {
            against.push(Trouble::Order(key.clone()));
        }
        let earliest = bound.map(|(from, _)| from);
        let start = earliest.map_or(wanted, |e| e.max(wanted));
        let window = (-BEFORE..=AFTER).filter_map(|n| start.checked_add(n.days()).ok());
        let mut ranked: Vec<(i64, bool, Date, Vec<Trouble>)> = window
            .filter(|day| earliest.is_none_or(|e| *day >= e))
            .map(|day| (day, self.troubles(wish, day)))
            .filter(|(_, troubles)| !troubles.iter().any(Trouble::is_red))
            .map(|(day, troubles)| (self.cost(wanted, day, &troubles, next), day > wanted, day, troubles))
            .collect();
        ranked.sort_by_key(|(cost, later, day, _)| (*cost, *later, *day));
        let mut choices = ranked.into_iter().map(|(.., date, troubles)| Choice {
            date,
            when: when(date, wish.span),
            troubles,
        });
        // A calendar has a working day in any two months; where a source's rules deny that, the day asked for stands.
        let chosen = choices.next().unwrap_or_else(|| Choice {
            date: start,
            when: when(start, wish.span),
            troubles: against.clone(),
        });
        // The day asked for is always among the others, if it can be chosen at all.
        let (asked, rest): (Vec<Choice>, Vec<Choice>) = choices.partition(|c| c.date == wanted);
        let room = OTHERS - asked.len().min(1);
        let mut others: Vec<Choice> = asked.into_iter().chain(rest.into_iter().take(room)).collect();
        others.sort_by_key(|c| c.date);
        for body in &wish.bodies {
            self.last.insert(*body, (wanted, chosen.date, wish.key.clone()));
        }
        self.take(Busy {
            key: wish.key.clone(),
            bodies: wish.bodies.clone(),
            first: chosen.date,
            span: wish.span,
            // Two bodies of one plan may sit at the same time, as long as nobody is in both.
            who: Who { persons: wish.who.persons.clone(), ..Who::default() },
        });
        Proposal { wanted, against, chosen, others }
    }

    /// The first day that keeps the order of the body's meetings, and after which one.
    fn bound(&self, wish: &Wish, wanted: Date) -> Option<(Date, String)> {
        let before = wish.bodies.iter().filter_map(|body| self.last.get(body));
        let bounds = before.filter_map(|(asked, got, key)| {
            let from = if *asked < wanted { got.tomorrow().ok()? } else { *got };
            Some((from, key.clone()))
        });
        bounds.max()
    }

    /// What speaks against that first day.
    fn troubles(&self, wish: &Wish, first: Date) -> Vec<Trouble> {
        let mut troubles: Vec<Trouble> = Vec::new();
        let mut met: Vec<usize> = Vec::new();
        for day in days_of(first, wish.span) {
            for trouble in self.days.against(day) {
                if !troubles.contains(&trouble) {
                    troubles.push(trouble);
                }
            }
            met.extend(self.by_day.get(&day).into_iter().flatten());
        }
        met.sort_unstable();
        met.dedup();
        for busy in met.into_iter().map(|i| &self.busy[i]) {
            let shared = wish.who.shared(&busy.who);
            let twice = !wish.bodies.is_disjoint(&busy.bodies);
            if (twice || !shared.is_empty()) && overlap(first, wish.span, busy.first, busy.span) {
                troubles.push(Trouble::Meeting(busy.key.clone(), shared));
            }
        }
        troubles
    }

    fn cost(&self, wanted: Date, day: Date, troubles: &[Trouble], next: Option<Date>) -> i64 {
        let mut cost = days_between(wanted, day).abs();
        cost += if day.weekday() == wanted.weekday() { 0 } else { OTHER_WEEKDAY };
        cost += if next.is_some_and(|n| day >= n) { PAST_THE_NEXT } else { 0 };
        cost += if day.year() != self.year && wanted.year() == self.year { OTHER_YEAR } else { 0 };
        let weigh = |t: &Trouble| match t {
            Trouble::Bridge => BRIDGE,
            Trouble::Break(_) => BREAK,
            // Without anybody in common it is the same body twice.
            Trouble::Meeting(_, who) if who.persons.is_empty() && !who.is_empty() => ORGANISATION,
            Trouble::Meeting(..) => PERSON,
            Trouble::Weekend | Trouble::Holiday(_) | Trouble::NoSuchDay | Trouble::Order(_) => 0,
        };
        cost + troubles.iter().map(weigh).sum::<i64>()
    }
}

fn days_of(first: Date, span: Span) -> impl Iterator<Item = Date> {
    (0..=span.days.clamp(0, 60)).filter_map(move |n| first.checked_add(n.days()).ok())
}

/// From when to when, on that first day.
pub fn when(first: Date, span: Span) -> Edtf {
    let last = first.checked_add(span.days.days()).unwrap_or(first);
    let clocked = match (span.from, span.to) {
        (Some(from), Some(to)) => Edtf::minutes(first.to_datetime(from), last.to_datetime(to)).ok(),
        (Some(from), None) if span.days == 0 => Some(Edtf::minute(first.to_datetime(from))),
        _ => None,
    };
    clocked.unwrap_or_else(|| {
        if first == last { Edtf::day(first) } else { Edtf::days(first, last).unwrap_or(Edtf::day(first)) }
    })
}

/// Whether two gatherings touch in time. What has no hours takes its whole day.
fn overlap(a: Date, a_span: Span, b: Date, b_span: Span) -> bool {
    let (a_from, a_to) = moments(a, a_span);
    let (b_from, b_to) = moments(b, b_span);
    a_from < b_to && b_from < a_to
}

fn moments(first: Date, span: Span) -> (DateTime, DateTime) {
    let last = first.checked_add(span.days.days()).unwrap_or(first);
    let from = first.to_datetime(span.from.unwrap_or(Time::midnight()));
    (from, last.to_datetime(span.to.unwrap_or(Time::constant(23, 59, 0, 0))))
}
