//! The page from which letters are sent, whatever they are about: who gets them, how they look, the form, what was sent.

use super::{html, outbox};
use crate::{
    fault::Fault,
    frame::Frame,
    letter,
    sheet::{Block, Cell, Section, Table, lines::joined},
    view::Head,
};
use askama::Template;
use axum::response::Response;
use genbo_app::{
    call::participants::{Missing, Why},
    outbox::Line,
};
use genbo_documents::letter::Letter;
use serde::Deserialize;

/// A table of more rows than these is folded.
const OPEN: usize = 12;

/// What the form says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    /// The sender's own words.
    pub(super) words: String,
    /// Who else gets the letter.
    pub(super) guests: String,
    /// The sender's own address.
    pub(super) mine: String,
    /// The form's own key.
    pub(super) key: String,
    /// What was looked at.
    pub(super) seen: String,
    /// What is to be done.
    #[serde(rename = "do")]
    pub(super) what: String,
}

/// The page.
#[derive(Template)]
#[template(path = "call/show.html")]
pub(super) struct Sending {
    pub(super) f: Frame,
    pub(super) head: Head,
    pub(super) notes: Vec<String>,
    pub(super) errors: Vec<String>,
    /// The answers, who gets the letter, and who and what is left out.
    pub(super) before: Vec<Section>,
    pub(super) letters: Vec<Drafted>,
    /// That some items stand in no letter; empty if all do.
    pub(super) kept_back: String,
    /// Whether there is a form.
    pub(super) has_form: bool,
    /// Whether others can be added.
    pub(super) asks_guests: bool,
    /// The button's verb; nothing if nothing can be sent.
    pub(super) send: Option<&'static str>,
    pub(super) typed: Typed,
    pub(super) action: String,
    /// What was sent.
    pub(super) after: Vec<Section>,
}

impl Sending {
    /// The answer.
    pub(super) fn page(&self) -> Result<Response, Fault> {
        html(self)
    }
}

/// A letter as it will look.
pub(super) struct Drafted {
    /// To whom, if there are several.
    to: String,
    pub(super) title: String,
    mark: String,
    pub(super) house: String,
    pub(super) body: String,
    pub(super) foot: String,
}

impl Drafted {
    /// The letter; `to` is empty where there is only one.
    pub(super) fn of(f: &Frame, letter: &Letter, to: String) -> Drafted {
        let source = |h: &genbo_documents::letter::House| {
            h.logo.as_ref().map(|(image, _)| image.to_string()).unwrap_or_default()
        };
        Drafted {
            to,
            title: letter.title.clone(),
            mark: letter.mark.clone().unwrap_or_default(),
            house: letter.house.as_ref().map(|h| h.head(&source(h))).unwrap_or_default(),
            body: letter::shown(f, &letter.body(4)),
            foot: joined(&letter.foot()),
        }
    }
}

/// What was sent before.
pub(super) fn sent(f: &Frame, title: &'static str, lines: &[Line]) -> Vec<Section> {
    if lines.is_empty() {
        return Vec::new();
    }
    let rows = lines.iter().map(|l| outbox::row(f, l, String::new())).collect();
    vec![Section::new("skickat", title, vec![Block::Rows(rows)])]
}

/// A table, folded under what it says if it is long.
pub(super) fn folded(said: String, count: usize, table: Table) -> Block {
    let table = Block::Table(table);
    if count > OPEN { Block::More(said, vec![table]) } else { table }
}

/// Who takes part and gets no letter, with why; `hidden` are those whose seats the sender does not see.
pub(super) fn missing(f: &Frame, missing: &[Missing], hidden: usize) -> Vec<Block> {
    let t = &f.t.call;
    let mut blocks = Vec::new();
    if !missing.is_empty() {
        let said = f.lang.not_reached(missing.len());
        blocks.push(Block::Note(said.clone()));
        let rows = missing.iter().map(|m| missing_row(f, m)).collect();
        let table = Table::new(t.missing, &[t.seat, t.from, t.name, t.why], rows);
        blocks.push(folded(said, missing.len(), table));
    }
    if hidden > 0 {
        blocks.push(Block::Note(f.lang.hidden_seats(hidden)));
    }
    blocks
}

fn missing_row(f: &Frame, m: &Missing) -> Vec<Cell> {
    let t = &f.t.call;
    let why = match m.why {
        Why::NoAddress => t.no_mail,
        Why::BadAddress => t.bad_mail,
        Why::NotNamed => t.not_named,
        Why::Vacant => t.vacant,
    };
    vec![Cell::text(m.seat.clone()), Cell::text(labels(&m.from)), f.cell(m.person.as_ref()), Cell::text(why)]
}

/// What things are called, one after the other.
pub(super) fn labels(links: &[genbo_app::view::Link]) -> String {
    links.iter().map(|l| l.label.clone()).collect::<Vec<_>>().join(", ")
}
