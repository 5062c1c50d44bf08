//! Verdicts that are kept: what is answered from memory is what checking anew answers, whatever changes in between.

use super::recorder;
use genbo_app::{
    check::{self, Ask, Checked},
    cx::{Actor, Cx, Keep},
    thing::{
        put::put,
        written::{Said, Written},
    },
    view::Reader,
};
use genbo_domain::{cooperation::Cooperation, noun::NounDef, value::Value};
use genbo_rules::outcome::Outcome;
use genbo_store::{db::Db, thing::Viewer};
use genbo_testkit::app::{COOPERATIONS, OUTSIDE, Start, TestApp, for_each_database, small};
use jiff::civil::{Date, date};

const DAY: Date = date(2022, 9, 29);

async fn checked(cx: &Cx, viewer: &Viewer, cooperation: &str, day: Date) -> Checked {
    let mut reader = Reader::open(cx, viewer, day).await.unwrap();
    let ask = Ask { cooperation: Some(cooperation.to_owned()), body: None };
    check::check(&mut reader, &ask).await.unwrap()
}

/// Everything that came out, as text.
fn told(checked: &Checked) -> Vec<String> {
    checked
        .findings
        .iter()
        .map(|t| format!("{} {:?} {:?} {:?}", t.rule.meta.slug, t.finding, t.todo, t.by))
        .collect()
}

/// What checking anew answers.
fn anew(app: &TestApp) -> Cx {
    Cx::new(app.cx.db.clone(), OUTSIDE)
}

async fn same(app: &TestApp, viewer: &Viewer, day: Date) {
    for cooperation in COOPERATIONS {
        let kept = told(&checked(&app.cx, viewer, cooperation, day).await);
        let fresh = told(&checked(&anew(app), viewer, cooperation, day).await);
        assert_eq!(kept, fresh, "{cooperation}");
    }
}

/// Writes one field of a thing.
async fn write(app: &TestApp, noun: &str, slug: &str, field: &str, text: &str) {
    let noun = NounDef::named(noun).unwrap();
    let mut written = Written::change(noun, slug).text(field, text).unwrap();
    written.reason = Some("ett prov".to_owned());
    put(&app.cx, &Actor::System, &[written], None, Keep::Commit).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_is_what_checking_anew_says_after_every_kind_of_change() {
    for_each_database(Start::Cooperations, async |app| {
        same(app, &Viewer::All, DAY).await;
        same(app, &Viewer::All, DAY).await;
        let meeting = "svalov/kommunstyrelsen/2022-09-12";
        write(app, "meeting", meeting, "call_sent", "2022-09-11").await;
        same(app, &Viewer::All, DAY).await;
        // Something new that refers to what was there.
        let noun = NounDef::named("meeting").unwrap();
        let new = Written::new(noun)
            .text("title", "Extra")
            .unwrap()
            .text("bodies", "soderasens-miljoforbund/direktionen")
            .unwrap()
            .text("when", "2022-11-12T09:00")
            .unwrap();
        let put_down = put(&app.cx, &Actor::System, &[new], None, Keep::Commit).await.unwrap();
        same(app, &Viewer::All, DAY).await;
        // A change that is only visible through another noun's list of references.
        write(app, "cooperation", "skanes-kommuner", "purpose", "Ett nytt syfte").await;
        same(app, &Viewer::All, DAY).await;
        // Taken back again.
        let slug = &put_down[0].slug;
        genbo_app::thing::withdraw::withdraw(&app.cx, &Actor::System, noun, slug, "ett prov").await.unwrap();
        same(app, &Viewer::All, DAY).await;
        // Another day is another verdict.
        same(app, &Viewer::All, date(2023, 3, 1)).await;
        same(app, &Viewer::Public, DAY).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_writes_is_seen_at_once() {
    for_each_database(Start::Register, async |app| {
        let file = |agenda: &str| rule_file(agenda);
        app.import(&[("x", &file("2022-09-18"))]).await.unwrap();
        let broken = |checked: &Checked| {
            checked.findings.iter().filter(|t| t.finding.answer.outcome == Outcome::Broken).count()
        };
        assert_eq!(broken(&checked(&app.cx, &Viewer::All, "x", DAY).await), 1);
        let other = Cx::new(Db::open(&app.url, true).await.unwrap(), OUTSIDE);
        let written = Written::change(NounDef::named("meeting").unwrap(), "x/styrelsen/2022-09-20")
            .text("call_sent", "2022-09-10")
            .unwrap();
        put(&other, &Actor::System, &[written], None, Keep::Commit).await.unwrap();
        assert_eq!(broken(&checked(&app.cx, &Viewer::All, "x", DAY).await), 0);
        assert_eq!(broken(&checked(&other, &Viewer::All, "x", DAY).await), 0);
        other.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_change_lets_go_of_the_cooperations_that_it_touches_and_of_no_other() {
    let app = TestApp::sqlite(Start::Cooperations).await;
    for cooperation in COOPERATIONS {
        checked(&app.cx, &Viewer::All, cooperation, DAY).await;
    }
    assert_eq!(app.cx.kept.weight().1, COOPERATIONS.len());
    let known = |cooperation: &'static str| {
        let app = &app;
        async move {
            let (_, statements) =
                recorder::statements(checked(&app.cx, &Viewer::All, cooperation, DAY)).await;
            statements.iter().filter(|s| s.contains("FROM thing t JOIN \"meeting\"")).count() == 0
        }
    };
    for cooperation in COOPERATIONS {
        assert!(known(cooperation).await, "{cooperation} is kept");
    }
    write(&app, "cooperation", "familjen-helsingborg", "purpose", "Ett nytt syfte").await;
    assert!(known("soderasens-miljoforbund").await, "it has nothing to do with it");
    assert!(!known("familjen-helsingborg").await, "its facts have changed");
    assert!(known("familjen-helsingborg").await, "and are kept anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sees_less_is_not_answered_with_what_others_see() {
    for_each_database(Start::Register, async |app| {
        let text = rule_file("2022-09-18")
            .replace("status = \"held\"", "status = \"held\"\nvisibility = \"restricted\"");
        app.import(&[("x", &text)]).await.unwrap();
        let mut reader = Reader::open(&app.cx, &Viewer::All, DAY).await.unwrap();
        let home = reader.find::<Cooperation>("x").await.unwrap().id;
        drop(reader);
        let about = |checked: &Checked| checked.findings.iter().filter(|t| t.meeting.is_some()).count();
        let keeper = Viewer::Keeper { member_of: vec![home], keeps: vec![home] };
        let member = Viewer::Member(vec![home]);
        assert_eq!(about(&checked(&app.cx, &Viewer::All, "x", DAY).await), 1);
        assert_eq!(about(&checked(&app.cx, &member, "x", DAY).await), 0);
        assert_eq!(about(&checked(&app.cx, &keeper, "x", DAY).await), 1);
        assert!(checked(&app.cx, &Viewer::Public, "x", DAY).await.findings.is_empty());
        // Whoever sees the same has the same verdicts, whoever he or she is.
        let twin = Viewer::Member(vec![home, genbo_domain::value::ThingId(999_999)]);
        let (answer, statements) = recorder::statements(checked(&app.cx, &twin, "x", DAY)).await;
        assert_eq!(about(&answer), 0);
        assert!(!statements.iter().any(|s| s.contains("JOIN \"meeting\"")), "{statements:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cooperation_may_publish_its_findings_and_shows_nothing_that_is_closed() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &rule_file("2022-09-18"))]).await.unwrap();
        assert!(checked(&app.cx, &Viewer::Public, "x", DAY).await.findings.is_empty());
        let noun = NounDef::named("cooperation").unwrap();
        let open = Written::change(noun, "x").with("publishes_findings", Said::Value(Value::Bool(true)));
        put(&app.cx, &Actor::System, &[open], None, Keep::Commit).await.unwrap();
        let open = checked(&app.cx, &Viewer::Public, "x", DAY).await;
        let all = checked(&app.cx, &Viewer::All, "x", DAY).await;
        assert_eq!(told(&open), told(&all));
        // What only members see is judged with what they know, and not named to others.
        let closed = rule_file("2022-09-18")
            .replace("status = \"held\"", "status = \"held\"\nvisibility = \"members\"");
        app.import(&[("x", &closed)]).await.unwrap();
        let open = checked(&app.cx, &Viewer::Public, "x", DAY).await;
        assert_eq!(open.findings.iter().filter(|t| t.meeting.is_some()).count(), 0, "{:?}", told(&open));
    })
    .await;
}

/// A cooperation whose agenda must go out a week before the meeting, and a meeting whose agenda went out on that day.
pub(crate) fn rule_file(agenda: &str) -> String {
    format!(
        r#"{}
[[governing_document]]
slug = "ordningen"
owner = "cooperation:x"
title = "Ordningen"
date = "2022-01-01"

[[governing_document.section]]
heading = "Möten"

[[rule]]
id = "dagordning"
title = "Dagordning en vecka före"
kind = "lead_time"
force = "must"
scope = {{ body = "x/styrelsen", item = "meeting" }}
parameters = {{ what = "agenda", at_least = "7 days", before = "meeting.start" }}
cites = {{ document = "ordningen", edition = "2022-01-01", section = "Möten", quote = "en vecka före" }}

[[meeting]]
slug = "x/styrelsen/2022-09-20"
title = "Styrelsen"
bodies = ["x/styrelsen"]
when = "2022-09-20T09:00"
status = "held"
call_sent = "{agenda}"
"#,
        small("x")
    )
}
