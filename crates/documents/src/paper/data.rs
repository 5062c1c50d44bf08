//! A paper as a typesetter gets it: the template, the data that it shows, and its pictures by name.

use super::{Block, Fact, Paper, Picture, Size};
use serde_json::{Value, json};

/// The template, in Typst. Everything that a paper says comes to it as data.
const TEMPLATE: &str = include_str!("paper.typ");

/// What a typesetter gets.
#[derive(Debug, Clone, PartialEq)]
pub struct Typeset {
    /// The template.
    pub template: &'static str,
    /// The data.
    pub data: Value,
    /// Pictures by the names that the data have for them.
    pub pictures: Vec<(String, Vec<u8>)>,
}

/// The paper for a typesetter.
pub fn typeset(p: &Paper) -> Typeset {
    let mut pictures = Vec::new();
    let house = p.house.as_ref().map(|h| {
        json!({
            "name": h.name,
            "lines": h.lines,
            "logo": h.logo.as_ref().map(|l| picture(l, &mut pictures)),
            "accent": h.accent,
        })
    });
    let blocks: Vec<Value> = p.blocks.iter().map(|b| block(b, &mut pictures)).collect();
    let data = json!({
        "lang": p.lang,
        "title": p.title,
        "kind": p.kind,
        "house": house,
        "head": p.head,
        "foot": p.foot,
        "page": p.page,
        "marks": p.marks,
        "date": [p.date.year(), p.date.month(), p.date.day()],
        "size": match p.size { Size::A4 => "a4", Size::A3Lying => "a3-lying" },
        "blocks": blocks,
    });
    Typeset { template: TEMPLATE, data, pictures }
}

fn picture(p: &Picture, all: &mut Vec<(String, Vec<u8>)>) -> Value {
    let name = format!("picture-{}.{}", all.len() + 1, p.kind);
    all.push((name.clone(), p.bytes.clone()));
    json!({ "name": name, "text": p.text })
}

fn block(b: &Block, pictures: &mut Vec<(String, Vec<u8>)>) -> Value {
    match b {
        Block::Heading(level, text) => json!({ "is": "heading", "level": level, "text": text }),
        Block::Fine(text) => json!({ "is": "fine", "text": text }),
        Block::Prose(text) => {
            let paragraphs: Vec<&str> = text.split("\n\n").filter(|p| !p.trim().is_empty()).collect();
            json!({ "is": "prose", "paragraphs": paragraphs })
        }
        Block::Note(text) => json!({ "is": "note", "text": text }),
        Block::Facts(facts) => {
            let fact = |f: &Fact| json!({ "term": f.term, "lines": f.lines, "open": f.open });
            json!({ "is": "facts", "facts": facts.iter().map(fact).collect::<Vec<_>>() })
        }
        Block::Bullets(items) => json!({ "is": "bullets", "items": items }),
        Block::Clauses(c) => {
            let clause = |c: &super::Clause| json!({ "number": c.number, "lead": c.lead, "text": c.text, "fine": c.fine });
            let clauses: Vec<Value> = c.clauses.iter().map(clause).collect();
            json!({ "is": "clauses", "opening": c.opening, "numbered": c.numbered, "clauses": clauses })
        }
        Block::Table(t) => {
            json!({ "is": "table", "caption": t.caption, "columns": t.columns, "rows": t.rows })
        }
        Block::Signing(lines) => {
            let line = |l: &super::Signing| json!({ "office": l.office, "below": l.below });
            json!({ "is": "signing", "lines": lines.iter().map(line).collect::<Vec<_>>() })
        }
        Block::Picture(p) => json!({ "is": "picture", "picture": picture(p, pictures) }),
        Block::Framed(blocks) => {
            let blocks: Vec<Value> = blocks.iter().map(|b| block(b, pictures)).collect();
            json!({ "is": "framed", "blocks": blocks })
        }
        Block::NewPage => json!({ "is": "new-page" }),
    }
}
