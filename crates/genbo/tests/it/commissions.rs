//! Commissions between two organisations: each side takes its own steps and no others; what became of what was decided.

use super::visitor::{Answer, Visitor, account, moving, portal, value_of};
use axum::http::StatusCode;
use genbo_testkit::app::{Start, TestApp, for_each_database, small};

const COMMISSION: &str = "/uppdrag/x/plan";

fn file() -> String {
    format!(
        r#"{}
[[post]]
slug = "svalov/miljochef"
owner = "organisation:svalov"
title = "Miljöchef"

[[meeting]]
slug = "x/styrelsen/2022-09-20"
title = "Styrelsen"
bodies = ["x/styrelsen"]
when = "2022-09-20T09:00"
status = "held"

[[meeting.item]]
number = "4"
title = "Klimatplan"

[[meeting.item.clause]]
number = 1
text = "att ge Svalöv i uppdrag att ta fram en plan"
addressees = ["organisation:svalov"]
due = "2022-12-01"

[[meeting.item.clause]]
number = 2
text = "att lägga rapporten till handlingarna"

[[commission]]
slug = "x/plan"
title = "Ta fram en plan"
clause = "x/styrelsen/2022-09-20/4/1"
given_by = "body:x/styrelsen"
assignee = "post:svalov/miljochef"
report_to = "x/styrelsen"
due = "2022-12-01"
state = "given"

[[commission.way_station]]
title = "Samråd med Bjuv"

[[meeting]]
slug = "x/styrelsen/2022-12-13"
title = "Styrelsen i december"
bodies = ["x/styrelsen"]
when = "2022-12-13T09:00"
status = "fixed"

[[meeting.item]]
number = "9"
title = "Planen redovisas"
raised_by = ["commission:x/plan"]
"#,
        small("x")
    )
}

/// The secretary of the cooperation that gave it, Svalöv's registrar, and Bjuv's.
async fn three(app: &TestApp) -> [Visitor; 3] {
    app.import(&[("x", &file())]).await.unwrap();
    let cx = moving(app);
    account(&cx, "gun", &["secretary@cooperation:x"]).await;
    account(&cx, "sven", &["registrar@organisation:svalov", "member@cooperation:x"]).await;
    account(&cx, "bo", &["registrar@organisation:bjuv", "member@cooperation:x"]).await;
    let router = portal(&cx);
    [
        Visitor::signed_in(&router, "gun").await,
        Visitor::signed_in(&router, "sven").await,
        Visitor::signed_in(&router, "bo").await,
    ]
}

async fn take(who: &mut Visitor, fields: &[(&str, &str)]) -> Answer {
    let key = value_of(&who.get(COMMISSION).await.text, "key").unwrap_or_else(|| "none".to_owned());
    let mut fields = fields.to_vec();
    fields.push(("key", &key));
    who.post(COMMISSION, &fields).await
}

async fn taken(who: &mut Visitor, fields: &[(&str, &str)]) -> String {
    let answer = take(who, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.text);
    who.get(COMMISSION).await.text.replace('\u{a0}', " ")
}

async fn refused(who: &mut Visitor, fields: &[(&str, &str)], why: &str) {
    let answer = take(who, fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}: {}", answer.text);
    assert!(answer.text.contains(why), "{why}: {}", answer.text);
}

#[tokio::test]
async fn each_side_takes_its_own_steps_and_a_third_takes_none() {
    for_each_database(Start::Register, async |app| {
        let [mut gun, mut sven, mut bo] = three(app).await;
        assert!(
            !bo.get(COMMISSION).await.text.contains("Vad kan göras nu"),
            "another municipality sees it and no more"
        );
        assert_eq!(bo.post(COMMISSION, &[("do", "accept")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(gun.post(COMMISSION, &[("do", "accept")]).await.status, StatusCode::FORBIDDEN);
        for theirs in ["close", "extend", "note", "resume", "report", "give_anew"] {
            assert_eq!(
                sven.post(COMMISSION, &[("do", theirs)]).await.status,
                StatusCode::FORBIDDEN,
                "{theirs}"
            );
        }
        assert_eq!(gun.post(COMMISSION, &[("do", "fly")]).await.status, StatusCode::NOT_FOUND);
        let page = sven.get(COMMISSION).await.text;
        assert!(page.contains("Uppdraget är givet till er.") && page.contains("Ta emot uppdraget"), "{page}");
        assert!(!page.contains("Ny sista dag"), "who got it does not move its day: {page}");
        assert!(taken(&mut sven, &[("do", "accept")]).await.contains("Mottaget"));
        refused(&mut sven, &[("do", "accept")], "Det steget går inte att ta härifrån.").await;
        // Its other facts are not theirs to change.
        let answer = sven.post("/andra/commissions/x/plan", &[("f.title", "Något annat")]).await;
        assert_ne!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        refused(&mut gun, &[("do", "extend"), ("due", "1 feb 2023")], "Skriv varför tiden förlängs.").await;
        refused(
            &mut gun,
            &[("do", "extend"), ("due", "31 feb 2023"), ("reason", "Sjukdom")],
            "går inte att läsa",
        )
        .await;
        let page = taken(&mut gun, &[("do", "extend"), ("due", "1 feb 2023"), ("reason", "Sjukdom")]).await;
        assert!(page.contains("1 feb 2023"), "{page}");
        let page = sven.get(COMMISSION).await.text;
        let station = page.split("value=\"skipped ").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let (skipped, passed) = (format!("skipped {station}"), format!("passed {station}"));
        refused(&mut sven, &[("do", &skipped)], "Skriv varför det utgår.").await;
        assert!(taken(&mut sven, &[("do", &passed)]).await.contains("passerad"));
        assert!(taken(&mut sven, &[("do", "deliver")]).await.contains("Levererat"));
        refused(&mut gun, &[("do", "resume")], "Skriv vad som saknas.").await;
        taken(&mut gun, &[("do", "resume"), ("reason", "Kostnaden saknas.")]).await;
        taken(&mut sven, &[("do", "deliver")]).await;
        refused(&mut gun, &[("do", "note"), ("item", "x/styrelsen/2022-09-20/4")], "").await;
        let page = taken(&mut gun, &[("do", "note"), ("item", "x/styrelsen/2022-12-13/9")]).await;
        assert!(page.contains("Planen redovisas"), "{page}");
        taken(&mut gun, &[("do", "close")]).await;
        assert!(!gun.get(COMMISSION).await.text.contains("Vad kan göras nu"), "it is over");
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_is_handed_back_says_why_and_is_given_anew_and_two_same_presses_are_one() {
    for_each_database(Start::Register, async |app| {
        let [mut gun, mut sven, _] = three(app).await;
        refused(&mut sven, &[("do", "hand_back")], "Skriv varför uppdraget lämnas tillbaka.").await;
        let again = take(&mut sven, &[("do", "hand_back"), ("reason", "  ")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text);
        let key = value_of(&sven.get(COMMISSION).await.text, "key").unwrap();
        let fields = [("do", "hand_back"), ("reason", "Vi saknar folk"), ("key", key.as_str())];
        let events = app.last_event().await;
        for _ in 0..2 {
            assert_eq!(sven.post(COMMISSION, &fields).await.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(app.last_event().await, events + 1, "the second press did nothing");
        let history = gun.get("/fakta/commissions/x/plan").await.text;
        assert!(history.contains("Vi saknar folk"), "{history}");
        taken(&mut gun, &[("do", "give_anew")]).await;
        refused(&mut gun, &[("do", "close")], "Uppdraget är inte redovisat.").await;
        taken(&mut gun, &[("do", "close"), ("reason", "Frågan har fallit")]).await;
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_a_body_decided_in_a_year_is_told_with_what_became_of_it() {
    for_each_database(Start::Register, async |app| {
        let [mut gun, mut sven, _] = three(app).await;
        assert!(gun.get("/uppfoljning").await.text.contains("Öppna ett organ"));
        assert_eq!(gun.get("/uppfoljning?body=x/ingen").await.status, StatusCode::NOT_FOUND);
        assert_eq!(gun.get("/uppfoljning?body=x/styrelsen&year=tjugo").await.status, StatusCode::NOT_FOUND);
        assert_eq!(gun.get("/uppfoljning.csv").await.status, StatusCode::NOT_FOUND);
        let none = gun.get("/uppfoljning?body=x/styrelsen&year=2019").await.text;
        assert!(none.contains("Inga beslut finns för organet det året."), "{none}");
        let page = gun.get("/uppfoljning?body=x/styrelsen").await.text;
        for part in ["Uppföljning av beslut 2022", "Ta fram en plan", "Inget uppdrag", "/punkter/x/styrelsen/2022-09-20/4"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let before = gun.get("/uppfoljning.csv?body=x/styrelsen").await.text;
        assert!(before.contains("2022-09-20T09:00,4,att ge Svalöv i uppdrag att ta fram en plan,Svalöv,2022-12-01,Ta fram en plan,Lämnat,2022-12-01"), "{before}");
        assert_eq!(before.lines().count(), 3, "{before}");
        let late = gun.get("/uppfoljning.csv?body=x/styrelsen&year=2022&today=2022-12-02").await;
        assert_eq!(late.status, StatusCode::OK);
        taken(&mut sven, &[("do", "deliver")]).await;
        assert!(gun.get("/uppfoljning.csv?body=x/styrelsen").await.text.contains("Levererat"));
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}
