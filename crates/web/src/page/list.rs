//! What the lists share: which part is shown, and the filters that several have.

use crate::{
    fault::Fault,
    frame::Frame,
    sheet::lines::capital,
    view::{Filter, Pager},
};
use genbo_app::view::{HowMany, Link, Part};
use genbo_domain::value::Vocabulary;

/// In the demo, the list of an old cooperation opens on its own day.
pub(super) fn opens(f: &mut Frame) {
    if let Some(cooperation) = f.asked("cooperation").map(str::to_owned) {
        f.opens_for(&cooperation);
    }
}

/// The number of the page of a list that is asked for, from 0.
pub(super) fn page_number(f: &Frame) -> usize {
    f.asked("page").and_then(|p| p.parse::<usize>().ok()).unwrap_or(1).clamp(1, 1_000_000) - 1
}

/// Which part of a list is asked for by `page`.
pub(crate) fn part(f: &Frame, per_page: usize) -> Part {
    Part { offset: page_number(f) * per_page, limit: per_page }
}

/// Where the list stands.
pub(crate) fn pager(f: &Frame, all: HowMany, per_page: usize) -> Pager {
    let page = page_number(f);
    if all.number <= per_page && page == 0 {
        return Pager::default();
    }
    let (first, last) = (page * per_page, all.number.min((page + 1) * per_page));
    let to = |n: usize| f.here_with(&[("page", &n.to_string())]);
    Pager {
        text: if first < last { f.lang.part_of_list(first + 1, last, all) } else { String::new() },
        previous: (page > 0).then(|| to(page)),
        next: (last < all.number).then(|| to(page + 2)),
    }
}

/// The choices of a vocabulary for a filter.
pub(crate) fn choices(f: &Frame, vocabulary: &'static Vocabulary) -> Vec<(String, String)> {
    let words = vocabulary.words.iter();
    words.map(|(word, _)| ((*word).to_owned(), capital(&f.word(vocabulary.name, Some(word))))).collect()
}

/// The word of a vocabulary that a filter asks for; a word that it does not have is not found.
pub(crate) fn chosen<T: std::str::FromStr>(f: &Frame, name: &str) -> Result<Option<T>, Fault> {
    f.asked(name).map(|word| word.parse::<T>().map_err(|_| Fault::NotFound)).transpose()
}

/// Choices of a filter.
pub(super) fn options(links: &[Link]) -> Vec<(String, String)> {
    links.iter().map(|l| (l.slug.clone(), l.label.clone())).collect()
}

/// A filter by cooperation.
pub(super) fn cooperation(f: &Frame, all: &[Link]) -> Filter {
    Filter::choice("cooperation", f.t.meeting.cooperation, f.asked("cooperation"), options(all))
}

/// A filter by something that was asked for by its address, so that it can be seen and taken away; `name` is the
/// parameter, the label that of the thing if it is known.
pub(super) fn asked_for(f: &Frame, name: &'static str, label: &str, thing: Option<&Link>) -> Option<Filter> {
    let slug = f.asked(name)?;
    let text = thing.map_or(slug, |t| t.label.as_str());
    Some(Filter::choice(name, label, Some(slug), vec![(slug.to_owned(), text.to_owned())]))
}

/// Whether one of these parameters filters something away.
pub(super) fn is_active(f: &Frame, names: &[&str]) -> bool {
    names.iter().any(|n| f.asked(n).is_some())
}
