//! How one field is told: its value, or in which way there is none. What no source was asked about is not told.

use super::{Cell, doubts};
use crate::{frame::Frame, view::Link, words};
use genbo_app::view::{self, Names, fact::Doubts, shown::Shown};
use genbo_domain::{
    edtf::Edtf,
    noun::{NounDef, Target, To},
    value::Prose,
};

/// A name and its value.
pub type Pair = (String, Cell);

/// Text on several lines as it flows: a line that only continues the one before is joined to it; lists and paragraphs
/// keep their lines.
pub fn flow(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.trim().lines().map(str::trim) {
        let starts_anew = line.is_empty() || line.starts_with(['–', '-', '•']) || out.ends_with('\n');
        if !out.is_empty() {
            out.push(if starts_anew { '\n' } else { ' ' });
        }
        out.push_str(line);
    }
    out
}

/// Tells the fields of a page's things.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    /// The page's frame.
    pub f: &'a Frame,
    /// The names of what fields refer to.
    pub names: &'a Names,
    /// What sources leave open.
    pub doubts: &'a Doubts,
}

impl<'a> Teller<'a> {
    /// What a field is called.
    pub fn term(self, about: &view::Link, field: &str) -> String {
        match NounDef::named(&about.noun).and_then(|n| n.field(field)) {
            Some((_, known)) => words::field(self.f.lang, &about.noun, known.name).to_owned(),
            None => field.to_owned(),
        }
    }

    /// In which way a field has no value, if its source says so.
    pub fn gap(self, about: &view::Link, field: &str) -> Option<Cell> {
        self.doubts.gap(about.id, field).map(|kind| Cell::text(doubts::gap(self.f, kind)).soft())
    }

    /// A field with its cell; without value, in which way; nothing if no source was asked.
    pub fn cell(self, about: &view::Link, field: &str, cell: Cell) -> Option<Pair> {
        let cell = if cell.is_empty() { self.gap(about, field)? } else { cell };
        Some((self.term(about, field), cell))
    }

    /// A field with text.
    pub fn text(self, about: &view::Link, field: &str, value: Option<&str>) -> Option<Pair> {
        self.cell(about, field, Cell::text(value.unwrap_or_default()))
    }

    /// A field with text on several lines.
    pub fn prose(self, about: &view::Link, field: &str, value: Option<&Prose>) -> Option<Pair> {
        self.text(about, field, value.map(|p| flow(&p.0)).as_deref())
    }

    /// A field with a date.
    pub fn date(self, about: &view::Link, field: &str, value: Option<&Edtf>) -> Option<Pair> {
        self.cell(about, field, Cell::text(self.f.date(value)))
    }

    /// A field with a word of a vocabulary.
    pub fn word(
        self,
        about: &view::Link,
        field: &str,
        vocabulary: &str,
        value: Option<&str>,
    ) -> Option<Pair> {
        self.cell(about, field, Cell::text(self.f.word(vocabulary, value)))
    }

    /// A field with a reference.
    pub fn one<T: Target>(self, about: &view::Link, field: &str, to: Option<To<T>>) -> Option<Pair> {
        self.many(about, field, to.as_slice())
    }

    /// A field with references.
    pub fn many<T: Target>(self, about: &view::Link, field: &str, to: &[To<T>]) -> Option<Pair> {
        self.cell(about, field, Cell::links(self.links(to)))
    }

    /// The links of references.
    pub fn links<T: Target>(self, to: &[To<T>]) -> Vec<Link> {
        self.f.to_all(&self.names.list(to))
    }

    /// A link with what is known of how sure it is.
    pub fn sure<N>(self, cell: Cell, thing: &Shown<N>) -> Cell {
        cell.fine(self.f.certainty(&thing.origin))
    }

    /// A cell with a value, or in which way there is none, or that it is missing.
    pub fn or_gap(self, about: &view::Link, field: &str, cell: Cell) -> Cell {
        if !cell.is_empty() {
            return cell;
        }
        self.gap(about, field).unwrap_or_else(|| Cell::text(self.f.t.common.not_stated).soft())
    }
}

#[cfg(test)]
mod tests {
    use super::flow;

    #[test]
    fn a_line_that_goes_on_is_joined_and_a_list_keeps_its_lines() {
        assert_eq!(flow("Ett\ntvå.\n\nTre\nfyra"), "Ett två.\n\nTre fyra");
        assert_eq!(flow("Redovisar\n– ett\n– två"), "Redovisar\n– ett\n– två");
        assert_eq!(flow(" \n "), "");
    }
}
