//! Pasted tables become things: what is refused, what is there already, and that nothing comes twice.

use genbo_app::{
    cx::{Actor, Keep},
    error::ActionError,
    paste::{Became, Cell, Row, Seated, Sheet, Table, paste},
    thing::refusal::{Refusal, Why},
};
use genbo_domain::value::Value;
use genbo_testkit::app::{Start, TestApp, for_each_database, small};
use jiff::civil::date;

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Value(Value::Text(text.to_owned())) }
}

fn name(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Name(text.to_owned()) }
}

/// A row of participants: name, organisation, title, e-mail.
fn person(who: &str, of: &str, title: &str, email: &str) -> Row {
    let mut row = vec![Cell::Empty; Sheet::Participants.columns().len()];
    (row[0], row[1], row[2], row[5]) = (text(who), name(of), text(title), text(email));
    row
}

fn member(of: &str) -> Row {
    let mut row = vec![Cell::Empty; Sheet::Members.columns().len()];
    row[0] = name(of);
    row
}

fn table<'a>(sheet: Sheet, context: &'a str, rows: &'a [Row]) -> Table<'a> {
    Table { sheet, context, rows, today: date(2023, 1, 10) }
}

async fn done(app: &TestApp, sheet: Sheet, context: &str, rows: &[Row]) -> Result<Vec<Became>, ActionError> {
    paste(&app.cx, &Actor::System, table(sheet, context, rows), None, Keep::Commit).await
}

fn refusals(answer: Result<Vec<Became>, ActionError>) -> Vec<Refusal> {
    match answer {
        Err(ActionError::Refused(refusals)) => refusals,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[tokio::test]
async fn a_name_that_means_nothing_and_a_missing_cell_are_told_with_their_rows_and_nothing_is_added() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &small("x"))]).await.unwrap();
        let before = app.counts().await;
        let rows = [member("Svalöv"), member("Ingenstans"), vec![Cell::Empty; 4]];
        let refused = refusals(done(app, Sheet::Members, "x", &rows).await);
        assert_eq!(
            refused,
            [
                Refusal { row: 1, field: Some("member"), why: Why::NoSuch("Ingenstans".into()) },
                Refusal { row: 2, field: Some("member"), why: Why::Missing },
            ]
        );
        assert_eq!(app.counts().await, before, "{:?}", app.kind);
        let employee =
            Actor::Account { name: "m".into(), grants: Vec::new(), member_of: Vec::new(), keeps: Vec::new() };
        let answer =
            paste(&app.cx, &employee, table(Sheet::Members, "x", &rows[..1]), None, Keep::Commit).await;
        assert!(matches!(answer, Err(ActionError::Forbidden)));
    })
    .await;
}

#[tokio::test]
async fn a_municipality_is_known_as_people_write_it_and_the_same_rows_twice_make_nothing_twice() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &small("x"))]).await.unwrap();
        let rows: Vec<Row> =
            ["Svalöv", "Bjuvs kommun", "malmö stad", "1214", "Helsingborg", "SVALÖV"].map(member).into();
        let became = done(app, Sheet::Members, "x", &rows).await.unwrap();
        // 1214 is Svalöv's own code, so two of the rows say what another one says.
        let new: Vec<usize> = became.iter().filter(|b| !b.put.is_empty()).map(|b| b.row).collect();
        assert_eq!(new, [0, 1, 2, 4]);
        let count = app.counts().await["membership"];
        let again = done(app, Sheet::Members, "x", &rows).await.unwrap();
        assert!(again.iter().all(|b| b.put.is_empty()));
        assert_eq!(app.counts().await["membership"], count, "{:?}", app.kind);
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_participant_becomes_a_person_a_seat_and_a_holding_each_only_where_it_is_not_there() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &small("x"))]).await.unwrap();
        let rows = [
            person("Anna Exempel", "Svalöv", "", "anna@example.se"),
            person("Bo Exempel", "Bjuv", "Ledamot", ""),
            person("Anna Exempel", "Svalöv", "", ""),
        ];
        let asked = table(Sheet::Participants, "x/styrelsen", &rows);
        let preview = paste(&app.cx, &Actor::System, asked, None, Keep::DryRun);
        let nouns = |became: &[Became]| -> Vec<Vec<String>> {
            became.iter().map(|b| b.put.iter().map(|p| p.noun.clone()).collect()).collect()
        };
        let told = nouns(&preview.await.unwrap());
        assert_eq!(told[0], ["person", "seat", "holding"]);
        assert!(told[2].is_empty(), "{told:?}");
        assert_eq!(app.counts().await["person"], 0, "a preview adds nothing");
        let became = done(app, Sheet::Participants, "x/styrelsen", &rows).await.unwrap();
        assert_eq!(nouns(&became), told);
        let counts = app.counts().await;
        assert_eq!((counts["person"], counts["seat"], counts["holding"]), (2, 2, 2));
        let again = done(app, Sheet::Participants, "x/styrelsen", &rows).await.unwrap();
        assert!(again.iter().all(|b| b.put.is_empty()), "{again:?}");
        let file = app.export("x").await;
        assert!(file.contains("anna@example.se") && file.contains("Ledamot"), "{file}");
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn pasted_meeting_days_are_preliminary_and_a_double_submission_is_done_once() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &small("x"))]).await.unwrap();
        let row = |when: &str| {
            let mut row = vec![Cell::Empty; Sheet::Meetings.columns().len()];
            row[0] = text(when);
            row
        };
        let rows = [row("2023-01-20T09:00"), row("2023-06")];
        for _ in 0..2 {
            let asked = table(Sheet::Meetings, "x/styrelsen", &rows);
            paste(&app.cx, &Actor::System, asked, Some("n"), Keep::Commit).await.unwrap();
        }
        assert_eq!(app.counts().await["meeting"], 2, "{:?}", app.kind);
        let file = app.export("x").await;
        assert_eq!(file.matches("status = \"preliminary\"").count(), 2, "{file}");
        assert!(file.contains("when = \"2023-06\""), "an imprecise date stays imprecise");
    })
    .await;
}

#[tokio::test]
async fn a_thousand_rows_are_added_in_one_go() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &small("x"))]).await.unwrap();
        let rows: Vec<Row> = (0..1000).map(|n| person(&format!("Person {n}"), "Svalöv", "", "")).collect();
        done(app, Sheet::Participants, "x/styrelsen", &rows).await.unwrap();
        assert_eq!(app.counts().await["person"], 1000, "{:?}", app.kind);
        assert_eq!(app.counts().await["holding"], 1000);
    })
    .await;
}

/// A body with a chair, a seat for each of two municipalities, one that nobody is named for, and a substitute's.
const SEATS: &str = r#"
format = 1
home = "x"

[[body]]
slug = "x/natverket"
owner = "cooperation:x"
name = "Nätverket"

[[body.seat]]
slug = "ordforande"
title = "Ordförande"
role = "chair"

[[body.seat]]
slug = "svalov"
title = "Deltagare"
role = "member"
allotted_to = ["organisation:svalov"]

[[body.seat]]
slug = "bjuv"
title = "Deltagare"
role = "member"
allotted_to = ["organisation:bjuv"]

[[body.seat]]
slug = "fri"
title = "Deltagare"

[[body.seat]]
slug = "ersattare"
title = "Ersättare"
role = "substitute"
allotted_to = ["organisation:bjuv"]
"#;

#[tokio::test]
async fn people_take_the_vacant_seats_of_their_own_before_free_ones_and_only_then_new_ones() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &small("x")), ("seats", SEATS)]).await.unwrap();
        let rows = [
            person("Anna Exempel", "Bjuv", "", ""),
            person("Bo Exempel", "Svalöv", "", ""),
            person("Cecilia Exempel", "Bjuv", "", ""),
            person("David Exempel", "Bjuv", "", ""),
            person("Eva Exempel", "", "Ordförande", ""),
        ];
        let became = done(app, Sheet::Participants, "x/natverket", &rows).await.unwrap();
        let seated: Vec<Option<Seated>> = became.iter().map(|b| b.seated).collect();
        // Neither the chair's seat nor the substitute's is taken by who says nothing of them.
        let expected =
            [Seated::Fills(3), Seated::Fills(2), Seated::Fills(4), Seated::Adds, Seated::Fills(1)].map(Some);
        assert_eq!(seated, expected, "{:?}", app.kind);
        let counts = app.counts().await;
        assert_eq!((counts["person"], counts["seat"], counts["holding"]), (5, 6, 5));
        let again = done(app, Sheet::Participants, "x/natverket", &rows).await.unwrap();
        assert!(again.iter().all(|b| b.put.is_empty() && b.seated.is_none()), "{again:?}");
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn a_seat_is_vacant_again_when_its_holder_has_left() {
    const HELD: &str = r#"
format = 1
home = "x"

[[person]]
slug = "anna"
name = "Anna Exempel"

[[holding]]
slug = "annas"
of = "seat:x/natverket/bjuv"
person = "anna"
valid = "2019/2022-12-31"

[[holding]]
slug = "okand"
of = "seat:x/natverket/svalov"
holder = "not_stated"
"#;
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &small("x")), ("seats", SEATS), ("held", HELD)]).await.unwrap();
        let rows = [person("Bo Exempel", "Bjuv", "", ""), person("Cecilia Exempel", "Svalöv", "", "")];
        let became = done(app, Sheet::Participants, "x/natverket", &rows).await.unwrap();
        // Svalöv's own is held, though it is not said by whom; the free one is taken.
        let seated: Vec<Option<Seated>> = became.iter().map(|b| b.seated).collect();
        assert_eq!(seated, [Some(Seated::Fills(3)), Some(Seated::Fills(4))], "{:?}", app.kind);
    })
    .await;
}
