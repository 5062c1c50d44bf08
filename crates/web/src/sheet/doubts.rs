//! What sources leave open and where they disagree, as the last sections of a sheet. Unknown, none, blank and not
//! counted are four different words.

use super::{Block, Cell, Section, Table, lines::joined};
use crate::{frame::Frame, words};
use genbo_app::view::{
    self,
    fact::{Doubts, Origin, Said},
};
use genbo_domain::{noun::NounDef, value::Kind};

/// What a field is called; a short name that is no field as it stands, spaced.
pub fn field(f: &Frame, noun: &str, name: &str) -> String {
    match NounDef::named(noun).and_then(|n| n.field(name)) {
        Some((_, field)) => words::field(f.lang, noun, field.name).to_owned(),
        None => super::lines::capital(&name.replace('_', " ")),
    }
}

/// A value as the source has it; a word of a vocabulary as people say it.
fn value(f: &Frame, noun: &str, name: &str, value: &str) -> String {
    match NounDef::named(noun).and_then(|n| n.field(name)).map(|(_, field)| field.kind) {
        Some(Kind::Word(vocabulary)) => words::word(f.lang, vocabulary.name, value).to_owned(),
        Some(Kind::Date) => value.parse().map_or_else(|_| value.to_owned(), |d| f.lang.date(&d)),
        _ => value.to_owned(),
    }
}

/// The word for a gap.
pub fn gap(f: &Frame, kind: &str) -> &'static str {
    let t = &f.t.lines;
    match kind {
        "blank" => t.blank,
        "none" => t.none_in_source,
        "not_counted" => t.not_counted,
        _ => t.unknown_in_source,
    }
}

/// The sections about a page's doubts; empty ones are left out by the sheet.
pub fn sections(f: &Frame, page: &view::Link, doubts: &Doubts) -> Vec<Section> {
    let t = &f.t.lines;
    vec![
        Section::new("olika", t.contradictions, said(f, page, &doubts.contradictions)),
        Section::new("tolkat", t.readings, said(f, page, &doubts.readings)),
        Section::new("saknas", t.gaps, gaps(f, page, doubts)),
    ]
}

fn said(f: &Frame, page: &view::Link, all: &[Said]) -> Vec<Block> {
    let t = &f.t.lines;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().flat_map(|s| {
        s.values.iter().enumerate().map(move |(i, v)| {
            let what = if i == 0 { field(f, &s.about.noun, &s.field) } else { String::new() };
            let mut name = Cell::text(what);
            if i == 0 && s.about.id != page.id {
                name = name.fine_link(f.to(&s.about));
            }
            let chosen = if v.chosen {
                joined(&[t.chosen.to_owned(), v.chosen_by.clone().unwrap_or_default()])
            } else {
                String::new()
            };
            vec![
                name,
                Cell::text(value(f, &s.about.noun, &s.field, &v.value)).fine(chosen),
                Cell::text(v.said_by.clone().or_else(|| v.origin.source.clone()).unwrap_or_default())
                    .fine(f.date(v.when.as_ref())),
                Cell::text(v.reason.clone().unwrap_or_default()),
            ]
        })
    });
    vec![Block::Table(Table::new(t.contradictions, &[t.what, t.value, t.says_who, t.reason], rows.collect()))]
}

/// One line per thing and kind of gap, with its fields in a row.
fn gaps(f: &Frame, page: &view::Link, doubts: &Doubts) -> Vec<Block> {
    let t = &f.t.lines;
    let mut lines: Vec<(&view::Link, &str, Vec<String>)> = Vec::new();
    for open in &doubts.open {
        let name = field(f, &open.about.noun, &open.field);
        match lines.iter_mut().find(|(about, kind, _)| about.id == open.about.id && *kind == open.kind) {
            Some((_, _, fields)) => fields.push(name),
            None => lines.push((&open.about, &open.kind, vec![name])),
        }
    }
    if lines.is_empty() {
        return Vec::new();
    }
    let row = |(about, kind, fields): &(&view::Link, &str, Vec<String>)| {
        vec![f.cell(Some(about)), Cell::text(gap(f, kind)), Cell::text(f.lang.list(fields))]
    };
    let table = |of: Vec<&(&view::Link, &str, Vec<String>)>| {
        let rows = of.into_iter().map(row).collect();
        Block::Table(Table::new(t.gaps, &[t.about, t.how, t.what], rows))
    };
    let (own, other): (Vec<_>, Vec<_>) = lines.iter().partition(|(about, ..)| about.id == page.id);
    let mut blocks = Vec::new();
    if !own.is_empty() {
        blocks.push(table(own));
    }
    if !other.is_empty() {
        blocks.push(Block::More(f.lang.gaps_elsewhere(other.len()), vec![table(other)]));
    }
    blocks
}

/// The line that says where a page's facts are written.
pub fn source(f: &Frame, origin: &Origin) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    if let Some(text) = &origin.as_published {
        blocks.push(Block::Quote(text.clone(), f.t.common.as_written.to_owned()));
    }
    let line = f.source(origin);
    if !line.is_empty() {
        blocks.push(Block::Note(line));
    }
    blocks
}
