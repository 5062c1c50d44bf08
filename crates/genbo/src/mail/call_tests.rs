//! A call all the way from its sender to what arrives: invitations that calendars understand, and their cancellation.

use super::tests::{empty, worker};
use genbo_app::{
    call::{
        Ask, Contents,
        preview::preview,
        send::{self, Form, Sent},
    },
    cx::{Cx, Outside},
    view::Reader,
};
use genbo_documents::letter::{Letter, Part};
use genbo_testkit::{
    app::{Start, TestApp, for_each_database},
    called::{self, CANARY, MEETING},
    smtp::{MailServer, Received},
};
use jiff::{SignedDuration, Timestamp, civil::date};
use mail_parser::{MessageParser, MimeHeaders};

const MORNING: Timestamp = Timestamp::constant(1_664_438_400, 0);

fn ask() -> Ask {
    Ask {
        meeting: MEETING.into(),
        words: String::new(),
        guests: String::new(),
        mine: String::new(),
        today: date(2022, 9, 29),
        base_url: "https://genbo.example".into(),
        page: format!("https://genbo.example/moten/{MEETING}"),
    }
}

fn compose(c: &Contents) -> Letter {
    let items = c.items.iter().map(|(_, title)| title.clone()).collect();
    let mut parts = vec![Part::List(items)];
    parts.extend(c.answer.iter().map(|answer| Part::Link("Svara".into(), answer.clone())));
    Letter { lang: "sv", title: c.title.clone(), parts, ..Letter::default() }
}

/// Salts that differ, as those of the operating system do.
fn salt() -> [u8; 16] {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    u128::from(NEXT.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
}

/// Sends what there is to send, and hands it over after the time for recall.
async fn send(app: &TestApp, server: &MailServer, key: &str) -> Vec<Received> {
    let cx = Cx { outside: Outside { salt, ..app.cx.outside }, ..app.cx.clone() };
    let actor = called::actor(app, "elin").await;
    let mut reader = Reader::open(&cx, &actor.viewer(), date(2022, 9, 29)).await.unwrap();
    let seen = preview(&mut reader, &actor, &ask(), &compose).await.unwrap().seen;
    reader.tx.close().await.unwrap();
    let form = Form { key: key.into(), seen };
    let sent = send::send(&cx, &actor, &ask(), &form, &compose).await.unwrap();
    assert!(matches!(sent, Sent::Queued(_)), "{sent:?}");
    let before = server.received().len();
    assert_eq!(empty(&mut worker(&cx, server)).await, 0, "it is kept back, so that it can be withdrawn");
    let later = called::at(app, || MORNING + SignedDuration::from_mins(2));
    empty(&mut worker(&later, server)).await;
    server.received().split_off(before)
}

/// The method that the mail names, and the lines of the invitation, unfolded.
fn invitation(mail: &Received) -> (String, Vec<String>) {
    let mail = MessageParser::default().parse(&mail.bytes).unwrap();
    let part = mail.parts.iter().find(|p| p.content_type().is_some_and(|c| c.subtype() == Some("calendar")));
    let part = part.expect("an invitation comes along");
    let method = part.content_type().unwrap().attribute("method").unwrap().to_owned();
    let text = part.text_contents().unwrap().replace("\r\n ", "");
    // The zone has rules of its own, which begin once too.
    let event = text.split_once("BEGIN:VEVENT").unwrap().1;
    let lines = text.lines().filter(|l| l.starts_with("METHOD")).chain(event.lines());
    (method, lines.map(|l| l.trim_end().to_owned()).collect())
}

fn value(lines: &[String], name: &str) -> String {
    let of = |l: &&String| l.split([':', ';']).next() == Some(name);
    let found: Vec<_> = lines.iter().filter(of).collect();
    assert_eq!(found.len(), 1, "{name}: {lines:?}");
    found[0].split_once(':').unwrap().1.to_owned()
}

fn whole(lines: &[String], name: &str) -> String {
    lines.iter().find(|l| l.starts_with(name)).unwrap().clone()
}

/// The version under which the public feed tells the event.
async fn published(app: &TestApp, uid: &str) -> String {
    let id = uid.trim_start_matches("meeting-").trim_end_matches("@genbo").parse().unwrap();
    let mut tx = app.cx.db.read().await.unwrap();
    let changes = genbo_store::audit::changes(&mut tx, &[genbo_domain::value::ThingId(id)]).await.unwrap();
    changes.first().map_or(0, |(_, n)| *n).to_string()
}

#[tokio::test]
async fn a_call_a_change_and_a_cancellation_reach_each_ones_calendar_under_one_uid() {
    for_each_database(Start::Register, async |app| {
        called::add(app).await;
        let server = MailServer::start().await;
        let first = send(app, &server, "a").await;
        let to: Vec<_> = first.iter().flat_map(|m| m.to.clone()).collect();
        assert_eq!(to, ["vera@svalov.example", "bo@bjuv.example"]);
        let (method, lines) = invitation(&first[0]);
        assert_eq!((method.as_str(), value(&lines, "METHOD").as_str()), ("REQUEST", "REQUEST"));
        assert!(whole(&lines, "DTSTART;TZID").ends_with("TZID=Europe/Stockholm:20221209T130000"));
        assert!(
            whole(&lines, "ATTENDEE").contains("RSVP=TRUE;CN=\"Vera Lindmark\":mailto:vera@svalov.example")
        );
        assert!(whole(&lines, "ORGANIZER").ends_with("mailto:elin@kallade.example"));
        assert!(
            !invitation(&first[1]).1.join("\n").contains("vera@"),
            "each copy names its own recipient alone"
        );
        let (uid, sequence) = (value(&lines, "UID"), value(&lines, "SEQUENCE"));
        assert_eq!(sequence, published(app, &uid).await, "the public feed tells the same version");
        assert_eq!(value(&lines, "DTSTAMP"), "20220929T080000Z");

        called::change_meeting(app, "when = \"2022-12-12T09:00/2022-12-12T11:00\"").await;
        let second = send(app, &server, "b").await;
        let (_, changed) = invitation(&second[0]);
        assert_eq!(value(&changed, "UID"), uid);
        assert!(value(&changed, "SEQUENCE").parse::<u32>().unwrap() > sequence.parse().unwrap());
        assert!(whole(&changed, "DTSTART;TZID").ends_with("20221212T090000"));

        called::change_meeting(app, "status = \"cancelled\"").await;
        let third = send(app, &server, "c").await;
        assert_eq!(third.len(), 2);
        let (method, off) = invitation(&third[0]);
        assert_eq!((method.as_str(), value(&off, "UID")), ("CANCEL", uid));
        assert_eq!(value(&off, "STATUS"), "CANCELLED");
        let later = value(&off, "SEQUENCE").parse::<u32>().unwrap();
        assert!(later > value(&changed, "SEQUENCE").parse().unwrap());
        for mail in server.received() {
            assert!(!String::from_utf8_lossy(&mail.bytes).contains(CANARY));
        }
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_full_outbox_is_read_copy_by_copy() {
    let app = TestApp::sqlite(Start::Schema).await;
    let mut tx = app.cx.db.write().await.unwrap();
    tx.run("INSERT INTO message (id, kind, created, not_before, subject, text, html) VALUES (900, 'notice', '2022-09-29T08:00:00Z', '2022-09-29T08:00:00Z', 's', 't', 'h')", &[])
        .await
        .unwrap();
    for n in 1..=1000_i64 {
        let sql = "INSERT INTO message_recipient (message_id, position, address, name, state, attempts, due) VALUES (900, $1, 'a@b.example', '', 'waiting', 0, '2022-09-29T08:00:00Z')";
        tx.run(sql, &[n.into()]).await.unwrap();
    }
    tx.commit().await.unwrap();
    let server = MailServer::start().await;
    let mut worker = worker(&app.cx, &server);
    assert_eq!(worker.step().await.unwrap(), super::Step::Settled);
    assert_eq!(server.received().len(), 1);
    let mut tx = app.cx.db.read().await.unwrap();
    let sql = "SELECT count(*) FROM message_recipient WHERE state = 'waiting'";
    assert_eq!(tx.first(sql, &[]).await.unwrap().unwrap().int(0).unwrap(), 999);
}
