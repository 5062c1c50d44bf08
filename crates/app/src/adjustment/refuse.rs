//! A § that somebody who signs does not adjust: it leaves the record and goes to the next meeting, with the reason.
//!
//! Invariant: nothing of the § is changed; who refused it, when and why stays.

use super::{Cannot, cannot, goes_on, note, refers, split, talk, text, who};
use crate::{
    cx::{Actor, Change, Cx},
    error::ActionError,
    thing::{put::put_in, written::Written},
};
use genbo_domain::{
    edtf::Edtf,
    item::{Item, ItemKind},
    meeting::{Meeting, MeetingStatus},
    noun::Noun,
    paragraphs::{Paragraph, ParagraphSet},
    visibility::Visibility,
};
use genbo_store::{
    adjustment as rounds,
    row::{self, Find, Stored},
    thing::Viewer,
};

/// What became of a refused §.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The slug of the draft that it stands in from now on.
    pub record: String,
    /// The slug of the meeting to which it goes; nothing if none is known yet.
    pub next: Option<String>,
}

/// Refuses the § of an item, as one who signs.
pub async fn refuse(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    item: &str,
    reason: &str,
) -> Result<Put, ActionError> {
    if reason.trim().is_empty() {
        return Err(cannot(Cannot::NoReason));
    }
    let now = (cx.outside.now)().to_string();
    cx.write_own(actor, async |change| {
        let record = talk::taking_part(change, slug).await?;
        let round = goes_on(&mut change.tx, record.id).await?;
        let own = change.actor.clone();
        let (person, _) = who(&mut change.tx, &own).await?;
        let signers = rounds::signers(&mut change.tx, round.id).await?;
        let signer = signers.iter().find(|s| s.replaced.is_none() && Some(s.person) == person);
        let signer = signer.ok_or(ActionError::Forbidden)?.id;
        let item = talk::item_of(change, &record, item).await?;
        let at: Option<Paragraph> = item.facts.number.as_deref().and_then(|n| n.parse().ok());
        let at = at.ok_or_else(|| cannot(Cannot::NoSuchParagraph(item.meta.slug.clone())))?;
        let set = ParagraphSet::of([at]).ok_or_else(|| cannot(Cannot::Nothing))?;
        let all =
            record.facts.paragraphs.clone().ok_or_else(|| cannot(Cannot::NoSuchParagraph(at.to_string())))?;
        let refused = rounds::Refused {
            item: item.id,
            signer,
            paragraph: at.to_string(),
            reason: reason.to_owned(),
            at: now.clone(),
            by: change.actor.name().to_owned(),
        };
        let id = rounds::number(&mut change.tx).await?;
        rounds::add_refused(&mut change.tx, id, round.id, &refused).await?;
        talk::reopen(change, &round).await?;
        note(change, record.id, "refuse", &[("paragraph", &at.to_string()), ("reason", reason)]);
        // Whoever refuses need not keep the record; what follows from it is not his or her edit.
        change.actor = Actor::System;
        let moved = moved(change, &record, &item, (&all, &set), reason).await;
        change.actor = own;
        moved
    })
    .await
}

async fn moved(
    change: &mut Change,
    record: &Stored<genbo_domain::record::Record>,
    item: &Stored<Item>,
    (all, set): (&ParagraphSet, &ParagraphSet),
    reason: &str,
) -> Result<Put, ActionError> {
    split::take_out(change, record, all, set).await?;
    let meeting: Stored<Meeting> =
        row::load_one(&mut change.tx, &Viewer::All, record.facts.meeting.0).await?;
    let part = split::part(change, &meeting, set, Some(reason)).await?;
    let next = next_meeting(change, &meeting).await?;
    if let Some(next) = &next {
        let mut w = Written::new(&Item::DEF)
            .with("meeting", refers(Meeting::NAME, &next.meta.slug))
            .with("title", text(&item.facts.title))
            .with("kind", text(ItemKind::Decision.as_str()))
            .with("proposed", text(reason));
        w.common.visibility = Some(Visibility::Members);
        put_in(change, &[w]).await?;
    }
    Ok(Put { record: part, next: next.map(|m| m.meta.slug) })
}

/// The next meeting of the body that is known and lies ahead.
async fn next_meeting(
    change: &mut Change,
    meeting: &Stored<Meeting>,
) -> Result<Option<Stored<Meeting>>, ActionError> {
    let Some(body) = meeting.facts.bodies.first() else { return Ok(None) };
    let all: Vec<Stored<Meeting>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("bodies", &[body.0])).await?;
    let day = |m: &Stored<Meeting>| m.facts.when.as_ref().and_then(Edtf::first);
    let Some(own) = day(meeting) else { return Ok(None) };
    let is_ahead = |m: &Stored<Meeting>| {
        day(m).is_some_and(|d| d > own)
            && !matches!(m.facts.status, Some(MeetingStatus::Held | MeetingStatus::Cancelled))
    };
    Ok(all.into_iter().filter(is_ahead).min_by_key(day))
}
