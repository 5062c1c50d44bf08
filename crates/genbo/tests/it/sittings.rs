//! One sitting that carries several bodies' meetings, kept in the browser on both databases: attendance entered once, each
//! body's own quorum, §§ and record, the same decision in each, breaks, and a chair that goes over.

use crate::{
    desk::{Desk, with},
    recording::{agenda, at, done, each, event_at, form, item, refused},
};
use axum::http::StatusCode;
use genbo_testkit::{
    app::TestApp,
    board::{MEETING, NETWORK},
};

/// Two executive committees of other people, beside the network that they make up together.
fn file() -> String {
    let mut text = String::from("format = 1\nhome = \"provkansliet\"\n");
    for (slug, name, first) in [("a", "Utskottet A", 1), ("b", "Utskottet B", 3)] {
        text += &format!(
            "\n[[body]]\nslug = \"provkansliet/{slug}\"\nowner = \"cooperation:provkansliet\"\nname = \"{name}\"\n\
             profile = \"committee\"\nparagraph_pattern = \"{{n}}\"\nrecord_pattern = \"{{n}}/{{year}}\"\n"
        );
        for n in 1..=3 {
            let role = if n == 1 { "role = \"chair\"\n" } else { "" };
            text += &format!(
                "\n[[body.seat]]\nslug = \"ledamot-{n}\"\ntitle = \"Ledamot {n}\"\n{role}allotted_to = [\"organisation:bjuv\"]\n"
            );
        }
        // The third seat has nobody.
        for n in 1..=2 {
            let person = first + n - 1;
            text += &format!(
                "\n[[holding]]\nslug = \"h-{slug}-{n}\"\nof = \"seat:provkansliet/{slug}/ledamot-{n}\"\nperson = \"person-{person}\"\nholder = \"named\"\n"
            );
        }
    }
    text
}

async fn joined(app: &TestApp, desk: &Desk) -> [String; 2] {
    app.import(&[("committees", &file())]).await.unwrap();
    let page = at(desk, "dagordning", NETWORK);
    for name in ["Utskottet A", "Utskottet B"] {
        done(&page.send("name=\"body\"", &[("body", name)], "join").await);
    }
    ["a", "b"].map(|slug| format!("provkansliet/{slug}/2022-09-29"))
}

#[tokio::test]
async fn a_body_joins_a_sitting_once_and_gets_a_meeting_of_its_own() {
    each(async |app, desk| {
        let page = at(&desk, "dagordning", NETWORK);
        refused(&page.send("name=\"body\"", &[("body", "Finns inte")], "join").await, "Inget organ heter så");
        let [a, _] = joined(app, &desk).await;
        let told = page.told().await;
        assert!(
            told.contains("Utskottet A: dagordning") && told.contains("Utskottet B: dagordning"),
            "{told}"
        );
        let again = page.send("name=\"body\"", &[("body", "Utskottet A")], "join").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text);
        assert_eq!((app.counts().await["sitting"], app.counts().await["meeting"]), (1, 5), "{:?}", app.kind);
        assert!(at(&desk, "dagordning", &a).told().await.contains("Provnätverket"));
        // Whoever may not keep the meeting may add nobody to it.
        let mut pairs = form(&page.page().await, "name=\"body\"");
        pairs = with(&pairs, "body", &["Provnämnden"]);
        pairs.push(("do".to_owned(), "join".to_owned()));
        let outside = desk.post("utanfor", &page.path, &pairs).await;
        assert_eq!(outside.status, StatusCode::FORBIDDEN, "{}", outside.text);
    })
    .await;
}

#[tokio::test]
async fn attendance_is_entered_once_and_each_body_has_its_own_quorum() {
    each(async |app, desk| {
        let [a, b] = joined(app, &desk).await;
        let roll = at(&desk, "narvaro", NETWORK);
        let page = roll.page().await;
        assert!(page.contains("Dag Dahl"), "who sits in a committee alone is expected too: {page}");
        let absent = (0..8).find(|i| {
            let row = page.split("<tr>").find(|r| r.contains(&format!("name=\"person.{i}\"")));
            row.is_some_and(|r| r.contains("Dag Dahl"))
        });
        let here = format!("here.{}", absent.unwrap());
        done(&roll.send_without("name=\"person.0\"", &[&here], "roll").await);
        // Ada and Bo sit in A, Cia in B, where Dag is missing; each body has three seats.
        let told = at(&desk, "narvaro", &a).told().await;
        assert!(told.contains("Beslutför: 2 av 3; fler än hälften är minst 2"), "{told}");
        let told = at(&desk, "narvaro", &b).told().await;
        assert!(told.contains("Inte beslutför: 1 av 3"), "{told}");
        // Who comes, comes to the whole sitting where he or she has a part; the press is taken back in the whole of it.
        done(&event_at(&desk, &b, ("Dag Dahl", "arrives"), &[("clock", "14.00")], "").await);
        done(&event_at(&desk, NETWORK, ("Ada Ahl", "leaves"), &[("clock", "14.30")], "").await);
        assert!(at(&desk, "narvaro", &a).told().await.contains("Inte beslutför: 1 av 3"));
        let told = at(&desk, "narvaro", &b).told().await;
        assert!(told.contains("Beslutför: 2 av 3") && !told.contains("Ada Ahl"), "{told}");
        let before = app.counts().await["attendance_event"];
        let page = at(&desk, "narvaro", NETWORK).page().await;
        let last = page.split("value=\"undo|").nth(1).unwrap().split('"').next().unwrap().to_owned();
        done(&roll.send("undo|", &[], &format!("undo|{last}")).await);
        assert_eq!(app.counts().await["attendance_event"], before - 2, "{:?}", app.kind);
        assert!(at(&desk, "narvaro", &a).told().await.contains("Beslutför: 2 av 3"));
        // One body alone goes apart.
        done(&event_at(&desk, NETWORK, ("Bo Berg", "leaves"), &[("only_here", "yes")], "").await);
        assert!(at(&desk, "narvaro", &a).told().await.contains("Beslutför: 2 av 3"));
    })
    .await;
}

#[tokio::test]
async fn the_same_decision_stands_in_each_record_with_a_number_of_its_own() {
    each(async |app, desk| {
        let [a, b] = joined(app, &desk).await;
        agenda(&desk, &a, "Upprop").await;
        agenda(&desk, NETWORK, "Gemensam växel").await;
        let slug = item(&desk, NETWORK, "Gemensam växel").await;
        let page = at(&desk, "skriv", &slug);
        refused(&page.send("value=\"carry\"", &[], "carry").await, "Skriv och spara minst en att-sats först");
        done(&page.send("data-keep", &[("clause0:f.text", "att pröva en gemensam växel")], "save").await);
        done(&page.send("value=\"carry\"", &[], "carry").await);
        let told = page.told().await;
        assert_eq!(told.matches("1 att-sats står där").count(), 2, "{told}");
        // A second clause follows the first, and nothing is written twice.
        done(&page.send("data-keep", &[("clause1:f.text", "att utvärdera den")], "save").await);
        done(&page.send("value=\"carry\"", &[], "carry").await);
        assert_eq!((app.counts().await["clause"], app.counts().await["item"]), (6, 3 + 4), "{:?}", app.kind);
        for meeting in [&a, &b] {
            done(&at(&desk, "dagordning", meeting).send("name=\"add\"", &[], "number").await);
        }
        let there = at(&desk, "skriv", &item(&desk, &a, "Gemensam växel").await).told().await;
        assert!(there.contains("§ 2 Gemensam växel") && there.contains("att utvärdera den"), "{there}");
        let there = at(&desk, "skriv", &item(&desk, &b, "Gemensam växel").await).told().await;
        assert!(there.contains("§ 1 Gemensam växel"), "{there}");
        // The sitting ends with a record for each body.
        done(&at(&desk, "efter", NETWORK).send("name=\"do\"", &[], "close_all").await);
        assert_eq!(app.counts().await["record"], 3, "{:?}", app.kind);
        let told = at(&desk, "efter", &b).told().await;
        assert!(told.contains("Mötet är avslutat") && told.contains("Protokoll 1/2022"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_break_that_ends_before_it_begins_is_refused_and_one_is_told_in_the_whole_sitting() {
    each(async |app, desk| {
        let [a, _] = joined(app, &desk).await;
        let roll = at(&desk, "narvaro", NETWORK);
        done(&roll.send("name=\"person.0\"", &[], "roll").await);
        let backwards =
            [("pause_start", "14.30"), ("pause_end", "14.15"), ("pause_title", "Enskild överläggning")];
        let answer = roll.send("name=\"pause_title\"", &backwards, "pause").await;
        refused(&answer, "Pausen slutar innan den börjar");
        assert!(answer.text.contains("Enskild överläggning"), "nothing that was typed is lost");
        refused(
            &roll.send("name=\"pause_title\"", &[("pause_start", "snart")], "pause").await,
            "går inte att läsa",
        );
        let pause =
            [("pause_start", "14.15"), ("pause_end", "14.30"), ("pause_title", "Enskild överläggning")];
        done(&roll.send("name=\"pause_title\"", &pause, "pause").await);
        assert_eq!(app.counts().await["pause"], 3, "{:?}", app.kind);
        let told = at(&desk, "moten", &a).told().await;
        assert!(told.contains("Enskild överläggning"), "{told}");
        let page = roll.page().await;
        let pause = page.split("value=\"undo-pause|").nth(1).unwrap().split('"').next().unwrap().to_owned();
        done(&roll.send("undo-pause|", &[], &format!("undo-pause|{pause}")).await);
        assert!(roll.told().await.contains("Ingen paus är inskriven"));
    })
    .await;
}

#[tokio::test]
async fn the_chair_goes_over_is_empty_when_the_chair_may_not_decide_and_casts_the_vote_where_it_is() {
    each(async |_, desk| {
        agenda(&desk, MEETING, "Upprop\nBudget\nTaxor").await;
        done(&at(&desk, "dagordning", MEETING).send("name=\"add\"", &[], "number").await);
        let roll = at(&desk, "narvaro", MEETING);
        done(&roll.send_without("name=\"person.0\"", &["here.1"], "roll").await);
        assert!(roll.told().await.contains("Ordförande nu Ada Ahl"), "{}", roll.told().await);
        done(&event_at(&desk, MEETING, ("Ada Ahl", "disqualified"), &[("at", "5")], "").await);
        let told = roll.told().await;
        assert!(told.contains("Ada Ahl har lämnat eller är jävig, och ingen har tagit över"), "{told}");
        done(&event_at(&desk, MEETING, ("Cia Cedergren", "takes_chair"), &[("at", "5")], "").await);
        assert!(roll.told().await.contains("Ordförande nu Cia Cedergren"));
        let budget = item(&desk, MEETING, "Budget").await;
        let told = at(&desk, "rosta", &budget).told().await;
        assert!(told.contains("Cia Cedergren") && told.contains("ordförande"), "{told}");
        let record = at(&desk, "punkter", &budget).told().await;
        assert!(record.contains("Ordförande Cia Cedergren"), "{record}");
        let upprop = item(&desk, MEETING, "Upprop").await;
        let record = at(&desk, "punkter", &upprop).told().await;
        assert!(record.contains("Ordförande Ada Ahl"), "{record}");
    })
    .await;
}

#[tokio::test]
async fn who_goes_on_in_another_capacity_says_which_and_stops_deciding() {
    each(async |_, desk| {
        agenda(&desk, MEETING, "Upprop\nBudget").await;
        done(&at(&desk, "dagordning", MEETING).send("name=\"add\"", &[], "number").await);
        let roll = at(&desk, "narvaro", MEETING);
        done(&roll.send("name=\"person.0\"", &[], "roll").await);
        let which = event_at(&desk, MEETING, ("Bo Berg", "changes_capacity"), &[("at", "5")], "").await;
        refused(&which, "Välj den nya egenskapen först");
        let guest = [("at", "5"), ("capacity", "guest")];
        done(&event_at(&desk, MEETING, ("Bo Berg", "changes_capacity"), &guest, "").await);
        let told = roll.told().await;
        assert!(told.contains("4 av 5") && told.contains("Vem tjänstgör för Bo Berg?"), "{told}");
        let back = [("at", "5"), ("capacity", "member")];
        refused(
            &event_at(&desk, MEETING, ("Bo Berg", "changes_capacity"), &back, "").await,
            "får inte tjänstgöra igen samma dag",
        );
    })
    .await;
}

#[tokio::test]
async fn an_item_that_is_moved_while_somebody_writes_in_it_loses_nothing() {
    each(async |_, desk| {
        agenda(&desk, MEETING, "Upprop\nBudget").await;
        let slug = item(&desk, MEETING, "Budget").await;
        let page = at(&desk, "skriv", &slug);
        let mut mine =
            with(&form(&page.page().await, "data-keep"), "item0:f.summary", &["Skrivet under tiden"]);
        mine = with(&mine, "clause0:f.text", &["att anta budgeten"]);
        mine.push(("do".to_owned(), "save".to_owned()));
        let order = at(&desk, "dagordning", MEETING);
        done(&order.send("name=\"add\"", &[("place.1", "1"), ("title.1", "Budget 2023")], "save").await);
        done(&order.send("name=\"add\"", &[], "number").await);
        done(&desk.post("sekr2", &page.path, &mine).await);
        let told = page.told().await;
        assert!(told.contains("§ 4 Budget 2023"), "{told}");
        let page = page.page().await;
        assert!(page.contains("Skrivet under tiden") && page.contains("att anta budgeten"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_paragraph_of_ten_thousand_signs_of_any_sort_stands_as_it_was_written() {
    each(async |_, desk| {
        agenda(&desk, NETWORK, "Lång text").await;
        let slug = item(&desk, NETWORK, "Lång text").await;
        let page = at(&desk, "skriv", &slug);
        // Signs that nobody sees, and that turn the order of what is read, are refused by name; nothing that was typed is lost.
        let turned = "\u{5d0}\u{5d1}\u{200f} vänd";
        let answer = page.send("data-keep", &[("item0:f.summary", turned)], "save").await;
        refused(&answer, "U+200F");
        assert!(answer.text.contains(turned));
        let some = "# rubrik $x$ \\ _under_ *stjärna* 🎉 \u{5d0}\u{5d1} ";
        let long: String = some.chars().cycle().take(9_999).chain(['!']).collect();
        done(&page.send("data-keep", &[("item0:f.summary", &long)], "save").await);
        let stands = form(&page.page().await, "data-keep");
        let now = stands.iter().find(|(name, _)| name == "item0:f.summary").map(|(_, v)| v.clone()).unwrap();
        assert_eq!(now.trim(), long.trim());
        // Saving what nobody touched changes nothing.
        let again = page.send("data-keep", &[], "save").await;
        assert!(again.to.contains("inget"), "{}", again.to);
        let read = desk.get("sekr", &format!("/protokoll/{NETWORK}")).await;
        assert!(crate::pages::visible(&read.text).contains("rubrik $x$"), "{}", read.text);
    })
    .await;
}

#[tokio::test]
async fn disqualification_is_suggested_with_its_reason_and_enters_nothing_by_itself() {
    each(async |app, desk| {
        let post = "format = 1\nhome = \"provkansliet\"\n\n[[post]]\nslug = \"bolagets-vd\"\nowner = \"organisation:hoor\"\n\
            title = \"Verkställande direktör\"\n\n[[holding]]\nslug = \"h-vd\"\nof = \"post:bolagets-vd\"\n\
            person = \"person-3\"\nholder = \"named\"\n";
        app.import(&[("post", post)]).await.unwrap();
        agenda(&desk, MEETING, "Avtal").await;
        done(&at(&desk, "dagordning", MEETING).send("name=\"add\"", &[], "number").await);
        done(&at(&desk, "narvaro", MEETING).send("name=\"person.0\"", &[], "roll").await);
        let slug = item(&desk, MEETING, "Avtal").await;
        let page = at(&desk, "skriv", &slug);
        assert!(!page.told().await.contains("Fråga om jäv"));
        let fields = [("clause0:f.text", "att sluta avtal"), ("clause0:f.addressees", "Höör")];
        done(&page.send("data-keep", &fields, "save").await);
        let told = page.told().await;
        assert!(told.contains("Cia Cedergren har en plats eller post (Verkställande direktör) hos Höör"), "{told}");
        assert!(!told.contains("Bo Berg har en plats"), "{told}");
        assert_eq!(app.counts().await["attendance_event"], 0, "{:?}", app.kind);
    })
    .await;
}
