//! What a secretariat does with a year, a term and a new cooperation. It is done in a demo of its own.

use crate::{pages::look, reader::Reader};
use fantoccini::Locator;
use genbo_testkit::browser::{self, View};

/// A browser at the start page.
async fn at_the_start() -> Option<Reader> {
    let reader = Reader::open_to_write(View::DESK).await?;
    reader.go("/").await;
    Some(reader)
}

#[tokio::test]
async fn the_secretary_of_the_chief_executives_plans_next_year_and_sets_its_days() {
    let Some(reader) = at_the_start().await else { return };
    reader.click("//a[normalize-space(.)='Välj vem du är']").await;
    reader.click("//button[@value='kanslichef-skane']").await;
    reader.go("/organ/skanes-kommuner/kommundirektorsnatverket").await;
    reader.click("//main//a[starts-with(normalize-space(.),'Planera ett år')]").await;
    assert_eq!(reader.heading().await, "Planera 2023");
    assert_eq!(browser::axe(&reader.client).await, []);
    let day = reader.client.find(Locator::Id("day")).await.unwrap();
    day.send_keys("andra fredagen kl. 13–15.30").await.unwrap();
    reader.click("//main//button[normalize-space(.)='Visa förslag']").await;
    assert_eq!(reader.count("table.plan tbody tr").await, 7);
    // The second Friday of March, and what has only a circa date.
    assert!(reader.content().await.contains("fre 10 mars"), "{}", reader.content().await);
    assert_eq!(browser::axe(&reader.client).await, []);
    let other = reader.client.find(Locator::Css("details > input[name='other.1']")).await.unwrap();
    reader.touch("//tr[2]//details/summary").await;
    other.send_keys("31 februari").await.unwrap();
    reader.click("//button[normalize-space(.)='Spara som preliminära möten']").await;
    assert!(reader.content().await.contains("”31 februari” är ingen dag"), "{}", reader.content().await);
    let other = reader.client.find(Locator::Css("details > input[name='other.1']")).await.unwrap();
    assert_eq!(other.prop("value").await.unwrap().as_deref(), Some("31 februari"), "what was typed is kept");
    other.clear().await.unwrap();
    reader.click("//button[normalize-space(.)='Spara som preliminära möten']").await;
    assert_eq!(reader.heading().await, "Preliminära dagar 2023");
    assert_eq!(reader.count("form[action^='/datum'] tbody tr").await, 7);
    assert_eq!(browser::axe(&reader.client).await, []);
    let first = reader.client.find(Locator::Id("answer-0")).await.unwrap();
    first.select_by_value("prefer").await.unwrap();
    reader.click("//button[normalize-space(.)='Spara mina svar']").await;
    assert!(reader.content().await.contains("Passar bäst: 1"), "{}", reader.content().await);
    // What has only a month cannot be set, and stands as chosen only because nobody has said otherwise.
    for select in reader.client.find_all(Locator::Css("form[action^='/satt-datum'] select")).await.unwrap() {
        let value = select.prop("value").await.unwrap().unwrap_or_default();
        if !value.contains('T') {
            select.select_by_value("").await.unwrap();
        }
    }
    reader.click("//button[normalize-space(.)='Sätt de valda dagarna']").await;
    let left = reader.count("form[action^='/datum'] tbody tr").await;
    assert_eq!(left, 2, "{}", reader.content().await);
    reader.close().await;
}

#[tokio::test]
async fn a_network_is_started_from_a_template_and_its_year_planned() {
    let Some(reader) = at_the_start().await else { return };
    reader.click("//a[normalize-space(.)='Välj vem du är']").await;
    reader.click("//button[@value='kanslichef-skane']").await;
    reader.menu("Samverkan").await;
    reader.follow("Starta en samverkan").await;
    assert_eq!(browser::axe(&reader.client).await, []);
    reader.follow("Använd mallen: Nätverk").await;
    assert_eq!(browser::axe(&reader.client).await, []);
    let write = async |id: &str, text: &str| {
        let field = reader.client.find(Locator::Id(id)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    };
    write("name", "Provnätverket").await;
    write("members", "Svalöv, Bjuv, Höörs kommun, Atlantis").await;
    reader.click("//button[normalize-space(.)='Förhandsgranska']").await;
    assert!(reader.content().await.contains("”Atlantis”"), "{}", reader.content().await);
    write("members", "Svalöv, Bjuv, Höörs kommun").await;
    reader.click("//button[normalize-space(.)='Förhandsgranska']").await;
    assert!(reader.content().await.contains("Det här skapas"), "{}", reader.content().await);
    assert_eq!(browser::axe(&reader.client).await, []);
    reader.click("//button[normalize-space(.)='Skapa samverkan']").await;
    assert_eq!(reader.heading().await, "Provnätverket");
    assert_eq!(reader.fact("Medlemmar").await, "3");
    reader
        .go("/planera/provnatverket?year=2024&from=2023&source=copy&day=f%C3%B6rsta+torsdagen+kl.+9-11")
        .await;
    assert_eq!(reader.count("table.plan tbody tr").await, 4);
    reader.close().await;
}

#[tokio::test]
async fn a_municipality_changes_who_represents_it_after_a_preview() {
    let Some(reader) = at_the_start().await else { return };
    reader.click("//a[normalize-space(.)='Välj vem du är']").await;
    reader.click("//button[@value='registrator-svalov']").await;
    reader.go("/organisationer/svalov").await;
    reader.click("//main//a[starts-with(normalize-space(.),'Ny mandatperiod')]").await;
    assert_eq!(reader.heading().await, "Ny mandatperiod");
    assert_eq!(browser::axe(&reader.client).await, []);
    let name = reader.client.find(Locator::Id("name-0")).await.unwrap();
    name.send_keys("Prov Provsson").await.unwrap();
    reader.click("//button[normalize-space(.)='Förhandsgranska']").await;
    assert!(reader.content().await.contains("Fyll i första dagen"), "{}", reader.content().await);
    let name = reader.client.find(Locator::Id("name-0")).await.unwrap();
    assert_eq!(name.prop("value").await.unwrap().as_deref(), Some("Prov Provsson"), "what was typed is kept");
    reader.ask("document.getElementById('from').value = '2023-01-01'").await;
    reader.click("//button[normalize-space(.)='Förhandsgranska']").await;
    assert!(reader.content().await.contains("läggs till som ny person"), "{}", reader.content().await);
    assert_eq!(browser::axe(&reader.client).await, []);
    reader.click("//button[normalize-space(.)='Genomför alla ändringar']").await;
    assert_eq!(reader.path().await, "/organisationer/svalov");
    reader.close().await;
}

#[tokio::test]
async fn planning_starting_and_a_new_term_fit_a_narrow_screen_in_both_languages() {
    let Some(reader) = Reader::open_to_write(View::PHONE).await else { return };
    let mut wrong = Vec::new();
    reader.go("/vem").await;
    reader.click("//button[@value='administrator']").await;
    for path in [
        "/planera/skanes-kommuner?source=copy&year=2022&from=2021",
        "/datum/skanes-kommuner?year=2022",
        "/ny-samverkan?template=federation",
        "/ny-samverkan/skanes-kommuner?template=association",
        "/mandatperiod/svalov?a=1",
    ] {
        for lang in ["", "&lang=en"] {
            look(&reader, &format!("{path}{lang}"), View::PHONE, &mut wrong).await;
            let wide = "return document.scrollingElement.scrollWidth - innerWidth";
            if reader.ask(wide).await.as_i64() > Some(0) {
                wrong.push(format!("{path}{lang} is too wide"));
            }
        }
    }
    reader.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Adds a meeting of a body by its form.
async fn meets(reader: &Reader, body: &str, when: &str) {
    reader.go(&format!("/lagg-till/meetings?bodies={body}")).await;
    let field = async |id: &str| reader.client.find(Locator::Id(id)).await.expect("the form has the field");
    for (id, text) in [("f-title", "Vårmöte"), ("f-when", when)] {
        field(id).await.send_keys(text).await.expect("a field can be written in");
    }
    field("f-status").await.select_by_value("fixed").await.expect("a meeting can be set");
    reader.click("//main//form//button[@class='main'][@value='save']").await;
    assert!(reader.content().await.contains("Tillagt: möte"), "{}", reader.content().await);
}

/// The chosen days of a proposal that have a time.
async fn proposed(reader: &Reader) -> Vec<String> {
    let selects = reader.client.find_all(Locator::Css("table.plan select")).await;
    let mut days = Vec::new();
    for select in selects.expect("a selector that browsers understand") {
        let value = select.prop("value").await.expect("a select has a value");
        days.extend(value.filter(|v| v.contains('T')));
    }
    days
}

#[tokio::test]
async fn a_copied_year_of_the_chief_executives_is_moved_off_what_two_other_cooperations_have_set() {
    let Some(reader) = at_the_start().await else { return };
    let day = "andra+fredagen+kl.+13%E2%80%9315.30";
    let plan = "/planera/skanes-kommuner/kommundirektorsnatverket";
    let plan = format!("{plan}?year=2028&from=2022&source=copy&by=weekday&day={day}");
    reader.go("/vem").await;
    reader.click("//button[@value='kanslichef-skane']").await;
    reader.go(&plan).await;
    let wished = proposed(&reader).await;
    assert!(wished.len() >= 2, "{wished:?}");
    reader.go("/vem").await;
    reader.click("//button[@value='administrator']").await;
    let bodies = ["familjen-helsingborg/kommundirektorsgruppen", "soderasens-miljoforbund/direktionen"];
    for (body, when) in bodies.iter().zip(&wished) {
        meets(&reader, body, when).await;
    }
    reader.go("/vem").await;
    reader.click("//button[@value='kanslichef-skane']").await;
    reader.go(&plan).await;
    crate::pages::draw(&reader, "s1-forslag").await;
    let content = reader.content().await.replace('\u{a0}', " ");
    for told in ["Vårmöte (Familjen Helsingborg)", "Vårmöte (Söderåsens miljöförbund)"] {
        assert!(content.contains(told), "{told}: {content}");
    }
    let resolved = proposed(&reader).await;
    assert!(wished[..2].iter().all(|day| !resolved.contains(day)), "{wished:?} {resolved:?}");
    assert_eq!(browser::axe(&reader.client).await, []);
    reader.click("//button[normalize-space(.)='Spara som preliminära möten']").await;
    assert_eq!(reader.heading().await, "Preliminära dagar 2028");
    crate::pages::draw(&reader, "s1-preliminara").await;
    reader.close().await;
}
