//! Paragraphs (§§) of minutes with sub-items, and sets of them with holes: what was adjusted, who was there for what.
//!
//! Invariant: a plain § has all its sub-items in it, known or not. A set is sorted, and two of its parts are one only
//! where nothing can lie between them.

mod parse;
#[cfg(test)]
mod tests;

use std::{cmp::Ordering, fmt};

/// One § or a sub-item of it: `226`, `215.i`, `215.i.2`.
///
/// The order is that of minutes: a § stands before its sub-items, numbered sub-items before lettered ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Paragraph {
    number: u32,
    // None sorts before Some, so a § comes before its sub-items.
    sub: Option<Sub>,
    subsub: Option<Sub>,
}

/// A sub-item, by number or letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sub {
    /// From 1.
    Number(u32),
    /// `a` to `z`.
    Letter(char),
}

impl Sub {
    /// The sub-item that comes straight after it, with nothing between.
    fn next(self) -> Option<Sub> {
        match self {
            Sub::Number(n) => n.checked_add(1).map(Sub::Number),
            Sub::Letter(c @ 'a'..='y') => char::from_u32(u32::from(c) + 1).map(Sub::Letter),
            Sub::Letter(_) => None,
        }
    }
}

/// Why a text is no §, or no set of them; the value is the offending part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParagraphError {
    /// Nothing is written.
    Empty,
    /// Longer than [`ParagraphSet::LIMIT`]; the value is the length in bytes.
    TooLong(usize),
    /// No § with or without sub-items.
    Form(String),
    /// A number that is not from 1 to [`Paragraph::LIMIT`].
    Number(String),
    /// More than two levels of sub-items.
    TooDeep(String),
    /// A set where one § is expected.
    Several(String),
    /// A range that goes downwards.
    Order(String),
}

impl fmt::Display for ParagraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ParagraphError as E;
        match self {
            E::Empty => f.write_str("no § is written; write 226, 215.i or 4, 6-9, 12.i, or leave it out"),
            E::TooLong(n) => {
                write!(f, "{n} bytes are too many for a set of §§; at most {} are read", ParagraphSet::LIMIT)
            }
            E::Form(s) => {
                write!(
                    f,
                    "{s:?} is no §; write its number, and a sub-item after a point: 226, 215.i, 215.i.2"
                )
            }
            E::Number(s) => write!(f, "{s:?} is no § number; they go from 1 to {}", Paragraph::LIMIT),
            E::TooDeep(s) => write!(f, "{s:?} has more than two levels of sub-items; name the second"),
            E::Several(s) => write!(f, "{s:?} is more than one §; write one"),
            E::Order(s) => write!(f, "{s:?} goes downwards; write the earlier § first"),
        }
    }
}
impl std::error::Error for ParagraphError {}

impl Paragraph {
    /// The highest number that a § or sub-item has.
    pub const LIMIT: u32 = 999_999;

    /// A § without sub-item; `None` if the number is not from 1 to the limit.
    pub const fn new(number: u32) -> Option<Paragraph> {
        if 1 <= number && number <= Paragraph::LIMIT {
            Some(Paragraph { number, sub: None, subsub: None })
        } else {
            None
        }
    }

    /// The number of the §.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The sub-item and its own sub-item, if any.
    pub const fn subs(&self) -> (Option<Sub>, Option<Sub>) {
        (self.sub, self.subsub)
    }

    /// Whether it is a whole §.
    pub const fn is_whole(&self) -> bool {
        self.sub.is_none()
    }

    /// The § or sub-item that it stands in; a whole § stands in none.
    pub const fn parent(&self) -> Option<Paragraph> {
        match (self.sub, self.subsub) {
            (None, _) => None,
            (Some(_), None) => Some(Paragraph { sub: None, ..*self }),
            (Some(_), Some(_)) => Some(Paragraph { subsub: None, ..*self }),
        }
    }

    /// Whether the other is this one or stands in it.
    pub fn contains(&self, other: &Paragraph) -> bool {
        let fits = |mine: Option<Sub>, theirs: Option<Sub>| mine.is_none() || mine == theirs;
        self.number == other.number && fits(self.sub, other.sub) && fits(self.subsub, other.subsub)
    }

    /// The sub-item that comes straight after it among those of the same § or sub-item, or the § that does.
    pub(crate) fn next_sibling(&self) -> Option<Paragraph> {
        match (self.sub, self.subsub) {
            (None, _) => Paragraph::new(self.number + 1),
            (Some(sub), None) => sub.next().map(|next| Paragraph { sub: Some(next), ..*self }),
            (Some(_), Some(sub)) => sub.next().map(|next| Paragraph { subsub: Some(next), ..*self }),
        }
    }

    /// How the ends of two compare, an end being after all that stands in it.
    pub(crate) fn cmp_end(&self, other: &Paragraph) -> Ordering {
        if self == other {
            Ordering::Equal
        } else if self.contains(other) {
            Ordering::Greater
        } else if other.contains(self) {
            Ordering::Less
        } else {
            self.cmp(other)
        }
    }

    /// Whether the other begins where this one, with all that stands in it, ends.
    fn is_followed_by(&self, other: &Paragraph) -> bool {
        self.next_sibling() == Some(*other)
    }
}

/// From one § to another, both with all that stands in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Stretch {
    from: Paragraph,
    to: Paragraph,
}

impl Stretch {
    fn contains(&self, p: &Paragraph) -> bool {
        self.from <= *p && p.cmp_end(&self.to).is_le()
    }

    fn covers(&self, other: &Stretch) -> bool {
        self.from <= other.from && other.to.cmp_end(&self.to).is_le()
    }

    /// Whether some part of a § lies in it.
    fn touches(&self, p: &Paragraph) -> bool {
        // The earlier of both must not end before the later begins.
        if self.from <= *p { self.reaches(p) } else { p.contains(&self.from) }
    }

    /// Whether a § that is not before its start begins before its end.
    fn reaches(&self, p: &Paragraph) -> bool {
        *p <= self.to || self.to.contains(p)
    }

    /// Both as one, if `next`, which is not before it, begins in it or straight after it.
    fn joined(self, next: Stretch) -> Option<Stretch> {
        if !self.reaches(&next.from) && !self.to.is_followed_by(&next.from) {
            return None;
        }
        let to = if next.to.cmp_end(&self.to).is_gt() { next.to } else { self.to };
        Some(Stretch { from: self.from, to })
    }
}

/// A set of §§ with holes and sub-items: `4, 6-9, 12.i`, `215.i-229`. Never empty.
///
/// A range has all between its ends: `215.i-229` has sub-item i of § 215, those after it, and §§ 216 to 229 whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParagraphSet(Vec<Stretch>);

impl ParagraphSet {
    /// The longest text that is read, in bytes.
    pub const LIMIT: usize = 2_000;

    /// The set of these §§; `None` if there are none.
    pub fn of(paragraphs: impl IntoIterator<Item = Paragraph>) -> Option<ParagraphSet> {
        ParagraphSet::canonical(paragraphs.into_iter().map(|p| Stretch { from: p, to: p }).collect())
    }

    fn canonical(mut stretches: Vec<Stretch>) -> Option<ParagraphSet> {
        stretches.sort_by(|a, b| a.from.cmp(&b.from).then(b.to.cmp_end(&a.to)));
        let mut merged: Vec<Stretch> = Vec::with_capacity(stretches.len());
        for next in stretches {
            match merged.last_mut() {
                Some(last) => match last.joined(next) {
                    Some(one) => *last = one,
                    None => merged.push(next),
                },
                None => merged.push(next),
            }
        }
        (!merged.is_empty()).then_some(ParagraphSet(merged))
    }

    /// Whether that § or sub-item is in it, whole.
    pub fn contains(&self, paragraph: &Paragraph) -> bool {
        self.0.iter().any(|s| s.contains(paragraph))
    }

    /// Whether that § or sub-item, or some part of it, is in it.
    pub fn touches(&self, paragraph: &Paragraph) -> bool {
        self.0.iter().any(|s| s.touches(paragraph))
    }

    /// Whether all of the other is in it.
    pub fn contains_all(&self, other: &ParagraphSet) -> bool {
        other.0.iter().all(|theirs| self.0.iter().any(|ours| ours.covers(theirs)))
    }

    /// Both together.
    pub fn union(&self, other: &ParagraphSet) -> ParagraphSet {
        let both = self.0.iter().chain(&other.0).copied().collect();
        ParagraphSet::canonical(both).unwrap_or_else(|| self.clone())
    }

    /// From which § to which it has all, in order; both ends with all that stands in them.
    pub fn stretches(&self) -> impl Iterator<Item = (Paragraph, Paragraph)> {
        self.0.iter().map(|s| (s.from, s.to))
    }

    /// The numbers of the §§ that are in it, whole or in part, in order.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        // Two stretches can share a § of which each has a part.
        let mut done = 0;
        self.0.iter().flat_map(|s| s.from.number..=s.to.number).filter(move |n| {
            let new = *n > done;
            done = done.max(*n);
            new
        })
    }

    /// The one § that it is, if it is a single § or sub-item.
    pub fn single(&self) -> Option<Paragraph> {
        match self.0[..] {
            [Stretch { from, to }] if from == to => Some(from),
            _ => None,
        }
    }
}

impl From<Paragraph> for ParagraphSet {
    fn from(p: Paragraph) -> ParagraphSet {
        ParagraphSet(vec![Stretch { from: p, to: p }])
    }
}

impl fmt::Display for Sub {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sub::Number(n) => n.fmt(f),
            Sub::Letter(c) => c.fmt(f),
        }
    }
}

impl fmt::Display for Paragraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        [self.sub, self.subsub].iter().flatten().try_for_each(|sub| write!(f, ".{sub}"))
    }
}

impl fmt::Display for ParagraphSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, Stretch { from, to }) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{from}")?;
            if from != to {
                write!(f, "-{to}")?;
            }
        }
        Ok(())
    }
}
