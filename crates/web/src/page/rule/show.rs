//! One rule: its words and where they stand, its parameters in words, everything that it is about with facts and
//! arithmetic, what departs from it, how it is read, and its history.

use super::{told, words as say};
use crate::{
    fault::Fault,
    finding,
    frame::Frame,
    page::{
        fact::history_cells,
        html,
        opening::{self, all_facts, crumbs},
    },
    sheet::{Block, Cell, Section, Sheet, Table, lines::capital},
    url,
    view::{Action, Fact, Head, Link},
    words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    check::{
        Checked, Told, is_law, overview,
        rule::{RulePage, page},
    },
    cx::Cx,
    view::Reader,
};
use genbo_domain::{noun::Noun, rule::Rule};
use genbo_rules::outcome::Outcome;
use std::sync::Arc;

pub(super) async fn show(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    // Law stands in no register: there is nothing to offer and no home to open at.
    let mut reader = match is_law(&slug) {
        true => Reader::open(&cx, &f.actor().viewer(), f.today).await?,
        false => opening::reader(&mut f, &cx, "rule", &slug).await?,
    };
    let found = page(&mut reader, &slug).await?;
    let t = &f.t.rule;
    let all = all_facts(&f, &found.rule.link);
    let mut sections = vec![
        Section::new("om", t.says, about(&f, &found)),
        Section::new("laget", t.subjects, state(&f, &found)),
        Section::new("undantag", t.exceptions, exceptions(&f, &found)),
        Section::new("lasning", t.reading, reading(&f, &found)),
        Section::new("dispens", t.waivers, waivers(&f, &found)),
    ];
    if found.rule.statute.is_none() {
        let history = Section::new("historik", f.t.facts.history, history(&f, &found));
        sections.push(history.aside(all.text, all.href));
    }
    let head = head(&f, &found);
    html(&Sheet::of(f, head, sections))
}

fn head(f: &Frame, found: &RulePage) -> Head {
    let (t, rule) = (&f.t.rule, &found.rule);
    let document = rule.document.as_ref();
    let stands = Fact::new(t.stands_in, document.map_or_else(String::new, |d| d.label.clone()));
    // A law has no page here.
    let place = document.filter(|_| rule.statute.is_none()).map(|d| match &found.section {
        Some(section) => f.link(&format!("{}#{}", url::to(d), say::section_anchor(&section.slug))),
        None => f.to(d).href,
    });
    let stands =
        place.map_or(stands.clone(), |href| stands.link(href)).note(rule.facts.cites_section.clone());
    let force = Fact::new(t.force, capital(words::word(f.lang, "force", rule.facts.force.as_str())));
    let valid = rule.facts.valid.as_ref().map(|v| Fact::new(t.valid, f.lang.date(v)));
    let mut facts = vec![stands, force];
    facts.extend(valid);
    let mut actions = Vec::new();
    if f.editing.as_ref().is_some_and(|e| e.change.is_some()) {
        let slug = rule.link.slug.as_str();
        actions.push(Action::new(t.waive, f.link_with(&url::add("rule_waived"), &[("rule", slug)])));
    }
    Head {
        crumbs: crumbs(f, "rule", Some(&rule.cooperation)),
        kind: capital(words::word(f.lang, "rule_kind", rule.facts.kind.as_str())),
        lead: lead(f, found),
        actions,
        facts,
        ..Head::new(say::title(f.lang, &rule.facts, rule.statute))
    }
}

/// Whether it is kept, in a sentence.
fn lead(f: &Frame, found: &RulePage) -> String {
    let t = &f.t.rule;
    if let Some(why) = &found.rule.facts.state_off_because {
        return format!("{} {}", t.is_off, why.0);
    }
    match &found.checked {
        None => t.for_members.to_owned(),
        Some(checked) => {
            let c = overview::Counts::of(&checked.findings);
            f.lang.rule_counts(c.broken, c.at_risk, c.unknown, c.kept)
        }
    }
}

/// The words of the rule, and its parameters in ours.
fn about(f: &Frame, found: &RulePage) -> Vec<Block> {
    let (t, r) = (&f.t.rule, &found.rule.facts);
    let mut pairs: Vec<(String, Cell)> = say::scope(f, r, &found.names);
    pairs.extend(say::parameters(f, r, &found.pointed));
    if !r.assumed.is_empty() {
        let names: Vec<String> =
            r.assumed.iter().map(|p| say::parameter(f.lang, r.kind, p).to_lowercase()).collect();
        pairs.push((t.assumed.to_owned(), Cell::text(capital(&f.lang.list(&names)))));
    }
    if !r.norms.is_empty() {
        pairs.push((t.norms.to_owned(), Cell::text(r.norms.join(", "))));
    }
    if let Some(note) = &r.note {
        pairs.push((words::field(f.lang, "rule", "note").to_owned(), Cell::text(note.0.clone())));
    }
    let document = found.rule.document.as_ref().map(|d| d.label.clone()).unwrap_or_default();
    let source = format!("{document}, {}", r.cites_section);
    let mut blocks = vec![Block::Quote(r.cites_quote.clone(), source)];
    blocks.push(Block::Note(say::kind_help(f.lang, r.kind)));
    if !pairs.is_empty() {
        blocks.push(Block::Pairs(pairs));
    }
    blocks
}

/// Everything that the rule is about: what asks for something first, the rest on request.
fn state(f: &Frame, found: &RulePage) -> Vec<Block> {
    let t = &f.t.rule;
    let Some(checked) = &found.checked else { return vec![Block::Note(t.for_members.to_owned())] };
    let mut all: Vec<Arc<Told>> = checked.findings.clone();
    overview::sort(&mut all);
    let (open, calm): (Vec<&Told>, Vec<&Told>) =
        all.iter().map(AsRef::as_ref).partition(|t| told::is_open(t));
    let mut blocks = vec![Block::Note(t.as_of.to_owned())];
    let broken = open.iter().filter(|t| t.finding.answer.outcome >= Outcome::AtRisk).count();
    let (pressing, unknown) = open.split_at(broken);
    if !pressing.is_empty() {
        blocks.push(subjects(f, checked, t.needs_care, pressing));
    }
    // What is short is shown at once; long lists of what cannot be said or is as it shall be are folded.
    for (title, told) in [(t.unknown, unknown), (t.kept_and_other, calm.as_slice())] {
        match told.len() {
            0 => {}
            n if n <= 5 || all.len() <= 8 => blocks.push(subjects(f, checked, title, told)),
            n => blocks.push(Block::More(f.lang.group_of(title, n), vec![subjects(f, checked, title, told)])),
        }
    }
    blocks
}

/// The way to a waiver of the rule for that alone.
fn waive_for(f: &Frame, told: &Told, of: &genbo_app::view::Link) -> Link {
    let subject = format!("{}:{}", of.noun, of.slug);
    let rule = told.rule.meta.slug.as_str();
    Link::new(f.t.rule.waive, f.link_with(&url::add("rule_waived"), &[("rule", rule), ("subject", &subject)]))
}

fn subjects(f: &Frame, checked: &Checked, caption: &str, told: &[&Told]) -> Block {
    let t = &f.t.rule;
    let may_waive = f.editing.as_ref().is_some_and(|e| e.change.is_some());
    let row = |told: &&Told| {
        let answer = &told.finding.answer;
        let link = checked.names.get(told.finding.subject.thing);
        let name = finding::subject(f.lang, checked, told);
        let subject = match link.clone().filter(|l| l.id != told.rule.id) {
            Some(link) => Cell::link(Link::new(name, f.to(&link).href)),
            None => Cell::text(name),
        };
        let lines = answer.lines.iter().map(|line| finding::sentence(f.lang, checked, line));
        let mut why = lines.fold(Cell::text(finding::why(f.lang, checked, told)), Cell::fine);
        let rests: Vec<_> = answer.facts.iter().filter_map(|id| checked.names.get(*id)).take(6).collect();
        for fact in rests.iter().filter(|l| Some(l.id) != answer.fix) {
            why = why.fine_link(f.to(fact));
        }
        let mend = if told::is_open(told) { told::mend(f, checked, told) } else { None };
        let waive = (may_waive && answer.outcome >= Outcome::AtRisk).then_some(link).flatten();
        let waive = waive.filter(|of| of.id != told.rule.id).map(|of| waive_for(f, told, &of));
        vec![
            subject.anchored(told::anchor(told)),
            Cell::default().tag(Some(told::tag(f, told))),
            why,
            Cell::text(answer.due.map(|d| f.lang.day(d)).unwrap_or_default()),
            f.cell(told.by.filter(|_| told::is_open(told)).and_then(|id| checked.names.get(id)).as_ref()),
            Cell::links(mend.into_iter().chain(waive).collect()),
        ]
    };
    let heads = [t.subject, t.state, t.arithmetic, t.due, t.whose, t.mend];
    Block::Table(Table::new(caption, &heads, told.iter().map(row).collect()))
}

fn exceptions(f: &Frame, found: &RulePage) -> Vec<Block> {
    let t = &f.t.rule;
    let mut pairs = Vec::new();
    if let Some(base) = &found.base {
        let priority = found.rule.facts.priority.map(|p| format!("{} {p}", t.priority)).unwrap_or_default();
        pairs.push((t.excepts.to_owned(), f.cell(Some(base)).fine(priority)));
    }
    if !found.exceptions.is_empty() {
        pairs.push((t.excepted_by.to_owned(), Cell::links(f.to_all(&found.exceptions))));
    }
    if pairs.is_empty() { Vec::new() } else { vec![Block::Pairs(pairs)] }
}

fn reading(f: &Frame, found: &RulePage) -> Vec<Block> {
    let r = &found.rule.facts;
    let of_law = found.rule.statute.and_then(|s| s.readings.get(f.lang.code()));
    let Some(text) = of_law.or(r.reading_text.as_ref().map(|text| &text.0)) else { return Vec::new() };
    let by = r.reading_by.clone().unwrap_or_default();
    let from = r.reading_from.as_ref().map(|d| f.lang.date(d)).unwrap_or_default();
    vec![Block::Bullets(vec![Cell::text(text.clone()).fine(crate::sheet::lines::joined(&[by, from]))])]
}

fn waivers(f: &Frame, found: &RulePage) -> Vec<Block> {
    let t = &f.t.rule;
    if found.waivers.is_empty() {
        return Vec::new();
    }
    let row = |w: &genbo_app::check::rule::Waiver| {
        let subject = w.facts.subject.and_then(|s| found.names.get(s.0));
        let subject = subject.map_or_else(|| Cell::text(t.everything), |l| Cell::link(f.to(&l)));
        let until = w.facts.until.as_ref().map_or_else(|| t.no_end.to_owned(), |u| f.lang.date(u));
        vec![subject, Cell::text(w.facts.why.0.clone()), Cell::text(w.facts.by.clone()), Cell::text(until)]
    };
    let heads = [t.subject, t.why, t.by, t.until];
    vec![Block::Table(Table::new(t.waivers, &heads, found.waivers.iter().map(row).collect()))]
}

fn history(f: &Frame, found: &RulePage) -> Vec<Block> {
    let t = &f.t.facts;
    if found.history.is_empty() {
        return Vec::new();
    }
    let rows = found.history.iter().map(|turn| history_cells(f, &Rule::DEF, turn)).collect();
    let heads = [t.when, t.action, t.who, t.touched];
    vec![Block::Table(Table::new(t.history, &heads, rows))]
}
