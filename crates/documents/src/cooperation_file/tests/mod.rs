//! Tests of the whole way: files in, entries out, and back.

mod documents;
mod generate;
mod merging;
mod reading;
mod refusals;
mod round_trip;

use super::{Bundle, Entry, Problem, SourceFile, read};

/// Reads one file called `a`.
fn read_text(text: &str) -> Result<Bundle, Vec<Problem>> {
    read(&[SourceFile { name: "a", bytes: text.as_bytes() }])
}

/// Reads files called `a`, `b`, …
fn read_texts(texts: &[&str]) -> Result<Bundle, Vec<Problem>> {
    let names = ["a", "b", "c", "d"];
    let files: Vec<SourceFile> =
        texts.iter().zip(names).map(|(text, name)| SourceFile { name, bytes: text.as_bytes() }).collect();
    read(&files)
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(|p| format!("{p}\n")).collect()
}

fn entry<'b>(bundle: &'b Bundle, noun: &str, slug: &str) -> &'b Entry {
    let found = bundle.entries.iter().find(|e| e.noun.name == noun && e.slug == slug);
    found.unwrap_or_else(|| {
        let slugs: Vec<_> = bundle.entries.iter().map(|e| (e.noun.name, &e.slug)).collect();
        panic!("no {noun} {slug} in {slugs:?}")
    })
}
