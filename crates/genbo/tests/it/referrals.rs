//! A referral while it is out: each organisation answers for itself, the sender chases and interprets, a third does neither.

use super::visitor::{Answer, Visitor, account, moving, portal, value_of};
use axum::http::StatusCode;
use genbo_testkit::app::{Start, TestApp, for_each_database, small};

const REFERRAL: &str = "/remisser/x/fraga";

fn file() -> String {
    format!(
        r#"{}
[[matter]]
slug = "x/kontakt"
title = "Fast kontakt"

[[referral]]
slug = "x/fraga"
title = "Fast kontakt på ledningsnivå"
sender = "body:x/styrelsen"
matter = "x/kontakt"
sent = "2022-06-01"
due = "2022-09-30"
allowed = ["accept", "reject", "own_start"]

[[referral.addressee]]
organisation = "svalov"

[[referral.addressee]]
organisation = "bjuv"

[[body]]
slug = "svalov/kommunstyrelsen"
owner = "organisation:svalov"
name = "Kommunstyrelsen"

[[meeting]]
slug = "svalov/kommunstyrelsen/2022-09-12"
title = "Kommunstyrelsen"
bodies = ["svalov/kommunstyrelsen"]
when = "2022-09-12"
status = "held"

[[meeting.item]]
number = "226"
title = "Svar om fast kontakt"
matter = "x/kontakt"
"#,
        small("x")
    )
}

async fn three(app: &TestApp) -> [Visitor; 3] {
    app.import(&[("x", &file())]).await.unwrap();
    let cx = moving(app);
    account(&cx, "gun", &["registrar@body:x/styrelsen", "member@cooperation:x"]).await;
    account(&cx, "sven", &["registrar@organisation:svalov"]).await;
    account(&cx, "hedda", &["registrar@organisation:hoor"]).await;
    let router = portal(&cx);
    [
        Visitor::signed_in(&router, "gun").await,
        Visitor::signed_in(&router, "sven").await,
        Visitor::signed_in(&router, "hedda").await,
    ]
}

async fn send(who: &mut Visitor, fields: &[(&str, &str)]) -> Answer {
    let key = value_of(&who.get(REFERRAL).await.text, "key").unwrap_or_else(|| "none".to_owned());
    let mut fields = fields.to_vec();
    fields.push(("key", &key));
    who.post(REFERRAL, &fields).await
}

async fn sent(who: &mut Visitor, fields: &[(&str, &str)]) -> String {
    let answer = send(who, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.text);
    who.get(REFERRAL).await.text.replace('\u{a0}', " ")
}

async fn refused(who: &mut Visitor, fields: &[(&str, &str)], why: &str) {
    let answer = send(who, fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}: {}", answer.text);
    assert!(answer.text.contains(why), "{why}: {}", answer.text);
    for (_, typed) in fields.iter().filter(|(name, typed)| *name == "text" && !typed.is_empty()) {
        assert!(answer.text.contains(typed), "what was typed is still there: {}", answer.text);
    }
}

#[tokio::test]
async fn an_organisation_answers_for_itself_and_nobody_answers_for_another_but_the_sender() {
    for_each_database(Start::Register, async |app| {
        let [mut gun, mut sven, mut hedda] = three(app).await;
        let answer = |who: &'static str, kind: &'static str| {
            [("do", "answer"), ("organisation", who), ("kind", kind), ("text", "Vi vill börja senare.")]
        };
        assert!(!hedda.get(REFERRAL).await.text.contains("Lägg in svar"));
        assert_eq!(hedda.post(REFERRAL, &answer("svalov", "accept")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(sven.post(REFERRAL, &answer("bjuv", "accept")).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            sven.post(REFERRAL, &answer("hoor", "accept")).await.status,
            StatusCode::NOT_FOUND,
            "is not asked"
        );
        assert_eq!(
            sven.post(REFERRAL, &[("do", "withdraw"), ("organisation", "svalov")]).await.status,
            StatusCode::FORBIDDEN
        );
        refused(&mut sven, &answer("svalov", "amend"), "Frågan har inte det slaget av svar.").await;
        refused(&mut sven, &answer("svalov", "own_start"), "Skriv vilken dag ni vill börja.").await;
        let mut full = answer("svalov", "own_start").to_vec();
        full.extend([("own_start", "1 jan 2023"), ("decision", "svalov/kommunstyrelsen/2022-09-12/226")]);
        let mut wrong = full.clone();
        wrong.push(("received", "31 juni 2022"));
        refused(&mut sven, &wrong, "går inte att läsa").await;
        let page = sven.get(REFERRAL).await.text;
        assert!(page.contains("Svar om fast kontakt") && !page.contains("Medan svar väntas"), "{page}");
        let page = sent(&mut sven, &full).await;
        for part in ["angivet av den som svarade", "1 jan 2023", "i tid", "Svar om fast kontakt", "1 av 2"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        refused(&mut gun, &answer("svalov", "accept"), "Den organisationen har redan svarat.").await;
        // What the sender enters for another is an interpretation.
        let page = sent(&mut gun, &answer("bjuv", "accept")).await;
        assert!(page.contains("tolkat av avsändaren") && page.contains("2 av 2"), "{page}");
        assert!(!gun.get(REFERRAL).await.text.contains("Medan svar väntas"), "all have answered");
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn the_sender_gives_time_reminds_and_frees_and_who_is_freed_does_not_answer() {
    for_each_database(Start::Register, async |app| {
        let [mut gun, mut sven, _] = three(app).await;
        let to = |until: &'static str, reason: &'static str| {
            [("do", "extend"), ("organisation", "svalov"), ("until", until), ("reason", reason)]
        };
        refused(&mut gun, &to("", "Sommar"), "går inte att läsa").await;
        refused(&mut gun, &to("30 sep 2022", "Sommar"), "ligger inte efter").await;
        refused(&mut gun, &to("1 okt 2022", " "), "Skriv varför tiden förlängs.").await;
        let page = sent(&mut gun, &to("1 okt 2022", "Sommar")).await;
        assert!(
            page.contains("mer tid till 1 okt 2022") || page.contains("mer tid till lör 1 okt 2022"),
            "{page}"
        );
        assert!(page.contains("Sommar"), "{page}");
        let remind = [("do", "remind"), ("organisation", "bjuv")];
        assert!(sent(&mut gun, &remind).await.contains("påmind"));
        sent(&mut gun, &[("do", "withdraw"), ("organisation", "svalov")]).await;
        refused(
            &mut sven,
            &[("do", "answer"), ("organisation", "svalov"), ("kind", "accept"), ("text", "För sent")],
            "Frågan till den organisationen är återtagen.",
        )
        .await;
        refused(&mut gun, &to("1 nov 2022", "Sommar"), "är återtagen").await;
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}
