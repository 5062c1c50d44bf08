//! What waits to be taken up: points that stand on every agenda, what was put off, what was commissioned or recommended,
//! what members took home, and what was decided on the body's behalf.
//!
//! Invariant: suggestions only. Each names what it comes from, and is not made again once an item says that it takes it up.

use crate::{
    error::ActionError,
    view::{Link, Reader, shown::Shown},
};
use genbo_domain::{
    body::Body,
    commission::{Commission, CommissionState, HomeRound, Recommendation},
    decision::DelegatedDecision,
    edtf::Edtf,
    item::{Item, ItemStatus},
    meeting::Meeting,
    noun::Noun,
    value::ThingId,
};
use genbo_store::row::{Find, Stored};
use std::collections::HashSet;

/// Why something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// It stands on every agenda of the body.
    Standing,
    /// It was put off at an earlier meeting.
    PutOff,
    /// A commission is to be reported to the body.
    Commissioned,
    /// Another body recommends it.
    Recommended,
    /// Members took it home.
    TakenHome,
    /// The chair decided it because it could not wait, and it must be reported at the next meeting.
    Urgent,
    /// It was decided on the body's behalf and not yet reported.
    Delegated,
}

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Why.
    pub cause: Cause,
    /// What it is about; nothing for a point that stands on every agenda.
    pub from: Option<Link>,
    /// The heading that it would have.
    pub title: String,
    /// The last day that was set for it.
    pub due: Option<Edtf>,
}

/// How many earlier meetings are looked through for what was put off.
const EARLIER: usize = 12;

/// What waits for the bodies of a meeting, whose items are already there.
pub(super) async fn waiting(
    reader: &mut Reader,
    meeting: &Shown<Meeting>,
    bodies: &[Shown<Body>],
    items: &[Stored<Item>],
) -> Result<Vec<Waiting>, ActionError> {
    let ids: Vec<ThingId> = bodies.iter().map(Shown::id).collect();
    let mut found: Vec<Waiting> = standing(bodies, items);
    let put_off = put_off(reader, meeting, &ids).await?;
    let commissions: Vec<Stored<Commission>> = reader.by("report_to", &ids).await?;
    let recommended: Vec<Stored<Recommendation>> = reader.by("to_body", &ids).await?;
    let home: Vec<Stored<HomeRound>> = reader.by("body", &ids).await?;
    let delegated: Vec<Stored<DelegatedDecision>> = reader.by("body", &ids).await?;
    let last = meeting.facts.when.as_ref().and_then(Edtf::last);
    let in_time = |due: Option<&Edtf>| match (due.and_then(Edtf::first), last) {
        (Some(due), Some(last)) => due <= last,
        _ => true,
    };
    found.extend(put_off.iter().map(|i| Waiting::of(Cause::PutOff, i, &i.facts.title, None)));
    let open = |c: &&Stored<Commission>| {
        c.facts.state.is_none_or(CommissionState::is_open) && in_time(c.facts.due.as_ref())
    };
    found.extend(
        commissions
            .iter()
            .filter(open)
            .map(|c| Waiting::of(Cause::Commissioned, c, &c.facts.title, c.facts.due.as_ref())),
    );
    found.extend(
        recommended
            .iter()
            .filter(|r| r.facts.received_as.is_none())
            .map(|r| Waiting::of(Cause::Recommended, r, &r.facts.text, None)),
    );
    found.extend(
        home.iter()
            .filter(|h| h.facts.returned_at.is_none() && in_time(h.facts.due.as_ref()))
            .map(|h| Waiting::of(Cause::TakenHome, h, &h.facts.title, h.facts.due.as_ref())),
    );
    found.extend(
        delegated.iter().filter(|d| d.facts.reported_at.is_none() && in_time(d.facts.when.as_ref())).map(
            |d| {
                let cause = if d.facts.urgent == Some(true) { Cause::Urgent } else { Cause::Delegated };
                Waiting::of(cause, d, &d.facts.text, None)
            },
        ),
    );
    let asked: Vec<ThingId> = found.iter().filter_map(|w| w.from.as_ref().map(|l| l.id)).collect();
    let taken = taken(reader, &asked).await?;
    found.retain(|w| w.from.as_ref().is_none_or(|from| !taken.contains(&from.id)));
    found.sort_by_key(|w| w.cause);
    Ok(found)
}

impl Waiting {
    fn of<N: Noun>(cause: Cause, thing: &Stored<N>, title: &str, due: Option<&Edtf>) -> Waiting {
        Waiting { cause, from: Some(Link::from(thing)), title: title.to_owned(), due: due.cloned() }
    }
}

/// What other items, or items of this meeting, already take up.
async fn taken(reader: &mut Reader, asked: &[ThingId]) -> Result<HashSet<ThingId>, ActionError> {
    let by: Vec<Stored<Item>> = reader.by("raised_by", asked).await?;
    Ok(by.iter().flat_map(|i| i.facts.raised_by.iter().map(|r| r.0)).collect())
}

fn standing(bodies: &[Shown<Body>], items: &[Stored<Item>]) -> Vec<Waiting> {
    let there: HashSet<String> = items.iter().map(|i| i.facts.title.trim().to_lowercase()).collect();
    let titles = bodies.iter().flat_map(|b| &b.facts.standing_items);
    titles
        .filter(|t| !there.contains(&t.trim().to_lowercase()))
        .map(|t| Waiting { cause: Cause::Standing, from: None, title: t.clone(), due: None })
        .collect()
}

/// What the bodies put off at their last meetings before this one.
async fn put_off(
    reader: &mut Reader,
    meeting: &Shown<Meeting>,
    bodies: &[ThingId],
) -> Result<Vec<Stored<Item>>, ActionError> {
    let Some(start) = meeting.facts.when.as_ref().and_then(Edtf::first) else { return Ok(Vec::new()) };
    let mut before: Vec<(jiff::civil::DateTime, ThingId)> = reader
        .by::<Meeting>("bodies", bodies)
        .await?
        .iter()
        .filter_map(|m| Some((m.facts.when.as_ref()?.first()?, m.id)))
        .filter(|(when, id)| *when < start && *id != meeting.id())
        .collect();
    before.sort_unstable();
    let latest: Vec<ThingId> = before.iter().rev().take(EARLIER).map(|(_, id)| *id).collect();
    let items: Vec<Stored<Item>> =
        if latest.is_empty() { Vec::new() } else { reader.load(Find::By("meeting", &latest)).await? };
    let off =
        |i: &Stored<Item>| matches!(i.facts.status, Some(ItemStatus::Tabled | ItemStatus::ReferredBack));
    Ok(items.into_iter().filter(off).collect())
}
