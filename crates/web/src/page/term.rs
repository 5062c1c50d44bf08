//! A new term of office: the table, its preview, and doing it all at once. What was typed stays, whatever is wrong.

use super::{
    html,
    year_plan::{refused, submission},
};
use crate::{
    done::{Done, What},
    fault::Fault,
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Action, Head, Link},
    words,
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::{Cx, Keep, Permission},
    draft,
    error::ActionError,
    term::{
        apply::{self, Change, Next},
        hanging,
        table::{self, Table},
    },
    thing::refusal::Why,
    view::Reader,
};
use genbo_domain::{noun::Noun, organisation::Organisation, post::HolderState};
use jiff::civil::Date;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "term/show.html")]
struct Show {
    f: Frame,
    head: Head,
    sent: Sent,
    lines: Vec<Line>,
    people: Vec<String>,
    errors: Vec<String>,
    preview: Option<Told>,
    submission: String,
    action: String,
    /// That what is filled in is a draft, and since when; empty if nothing is kept.
    draft: String,
}

/// A line of the table, with what was filled in.
struct Line {
    key: String,
    title: String,
    body: String,
    href: String,
    appoints: String,
    old: String,
    since: String,
    name: String,
    becomes: String,
    from: String,
    error: String,
}

/// What the changes would do.
struct Told {
    ends: Vec<String>,
    begins: Vec<String>,
    hanging: Vec<(&'static str, Vec<Link>)>,
}

/// The form as it was sent.
#[derive(Debug, Default)]
struct Sent(HashMap<String, String>);

impl Sent {
    fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |v| v.trim())
    }

    fn row(&self, key: &str) -> Option<&str> {
        let is = |(name, value): &(&String, &String)| name.starts_with("key.") && value.as_str() == key;
        self.0.iter().find(is).and_then(|(name, _)| name.strip_prefix("key."))
    }

    /// Where in the table a line stands, and what was said of it.
    fn said(&self, key: &str) -> (&str, &str, &str) {
        let Some(row) = self.row(key) else { return ("", "", "") };
        let field = |name: &str| self.text(&format!("{name}.{row}"));
        (field("name"), field("becomes"), field("from"))
    }
}

/// What was filled in, and what is wrong with it: for all lines, and by line.
fn changes(f: &Frame, table: &Table, sent: &Sent) -> (Vec<Change>, Vec<String>, HashMap<String, String>) {
    let t = &f.t.term;
    let (mut errors, mut wrong, mut changes) = (Vec::new(), HashMap::new(), Vec::new());
    let mut date = |text: &str| -> Option<Date> {
        let read = text.parse().ok();
        if read.is_none() && !text.is_empty() {
            errors.push(f.lang.date_is_wrong(text));
        }
        read
    };
    let (from, handover) = (date(sent.text("from")), date(sent.text("handover")));
    let decision = sent.text("decision").trim_start_matches("/punkter/").to_owned();
    for line in &table.lines {
        let (name, becomes, own) = sent.said(&line.key);
        let next = match (name, becomes) {
            (name, "" | "person") if !name.is_empty() => Next::Person(name.to_owned()),
            (_, "vacant") => Next::Vacant,
            (_, "not_stated") => Next::NotStated,
            (_, "person") => {
                wrong.insert(line.key.clone(), t.no_name.to_owned());
                continue;
            }
            _ => continue,
        };
        let Some(begins) = (if own.is_empty() { from } else { own.parse().ok() }) else {
            let told = if own.is_empty() { t.no_from.to_owned() } else { f.lang.date_is_wrong(own) };
            wrong.insert(line.key.clone(), told);
            continue;
        };
        let decided_by = (!decision.is_empty()).then(|| decision.clone());
        changes.push(Change { line: line.clone(), next, from: begins, handover, decided_by });
    }
    let gone = sent.0.iter().filter(|(name, _)| name.starts_with("key."));
    if gone.into_iter().any(|(_, key)| {
        let (name, becomes, _) = sent.said(key);
        (!name.is_empty() || !becomes.is_empty()) && table.lines.iter().all(|l| l.key != *key)
    }) {
        errors.push(t.gone.to_owned());
    }
    if changes.is_empty() && wrong.is_empty() && errors.is_empty() {
        errors.push(t.nothing_changes.to_owned());
    }
    (changes, errors, wrong)
}

/// The page, with what the reader had filled in before.
async fn show(f: Frame, Path(slug): Path<String>, State(cx): State<Cx>) -> Result<Response, Fault> {
    let kept = draft::get(&cx, &f.actor(), &form(&slug)).await?;
    let (sent, kept) = match kept.and_then(|(text, at)| Some((serde_json::from_str(&text).ok()?, at))) {
        Some((pairs, at)) => (Sent(pairs), f.lang.draft_from(&crate::format::moment(f.lang, at))),
        None => (Sent::default(), String::new()),
    };
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let table = table::table(&mut reader, &slug).await?;
    let mut shown = shown(f, &cx, table, sent, Vec::new(), HashMap::new(), None);
    shown.draft = kept;
    html(&shown)
}

/// The name of the draft of an organisation's table.
fn form(slug: &str) -> String {
    format!("term/{slug}")
}

fn page(
    f: Frame,
    cx: &Cx,
    table: Table,
    sent: Sent,
    errors: Vec<String>,
    wrong: HashMap<String, String>,
    preview: Option<Told>,
) -> Result<Response, Fault> {
    let refused = !errors.is_empty() || !wrong.is_empty();
    let mut response = html(&shown(f, cx, table, sent, errors, wrong, preview))?;
    if refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn shown(
    f: Frame,
    cx: &Cx,
    table: Table,
    sent: Sent,
    errors: Vec<String>,
    wrong: HashMap<String, String>,
    preview: Option<Told>,
) -> Show {
    let t = &f.t.term;
    let head = Head {
        crumbs: vec![Link::new(table.organisation.label.clone(), f.link(&url::to(&table.organisation)))],
        kind: table.organisation.label.clone(),
        lead: if table.lines.is_empty() { t.empty } else { t.lead }.to_owned(),
        ..Head::new(t.title)
    };
    Show {
        draft: String::new(),
        lines: table.lines.iter().map(|l| line(&f, l, &sent, &wrong)).collect(),
        people: table.people.iter().map(|p| p.label.clone()).collect(),
        submission: Some(sent.text("submission"))
            .filter(|s| !s.is_empty())
            .map_or_else(|| submission(cx), str::to_owned),
        action: f.here_with(&[]),
        head,
        sent,
        errors,
        preview,
        f,
    }
}

fn line(f: &Frame, l: &table::Line, sent: &Sent, wrong: &HashMap<String, String>) -> Line {
    let (name, becomes, from) = sent.said(&l.key);
    let role = l.role.map(|r| words::word(f.lang, "seat_role", r.as_str()).to_owned()).unwrap_or_default();
    let body = l.body.as_ref().map(|b| b.label.clone()).unwrap_or_default();
    Line {
        key: l.key.clone(),
        title: l.of.label.clone(),
        body: [body, role].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · "),
        href: f.link(&url::to(&l.of)),
        appoints: l.appointed_by.as_ref().map(|a| a.label.clone()).unwrap_or_default(),
        old: holder(f, l),
        since: l.valid.as_ref().map(|v| f.lang.date(v)).unwrap_or_default(),
        name: name.to_owned(),
        becomes: becomes.to_owned(),
        from: from.to_owned(),
        error: wrong.get(&l.key).cloned().unwrap_or_default(),
    }
}

fn holder(f: &Frame, l: &table::Line) -> String {
    let t = &f.t.term;
    match (&l.person, l.holder) {
        (Some(person), _) => person.label.clone(),
        (None, Some(HolderState::Vacant)) => t.vacant.to_owned(),
        (None, Some(_)) => t.not_stated.to_owned(),
        (None, None) => t.nobody.to_owned(),
    }
}

async fn told(f: &Frame, reader: &mut Reader, changes: &[Change]) -> Result<Told, Fault> {
    let t = &f.t.term;
    let people = apply::people(reader, changes).await?;
    let place = |c: &Change| {
        let body = c.line.body.as_ref().map(|b| format!("{}, ", b.label)).unwrap_or_default();
        format!("{body}{}", c.line.of.label)
    };
    let ends = changes.iter().filter(|c| c.line.seen.is_some()).map(|c| {
        let last = c.handover.filter(|h| *h >= c.from).or_else(|| c.from.yesterday().ok()).unwrap_or(c.from);
        format!("{}: {}, {}", place(c), holder(f, &c.line), f.lang.day(last))
    });
    let begins = changes.iter().map(|c| {
        let who = match &c.next {
            Next::Person(name) if people.new_people.contains_key(name.trim()) => {
                format!("{name} ({})", t.new_person)
            }
            Next::Person(name) => name.clone(),
            Next::Vacant => t.vacant.to_owned(),
            Next::NotStated => t.not_stated.to_owned(),
        };
        format!("{}: {who}, {}", place(c), f.lang.day(c.from))
    });
    let posts: Vec<_> = changes.iter().filter(|c| c.line.of.noun == "post").map(|c| c.line.of.id).collect();
    let leaving: Vec<_> = changes.iter().filter_map(|c| c.line.person.as_ref()).map(|p| p.id).collect();
    let ending: Vec<String> = changes.iter().map(|c| c.line.key.clone()).collect();
    let h = hanging::hanging(reader, &posts, &leaving, &ending).await?;
    let links = |list: &[genbo_app::view::Link]| {
        list.iter().map(|l| Link::new(l.label.clone(), f.link(&url::to(l)))).collect::<Vec<_>>()
    };
    let hanging = [
        (t.commissions, links(&h.follow_post)),
        (t.mandates, links(&h.mandates)),
        (t.contacts, links(&h.contacts)),
        (t.other_holdings, links(&h.holdings)),
    ];
    Ok(Told {
        ends: ends.collect(),
        begins: begins.collect(),
        hanging: hanging.into_iter().filter(|(_, l)| !l.is_empty()).collect(),
    })
}

/// The preview, or the change itself.
async fn change(
    f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let mut sent = Sent(pairs.into_iter().collect());
    let step = sent.0.remove("step").unwrap_or_default();
    let here = f.here_with(&[]);
    if step == "forget" {
        draft::forget(&cx, &f.actor(), &form(&slug)).await?;
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, here)]).into_response());
    }
    let content = serde_json::to_string(&sent.0).map_err(|_| Fault::Internal)?;
    draft::put(&cx, &f.actor(), &form(&slug), &content).await?;
    if step == "keep" {
        return Ok((StatusCode::SEE_OTHER, [(header::LOCATION, here)]).into_response());
    }
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let table = table::table(&mut reader, &slug).await?;
    let (changes, errors, wrong) = changes(&f, &table, &sent);
    if !errors.is_empty() || !wrong.is_empty() {
        return page(f, &cx, table, sent, errors, wrong, None);
    }
    let keep = if step == "apply" { Keep::Commit } else { Keep::DryRun };
    let told = told(&f, &mut reader, &changes).await?;
    drop(reader);
    // Only what is kept counts as submitted.
    let submission = Some(sent.text("submission")).filter(|s| !s.is_empty() && keep == Keep::Commit);
    match apply::apply(&cx, &f.actor(), f.today, &changes, submission, keep).await {
        Ok(_) if keep == Keep::DryRun => page(f, &cx, table, sent, errors, wrong, Some(told)),
        Ok(_) => {
            draft::forget(&cx, &f.actor(), &form(&slug)).await?;
            let next = f.link(&url::to(&table.organisation));
            Ok(Done::plain(What::Changed, &Organisation::DEF, &table.organisation.slug).redirect(&next))
        }
        Err(ActionError::Refused(all)) if all.iter().all(|r| matches!(r.why, Why::NoSuch(_))) => {
            let errors = vec![f.t.term.no_decision.to_owned()];
            page(f, &cx, table, sent, errors, wrong, None)
        }
        Err(ActionError::Collides(_)) => {
            let errors = vec![f.t.term.gone.to_owned()];
            page(f, &cx, table, sent, errors, wrong, None)
        }
        Err(e) => Err(refused(&f, e)),
    }
}

/// The button that leads from an organisation to its new term, for who tells who represents it.
pub(crate) fn action(f: &Frame, organisation: &genbo_app::view::Link) -> Option<Action> {
    let may = f.actor().may_within(Permission::Represent, &[organisation.id]);
    let href = f.link(&format!("/mandatperiod/{}", organisation.slug));
    may.then(|| Action::new(f.t.term.action, href).of(organisation.label.clone()))
}

/// The routes of a new term.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/mandatperiod/{*slug}", show).requires(Permission::Represent))
        .route(post("/mandatperiod/{*slug}", change).requires(Permission::Represent))
}
