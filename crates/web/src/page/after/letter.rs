//! The short letter that each takes home from a meeting, and the extract that an addressee gets.

use crate::{frame::Frame, house};
use genbo_app::meeting::{
    extracts::{self, Extract},
    home::{Contents, Decided},
};
use genbo_documents::letter::{Letter, Part};

/// The letter that tells this.
pub(super) fn of_home(f: &Frame, c: &Contents) -> Letter {
    let t = &f.t.after;
    let day = c.when.as_ref().map(|w| w.exact_day().map_or_else(|| f.lang.planned(w), |day| f.lang.day(day)));
    let what = day.map_or_else(|| c.title.clone(), |day| format!("{}, {day}", c.title));
    let mut parts = Vec::new();
    if !c.words.is_empty() {
        parts.push(Part::Paragraph(c.words.clone()));
    }
    parts.push(Part::Paragraph(t.letter_opening.to_owned()));
    if c.own.is_empty() {
        parts.push(Part::Paragraph(t.letter_nothing.to_owned()));
    } else {
        let whose = if c.whose.is_empty() { String::new() } else { format!(" ({})", f.lang.list(&c.whose)) };
        parts.push(Part::Heading(format!("{}{whose}", t.letter_own)));
        parts.push(Part::List(c.own.iter().map(|d| line(f, d)).collect()));
    }
    if !c.others.is_empty() {
        parts.push(Part::Heading(t.letter_others.to_owned()));
        parts.push(Part::List(c.others.iter().map(|d| line(f, d)).collect()));
    }
    parts.push(Part::Link(t.letter_page.to_owned(), c.page.clone()));
    parts.extend(house::signed(&c.writer));
    Letter {
        house: house::letterhead(f.lang, &c.writer),
        lang: f.lang.code(),
        title: format!("{}: {what}", t.letter_title).replace(crate::format::NB, " "),
        mark: f.demo.then(|| f.t.site.demo.to_owned()),
        parts,
        foot: vec![f.lang.sent_by(c.sender.as_deref())],
    }
}

/// The extract that tells this.
pub(super) fn of_extract(f: &Frame, c: &extracts::Contents) -> Letter {
    let t = &f.t.after;
    let day = c.when.as_ref().map(|w| w.exact_day().map_or_else(|| f.lang.planned(w), |day| f.lang.day(day)));
    let who = if c.bodies.is_empty() { c.title.clone() } else { f.lang.list(&c.bodies) };
    let what = day.map_or_else(|| who.clone(), |day| format!("{who}, {day}"));
    let mut parts = vec![
        Part::Paragraph(t.extract_opening.to_owned()),
        Part::Facts(vec![(t.extract_for.to_owned(), f.lang.list(&c.whom))]),
    ];
    for extract in &c.extracts {
        parts.push(Part::Heading(heading(extract)));
        parts.extend(extract.case_number.iter().map(|n| Part::Paragraph(n.clone())));
        parts.push(Part::List(extract.clauses.clone()));
    }
    parts.push(Part::Link(t.extract_page.to_owned(), c.page.clone()));
    parts.extend(house::signed(&c.writer));
    Letter {
        house: house::letterhead(f.lang, &c.writer),
        lang: f.lang.code(),
        title: format!("{}: {what}", t.extract_title).replace(crate::format::NB, " "),
        mark: f.demo.then(|| f.t.site.demo.to_owned()),
        parts,
        foot: vec![f.lang.sent_by(c.sender.as_deref())],
    }
}

fn heading(extract: &Extract) -> String {
    match &extract.number {
        Some(number) => format!("{number}. {}", extract.title),
        None => extract.title.clone(),
    }
}

fn line(f: &Frame, d: &Decided) -> String {
    let number = d.number.as_ref().map(|n| format!("{n}. ")).unwrap_or_default();
    let mut line = format!("{number}{}: {}", d.title, d.text);
    if !d.addressees.is_empty() {
        line.push_str(&format!(" – {}", f.lang.list(&d.addressees)));
    }
    if let Some(due) = &d.due {
        line.push_str(&format!(", {} {}", f.t.after.by, f.lang.date(due)));
    }
    line.replace(crate::format::NB, " ")
}
