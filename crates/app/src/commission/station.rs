//! Passing a way-station of a commission, or leaving it out with a reason.

use super::sides;
use crate::{
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{Permit, put_once_as},
        refusal::{Cause, Refusal, Why},
        written::{Said, Written},
    },
};
use genbo_domain::{
    commission::{Commission, WayStation, WayStationState},
    noun::Noun,
    value::Value,
};
use genbo_store::{
    row::{self, Stored},
    thing::{self, Viewer},
};
use jiff::civil::Date;

/// Marks a way-station. Both sides may: whoever passes it knows, whoever gave the commission may have decided it.
pub async fn mark(
    cx: &Cx,
    actor: &Actor,
    station: &str,
    (state, reason): (WayStationState, Option<&str>),
    today: Date,
    submission: Option<&str>,
) -> Result<(), ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Contribute, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let name = thing::find(&mut change.tx, &viewer, WayStation::NAME, station).await?;
        let stored: Stored<WayStation> = row::load_one(&mut change.tx, &Viewer::All, name.id).await?;
        let of = stored.facts.commission.0;
        let commission: Stored<Commission> = row::load_one(&mut change.tx, &Viewer::All, of).await?;
        let actor = change.actor.clone();
        if sides(&mut change.tx, &actor, &commission, today).await?.is_empty() {
            return Err(ActionError::Forbidden);
        }
        let reason = reason.map(str::trim).filter(|r| !r.is_empty());
        if state == WayStationState::Skipped && reason.is_none() {
            let why = Why::NeedsReason(Cause::LeftOut);
            return Err(ActionError::Refused(vec![Refusal { row: 0, field: Some("reason"), why }]));
        }
        let mut written = Written::change(&WayStation::DEF, stored.meta.slug)
            .with("state", Said::Value(Value::Text(state.as_str().to_owned())));
        written.reason = reason.map(str::to_owned);
        put_once_as(change, &[written], submission, &at, Permit::Decided).await.map(|_| ())
    })
    .await
}
