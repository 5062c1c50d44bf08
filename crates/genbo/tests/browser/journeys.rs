//! What people come to do, from page to page.

use crate::reader::Reader;
use fantoccini::Locator;
use genbo_testkit::browser::{self, View};

/// A browser at the start page.
async fn at_the_start() -> Option<Reader> {
    let reader = Reader::open(View::DESK).await?;
    reader.go("/").await;
    Some(reader)
}

#[tokio::test]
async fn a_newcomer_finds_the_year_of_skanes_kommuner_and_the_years_beside_it() {
    let Some(reader) = at_the_start().await else { return };
    reader.menu("Samverkan").await;
    assert_eq!(reader.heading().await, "Samverkan");
    reader.follow("Skånes Kommuner").await;
    assert_eq!(reader.fact("Medlemmar").await, "33");
    reader.follow("Visa årshjulet").await;
    assert_eq!(reader.heading().await, "Årshjul 2022");
    assert_eq!(reader.fact("Möten").await, "22");
    assert_eq!(reader.fact("Steg i planeringen").await, "11");
    assert_eq!(reader.count("main tbody tr").await, 22 + 11);

    reader.follow("Föregående år").await;
    assert_eq!(reader.heading().await, "Årshjul 2021");
    assert_eq!(reader.fact("Möten").await, "13");
    reader.follow("Nästa år").await;
    assert_eq!(reader.heading().await, "Årshjul 2022");
    reader.close().await;
}

#[tokio::test]
async fn somebody_in_svalov_sees_its_three_cooperations_and_what_it_was_asked() {
    let Some(reader) = Reader::open(View::DESK).await else { return };
    reader.go("/organisationer/svalov").await;
    assert_eq!(reader.heading().await, "Svalöv");
    let content = reader.content().await;
    for cooperation in ["Familjen Helsingborg", "Skånes Kommuner", "Söderåsens miljöförbund"] {
        assert!(content.contains(cooperation), "no {cooperation} in {content}");
    }
    assert!(content.contains("3 samverkan"), "{content}");
    assert!(!content.contains("Strategisk samverkan mellan Hörby"), "{content}");
    assert!(content.contains("7 okt 2022"), "no last day in {content}");
    reader.follow("Förslag till fast kontakt på ledningsnivå hos medlemskommunerna").await;
    assert_eq!(reader.path().await, "/remisser/fast-kontakt");
    assert!(reader.fact("Sista dag").await.contains("7 okt 2022"));
    reader.close().await;
}

#[tokio::test]
async fn from_a_referral_the_way_leads_to_the_decision_behind_an_answer_and_who_was_there() {
    let Some(reader) = Reader::open(View::DESK).await else { return };
    reader.go("/remisser/fast-kontakt").await;
    assert!(reader.content().await.contains("1 av 5"));
    reader.click("//main//table//a[contains(@href,'/punkter/svalov/kommunstyrelsen/2022-09-12/226')]").await;
    assert!(reader.heading().await.starts_with("§ 226 "));
    reader.follow("Se hela mötet").await;
    assert_eq!(reader.path().await, "/moten/svalov/kommunstyrelsen/2022-09-12");
    let present = reader.count("table.att tr.whole").await;
    assert!(present >= 13, "{present} were there all the time");
    reader.close().await;
}

#[tokio::test]
async fn a_matter_tells_its_steps_as_a_picture_and_the_same_as_a_list() {
    let Some(reader) = Reader::open(View::DESK).await else { return };
    reader.go("/arenden/fast-kontakt-pa-ledningsniva").await;
    let name = "const svg = document.querySelector('main svg[aria-labelledby]');
        return svg.getBoundingClientRect().width > 300 && svg.querySelector('title, text').textContent";
    assert!(reader.ask(name).await.is_string(), "no picture with a name");
    let steps = ["§ 18", "§ 25", "§ 35", "2022.2294-2", "§ 226", "2022.2294-3"];
    let content = reader.content().await;
    let places: Vec<Option<usize>> = steps.iter().map(|step| content.find(step)).collect();
    assert!(places.iter().all(Option::is_some), "{places:?} in {content}");
    reader.close().await;
}

#[tokio::test]
async fn somebody_who_chose_an_account_has_a_page_of_their_own_and_another_day_when_they_ask() {
    let Some(reader) = at_the_start().await else { return };
    reader.click("//a[normalize-space(.)='Välj vem du är']").await;
    reader.click("//button[@value='kommundirektor-svalov']").await;
    assert_eq!(reader.heading().await, "Min sida");
    assert!(reader.content().await.starts_with("torsdag 29 september 2022"));
    let meetings = reader.count("section[aria-labelledby=meetings] li").await;
    assert!(meetings > 0, "no meetings");
    assert_eq!(browser::axe(&reader.client).await, []);

    reader.touch("//div[@class='demo']//summary").await;
    let day = reader.client.find(Locator::Id("demo-day")).await.unwrap();
    reader
        .client
        .execute("arguments[0].value = '2018-01-30'", vec![serde_json::to_value(day).unwrap()])
        .await
        .unwrap();
    reader.click("//button[normalize-space(.)='Visa Genbo som den dagen']").await;
    let content = reader.content().await;
    assert!(content.starts_with("tisdag 30 januari 2018"), "{content}");
    let first = "return document.querySelector('section[aria-labelledby=meetings] a').getAttribute('href')";
    let first = reader.ask(first).await;
    assert!(first.as_str().unwrap().contains("/2021-"), "{first} is not the next meeting known then");

    reader.touch("//div[@class='demo']//summary").await;
    reader.click("//button[@name='own']").await;
    assert!(reader.content().await.starts_with("torsdag 29 september 2022"));
    reader.close().await;
}

#[tokio::test]
async fn english_and_back_keeps_the_page() {
    let Some(reader) = Reader::open(View::DESK).await else { return };
    reader.go("/remisser/fast-kontakt").await;
    let swedish = reader.heading().await;
    reader.click("//footer//a[@hreflang='en']").await;
    assert_eq!(reader.path().await, "/remisser/fast-kontakt?lang=en");
    assert_eq!(reader.ask("return document.documentElement.lang").await, "en");
    assert_eq!(reader.heading().await, swedish, "a title stays as it was written");
    assert!(reader.content().await.contains("1 of 5"));
    reader.click("//nav[@id='menu']//a[@aria-current]").await;
    assert_eq!(reader.ask("return document.documentElement.lang").await, "en", "the language is kept");
    reader.client.back().await.unwrap();
    reader.click("//footer//a[@hreflang='sv']").await;
    assert!(reader.path().await.starts_with("/remisser/fast-kontakt"));
    assert_eq!(reader.ask("return document.documentElement.lang").await, "sv");
    reader.close().await;
}

#[tokio::test]
async fn a_word_and_a_case_number_are_found_from_the_field_at_the_top() {
    let Some(reader) = at_the_start().await else { return };
    for (words, found) in [
        ("nätverk", "Strategiskt nätverk för arbetsmarknadsfrågor"),
        ("349-2022", "Förslag till fast kontakt på ledningsnivå hos medlemskommunerna"),
    ] {
        let field = reader.client.find(Locator::Id("find")).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(words).await.unwrap();
        reader.click("//form[@class='find']//button").await;
        assert_eq!(reader.heading().await, format!("Sök: {words}"));
        assert!(reader.content().await.contains(found), "{words}");
    }
    reader.follow("Förslag till fast kontakt på ledningsnivå hos medlemskommunerna").await;
    assert_eq!(reader.path().await, "/arenden/fast-kontakt-pa-ledningsniva");
    reader.close().await;
}
