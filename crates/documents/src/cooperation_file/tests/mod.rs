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
#[test]
fn tmp_speed() {
    let mut s = String::from("format = 1\n");
    for n in 0..60000 { s.push_str(&format!("[[person]]\nslug = \"p{n}\"\nname = \"Ada Berg {n}\"\nsource = \"S1\"\n")); }
    let t = std::time::Instant::now();
    println!("{} bytes {:?}", s.len(), read_text(&s).map(|b| b.entries.len()).map_err(|e| e.len()));
    println!("{:?}", t.elapsed());
    let mut s = String::from("format = 1\n[[meeting]]\nslug = \"m\"\nbodies = [");
    for n in 0..200000 { s.push_str(&format!("\"b{n}\",")); }
    s.push_str("]\n");
    let t = std::time::Instant::now();
    println!("{} bytes {:?} {:?}", s.len(), read_text(&s).map(|b| b.entries.len()).map_err(|e| e.len()), t.elapsed());
    let s = format!("format = 1\n{}", "x\n".repeat(500000));
    let t = std::time::Instant::now();
    println!("{} bytes {:?} {:?}", s.len(), read_text(&s).map(|b| b.entries.len()).map_err(|e| e.len()), t.elapsed());
    let s = format!("format = 1\n{}", "x ".repeat(500000));
    let t = std::time::Instant::now();
    println!("{} bytes {:?} {:?}", s.len(), read_text(&s).map(|b| b.entries.len()).map_err(|e| e.len()), t.elapsed());
    let s = format!("format = 1\nq = [{}", "[\n\"".repeat(500000));
    let t = std::time::Instant::now();
    println!("{} bytes {:?} {:?}", s.len(), read_text(&s).map(|b| b.entries.len()).map_err(|e| e.len()), t.elapsed());
}
