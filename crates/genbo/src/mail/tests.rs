//! The worker against a real server on loopback and on both databases; what arrives is read by another library.

use super::{Settings, Smtp, Step, Way, Worker};
use genbo_app::{
    cx::{Actor, Cx, Keep, Outside, Permission},
    outbox::{self, NewMessage, Queued, To},
};
use genbo_documents::letter::{House, Letter, Part, SECRET};
use genbo_domain::message::{Failure, MOST_ATTEMPTS, MessageKind, RecipientState};
use genbo_store::outbox::Recipient;
use genbo_testkit::{
    app::{Start, TestApp, for_each_database},
    smtp::{MailServer, Manner, Received},
};
use jiff::{SignedDuration, Timestamp};
use mail_parser::{MessageParser, MimeHeaders};
use std::sync::Arc;

const MORNING: Timestamp = Timestamp::constant(1_664_438_400, 0);

/// The same application at another moment.
fn at(app: &TestApp, clock: fn() -> Timestamp) -> Cx {
    Cx { outside: Outside { now: clock, ..app.cx.outside }, ..app.cx.clone() }
}

pub(super) fn worker(cx: &Cx, server: &MailServer) -> Worker {
    let text =
        format!("[smtp]\nhost = \"127.0.0.1\"\nport = {}\nfrom = \"genbo@forbund.example\"", server.port);
    let settings = Settings::from(&text, |_| None).unwrap().unwrap();
    Worker::new(cx.clone(), Way::Server(Box::new(Smtp::new(settings).unwrap())))
}

fn letter(title: &str) -> Letter {
    let link = Part::Link("Svara på kallelsen".into(), format!("https://genbo.example/svar/{SECRET}"));
    Letter { lang: "sv", title: title.into(), parts: vec![link], ..Letter::default() }
}

fn message(title: &str, to: &[&str]) -> NewMessage {
    let to =
        to.iter().map(|a| To { secret: Some("hemlig0".into()), ..To::new(a.parse().unwrap()) }).collect();
    NewMessage::new(MessageKind::Notice, MORNING, letter(title), to)
}

async fn enqueue(cx: &Cx, new: &NewMessage) -> i64 {
    let queued = cx.write(&Actor::System, Permission::Send, Keep::Commit, async |change| {
        outbox::enqueue(change, new).await
    });
    match queued.await.unwrap() {
        Queued::New(id) | Queued::Already(id) => id,
        Queued::Nobody => panic!("a test's message has recipients"),
    }
}

async fn copies(cx: &Cx, message: i64) -> Vec<Recipient> {
    let mut tx = cx.db.read().await.unwrap();
    genbo_store::outbox::recipients(&mut tx, message).await.unwrap()
}

async fn states(cx: &Cx, message: i64) -> Vec<RecipientState> {
    copies(cx, message).await.iter().map(|c| c.state).collect()
}

/// Steps until nothing is due.
pub(super) async fn empty(worker: &mut Worker) -> usize {
    let mut steps = 0;
    while worker.step().await.unwrap() == Step::Settled {
        steps += 1;
    }
    steps
}

fn subject(mail: &Received) -> String {
    MessageParser::default().parse(&mail.bytes).unwrap().subject().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_mail_arrives_once_as_text_and_html_with_its_own_secret_which_is_then_forgotten() {
    for_each_database(Start::Schema, async |app| {
        let server = MailServer::start().await;
        let id = enqueue(
            &app.cx,
            &message("Kallelse till möte i Åstorp", &["anna@svalov.example", "bo@bjuv.example"]),
        )
        .await;
        let mut worker = worker(&app.cx, &server);
        assert_eq!(empty(&mut worker).await, 2);
        assert_eq!(empty(&mut worker).await, 0);
        let mails = server.received();
        assert_eq!(
            mails.iter().map(|m| m.to.clone()).collect::<Vec<_>>(),
            [["anna@svalov.example"], ["bo@bjuv.example"]]
        );
        assert_eq!(server.conversations(), 1, "one conversation is enough");
        let mail = MessageParser::default().parse(&mails[0].bytes).unwrap();
        assert_eq!(mail.subject(), Some("Kallelse till möte i Åstorp"));
        let text = mail.body_text(0).unwrap();
        assert!(
            text.contains("Svara på kallelsen:") && text.contains("https://genbo.example/svar/hemlig0"),
            "{text}"
        );
        let html = mail.body_html(0).unwrap();
        assert!(
            html.contains("<html lang=\"sv\">")
                && html.contains("href=\"https://genbo.example/svar/hemlig0\"")
        );
        assert_eq!(mail.header("Auto-Submitted").unwrap().as_text(), Some("auto-generated"));
        let expected = format!("genbo.{id}.1.{}@forbund.example", MORNING.as_second());
        assert_eq!(mail.message_id(), Some(expected.as_str()));
        assert_eq!(states(&app.cx, id).await, [RecipientState::Sent; 2]);
        let mut tx = app.cx.db.read().await.unwrap();
        let kept =
            tx.first("SELECT count(*) FROM message_recipient WHERE secret IS NOT NULL", &[]).await.unwrap();
        assert_eq!(kept.unwrap().int(0).unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn what_a_server_does_not_take_now_is_tried_again_later_under_the_same_id() {
    for_each_database(Start::Schema, async |app| {
        let server = MailServer::start().await;
        server.behave(&[
            Manner::Recipient("450 4.2.0 greylisted"),
            Manner::Content("451 4.3.0 later"),
            Manner::TakeAndHangUp,
        ]);
        let id = enqueue(&app.cx, &message("Kallelse", &["anna@svalov.example"])).await;
        assert_eq!(worker(&app.cx, &server).step().await.unwrap(), Step::Settled);
        let copy = copies(&app.cx, id).await.remove(0);
        assert_eq!(
            (copy.state, copy.failure, copy.attempts),
            (RecipientState::Waiting, Some(Failure::Later), 1)
        );
        assert!(copy.reply.as_deref().is_some_and(|r| r.contains("greylisted")), "{:?}", copy.reply);
        assert_eq!(copy.due, MORNING + SignedDuration::from_mins(1));
        assert_eq!(worker(&app.cx, &server).step().await.unwrap(), Step::Idle, "not before its time");

        let later = at(app, || MORNING + SignedDuration::from_mins(1));
        assert_eq!(worker(&later, &server).step().await.unwrap(), Step::Settled);
        assert_eq!(copies(&app.cx, id).await[0].due, MORNING + SignedDuration::from_mins(3));
        // The server takes it, but the connection breaks before it has said so: nobody can know, and it goes out again.
        let later = at(app, || MORNING + SignedDuration::from_mins(3));
        assert_eq!(worker(&later, &server).step().await.unwrap(), Step::Away(Failure::Unreachable));
        let later = at(app, || MORNING + SignedDuration::from_mins(7));
        assert_eq!(worker(&later, &server).step().await.unwrap(), Step::Settled);
        assert_eq!(states(&app.cx, id).await, [RecipientState::Sent]);
        let ids: Vec<String> = server
            .received()
            .iter()
            .map(|m| MessageParser::default().parse(&m.bytes).unwrap().message_id().unwrap().to_owned())
            .collect();
        assert_eq!(ids.len(), 2);
        assert_eq!(ids[0], ids[1], "a receiver can tell that it is the same mail");
    })
    .await;
}

#[tokio::test]
async fn what_a_server_refuses_for_good_is_given_up_with_its_words_and_the_others_go_out() {
    for_each_database(Start::Schema, async |app| {
        let server = MailServer::start().await;
        server.behave(&[Manner::Recipient("550 5.1.1 no such mailbox")]);
        let id = enqueue(&app.cx, &message("Kallelse", &["ingen@svalov.example", "bo@bjuv.example"])).await;
        assert_eq!(empty(&mut worker(&app.cx, &server)).await, 2);
        let copies = copies(&app.cx, id).await;
        assert_eq!((copies[0].state, copies[0].failure), (RecipientState::Failed, Some(Failure::Refused)));
        assert_eq!(copies[0].reply.as_deref(), Some("550 5.1.1 no such mailbox"));
        assert_eq!(copies[1].state, RecipientState::Sent);
        assert_eq!(server.received().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_away_costs_no_copy_its_chance_until_three_days_are_over() {
    for_each_database(Start::Schema, async |app| {
        let server = MailServer::start().await;
        let id = enqueue(&app.cx, &message("Kallelse", &["anna@svalov.example"])).await;
        let mut gone = worker(&app.cx, &server);
        drop(server);
        assert!(matches!(gone.step().await.unwrap(), Step::Away(_)));
        assert_eq!(states(&app.cx, id).await, [RecipientState::Waiting]);
        let mut tx = app.cx.db.write().await.unwrap();
        let sql = format!(
            "UPDATE message_recipient SET attempts = {}, due = '2022-09-29T08:00:00Z'",
            MOST_ATTEMPTS - 1
        );
        tx.run(&sql, &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(gone.step().await.unwrap(), Step::Away(_)));
        assert_eq!(states(&app.cx, id).await, [RecipientState::Failed]);
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_was_killed_after_its_claim_is_followed_by_another_when_the_claim_runs_out() {
    for_each_database(Start::Schema, async |app| {
        let server = MailServer::start().await;
        let id = enqueue(&app.cx, &message("Kallelse", &["anna@svalov.example"])).await;
        let killed = outbox::deliver::claim(&app.cx, "killed", super::HOLD).await.unwrap().unwrap();
        assert_eq!(worker(&app.cx, &server).step().await.unwrap(), Step::Idle, "somebody has it");
        let almost = at(app, || MORNING + super::HOLD - SignedDuration::from_secs(1));
        assert_eq!(worker(&almost, &server).step().await.unwrap(), Step::Idle);
        let later = at(app, || MORNING + super::HOLD);
        assert_eq!(worker(&later, &server).step().await.unwrap(), Step::Settled);
        // The first one was only slow: its word comes too late to count.
        let refused = outbox::deliver::Outcome::Not(Failure::Refused, String::new());
        assert!(!outbox::deliver::settle(&app.cx, &killed, "killed", &refused).await.unwrap());
        assert_eq!(states(&app.cx, id).await, [RecipientState::Sent]);
        assert_eq!(server.received().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_workers_together_send_every_mail_once() {
    for_each_database(Start::Schema, async |app| {
        let server = Arc::new(MailServer::start().await);
        let addresses: Vec<String> = (0..60).map(|n| format!("a{n}@svalov.example")).collect();
        let borrowed: Vec<&str> = addresses.iter().map(String::as_str).collect();
        enqueue(&app.cx, &message("Kallelse", &borrowed)).await;
        let mut tasks = Vec::new();
        for _ in 0..4 {
            // A connection of its own to the database, as another process has.
            let db = genbo_store::db::Db::open(&app.url, false).await.unwrap();
            let cx = Cx::new(db, app.cx.outside);
            let server = Arc::clone(&server);
            tasks.push(tokio::spawn(async move {
                let sent = empty(&mut worker(&cx, &server)).await;
                cx.db.close().await;
                sent
            }));
        }
        let mut sent = 0;
        for task in tasks {
            sent += task.await.unwrap();
        }
        assert_eq!(sent, 60);
        let mut to: Vec<String> = server.received().into_iter().flat_map(|m| m.to).collect();
        to.sort();
        let mut expected = addresses;
        expected.sort();
        assert_eq!(to, expected, "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn nothing_that_a_person_typed_adds_a_line_to_the_head() {
    for_each_database(Start::Schema, async |app| {
        let server = MailServer::start().await;
        let evil = "Möte\r\nBcc: alla@svalov.example\r\n\r\nhej";
        let mut new = message(evil, &["anna@svalov.example"]);
        new.to[0].name = "Anna\r\nBcc: x@y.example \"<z@y.example>".into();
        new.reply_to = Some(("elin@forbund.example".parse().unwrap(), "Elin\nCc: x@y.example".into()));
        enqueue(&app.cx, &new).await;
        assert_eq!(empty(&mut worker(&app.cx, &server)).await, 1);
        let mails = server.received();
        assert_eq!(mails[0].to, ["anna@svalov.example"]);
        let mail = MessageParser::default().parse(&mails[0].bytes).unwrap();
        assert!(mail.bcc().is_none() && mail.cc().is_none());
        assert_eq!(mail.to().unwrap().first().unwrap().address(), Some("anna@svalov.example"));
        assert_eq!(mail.to().unwrap().iter().count(), 1);
        assert_eq!(mail.reply_to().unwrap().first().unwrap().address(), Some("elin@forbund.example"));
        assert_eq!(subject(&mails[0]), "Möte Bcc: alla@svalov.example hej");
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumped_holds_nothing_up() {
    for_each_database(Start::Schema, async |app| {
        let server = MailServer::start().await;
        let id = enqueue(&app.cx, &message("Kallelse", &["anna@svalov.example"])).await;
        // The clock was a year ahead when the copy was tried, and is right again.
        let ahead = at(app, || MORNING + SignedDuration::from_hours(24 * 365));
        outbox::deliver::claim(&ahead, "ahead", super::HOLD).await.unwrap().unwrap();
        assert_eq!(worker(&app.cx, &server).step().await.unwrap(), Step::Settled);
        assert_eq!(states(&app.cx, id).await, [RecipientState::Sent]);
        // And one that is behind sends later, but sends.
        let id = enqueue(&app.cx, &message("Kallelse", &["anna@svalov.example"])).await;
        let behind = at(app, || MORNING - SignedDuration::from_hours(1));
        assert_eq!(worker(&behind, &server).step().await.unwrap(), Step::Idle);
        assert_eq!(worker(&app.cx, &server).step().await.unwrap(), Step::Settled);
        assert_eq!(states(&app.cx, id).await, [RecipientState::Sent]);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_twice_sends_once_and_a_change_that_fails_sends_nothing() {
    for_each_database(Start::Schema, async |app| {
        let new = NewMessage { form_key: Some("f1".into()), ..message("Kallelse", &["anna@svalov.example"]) };
        let first = enqueue(&app.cx, &new).await;
        assert_eq!(enqueue(&app.cx, &new).await, first);
        let failed = app.cx.write(&Actor::System, Permission::Send, Keep::Commit, async |change| {
            outbox::enqueue(change, &message("Kallelse", &["bo@bjuv.example"])).await?;
            Err::<(), _>(genbo_app::error::ActionError::NotFound)
        });
        assert!(failed.await.is_err());
        assert_eq!((app.counts().await["message"], app.counts().await["message_recipient"]), (1, 1));
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn the_demo_hands_nothing_over() {
    for_each_database(Start::Schema, async |app| {
        let id = enqueue(&app.cx, &message("Kallelse", &["anna@svalov.example"])).await;
        assert_eq!(empty(&mut Worker::new(app.cx.clone(), Way::Sink)).await, 1);
        assert_eq!(states(&app.cx, id).await, [RecipientState::Sent]);
    })
    .await;
}

#[tokio::test]
async fn a_server_without_encryption_gets_no_mail_when_encryption_is_asked_for() {
    let app = TestApp::sqlite(Start::Schema).await;
    let server = MailServer::start().await;
    let id = enqueue(&app.cx, &message("Kallelse", &["anna@svalov.example"])).await;
    let text = format!(
        "[smtp]\nhost = \"127.0.0.1\"\nport = {}\nfrom = \"g@f.example\"\ntls = \"starttls\"",
        server.port
    );
    let settings = Settings::from(&text, |_| None).unwrap().unwrap();
    let mut worker = Worker::new(app.cx.clone(), Way::to(settings).unwrap());
    assert_eq!(worker.step().await.unwrap(), Step::Away(Failure::Unsafe));
    assert_eq!((states(&app.cx, id).await, server.received().len()), (vec![RecipientState::Waiting], 0));
}

#[test]
fn a_copy_for_calendars_names_its_method() {
    let mail = "Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n";
    let mail = MessageParser::default().parse(mail).unwrap();
    assert_eq!(mail.content_type().and_then(|c| c.attribute("method")), Some("REQUEST"));
}

/// A log that can be read.
#[derive(Clone, Default)]
struct Log(Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_tells_what_became_of_a_mail_and_names_nobody() {
    let app = TestApp::sqlite(Start::Schema).await;
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_writer(move || writer.clone())
        .finish();
    // Everybody's, because what a process listens to is decided once for all its threads; the names are this test's own.
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let server = MailServer::start().await;
    server.behave(&[Manner::Take, Manner::Recipient("550 5.1.1 <zeta@zebulon.example> unknown")]);
    let mut new = message("Zebrarubrik", &["zebra@zebulon.example", "zeta@zebulon.example"]);
    new.to[0].name = "Zebra Berg".into();
    new.to[0].secret = Some("zebrahemlig".into());
    enqueue(&app.cx, &new).await;
    assert_eq!(empty(&mut worker(&app.cx, &server)).await, 2);
    assert!(String::from_utf8_lossy(&server.received()[0].bytes).contains("zebrahemlig"));
    let told = String::from_utf8(log.0.lock().unwrap().clone()).unwrap().to_lowercase();
    assert!(told.contains("mail was handed over") && told.contains("refused"), "{told}");
    for name in ["zebra", "zeta", "zebulon", "5.1.1"] {
        assert!(!told.contains(name), "{name}: {told}");
    }
}

#[tokio::test]
async fn a_mail_is_sent_in_the_name_of_its_house_and_brings_its_logo_along() {
    for_each_database(Start::Schema, async |app| {
        let server = MailServer::start().await;
        let data = concat!(
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR42mPgCkwCIgAEggF7b6fosgAA",
            "AABJRU5ErkJggg=="
        );
        let house = House {
            name: "Förbundet\r\nBcc: alla@x.example".into(),
            lines: vec!["Box 1".into()],
            logo: Some((data.parse().unwrap(), "Ett träd".into())),
        };
        let mut new = message("Kallelse", &["anna@svalov.example", "bo@bjuv.example"]);
        new.letter.house = Some(house);
        enqueue(&app.cx, &new).await;
        enqueue(&app.cx, &NewMessage { form_key: Some("en till".into()), ..new.clone() }).await;
        assert_eq!(empty(&mut worker(&app.cx, &server)).await, 4);
        let received = server.received();
        for mail in &received {
            assert_eq!(mail.to.len(), 1, "a name adds no recipient: {:?}", mail.to);
            let mail = MessageParser::default().parse(&mail.bytes).unwrap();
            assert!(mail.bcc().is_none());
            let from = mail.from().unwrap().first().unwrap();
            assert_eq!(from.name(), Some("Förbundet Bcc: alla@x.example"));
            assert_eq!(from.address(), Some("genbo@forbund.example"));
            assert!(mail.body_text(0).unwrap().contains("Box 1"));
            let html = mail.body_html(0).unwrap();
            assert!(html.contains("src=\"cid:logo.genbo\" alt=\"Ett träd\""), "{html}");
            assert!(!html.contains("src=\"http"), "nothing is fetched");
            let picture = mail.parts.iter().find(|p| p.content_id() == Some("logo.genbo")).unwrap();
            assert_eq!(picture.content_type().unwrap().subtype(), Some("png"));
            assert!(picture.contents().starts_with(b"\x89PNG"));
        }
        let mut tx = app.cx.db.read().await.unwrap();
        let kept = tx.first("SELECT count(*) FROM mail_picture", &[]).await.unwrap().unwrap().int(0).unwrap();
        assert_eq!(kept, 1, "what many messages show is kept once");
    })
    .await;
}
