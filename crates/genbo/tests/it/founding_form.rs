//! The form that starts a cooperation: a number that a rule cannot have is told at its field, and nothing is stored or lost.

use crate::{
    desk::{Answer, Desk, account},
    pages::visible,
};
use axum::http::StatusCode;
use genbo_testkit::app::{Start, TestApp, for_each_database, small};

const ME: &str = "sekreterare";
const NEW: &str = "/ny-samverkan?template=network";
/// Each rule of the template with what it asks for and the bounds of that.
const ASKED: [(&str, &str, i64, i64); 6] = [
    ("moten-om-aret", "least", 1, 24),
    ("kallelse-i-tid", "days", 1, 60),
    ("anteckningar-i-tid", "days", 1, 90),
    ("en-plats-per-medlem", "seats", 1, 20),
    ("inte-for-langt-emellan", "months", 1, 12),
    ("sammankallandet-byter-hand", "years", 1, 10),
];

async fn desk(app: &TestApp) -> Desk {
    app.import(&[("x", &small("x"))]).await.unwrap();
    account(app, ME, "secretary", Some("cooperation:x")).await;
    Desk::of(app)
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

/// The form with one rule chosen and its number typed.
fn form(rule: &str, number: &str, typed: &str) -> Vec<(String, String)> {
    let mut form = pairs(&[
        ("name", "Digitala nätverket"),
        ("year", "2023"),
        ("members", "Svalöv, Bjuv"),
        ("part", "network"),
        ("rule", rule),
    ]);
    form.push((format!("number.{rule}.{number}"), typed.to_owned()));
    form
}

/// Asserts that the answer says at a number's field, and with the way there at the top, which numbers it can have.
fn told_at_its_field(answer: &Answer, field: &str, typed: &str, sentence: &str) {
    let text = visible(&answer.text);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {typed:?}: {text}");
    assert_eq!(text.matches(sentence).count(), 2, "at the field and at the top, {field} = {typed:?}: {text}");
    let input = answer.text.split("<input ").find(|i| i.contains(&format!("id=\"n-{field}\"")));
    let input = input.and_then(|i| i.split('>').next()).expect("the number has a field");
    assert!(input.contains(&format!("value=\"{typed}\"")), "what was typed is there: {input}");
    assert!(input.contains(&format!("aria-invalid=\"true\" aria-describedby=\"e-{field}\"")), "{input}");
    assert_eq!(answer.text.matches("aria-invalid").count(), 1, "{field}");
    let said = format!("id=\"e-{field}\">{sentence}<");
    assert!(answer.text.contains(&said), "{said}");
    assert!(answer.text.contains(&format!("<a href=\"#n-{field}\">")), "the summary leads to {field}");
}

#[tokio::test]
async fn a_number_outside_what_a_rule_can_have_is_told_at_its_field_and_one_inside_is_not() {
    for_each_database(Start::Register, async |app| {
        let desk = desk(app).await;
        let (before, event) = (app.counts().await, app.last_event().await);
        for (rule, number, least, most) in ASKED {
            let field = format!("{rule}.{number}");
            let sentence = format!("Skriv ett heltal från {least} till {most}.");
            for typed in
                [(least - 1).to_string(), (most + 1).to_string(), "tre".into(), "2,5".into(), String::new()]
            {
                let mut form = form(rule, number, &typed);
                form.push(("step".into(), "create".into()));
                let refused = desk.post(ME, NEW, &form).await;
                told_at_its_field(&refused, &field, &typed, &sentence);
            }
            let english = desk.post(ME, &format!("{NEW}&lang=en"), &form(rule, number, "-1")).await;
            let sentence = format!("Write a whole number from {least} to {most}.");
            told_at_its_field(&english, &field, "-1", &sentence);
            for typed in [least, most] {
                let good = desk.post(ME, NEW, &form(rule, number, &typed.to_string())).await;
                let text = visible(&good.text);
                assert_eq!(good.status, StatusCode::OK, "{text}");
                assert!(text.contains("Det här skapas") && !text.contains("Skriv ett heltal"), "{text}");
            }
            // The number of a rule that was not chosen is nobody's.
            let unchosen: Vec<_> =
                form(rule, number, "0").into_iter().filter(|(name, _)| name != "rule").collect();
            assert_eq!(desk.post(ME, NEW, &unchosen).await.status, StatusCode::OK);
        }
        assert_eq!(app.counts().await, before, "nothing was started");
        assert_eq!(app.last_event().await, event);
    })
    .await;
}

#[tokio::test]
async fn a_rule_added_later_is_held_to_its_bounds_too() {
    for_each_database(Start::Register, async |app| {
        let desk = desk(app).await;
        let mut form = form("moten-om-aret", "least", "24");
        form.push(("step".into(), "create".into()));
        let started = desk.post(ME, NEW, &form).await;
        assert_eq!(
            (started.status, started.to.as_str()),
            (StatusCode::SEE_OTHER, "/samverkan/digitala-natverket")
        );
        let event = app.last_event().await;
        let path = "/ny-samverkan/digitala-natverket?template=network&year=2023";
        let later = |days| {
            pairs(&[("year", "2023"), ("rule", "kallelse-i-tid"), ("number.kallelse-i-tid.days", days)])
        };
        let refused = desk.post(ME, path, &later("61")).await;
        told_at_its_field(&refused, "kallelse-i-tid.days", "61", "Skriv ett heltal från 1 till 60.");
        assert_eq!(app.last_event().await, event, "nothing was stored");
        let put = desk.post(ME, path, &later("60")).await;
        assert_eq!(put.status, StatusCode::SEE_OTHER, "{}", visible(&put.text));
        assert!(app.export("digitala-natverket").await.contains("at_least = \"60 days\""));
    })
    .await;
}
