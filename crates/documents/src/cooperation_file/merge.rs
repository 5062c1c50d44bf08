//! Putting together what several files say about the same thing.
//!
//! Invariant: the result does not depend on the order of the files; two values of one fact are never chosen from.

use super::place::{Place, Problem};
use super::read::Draft;
use super::{Entry, order, write};
use genbo_domain::noun::Field;
use std::collections::HashMap;

/// The things of all files, each once, and every disagreement.
pub(super) fn merge(mut drafts: Vec<Draft>) -> (Vec<Entry>, Vec<Problem>) {
    drafts.sort_by(|a, b| a.entry.place.cmp(&b.entry.place).then(a.file.cmp(&b.file)));
    let mut index: HashMap<(&'static str, String), usize> = HashMap::new();
    let mut merged: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut problems = Vec::new();
    for draft in drafts {
        let key = (draft.entry.noun.name, draft.entry.slug.clone());
        match index.get(&key).and_then(|at| merged.get_mut(*at)) {
            Some(first) => Join { problems: &mut problems, what: &key }.all(first, draft),
            None => {
                index.insert(key, merged.len());
                merged.push(draft);
            }
        }
    }
    let mut entries: Vec<Entry> = merged.into_iter().map(|d| d.entry).collect();
    entries.sort_by_cached_key(|e| (order(e.noun), e.place.clone()));
    (entries, problems)
}

/// Adds a later statement of a thing to the first one.
struct Join<'p> {
    problems: &'p mut Vec<Problem>,
    what: &'p (&'static str, String),
}

impl Join<'_> {
    fn all(mut self, first: &mut Draft, later: Draft) {
        let noun = first.entry.noun;
        let name = |index: usize| noun.fields.get(index).map_or("", |f| f.name);
        for (index, value, place) in later.entry.fields {
            match first.entry.fields.iter().find(|(i, ..)| *i == index) {
                Some((_, known, there)) if *known != value => {
                    let written = noun.fields.get(index).map_or(String::new(), |f| shown(f, &value));
                    self.differs(name(index), &written, &place, there);
                }
                Some(_) => {}
                None => first.entry.fields.push((index, value, place)),
            }
        }
        for (index, kind, place) in later.entry.gaps {
            match first.entry.gaps.iter().find(|(i, ..)| *i == index) {
                Some((_, known, there)) if *known != kind => {
                    self.differs(&format!("gaps.{}", name(index)), kind.as_str(), &place, there);
                }
                Some(_) => {}
                None => first.entry.gaps.push((index, kind, place)),
            }
        }
        for (index, place) in later.entry.clear {
            if !first.entry.clear.iter().any(|(i, _)| *i == index) {
                first.entry.clear.push((index, place));
            }
        }
        for (index, there) in &first.entry.clear {
            if let Some((.., place)) = first.entry.fields.iter().find(|(i, ..)| i == index) {
                self.differs(name(*index), "cleared", place, there);
            }
        }
        self.common(first, &later.entry.common, &later.common);
        if first.entry.stub && !later.entry.stub {
            first.entry.stub = false;
            first.entry.home = later.entry.home;
        }
        first.entry.fields.sort_by_key(|(index, ..)| *index);
        first.entry.gaps.sort_by_key(|(index, ..)| *index);
        first.entry.clear.sort_by_key(|(index, _)| *index);
    }

    fn common(&mut self, first: &mut Draft, later: &super::Common, places: &HashMap<&'static str, Place>) {
        let known = &mut first.entry.common;
        let mut one = |key: &'static str, known: Option<&str>, new: Option<&str>| match (known, new) {
            (Some(a), Some(b)) if a != b => {
                if let (Some(place), Some(there)) = (places.get(key), first.common.get(key)) {
                    self.differs(key, b, place, there);
                }
            }
            (None, Some(_)) => first.common.extend(places.get(key).map(|p| (key, p.clone()))),
            _ => {}
        };
        one("source", known.source.as_deref(), later.source.as_deref());
        one("as_published", known.as_published.as_deref(), later.as_published.as_deref());
        one("certainty", known.certainty.map(|c| c.as_str()), later.certainty.map(|c| c.as_str()));
        one("visibility", known.visibility.map(|v| v.as_str()), later.visibility.map(|v| v.as_str()));
        known.source = known.source.take().or_else(|| later.source.clone());
        known.as_published = known.as_published.take().or_else(|| later.as_published.clone());
        known.certainty = known.certainty.or(later.certainty);
        known.visibility = known.visibility.or(later.visibility);
    }

    fn differs(&mut self, key: &str, written: &str, place: &Place, there: &Place) {
        let (noun, slug) = self.what;
        self.problems.push(Problem::new(
            place.clone(),
            written,
            &format!("{key} of the {noun} {slug:?} differs from {there}"),
            "make the two equal or leave one out; what sources tell differently is written as [[claim]]s",
        ));
    }
}

fn shown(field: &Field, value: &genbo_domain::value::WrittenValue) -> String {
    write::value(field.kind, value)
}
