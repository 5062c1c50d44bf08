//! What a rule would come to before it is saved: it is written in a change that is thrown away, and checked there.
//!
//! Invariant: what is told is what the same rule would come to if it were saved now: it goes through the same use case.

use super::{Told, about, gather, is_in_a_pack, judge, sees_findings, statute};
use crate::{
    cx::{Actor, Cx, Keep},
    error::ActionError,
    thing::{put, written::Written},
    view::Names,
};
use genbo_domain::{authority, cooperation::Cooperation, noun::Noun, rule::Rule, value::ThingId};
use genbo_rules::outcome::{Outcome, Subject};
use genbo_store::{
    row::{self, Stored},
    thing::{self, Viewer},
};
use jiff::civil::Date;
use std::{collections::HashMap, sync::Arc};

/// What a rule would come to.
#[derive(Debug)]
pub struct Preview {
    /// The rule about everything that it would be about.
    pub findings: Vec<Arc<Told>>,
    /// What other rules would come to otherwise than now, as an exception changes what it is an exception from.
    pub others: Vec<(Outcome, Arc<Told>)>,
    /// The names of all things in them.
    pub names: Names,
}

/// What would come out if that were written, as of a day.
pub async fn preview(cx: &Cx, actor: &Actor, written: &Written, today: Date) -> Result<Preview, ActionError> {
    let viewer = actor.viewer();
    cx.write(actor, authority::permission_for(written.noun), Keep::DryRun, async |change| {
        let before = match &written.thing {
            Some(slug) => Some(row::load_named::<Rule>(&mut change.tx, &viewer, slug).await?),
            None => None,
        };
        let known = match &before {
            Some(rule) => Some(rule.facts.cooperation.0),
            None => named_cooperation(change, written).await?,
        };
        let outcomes = match known {
            Some(cooperation) => outcomes(change, cooperation, &viewer, today).await?,
            None => HashMap::new(),
        };
        let put = put::put_in(change, std::slice::from_ref(written)).await?;
        let slug = put.first().map(|p| p.slug.clone()).ok_or(ActionError::NotFound)?;
        let rule: Stored<Rule> = row::load_named(&mut change.tx, &Viewer::All, &slug).await?;
        let cooperation: Stored<Cooperation> =
            row::load_one(&mut change.tx, &viewer, rule.facts.cooperation.0).await?;
        if !sees_findings(&viewer, &cooperation) {
            return Err(ActionError::Forbidden);
        }
        let material = gather::material(&mut change.tx, &cooperation).await?;
        let verdicts = judge(&material, &viewer, today, &cooperation)?;
        let findings: Vec<Arc<Told>> = verdicts.iter().filter(|t| t.rule.id == rule.id).cloned().collect();
        let changed = |told: &Arc<Told>| {
            let was = *outcomes.get(&(told.rule.id, told.finding.subject))?;
            let other = told.rule.id != rule.id && was != told.finding.answer.outcome;
            other.then(|| (was, Arc::clone(told)))
        };
        let others: Vec<(Outcome, Arc<Told>)> = verdicts.iter().filter_map(changed).collect();
        let all = findings.iter().chain(others.iter().map(|(_, t)| t));
        let ids: Vec<ThingId> =
            all.clone().flat_map(|t| about::named(t)).filter(|id| !is_in_a_pack(*id)).collect();
        let mut names = Names::from(thing::names(&mut change.tx, &viewer, &ids).await?);
        let told: Vec<Arc<Told>> = all.cloned().collect();
        statute::learn(&mut names, &told);
        Ok(Preview { findings, others, names })
    })
    .await
}

/// The cooperation that a new rule is written for.
async fn named_cooperation(
    change: &mut crate::cx::Change,
    written: &Written,
) -> Result<Option<ThingId>, ActionError> {
    let Some(value) = written.value("cooperation") else { return Ok(None) };
    let Some(pointer) = value.refs().first().map(|p| p.slug.clone()) else { return Ok(None) };
    let found = thing::ids_of_slugs(&mut change.tx, &Viewer::All, Cooperation::NAME, &[&pointer]).await?;
    Ok(found.into_values().next())
}

/// What each rule comes to about each subject as things are.
async fn outcomes(
    change: &mut crate::cx::Change,
    cooperation: ThingId,
    viewer: &Viewer,
    today: Date,
) -> Result<HashMap<(ThingId, Subject), Outcome>, ActionError> {
    let cooperation: Stored<Cooperation> = row::load_one(&mut change.tx, viewer, cooperation).await?;
    let material = gather::material(&mut change.tx, &cooperation).await?;
    let verdicts = judge(&material, viewer, today, &cooperation)?;
    let outcome = |t: &Arc<Told>| ((t.rule.id, t.finding.subject), t.finding.answer.outcome);
    Ok(verdicts.iter().map(outcome).collect())
}
