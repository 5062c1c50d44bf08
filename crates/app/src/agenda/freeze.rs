//! Freezing the agenda as it is called: a lettered version that nobody changes, beside the working agenda.
//!
//! Invariant: a version is made in the same transaction as what it is made for, from what stands at that moment; the same
//! agenda is not frozen twice.

use super::{in_order, numbers, to_record, versions_in};
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::put_in,
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    agenda::{self, Agenda, AgendaLine},
    attachment::{Attachment, current_and_earlier},
    item::{Item, ItemStatus},
    meeting::Meeting,
    noun::Noun,
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::Viewer,
};
use jiff::civil::Date;
use std::collections::HashMap;

/// How an agenda is frozen.
#[derive(Debug, Clone, Default)]
pub struct Freeze {
    /// Whether more may be added without another call.
    pub is_open_ended: bool,
    /// What is said of it.
    pub note: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frozen {
    /// The version of this letter was made.
    Version(String),
    /// It says the same as the version of this letter.
    Same(String),
}

/// Freezes a meeting's agenda, for a call that goes out by other ways than the portal's own.
pub async fn freeze(
    cx: &Cx,
    actor: &Actor,
    meeting: &str,
    today: Date,
    how: &Freeze,
) -> Result<Frozen, ActionError> {
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let meeting = to_record(change, meeting).await?;
        let nothing = Refusal { row: 0, field: None, why: Why::Missing };
        freeze_in(change, &meeting, today, how).await?.ok_or(ActionError::Refused(vec![nothing]))
    })
    .await
}

/// Freezes an agenda in an open change; nothing if there is nothing on it.
pub(crate) async fn freeze_in(
    change: &mut Change,
    meeting: &Stored<Meeting>,
    today: Date,
    how: &Freeze,
) -> Result<Option<Frozen>, ActionError> {
    let items: Vec<Stored<Item>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting.id])).await?;
    let items = in_order(items);
    let numbers = numbers(&items);
    let lines: Vec<(Stored<Item>, Option<String>)> =
        items.into_iter().zip(numbers).filter(|(i, _)| i.facts.status != Some(ItemStatus::Dropped)).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let papers = papers(change, &lines).await?;
    let versions = versions_in(&mut change.tx, meeting.id).await?;
    if let Some((latest, frozen)) = versions.last()
        && is_same(&lines, frozen, &papers)
    {
        return Ok(Some(Frozen::Same(latest.facts.letter.clone())));
    }
    let letter = agenda::letter(versions.len());
    let of_meeting = Pointer { noun: Meeting::NAME, slug: meeting.meta.slug.clone() };
    let mut version = Written::new(&Agenda::DEF)
        .with("meeting", Said::Value(Value::Ref(of_meeting)))
        .with("letter", text(&letter))
        .with("frozen", text(&today.to_string()))
        .with("open_ended", Said::Value(Value::Bool(how.is_open_ended)));
    if let Some(note) = &how.note {
        version = version.with("note", text(note));
    }
    version.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
    let put = put_in(change, &[version]).await?.pop().ok_or(ActionError::NotFound)?;
    let of_version = Pointer { noun: Agenda::NAME, slug: put.slug };
    let written: Vec<Written> =
        lines.iter().map(|(i, number)| line(&of_version, i, number.as_deref(), papers.get(&i.id))).collect();
    put_in(change, &written).await?;
    Ok(Some(Frozen::Version(letter)))
}

/// The files of each item that count now, in their order.
type Papers = HashMap<ThingId, Vec<Stored<Attachment>>>;

async fn papers(
    change: &mut Change,
    lines: &[(Stored<Item>, Option<String>)],
) -> Result<Papers, ActionError> {
    let ids: Vec<ThingId> = lines.iter().map(|(i, _)| i.id).collect();
    let all: Vec<Stored<Attachment>> = row::load(&mut change.tx, &Viewer::All, Find::By("of", &ids)).await?;
    let mut by_item = Papers::new();
    for paper in all {
        by_item.entry(paper.facts.of.0).or_default().push(paper);
    }
    for papers in by_item.values_mut() {
        let all = std::mem::take(papers);
        let replaces = |p: &Stored<Attachment>| p.facts.replaces.map(|r| r.0);
        *papers = current_and_earlier(all, |p| p.id, replaces, |p| p.facts.place).0;
    }
    Ok(by_item)
}

fn text(text: &str) -> Said {
    Said::Value(Value::Text(text.to_owned()))
}

fn line(
    version: &Pointer,
    item: &Stored<Item>,
    number: Option<&str>,
    papers: Option<&Vec<Stored<Attachment>>>,
) -> Written {
    let i = &item.facts;
    let of_item = Pointer { noun: Item::NAME, slug: item.meta.slug.clone() };
    let mut w = Written::new(&AgendaLine::DEF)
        .with("agenda", Said::Value(Value::Ref(version.clone())))
        .with("title", text(&i.title))
        .with("item", Said::Value(Value::Ref(of_item)));
    let yes = |w: Written, field: &str| w.with(field, Said::Value(Value::Bool(true)));
    if let Some(number) = number {
        w = w.with("number", text(number));
    }
    if let Some(section) = &i.section {
        w = w.with("section", text(section));
    }
    if i.part_of.is_some() {
        w = yes(w, "is_part");
    }
    if let Some(kind) = i.kind {
        w = w.with("kind", text(kind.as_str()));
    }
    if i.closed == Some(true) {
        w = yes(w, "closed");
    }
    if i.papers_pending == Some(true) {
        w = yes(w, "papers_pending");
    }
    let papers: Vec<_> = papers
        .into_iter()
        .flatten()
        .map(|p| Value::Ref(Pointer { noun: Attachment::NAME, slug: p.meta.slug.clone() }))
        .collect();
    if !papers.is_empty() {
        w = w.with("papers", Said::Value(Value::List(papers)));
    }
    // Who does not see the item does not see its line either.
    let restricted = item.meta.visibility == Visibility::Restricted.as_str();
    let visibility = if restricted { Visibility::Restricted } else { Visibility::Members };
    w.common = Common { visibility: Some(visibility), ..Common::default() };
    w
}

fn is_same(lines: &[(Stored<Item>, Option<String>)], frozen: &[Stored<AgendaLine>], papers: &Papers) -> bool {
    let of = |item: ThingId| papers.get(&item).into_iter().flatten().map(|p| p.id);
    lines.len() == frozen.len()
        && lines.iter().zip(frozen).all(|((item, number), line)| {
            let (i, l) = (&item.facts, &line.facts);
            l.item.is_some_and(|to| to.0 == item.id)
                && l.title == i.title
                && l.section == i.section
                && l.number == *number
                && l.kind == i.kind
                && l.is_part.unwrap_or(false) == i.part_of.is_some()
                && l.closed.unwrap_or(false) == i.closed.unwrap_or(false)
                && l.papers_pending.unwrap_or(false) == i.papers_pending.unwrap_or(false)
                && l.papers.iter().map(|p| p.0).eq(of(item.id))
        })
}
