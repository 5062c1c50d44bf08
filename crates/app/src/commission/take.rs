//! Taking a step of a commission.

use super::sides;
use crate::{
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{Permit, came_before, put_once_as},
        refusal::{Cause, Refusal, Why},
        written::{Said, Written},
    },
    view::{Link, Reader},
};
use genbo_domain::{
    commission::{
        Commission,
        step::{self, Side, Step},
    },
    decision::DueStatus,
    item::Item,
    noun::Noun,
    value::{Pointer, ThingId, Value},
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::{self, Viewer},
};
use jiff::civil::Date;

/// A step as somebody takes it.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The day that counts as today.
    pub today: Date,
    /// Why; nothing where no reason is given.
    pub reason: Option<String>,
    /// The new last day, where more time is given, in EDTF.
    pub due: Option<String>,
    /// The slug of the item at which it was reported, noted or closed.
    pub item: Option<String>,
}

/// What can be done with a commission by who looks at it.
#[derive(Debug, Clone, Default)]
pub struct Offer {
    /// The steps that lead from where it is, each with whether it needs a reason.
    pub steps: Vec<(Step, bool)>,
    /// Whether its way-stations can be marked.
    pub stations: bool,
    /// The items that take it up, of which one may be named.
    pub items: Vec<Link>,
}

/// What the actor can do with a commission.
pub async fn offer(reader: &mut Reader, actor: &Actor, commission: ThingId) -> Result<Offer, ActionError> {
    if !actor.may(Permission::Contribute) {
        return Ok(Offer::default());
    }
    let Some(stored) = reader.load::<Commission>(Find::Ids(&[commission])).await?.pop() else {
        return Ok(Offer::default());
    };
    let sides = sides(&mut reader.tx, actor, &stored, reader.today).await?;
    let state = stored.facts.state;
    let open = |s: &Step| sides.contains(&s.side()) && s.is_open_from(state);
    let steps = Step::ALL.into_iter().filter(open).map(|s| (s, s.needs_reason(state))).collect();
    let mut items = Vec::new();
    if sides.contains(&Side::Giver) {
        let raised: Vec<Stored<Item>> = reader.by("raised_by", &[commission]).await?;
        items = raised.iter().map(Link::from).collect();
    }
    Ok(Offer { steps, stations: !sides.is_empty(), items })
}

/// Takes the step. Whoever got a commission takes his or her own steps though the commission is kept by who gave it.
pub async fn take(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    step: Step,
    taken: &Taken,
    submission: Option<&str>,
) -> Result<(), ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Contribute, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let name = thing::find(&mut change.tx, &viewer, Commission::NAME, slug).await?;
        let stored: Stored<Commission> = row::load_one(&mut change.tx, &Viewer::All, name.id).await?;
        let actor = change.actor.clone();
        if !sides(&mut change.tx, &actor, &stored, taken.today).await?.contains(&step.side()) {
            return Err(ActionError::Forbidden);
        }
        // The second of two same presses finds the step already taken.
        if came_before(change, submission).await? {
            return Ok(());
        }
        let reason = taken.reason.as_deref().map(str::trim).filter(|r| !r.is_empty());
        let to = step::take(stored.facts.state, step, reason.is_some()).map_err(|why| match why {
            step::Refusal::NotFromHere => refused("state", Why::NotFromHere),
            step::Refusal::NeedsReason => refused("reason", Why::NeedsReason(cause(step))),
        })?;
        let mut written = Written::change(&Commission::DEF, stored.meta.slug.clone());
        written.reason = reason.map(str::to_owned);
        if let Some(to) = to {
            written = written.with("state", Said::Value(Value::Text(to.as_str().to_owned())));
        }
        if step == Step::Extend {
            let due = taken.due.as_deref().ok_or_else(|| refused("due", Why::Missing))?;
            written = written.text("due", due).map_err(|e| refused("due", Why::NoValue(e.to_string())))?;
            written =
                written.with("due_status", Said::Value(Value::Text(DueStatus::Fixed.as_str().to_owned())));
        }
        if let Some(item) = taken.item.as_deref().filter(|_| step.side() == Side::Giver) {
            let raised: Vec<Stored<Item>> =
                row::load(&mut change.tx, &viewer, Find::By("raised_by", &[stored.id])).await?;
            let item = raised.into_iter().find(|i| i.meta.slug == item);
            let item = item
                .ok_or_else(|| refused("closed_by", Why::NoSuch(taken.item.clone().unwrap_or_default())))?;
            let pointer = Pointer { noun: Item::NAME, slug: item.meta.slug };
            written = written.with("closed_by", Said::Value(Value::Ref(pointer)));
        }
        put_once_as(change, &[written], submission, &at, Permit::Decided).await.map(|_| ())
    })
    .await
}

const fn cause(step: Step) -> Cause {
    match step {
        Step::Extend => Cause::PutOff,
        Step::Resume => Cause::SentBack,
        Step::HandBack => Cause::HandedBack,
        _ => Cause::LeftUndone,
    }
}

fn refused(field: &'static str, why: Why) -> ActionError {
    ActionError::Refused(vec![Refusal { row: 0, field: Some(field), why }])
}
