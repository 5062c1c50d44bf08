//! The catalogue of rule kinds as documentation: `docs/rules.md` is held to the declarations.

use genbo_domain::{noun::Field, rule::RuleKind, value::Kind};
use genbo_rules::catalogue;
use std::fmt::Write as _;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/rules.md");
const BEGIN: &str = "<!-- catalogue: written by the tests with GENBO_WRITE_DOCS=1 -->\n";

fn kind(field: &Field) -> String {
    let one = match field.kind {
        Kind::Text | Kind::Prose => "text".to_owned(),
        Kind::Word(vocabulary) => {
            let words: Vec<String> = vocabulary.words.iter().map(|(word, _)| format!("`{word}`")).collect();
            words.join(", ")
        }
        Kind::Int => "whole number".to_owned(),
        Kind::Bool => "`true` or `false`".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Duration => "duration".to_owned(),
        Kind::Rational => "share".to_owned(),
        Kind::Ref([noun, ..]) => format!("slug of a {noun}"),
        other => format!("{other:?}"),
    };
    if field.many { format!("list: {one}") } else { one }
}

fn reference() -> String {
    let mut out = String::new();
    for (word, doc) in RuleKind::VOCABULARY.words {
        let kind_of_rule: RuleKind = word.parse().expect("a word of its own vocabulary");
        let _ = write!(out, "\n### {word}\n\n{}\n", doc.trim());
        out.push_str("\n| parameter | value | meaning |\n|---|---|---|\n");
        for field in catalogue::fields(kind_of_rule) {
            let star = if field.required { "*" } else { "" };
            let _ = writeln!(out, "| `{}`{star} | {} | {} |", field.name, kind(field), field.doc.trim());
        }
    }
    out
}

#[test]
fn the_documentation_has_the_catalogue() {
    let document = std::fs::read_to_string(PATH).unwrap();
    let hand = document.split(BEGIN).next().unwrap().trim_end();
    let whole = format!("{hand}\n\n{BEGIN}{}", reference());
    if option_env!("GENBO_WRITE_DOCS").is_some() {
        std::fs::write(PATH, whole).unwrap();
    } else {
        assert!(document == whole, "run the tests once with GENBO_WRITE_DOCS=1");
    }
}
