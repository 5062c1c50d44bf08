//! The overviews: the cooperations with how many of their rules are kept and broken; and for one cooperation, body,
//! organisation or person what has to be done, by when and by whom.

use super::told::{self, outcome_named};
use crate::{
    fault::Fault,
    finding,
    frame::Frame,
    page::{
        html,
        list::{self, asked_for, is_active, pager, part},
    },
    sheet::{Block, Cell, Section, Sheet, Table, lines::capital},
    url,
    view::{Fact, Filter, Filters, Head, Link, Tag, TagKind},
    words,
};
use axum::{extract::State, response::Response};
use genbo_app::{
    account,
    check::{
        RuleLine, Told,
        overview::{self, Counts, Only, Overview, Whose, overview},
        rule::rules_of,
        todo::Todo,
    },
    cx::{Actor, Cx},
    view::{self, HowMany, Reader},
};
use genbo_rules::outcome::{Outcome, Severity};
use jiff::civil::Date;

/// How many cooperations a page has.
const PER_PAGE: usize = 25;
/// By what an overview is asked for.
const WHOSE: [&str; 4] = ["cooperation", "body", "organisation", "person"];

pub(super) async fn list(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    list::opens(&mut f);
    let as_of = day(&f, "as_of")?;
    let mut reader = Reader::open(&cx, &f.actor().viewer(), as_of.unwrap_or(f.today)).await?;
    let whose = match f.asked("mine") {
        Some(_) => Some(own(&f, &cx).await?),
        None => whose(&f),
    };
    match whose {
        Some(whose) => one(f, &mut reader, &whose, as_of).await,
        None => all(f, &mut reader, as_of).await,
    }
}

/// The overview of who reads.
async fn own(f: &Frame, cx: &Cx) -> Result<Whose, Fault> {
    let known = match f.actor() {
        actor @ Actor::Account { .. } => account::known(cx, actor.principal()).await?,
        _ => None,
    };
    known.map(|known| Whose::Account(Box::new(known))).ok_or(Fault::NotFound)
}

fn day(f: &Frame, name: &str) -> Result<Option<Date>, Fault> {
    f.asked(name).map(|d| d.parse().map_err(|_| Fault::NotFound)).transpose()
}

fn whose(f: &Frame) -> Option<Whose> {
    let asked = |name: &str| f.asked(name).map(str::to_owned);
    asked("person")
        .map(Whose::Person)
        .or_else(|| asked("organisation").map(Whose::Organisation))
        .or_else(|| asked("body").map(Whose::Body))
        .or_else(|| asked("cooperation").map(Whose::Cooperation))
}

/// The cooperations, each with how its rules are kept.
async fn all(f: Frame, reader: &mut Reader, as_of: Option<Date>) -> Result<Response, Fault> {
    let t = &f.t.rule;
    let (cooperations, in_all) = overview::cooperations(reader, part(&f, PER_PAGE)).await?;
    let counts = overview::of_each(reader, &cooperations).await?;
    let row = |(c, counts): (&genbo_app::view::Link, &Option<Counts>)| {
        let href = f.link_with("/regler", &[("cooperation", &c.slug)]);
        let name = Cell::link(Link::new(c.label.clone(), href));
        let Some(counts) = counts else {
            return vec![name.fine(t.for_members_short), Cell::default(), Cell::default(), Cell::default()];
        };
        if counts.all() == 0 {
            return vec![name.fine(t.no_rules), Cell::default(), Cell::default(), Cell::default()];
        }
        let told = |kind, n: usize, outcome| {
            let text = f.lang.counted(n, finding::outcome(f.lang, outcome));
            if n == 0 { Cell::text("0") } else { Cell::default().tag(Some(Tag::new(kind, text))) }
        };
        vec![
            name,
            told(TagKind::Bad, counts.broken, Outcome::Broken),
            told(TagKind::Risk, counts.at_risk, Outcome::AtRisk),
            told(TagKind::Unknown, counts.unknown, Outcome::Unknown).fine(f.lang.rules_kept(counts.kept)),
        ]
    };
    let links: Vec<view::Link> = cooperations.iter().map(view::Link::from).collect();
    let rows = links.iter().zip(&counts).map(row).collect();
    let heads = [f.t.facts.home, t.broken, t.at_risk, t.unknown];
    let block = match in_all {
        0 => Block::Empty(t.no_rules.to_owned()),
        _ => Block::Table(Table::new(f.t.nav.cooperations, &heads, rows)),
    };
    let filters = Filters {
        fields: vec![Filter::day("as_of", t.as_of_day, f.asked("as_of"))],
        active: as_of.is_some(),
    };
    let head =
        Head { lead: t.list_lead.to_owned(), ..Head::new(capital(words::noun(f.lang, "rule").plural)) };
    let pager = pager(&f, HowMany::exactly(in_all), PER_PAGE);
    let sheet = Sheet::of(f, head, vec![Section::new("", "", vec![block])]);
    html(&Sheet { filters: Some(filters), pager, ..sheet })
}

/// By what findings are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Todo,
    Due,
    Whose,
}

/// One overview.
async fn one(f: Frame, reader: &mut Reader, whose: &Whose, as_of: Option<Date>) -> Result<Response, Fault> {
    let only = only(&f)?;
    let group = match f.asked("group") {
        None | Some("todo") => Group::Todo,
        Some("due") => Group::Due,
        Some("whose") => Group::Whose,
        Some(_) => return Err(Fault::NotFound),
    };
    let found = overview(reader, whose, only).await?;
    let (rules, law) = match (whose, &found.whose) {
        (Whose::Cooperation(_), Some(cooperation)) => {
            (rules_of(reader, cooperation.id).await?, found.law.as_slice())
        }
        _ => (Vec::new(), [].as_slice()),
    };
    let seen = found.cooperations.iter().any(|(_, sees)| *sees);
    let mut sections = Vec::new();
    if seen {
        sections.extend(told_sections(&f, &found, only, group));
    } else {
        let text = if found.cooperations.is_empty() { f.t.rule.no_rules } else { f.t.rule.for_members };
        sections.push(Section::new("", "", vec![Block::Note(text.to_owned())]));
    }
    sections.push(hidden(&f, &found, seen));
    if !rules.is_empty() {
        sections.push(Section::new("alla", f.t.rule.all_rules, vec![index(&f, f.t.rule.all_rules, &rules)]));
    }
    if seen && !law.is_empty() {
        let blocks = vec![Block::Note(f.t.rule.law_note.to_owned()), index(&f, f.t.rule.law, law)];
        sections.push(Section::new("lag", f.t.rule.law, blocks));
    }
    let head = head(&f, &found, seen, as_of);
    let filters = seen.then(|| filters(&f, &found, only, group));
    let sheet = Sheet::of(f, head, sections);
    html(&Sheet { filters, ..sheet })
}

fn only(f: &Frame) -> Result<Only, Fault> {
    let outcome = f.asked("outcome").map(|w| outcome_named(w).ok_or(Fault::NotFound)).transpose()?;
    let todo = f.asked("todo").map(|w| Todo::named(w).ok_or(Fault::NotFound)).transpose()?;
    let severity = f.asked("severity").map(|w| severity_named(w).ok_or(Fault::NotFound)).transpose()?;
    Ok(Only { outcome, severity, todo })
}

const SEVERITIES: [Severity; 4] = [Severity::Violation, Severity::Warning, Severity::Target, Severity::Info];

fn severity_named(word: &str) -> Option<Severity> {
    SEVERITIES.into_iter().find(|s| s.as_str() == word)
}

fn told_sections(f: &Frame, found: &Overview, only: Only, group: Group) -> Vec<Section> {
    let t = &f.t.rule;
    let mut all: Vec<std::sync::Arc<Told>> = found.checked.findings.clone();
    overview::sort(&mut all);
    let (pressing, open): (Vec<&Told>, Vec<&Told>) = all
        .iter()
        .map(AsRef::as_ref)
        .partition(|told| only.outcome.is_some() || told.finding.answer.outcome != Outcome::Unknown);
    let mut sections = Vec::new();
    if pressing.is_empty() && open.is_empty() {
        let filtered = only.outcome.is_some() || only.severity.is_some() || only.todo.is_some();
        let text = match (found.counts.all(), filtered) {
            (0, _) => t.no_rules,
            (_, true) => f.t.list.nothing_found,
            (_, false) => t.nothing_red,
        };
        return vec![Section::new("", "", vec![Block::Empty(text.to_owned())])];
    }
    if pressing.is_empty() {
        sections.push(Section::new("", "", vec![Block::Empty(t.nothing_red.to_owned())]));
    }
    for (title, told) in grouped(f, found, group, &pressing) {
        let title = f.lang.group_of(&title, told.len());
        let blocks = told::table(f, &found.checked, &title, &told);
        sections.push(Section::new("", title, blocks));
    }
    if !open.is_empty() {
        let mut blocks = vec![Block::Note(t.unknown_note.to_owned())];
        for (title, told) in grouped(f, found, group, &open) {
            let title = f.lang.group_of(&title, told.len());
            blocks.push(Block::More(title.clone(), told::table(f, &found.checked, &title, &told)));
        }
        sections.push(Section::new("oklart", t.unknown, blocks));
    }
    sections
}

/// Findings put together, the groups in the order of their most pressing one; days in their own order.
fn grouped<'t>(f: &Frame, found: &Overview, group: Group, told: &[&'t Told]) -> Vec<(String, Vec<&'t Told>)> {
    let t = &f.t.rule;
    let mut groups: Vec<(String, Option<Date>, Vec<&Told>)> = Vec::new();
    for told in told {
        let due = told.finding.answer.due;
        let name = match group {
            Group::Todo => f.lang.todo(told.todo).to_owned(),
            Group::Due => due.map_or_else(|| t.no_day.to_owned(), |d| f.lang.month_of(d)),
            Group::Whose => {
                let by = told.by.and_then(|id| found.checked.names.get(id));
                by.map_or_else(|| t.nobody.to_owned(), |l| l.label)
            }
        };
        match groups.iter_mut().find(|(n, ..)| *n == name) {
            Some((_, first, list)) => {
                *first = (*first).min(due).or(due);
                list.push(told);
            }
            None => groups.push((name, due, vec![told])),
        }
    }
    if group == Group::Due {
        groups.sort_by_key(|(_, first, _)| (first.is_none(), *first));
    }
    groups.into_iter().map(|(name, _, list)| (name, list)).collect()
}

/// That some of the cooperations show their findings to their members alone.
fn hidden(f: &Frame, found: &Overview, seen: bool) -> Section {
    let closed: Vec<Cell> = found
        .cooperations
        .iter()
        .filter(|(_, sees)| seen && !sees)
        .map(|(c, _)| {
            Cell::link(Link::new(c.label.clone(), f.link_with("/regler", &[("cooperation", &c.slug)])))
        })
        .collect();
    if closed.is_empty() {
        return Section::default();
    }
    let blocks = vec![Block::Note(f.t.rule.closed_note.to_owned()), Block::Bullets(closed)];
    Section::new("andra", f.t.rule.closed, blocks)
}

fn head(f: &Frame, found: &Overview, seen: bool, as_of: Option<Date>) -> Head {
    let t = &f.t.rule;
    let counts = found.counts;
    let of = |label: &str, n: usize, outcome: Outcome| {
        let fact = Fact::new(label, f.lang.whole(i64::try_from(n).unwrap_or(0)));
        if n == 0 { fact } else { fact.link(f.here_with(&[("outcome", outcome.as_str())])) }
    };
    let facts = vec![
        of(t.broken, counts.broken, Outcome::Broken),
        of(t.at_risk, counts.at_risk, Outcome::AtRisk),
        of(t.unknown, counts.unknown, Outcome::Unknown),
        of(t.kept, counts.kept, Outcome::Kept),
    ];
    let list = Link::new(capital(words::noun(f.lang, "rule").plural), f.link("/regler"));
    Head {
        crumbs: std::iter::once(list).chain(found.whose.iter().map(|l| f.to(l))).collect(),
        kind: as_of.map(|d| format!("{} {}", t.as_of_day, f.lang.day(d))).unwrap_or_default(),
        lead: if seen { f.lang.rules_lead(counts.broken, counts.at_risk) } else { String::new() },
        facts: if seen { facts } else { Vec::new() },
        ..Head::new(found.whose.as_ref().map_or_else(|| t.start.to_owned(), |l| f.lang.rules_of(&l.label)))
    }
}

fn filters(f: &Frame, found: &Overview, only: Only, group: Group) -> Filters {
    let t = &f.t.rule;
    let outcomes = [Outcome::Broken, Outcome::AtRisk, Outcome::Unknown, Outcome::Kept, Outcome::Waived];
    let outcomes = outcomes.map(|o| (o.as_str().to_owned(), capital(finding::outcome(f.lang, o)))).to_vec();
    let severities =
        SEVERITIES.map(|s| (s.as_str().to_owned(), capital(finding::severity(f.lang, s)))).to_vec();
    let todos = Todo::ALL.map(|d| (d.as_str().to_owned(), f.lang.todo(d).to_owned())).to_vec();
    let groups = [("todo", t.by_todo), ("due", t.by_due), ("whose", t.by_whose)];
    let groups = groups.map(|(w, text)| (w.to_owned(), text.to_owned())).to_vec();
    let chosen = match group {
        Group::Todo => "todo",
        Group::Due => "due",
        Group::Whose => "whose",
    };
    let labels = [f.t.facts.home, f.t.meeting.body, f.t.meeting.organisation, f.t.wheel.person];
    let mut fields: Vec<Filter> = WHOSE
        .into_iter()
        .zip(labels)
        .filter_map(|(name, label)| asked_for(f, name, label, found.whose.as_ref()))
        .collect();
    fields.extend(f.asked("mine").map(|_| {
        Filter::choice("mine", t.start, Some("yes"), vec![("yes".to_owned(), capital(f.t.common.yes))])
    }));
    fields.extend([
        Filter::choice("outcome", t.state, only.outcome.map(Outcome::as_str), outcomes),
        Filter::choice("severity", t.severity, only.severity.map(Severity::as_str), severities),
        Filter::choice("todo", t.todo, only.todo.map(Todo::as_str), todos),
        Filter::choice("group", t.group, Some(chosen), groups),
        Filter::day("as_of", t.as_of_day, f.asked("as_of")),
    ]);
    Filters { fields, active: is_active(f, &["outcome", "severity", "todo", "group", "as_of"]) }
}

/// All rules with what they measure and how strictly they are meant.
fn index(f: &Frame, caption: &str, rules: &[RuleLine]) -> Block {
    let t = &f.t.rule;
    let row = |r: &RuleLine| {
        let name = Link::new(
            super::words::title(f.lang, &r.facts, r.statute),
            f.link(&url::of("rule", &r.link.slug)),
        );
        let off = r
            .facts
            .state_off_because
            .as_ref()
            .map(|_| Tag::new(TagKind::Waived, capital(finding::outcome(f.lang, Outcome::Off))));
        vec![
            Cell::link(name).tag(off),
            Cell::text(capital(words::word(f.lang, "rule_kind", r.facts.kind.as_str()))),
            Cell::text(capital(words::word(f.lang, "force", r.facts.force.as_str()))),
            // A law has no page here.
            match (&r.document, r.statute) {
                (Some(law), Some(_)) => Cell::text(law.label.clone()),
                (document, _) => f.cell(document.as_ref()),
            }
            .fine(r.facts.cites_section.clone()),
        ]
    };
    let rows = rules.iter().map(row).collect();
    Block::Table(Table::new(caption, &[t.rule, t.kind, t.force, t.stands_in], rows))
}
