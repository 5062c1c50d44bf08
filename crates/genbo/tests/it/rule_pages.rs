//! The pages of rules: overviews for whom, one rule, writing one from the catalogue with what it would come to, marks.

use super::{
    verdicts::rule_file,
    visitor::{Visitor, account, moving, portal, value_of},
};
use axum::http::StatusCode;
use genbo_testkit::app::{Start, TestApp, for_each_database, small};

const KIND: &str = "/ny-regel?cooperation=x&kind=frequency";

async fn vera(app: &TestApp) -> Visitor {
    let cx = moving(app);
    account(&cx, "vera", &["secretary@cooperation:x"]).await;
    Visitor::signed_in(&portal(&cx), "vera").await
}

async fn page(visitor: &mut Visitor, path: &str) -> String {
    let answer = visitor.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    answer.text
}

/// The fields of a rule that says how often the board meets.
fn typed<'a>(least: &'a str, doing: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", "Sex möten om året"),
        ("p.at_least", least),
        ("p.per", "year"),
        ("scope_body", "x/styrelsen"),
        ("section", "ordningen/moten"),
        ("cites_quote", "sex gånger"),
        ("force", "must"),
        ("do", doing),
    ]
}

#[tokio::test]
async fn what_is_wrong_with_a_rule_is_told_at_its_field_and_nothing_that_was_typed_is_lost() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &rule_file("2022-09-18"))]).await.unwrap();
        let mut vera = vera(app).await;
        let events = app.last_event().await;
        let without = |name: &str| {
            let mut fields = typed("6", "save");
            fields.retain(|(n, _)| *n != name);
            fields
        };
        for (fields, told) in [
            (without("p.per"), "f-p-per-error"),
            (without("section"), "f-section-error"),
            (without("cites_quote"), "f-cites_quote-error"),
            (without("force"), "f-force-error"),
            (typed("sex", "save"), "f-p-at_least-error"),
        ] {
            let answer = vera.post(KIND, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}: {}", answer.text);
            assert!(answer.text.contains(&format!("id=\"{told}\"")), "{told}: {}", answer.text);
            if fields.iter().any(|(n, _)| *n == "title") {
                assert!(answer.text.contains("value=\"Sex möten om året\""), "{}", answer.text);
            }
        }
        assert_eq!(vera.get("/ny-regel?cooperation=x&kind=ingen").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            vera.get("/ny-regel?cooperation=ingen&kind=frequency").await.status,
            StatusCode::NOT_FOUND
        );
        // A rule of a kind that is about bodies must name some.
        let answer = vera.post("/ny-regel?cooperation=x&kind=spacing", &without("scope_body")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert!(answer.text.contains("id=\"f-scope_body-error\""), "{}", answer.text);
        // What the application refuses is told as well: no number is at least 6 and at most 5.
        let mut never = typed("6", "save");
        never.push(("p.at_most", "5"));
        let answer = vera.post(KIND, &never).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert_eq!(app.last_event().await, events, "nothing was written");
    })
    .await;
}

#[tokio::test]
async fn a_rule_shows_what_it_would_come_to_before_it_is_saved_and_that_is_what_it_comes_to() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &rule_file("2022-09-18"))]).await.unwrap();
        let mut vera = vera(app).await;
        let kinds = page(&mut vera, "/ny-regel?cooperation=x").await;
        assert!(
            kinds.contains("kind=frequency") && kinds.contains("Till exempel: Styrelsen har minst fyra"),
            "{kinds}"
        );
        let events = app.last_event().await;
        let preview = vera.post(KIND, &typed("6", "preview")).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", preview.text);
        assert!(preview.text.contains("Om regeln sparas nu"), "{}", preview.text);
        assert!(preview.text.contains("på väg att brytas på 1"), "{}", preview.text);
        assert_eq!(app.last_event().await, events, "nothing was written");
        let saved = vera.post(KIND, &typed("6", "save")).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        assert!(saved.to.starts_with("/regler/x/"), "{}", saved.to);
        let rule = page(&mut vera, &saved.to).await;
        for part in ["sex gånger", "På väg att brytas", "Minst", "/styrdokument/ordningen#moten", "Historik"]
        {
            assert!(rule.contains(part), "{part}: {rule}");
        }
        // Changing it: a form as it stands, and a reason to turn it off.
        let form = page(&mut vera, &saved.to.replace("/regler/", "/andra-regel/")).await;
        assert_eq!(value_of(&form, "p.at_least").as_deref(), Some("6"));
        let seen = value_of(&form, "seen").unwrap();
        let mut off = typed("6", "save");
        off.extend([("seen", seen.as_str()), ("state_off_because", "Vi har slutat räkna.")]);
        let done = vera.post(&saved.to.replace("/regler/", "/andra-regel/"), &off).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let rule = page(&mut vera, &saved.to).await;
        assert!(rule.contains("Regeln kontrolleras inte. Vi har slutat räkna."), "{rule}");
        // Who has not seen that change does not write over it.
        let late = vera
            .post(&saved.to.replace("/regler/", "/andra-regel/"), &{
                let mut fields = typed("5", "save");
                fields.extend([("seen", seen.as_str()), ("state_off_because", "Annat skäl.")]);
                fields
            })
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn an_overview_groups_filters_and_leads_to_where_it_is_mended() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &rule_file("2022-09-18"))]).await.unwrap();
        let mut vera = vera(app).await;
        for path in ["/regler?cooperation=x", "/regler?body=x/styrelsen", "/regler?mine=yes"] {
            let text = page(&mut vera, path).await;
            assert!(
                text.contains("Dagordning en vecka före") && text.contains("Brutet på 1 ställen."),
                "{path}: {text}"
            );
            assert!(text.contains("/regler/x/dagordning#f-"), "{path}: {text}");
        }
        let due = page(&mut vera, "/regler?cooperation=x&group=due").await;
        assert!(due.contains("September 2022 (1)"), "{due}");
        let whose = page(&mut vera, "/regler?cooperation=x&group=whose").await;
        assert!(whose.contains("Styrelsen (1)"), "{whose}");
        let none = page(&mut vera, "/regler?cooperation=x&severity=info").await;
        assert!(!none.contains("/regler/x/dagordning#f-"), "{none}");
        let before = page(&mut vera, "/regler?cooperation=x&as_of=2022-09-01").await;
        assert!(
            before.contains("Ingen regel är bruten eller på väg att brytas.")
                || before.contains("På väg att brytas"),
            "{before}"
        );
        for wrong in ["outcome=red", "severity=x", "todo=x", "group=x", "as_of=x"] {
            let answer = vera.get(&format!("/regler?cooperation=x&{wrong}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        // The start page, the body, the meeting and the calendar lead there too.
        let start = page(&mut vera, "/").await;
        assert!(start.contains("Regler att åtgärda") && start.contains("Bruten regel"), "{start}");
        for path in
            ["/organ/x/styrelsen", "/samverkan/x", "/moten?cooperation=x", "/arshjul?cooperation=x&year=2022"]
        {
            let text = page(&mut vera, path).await;
            assert!(text.contains("/regler/x/dagordning#f-"), "{path}: {text}");
            assert!(text.contains("Bruten"), "{path}: {text}");
        }
        assert!(page(&mut vera, "/moten/x/styrelsen/2022-09-20").await.contains("/regler/x/dagordning#f-"));
        // What is broken for one alone is waived for that one, from where it is told.
        let rule = page(&mut vera, "/regler/x/dagordning").await;
        let waive = rule
            .split("href=\"")
            .filter_map(|href| href.split('"').next())
            .find(|href| href.contains("subject=meeting%3Ax%2Fstyrelsen%2F2022-09-20"));
        let form = page(&mut vera, &waive.expect("a way to the waiver").replace("&#38;", "&")).await;
        assert!(form.contains("meeting:x/styrelsen/2022-09-20"), "{form}");
        let document = page(&mut vera, "/styrdokument/ordningen").await;
        assert!(document.contains("Dagordning en vecka före") && document.contains("Bruten"), "{document}");
    })
    .await;
}

#[tokio::test]
async fn who_sees_no_findings_sees_the_rules_and_no_marks() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &rule_file("2022-09-18"))]).await.unwrap();
        let router = portal(&moving(app));
        let mut anybody = Visitor::new(&router);
        for path in [
            "/regler",
            "/regler?cooperation=x",
            "/regler?body=x/styrelsen",
            "/regler/x/dagordning",
            "/organ/x/styrelsen",
            "/samverkan/x",
            "/moten?cooperation=x",
            "/moten/x/styrelsen/2022-09-20",
            "/arshjul?cooperation=x&year=2022",
            "/styrdokument/ordningen",
        ] {
            let text = page(&mut anybody, path).await;
            assert!(!text.contains("ruten") && !text.contains("class=\"rule-mark\""), "{path}: {text}");
        }
        assert_eq!(anybody.get("/regler?mine=yes").await.status, StatusCode::NOT_FOUND);
        let rule = page(&mut anybody, "/regler/x/dagordning").await;
        assert!(rule.contains("en vecka före") && rule.contains("visas för medlemmarna"), "{rule}");
    })
    .await;
}

#[tokio::test]
async fn an_overview_lists_the_law_that_is_checked_and_never_for_networks() {
    for_each_database(Start::Register, async |app| {
        let of = |profile: &str| {
            let file = small("x")
                .replace("name = \"Samverkan x\"", "name = \"Samverkan x\"\njurisdiction = \"se\"")
                .replace("name = \"Styrelsen\"", &format!("name = \"Styrelsen\"\nprofile = \"{profile}\""));
            format!(
                "{file}\n[[meeting]]\nslug = \"x/styrelsen/2022-09-20\"\ntitle = \"Möte\"\n\
                 bodies = [\"x/styrelsen\"]\nwhen = \"2022-09-20T09:00\"\nstatus = \"held\"\n\n\
                 [[meeting.record]]\nkind = \"minutes\"\n"
            )
        };
        app.import(&[("x", &of("network"))]).await.unwrap();
        let mut vera = vera(app).await;
        let network = page(&mut vera, "/regler?cooperation=x").await;
        assert!(!network.contains("Lag som kontrolleras"), "{network}");
        app.import(&[("x", &of("board"))]).await.unwrap();
        let board = page(&mut vera, "/regler?cooperation=x").await;
        for part in ["Lag som kontrolleras", "Protokollet justeras inom 14 dagar", "6 kap. 35 §"] {
            assert!(board.contains(part), "{part}: {board}");
        }
        // It is listed whatever is filtered away.
        let kept = page(&mut vera, "/regler?cooperation=x&outcome=kept").await;
        assert!(kept.contains("Protokollet justeras inom 14 dagar"), "{kept}");
    })
    .await;
}
