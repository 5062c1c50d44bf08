//! Looking after accounts: who may give what to whom, roles that go with posts, standing in, what a person lets others see,
//! and the log of it all.

use crate::visitor::{Visitor, account, moving, pass, portal, without_password};
use axum::http::StatusCode;
use genbo_app::{
    account::{self, NewAccount, post_role},
    cx::{Actor, Cx},
};
use genbo_store::audit;
use genbo_testkit::app::{Start, TestApp, for_each_database};

async fn actors(cx: &Cx) -> Vec<(String, String, String)> {
    let mut tx = cx.db.read().await.unwrap();
    let rows = audit::read(&mut tx, 1, 100_000).await.unwrap();
    rows.into_iter().map(|(row, _)| (row.actor, row.action, row.noun)).collect()
}

/// Changes an account by the form on its page.
async fn change(
    visitor: &mut Visitor,
    name: &str,
    keep: &[&str],
    add: &[(&str, &str)],
) -> (StatusCode, String) {
    let shown = format!("Person {name}, prov");
    let mut form = vec![("display_name", shown.as_str()), ("email", ""), ("person", "")];
    form.extend(keep.iter().map(|k| ("keep", *k)));
    let names: Vec<[String; 2]> = (0..add.len()).map(|n| [format!("role{n}"), format!("scope{n}")]).collect();
    for ([role, scope], (r, s)) in names.iter().zip(add) {
        form.extend([(role.as_str(), *r), (scope.as_str(), *s)]);
    }
    let answer = visitor.post(&format!("/konton/{name}"), &form).await;
    (answer.status, answer.text)
}

#[tokio::test]
async fn the_last_one_who_can_sign_in_and_administers_is_not_locked_out() {
    for_each_database(Start::Schema, async |app| {
        let cx = moving(app);
        account(&cx, "anna", &["administrator"]).await;
        without_password(&cx, "bo", &["administrator"]).await;
        let router = portal(&cx);
        let mut anna = Visitor::signed_in(&router, "anna").await;
        let refused = "Då skulle ingen som kan logga in administrera installationen";
        let (status, text) = change(&mut anna, "anna", &[], &[]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text.contains(refused), "{text}");
        let ended = anna.post("/konton/anna/avsluta", &[]).await;
        assert!(ended.text.contains(refused), "Bo has no password");
        assert_eq!(anna.get("/konton").await.status, StatusCode::OK, "nothing was changed");
        genbo_app::account::key::set_password(&cx, "bo", "ett lösenord för bosse").await.unwrap();
        let (status, _) = change(&mut anna, "anna", &[], &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(anna.get("/konton").await.status, StatusCode::FORBIDDEN, "at once");
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn whoever_looks_after_a_part_gives_nothing_beyond_it() {
    for_each_database(Start::Cooperations, async |app| {
        let cx = moving(app);
        account(&cx, "allt", &["administrator"]).await;
        account(&cx, "svalov", &["administrator@organisation:svalov"]).await;
        without_password(&cx, "i-svalov", &["registrar@organisation:svalov"]).await;
        without_password(&cx, "i-bjuv", &["registrar@organisation:bjuv"]).await;
        without_password(&cx, "bada", &["employee@organisation:svalov", "employee@organisation:bjuv"]).await;
        without_password(&cx, "ingen", &[]).await;
        let router = portal(&cx);
        let mut part = Visitor::signed_in(&router, "svalov").await;
        let list = part.get("/konton").await.text;
        for (name, seen) in
            [("i-svalov", true), ("bada", true), ("i-bjuv", false), ("allt", false), ("ingen", false)]
        {
            assert_eq!(list.contains(&format!("/konton/{name}\"")), seen, "{name}");
            let status = part.get(&format!("/konton/{name}")).await.status;
            assert_eq!(status == StatusCode::OK, seen, "{name}: {status}");
        }
        let beyond = "mer än du själv har hand om";
        for (role, scope) in [
            ("registrar", "organisation:bjuv"),
            ("registrar", ""),
            ("administrator", ""),
            ("secretary", "cooperation:skanes-kommuner"),
        ] {
            let (status, text) =
                change(&mut part, "i-svalov", &["registrar@organisation:svalov"], &[(role, scope)]).await;
            assert!(
                status == StatusCode::UNPROCESSABLE_ENTITY && text.contains(beyond),
                "{role} {scope}: {text}"
            );
        }
        for (role, scope, why) in
            [("chef", "organisation:svalov", "Rollen finns inte"), ("member", "x", "finns inte")]
        {
            let (_, text) = change(&mut part, "i-svalov", &[], &[(role, scope)]).await;
            assert!(text.contains(why), "{text}");
        }
        let (status, _) = change(
            &mut part,
            "i-svalov",
            &["registrar@organisation:svalov"],
            &[("secretary", "body:svalov/kommunstyrelsen")],
        )
        .await;
        assert_eq!(status, StatusCode::SEE_OTHER, "a body of the municipality lies within it");

        // Of an account that lies in two parts, only one's own part can be changed.
        let (status, text) = change(&mut part, "bada", &[], &[]).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
        let known = account::known(&cx, "bada").await.unwrap().unwrap();
        assert_eq!(known.account.roles.len(), 1, "the role in Bjuv is left");
        assert_eq!(part.post("/konton/bada/avsluta", &[]).await.status, StatusCode::NOT_FOUND);
        without_password(&cx, "bada", &["employee@organisation:svalov", "employee@organisation:bjuv"]).await;
        assert!(part.post("/konton/bada/avsluta", &[]).await.text.contains(beyond));
        assert!(part.post("/konton/bada/bjud-in", &[]).await.text.contains(beyond));
        let form = [
            ("display_name", "Övertagen"),
            ("email", "x@y.example"),
            ("keep", "employee@organisation:svalov"),
        ];
        assert!(
            part.post("/konton/bada", &form).await.text.contains(beyond),
            "nobody takes another's mail over"
        );

        let new =
            |name| [("name", name), ("display_name", "Ny person"), ("role0", "member"), ("scope0", "svalov")];
        assert_eq!(part.post("/konton", &new("ny-person")).await.to, "/konton/ny-person");
        assert!(part.post("/konton", &new("ny-person")).await.text.contains("Det finns redan ett konto"));
        for name in ["", "Å", "a b", "nytt", "a/b"] {
            assert!(part.post("/konton", &new(name)).await.text.contains("Ett användarnamn har"), "{name}");
        }
        let nobody = [
            ("name", "x"),
            ("display_name", "X"),
            ("person", "finns-inte"),
            ("role0", "member"),
            ("scope0", "svalov"),
        ];
        let answer = part.post("/konton", &nobody).await;
        assert!(answer.text.contains("Personen finns inte") && answer.text.contains("value=\"finns-inte\""));
        let without = [("name", "utan-roll"), ("display_name", "Utan")];
        assert!(part.post("/konton", &without).await.text.contains(beyond));
        assert_eq!(part.post("/konton/ny-person/avsluta", &[]).await.status, StatusCode::SEE_OTHER);
        let ended = part.get("/konton?state=ended").await.text;
        assert!(
            ended.contains("/konton/ny-person\"")
                && !part.get("/konton").await.text.contains("/konton/ny-person\"")
        );
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

const POSTS: &str = r#"
format = 1
home = "soderasens-miljoforbund"

[[person]]
slug = "prov-forst"
name = "Prov Först"

[[person]]
slug = "prov-sedan"
name = "Prov Sedan"

[[post]]
slug = "svalov/provchef"
owner = "organisation:svalov"
title = "Provchef"

[[holding]]
slug = "prov-forst-provchef"
of = "post:svalov/provchef"
person = "prov-forst"
valid = "2020-01-01/2022-09-29"

[[holding]]
slug = "prov-sedan-provchef"
of = "post:svalov/provchef"
person = "prov-sedan"
valid = "2022-09-30/.."
"#;

async fn of_person(cx: &Cx, name: &str, person: &str) {
    let new = NewAccount {
        name: name.to_owned(),
        display_name: format!("Person {name}, prov"),
        person: Some(person.to_owned()),
        roles: Vec::new(),
        demo: false,
    };
    account::put(cx, &Actor::System, &new).await.unwrap();
    genbo_app::account::key::set_password(cx, name, crate::visitor::PASSWORD).await.unwrap();
}

#[tokio::test]
async fn a_role_goes_with_its_post_when_the_post_changes_hands() {
    for_each_database(Start::Cooperations, async |app| {
        let cx = moving(app);
        app.import(&[("posts", POSTS)]).await.unwrap();
        of_person(&cx, "forst", "prov-forst").await;
        of_person(&cx, "sedan", "prov-sedan").await;
        account(&cx, "svalov", &["administrator@organisation:svalov"]).await;
        let router = portal(&cx);
        let mut admin = Visitor::signed_in(&router, "svalov").await;
        let page = "/befattningsroller/svalov/provchef";
        for (role, scope, why) in [
            ("administrator", "organisation:svalov", "kan inte höra till en befattning"),
            ("secretary", "organisation:bjuv", "mer än du själv har hand om"),
        ] {
            let answer = admin.post(page, &[("role0", role), ("scope0", scope)]).await;
            assert!(answer.text.contains(why), "{}", answer.text);
        }
        let answer = admin.post(page, &[("role0", "secretary"), ("scope0", "organisation:svalov")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let answer = admin.get(page).await;
        assert!(answer.text.contains("Sekreterare, Svalöv") && answer.text.contains("Prov Först"));
        assert!(!answer.text.contains("Prov Sedan"));
        assert!(admin.get("/konton").await.text.contains("(följer: Provchef)"));
        let may_read_the_log = async |name: &str| {
            Visitor::signed_in(&router, name).await.get("/logg").await.status == StatusCode::OK
        };
        assert!(may_read_the_log("forst").await && !may_read_the_log("sedan").await);
        pass(60 * 24);
        assert!(
            !may_read_the_log("forst").await && may_read_the_log("sedan").await,
            "nobody copied anything"
        );
        post_role::put(&cx, &Actor::System, "svalov/provchef", &[]).await.unwrap();
        assert!(!may_read_the_log("sedan").await);
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_stand_in_acts_in_both_names_until_it_is_taken_back() {
    for_each_database(Start::Cooperations, async |app| {
        let cx = moving(app);
        account(&cx, "anna", &["administrator"]).await;
        account(&cx, "bo", &[]).await;
        account(&cx, "cilla", &[]).await;
        let router = portal(&cx);
        let (mut anna, mut bo) =
            (Visitor::signed_in(&router, "anna").await, Visitor::signed_in(&router, "bo").await);
        let lend = |deputy, first, last| [("deputy", deputy), ("first", first), ("last", last)];
        for (deputy, first, last, why) in [
            ("anna", "2022-09-29", "2022-10-03", "Du kan inte ersätta dig själv"),
            ("finns-inte", "2022-09-29", "2022-10-03", "inget öppet konto"),
            ("bo", "2022-10-03", "2022-09-29", "Dagarna stämmer inte"),
            ("bo", "2022-09-01", "2022-09-28", "Dagarna stämmer inte"),
            ("bo", "2022-09-29", "2024-09-29", "Dagarna stämmer inte"),
            ("bo", "i går", "2022-10-03", "Dagarna stämmer inte"),
        ] {
            let answer = anna.post("/profil/ersattare", &lend(deputy, first, last)).await;
            assert!(
                answer.text.contains(why) && answer.text.contains(&format!("value=\"{deputy}\"")),
                "{why}"
            );
        }
        assert_eq!(bo.post("/profil/for", &[("account", "anna")]).await.status, StatusCode::FORBIDDEN);
        let answer = anna.post("/profil/ersattare", &lend("bo", "2022-09-30", "2022-10-03")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(
            bo.post("/profil/for", &[("account", "anna")]).await.status,
            StatusCode::FORBIDDEN,
            "not yet"
        );
        pass(60 * 24);
        let (mut anna, mut bo) =
            (Visitor::signed_in(&router, "anna").await, Visitor::signed_in(&router, "bo").await);
        assert!(bo.get("/profil").await.text.contains("Börja ersätta"));
        assert_eq!(bo.get("/konton").await.status, StatusCode::FORBIDDEN, "one says so before one acts");
        assert_eq!(bo.post("/profil/for", &[("account", "anna")]).await.status, StatusCode::SEE_OTHER);
        let page = bo.get("/konton").await;
        assert!(page.status == StatusCode::OK && page.text.contains("för Person anna"), "{}", page.text);
        let form = [("name", "ny"), ("display_name", "Ny"), ("role0", "member"), ("scope0", "svalov")];
        assert_eq!(bo.post("/konton", &form).await.status, StatusCode::SEE_OTHER);
        let last = actors(&cx).await.pop().unwrap();
        assert_eq!(last, ("bo for anna".to_owned(), "create".to_owned(), "account".to_owned()));
        assert!(anna.get("/logg").await.text.contains("bo för anna"));
        for who in ["anna", "bo"] {
            assert!(anna.get(&format!("/logg?actor={who}")).await.text.contains("bo för anna"), "{who}");
        }
        assert!(!anna.get("/logg?actor=cilla").await.text.contains("bo för anna"));

        // What is the other's own stays so, and it cannot be passed on.
        for (path, form) in [
            ("/profil", vec![("email", "bo@y.example"), ("lang", "sv")]),
            ("/profil/nycklar", vec![("name", "x"), ("days", "3")]),
            ("/profil/losenord", vec![("old", crate::visitor::PASSWORD), ("new", "ett helt nytt lösenord")]),
            ("/profil/ersattare", lend("cilla", "2022-09-30", "2022-10-01").to_vec()),
            ("/profil/ersattare/avsluta", vec![("key", "1")]),
        ] {
            let answer = bo.post(path, &form).await;
            assert!(answer.text.contains("kontots egen ägare"), "{path}: {} {}", answer.status, answer.text);
        }
        assert_eq!(
            anna.post("/profil/ersattare/avsluta", &[("key", "1")]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(bo.get("/konton").await.status, StatusCode::FORBIDDEN, "at once");
        assert!(anna.get("/profil").await.text.contains("Taget tillbaka"));
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_person_says_who_sees_each_contact_field_and_pages_and_programs_keep_to_it() {
    for_each_database(Start::Cooperations, async |app| {
        let cx = moving(app);
        app.import(&[("posts", POSTS)]).await.unwrap();
        of_person(&cx, "forst", "prov-forst").await;
        account(&cx, "medlem", &["employee@cooperation:soderasens-miljoforbund"]).await;
        account(&cx, "annan", &["employee@cooperation:horby-hoor"]).await;
        let router = portal(&cx);
        let mut owner = Visitor::signed_in(&router, "forst").await;
        let contact = |mail, mail_for, phone, phone_for| {
            [("email", mail), ("email_audience", mail_for), ("phone", phone), ("phone_audience", phone_for)]
        };
        for (form, why) in [
            (contact("inte en adress", "members", "", "members"), "ingen e-postadress"),
            (contact("", "members", "ring mig", "members"), "Telefon i tjänsten"),
            (contact("", "everyone", "", "members"), "Fältet Vem ser uppgiften är tomt"),
        ] {
            let answer = owner.post("/profil/kontakt", &form).await;
            assert!(answer.text.contains(why) && answer.text.contains(form[0].1), "{why}: {}", answer.text);
        }
        let mut seen = Vec::new();
        for (mail_for, phone_for) in [("nobody", "public"), ("members", "nobody"), ("public", "members")] {
            let form = contact("kanarie@svalov.example", mail_for, "0418-000 00 17", phone_for);
            assert_eq!(owner.post("/profil/kontakt", &form).await.status, StatusCode::SEE_OTHER);
            for name in ["", "annan", "medlem"] {
                let mut visitor = match name {
                    "" => Visitor::new(&router),
                    name => Visitor::signed_in(&router, name).await,
                };
                let mut text = String::new();
                for path in ["/personer/prov-forst", "/api/v1/people/prov-forst", "/fakta/people/prov-forst"]
                {
                    text += &visitor.get(path).await.text;
                }
                seen.push((mail_for, name, text.contains("kanarie@"), text.contains("000 00 17")));
            }
            let own = owner.get("/profil").await.text;
            assert!(own.contains("kanarie@") && own.contains("000 00 17"), "one sees one's own");
        }
        assert_eq!(
            seen,
            [
                ("nobody", "", false, true),
                ("nobody", "annan", false, true),
                ("nobody", "medlem", false, true),
                ("members", "", false, false),
                ("members", "annan", false, false),
                ("members", "medlem", true, false),
                ("public", "", true, false),
                ("public", "annan", true, false),
                ("public", "medlem", true, true),
            ],
            "{:?}",
            app.kind
        );
        assert_eq!(app.faults().await, Vec::<String>::new());
        let file = app.export("soderasens-miljoforbund").await;
        assert!(file.contains("kanarie@svalov.example"), "what the installation exports loses nothing");
    })
    .await;
}

#[tokio::test]
async fn the_log_shows_what_one_answers_for_and_no_value_beyond() {
    for_each_database(Start::Cooperations, async |app| {
        let cx = moving(app);
        let canary = |home: &str, word: &str| {
            format!(
                "format = 1\nhome = \"{home}\"\n[[matter]]\nslug = \"{word}\"\ntitle = \"{word}\"\nvisibility = \"restricted\"\n"
            )
        };
        app.import(&[("a", &canary("horby-hoor", "kanarie-h"))]).await.unwrap();
        app.import(&[("b", &canary("soderasens-miljoforbund", "kanarie-s"))]).await.unwrap();
        account(&cx, "allt", &["administrator"]).await;
        account(&cx, "sekr", &["secretary@cooperation:soderasens-miljoforbund"]).await;
        account(&cx, "registrator", &["registrar@organisation:svalov"]).await;
        let router = portal(&cx);
        let found = async |name: &str, path: &str| Visitor::signed_in(&router, name).await.get(path).await.text;
        for path in ["/logg", "/logg.csv", "/logg?noun=matter&thing=kanarie-h", "/logg?noun=matter&lang=en"] {
            let all = found("allt", path).await;
            assert!(all.contains("kanarie-h"), "{path}");
            let own = found("sekr", path).await;
            assert!(!own.contains("arenden/kanarie-h") && !own.contains(",kanarie-h"), "{path}");
            assert_eq!(own.contains("kanarie-s"), !path.contains("kanarie-h"), "{path}");
            assert!(!found("registrator", path).await.contains("arenden/kanarie-"), "{path}");
        }
        let accounts = found("sekr", "/logg?noun=account").await;
        assert!(accounts.contains("Inget i loggen"), "accounts are for those who administer: {accounts}");
        let csv = found("allt", "/logg.csv?noun=account").await;
        assert!(csv.starts_with("\u{feff}seq,at,actor,action,noun,thing,field,before,after\r\n"), "{csv}");
        assert!(csv.contains(",system,create,account,,name,,sekr\r\n"), "{csv}");
        let first = found("allt", "/logg").await;
        let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
        let second = found("allt", &next.replace("&#38;", "&")).await;
        assert!(second.contains("Föregående") && !second.contains("kanarie-h"));
        assert!(found("allt", "/logg?from=2022-09-29&to=2022-09-29").await.contains("kanarie-h"));
        assert!(found("allt", "/logg?from=2022-09-30").await.contains("Inget i loggen"));
        assert!(found("allt", "/logg?to=2022-09-28").await.contains("Inget i loggen"));
    })
    .await;
}

#[tokio::test]
async fn anybody_tells_what_does_not_work_and_only_the_administrator_reads_it() {
    for_each_database(Start::Schema, async |app| {
        let cx = moving(app);
        account(&cx, "allt", &["administrator"]).await;
        let router = portal(&cx);
        let mut reader = Visitor::new(&router).from("198.51.100.9");
        let form = |text| [("page", "/arshjul"), ("text", text), ("contact", "läsare@x.example")];
        let empty = reader.post("/tillganglighet", &form(" \r\n ")).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text.contains("Vad hände?") && empty.text.contains("value=\"/arshjul\""));
        let long = "å".repeat(4001);
        let refused = reader.post("/tillganglighet", &form(&long)).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text.contains(&long));
        for n in 0..5 {
            let answer = reader.post("/tillganglighet", &form("<script>kan inte läsas</script>")).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{n}");
        }
        assert!(reader.get("/tillganglighet?tack=ja").await.text.contains("Tack. Anmälan är sparad."));
        let more = reader.post("/tillganglighet", &form("en till")).await;
        assert!(more.text.contains("för många försök") && more.text.contains("en till"), "{}", more.text);
        assert_eq!(reader.get("/tillganglighet/anmalningar").await.status, StatusCode::UNAUTHORIZED);
        let mut admin = Visitor::signed_in(&router, "allt").await;
        let page = admin.get("/tillganglighet/anmalningar").await.text;
        assert!(page.contains("&#60;script&#62;kan inte") && page.contains("läsare@x.example"));
        assert_eq!(
            admin.post("/tillganglighet/anmalningar", &[("id", "5")]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            admin.post("/tillganglighet/anmalningar", &[("id", "5")]).await.status,
            StatusCode::NOT_FOUND
        );
        let page = admin.get("/tillganglighet/anmalningar").await.text;
        assert_eq!(page.matches("läsare@x.example").count(), 4, "where the answer went is forgotten");
    })
    .await;
}

#[tokio::test]
async fn whoever_is_invited_chooses_a_password_and_can_sign_in() {
    let app = TestApp::sqlite(Start::Cooperations).await;
    let cx = moving(&app);
    account(&cx, "svalov", &["administrator@organisation:svalov"]).await;
    let router = portal(&cx);
    let mut admin = Visitor::signed_in(&router, "svalov").await;
    let form = [
        ("name", "ny"),
        ("display_name", "Ny Person, registrator"),
        ("email", "Ny@Svalov.example"),
        ("role0", "registrar"),
        ("scope0", "organisation:svalov"),
    ];
    assert_eq!(admin.post("/konton", &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(admin.post("/konton/ny/bjud-in", &[]).await.status, StatusCode::SEE_OTHER);
    let mut tx = cx.db.read().await.unwrap();
    let row = tx.first("SELECT address, secret FROM message_recipient", &[]).await.unwrap().unwrap();
    tx.close().await.unwrap();
    assert_eq!(row.text(0).unwrap(), "ny@svalov.example");
    let path = format!("/losenord/{}", row.text(1).unwrap());
    pass(60 * 24 * 6);
    let mut new = Visitor::new(&router);
    assert_eq!(new.post(&path, &[("new", crate::visitor::PASSWORD)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        new.sign_in("ny@svalov.example", crate::visitor::PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
    let page = new.get("/behorigheter").await.text;
    assert!(page.contains("Registrator, Svalöv"), "{page}");
    assert_eq!(new.get("/konton").await.status, StatusCode::FORBIDDEN);
}
