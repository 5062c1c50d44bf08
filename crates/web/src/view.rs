//! The parts of pages as values: handlers fill them, `templates/parts/parts.html` writes them.

use crate::format::Day;

/// A link with its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link; `href` is finished, from `Frame::link`.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Link {
        Link { text: text.into(), href: href.into() }
    }
}

/// A button: a verb, and for those who only hear it what it is done to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// The verb, as `Läs protokollet`.
    pub text: String,
    /// What it is done to, for screen readers; empty if the verb says it.
    pub object: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page's one filled button.
    pub main: bool,
}

impl Action {
    /// An outlined button.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Action {
        Action { text: text.into(), object: String::new(), href: href.into(), main: false }
    }

    /// With the thing that it is done to, for screen readers.
    pub fn of(self, object: impl Into<String>) -> Action {
        Action { object: object.into(), ..self }
    }

    /// As the page's one filled button.
    pub fn main(self) -> Action {
        Action { main: true, ..self }
    }
}

/// One fact of a strip: a small label over a bold value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
    /// A small line under it; empty if there is none.
    pub note: String,
    /// Where the value leads; empty if nowhere.
    pub href: String,
    /// Whether the value only says that nothing is known.
    pub soft: bool,
}

impl Fact {
    /// A fact.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Fact {
        Fact {
            label: label.into(),
            value: value.into(),
            note: String::new(),
            href: String::new(),
            soft: false,
        }
    }

    /// With a small line under it.
    pub fn note(self, note: impl Into<String>) -> Fact {
        Fact { note: note.into(), ..self }
    }

    /// With a link.
    pub fn link(self, href: impl Into<String>) -> Fact {
        Fact { href: href.into(), ..self }
    }

    /// Whose value only says that nothing is known.
    pub fn soft(self) -> Fact {
        Fact { soft: true, ..self }
    }
}

/// The head of a page: what is this, what is due, what can I do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The way here, outermost first; without the page itself.
    pub crumbs: Vec<Link>,
    /// What sort of thing it is and whose, one line; empty if the heading says it.
    pub kind: String,
    /// The heading.
    pub title: String,
    /// One sentence with the state; may be empty.
    pub lead: String,
    /// What can be done.
    pub actions: Vec<Action>,
    /// Three to five facts.
    pub facts: Vec<Fact>,
}

impl Head {
    /// A head with its heading.
    pub fn new(title: impl Into<String>) -> Head {
        Head { title: title.into(), ..Head::default() }
    }
}

/// A state: shape, word and colour together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Which shape and colour.
    pub kind: TagKind,
    /// The word.
    pub text: String,
}

/// Shape and colour of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// Ring with tick: kept, done.
    Ok,
    /// Square with cross: broken, cancelled.
    Bad,
    /// Triangle: at risk, missing.
    Risk,
    /// Dashed ring: unknown, open.
    Unknown,
    /// Diamond: going on.
    Info,
    /// Ring with stroke: excepted.
    Waived,
}

impl TagKind {
    /// The class in the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            TagKind::Ok => "ok",
            TagKind::Bad => "bad",
            TagKind::Risk => "risk",
            TagKind::Unknown => "unknown",
            TagKind::Info => "info",
            TagKind::Waived => "waived",
        }
    }
}

impl Tag {
    /// A state.
    pub fn new(kind: TagKind, text: impl Into<String>) -> Tag {
        Tag { kind, text: text.into() }
    }
}

/// That a rule about a thing is broken or at risk, with the way to what is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The state, in words.
    pub tag: Tag,
    /// Where it is told.
    pub href: String,
}

/// One row of a list: one thing, one line, one button.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// When; then the row begins with a day block.
    pub day: Option<Day>,
    /// A state; without a day the row begins with it, otherwise it stands before the button.
    pub tag: Option<Tag>,
    /// Small line above: whose it is; may be empty.
    pub context: String,
    /// Its name.
    pub title: String,
    /// Where its name leads; empty if nowhere.
    pub href: String,
    /// One line under it; may be empty.
    pub line: String,
    /// What rules say of it, if one is broken or at risk.
    pub mark: Option<Mark>,
    /// The one thing to do.
    pub action: Option<Action>,
}

/// One step of a life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// When, or what is missing.
    pub text: String,
    /// Past, now or to come.
    pub state: StepState,
}

/// Where a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Past: solid.
    Done,
    /// Now: amber.
    Now,
    /// To come: dashed.
    Todo,
}

impl StepState {
    /// The class in the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            StepState::Done => "done",
            StepState::Now => "now",
            StepState::Todo => "todo",
        }
    }
}

/// The filters of a list: a form that only reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// The fields.
    pub fields: Vec<Filter>,
    /// Whether something is filtered away, so that it can be cleared.
    pub active: bool,
}

/// One field of a list's filters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Parameter and identifier.
    pub name: &'static str,
    /// What it says.
    pub label: String,
    /// What is chosen.
    pub value: String,
    /// Choices as (value, text); none for a free text.
    pub options: Vec<(String, String)>,
    /// `text`, `search` or `date`.
    pub kind: &'static str,
}

impl Filter {
    /// A free text.
    pub fn text(name: &'static str, label: impl Into<String>, value: Option<&str>) -> Filter {
        let value = value.unwrap_or_default().to_owned();
        Filter { name, label: label.into(), value, options: Vec::new(), kind: "search" }
    }

    /// A day.
    pub fn day(name: &'static str, label: impl Into<String>, value: Option<&str>) -> Filter {
        Filter { kind: "date", ..Filter::text(name, label, value) }
    }

    /// A choice; the template puts "all" first.
    pub fn choice(
        name: &'static str,
        label: impl Into<String>,
        value: Option<&str>,
        options: Vec<(String, String)>,
    ) -> Filter {
        Filter { options, kind: "choice", ..Filter::text(name, label, value) }
    }
}

/// Where a long list stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pager {
    /// Which part is shown, in words; may be empty.
    pub text: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}
