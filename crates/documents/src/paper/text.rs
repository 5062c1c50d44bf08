//! A paper as plain text: headings underlined, facts with colons, tables row by row with the names of their columns.

use super::{Block, Paper, Table};

/// The whole paper.
pub(super) fn text(p: &Paper) -> String {
    let mut out: Vec<String> = Vec::new();
    if let Some(house) = &p.house {
        let logo = house.logo.iter().map(|l| &l.text).filter(|t| !t.is_empty() && **t != house.name);
        out.push(
            std::iter::once(&house.name)
                .chain(&house.lines)
                .chain(logo)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n"),
        );
    }
    if !p.marks.is_empty() {
        out.push(p.marks.iter().map(|m| format!("*** {m} ***")).collect::<Vec<_>>().join("\n"));
    }
    out.push(format!("{}\n{}", p.kind, underline(&p.kind, '=')));
    out.push(p.title.clone());
    if !p.head.is_empty() {
        out.push(
            p.head.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>().join("\n"),
        );
    }
    p.blocks.iter().for_each(|b| block(b, "", &mut out));
    if !p.foot.is_empty() {
        out.push(p.foot.iter().map(|f| format!("{f}: ____________")).collect::<Vec<_>>().join("\n"));
    }
    out.retain(|b| !b.trim().is_empty());
    out.join("\n\n") + "\n"
}

fn underline(text: &str, with: char) -> String {
    std::iter::repeat_n(with, text.chars().count().min(72)).collect()
}

/// The text with each line after the first set in as far as the first one.
fn set_in(lead: &str, text: &str) -> String {
    let room = " ".repeat(lead.chars().count());
    format!("{lead}{}", text.replace('\n', &format!("\n{room}")))
}

fn block(b: &Block, room: &str, out: &mut Vec<String>) {
    let mut say = |text: String| out.push(if room.is_empty() { text } else { set_in(room, &text) });
    match b {
        Block::Heading(level, text) => {
            say(format!("{text}\n{}", underline(text, if *level <= 1 { '=' } else { '-' })));
        }
        Block::Fine(text) | Block::Prose(text) => say(text.clone()),
        Block::Note(text) => say(format!("({text})")),
        Block::Facts(facts) => say(facts
            .iter()
            .map(|f| match f.lines.as_slice() {
                [one] if !one.contains('\n') => format!("{}: {one}", f.term),
                many => format!(
                    "{}:\n{}",
                    f.term,
                    many.iter().map(|l| set_in("  ", l)).collect::<Vec<_>>().join("\n")
                ),
            })
            .collect::<Vec<_>>()
            .join("\n")),
        Block::Bullets(items) => say(items.iter().map(|i| set_in("- ", i)).collect::<Vec<_>>().join("\n")),
        Block::Clauses(c) => {
            let mut lines: Vec<String> = Vec::new();
            if !c.opening.is_empty() {
                lines.push(c.opening.clone());
            }
            for clause in &c.clauses {
                let lead = match (c.numbered, clause.lead.as_str()) {
                    (true, "") => format!("{}. ", clause.number),
                    (true, lead) => format!("{}. {lead} ", clause.number),
                    (false, "") => "– ".to_owned(),
                    (false, lead) => format!("{lead} "),
                };
                lines.push(set_in(&lead, &clause.text));
                lines.extend(clause.fine.iter().map(|f| set_in("   ", f)));
            }
            say(lines.join("\n"));
        }
        Block::Table(t) => say(table(t)),
        Block::Signing(lines) => say(lines
            .iter()
            .map(|l| format!("{}\n\n______________________________\n{}", l.office, l.below))
            .collect::<Vec<_>>()
            .join("\n\n")),
        Block::Picture(p) => say(format!("[{}]", p.text)),
        Block::Framed(blocks) => {
            say("-".repeat(40));
            blocks.iter().for_each(|b| block(b, room, out));
            out.push(format!("{room}{}", "-".repeat(40)));
        }
        Block::NewPage => {}
    }
}

fn table(t: &Table) -> String {
    let named = |row: &Vec<String>| {
        let mut cells = row.iter().zip(&t.columns);
        let first = cells.next().map(|(cell, (column, _))| match (cell.is_empty(), column.is_empty()) {
            (false, false) => format!("{column}: {cell}"),
            _ => cell.clone(),
        });
        let rest =
            cells.filter(|(cell, _)| !cell.is_empty()).map(|(cell, (column, _))| match column.is_empty() {
                true => set_in("  ", cell),
                false => set_in("  ", &format!("{column}: {cell}")),
            });
        first.into_iter().chain(rest).collect::<Vec<_>>().join("\n")
    };
    let names: Vec<&str> = t.columns.iter().map(|(c, _)| c.as_str()).filter(|c| !c.is_empty()).collect();
    let head = format!("{} ({})", t.caption, names.join(" | "));
    std::iter::once(head).chain(t.rows.iter().map(named)).collect::<Vec<_>>().join("\n")
}
