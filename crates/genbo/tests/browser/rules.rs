//! Rules in the browser: a secretary adds one from the catalogue after seeing what it would come to, finds it red on the
//! start page, follows it, mends it and sees it green. The pages are looked at on desk and phone, light and dark.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::{pages::look, reader::Reader};
use fantoccini::Locator;
use genbo_testkit::browser::{self, View};

async fn secretary(view: View) -> Option<Reader> {
    let reader = Reader::open_to_write(view).await?;
    reader.go("/vem").await;
    reader.click("//button[@value='sekreterare-soderasen']").await;
    Some(reader)
}

async fn write(reader: &Reader, id: &str, text: &str) {
    let field = reader.client.find(Locator::Id(id)).await.unwrap_or_else(|e| panic!("no {id}: {e}"));
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

async fn choose(reader: &Reader, id: &str, value: &str) {
    let field = reader.client.find(Locator::Id(id)).await.unwrap_or_else(|e| panic!("no {id}: {e}"));
    field.select_by_value(value).await.unwrap_or_else(|e| panic!("{id} has no {value}: {e}"));
}

#[tokio::test]
async fn a_secretary_adds_a_rule_sees_it_red_mends_it_and_sees_it_green() {
    let Some(reader) = secretary(View::DESK).await else { return };
    reader.go("/regler?cooperation=soderasens-miljoforbund").await;
    reader.click("//main//a[normalize-space(.)='Lägg till regel']").await;
    assert_eq!(browser::axe(&reader.client).await, []);
    reader.follow("Hur ofta").await;
    assert_eq!(reader.heading().await, "Lägg till regel");
    assert_eq!(browser::axe(&reader.client).await, []);
    write(&reader, "f-title", "Ledningsgruppen träffas").await;
    write(&reader, "f-p-at_least", "ett").await;
    reader.click("//main//div[@class='do']/button[@value='preview']").await;
    let content = reader.content().await;
    assert!(content.contains("Per måste fyllas i."), "{content}");
    assert_eq!(browser::axe(&reader.client).await, []);
    write(&reader, "f-p-at_least", "1").await;
    choose(&reader, "f-p-per", "year").await;
    // What the rule is about may be narrowed down to one body.
    reader.ask("document.querySelectorAll('main details').forEach(d => d.open = true)").await;
    choose(&reader, "f-scope_body", "soderasens-miljoforbund/miljochefens-ledningsgrupp").await;
    let section = reader.client.find(Locator::Css("#f-section optgroup option")).await.unwrap();
    let section = section.prop("value").await.unwrap().unwrap();
    choose(&reader, "f-section", &section).await;
    write(&reader, "f-cites_quote", "varje år").await;
    choose(&reader, "f-force", "must").await;
    write(&reader, "f-valid", "2022/..").await;
    reader.click("//main//div[@class='do']/button[@value='preview']").await;
    let content = reader.content().await;
    assert!(
        content.contains("Om regeln sparas nu") && content.contains("på väg att brytas på 1"),
        "{content}"
    );
    assert_eq!(browser::axe(&reader.client).await, []);
    reader.click("//section[@class='preview']//button[@value='save']").await;
    assert_eq!(reader.heading().await, "Ledningsgruppen träffas");
    assert!(reader.content().await.contains("På väg att brytas"), "{}", reader.content().await);
    // The start page tells it, and leads to where it is mended.
    reader.go("/").await;
    let start = reader.content().await;
    assert!(start.contains("Regler att åtgärda") && start.contains("Planera eller flytta möten"), "{start}");
    assert!(reader.count("main ul.rows > li").await <= 10 + reader.count("#cooperations ~ ul > li").await);
    reader.go("/regler?mine=yes&todo=meet").await;
    reader.click("//main//a[normalize-space(.)='Ledningsgruppen träffas']").await;
    reader.click("//main//table//a[normalize-space(.)='Lägg till möte']").await;
    write(&reader, "f-title", "Ledningsgruppen").await;
    write(&reader, "f-when", "8 nov 2022 kl. 9-11").await;
    choose(&reader, "f-status", "fixed").await;
    reader.click("//main//div[@class='do']/button[@value='save']").await;
    assert_eq!(reader.count("a.rule-mark").await, 0, "nothing is marked any more");
    reader.go("/regler?cooperation=soderasens-miljoforbund&outcome=kept").await;
    reader.click("//main//a[normalize-space(.)='Ledningsgruppen träffas']").await;
    let content = reader.content().await;
    assert!(content.contains("Följs") && content.contains("Det räcker om planen håller."), "{content}");
    assert!(content.contains("Historik"), "{content}");
    assert_eq!(browser::axe(&reader.client).await, []);
    reader.close().await;
}

#[tokio::test]
async fn rules_are_accessible_in_both_languages_on_desk_and_phone_light_and_dark() {
    let Some(reader) = secretary(View::DESK).await else { return };
    let mut wrong = Vec::new();
    for path in [
        "/regler?a=1",
        "/regler?cooperation=soderasens-miljoforbund",
        "/regler?organisation=svalov&group=due",
        "/regler?mine=yes&group=whose",
        "/regler/soderasens-miljoforbund/svar-senast-7-oktober?a=1",
        "/ny-regel?cooperation=soderasens-miljoforbund",
        "/ny-regel?cooperation=soderasens-miljoforbund&kind=lead_time",
        "/andra-regel/soderasens-miljoforbund/svar-senast-7-oktober?a=1",
        "/arshjul?cooperation=soderasens-miljoforbund",
        "/profil?a=1",
        "/?a=1",
    ] {
        for (view, lang) in [
            (View::DESK, ""),
            (View::PHONE, "&lang=en"),
            (View::PHONE.dark(), ""),
            (View::DESK.dark(), "&lang=en"),
        ] {
            browser::show(&reader.client, view).await;
            look(&reader, &format!("{path}{lang}"), view, &mut wrong).await;
            let wide = "return document.scrollingElement.scrollWidth - innerWidth";
            if reader.ask(wide).await.as_i64() > Some(0) {
                wrong.push(format!("{path}{lang} is too wide"));
            }
        }
    }
    reader.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
