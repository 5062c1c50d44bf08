//! The findings of a check, as JSON in the form of the contract and as text.

use crate::{finding, lang::Lang, url};
use genbo_app::check::{Checked, Told};
use genbo_domain::value::ThingId;
use genbo_rules::outcome::Outcome;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// `{"as_of","findings":[…]}`, every rule present, kept ones too.
pub fn json(checked: &Checked, lang: Lang) -> Value {
    let findings: Vec<Value> = checked.findings.iter().map(|told| one(checked, told, lang)).collect();
    json!({ "as_of": checked.as_of.to_string(), "findings": findings })
}

/// One finding in the form of the contract.
pub fn one(checked: &Checked, told: &Told, lang: Lang) -> Value {
    let (rule, answer) = (&told.rule.facts, &told.finding.answer);
    let slug = |id: ThingId| checked.names.get(id).map(|l| l.slug);
    let lines: Vec<String> = answer.lines.iter().map(|line| finding::sentence(lang, checked, line)).collect();
    let rests_on: Vec<Value> = answer
        .facts
        .iter()
        .filter_map(|id| checked.names.get(*id))
        .map(|l| json!({ "noun": l.noun, "slug": l.slug }))
        .collect();
    json!({
        "rule": id_of(told),
        "kind": rule.kind.as_str(),
        "norms": rule.norms,
        "cooperation": told.cooperation.slug,
        "body": told.body.and_then(slug),
        "subject": subject(checked, told),
        "outcome": answer.outcome.as_str(),
        "severity": told.finding.severity.as_str(),
        "message": finding::message(lang, checked, told),
        "facts": { "rests_on": rests_on, "arithmetic": lines, "on_plan": answer.on_plan },
        "assumption": told.finding.assumption,
        "due": answer.due.map(|d| d.to_string()),
        "fix": answer.fix.and_then(|id| checked.names.get(id)).map(|l| url::to(&l)),
        "cites": {
            "document": slug(rule.cites_document.0),
            "edition": rule.cites_edition.to_string(),
            "section": rule.cites_section,
            "quote": rule.cites_quote,
        },
    })
}

/// The rule's id in its cooperation.
fn id_of(told: &Told) -> &str {
    let slug = told.rule.meta.slug.as_str();
    slug.strip_prefix(told.cooperation.slug.as_str()).and_then(|s| s.strip_prefix('/')).unwrap_or(slug)
}

/// The slug of what a finding is about; of a member in a body, both with `/` between.
fn subject(checked: &Checked, told: &Told) -> String {
    let slug = |id: ThingId| checked.names.get(id).map_or_else(|| id.0.to_string(), |l| l.slug);
    let subject = told.finding.subject;
    match subject.of {
        Some(of) => format!("{}/{}", slug(subject.thing), slug(of)),
        None => slug(subject.thing),
    }
}

/// The findings for people: what is broken first, each with its citation and arithmetic; what is kept only as a number.
pub fn text(checked: &Checked, lang: Lang) -> String {
    let mut out = String::new();
    let shown = [Outcome::Broken, Outcome::AtRisk, Outcome::Unknown];
    for outcome in shown {
        let mut of_outcome: Vec<&Told> = checked
            .findings
            .iter()
            .map(AsRef::as_ref)
            .filter(|t: &&Told| t.finding.answer.outcome == outcome)
            .collect();
        of_outcome.sort_by_key(|t| std::cmp::Reverse(t.finding.severity));
        for told in of_outcome {
            block(&mut out, checked, told, lang);
        }
    }
    for outcome in [
        Outcome::Broken,
        Outcome::AtRisk,
        Outcome::Unknown,
        Outcome::Kept,
        Outcome::Waived,
        Outcome::NotApplicable,
        Outcome::Off,
    ] {
        let n = checked.findings.iter().filter(|t| t.finding.answer.outcome == outcome).count();
        let _ = writeln!(out, "{:>6}  {}", n, finding::outcome(lang, outcome));
    }
    out
}

fn block(out: &mut String, checked: &Checked, told: &Told, lang: Lang) {
    let (rule, answer) = (&told.rule.facts, &told.finding.answer);
    let outcome = finding::outcome(lang, answer.outcome).to_uppercase();
    let severity = finding::severity(lang, told.finding.severity);
    let _ = writeln!(out, "{outcome} ({severity})  {}/{}", told.cooperation.slug, id_of(told));
    let _ = writeln!(out, "    {}", finding::message(lang, checked, told));
    for line in &answer.lines {
        let _ = writeln!(out, "    {}", finding::sentence(lang, checked, line));
    }
    if let Some(due) = answer.due {
        let _ = writeln!(out, "    {}: {}", lang.pick("Sista dag", "Last day"), lang.day(due));
    }
    let document = checked.names.get(rule.cites_document.0).map_or_else(String::new, |l| l.label);
    let _ = writeln!(out, "    {document}, {}: ”{}”\n", rule.cites_section, rule.cites_quote);
}
