//! Typst and fonts behind one door: template, data and pictures in, PDF out; SVG in, PNG out; several PDF in, one out.
//!
//! Invariants: what is typeset is data and never markup; nothing is read but what is handed in and the fonts inside; a
//! document is PDF/A-2a and PDF/UA-1, or it is an error.

mod font;
pub mod join;
mod picture;
mod world;

pub use picture::png;

use serde_json::Value;
use std::fmt;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What is to be typeset.
#[derive(Debug, Clone)]
pub struct Job {
    /// The template, in Typst; it reads its data with `json("/data.json")` and pictures by their names.
    pub template: String,
    /// What the template shows.
    pub data: Value,
    /// Pictures by their names, as `logo.png`; SVG, PNG or JPEG.
    pub pictures: Vec<(String, Vec<u8>)>,
}

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Characters that the fonts do not have, in order of code points; each is printed as its number, as `[U+6F22]`.
    pub replaced: Vec<char>,
}

/// Why there is no document: what the compiler or the exporter said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

/// How many documents ago something must have been used to be still kept for the next one.
const REMEMBERED: usize = 10;

/// The job as a PDF. The template must set a title, a language and a date, and say what each picture shows.
pub fn typeset(job: Job) -> Result<Done, Fault> {
    let Job { template, mut data, mut pictures } = job;
    let mut replaced = std::collections::BTreeSet::new();
    font::printable(&mut data, &mut replaced);
    for (_, bytes) in pictures.iter_mut().filter(|(name, _)| is_svg(name)) {
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = font::printable_text(text, &mut replaced).into_bytes();
        }
    }
    let world = world::Inside::new(template, &data, pictures)?;
    let compiled = typst::compile::<typst_layout::PagedDocument>(&world);
    let document = compiled.output.map_err(|e| told(&e))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|e| Fault(e.message().to_string()))?;
    let options = PdfOptions { standards, ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|e| told(&e))?;
    comemo::evict(REMEMBERED);
    Ok(Done { bytes, replaced: replaced.into_iter().collect() })
}

fn is_svg(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| kind.eq_ignore_ascii_case("svg"))
}

fn told(errors: &[typst::diag::SourceDiagnostic]) -> Fault {
    Fault(errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join("; "))
}
