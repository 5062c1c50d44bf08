//! The cases of the rules: facts, a rule and what shall come out, in files that a secretary can read and add to.
//! Invariant: every finding of the rule under test is expected, and nothing is expected that does not come.

use genbo_documents::cooperation_file::{Bundle, SourceFile, read};
use genbo_domain::{
    calendar::WorkingCalendar,
    rule::RuleKind,
    value::{Pointer, ThingId},
};
use genbo_rules::{
    check,
    facts::{Facts, Row},
    outcome::{Finding, Outcome},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/cases");

/// One case as its file has it.
struct Case {
    says: String,
    as_of: jiff::civil::Date,
    text: String,
    expect: Vec<toml::Table>,
}

fn text<'t>(table: &'t toml::Table, key: &str) -> &'t str {
    table.get(key).and_then(toml::Value::as_str).unwrap_or_default()
}

fn cases(file: &std::path::Path) -> Vec<Case> {
    let table: toml::Table = std::fs::read_to_string(file).expect("a case file").parse().expect("TOML");
    let common = std::fs::read_to_string(format!("{CASES}/common.toml")).expect("what cases have in common");
    let tables = |value: &toml::Value| -> Vec<toml::Table> {
        value.as_array().into_iter().flatten().filter_map(|v| v.as_table().cloned()).collect()
    };
    let case = |case: toml::Table| {
        let known = ["says", "as_of", "facts", "rule", "more", "expect"];
        assert!(case.keys().all(|k| known.contains(&k.as_str())), "{}: an unknown key", text(&case, "says"));
        let rule = text(&case, "rule");
        let force = if rule.contains("force =") { "" } else { "force = \"rule\"\n" };
        let cites = "cites = { document = \"ordningen\", edition = \"2020-01-01\", section = \"Allt\", quote = \"så\" }";
        let facts = merged(&common, text(&case, "facts"));
        let more = text(&case, "more");
        Case {
            says: text(&case, "says").to_owned(),
            as_of: text(&case, "as_of").parse().expect("a date"),
            text: format!(
                "format = 1\nhome = \"samarbetet\"\n{facts}\n[[rule]]\nid = \"rule\"\n{force}{cites}\n{rule}\n{more}"
            ),
            expect: case.get("expect").map(tables).unwrap_or_default(),
        }
    };
    table.get("case").map(tables).unwrap_or_default().into_iter().map(case).collect()
}

/// What is common, without the bodies and organisations that the case states itself.
fn merged(common: &str, own: &str) -> String {
    let kept = common.split("\n[[").enumerate().filter(|(_, table)| {
        let slug = table.lines().find(|l| l.starts_with("slug = ")).unwrap_or_default();
        let stated = |head: &str| table.starts_with(head) && own.contains(&format!("[[{head}\n{slug}\n"));
        !(stated("body]]") || stated("organisation]]"))
    });
    let kept: Vec<String> = kept.map(|(n, t)| if n == 0 { t.to_owned() } else { format!("[[{t}") }).collect();
    format!("{}\n{own}", kept.join("\n"))
}

/// The entries of a file as facts.
fn facts(bundle: &Bundle, as_of: jiff::civil::Date) -> (Facts, HashMap<ThingId, String>) {
    let ids: HashMap<Pointer, ThingId> =
        bundle.entries.iter().zip(1..).map(|(e, id)| (e.pointer(), ThingId(id))).collect();
    let mut facts = Facts::new(as_of, WorkingCalendar::weekends_only());
    let mut slugs = HashMap::new();
    for entry in &bundle.entries {
        let id = ids[&entry.pointer()];
        slugs.insert(id, entry.slug.clone());
        let mut values = vec![None; entry.noun.fields.len()];
        for (index, value, place) in &entry.fields {
            let known = |p: Pointer| ids.get(&p).copied().ok_or(p);
            values[*index] = Some(
                value
                    .clone()
                    .try_map(&mut known.clone())
                    .unwrap_or_else(|p| panic!("{place}: there is no {} {:?}", p.noun, p.slug)),
            );
        }
        let gaps =
            entry.gaps.iter().map(|(i, kind, _)| (entry.noun.fields[*i].name.to_owned(), *kind)).collect();
        facts
            .add(entry.noun.name, Row { id, slug: entry.slug.clone(), values, gaps })
            .expect("facts that read");
    }
    (facts, slugs)
}

fn subject(finding: &Finding, slugs: &HashMap<ThingId, String>) -> String {
    let slug = |id: ThingId| slugs.get(&id).cloned().unwrap_or_default();
    match finding.subject.of {
        Some(of) => format!("{}/{}", slug(finding.subject.thing), slug(of)),
        None => slug(finding.subject.thing),
    }
}

/// What is wrong with a case.
fn judged(case: &Case, kinds: &mut BTreeMap<RuleKind, BTreeSet<Outcome>>) -> Vec<String> {
    let source = SourceFile { name: "case", bytes: case.text.as_bytes() };
    let bundle = match read(&[source]) {
        Ok(bundle) => bundle,
        Err(problems) => return problems.iter().map(ToString::to_string).collect(),
    };
    let (facts, slugs) = facts(&bundle, case.as_of);
    let mut findings = check::check(&facts);
    for finding in &findings {
        if let Some(rule) = facts.rules.get(finding.rule) {
            kinds.entry(rule.facts.kind).or_default().insert(finding.answer.outcome);
        }
    }
    let mut wrong = Vec::new();
    for expected in &case.expect {
        let rule =
            format!("samarbetet/{}", expected.get("rule").and_then(toml::Value::as_str).unwrap_or("rule"));
        let wanted = expected.get("subject").and_then(toml::Value::as_str);
        let found = findings.iter().position(|f| {
            slugs.get(&f.rule) == Some(&rule) && wanted.is_none_or(|s| subject(f, &slugs) == s)
        });
        let Some(found) = found.map(|at| findings.remove(at)) else {
            wrong.push(format!("no finding of {rule} about {wanted:?}"));
            continue;
        };
        let answer = &found.answer;
        let told = (answer.outcome.as_str(), answer.due.map(|d| d.to_string()), answer.on_plan);
        let right = text(expected, "outcome") == told.0
            && expected.get("due").is_none_or(|d| d.as_str() == told.1.as_deref())
            && expected.get("on_plan").is_none_or(|p| p.as_bool() == Some(told.2));
        if !right {
            wrong.push(format!(
                "{rule} about {}: {told:?}, not {expected}; {:?} {:?}",
                subject(&found, &slugs),
                answer.say,
                answer.lines
            ));
        }
    }
    let of_rule = |f: &&Finding| slugs.get(&f.rule).is_some_and(|s| s == "samarbetet/rule");
    wrong.extend(
        findings
            .iter()
            .filter(of_rule)
            .map(|f| format!("not expected: {} {:?}", subject(f, &slugs), f.answer)),
    );
    wrong
}

#[test]
fn every_case_comes_out_as_it_says_and_every_kind_has_cases_kept_and_broken() {
    let mut wrong = Vec::new();
    let mut kinds = BTreeMap::new();
    let mut files: Vec<_> = std::fs::read_dir(CASES).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "toml")) {
        for case in cases(file) {
            wrong.extend(judged(&case, &mut kinds).into_iter().map(|w| format!("{}: {w}", case.says)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (word, _) in RuleKind::VOCABULARY.words {
        let outcomes = word.parse().ok().and_then(|kind: RuleKind| kinds.get(&kind));
        let has = |outcome| outcomes.is_some_and(|o| o.contains(&outcome));
        let bad = has(Outcome::Broken)
            || (*word == "step_order" && has(Outcome::AtRisk))
            || (*word == "review" && has(Outcome::AtRisk));
        assert!(
            has(Outcome::Kept) && bad,
            "{word} has no case that is kept, or none that is broken: {outcomes:?}"
        );
    }
}
