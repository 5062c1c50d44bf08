//! Starting a cooperation: choosing a template, filling it in, seeing what comes of it, and switching on the rest later.

use super::{
    html,
    year_plan::{refused, submission},
};
use crate::{
    done::{Done, What},
    fault::Fault,
    frame::Frame,
    lang::Lang,
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Action, Head, Link},
    words,
};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    cx::{Cx, Keep, Permission},
    founding::{self, Founding, Ruled},
    thing::{form, put::Put},
    view::Reader,
};
use genbo_documents::template::{Number, Rule, Template};
use genbo_domain::{
    cooperation::{Cooperation, CooperationForm},
    noun::{Noun, NounDef},
};
use std::collections::{BTreeMap, BTreeSet};

/// The longest name, in characters.
const NAME: usize = 120;

#[derive(askama::Template)]
#[template(path = "founding/choose.html")]
struct Choose {
    f: Frame,
    head: Head,
    templates: Vec<Choice>,
}

/// A template to choose.
struct Choice {
    name: String,
    lead: String,
    href: String,
}

#[derive(askama::Template)]
#[template(path = "founding/fill.html")]
struct Fill {
    f: Frame,
    head: Head,
    name: String,
    year: String,
    members: String,
    parts: Vec<Part>,
    rules: Vec<RuleChoice>,
    /// What is wrong: the id of the field, or nothing, and the sentence.
    errors: Vec<Wrong>,
    /// What would be created, by noun.
    preview: Vec<(String, Vec<String>)>,
    submission: String,
    action: String,
    /// Whether the cooperation is to be started, or is there already.
    new: bool,
}

/// Something that is wrong: the id of the field where it is mended, and the sentence.
type Wrong = (String, String);

fn wrong(id: &str, text: impl Into<String>) -> Wrong {
    (id.to_owned(), text.into())
}

/// A part to choose.
struct Part {
    key: String,
    name: String,
    on: bool,
    there: bool,
}

/// A rule of procedure to choose.
struct RuleChoice {
    key: String,
    name: String,
    on: bool,
    there: bool,
    numbers: Vec<NumberField>,
}

/// A number that a rule asks for.
struct NumberField {
    /// The name of the field.
    name: String,
    label: String,
    value: String,
    least: i64,
    most: i64,
    /// What is wrong with what was typed; empty if nothing is.
    error: String,
}

/// The rules of a template as a form shows them: with what was typed, and what is wrong with it.
fn rule_choices(f: &Frame, template: &Template, sent: &Sent, there: &[String]) -> Vec<RuleChoice> {
    let choice = |rule: &Rule| {
        let on = sent.rules.contains(&rule.key);
        let numbers = rule.asks.iter().map(|ask| {
            let name = format!("{}.{}", rule.key, ask.key);
            let typed = sent.numbers.get(&name);
            let wrong = on && typed.is_some_and(|t| number(t, ask).is_none());
            NumberField {
                label: in_language(f.lang, &ask.names),
                value: typed.cloned().unwrap_or_else(|| ask.usual.to_string()),
                error: if wrong { f.lang.number_wrong(ask.least, ask.most) } else { String::new() },
                least: ask.least,
                most: ask.most,
                name,
            }
        });
        RuleChoice {
            key: rule.key.clone(),
            name: in_language(f.lang, &rule.names),
            on,
            there: there.contains(&rule.key),
            numbers: numbers.collect(),
        }
    };
    template.rules.iter().map(choice).collect()
}

/// A number as it was typed, if the rule can have it.
fn number(typed: &str, ask: &Number) -> Option<i64> {
    typed.trim().parse().ok().filter(|n| (ask.least..=ask.most).contains(n))
}

/// The rules that were chosen with their numbers, and what is wrong with those that cannot be.
fn ruled(lang: Lang, template: &Template, sent: &Sent) -> (Vec<Ruled>, Vec<Wrong>) {
    let mut wrongs = Vec::new();
    let chosen = template.rules.iter().filter(|r| sent.rules.contains(&r.key));
    let ruled = chosen.map(|rule| {
        let mut numbers = BTreeMap::new();
        for ask in &rule.asks {
            let name = format!("{}.{}", rule.key, ask.key);
            match sent.numbers.get(&name).map_or(Some(ask.usual), |typed| number(typed, ask)) {
                Some(number) => {
                    numbers.insert(ask.key.clone(), number);
                }
                None => {
                    let label = in_language(lang, &ask.names);
                    let told = format!("{label}: {}", lang.number_wrong(ask.least, ask.most));
                    wrongs.push(wrong(&format!("n-{name}"), told));
                }
            }
        }
        Ruled { key: rule.key.clone(), numbers }
    });
    (ruled.collect(), wrongs)
}

fn in_language(lang: Lang, names: &BTreeMap<String, String>) -> String {
    names.get(lang.code()).or_else(|| names.values().next()).cloned().unwrap_or_default()
}

/// The templates, or the form of the one that is asked for.
async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let t = &f.t.founding;
    let Some(key) = f.asked("template") else {
        let templates = founding::templates().map(|(_, template)| Choice {
            name: in_language(f.lang, &template.names),
            lead: in_language(f.lang, &template.leads),
            href: f.link_with("/ny-samverkan", &[("template", &template.key)]),
        });
        let head = Head { lead: t.lead.to_owned(), ..Head::new(t.title) };
        return html(&Choose { head, templates: templates.collect(), f });
    };
    let (_, template) = founding::template(key).ok_or(Fault::NotFound)?;
    let on = template.parts.iter().filter(|p| p.on).map(|p| p.key.clone()).collect();
    let rules = template.rules.iter().filter(|r| r.on).map(|r| r.key.clone()).collect();
    let year = (f.today.year() + 1).to_string();
    let sent = Sent { year, parts: on, rules, ..Sent::default() };
    fill(f, &cx, template, sent, Vec::new(), Vec::new())
}

/// The form as it was sent.
#[derive(Debug, Default)]
struct Sent {
    name: String,
    year: String,
    members: String,
    parts: BTreeSet<String>,
    rules: BTreeSet<String>,
    /// What was typed as numbers of rules, by `rule.number`.
    numbers: BTreeMap<String, String>,
    create: bool,
    submission: String,
}

impl Sent {
    fn of(pairs: Vec<(String, String)>) -> Sent {
        let mut sent = Sent::default();
        for (name, value) in pairs {
            match name.as_str() {
                "name" => sent.name = value.split_whitespace().collect::<Vec<_>>().join(" "),
                "year" => sent.year = value.trim().to_owned(),
                "members" => sent.members = value,
                "part" => {
                    sent.parts.insert(value);
                }
                "rule" => {
                    sent.rules.insert(value);
                }
                "step" => sent.create = value == "create",
                "submission" => sent.submission = value,
                other => {
                    if let Some(name) = other.strip_prefix("number.") {
                        sent.numbers.insert(name.to_owned(), value);
                    }
                }
            }
        }
        sent
    }

    fn year(&self) -> Option<i16> {
        self.year.parse().ok().filter(|y| (1900..=2199).contains(y))
    }
}

fn fill(
    f: Frame,
    cx: &Cx,
    template: &Template,
    sent: Sent,
    errors: Vec<Wrong>,
    preview: Vec<(String, Vec<String>)>,
) -> Result<Response, Fault> {
    let t = &f.t.founding;
    let refused = !errors.is_empty();
    let parts = template.parts.iter().map(|p| Part {
        key: p.key.clone(),
        name: in_language(f.lang, &p.names),
        on: sent.parts.contains(&p.key),
        there: false,
    });
    let page = Fill {
        head: Head {
            crumbs: vec![Link::new(t.title, f.link("/ny-samverkan"))],
            kind: in_language(f.lang, &template.names),
            lead: t.form_lead.to_owned(),
            ..Head::new(t.title)
        },
        parts: parts.collect(),
        rules: rule_choices(&f, template, &sent, &[]),
        submission: if sent.submission.is_empty() { submission(cx) } else { sent.submission },
        action: f.link_with("/ny-samverkan", &[("template", &template.key)]),
        name: sent.name,
        year: sent.year,
        members: sent.members,
        errors,
        preview,
        new: true,
        f,
    };
    answer(&page, refused)
}

fn answer(page: &Fill, refused: bool) -> Result<Response, Fault> {
    let mut response = html(page)?;
    if refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// What would be created, by noun, as people call it.
fn told(f: &Frame, put: &[Put], members: &[genbo_app::view::Link]) -> Vec<(String, Vec<String>)> {
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for p in put {
        let value = |field: &str| p.values.iter().find(|v| v.field == field).and_then(|v| v.after.clone());
        let label = value("name")
            .or_else(|| value("title"))
            .or_else(|| value("heading"))
            .or_else(|| value("member"))
            .unwrap_or_else(|| p.slug.clone());
        let label = match value("when").or_else(|| value("window")).and_then(|w| w.parse().ok()) {
            Some(when) => format!("{label}, {}", f.lang.planned(&when)),
            None => label,
        };
        let label = match label.strip_prefix("organisation:") {
            Some(slug) => members.iter().find(|m| m.slug == slug).map_or(slug, |m| &m.label).to_owned(),
            None => label,
        };
        let Some(noun) = NounDef::named(&p.noun) else { continue };
        let noun = words::noun(f.lang, noun.name).plural.to_owned();
        match told.last_mut().filter(|(last, _)| *last == noun) {
            Some((_, labels)) => labels.push(label),
            None => told.push((noun, vec![label])),
        }
    }
    told.into_iter().map(|(noun, labels)| (noun, counted(labels))).collect()
}

/// Labels that come again and again, each once with how often: `Deltagare (12)`.
fn counted(labels: Vec<String>) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for label in labels {
        match counted.iter_mut().find(|(l, _)| *l == label) {
            Some((_, n)) => *n += 1,
            None => counted.push((label, 1)),
        }
    }
    counted.into_iter().map(|(l, n)| if n > 1 { format!("{l} ({n})") } else { l }).collect()
}

/// The preview, or the start itself.
async fn start(
    f: Frame,
    State(cx): State<Cx>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let t = &f.t.founding;
    let (_, template) = f.asked("template").and_then(founding::template).ok_or(Fault::NotFound)?;
    let sent = Sent::of(pairs);
    let mut errors = Vec::new();
    if sent.name.is_empty() {
        errors.push(wrong("name", t.no_name));
    }
    if sent.name.chars().count() > NAME {
        errors.push(wrong("name", t.long_name));
    }
    let year = sent.year();
    if year.is_none() {
        errors.push(wrong("year", f.lang.year_is_wrong(&sent.year)));
    }
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let (members, unknown) = founding::members(&mut reader, &sent.members).await?;
    drop(reader);
    errors.extend(unknown.iter().map(|name| wrong("members", f.lang.member_unknown(name))));
    if members.len() < 2 && unknown.is_empty() {
        errors.push(wrong("members", t.no_members));
    }
    if sent.parts.is_empty() {
        errors.push(wrong("", t.no_parts));
    }
    let (rules, wrongs) = ruled(f.lang, template, &sent);
    errors.extend(wrongs);
    let (Some(year), true) = (year, errors.is_empty()) else {
        return fill(f, &cx, template, sent, errors, Vec::new());
    };
    let founding = Founding {
        name: sent.name.clone(),
        template: template.key.clone(),
        parts: sent.parts.iter().cloned().collect(),
        rules,
        members: members.iter().map(|m| m.slug.clone()).collect(),
        year,
    };
    let keep = if sent.create { Keep::Commit } else { Keep::DryRun };
    let submission = Some(sent.submission.as_str()).filter(|s| sent.create && !s.is_empty());
    let (slug, put) =
        founding::start(&cx, &f.actor(), &founding, submission, keep).await.map_err(|e| refused(&f, e))?;
    if sent.create {
        Ok(told_of(&f, What::Added, &slug))
    } else {
        let preview = told(&f, &put, &members);
        fill(f, &cx, template, sent, errors, preview)
    }
}

/// The answer that leads to the cooperation, which says what was done.
fn told_of(f: &Frame, what: What, slug: &str) -> Response {
    Done::plain(what, &Cooperation::DEF, slug).redirect(&f.link(&url::of("cooperation", slug)))
}

/// The parts that a cooperation has and can have.
async fn more(f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    more_page(f, &slug, &cx, &Sent::default(), Vec::new()).await
}

async fn more_page(
    f: Frame,
    slug: &str,
    cx: &Cx,
    sent: &Sent,
    errors: Vec<Wrong>,
) -> Result<Response, Fault> {
    let t = &f.t.founding;
    let (_, template) = f.asked("template").and_then(founding::template).ok_or(Fault::NotFound)?;
    let year = f.asked("year").and_then(|y| y.parse().ok()).unwrap_or(f.today.year());
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let stands = founding::standing(&mut reader, slug, &template.key, year).await?;
    let cooperation = stands.cooperation;
    let noun = NounDef::named(&cooperation.noun).ok_or(Fault::NotFound)?;
    if !form::may_change(&mut reader, &f.actor(), noun, cooperation.id).await? {
        return Err(Fault::Forbidden);
    }
    let refused = !errors.is_empty();
    let parts = stands.parts.into_iter().map(|s| Part {
        key: s.part.key.clone(),
        name: in_language(f.lang, &s.part.names),
        on: s.there || sent.parts.contains(&s.part.key),
        there: s.there,
    });
    let there: Vec<String> =
        stands.rules.into_iter().filter(|(_, there)| *there).map(|(rule, _)| rule.key.clone()).collect();
    let page = Fill {
        head: Head {
            crumbs: vec![Link::new(cooperation.label.clone(), f.link(&url::to(&cooperation)))],
            kind: in_language(f.lang, &template.names),
            lead: t.more_lead.to_owned(),
            ..Head::new(t.more)
        },
        name: cooperation.label,
        year: year.to_string(),
        members: String::new(),
        parts: parts.collect(),
        rules: rule_choices(&f, template, sent, &there),
        errors,
        preview: Vec::new(),
        submission: submission(cx),
        action: f.here_with(&[]),
        new: false,
        f,
    };
    answer(&page, refused)
}

/// Switches parts on.
async fn add(
    f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let key = f.asked("template").unwrap_or_default().to_owned();
    let sent = Sent::of(pairs);
    let Some(year) = sent.year() else {
        let errors = vec![wrong("year", f.lang.year_is_wrong(&sent.year))];
        return more_page(f, &slug, &cx, &sent, errors).await;
    };
    if sent.parts.is_empty() && sent.rules.is_empty() {
        let errors = vec![wrong("", f.t.founding.no_parts)];
        return more_page(f, &slug, &cx, &sent, errors).await;
    }
    let (_, template) = founding::template(&key).ok_or(Fault::NotFound)?;
    let (rules, wrongs) = ruled(f.lang, template, &sent);
    if !wrongs.is_empty() {
        return more_page(f, &slug, &cx, &sent, wrongs).await;
    }
    let parts: Vec<String> = sent.parts.iter().cloned().collect();
    let wanted = founding::Wanted { template: key, year, parts, rules };
    let submission = Some(sent.submission.as_str()).filter(|s| !s.is_empty());
    founding::add(&cx, &f.actor(), f.today, &slug, &wanted, submission).await.map_err(|e| refused(&f, e))?;
    Ok(told_of(&f, What::Changed, &slug))
}

/// The button that leads to starting a cooperation, for who arranges anything.
pub(crate) fn action(f: &Frame) -> Option<Action> {
    let may = f.actor().may(Permission::Arrange);
    may.then(|| Action::new(f.t.founding.action, f.link("/ny-samverkan")))
}

/// The button that leads from a cooperation to the parts that it can have, if there is a template of its form.
pub(crate) fn more_action(
    f: &Frame,
    cooperation: &genbo_app::view::Link,
    form: Option<CooperationForm>,
) -> Option<Action> {
    let form = form?.as_str();
    let (_, template) = founding::templates().find(|(_, t)| t.form == form)?;
    let href = f.link_with(&format!("/ny-samverkan/{}", cooperation.slug), &[("template", &template.key)]);
    Some(Action::new(f.t.founding.more, href).of(cooperation.label.clone()))
}

/// The routes of starting a cooperation.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/ny-samverkan", show).requires(Permission::Arrange))
        .route(post("/ny-samverkan", start).requires(Permission::Arrange))
        .route(get("/ny-samverkan/{slug}", more).requires(Permission::Arrange))
        .route(post("/ny-samverkan/{slug}", add).requires(Permission::Arrange))
}
