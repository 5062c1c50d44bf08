//! A page as a sheet: sections of blocks, written by one template. For pages that show many kinds of facts about one
//! thing; a page whose form is its own has a template of its own.

pub(crate) mod attendance;
pub(crate) mod decision;
pub mod doubts;
pub mod fields;
pub mod lines;
pub mod people;
pub mod tell;

use crate::{
    frame::Frame,
    view::{Filters, Head, Link, Pager, Row, Step, Tag},
};
use askama::Template;

/// A page of sections.
#[derive(Debug, Template)]
#[template(path = "sheet/page.html")]
pub struct Sheet {
    /// The frame.
    pub f: Frame,
    /// The head.
    pub head: Head,
    /// The filters, if the page is a list.
    pub filters: Option<Filters>,
    /// The sections; those without blocks are left out.
    pub sections: Vec<Section>,
    /// Where a long list stands.
    pub pager: Pager,
}

impl Sheet {
    /// A page about one thing.
    pub fn of(f: Frame, head: Head, sections: Vec<Section>) -> Sheet {
        let sections = sections.into_iter().filter(|s| !s.blocks.is_empty()).collect();
        Sheet { f, head, filters: None, sections, pager: Pager::default() }
    }
}

/// One section.
#[derive(Debug, Default)]
pub struct Section {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// A link beside the heading, or words if it leads nowhere.
    pub aside: Option<Link>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

impl Section {
    /// A section.
    pub fn new(id: &'static str, title: impl Into<String>, blocks: Vec<Block>) -> Section {
        Section { id, title: title.into(), aside: None, blocks }
    }

    /// With a link beside the heading.
    pub fn aside(self, text: impl Into<String>, href: impl Into<String>) -> Section {
        Section { aside: Some(Link::new(text, href)), ..self }
    }

    /// What stands in it, as HTML.
    pub(crate) fn html(&self) -> Blocks<'_> {
        Blocks { blocks: &self.blocks }
    }
}

/// What stands in a section.
#[derive(Debug)]
pub enum Block {
    /// A small explaining line.
    Note(String),
    /// Our own words, on several lines.
    Prose(String),
    /// Words of a document, with where they stand.
    Quote(String, String),
    /// Names and values.
    Pairs(Vec<(String, Cell)>),
    /// A table.
    Table(Table),
    /// Rows: one thing, one line, one button.
    Rows(Vec<Row>),
    /// Short links in columns.
    Columns(Vec<Link>),
    /// One below the other.
    Bullets(Vec<Cell>),
    /// Steps of a life: what they are, and each of them.
    Steps(String, Vec<Step>),
    /// The text of a document, passage by passage.
    Passages(Vec<Passage>),
    /// A picture that scrolls sideways: accessible name, SVG, caption.
    Picture(String, String, String),
    /// That there is nothing, and in which way.
    Empty(String),
    /// A part with a template of its own, written already.
    Own(String),
    /// What is shown on request.
    More(String, Vec<Block>),
}

/// A passage of a document: what it says in our words, and short phrases in its own.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// Its anchor.
    pub id: String,
    /// How deep its heading stands, 1 outermost.
    pub level: u8,
    /// Its heading, which is the document's.
    pub heading: String,
    /// What it says, in our own words; may be empty.
    pub summary: String,
    /// Short phrases as they stand.
    pub quotes: Vec<String>,
    /// What else is told of it.
    pub pairs: Vec<(String, Cell)>,
    /// Small print: the norms that it holds, where it stands.
    pub fine: String,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table {
    /// What it is, for those who only hear it.
    pub caption: String,
    /// The heads of its columns; the first column holds the rows' names.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without columns in which every row is empty.
    pub fn new(caption: impl Into<String>, heads: &[&str], rows: Vec<Vec<Cell>>) -> Table {
        let used: Vec<bool> = (0..heads.len())
            .map(|i| i == 0 || rows.iter().any(|r| r.get(i).is_some_and(|c| !c.is_empty())))
            .collect();
        let keep = |i: &usize| used.get(*i).copied().unwrap_or(false);
        let rows = rows
            .into_iter()
            .map(|row| row.into_iter().enumerate().filter(|(i, _)| keep(i)).map(|(_, c)| c).collect());
        Table {
            caption: caption.into(),
            rows: rows.collect(),
            heads: heads.iter().enumerate().filter(|(i, _)| keep(i)).map(|(_, h)| (*h).to_owned()).collect(),
        }
    }
}

/// What stands in a cell: links or words in a row, a state, small lines below.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The words; those without an address are no links.
    pub words: Vec<Link>,
    /// A state after them.
    pub tag: Option<Tag>,
    /// Small lines below.
    pub fine: Vec<Link>,
    /// Whether it only says that nothing is known.
    pub soft: bool,
    /// Whether the words are a document's.
    pub record: bool,
    /// The anchor of its row, if it is the first of one; may be empty.
    pub anchor: String,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell {
            words: if text.is_empty() { Vec::new() } else { vec![Link::new(text, "")] },
            ..Cell::default()
        }
    }
    /// Links.
    pub fn links(words: Vec<Link>) -> Cell {
        Cell { words, ..Cell::default() }
    }
    /// One link.
    pub fn link(link: Link) -> Cell {
        Cell::links(vec![link])
    }
    /// With a state.
    pub fn tag(self, tag: Option<Tag>) -> Cell {
        Cell { tag, ..self }
    }
    /// With a small line below, unless it is empty.
    pub fn fine(mut self, text: impl Into<String>) -> Cell {
        let text = text.into();
        if !text.is_empty() {
            self.fine.push(Link::new(text, ""));
        }
        self
    }
    /// With a small line that is a link below.
    pub fn fine_link(mut self, link: Link) -> Cell {
        self.fine.push(link);
        self
    }
    /// As one that only says that nothing is known.
    pub fn soft(self) -> Cell {
        Cell { soft: true, ..self }
    }
    /// As words of a document.
    pub fn record(self) -> Cell {
        Cell { record: true, ..self }
    }
    /// As the first of a row that can be linked to.
    pub fn anchored(self, anchor: impl Into<String>) -> Cell {
        Cell { anchor: anchor.into(), ..self }
    }
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.tag.is_none() && self.fine.is_empty()
    }
}

#[derive(Debug, Template)]
#[template(path = "sheet/blocks.html")]
pub(crate) struct Blocks<'a> {
    blocks: &'a [Block],
}

impl<'a> Blocks<'a> {
    fn of(blocks: &'a [Block]) -> Blocks<'a> {
        Blocks { blocks }
    }
}
