//! Writing the working agenda: new items, changed ones, their order and what is a part of what, all in one go.
//!
//! Invariants: what is not said stays; an item is never taken away here but dropped, and stands as dropped; what comes after
//! the call has gone out says so, with a reason.

use super::{to_record, versions_in};
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{Put, put_in, put_once},
        refusal::{Cause, Refusal, Why},
        written::{Said, Written},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    edtf::Edtf,
    item::{Item, ItemArrival, ItemStatus},
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

/// One line as it was written.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The item's slug; nothing for a new one.
    pub item: Option<String>,
    /// The number of the last change that the writer had seen of it.
    pub seen: Option<i64>,
    /// What is said of its fields; what is not named stays.
    pub said: Vec<(&'static str, Said)>,
    /// Whether it is a part of the line above it.
    pub is_part: bool,
    /// What it takes up, by noun and slug.
    pub raised_by: Vec<(String, String)>,
    /// Who shall see it, if that is said; a new item is for members until its record is published.
    pub visibility: Option<Visibility>,
}

/// An agenda as it was written.
#[derive(Debug, Clone, Default)]
pub struct Arrangement {
    /// Its lines in their new order; items that are not named keep their places after them.
    pub rows: Vec<Row>,
    /// Whether the order is another than before.
    pub is_reordered: bool,
    /// Why something comes late or is dropped.
    pub reason: Option<String>,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

/// Writes a meeting's agenda. Refusals name the line as `row`.
pub async fn arrange(
    cx: &Cx,
    actor: &Actor,
    meeting: &str,
    today: Date,
    written: &Arrangement,
) -> Result<Vec<Put>, ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let meeting = to_record(change, meeting).await?;
        let items: Vec<Stored<Item>> =
            row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting.id])).await?;
        let called = !versions_in(&mut change.tx, meeting.id).await?.is_empty();
        refuse_without_reason(written, &items, called)?;
        let lines =
            Lines { meeting: &meeting, items: &items, written, arrival: arrival(&meeting, called, today) };
        put_all(change, &lines, &at).await
    })
    .await
}

/// What comes after the call has gone out, or is dropped after it, says why.
fn refuse_without_reason(
    written: &Arrangement,
    items: &[Stored<Item>],
    called: bool,
) -> Result<(), ActionError> {
    if !called || written.reason.is_some() {
        return Ok(());
    }
    let is_dropped = |r: &Row| {
        let dropped = Said::Value(Value::Text(ItemStatus::Dropped.as_str().to_owned()));
        let was = items.iter().find(|i| Some(&i.meta.slug) == r.item.as_ref());
        r.said.iter().any(|(f, said)| *f == "status" && *said == dropped)
            && was.is_some_and(|i| i.facts.status != Some(ItemStatus::Dropped))
    };
    let rows = written.rows.iter().enumerate().filter(|(_, r)| r.item.is_none() || is_dropped(r));
    let refusals: Vec<Refusal> = rows
        .map(|(row, _)| Refusal { row, field: Some("reason"), why: Why::NeedsReason(Cause::Called) })
        .collect();
    if refusals.is_empty() { Ok(()) } else { Err(ActionError::Refused(refusals)) }
}

/// How what is new comes to a meeting: after its call, or at the meeting itself.
fn arrival(meeting: &Stored<Meeting>, called: bool, today: Date) -> Option<ItemArrival> {
    if !called {
        return None;
    }
    let day = meeting.facts.when.as_ref().and_then(Edtf::first).map(|first| first.date());
    Some(if day.is_some_and(|day| today >= day) { ItemArrival::AtMeeting } else { ItemArrival::Late })
}

struct Lines<'a> {
    meeting: &'a Stored<Meeting>,
    items: &'a [Stored<Item>],
    written: &'a Arrangement,
    arrival: Option<ItemArrival>,
}

/// First what stands by itself, then parts, because a part names what it is a part of.
async fn put_all(change: &mut Change, lines: &Lines<'_>, at: &str) -> Result<Vec<Put>, ActionError> {
    let rows = &lines.written.rows;
    let whole: Vec<usize> = (0..rows.len()).filter(|i| !rows[*i].is_part).collect();
    let first: Vec<(usize, Written)> =
        whole.iter().filter_map(|i| Some((*i, lines.row(*i, None)?))).collect();
    let batch: Vec<Written> = first.iter().map(|(_, w)| w.clone()).collect();
    let (mut put, is_new) = put_once(change, &batch, lines.written.submission.as_deref(), at)
        .await
        .map_err(|e| at_rows(e, &first))?;
    if !is_new {
        return Ok(put);
    }
    let mut slugs: HashMap<usize, String> =
        whole.iter().filter_map(|i| Some((*i, rows[*i].item.clone()?))).collect();
    slugs.extend(first.iter().zip(&put).map(|((i, _), p)| (*i, p.slug.clone())));
    let above = |i: usize| (0..i).rev().find(|j| !rows[*j].is_part).and_then(|j| slugs.get(&j).cloned());
    let parts: Vec<(usize, Written)> = (0..rows.len())
        .filter(|i| rows[*i].is_part)
        .filter_map(|i| Some((i, lines.row(i, above(i))?)))
        .collect();
    let batch: Vec<Written> = parts.iter().map(|(_, w)| w.clone()).collect();
    put.extend(put_in(change, &batch).await.map_err(|e| at_rows(e, &parts))?);
    Ok(put)
}

/// Refusals and collisions count the lines of the form, not those of the batch.
fn at_rows(error: ActionError, batch: &[(usize, Written)]) -> ActionError {
    let at = |row: usize| batch.get(row).map_or(row, |(line, _)| *line);
    match error {
        ActionError::Refused(list) => {
            ActionError::Refused(list.into_iter().map(|r| Refusal { row: at(r.row), ..r }).collect())
        }
        ActionError::Collides(list) => ActionError::Collides(
            list.into_iter()
                .map(|mut c| {
                    c.row = at(c.row);
                    c
                })
                .collect(),
        ),
        other => other,
    }
}

impl Lines<'_> {
    /// What is written of a line; nothing if nothing is said of it.
    fn row(&self, index: usize, above: Option<String>) -> Option<Written> {
        let row = &self.written.rows[index];
        let stands = row.item.as_ref().and_then(|s| self.items.iter().find(|i| &i.meta.slug == s));
        let mut w = match &row.item {
            Some(slug) => Written { seen: row.seen, ..Written::change(&Item::DEF, slug.clone()) },
            None => self.new_row(row),
        };
        for (field, said) in &row.said {
            w = w.with(field, said.clone());
        }
        let place = i64::try_from(index + 1).unwrap_or(i64::MAX);
        let is_placed = stands.is_some_and(|i| i.facts.place == Some(place));
        if (self.written.is_reordered || row.item.is_none()) && !is_placed {
            w = w.with("place", Said::Value(Value::Int(place)));
        }
        w = self.part_of(w, stands, above);
        w.reason.clone_from(&self.written.reason);
        (row.item.is_none() || !w.fields.is_empty() || w.common.visibility.is_some()).then_some(w)
    }

    fn new_row(&self, row: &Row) -> Written {
        let meeting = Pointer { noun: Meeting::NAME, slug: self.meeting.meta.slug.clone() };
        let mut w = Written::new(&Item::DEF).with("meeting", Said::Value(Value::Ref(meeting)));
        w.common =
            Common { visibility: Some(row.visibility.unwrap_or(Visibility::Members)), ..Common::default() };
        if let Some(arrival) = self.arrival {
            w = w.with("arrival", Said::Value(Value::Text(arrival.as_str().to_owned())));
        }
        let raised: Vec<_> = row
            .raised_by
            .iter()
            .filter_map(|(noun, slug)| {
                let noun = genbo_domain::noun::NounDef::named(noun)?.name;
                Some(Value::Ref(Pointer { noun, slug: slug.clone() }))
            })
            .collect();
        if raised.is_empty() { w } else { w.with("raised_by", Said::Value(Value::List(raised))) }
    }

    fn part_of(&self, w: Written, stands: Option<&Stored<Item>>, above: Option<String>) -> Written {
        let was: Option<ThingId> = stands.and_then(|i| i.facts.part_of.map(|p| p.0));
        let now = above.as_ref().and_then(|slug| self.items.iter().find(|i| &i.meta.slug == slug));
        match (above, was) {
            (None, None) => w,
            (None, Some(_)) => w.with("part_of", Said::Empty),
            (Some(_), Some(was)) if now.is_some_and(|n| n.id == was) => w,
            (Some(slug), _) => w.with("part_of", Said::Value(Value::Ref(Pointer { noun: Item::NAME, slug }))),
        }
    }
}
