//! Two committees and their common group at one table: the same decision in each record, a break, the chair, a vote, and what
//! is decided between meetings, clicked in the browser.

use crate::{
    meeting::{is_fine, write},
    reader::Reader,
};
use genbo_testkit::browser::View;

const MEETING: &str = "horby-hoor/politiska-styrgruppen/2018-02-12";

#[tokio::test]
async fn a_group_goes_over_to_decide_as_its_two_committees() {
    let Some(reader) = Reader::open_to_write(View::DESK).await else { return };
    reader.go("/vem").await;
    reader.click("//button[@value='administrator']").await;
    let agenda = format!("/dagordning/{MEETING}");
    reader.go(&agenda).await;
    let content = reader.content().await;
    assert!(content.contains("KSAU Hörby") && content.contains("KSAU Höör"), "{content}");
    write(&reader, "add", "Gemensam upphandling").await;
    reader.click("//button[@value='save' and @class='main']").await;
    is_fine(&reader, &agenda).await;
    reader.click("//a[starts-with(@href,'/skriv/') and contains(., 'Gemensam upphandling')]").await;
    let item = reader.path().await;
    write(&reader, "clause0:f.text", "att upphandla tillsammans").await;
    reader.click("//button[@value='save' and @class='main']").await;
    reader.click("//button[@value='carry']").await;
    let content = reader.content().await;
    assert_eq!(content.matches("1 att-sats står där").count(), 2, "{content}");
    is_fine(&reader, &item).await;

    let roll = format!("/narvaro/{MEETING}");
    reader.go(&roll).await;
    write(&reader, "other-0", "Ossian Provsson").await;
    reader.touch("//select[@id='capacity-0']/option[@value='member']").await;
    reader.click("//button[@value='others']").await;
    reader.touch("//tr[contains(., 'Ossian Provsson')]//summary").await;
    reader.click("//tr[contains(., 'Ossian Provsson')]//button[starts-with(@value,'takes_chair|')]").await;
    assert!(reader.content().await.contains("Ordförande nu"), "{}", reader.content().await);
    write(&reader, "pause-title", "Enskild överläggning").await;
    write(&reader, "pause-start", "14.00").await;
    write(&reader, "pause-end", "14.15").await;
    reader.click("//button[@value='pause']").await;
    assert!(reader.content().await.contains("Enskild överläggning"));
    is_fine(&reader, &roll).await;

    let vote = item.replace("/skriv/", "/rosta/");
    reader.go(&vote).await;
    write(&reader, "question", "Bifall?").await;
    write(&reader, "yes", "3").await;
    write(&reader, "no", "1").await;
    reader.click("//button[@value='save']").await;
    assert!(reader.content().await.contains("avgivna röster: 3 av 4"), "{}", reader.content().await);
    is_fine(&reader, &vote).await;

    let between = "/mellan-moten/horby-hoor/politiska-styrgruppen";
    reader.go(between).await;
    write(&reader, "text", "Att skjuta upp mötet").await;
    reader.click("//button[@value='register']").await;
    assert!(reader.content().await.contains("väntar på nästa dagordning"));
    is_fine(&reader, between).await;
    is_fine(&reader, &format!("/efter/{MEETING}")).await;
    reader.close().await;
}
