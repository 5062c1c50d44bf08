//! Rules in files and `genbo check` over the cooperations, on both databases: refusals at their place, round trip, findings.

use genbo_app::{
    check::{self, Ask, Checked},
    error::ActionError,
    view::Reader,
};
use genbo_domain::rule::RuleKind;
use genbo_rules::{
    outcome::Outcome,
    say::{More, Say},
};
use genbo_store::thing::Viewer;
use genbo_testkit::app::{COOPERATIONS, Start, TestApp, for_each_database};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

const FRAME: &str = r#"
format = 1
home = "x"

[[cooperation]]
slug = "x"
name = "X"

[[body]]
slug = "x/styrelsen"
owner = "cooperation:x"
name = "Styrelsen"

[[governing_document]]
slug = "ordningen"
owner = "cooperation:x"
title = "Ordningen"
date = "2022-01-01"

[[governing_document.section]]
heading = "Möten"
"#;

const CITES: &str =
    r#"cites = { document = "ordningen", edition = "2022-01-01", section = "Möten", quote = "fyra gånger" }"#;

fn rule(lines: &str) -> String {
    format!("{FRAME}\n[[rule]]\nid = \"en\"\nforce = \"must\"\n{CITES}\n{lines}\n")
}

async fn refused(app: &TestApp, text: &str) -> String {
    // What cannot be read is refused before anything is asked of the database.
    let source = genbo_documents::cooperation_file::SourceFile { name: "f", bytes: text.as_bytes() };
    if let Err(problems) = genbo_documents::cooperation_file::read(&[source]) {
        return problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    }
    match app.import(&[("f", text)]).await {
        Err(ActionError::Problems(problems)) => {
            problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_cannot_be_is_refused_where_it_is_written_and_nothing_is_lost() {
    for_each_database(Start::Register, async |app| {
        let before = app.counts().await;
        let scope = "scope = { body = \"x/styrelsen\" }";
        for (lines, told) in [
            (format!("kind = \"frequence\"\n{scope}"), "did you mean \"frequency\"?"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = 4 }}"), "cannot be without per"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ atleast = 4, per = \"year\" }}"), "did you mean at_least?"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = \"four\", per = \"year\" }}"), "at_least cannot be \"four\""),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = 4, per = \"week\" }}"), "is no per"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = 5, at_most = 4, per = \"year\" }}"), "no number is at least 5 and at most 4"),
            (format!("kind = \"companion\"\n{scope}\nparameters = {{ with = \"x/raden\" }}"), "there is no body with the slug \"x/raden\""),
            ("kind = \"spacing\"\nparameters = { at_least = \"7 days\" }".to_owned(), "it can never apply"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = 4, per = \"year\" }}\nvalid = \"2010/2011\""), "ends before the time of its document"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = 4, per = \"year\" }}\nexcepts = \"en\""), "it is an exception from itself"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = 4, per = \"year\" }}\nexcepts = \"en\""), "an exception has no priority"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = 4, per = \"year\" }}\nexcepts = \"två\""), "is no slug"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = 4, per = \"year\" }}\nexcepts = \"tva\""), "there is no rule with this slug"),
            (format!("kind = \"frequency\"\n{scope}\nparameter = {{ at_least = 4, per = \"year\" }}"), "did you mean parameters?"),
            ("kind = \"passage\"\nparameters = { through = [\"x/styrelsen\"] }".to_owned(), "a way has at least two bodies"),
            (format!("kind = \"majority\"\n{scope}\nparameters = {{ basis = \"cast\" }}"), "it states no share"),
            (format!("kind = \"majority\"\n{scope}\nparameters = {{ basis = \"cast\", more_than = \"1\" }}"), "no vote could reach it"),
            (format!("kind = \"majority\"\n{scope}\nparameters = {{ more_than = \"1/2\" }}"), "cannot be without basis"),
            (format!("kind = \"apportionment\"\n{scope}\nparameters = {{ measure = \"population\" }}"), "either seats or per"),
            (format!("kind = \"ranking\"\n{scope}\nparameters = {{ measure = \"population\", largest = 0 }}"), "none would be among"),
            (format!("kind = \"distribution\"\n{scope}\nparameters = {{ what = \"notice\" }}"), "nobody would get it"),
            ("kind = \"distribution\"\nparameters = { what = \"notice\", to_members = true }".to_owned(), "it can never apply"),
            ("kind = \"confirmation\"\nparameters = { asks = \" \" }".to_owned(), "asks"),
            ("kind = \"frequency\"\nscope = { bodi = \"x/styrelsen\" }\nparameters = { at_least = 4, per = \"year\" }".to_owned(), "did you mean body?"),
            (format!("kind = \"frequency\"\n{scope}\nparameters = {{ at_least = 4, per = \"year\" }}\nassumed = [\"limit\"]"), "no parameter of the kind"),
        ] {
            let text = refused(app, &rule(&lines)).await;
            assert!(text.contains(told), "{lines}: {text}");
            assert!(text.contains("f:"), "{text}");
        }
        for (cites, told) in [
            (CITES.replace("Möten", "Resor"), "has no section \"Resor\""),
            (CITES.replace("2022-01-01", "2021-01-01"), "has no edition of 2021-01-01"),
            (CITES.replace("ordningen", "stadgan"), "there is no governing_document with this slug"),
            (CITES.replace(", quote = \"fyra gånger\"", ""), "cites_quote"),
        ] {
            let lines = format!("kind = \"working_day\"\n{scope}");
            let text = refused(app, &rule(&lines).replace(CITES, &cites)).await;
            assert!(text.contains(told), "{cites}: {text}");
        }
        assert_eq!(app.counts().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_faults_of_a_file_are_told_at_once_each_with_its_line() {
    for_each_database(Start::Register, async |app| {
        let two =
            rule("kind = \"frequency\"\nscope = { body = \"x/styrelsen\" }\nparameters = { at_least = 4 }")
                + &format!(
                    "\n[[rule]]\nid = \"tva\"\nkind = \"spacing\"\nforce = \"must\"\n{}\n",
                    CITES.replace("Möten", "Resor")
                );
        let text = refused(app, &two).await;
        assert!(text.contains("rule en:") && text.contains("rule tva:"), "{text}");
        assert!(text.lines().count() >= 3, "{text}");
        let line = two.lines().position(|l| l.starts_with("parameters")).expect("it is there") + 1;
        assert!(text.contains(&format!("f:{line}:14: rule en:")), "{line}: {text}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_examples_of_the_rules_are_imported_and_go_round() {
    for_each_database(Start::Cooperations, async |app| {
        let text = app.export("skanes-kommuner").await;
        for part in [
            "id = \"kd-agenda-one-week\"",
            "parameters = { at_least = \"7 days\", before = \"meeting.start\", what = \"agenda\" }",
            "excepts = \"skanes-kommuner/networks-one-seat-per-member\"",
        ] {
            assert!(text.contains(part), "{part}");
        }
        let report = app.import(&[("export", &text)]).await.expect("what is exported is imported");
        assert!(report.differences.is_empty(), "{:?}", report.differences);
    })
    .await;
}

async fn checked(app: &TestApp, viewer: &Viewer, cooperation: &str, as_of: Date) -> Checked {
    let mut reader = Reader::open(&app.cx, viewer, as_of).await.expect("it opens");
    let ask = Ask { cooperation: Some(cooperation.to_owned()), body: None };
    check::check(&mut reader, &ask).await.expect("it checks")
}

/// The outcomes of a rule, each with how often it came.
fn outcomes(checked: &Checked, rule: &str) -> BTreeMap<Outcome, usize> {
    let mut outcomes = BTreeMap::new();
    for told in checked.findings.iter().filter(|t| t.rule.meta.slug.ends_with(&format!("/{rule}"))) {
        *outcomes.entry(told.finding.answer.outcome).or_insert(0) += 1;
    }
    outcomes
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rules_of_the_cooperations_come_out_as_verified_by_hand() {
    for_each_database(Start::Cooperations, async |app| {
        let at = date(2022, 9, 29);
        let skane = checked(app, &Viewer::All, "skanes-kommuner", at).await;
        for (rule, expected) in [
            ("kd-en-plats-per-kommun", vec![(Outcome::Kept, 33)]),
            (
                "networks-one-seat-per-member",
                vec![(Outcome::NotApplicable, 3), (Outcome::Kept, 96), (Outcome::Unknown, 1)],
            ),
            ("education-seats-malmo", vec![(Outcome::Kept, 1)]),
            ("socialchefsradet-tolv", vec![(Outcome::Kept, 1)]),
            ("natverk-knutna-till-omraden", vec![(Outcome::Kept, 3), (Outcome::Broken, 1)]),
            ("omrade-har-natverk", vec![(Outcome::Kept, 3), (Outcome::Broken, 1)]),
            ("kd-tre-pa-hosten-2022", vec![(Outcome::Kept, 1)]),
            ("temadag-per-period", vec![(Outcome::AtRisk, 1)]),
        ] {
            assert_eq!(outcomes(&skane, rule).into_iter().collect::<Vec<_>>(), expected, "{rule}");
        }
        let saturday = skane.findings.iter().find(|t| {
            t.rule.meta.slug.ends_with("/moten-pa-arbetsdagar") && t.finding.answer.outcome == Outcome::AtRisk
        });
        assert_eq!(saturday.and_then(|t| t.finding.answer.due), Some(date(2022, 12, 10)));
        let soderasen = checked(app, &Viewer::All, "soderasens-miljoforbund", date(2022, 10, 8)).await;
        let answers = outcomes(&soderasen, "svar-senast-7-oktober");
        assert_eq!(answers.into_iter().collect::<Vec<_>>(), [(Outcome::Kept, 1), (Outcome::Unknown, 4)]);
        assert_eq!(outcomes(&soderasen, "ks-anslas").into_keys().collect::<Vec<_>>(), [Outcome::Broken]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_rule_is_there_and_the_five_are_neither_all_unknown_nor_all_red() {
    for_each_database(Start::Cooperations, async |app| {
        for cooperation in COOPERATIONS {
            let all = checked(app, &Viewer::All, cooperation, date(2022, 9, 29)).await;
            let text = app.export(cooperation).await;
            let rules = text.lines().filter(|l| *l == "[[cooperation.rule]]").count();
            let agreed = || all.findings.iter().filter(|t| t.statute.is_none());
            let told: std::collections::BTreeSet<_> = agreed().map(|t| t.rule.id).collect();
            assert_eq!(told.len(), rules, "{cooperation}");
            assert!(rules >= 5, "{cooperation} has {rules} rules");
            // What only somebody can answer is a question, and no finding of the engine's.
            let judged = || agreed().filter(|t| t.rule.facts.kind != RuleKind::Confirmation);
            let count = |o| judged().filter(|t| t.finding.answer.outcome == o).count();
            assert!(count(Outcome::Kept) * 4 >= judged().count(), "{cooperation}: hardly anything is kept");
            assert!(count(Outcome::Broken) * 4 <= judged().count(), "{cooperation}: wolf");
            let asked = agreed().filter(|t| t.rule.facts.kind == RuleKind::Confirmation);
            let asks = |t: &check::Told| matches!(t.finding.answer.say, Say::More(More::Asks(_)));
            assert!(
                asked.clone().count() > 0
                    && asked.clone().all(|t| asks(t) || t.finding.answer.outcome == Outcome::NotApplicable)
            );
            assert!(!all.has_violation(), "{cooperation}: no violation is verified in docs/findings.md");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_are_for_members() {
    for_each_database(Start::Cooperations, async |app| {
        let at = date(2022, 9, 29);
        assert!(checked(app, &Viewer::Public, "skanes-kommuner", at).await.findings.is_empty());
        let mut reader = Reader::open(&app.cx, &Viewer::All, at).await.expect("it opens");
        let home = reader
            .find::<genbo_domain::cooperation::Cooperation>("skanes-kommuner")
            .await
            .expect("it is there")
            .id;
        let member = Viewer::Member(vec![home]);
        assert!(!checked(app, &member, "skanes-kommuner", at).await.findings.is_empty());
        assert!(checked(app, &member, "horby-hoor", at).await.findings.is_empty());
    })
    .await;
}
