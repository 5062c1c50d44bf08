//! Calling a meeting, from the meeting's page to the outbox, and answering: by keyboard and mouse, on desk and phone.

use crate::reader::Reader;
use genbo_testkit::browser::{self, View};

/// Somebody who calls the meetings of Skånes Kommuner.
async fn secretary(view: View) -> Option<Reader> {
    let reader = Reader::open_to_write(view).await?;
    reader.go("/vem").await;
    reader.click("//button[@value='kanslichef-skane']").await;
    Some(reader)
}

const MEETING: &str = "skanes-kommuner/agardialog/2022-11";

async fn is_fine(reader: &Reader) {
    let path = reader.path().await;
    assert_eq!(browser::axe(&reader.client).await, [], "{path}");
    assert_eq!(browser::complaints(&reader.client).await, Vec::<String>::new(), "{path}");
    let wide = reader.ask("return document.scrollingElement.scrollWidth - innerWidth").await;
    assert!(wide.as_i64() <= Some(0), "{path}: {wide} px too wide");
}

#[tokio::test]
async fn a_secretary_calls_a_meeting_looks_at_the_letter_and_takes_it_back() {
    for view in [View::DESK, View::PHONE.dark()] {
        let Some(reader) = secretary(View::DESK).await else { return };
        reader.go(&format!("/moten/{MEETING}")).await;
        reader.follow("Kallelsen och svaren").await;
        browser::show(&reader.client, view).await;
        is_fine(&reader).await;
        reader.ask("document.getElementById('guests').value = 'Anna Berg <anna@example.se>\\nfel'").await;
        reader.click("//button[@value='look']").await;
        assert!(reader.content().await.contains("”fel” är ingen adress."));
        is_fine(&reader).await;
        reader.ask("document.getElementById('guests').value = 'Anna Berg <anna@example.se>'").await;
        reader.click("//button[@value='look']").await;
        assert!(reader.content().await.contains("Anna Berg tillagd"));
        reader.click("//button[@value='send']").await;
        assert!(reader.path().await.starts_with("/utskick/"), "{}", reader.content().await);
        assert!(reader.content().await.contains("Fram till dess kan du återkalla det."));
        is_fine(&reader).await;
        reader.click("//main//button[normalize-space(.)='Återkalla']").await;
        assert!(reader.content().await.contains("Utskicket är återkallat."));
        reader.go("/utskick").await;
        is_fine(&reader).await;
        reader.close().await;
    }
}

#[tokio::test]
async fn answers_and_calendars_of_ones_own_are_accessible() {
    let Some(reader) = secretary(View::PHONE).await else { return };
    for path in
        ["/svar/exempel", "/min-kalender", "/utskick?lang=en", &format!("/kallelse/{MEETING}?lang=en")]
    {
        reader.go(path).await;
        is_fine(&reader).await;
    }
    reader.close().await;
}
