//! A paper as HTML: real headings, definition lists, tables with their heads, and a style of its own where it stands alone.

use super::{Block, Fact, Letterhead, Paper, Picture, Table};
use crate::svg::Esc;
use genbo_domain::base64;

const STYLE: &str = include_str!("paper.css");

/// The paper as a part of a page whose own heading is the only one of the first level.
pub(super) fn part(p: &Paper) -> String {
    let mut out = format!("<article class=\"paper\" lang=\"{}\">\n", p.lang);
    if let Some(house) = &p.house {
        letterhead(house, &mut out);
    }
    out.push_str(&format!("<p class=\"kind\">{}</p>\n", Esc(&p.kind)));
    marks(p, &mut out);
    body(p, 2, &mut out);
    out + "</article>\n"
}

/// A document of its own.
pub(super) fn document(p: &Paper) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width,initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <main class=\"paper\">\n",
        p.lang,
        Esc(&p.title)
    );
    if let Some(house) = &p.house {
        letterhead(house, &mut out);
    }
    out.push_str(&format!("<p class=\"kind\">{}</p>\n<h1>{}</h1>\n", Esc(&p.kind), Esc(&p.title)));
    marks(p, &mut out);
    body(p, 2, &mut out);
    out + "</main>\n</body>\n</html>\n"
}

fn marks(p: &Paper, out: &mut String) {
    for mark in &p.marks {
        out.push_str(&format!("<p class=\"said\"><strong>{}</strong></p>\n", Esc(mark)));
    }
}

fn letterhead(house: &Letterhead, out: &mut String) {
    out.push_str("<div class=\"letterhead\">");
    if let Some(logo) = &house.logo {
        let said = if logo.text.trim() == house.name.trim() { "" } else { &logo.text };
        out.push_str(&image(logo, said));
    }
    out.push_str(&format!("<p><strong>{}</strong>", Esc(&house.name)));
    house.lines.iter().for_each(|l| out.push_str(&format!("<br>{}", Esc(l))));
    out.push_str("</p></div>\n");
}

fn image(p: &Picture, said: &str) -> String {
    let media = match p.kind {
        "svg" => "image/svg+xml",
        "jpg" => "image/jpeg",
        _ => "image/png",
    };
    format!("<img alt=\"{}\" src=\"data:{media};base64,{}\">", Esc(said), base64::encode(&p.bytes))
}

fn body(p: &Paper, top: u8, out: &mut String) {
    if !p.head.is_empty() {
        let facts: Vec<Fact> = p.head.iter().map(|(label, value)| Fact::new(label, value)).collect();
        list(&facts, out);
    }
    p.blocks.iter().for_each(|b| block(b, top, out));
    if !p.foot.is_empty() {
        let boxes: Vec<String> = p.foot.iter().map(|f| format!("<li>{}</li>", Esc(f))).collect();
        out.push_str(&format!("<ul class=\"foot\">{}</ul>\n", boxes.concat()));
    }
}

/// Text with its line breaks.
fn lined(text: &str) -> String {
    text.split('\n').map(|l| Esc(l).to_string()).collect::<Vec<_>>().join("<br>\n")
}

fn list(facts: &[Fact], out: &mut String) {
    out.push_str("<dl>\n");
    for f in facts {
        out.push_str(&format!("<div><dt>{}</dt>", Esc(&f.term)));
        let class = if f.open { " class=\"open\"" } else { "" };
        f.lines.iter().for_each(|l| out.push_str(&format!("<dd{class}>{}</dd>", lined(l))));
        out.push_str("</div>\n");
    }
    out.push_str("</dl>\n");
}

fn block(b: &Block, top: u8, out: &mut String) {
    let items = |all: &[String]| all.iter().map(|i| format!("<li>{}</li>\n", lined(i))).collect::<String>();
    match b {
        Block::Heading(level, text) => {
            let level = (top + level.saturating_sub(1)).min(6);
            out.push_str(&format!("<h{level}>{}</h{level}>\n", Esc(text)));
        }
        Block::Fine(text) => out.push_str(&format!("<p class=\"fine\">{}</p>\n", lined(text))),
        Block::Prose(text) => {
            let paragraphs = text.split("\n\n").filter(|p| !p.trim().is_empty());
            paragraphs.for_each(|p| out.push_str(&format!("<p>{}</p>\n", lined(p.trim_matches('\n')))));
        }
        Block::Note(text) => out.push_str(&format!("<p class=\"note\">{}</p>\n", lined(text))),
        Block::Facts(facts) => list(facts, out),
        Block::Bullets(all) => out.push_str(&format!("<ul>\n{}</ul>\n", items(all))),
        Block::Clauses(c) => clauses(c, out),
        Block::Table(t) => table(t, out),
        Block::Signing(lines) => {
            out.push_str("<ul class=\"signing\">\n");
            for l in lines {
                out.push_str(&format!(
                    "<li><span>{}</span> <span class=\"fine\">{}</span></li>\n",
                    Esc(&l.office),
                    Esc(&l.below)
                ));
            }
            out.push_str("</ul>\n");
        }
        Block::Picture(p) => out.push_str(&format!("<p>{}</p>\n", image(p, &p.text))),
        Block::Framed(blocks) => {
            out.push_str("<div class=\"framed\">\n");
            blocks.iter().for_each(|b| block(b, top, out));
            out.push_str("</div>\n");
        }
        Block::NewPage => {}
    }
}

fn clauses(c: &super::Clauses, out: &mut String) {
    out.push_str("<div class=\"decision\">\n");
    if !c.opening.is_empty() {
        out.push_str(&format!("<p class=\"opening\">{}</p>\n", Esc(&c.opening)));
    }
    let (tag, class) = if c.numbered { ("ol", "numbered") } else { ("ul", "att") };
    out.push_str(&format!("<{tag} class=\"{class}\">\n"));
    for clause in &c.clauses {
        let lead = if clause.lead.is_empty() {
            String::new()
        } else {
            format!("<strong>{}</strong> ", Esc(&clause.lead))
        };
        let value = match clause.number.parse::<u32>() {
            Ok(number) if c.numbered => format!(" value=\"{number}\""),
            _ => String::new(),
        };
        out.push_str(&format!("<li{value}><p>{lead}{}</p>", lined(&clause.text)));
        clause.fine.iter().for_each(|f| out.push_str(&format!("<p class=\"fine\">{}</p>", lined(f))));
        out.push_str("</li>\n");
    }
    out.push_str(&format!("</{tag}>\n</div>\n"));
}

fn table(t: &Table, out: &mut String) {
    out.push_str(&format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table>\n<caption>{0}</caption>\n<thead><tr>",
        Esc(&t.caption)
    ));
    t.columns.iter().for_each(|(c, _)| out.push_str(&format!("<th scope=\"col\">{}</th>", Esc(c))));
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &t.rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let (open, close) = if at == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
            out.push_str(&format!("{open}{}{close}", lined(cell)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}
