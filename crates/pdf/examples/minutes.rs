//! How long minutes take to typeset: `cargo run --release -p genbo-pdf --example minutes -- TEMPLATE [ITEMS]`, where TEMPLATE
//! is `crates/documents/src/paper/paper.typ`.
//!
//! The minutes are made up: a front page with thirty persons, and for each item a decision of two clauses, background,
//! motions, a vote with a table, and recipients. Figures are printed, nothing is asserted: a machine that is busy is no fault.
#![expect(clippy::unwrap_used, reason = "an example that cannot go on stops")]

use genbo_pdf::{Job, typeset};
use serde_json::{Value, json};
use std::time::Instant;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let template = std::fs::read_to_string(arguments.next().unwrap()).unwrap();
    let items = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(30);
    let mut all = Vec::new();
    for round in 0..9 {
        let job = Job { template: template.clone(), data: minutes(items, round), pictures: Vec::new() };
        let begun = Instant::now();
        let done = typeset(job).unwrap();
        let took = begun.elapsed().as_secs_f64() * 1000.0;
        println!("document {}: {took:.0} ms, {} kB", round + 1, done.bytes.len() / 1000);
        all.push(took);
    }
    let first = all.remove(0);
    all.sort_by(f64::total_cmp);
    println!("{items} items: the first document {first:.0} ms, others {:.0} ms (median)", all[all.len() / 2]);
}

/// New minutes each round, so that nothing is remembered of the last.
fn minutes(items: usize, round: usize) -> Value {
    let persons: Vec<String> = (1..=30).map(|n| format!("Person {n} av {round}, ledamot (X)")).collect();
    let mut blocks = vec![
        json!({ "is": "facts", "facts": [{ "term": "Beslutande", "lines": persons, "open": false }] }),
        json!({ "is": "signing", "lines": [{ "office": "Ordförande", "below": "Person 1" }, { "office": "Justerare", "below": "" }] }),
        json!({ "is": "new-page" }),
    ];
    let text = |n: usize| {
        format!("Förbundet {round} har i ärende {n} tagit fram ett förslag om samverkan mellan kommunerna. ")
            .repeat(8)
    };
    for n in 1..=items {
        let heading = |level: u8, text: String| json!({ "is": "heading", "level": level, "text": text });
        let clause = |m: usize| json!({ "number": m.to_string(), "lead": "att", "text": format!("anta förslag {n}.{m}.{round}"), "fine": ["Sista dag: 1 dec 2022"] });
        blocks.extend([
            heading(1, format!("§ {n} Ärende nummer {n} i {round}")),
            json!({ "is": "fine", "text": format!("Dnr 2022.{n}.{round}") }),
            heading(2, "Direktionens beslut".to_owned()),
            json!({ "is": "clauses", "opening": "Direktionen beslutar", "numbered": true, "clauses": [clause(1), clause(2)] }),
            heading(2, "Bakgrund".to_owned()),
            json!({ "is": "prose", "paragraphs": [text(n), text(n + 100)] }),
            heading(2, "Yrkanden".to_owned()),
            json!({ "is": "bullets", "items": [format!("Person {n}: bifall"), "Person 2: avslag"] }),
            heading(2, "Omröstning".to_owned()),
            json!({ "is": "table", "caption": "Så röstade var och en", "columns": [["Namn", 3], ["Röst", 1]],
                "rows": (1..=10).map(|p| json!([format!("Person {p} av {n}.{round}"), "Ja"])).collect::<Vec<_>>() }),
        ]);
    }
    json!({
        "lang": "sv", "title": format!("Direktionen, nummer {round}"), "kind": "Sammanträdesprotokoll",
        "house": { "name": "Provförbundet", "lines": ["Box 1"], "logo": null, "accent": "#0a5162" },
        "head": [["Organ", "Direktionen"]], "foot": ["Justerandes signatur", "Utdragsbestyrkande"], "page": "Sida",
        "marks": [], "date": [2022, 9, 12], "size": "a4", "blocks": blocks,
    })
}
