//! A year's meetings, placed: what is asked for, what speaks against a day, and which day is proposed.
//!
//! Invariants: nothing is placed on a red day; a day that is not the one asked for has a reason; whatever is asked for comes
//! back exactly once; the order in which things are asked for does not matter. What has no exact day gets none.

mod calendar;
mod copy;
mod pattern;
mod place;

pub use copy::{Was, again, exact};
pub use pattern::{Line, Pattern, PatternError, Step, parse};
pub use place::{plan, when};

use genbo_domain::{
    calendar::{Break, WorkingCalendar},
    edtf::Edtf,
    value::ThingId,
};
use jiff::civil::{Date, Time, Weekday};
use std::collections::BTreeSet;

/// Everything that a plan depends on.
#[derive(Debug)]
pub struct Ask<'a> {
    /// The year.
    pub year: i16,
    /// What is to be placed.
    pub wishes: Vec<Wish>,
    /// What those who take part have already.
    pub busy: Vec<Busy>,
    /// Which days are free.
    pub calendar: &'a WorkingCalendar,
    /// School breaks, and other times that are avoided where that is possible.
    pub breaks: &'a [Break],
}

/// One meeting to place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// What it is known by, unique in its plan.
    pub key: String,
    /// The bodies that meet. Meetings of the same body keep their order.
    pub bodies: BTreeSet<ThingId>,
    /// When it is asked for.
    pub anchor: Anchor,
    /// How long it is.
    pub span: Span,
    /// Who takes part.
    pub who: Who,
}

/// How a day is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// The first, second … or last such weekday of a month.
    Weekday {
        /// 1 to 12.
        month: i8,
        /// Which one.
        nth: Nth,
        /// The weekday.
        weekday: Weekday,
    },
    /// A weekday of an ISO week.
    Week {
        /// 1 to 53.
        week: i8,
        /// The weekday.
        weekday: Weekday,
    },
    /// That day.
    Day(Date),
    /// So many days after another meeting (before, if negative).
    From {
        /// The other meeting's day.
        day: Date,
        /// How many days.
        days: i64,
    },
    /// As imprecise as this: it is no day yet, and stays so.
    Loose(Edtf),
    /// It is not asked for, for this reason.
    Omitted(Omitted),
}

/// Which weekday of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nth {
    /// The first to the fifth.
    Is(i8),
    /// The last.
    Last,
}

/// Why last year's meeting has none this year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Omitted {
    /// It was called off.
    Cancelled,
    /// It was an extra meeting, outside the plan.
    Extra,
    /// It had no date.
    Undated,
    /// A source only mentions it: it was no row of the plan.
    Mentioned,
}

/// How long a meeting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// How many days after the first one it ends.
    pub days: i64,
    /// When it begins.
    pub from: Option<Time>,
    /// When it ends.
    pub to: Option<Time>,
}

/// Who takes part in something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Who {
    /// Persons, and posts with whoever holds them.
    pub persons: BTreeSet<ThingId>,
    /// Organisations, where it is not said who comes.
    pub organisations: BTreeSet<ThingId>,
}

impl Who {
    /// Those who are in both.
    pub fn shared(&self, other: &Who) -> Who {
        Who {
            persons: self.persons.intersection(&other.persons).copied().collect(),
            organisations: self.organisations.intersection(&other.organisations).copied().collect(),
        }
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty() && self.organisations.is_empty()
    }
}

/// Something at which somebody is busy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// What it is known by.
    pub key: String,
    /// The bodies that meet: none of them meets twice at the same time.
    pub bodies: BTreeSet<ThingId>,
    /// Its first day.
    pub first: Date,
    /// How long it is.
    pub span: Span,
    /// Who takes part.
    pub who: Who,
}

/// What became of a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The wish.
    pub key: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is left out.
    Omitted(Omitted),
    /// It stays without a day.
    Loose(Edtf),
    /// It has a day.
    Dated(Box<Proposal>),
}

/// A proposed day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The day that was asked for.
    pub wanted: Date,
    /// What speaks against that day: if it is not the one that is proposed, this is why.
    pub against: Vec<Trouble>,
    /// The day that is proposed.
    pub chosen: Choice,
    /// Other days, by date; none of them is a red day.
    pub others: Vec<Choice>,
}

/// A day that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The first day.
    pub date: Date,
    /// From when to when.
    pub when: Edtf,
    /// What speaks against it.
    pub troubles: Vec<Trouble>,
}

/// What speaks against a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It is in the weekend.
    Weekend,
    /// It is a public holiday, or an eve that counts as one: the key of its rule.
    Holiday(String),
    /// It is a working day between two free ones.
    Bridge,
    /// It lies in a school break: its key.
    Break(String),
    /// Somebody is elsewhere: the key of the other meeting, and who.
    Meeting(String, Who),
    /// The month or the year has no such day; the nearest that it has counted.
    NoSuchDay,
    /// The body's meeting before it, by its key, has come to lie there or later.
    Order(String),
}

impl Trouble {
    /// Whether nothing is ever placed there.
    pub const fn is_red(&self) -> bool {
        matches!(self, Trouble::Weekend | Trouble::Holiday(_))
    }
}
