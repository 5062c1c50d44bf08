//! The weekly letter, from what turns red to what arrives, on both databases.

use super::{
    Worker,
    tests::{empty, worker},
};
use genbo_app::{
    account::{self, NewAccount, profile},
    cx::{Actor, Cx, Outside},
    digest,
};
use genbo_testkit::{
    app::{Start, TestApp, for_each_database, small},
    smtp::{MailServer, Received},
};
use jiff::Timestamp;
use mail_parser::MessageParser;

/// Thursday 29 September 2022, and the Tuesdays after it.
const THURSDAY: fn() -> Timestamp = || Timestamp::constant(1_664_438_400, 0);
const TUESDAY: fn() -> Timestamp = || Timestamp::constant(1_664_870_400, 0);
const NEXT_TUESDAY: fn() -> Timestamp = || Timestamp::constant(1_665_475_200, 0);
const LAST_TUESDAY: fn() -> Timestamp = || Timestamp::constant(1_666_080_000, 0);

fn at(app: &TestApp, now: fn() -> Timestamp) -> Cx {
    Cx { outside: Outside { now, ..app.cx.outside }, ..app.cx.clone() }
}

/// A cooperation whose agenda must go out a week before the meeting, and a meeting whose agenda went out too late.
fn file(agenda: &str) -> String {
    with_next(agenda, "")
}

/// The same, with more about the meeting of 6 October.
fn with_next(agenda: &str, next: &str) -> String {
    format!(
        r#"{}
[[house_style]]
slug = "x"
owner = "cooperation:x"
name = "Kansliet X"

[[house_style.signature]]
office = "Kanslichef"

[[governing_document]]
slug = "ordningen"
owner = "cooperation:x"
title = "Ordningen"
date = "2022-01-01"

[[governing_document.section]]
heading = "Möten"

[[rule]]
id = "dagordning"
title = "Dagordning en vecka före"
kind = "lead_time"
force = "must"
scope = {{ body = "x/styrelsen", item = "meeting" }}
parameters = {{ what = "agenda", at_least = "7 days", before = "meeting.start" }}
cites = {{ document = "ordningen", edition = "2022-01-01", section = "Möten", quote = "en vecka före" }}

[[meeting]]
slug = "x/styrelsen/2022-09-20"
title = "Styrelsen"
bodies = ["x/styrelsen"]
when = "2022-09-20T09:00"
status = "held"
call_sent = "{agenda}"

[[meeting]]
slug = "x/styrelsen/2022-10-06"
title = "Styrelsen"
bodies = ["x/styrelsen"]
when = "2022-10-06T09:00"
status = "fixed"
{next}
"#,
        small("x")
    )
}

async fn secretary(app: &TestApp) -> Actor {
    let new = NewAccount {
        name: "vera".into(),
        display_name: "Vera Ek".into(),
        person: None,
        roles: vec![("secretary".into(), Some("cooperation:x".into()))],
        demo: false,
    };
    account::put(&app.cx, &Actor::System, &new).await.unwrap();
    let known = account::known(&app.cx, "vera").await.unwrap().unwrap();
    profile::put(&app.cx, &known.actor, "vera@forbund.example", "sv").await.unwrap();
    known.actor
}

/// What one round of the worker sends.
async fn round(app: &TestApp, server: &MailServer, now: fn() -> Timestamp) -> Vec<Received> {
    let before = server.received().len();
    let mut worker: Worker = worker(&at(app, now), server).with_letters("https://genbo.example");
    worker.letters().await;
    empty(&mut worker).await;
    server.received().split_off(before)
}

fn text(mail: &Received) -> String {
    MessageParser::default().parse(&mail.bytes).unwrap().body_text(0).unwrap().replace("\r\n", "\n")
}

#[tokio::test]
async fn who_has_not_asked_for_the_letter_gets_none_and_who_has_gets_one_a_week_when_something_turned() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &file("2022-09-18"))]).await.unwrap();
        let vera = secretary(app).await;
        let server = MailServer::start().await;
        assert!(round(app, &server, THURSDAY).await.is_empty(), "nobody asked");
        digest::choose(&app.cx, &vera, true).await.unwrap();
        let mails = round(app, &server, THURSDAY).await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, ["vera@forbund.example"]);
        let told = text(&mails[0]);
        for part in [
            "Dagordning en vecka före",
            "Bruten (överträdelse), Samverkan x",
            "Åtgärdas av",
            "Kansliet X",
            "Kanslichef",
            "https://genbo.example/regler/x/dagordning#f-",
            "https://genbo.example/profil",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
        // The agenda of 6 October is due on the day of the letter.
        assert!(told.contains("Sista dag: tors 29 sep"), "{told}");
        assert!(round(app, &server, THURSDAY).await.is_empty(), "one a week");
        app.import(&[("x", &with_next("2022-09-18", "call_sent = \"2022-10-03\""))]).await.unwrap();
        let next = round(app, &server, TUESDAY).await;
        assert_eq!(next.len(), 1, "what was at risk is broken");
        let told = text(&next[0]);
        assert!(told.contains("Sedan: mån 3 okt"), "{told}");
        assert!(told.contains("Dessutom är 1 från tidigare brev inte åtgärdade."), "{told}");
        assert!(round(app, &server, NEXT_TUESDAY).await.is_empty(), "nothing turned");
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_was_mended_and_breaks_again_is_told_again_and_what_was_written_late_says_so() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &file("2022-09-18"))]).await.unwrap();
        let vera = secretary(app).await;
        digest::choose(&app.cx, &vera, true).await.unwrap();
        let server = MailServer::start().await;
        assert_eq!(round(app, &server, THURSDAY).await.len(), 1);
        app.import(&[("x", &file("2022-09-10"))]).await.unwrap();
        round(app, &server, TUESDAY).await;
        app.import(&[("x", &file("2022-09-19"))]).await.unwrap();
        let again = round(app, &server, NEXT_TUESDAY).await;
        assert_eq!(again.len(), 1);
        let told = text(&again[0]);
        assert!(told.contains("Det framgår av det som har skrivits in under veckan."), "{told}");
        assert!(!told.contains("2022-10-06"), "what is known is not told again: {told}");
        digest::choose(&app.cx, &vera, false).await.unwrap();
        app.import(&[("x", &file("2022-09-10"))]).await.unwrap();
        app.import(&[("x", &file("2022-09-17"))]).await.unwrap();
        assert!(round(app, &server, LAST_TUESDAY).await.is_empty(), "it was stopped");
    })
    .await;
}

#[tokio::test]
async fn two_workers_write_one_letter_and_who_sees_nothing_of_a_cooperation_is_told_nothing_of_it() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("x", &file("2022-09-18"))]).await.unwrap();
        let vera = secretary(app).await;
        digest::choose(&app.cx, &vera, true).await.unwrap();
        let other = NewAccount {
            name: "ola".into(),
            display_name: "Ola Lind".into(),
            person: None,
            roles: Vec::new(),
            demo: false,
        };
        account::put(&app.cx, &Actor::System, &other).await.unwrap();
        let ola = account::known(&app.cx, "ola").await.unwrap().unwrap().actor;
        profile::put(&app.cx, &ola, "ola@annan.example", "en").await.unwrap();
        digest::choose(&app.cx, &ola, true).await.unwrap();
        let one = digest::look(&app.cx, "vera").await.unwrap().unwrap();
        let two = digest::look(&app.cx, "vera").await.unwrap().unwrap();
        let letter = |d| genbo_web::digest::letter(d, "https://genbo.example", false);
        assert!(digest::settle(&app.cx, &one, letter(&one)).await.unwrap());
        assert!(!digest::settle(&app.cx, &two, letter(&two)).await.unwrap(), "it is written already");
        let server = MailServer::start().await;
        let mails = round(app, &server, THURSDAY).await;
        assert_eq!(mails.iter().map(|m| m.to.clone()).collect::<Vec<_>>(), [["vera@forbund.example"]]);
    })
    .await;
}
