//! Forms by keyboard and mouse: adding, mistyping, mending, changing, undoing. What is added here is taken back again.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::reader::Reader;
use fantoccini::Locator;
use genbo_testkit::browser::{self, View};

async fn secretary(view: View) -> Option<Reader> {
    let reader = Reader::open_to_write(view).await?;
    reader.go("/vem").await;
    reader.click("//button[@value='sekreterare-soderasen']").await;
    Some(reader)
}

async fn is_fine(reader: &Reader) {
    let path = reader.path().await;
    assert_eq!(browser::axe(&reader.client).await, [], "{path}");
    let wide = reader.ask("return document.scrollingElement.scrollWidth - innerWidth").await;
    assert!(wide.as_i64() <= Some(0), "{path}: {wide} px too wide");
}

async fn write(reader: &Reader, id: &str, text: &str) {
    let field = reader.client.find(Locator::Id(id)).await.unwrap_or_else(|e| panic!("no {id}: {e}"));
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

const SAVE: &str = "//main//div[@class='do']/button[@value='save']";

#[tokio::test]
async fn a_secretary_adds_a_meeting_mistypes_its_day_mends_it_sees_it_in_the_wheel_changes_and_undoes() {
    let Some(reader) = secretary(View::DESK).await else { return };
    reader.go("/organ/soderasens-miljoforbund/direktionen").await;
    reader.touch("//main//details[@class='menu'][1]/summary").await;
    reader.click("//main//details[@class='menu'][1]//a[contains(@href,'/lagg-till/meetings')]").await;
    assert_eq!(reader.heading().await, "Lägg till möte");
    is_fine(&reader).await;
    write(&reader, "f-title", "Extra direktionsmöte").await;
    write(&reader, "f-when", "31/11").await;
    reader.click(SAVE).await;
    assert!(
        reader.content().await.contains("31/11 finns inte. November har 30 dagar."),
        "{}",
        reader.content().await
    );
    is_fine(&reader).await;
    reader.touch("//a[@href='#f-when']").await;
    let focused = reader.ask("return location.hash").await;
    assert_eq!(focused, "#f-when", "the summary leads to the field");
    write(&reader, "f-when", "30/11 kl 9-11.30").await;
    reader.click(SAVE).await;
    let content = reader.content().await;
    assert!(content.contains("Datumet förstods som ons 30 nov 2022 kl. 09.00–11.30."), "{content}");
    assert_eq!(reader.path().await, "/moten/soderasens-miljoforbund/direktionen/2022-11-30");
    is_fine(&reader).await;
    reader.go("/arshjul?cooperation=soderasens-miljoforbund").await;
    assert!(reader.content().await.contains("Extra direktionsmöte"));
    reader.go("/moten/soderasens-miljoforbund/direktionen/2022-11-30").await;
    reader.click("//main//div[@class='do']/a[starts-with(@href,'/andra/')]").await;
    write(&reader, "f-place", "Ljungbyhed").await;
    reader.click(SAVE).await;
    assert!(reader.content().await.contains("Ljungbyhed"));
    reader.click("//div[@role='status']//button").await;
    let content = reader.content().await;
    assert!(content.contains("Ändringen är ångrad.") && !content.contains("Ljungbyhed"), "{content}");
    reader.go("/ta-tillbaka/meetings/soderasens-miljoforbund/direktionen/2022-11-30").await;
    is_fine(&reader).await;
    write(&reader, "f-why", "Bara ett prov").await;
    reader.click("//main//div[@class='do']/button").await;
    assert!(reader.content().await.contains("Det är taget tillbaka."));
    reader.close().await;
}

#[tokio::test]
async fn forms_are_accessible_in_both_languages_on_desk_and_phone_light_and_dark() {
    let Some(reader) = secretary(View::DESK).await else { return };
    let paths = [
        "/lagg-till/meetings?bodies=soderasens-miljoforbund/direktionen",
        "/lagg-till/people",
        "/andra/bodies/soderasens-miljoforbund/direktionen",
        "/andra/cooperations/soderasens-miljoforbund",
        "/avsluta/bodies/soderasens-miljoforbund/direktionen",
        "/fakta/bodies/soderasens-miljoforbund/direktionen",
        "/sok?q=nytt%20m%C3%B6te",
    ];
    for path in paths {
        for (view, lang) in [
            (View::DESK, ""),
            (View::PHONE, "lang=en"),
            (View::PHONE.dark(), ""),
            (View::DESK.dark(), "lang=en"),
        ] {
            browser::show(&reader.client, view).await;
            let join = if path.contains('?') { "&" } else { "?" };
            reader.go(&format!("{path}{join}{lang}")).await;
            // What is folded away must hold as well; a menu covers what lies below it while it is open.
            reader
                .ask("document.querySelectorAll('main details:not(.menu)').forEach(d => d.open = true)")
                .await;
            is_fine(&reader).await;
        }
    }
    reader.close().await;
}

#[tokio::test]
async fn what_is_typed_outlives_its_page_for_its_writer_alone_and_is_let_go_when_it_is_saved() {
    let Some(reader) = secretary(View::DESK).await else { return };
    let form = "/lagg-till/people";
    let kept = "return Object.keys(localStorage).filter(k => k.startsWith('keep:')).length";
    let offered = "return !document.getElementById('kept').hidden";
    reader.go(form).await;
    assert_eq!(reader.ask(offered).await, false, "nothing was lost yet");
    write(&reader, "f-name", "Alva Provdal").await;
    for _ in 0..400 {
        if reader.ask(kept).await == 1 {
            break;
        }
    }
    // Somebody else at the same computer is not offered it.
    reader.go("/vem").await;
    reader.click("//button[@value='kanslichef-skane']").await;
    reader.go(form).await;
    assert_eq!(reader.ask(offered).await, false);
    reader.go("/vem").await;
    reader.click("//button[@value='sekreterare-soderasen']").await;
    reader.go(form).await;
    assert_eq!(reader.ask(offered).await, true);
    is_fine(&reader).await;
    assert_eq!(reader.ask("return document.getElementById('f-name').value").await, "");
    reader.touch("//button[@data-restore]").await;
    assert_eq!(reader.ask("return document.getElementById('f-name').value").await, "Alva Provdal");
    reader.click(SAVE).await;
    assert_eq!(reader.path().await, "/personer/alva-provdal");
    assert_eq!(reader.ask(kept).await, 0, "what is saved is let go");
    reader.go("/ta-tillbaka/people/alva-provdal").await;
    write(&reader, "f-why", "Bara ett prov").await;
    reader.click("//main//div[@class='do']/button").await;
    reader.close().await;
}
