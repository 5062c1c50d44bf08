//! Marks: that a rule about a thing is broken or at risk, beside the thing itself, with the way to the finding.
//!
//! Invariant: shape, word and colour together; a mark is there only for who sees the finding.

use super::told;
use crate::{
    finding,
    frame::Frame,
    sheet::{Block, Cell, Section, lines::capital},
    view::{Link, Mark, Tag, TagKind},
};
use genbo_app::{
    check::{Told, mark::Marks, named},
    error::ActionError,
    view::Reader,
};
use genbo_domain::value::ThingId;
use genbo_rules::outcome::Outcome;
use std::sync::Arc;

/// The mark of findings, the most pressing first; nothing if there are none.
pub(crate) fn of(f: &Frame, told: &[&Told], more: &str) -> Option<Mark> {
    let first = told.first()?;
    let broken = told.iter().filter(|t| t.finding.answer.outcome == Outcome::Broken).count();
    let kind = if broken > 0 { TagKind::Bad } else { TagKind::Risk };
    let text = f.lang.rules_marked(broken, told.len() - broken);
    let href = match told {
        [_] => told::href(f, first),
        _ => more.to_owned(),
    };
    Some(Mark { tag: Tag::new(kind, text), href })
}

impl Frame {
    /// The mark of a thing on this page, if a rule about it is broken or at risk. `more` leads to where several are told.
    pub(crate) fn mark(&self, thing: ThingId, more: &str) -> Option<Mark> {
        let marks = self.marks.as_ref()?;
        of(self, &marks.of(thing), more)
    }
}

/// The section that tells what of the rules about a page's thing is broken or at risk.
pub(crate) async fn section(
    f: &Frame,
    reader: &mut Reader,
    told: Vec<Arc<Told>>,
    all: Option<Link>,
) -> Result<Section, ActionError> {
    if told.is_empty() {
        return Ok(Section::default());
    }
    let checked = named(reader, told).await?;
    let line = |told: &Arc<Told>| {
        let title = capital(&finding::rule_title(f.lang, told));
        let mut cell = Cell::link(Link::new(title, told::href(f, told)))
            .tag(Some(told::tag(f, told)))
            .fine(finding::message(f.lang, &checked, told));
        if let Some(due) = told.finding.answer.due {
            cell = cell.fine(format!("{}: {}", f.t.rule.due, f.lang.day(due)));
        }
        match told::mend(f, &checked, told) {
            Some(mend) => cell.fine_link(mend),
            None => cell,
        }
    };
    let mut cells: Vec<Cell> = checked.findings.iter().map(line).collect();
    let rest = cells.split_off(cells.len().min(6));
    let mut blocks = vec![Block::Bullets(cells)];
    if !rest.is_empty() {
        blocks.push(Block::More(f.lang.and_more(rest.len()), vec![Block::Bullets(rest)]));
    }
    let section = Section::new("regler", f.t.rule.marks, blocks);
    Ok(match all {
        Some(link) => section.aside(link.text, link.href),
        None => section,
    })
}

/// The marks of a page's frame and the section that tells them.
pub(crate) async fn on_page(
    f: &mut Frame,
    reader: &mut Reader,
    marks: Marks,
    all: Option<Link>,
) -> Result<Section, ActionError> {
    let told = marks.all().to_vec();
    f.marks = Some(Arc::new(marks));
    section(f, reader, told, all).await
}
