//! The proposal: from what, the table of days with why, the wheel, and saving what was chosen.

use super::{
    read::Sent,
    tell::{self, First, Line},
};
use crate::{
    fault::Fault,
    frame::Frame,
    page::html,
    picture, url,
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
    cx::Cx,
    view::{
        Reader,
        wheel::{self, wheel},
    },
    year_plan::{
        propose::{self, Ask, Plan, Source},
        save,
    },
};
use genbo_documents::svg::Variant;
use genbo_planner::parse;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "year_plan/propose.html")]
struct Show {
    f: Frame,
    head: Head,
    asked: Asked,
    errors: Vec<String>,
    lines: Vec<Line>,
    left_out: Vec<String>,
    there: Vec<String>,
    svg: String,
    submission: String,
    label: String,
}

/// The questions of the form as they were answered.
struct Asked {
    year: i16,
    from: i16,
    pattern: bool,
    by_week: bool,
    day: String,
    lines: String,
    title: String,
    /// Whether a proposal is asked for, or only the page.
    answered: bool,
    is_body: bool,
    query: String,
}

/// What is asked for; lines that are not understood are told.
fn ask(f: &Frame, slug: &str) -> (Asked, Option<Ask>, Vec<String>) {
    let mut wrong = Vec::new();
    let year = |name: &str, usual: i16, wrong: &mut Vec<String>| match f
        .asked(name)
        .map(|t| (t, t.parse::<i16>()))
    {
        None => usual,
        Some((_, Ok(year))) if (1900..=2199).contains(&year) => year,
        Some((text, _)) => {
            wrong.push(f.lang.year_is_wrong(text));
            usual
        }
    };
    let planned = year("year", f.today.year() + 1, &mut wrong);
    let from = year("from", planned - 1, &mut wrong);
    let is_body = slug.contains('/');
    let asked = Asked {
        year: planned,
        from,
        pattern: f.asked("source") == Some("pattern") && is_body,
        by_week: f.asked("by") == Some("week"),
        day: f.asked("day").unwrap_or_default().to_owned(),
        lines: f.asked("lines").unwrap_or_default().to_owned(),
        title: f.asked("title").unwrap_or_default().to_owned(),
        answered: f.asked("source").is_some(),
        is_body,
        query: f.here_with(&[]),
    };
    let source = if asked.pattern {
        let mut lines = Vec::new();
        for (n, text) in asked.lines.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            match parse(text) {
                Ok(line) => lines.push(line),
                Err(e) => wrong.push(f.lang.pattern_wrong(n + 1, &e)),
            }
        }
        if asked.lines.trim().is_empty() && asked.answered {
            wrong.push(f.lang.pattern_wrong(0, &genbo_planner::PatternError::Empty));
        }
        Source::Pattern(lines)
    } else {
        let loose = match (asked.day.is_empty(), parse(&asked.day)) {
            (true, _) => None,
            (false, Ok(line)) => {
                let day = propose::for_months(&line);
                if day.is_none() {
                    wrong.push(f.t.year_plan.loose_hint.to_owned());
                }
                day
            }
            (false, Err(e)) => {
                wrong.push(f.lang.pattern_wrong(0, &e));
                None
            }
        };
        Source::Copy { from, by_week: asked.by_week, loose }
    };
    let ask =
        (asked.answered && wrong.is_empty()).then(|| Ask { whose: slug.to_owned(), year: planned, source });
    (asked, ask, wrong)
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
    told: Vec<String>,
) -> Result<Response, Fault> {
    let (asked, ask, mut errors) = ask(&f, slug);
    errors.splice(0..0, told);
    let refused = !wrong.is_empty() || !errors.is_empty();
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    // Without a question yet, only what there is to plan.
    let empty = Ask { whose: slug.to_owned(), year: asked.year, source: Source::Pattern(Vec::new()) };
    let plan = propose::propose(&mut reader, ask.as_ref().unwrap_or(&empty)).await?;
    errors.extend(plan.problems.iter().map(|p| f.lang.pattern_problem(p)));
    let lines = tell::lines(&f, &plan, sent, &wrong, First::Proposed);
    let svg = if lines.is_empty() { String::new() } else { preview(&f, &mut reader, &plan).await? };
    if asked.answered && plan.rows.is_empty() && errors.is_empty() {
        errors.push(f.t.year_plan.nothing.to_owned());
    }
    let there = plan.there.iter().map(|m| format!("{}, {}", m.link.label, f.lang.date(&m.when)));
    let shown = Show {
        head: head(&f, &plan, asked.year),
        left_out: tell::left_out(&f, &plan),
        there: there.collect(),
        label: if asked.title.is_empty() { plan.whose.label.clone() } else { asked.title.clone() },
        submission: sent.text("submission").map_or_else(|| submission(cx), str::to_owned),
        asked,
        errors,
        lines,
        svg,
        f,
    };
    let mut response = html(&shown)?;
    if refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// A name for one submission, so that the same one twice is done once.
pub(crate) fn submission(cx: &Cx) -> String {
    (cx.outside.salt)().iter().map(|b| format!("{b:02x}")).collect()
}

fn head(f: &Frame, plan: &Plan, year: i16) -> Head {
    let t = &f.t.year_plan;
    let crumb = |l: &genbo_app::view::Link| Link::new(l.label.clone(), f.link(&url::to(l)));
    Head {
        crumbs: plan.owner.iter().chain([&plan.whose]).map(crumb).collect(),
        kind: plan.whose.label.clone(),
        lead: t.lead.to_owned(),
        ..Head::new(format!("{} {year}", t.title))
    }
}

async fn preview(f: &Frame, reader: &mut Reader, plan: &Plan) -> Result<String, Fault> {
    let (body, cooperations) = match plan.whose.noun.as_str() {
        "body" => (Some(plan.whose.slug.clone()), Vec::new()),
        _ => (None, vec![plan.whose.slug.clone()]),
    };
    let ask = wheel::Ask { year: plan.year, cooperations, body, ..wheel::Ask::default() };
    let year = tell::with_proposal(wheel(reader, &ask).await?, plan);
    let address = |noun: &str, slug: &str| f.link(&url::of(noun, slug));
    Ok(picture::wheel::svg(&year, f.lang, Some(f.today), Variant::Inline, &address))
}

/// Saves what was chosen as preliminary meetings.
pub(super) async fn save(
    f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let sent = Sent::of(pairs);
    let (asked, _, _) = ask(&f, &slug);
    let (rows, wrong) = sent.rows(&f, asked.year);
    if !wrong.is_empty() {
        return page(f, &slug, &cx, &sent, wrong, Vec::new()).await;
    }
    let title = sent.text("title").filter(|_| asked.pattern).map(str::to_owned);
    let chosen: Vec<save::Chosen> = rows
        .into_iter()
        .filter_map(|r| Some(save::Chosen { key: r.key, title: title.clone(), when: r.when? }))
        .collect();
    if chosen.is_empty() {
        let told = vec![f.t.year_plan.nothing_chosen.to_owned()];
        return page(f, &slug, &cx, &sent, wrong, told).await;
    }
    let saved = save::save(&cx, &f.actor(), f.today, &slug, &chosen, sent.text("submission")).await;
    match saved {
        Ok(_) => {
            let year = asked.year.to_string();
            let next = f.link_with(&format!("/datum/{slug}"), &[("year", &year), ("done", "saved")]);
            Ok((StatusCode::SEE_OTHER, [(header::LOCATION, next)]).into_response())
        }
        Err(e) => Err(super::refused(&f, e)),
    }
}
