//! Areas of cooperation as a pipeline, and one area with what is known of it.

use super::{
    course::words as prose,
    html,
    opening::{self, all_facts, crumbs},
    plan,
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
    view::{Fact, Head, Step, StepState, Tag, TagKind},
    words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::Cx,
    view::{
        Reader,
        area::{AreaPage, Pipeline, STAGES, area, pipelines},
        shown::Shown,
    },
};
use genbo_domain::agreement::{Area, AreaStage};

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = pipelines(&mut reader).await?;
    let t = &f.t.area;
    let mut sections: Vec<Section> = found
        .pipelines
        .iter()
        .map(|p| {
            let to = f.to(&p.cooperation);
            Section::new("", to.text, pipeline(&f, p)).aside(f.t.facts.home, to.href)
        })
        .collect();
    if !found.others.is_empty() {
        let blocks = vec![Block::Note(t.others_note.to_owned()), Block::Columns(f.to_all(&found.others))];
        sections.push(Section::new("utan", t.others, blocks));
    }
    let head =
        Head { lead: t.list_lead.to_owned(), ..Head::new(capital(words::noun(f.lang, "area").plural)) };
    html(&Sheet::of(f, head, sections))
}

fn pipeline(f: &Frame, p: &Pipeline) -> Vec<Block> {
    let t = &f.t.area;
    let mut blocks = Vec::new();
    if p.areas.is_empty() {
        blocks.push(Block::Empty(t.no_areas.to_owned()));
    }
    let steps = STAGES.iter().filter(|s| **s != AreaStage::Ended).map(|stage| {
        let n = p.areas.iter().filter(|a| a.facts.stage == Some(*stage)).count();
        Step {
            name: stage_word(f, *stage),
            text: if n == 0 { t.no_one.to_owned() } else { f.lang.areas(n) },
            state: if n == 0 { StepState::Todo } else { StepState::Done },
        }
    });
    blocks.push(Block::Steps(t.stages.to_owned(), steps.collect()));
    if !p.areas.is_empty() {
        blocks.push(table(f, &p.areas));
    }
    if !p.methods.is_empty() {
        blocks.push(Block::Note(t.method.to_owned()));
        blocks.push(Block::Columns(f.to_all(&p.methods)));
    }
    blocks
}

fn table(f: &Frame, areas: &[Shown<Area>]) -> Block {
    let t = &f.t.area;
    let rows = areas.iter().map(|a| {
        let priority = a.facts.priority.map(|n| format!("{} {n}", t.priority));
        vec![
            Cell::link(f.to(&a.link)).fine(joined(&[priority.unwrap_or_default(), f.certainty(&a.origin)])),
            Cell::default().tag(Some(stage_tag(f, a.facts.stage))),
            Cell::text(prose(&a.facts.note)),
        ]
    });
    let heads = [t.area, words::field(f.lang, "area", "stage"), t.in_short];
    Block::Table(Table::new(t.stages, &heads, rows.collect()))
}

fn stage_word(f: &Frame, stage: AreaStage) -> String {
    capital(words::word(f.lang, "area_stage", stage.as_str()))
}

fn stage_tag(f: &Frame, stage: Option<AreaStage>) -> Tag {
    let Some(stage) = stage else { return Tag::new(TagKind::Unknown, f.t.area.stage_unknown) };
    let kind = match stage {
        AreaStage::Established | AreaStage::FollowedUp => TagKind::Ok,
        AreaStage::Ended => TagKind::Waived,
        AreaStage::Proposed => TagKind::Unknown,
        _ => TagKind::Info,
    };
    Tag::new(kind, stage_word(f, stage))
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "area", &slug).await?;
    let found = area(&mut reader, &slug).await?;
    let t = &f.t.area;
    let about = found.area.link.clone();
    let motives: Vec<Cell> = found.area.facts.motives.iter().map(Cell::text).collect();
    let motives = if motives.is_empty() { Vec::new() } else { vec![Block::Bullets(motives)] };
    let all = all_facts(&f, &about);
    let mut sections = vec![
        Section::new("laget", t.stages, steps(&f, found.area.facts.stage)),
        Section::new("om", t.about, facts(&f, &found)),
        Section::new("motiv", t.motives, motives),
        Section::new("aktiviteter", t.activities, activities(&f, &found)),
        Section::new("utvarderingar", t.evaluations, plan::evaluations(&f, &found.evaluations, &found.names)),
    ];
    sections.extend(doubts::sections(&f, &about, &found.doubts));
    sections.push(
        Section::new("kalla", t.source, doubts::source(&f, &found.area.origin)).aside(all.text, all.href),
    );
    let head = head(&f, &found);
    html(&Sheet::of(f, head, sections))
}

/// The stages with the area's own as the present one. That it has passed those before it is not told, so only its own
/// is solid.
fn steps(f: &Frame, stage: Option<AreaStage>) -> Vec<Block> {
    let Some(stage) = stage else { return vec![Block::Empty(f.t.area.stage_unknown.to_owned())] };
    let steps = STAGES.iter().map(|s| Step {
        name: stage_word(f, *s),
        text: if *s == stage { f.t.area.here.to_owned() } else { String::new() },
        state: if *s == stage { StepState::Now } else { StepState::Todo },
    });
    vec![Block::Steps(f.t.area.stages.to_owned(), steps.collect())]
}

fn head(f: &Frame, found: &AreaPage) -> Head {
    let (t, a) = (&f.t.area, &found.area);
    let cooperation = found.names.to(a.facts.cooperation);
    let label = |field: &'static str| words::field(f.lang, "area", field);
    let stage = match a.facts.stage {
        Some(stage) => Fact::new(label("stage"), stage_word(f, stage)),
        None => Fact::new(label("stage"), t.stage_unknown).soft(),
    };
    let letter = match found.names.opt(a.facts.letter_of_intent) {
        Some(letter) => Fact::new(label("letter_of_intent"), letter.label.clone()).link(f.to(&letter).href),
        None => {
            let cell = not_stated(f, &a.link, &found.doubts, "letter_of_intent");
            let text = cell.words.into_iter().next().map(|w| w.text).unwrap_or_default();
            Fact::new(label("letter_of_intent"), text).note(prose(&a.facts.no_letter_reason)).soft()
        }
    };
    let decided = found.names.list(&a.facts.decided_by);
    let decided = match decided.first() {
        Some(item) => Fact::new(label("decided_by"), item.label.clone()).link(f.to(item).href),
        None => Fact::new(label("decided_by"), t.decision_missing).soft(),
    };
    Head {
        crumbs: crumbs(f, "area", cooperation.as_ref()),
        kind: joined(&[
            capital(words::noun(f.lang, "area").singular),
            cooperation.map(|c| c.label).unwrap_or_default(),
        ]),
        facts: vec![stage, letter, decided],
        ..Head::new(a.facts.name.clone())
    }
}

fn facts(f: &Frame, found: &AreaPage) -> Vec<Block> {
    let (a, names) = (&found.area.facts, &found.names);
    let mut blocks = Fields::of(f, &found.area.link, &found.doubts)
        .text("priority", a.priority.map(|n| n.to_string()).unwrap_or_default())
        .text("analysis", prose(&a.analysis))
        .text("analysed", f.date(a.analysed.as_ref()))
        .links("decided_by", &names.list(&a.decided_by))
        .link("letter_of_intent", names.opt(a.letter_of_intent))
        .text("no_letter_reason", prose(&a.no_letter_reason))
        .link("established_by", names.opt(a.established_by))
        .text("started", f.date(a.started.as_ref()))
        .text("supervision", prose(&a.supervision))
        .link("cost_key", names.opt(a.cost_key))
        .text("financing", prose(&a.financing))
        .links("visible_in", &names.list(&a.visible_in))
        .blocks();
    if let Some(note) = &a.note {
        blocks.insert(0, Block::Prose(note.0.clone()));
    }
    blocks
}

fn activities(f: &Frame, found: &AreaPage) -> Vec<Block> {
    let t = &f.t.plan;
    if found.activities.is_empty() {
        return Vec::new();
    }
    let rows = found.activities.iter().map(|a| {
        vec![
            Cell::link(f.to(&a.link)).fine(f.date(a.facts.when.as_ref())),
            f.cell(found.names.to(a.facts.plan).as_ref()),
            Cell::default().tag(Some(plan::state_tag(f, a.facts.state))),
            Cell::text(prose(&a.facts.follow_up)),
        ]
    });
    vec![Block::Table(Table::new(t.activities, &[t.activity, t.plan, t.state, t.follow_up], rows.collect()))]
}

/// The routes of areas.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/omraden", list).public()).route(get("/omraden/{*slug}", show).public())
}
