//! Records on paper: what law demands of minutes is in them, what nobody knows is told as unknown, and every form says the
//! same. The letters P-1 to P-12 are those of the law's list of contents (KL 5:65–72, 4:27, 8:10–12, 13:5); P-8, P-11 and P-12 ask nothing of the
//! paper itself.

use genbo_app::view::{
    Reader,
    record::{Begun, MeetingRecord, record},
};
use genbo_documents::paper::{Block, Paper};
use genbo_store::thing::Viewer;
use genbo_testkit::app::{Start, TestApp, for_each_database};
use genbo_web::{
    export,
    lang::Lang,
    paper::{Ask, Form, paper},
};
use jiff::civil::date;

pub(crate) const MEETING: &str = "p/direktionen/2022-09-12";
const NETWORK: &str = "p/natverket/2022-10-03";

const FILE: &str = r##"
format = 1
home = "p"

[[cooperation]]
slug = "p"
name = "Provförbundet"
jurisdiction = "se"

[[house_style]]
slug = "p"
owner = "cooperation:p"
name = "Provförbundet"
address = "Box 1\n123 45 Orten"
accent = "#7a1f1f"

[[body]]
slug = "p/direktionen"
owner = "cooperation:p"
name = "Direktionen"
profile = "directorate"
paragraph_pattern = "{n}"

[[body]]
slug = "p/natverket"
owner = "cooperation:p"
name = "Nätverket"
profile = "network"
record_kind = "notes"

[[person]]
slug = "anna-alm"
name = "Anna Alm"
[[person]]
slug = "bo-berg"
name = "Bo Berg"
[[person]]
slug = "cia-carl"
name = "Cia Carl"
[[person]]
slug = "dag-dal"
name = "Dag Dal"
[[person]]
slug = "eva-ek"
name = "Eva Ek"
[[person]]
slug = "siv-sund"
name = "Siv Sund"

[[meeting]]
slug = "p/direktionen/2022-09-12"
title = "Direktionens sammanträde"
bodies = ["p/direktionen"]
when = "2022-09-12T13:00/2022-09-12T15:30"
status = "held"
place = "Rådhuset"

[[meeting.attendance]]
person = "anna-alm"
capacity = "member"
roles = ["chair"]
party = "S"
[[meeting.attendance]]
person = "bo-berg"
capacity = "member"
party = "M"
paragraphs = "1-2"
[[meeting.attendance]]
person = "cia-carl"
capacity = "serving_substitute"
serves_for = "dag-dal"
party = "C"
[[meeting.attendance]]
person = "dag-dal"
capacity = "absent_member"
party = "C"
[[meeting.attendance]]
person = "eva-ek"
capacity = "non_serving_substitute"
party = "L"
[[meeting.attendance]]
person = "siv-sund"
capacity = "secretariat"
roles = ["secretary"]

[[meeting.item]]
number = "1"
title = "Interpellation om #panic() & <b>tåg</b>"
kind = "information"
summary = "Frågan ställs och besvaras."

[[meeting.item]]
number = "2"
title = "Budget 2023"
kind = "decision"
case_number = "2022.17"
background = "Bakgrunden till budgeten."
course = "Ordföranden ställer yrkandena mot varandra."

[[meeting.item.clause]]
number = 1
text = "att anta budgeten för 2023"
addressee_text = "kansliet"
due = "2022-12-01"

[[meeting.item.clause]]
number = 2
text = "Förbundet betalar 10 000 kr."

[[meeting.item.proposal]]
kind = "approve"
movers = ["anna-alm"]
text = "Bifall till förslaget"
outcome = "carried"
[[meeting.item.proposal]]
kind = "refer_back"
movers = ["eva-ek"]
text = "Detta återtogs"
outcome = "withdrawn"

[[meeting.item.vote]]
question = "Ska budgeten antas?"
yes_means = "Bifall till Anna Alms yrkande"
no_means = "Avslag"
method = "open"
yes = "2"
no = "1"
abstained = "0"
[[meeting.item.vote.ballot]]
person = "anna-alm"
choice = "yes"
[[meeting.item.vote.ballot]]
person = "bo-berg"
choice = "no"

[[meeting.item.statement]]
kind = "reservation"
persons = ["bo-berg"]
text = "Mot höjningen."
[[meeting.item.statement]]
kind = "separate_opinion"
persons = ["cia-carl"]
text = "Om barnen."
[[meeting.item.statement]]
kind = "note"
persons = ["anna-alm"]
text = "Om tidplanen."

[[meeting.item]]
number = "3"
title = "Val av firmatecknare"
kind = "decision"

[[meeting.record]]
kind = "minutes"
paragraphs = "1-2"
status = "adjusted"
adjusted = "2022-09-14"
adjustment_place = "Kansliet"
adjusters = ["bo-berg"]
secretary = "siv-sund"
chair = "anna-alm"
storage = "Kansliets arkiv"

[[meeting.record.notice]]
kind = "adjusted"
posted = "2022-09-15"
removed = "2022-10-07"
storage = "Kansliets arkiv"

[[meeting.record]]
kind = "minutes"
paragraphs = "3"
status = "corrected"
adjusters = ["bo-berg"]

[[meeting]]
slug = "p/natverket/2022-10-03"
title = "Nätverksträff"
bodies = ["p/natverket"]
when = "2022-10-03"
status = "held"

[[meeting.attendance]]
person = "anna-alm"
capacity = "member"

[[meeting.item]]
number = "1"
title = "Lägesrunda"
summary = "Alla berättar."

[[meeting.item.clause]]
number = 1
text = "Anteckningarna godkänns."
"##;

pub(crate) async fn filled(app: &TestApp) {
    app.import(&[("p", FILE)]).await.unwrap();
}

async fn found(app: &TestApp, slug: &str) -> MeetingRecord {
    let mut reader = Reader::open(&app.cx, &Viewer::Public, date(2022, 9, 29)).await.unwrap();
    record(&mut reader, slug).await.unwrap()
}

fn ask(r: &MeetingRecord, form: Form, lang: Lang) -> Ask {
    let part = match form {
        Form::Extract(at) => r.part_of(at),
        _ => r.first_part(),
    };
    Ask { form, part, lang, demo: false, today: date(2022, 9, 29), frozen: false }
}

async fn minutes(app: &TestApp) -> Paper {
    let r = found(app, MEETING).await;
    paper(&r, &ask(&r, Form::Record, Lang::Sv))
}

/// The paper as text on one line, with plain spaces.
fn told(paper: &Paper) -> String {
    paper.text().replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn says(text: &str, all: &[&str]) {
    for said in all {
        assert!(text.contains(said), "{said:?} is not in: {text}");
    }
}

#[tokio::test]
async fn p1_and_p2_who_chaired_and_who_served_for_whom_and_what_was_dealt_with_is_told() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let text = told(&minutes(app).await);
        says(
            &text,
            &[
                "Plats och tid: Rådhuset måndag 12 september 2022, kl. 13.00–15.30",
                "Beslutande: Anna Alm (S), ordförande Bo Berg (M), §§ 1–2",
                "Tjänstgörande ersättare: Cia Carl (C), tjänstgör för Dag Dal",
                "Ej tjänstgörande ersättare: Eva Ek (L)",
                "Frånvarande: Dag Dal (C)",
                "Paragrafer: §§ 1–2",
                "§ 1 Interpellation om #panic() & <b>tåg</b>",
                "§ 2 Budget 2023",
                "Dnr 2022.17",
            ],
        );
    })
    .await;
}

#[tokio::test]
async fn p3_proposals_order_votes_decisions_and_reservations_are_told_but_not_what_was_withdrawn() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let text = told(&minutes(app).await);
        says(
            &text,
            &[
                "Yrkanden -------- - Anna Alm: bifall: Bifall till förslaget",
                "Beslutsgång ----------- Ordföranden ställer yrkandena mot varandra.",
                "Fråga: Ska budgeten antas?",
                "Ja-röst: Bifall till Anna Alms yrkande",
                "Nej-röst: Avslag",
                "Utfall: 2 ja, 1 nej, 0 avstår",
                "Namn: Anna Alm Röst: Ja",
                "Namn: Bo Berg Röst: Nej",
                "Direktionens beslut",
                "1. att anta budgeten för 2023 Ska göras av: kansliet · Sista dag: tors 1 dec 2022",
                "2. Förbundet betalar 10 000 kr.",
                "Reservation ----------- - Bo Berg: Mot höjningen.",
            ],
        );
        assert!(!text.contains("Detta återtogs"), "{text}");
        assert!(
            text.find("Direktionens beslut") < text.find("Bakgrunden till budgeten."),
            "decision first: {text}"
        );
    })
    .await;
}

#[tokio::test]
async fn p4_and_p10_questions_opinions_and_remarks_are_told() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        says(
            &told(&minutes(app).await),
            &[
                "Frågan ställs och besvaras.",
                "Särskilt yttrande",
                "Cia Carl: Om barnen.",
                "Anna Alm: Om tidplanen.",
            ],
        );
    })
    .await;
}

#[tokio::test]
async fn p5_a_board_of_law_has_the_same_contents_and_a_network_has_notes_without_adjustment_and_notice() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let r = found(app, NETWORK).await;
        let notes = paper(&r, &ask(&r, Form::Record, Lang::Sv));
        let text = told(&notes);
        assert_eq!(notes.kind, "Minnesanteckningar");
        says(&text, &["1. Lägesrunda", "Alla berättar.", "Anteckningarna godkänns.", "Närvarande: Anna Alm"]);
        for never in ["Anslag", "justera", "överklagande", "§", "Underskrifter"] {
            assert!(!text.contains(never), "{never}: {text}");
        }
        assert!(r.appeal.is_none());
        says(&text, &["Plats: inte angivet"]);
    })
    .await;
}

#[tokio::test]
async fn p6_adjustment_signatures_notice_and_the_last_day_of_appeal_are_told_and_computed() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let r = found(app, MEETING).await;
        // Three weeks from Thursday 15 September, by the law of that day.
        assert_eq!(r.appeal.as_ref().unwrap().begun[0], Begun::Until(date(2022, 10, 6)));
        assert_eq!(r.appeal.as_ref().unwrap().begun[1], Begun::Unknown);
        let text = told(&minutes(app).await);
        says(
            &text,
            &[
                "Utses att justera: Bo Berg",
                "Justeringens plats och tid: Kansliet, ons 14 sep 2022",
                "Sekreterare ______________________________ Siv Sund",
                "Ordförande ______________________________ Anna Alm",
                "Justerare ______________________________ Bo Berg",
                "Protokollet är justerat.",
                "Datum för anslags uppsättande: tors 15 sep 2022",
                "Datum för anslags nedtagande: fre 7 okt 2022",
                "Sista dag för överklagande: torsdag 6 oktober 2022",
                "13 kap. 5 §",
                "Förvaringsplats för protokollet: Kansliets arkiv",
                "Justerandes signatur",
            ],
        );
    })
    .await;
}

#[tokio::test]
async fn p7_and_p9_a_paragraph_adjusted_by_itself_has_a_record_of_its_own_and_a_correction_is_marked() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let r = found(app, MEETING).await;
        let first = paper(&r, &Ask { part: Some(0), ..ask(&r, Form::Record, Lang::Sv) });
        let other = paper(&r, &Ask { part: Some(1), ..ask(&r, Form::Record, Lang::Sv) });
        assert!(!told(&first).contains("Val av firmatecknare") && first.marks.is_empty());
        says(&told(&other), &["§ 3 Val av firmatecknare", "Paragrafer: § 3", "Inget beslut är antecknat."]);
        assert!(!told(&other).contains("Budget 2023"));
        assert_eq!(other.marks, ["Rättat"]);
        says(&told(&other), &["Datum för anslags uppsättande: inte angivet", "kan inte räknas ut"]);
        assert!(paper(&r, &Ask { part: None, ..ask(&r, Form::Record, Lang::Sv) }).marks == ["Utkast"]);
    })
    .await;
}

#[tokio::test]
async fn the_layout_is_the_houses_decision_last_att_clauses_own_headings_and_own_boxes() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let more = "format = 1\nhome = \"p\"\n\n[[house_style]]\nslug = \"p\"\ndecision_place = \"last\"\nclause_form = \"that\"\nrecord_foot = \"Signum\\nBestyrks\"\n\n[[house_style.word]]\nheading = \"course\"\nsv = \"Propositionsordning\"\n\n[[house_style.word]]\nheading = \"decision\"\nsv = \"Direktionen har beslutat\"\n";
        app.import(&[("more", more)]).await.unwrap();
        let made = minutes(app).await;
        let text = told(&made);
        says(&text, &["Propositionsordning", "Direktionen har beslutat", "Direktionen beslutar att anta budgeten"]);
        assert!(text.find("Bakgrunden till budgeten.") < text.find("Direktionen har beslutat"), "{text}");
        assert_eq!(made.foot, ["Signum", "Bestyrks"]);
        let house = made.house.unwrap();
        assert_eq!((house.name.as_str(), house.accent.as_deref()), ("Provförbundet", Some("#7a1f1f")));
        assert_eq!(house.lines, ["Box 1", "123 45 Orten"]);
    })
    .await;
}

#[tokio::test]
async fn an_extract_has_one_paragraph_and_leaves_its_certificate_to_be_filled_in() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let r = found(app, MEETING).await;
        let extract = paper(&r, &ask(&r, Form::Extract(r.item("§ 2").unwrap()), Lang::Sv));
        let text = told(&extract);
        assert_eq!(extract.kind, "Protokollsutdrag");
        says(
            &text,
            &["§ 2 Budget 2023", "Rätt utdraget intygar", "Namn och titel", "Sista dag för överklagande"],
        );
        assert!(!text.contains("Interpellation"), "{text}");
        let certificate = extract.blocks.iter().rev().find_map(|b| match b {
            Block::Framed(inner) => inner.iter().find_map(|b| match b {
                Block::Signing(lines) => Some(lines.clone()),
                _ => None,
            }),
            _ => None,
        });
        assert!(certificate.unwrap().iter().all(|line| line.below.is_empty()));
        assert_eq!(r.item("4"), None);
    })
    .await;
}

#[tokio::test]
async fn lists_and_the_call_are_papers_too_in_both_languages() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let r = found(app, MEETING).await;
        let of = |form, lang| told(&paper(&r, &ask(&r, form, lang)));
        says(
            &of(Form::Attendance, Lang::Sv),
            &["Närvarolista", "Cia Carl", "tjänstgör för Dag Dal", "frånvarande"],
        );
        says(
            &of(Form::Decisions, Lang::Sv),
            &["Beslutslista", "att anta budgeten för 2023", "tors 1 dec 2022"],
        );
        says(&of(Form::Call, Lang::Sv), &["Kallelse", "Föredragningslista", "Budget 2023", "2022.17"]);
        says(
            &of(Form::Record, Lang::En),
            &["Minutes", "Serving substitutes: Cia Carl (C), serves for Dag Dal"],
        );
        says(&of(Form::Call, Lang::En), &["Call", "Agenda"]);
    })
    .await;
}

#[tokio::test]
async fn where_a_source_gives_only_clock_times_presence_at_each_item_stays_unknown() {
    for_each_database(Start::Cooperations, async |app| {
        let r = found(app, "familjen-helsingborg/kommundirektorsgruppen/2018-01-26").await;
        let text = told(&paper(&r, &ask(&r, Form::Record, Lang::Sv)));
        says(&text, &["Jonas Wikander", "från kl. 09.10", "Okänt vid vilka punkter: Jonas Wikander"]);
        let json = export::record::json(&r, &ask(&r, Form::Record, Lang::Sv));
        let late = json["items"][0]["present"].as_array().unwrap();
        let of =
            |name: &str| late.iter().find(|p| p["person"]["name"] == name).map(|p| p["certainty"].clone());
        assert_eq!((of("Jonas Wikander"), of("Mats Ekdahl")), (Some("possible".into()), Some("sure".into())));
    })
    .await;
}

#[tokio::test]
async fn the_record_of_svalov_tells_its_blank_notice_as_blank_and_the_missing_paragraphs_as_not_carried_over()
{
    for_each_database(Start::Cooperations, async |app| {
        let r = found(app, "svalov/kommunstyrelsen/2022-09-12").await;
        let text = told(&paper(&r, &ask(&r, Form::Record, Lang::Sv)));
        says(
            &text,
            &[
                "§§ 214–225, 227–229 är inte överförda hit",
                "Datum för anslags uppsättande: ej ifyllt i källan",
                "Sista dag för överklagande: kan inte räknas ut",
                "Monica Lindkvist (C), tjänstgör för Elin Holmberg",
                "Originalet gäller.",
            ],
        );
        let json = export::record::json(&r, &ask(&r, Form::Record, Lang::Sv));
        assert_eq!(json["items"][0]["entitled"].as_array().unwrap().len(), 13);
        let serving = json["items"][0]["serving"].as_array().unwrap();
        assert_eq!(serving.len(), 3);
        assert!(serving.iter().all(|s| !s["person"].is_null() && !s["for"].is_null()), "{serving:?}");
        assert_eq!(json["record"]["last_day_to_appeal"], serde_json::Value::Null);
    })
    .await;
}

#[tokio::test]
async fn what_a_reader_may_not_see_is_on_no_paper() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let hidden = "format = 1\nhome = \"p\"\n\n[[meeting]]\nslug = \"p/direktionen/2022-09-12\"\n\n[[meeting.item]]\nnumber = \"4\"\ntitle = \"kanariefagel\"\nvisibility = \"restricted\"\n\n[[meeting.item.clause]]\nnumber = 1\ntext = \"kanariefagel\"\nvisibility = \"restricted\"\n";
        app.import(&[("hidden", hidden)]).await.unwrap();
        let r = found(app, MEETING).await;
        for form in [Form::Record, Form::Attendance, Form::Decisions, Form::Call] {
            let ask = Ask { part: None, ..ask(&r, form, Lang::Sv) };
            assert!(!paper(&r, &ask).html().contains("kanariefagel"), "{form:?}");
            assert!(!export::record::json(&r, &ask).to_string().contains("kanariefagel"), "{form:?}");
        }
    })
    .await;
}
