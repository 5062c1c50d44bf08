//! What is said of a passage while a record is adjusted, and wordings that are agreed on, visibly.
//!
//! Invariant: a decision is not reworded here: whoever does not agree with one refuses its §.

use super::{Cannot, cannot, goes_on, kept, note, stands, text, who};
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::put_in,
        reach,
        written::{Said, Written},
    },
};
use genbo_domain::{adjustment::Act, item::Item, noun::Noun, record::Record, value::Value};
use genbo_store::{
    adjustment::{self as rounds, Comment},
    row::{self, Find, Stored},
    thing::Viewer,
};

/// The fields of an item whose wording can be agreed on.
pub const FIELDS: [&str; 4] = ["title", "summary", "background", "course"];

/// Something that is said of a passage.
#[derive(Debug, Clone, Default)]
pub struct Remark {
    /// Slug of the item.
    pub item: String,
    /// The field.
    pub field: String,
    /// What shall stand there.
    pub wording: Option<String>,
    /// What is said.
    pub note: Option<String>,
}

/// Says something of a passage: whoever signs or keeps the record.
pub async fn say(cx: &Cx, actor: &Actor, slug: &str, remark: &Remark) -> Result<(), ActionError> {
    if remark.wording.is_none() && remark.note.is_none() {
        return Err(cannot(Cannot::Nothing));
    }
    if !FIELDS.contains(&remark.field.as_str()) && (remark.field != "clauses" || remark.wording.is_some()) {
        return Err(cannot(Cannot::NoSuchField));
    }
    let at = (cx.outside.now)().to_string();
    cx.write_own(actor, async |change| {
        let record = taking_part(change, slug).await?;
        let round = goes_on(&mut change.tx, record.id).await?;
        let item = item_of(change, &record, &remark.item).await?;
        let stands_there = field(&item, &remark.field);
        let comment = Comment {
            id: rounds::number(&mut change.tx).await?,
            item: item.id,
            field: remark.field.clone(),
            stands: stands_there,
            wording: remark.wording.clone(),
            note: remark.note.clone(),
            at: at.clone(),
            by: change.actor.name().to_owned(),
            state: "open".to_owned(),
            answered: None,
        };
        rounds::add_comment(&mut change.tx, round.id, &comment).await?;
        reopen(change, &round).await?;
        note(change, record.id, "comment", &[("item", &item.meta.slug), ("field", &remark.field)]);
        Ok(())
    })
    .await
}

/// Answers what was said: a wording that is agreed on stands from then on.
pub async fn answer(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    comment: i64,
    agreed: bool,
) -> Result<(), ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let record = kept(change, slug).await?;
        let round = goes_on(&mut change.tx, record.id).await?;
        let all = rounds::comments(&mut change.tx, round.id).await?;
        let comment = all.into_iter().find(|c| c.id == comment && c.state == "open");
        let comment = comment.ok_or(ActionError::NotFound)?;
        let item: Stored<Item> = row::load_one(&mut change.tx, &Viewer::All, comment.item).await?;
        if agreed && let Some(wording) = &comment.wording {
            if field(&item, &comment.field) != comment.stands {
                return Err(cannot(Cannot::Stale));
            }
            let name =
                FIELDS.iter().find(|f| **f == comment.field).ok_or_else(|| cannot(Cannot::NoSuchField))?;
            put_in(change, &[Written::change(&Item::DEF, item.meta.slug.clone()).with(name, text(wording))])
                .await?;
        }
        let state = if agreed { "agreed" } else { "declined" };
        let by = change.actor.name().to_owned();
        rounds::answer_comment(&mut change.tx, comment.id, state, (&by, &at)).await?;
        reopen(change, &round).await?;
        note(change, record.id, "comment", &[("item", &item.meta.slug), ("state", state)]);
        Ok(())
    })
    .await
}

/// The record, for whoever signs or keeps it.
pub(crate) async fn taking_part(change: &mut Change, slug: &str) -> Result<Stored<Record>, ActionError> {
    let viewer = change.actor.viewer();
    let record: Stored<Record> = row::load_named(&mut change.tx, &viewer, slug).await?;
    let reach = reach::of_thing(&mut change.tx, &Record::DEF, record.id).await?;
    if change.require(Permission::Record, &reach).is_err() {
        let round = goes_on(&mut change.tx, record.id).await?;
        let actor = change.actor.clone();
        let (person, _) = who(&mut change.tx, &actor).await?;
        let signers = rounds::signers(&mut change.tx, round.id).await?;
        if !signers.iter().any(|s| s.replaced.is_none() && Some(s.person) == person) {
            return Err(ActionError::Forbidden);
        }
    }
    Ok(record)
}

/// The item of that slug, if it stands in the record.
pub(crate) async fn item_of(
    change: &mut Change,
    record: &Stored<Record>,
    slug: &str,
) -> Result<Stored<Item>, ActionError> {
    let meeting = record.facts.meeting.0;
    let items: Vec<Stored<Item>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting])).await?;
    let own = items.into_iter().find(|i| i.meta.slug == slug);
    own.filter(|i| super::covers(record.facts.paragraphs.as_ref(), i.facts.number.as_deref()))
        .ok_or_else(|| cannot(Cannot::NoSuchParagraph(slug.to_owned())))
}

/// The paper that is before those who sign is none any more.
pub(crate) async fn reopen(change: &mut Change, round: &rounds::Round) -> Result<(), ActionError> {
    let next = stands(&mut change.tx, round).await?.after(&Act::Reopen);
    next.map_err(|e| cannot(Cannot::Round(e)))?;
    rounds::set(&mut change.tx, round.id, round.state, None, None).await?;
    Ok(())
}

/// What stands in a field of an item.
pub(crate) fn field(item: &Stored<Item>, name: &str) -> Option<String> {
    let i = &item.facts;
    match name {
        "title" => Some(i.title.clone()),
        "summary" => i.summary.as_ref().map(|t| t.0.clone()),
        "background" => i.background.as_ref().map(|t| t.0.clone()),
        "course" => i.course.as_ref().map(|t| t.0.clone()),
        _ => None,
    }
}

/// A wording as it is written.
pub(crate) fn worded(wording: &str) -> Said {
    Said::Value(Value::Text(wording.to_owned()))
}
