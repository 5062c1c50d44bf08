//! The rules of procedure: per cooperation what is broken or at risk, and one rule with all that it is about.
//!
//! Invariant: who sees no findings of a cooperation still sees its rules; what is checked is what the reader may see.

use super::{
    html,
    opening::{self, all_facts, crumbs},
};
use crate::{
    fault::Fault,
    finding,
    frame::Frame,
    route::{Routes, get},
    sheet::{Block, Cell, Section, Sheet, Table, lines::capital},
    site::AppState,
    view::{Fact, Head, Link, Tag, TagKind},
    words,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    check::{self, Ask, Checked, RuleLine, Told},
    cx::Cx,
    view::Reader,
};
use genbo_rules::outcome::Outcome;

async fn list(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let rules = check::rules(&mut reader).await?;
    let checked = check::check(&mut reader, &Ask::default()).await?;
    let t = &f.t.rule;
    let mut sections = Vec::new();
    for of_one in rules.chunk_by(|a, b| a.cooperation.id == b.cooperation.id) {
        let Some(first) = of_one.first() else { continue };
        let to = f.to(&first.cooperation);
        let blocks = of_cooperation(&f, &checked, of_one);
        sections.push(Section::new("", to.text, blocks).aside(f.t.facts.home, to.href));
    }
    if sections.is_empty() {
        sections.push(Section::new("", t.all_rules, vec![Block::Empty(t.no_rules.to_owned())]));
    }
    let head =
        Head { lead: t.list_lead.to_owned(), ..Head::new(capital(words::noun(f.lang, "rule").plural)) };
    html(&Sheet::of(f, head, sections))
}

fn of_cooperation(f: &Frame, checked: &Checked, rules: &[RuleLine]) -> Vec<Block> {
    let t = &f.t.rule;
    let told: Vec<&Told> =
        checked.findings.iter().filter(|told| rules.iter().any(|r| r.link.id == told.rule.id)).collect();
    let all = Block::More(t.all_rules.to_owned(), vec![index(f, rules)]);
    if told.is_empty() {
        return vec![Block::Note(t.for_members.to_owned()), all];
    }
    let of = |outcome| told.iter().copied().filter(move |t| t.finding.answer.outcome == outcome);
    let counts = [Outcome::Broken, Outcome::AtRisk, Outcome::Unknown, Outcome::Kept].map(|o| of(o).count());
    let mut blocks = vec![Block::Note(f.lang.rule_counts(counts[0], counts[1], counts[2], counts[3]))];
    let mut red: Vec<&Told> = of(Outcome::Broken).chain(of(Outcome::AtRisk)).collect();
    red.sort_by_key(|t| std::cmp::Reverse((t.finding.answer.outcome == Outcome::Broken, t.finding.severity)));
    blocks.push(match red.is_empty() {
        true => Block::Empty(t.nothing_red.to_owned()),
        false => findings(f, checked, t.needs_care, red),
    });
    if counts[2] > 0 {
        let unknown = findings(f, checked, t.unknown, of(Outcome::Unknown).collect());
        blocks.push(Block::More(t.unknown.to_owned(), vec![unknown]));
    }
    blocks.push(all);
    blocks
}

/// Findings as a table: the rule with its sentence, the state, the last day, and where it is mended.
fn findings(f: &Frame, checked: &Checked, caption: &str, told: Vec<&Told>) -> Block {
    let t = &f.t.rule;
    let row = |told: &Told| {
        let answer = &told.finding.answer;
        let rule = Link::new(finding::rule_title(f.lang, told), f.link(&rule_href(&told.rule.meta.slug)));
        let fix = answer.fix.and_then(|id| checked.names.get(id));
        vec![
            Cell::link(rule).fine(finding::message(f.lang, checked, told)),
            Cell::default().tag(Some(tag(f, told))),
            Cell::text(answer.due.map(|d| f.lang.day(d)).unwrap_or_default()),
            f.cell(fix.as_ref()),
        ]
    };
    let heads = [t.finding, t.state, t.due, t.mend];
    Block::Table(Table::new(caption, &heads, told.into_iter().map(row).collect()))
}

/// All rules with what they measure and how strictly they are meant.
fn index(f: &Frame, rules: &[RuleLine]) -> Block {
    let t = &f.t.rule;
    let row = |r: &RuleLine| {
        vec![
            Cell::link(Link::new(title(f, r), f.link(&rule_href(&r.link.slug)))),
            Cell::text(capital(words::word(f.lang, "rule_kind", r.facts.kind.as_str()))),
            Cell::text(words::word(f.lang, "force", r.facts.force.as_str())),
        ]
    };
    Block::Table(Table::new(t.all_rules, &[t.rule, t.kind, t.force], rules.iter().map(row).collect()))
}

fn rule_href(slug: &str) -> String {
    crate::url::of("rule", slug)
}

/// What a rule is called: its title, or else what it measures.
fn title(f: &Frame, rule: &RuleLine) -> String {
    if let Some(title) = rule.statute.and_then(|s| s.titles.get(f.lang.code())) {
        return title.clone();
    }
    let kind = || capital(words::word(f.lang, "rule_kind", rule.facts.kind.as_str()));
    rule.facts.title.clone().unwrap_or_else(kind)
}

fn tag(f: &Frame, told: &Told) -> Tag {
    let outcome = told.finding.answer.outcome;
    let kind = match outcome {
        Outcome::Kept => TagKind::Ok,
        Outcome::Broken => TagKind::Bad,
        Outcome::AtRisk => TagKind::Risk,
        Outcome::Unknown => TagKind::Unknown,
        Outcome::Waived | Outcome::NotApplicable | Outcome::Off => TagKind::Waived,
    };
    Tag::new(kind, capital(finding::outcome(f.lang, outcome)))
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    // Law stands in no register: there is nothing to offer and no home to open at.
    let mut reader = match check::is_law(&slug) {
        true => Reader::open(&cx, &f.actor().viewer(), f.today).await?,
        false => opening::reader(&mut f, &cx, "rule", &slug).await?,
    };
    let rule = check::rule(&mut reader, &slug).await?;
    let ask = Ask { cooperation: Some(rule.cooperation.slug.clone()), body: None };
    let mut checked = check::check(&mut reader, &ask).await?;
    checked.findings.retain(|told| told.rule.id == rule.link.id);
    let t = &f.t.rule;
    let all = all_facts(&f, &rule.link);
    let about = Section::new("om", t.rule, about(&f, &rule));
    let sections = vec![
        Section::new("laget", t.subjects, subjects(&f, &checked)),
        if rule.statute.is_some() { about } else { about.aside(all.text, all.href) },
    ];
    let head = Head {
        crumbs: crumbs(&f, "rule", Some(&rule.cooperation)),
        kind: capital(words::word(f.lang, "rule_kind", rule.facts.kind.as_str())),
        lead: t.as_of.to_owned(),
        facts: facts(&f, &rule),
        ..Head::new(title(&f, &rule))
    };
    html(&Sheet::of(f, head, sections))
}

fn facts(f: &Frame, rule: &RuleLine) -> Vec<Fact> {
    let t = &f.t.rule;
    let force = Fact::new(t.force, words::word(f.lang, "force", rule.facts.force.as_str()));
    let document = rule.document.as_ref();
    let stands = Fact::new(t.stands_in, document.map_or_else(String::new, |d| d.label.clone()));
    let page = document.filter(|_| rule.statute.is_none());
    let stands = page.map_or(stands.clone(), |d| stands.link(f.to(d).href));
    vec![stands.note(rule.facts.cites_section.clone()), force]
}

/// The words of the rule, its parameters and how it is read.
fn about(f: &Frame, rule: &RuleLine) -> Vec<Block> {
    let (t, r) = (&f.t.rule, &rule.facts);
    let mut pairs = vec![(t.stands_in.to_owned(), Cell::text(r.cites_quote.clone()).record())];
    if let Some(parameters) = &r.parameters {
        let lines = parameters.iter().map(|(name, value)| format!("{name} = {value}"));
        pairs.push((t.parameters.to_owned(), Cell::text(lines.collect::<Vec<_>>().join(", "))));
    }
    let of_law = rule.statute.and_then(|s| s.readings.get(f.lang.code()));
    if let Some(reading) = of_law.or(r.reading_text.as_ref().map(|text| &text.0)) {
        pairs.push((
            t.reading.to_owned(),
            Cell::text(reading.clone()).fine(r.reading_by.clone().unwrap_or_default()),
        ));
    }
    if !r.norms.is_empty() {
        pairs.push((t.norms.to_owned(), Cell::text(r.norms.join(", "))));
    }
    vec![Block::Pairs(pairs)]
}

/// Everything that the rule is about, with sentence and arithmetic.
fn subjects(f: &Frame, checked: &Checked) -> Vec<Block> {
    let t = &f.t.rule;
    if checked.findings.is_empty() {
        return vec![Block::Note(t.for_members.to_owned())];
    }
    let row = |told: &Told| {
        let answer = &told.finding.answer;
        let fix = answer.fix.and_then(|id| checked.names.get(id));
        let subject = finding::subject(f.lang, checked, told);
        let subject = match &fix {
            Some(fix) => Cell::link(Link::new(subject, f.to(fix).href)),
            None => Cell::text(subject),
        };
        let lines = answer.lines.iter().map(|line| finding::sentence(f.lang, checked, line));
        let why = lines.fold(Cell::text(finding::sentence(f.lang, checked, &answer.say)), Cell::fine);
        let due = answer.due.map(|d| f.lang.day(d)).unwrap_or_default();
        vec![subject, Cell::default().tag(Some(tag(f, told))), why, Cell::text(due)]
    };
    let heads = [t.subject, t.state, t.arithmetic, t.due];
    vec![Block::Table(Table::new(t.subjects, &heads, checked.findings.iter().map(row).collect()))]
}

/// The routes of rules.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/regler", list).public()).route(get("/regler/{*slug}", show).public())
}
