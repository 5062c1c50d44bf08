//! Plans: what a cooperation means to do in a time, who answers for it, how it is measured, and how the next is made.

use super::{
    Link, Names, Reader, choices,
    fact::{self, Doubts, Time},
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::{
    course::Theme,
    edtf::Edtf,
    noun::Noun,
    plan::{Activity, CycleStep, Goal, Indicator, IndicatorValue, Plan},
    project::{Evaluation, Project},
    value::ThingId,
};
use genbo_store::row::{Find, Stored};
use std::collections::BTreeMap;

/// Plans, projects and evaluations, by owner.
#[derive(Debug)]
pub struct Plans {
    /// Plans of each owner, the latest period first.
    pub by_owner: Vec<(Link, Vec<PlanLine>)>,
    /// Projects.
    pub projects: Vec<Shown<Project>>,
    /// Evaluations.
    pub evaluations: Vec<Shown<Evaluation>>,
    /// Indicators.
    pub indicators: Vec<Shown<Indicator>>,
    /// The cooperations to choose from.
    pub cooperations: Vec<Link>,
    /// Everything that these refer to.
    pub names: Names,
}

/// A plan in a list.
#[derive(Debug)]
pub struct PlanLine {
    /// The plan.
    pub plan: Shown<Plan>,
    /// Where its period lies.
    pub time: Time,
    /// How many activities it has.
    pub activities: usize,
    /// In which way the source leaves its period, state and deciding bodies open.
    pub open: Doubts,
}

/// All plans, or those of one cooperation.
pub async fn plans(reader: &mut Reader, cooperation: Option<&str>) -> Result<Plans, ActionError> {
    let owner = choices::cooperation(reader, cooperation).await?;
    let list = owner.map(|o| [o]);
    let find = |field: &'static str| list.as_ref().map_or(Find::All, |ids| Find::By(field, ids));
    let plans: Vec<Stored<Plan>> = reader.load(find("owner")).await?;
    let projects: Vec<Stored<Project>> = reader.load(find("owner")).await?;
    let indicators: Vec<Stored<Indicator>> = reader.load(find("owner")).await?;
    let evaluations: Vec<Stored<Evaluation>> = match owner {
        Some(home) => reader.load(Find::Home(home)).await?,
        None => reader.load(Find::All).await?,
    };
    let plan_ids: Vec<ThingId> = plans.iter().map(|p| p.id).collect();
    let activities: Vec<Stored<Activity>> = reader.by("plan", &plan_ids).await?;
    let links: Vec<Link> = plans.iter().map(Link::from).collect();
    let doubts = fact::doubts(reader, &links).await?;
    let mut wanted = plan_names(&plans);
    wanted.extend(projects.iter().flat_map(|p| ids![p.facts.owner, p.facts.steered_by]));
    wanted.extend(indicators.iter().flat_map(|i| ids![i.facts.owner]));
    wanted.extend(evaluations.iter().flat_map(|e| ids![Some(e.facts.subject), e.facts.by]));
    let names = reader.names(wanted).await?;
    let today = reader.today;
    let mut by_owner: BTreeMap<String, (Link, Vec<PlanLine>)> = BTreeMap::new();
    for plan in shown::all(plans) {
        let Some(owner) = names.to(plan.facts.owner) else { continue };
        let line = PlanLine {
            time: Time::of(plan.facts.period.as_ref(), today),
            activities: activities.iter().filter(|a| a.facts.plan.0 == plan.id()).count(),
            open: of_thing(&doubts, plan.id()),
            plan,
        };
        by_owner
            .entry(crate::collation::key(&owner.label))
            .or_insert_with(|| (owner, Vec::new()))
            .1
            .push(line);
    }
    let mut by_owner: Vec<(Link, Vec<PlanLine>)> = by_owner.into_values().collect();
    for (_, lines) in &mut by_owner {
        lines.sort_by_cached_key(|l| std::cmp::Reverse(l.plan.facts.period.as_ref().map(Edtf::sort_key)));
    }
    Ok(Plans {
        by_owner,
        projects: shown::all(projects),
        evaluations: shown::all(evaluations),
        indicators: shown::all(indicators),
        cooperations: choices::cooperations(reader).await?,
        names,
    })
}

fn of_thing(doubts: &Doubts, id: ThingId) -> Doubts {
    Doubts { open: doubts.open.iter().filter(|o| o.about.id == id).cloned().collect(), ..Doubts::default() }
}

fn plan_names(plans: &[Stored<Plan>]) -> Vec<ThingId> {
    let of = |p: &Stored<Plan>| {
        let f = &p.facts;
        ids![Some(f.owner), f.document, f.decided_by.clone(), f.anchored_in.clone(), f.lead]
    };
    plans.iter().flat_map(of).collect()
}

/// A plan with everything that belongs to it.
#[derive(Debug)]
pub struct PlanPage {
    /// The plan.
    pub plan: Shown<Plan>,
    /// Where its period lies.
    pub time: Time,
    /// Its goals.
    pub goals: Vec<Shown<Goal>>,
    /// Its activities.
    pub activities: Vec<Shown<Activity>>,
    /// The indicators of its goals, with their figures.
    pub indicators: Vec<Measured>,
    /// The steps of the cycle in which its document is made; all of its owner's if it has none of its own.
    pub steps: Vec<Shown<CycleStep>>,
    /// Whether the steps are about this plan's own document.
    pub own_steps: bool,
    /// Projects of its owner.
    pub projects: Vec<Shown<Project>>,
    /// Evaluations of it, its document and its goals.
    pub evaluations: Vec<Shown<Evaluation>>,
    /// Themes of the bodies that decide on it.
    pub themes: Vec<Shown<Theme>>,
    /// What is not plain about it, its goals and its activities.
    pub doubts: Doubts,
    /// Everything that these refer to.
    pub names: Names,
}

/// An indicator with its figures.
#[derive(Debug)]
pub struct Measured {
    /// The indicator.
    pub indicator: Shown<Indicator>,
    /// Its figures, by organisation and time.
    pub values: Vec<Shown<IndicatorValue>>,
}

/// The plan of that slug.
pub async fn plan(reader: &mut Reader, slug: &str) -> Result<PlanPage, ActionError> {
    let plan: Stored<Plan> = reader.find(slug).await?;
    let owner = plan.facts.owner.0;
    let goals: Vec<Stored<Goal>> = reader.by("plan", &[plan.id]).await?;
    let activities: Vec<Stored<Activity>> = reader.by("plan", &[plan.id]).await?;
    let document: Vec<ThingId> = ids![plan.facts.document];
    let mut steps: Vec<Stored<CycleStep>> = reader.by("documents", &document).await?;
    let own_steps = !steps.is_empty();
    if !own_steps && document.is_empty() {
        steps = reader.by("cooperation", &[owner]).await?;
    }
    let projects: Vec<Stored<Project>> = reader.by("owner", &[owner]).await?;
    let mut subjects = vec![plan.id];
    subjects.extend(&document);
    subjects.extend(goals.iter().map(|g| g.id));
    let evaluations: Vec<Stored<Evaluation>> = reader.by("subject", &subjects).await?;
    let bodies: Vec<ThingId> = ids![plan.facts.decided_by.clone(), plan.facts.anchored_in.clone()];
    let themes: Vec<Stored<Theme>> = reader.by("body", &bodies).await?;
    let measured: Vec<ThingId> = goals.iter().flat_map(|g| ids![g.facts.indicator]).collect();
    let indicators = self::measured(reader, &measured).await?;

    let mut about = vec![Link::from(&plan)];
    about.extend(goals.iter().map(Link::from));
    about.extend(activities.iter().map(Link::from));
    let doubts = fact::doubts(reader, &about).await?;

    let mut wanted = plan_names(std::slice::from_ref(&plan));
    wanted.extend(goals.iter().flat_map(|g| ids![g.facts.indicator]));
    wanted.extend(activities.iter().flat_map(|a| {
        let f = &a.facts;
        ids![f.goal, f.area, f.accountable, f.responsible.clone(), f.lead]
    }));
    wanted.extend(steps.iter().flat_map(|s| ids![s.facts.actor, s.facts.meeting]));
    wanted.extend(evaluations.iter().flat_map(|e| ids![Some(e.facts.subject), e.facts.by, e.facts.document]));
    wanted.extend(themes.iter().flat_map(|t| ids![Some(t.facts.body), t.facts.meeting]));
    wanted.extend(indicators.iter().flat_map(|m| m.values.iter().flat_map(|v| ids![v.facts.organisation])));
    let names = reader.names(wanted).await?;
    Ok(PlanPage {
        time: Time::of(plan.facts.period.as_ref(), reader.today),
        plan: plan.into(),
        goals: shown::all(goals),
        activities: shown::all(activities),
        indicators,
        steps: shown::all(steps),
        own_steps,
        projects: shown::all(projects),
        evaluations: shown::all(evaluations),
        themes: shown::all(themes),
        doubts,
        names,
    })
}

/// Those indicators with their figures, by time. For an indicator's fact page as well.
pub async fn measured(reader: &mut Reader, indicators: &[ThingId]) -> Result<Vec<Measured>, ActionError> {
    if indicators.is_empty() {
        return Ok(Vec::new());
    }
    let all: Vec<Stored<Indicator>> = reader.load(Find::Ids(indicators)).await?;
    let mut values: Vec<Stored<IndicatorValue>> = reader.by("indicator", indicators).await?;
    values.sort_by_cached_key(|v| v.facts.when.sort_key());
    let mut measured: Vec<Measured> =
        all.into_iter().map(|i| Measured { indicator: i.into(), values: Vec::new() }).collect();
    for value in values {
        if let Some(m) = measured.iter_mut().find(|m| m.indicator.id() == value.facts.indicator.0) {
            m.values.push(value.into());
        }
    }
    Ok(measured)
}

/// The indicator of a thing, if it is one: for its fact page.
pub async fn of_indicator(
    reader: &mut Reader,
    link: &Link,
) -> Result<Option<(Measured, Names)>, ActionError> {
    if link.noun != Indicator::NAME {
        return Ok(None);
    }
    let Some(one) = measured(reader, &[link.id]).await?.pop() else { return Ok(None) };
    let names = reader.names(one.values.iter().flat_map(|v| ids![v.facts.organisation])).await?;
    Ok(Some((one, names)))
}
