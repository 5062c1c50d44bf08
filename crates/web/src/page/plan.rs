//! Plans: the list by cooperation, and a plan with goals, activities, figures, cycle, projects and evaluations.

use super::{
    html, indicator,
    opening::{self, all_facts, crumbs},
};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    sheet::{
        Block, Cell, Section, Sheet, Table, doubts,
        fields::{Fields, not_stated},
        lines::{capital, joined},
    },
    site::AppState,
    view::{Action, Fact, Filter, Filters, Head, Link, Tag, TagKind},
    words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::Cx,
    view::{
        Names, Reader,
        fact::Time,
        plan::{PlanLine, PlanPage, Plans, plan, plans},
        shown::Shown,
    },
};
use genbo_domain::{
    course::Theme,
    plan::{Activity, CycleStep, Goal, PlanState},
    project::{Evaluation, EvaluationState, Project},
};

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = plans(&mut reader, f.asked("cooperation")).await?;
    let t = &f.t.plan;
    let mut sections: Vec<Section> = found
        .by_owner
        .iter()
        .map(|(owner, lines)| {
            let of_owner = Link::new(owner.label.clone(), f.to(owner).href);
            Section::new("", owner.label.clone(), vec![plan_table(&f, lines, &found)])
                .aside(f.t.facts.home, of_owner.href)
        })
        .collect();
    if sections.is_empty() {
        sections.push(Section::new("", "", vec![Block::Empty(t.no_plans.to_owned())]));
    }
    sections.push(Section::new("projekt", t.projects, projects(&f, &found.projects, &found.names)));
    sections.push(Section::new(
        "utvarderingar",
        t.evaluations,
        evaluations(&f, &found.evaluations, &found.names),
    ));
    let measures: Vec<Link> = found.indicators.iter().map(|i| f.to(&i.link)).collect();
    let measures = if measures.is_empty() { Vec::new() } else { vec![Block::Columns(measures)] };
    sections.push(Section::new("indikatorer", t.measures, measures));
    let choices = found.cooperations.iter().map(|c| (c.slug.clone(), c.label.clone())).collect();
    let filters = Filters {
        fields: vec![Filter::choice("cooperation", f.t.facts.home, f.asked("cooperation"), choices)],
        active: f.asked("cooperation").is_some(),
    };
    let beside = [("governing_document", "/styrdokument"), ("area", "/omraden"), ("agreement", "/avtal")];
    let beside =
        beside.map(|(noun, path)| Action::new(capital(words::noun(f.lang, noun).plural), f.link(path)));
    let head = Head { lead: t.list_lead.to_owned(), actions: beside.into(), ..Head::new(f.t.nav.plans) };
    html(&Sheet { filters: Some(filters), ..Sheet::of(f, head, sections) })
}

fn plan_table(f: &Frame, lines: &[PlanLine], found: &Plans) -> Block {
    let t = &f.t.plan;
    let rows = lines.iter().map(|line| {
        let (p, facts) = (&line.plan, &line.plan.facts);
        let open = |field: &str| not_stated(f, &p.link, &line.open, field);
        let bodies = found.names.list(&facts.decided_by);
        vec![
            Cell::link(f.to(&p.link)).fine(f.certainty(&p.origin)),
            match &facts.period {
                Some(period) => Cell::text(f.lang.date(period)).fine(time(f, line.time)),
                None => open("period"),
            },
            Cell::default().tag(Some(state_tag(f, facts.state))),
            if bodies.is_empty() { open("decided_by") } else { Cell::links(f.to_all(&bodies)) },
            Cell::text(f.lang.activities(line.activities)),
        ]
    });
    let heads = [t.plan, t.period, t.state, t.decided_by, t.activities];
    Block::Table(Table::new(f.t.nav.plans, &heads, rows.collect()))
}

fn time(f: &Frame, time: Time) -> &'static str {
    match time {
        Time::Now => f.t.plan.current,
        Time::Earlier => f.t.plan.earlier,
        Time::Later => f.t.plan.later,
    }
}

/// The state of a plan, activity or project; unknown if none is told.
pub(crate) fn state_tag(f: &Frame, state: Option<PlanState>) -> Tag {
    let Some(state) = state else { return Tag::new(TagKind::Unknown, f.t.plan.state_unknown) };
    let kind = match state {
        PlanState::Proposed => TagKind::Unknown,
        PlanState::Planned | PlanState::UnderWay => TagKind::Info,
        PlanState::Done => TagKind::Ok,
        PlanState::Abandoned => TagKind::Waived,
    };
    Tag::new(kind, capital(words::word(f.lang, "plan_state", state.as_str())))
}

/// Projects as a table.
pub(crate) fn projects(f: &Frame, all: &[Shown<Project>], names: &Names) -> Vec<Block> {
    let t = &f.t.plan;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|p| {
        vec![
            Cell::link(f.to(&p.link)).fine(p.facts.summary.as_ref().map(|s| s.0.clone()).unwrap_or_default()),
            f.cell(names.opt(p.facts.owner).as_ref()),
            Cell::text(f.date(p.facts.period.as_ref())),
            Cell::default().tag(Some(state_tag(f, p.facts.state))),
        ]
    });
    vec![Block::Table(Table::new(
        t.projects,
        &[t.project, f.t.facts.home, t.period, t.state],
        rows.collect(),
    ))]
}

/// Evaluations as a table; of one that is still ahead nothing is told but that, and one that should have been made and has not is said to be late by nobody but its date.
pub(crate) fn evaluations(f: &Frame, all: &[Shown<Evaluation>], names: &Names) -> Vec<Block> {
    let t = &f.t.plan;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|e| {
        let ahead = e.facts.when.as_ref().and_then(|w| w.first()).is_some_and(|first| first.date() > f.today);
        let tag = match e.facts.state {
            _ if ahead => Tag::new(TagKind::Unknown, f.t.lines.ahead),
            None => Tag::new(TagKind::Unknown, t.state_unknown),
            Some(state) => {
                let over =
                    e.facts.when.as_ref().and_then(|w| w.last()).is_some_and(|last| last.date() < f.today);
                let kind = match state {
                    EvaluationState::Done => TagKind::Ok,
                    EvaluationState::Due if over => TagKind::Risk,
                    _ => TagKind::Info,
                };
                Tag::new(kind, capital(words::word(f.lang, "evaluation_state", state.as_str())))
            }
        };
        vec![
            Cell::link(f.to(&e.link)).fine(
                e.facts.conclusion.as_ref().filter(|_| !ahead).map(|c| c.0.clone()).unwrap_or_default(),
            ),
            f.cell(names.to(e.facts.subject).as_ref()),
            f.cell(names.opt(e.facts.by).as_ref()),
            Cell::text(f.date(e.facts.when.as_ref())),
            Cell::default().tag(Some(tag)),
        ]
    });
    let heads = [t.evaluation, t.subject, t.by, t.when, t.state];
    vec![Block::Table(Table::new(t.evaluations, &heads, rows.collect()))]
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "plan", &slug).await?;
    let found = plan(&mut reader, &slug).await?;
    let t = &f.t.plan;
    let measured = found.indicators.iter().flat_map(|m| {
        let mut blocks = vec![Block::Bullets(vec![Cell::link(f.to(&m.indicator.link))])];
        blocks.extend(indicator::blocks(&f, m, &found.names));
        blocks
    });
    let cycle = if found.own_steps { t.cycle } else { t.cycle_of_owner };
    let about = found.plan.link.clone();
    let mut sections = vec![
        Section::new("mal", t.goals, goals(&f, &found)),
        Section::new("matning", t.indicators, measured.collect()),
        Section::new("teman", t.themes, themes(&f, &found.themes, &found.names)),
        Section::new("steg", cycle, steps(&f, &found.steps, &found.names)),
        Section::new("projekt", t.projects, projects(&f, &found.projects, &found.names)),
        Section::new("utvarderingar", t.evaluations, evaluations(&f, &found.evaluations, &found.names)),
        Section::new("om", t.facts, facts(&f, &found)),
    ];
    sections.extend(doubts::sections(&f, &about, &found.doubts));
    let all = all_facts(&f, &about);
    sections.push(
        Section::new("kalla", t.source, doubts::source(&f, &found.plan.origin)).aside(all.text, all.href),
    );
    let head = head(&f, &found);
    html(&Sheet::of(f, head, sections))
}

fn head(f: &Frame, found: &PlanPage) -> Head {
    let (t, p) = (&f.t.plan, &found.plan);
    let owner = found.names.to(p.facts.owner);
    let fact = |field: &'static str, value: String| {
        let label = words::field(f.lang, "plan", field);
        if value.is_empty() {
            let open = not_stated(f, &p.link, &found.doubts, field);
            Fact::new(label, open.words.first().map(|w| w.text.clone()).unwrap_or_default()).soft()
        } else {
            Fact::new(label, value)
        }
    };
    let names_of = |links: Vec<genbo_app::view::Link>| {
        f.lang.list(&links.into_iter().map(|l| l.label).collect::<Vec<_>>())
    };
    let period = fact("period", f.date(p.facts.period.as_ref()));
    let period = if p.facts.period.is_some() { period.note(time(f, found.time)) } else { period };
    Head {
        crumbs: crumbs(f, "plan", owner.as_ref()),
        kind: owner.map(|o| format!("{} · {}", t.plan, o.label)).unwrap_or_default(),
        facts: vec![
            period,
            fact("state", f.word("plan_state", p.facts.state.map(PlanState::as_str))),
            fact("decided_by", names_of(found.names.list(&p.facts.decided_by))),
            fact("lead", found.names.opt(p.facts.lead).map(|l| l.label).unwrap_or_default()),
            Fact::new(t.activities, f.lang.activities(found.activities.len())),
        ],
        ..Head::new(p.facts.title.clone())
    }
}

fn goals(f: &Frame, found: &PlanPage) -> Vec<Block> {
    let t = &f.t.plan;
    let mut blocks = Vec::new();
    if found.activities.is_empty() {
        blocks.push(Block::Empty(t.no_activities.to_owned()));
    }
    for goal in &found.goals {
        blocks.push(Block::Bullets(vec![goal_cell(f, goal, found)]));
        let own: Vec<_> =
            found.activities.iter().filter(|a| a.facts.goal.is_some_and(|g| g.0 == goal.id())).collect();
        if own.is_empty() && !found.activities.is_empty() {
            blocks.push(Block::Note(t.no_activities_goal.to_owned()));
        } else if !own.is_empty() {
            blocks.push(activities(f, &own, found));
        }
    }
    let loose: Vec<_> = found.activities.iter().filter(|a| a.facts.goal.is_none()).collect();
    if !loose.is_empty() {
        if !found.goals.is_empty() {
            blocks.push(Block::Note(t.without_goal.to_owned()));
        }
        blocks.push(activities(f, &loose, found));
    }
    blocks
}

fn goal_cell(f: &Frame, goal: &Shown<Goal>, found: &PlanPage) -> Cell {
    let (t, g) = (&f.t.plan, &goal.facts);
    let labelled =
        |label: &str, text: String| if text.is_empty() { text } else { format!("{label}: {text}") };
    let words = |p: &Option<genbo_domain::value::Prose>| p.as_ref().map(|p| p.0.clone()).unwrap_or_default();
    let cell = Cell::link(f.to(&goal.link))
        .fine(joined(&[labelled(t.target, f.date(g.target.as_ref())), f.certainty(&goal.origin)]))
        .fine(labelled(t.measure, words(&g.measure)))
        .fine(labelled(t.outcome, words(&g.outcome)));
    match found.names.opt(g.indicator) {
        Some(indicator) => cell.fine_link(f.to(&indicator)),
        None => cell,
    }
}

fn activities(f: &Frame, all: &[&Shown<Activity>], found: &PlanPage) -> Block {
    let t = &f.t.plan;
    let rows = all.iter().map(|a| {
        let facts = &a.facts;
        let mut name =
            Cell::link(f.to(&a.link)).fine(joined(&[f.date(facts.when.as_ref()), f.certainty(&a.origin)]));
        if let Some(area) = found.names.opt(facts.area) {
            name = name.fine_link(f.to(&area));
        }
        let who = |links: Vec<genbo_app::view::Link>, field: &'static str| {
            if links.is_empty() {
                not_stated(f, &a.link, &found.doubts, field)
            } else {
                Cell::links(f.to_all(&links))
            }
        };
        vec![
            name,
            who(found.names.opt(facts.accountable).into_iter().collect(), "accountable"),
            who(found.names.list(&facts.responsible), "responsible"),
            who(found.names.opt(facts.lead).into_iter().collect(), "lead"),
            Cell::default().tag(Some(state_tag(f, facts.state))),
            Cell::text(facts.follow_up.as_ref().map(|p| p.0.clone()).unwrap_or_default()),
        ]
    });
    let heads = [t.activity, t.accountable, t.responsible, t.lead, t.state, t.follow_up];
    Block::Table(Table::new(t.activities, &heads, rows.collect()))
}

fn themes(f: &Frame, all: &[Shown<Theme>], names: &Names) -> Vec<Block> {
    let t = &f.t.plan;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|x| {
        vec![
            Cell::link(f.to(&x.link)).fine(x.facts.proposed_by.clone().unwrap_or_default()),
            f.cell(names.to(x.facts.body).as_ref()),
            Cell::text(f.date(x.facts.when.as_ref())),
            f.cell(names.opt(x.facts.meeting).as_ref()),
            Cell::text(capital(&f.word("theme_state", x.facts.state.map(|s| s.as_str())))),
        ]
    });
    let meeting = words::field(f.lang, "theme", "meeting");
    vec![Block::Table(Table::new(t.themes, &[t.theme, t.body, t.when, meeting, t.state], rows.collect()))]
}

/// Steps of a cycle as a table.
pub(crate) fn steps(f: &Frame, all: &[Shown<CycleStep>], names: &Names) -> Vec<Block> {
    let t = &f.t.plan;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|s| {
        let number = s.facts.number.as_ref().map(|n| format!("{n}. ")).unwrap_or_default();
        let to = f.to(&s.link);
        vec![
            Cell::link(Link::new(format!("{number}{}", to.text), to.href))
                .fine(s.facts.deliverable.as_ref().map(|d| d.0.clone()).unwrap_or_default()),
            s.facts
                .window
                .as_ref()
                .map_or(Cell::text(f.t.common.not_stated).soft(), |w| Cell::text(f.lang.planned(w))),
            f.cell(names.opt(s.facts.actor).as_ref()),
            Cell::text(capital(&f.word("plan_state", s.facts.state.map(PlanState::as_str)))),
        ]
    });
    vec![Block::Table(Table::new(t.cycle, &[t.step, t.when, t.by, t.state], rows.collect()))]
}

fn facts(f: &Frame, found: &PlanPage) -> Vec<Block> {
    let facts = &found.plan.facts;
    let mut blocks = Fields::of(f, &found.plan.link, &found.doubts)
        .link("owner", found.names.to(facts.owner))
        .link("document", found.names.opt(facts.document))
        .links("decided_by", &found.names.list(&facts.decided_by))
        .links("anchored_in", &found.names.list(&facts.anchored_in))
        .link("lead", found.names.opt(facts.lead))
        .blocks();
    if let Some(note) = &facts.note {
        blocks.push(Block::Prose(note.0.clone()));
    }
    blocks
}

/// The routes of plans.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/planer", list).public()).route(get("/planer/{*slug}", show).public())
}
