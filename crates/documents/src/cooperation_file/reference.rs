//! The reference of the format as Markdown, made from the declarations of the nouns.

use super::{own_fields, path};
use genbo_domain::NOUNS;
use genbo_domain::noun::{Field, NounDef};
use genbo_domain::value::{Kind, Vocabulary};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A table of keys for every noun, in the order of the file, and the words of every vocabulary.
pub fn reference() -> String {
    let mut out = String::from(
        "## Reference\n\nA key with `*` must be there when the thing is new; `…` marks a list.\n",
    );
    for noun in NOUNS {
        self::noun(&mut out, noun);
    }
    out.push_str("\n## Words\n");
    for (name, vocabulary) in vocabularies() {
        let _ = write!(out, "\n### {name}\n\n| word | meaning |\n|---|---|\n");
        for (word, doc) in vocabulary.words {
            let _ = writeln!(out, "| `{word}` | {} |", cell(doc));
        }
    }
    out
}

fn noun(out: &mut String, noun: &'static NounDef) {
    let _ = write!(out, "\n### `[[{}]]`\n\n{}\n", path(noun), noun.doc.trim());
    match noun.parent {
        None => {}
        Some(parent) if noun.stands_at_home() => {
            let _ = writeln!(
                out,
                "Also `[[{0}]]` at the top of a file with `home`. Slug: that of the {1}, `/`, and its `id`.",
                noun.name, parent.noun
            );
        }
        Some(parent) => {
            let part = match parent.key {
                Some(key) => format!("its `{key}`"),
                None => "its place in order".to_owned(),
            };
            let _ = writeln!(out, "Slug: that of the {}, `/`, and {part}.", parent.noun);
        }
    }
    out.push_str("\n| key | kind | meaning |\n|---|---|---|\n");
    for (_, field) in own_fields(noun) {
        let required = if field.required { "*" } else { "" };
        let many = if field.many { " …" } else { "" };
        let name = match noun.group_of(field.name) {
            Some((group, name)) => format!("{group} = {{ {name} }}"),
            None => field.name.to_owned(),
        };
        let _ = writeln!(out, "| `{name}`{required} | {}{many} | {} |", kind(field), cell(field.doc));
    }
    let children: Vec<String> = noun.children().map(|c| format!("`[[{}]]`", path(c))).collect();
    if !children.is_empty() {
        let _ = write!(out, "\nUnder it: {}.\n", children.join(", "));
    }
}

fn kind(field: &Field) -> String {
    match field.kind {
        Kind::Text => "text".to_owned(),
        Kind::Prose => "prose".to_owned(),
        Kind::Word(vocabulary) => format!("word: [{0}](#{0})", vocabulary.name),
        Kind::Int => "whole number".to_owned(),
        Kind::Bool => "`true` or `false`".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Clock => "clock".to_owned(),
        Kind::Count => "count".to_owned(),
        Kind::Money => "money".to_owned(),
        Kind::Duration => "duration".to_owned(),
        Kind::Paragraph => "§".to_owned(),
        Kind::Paragraphs => "§§".to_owned(),
        Kind::Rational => "share".to_owned(),
        Kind::Pattern => "number pattern".to_owned(),
        Kind::Parameters => "`{ name = value, … }`".to_owned(),
        Kind::Url => "web address".to_owned(),
        Kind::Accent => "colour".to_owned(),
        Kind::Image => "picture".to_owned(),
        Kind::Ref([]) => "→ anything, `noun:slug`".to_owned(),
        Kind::Ref([noun]) => format!("→ {noun}"),
        Kind::Ref(nouns) => format!("→ `noun:slug` of {}", nouns.join(", ")),
    }
}

fn vocabularies() -> BTreeMap<&'static str, &'static Vocabulary> {
    NOUNS
        .iter()
        .flat_map(|n| n.fields)
        .filter_map(|f| match f.kind {
            Kind::Word(vocabulary) => Some((vocabulary.name, vocabulary)),
            _ => None,
        })
        .collect()
}

fn cell(doc: &str) -> String {
    doc.trim().replace('|', "\\|")
}
