//! Writing the record of one item: its texts, proposals, decision and what is added, in one form; and the votes at it.

mod kept;
mod previous;
mod stances;
mod tell;
mod vote;

use super::{html_with, outbox::see};
use crate::{
    fault::Fault,
    form::{
        self, Answer, Sent,
        row::{Row, Rows, Shown},
    },
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Action, Head, Link},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    cx::{Cx, Permission},
    error::ActionError,
    item::{
        Desk, desk, stance,
        write::{Minute, write},
    },
    outbox::form_key,
    sitting::carry,
    thing::written::Written,
    view::Reader,
};
use genbo_domain::{
    decision::{Clause, Proposal, Statement},
    item::Item,
    noun::Noun,
};

pub(crate) use kept::DRAFTS;

type Pairs = axum::Form<Vec<(String, String)>>;

static ITEM: Rows = Rows {
    noun: &Item::DEF,
    fields: &[
        "title",
        "summary",
        "background",
        "proposed",
        "course",
        "kind",
        "status",
        "case_number",
        "presenters",
        "closed",
    ],
    spare: 0,
};
static CLAUSES: Rows = Rows {
    noun: &Clause::DEF,
    fields: &["text", "kind", "addressees", "addressee_text", "due", "due_status", "amount"],
    spare: 2,
};
static PROPOSALS: Rows =
    Rows { noun: &Proposal::DEF, fields: &["kind", "movers", "text", "outcome"], spare: 1 };
static STATEMENTS: Rows =
    Rows { noun: &Statement::DEF, fields: &["kind", "persons", "text", "announced"], spare: 1 };

/// A part of the form: its heading and rows.
pub(super) struct Part {
    id: &'static str,
    title: &'static str,
    hint: &'static str,
    rows: Vec<Shown>,
}

/// A vote as it is told.
pub(super) struct Told {
    question: String,
    counts: String,
    outcome: String,
    /// What it settles, what is needed, and how it came out on each basis.
    fine: Vec<String>,
}

#[derive(Template)]
#[template(path = "item/write.html")]
struct Page {
    f: Frame,
    head: Head,
    notes: Vec<&'static str>,
    errors: Vec<(String, String)>,
    action: String,
    key: String,
    is_frozen: bool,
    parts: Vec<Part>,
    votes: Vec<Told>,
    vote: String,
    has_next: bool,
    sitting: Vec<Other>,
    /// Who may be disqualified, and why.
    suggested: Vec<String>,
    at_roll: String,
    /// What was typed and not saved, as the page's script kept it, and when.
    kept: (String, String),
    draft: String,
    /// Slug, name, stance and reason of each member whose stance can be told; none where votes are taken.
    members: Vec<[String; 4]>,
    kinds: Vec<(&'static str, String)>,
}

/// Another meeting of the sitting, where the same can be decided.
pub(super) struct Other {
    slug: String,
    bodies: String,
    told: String,
    item: Option<Link>,
    is_complete: bool,
}

/// The rows of all parts, in the order in which they are written.
struct Form {
    item: Vec<Row>,
    proposals: Vec<Row>,
    clauses: Vec<Row>,
    statements: Vec<Row>,
}

impl Form {
    fn standing(f: &Frame, desk: &Desk) -> Form {
        Form {
            item: ITEM.standing(f, std::slice::from_ref(&desk.item)),
            proposals: PROPOSALS.standing(f, &desk.proposals),
            clauses: CLAUSES.standing(f, &desk.clauses),
            statements: STATEMENTS.standing(f, &desk.statements),
        }
    }

    fn sent(sent: &Sent, desk: &Desk) -> Form {
        Form {
            item: ITEM.sent(sent, std::slice::from_ref(&desk.item)),
            proposals: PROPOSALS.sent(sent, &desk.proposals),
            clauses: CLAUSES.sent(sent, &desk.clauses),
            statements: STATEMENTS.sent(sent, &desk.statements),
        }
    }

    fn rows(&mut self) -> impl Iterator<Item = &mut Row> {
        self.proposals.iter_mut().chain(&mut self.clauses).chain(&mut self.statements)
    }
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let note = match f.asked("gjort") {
        Some("sparat") => Some(f.t.writing.saved),
        Some("inget") => Some(f.t.writing.nothing),
        Some("skrivet") => Some(f.t.sitting.carried),
        _ => None,
    };
    page(f, &cx, &slug, None, (Vec::new(), note.into_iter().collect()), StatusCode::OK).await
}

async fn opens(f: &mut Frame, cx: &Cx, slug: &str) -> Result<(), Fault> {
    super::opening::reader(f, cx, "item", slug).await?;
    f.editing = None;
    Ok(())
}

async fn page(
    f: Frame,
    cx: &Cx,
    slug: &str,
    form: Option<Form>,
    (errors, notes): (Vec<(String, String)>, Vec<&'static str>),
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), slug).await?;
    let form = form.unwrap_or_else(|| Form::standing(&f, &desk));
    let t = &f.t.writing;
    let shown = |rows: &[Row]| rows.iter().map(|r| r.shown(&f)).collect::<Vec<_>>();
    let part = |id, title, hint, rows| Part { id, title, hint, rows: shown(rows) };
    let page = Page {
        head: head(&f, &desk),
        notes,
        errors,
        action: f.link(&format!("/skriv/{slug}")),
        key: form_key(cx),
        is_frozen: desk.is_frozen,
        parts: vec![
            part("punkten", t.item, "", &form.item),
            part("yrkanden", t.proposals, t.proposals_hint, &form.proposals),
            part("beslut", t.clauses, t.clauses_hint, &form.clauses),
            part("till-protokollet", t.statements, t.statements_hint, &form.statements),
        ],
        votes: desk.votes.iter().map(|v| tell::told(&f, &desk, v)).collect(),
        vote: f.link(&format!("/rosta/{slug}")),
        suggested: desk
            .suggested
            .iter()
            .map(|s| f.lang.may_be_disqualified(&s.person.label, &s.holds.label, &s.concerned.label))
            .collect(),
        at_roll: {
            let number = desk.facts.facts.number.clone().unwrap_or_default();
            f.link_with(&format!("/narvaro/{}#nu", desk.meeting.link.slug), &[("vid", &number)])
        },
        kept: kept::of(&f, cx, slug).await?,
        draft: kept::name(slug),
        members: stances::members(&desk),
        kinds: stances::kinds(&f),
        sitting: desk.sitting.iter().map(|o| tell::other(&f, &desk, o)).collect(),
        has_next: desk.beside[1].is_some(),
        f,
    };
    html_with(status, &page)
}

pub(super) fn head(f: &Frame, desk: &Desk) -> Head {
    let (i, m, t) = (&desk.facts, &desk.meeting, &f.t.writing);
    let when =
        m.facts.when.as_ref().map(|w| w.exact_day().map_or_else(|| f.lang.planned(w), |d| f.lang.day(d)));
    let meeting = when.map_or_else(|| m.facts.title.clone(), |when| format!("{}, {when}", m.facts.title));
    let has_paragraphs = desk.bodies.iter().any(|b| b.facts.paragraph_pattern.is_some());
    let title = match &i.facts.number {
        Some(number) => format!("{} {}", f.lang.item_name(number, has_paragraphs), i.facts.title),
        None => i.facts.title.clone(),
    };
    let beside = [t.before, t.after].into_iter().zip(&desk.beside);
    let mut actions: Vec<Action> = beside
        .filter_map(|(verb, to)| {
            let to = to.as_ref()?;
            Some(Action::new(verb, f.link(&format!("/skriv/{}", to.slug))).of(to.label.clone()))
        })
        .collect();
    let to = |text: &str, path: &str| Action::new(text, f.link(&format!("{path}/{}", m.link.slug)));
    if desk.previous.is_some() {
        let to = f.link(&format!("/foregaende/{}", i.link.slug));
        actions.push(Action::new(f.t.sitting.previous_approve, to));
    }
    actions.push(Action::new(t.to_item, f.link(&url::to(&i.link))));
    actions.push(to(f.t.attendance.action, "/narvaro"));
    actions.push(to(f.t.agenda.action, "/dagordning"));
    Head {
        crumbs: vec![
            Link::new(f.t.nav.meetings, f.link("/moten")),
            Link::new(meeting, f.link(&url::to(&m.link))),
        ],
        kind: f.lang.list(&desk.bodies.iter().map(|b| b.facts.name.clone()).collect::<Vec<_>>()),
        lead: t.lead.to_owned(),
        actions,
        ..Head::new(title)
    }
}

async fn act(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let sent = Sent::new(pairs);
    match sent.get("do") {
        Some("carry") => return carried(f, &cx, &slug, &sent).await,
        Some("stances") => {
            let errors = match stance::enter(&cx, &f.actor(), &slug, f.today, &stances::entered(&sent)).await
            {
                Ok(_) => {
                    return Ok(
                        see(&f.link_with(&format!("/skriv/{slug}#stallning"), &[("gjort", "sparat")])),
                    );
                }
                Err(ActionError::Refused(refusals)) => refusals,
                Err(other) => return Err(other.into()),
            };
            let told = |r: &genbo_app::thing::refusal::Refusal| {
                let told = form::told(&f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned());
                ("stallning".to_owned(), told)
            };
            let errors = errors.iter().map(told).collect();
            return page(f, &cx, &slug, None, (errors, Vec::new()), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        _ => {}
    }
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), &slug).await?;
    let mut form = Form::sent(&sent, &desk);
    let read = minute(&f, &mut reader, &sent, &mut form).await?;
    drop(reader);
    let Some((minute, places)) = read else {
        let errors = wrong(&form);
        return page(f, &cx, &slug, Some(form), (errors, Vec::new()), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let to = match (sent.get("do"), &desk.beside[1]) {
        (Some("next"), Some(next)) => next.slug.clone(),
        _ => slug.clone(),
    };
    let done = |what: &str| see(&f.link_with(&format!("/skriv/{to}"), &[("gjort", what)]));
    if minute.item.is_none() && minute.rows.is_empty() && minute.removed.is_empty() {
        return Ok(done("inget"));
    }
    match write(&cx, &f.actor(), &slug, f.today, &minute).await {
        Ok(_) => {
            genbo_app::draft::forget(&cx, &f.actor(), &kept::name(&slug)).await?;
            Ok(done("sparat"))
        }
        Err(ActionError::Refused(refusals)) => {
            let mut errors = Vec::new();
            for r in &refusals {
                let place = places.get(r.row).and_then(|p| p.clone());
                let told = |form: &form::Form| match form::told(&f, &r.why) {
                    Some(told) => told,
                    None => {
                        let field = r.field.unwrap_or_default();
                        f.lang.missing(crate::words::field(f.lang, form.noun.name, field))
                    }
                };
                let row = place.as_ref().and_then(|p| {
                    form.item
                        .iter_mut()
                        .chain(form.proposals.iter_mut())
                        .chain(&mut form.clauses)
                        .chain(&mut form.statements)
                        .find(|x| &x.prefix == p)
                });
                let (id, why) = match row {
                    Some(row) => {
                        let why = told(&row.form);
                        let first = row.form.entries.first().map(|e| e.field.name).unwrap_or_default();
                        let field = r.field.filter(|n| row.form.entry(n).is_some()).unwrap_or(first);
                        if let Some(entry) = row.form.entry_mut(field) {
                            entry.error = Some(why.clone());
                        }
                        (format!("{}:f.{field}", row.prefix), why)
                    }
                    None => {
                        let why = form::told(&f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned());
                        ("punkten".to_owned(), why)
                    }
                };
                errors.push((id, why));
            }
            page(f, &cx, &slug, Some(form), (errors, Vec::new()), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(ActionError::Collides(collisions)) => {
            let t = &f.t.writing;
            let mut errors = vec![("punkten".to_owned(), t.collided.to_owned())];
            for c in &collisions {
                let Some(prefix) = places.get(c.row).cloned().flatten() else { continue };
                let now = format!("{}: {}", t.now_it_says, c.now.clone().unwrap_or_default());
                errors.push((format!("{prefix}:f.{}", c.field), now.clone()));
                let all = form
                    .item
                    .iter_mut()
                    .chain(form.proposals.iter_mut())
                    .chain(&mut form.clauses)
                    .chain(&mut form.statements);
                for row in all.filter(|r| r.prefix == prefix) {
                    if let Some(entry) = row.form.entry_mut(&c.field) {
                        entry.error = Some(now.clone());
                        // Whoever saves again has seen it.
                        entry.was = c.now.iter().flat_map(|n| n.split('\n')).map(str::to_owned).collect();
                    }
                    row.form.seen = None;
                }
            }
            page(f, &cx, &slug, Some(form), (errors, Vec::new()), StatusCode::CONFLICT).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The item's clauses go into the records of other bodies of the sitting.
async fn carried(f: Frame, cx: &Cx, slug: &str, sent: &Sent) -> Result<Response, Fault> {
    let mut picked: Vec<String> = sent.all("to").map(str::to_owned).collect();
    let submission =
        sent.get("key").map(|key| format!("{key}-{}", crate::assets::hash(sent.whole().as_bytes())));
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), slug).await?;
    drop(reader);
    picked.retain(|slug| desk.sitting.iter().any(|o| &o.meeting.link.slug == slug));
    let errors = if picked.is_empty() || desk.clauses.is_empty() {
        vec![("fler-protokoll".to_owned(), f.t.sitting.carry_nothing.to_owned())]
    } else {
        match carry::carry(cx, &f.actor(), slug, f.today, &picked, submission.as_deref()).await {
            Ok(_) => {
                let to = f.link_with(&format!("/skriv/{slug}#fler-protokoll"), &[("gjort", "skrivet")]);
                return Ok(see(&to));
            }
            Err(ActionError::Refused(refusals)) => refusals
                .iter()
                .map(|r| {
                    let told = form::told(&f, &r.why).unwrap_or_else(|| f.t.form.refused.to_owned());
                    ("fler-protokoll".to_owned(), told)
                })
                .collect(),
            Err(other) => return Err(other.into()),
        }
    };
    page(f, cx, slug, None, (errors, Vec::new()), StatusCode::UNPROCESSABLE_ENTITY).await
}

fn wrong(form: &Form) -> Vec<(String, String)> {
    let rows = form.item.iter().chain(&form.proposals).chain(&form.clauses).chain(&form.statements);
    rows.flat_map(|r| {
        r.form
            .entries
            .iter()
            .filter_map(|e| Some((format!("{}:f.{}", r.prefix, e.field.name), e.error.clone()?)))
    })
    .collect()
}

/// Reads the form: what is written, and which row each thing that is written came from. Nothing if something is wrong.
async fn minute(
    f: &Frame,
    reader: &mut Reader,
    sent: &Sent,
    form: &mut Form,
) -> Result<Option<(Minute, Vec<Option<String>>)>, Fault> {
    let mut minute = Minute {
        submission: sent
            .get("key")
            .map(|key| format!("{key}-{}", crate::assets::hash(sent.whole().as_bytes()))),
        ..Minute::default()
    };
    let mut places = vec![form.item.first().map(|r| r.prefix.clone())];
    let mut is_wrong = false;
    if let Some(row) = form.item.first_mut() {
        match row.form.read(f, reader).await? {
            Answer::Written(written, _) => minute.item = Some(*written),
            Answer::Nothing => {}
            Answer::Wrong => is_wrong = true,
        }
    }
    for row in form.rows() {
        if row.is_removed {
            if let Some(thing) = &row.form.thing {
                minute.removed.push((row.form.noun, thing.clone()));
            }
            continue;
        }
        if !row.is_changed() {
            continue;
        }
        match row.form.read(f, reader).await? {
            Answer::Written(written, _) => {
                let written: Written = *written;
                minute.rows.push(written);
                places.push(Some(row.prefix.clone()));
            }
            Answer::Nothing => {}
            Answer::Wrong => is_wrong = true,
        }
    }
    Ok((!is_wrong).then_some((minute, places)))
}

/// The routes of writing an item.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/skriv/{*slug}", show).requires(Permission::Record))
        .route(post("/skriv/{*slug}", act).requires(Permission::Record))
        .with(vote::routes())
        .with(kept::routes())
        .with(previous::routes())
}
