//! Answering by mailed links as pages: what a link shows and what not, trying is limited, and what the planner sees.

use crate::visitor::{Visitor, account, moving, portal, value_of};
use axum::http::StatusCode;
use genbo_app::{
    account::refusal::Refusal,
    call::send::{Form, Sent},
    cx::Cx,
    error::ActionError,
    invitation::link,
    view::Reader,
    year_plan::send::{self, Ask, Contents},
};
use genbo_documents::letter::{Letter, Part};
use genbo_testkit::{
    app::{Start, for_each_database},
    called::{self, CANARY},
};
use jiff::civil::date;

const YEAR: &str = "format = 1\nhome = \"kallade\"\n
[[meeting]]\nslug = \"kallade/styrelsen/2023-03\"\ntitle = \"Vårmöte\"\nbodies = [\"kallade/styrelsen\"]\nwhen = \"2023-03-10T13:00/2023-03-10T15:00\"\nstatus = \"preliminary\"\n
[[meeting]]\nslug = \"kallade/styrelsen/2023-05\"\ntitle = \"Majmöte\"\nbodies = [\"kallade/styrelsen\"]\nwhen = \"2023-05-12\"\nstatus = \"preliminary\"\n
[[meeting]]\nslug = \"kallade/styrelsen/2023-10\"\ntitle = \"kanariefagel\"\nbodies = [\"kallade/styrelsen\"]\nwhen = \"2023-10-10\"\nstatus = \"preliminary\"\nvisibility = \"restricted\"\n";

fn compose(c: &Contents) -> Letter {
    let parts = vec![Part::Link("Svara".into(), c.answer.clone())];
    Letter { lang: "sv", title: c.whose.clone(), house: None, mark: None, parts, foot: Vec::new() }
}

/// Sends the year's preliminary days out, and gives the links of the letters, still in the outbox.
async fn links(app: &genbo_testkit::app::TestApp, cx: &Cx) -> Vec<String> {
    let ask = Ask {
        whose: "kallade/styrelsen".into(),
        year: 2023,
        words: String::new(),
        mine: String::new(),
        today: date(2022, 9, 29),
        base_url: "https://genbo.example".into(),
        page: String::new(),
    };
    let actor = called::actor(app, "elin").await;
    let mut reader = Reader::open(cx, &actor.viewer(), ask.today).await.unwrap();
    let seen = send::preview(&mut reader, &actor, &ask, &compose).await.unwrap().seen;
    reader.tx.close().await.unwrap();
    let sent = send::send(cx, &actor, &ask, &Form { key: "k".into(), seen }, &compose).await.unwrap();
    let Sent::Queued(ids) = sent else { panic!("{sent:?}") };
    called::secrets(app, ids[0]).await.into_iter().map(|s| format!("/svar/{}", s.unwrap())).collect()
}

#[tokio::test]
async fn a_link_answers_its_own_days_shows_nothing_else_and_leads_nowhere_when_they_are_set() {
    for_each_database(Start::Register, async |app| {
        called::add(app).await;
        app.import(&[("year", YEAR)]).await.unwrap();
        let cx = moving(app);
        let router = portal(&cx);
        let links = links(app, &cx).await;
        let mut vera = Visitor::new(&router);
        let page = vera.get(&links[0]).await;
        assert_eq!(page.status, StatusCode::OK);
        let seen = crate::pages::visible(&page.text);
        assert!(
            seen.contains("Vera Lindmark") && seen.contains("Vårmöte") && seen.contains("Majmöte"),
            "{seen}"
        );
        for other in ["Bo Ek", CANARY, "Elin Dahl"] {
            assert!(!page.text.contains(other), "{other}: {}", page.text);
        }
        let day = value_of(&page.text, "day").unwrap();
        let fields = [
            ("day", day.as_str()),
            (&format!("answer-{day}"), "cannot"),
            (&format!("note-{day}"), "Ute <b>hela</b> veckan"),
            // A day that the link does not ask about is not answered.
            ("day", "1"),
            ("answer-1", "can"),
        ];
        let noted = vera.post(&links[0], &fields).await;
        assert!(noted.text.contains("dina svar är antecknade"), "{}", noted.text);
        assert!(
            noted.text.contains("Ute &#60;b&#62;hela") && !noted.text.contains("<b>hela"),
            "{}",
            noted.text
        );
        let bo = Visitor::new(&router).get(&links[1]).await;
        assert!(!bo.text.contains("hela"), "a link shows its own answers alone");

        let roles = ["secretary@cooperation:kallade"];
        account(&cx, "planerare", &roles).await;
        let mut planner = Visitor::signed_in(&router, "planerare").await;
        let dates = planner.get("/datum/kallade/styrelsen?year=2023").await;
        let seen = crate::pages::visible(&dates.text);
        assert!(
            seen.contains("Vera Lindmark (”Ute &#60;b&#62;hela&#60;/b&#62; veckan”)")
                || seen.contains("Vera Lindmark (”Ute"),
            "{seen}"
        );
        assert!(seen.contains("Inte svarat: 1") && dates.text.contains("name=\"invite\""), "{seen}");
        let anonymous = Visitor::new(&router).get("/datum/kallade/styrelsen?year=2023").await;
        assert_ne!(anonymous.status, StatusCode::OK);

        let off = YEAR.replace("\"preliminary\"", "\"fixed\"");
        app.import(&[("set", &off)]).await.unwrap();
        let closed = vera.get(&links[0]).await;
        assert_eq!(closed.status, StatusCode::GONE);
        assert!(!closed.text.contains("Vårmöte") && !closed.text.contains("Vera"), "{}", closed.text);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn links_that_lead_nowhere_and_answers_by_one_link_are_limited() {
    for_each_database(Start::Register, async |app| {
        called::add(app).await;
        app.import(&[("year", YEAR)]).await.unwrap();
        let cx = moving(app);
        let links = links(app, &cx).await;
        let token = links[0].trim_start_matches("/svar/").to_owned();
        let today = date(2022, 9, 29);
        for _ in 0..100 {
            assert!(
                link::open(&cx, &token, "192.0.2.1", today).await.unwrap().is_some(),
                "a link that is one is no try"
            );
        }
        for n in 0..60 {
            assert_eq!(link::open(&cx, &format!("x{n}"), "192.0.2.1", today).await.unwrap(), None);
        }
        let wait = link::open(&cx, "x", "192.0.2.1", today).await;
        assert!(matches!(wait, Err(ActionError::Account(Refusal::Wait(_)))), "{wait:?}");
        assert!(
            link::open(&cx, &token, "192.0.2.2", today).await.unwrap().is_some(),
            "another address goes on"
        );
        for _ in 0..30 {
            link::count_answer(&cx, &token).await.unwrap();
        }
        assert!(link::count_answer(&cx, &token).await.is_err());
        crate::visitor::pass(16);
        assert!(link::open(&cx, &token, "192.0.2.1", today).await.unwrap().is_some());
        link::count_answer(&cx, &token).await.unwrap();
        // As pages.
        let router = portal(&cx);
        let mut visitor = Visitor::new(&router).from("192.0.2.9");
        for _ in 0..60 {
            assert_eq!(visitor.get("/svar/fel").await.status, StatusCode::NOT_FOUND);
        }
        let wait = visitor.get("/svar/fel").await;
        assert_eq!(wait.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(wait.text.contains("Vänta en kvart"), "{}", wait.text);
    })
    .await;
}
