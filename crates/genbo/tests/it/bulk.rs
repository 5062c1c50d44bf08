//! Changing many things at once: refused row by row, done as one, undone as one.

use crate::{
    desk::{Answer, Desk, account},
    pages::visible,
};
use axum::http::StatusCode;
use genbo_testkit::app::{Start, TestApp, for_each_database, small};

const PAGE: &str = "/andra-flera/bodies";
const ME: &str = "sekreterare-x";

async fn two(app: &TestApp) -> Desk {
    let body = |slug: &str, name: &str| {
        format!(
            "\n[[body]]\nslug = \"x/{slug}\"\nowner = \"cooperation:x\"\nname = \"{name}\"\naliases = [\"{slug}\"]\n"
        )
    };
    let file = small("x") + &body("natverk-a", "Nätverk A") + &body("natverk-b", "Nätverk B");
    app.import(&[("x", &file), ("y", &small("y"))]).await.unwrap();
    account(app, ME, "secretary", Some("cooperation:x")).await;
    account(app, "medarbetare", "employee", Some("cooperation:x")).await;
    Desk::of(app)
}

fn form(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

/// A hidden or typed value of the page.
fn value(page: &str, name: &str) -> String {
    let tag = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    tag.split('"').next().unwrap_or_default().to_owned()
}

async fn fact(desk: &Desk, slug: &str) -> String {
    desk.get(ME, &format!("/api/v1/bodies/{slug}")).await.text
}

/// The same form, to be done as it was previewed.
fn applied(preview: &Answer, mut sent: Vec<(String, String)>) -> Vec<(String, String)> {
    sent.retain(|(k, _)| k != "do");
    sent.push(("do".into(), "apply".into()));
    sent.push(("seen".into(), value(&preview.text, "seen")));
    sent.push(("submission".into(), value(&preview.text, "submission")));
    sent
}

#[tokio::test]
async fn what_is_refused_in_one_row_is_told_there_and_nothing_is_changed() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let before = app.last_event().await;
        assert_eq!(desk.get("medarbetare", PAGE).await.status, StatusCode::FORBIDDEN);
        for (sent, told) in [
            (&[("do", "preview")][..], "Välj minst en sak"),
            (&[("do", "preview"), ("thing", "x/natverk-a")], "Välj minst ett fält"),
            (&[("do", "preview"), ("thing", "x/natverk-a"), ("field.0", "frequency")], "Skriv ett värde"),
            (
                &[("do", "preview"), ("thing", "x/natverk-a"), ("field.0", "name"), ("how.0", "empty")],
                "måste fyllas i",
            ),
            (
                &[
                    ("do", "preview"),
                    ("slugs", "x/finns-inte\nx/natverk-a"),
                    ("field.0", "size"),
                    ("value.0", "7"),
                ],
                "x/finns-inte",
            ),
            (
                &[
                    ("do", "preview"),
                    ("slugs", "y/styrelsen x/natverk-a"),
                    ("field.0", "frequency"),
                    ("value.0", "Ofta"),
                ],
                "Din roll räcker inte",
            ),
            (
                &[
                    ("do", "preview"),
                    ("thing", "x/natverk-a"),
                    ("field.0", "frequency"),
                    ("how.0", "add"),
                    ("value.0", "x"),
                ],
                "ingen lista",
            ),
        ] {
            let sent = form(sent);
            let answer = desk.post(ME, PAGE, &sent).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sent:?}");
            assert!(visible(&answer.text).contains(told), "{told}: {}", visible(&answer.text));
            // Even who sends it without having looked changes nothing.
            let forced = applied(&answer, sent);
            let forced = desk.post(ME, PAGE, &forced).await;
            assert_ne!(forced.status, StatusCode::SEE_OTHER, "{told}");
        }
        let many: Vec<String> = (0..10_000).map(|n| format!("x/n-{n}")).collect();
        let sent =
            form(&[("do", "preview"), ("slugs", &many.join("\n")), ("field.0", "size"), ("value.0", "7")]);
        let answer = desk.post(ME, PAGE, &sent).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&answer.text).contains("Högst 500 saker"), "ten thousand rows are bounded");
        assert_eq!(app.last_event().await, before);
    })
    .await;
}

#[tokio::test]
async fn fields_of_many_things_are_set_emptied_added_to_and_taken_from_and_undone_as_one() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let sent = form(&[
            ("do", "preview"),
            ("thing", "x/natverk-a"),
            ("slugs", "https://genbo.example.se/organ/x/natverk-b?lang=en"),
            ("field.0", "frequency"),
            ("how.0", "set"),
            ("value.0", "Fyra gånger om året"),
            ("field.1", "aliases"),
            ("how.1", "add"),
            ("value.1", "Gemensamt namn"),
        ]);
        let preview = desk.post(ME, PAGE, &sent).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", visible(&preview.text));
        let text = visible(&preview.text);
        assert!(text.contains("2 av 2 ändras") && text.contains("natverk-a; Gemensamt namn"), "{text}");
        let event = app.last_event().await;
        let apply = applied(&preview, sent.clone());
        let done = desk.post(ME, PAGE, &apply).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", visible(&done.text));
        assert_eq!(app.last_event().await, event + 2);
        let again = desk.post(ME, PAGE, &apply).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "the same form again is answered alike");
        assert_eq!(app.last_event().await, event + 2, "and done once");
        for slug in ["x/natverk-a", "x/natverk-b"] {
            let fact = fact(&desk, slug).await;
            assert!(fact.contains("Fyra gånger om året") && fact.contains("Gemensamt namn"), "{fact}");
        }
        let told = desk.get(ME, &done.to).await.text;
        assert!(visible(&told).contains("2 saker är ändrade"));
        let way_back = told.split("/andra-flera/bodies/angra").nth(1).unwrap().to_owned();
        let numbers = form(&[("from", &value(&way_back, "from")), ("to", &value(&way_back, "to"))]);
        let undone = desk.post(ME, &format!("{PAGE}/angra"), &numbers).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", visible(&undone.text));
        for slug in ["x/natverk-a", "x/natverk-b"] {
            let now = fact(&desk, slug).await;
            assert!(!now.contains("Fyra gånger om året") && !now.contains("Gemensamt namn"), "{now}");
        }
        let twice = desk.post(ME, &format!("{PAGE}/angra"), &numbers).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "it is no longer the last change");

        let sent = form(&[
            ("do", "preview"),
            // The clock and chance of tests stand still, so the form would get the number of the first one.
            ("submission", "0123456789abcdef0123456789abcdef"),
            ("slugs", "x/natverk-a x/natverk-b"),
            ("field.0", "aliases"),
            ("how.0", "remove"),
            ("value.0", "natverk-a"),
        ]);
        let preview = desk.post(ME, PAGE, &sent).await;
        assert!(visible(&preview.text).contains("1 av 2 ändras"), "{}", visible(&preview.text));
        let done = desk.post(ME, PAGE, &applied(&preview, sent)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", visible(&done.text));
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_somebody_else_has_changed_since_the_preview_is_never_written_over() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let sent = form(&[
            ("do", "preview"),
            ("slugs", "x/natverk-a"),
            ("field.0", "frequency"),
            ("value.0", "Ofta"),
        ]);
        let preview = desk.post(ME, PAGE, &sent).await;
        app.import(&[(
            "x",
            "format = 1\nhome = \"x\"\n[[body]]\nslug = \"x/natverk-a\"\nfrequency = \"Sällan\"\n",
        )])
        .await
        .unwrap();
        let event = app.last_event().await;
        let answer = desk.post(ME, PAGE, &applied(&preview, sent)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&answer.text).contains("Någon annan har ändrat samma sak"));
        assert_eq!(app.last_event().await, event);
    })
    .await;
}

#[tokio::test]
async fn the_list_is_narrowed_without_losing_what_is_chosen_and_all_of_it_can_be() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let list = desk.get(ME, "/organ").await.text;
        assert!(list.contains("/andra-flera/bodies"), "the list leads there");
        assert!(!desk.get("", "/organ").await.text.contains("/andra-flera"), "who may not is not led there");
        let sent = form(&[("do", "list"), ("thing", "x/styrelsen"), ("q", "nätverk"), ("field.0", "kind")]);
        let page = desk.post(ME, PAGE, &sent).await.text;
        assert!(page.contains("value=\"x/styrelsen\" checked") && !page.contains("value=\"y/styrelsen\""));
        assert!(page.contains("<select id=\"value-0\""), "a word is chosen, not typed");
        let all = form(&[("do", "all"), ("q", "nätverk"), ("cooperation", "x")]);
        let page = desk.post(ME, PAGE, &all).await.text;
        for slug in ["x/natverk-a", "x/natverk-b"] {
            assert!(page.contains(&format!("value=\"{slug}\" checked")), "{slug}");
        }
    })
    .await;
}
