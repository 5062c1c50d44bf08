//! Several small forms in one: each row is a form of its own thing, its fields named with the row's prefix.
//!
//! Invariant: a row is read as any form is, so that what people type means the same everywhere; an empty new row is none.

use super::{Entry, Form, Sent, entry::is_rows};
use crate::{frame::Frame, words};
use genbo_app::thing::form::Standing;
use genbo_domain::{noun::NounDef, value::Kind};

/// Which rows a page has of a noun, and what it shows of each.
#[derive(Debug, Clone, Copy)]
pub struct Rows {
    /// What they are.
    pub noun: &'static NounDef,
    /// The fields that are shown, in their order.
    pub fields: &'static [&'static str],
    /// How many empty rows follow.
    pub spare: usize,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// What its names begin with, as `clause0`.
    pub prefix: String,
    /// The form.
    pub form: Form,
    /// Whether it shall be taken away.
    pub is_removed: bool,
}

impl Rows {
    fn prefix(&self, i: usize) -> String {
        format!("{}{i}", self.noun.name)
    }

    fn only(&self, mut form: Form) -> Form {
        form.entries.retain(|e| self.fields.contains(&e.field.name));
        form.entries.sort_by_key(|e| self.fields.iter().position(|f| *f == e.field.name));
        form
    }

    /// The rows as things stand, with empty ones after them.
    pub fn standing(&self, f: &Frame, all: &[Standing]) -> Vec<Row> {
        let filled = all.iter().map(|s| Form::standing(f, s));
        let empty = (0..self.spare).map(|_| Form::sent(self.noun, &Sent::default(), None));
        filled
            .chain(empty)
            .enumerate()
            .map(|(i, form)| Row { prefix: self.prefix(i), form: self.only(form), is_removed: false })
            .collect()
    }

    /// The rows as they were sent, beside how things stand.
    pub fn sent(&self, sent: &Sent, all: &[Standing]) -> Vec<Row> {
        let mut rows = Vec::new();
        for i in 0..200 {
            let prefix = self.prefix(i);
            let Some(slug) = sent.all(&format!("{prefix}:thing")).next() else { break };
            let standing = all.iter().find(|s| s.link.slug == slug);
            if standing.is_none() && !slug.is_empty() {
                continue;
            }
            let own = sent.within(&prefix, |name| {
                self.noun.fields.iter().any(|field| {
                    is_rows(field) && name.split_once('.').is_some_and(|(_, of)| of == field.name)
                })
            });
            let form = self.only(Form::sent(self.noun, &own, standing));
            rows.push(Row { is_removed: own.has("remove"), form, prefix });
        }
        rows
    }
}

/// One field of a row as it is written.
#[derive(Debug)]
pub struct Field {
    /// Its identifier, which is the name that it is sent by too.
    pub id: String,
    /// The field's name.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What stands in it, several values divided by semicolons.
    pub value: String,
    /// What stood in it.
    pub was: String,
    /// What names in it stand for.
    pub known: Vec<String>,
    /// How it is typed: `line`, `area`, `choice`, `check`.
    pub control: &'static str,
    /// The words of a choice.
    pub words: Vec<(&'static str, String)>,
    /// Whether it holds several names.
    pub is_list: bool,
    /// What is wrong with it.
    pub error: String,
    /// How it was understood.
    pub understood: String,
}

/// A row as its template writes it.
#[derive(Debug)]
pub struct Shown {
    /// What its names begin with.
    pub prefix: String,
    /// The slug of the thing; empty for a new one.
    pub thing: String,
    /// The number of the last change that was seen.
    pub seen: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Whether it shall be taken away.
    pub is_removed: bool,
}

impl Row {
    /// The row as its template writes it.
    pub fn shown(&self, f: &Frame) -> Shown {
        Shown {
            prefix: self.prefix.clone(),
            thing: self.form.thing.clone().unwrap_or_default(),
            seen: self.form.seen.map(|n| n.to_string()).unwrap_or_default(),
            fields: self.form.entries.iter().map(|e| self.field(f, e)).collect(),
            is_removed: self.is_removed,
        }
    }

    fn field(&self, f: &Frame, e: &Entry) -> Field {
        let joined = |lines: &[String]| {
            let told: Vec<&str> = lines.iter().map(|l| l.trim()).filter(|l| !l.is_empty()).collect();
            if is_rows(e.field) { told.join("; ") } else { lines.join("\n") }
        };
        let control = match e.field.kind {
            Kind::Prose => "area",
            Kind::Word(_) => "choice",
            Kind::Bool => "check",
            _ => "line",
        };
        let words = match e.field.kind {
            Kind::Word(v) => {
                v.words.iter().map(|(w, _)| (*w, words::word(f.lang, v.name, w).to_owned())).collect()
            }
            _ => Vec::new(),
        };
        Field {
            id: format!("{}:f.{}", self.prefix, e.field.name),
            name: e.field.name,
            label: words::field(f.lang, self.form.noun.name, e.field.name).to_owned(),
            value: joined(&e.lines),
            was: joined(&e.was),
            known: e.known.iter().map(|(text, pointer)| format!("{pointer} {text}")).collect(),
            control,
            words,
            is_list: is_rows(e.field),
            error: e.error.clone().unwrap_or_default(),
            understood: e.understood.clone().unwrap_or_default(),
        }
    }

    /// Whether something is typed in it that was not there.
    pub fn is_changed(&self) -> bool {
        self.form.entries.iter().any(Entry::is_changed)
    }
}
