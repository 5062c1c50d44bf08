//! Case numbers: each organisation's own series, given once, typed in, or still to come.

use super::visitor::{Answer, Visitor, account, moving, portal, value_of};
use axum::http::StatusCode;
use genbo_app::{
    account::known,
    matter::case::{Numbered, open},
};
use genbo_testkit::app::{Start, TestApp, for_each_database, small};
use jiff::civil::date;

fn file() -> String {
    let matters: String =
        (1..=9).map(|n| format!("\n[[matter]]\nslug = \"x/m{n}\"\ntitle = \"Ärende {n}\"\n")).collect();
    format!(
        r#"{}{matters}
[[organisation]]
slug = "nabo"
name = "Nabo kommun"
kinds = ["municipality"]
case_pattern = "{{n}}-{{year}}"

[[organisation]]
slug = "utan"
name = "Kommunen utan serie"
kinds = ["municipality"]

[[matter]]
slug = "x/gammalt"
title = "Gammalt"

[[matter.case]]
organisation = "nabo"
number = "41-2022"
origin = "typed"
"#,
        small("x")
    )
}

async fn registrar(app: &TestApp) -> Visitor {
    app.import(&[("x", &file())]).await.unwrap();
    let cx = moving(app);
    account(
        &cx,
        "rut",
        &["registrar@organisation:nabo", "registrar@organisation:utan", "member@cooperation:x"],
    )
    .await;
    account(&cx, "ove", &["registrar@organisation:svalov", "member@cooperation:x"]).await;
    Visitor::signed_in(&portal(&cx), "rut").await
}

async fn send(who: &mut Visitor, matter: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/arenden/x/{matter}");
    let key = value_of(&who.get(&path).await.text, "key").unwrap_or_else(|| "none".to_owned());
    let mut fields = fields.to_vec();
    fields.push(("key", &key));
    who.post(&path, &fields).await
}

async fn sent(who: &mut Visitor, matter: &str, fields: &[(&str, &str)]) -> String {
    let answer = send(who, matter, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.text);
    who.get(&format!("/arenden/x/{matter}")).await.text
}

const NEXT: [(&str, &str); 2] = [("do", "next"), ("organisation", "nabo")];

fn typed(number: &str) -> [(&str, &str); 3] {
    [("do", "typed"), ("organisation", "nabo"), ("number", number)]
}

#[tokio::test]
async fn a_number_goes_on_after_what_stands_and_is_given_once_whatever_becomes_of_it() {
    for_each_database(Start::Register, async |app| {
        let mut rut = registrar(app).await;
        assert!(sent(&mut rut, "m1", &NEXT).await.contains("42-2022"));
        let again = send(&mut rut, "m1", &NEXT).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text);
        assert!(again.text.contains("har redan ett nummer"), "{}", again.text);
        // What is taken back leaves a gap.
        let gone = rut
            .post(
                "/ta-tillbaka/cases/x/m1/nabo",
                &[("f.why", "Fel ärende"), ("why", "Fel ärende"), ("reason", "Fel ärende")],
            )
            .await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
        assert!(sent(&mut rut, "m1", &NEXT).await.contains("43-2022"));
        let gaps = rut.get("/nummerserie/nabo").await.text;
        assert!(gaps.contains("42-2022") && !gaps.contains("41-2022") && !gaps.contains("43-2022"), "{gaps}");
        // A number of the series that comes from the own system is not given here.
        let text = sent(&mut rut, "m2", &typed("50-2022")).await;
        assert!(text.contains("50-2022"), "{text}");
        assert!(sent(&mut rut, "m3", &NEXT).await.contains("51-2022"));
        let twice = send(&mut rut, "m4", &typed("50-2022")).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.text);
        assert!(twice.text.contains("value=\"50-2022\""), "what was typed stands: {}", twice.text);
        let empty = send(&mut rut, "m4", &typed(" ")).await;
        assert!(empty.text.contains("Skriv numret, eller välj att lämna det senare."), "{}", empty.text);
        // Foreign forms are text.
        assert!(sent(&mut rut, "m4", &typed("KS 2022/17 B")).await.contains("KS 2022/17 B"));
        // Nothing waits for a number, and the number comes later.
        let later = sent(&mut rut, "m5", &[("do", "later"), ("organisation", "nabo")]).await;
        assert!(later.contains("Nabo kommun"), "{later}");
        assert!(sent(&mut rut, "m5", &NEXT).await.contains("52-2022"));
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn who_keeps_no_register_there_gives_no_number_and_without_a_series_there_is_no_next() {
    for_each_database(Start::Register, async |app| {
        let mut rut = registrar(app).await;
        let mut ove = Visitor::signed_in(&portal(&moving(app)), "ove").await;
        assert_eq!(ove.post("/arenden/x/m1", &NEXT).await.status, StatusCode::FORBIDDEN);
        assert_eq!(ove.get("/nummerserie/nabo").await.status, StatusCode::FORBIDDEN);
        let none = send(&mut rut, "m1", &[("do", "next"), ("organisation", "utan")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.text);
        assert!(none.text.contains("har ingen nummerserie"), "{}", none.text);
        assert!(rut.get("/nummerserie/utan").await.text.contains("Inget nummer har getts här det året."));
        assert_eq!(rut.get("/nummerserie/nabo?year=x").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            rut.post("/arenden/x/m1", &[("do", "fly"), ("organisation", "nabo")]).await.status,
            StatusCode::NOT_FOUND
        );
    })
    .await;
}

#[tokio::test]
async fn registrars_who_press_at_the_same_time_get_a_number_each() {
    for_each_database(Start::Register, async |app| {
        registrar(app).await;
        let cx = moving(app);
        let actor = known(&cx, "rut").await.unwrap().unwrap().actor;
        let presses = (1..=9).map(|n| {
            let (cx, actor) = (cx.clone(), actor.clone());
            tokio::spawn(async move {
                let matter = format!("x/m{n}");
                open(&cx, &actor, (&matter, "nabo"), &Numbered::Next, date(2022, 9, 29), None).await.unwrap();
            })
        });
        for press in presses.collect::<Vec<_>>() {
            press.await.unwrap();
        }
        let mut tx = cx.db.read().await.unwrap();
        let rows = tx.all("SELECT number FROM \"case\" ORDER BY number", &[]).await.unwrap();
        let numbers: Vec<String> = rows.iter().map(|r| r.text(0).unwrap()).collect();
        let expected: Vec<String> = (41..=50).map(|n| format!("{n}-2022")).collect();
        assert_eq!(numbers, expected);
    })
    .await;
}
