//! Letters about meetings beside the call: the substitute who is next in turn, extracts to those whom decisions name; and the
//! basis of fees.

use crate::desk::{Answer, Desk};
use axum::http::StatusCode;
use genbo_app::cx::{Cx, Outside};
use genbo_testkit::{
    app::{OUTSIDE, Start, TestApp, for_each_database},
    board::{self, BEFORE, MEETING},
};
use std::sync::atomic::{AtomicU64, Ordering};

/// Sixteen bytes that are new each time, as outside of tests.
fn new_salt() -> [u8; 16] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    u128::from(NEXT.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
}

async fn each(test: impl AsyncFn(&TestApp, Desk)) {
    for_each_database(Start::Register, async |app| {
        board::add(app).await;
        let outside = Outside { salt: new_salt, ..OUTSIDE };
        test(app, Desk::over(Cx { outside, ..app.cx.clone() })).await;
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

fn text(answer: &Answer) -> String {
    crate::pages::visible(&answer.text).replace('\u{a0}', " ")
}

fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn value(page: &str, name: &str) -> String {
    let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn sorry(app: &TestApp, who: &str) {
    let file = format!(
        "format = 1\nhome = \"provkansliet\"\n\n[[meeting]]\nslug = \"{MEETING}\"\napologies = [{who}]\n"
    );
    app.import(&[("sorry", &file)]).await.unwrap();
}

#[tokio::test]
async fn a_member_who_does_not_come_is_replaced_by_the_next_in_turn_when_somebody_presses() {
    each(async |app, desk| {
        let call = format!("/kallelse/{MEETING}");
        assert!(!text(&desk.get("sekr", &call).await).contains("Näst på tur"));
        sorry(app, "\"person-2\"").await;
        let page = desk.get("sekr", &call).await;
        assert!(text(&page).contains("Bo Berg kommer inte. Näst på tur är Fia Falk."), "{}", text(&page));
        assert!(text(&page).contains("Bo Berg kan inte komma. Du kallas att tjänstgöra i stället."));
        let before = app.counts().await["message"];
        let press = |seen: &str, key: &str| pairs(&[("do", "substitute"), ("seen", seen), ("key", key)]);
        let stale = desk.post("sekr", &call, &press("annat", "a")).await;
        assert!(text(&stale).contains("Något har ändrats"), "{}", text(&stale));
        assert_eq!(app.counts().await["message"], before);
        let seen = value(&page.text, "seen");
        let sent = desk.post("sekr", &call, &press(&seen, "b")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", text(&sent));
        let again = desk.post("sekr", &call, &press(&seen, "b")).await;
        assert!(again.to.contains("already"), "{}", again.to);
        assert_eq!(app.counts().await["message"], before + 1);
        let page = text(&desk.get("sekr", &call).await);
        assert!(page.contains("Fia Falk är kallad i stället för Bo Berg."), "{page}");
        // Who says no as well makes room for the one behind.
        sorry(app, "\"person-2\", \"person-6\"").await;
        let page = text(&desk.get("sekr", &call).await);
        assert!(page.contains("Bo Berg kommer inte. Näst på tur är Gun Grahn."), "{page}");
        sorry(app, "\"person-2\", \"person-6\", \"person-7\"").await;
        let page = text(&desk.get("sekr", &call).await);
        assert!(page.contains("ingen ersättare finns kvar på tur"), "{page}");
        sorry(app, "\"person-2\"").await;
        // A letter that is taken back calls nobody.
        let letter = sent.to.split('?').next().unwrap().to_owned();
        let taken = desk.post("sekr", &format!("{letter}/aterkalla"), &pairs(&[])).await;
        assert!(taken.status == StatusCode::SEE_OTHER, "{letter}: {}", text(&taken));
        let page = text(&desk.get("sekr", &call).await);
        assert!(page.contains("Näst på tur är Fia Falk"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn whoever_a_decision_names_gets_its_extract_when_the_record_is_finished() {
    each(async |app, desk| {
        let file = format!(
            "format = 1\nhome = \"provkansliet\"\n\n[[house_style]]\nslug = \"bjuv\"\nowner = \"organisation:bjuv\"\nname = \"Bjuv\"\nemail = \"registrator@bjuv.example\"\n\n\
             [[meeting]]\nslug = \"{BEFORE}\"\n\n[[meeting.item]]\nnumber = \"1\"\ntitle = \"Ärende 1 i juni\"\n\n\
             [[meeting.item.clause]]\nnumber = 1\ntext = \"Bjuv ska yttra sig.\"\naddressees = [\"organisation:bjuv\", \"person:person-3\", \"organisation:svalov\"]\n\n\
             [[meeting.item]]\nnumber = \"3\"\ntitle = \"Ärende 3 i juni\"\n\n[[meeting.item.clause]]\nnumber = 1\ntext = \"Hemligt än.\"\naddressees = [\"organisation:bjuv\"]\n"
        );
        app.import(&[("decisions", &file)]).await.unwrap();
        let after = format!("/efter/{BEFORE}");
        let page = text(&desk.get("sekr", &after).await);
        assert!(page.contains("2 ärenden med adressat väntar på att protokollet blir färdigt."), "{page}");
        let record = format!(
            "format = 1\nhome = \"provkansliet\"\n\n[[meeting]]\nslug = \"{BEFORE}\"\n\n[[meeting.record]]\nkind = \"minutes\"\nstatus = \"adjusted\"\nparagraphs = \"1-2\"\n"
        );
        app.import(&[("record", &record)]).await.unwrap();
        let page = desk.get("sekr", &after).await;
        let told = text(&page);
        assert!(told.contains("Går till 2 adressater.") && told.contains("Bjuv ska yttra sig."), "{told}");
        assert!(told.contains("Saknar känd adress (1)") && told.contains("1 ärende med adressat väntar"), "{told}");
        let letters = told.split("Utdrag till dem").nth(1).unwrap().split("Publicera").next().unwrap();
        assert!(!letters.contains("Hemligt än."), "{letters}");
        let seen = value(&page.text, "seen_extracts");
        let before = app.counts().await["message"];
        let press = |seen: &str| pairs(&[("do", "extracts"), ("seen_extracts", seen), ("key", "k")]);
        assert_eq!(desk.post("sekr", &after, &press("x")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(desk.post("utanfor", &after, &press(&seen)).await.status, StatusCode::FORBIDDEN);
        for _ in 0..2 {
            let sent = desk.post("sekr", &after, &press(&seen)).await;
            assert!(sent.to.contains("gjort=skickat"), "{}", text(&sent));
        }
        assert_eq!(app.counts().await["message"], before + 2);
    })
    .await;
}

#[tokio::test]
async fn the_basis_of_fees_says_unknown_where_a_time_is_not_known() {
    each(async |app, desk| {
        let file = format!(
            "format = 1\nhome = \"provkansliet\"\n\n[[body]]\nslug = \"provkansliet/namnden\"\n\n\
             [[body.fee_rate]]\ntitle = \"Timarvode\"\namount = \"200.00 SEK\"\nper = \"hour\"\nvalid = \"2022-01-01/2022-12-31\"\n\n\
             [[body.fee_rate]]\ntitle = \"Gammalt\"\namount = \"1.00 SEK\"\nper = \"meeting\"\nvalid = \"2020-01-01/2020-12-31\"\n\n\
             [[meeting]]\nslug = \"{MEETING}\"\n\n[[meeting.attendance]]\nperson = \"person-1\"\ncapacity = \"member\"\n\n\
             [[meeting.attendance.event]]\nchange = \"leaves\"\nclock = \"14:05\"\n\n\
             [[meeting.attendance]]\nperson = \"person-2\"\ncapacity = \"absent_member\"\n\n\
             [[meeting.attendance]]\nperson = \"person-3\"\ncapacity = \"member\"\n\n[[meeting.attendance.event]]\nchange = \"leaves\"\n"
        );
        app.import(&[("fees", &file)]).await.unwrap();
        assert_eq!(desk.get("ledamot", &format!("/narvaro/{MEETING}.csv")).await.status, StatusCode::FORBIDDEN);
        let (status, kind, bytes) = desk.fetch("sekr", &format!("/narvaro/{MEETING}.csv")).await;
        assert_eq!((status, kind.as_str()), (StatusCode::OK, "text/csv; charset=utf-8"));
        let table = String::from_utf8(bytes).unwrap();
        assert!(!table.contains("Gammalt"), "{table}");
        let row = |name: &str| table.lines().find(|l| l.starts_with(name)).unwrap().to_owned();
        // An hour and five minutes are two hours that have begun.
        assert!(row("Ada Ahl").contains(",65,ja,65,2,400 kr"), "{table}");
        assert!(row("Bo Berg").contains(",0,nej,0,0,0 kr"), "{table}");
        assert!(row("Cia Cedergren").contains("okänt,okänt,okänt,okänt,okänt"), "{table}");
    })
    .await;
}
