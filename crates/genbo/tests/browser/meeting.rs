//! A network's meeting kept in the browser: agenda, roll, an item whose text outlives its page, and what comes after.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::reader::Reader;
use fantoccini::Locator;
use genbo_testkit::browser::{self, View};

const MEETING: &str = "skanes-kommuner/kommundirektorsnatverket/2022-09";

pub(crate) async fn write(reader: &Reader, id: &str, text: &str) {
    let field = reader.client.find(Locator::Id(id)).await.unwrap_or_else(|e| panic!("no {id}: {e}"));
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

/// The page has no fault, folded parts open, in any view and language.
pub(crate) async fn is_fine(reader: &Reader, path: &str) {
    for (view, lang) in [
        (View::DESK, ""),
        (View::PHONE, "?lang=en"),
        (View::PHONE.dark(), ""),
        (View::DESK.dark(), "?lang=en"),
    ] {
        browser::show(&reader.client, view).await;
        reader.go(&format!("{path}{lang}")).await;
        reader.ask("document.querySelectorAll('main details:not(.menu)').forEach(d => d.open = true)").await;
        assert_eq!(browser::axe(&reader.client).await, [], "{path}{lang}");
        let wide = reader.ask("return document.scrollingElement.scrollWidth - innerWidth").await;
        assert!(wide.as_i64() <= Some(0), "{path}{lang}: {wide} px too wide");
    }
    browser::show(&reader.client, View::DESK).await;
    reader.go(path).await;
}

#[tokio::test]
async fn a_meeting_is_kept_from_its_agenda_to_what_becomes_of_its_decisions() {
    let Some(reader) = Reader::open_to_write(View::DESK).await else { return };
    reader.go("/vem").await;
    reader.click("//button[@value='kanslichef-skane']").await;
    let agenda = format!("/dagordning/{MEETING}");
    reader.go(&agenda).await;
    write(&reader, "add", "# Beslut\nGemensam upphandling\n- Avtal\nÖvriga frågor").await;
    reader.click("//button[@value='save' and @class='main']").await;
    assert!(reader.content().await.contains("Dagordningen är sparad."));
    reader.click("//button[@value='number']").await;
    reader.click("//button[@value='down.0']").await;
    reader.click("//button[@id='freeze']").await;
    assert!(reader.content().await.contains("Dagordningen är låst."), "{}", reader.content().await);
    is_fine(&reader, &agenda).await;

    let roll = format!("/narvaro/{MEETING}");
    reader.go(&roll).await;
    reader.ask("document.getElementById('unnamed').open = true").await;
    write(&reader, "named-0", "Ossian Provsson").await;
    reader.click("//button[@value='roll']").await;
    assert!(reader.content().await.contains("Ossian Provsson"));
    let leaves = "//tr[contains(., 'Ossian Provsson')]//button[starts-with(@value,'leaves|')]";
    reader.click(leaves).await;
    assert!(reader.content().await.contains("Ossian Provsson går"), "{}", reader.content().await);
    is_fine(&reader, &roll).await;

    reader.go(&agenda).await;
    reader.click("//a[starts-with(@href,'/skriv/') and contains(., 'Gemensam upphandling')]").await;
    let item = reader.path().await;
    // What was typed and not saved is there again, also after the page was left.
    write(&reader, "clause0:f.text", "att upphandla tillsammans").await;
    let kept = "return Object.keys(localStorage).some(k => k.startsWith('keep:'))";
    for _ in 0..200 {
        if reader.ask(kept).await == true {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    reader.go("/moten").await;
    reader.go(&item).await;
    reader.touch("//button[@data-restore]").await;
    let value = reader.ask("return document.getElementById('clause0:f.text').value").await;
    assert_eq!(value, "att upphandla tillsammans");
    write(&reader, "clause0:f.addressee_text", "Alla kommuner").await;
    write(&reader, "clause0:f.due", "15 dec 2022").await;
    reader.click("//button[@value='save' and @class='main']").await;
    assert!(reader.content().await.contains("Sparat."), "{}", reader.content().await);
    assert_eq!(reader.ask(kept).await, false, "what is saved is let go");
    is_fine(&reader, &item).await;
    is_fine(&reader, &item.replace("/skriv/", "/rosta/")).await;

    let end = format!("/efter/{MEETING}");
    reader.go(&end).await;
    reader.click("//button[@value='close']").await;
    reader.click("//button[@value='create']").await;
    let content = reader.content().await;
    assert!(content.contains("har blivit att upphandla tillsammans"), "{content}");
    is_fine(&reader, &end).await;
    reader.close().await;
}
