//! `genbo check` from outside and the API's rules and findings: exit codes, filters, the form of the contract.

use super::{
    verdicts::rule_file,
    visitor::{Visitor, account, moving, portal},
};
use axum::http::StatusCode;
use genbo_testkit::app::{Start, TestApp, for_each_database};
use serde_json::Value;
use std::process::{Command, Output};

/// Runs the program against the test's database.
async fn genbo(app: &TestApp, arguments: &[&str]) -> Output {
    let url = app.url.clone();
    let arguments: Vec<String> = arguments.iter().map(|a| (*a).to_owned()).collect();
    tokio::task::spawn_blocking(move || {
        Command::new(env!("CARGO_BIN_EXE_genbo"))
            .args(&arguments)
            .args(["--database", &url])
            .output()
            .unwrap()
    })
    .await
    .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_exit_status_says_whether_a_rule_is_broken_that_may_not_be_or_whether_it_could_not_be_asked() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &rule_file("2022-09-18"))]).await.unwrap();
        let day = ["--as-of", "2022-09-29"];
        let broken = genbo(app, &[&["check"], &day[..]].concat()).await;
        assert_eq!(code(&broken), 1, "{broken:?}");
        assert!(String::from_utf8_lossy(&broken.stderr).contains("1 rule is broken that may not be"));
        // A breach that only should not be is no violation.
        let should = rule_file("2022-09-18").replace("force = \"must\"", "force = \"should\"");
        app.import(&[("x", &should)]).await.unwrap();
        assert_eq!(code(&genbo(app, &[&["check"], &day[..]].concat()).await), 0);
        // The day before the meeting it is not known yet that it will be.
        app.import(&[("x", &rule_file("2022-09-18"))]).await.unwrap();
        assert_eq!(code(&genbo(app, &["check", "--as-of", "2022-09-01"]).await), 0);
        for wrong in [
            &["check", "--cooperation", "ingen"][..],
            &["check", "--body", "x/ingen"],
            &["check", "--as-of", "2022-02-30"],
            &["check", "--format", "yaml"],
            &["check", "--lang", "fi"],
            &["check", "--nothing"],
        ] {
            let output = genbo(app, wrong).await;
            assert_eq!(code(&output), 2, "{wrong:?}: {output:?}");
            assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{wrong:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_not_there_is_told_and_not_made() {
    let app = TestApp::sqlite(Start::Nothing).await;
    let output = genbo(&app, &["check"]).await;
    assert_eq!(code(&output), 2, "{output:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn json_has_the_form_of_the_contract_with_every_rule_kept_ones_too() {
    for_each_database(Start::Cooperations, async |app| {
        let arguments = [
            "check",
            "--cooperation",
            "soderasens-miljoforbund",
            "--as-of",
            "2022-09-29",
            "--format",
            "json",
        ];
        let told = json(&genbo(app, &arguments).await);
        assert_eq!(told["as_of"], "2022-09-29");
        let findings = told["findings"].as_array().unwrap();
        let keys = [
            "rule",
            "kind",
            "norms",
            "cooperation",
            "body",
            "subject",
            "outcome",
            "severity",
            "message",
            "facts",
            "assumption",
            "due",
            "fix",
            "cites",
        ];
        for finding in findings {
            let object = finding.as_object().unwrap();
            let mut found: Vec<&str> = object.keys().map(String::as_str).collect();
            let mut wanted = keys.to_vec();
            found.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(found, wanted);
            assert_eq!(finding["cooperation"], "soderasens-miljoforbund");
            assert!(finding["norms"].is_array() && finding["facts"].is_object());
            for part in ["document", "edition", "section", "quote"] {
                assert!(finding["cites"][part].is_string(), "{finding}");
            }
            assert!(!finding["message"].as_str().unwrap().contains('#'), "{finding}");
        }
        let text = app.export("soderasens-miljoforbund").await;
        let rules = text.lines().filter(|l| *l == "[[cooperation.rule]]").count();
        let told: std::collections::BTreeSet<&str> =
            findings.iter().map(|f| f["rule"].as_str().unwrap()).collect();
        // What law demands stands beside the agreed rules, under the name of its pack.
        let (law, agreed): (Vec<&str>, Vec<&str>) =
            told.into_iter().partition(|slug| slug.starts_with("se/"));
        assert_eq!(agreed.len(), rules, "every rule is there");
        assert!(law.len() > 3, "{law:?}");
        assert!(findings.iter().any(|f| f["outcome"] == "kept"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn body_and_language_choose_and_the_text_tells_the_same_as_json() {
    for_each_database(Start::Cooperations, async |app| {
        let body = "skanes-kommuner/kommundirektorsnatverket";
        let base = ["check", "--cooperation", "skanes-kommuner", "--as-of", "2022-09-29", "--body", body];
        let sv = genbo(app, &base).await;
        let en = genbo(app, &[&base[..], &["--lang", "en"]].concat()).await;
        let (sv, en) = (
            String::from_utf8_lossy(&sv.stdout).into_owned(),
            String::from_utf8_lossy(&en.stdout).into_owned(),
        );
        assert!(sv.contains("går inte att säga") && en.contains("cannot be said"), "{sv}\n{en}");
        let told = json(&genbo(app, &[&base[..], &["--format", "json"]].concat()).await);
        let findings = told["findings"].as_array().unwrap();
        assert!(!findings.is_empty());
        assert!(findings.iter().all(|f| f["body"] == body), "only that body");
        for outcome in ["broken", "at_risk", "unknown", "kept"] {
            let n = findings.iter().filter(|f| f["outcome"] == outcome).count();
            let word = match outcome {
                "broken" => "bruten",
                "at_risk" => "på väg att brytas",
                "unknown" => "går inte att säga",
                _ => "följs",
            };
            assert!(sv.lines().any(|l| l == format!("{n:>6}  {word}")), "{n} {word}: {sv}");
        }
    })
    .await;
}

/// What the API answers somebody.
async fn asked(visitor: &mut Visitor, path: &str) -> (StatusCode, Value) {
    let answer = visitor.get(path).await;
    (answer.status, serde_json::from_str(&answer.text).unwrap())
}

fn items(answer: &(StatusCode, Value)) -> &Vec<Value> {
    assert_eq!(answer.0, StatusCode::OK, "{}", answer.1);
    answer.1["items"].as_array().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_gives_findings_to_members_until_they_are_published_and_rules_to_all() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &rule_file("2022-09-18"))]).await.unwrap();
        let cx = moving(app);
        account(&cx, "vera", &["secretary@cooperation:x"]).await;
        let router = portal(&cx);
        let (mut anybody, mut vera) = (Visitor::new(&router), Visitor::signed_in(&router, "vera").await);
        let of_x = "/api/v1/findings?cooperation=x&as_of=2022-09-29";
        assert!(items(&asked(&mut anybody, of_x).await).is_empty());
        assert_eq!(items(&asked(&mut vera, of_x).await).len(), 1);
        let rules = asked(&mut anybody, "/api/v1/rules?cooperation=x").await;
        assert_eq!(items(&rules).len(), 1);
        let open = rule_file("2022-09-18")
            .replace("name = \"Samverkan x\"", "name = \"Samverkan x\"\npublishes_findings = true");
        app.import(&[("x", &open)]).await.unwrap();
        let told = asked(&mut anybody, of_x).await;
        let finding = &items(&told)[0];
        for (key, value) in [("outcome", "broken"), ("rule", "dagordning"), ("body", "x/styrelsen")] {
            assert_eq!(finding[key], value, "{finding}");
        }
        let of_body = asked(&mut anybody, "/api/v1/findings?body=x/styrelsen&as_of=2022-09-29").await;
        assert_eq!(items(&of_body).len(), 1);
        let before = asked(&mut anybody, "/api/v1/findings?cooperation=x&as_of=2022-09-01").await;
        assert!(items(&before).iter().all(|f| f["outcome"] != "broken"), "{}", before.1);
        for wrong in ["body=ingen", "cooperation=ingen", "as_of=2022-02-30", "per_page=0", "nothing=1"] {
            let (status, problem) = asked(&mut anybody, &format!("/api/v1/findings?{wrong}")).await;
            assert!(status.is_client_error(), "{wrong}: {problem}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn findings_come_in_parts_that_together_are_all_of_them() {
    for_each_database(Start::Cooperations, async |app| {
        let cx = moving(app);
        account(&cx, "vera", &["secretary@cooperation:soderasens-miljoforbund"]).await;
        let mut vera = Visitor::signed_in(&portal(&cx), "vera").await;
        let base = "/api/v1/findings?cooperation=soderasens-miljoforbund&as_of=2022-09-29";
        let all = items(&asked(&mut vera, &format!("{base}&per_page=500")).await).clone();
        let (mut found, mut next) = (Vec::new(), Some(format!("{base}&per_page=20")));
        while let Some(path) = next.take() {
            let part = asked(&mut vera, &path).await;
            found.extend(items(&part).clone());
            next = part.1["next"].as_str().map(|url| url.replace("http://127.0.0.1:8080", ""));
        }
        assert!(found.len() > 20 && found.len() == all.len().max(found.len().min(500)), "{}", found.len());
        assert_eq!(found[..all.len()], all[..]);
    })
    .await;
}
