//! Writing an item: its own texts and everything that hangs on it, in one go.
//!
//! Invariants: all or nothing; whoever did not take part in a decision has no reservation against it (KL 4:27); what a
//! finished record covers stays.

use super::{covers, deciding};
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        self,
        put::{Put, put_once},
        refusal::{Refusal, Why},
        withdraw::withdraw_in,
        written::{Mode, Said, Written},
    },
    view::{Reader, attendance},
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    decision::{Clause, Statement, StatementKind},
    item::Item,
    meeting::Meeting,
    noun::{Noun, NounDef},
    paragraphs::{Paragraph, ParagraphSet},
    record::Record,
    value::{Pointer, Value},
    visibility::Visibility,
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::{self as things, Viewer},
};
use jiff::civil::Date;

/// What is written of an item.
#[derive(Debug, Clone, Default)]
pub struct Minute {
    /// Its own fields; nothing if none is changed.
    pub item: Option<Written>,
    /// What hangs on it: clauses, proposals, statements. A new one need not say what it hangs on.
    pub rows: Vec<Written>,
    /// What is taken away, by noun and slug.
    pub removed: Vec<(&'static NounDef, String)>,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

/// Writes an item. Refusals count the item as row 0 and what hangs on it from 1.
pub async fn write(
    cx: &Cx,
    actor: &Actor,
    item: &str,
    today: Date,
    minute: &Minute,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let barred = barred(&mut reader, item, minute).await;
    reader.tx.close().await?;
    let barred = barred?;
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let stored: Stored<Item> = row::load_named(&mut change.tx, &viewer, item).await?;
        let reach = thing::reach::of_thing(&mut change.tx, &Item::DEF, stored.id).await?;
        change.require(Permission::Record, &reach)?;
        refuse_frozen(change, &stored).await?;
        if !barred.is_empty() {
            return Err(ActionError::Refused(barred.clone()));
        }
        let mut next = next_number(change, &stored).await?;
        let mut written: Vec<Written> = minute.item.iter().cloned().collect();
        let own = written.len();
        written.extend(minute.rows.iter().map(|w| hung(w, &stored, &mut next)));
        let (put, is_new) = put_once(change, &written, minute.submission.as_deref(), &at)
            .await
            .map_err(|e| counted(e, own))?;
        if is_new {
            for (noun, slug) in &minute.removed {
                let name = things::find(&mut change.tx, &viewer, noun.name, slug).await?;
                hangs_on(change, noun, name.id, &stored).await?;
                withdraw_in(change, noun, name.id, None).await?;
            }
        }
        Ok(put)
    })
    .await
}

/// Only what hangs on the item is taken away with it.
async fn hangs_on(
    change: &mut Change,
    noun: &'static NounDef,
    id: genbo_domain::value::ThingId,
    item: &Stored<Item>,
) -> Result<(), ActionError> {
    let row = row::load_rows(&mut change.tx, &Viewer::All, noun, Find::Ids(&[id])).await?.pop();
    let index =
        noun.parent.filter(|p| p.noun == Item::NAME).and_then(|p| noun.field(p.field)).map(|(i, _)| i);
    let own = row.and_then(|r| r.values.get(index?).cloned().flatten()) == Some(Value::Ref(item.id));
    if own { Ok(()) } else { Err(ActionError::NotFound) }
}

/// The rows of a refusal, where the item itself was not written.
fn counted(error: ActionError, own: usize) -> ActionError {
    let shift = 1 - own.min(1);
    match error {
        ActionError::Refused(list) => {
            ActionError::Refused(list.into_iter().map(|r| Refusal { row: r.row + shift, ..r }).collect())
        }
        ActionError::Collides(list) => ActionError::Collides(
            list.into_iter()
                .map(|mut c| {
                    c.row += shift;
                    c
                })
                .collect(),
        ),
        other => other,
    }
}

/// What a finished record covers is corrected, not rewritten.
pub(crate) async fn refuse_frozen(change: &mut Change, item: &Stored<Item>) -> Result<(), ActionError> {
    let at: Option<Paragraph> = item.facts.number.as_deref().and_then(|n| n.parse().ok());
    refuse_covered(change, item.facts.meeting.0, at).await
}

/// Refuses where a finished record covers a § of a meeting, or the whole of it.
pub(crate) async fn refuse_covered(
    change: &mut Change,
    meeting: genbo_domain::value::ThingId,
    at: Option<Paragraph>,
) -> Result<(), ActionError> {
    let records: Vec<Stored<Record>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting])).await?;
    if records.iter().any(|r| covers(&r.facts, at.as_ref())) {
        return Err(ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::Frozen }]));
    }
    Ok(())
}

async fn next_number(change: &mut Change, item: &Stored<Item>) -> Result<i64, ActionError> {
    let clauses: Vec<Stored<Clause>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("item", &[item.id])).await?;
    Ok(clauses.iter().map(|c| c.facts.number).max().unwrap_or(0).saturating_add(1))
}

/// A new row hangs on the item, and a new clause has the next number.
fn hung(w: &Written, item: &Stored<Item>, next: &mut i64) -> Written {
    let mut w = w.clone();
    if w.thing.is_some() {
        return w;
    }
    let of_item = Pointer { noun: Item::NAME, slug: item.meta.slug.clone() };
    w = w.with("item", Said::Value(Value::Ref(of_item)));
    if w.noun.name == Clause::NAME && w.said("number").is_none() {
        w = w.with("number", Said::Value(Value::Int(*next)));
        *next = next.saturating_add(1);
    }
    // What is written while a meeting goes on is for members until its record is published.
    let restricted = item.meta.visibility == Visibility::Restricted.as_str();
    let visibility = if restricted { Visibility::Restricted } else { Visibility::Members };
    w.common = Common { visibility: Some(visibility), ..w.common };
    w
}

/// Reservations of whoever did not take part in the decision, as rows of a refusal.
async fn barred(reader: &mut Reader, item: &str, minute: &Minute) -> Result<Vec<Refusal>, ActionError> {
    let reservation = |w: &Written| {
        w.noun.name == Statement::NAME
            && w.mode == Mode::Live
            && w.value("kind") == Some(&Value::Text(StatementKind::Reservation.as_str().to_owned()))
    };
    if !minute.rows.iter().any(reservation) {
        return Ok(Vec::new());
    }
    let stored: Stored<Item> = reader.find(item).await?;
    let meeting: Stored<Meeting> = reader.one(stored.facts.meeting.0).await?;
    let by_law = match meeting.facts.bodies.first() {
        Some(body) => {
            let body: Stored<genbo_domain::body::Body> = reader.one(body.0).await?;
            crate::meeting::is_by_law(&body.facts)
        }
        None => false,
    };
    let number = stored.facts.number.as_deref();
    let set = number.and_then(|n| n.parse::<ParagraphSet>().ok());
    let roll = attendance::roll(reader, meeting.id, meeting.facts.when.as_ref(), set.as_ref()).await?;
    if !by_law || !roll.is_listed {
        return Ok(Vec::new());
    }
    let may: Vec<String> = deciding(&roll, number).into_iter().map(|d| d.person.slug).collect();
    let mut refusals = Vec::new();
    for (row, w) in minute.rows.iter().enumerate().filter(|(_, w)| reservation(w)) {
        let Some(Value::List(persons)) = w.value("persons") else { continue };
        for person in persons {
            if let Value::Ref(pointer) = person
                && !may.contains(&pointer.slug)
            {
                let why = Why::DidNotTakePart(pointer.slug.clone());
                refusals.push(Refusal { row: row + 1, field: Some("persons"), why });
            }
        }
    }
    Ok(refusals)
}
