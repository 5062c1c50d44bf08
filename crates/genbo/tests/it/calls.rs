//! Calls to meetings, their answers, the outbox and calendars of one's own, asked as pages on both databases.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use genbo_app::{
    account,
    cx::{Cx, Outside},
    outbox::deliver,
};
use genbo_testkit::{
    app::{OUTSIDE, Start, TestApp, each_database},
    called::{self, CANARY, IMPRECISE, INNER, MEETING, OVER},
};
use genbo_web::{
    frame::encode,
    site::{AppState, Mail, Site, User},
};
use jiff::{SignedDuration, Timestamp};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tower::ServiceExt;

/// Sixteen bytes that are new each time, as outside of tests.
fn new_salt() -> [u8; 16] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    u128::from(NEXT.fetch_add(1, Ordering::Relaxed)).to_be_bytes()
}

/// The portal of an application in which each account may be used by its name.
struct Portal<'a> {
    app: &'a TestApp,
    router: Router,
}

struct Got {
    status: StatusCode,
    location: String,
    text: String,
}

impl Portal<'_> {
    fn of(app: &TestApp, now: fn() -> Timestamp) -> Portal<'_> {
        let cx = Cx { outside: Outside { now, salt: new_salt }, ..app.cx.clone() };
        let who = cx.clone();
        let site = Site {
            // Only in a demo does a cookie say who somebody is.
            demo: Some(now().to_zoned(jiff::tz::TimeZone::UTC).date()),
            mail: Mail::Nowhere,
            identify: Box::new(move |name| {
                let cx = who.clone();
                Box::pin(async move {
                    let known = account::known(&cx, &name).await.unwrap()?;
                    Some(User { name, title: String::new(), actor: known.actor })
                })
            }),
            ..Site::new("https://genbo.example", now)
        };
        Portal { app, router: genbo_web::router::router(AppState { site: Arc::new(site), cx }) }
    }

    async fn send(&self, who: &str, request: axum::http::request::Builder, body: String) -> Got {
        let request = request
            .header(header::COOKIE, format!("{}={who}", genbo_web::cookie::USER))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location =
            response.headers().get(header::LOCATION).map_or("", |v| v.to_str().unwrap()).to_owned();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Got { status, location, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    async fn get(&self, who: &str, address: &str) -> Got {
        self.send(who, Request::get(address), String::new()).await
    }

    async fn page(&self, who: &str, address: &str) -> String {
        let got = self.get(who, address).await;
        assert_eq!(got.status, StatusCode::OK, "{who} {address}: {}", got.text);
        assert_eq!(crate::pages::debug_text(&got.text), None, "{address}");
        crate::pages::visible(&got.text).replace('\u{a0}', " ")
    }

    async fn post(&self, who: &str, address: &str, fields: &[(&str, &str)]) -> Got {
        let pairs: Vec<String> = fields.iter().map(|(k, v)| format!("{k}={}", encode(v))).collect();
        self.send(who, Request::post(address), pairs.join("&")).await
    }

    /// What the form of a call says after it was filled in.
    async fn look(
        &self,
        who: &str,
        meeting: &str,
        fields: &[(&str, &str)],
    ) -> (String, Vec<(String, String)>) {
        let mut fields = fields.to_vec();
        fields.push(("do", "look"));
        let key = format!("key-{}", u128::from_be_bytes(new_salt()));
        fields.push(("key", &key));
        let got = self.post(who, &format!("/kallelse/{meeting}"), &fields).await;
        assert_eq!(got.status, StatusCode::OK, "{}", got.text);
        let value = |name: &str| {
            let rest = got.text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
            rest.split('"').next().unwrap_or_default().to_owned()
        };
        let hidden = ["key", "seen"].map(|name| (name.to_owned(), value(name)));
        (crate::pages::visible(&got.text).replace('\u{a0}', " "), hidden.to_vec())
    }

    /// Fills in the form and sends it.
    async fn call(&self, meeting: &str, fields: &[(&str, &str)]) -> Got {
        let (_, hidden) = self.look("elin", meeting, fields).await;
        let mut all = fields.to_vec();
        all.extend(hidden.iter().map(|(k, v)| (k.as_str(), v.as_str())));
        all.push(("do", "send"));
        self.post("elin", &format!("/kallelse/{meeting}"), &all).await
    }

    async fn messages(&self) -> i64 {
        self.app.counts().await["message"]
    }
}

async fn for_each(test: impl AsyncFn(&TestApp, Portal<'_>)) {
    for app in each_database(Start::Register).await {
        called::add(&app).await;
        test(&app, Portal::of(&app, OUTSIDE.now)).await;
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
        app.cx.db.close().await;
    }
}

/// The day on which its call went out, as the meeting itself tells it.
async fn call_sent(app: &TestApp) -> Option<String> {
    let mut tx = app.cx.db.read().await.unwrap();
    let sql = "SELECT m.call_sent FROM meeting m JOIN thing t ON t.id = m.id WHERE t.slug = $1";
    tx.first(sql, &[MEETING.into()]).await.unwrap().unwrap().opt_text(0).unwrap()
}

/// Those to whom an agenda of the meeting was sent.
async fn called_with(app: &TestApp) -> Vec<String> {
    let mut tx = app.cx.db.read().await.unwrap();
    let sql = "SELECT p.slug FROM dispatch d JOIN agenda a ON a.id = d.agenda JOIN thing m ON m.id = a.meeting \
               JOIN thing p ON p.id = d.recipient WHERE m.slug = $1 ORDER BY p.slug";
    let rows = tx.all(sql, &[MEETING.into()]).await.unwrap();
    rows.iter().map(|row| row.text(0).unwrap()).collect()
}

fn number(got: &Got) -> i64 {
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text);
    got.location.strip_prefix("/utskick/").unwrap_or_else(|| panic!("{}", got.location)).parse().unwrap()
}

#[tokio::test]
async fn who_may_not_send_for_a_body_neither_sees_nor_sends_its_call() {
    for_each(async |_, portal| {
        let address = format!("/kallelse/{MEETING}");
        for who in ["utanfor", "bo", "nobody"] {
            assert_eq!(portal.get(who, &address).await.status, StatusCode::FORBIDDEN, "{who}");
            for what in ["look", "copy", "send"] {
                let got = portal.post(who, &address, &[("do", what), ("mine", "a@b.example")]).await;
                assert_eq!(got.status, StatusCode::FORBIDDEN, "{who} {what}");
            }
        }
        assert_eq!(
            portal.get("elin", "/kallelse/kallade/styrelsen/2022-12-10").await.status,
            StatusCode::NOT_FOUND
        );
        let id = number(&portal.call(MEETING, &[]).await);
        for who in ["utanfor", "bo", "nobody"] {
            for address in [format!("/utskick/{id}/aterkalla"), format!("/utskick/{id}/igen")] {
                let got = portal.post(who, &address, &[]).await;
                assert!(
                    matches!(got.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
                    "{who} {address}"
                );
            }
            let got = portal.get(who, &format!("/utskick/{id}")).await;
            assert!(matches!(got.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND), "{who}");
        }
        assert!(portal.page("utanfor", "/utskick").await.contains("Här finns inga utskick."));
        assert!(portal.page("elin", "/utskick").await.contains("Kallelse: Styrelsens möte"));
    })
    .await;
}

#[tokio::test]
async fn everybody_who_takes_part_is_listed_and_whoever_cannot_be_reached_with_the_reason() {
    for_each(async |_, portal| {
        let page = portal.page("elin", &format!("/kallelse/{MEETING}")).await;
        for told in [
            "Går till 2 adressater.",
            "Vera Lindmark Ordförande, Sekreterare",
            "vera@svalov.example",
            "Bo Ek Ledamot",
            "5 platser kan inte nås.",
            "Ledamot utan adress Höör Cilla Utan saknar adress",
            "Felix Fel adressen är felskriven",
            "Ledamot som ingen nämner ingen har angett vem",
            "Ledamot som saknas vakant",
            "1 punkt står inte i brevet",
            "Kallelse: Styrelsens möte, fre 9 dec 2022",
            "fredag 9 december 2022 kl. 13.00–15.00",
            "Kommunhuset, Svalöv",
            "Exempel, påhittade personer",
            "Skicka kallelsen",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        assert!(!page.contains("Gun Forsell"), "her seat had ended");
        // Who may not see a seat is told that there is one more.
        let page = portal.page("kim", &format!("/kallelse/{MEETING}")).await;
        assert!(page.contains("4 platser kan inte nås."), "{page}");
        assert!(
            page.contains("Organet har dessutom 1 plats som du inte får se.") && !page.contains(CANARY),
            "{page}"
        );
        let english = portal.page("elin", &format!("/kallelse/{MEETING}?lang=en")).await;
        assert!(english.contains("Goes to 2 addressees.") && english.contains("Send the call"));
        let meeting = portal.page("elin", &format!("/moten/{MEETING}")).await;
        assert!(meeting.contains("Kallelsen och svaren"));
        assert!(!portal.page("bo", &format!("/moten/{MEETING}")).await.contains("Kallelsen och svaren"));
    })
    .await;
}

#[tokio::test]
async fn a_call_goes_out_once_and_only_as_it_was_looked_at() {
    for_each(async |app, portal| {
        let address = format!("/kallelse/{MEETING}");
        let (_, hidden) = portal.look("elin", MEETING, &[]).await;
        let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        fields.push(("do", "send"));
        // Other words than those that were looked at.
        let mut other = fields.clone();
        other.push(("words", "Ta med kaffe"));
        let got = portal.post("elin", &address, &other).await;
        assert!(got.text.contains("Något har ändrats sedan du läste igenom brevet"), "{}", got.text);
        // The meeting is moved meanwhile.
        called::change_meeting(app, "place = \"Bjuv\"").await;
        assert!(portal.post("elin", &address, &fields).await.text.contains("Något har ändrats"));
        assert_eq!(portal.messages().await, 0);

        let (_, hidden) = portal.look("elin", MEETING, &[]).await;
        let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        fields.push(("do", "send"));
        let id = number(&portal.post("elin", &address, &fields).await);
        let twice = portal.post("elin", &address, &fields).await;
        assert_eq!(twice.location, format!("{address}?already=yes"));
        assert!(portal.page("elin", &twice.location).await.contains("Ingen har fått brevet två gånger."));
        assert_eq!((portal.messages().await, app.counts().await["invitation"]), (1, 2));
        assert_eq!(call_sent(app).await.as_deref(), Some("2022-09-29"), "the meeting says so itself");
        assert_eq!(called_with(app).await, ["bo", "vera"], "and who was called with its agenda");
        let page = portal.page("elin", &format!("/utskick/{id}")).await;
        assert!(page.contains("Utskicket ligger i utkorgen och går ut kl. 10.02."), "{page}");
        assert!(page.contains("Ingen e-postserver är angiven"), "{page}");
        assert!(page.contains("[mottagarens egen länk]"), "{page}");
        for secret in called::secrets(app, id).await {
            assert!(!page.contains(&secret.unwrap()), "a recipient's link is shown to nobody");
        }
        let page = portal.page("elin", &address).await;
        assert!(page.contains("0 kommer, 0 kanske, 0 kommer inte, 2 har inte svarat."), "{page}");
        assert!(page.contains("Skicka ändrad kallelse"));
    })
    .await;
}

#[tokio::test]
async fn lines_that_are_no_addresses_are_told_and_nothing_is_sent_or_lost() {
    for_each(async |_, portal| {
        let fields = [
            ("guests", "Anna <anna@lund.example>\nfel adress"),
            ("words", "Välkomna & <hej>"),
            ("mine", "elin"),
        ];
        let (page, _) = portal.look("elin", MEETING, &fields).await;
        assert!(page.contains("”fel adress”, ”elin” är ingen adress."), "{page}");
        let got = portal.call(MEETING, &fields).await;
        assert_eq!(got.status, StatusCode::OK);
        assert!(got.text.contains("är ingen adress"));
        assert!(
            got.text.contains("Välkomna &#38; &#60;hej&#62;</textarea>")
                && got.text.contains("fel adress</textarea>")
        );
        assert_eq!(portal.messages().await, 0);
    })
    .await;
}

#[tokio::test]
async fn guests_are_told_what_everybody_may_see_members_what_members_see_and_nobody_what_is_closed() {
    for_each(async |app, portal| {
        let fields =
            [("guests", "Anna Gäst <anna@lund.example>, VERA@svalov.example"), ("words", "Välkomna!")];
        let (page, _) = portal.look("elin", MEETING, &fields).await;
        assert!(
            page.contains("Går till 3 adressater.") && page.contains("Till dem som är tillagda"),
            "{page}"
        );
        let got = portal.call(MEETING, &fields).await;
        assert_eq!(got.location, format!("/kallelse/{MEETING}#skickat"));
        let mut tx = app.cx.db.read().await.unwrap();
        let rows = tx.all(
            "SELECT id, text || html || subject || COALESCE(calendar, '') FROM message ORDER BY id",
            &[],
        );
        let texts: Vec<(i64, String)> =
            rows.await.unwrap().iter().map(|r| (r.int(0).unwrap(), r.text(1).unwrap())).collect();
        tx.close().await.unwrap();
        assert_eq!(texts.len(), 2);
        for (_, text) in &texts {
            assert!(!text.contains(CANARY), "{text}");
            assert!(
                text.contains("Öppning") && text.contains("Välkomna!") && text.contains("mote.example/abc")
            );
        }
        assert!(texts[0].1.contains(INNER) && !texts[1].1.contains(INNER));
        assert_eq!(called::secrets(app, texts[1].0).await.len(), 1, "who takes part is no guest");
        // An administrator sees everything, and still sends no more.
        let admin = account::NewAccount {
            name: "admin".into(),
            display_name: "Admin".into(),
            person: None,
            roles: vec![("administrator".into(), None)],
            demo: false,
        };
        account::put(&app.cx, &genbo_app::cx::Actor::System, &admin).await.unwrap();
        let (page, hidden) = portal.look("admin", MEETING, &[]).await;
        assert!(page.contains("5 platser kan inte nås."), "{page}");
        let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        fields.push(("do", "send"));
        portal.post("admin", &format!("/kallelse/{MEETING}"), &fields).await;
        let mut tx = app.cx.db.read().await.unwrap();
        let sql =
            "SELECT count(*) FROM message WHERE text LIKE '%kanariefagel%' OR html LIKE '%kanariefagel%'";
        assert_eq!(tx.first(sql, &[]).await.unwrap().unwrap().int(0).unwrap(), 0);
        assert!(portal.messages().await > 2);
    })
    .await;
}

#[tokio::test]
async fn a_letter_goes_to_its_sender_first_with_a_link_that_answers_nothing() {
    for_each(async |app, portal| {
        let (_, hidden) = portal.look("elin", MEETING, &[]).await;
        let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        fields.push(("do", "copy"));
        let got = portal.post("elin", &format!("/kallelse/{MEETING}"), &fields).await;
        assert!(got.text.contains("Brevet är på väg till dig."), "{}", got.text);
        portal.post("elin", &format!("/kallelse/{MEETING}"), &fields).await;
        assert_eq!((portal.messages().await, app.counts().await["invitation"]), (1, 0));
        let copy = deliver::claim(&app.cx, "test", SignedDuration::from_mins(1)).await.unwrap().unwrap();
        assert_eq!(
            (copy.address.as_str(), copy.secret.as_deref()),
            ("elin@kallade.example", Some("exempel"))
        );
        assert!(copy.message.calendar.is_none());
        let page = portal.page("nobody", "/svar/exempel").await;
        assert!(page.contains("Det här är en exempellänk"));
    })
    .await;
}

#[tokio::test]
async fn looking_answers_nothing_and_a_second_answer_takes_the_place_of_the_first() {
    for_each(async |app, portal| {
        let id = number(&portal.call(MEETING, &[]).await);
        let links: Vec<String> =
            called::secrets(app, id).await.into_iter().map(|s| format!("/svar/{}", s.unwrap())).collect();
        assert_eq!(
            portal.get("nobody", "/svar/0123456789abcdef0123456789abcdef").await.status,
            StatusCode::NOT_FOUND
        );
        let page = portal.page("nobody", &links[0]).await;
        assert!(page.contains("Styrelsens möte Kommer du?") && page.contains("Vera Lindmark"), "{page}");
        assert!(!page.contains(CANARY) && !page.contains(INNER) && !page.contains("Bo Ek"));
        assert!(portal.page("nobody", &format!("{}?lang=en", links[0])).await.contains("Are you coming?"));
        let call = format!("/kallelse/{MEETING}");
        assert!(portal.page("elin", &call).await.contains("2 har inte svarat."));

        let bad = portal.post("nobody", &links[0], &[("answer", "maybe")]).await;
        assert!(bad.text.contains("Välj ett svar."));
        let got =
            portal.post("nobody", &links[0], &[("answer", "accepted"), ("note", "Äter <inte> nötter")]).await;
        assert!(got.text.contains("Tack, ditt svar är antecknat."), "{}", got.text);
        portal.post("nobody", &links[1], &[("answer", "tentative")]).await;
        let page = portal.page("elin", &call).await;
        assert!(page.contains("1 kommer, 1 kanske, 0 kommer inte, 0 har inte svarat."), "{page}");
        assert!(page.contains("Äter &#60;inte&#62; nötter"), "{page}");
        portal.post("nobody", &links[0], &[("answer", "declined"), ("note", "")]).await;
        let page = portal.page("elin", &call).await;
        assert!(
            page.contains("0 kommer, 1 kanske, 1 kommer inte, 0 har inte svarat.")
                && !page.contains("nötter")
        );

        let mut tx = app.cx.db.read().await.unwrap();
        let told = tx
            .all("SELECT COALESCE(\"before\", '') || COALESCE(\"after\", '') FROM audit_value", &[])
            .await
            .unwrap();
        assert!(
            !told.iter().any(|r| r.text(0).unwrap().contains("nötter")),
            "what was said beside is no event"
        );
        let actor =
            tx.first("SELECT actor FROM audit_event WHERE noun = 'invitation' LIMIT 1", &[]).await.unwrap();
        assert_eq!(actor.unwrap().text(0).unwrap(), "invitation 1");
    })
    .await;
}

#[tokio::test]
async fn after_the_meeting_or_when_it_is_called_off_it_is_too_late_to_answer() {
    for_each(async |app, portal| {
        let id = number(&portal.call(MEETING, &[]).await);
        let link = format!("/svar/{}", called::secrets(app, id).await[0].clone().unwrap());
        let answer = [("answer", "accepted")];
        let day = Portal::of(app, || "2022-12-09T22:00:00Z".parse().unwrap());
        assert!(day.post("nobody", &link, &answer).await.text.contains("Tack"));
        let after = Portal::of(app, || "2022-12-10T00:00:00Z".parse().unwrap());
        let got = after.post("nobody", &link, &[("answer", "declined")]).await;
        assert!(got.text.contains("Mötet har varit") && !got.text.contains("Tack"), "{}", got.text);
        called::change_meeting(app, "status = \"cancelled\"").await;
        let got = portal.post("nobody", &link, &[("answer", "declined")]).await;
        assert!(got.text.contains("Mötet är inställt."), "{}", got.text);
        let mut tx = app.cx.db.read().await.unwrap();
        let kept = tx.first("SELECT answer FROM invitation WHERE address = 'vera@svalov.example'", &[]).await;
        assert_eq!(kept.unwrap().unwrap().text(0).unwrap(), "accepted");
    })
    .await;
}

#[tokio::test]
async fn a_message_is_withdrawn_as_long_as_it_waits_and_then_nobody_was_called() {
    for_each(async |app, portal| {
        let id = number(&portal.call(MEETING, &[]).await);
        assert!(
            deliver::claim(&app.cx, "w", SignedDuration::from_mins(1)).await.unwrap().is_none(),
            "kept back"
        );
        let almost = called::at(app, || "2022-09-29T08:01:59Z".parse().unwrap());
        assert!(deliver::claim(&almost, "w", SignedDuration::from_mins(1)).await.unwrap().is_none());
        let got = portal.post("elin", &format!("/utskick/{id}/aterkalla"), &[]).await;
        assert!(portal.page("elin", &got.location).await.contains("Utskicket är återkallat. Ingen får det."));
        let later = called::at(app, || "2022-10-29T08:00:00Z".parse().unwrap());
        assert!(deliver::claim(&later, "w", SignedDuration::from_mins(1)).await.unwrap().is_none());
        assert!(called::secrets(app, id).await.iter().all(Option::is_none));
        let page = portal.page("elin", &format!("/kallelse/{MEETING}")).await;
        assert!(page.contains("Skicka kallelsen") && !page.contains("har inte svarat"), "{page}");
        assert_eq!(call_sent(app).await, None);
        assert_eq!(called_with(app).await, Vec::<String>::new(), "nobody was called");
        // Once a copy is on its way, only the others can be taken back.
        let id = number(&portal.call(MEETING, &[]).await);
        deliver::claim(&later, "w", SignedDuration::from_mins(1)).await.unwrap().unwrap();
        let got = portal.post("elin", &format!("/utskick/{id}/aterkalla"), &[]).await;
        let page = portal.page("elin", &got.location).await;
        assert!(page.contains("1 av 2 kopior är återkallade. 1 hade redan gått iväg."), "{page}");
    })
    .await;
}

#[tokio::test]
async fn an_imprecise_date_makes_no_invitation_and_a_meeting_that_is_over_no_call() {
    for_each(async |app, portal| {
        let page = portal.page("elin", &format!("/kallelse/{IMPRECISE}")).await;
        assert!(
            page.contains("Mötets datum är inte bestämt på dagen, så ingen kalenderinbjudan följer med."),
            "{page}"
        );
        number(&portal.call(IMPRECISE, &[]).await);
        let mut tx = app.cx.db.read().await.unwrap();
        let none =
            tx.first("SELECT count(*) FROM message WHERE calendar IS NULL", &[]).await.unwrap().unwrap();
        assert_eq!(none.int(0).unwrap(), 1);
        tx.close().await.unwrap();
        let page = portal.page("elin", &format!("/kallelse/{OVER}")).await;
        assert!(
            page.contains("Mötet har varit. Ingen kallelse kan skickas.")
                && !page.contains("Skicka kallelsen")
        );
        let got = portal.post("elin", &format!("/kallelse/{OVER}"), &[("do", "send")]).await;
        assert!(got.text.contains("Ingen kallelse kan skickas."));
        assert_eq!(portal.messages().await, 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_was_called_is_told_when_the_meeting_is_called_off_and_only_once() {
    for_each(async |app, portal| {
        number(&portal.call(MEETING, &[("guests", "anna@lund.example")]).await.first_letter(app).await);
        called::change_meeting(app, "status = \"cancelled\"").await;
        let page = portal.page("elin", &format!("/kallelse/{MEETING}")).await;
        assert!(
            page.contains("Skicka besked om inställt möte") && page.contains("Går till 3 adressater."),
            "{page}"
        );
        assert!(page.contains("Inställt: Styrelsens möte"));
        let id = number(&portal.call(MEETING, &[]).await);
        let mut tx = app.cx.db.read().await.unwrap();
        let sql = "SELECT method, calendar FROM message WHERE id = $1";
        let row = tx.first(sql, &[id.into()]).await.unwrap().unwrap();
        assert_eq!(row.text(0).unwrap(), "CANCEL");
        assert!(row.text(1).unwrap().contains("STATUS:CANCELLED"));
        tx.close().await.unwrap();
        let page = portal.page("elin", &format!("/kallelse/{MEETING}")).await;
        assert!(page.contains("Mötet är inställt, och ingen väntar på besked."), "{page}");
    })
    .await;
}

impl Got {
    /// Several letters lead to the meeting's page; then the first message of it.
    async fn first_letter(self, app: &TestApp) -> Got {
        if self.location.starts_with("/utskick/") {
            return self;
        }
        let mut tx = app.cx.db.read().await.unwrap();
        let id = tx.first("SELECT min(id) FROM message", &[]).await.unwrap().unwrap().int(0).unwrap();
        Got { location: format!("/utskick/{id}"), ..self }
    }
}

#[tokio::test]
async fn a_calendar_of_ones_own_is_seen_by_its_link_until_it_is_revoked() {
    for_each(async |app, _| {
        // When his seat has begun.
        let portal = Portal::of(app, || "2022-12-05T08:00:00Z".parse().unwrap());
        assert_eq!(portal.get("nobody", "/min-kalender").await.status, StatusCode::FORBIDDEN);
        let page = portal.get("bo", "/min-kalender").await.text;
        assert!(page.contains("Bo Ek") && page.contains("Du har inga länkar i bruk."), "{page}");
        let value =
            page.split("name=\"whose\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        // Another person's calendar is not his to hand out.
        let mut tx = app.cx.db.read().await.unwrap();
        let vera =
            tx.first("SELECT id FROM thing WHERE slug = 'vera'", &[]).await.unwrap().unwrap().int(0).unwrap();
        tx.close().await.unwrap();
        let got = portal.post("bo", "/min-kalender", &[("whose", &vera.to_string())]).await;
        assert_eq!(got.status, StatusCode::FORBIDDEN);

        let made = portal.post("bo", "/min-kalender", &[("whose", &value)]).await.text;
        let link = made.split("https://genbo.example").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(link.starts_with("/kalender/privat/") && link.ends_with(".ics"), "{link}");
        let feed = portal.get("nobody", &link).await;
        assert_eq!(feed.status, StatusCode::OK);
        assert!(
            feed.text.contains("SUMMARY:Styrelsens möte") && feed.text.contains("BEGIN:VCALENDAR"),
            "{}",
            feed.text
        );
        assert!(!feed.text.contains(CANARY));
        let again = portal.get("bo", "/min-kalender").await.text;
        let token = link.trim_start_matches("/kalender/privat/").trim_end_matches(".ics").to_owned();
        assert!(!again.contains(&token), "shown once");
        let hash =
            again.split("name=\"link\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let got = portal.post("elin", "/min-kalender/aterkalla", &[("link", &hash)]).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "only its own account revokes it");
        let got = portal.post("bo", "/min-kalender/aterkalla", &[("link", &hash)]).await;
        assert!(portal.page("bo", &got.location).await.contains("Länken är återkallad."));
        assert_eq!(portal.get("nobody", &link).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
