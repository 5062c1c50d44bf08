//! Preliminary days all the way: sent out, answered by links that arrive, set, and told to calendars.

use super::tests::{empty, worker};
use genbo_app::{
    call::{self, send::Form, send::Sent},
    cx::{Cx, Outside},
    error::ActionError,
    view::Reader,
    year_plan::{
        answer::{Said, answers},
        fix::{Set, Telling, fix},
        link::{self, Behind, State},
        send::{self, Ask, Contents},
    },
};
use genbo_documents::letter::{Letter, Part};
use genbo_domain::meeting::DateAnswer;
use genbo_store::thing::{self, Viewer};
use genbo_testkit::{
    app::{Start, TestApp, for_each_database},
    called::{self, CANARY},
    smtp::{MailServer, Received},
};
use jiff::{SignedDuration, Timestamp, civil::date};
use mail_parser::{MessageParser, MimeHeaders};

const MORNING: Timestamp = Timestamp::constant(1_664_438_400, 0);
const TODAY: jiff::civil::Date = date(2022, 9, 29);
const BOARD: &str = "kallade/styrelsen";

/// Two days of the board's in 2023, one month without a day, and one that is closed.
const YEAR: &str = "format = 1\nhome = \"kallade\"\n
[[meeting]]\nslug = \"kallade/styrelsen/2023-03\"\ntitle = \"Vårmöte\"\nbodies = [\"kallade/styrelsen\"]\nwhen = \"2023-03-10T13:00/2023-03-10T15:00\"\nstatus = \"preliminary\"\nplace = \"Svalöv\"\n
[[meeting]]\nslug = \"kallade/styrelsen/2023-05\"\ntitle = \"Majmöte\"\nbodies = [\"kallade/styrelsen\"]\nwhen = \"2023-05-12\"\nstatus = \"preliminary\"\n
[[meeting]]\nslug = \"kallade/styrelsen/2023-09\"\ntitle = \"Höstmöte\"\nbodies = [\"kallade/styrelsen\"]\nwhen = \"2023-09\"\nstatus = \"preliminary\"\n
[[meeting]]\nslug = \"kallade/styrelsen/2023-10\"\ntitle = \"kanariefagel\"\nbodies = [\"kallade/styrelsen\"]\nwhen = \"2023-10-10\"\nstatus = \"preliminary\"\nvisibility = \"restricted\"\n";

fn ask() -> Ask {
    Ask {
        whose: BOARD.into(),
        year: 2023,
        words: String::new(),
        mine: String::new(),
        today: TODAY,
        base_url: "https://genbo.example".into(),
        page: "https://genbo.example/datum/kallade/styrelsen?year=2023".into(),
    }
}

fn compose(c: &Contents) -> Letter {
    let days = c.days.iter().map(|d| format!("{} {}", d.title, d.when)).collect();
    let parts = vec![Part::List(days), Part::Link("Svara".into(), c.answer.clone())];
    Letter {
        lang: "sv",
        title: format!("{} {}", c.whose, c.year),
        house: None,
        mark: None,
        parts,
        foot: Vec::new(),
    }
}

fn compose_set(c: &call::Contents) -> Letter {
    let title = format!("{}: {:?}", c.title, c.occasion);
    Letter { lang: "sv", title, house: None, mark: None, parts: Vec::new(), foot: Vec::new() }
}

/// Salts that differ, as those of the operating system do.
fn salt() -> [u8; 16] {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    (u128::from(NEXT.fetch_add(1, Ordering::Relaxed)) << 64).to_be_bytes()
}

fn outside(app: &TestApp) -> Cx {
    Cx { outside: Outside { salt, ..app.cx.outside }, ..app.cx.clone() }
}

async fn send(app: &TestApp, key: &str) -> Sent {
    let cx = outside(app);
    let actor = called::actor(app, "elin").await;
    let mut reader = Reader::open(&cx, &actor.viewer(), TODAY).await.unwrap();
    let seen = send::preview(&mut reader, &actor, &ask(), &compose).await.unwrap().seen;
    reader.tx.close().await.unwrap();
    send::send(&cx, &actor, &ask(), &Form { key: key.into(), seen }, &compose).await.unwrap()
}

/// What arrives after the time for recall.
async fn arrived(app: &TestApp, server: &MailServer) -> Vec<Received> {
    let before = server.received().len();
    assert_eq!(empty(&mut worker(&app.cx, server)).await, 0, "it is kept back, so that it can be withdrawn");
    let later = called::at(app, || MORNING + SignedDuration::from_mins(2));
    empty(&mut worker(&later, server)).await;
    server.received().split_off(before)
}

fn text(mail: &Received) -> String {
    MessageParser::default().parse(&mail.bytes).unwrap().body_text(0).unwrap().into_owned()
}

fn token(mail: &Received) -> String {
    let text = text(mail);
    let rest = text.split("https://genbo.example/svar/").nth(1).expect("there is a link");
    rest.split_whitespace().next().unwrap().to_owned()
}

fn opened(behind: Option<Behind>) -> link::Opened {
    match behind {
        Some(Behind::Open(opened)) => opened,
        other => panic!("{other:?}"),
    }
}

fn said(answer: DateAnswer, note: &str) -> Said {
    Said { answer: Some(answer), note: (!note.is_empty()).then(|| note.to_owned()) }
}

async fn set(app: &TestApp, days: &[(&str, &str)], tell: bool) -> Vec<i64> {
    let cx = outside(app);
    let actor = called::actor(app, "elin").await;
    let sets: Vec<Set> = days
        .iter()
        .map(|(slug, when)| Set {
            meeting: format!("{BOARD}/{slug}"),
            when: when.parse().unwrap(),
            seen: None,
        })
        .collect();
    let telling =
        Telling { page: &|slug| format!("https://genbo.example/moten/{slug}"), compose: &compose_set };
    let tell = tell.then_some(&telling);
    fix(&cx, &actor, &sets, Some("en gang"), tell).await.unwrap().messages
}

#[tokio::test]
async fn days_are_sent_answered_by_link_set_and_told_to_the_calendars_of_those_who_answered() {
    for_each_database(Start::Register, async |app| {
        called::add(app).await;
        app.import(&[("year", YEAR)]).await.unwrap();
        let server = MailServer::start().await;
        for who in ["bo", "utanfor"] {
            let actor = called::actor(app, who).await;
            let form = Form { key: "x".into(), seen: String::new() };
            let refused = send::send(&app.cx, &actor, &ask(), &form, &compose).await;
            assert!(matches!(refused, Err(ActionError::Forbidden)), "{who}: {refused:?}");
        }
        let sent = send(app, "a").await;
        assert!(matches!(&sent, Sent::Queued(ids) if ids.len() == 1), "{sent:?}");
        assert!(matches!(send(app, "a").await, Sent::Already(_)), "the same form sends once");
        let mails = arrived(app, &server).await;
        let to: Vec<_> = mails.iter().flat_map(|m| m.to.clone()).collect();
        assert_eq!(
            to,
            ["vera@svalov.example", "bo@bjuv.example"],
            "one letter for each, whatever seats he or she has"
        );
        let letter = text(&mails[0]);
        assert!(
            letter.contains("Vårmöte 2023-03-10T13:00") && letter.contains("Majmöte 2023-05-12"),
            "{letter}"
        );
        assert!(!letter.contains("Höstmöte"), "what has no day is not asked about");
        assert!(!letter.contains(CANARY));
        let (vera, bo) = (token(&mails[0]), token(&mails[1]));
        let mut tx = app.cx.db.read().await.unwrap();
        let plain = [vera.as_str().into(), bo.as_str().into()];
        let kept = tx.first("SELECT count(*) FROM date_request_token WHERE hash IN ($1, $2)", &plain);
        assert_eq!(kept.await.unwrap().unwrap().int(0).unwrap(), 0, "only digests are kept");
        tx.close().await.unwrap();

        assert_eq!(link::open(&app.cx, "0", TODAY).await.unwrap(), None);
        let found = opened(link::open(&app.cx, &vera, TODAY).await.unwrap());
        assert_eq!((found.name.as_str(), found.days.len()), ("Vera Lindmark", 2));
        let [march, may] = [found.days[0].meeting, found.days[1].meeting];
        let given = [(march, said(DateAnswer::Can, "")), (may, said(DateAnswer::Perhaps, "Kan bli\nsen"))];
        link::answer(&app.cx, &vera, &given, TODAY).await.unwrap();
        link::answer(&app.cx, &bo, &[(march, said(DateAnswer::Cannot, "Ute och reser"))], TODAY)
            .await
            .unwrap();
        let again = opened(link::open(&app.cx, &vera, TODAY).await.unwrap());
        assert_eq!(again.days[1].note.as_deref(), Some("Kan bli sen"), "a remark is one line");
        assert_eq!(
            opened(link::open(&app.cx, &bo, TODAY).await.unwrap()).days[1].answer,
            None,
            "each link its own"
        );
        let mut reader = Reader::open(&app.cx, &Viewer::All, TODAY).await.unwrap();
        let told = answers(&mut reader, &[march, may]).await.unwrap();
        reader.tx.close().await.unwrap();
        let of = |id| {
            told[&id].given.iter().map(|a| (a.name.as_str(), a.answer, a.note.as_deref())).collect::<Vec<_>>()
        };
        assert_eq!(
            of(march),
            [("Vera Lindmark", DateAnswer::Can, None), ("Bo Ek", DateAnswer::Cannot, Some("Ute och reser"))]
        );
        assert_eq!(told[&may].waiting, ["Bo Ek"]);

        let messages =
            set(app, &[("2023-03", "2023-03-09T13:00/2023-03-09T15:00"), ("2023-05", "2023-05-12")], true)
                .await;
        assert_eq!(messages.len(), 2, "a letter for each day");
        assert!(
            set(app, &[("2023-03", "2023-03-09T13:00/2023-03-09T15:00"), ("2023-05", "2023-05-12")], true)
                .await
                .is_empty(),
            "once"
        );
        let mails = arrived(app, &server).await;
        assert_eq!(mails.len(), 4);
        let mail = MessageParser::default().parse(&mails[0].bytes).unwrap();
        let part = mail
            .parts
            .iter()
            .find(|p| p.content_type().is_some_and(|c| c.subtype() == Some("calendar")))
            .unwrap();
        let invitation = part.text_contents().unwrap().replace("\r\n ", "");
        let event = invitation.split_once("BEGIN:VEVENT").unwrap().1;
        assert!(invitation.contains("METHOD:REQUEST") && event.contains("20230309T130000"), "{invitation}");
        assert!(event.contains("mailto:vera@svalov.example") && !event.contains("bo@"), "{event}");
        let mut tx = app.cx.db.read().await.unwrap();
        let changes = genbo_store::audit::changes(&mut tx, &[march]).await.unwrap()[0].1;
        assert!(
            event.contains(&format!("SEQUENCE:{changes}\r\n")),
            "as the public feed has it: {changes} {event}"
        );
        tx.close().await.unwrap();
        // Nothing is asked any more: the links lead nowhere.
        for token in [&vera, &bo] {
            assert_eq!(link::open(&app.cx, token, TODAY).await.unwrap(), Some(Behind::Closed));
            let late =
                link::answer(&app.cx, token, &[(march, said(DateAnswer::Can, ""))], TODAY).await.unwrap();
            assert_eq!(late, Some(Behind::Closed));
        }
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn a_day_that_was_moved_is_not_answered_by_the_earlier_letter_and_its_answers_are_gone() {
    for_each_database(Start::Register, async |app| {
        called::add(app).await;
        app.import(&[("year", YEAR)]).await.unwrap();
        let server = MailServer::start().await;
        send(app, "a").await;
        let vera = token(&arrived(app, &server).await[0]);
        let days = opened(link::open(&app.cx, &vera, TODAY).await.unwrap()).days;
        let march = days[0].meeting;
        let can = [(march, said(DateAnswer::Can, ""))];
        link::answer(&app.cx, &vera, &can, TODAY).await.unwrap();
        let moved = YEAR.replace("2023-03-10T13:00/2023-03-10T15:00", "2023-03-17T13:00/2023-03-17T15:00");
        app.import(&[("moved", &moved)]).await.unwrap();
        let found = opened(link::open(&app.cx, &vera, TODAY).await.unwrap());
        assert_eq!((found.days[0].state, found.days[1].state), (State::Moved, State::Open));
        let cannot = [(march, said(DateAnswer::Cannot, ""))];
        link::answer(&app.cx, &vera, &cannot, TODAY).await.unwrap();
        let mut reader = Reader::open(&app.cx, &Viewer::All, TODAY).await.unwrap();
        assert!(
            answers(&mut reader, &[march]).await.unwrap().is_empty(),
            "nobody was asked about the new day"
        );
        reader.tx.close().await.unwrap();
        // A new letter asks about the new day; what was answered about the other one stays.
        assert!(matches!(send(app, "b").await, Sent::Queued(_)));
        let again = token(&arrived(app, &server).await[0]);
        let found = opened(link::open(&app.cx, &again, TODAY).await.unwrap());
        assert_eq!((found.days[0].state, found.days[0].answer), (State::Open, None));
        // When everything is called off, no link leads anywhere.
        let off = moved.replace("\"preliminary\"", "\"cancelled\"");
        app.import(&[("off", &off)]).await.unwrap();
        assert_eq!(link::open(&app.cx, &again, TODAY).await.unwrap(), Some(Behind::Closed));
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn an_answer_is_no_edit_so_that_the_last_edit_can_still_be_undone() {
    use genbo_app::thing::{
        put::put,
        undo::{Undone, undo},
        written::Written,
    };
    use genbo_domain::noun::NounDef;
    for_each_database(Start::Register, async |app| {
        called::add(app).await;
        app.import(&[("year", YEAR)]).await.unwrap();
        let server = MailServer::start().await;
        send(app, "a").await;
        let vera = token(&arrived(app, &server).await[0]);
        let march = opened(link::open(&app.cx, &vera, TODAY).await.unwrap()).days[0].meeting;
        let elin = called::actor(app, "elin").await;
        let noun = NounDef::named("meeting").unwrap();
        let slug = format!("{BOARD}/2023-03");
        let written = Written::change(noun, &slug).text("place", "Bjuv").unwrap();
        put(&app.cx, &elin, &[written], None, genbo_app::cx::Keep::Commit).await.unwrap();
        let edit = app.last_event().await;
        link::answer(&app.cx, &vera, &[(march, said(DateAnswer::Can, ""))], TODAY).await.unwrap();
        let bo = called::actor(app, "bo").await;
        let own = [(slug.clone(), said(DateAnswer::Perhaps, ""))];
        assert_eq!(genbo_app::year_plan::answer::answer(&app.cx, &bo, TODAY, &own).await.unwrap(), 1);
        assert!(app.last_event().await > edit, "answers stand in the log");
        let undone = undo(&app.cx, &elin, noun, &slug, edit).await.unwrap();
        assert!(matches!(undone, Undone::Restored(_)), "{undone:?}");
        let mut tx = app.cx.db.read().await.unwrap();
        let meeting = thing::find(&mut tx, &Viewer::All, "meeting", &slug).await.unwrap().id;
        let place = tx.first("SELECT place FROM meeting WHERE id = $1", &[meeting.into()]).await.unwrap();
        assert_eq!(place.unwrap().text(0).unwrap(), "Svalöv");
        tx.close().await.unwrap();
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn old_messages_and_links_are_disposed_of_and_what_waits_or_is_still_to_come_is_not() {
    for_each_database(Start::Register, async |app| {
        called::add(app).await;
        app.import(&[("year", YEAR)]).await.unwrap();
        let server = MailServer::start().await;
        send(app, "a").await;
        let vera = token(&arrived(app, &server).await[0]);
        let march = opened(link::open(&app.cx, &vera, TODAY).await.unwrap()).days[0].meeting;
        link::answer(&app.cx, &vera, &[(march, said(DateAnswer::Can, ""))], TODAY).await.unwrap();
        set(app, &[("2023-03", "2023-03-10T13:00/2023-03-10T15:00")], true).await;
        let before = app.counts().await;
        assert_eq!((before["message"], before["date_request_token"]), (2, 2));
        let round = async |now: fn() -> Timestamp, days| {
            super::disposal::round(&called::at(app, now), days).await;
            let counts = app.counts().await;
            (counts["message"], counts["date_request_token"])
        };
        assert_eq!(
            round(|| MORNING + SignedDuration::from_hours(24 * 29), 30).await,
            (2, 2),
            "not old enough"
        );
        // The letter about the days goes with its links; the other one still waits to be sent.
        assert_eq!(round(|| MORNING + SignedDuration::from_hours(24 * 31), 30).await, (1, 0));
        arrived(app, &server).await;
        assert_eq!(
            round(|| MORNING + SignedDuration::from_hours(24 * 40), 30).await,
            (1, 0),
            "its meeting is to come"
        );
        assert_eq!(round(|| MORNING + SignedDuration::from_hours(24 * 200), 30).await, (0, 0));
        let after = app.counts().await;
        assert_eq!(after["message_recipient"], 0);
        assert!(
            (1..before["date_request_day"]).contains(&after["date_request_day"]),
            "what was asked about March goes, and what was asked about later days stays: {after:?}"
        );
        round(|| MORNING + SignedDuration::from_hours(24 * 600), 30).await;
        let last = app.counts().await;
        let left = ["invitation", "date_request", "date_request_day", "date_answer"].map(|table| last[table]);
        assert_eq!(left, [0; 4], "nothing is left of who was asked about a year that is over");
        assert!(after["audit_event"] > before["audit_event"], "the trail stays and tells of it");
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}
