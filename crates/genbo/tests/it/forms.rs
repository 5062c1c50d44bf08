//! Forms in the browser: what is typed is read, what is wrong is told at its place, and nothing that was typed is lost.

use crate::{
    desk::{Answer, Desk, account, pairs, with},
    pages::visible,
};
use axum::http::StatusCode;
use genbo_testkit::app::{Start, TestApp, for_each_database, small};

/// Two cooperations, a secretary for each, and a colleague who only takes part.
async fn two(app: &TestApp) -> Desk {
    app.import(&[("x", &small("x")), ("y", &small("y"))]).await.unwrap();
    account(app, "sekreterare-x", "secretary", Some("cooperation:x")).await;
    account(app, "sekreterare-y", "secretary", Some("cooperation:y")).await;
    account(app, "medarbetare", "employee", Some("cooperation:x")).await;
    Desk::of(app)
}

const NEW: &str = "/lagg-till/meetings?bodies=x/styrelsen";
const ME: &str = "sekreterare-x";

/// Adds a meeting as the form does, and returns where it leads.
async fn meeting(desk: &Desk, when: &str) -> Answer {
    let form = pairs(&desk.get(ME, NEW).await.text);
    let form = with(&with(&form, "f.title", &["Höstmöte"]), "f.when", &[when]);
    desk.post(ME, NEW, &form).await
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v)
}

#[tokio::test]
async fn who_may_not_write_gets_no_form_and_changes_nothing_by_sending_one() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let before = app.last_event().await;
        for user in ["", "medarbetare", "finns-inte"] {
            assert_eq!(desk.get(user, NEW).await.status, StatusCode::FORBIDDEN, "{user}");
            let sent = desk.post(user, NEW, &[("f.title".into(), "M".into())]).await;
            assert_eq!(sent.status, StatusCode::FORBIDDEN, "{user}");
        }
        let change = "/andra/bodies/x/styrelsen";
        assert_eq!(desk.get("sekreterare-y", change).await.status, StatusCode::FORBIDDEN);
        assert_eq!(desk.post("sekreterare-y", change, &[]).await.status, StatusCode::FORBIDDEN);
        // Another's body is chosen in a form of one's own: it is told, and what was typed is still there.
        let form = pairs(&desk.get("sekreterare-y", NEW).await.text);
        let form = with(&with(&form, "f.title", &["Inkräktarnas möte"]), "f.when", &["7/5 2022"]);
        let refused = desk.post("sekreterare-y", NEW, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&refused.text).contains("Din roll räcker inte"), "{}", visible(&refused.text));
        assert_eq!(value(&pairs(&refused.text), "f.title"), "Inkräktarnas möte");
        assert_eq!(app.last_event().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_mistyped_date_is_told_at_its_field_and_nothing_that_was_typed_is_lost() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let before = app.last_event().await;
        let form = pairs(&desk.get(ME, NEW).await.text);
        let mut typed = form.clone();
        for (name, text) in [
            ("f.title", "<script>alert(1)</script> & \"möte\""),
            ("f.when", "31/11"),
            ("f.place", "  Rådhuset"),
            ("f.note", "Rad ett\r\nRad två"),
            ("f.link", "www.example.se"),
        ] {
            typed = with(&typed, name, &[text]);
        }
        let refused = desk.post(ME, NEW, &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = visible(&refused.text);
        assert!(text.contains("När: 31/11 finns inte. November har 30 dagar."), "{text}");
        assert!(refused.text.contains("href=\"#f-when\"") && refused.text.contains("id=\"f-when\""));
        assert!(refused.text.contains("aria-invalid=\"true\""));
        assert!(!refused.text.contains("<script>"), "pasted HTML is text");
        let again = pairs(&refused.text);
        for (name, text) in typed.iter().filter(|(k, _)| k.starts_with("f.") || k == "key") {
            let text = text.replace("\r\n", "\n");
            assert_eq!(value(&again, name), if name == "f.bodies" { "Styrelsen" } else { &text }, "{name}");
        }
        assert_eq!(app.last_event().await, before);
        let mended = with(&with(&again, "f.when", &["30/11 kl 9-11"]), "f.link", &["https://example.se/m"]);
        let saved = desk.post(ME, NEW, &mended).await;
        assert_eq!(
            (saved.status, saved.to.as_str()),
            (StatusCode::SEE_OTHER, "/moten/x/styrelsen/2022-11-30")
        );
        let page = desk.follow(ME, &saved).await;
        let text = visible(&page.text);
        assert!(
            text.contains("Tillagt: möte. Datumet förstods som ons 30 nov 2022 kl. 09.00–11.00."),
            "{text}"
        );
        assert!(page.text.contains("&#60;script&#62;alert(1)") && !page.text.contains("<script>"));
        assert!(!desk.get(ME, &saved.to).await.text.contains("role=\"status\""), "it is told once");
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn the_same_form_sent_twice_adds_one_meeting() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let form = pairs(&desk.get(ME, NEW).await.text);
        let form = with(&with(&form, "f.title", &["Möte"]), "f.when", &["2022-10-14"]);
        let first = desk.post(ME, NEW, &form).await;
        let count = app.counts().await["meeting"];
        let again = desk.post(ME, NEW, &form).await;
        assert_eq!((again.status, again.to.clone()), (StatusCode::SEE_OTHER, first.to.clone()));
        assert_eq!(app.counts().await["meeting"], count);
        // The same form with other words, from the browser's history, is not swallowed.
        let other = desk.post(ME, NEW, &with(&form, "f.when", &["2022-10-21"])).await;
        assert_eq!(other.to, "/moten/x/styrelsen/2022-10-21");
    })
    .await;
}

#[tokio::test]
async fn only_what_was_changed_is_written_and_a_form_that_nobody_touched_writes_nothing() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let saved = meeting(&desk, "14 okt 2022 kl. 13–15.30").await;
        let change = "/andra/meetings/x/styrelsen/2022-10-14";
        let form = pairs(&desk.get(ME, change).await.text);
        assert_eq!(value(&form, "f.when"), "fre 14 okt 2022 kl. 13.00–15.30");
        assert_eq!(value(&form, "f.bodies"), "Styrelsen");
        let before = app.last_event().await;
        let untouched = desk.post(ME, change, &form).await;
        assert_eq!((untouched.status, untouched.to.as_str()), (StatusCode::SEE_OTHER, saved.to.as_str()));
        assert_eq!(app.last_event().await, before);
        let text = visible(&desk.follow(ME, &untouched).await.text);
        assert!(text.contains("Du ändrade inget"), "{text}");
        let changed = desk.post(ME, change, &with(&form, "f.place", &["Rådhuset"])).await;
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", visible(&changed.text));
        let export = app.export("x").await;
        assert!(
            export.contains("when = \"2022-10-14T13:00/2022-10-14T15:30\"")
                && export.contains("place = \"Rådhuset\""),
            "{export}"
        );
        let emptied = pairs(&desk.get(ME, change).await.text);
        let emptied = with(&with(&emptied, "f.place", &[""]), "gap.place", &["blank"]);
        assert_eq!(desk.post(ME, change, &emptied).await.status, StatusCode::SEE_OTHER);
        assert!(app.export("x").await.contains("place = \"blank\""));
    })
    .await;
}

#[tokio::test]
async fn two_who_change_the_same_see_both_and_choose() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        account(app, "kollega", "secretary", Some("cooperation:x")).await;
        meeting(&desk, "2022-10-14").await;
        let change = "/andra/meetings/x/styrelsen/2022-10-14";
        let (mine, theirs) =
            (pairs(&desk.get(ME, change).await.text), pairs(&desk.get("kollega", change).await.text));
        assert_eq!(
            desk.post("kollega", change, &with(&theirs, "f.place", &["Biblioteket"])).await.status,
            StatusCode::SEE_OTHER
        );
        let mine = with(&with(&mine, "f.place", &["Rådhuset"]), "f.title", &["Extra möte"]);
        let collides = desk.post(ME, change, &mine).await;
        assert_eq!(collides.status, StatusCode::CONFLICT);
        let text = visible(&collides.text);
        assert!(text.contains("Du skrev Rådhuset") && text.contains("Nu står det Biblioteket"), "{text}");
        let form = pairs(&collides.text);
        assert_eq!(value(&form, "f.title"), "Extra möte", "what did not collide is kept");
        let unchosen = desk.post(ME, change, &form).await;
        assert_eq!(unchosen.status, StatusCode::CONFLICT);
        assert!(visible(&unchosen.text).contains("Välj vilken som ska gälla"));
        let choose = |what: &str| [form.clone(), vec![("choose.place".into(), what.into())]].concat();
        let kept = desk.post(ME, change, &choose("theirs")).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", visible(&kept.text));
        let export = app.export("x").await;
        assert!(
            export.contains("place = \"Biblioteket\"") && export.contains("title = \"Extra möte\""),
            "{export}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_name_that_means_several_is_asked_for_and_one_that_means_nothing_is_refused() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let people = "\n[[person]]\nslug = \"anna-a\"\nname = \"Anna Ek\"\n\n[[person]]\nslug = \"anna-b\"\nname = \"Anna Ek\"\n\n[[person]]\nslug = \"bo\"\nname = \"Bo Alm\"\n";
        app.import(&[("x", &(small("x") + people))]).await.unwrap();
        meeting(&desk, "2022-10-14").await;
        let change = "/andra/meetings/x/styrelsen/2022-10-14";
        let form = pairs(&desk.get(ME, change).await.text);
        let several = desk.post(ME, change, &with(&form, "f.apologies", &["Bo Alm", "Anna Ek"])).await;
        assert_eq!(several.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&several.text).contains("Vad menas med ”Anna Ek”?"), "{}", visible(&several.text));
        let mut form = pairs(&several.text);
        form.push(("pick.apologies.1".into(), "person:anna-b Anna Ek".into()));
        let saved = desk.post(ME, change, &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", visible(&saved.text));
        assert!(app.export("x").await.contains("apologies = [\"bo\", \"anna-b\"]"), "{}", app.export("x").await);
        let form = pairs(&desk.get(ME, change).await.text);
        let nobody = desk.post(ME, change, &with(&form, "f.called_by", &["Tomten"])).await;
        assert!(visible(&nobody.text).contains("”Tomten” finns inte här"), "{}", visible(&nobody.text));
        assert_eq!(value(&pairs(&nobody.text), "f.called_by"), "Tomten");
    })
    .await;
}

#[tokio::test]
async fn a_list_gets_more_rows_and_a_search_shows_what_is_meant_without_saving_anything() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let before = app.last_event().await;
        let form = pairs(&desk.get(ME, NEW).await.text);
        let rows = |form: &[(String, String)]| form.iter().filter(|(k, _)| k == "f.bodies").count();
        let form = with(&form, "f.title", &["Möte"]);
        let more =
            desk.post(ME, NEW, &[form.clone(), vec![("do".into(), "more.bodies".into())]].concat()).await;
        assert_eq!(more.status, StatusCode::OK);
        let more = pairs(&more.text);
        assert_eq!(rows(&more), rows(&form) + 3);
        assert_eq!(value(&more, "f.title"), "Möte");
        let asked = with(&more, "f.host", &["sval"]);
        let found = desk.post(ME, NEW, &[asked, vec![("do".into(), "find.host".into())]].concat()).await;
        assert!(found.text.contains("value=\"organisation:svalov Svalöv\""), "{}", visible(&found.text));
        assert_eq!(app.last_event().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_set_meeting_asks_for_a_reason_and_keeps_it() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let form = pairs(&desk.get(ME, NEW).await.text);
        let form =
            with(&with(&with(&form, "f.title", &["M"]), "f.when", &["2022-10-14"]), "f.status", &["fixed"]);
        desk.post(ME, NEW, &form).await;
        meeting(&desk, "2022-11-14").await;
        let loose = desk.get(ME, "/andra/meetings/x/styrelsen/2022-11-14").await;
        assert!(!loose.text.contains("name=\"reason\""), "what is not set is moved without a reason");
        let change = "/andra/meetings/x/styrelsen/2022-10-14";
        let opened = desk.get(ME, change).await;
        assert!(visible(&opened.text).contains("Tiden är bestämd"), "{}", visible(&opened.text));
        assert!(opened.text.contains("name=\"reason\""), "the reason is asked for from the start");
        let form = with(&pairs(&opened.text), "f.when", &["2022-10-21"]);
        let asked = desk.post(ME, change, &form).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&asked.text).contains("Tiden är redan bestämd. Skriv varför den ändras."));
        let form = with(&pairs(&asked.text), "reason", &["Salen är upptagen"]);
        assert_eq!(value(&form, "f.when"), "2022-10-21");
        let saved = desk.post(ME, change, &form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", visible(&saved.text));
    })
    .await;
}

#[tokio::test]
async fn a_day_without_a_year_is_of_the_year_of_what_the_form_is_about() {
    const ITEM: &str = r#"
format = 1
home = "x"

[[meeting]]
slug = "x/styrelsen/2020-03-05"
title = "Vårmöte"
bodies = ["x/styrelsen"]
when = "2020-03-05"

[[meeting.item]]
number = "1"
title = "Taxa"
"#;
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        app.import(&[("item", ITEM)]).await.unwrap();
        // Today is in September 2022. The next such day, in a year of its own, and the year of a meeting that was.
        for (when, typed, told) in [
            ("7/5", "8/5", "mån 8 maj 2023"),
            ("2024-02-09", "3/12", "tis 3 dec 2024"),
            ("2022-12-09", "13/1", "fre 13 jan 2023"),
            ("2021-03-05", "3/12", "fre 3 dec 2021"),
        ] {
            let added = meeting(&desk, when).await;
            let change = added.to.replace("/moten/", "/andra/meetings/");
            let form = with(&pairs(&desk.get(ME, &change).await.text), "f.when", &[typed]);
            let saved = desk.post(ME, &change, &form).await;
            let text = visible(&desk.follow(ME, &saved).await.text);
            assert!(text.contains(&format!("Datumet förstods som {told}")), "{when}, {typed}: {text}");
        }
        // A clause's last day comes after its meeting, and a clause has no day of its own.
        let new = "/lagg-till/clauses?item=x/styrelsen/2020-03-05/1";
        let form = pairs(&desk.get(ME, new).await.text);
        let form = with(&with(&with(&form, "f.number", &["1"]), "f.text", &["att pröva"]), "f.due", &["1/2"]);
        let saved = desk.post(ME, new, &form).await;
        let text = visible(&desk.follow(ME, &saved).await.text);
        assert!(text.contains("Datumet förstods som mån 1 feb 2021"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn every_noun_has_a_form_in_both_languages_without_a_trace_of_the_machinery() {
    let app = TestApp::sqlite(Start::Cooperations).await;
    account(&app, "administrator", "administrator", None).await;
    let desk = Desk::of(&app);
    for noun in genbo_domain::NOUNS {
        for lang in ["", "?lang=en"] {
            let page = desk.get("administrator", &format!("/lagg-till/{}{lang}", noun.plural)).await;
            assert_eq!(page.status, StatusCode::OK, "{} {}", noun.name, page.text);
            // In English "None" is a word that can be chosen.
            let trace = crate::pages::debug_text(&page.text).filter(|t| lang.is_empty() || *t != "None");
            assert_eq!(trace, None, "{}{lang}", noun.name);
            for field in noun.fields {
                assert!(page.text.contains(&format!("\"f.{}\"", field.name)), "{}.{}", noun.name, field.name);
            }
        }
    }
}

#[tokio::test]
async fn every_thing_opens_in_its_form_and_saving_it_untouched_changes_nothing() {
    let app = TestApp::sqlite(Start::Cooperations).await;
    account(&app, "administrator", "administrator", None).await;
    let desk = Desk::of(&app);
    let before = app.last_event().await;
    let mut tx = app.cx.db.read().await.unwrap();
    let mut paths = Vec::new();
    for noun in genbo_domain::NOUNS {
        let viewer = genbo_store::thing::Viewer::All;
        let part = genbo_store::listing::Part { offset: 0, limit: 6 };
        let found = genbo_store::listing::page(&mut tx, &viewer, noun, None, &[], None, part).await.unwrap();
        for row in
            genbo_store::row::load_rows(&mut tx, &viewer, noun, genbo_store::row::Find::Ids(&found.ids))
                .await
                .unwrap()
        {
            paths.push(format!("/andra/{}/{}", noun.plural, row.meta.slug));
        }
    }
    drop(tx);
    assert!(paths.len() > 150, "{}", paths.len());
    for path in paths {
        let page = desk.get("administrator", &path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let sent = desk.post("administrator", &path, &pairs(&page.text)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{path}: {}", visible(&sent.text));
        // Everything is read back as it stood, also where the writer claims to have changed all of it.
        let noun =
            genbo_domain::NOUNS.iter().find(|n| path.starts_with(&format!("/andra/{}/", n.plural))).unwrap();
        // What is ticked has no order of its own on the page.
        let is_ticked = |k: &str| {
            noun.fields.iter().any(|f| {
                f.many
                    && matches!(f.kind, genbo_domain::value::Kind::Word(_))
                    && k == format!("was.{}", f.name)
            })
        };
        let claimed: Vec<(String, String)> = pairs(&page.text)
            .into_iter()
            .filter(|(k, _)| is_ticked(k) || !(k.starts_with("was.") || k.starts_with("wasgap.")))
            .collect();
        let sent = desk.post("administrator", &path, &claimed).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{path}: {}", visible(&sent.text));
        assert_eq!(app.last_event().await, before, "{path}");
    }
}

#[tokio::test]
async fn the_last_change_is_undone_from_the_next_page_and_from_the_history() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let added = meeting(&desk, "2022-10-14").await;
        let change = "/andra/meetings/x/styrelsen/2022-10-14";
        let form = pairs(&desk.get(ME, change).await.text);
        let saved = desk.post(ME, change, &with(&form, "f.place", &["Rådhuset"])).await;
        let page = desk.follow(ME, &saved).await;
        assert!(visible(&page.text).contains("Ändringen är sparad. Ångra"), "{}", visible(&page.text));
        let number =
            page.text.split("name=\"number\" value=\"").nth(1).and_then(|t| t.split('"').next()).unwrap();
        let undo = "/angra/meetings/x/styrelsen/2022-10-14";
        let number = [("number".to_owned(), number.to_owned())];
        assert_eq!(desk.post("sekreterare-y", undo, &number).await.status, StatusCode::FORBIDDEN);
        let undone = desk.post(ME, undo, &number).await;
        assert_eq!((undone.status, undone.to.as_str()), (StatusCode::SEE_OTHER, added.to.as_str()));
        assert!(!app.export("x").await.contains("Rådhuset"));
        let again = desk.post(ME, undo, &number).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "only the last change is undone");
        assert!(visible(&again.text).contains("senaste ändringen"));
        let facts = "/fakta/meetings/x/styrelsen/2022-10-14";
        let mine = desk.get(ME, facts).await.text;
        assert!(
            visible(&mine).contains("Plats: Rådhuset → tomt") && mine.contains("action=\"/angra/"),
            "{}",
            visible(&mine)
        );
        for other in ["", "sekreterare-y", "medarbetare"] {
            let page = desk.get(other, facts).await.text;
            assert!(!page.contains("Rådhuset") && !page.contains("/angra/"), "{other}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_added_by_mistake_is_taken_back_unless_something_refers_to_it() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        meeting(&desk, "2022-10-14").await;
        let back = "/ta-tillbaka/bodies/x/styrelsen";
        let page = desk.get(ME, back).await;
        assert!(visible(&page.text).contains("Det här hänvisar hit"), "{}", visible(&page.text));
        let reason = |text: &str| vec![("reason".to_owned(), text.to_owned())];
        let refused = desk.post(ME, back, &reason("Fel")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            visible(&refused.text).contains("1 annan uppgift hänvisar hit"),
            "{}",
            visible(&refused.text)
        );
        assert_eq!(value(&pairs(&refused.text), "reason"), "Fel");
        let back = "/ta-tillbaka/meetings/x/styrelsen/2022-10-14";
        assert!(
            visible(&desk.post(ME, back, &reason(" ")).await.text).contains("Skriv varför det tas tillbaka")
        );
        assert_eq!(desk.post("sekreterare-y", back, &reason("Fel")).await.status, StatusCode::FORBIDDEN);
        let gone = desk.post(ME, back, &reason("Fel år")).await;
        assert_eq!((gone.status, gone.to.as_str()), (StatusCode::SEE_OTHER, "/moten"));
        assert_eq!(desk.get(ME, "/moten/x/styrelsen/2022-10-14").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_has_existed_is_ended_and_not_deleted() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        meeting(&desk, "2022-10-14").await;
        let body = "/avsluta/bodies/x/styrelsen";
        let form = pairs(&desk.get(ME, body).await.text);
        assert_eq!(value(&form, "day"), "tors 29 sep 2022");
        let wrong = desk.post(ME, body, &with(&form, "day", &["31/11"])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&wrong.text).contains("31/11 finns inte"));
        assert_eq!(
            desk.post(ME, body, &with(&form, "day", &["31 dec 2022"])).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(app.export("x").await.contains("valid = \"/2022-12-31\""), "{}", app.export("x").await);
        let meeting = "/avsluta/meetings/x/styrelsen/2022-10-14";
        let page = desk.get(ME, meeting).await;
        assert!(visible(&page.text).contains("Ställ in"));
        assert_eq!(desk.post(ME, meeting, &pairs(&page.text)).await.status, StatusCode::SEE_OTHER);
        assert!(app.export("x").await.contains("status = \"cancelled\""));
    })
    .await;
}

#[tokio::test]
async fn buttons_stand_where_people_look_and_only_for_those_who_may() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        meeting(&desk, "2022-10-14").await;
        for (path, button) in [
            ("/samverkan/x", "/lagg-till/bodies?owner=cooperation%3Ax"),
            ("/samverkan/x", "/lagg-till/memberships?cooperation=x"),
            ("/organ/x/styrelsen", "/lagg-till/meetings?bodies=x%2Fstyrelsen"),
            ("/organ/x/styrelsen", "/andra/bodies/x/styrelsen"),
            ("/moten/x/styrelsen/2022-10-14", "/lagg-till/items?meeting=x%2Fstyrelsen%2F2022-10-14"),
            ("/moten/x/styrelsen/2022-10-14", "/andra/meetings/x/styrelsen/2022-10-14"),
            ("/fakta/bodies/x/styrelsen", "/ta-tillbaka/bodies/x/styrelsen"),
            ("/fakta/bodies", "/lagg-till/bodies"),
            ("/moten", "/lagg-till/meetings"),
            ("/sok?q=ny+person", "/lagg-till/people"),
        ] {
            let page = desk.get(ME, path).await;
            assert!(page.text.contains(&format!("href=\"{button}\"")), "{path}: {button}");
            assert_eq!(
                desk.get(ME, &button.replace("%2F", "/").replace("%3A", ":")).await.status,
                StatusCode::OK,
                "{button}"
            );
            for other in ["", "medarbetare"] {
                assert!(!desk.get(other, path).await.text.contains(button), "{path} for {other:?}");
            }
            // A list belongs to nobody: whoever adds something of his or her own begins there.
            if !matches!(path, "/moten" | "/fakta/bodies") && !path.starts_with("/sok") {
                assert!(
                    !desk.get("sekreterare-y", path).await.text.contains(button),
                    "{path} for another's secretary"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn an_item_is_added_to_its_meeting_one_after_the_other_and_leads_back() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let meeting = meeting(&desk, "2022-10-14").await;
        let new = "/lagg-till/items?meeting=x/styrelsen/2022-10-14";
        let form = pairs(&desk.get(ME, new).await.text);
        assert_eq!(value(&form, "f.meeting"), "Höstmöte");
        let again = [
            with(&with(&form, "f.title", &["Val av justerare"]), "f.number", &["1"]),
            vec![("do".into(), "again".into())],
        ]
        .concat();
        // The default button comes first in the form; the one that was pressed counts.
        let again: Vec<_> = again.into_iter().filter(|(k, v)| k != "do" || v == "again").collect();
        let saved = desk.post(ME, new, &again).await;
        assert_eq!(
            (saved.status, saved.to.as_str()),
            (StatusCode::SEE_OTHER, "/lagg-till/items?meeting=x%2Fstyrelsen%2F2022-10-14"),
            "{}",
            visible(&saved.text)
        );
        let next = desk.follow(ME, &saved).await;
        assert!(visible(&next.text).contains("Tillagt: ärendepunkt"), "{}", visible(&next.text));
        let clause = "/lagg-till/clauses?item=x/styrelsen/2022-10-14/1";
        let form = pairs(&desk.get(ME, clause).await.text);
        let form = with(&with(&form, "f.number", &["1"]), "f.text", &["att utse Bo Alm"]);
        let saved = desk.post(ME, clause, &form).await;
        assert_eq!(saved.to, "/punkter/x/styrelsen/2022-10-14/1", "{}", visible(&saved.text));
        assert!(meeting.to.starts_with("/moten/"));
    })
    .await;
}

#[tokio::test]
async fn nobody_is_missed_at_a_meeting_that_has_not_been_held() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        for (when, missed) in [("2022-09-28", true), ("2022-09-30", false), ("2022-11", false)] {
            let page = desk.get(ME, &meeting(&desk, when).await.to).await;
            assert_eq!(visible(&page.text).contains("Vilka som deltog framgår inte"), missed, "{when}");
        }
    })
    .await;
}
