//! Fields of a thing as names and values: each value in the form of its kind; what a source leaves open is said, and in
//! which way.

use super::{Block, Cell, doubts::gap};
use crate::{frame::Frame, url, view::Link, words};
use genbo_app::view::{self, fact::Doubts};
use genbo_domain::{
    noun::{Field, NounDef},
    value::{Kind, Value},
};

/// The fields of one thing, one after the other. A field without value and without gap is left out.
pub struct Fields<'a> {
    f: &'a Frame,
    about: &'a view::Link,
    doubts: &'a Doubts,
    pairs: Vec<(String, Cell)>,
}

impl<'a> Fields<'a> {
    /// No fields of that thing.
    pub fn of(f: &'a Frame, about: &'a view::Link, doubts: &'a Doubts) -> Fields<'a> {
        Fields { f, about, doubts, pairs: Vec::new() }
    }

    /// A field with any cell.
    pub fn cell(mut self, field: &'static str, cell: Cell) -> Self {
        let told = if cell.is_empty() { self.open(field) } else { Some(cell) };
        if let Some(cell) = told {
            self.pairs.push((words::field(self.f.lang, &self.about.noun, field).to_owned(), cell));
        }
        self
    }

    /// A field that must be told of: if nothing is known, the line says that it is not stated.
    pub fn needed(mut self, field: &'static str, cell: Cell) -> Self {
        let cell = if cell.is_empty() { not_stated(self.f, self.about, self.doubts, field) } else { cell };
        self.pairs.push((words::field(self.f.lang, &self.about.noun, field).to_owned(), cell));
        self
    }

    /// A field with text.
    pub fn text(self, field: &'static str, text: impl Into<String>) -> Self {
        self.cell(field, Cell::text(text))
    }

    /// A field with links.
    pub fn links(self, field: &'static str, links: &[view::Link]) -> Self {
        let cell = Cell::links(self.f.to_all(links));
        self.cell(field, cell)
    }

    /// A field with one link.
    pub fn link(self, field: &'static str, link: Option<view::Link>) -> Self {
        let cell = self.f.cell(link.as_ref());
        self.cell(field, cell)
    }

    /// The fields as a block; none if there are none.
    pub fn blocks(self) -> Vec<Block> {
        if self.pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(self.pairs)] }
    }

    fn open(&self, field: &str) -> Option<Cell> {
        self.doubts.gap(self.about.id, field).map(|kind| Cell::text(gap(self.f, kind)).soft())
    }
}

/// What stands where nothing is known: in which way the source leaves it open, or that it is not stated.
pub fn not_stated(f: &Frame, about: &view::Link, doubts: &Doubts, field: &str) -> Cell {
    Cell::text(doubts.gap(about.id, field).map_or(f.t.common.not_stated, |kind| gap(f, kind))).soft()
}

/// What people call a thing, where its label is a date or a word of a vocabulary.
pub fn label(f: &Frame, link: &view::Link) -> String {
    let kind = NounDef::named(&link.noun).and_then(|n| n.field(n.label)).map(|(_, field)| field.kind);
    match kind {
        Some(kind @ (Kind::Date | Kind::Word(_))) => text(f, kind, &link.label),
        _ => link.label.clone(),
    }
}

/// A link with that label.
pub fn link(f: &Frame, to: &view::Link) -> Link {
    Link::new(label(f, to), f.link(&url::to(to)))
}

/// A line of a form as people read it: words for what is chosen from a list.
pub fn typed(f: &Frame, field: &Field, line: &str) -> String {
    match field.kind {
        Kind::Word(_) | Kind::Bool => told(f, field, line),
        _ => line.to_owned(),
    }
}

/// The canonical text of one value of a field, as people read it; a reference stands as it is.
pub fn told(f: &Frame, field: &Field, line: &str) -> String {
    match field.kind {
        Kind::Bool => if line == "true" { f.t.common.yes } else { f.t.common.no }.to_owned(),
        kind => text(f, kind, line),
    }
}

/// Any field's value as a cell.
pub fn value(f: &Frame, noun: &str, field: &Field, value: &Value<view::Link>) -> Cell {
    if let (Kind::Ref(_), value) = (field.kind, value) {
        return Cell::links(value.refs().into_iter().map(|l| link(f, l)).collect());
    }
    if let (Kind::Url, Value::Text(address)) = (field.kind, value) {
        return Cell::link(Link::new(address.clone(), address.clone()));
    }
    let cell = match value {
        // One below the other: the values may have commas of their own.
        Value::List(list) if matches!(field.kind, Kind::Text | Kind::Prose) => {
            Cell::text(list.iter().map(|v| scalar(f, noun, field, v)).collect::<Vec<_>>().join("\n"))
        }
        Value::List(list) => {
            Cell::links(list.iter().map(|v| Link::new(scalar(f, noun, field, v), "")).collect())
        }
        one => Cell::text(scalar(f, noun, field, one)),
    };
    if (noun, field.name) == ("section", "quotes") { cell.record() } else { cell }
}

fn scalar(f: &Frame, noun: &str, field: &Field, value: &Value<view::Link>) -> String {
    match value {
        // A number that tells an order or a year has no thousands.
        Value::Int(n) => n.to_string(),
        Value::Bool(yes) => if *yes { f.t.common.yes } else { f.t.common.no }.to_owned(),
        Value::Text(s) if (noun, field.name) == ("key_share", "share") => {
            s.parse().map_or_else(|_| s.clone(), |share| f.lang.share(&share))
        }
        Value::Text(s) => text(f, field.kind, s),
        Value::Ref(l) => label(f, l),
        Value::List(list) => f.lang.list(&list.iter().map(|v| scalar(f, noun, field, v)).collect::<Vec<_>>()),
    }
}

/// The canonical text of a kind as people read it; as it stands if it is not of that kind.
fn text(f: &Frame, kind: Kind, s: &str) -> String {
    let lang = f.lang;
    let read = match kind {
        Kind::Date => s.parse().ok().map(|d| lang.date(&d)),
        Kind::Word(v) => Some(words::word(lang, v.name, s).to_owned()),
        Kind::Count => s.parse().ok().map(|c| lang.count(&c)),
        Kind::Money => s.parse().ok().map(|m| lang.money(&m)),
        Kind::Duration => s.parse().ok().map(|d| lang.duration(d)),
        Kind::Paragraph => s.parse().ok().map(|p| lang.paragraph(&p)),
        Kind::Paragraphs => s.parse().ok().map(|p| lang.paragraphs(&p)),
        Kind::Rational => s.parse().ok().map(|r| lang.number(&r)),
        Kind::Clock => s.parse().ok().map(|c| lang.clock_of(c)),
        Kind::Image => s.parse().ok().map(|i| lang.picture(&i)),
        _ => None,
    };
    read.unwrap_or_else(|| s.to_owned())
}
