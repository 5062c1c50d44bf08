//! The preliminary days of a year: who can, what is in the way, and setting them in one go.

use super::{
    propose::submission,
    read::Sent,
    tell::{self, First, Line},
};
use crate::{
    fault::Fault,
    frame::Frame,
    letter,
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
        answer::{self, Answered, Answers, Said},
        fix,
        propose::{self, Ask, Plan, Source},
        send,
    },
};
use genbo_domain::{meeting::DateAnswer, noun::NounDef};
use std::collections::{HashMap, HashSet};

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
    /// What has just been done.
    note: String,
    /// Where the days are sent out; nothing for who may not.
    send: Option<String>,
    /// How many have answered and can be told that the days are set; none for who may not send.
    invites: usize,
    invite: bool,
    longest: usize,
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
    /// Who said what, with remarks, those first who cannot; only for who arranges.
    told: Vec<(&'static str, String)>,
    choices: [(&'static str, &'static str, bool); 5],
    note: String,
}

pub(super) fn year(f: &Frame) -> Result<i16, Fault> {
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
    let may_send = arranges && send::may_send(&mut reader, &f.actor(), &plan.whose).await?;
    let answered: HashSet<&str> = answers.values().flat_map(|a| &a.given).map(|a| a.name.as_str()).collect();
    let lines = if arranges { tell::lines(&f, &plan, sent, &wrong, First::Own) } else { Vec::new() };
    let refused = !errors.is_empty() || !wrong.is_empty();
    let shown = Show {
        head: head(&f, &plan, year),
        days: days(&f, &plan, &answers, arranges),
        lines: tell::moved_first(lines),
        may_answer,
        note: match f.asked("done") {
            Some("saved") => f.t.year_plan.saved_done.to_owned(),
            Some("answered") => f.t.year_plan.saved.to_owned(),
            Some("set") => f.t.year_plan.set_done.to_owned(),
            Some("told") => format!("{} {}", f.t.year_plan.set_done, f.t.year_plan.set_told),
            _ => String::new(),
        },
        send: (may_send && !plan.rows.is_empty())
            .then(|| f.link_with(&format!("/fraga-datum/{slug}"), &[("year", &year.to_string())])),
        invites: if may_send { answered.len() } else { 0 },
        invite: sent.text("submission").is_none() || sent.text("invite").is_some(),
        longest: answer::LONGEST_NOTE,
        query: f.here_with(&[("done", "")]),
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
    answers: &HashMap<genbo_domain::value::ThingId, Answers>,
    arranges: bool,
) -> Vec<Day> {
    let t = &f.t.year_plan;
    let words = [
        (DateAnswer::Cannot, t.cannot),
        (DateAnswer::Perhaps, t.perhaps),
        (DateAnswer::Prefer, t.prefer),
        (DateAnswer::Can, t.can),
    ];
    let own = f.actor();
    let none = Answers::default();
    plan.rows
        .iter()
        .map(|r| {
            let Answers { given, waiting } = r.id.and_then(|id| answers.get(&id)).unwrap_or(&none);
            let of = |answer| given.iter().filter(move |g| g.answer == answer);
            let mut counts: Vec<String> =
                words.iter().rev().map(|(a, word)| format!("{word}: {}", of(*a).count())).collect();
            if !waiting.is_empty() {
                counts.push(format!("{}: {}", t.not_answered, waiting.len()));
            }
            let mut told: Vec<(&'static str, String)> = Vec::new();
            if arranges {
                told.extend(words.iter().filter_map(|(a, word)| {
                    let names: Vec<String> = of(*a).map(name_and_note).collect();
                    (!names.is_empty()).then(|| (*word, names.join("; ")))
                }));
                if !waiting.is_empty() {
                    told.push((t.not_answered, waiting.join("; ")));
                }
            }
            let mine = given.iter().find(|g| g.account == own.name());
            let chosen = mine.map(|g| g.answer);
            let choice = |answer: DateAnswer, text| (answer.as_str(), text, chosen == Some(answer));
            Day {
                href: f.link(&url::of("meeting", &r.key)),
                slug: r.key.clone(),
                title: r.title.clone(),
                when: r.was.as_ref().map(|w| f.lang.planned(w)).unwrap_or_default(),
                counts: counts.join(" · "),
                told,
                choices: [
                    ("", t.no_answer, chosen.is_none()),
                    choice(DateAnswer::Can, t.can),
                    choice(DateAnswer::Prefer, t.prefer),
                    choice(DateAnswer::Perhaps, t.perhaps),
                    choice(DateAnswer::Cannot, t.cannot),
                ],
                note: mine.and_then(|g| g.note.clone()).unwrap_or_default(),
            }
        })
        .collect()
}

fn name_and_note(a: &Answered) -> String {
    match &a.note {
        Some(note) => format!("{} (”{note}”)", a.name),
        None => a.name.clone(),
    }
}

fn see(f: &Frame, slug: &str, year: i16, done: &str) -> Response {
    let next = f.link_with(&format!("/datum/{slug}"), &[("year", &year.to_string()), ("done", done)]);
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
    let note = |slug: &str| {
        let name = format!("note:{slug}");
        pairs.iter().find(|(k, _)| *k == name).map(|(_, v)| v.clone())
    };
    let given: Vec<(String, Said)> = pairs
        .iter()
        .filter_map(|(name, value)| {
            let slug = name.strip_prefix("answer:")?.to_owned();
            let said = Said { answer: value.parse().ok(), note: note(&slug) };
            Some((slug, said))
        })
        .collect();
    answer::answer(&cx, &f.actor(), f.today, &given).await?;
    Ok(see(&f, &slug, year, "answered"))
}

/// Sets the chosen days, and tells those who have answered if that is asked for.
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
    let words = f.clone();
    let telling = fix::Telling {
        page: &|slug| format!("{}{}", words.base_url, url::of("meeting", slug)),
        compose: &|c| letter::of_call(&words, c),
    };
    let tell = sent.text("invite").map(|_| &telling);
    match fix::fix(&cx, &f.actor(), &sets, sent.text("submission"), tell).await {
        Ok(fixed) => Ok(see(&f, &slug, year, if fixed.messages.is_empty() { "set" } else { "told" })),
        Err(ActionError::Collides(_)) => {
            let told = vec![t.changed_meanwhile.to_owned()];
            page(f, &slug, &cx, &sent, wrong, told).await
        }
        Err(e) => Err(super::refused(&f, e)),
    }
}
