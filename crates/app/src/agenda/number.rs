//! Numbers for what a meeting takes up: §§ that go on in the body's series, or the points of the meeting.
//!
//! Invariant: dealt out in one transaction, so that two meetings of a body never get the same §; a number that stands is kept.

use super::{in_order, to_record};
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{Put, put_in},
        written::{Said, Written},
    },
};
use genbo_domain::{
    body::{Body, NumberPeriod},
    edtf::Edtf,
    item::{Item, ItemStatus},
    meeting::Meeting,
    noun::Noun,
    numbering::{self, Line},
    paragraphs::Paragraph,
    value::{ThingId, Value},
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::Viewer,
};

/// Numbers every item of a meeting that has none, in the order of its agenda, and tells which got one.
pub async fn number(cx: &Cx, actor: &Actor, meeting: &str) -> Result<Vec<Put>, ActionError> {
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let meeting = to_record(change, meeting).await?;
        let items: Vec<Stored<Item>> =
            row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting.id])).await?;
        let items = in_order(items);
        let last = last(change, &meeting).await?;
        let lines: Vec<Line> = items.iter().map(line).collect();
        let numbers = numbering::assign(last, &lines);
        let written: Vec<Written> = items
            .iter()
            .zip(numbers)
            .filter(|(item, _)| item.facts.number.is_none())
            .filter_map(|(item, number)| {
                let said = Said::Value(Value::Text(number?.to_string()));
                Some(Written::change(&Item::DEF, item.meta.slug.clone()).with("number", said))
            })
            .collect();
        put_in(change, &written).await
    })
    .await
}

fn line(item: &Stored<Item>) -> Line {
    Line {
        is_part: item.facts.part_of.is_some(),
        is_numbered: item.facts.status != Some(ItemStatus::Dropped),
        number: item.facts.number.as_deref().and_then(|n| n.parse().ok()),
    }
}

/// The number after which the meeting's go on: the highest that its body has used in the period.
async fn last(change: &mut Change, meeting: &Stored<Meeting>) -> Result<u32, ActionError> {
    let Some(body) = meeting.facts.bodies.first() else { return Ok(0) };
    let body: Stored<Body> = row::load_one(&mut change.tx, &Viewer::All, body.0).await?;
    let period = body.facts.paragraph_period.unwrap_or(NumberPeriod::CalendarYear);
    if body.facts.paragraph_pattern.is_none() || period == NumberPeriod::Meeting {
        return Ok(0);
    }
    let Some(start) = meeting.facts.when.as_ref().and_then(Edtf::first) else { return Ok(0) };
    let all: Vec<Stored<Meeting>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("bodies", &[body.id])).await?;
    let counts = |m: &&Stored<Meeting>| {
        m.facts.when.as_ref().and_then(Edtf::first).is_some_and(|first| {
            m.id != meeting.id && (period == NumberPeriod::Continuous || first.year() == start.year())
        })
    };
    // Later meetings too: a number that one of them has is not given again.
    let before: Vec<ThingId> = all.iter().filter(counts).map(|m| m.id).collect();
    if before.is_empty() {
        return Ok(0);
    }
    let items: Vec<Stored<Item>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &before)).await?;
    let of_items = items.iter().filter_map(|i| i.facts.number.as_deref()?.parse::<Paragraph>().ok());
    let records: Vec<Stored<genbo_domain::record::Record>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &before)).await?;
    let of_records = records.iter().filter_map(|r| r.facts.paragraphs.as_ref()?.numbers().max());
    Ok(of_items.map(|p| p.number()).chain(of_records).max().unwrap_or(0))
}
