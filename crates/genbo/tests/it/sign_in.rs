//! Signing in: passwords, sessions that end, forms that outlive them, links and tokens.

use crate::desk::{pairs_of, with};
use crate::visitor::{Answer, PASSWORD, Visitor, account, moving, pass, portal, value_of, without_password};
use axum::http::{Method, StatusCode};
use genbo_app::{
    account::{key, manage, session},
    cx::{Actor, Cx},
};
use genbo_store::{account as stored, params};
use genbo_testkit::app::{Start, TestApp, for_each_database};

async fn texts(cx: &Cx, sql: &str) -> Vec<String> {
    let mut tx = cx.db.read().await.unwrap();
    tx.all(sql, &[]).await.unwrap().iter().map(|r| r.opt_text(0).unwrap().unwrap_or_default()).collect()
}

#[tokio::test]
async fn a_wrong_password_opens_nothing_and_the_right_one_a_session_of_its_own() {
    for_each_database(Start::Schema, async |app| {
        let cx = moving(app);
        account(&cx, "anna", &[]).await;
        let router = portal(&cx);
        let mut anna = Visitor::new(&router);
        anna.cookies.insert("genbo".to_owned(), "f".repeat(64));
        for (name, password) in [("anna", "fel lösenord här"), ("anna", ""), ("okand", PASSWORD), ("", "")]
        {
            let answer = anna.sign_in(name, password).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(answer.text.contains("Namnet eller lösenordet stämmer inte"), "{name}");
            assert!(answer.cookies.is_empty() && !answer.text.contains("fel lösenord"), "{name}");
        }
        let answer = anna.sign_in(" Anna ", PASSWORD).await;
        assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/"));
        let line = answer.cookies.iter().find(|c| c.starts_with("genbo=")).unwrap();
        assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax"), "{line}");
        assert_ne!(anna.cookies["genbo"], "f".repeat(64), "the secret is new at sign-in");
        assert!(anna.get("/profil").await.text.contains("Person anna"));
        let mut stranger = Visitor::new(&router);
        assert_eq!(stranger.get("/profil").await.status, StatusCode::UNAUTHORIZED);
        let first = anna.cookies["genbo"].clone();
        anna.sign_in("anna", PASSWORD).await;
        assert_ne!(anna.cookies["genbo"], first);
        let mut copy = anna.clone();
        assert_eq!(anna.post("/logga-ut", &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(anna.cookies.get("genbo"), None);
        assert_eq!(copy.get("/profil").await.status, StatusCode::UNAUTHORIZED, "it ended on the server");
        let stored = texts(&cx, "SELECT hash FROM session").await.join(" ");
        assert!(!stored.contains(&first), "only digests are kept");
    })
    .await;
}

#[tokio::test]
async fn a_portal_on_an_encrypted_address_ties_its_cookie_to_it() {
    let app = TestApp::sqlite(Start::Schema).await;
    let cx = moving(&app);
    account(&cx, "anna", &[]).await;
    let site = genbo_web::site::Site::new("https://genbo.example.se", cx.outside.now).with_accounts(&cx);
    let state = genbo_web::site::AppState { site: std::sync::Arc::new(site), cx };
    let mut anna = Visitor::signed_in(&genbo_web::router::router(state), "anna").await;
    assert!(anna.cookies.contains_key("__Host-genbo"), "{:?}", anna.cookies);
    let answer = anna.sign_in("anna", PASSWORD).await;
    assert!(answer.cookies[0].ends_with("; Secure") && !answer.cookies[0].contains("Domain"));
    assert_eq!(anna.get("/profil").await.status, StatusCode::OK);
}

#[tokio::test]
async fn after_ten_wrong_tries_even_the_right_password_waits_and_unknown_names_do_the_same() {
    for_each_database(Start::Schema, async |app| {
        let cx = moving(app);
        account(&cx, "anna", &[]).await;
        let router = portal(&cx);
        for name in ["anna", "finns-inte"] {
            let mut visitor = Visitor::new(&router);
            for n in 1..=10 {
                let answer = visitor.sign_in(name, "fel lösenord här").await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {n}");
            }
            let answer = visitor.sign_in(name, PASSWORD).await;
            assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{name}");
            assert!(answer.text.contains("Pröva igen efter kl.\u{a0}10.15"), "{}", answer.text);
        }
        pass(14);
        assert_eq!(
            Visitor::new(&router).sign_in("anna", PASSWORD).await.status,
            StatusCode::TOO_MANY_REQUESTS
        );
        pass(2);
        assert_eq!(Visitor::new(&router).sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER);
        let names = texts(&cx, "SELECT hash FROM attempt").await.join(" ");
        assert!(!names.contains("anna") && !names.contains("finns"), "what was tried is kept as a digest");
    })
    .await;
}

#[tokio::test]
async fn tries_are_counted_by_the_address_too_and_a_clock_that_jumps_locks_nobody_out() {
    let app = TestApp::sqlite(Start::Schema).await;
    let cx = moving(&app);
    account(&cx, "anna", &[]).await;
    let router = portal(&cx);
    let mut guesser = Visitor::new(&router).from("198.51.100.7");
    for n in 0..60 {
        let answer = guesser.sign_in(&format!("namn{n}"), "fel").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    assert_eq!(guesser.sign_in("anna", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    let mut other = Visitor::new(&router).from("198.51.100.8");
    assert_eq!(other.sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER);
    pass(-60 * 24 * 365);
    assert_eq!(other.get("/profil").await.status, StatusCode::OK, "a clock turned back signs nobody out");
    assert_eq!(guesser.sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER);
    pass(60 * 24 * 365 * 10);
    assert_eq!(other.get("/profil").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(guesser.sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

/// A form with what is easily lost, sent to one's own profile.
const FORM: [(&str, &str); 4] = [
    ("email", "anna@kommunen.example"),
    ("lang", "en"),
    ("name", "<b>\"rad 1\"\r\nrad 2 & åäö</b>"),
    ("password", "ett fält som heter så"),
];

fn again(page: &Answer) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, _) in FORM {
        fields.push((name.to_owned(), value_of(&page.text, name).unwrap_or_default()));
    }
    fields
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

/// Signs in on the page that was answered, with all that it carries.
async fn sign_in_on(visitor: &mut Visitor, page: &Answer, name: &str, password: &str) -> Answer {
    let mut fields = vec![("name".to_owned(), name.to_owned()), ("password".to_owned(), password.to_owned())];
    let carried = ["to", "was", "sent"].map(str::to_owned).into_iter();
    for field in carried.chain(FORM.iter().map(|(n, _)| format!("f.{n}"))) {
        fields.extend(value_of(&page.text, &field).map(|value| (field, value)));
    }
    visitor.post("/logga-in", &borrowed(&fields)).await
}

#[tokio::test]
async fn a_form_that_outlives_its_session_loses_nothing() {
    for_each_database(Start::Schema, async |app| {
        let cx = moving(app);
        account(&cx, "anna", &[]).await;
        let router = portal(&cx);
        let mut anna = Visitor::signed_in(&router, "anna").await;
        pass(60 * 3);
        let page = anna.post("/profil?lang=sv", &FORM).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert!(page.text.contains("Du har varit borta en stund, Person anna, prov. Det du skrev är kvar."));
        let page = sign_in_on(&mut anna, &page, "anna", "fel lösenord här").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = sign_in_on(&mut anna, &page, "anna", PASSWORD).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.text.contains("Du är inloggad igen") && page.text.contains("action=\"/profil?lang=sv\"")
        );
        assert!(!page.text.contains("i ditt eget namn"));
        let kept = again(&page);
        assert_eq!(borrowed(&kept), FORM, "nothing is lost, nothing is added");
        assert_eq!(texts(&cx, "SELECT email FROM account").await, [""], "nothing has been sent yet");
        let done = anna.post("/profil?lang=sv", &borrowed(&kept)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert_eq!(texts(&cx, "SELECT email FROM account").await, ["anna@kommunen.example"]);
    })
    .await;
}

#[tokio::test]
async fn a_new_term_that_outlives_its_session_loses_no_line() {
    const SEATS: &str = r#"
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
"#;
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", SEATS)]).await.unwrap();
        let cx = moving(app);
        account(&cx, "anna", &["registrar@organisation:svalov"]).await;
        let router = portal(&cx);
        let mut anna = Visitor::signed_in(&router, "anna").await;
        let to = "/mandatperiod/svalov";
        let table = anna.get(to).await;
        assert_eq!(table.status, StatusCode::OK, "{}", table.text);
        let typed = pairs_of(&table.text, "action=\"/mandatperiod/svalov\"");
        let typed = with(&typed, "from", &["2023-01-01"]);
        let typed = with(&typed, "name.0", &["Anna Exempel"]);
        let typed = with(&typed, "becomes.1", &["vacant"]);
        pass(60 * 3);
        let page = anna.post(to, &borrowed(&typed)).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        let mut fields: Vec<(String, String)> =
            vec![("name".into(), "anna".into()), ("password".into(), PASSWORD.into())];
        let carried = pairs_of(&page.text, "action=\"/logga-in\"");
        fields.extend(carried.into_iter().filter(|(n, _)| n != "name" && n != "password"));
        let page = anna.post("/logga-in", &borrowed(&fields)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let kept = pairs_of(&page.text, "action=\"/mandatperiod/svalov\"");
        let said = |name: &str| kept.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
        for (name, value) in typed.iter().filter(|(n, _)| n != "step") {
            assert_eq!(said(name), Some(value.as_str()), "{name}: {kept:?}");
        }
        // What is sent now is only shown first, as the writer had asked.
        let shown = anna.post(to, &borrowed(&kept)).await;
        assert!(shown.text.contains("Anna Exempel") && shown.text.contains("name=\"step\" value=\"apply\""));
        assert_eq!(app.counts().await["holding"], 0);
        // Another day, at another machine, it is there again; for nobody else.
        let mut elsewhere = Visitor::signed_in(&router, "anna").await;
        let draft = elsewhere.get(to).await;
        assert!(draft.text.contains("Du ser ditt utkast från"), "{}", draft.text);
        let there = pairs_of(&draft.text, "action=\"/mandatperiod/svalov\"");
        for (name, value) in &typed {
            assert!(there.contains(&(name.clone(), value.clone())), "{name}: {there:?}");
        }
        account(&cx, "bo", &["registrar@organisation:svalov"]).await;
        let mut bo = Visitor::signed_in(&router, "bo").await;
        assert!(!bo.get(to).await.text.contains("Anna Exempel"));
        assert_eq!(bo.post(to, &[("step", "forget")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.counts().await["draft"], 1, "nobody throws another's draft away");
        let apply: Vec<(String, String)> =
            there.iter().cloned().chain([("step".into(), "apply".into())]).collect();
        assert_eq!(elsewhere.post(to, &borrowed(&apply)).await.status, StatusCode::SEE_OTHER);
        let counts = app.counts().await;
        assert_eq!((counts["holding"], counts["draft"]), (2, 0), "what is done is no draft");
    })
    .await;
}

#[tokio::test]
async fn whoever_signs_in_instead_is_told_whose_words_they_are() {
    for_each_database(Start::Schema, async |app| {
        let cx = moving(app);
        account(&cx, "anna", &[]).await;
        account(&cx, "bo", &[]).await;
        let router = portal(&cx);
        let mut browser = Visitor::signed_in(&router, "anna").await;
        pass(60 * 3);
        let page = browser.post("/profil", &FORM).await;
        let page = sign_in_on(&mut browser, &page, "bo", PASSWORD).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Det här skrev Person anna, prov, men du är inloggad som Person bo."));
        assert_eq!(borrowed(&again(&page)), FORM);
        assert_eq!(texts(&cx, "SELECT email FROM account").await, ["", ""], "nothing was sent by itself");
    })
    .await;
}

#[tokio::test]
async fn what_is_too_large_to_be_kept_is_told_and_a_page_that_is_read_leads_back_to_itself() {
    let app = TestApp::sqlite(Start::Schema).await;
    let cx = moving(&app);
    account(&cx, "anna", &[]).await;
    let router = portal(&cx);
    let mut anna = Visitor::new(&router);
    let large = "x".repeat(1_100_000);
    let page = anna.post("/profil", &[("text", &large)]).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains("kunde inte behållas") && !page.text.contains(&large));
    let page = anna.get("/profil?lang=en").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert!(page.text.contains("<h1>Sign in</h1>"), "{}", page.text);
    assert_eq!(sign_in_on(&mut anna, &page, "anna", PASSWORD).await.to, "/profil?lang=en");
    let form = [("name", "anna"), ("password", PASSWORD), ("to", "//evil.example/x")];
    assert_eq!(anna.post("/logga-in", &form).await.to, "/", "nobody is sent elsewhere");
}

#[tokio::test]
async fn a_session_is_seen_ended_from_elsewhere_and_gone_with_the_password() {
    for_each_database(Start::Schema, async |app| {
        let cx = moving(app);
        account(&cx, "anna", &[]).await;
        account(&cx, "bo", &[]).await;
        let router = portal(&cx);
        let mut here = Visitor::signed_in(&router, "anna").await;
        let mut there = Visitor::signed_in(&router, "anna").await;
        let mut bo = Visitor::signed_in(&router, "bo").await;
        pass(100);
        assert_eq!(here.get("/profil").await.status, StatusCode::OK);
        pass(100);
        assert_eq!(here.get("/profil").await.status, StatusCode::OK, "what is used is not idle");
        assert_eq!(there.get("/profil").await.status, StatusCode::UNAUTHORIZED);
        let mut there = Visitor::signed_in(&router, "anna").await;
        let page = here.get("/profil").await.text;
        assert_eq!(page.matches("name=\"hash\"").count(), 2, "{page}");
        let hash = genbo_app::secret::hash(&there.cookies["genbo"]);
        assert_eq!(bo.post("/profil/sessioner", &[("hash", &hash)]).await.status, StatusCode::UNAUTHORIZED);
        let mut bo = Visitor::signed_in(&router, "bo").await;
        assert_eq!(bo.post("/profil/sessioner", &[("hash", &hash)]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(there.get("/profil").await.status, StatusCode::OK);
        assert_eq!(here.post("/profil/sessioner", &[("hash", &hash)]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(there.get("/profil").await.status, StatusCode::UNAUTHORIZED);

        let change = |old, new| [("old", old), ("new", new)];
        let new = "ett annat långt lösenord";
        let wrong = here.post("/profil/losenord", &change("fel", new)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let weak = here.post("/profil/losenord", &change(PASSWORD, "Person anna 2022")).await;
        assert!(weak.text.contains("får inte innehålla ditt namn") && !weak.text.contains("anna 2022"));
        assert_eq!(here.post("/profil/losenord", &change(PASSWORD, new)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(here.get("/profil").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(bo.get("/profil").await.status, StatusCode::OK, "others' sessions go on");
        assert_eq!(here.sign_in("anna", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(here.sign_in("anna", new).await.status, StatusCode::SEE_OTHER);
        pass(60 * 14);
        assert_eq!(here.get("/profil").await.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

/// The secrets of letters that wait in the outbox.
async fn letters(cx: &Cx) -> Vec<String> {
    texts(cx, "SELECT secret FROM message_recipient ORDER BY message_id").await
}

#[tokio::test]
async fn a_forgotten_password_is_chosen_anew_by_a_letter_once_and_nobody_learns_who_has_an_account() {
    for_each_database(Start::Schema, async |app| {
        let cx = moving(app);
        without_password(&cx, "anna", &[]).await;
        let me = Actor::Account { name: "anna".into(), grants: vec![], member_of: vec![], keeps: vec![] };
        genbo_app::account::profile::put(&cx, &me, "anna@kommunen.example", "en").await.unwrap();
        without_password(&cx, "utan-adress", &[]).await;
        let router = portal(&cx);
        let mut visitor = Visitor::new(&router);
        let mut answers = Vec::new();
        for name in ["finns-inte", "utan-adress", "x@y.example", "anna", "Anna@Kommunen.example"] {
            let answer = visitor.post("/glomt-losenord", &[("name", name)]).await;
            answers.push((answer.status, answer.text));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "all answers are alike");
        let secrets = letters(&cx).await;
        assert_eq!(secrets.len(), 2);
        let subjects = texts(&cx, "SELECT subject FROM message").await;
        assert_eq!(subjects, ["New password in Genbo", "New password in Genbo"], "in the reader's language");
        for _ in 0..2 {
            visitor.post("/glomt-losenord", &[("name", "anna")]).await;
        }
        let refused = visitor.post("/glomt-losenord", &[("name", "anna")]).await;
        assert!(refused.text.contains("för många försök"), "{}", refused.text);
        assert_eq!(letters(&cx).await.len(), 4, "letters are limited");

        let path = format!("/losenord/{}", secrets[0]);
        assert!(visitor.get(&path).await.text.contains("Lösenordet gäller kontot anna"));
        let weak = visitor.post(&path, &[("new", "kort")]).await;
        assert!(weak.text.contains("för kort"), "{}", weak.text);
        assert_eq!(visitor.post(&path, &[("new", PASSWORD)]).await.status, StatusCode::SEE_OTHER);
        for secret in &secrets {
            let used = visitor.post(&format!("/losenord/{secret}"), &[("new", "ett annat lösenord")]).await;
            assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY, "one password, and all links are used");
        }
        assert_eq!(visitor.sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER);
        pass(20);
        Visitor::new(&router).post("/glomt-losenord", &[("name", "anna")]).await;
        let last = letters(&cx).await.pop().unwrap();
        pass(121);
        let old = Visitor::new(&router).get(&format!("/losenord/{last}")).await;
        assert!(old.text.contains("Länken är redan använd eller för gammal"), "{}", old.text);
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_letter_about_an_account_comes_from_the_one_house_in_which_it_has_its_roles() {
    for_each_database(Start::Register, async |app| {
        let style = "\n[[house_style]]\nslug = \"x\"\nowner = \"cooperation:x\"\nname = \"Kansliet X\"\n\n[[house_style.signature]]\noffice = \"Kanslichef\"\n";
        let (x, y) = (genbo_testkit::app::small("x"), genbo_testkit::app::small("y"));
        app.import(&[("x", &(x + style)), ("y", &y)]).await.unwrap();
        let cx = moving(app);
        let both = ["secretary@cooperation:x", "secretary@cooperation:y"];
        for (name, roles) in [("anna", &both[..1]), ("bo", &both[..])] {
            without_password(&cx, name, roles).await;
            let me = Actor::Account { name: name.into(), grants: vec![], member_of: vec![], keeps: vec![] };
            let address = format!("{name}@x.example");
            genbo_app::account::profile::put(&cx, &me, &address, "sv").await.unwrap();
        }
        let router = portal(&cx);
        for name in ["anna", "bo"] {
            Visitor::new(&router).post("/glomt-losenord", &[("name", name)]).await;
        }
        let letters = texts(&cx, "SELECT text FROM message ORDER BY id").await;
        assert!(letters[0].starts_with("Kansliet X\n") && letters[0].contains("Kanslichef"), "{letters:?}");
        assert!(!letters[1].contains("Kansliet X"), "who is at home in several houses: {letters:?}");
    })
    .await;
}

#[tokio::test]
async fn a_token_is_its_account_until_it_is_revoked_or_ends_and_stands_nowhere() {
    for_each_database(Start::Register, async |app| {
        let cx = moving(app);
        account(&cx, "anna", &["administrator"]).await;
        let router = portal(&cx);
        let restricted =
            "format = 1\n[[person]]\nslug = \"kanarie\"\nname = \"Kanarie\"\nvisibility = \"restricted\"\n";
        app.import(&[("a", restricted)]).await.unwrap();
        let mut anna = Visitor::signed_in(&router, "anna").await;
        for (name, days) in [("", "30"), ("dator", "0"), ("dator", "366"), ("dator", "x")] {
            let answer = anna.post("/profil/nycklar", &[("name", name), ("days", days)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {days}");
        }
        let page = anna.post("/profil/nycklar", &[("name", "min dator"), ("days", "30")]).await.text;
        let token: String = page.split_once("genbo_").unwrap().1.chars().take(64).collect();
        let token = format!("genbo_{token}");
        assert!(!anna.get("/profil").await.text.contains(&token), "it is shown once");
        let mut program = Visitor::new(&router);
        let bearer = format!("Bearer {token}");
        let ask = async |program: &mut Visitor, bearer: &str| {
            let answer =
                program.send(Method::GET, "/api/v1/people/kanarie", None, &[("authorization", bearer)]).await;
            answer.status
        };
        assert_eq!(program.get("/api/v1/people/kanarie").await.status, StatusCode::NOT_FOUND);
        assert_eq!(ask(&mut program, &bearer).await, StatusCode::OK);
        assert_eq!(ask(&mut program, "Bearer genbo_0").await, StatusCode::UNAUTHORIZED);
        let page = program.send(Method::GET, "/profil", None, &[("authorization", &bearer)]).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "a token opens the API alone");
        assert_eq!(texts(&cx, "SELECT used FROM api_token").await, ["2022-09-29T08:00:00Z"]);
        pass(30);
        ask(&mut program, &bearer).await;
        assert_eq!(texts(&cx, "SELECT used FROM api_token").await, ["2022-09-29T08:00:00Z"]);
        pass(31);
        ask(&mut program, &bearer).await;
        assert_eq!(texts(&cx, "SELECT used FROM api_token").await, ["2022-09-29T09:01:00Z"]);
        let hash = genbo_app::secret::hash(&token);
        assert_eq!(
            anna.post("/profil/nycklar/avsluta", &[("hash", &hash)]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(ask(&mut program, &bearer).await, StatusCode::UNAUTHORIZED);
        let second = key::new_token(&cx, &Actor::System, "anna", "kommandorad", 1).await.unwrap();
        let bearer = format!("Bearer {second}");
        assert_eq!(ask(&mut program, &bearer).await, StatusCode::OK);
        pass(60 * 24);
        assert_eq!(ask(&mut program, &bearer).await, StatusCode::UNAUTHORIZED);
        let kept = texts(&cx, "SELECT hash FROM api_token").await.join(" ")
            + &texts(&cx, "SELECT after FROM audit_value").await.join(" ");
        assert!(!kept.contains(&token) && !kept.contains(&second));
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_ended_is_nobody_wherever_it_was() {
    for_each_database(Start::Schema, async |app| {
        let cx = moving(app);
        account(&cx, "anna", &["administrator"]).await;
        account(&cx, "bo", &[]).await;
        let router = portal(&cx);
        let mut bo = Visitor::signed_in(&router, "bo").await;
        let token = key::new_token(&cx, &Actor::System, "bo", "x", 30).await.unwrap();
        manage::end(&cx, &Actor::System, "bo").await.unwrap();
        assert_eq!(bo.get("/profil").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(bo.sign_in("bo", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let today = genbo_app::account::today(&cx);
        let found = key::by_token(&cx, &token, today).await.unwrap();
        assert!(matches!(found, session::Found::Nobody));
        manage::reopen(&cx, &Actor::System, "bo").await.unwrap();
        assert_eq!(bo.sign_in("bo", PASSWORD).await.status, StatusCode::SEE_OTHER);
        let mut tx = cx.db.read().await.unwrap();
        assert!(stored::key::tokens(&mut tx, "bo").await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_password_stands_nowhere_in_the_database() {
    let app = TestApp::sqlite(Start::Schema).await;
    let cx = moving(&app);
    account(&cx, "anna", &[]).await;
    Visitor::new(&portal(&cx)).sign_in(PASSWORD, PASSWORD).await;
    let mut tx = cx.db.write().await.unwrap();
    tx.run("UPDATE installation SET value = $1 WHERE key = 'none'", params!["x"]).await.unwrap();
    tx.commit().await.unwrap();
    let mut all = Vec::new();
    for file in std::fs::read_dir(app.dir()).unwrap() {
        all.extend(std::fs::read(file.unwrap().path()).unwrap());
    }
    let found = |word: &str| all.windows(word.len()).any(|w| w == word.as_bytes());
    assert!(found("$argon2id$") && !found(PASSWORD));
}
