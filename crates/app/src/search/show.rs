//! How hits are shown: the label with what was looked for, what the thing belongs to, its date, and an excerpt.
//!
//! Invariant: everything is read as the viewer sees it, so that an excerpt never tells what the thing's page would not.

use super::{
    find::{Hit, Piece},
    query::{Query, Seen},
};
use crate::{
    error::ActionError,
    view::{Link, Names, Reader},
};
use genbo_domain::{
    edtf::Edtf,
    noun::NounDef,
    value::{Kind, ThingId, Value},
};
use genbo_store::{
    row::{self, Find, ThingRow},
    search::Match,
};
use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

/// The length of an excerpt, in characters, more or less.
const EXCERPT: usize = 180;
/// The most things that a hit is said to belong to.
const MOST_CONTEXT: usize = 2;

/// The things as hits, in their order.
pub(super) async fn hits(
    reader: &mut Reader,
    query: &Query,
    matches: Vec<Match>,
) -> Result<Vec<Hit>, ActionError> {
    let rows = rows(reader, matches.iter().map(|m| (m.noun.as_str(), m.id))).await?;
    let parents: Vec<(&str, ThingId)> = rows.values().filter_map(|(noun, row)| parent(noun, row)).collect();
    let parents = self::rows(reader, parents).await?;
    let mut refs: Vec<ThingId> = Vec::new();
    for (noun, row) in rows.values().chain(parents.values()) {
        refs.extend(belongs_to(noun, row));
    }
    let names = reader.names(refs).await?;
    let hits = matches.into_iter().map(|m| {
        let link = Link { id: m.id, noun: m.noun, slug: m.slug, label: m.label };
        hit(link, query, &rows, &parents, &names)
    });
    Ok(hits.collect())
}

type Rows = HashMap<ThingId, (&'static NounDef, ThingRow)>;

/// Rows of several nouns, a statement or two for each noun.
async fn rows<'a>(
    reader: &mut Reader,
    ids: impl IntoIterator<Item = (&'a str, ThingId)>,
) -> Result<Rows, ActionError> {
    let mut by_noun: BTreeMap<&str, Vec<ThingId>> = BTreeMap::new();
    for (noun, id) in ids {
        by_noun.entry(noun).or_default().push(id);
    }
    let mut rows = HashMap::new();
    for (noun, ids) in by_noun {
        let Some(noun) = NounDef::named(noun) else { continue };
        for row in row::load_rows(&mut reader.tx, &reader.viewer, noun, Find::Ids(&ids)).await? {
            rows.insert(row.id, (noun, row));
        }
    }
    Ok(rows)
}

fn parent<'a>(noun: &'a NounDef, row: &ThingRow) -> Option<(&'a str, ThingId)> {
    match (noun.parent, &row.values[0]) {
        (Some(parent), Some(Value::Ref(id))) => Some((parent.noun, *id)),
        _ => None,
    }
}

/// The first things that a thing refers to, its parent before all others; not that which gives it its label.
fn belongs_to(noun: &NounDef, row: &ThingRow) -> Vec<ThingId> {
    let fields = noun.fields.iter().zip(&row.values).filter(|(f, _)| f.name != noun.label);
    let refs = fields.filter_map(|(_, v)| v.as_ref()).flat_map(Value::refs);
    refs.copied().take(MOST_CONTEXT).collect()
}

fn hit(link: Link, query: &Query, rows: &Rows, parents: &Rows, names: &Names) -> Hit {
    let seen = query.seen_in(&link.label);
    let label = pieces(&link.label, &seen.spans, 0..link.label.len());
    let Some((noun, row)) = rows.get(&link.id) else {
        return Hit { link, label, number: None, context: Vec::new(), when: None, excerpt: Vec::new() };
    };
    let above = parent(noun, row).and_then(|(_, id)| parents.get(&id));
    let mut ids = belongs_to(noun, row);
    if let Some((noun, row)) = above {
        ids.truncate(1);
        ids.extend(belongs_to(noun, row));
    }
    let mut context: Vec<Link> = Vec::new();
    for link_to in ids.into_iter().filter_map(|id| names.get(id)) {
        if context.len() < MOST_CONTEXT && context.iter().all(|l| l.label != link_to.label) {
            context.push(link_to);
        }
    }
    let when = when(noun, row).or_else(|| above.and_then(|(noun, row)| when(noun, row)));
    let all_in_label = seen.words == query.words().len();
    let excerpt = if all_in_label { Vec::new() } else { excerpt(noun, row, query, &link.label) };
    Hit { link, label, number: number(noun, row), context, when, excerpt }
}

/// The number that stands beside a label.
fn number(noun: &NounDef, row: &ThingRow) -> Option<String> {
    let (place, _) = noun.field("number").filter(|_| noun.label != "number")?;
    row.values[place].as_ref().and_then(Value::as_text).map(str::to_owned)
}

/// The date by which people know a thing; how long something is valid is none.
fn when(noun: &NounDef, row: &ThingRow) -> Option<Edtf> {
    let dates = noun
        .fields
        .iter()
        .zip(&row.values)
        .filter(|(f, _)| matches!(f.kind, Kind::Date) && !f.many && f.name != "valid");
    dates.filter_map(|(_, v)| v.as_ref()?.as_text()?.parse().ok()).next()
}

/// A stretch of the text that has most of the words, around the first of them; nothing if no text but the label has one.
fn excerpt(noun: &NounDef, row: &ThingRow, query: &Query, label: &str) -> Vec<Piece> {
    let mut best: Option<(&str, Seen)> = None;
    for (field, value) in noun.fields.iter().zip(&row.values) {
        if !matches!(field.kind, Kind::Text | Kind::Prose) {
            continue;
        }
        let values = match value {
            Some(Value::List(list)) => list.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => continue,
        };
        for text in values.iter().filter_map(Value::as_text).filter(|text| *text != label) {
            let seen = query.seen_in(text);
            if seen.words > best.as_ref().map_or(0, |(_, best)| best.words) {
                best = Some((text, seen));
            }
        }
    }
    let Some((text, seen)) = best else { return Vec::new() };
    pieces(text, &seen.spans, window(text, seen.spans.first()))
}

/// The part of a text that is shown around a hit, cut between words.
fn window(text: &str, hit: Option<&Range<usize>>) -> Range<usize> {
    let start = hit.map_or(0, |h| h.start);
    let blanks = |range: Range<usize>| {
        text[range.clone()]
            .char_indices()
            .filter(|(_, c)| c.is_whitespace())
            .map(move |(i, _)| range.start + i)
    };
    let before = text[..start].char_indices().rev().nth(EXCERPT / 4).map_or(0, |(i, _)| i);
    let from = if before == 0 { 0 } else { blanks(before..start).next().map_or(start, |i| i + 1) };
    let from = (from..=start).find(|i| text.is_char_boundary(*i)).unwrap_or(start);
    match text[from..].char_indices().nth(EXCERPT) {
        None => from..text.len(),
        Some((i, _)) => {
            let least = hit.map_or(from, |h| h.end);
            from..blanks(from..from + i)
                .next_back()
                .filter(|end| *end > least)
                .unwrap_or((from + i).max(least))
        }
    }
}

/// A stretch of a text as pieces, with an ellipsis where it was cut.
fn pieces(text: &str, hits: &[Range<usize>], part: Range<usize>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut plain = if part.start > 0 { "… ".to_owned() } else { String::new() };
    let mut at = part.start;
    for hit in hits.iter().filter(|h| h.start >= part.start && h.end <= part.end) {
        plain.push_str(&text[at..hit.start]);
        if !plain.is_empty() {
            pieces.push(Piece { text: std::mem::take(&mut plain), hit: false });
        }
        pieces.push(Piece { text: text[hit.clone()].to_owned(), hit: true });
        at = hit.end;
    }
    plain.push_str(&text[at..part.end]);
    if part.end < text.len() {
        plain.push_str(" …");
    }
    if !plain.is_empty() {
        pieces.push(Piece { text: plain, hit: false });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::parse;
    use proptest::prelude::*;

    fn marked(text: &str, query: &str) -> String {
        let hits = parse(query).expect("it has words").seen_in(text).spans;
        let part = window(text, hits.first());
        let show = |p: &Piece| if p.hit { format!("[{}]", p.text) } else { p.text.clone() };
        pieces(text, &hits, part).iter().map(show).collect()
    }

    #[test]
    fn a_short_text_is_shown_whole_with_its_hits() {
        assert_eq!(marked("Möte om miljö, § 3", "miljön"), "Möte om [miljö], § 3");
    }

    #[test]
    fn a_long_text_is_cut_between_words_and_says_so() {
        let long = format!("{}skolskjuts {}", "ord och ".repeat(100), "mera text ".repeat(100));
        let shown = marked(&long, "skjuts");
        assert!(
            shown.starts_with("… ") && shown.ends_with(" …") && shown.contains("[skolskjuts]"),
            "{shown}"
        );
        assert!(shown.chars().count() < EXCERPT + 20, "{shown}");
    }

    proptest! {
        #[test]
        fn whatever_the_text_an_excerpt_shows_the_first_hit(
            before in "\\PC{0,400}", after in "\\PC{0,400}"
        ) {
            let text = format!("{before} miljöförbund {after}");
            prop_assert!(marked(&text, "miljöförbund").contains('['));
        }
    }
}
