//! A search: what is found, in which order, and how it is shown.
//!
//! Invariants: the same on both databases, because the order is made here; a bounded number of things is looked at, and
//! the answer says if there are more; the number of statements does not grow with the number of hits.

use super::{
    analyse::fold,
    index::{LAST_RANK, rank},
    query::{self, Query},
    show,
};
use crate::{
    error::ActionError,
    view::{Link, Reader},
};
use genbo_domain::{edtf::Edtf, noun::NounDef, value::ThingId};
use genbo_store::search::{self, Match, Zone};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashSet},
    ops::RangeInclusive,
};

/// The most things that one search looks at; the answer says if there are more.
pub const MOST: usize = 500;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// As somebody wrote it: words, a §, a case number.
    pub text: &'a str,
    /// Only things of this noun.
    pub noun: Option<&'a str>,
    /// How many hits come before the first one that is shown.
    pub offset: usize,
    /// How many hits are shown at most.
    pub limit: usize,
}

/// What is found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The words that were looked for, as they are compared; none if the query has no word.
    pub words: Vec<String>,
    /// How many hits there are, of the noun that was asked for.
    pub total: usize,
    /// Whether there are more than were looked at, so that `total` and the counts are least numbers.
    pub more: bool,
    /// How many hits there are of each noun, whichever was asked for.
    pub facets: Vec<Facet>,
    /// The hits that are shown, the best first.
    pub hits: Vec<Hit>,
}

/// The hits of one noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The noun.
    pub noun: String,
    /// How many there are.
    pub count: usize,
}

/// One hit.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The thing.
    pub link: Link,
    /// Its label, with what was looked for.
    pub label: Vec<Piece>,
    /// Its number, if it has one beside its label: an item's §, a document's number in its case.
    pub number: Option<String>,
    /// What it belongs to: a meeting's body, an item's meeting.
    pub context: Vec<Link>,
    /// When it is or was; an item's date is that of its meeting.
    pub when: Option<Edtf>,
    /// Where else the words stand; empty if they stand in the label or in the name of something else.
    pub excerpt: Vec<Piece>,
}

/// A stretch of text, looked for or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it was looked for.
    pub hit: bool,
}

/// Looks for things that the reader's viewer sees.
pub async fn search(reader: &mut Reader, ask: Ask<'_>) -> Result<Found, ActionError> {
    let Some(query) = query::parse(ask.text) else { return Ok(Found::default()) };
    let words = query.words().into_iter().map(str::to_owned).collect();
    let all = look(reader, &query, 0..=LAST_RANK).await?;
    let facets = facets(&all.ranked);
    let chosen = match ask.noun {
        None => all,
        Some(noun) if all.more => match NounDef::named(noun) {
            Some(_) => look(reader, &query, rank(noun)..=rank(noun)).await?,
            None => Looked::default(),
        },
        Some(noun) => {
            Looked { ranked: all.ranked.into_iter().filter(|m| m.noun == noun).collect(), more: false }
        }
    };
    let total = chosen.ranked.len();
    let shown: Vec<Match> = chosen.ranked.into_iter().skip(ask.offset).take(ask.limit).collect();
    Ok(Found { words, total, more: chosen.more, facets, hits: show::hits(reader, &query, shown).await? })
}

/// What has been found, the best first.
#[derive(Debug, Default)]
struct Looked {
    ranked: Vec<Match>,
    more: bool,
}

async fn look(reader: &mut Reader, query: &Query, ranks: RangeInclusive<i64>) -> Result<Looked, ActionError> {
    let limit = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
    let wanted = query.wanted();
    let (tx, viewer) = (&mut reader.tx, &reader.viewer);
    let mut matches = search::find(tx, viewer, &wanted, Zone::Title, ranks.clone(), limit).await?;
    let by_title: HashSet<ThingId> = matches.iter().map(|m| m.id).collect();
    if matches.len() <= MOST {
        let room = limit - i64::try_from(matches.len()).unwrap_or(limit);
        matches.extend(search::find(tx, viewer, &wanted, Zone::BeyondTitle, ranks, room).await?);
    }
    let more = matches.len() > MOST;
    matches.truncate(MOST);
    Ok(Looked { ranked: ranked(matches, query, &by_title), more })
}

/// Nouns whose slugs have a date in them, so that of things called the same the latest comes first.
const LATEST_FIRST: &[&str] = &["meeting", "item", "clause", "record", "sitting"];

/// The best first: how well the label fits, then the noun, then the alphabet.
fn ranked(matches: Vec<Match>, query: &Query, by_title: &HashSet<ThingId>) -> Vec<Match> {
    let words = query.words();
    let mut keyed: Vec<_> = matches
        .into_iter()
        .map(|m| {
            let fit = if by_title.contains(&m.id) { fit(&m.label, &words) } else { Fit::Elsewhere };
            let latest_first = LATEST_FIRST.contains(&m.noun.as_str());
            let slug = if latest_first { Err(Reverse(m.slug.clone())) } else { Ok(m.slug.clone()) };
            ((fit, rank(&m.noun), m.label_sort.clone(), slug), m)
        })
        .collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    keyed.into_iter().map(|(_, m)| m).collect()
}

/// How well a label fits the words, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the words.
    Same,
    /// It begins with them.
    Begins,
    /// It has each of them as a word of its own.
    Words,
    /// It has them in compounds or other forms, or the thing has another name that fits.
    Title,
    /// They stand in what is told about the thing.
    Elsewhere,
}

fn fit(label: &str, words: &[&str]) -> Fit {
    let own: Vec<String> =
        label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(fold).collect();
    let begins = own.len() >= words.len() && own.iter().zip(words).all(|(a, b)| a == b);
    if begins && own.len() == words.len() {
        Fit::Same
    } else if begins {
        Fit::Begins
    } else if words.iter().all(|w| own.iter().any(|o| o == w)) {
        Fit::Words
    } else {
        Fit::Title
    }
}

fn facets(matches: &[Match]) -> Vec<Facet> {
    let mut counts: BTreeMap<(i64, &str), usize> = BTreeMap::new();
    for m in matches {
        *counts.entry((rank(&m.noun), &m.noun)).or_default() += 1;
    }
    counts.into_iter().map(|((_, noun), count)| Facet { noun: noun.to_owned(), count }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_fits_better_the_more_of_it_was_looked_for() {
        assert_eq!(fit("Miljö", &["miljö"]), Fit::Same);
        assert_eq!(fit("Miljö och bygg", &["miljö"]), Fit::Begins);
        assert_eq!(fit("Bygg och miljö", &["miljö"]), Fit::Words);
        assert_eq!(fit("Miljöförbund", &["miljö"]), Fit::Title);
        assert_eq!(fit("", &["miljö"]), Fit::Title);
        assert!(Fit::Same < Fit::Begins && Fit::Title < Fit::Elsewhere);
    }
}
