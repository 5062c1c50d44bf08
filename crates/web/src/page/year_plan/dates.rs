//! The preliminary days of a year: who can, what is in the way, and setting them in one go.

use super::{
    propose::submission,
    read::Sent,
    tell::{self, First, Line},
};
use crate::{
    fault::Fault,
    frame::Frame,
    page::html,
    url,
    view::{Head, Link},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Permission},
    error::ActionError,
    thing::form,
    view::Reader,
    year_plan::{
        answer::{self, Answered},
        fix,
        propose::{self, Ask, Plan, Source},
    },
};
use genbo_domain::{meeting::DateAnswer, noun::NounDef};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "year_plan/dates.html")]
struct Show {
    f: Frame,
    head: Head,
    year: i16,
    errors: Vec<String>,
    /// The days to set, for who arranges.
    lines: Vec<Line>,
    /// The days with their answers.
    days: Vec<Day>,
    may_answer: bool,
    query: String,
    set_query: String,
    submission: String,
}

/// A preliminary meeting with its answers.
struct Day {
    slug: String,
    href: String,
    title: String,
    when: String,
    counts: String,
    /// Who said what; only for who arranges.
    told: Vec<String>,
    mine: &'static str,
}

fn year(f: &Frame) -> Result<i16, Fault> {
    let Some(text) = f.asked("year") else { return Ok(f.today.year() + 1) };
    match text.parse() {
        Ok(year) if (1900..=2199).contains(&year) => Ok(year),
        _ => Err(Fault::Invalid(vec![f.lang.year_is_wrong(text)])),
    }
}

/// The page.
pub(super) async fn show(
    f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
) -> Result<Response, Fault> {
    page(f, &slug, &cx, &Sent::default(), HashMap::new(), Vec::new()).await
}

async fn page(
    f: Frame,
    slug: &str,
    cx: &Cx,
    sent: &Sent,
    wrong: HashMap<String, String>,
    errors: Vec<String>,
) -> Result<Response, Fault> {
    let year = year(&f)?;
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let plan =
        propose::propose(&mut reader, &Ask { whose: slug.to_owned(), year, source: Source::Preliminary })
            .await?;
    let noun = NounDef::named(&plan.whose.noun).ok_or(Fault::NotFound)?;
    let arranges = form::may_change(&mut reader, &f.actor(), noun, plan.whose.id).await?;
    let bodies: Vec<_> = plan.bodies.iter().map(|b| b.id).collect();
    let scopes = answer::scopes(&mut reader, &bodies, year).await?;
    let may_answer = f.actor().may_within(Permission::Contribute, &scopes);
    if !arranges && !may_answer {
        return Err(Fault::Forbidden);
    }
    let ids: Vec<_> = plan.rows.iter().filter_map(|r| r.id).collect();
    let answers = answer::answers(&mut reader, &ids).await?;
    let lines = if arranges { tell::lines(&f, &plan, sent, &wrong, First::Own) } else { Vec::new() };
    let refused = !errors.is_empty() || !wrong.is_empty();
    let shown = Show {
        head: head(&f, &plan, year),
        days: days(&f, &plan, &answers, arranges),
        lines: tell::moved_first(lines),
        may_answer,
        query: f.here_with(&[]),
        set_query: f.link_with(&format!("/satt-datum/{slug}"), &[("year", &year.to_string())]),
        submission: sent.text("submission").map_or_else(|| submission(cx), str::to_owned),
        year,
        errors,
        f,
    };
    let mut response = html(&shown)?;
    if refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn head(f: &Frame, plan: &Plan, year: i16) -> Head {
    let t = &f.t.year_plan;
    let crumb = |l: &genbo_app::view::Link| Link::new(l.label.clone(), f.link(&url::to(l)));
    let lead = if plan.rows.is_empty() { t.dates_none } else { t.dates_lead };
    Head {
        crumbs: plan.owner.iter().chain([&plan.whose]).map(crumb).collect(),
        kind: plan.whose.label.clone(),
        lead: lead.to_owned(),
        ..Head::new(format!("{} {year}", t.dates_title))
    }
}

fn days(
    f: &Frame,
    plan: &Plan,
    answers: &HashMap<genbo_domain::value::ThingId, Vec<Answered>>,
    arranges: bool,
) -> Vec<Day> {
    let t = &f.t.year_plan;
    let word = |a: DateAnswer| match a {
        DateAnswer::Can => t.can,
        DateAnswer::Cannot => t.cannot,
        DateAnswer::Prefer => t.prefer,
    };
    let own = f.actor();
    plan.rows
        .iter()
        .map(|r| {
            let given = r.id.and_then(|id| answers.get(&id)).map(Vec::as_slice).unwrap_or_default();
            let count = |a| given.iter().filter(|g| g.answer == a).count();
            let counts = [DateAnswer::Can, DateAnswer::Prefer, DateAnswer::Cannot];
            let counts = counts.into_iter().map(|a| format!("{}: {}", word(a), count(a))).collect::<Vec<_>>();
            let told = given.iter().filter(|_| arranges).map(|g| format!("{}: {}", g.name, word(g.answer)));
            Day {
                href: f.link(&url::of("meeting", &r.key)),
                slug: r.key.clone(),
                title: r.title.clone(),
                when: r.was.as_ref().map(|w| f.lang.planned(w)).unwrap_or_default(),
                counts: counts.join(" · "),
                told: told.collect(),
                mine: given.iter().find(|g| g.account == own.name()).map_or("", |g| g.answer.as_str()),
            }
        })
        .collect()
}

fn see(f: &Frame, slug: &str, year: i16) -> Response {
    let next = f.link_with(&format!("/datum/{slug}"), &[("year", &year.to_string())]);
    (StatusCode::SEE_OTHER, [(header::LOCATION, next)]).into_response()
}

/// Keeps one's own answers.
pub(super) async fn reply(
    f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let year = year(&f)?;
    let given: Vec<(String, Option<DateAnswer>)> = pairs
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("answer:")?.to_owned(), value.parse().ok())))
        .collect();
    answer::answer(&cx, &f.actor(), f.today, &given).await?;
    Ok(see(&f, &slug, year))
}

/// Sets the chosen days.
pub(super) async fn set(
    f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let (year, sent) = (year(&f)?, Sent::of(pairs));
    let (rows, mut wrong) = sent.rows(&f, year);
    let sets: Vec<fix::Set> = rows
        .into_iter()
        .filter_map(|r| Some(fix::Set { meeting: r.key, when: r.when?, seen: r.seen }))
        .collect();
    for s in sets.iter().filter(|s| !s.has_day()) {
        wrong.insert(s.meeting.clone(), f.lang.typed_day_wrong(&f.lang.date(&s.when)));
    }
    let t = &f.t.year_plan;
    let errors =
        if sets.is_empty() && wrong.is_empty() { vec![t.nothing_chosen.to_owned()] } else { Vec::new() };
    if !wrong.is_empty() || !errors.is_empty() {
        return page(f, &slug, &cx, &sent, wrong, errors).await;
    }
    match fix::fix(&cx, &f.actor(), &sets, sent.text("submission")).await {
        Ok(_) => Ok(see(&f, &slug, year)),
        Err(ActionError::Collides(_)) => {
            let told = vec![t.changed_meanwhile.to_owned()];
            page(f, &slug, &cx, &sent, wrong, told).await
        }
        Err(e) => Err(super::refused(e)),
    }
}
