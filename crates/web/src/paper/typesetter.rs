//! The door to typesetting: what pages hand over, and what can come back. Who does it is decided where the program is wired.
//!
//! Invariant: a page never waits for it without end, and is told when nothing comes.

use crate::site::Later;
use genbo_documents::paper::Typeset;
use std::sync::Arc;

/// What is to be made.
#[derive(Debug, Clone)]
pub enum Job {
    /// A paper as PDF.
    Paper(Typeset),
    /// A picture of lines as PNG, so many dots wide.
    Dots(String, u32),
    /// How many pages PDF files have: as JSON, in their order, a number or why it cannot be put together with others.
    Look(Vec<Arc<Vec<u8>>>),
    /// Several PDF files as one.
    Join(Join),
}

/// Several PDF files that become one.
#[derive(Debug, Clone)]
pub struct Join {
    /// What the whole is called.
    pub title: String,
    /// Its language, as `sv`.
    pub lang: &'static str,
    /// The files, in their order.
    pub parts: Vec<Arc<Vec<u8>>>,
    /// Bookmarks: how deep, what, which page, 0 the first.
    pub bookmarks: Vec<(usize, String, usize)>,
}

/// Why nothing came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMade {
    /// There is no typesetter here.
    Nobody,
    /// Too many wait for it already.
    Busy,
    /// It did not come to an end in time.
    TooLong,
    /// It died, or refused: what it said, for the log.
    Died(String),
}

impl std::fmt::Display for NotMade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotMade::Nobody => f.write_str("there is no typesetter"),
            NotMade::Busy => f.write_str("too many wait for the typesetter"),
            NotMade::TooLong => f.write_str("the typesetter did not come to an end in time"),
            NotMade::Died(said) => write!(f, "the typesetter stopped: {said}"),
        }
    }
}

/// Makes files of papers.
pub type Typesetter = Box<dyn Fn(Job) -> Later<Result<Vec<u8>, NotMade>> + Send + Sync>;

/// Where nobody typesets.
pub fn nobody() -> Typesetter {
    Box::new(|_| Box::pin(async { Err(NotMade::Nobody) }))
}
