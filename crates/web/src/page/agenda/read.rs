//! An agenda's form as it was sent: only what differs from what the form showed is written.

use super::Row;
use crate::form::Sent;
use genbo_app::{
    agenda::arrange::{self, Arrangement},
    thing::written::Said,
};
use genbo_domain::value::Value;

/// The most lines of a form.
const MOST: usize = 500;

/// How many rows the form had.
fn count(sent: &Sent) -> usize {
    (0..MOST).find(|i| !sent.has(&format!("item.{i}"))).unwrap_or(MOST)
}

/// The rows of the form by their new order, by what was typed as place or by a button that moves one. An item takes its
/// parts with it; a part that is moved by a button stays with its item.
fn order(sent: &Sent, doing: &str) -> Vec<usize> {
    let mut blocks = blocks(sent);
    let place = |i: usize| {
        let shown = i64::try_from(i + 1).unwrap_or(i64::MAX);
        let typed = sent.get(&format!("place.{i}")).and_then(|p| p.parse::<i64>().ok()).unwrap_or(shown);
        // Whoever moves down stands behind the one that is there, whoever moves up before it.
        typed.saturating_mul(2) + i64::from(typed > shown) - i64::from(typed < shown)
    };
    blocks.sort_by_key(|block| block.first().map(|i| place(*i)));
    for block in &mut blocks {
        if let Some((_, parts)) = block.split_first_mut() {
            parts.sort_by_key(|i| place(*i));
        }
    }
    if let Some((step, i)) = doing.split_once('.').and_then(|(s, i)| Some((s, i.parse::<usize>().ok()?))) {
        let at = blocks.iter().position(|b| b.contains(&i));
        let within = at.and_then(|b| blocks[b].iter().position(|x| *x == i));
        match (step, at, within) {
            ("up", Some(b), Some(0)) if b > 0 => blocks.swap(b, b - 1),
            ("down", Some(b), Some(0)) if b + 1 < blocks.len() => blocks.swap(b, b + 1),
            ("up", Some(b), Some(x)) if x > 1 => blocks[b].swap(x, x - 1),
            ("down", Some(b), Some(x)) if x > 0 && x + 1 < blocks[b].len() => blocks[b].swap(x, x + 1),
            _ => {}
        }
    }
    blocks.concat()
}

/// The rows as items with their parts.
fn blocks(sent: &Sent) -> Vec<Vec<usize>> {
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for i in 0..count(sent) {
        match blocks.last_mut().filter(|_| sent.has(&format!("part.{i}"))) {
            Some(block) => block.push(i),
            None => blocks.push(vec![i]),
        }
    }
    blocks
}

/// The row of the form that a line of the arrangement was.
pub(super) fn shown_row(sent: &Sent, row: usize) -> usize {
    let doing = sent.get("do").unwrap_or("save");
    order(sent, doing).get(row).copied().unwrap_or(row)
}

/// What is written.
pub(super) fn arrangement(sent: &Sent, doing: &str) -> Arrangement {
    let order = order(sent, doing);
    let is_reordered = order.iter().enumerate().any(|(at, i)| at != *i);
    let mut rows: Vec<arrange::Row> = order.iter().map(|i| row(sent, *i)).collect();
    rows.extend(offers(sent));
    rows.extend(added(sent.get("add").unwrap_or_default()));
    Arrangement {
        rows,
        is_reordered,
        reason: sent.get("reason").map(str::to_owned),
        submission: sent
            .get("key")
            .map(|key| format!("{key}-{}", crate::assets::hash(digest(sent).as_bytes()))),
    }
}

/// The same form sent with other words is another submission.
fn digest(sent: &Sent) -> String {
    let part = |name: &str| sent.get(name).unwrap_or_default().to_owned();
    let rows: String = (0..count(sent))
        .map(|i| {
            ["title", "section", "kind", "place", "closed", "pending", "dropped", "part"]
                .map(|n| part(&format!("{n}.{i}")))
                .join("\u{1}")
        })
        .collect();
    let taken: String = sent.all("take").collect::<Vec<_>>().join("\u{1}");
    format!("{rows}\u{2}{taken}\u{2}{}\u{2}{}\u{2}{}", part("add"), part("do"), part("reason"))
}

fn text(text: &str) -> Said {
    if text.is_empty() { Said::Empty } else { Said::Value(Value::Text(text.to_owned())) }
}

fn row(sent: &Sent, i: usize) -> arrange::Row {
    let typed = |name: &str| sent.get(&format!("{name}.{i}")).unwrap_or_default();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let was = |name: &str| sent.get(&format!("was-{name}.{i}")).unwrap_or_default();
    let mut said = Vec::new();
    for name in ["title", "section", "kind"] {
        // A heading is one line, however it was typed.
        let now = one_line(typed(name));
        if now != one_line(was(name)) {
            said.push((name, text(&now)));
        }
    }
    for (name, field) in [("closed", "closed"), ("pending", "papers_pending")] {
        let (now, before) = (sent.has(&format!("{name}.{i}")), was(name) == "yes");
        if now != before {
            said.push((field, if now { Said::Value(Value::Bool(true)) } else { Said::Empty }));
        }
    }
    let (dropped, before) = (sent.has(&format!("dropped.{i}")), was("dropped") == "yes");
    if dropped != before {
        said.push(("status", text(if dropped { "dropped" } else { "called" })));
    }
    arrange::Row {
        item: Some(typed("item").to_owned()),
        seen: typed("seen").parse().ok(),
        said,
        is_part: sent.has(&format!("part.{i}")),
        ..arrange::Row::default()
    }
}

/// What was ticked of what waits: its title after its noun and slug, or after `standing`.
fn offers(sent: &Sent) -> impl Iterator<Item = arrange::Row> {
    sent.all("take")
        .filter_map(|value| {
            let (from, title) = value.split_once('|')?;
            let raised_by = from.split_once(':').map(|(noun, slug)| (noun.to_owned(), slug.to_owned()));
            let standing = raised_by.is_none();
            let mut said = vec![("title", text(title.trim()))];
            if standing {
                said.push(("kind", text("standing")));
            }
            Some(arrange::Row { said, raised_by: raised_by.into_iter().collect(), ..arrange::Row::default() })
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// Lines of new items: `-` begins a part of the one above, `#` a heading over those that follow.
fn added(lines: &str) -> Vec<arrange::Row> {
    let mut rows = Vec::new();
    let mut section: Option<String> = None;
    for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()).take(MOST) {
        if let Some(heading) = line.strip_prefix('#') {
            section = Some(heading.trim().to_owned()).filter(|h| !h.is_empty());
            continue;
        }
        let part = line.strip_prefix(['-', '–', '•']);
        let mut said = vec![("title", text(part.unwrap_or(line).trim()))];
        if let Some(section) = section.take() {
            said.push(("section", text(&section)));
        }
        rows.push(arrange::Row { said, is_part: part.is_some(), ..arrange::Row::default() });
    }
    rows
}

/// What was typed, in the rows that are shown again.
pub(super) fn retype(rows: &mut [Row], sent: &Sent) {
    for i in 0..count(sent) {
        let typed = |name: &str| sent.get(&format!("{name}.{i}")).unwrap_or_default().to_owned();
        let Some(row) = rows.iter_mut().find(|r| r.slug == typed("item")) else { continue };
        row.title.0 = typed("title");
        row.section.0 = typed("section");
        row.kind.0 = typed("kind");
        row.is_part = sent.has(&format!("part.{i}"));
        row.closed.0 = sent.has(&format!("closed.{i}"));
        row.pending.0 = sent.has(&format!("pending.{i}"));
        row.dropped.0 = sent.has(&format!("dropped.{i}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Sent {
        Sent::new(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn a_form_that_is_sent_as_it_was_shown_writes_nothing() {
        let form = sent(&[("item.0", "a"), ("title.0", "Val"), ("was-title.0", "Val"), ("place.0", "1")]);
        let all = arrangement(&form, "save");
        assert!(all.rows[0].said.is_empty() && !all.is_reordered);
    }

    #[test]
    fn a_typed_place_moves_a_row_there_up_and_down() {
        let form = |places: [&str; 4]| {
            let mut pairs = Vec::new();
            for (i, p) in places.iter().enumerate() {
                pairs.push((format!("item.{i}"), i.to_string()));
                pairs.push((format!("place.{i}"), (*p).to_owned()));
            }
            let rows = arrangement(&Sent::new(pairs), "save").rows;
            rows.into_iter().filter_map(|r| r.item).collect::<String>()
        };
        assert_eq!(form(["1", "2", "3", "4"]), "0123");
        assert_eq!(form(["1", "2", "3", "1"]), "3012");
        assert_eq!(form(["4", "2", "3", "4"]), "1230");
        assert_eq!(form(["3", "2", "3", "4"]), "1203");
        assert_eq!(form(["1", "x", "3", "2"]), "0312");
    }

    #[test]
    fn an_item_takes_its_parts_with_it_and_a_part_stays_with_its_item() {
        let form = [
            ("item.0", "a"),
            ("item.1", "b"),
            ("part.1", "yes"),
            ("item.2", "c"),
            ("part.2", "yes"),
            ("item.3", "d"),
        ];
        let moved = |doing: &str| {
            let rows = arrangement(&sent(&form), doing).rows;
            rows.into_iter().filter_map(|r| r.item).collect::<String>()
        };
        assert_eq!(moved("save"), "abcd");
        assert_eq!(moved("down.0"), "dabc");
        assert_eq!(moved("up.3"), "dabc");
        assert_eq!(moved("down.1"), "acbd");
        assert_eq!(moved("up.1"), "abcd", "a part does not leave its item");
        assert_eq!(moved("down.2"), "abcd");
    }

    #[test]
    fn lines_become_items_parts_and_headings() {
        let rows = added("# Inledning\nUpprop\n- Anmälda förhinder\n\n  Val av justerare  ");
        let told: Vec<(bool, usize)> = rows.iter().map(|r| (r.is_part, r.said.len())).collect();
        assert_eq!(told, [(false, 2), (true, 1), (false, 1)]);
        assert_eq!(rows[2].said[0], ("title", text("Val av justerare")));
    }
}
