//! A board's afternoon: a record is adjusted, announced, extracted and corrected, on both databases.

use crate::desk::{Answer, Desk};
use axum::http::StatusCode;
use genbo_app::{
    account::{self, NewAccount, key},
    adjustment::evidence as gathered,
    cx::Actor,
    view::Reader,
};
use genbo_documents::evidence::{Fault, verify};
use genbo_store::{params, thing::Viewer};
use genbo_testkit::{
    app::{Start, TestApp, for_each_database},
    board,
};
use jiff::civil::date;

const MEETING: &str = "provkansliet/namnden/2022-09-20";

const FILE: &str = r#"
format = 1
home = "provkansliet"

[[cooperation]]
slug = "provkansliet"
name = "Provkansliet"
jurisdiction = "se"

[[meeting]]
slug = "provkansliet/namnden/2022-09-20"
title = "Nämndens möte"
bodies = ["provkansliet/namnden"]
when = "2022-09-20T13:00/2022-09-20T16:00"
status = "held"
[[meeting.attendance]]
person = "person-1"
capacity = "member"
roles = ["chair"]
[[meeting.attendance]]
person = "person-2"
capacity = "member"
roles = ["adjuster"]
[[meeting.attendance]]
person = "person-3"
capacity = "member"
paragraphs = "11"
[[meeting.item]]
number = "11"
title = "Taxa"
background = "Taxan är från 2019."
status = "handled"
[[meeting.item.clause]]
number = 1
text = "att höja taxan"
[[meeting.item]]
number = "12"
title = "Val"
status = "handled"
[[meeting.item.clause]]
number = 1
text = "att välja Eva Ek"
[[meeting.record]]
kind = "minutes"
status = "draft"
paragraphs = "11-12"
storage = "Kansliet"
"#;

struct Afternoon<'a> {
    app: &'a TestApp,
    desk: Desk,
    record: String,
}

async fn each(test: impl AsyncFn(Afternoon<'_>)) {
    for_each_database(Start::Register, async |app| {
        board::add(app).await;
        app.import(&[("meeting", FILE)]).await.unwrap();
        for (name, person) in [("ordf", "person-1"), ("just", "person-2"), ("ledig", "person-3")] {
            let new = NewAccount {
                name: name.into(),
                display_name: name.into(),
                person: Some(person.into()),
                roles: vec![("member".into(), Some("body:provkansliet/namnden".into()))],
                demo: true,
            };
            account::put(&app.cx, &Actor::System, &new).await.unwrap();
        }
        let desk = Desk::typesetting(app);
        let told = desk.get("", "/api/v1/records?cooperation=provkansliet").await.text;
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        let record = told["items"][0]["slug"].as_str().unwrap().to_owned();
        test(Afternoon { app, desk, record }).await;
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

fn pairs(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

impl Afternoon<'_> {
    async fn press(&self, user: &str, fields: &[(&str, &str)]) -> Answer {
        self.desk.post(user, &format!("/justering/{}", self.record), &pairs(fields)).await
    }

    async fn done(&self, user: &str, fields: &[(&str, &str)]) {
        let answer = self.press(user, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", told(&answer));
    }

    async fn refused(&self, user: &str, fields: &[(&str, &str)], why: &str) {
        let answer = self.press(user, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}: {}", told(&answer));
        assert!(told(&answer).contains(why), "{why}: {}", told(&answer));
    }

    async fn open(&self) {
        let signers = [
            ("do", "open"),
            ("due", "6 okt 2022"),
            ("place", "Kansliet"),
            ("role.0", "chair"),
            ("role.1", "adjuster"),
        ];
        self.done("sekr", &signers).await;
    }

    async fn page(&self, user: &str) -> String {
        let got = self.desk.get(user, &format!("/justering/{}", self.record)).await;
        assert_eq!(got.status, StatusCode::OK, "{}", got.text);
        got.text
    }

    /// The digest of the paper that is before those who sign.
    async fn hash(&self) -> String {
        let page = self.page("sekr").await;
        page.split("name=\"hash\" value=\"").nth(1).expect("a paper is put forward")[..64].to_owned()
    }

    async fn file(&self, end: &str) -> Vec<u8> {
        let path = format!("/justerat/{}{end}", self.record);
        let (status, _, bytes) = self.desk.fetch("sekr", &path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        bytes
    }

    async fn status(&self) -> String {
        let told = self.desk.get("sekr", &format!("/api/v1/records/{}", self.record)).await.text;
        serde_json::from_str::<serde_json::Value>(&told).unwrap()["status"].as_str().unwrap().to_owned()
    }

    /// From draft to adjusted.
    async fn adjust(&self) {
        self.open().await;
        self.done("sekr", &[("do", "propose")]).await;
        let hash = self.hash().await;
        self.done("ordf", &[("do", "approve"), ("hash", &hash)]).await;
        self.done("just", &[("do", "approve"), ("hash", &hash)]).await;
    }

    async fn post(&self, fields: &[(&str, &str)]) -> Answer {
        self.desk.post("sekr", &format!("/ansla/{}", self.record), &pairs(fields)).await
    }
}

fn told(answer: &Answer) -> String {
    crate::pages::visible(&answer.text).replace('\u{a0}', " ")
}

const ITEM: &str = "provkansliet/namnden/2022-09-20/11";

#[tokio::test]
async fn a_round_needs_a_day_a_chair_and_adjusters_who_were_there_and_no_open_vote() {
    each(async |a| {
        a.refused("sekr", &[("do", "open"), ("role.0", "chair"), ("role.1", "adjuster")], "Skriv en dag")
            .await;
        a.refused("sekr", &[("do", "open"), ("due", "6 okt 2022"), ("role.1", "adjuster")], "ordförande")
            .await;
        a.refused(
            "sekr",
            &[("do", "open"), ("due", "6 okt 2022"), ("role.0", "chair")],
            "Det finns 0 justerare",
        )
        .await;
        // Whoever was away at a § may be chosen, and that is told.
        assert!(a.page("sekr").await.contains("Inte säkert närvarande vid"), "{}", a.page("sekr").await);
        let vote = FILE.replacen(
            "[[meeting.item.clause]]",
            "[[meeting.item.vote]]\nquestion = \"Ska taxan höjas?\"\n[[meeting.item.clause]]",
            1,
        );
        a.app.import(&[("vote", &vote)]).await.unwrap();
        a.refused(
            "sekr",
            &[("do", "open"), ("due", "6 okt 2022"), ("role.0", "chair"), ("role.1", "adjuster")],
            "En omröstning i § 11 är inte räknad",
        )
        .await;
        let other = a.press("ledamot", &[("do", "open")]).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn what_is_agreed_on_stands_in_the_record_and_all_sign_the_very_same_paper() {
    each(async |a| {
        a.open().await;
        assert_eq!(a.status().await, "in_adjustment");
        assert!(a.desk.get("just", "/").await.text.contains("väntar på din underskrift"));
        let remark =
            [("do", "comment"), ("item", ITEM), ("field", "background"), ("wording", "Taxan är från 2018.")];
        a.done("just", &remark).await;
        a.refused("sekr", &[("do", "propose")], "En anmärkning är inte besvarad").await;
        let page = a.page("sekr").await;
        let comment =
            page.split("name=\"comment\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        a.done("sekr", &[("do", "agree"), ("comment", &comment)]).await;
        assert!(a.page("just").await.contains("Taxan är från 2018."));
        a.done("sekr", &[("do", "propose")]).await;
        let hash = a.hash().await;
        a.refused("ordf", &[("do", "approve"), ("hash", "0000")], "En annan handling").await;
        a.done("ordf", &[("do", "approve"), ("hash", &hash)]).await;
        a.refused("ordf", &[("do", "approve"), ("hash", &hash)], "redan gjort").await;
        // A remark after that takes the paper back: what was approved counts no more.
        a.done("just", &[("do", "comment"), ("item", ITEM), ("field", "title"), ("wording", "Taxan")]).await;
        a.refused("just", &[("do", "approve"), ("hash", &hash)], "Ingen handling är framlagd").await;
        let page = a.page("sekr").await;
        let comment =
            page.split("name=\"comment\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        a.done("sekr", &[("do", "agree"), ("comment", &comment)]).await;
        a.done("sekr", &[("do", "propose")]).await;
        let other = a.hash().await;
        assert_ne!(hash, other);
        a.done("just", &[("do", "approve"), ("hash", &other)]).await;
        assert_eq!(a.status().await, "in_adjustment", "the chair has approved another paper");
        a.done("ordf", &[("do", "approve"), ("hash", &other)]).await;
        assert_eq!(a.status().await, "adjusted");
        let pdf = a.file(".v1.pdf").await;
        assert_eq!(genbo_documents::frozen::file_hash(&pdf), other);
        a.refused("sekr", &[("do", "propose")], "inte under justering").await;
    })
    .await;
}

#[tokio::test]
async fn a_decision_does_not_turn_into_another_one_while_it_is_adjusted() {
    each(async |a| {
        a.open().await;
        a.app.import(&[("other", &FILE.replace("att höja taxan", "att sänka taxan"))]).await.unwrap();
        let why = "§ 11 beslutar något annat än utkastet";
        a.refused("sekr", &[("do", "propose")], why).await;
        let wording =
            [("do", "comment"), ("item", ITEM), ("field", "clauses"), ("wording", "att sänka taxan")];
        a.refused("just", &wording, "Det stället ändras inte så").await;
    })
    .await;
}

#[tokio::test]
async fn a_refused_paragraph_leaves_the_record_and_goes_to_the_next_meeting_with_the_reason() {
    each(async |a| {
        a.open().await;
        a.refused("just", &[("do", "refuse"), ("item", ITEM)], "Skriv ett skäl").await;
        let other = a.press("sekr", &[("do", "refuse"), ("item", ITEM), ("reason", "Nej")]).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN, "only who signs refuses");
        a.done("just", &[("do", "refuse"), ("item", ITEM), ("reason", "Så beslutades det inte")]).await;
        assert!(a.page("sekr").await.contains("Så beslutades det inte"));
        let agenda = a.desk.get("sekr", &format!("/dagordning/{}", board::MEETING)).await.text;
        assert!(agenda.contains("Taxa"), "{agenda}");
        a.done("sekr", &[("do", "propose")]).await;
        let hash = a.hash().await;
        for who in ["ordf", "just"] {
            a.done(who, &[("do", "approve"), ("hash", &hash)]).await;
        }
        let data = String::from_utf8(a.file(".v1.json").await).unwrap();
        assert!(data.contains("att välja Eva Ek") && !data.contains("att höja taxan"), "{data}");
    })
    .await;
}

#[tokio::test]
async fn a_password_is_asked_for_again_and_a_signed_file_of_something_else_is_refused() {
    each(async |a| {
        key::set_password(&a.app.cx, "ordf", "tre gröna hästar i hagen").await.unwrap();
        a.open().await;
        a.done("sekr", &[("do", "propose")]).await;
        let hash = a.hash().await;
        a.refused("ordf", &[("do", "approve"), ("hash", &hash), ("password", "fel")], "").await;
        a.done("ordf", &[("do", "approve"), ("hash", &hash), ("password", "tre gröna hästar i hagen")]).await;
        let page = a.page("sekr").await;
        let signer = page.split("<select id=\"papper-1\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
        let signer = signer.split('"').next().unwrap().to_owned();
        let path = format!("/justering/{}", a.record);
        let fields = [
            ("do", "register"),
            ("hash", &hash),
            ("signer", &signer),
            ("signed", "28 sep 2022"),
            ("same", "yes"),
        ];
        let other = a
            .desk
            .post_file(
                "sekr",
                &path,
                &pairs(&fields),
                ("scan", "x.pdf", "application/pdf", b"%PDF /ByteRange"),
            )
            .await;
        assert!(told(&other).contains("något annat"), "{}", told(&other));
        let (_, _, mut pdf) = a.desk.fetch("sekr", &format!("{path}.pdf")).await;
        pdf.extend(b"1 0 obj << /ByteRange [0 1 2 3] >>\n%%EOF\n");
        let signed = a
            .desk
            .post_file("sekr", &path, &pairs(&fields), ("scan", "x.pdf", "application/pdf", &pdf))
            .await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", told(&signed));
        assert_eq!(a.status().await, "adjusted");
        let page = a.desk.get("", &format!("/justerat/{}", a.record)).await.text;
        assert!(
            page.contains("lösenord") && page.contains("utanför Genbo") && page.contains("i filen"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_correction_stands_beside_what_it_corrects_and_extracts_are_numbered() {
    each(async |a| {
        a.adjust().await;
        let first = a.file(".v1.pdf").await;
        a.refused("sekr", &[("do", "extract"), ("paragraph", "11")], "vem som får utdraget").await;
        a.done("sekr", &[("do", "extract"), ("paragraph", "11"), ("recipients", "Svalövs kommun\nAkten")])
            .await;
        let extract = String::from_utf8(a.file(".utdrag1.pdf").await).unwrap();
        assert!(
            extract.contains("Svalövs kommun")
                && extract.contains("höja taxan")
                && !extract.contains("Eva Ek")
        );
        let passage = format!("{ITEM}|background");
        let right = [("do", "correct"), ("passage", passage.as_str()), ("wording", "Taxan är från 2018.")];
        a.refused("sekr", &right, "Skriv ett skäl").await;
        let right = [&right[..], &[("reason", "Fel årtal")]].concat();
        a.done("sekr", &right).await;
        assert_eq!(a.status().await, "corrected");
        assert_eq!(a.file(".v1.pdf").await, first, "the first version stays byte by byte");
        let page = a.desk.get("", &format!("/justerat/{}", a.record)).await.text;
        for said in ["Fel årtal", "Taxan är från 2019.", "Taxan är från 2018.", "Version 2"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        a.refused("sekr", &right, "Skriv något").await;
    })
    .await;
}

#[tokio::test]
async fn whoever_has_the_evidence_file_and_the_pdf_can_prove_it_and_every_tampering_is_located() {
    each(async |a| {
        a.adjust().await;
        a.done("sekr", &[("do", "extract"), ("paragraph", "12"), ("recipients", "Akten")]).await;
        let text = String::from_utf8(a.file(".bevis.json").await).unwrap();
        let pdf = a.file(".v1.pdf").await;
        let verdict = verify(&text, Some(&pdf)).unwrap();
        assert_eq!((verdict.faults, verdict.version), (Vec::new(), Some(1)));
        let wrong = verify(&text.replace("Bo Berg", "Cia Carl"), Some(&pdf)).unwrap();
        assert!(wrong.faults.iter().any(|f| matches!(f, Fault::Approval(_))), "{:?}", wrong.faults);
        // The page for everybody says the same, and knows the rows of its own trail.
        let told_of = async |text: &str| {
            let file = ("evidence", "x.json", "application/json", text.as_bytes());
            told(&a.desk.post_file("", "/kontrollera", &pairs(&[("do", "check")]), file).await)
        };
        assert!(
            told_of(&text).await.contains("Beviset håller")
                && told_of(&text).await.contains("finns i den här")
        );
        assert!(told_of(&text.replace("Bo Berg", "Cia Carl")).await.contains("Beviset håller inte"));
        assert!(told_of("{}").await.contains("ingen bevisfil"));
        // What is changed behind the portal's back is found, and where.
        let mut tx = a.app.cx.db.write().await.unwrap();
        tx.run("UPDATE frozen_paper SET data = $1", params!["{}"]).await.unwrap();
        tx.commit().await.unwrap();
        let mut reader = Reader::open(&a.app.cx, &Viewer::All, date(2022, 9, 29)).await.unwrap();
        let tampered = gathered::tampered(&mut reader, &a.record).await.unwrap();
        assert!(tampered.len() == 1 && tampered[0].contains("data"), "{tampered:?}");
        reader.tx.close().await.unwrap();
        let text = String::from_utf8(a.file(".bevis.json").await).unwrap();
        assert!(verify(&text, None).unwrap().faults.contains(&Fault::Data(1)));
    })
    .await;
}

#[tokio::test]
async fn a_frozen_record_is_withheld_from_whoever_does_not_see_all_that_it_says() {
    each(async |a| {
        a.adjust().await;
        let path = format!("/justerat/{}.v1.pdf", a.record);
        assert_eq!(a.desk.get("", &path).await.status, StatusCode::OK);
        let closed = FILE.replacen("number = \"12\"", "number = \"12\"\nvisibility = \"members\"", 1);
        a.app.import(&[("closed", &closed)]).await.unwrap();
        for end in [".v1.pdf", ".v1.json", ".bevis.json"] {
            let got = a.desk.get("", &format!("/justerat/{}{end}", a.record)).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{end}");
        }
        let page = told(&a.desk.get("", &format!("/justerat/{}", a.record)).await);
        assert!(page.contains("visas inte här") && !page.contains("Ada Ahl"), "{page}");
        assert_eq!(a.desk.get("sekr", &path).await.status, StatusCode::OK, "whoever keeps it");
    })
    .await;
}

#[tokio::test]
async fn paragraphs_that_are_adjusted_at_once_have_a_record_and_a_notice_of_their_own() {
    each(async |a| {
        let path = format!("/omedelbart/{MEETING}");
        let nothing = a.desk.post("sekr", &path, &pairs(&[("do", "split")])).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let made = a.desk.post("sekr", &path, &pairs(&[("do", "split"), ("item", ITEM)])).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", told(&made));
        let own = Afternoon {
            app: a.app,
            desk: Desk::typesetting(a.app),
            record: made.to.trim_start_matches("/justering/").to_owned(),
        };
        assert_ne!(own.record, a.record);
        own.adjust().await;
        assert_eq!((own.status().await, a.status().await), ("adjusted".to_owned(), "draft".to_owned()));
        let again = a.desk.post("sekr", &path, &pairs(&[("do", "split"), ("item", ITEM)])).await;
        assert!(told(&again).contains("justeras redan för sig"), "{}", told(&again));
        a.adjust().await;
        let data = String::from_utf8(a.file(".v1.json").await).unwrap();
        assert!(!data.contains("att höja taxan") && data.contains("att välja Eva Ek"), "{data}");
    })
    .await;
}

#[tokio::test]
async fn a_notice_goes_up_filled_in_and_looked_through_and_one_that_came_down_early_stops_the_time() {
    each(async |a| {
        let whole = [
            ("do", "post"),
            ("board", "svalov"),
            ("posted", "28 sep 2022"),
            ("storage", "Kansliet"),
            ("checked", "yes"),
        ];
        let refused = async |fields: &[(&str, &str)], why: &str| {
            let answer = a.post(fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(told(&answer).contains(why), "{why}: {}", told(&answer));
        };
        refused(&whole, "inte justerat än").await;
        a.adjust().await;
        // It was adjusted on the day that is today here.
        refused(&whole, "kan inte ha satts upp före det").await;
        let whole = [
            ("do", "post"),
            ("board", "svalov"),
            ("posted", "29 sep 2022"),
            ("storage", "Kansliet"),
            ("checked", "yes"),
        ];
        let without = |name: &str| whole.iter().copied().filter(|(n, _)| *n != name).collect::<Vec<_>>();
        refused(&without("posted"), "Skriv dagen").await;
        refused(&without("board"), "Välj en anslagstavla").await;
        refused(&without("checked"), "personuppgifter").await;
        let blank = [&without("storage")[..], &[("storage", "Hos [namn]")]].concat();
        refused(&blank, "är inte ifyllt").await;
        assert_eq!(a.post(&whole).await.status, StatusCode::SEE_OTHER);
        let list = told(&a.desk.get("", "/anslagstavla?organisation=svalov").await);
        assert!(list.contains("Sista dag att överklaga: tors 20 okt 2022"), "{list}");
        let feed = a.desk.get("", "/anslagstavla.atom?organisation=svalov").await.text;
        assert!(
            feed.contains("<updated>2022-09-29T00:00:00Z</updated>") && feed.contains("20\u{a0}okt"),
            "{feed}"
        );
        let data = a.desk.get("", "/anslagstavla.jsonld").await.text;
        assert!(data.contains("\"expires\":\"2022-10-21\""), "{data}");
        let page = a.desk.get("sekr", &format!("/ansla/{}", a.record)).await.text;
        let notice =
            page.split("name=\"notice\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let down = [("do", "down"), ("notice", notice.as_str()), ("day", "29 sep 2022")];
        refused(&down, "till och med tors 20 okt 2022").await;
        let early = [&down[..], &[("reason", "Ett namn måste bort"), ("emergency", "yes")]].concat();
        assert_eq!(a.post(&early).await.status, StatusCode::SEE_OTHER);
        let page = told(&a.desk.get("sekr", &format!("/ansla/{}", a.record)).await);
        assert!(page.contains("Nedtaget i förtid") && page.contains("löper inte ut"), "{page}");
        let again = [&whole[..], &[("repeats", notice.as_str())]].concat();
        assert_eq!(a.post(&again).await.status, StatusCode::SEE_OTHER);
        let list = told(&a.desk.get("", "/anslagstavla?organisation=svalov").await);
        assert!(list.contains("Anslaget sitter uppe") && list.contains("Nedtaget i förtid"), "{list}");
    })
    .await;
}
