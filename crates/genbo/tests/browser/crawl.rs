//! The pages that a reader can come to from the start page, a few of each kind.

use crate::{server, text};
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::LazyLock,
};

/// So many pages of each kind are opened.
const OF_EACH: usize = 2;

static FOUND: LazyLock<Found> = LazyLock::new(crawl);

/// What a crawl met.
pub(crate) struct Found {
    /// Kind of page → paths with their HTML, in the order met; at most [`OF_EACH`] of each kind.
    pub(crate) pages: BTreeMap<String, Vec<(String, String)>>,
    /// What was linked and did not answer well: page that links, address, status.
    pub(crate) broken: Vec<(String, String, u16)>,
}

/// The crawl, made once.
pub(crate) fn found() -> &'static Found {
    &FOUND
}

/// The paths of one browser's work: of each kind of page the first ones. Facts have one kind of page for each noun, all
/// drawn alike, so that a few stand for all.
pub(crate) fn to_look_at() -> Vec<(String, Vec<String>)> {
    let mut kinds: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (kind, pages) in &found().pages {
        let looks = if kind.ends_with("/*") && kind.starts_with("fakta/") {
            "fakta/*/*"
        } else if kind.starts_with("fakta/") {
            "fakta/*"
        } else {
            kind
        };
        kinds.entry(looks.to_owned()).or_default().extend(pages.iter().map(|(path, _)| path.clone()));
    }
    for paths in kinds.values_mut() {
        let step = paths.len().div_ceil(4).max(1);
        *paths = paths.iter().step_by(step).cloned().collect();
    }
    kinds.into_iter().collect()
}

/// First segment, and whether something stands below it; among the facts the noun too.
fn kind(path: &str) -> String {
    let mut segments = path.trim_matches('/').split('/');
    let mut kind = segments.next().unwrap_or_default().to_owned();
    if kind == "fakta"
        && let Some(noun) = segments.next()
    {
        kind = format!("fakta/{noun}");
    }
    if segments.next().is_some() { kind + "/*" } else { kind }
}

fn crawl() -> Found {
    let mut found = Found { pages: BTreeMap::new(), broken: Vec::new() };
    let mut seen = BTreeSet::from(["/".to_owned()]);
    let mut queue = VecDeque::from([("/".to_owned(), "/".to_owned())]);
    while let Some((from, path)) = queue.pop_front() {
        if found.pages.get(&kind(&path)).is_some_and(|pages| pages.len() >= OF_EACH) {
            continue;
        }
        let answer = server::get(&path);
        if answer.status != 200 {
            found.broken.push((from, path, answer.status));
            continue;
        }
        if !answer.kind.starts_with("text/html") {
            continue;
        }
        for link in text::links(&answer.text) {
            if !link.contains('?') && seen.insert(link.clone()) {
                queue.push_back((path.clone(), link));
            }
        }
        found.pages.entry(kind(&path)).or_default().push((path, answer.text));
    }
    found
}

#[test]
fn pages_are_told_apart_by_the_start_of_their_path() {
    assert_eq!(kind("/"), "");
    assert_eq!(kind("/moten"), "moten");
    assert_eq!(kind("/moten/a/b/c"), "moten/*");
    assert_eq!(kind("/fakta"), "fakta");
    assert_eq!(kind("/fakta/seats"), "fakta/seats");
    assert_eq!(kind("/fakta/seats/a/b"), "fakta/seats/*");
}
