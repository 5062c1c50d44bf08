//! What is decided for a body between its meetings: on delegation, by the chair because it cannot wait, or by asking all.
//!
//! Invariants: what is decided on a body's behalf waits for its next agenda and is closed by the item that reports it; who is
//! asked between meetings answers, and a body that law makes decide at meetings does not decide so.

pub mod circulate;
pub mod register;

use crate::{
    cx::{Actor, Permission},
    error::ActionError,
    ids, thing,
    view::{
        Names, Reader,
        shown::{self, Shown},
    },
};
use genbo_domain::{
    body::Body,
    decision::DelegatedDecision,
    edtf::Edtf,
    item::Item,
    meeting::{Meeting, MeetingForm},
    noun::Noun,
    value::ThingId,
};

/// What has been decided for a body between its meetings, as those see it who keep its records.
#[derive(Debug)]
pub struct Desk {
    /// The body.
    pub body: Shown<Body>,
    /// Decisions on delegation and urgent ones, the latest first.
    pub delegated: Vec<Shown<DelegatedDecision>>,
    /// What all were asked about between meetings, the latest first.
    pub circulated: Vec<Shown<Meeting>>,
    /// The items at which decisions were reported.
    pub items: Vec<Shown<Item>>,
    /// The names of what it refers to.
    pub names: Names,
}

/// What has been decided between the meetings of the body of that slug or id.
pub async fn desk(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<Desk, ActionError> {
    let body: Shown<Body> = reader.find::<Body>(slug).await?.into();
    let reach = thing::reach::of_thing(&mut reader.tx, &Body::DEF, body.id()).await?;
    if !actor.may(Permission::Record) || !actor.may_within(Permission::Record, &reach) {
        return Err(ActionError::Forbidden);
    }
    let mut delegated = shown::all(reader.by::<DelegatedDecision>("body", &[body.id()]).await?);
    delegated.sort_by_key(|d| std::cmp::Reverse((d.facts.when.as_ref().and_then(Edtf::first), d.id())));
    let ids = shown::ids_of(&delegated);
    // What an item takes up is on its way to be reported; what was reported names its item.
    let mut items = shown::all(reader.by::<Item>("raised_by", &ids).await?);
    let reported: Vec<ThingId> = delegated.iter().filter_map(|d| d.facts.reported_at.map(|i| i.0)).collect();
    let loaded = shown::all(reader.load::<Item>(genbo_store::row::Find::Ids(&reported)).await?);
    for item in loaded {
        if !items.iter().any(|i| i.id() == item.id()) {
            items.push(item);
        }
    }
    let mut circulated = shown::all(reader.by::<Meeting>("bodies", &[body.id()]).await?);
    circulated.retain(|m| m.facts.form == Some(MeetingForm::Correspondence));
    circulated.sort_by_key(|m| std::cmp::Reverse((m.facts.when.as_ref().and_then(Edtf::first), m.id())));
    let mut wanted: Vec<ThingId> = delegated.iter().flat_map(|d| ids![d.facts.decided_by]).collect();
    wanted.extend(delegated.iter().flat_map(|d| ids![d.facts.matter]));
    let names = reader.names(wanted).await?;
    Ok(Desk { body, delegated, circulated, items, names })
}
