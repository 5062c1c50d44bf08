//! From agenda to what is taken home: a board's and a network's meeting kept in the browser, on both databases.

use crate::desk::{Answer, Desk, with};
use axum::http::StatusCode;
use genbo_testkit::{
    app::{Start, TestApp, for_each_database},
    board::{self, BEFORE, MEETING, NETWORK},
};
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) async fn each(test: impl AsyncFn(&TestApp, Desk)) {
    for_each_database(Start::Register, async |app| {
        board::add(app).await;
        test(app, Desk::of(app)).await;
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

/// The first form of the page that has this in it, as a browser would send it if nobody touched it; with a key of its own,
/// because the salt of tests always is the same.
pub(crate) fn form(page: &str, with: &str) -> Vec<(String, String)> {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let found = page.split("<form ").skip(1).map(|f| f.split("</form>").next().unwrap());
    let form =
        found.into_iter().find(|f| f.contains(with)).unwrap_or_else(|| panic!("no form with {with}: {page}"));
    let mut pairs = crate::desk::pairs(&format!("<form class=\"form\" {form}</form>"));
    for (name, value) in &mut pairs {
        if name == "key" {
            *value = format!("{:032x}", NEXT.fetch_add(1, Ordering::Relaxed));
        }
    }
    pairs
}

pub(crate) fn done(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

pub(crate) fn refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    assert!(crate::pages::visible(&answer.text).replace('\u{a0}', " ").contains(why), "{}", answer.text);
}

pub(crate) struct At<'a> {
    desk: &'a Desk,
    pub(crate) path: String,
}

impl At<'_> {
    pub(crate) async fn page(&self) -> String {
        let got = self.desk.get("sekr", &self.path).await;
        assert_eq!(got.status, StatusCode::OK, "{}: {}", self.path, got.text);
        got.text
    }

    pub(crate) async fn told(&self) -> String {
        crate::pages::visible(&self.page().await).replace('\u{a0}', " ")
    }

    /// Fills in a form of the page and presses a button.
    pub(crate) async fn send(&self, marker: &str, fields: &[(&str, &str)], doing: &str) -> Answer {
        let mut pairs = form(&self.page().await, marker);
        for (name, value) in fields {
            if *name == "take" {
                pairs.push(((*name).to_owned(), (*value).to_owned()));
            } else {
                pairs = with(&pairs, name, &[value]);
            }
        }
        pairs.push(("do".to_owned(), doing.to_owned()));
        self.desk.post("sekr", &self.path, &pairs).await
    }

    /// Presses a button, without the boxes of those names.
    pub(crate) async fn send_without(&self, marker: &str, without: &[&str], doing: &str) -> Answer {
        let mut pairs = form(&self.page().await, marker);
        pairs.retain(|(name, _)| !without.contains(&name.as_str()));
        pairs.push(("do".to_owned(), doing.to_owned()));
        self.desk.post("sekr", &self.path, &pairs).await
    }
}

pub(crate) fn at<'a>(desk: &'a Desk, path: &str, slug: &str) -> At<'a> {
    At { desk, path: format!("/{path}/{slug}") }
}

/// The slug of the item with that heading, as the agenda links to it.
pub(crate) async fn item(desk: &Desk, meeting: &str, title: &str) -> String {
    let page = at(desk, "dagordning", meeting).page().await;
    let at = page.find(&format!("Skriv<span class=\"hidden\">: {title}")).expect("the item is on the agenda");
    let before = &page[..at];
    let from = before.rfind("href=\"/skriv/").unwrap() + "href=\"/skriv/".len();
    before[from..].split(['"', '?']).next().unwrap().to_owned()
}

pub(crate) async fn agenda(desk: &Desk, meeting: &str, lines: &str) {
    done(&at(desk, "dagordning", meeting).send("name=\"add\"", &[("add", lines)], "save").await);
}

async fn event(desk: &Desk, who: &str, what: &str, fields: &[(&str, &str)], whom: &str) -> Answer {
    event_at(desk, MEETING, (who, what), fields, whom).await
}

/// Presses a button beside somebody on a meeting's roll.
pub(crate) async fn event_at(
    desk: &Desk,
    meeting: &str,
    (who, what): (&str, &str),
    fields: &[(&str, &str)],
    whom: &str,
) -> Answer {
    let page = at(desk, "narvaro", meeting);
    let value = page.page().await;
    let of = |name: &str| {
        let row = value.split("<tr>").find(|r| r.contains(&format!(">{name}</a>"))).expect("on the roll");
        let button = row.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        button.split_once('|').unwrap().1.to_owned()
    };
    let doing =
        if whom.is_empty() { format!("{what}|{}", of(who)) } else { format!("{what}|{}|{whom}", of(who)) };
    page.send("name=\"at\"", fields, &doing).await
}

#[tokio::test]
async fn an_agenda_is_written_by_lines_put_in_order_and_frozen_when_it_is_called() {
    each(async |app, desk| {
        let agenda = at(&desk, "dagordning", MEETING);
        refused(&agenda.send("name=\"open_ended\"", &[], "freeze").await, "Det finns inget att låsa");
        let lines = "# Inledning\nMötets öppnande\nBudget 2023\n- Taxor\nÖvriga frågor";
        done(&agenda.send("name=\"add\"", &[("add", lines)], "save").await);
        let told = agenda.told().await;
        assert!(told.contains("Inledning") && told.contains("2.1"), "{told}");
        refused(&agenda.send("name=\"add\"", &[("title.0", " ")], "save").await, "Rubrik");
        // The third line moves to the top; what was typed as place counts.
        done(&agenda.send("name=\"add\"", &[("place.3", "1")], "save").await);
        let page = agenda.page().await;
        let (first, second) = (page.find("Övriga frågor").unwrap(), page.find("Mötets öppnande").unwrap());
        assert!(first < second, "{page}");
        done(&agenda.send("name=\"open_ended\"", &[], "freeze").await);
        let again = agenda.send("name=\"open_ended\"", &[], "freeze").await;
        assert!(again.to.contains("samma"), "{}", again.to);
        assert_eq!(
            (app.counts().await["agenda"], app.counts().await["agenda_line"]),
            (1, 4),
            "{:?}",
            app.kind
        );
        // What comes after the call needs a reason, and nothing that was typed is lost.
        let late = agenda.send("name=\"add\"", &[("add", "Sent ärende")], "save").await;
        refused(&late, "Dagordningen har redan skickats ut");
        assert!(late.text.contains("Sent ärende"));
        done(&agenda.send("name=\"add\"", &[("add", "Sent ärende"), ("reason", "Brådskar")], "save").await);
        let told = agenda.told().await;
        assert!(
            told.contains("ny sedan kallelsen") && told.contains("något annat än den senast kallade"),
            "{told}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_called_is_changed_by_nobody() {
    each(async |_, desk| {
        agenda(&desk, MEETING, "Val").await;
        done(&at(&desk, "dagordning", MEETING).send("name=\"open_ended\"", &[], "freeze").await);
        let form = desk.get("sekr", &format!("/andra/agendas/{MEETING}/a")).await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.text);
        let pairs = with(&crate::desk::pairs(&form.text), "f.letter", &["Z"]);
        refused(&desk.post("sekr", &format!("/andra/agendas/{MEETING}/a"), &pairs).await, "Det är låst");
    })
    .await;
}

#[tokio::test]
async fn what_was_put_off_waits_until_it_is_taken_up_and_numbers_go_on() {
    each(async |_, desk| {
        let agenda = at(&desk, "dagordning", MEETING);
        let told = agenda.told().await;
        assert!(
            told.contains("Ärende 2 i juni") && told.contains("uppskjutet") && told.contains("Upprop"),
            "{told}"
        );
        let take = format!("item:{BEFORE}/2|Ärende 2 i juni");
        done(&agenda.send("name=\"add\"", &[("take", &take), ("take", "standing|Upprop")], "save").await);
        let told = agenda.told().await;
        assert!(!told.contains("uppskjutet"), "{told}");
        done(&agenda.send("name=\"add\"", &[], "number").await);
        let page = agenda.page().await;
        assert!(page.contains(">4</td>"), "§§ go on after 3: {page}");
    })
    .await;
}

#[tokio::test]
async fn a_roll_is_called_and_substitutes_serve_in_their_order() {
    each(async |_, desk| {
        agenda(&desk, MEETING, "Upprop\nBudget").await;
        done(&at(&desk, "dagordning", MEETING).send("name=\"add\"", &[], "number").await);
        let roll = at(&desk, "narvaro", MEETING);
        // Bo Berg is not here.
        done(&roll.send_without("name=\"person.0\"", &["here.1"], "roll").await);
        let told = roll.told().await;
        assert!(
            told.contains("Vem tjänstgör för Bo Berg?")
                && told.contains("4 av 5; fler än hälften är minst 3"),
            "{told}"
        );
        let out_of_turn = event(&desk, "Gun Grahn", "serves_for", &[], "person-2").await;
        refused(&out_of_turn, "Fia Falk står före i ordningen");
        done(&event(&desk, "Fia Falk", "serves_for", &[("at", "4")], "person-2").await);
        let told = roll.told().await;
        assert!(told.contains("tjänstgör för Bo Berg") && told.contains("5 av 5"), "{told}");
        done(&event(&desk, "Bo Berg", "arrives", &[("at", "5")], "").await);
        done(&event(&desk, "Bo Berg", "resumes", &[("at", "5")], "").await);
        assert!(!roll.told().await.contains("tjänstgör för Bo Berg, "));
        // Who has stopped serving for another reason than disqualification may not serve again the same day.
        done(&event(&desk, "Bo Berg", "leaves", &[("clock", "14.30")], "").await);
        done(&event(&desk, "Bo Berg", "arrives", &[("clock", "15")], "").await);
        refused(
            &event(&desk, "Bo Berg", "resumes", &[("clock", "15")], "").await,
            "får inte tjänstgöra igen samma dag",
        );
        refused(
            &event(&desk, "Bo Berg", "leaves", &[("clock", "snart")], "").await,
            "Tiden går inte att läsa",
        );
        // A press by mistake is taken back.
        let page = roll.page().await;
        let last = page.split("value=\"undo|").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let before = page.matches("undo|").count();
        done(&roll.send("undo|", &[], &format!("undo|{last}")).await);
        assert_eq!(roll.page().await.matches("undo|").count(), before - 1);
    })
    .await;
}

#[tokio::test]
async fn where_no_law_says_who_decides_everybody_may_come_back() {
    each(async |_, desk| {
        let roll = at(&desk, "narvaro", NETWORK);
        done(&roll.send("name=\"person.0\"", &[], "roll").await);
        let told = roll.told().await;
        assert!(!told.contains("fler än hälften") && !told.contains("Jävig"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn an_item_is_written_whole_and_a_reservation_is_for_those_who_took_part() {
    each(async |app, desk| {
        agenda(&desk, MEETING, "Budget").await;
        done(&at(&desk, "dagordning", MEETING).send("name=\"add\"", &[], "number").await);
        done(&at(&desk, "narvaro", MEETING).send_without("name=\"person.0\"", &["here.1"], "roll").await);
        let slug = item(&desk, MEETING, "Budget").await;
        let page = at(&desk, "skriv", &slug);
        let hostile = "Rad med # och $ och \\ och 🎉 och \u{5d0}\u{5d1}";
        let fields = [
            ("item0:f.background", hostile),
            ("clause0:f.text", "att anta budgeten"),
            ("clause0:f.due", "1/12"),
            ("clause0:f.addressee_text", "Förvaltningschefen"),
            ("statement0:f.kind", "reservation"),
            ("statement0:f.persons", "Bo Berg"),
        ];
        let absent = page.send("data-keep", &fields, "save").await;
        refused(&absent, "deltog inte i beslutet");
        assert!(absent.text.contains("att anta budgeten"), "nothing is lost");
        assert_eq!(app.counts().await["clause"], 0, "all or nothing");
        let mut fields = fields;
        fields[5].1 = "Cia Cedergren";
        done(&page.send("data-keep", &fields, "save").await);
        let told = page.page().await;
        assert!(
            told.contains("att anta budgeten") && told.contains("🎉") && told.contains("1 dec"),
            "{told}"
        );
        assert_eq!(app.counts().await["statement"], 1);
        // A clause that was written by mistake is taken away again.
        done(&page.send("data-keep", &[("clause0:remove", "yes")], "save").await);
        assert_eq!(app.counts().await["clause"], 0);
    })
    .await;
}

#[tokio::test]
async fn two_who_write_the_same_item_see_what_the_other_wrote() {
    each(async |_, desk| {
        agenda(&desk, MEETING, "Budget").await;
        let slug = item(&desk, MEETING, "Budget").await;
        let page = at(&desk, "skriv", &slug);
        let mine = form(&page.page().await, "data-keep");
        done(&page.send("data-keep", &[("item0:f.summary", "Andras text")], "save").await);
        // Another field merges by itself.
        let mut other = with(&mine, "item0:f.course", &["Min gång"]);
        other.push(("do".to_owned(), "save".to_owned()));
        done(&desk.post("sekr2", &page.path, &other).await);
        let mut same = with(&mine, "item0:f.summary", &["Min text"]);
        same[0].1 = format!("{:032x}", 77_777);
        same.push(("do".to_owned(), "save".to_owned()));
        let collided = desk.post("sekr2", &page.path, &same).await;
        assert_eq!(collided.status, StatusCode::CONFLICT, "{}", collided.text);
        assert!(
            collided.text.contains("Min text") && collided.text.contains("Andras text"),
            "{}",
            collided.text
        );
        // Whoever saves again has seen it, and chooses.
        let mut again = form(&collided.text, "data-keep");
        again.push(("do".to_owned(), "save".to_owned()));
        done(&desk.post("sekr2", &page.path, &again).await);
        let told = page.page().await;
        assert!(told.contains("Min text") && told.contains("Min gång"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_tie_waits_for_the_chair_and_only_those_who_decide_vote() {
    each(async |app, desk| {
        agenda(&desk, MEETING, "Budget").await;
        done(&at(&desk, "dagordning", MEETING).send("name=\"add\"", &[], "number").await);
        // Four members are here, Ada Ahl in the chair.
        done(&at(&desk, "narvaro", MEETING).send_without("name=\"person.0\"", &["here.1"], "roll").await);
        let slug = item(&desk, MEETING, "Budget").await;
        let vote = at(&desk, "rosta", &slug);
        refused(&vote.send("name=\"needs\"", &[], "save").await, "Fråga");
        let mut tied =
            vec![("question", "Bifall eller avslag?"), ("yes_means", "Bifall"), ("no_means", "Avslag")];
        tied.extend([("ballot.0", "yes"), ("ballot.1", "yes"), ("ballot.2", "no"), ("ballot.3", "no")]);
        refused(&vote.send("name=\"needs\"", &tied, "save").await, "lika många för som emot");
        let mut absent = tied.clone();
        absent.push(("voter.3", "person-2"));
        absent.push(("tie", "chair"));
        refused(&vote.send("name=\"needs\"", &absent, "save").await, "deltog inte i beslutet");
        tied.push(("tie", "chair"));
        done(&vote.send("name=\"needs\"", &tied, "save").await);
        let told = at(&desk, "skriv", &slug).told().await;
        assert!(told.contains("2 ja, 2 nej, 0 avstår → Bifall (ordförandens utslagsröst)"), "{told}");
        assert_eq!((app.counts().await["vote"], app.counts().await["ballot"]), (1, 4), "{:?}", app.kind);
        // A vote that is not counted stands open, and the end of the meeting tells so.
        done(&vote.send("name=\"needs\"", &[("question", "Tilläggsyrkandet?")], "save").await);
        let told = at(&desk, "efter", MEETING).told().await;
        assert!(told.contains("En omröstning är inte räknad: Budget"), "{told}");
        let lot = [("question", "Val av vice"), ("options", "Ada: 2\nCia: 2"), ("to_elect", "1")];
        refused(&vote.send("name=\"needs\"", &lot, "save").await, "lika många");
        let drawn = [("question", "Val av vice"), ("options", "Ada: 2\nCia: 2 *"), ("to_elect", "1")];
        done(&vote.send("name=\"needs\"", &drawn, "save").await);
        assert!(at(&desk, "skriv", &slug).told().await.contains("Cia: 2 (vald genom lottning)"));
    })
    .await;
}

#[tokio::test]
async fn a_meeting_ends_with_what_is_open_told_commissions_made_once_and_letters_home() {
    each(async |app, desk| {
        agenda(&desk, NETWORK, "Gemensam utbildning\nÖvrigt").await;
        let slug = item(&desk, NETWORK, "Gemensam utbildning").await;
        let fields = [
            ("clause0:f.text", "att ta fram en plan"),
            ("clause0:f.kind", "commission"),
            ("clause0:f.addressees", "Bjuv"),
            ("clause0:f.due", "15 dec 2022"),
            ("clause1:f.text", "att notera läget"),
            ("clause1:f.kind", "noted"),
        ];
        done(&at(&desk, "skriv", &slug).send("data-keep", &fields, "save").await);
        let end = at(&desk, "efter", NETWORK);
        let told = end.told().await;
        assert!(
            told.contains("Uppropet är inte gjort") && told.contains("Ingenting är skrivet: Övrigt"),
            "{told}"
        );
        assert!(told.contains("Inget av besluten riktar sig särskilt till er"), "{told}");
        refused(&end.send("do", &[], "publish").await, "inte färdiga");
        done(&end.send("do", &[], "close").await);
        assert_eq!(app.counts().await["record"], 1);
        done(&end.send("do", &[], "create").await);
        assert_eq!(app.counts().await["commission"], 1);
        let told = end.told().await;
        assert!(told.contains("har blivit att ta fram en plan"), "{told}");
        // What is not published is seen by nobody outside.
        let outside = desk.get("utanfor", &format!("/punkter/{slug}")).await;
        assert_eq!(outside.status, StatusCode::NOT_FOUND);
        let changed = end.send("do", &[("seen", "annat")], "send").await;
        refused(&changed, "Något har ändrats");
        done(&end.send("do", &[], "send").await);
        assert_eq!(app.counts().await["message"], 3, "one letter for each home");
        done(&end.send("do", &[], "issue").await);
        done(&end.send("do", &[], "publish").await);
        let outside = desk.get("utanfor", &format!("/punkter/{slug}")).await;
        assert_eq!(outside.status, StatusCode::OK, "{}", outside.text);
        // A finished record is not rewritten.
        let late = at(&desk, "skriv", &slug).send("data-keep", &[("item0:f.summary", "Sent")], "save").await;
        refused(&late, "Det är låst");
    })
    .await;
}

#[tokio::test]
async fn a_board_without_enough_members_ends_its_meeting_and_is_told_so() {
    each(async |_, desk| {
        agenda(&desk, MEETING, "Budget").await;
        done(&at(&desk, "dagordning", MEETING).send("name=\"add\"", &[], "number").await);
        let absent = ["here.1", "here.2", "here.3", "here.5", "here.6"];
        done(&at(&desk, "narvaro", MEETING).send_without("name=\"person.0\"", &absent, "roll").await);
        let slug = item(&desk, MEETING, "Budget").await;
        done(&at(&desk, "skriv", &slug).send("data-keep", &[("clause0:f.text", "att anta")], "save").await);
        let end = at(&desk, "efter", MEETING);
        let told = end.told().await;
        assert!(told.contains("Organet var inte beslutfört: 2 av 5"), "{told}");
        assert!(told.contains("0 justerare är inskrivna, och det ska vara 1"), "{told}");
        done(&end.send("do", &[], "close").await);
        assert!(end.told().await.contains("Organet var inte beslutfört"), "it is recorded, and stays told");
    })
    .await;
}
