//! Papers: records, extracts, calls and lists as they are read on paper; one model, and each form made from it.
//!
//! Invariants: every form says every text of the model, in the same order; what stands in a paper is text, never markup;
//! a picture says in words what it shows, and a table names its columns.

mod data;
mod docx;
mod html;
mod text;

pub use data::{Typeset, typeset};

use jiff::civil::Date;

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The language, as `sv`.
    pub lang: &'static str,
    /// What it is called, also where only its name is shown.
    pub title: String,
    /// What sort of paper it is, as `Sammanträdesprotokoll`.
    pub kind: String,
    /// The house whose it is; nothing where only Genbo speaks.
    pub house: Option<Letterhead>,
    /// What the head of each page says: label and value.
    pub head: Vec<(String, String)>,
    /// What each page leaves room for at its foot, as initials of those who adjust it.
    pub foot: Vec<String>,
    /// The word before the number of a page.
    pub page: String,
    /// What it is marked as on each page, as `Utkast`.
    pub marks: Vec<String>,
    /// The day that it tells of.
    pub date: Date,
    /// The sheet.
    pub size: Size,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// The sheet that a paper is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// A4, standing.
    #[default]
    A4,
    /// A3, lying.
    A3Lying,
}

/// The head of a house's papers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letterhead {
    /// Its name.
    pub name: String,
    /// Address, registration number and the like, each on its line.
    pub lines: Vec<String>,
    /// Its logo.
    pub logo: Option<Picture>,
    /// Its colour, as `#0a5162`.
    pub accent: Option<String>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it shows, for those who do not see it; empty where the text beside says it.
    pub text: String,
    /// What it is: `svg`, `png` or `jpg`.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading, 1 the highest below the title.
    Heading(u8, String),
    /// What stands small above or below a heading, as a case number.
    Fine(String),
    /// Paragraphs, an empty line between them; other line breaks stay.
    Prose(String),
    /// Something that is not known, or that is said of the paper itself.
    Note(String),
    /// What something is, and its values, each on its line.
    Facts(Vec<Fact>),
    /// A list without order.
    Bullets(Vec<String>),
    /// What was decided, clause by clause.
    Clauses(Clauses),
    /// A table.
    Table(Table),
    /// Lines to sign on.
    Signing(Vec<Signing>),
    /// A picture.
    Picture(Picture),
    /// What belongs together and stands in a frame, as a notice.
    Framed(Vec<Block>),
    /// The next page begins here.
    NewPage,
}

/// What something is, and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// What it is.
    pub term: String,
    /// Its values, each on its line.
    pub lines: Vec<String>,
    /// Whether it is not known, and that is what the lines say.
    pub open: bool,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clauses {
    /// What stands before the clauses, as `Direktionen beslutar`; empty if nothing does.
    pub opening: String,
    /// Whether clauses are numbered; otherwise each begins with its word, as `att`, or with a dash.
    pub numbered: bool,
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// One clause of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clause {
    /// Its number.
    pub number: String,
    /// The word that it begins with, as `att`; empty for a whole sentence.
    pub lead: String,
    /// What is decided.
    pub text: String,
    /// Who shall act, the last day, the amount: small below it.
    pub fine: Vec<String>,
}

/// A table. The first column names the row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What it is.
    pub caption: String,
    /// What each column has, and how wide it is in proportion to the others.
    pub columns: Vec<(String, u8)>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// A line to sign on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signing {
    /// As what one signs.
    pub office: String,
    /// Who signs, and what else is said below the line.
    pub below: String,
}

impl Fact {
    /// A fact with one value.
    pub fn new(term: impl Into<String>, line: impl Into<String>) -> Fact {
        Fact { term: term.into(), lines: vec![line.into()], open: false }
    }

    /// A fact with several values.
    pub fn lines(term: impl Into<String>, lines: Vec<String>) -> Fact {
        Fact { term: term.into(), lines, open: false }
    }

    /// The same, told as something that is not known.
    pub fn open(self) -> Fact {
        Fact { open: true, ..self }
    }
}

impl Paper {
    /// The paper as a part of a page, below the page's own heading.
    pub fn html_part(&self) -> String {
        html::part(self)
    }

    /// The paper as an HTML document of its own.
    pub fn html(&self) -> String {
        html::document(self)
    }

    /// The paper as a document for word processors.
    pub fn docx(&self) -> Vec<u8> {
        docx::docx(self)
    }

    /// The paper as plain text.
    pub fn text(&self) -> String {
        text::text(self)
    }

    /// Every text that the paper says, in order.
    pub fn texts(&self) -> Vec<&str> {
        let mut all: Vec<&str> = vec![&self.title, &self.kind];
        all.extend(self.marks.iter().map(String::as_str));
        if let Some(house) = &self.house {
            all.push(&house.name);
            all.extend(house.lines.iter().map(String::as_str));
            all.extend(house.logo.iter().map(|l| l.text.as_str()));
        }
        all.extend(self.head.iter().flat_map(|(label, value)| [label.as_str(), value.as_str()]));
        all.extend(self.foot.iter().map(String::as_str));
        self.blocks.iter().for_each(|b| b.texts(&mut all));
        all.retain(|t| !t.trim().is_empty());
        all
    }
}

impl Block {
    fn texts<'a>(&'a self, all: &mut Vec<&'a str>) {
        match self {
            Block::Heading(_, text) | Block::Fine(text) | Block::Prose(text) | Block::Note(text) => {
                all.push(text)
            }
            Block::Bullets(items) => all.extend(items.iter().map(String::as_str)),
            Block::Facts(facts) => {
                all.extend(
                    facts.iter().flat_map(|f| std::iter::once(&f.term).chain(&f.lines)).map(String::as_str),
                );
            }
            Block::Clauses(c) => {
                all.push(&c.opening);
                for clause in &c.clauses {
                    all.extend([clause.lead.as_str(), clause.text.as_str()]);
                    all.extend(clause.fine.iter().map(String::as_str));
                }
            }
            Block::Table(t) => {
                all.push(&t.caption);
                all.extend(t.columns.iter().map(|(c, _)| c.as_str()));
                all.extend(t.rows.iter().flatten().map(String::as_str));
            }
            Block::Signing(lines) => {
                all.extend(lines.iter().flat_map(|l| [l.office.as_str(), l.below.as_str()]));
            }
            Block::Picture(p) => all.push(&p.text),
            Block::Framed(blocks) => blocks.iter().for_each(|b| b.texts(all)),
            Block::NewPage => {}
        }
    }
}
