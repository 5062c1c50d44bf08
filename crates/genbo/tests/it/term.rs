//! A new term of office: all that an organisation fills, changed in one go.

use genbo_app::{
    cx::{Actor, Keep},
    error::ActionError,
    term::{
        apply::{Change, Next, apply},
        hanging::hanging,
        table::{Table, table},
    },
    view::Reader,
};
use genbo_domain::{
    authority::{Grant, Role},
    post::HolderState,
};
use genbo_store::thing::{self, Viewer};
use genbo_testkit::app::{Start, TestApp, for_each_database};
use jiff::civil::{Date, date};

const TODAY: Date = date(2022, 9, 29);

/// A federation with a board of three seats that Svalöv fills, and Svalöv's own post.
const BOARD: &str = r#"
format = 1
home = "x"

[[cooperation]]
slug = "x"
name = "Samverkan X"

[[body]]
slug = "x/styrelsen"
owner = "cooperation:x"
name = "Styrelsen"

[[body.seat]]
slug = "ett"
title = "Ledamot ett"
allotted_to = ["organisation:svalov"]

[[body.seat]]
slug = "tva"
title = "Ledamot två"
allotted_to = ["organisation:svalov"]

[[body.seat]]
slug = "tre"
title = "Ledamot tre"
allotted_to = ["organisation:bjuv"]

[[post]]
slug = "svalov/kanslichef"
owner = "organisation:svalov"
title = "Kanslichef"

[[person]]
slug = "anna-ek"
name = "Anna Ek"

[[person]]
slug = "bo-alm"
name = "Bo Alm"

[[holding]]
slug = "ett-anna"
of = "seat:x/styrelsen/ett"
person = "anna-ek"
valid = "2019-01-01/.."

[[holding]]
slug = "kansli-anna"
of = "post:svalov/kanslichef"
person = "anna-ek"
valid = "2020/.."

[[contact]]
slug = "x/svalov"
cooperation = "x"
organisation = "svalov"
period = "2021/2024"
person = "anna-ek"
"#;

async fn registrar(app: &TestApp, organisation: &str) -> Actor {
    let mut tx = app.cx.db.read().await.unwrap();
    let scope = thing::find(&mut tx, &Viewer::All, "organisation", organisation).await.unwrap().id;
    Actor::Account {
        name: format!("registrator-{organisation}"),
        grants: vec![Grant { role: Role::Registrar, scope: Some(scope) }],
        member_of: vec![],
        keeps: vec![],
    }
}

async fn of_svalov(app: &TestApp, today: Date) -> Table {
    let mut reader = Reader::open(&app.cx, &Viewer::All, today).await.unwrap();
    table(&mut reader, "svalov").await.unwrap()
}

fn change(table: &Table, key: &str, next: Next) -> Change {
    let line = table
        .lines
        .iter()
        .find(|l| l.key == key)
        .unwrap_or_else(|| panic!("{key}: {:#?}", table.lines))
        .clone();
    Change { line, next, from: date(2023, 1, 1), handover: None, decided_by: None }
}

fn holders(table: &Table, of: &str) -> Vec<String> {
    let lines = table.lines.iter().filter(|l| l.of.slug == of && l.holder.is_some());
    lines.map(|l| l.person.as_ref().map_or_else(|| format!("{:?}", l.holder), |p| p.label.clone())).collect()
}

#[tokio::test]
async fn every_seat_and_post_of_the_organisation_is_a_line_and_nobody_elses() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", BOARD)]).await.unwrap();
        let table = of_svalov(app, TODAY).await;
        let mut keys: Vec<&str> = table.lines.iter().map(|l| l.key.as_str()).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["ett-anna", "kansli-anna", "seat:x/styrelsen/tva"]);
    })
    .await;
}

#[tokio::test]
async fn the_old_ones_end_the_day_before_and_the_new_ones_begin_all_at_once() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", BOARD)]).await.unwrap();
        let before = of_svalov(app, TODAY).await;
        let changes = [
            change(&before, "ett-anna", Next::Person("Cilla Öst".into())),
            change(&before, "seat:x/styrelsen/tva", Next::Person("Bo Alm".into())),
            Change { handover: Some(date(2023, 1, 31)), ..change(&before, "kansli-anna", Next::Vacant) },
        ];
        let svalov = registrar(app, "svalov").await;
        let bjuv = registrar(app, "bjuv").await;
        let event = app.last_event().await;
        let refused = apply(&app.cx, &bjuv, TODAY, &changes, None, Keep::Commit).await;
        assert!(matches!(refused, Err(ActionError::Refused(_))), "{refused:?}");
        apply(&app.cx, &svalov, TODAY, &changes, None, Keep::DryRun).await.unwrap();
        let nowhere = [Change { decided_by: Some("x/finns-inte/1".into()), ..changes[0].clone() }];
        assert!(apply(&app.cx, &svalov, TODAY, &nowhere, None, Keep::Commit).await.is_err());
        assert_eq!(app.last_event().await, event, "refused or only tried: nothing was stored");
        let people = app.counts().await["person"];
        apply(&app.cx, &svalov, TODAY, &changes, Some("nyckel"), Keep::Commit).await.unwrap();
        assert_eq!(app.counts().await["person"], people + 1, "Bo was known, Cilla is new");
        let old = of_svalov(app, date(2022, 12, 31)).await;
        assert_eq!(holders(&old, "x/styrelsen/ett"), ["Anna Ek"]);
        let new = of_svalov(app, date(2023, 1, 1)).await;
        assert_eq!(holders(&new, "x/styrelsen/ett"), ["Cilla Öst"]);
        assert_eq!(holders(&new, "x/styrelsen/tva"), ["Bo Alm"]);
        assert_eq!(holders(&new, "svalov/kanslichef").len(), 2, "handed over for a month");
        let later = of_svalov(app, date(2023, 2, 1)).await;
        assert_eq!(holders(&later, "svalov/kanslichef"), [format!("{:?}", Some(HolderState::Vacant))]);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn what_a_leaving_person_holds_besides_is_told() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", BOARD)]).await.unwrap();
        let table = of_svalov(app, TODAY).await;
        let leaving = table.lines.iter().find(|l| l.key == "ett-anna").unwrap().person.clone().unwrap();
        let mut reader = Reader::open(&app.cx, &Viewer::All, TODAY).await.unwrap();
        let left = hanging(&mut reader, &[], &[leaving.id], &["ett-anna".into()]).await.unwrap();
        assert_eq!(left.contacts.len(), 1);
        assert_eq!(left.holdings.iter().map(|h| h.slug.as_str()).collect::<Vec<_>>(), ["kansli-anna"]);
        let nothing = hanging(&mut reader, &[], &[], &[]).await.unwrap();
        assert!(nothing.is_empty());
    })
    .await;
}
