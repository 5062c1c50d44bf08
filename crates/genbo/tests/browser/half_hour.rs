//! The half-hour journey: somebody who has never seen a file sets up a new network, plans its year, asks about the days, sets
//! them, moves a meeting, sends its call and sees the answers. On a portal in production of its own, whose mail goes to a real
//! server.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::{pages, reader::Reader};
use fantoccini::Locator;
use genbo_testkit::{
    browser::{self, View},
    keeper::{self, Kept},
    smtp::MailServer,
};
use mail_parser::MessageParser;
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

const PASSWORD: &str = "tolv tecken och mer";
const READY: &str = "Genbo is ready at http://";

/// Twelve municipalities of one county.
const MEMBERS: [&str; 12] = [
    "Bjuv",
    "Bromölla",
    "Burlöv",
    "Båstad",
    "Eslöv",
    "Helsingborg",
    "Hässleholm",
    "Höganäs",
    "Hörby",
    "Höör",
    "Klippan",
    "Svalöv",
];

fn genbo(data: &Path, arguments: &[&str]) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_genbo"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("its input was asked for");
    std::io::Write::write_all(&mut input, format!("{PASSWORD}\n").as_bytes()).ok();
    drop(input);
    assert!(child.wait().expect("it ends").success(), "{arguments:?}");
}

/// Somebody at a portal of his or her own.
struct Journey {
    reader: Reader,
    address: String,
    mail: MailServer,
    clicks: usize,
    _kept: Kept,
}

impl Journey {
    async fn begin() -> Option<Journey> {
        let reader = Reader::open(View::DESK).await?;
        let mail = MailServer::start().await;
        let dir = tempfile::Builder::new().prefix("genbo-half-hour-").tempdir();
        let dir = dir.expect("a temporary directory can be made").keep();
        let data = dir.join("data");
        fs::create_dir_all(&data).unwrap();
        let smtp =
            format!("[smtp]\nhost = \"127.0.0.1\"\nport = {}\nfrom = \"genbo@forbund.example\"\n", mail.port);
        fs::write(data.join("genbo.toml"), smtp).unwrap();
        genbo(&data, &["user", "add", "anna", "--display", "Anna Prov", "--role", "administrator"]);
        genbo(&data, &["user", "password", "anna"]);
        let mut serve = Command::new(env!("CARGO_BIN_EXE_genbo"));
        serve.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data);
        let kept = keeper::keep(&serve, &dir, "TERM", |_| {});
        keeper::wait_for_log(&dir, READY, "genbo: ").unwrap_or_else(|log| panic!("no portal: {log}"));
        let log = fs::read_to_string(dir.join("log")).expect("the log was read a moment ago");
        let address = log.split(READY).nth(1).and_then(|rest| rest.split_whitespace().next());
        let address = address.expect("the ready line ends with it").to_owned();
        Some(Journey { reader, address, mail, clicks: 0, _kept: kept })
    }

    async fn open(&self, path: &str) {
        self.reader.client.goto(&format!("http://{}{path}", self.address)).await.expect("the portal answers");
    }

    async fn click(&mut self, xpath: &str) {
        self.clicks += 1;
        self.reader.click(xpath).await;
    }

    async fn button(&mut self, text: &str) {
        self.click(&format!("//main//button[not(@aria-hidden)][starts-with(normalize-space(.),'{text}')]"))
            .await;
    }

    async fn link(&mut self, text: &str) {
        self.click(&format!("//main//a[starts-with(normalize-space(.),'{text}')]")).await;
    }

    async fn touch(&mut self, id: &str) {
        self.clicks += 1;
        let found = self.reader.client.find(Locator::Id(id)).await;
        found.unwrap_or_else(|e| panic!("no {id}: {e}")).click().await.unwrap();
    }

    async fn write(&self, id: &str, text: &str) {
        let field = self.reader.client.find(Locator::Id(id)).await;
        let field = field.unwrap_or_else(|e| panic!("no field {id}: {e}"));
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    async fn content(&self) -> String {
        self.reader.content().await.replace('\u{a0}', " ")
    }

    /// What every page of the journey must be: accessible and no wider than the screen, on desk and phone.
    async fn look(&self, name: &str) {
        for view in [View::PHONE, View::DESK] {
            browser::show(&self.reader.client, view).await;
            assert_eq!(pages::broken(&self.reader).await, [], "{name}");
            let wide = self.reader.ask("return document.scrollingElement.scrollWidth - innerWidth").await;
            assert!(wide.as_i64() <= Some(0), "{name} is {wide} px too wide");
        }
        pages::draw(&self.reader, name).await;
    }

    /// Sends what waits in the outbox at once, and gives the links that arrive, by address.
    async fn sent(&mut self, copies: usize) -> Vec<(String, String)> {
        let before = self.mail.received().len();
        self.button("Skicka nu").await;
        for _ in 0..500 {
            if self.mail.received().len() >= before + copies {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let mails = self.mail.received().split_off(before);
        assert_eq!(mails.len(), copies);
        let link = |bytes: &[u8]| {
            let text = MessageParser::default().parse(bytes)?.body_text(0)?.into_owned();
            let rest = text.split("/svar/").nth(1)?.split_whitespace().next()?.to_owned();
            Some(format!("/svar/{rest}"))
        };
        mails.iter().filter_map(|m| Some((m.to.first()?.clone(), link(&m.bytes)?))).collect()
    }
}

#[tokio::test]
async fn a_new_network_goes_from_a_template_to_the_answers_to_its_first_call() {
    let Some(mut at) = Journey::begin().await else { return };
    at.open("/samverkan").await;
    at.click("//header//a[normalize-space(.)='Logga in']").await;
    at.write("name", "anna").await;
    at.write("password", PASSWORD).await;
    at.button("Logga in").await;

    at.link("Starta en samverkan").await;
    at.link("Använd mallen: Nätverk").await;
    at.write("name", "Digitala nätverket").await;
    at.write("members", &MEMBERS.join(", ")).await;
    // The year comes from a pattern, not from months without days.
    at.touch("part-meetings").await;
    at.touch("part-convener").await;
    at.write("n-moten-om-aret.least", "99").await;
    at.look("1-mallen").await;
    at.button("Förhandsgranska").await;
    assert!(at.content().await.contains("Skriv ett heltal från 1 till 24."), "{}", at.content().await);
    at.write("n-moten-om-aret.least", "3").await;
    at.button("Förhandsgranska").await;
    assert!(at.content().await.contains("Det här skapas"), "{}", at.content().await);
    at.look("2-forhandsgranskning").await;
    at.button("Skapa samverkan").await;
    assert_eq!(at.reader.heading().await, "Digitala nätverket");
    assert_eq!(at.reader.fact("Medlemmar").await, "12");
    at.look("3-samverkan").await;

    at.open("/organ/digitala-natverket/natverket").await;
    at.reader.touch("//main//details[@class='menu'][1]/summary").await;
    at.click("//main//a[contains(@href,'/klistra/deltagare/')]").await;
    let rows: Vec<String> = MEMBERS
        .iter()
        .enumerate()
        .map(|(n, m)| {
            format!(
                "Person {}\tperson{n}@kommun{n}.example\t{m}",
                char::from(b'A' + u8::try_from(n).unwrap())
            )
        })
        .collect();
    let table = format!("Namn\tE-post\tOrganisation\n{}", rows.join("\n"));
    let paste = "document.getElementById('text').value = arguments[0]";
    at.reader.client.execute(paste, vec![table.into()]).await.unwrap();
    at.click("//main//form[.//textarea[@id='text']]//button[@class='main']").await;
    assert!(at.content().await.contains("Person A"), "{}", at.content().await);
    let content = at.content().await;
    assert!(content.contains("Fyller plats 12") && !content.contains("Lägger till en plats"), "{content}");
    at.look("4-klistra").await;
    at.click("//main//button[@value='save']").await;
    at.look("5-organet").await;

    at.link("Planera ett år").await;
    at.touch("source-pattern").await;
    at.write("lines", "andra torsdagen i februari, maj, september, november kl. 13–15").await;
    at.write("title", "Nätverksmöte").await;
    at.button("Visa förslag").await;
    assert_eq!(at.reader.count("table.plan tbody tr").await, 4);
    at.look("6-forslag").await;
    at.button("Spara som preliminära möten").await;
    at.look("7-preliminara").await;
    at.link("Fråga deltagarna per mejl").await;
    assert!(at.content().await.contains("Går till 12 adressater."), "{}", at.content().await);
    at.look("8-fraga").await;
    at.button("Skicka ut dagarna").await;
    at.look("9-utskick").await;
    let links = at.sent(12).await;
    assert_eq!(links.len(), 12, "each letter has a link of its own");

    for (n, (_, link)) in links[..2].iter().enumerate() {
        at.open(link).await;
        let days = at.reader.client.find_all(Locator::Css("input[name='day']")).await.unwrap();
        assert_eq!(days.len(), 4);
        for (place, day) in days.into_iter().enumerate() {
            let id = day.prop("value").await.unwrap().unwrap();
            let answer = if place == 0 && n == 1 { "cannot" } else { "can" };
            at.touch(&format!("a-{id}-{answer}")).await;
            if answer == "cannot" {
                at.write(&format!("n-{id}"), "Är på annat möte").await;
            }
        }
        at.look("10-svara").await;
        at.button("Skicka svaren").await;
        assert!(at.content().await.contains("dina svar är antecknade"), "{}", at.content().await);
    }
    let stolen = at.content().await;
    assert!(!stolen.contains("Person A"), "a link shows its own answers alone");

    at.open("/organ/digitala-natverket/natverket").await;
    at.link("Preliminära dagar").await;
    let content = at.content().await;
    assert!(
        content.contains("Kan: 1") && content.contains("Kan: 2") && content.contains("Kan inte: 1"),
        "{content}"
    );
    at.reader.touch("//main//details[summary[contains(.,'Vilka som har svarat')]][1]/summary").await;
    assert!(at.content().await.contains("Person B (”Är på annat möte”)"), "{}", at.content().await);
    at.look("11-svaren").await;
    at.button("Sätt de valda dagarna").await;
    assert!(at.content().await.contains("Kalenderinbjudningar ligger i utkorgen."), "{}", at.content().await);
    at.open(&links[0].1).await;
    assert_eq!(at.reader.heading().await, "Länken gäller inte längre");
    at.look("12-lanken").await;

    at.open("/organ/digitala-natverket/natverket").await;
    at.click("//main//a[starts-with(@href,'/moten/digitala-natverket/')]").await;
    at.look("13-motet").await;
    let meeting = at.reader.path().await;
    at.click("//main//a[starts-with(@href,'/andra/meetings/')]").await;
    // The year that was planned is in the meeting's address, and a day without one is of that year.
    let year = meeting.rsplit('/').next().and_then(|day| day.get(..4)).expect("it ends with its day");
    at.write("f-when", "18/2 kl 9-11").await;
    // Who moves a day that is set says why, and the form asks for it from the start.
    at.write("f-reason-why", "Lokalen var upptagen").await;
    at.look("13b-flytta").await;
    at.button("Spara").await;
    assert_eq!(at.reader.path().await, meeting, "the meeting is moved");
    let content = at.content().await;
    assert!(
        content.contains(&format!("tors 18 feb {year}")) && content.contains("kl. 09.00–11.00"),
        "{content}"
    );
    at.click("//main//a[contains(@href,'/kallelse/')]").await;
    assert!(at.content().await.contains("Går till 12 adressater."), "{}", at.content().await);
    at.look("14-kallelsen").await;
    at.button("Skicka kallelsen").await;
    let links = at.sent(12).await;
    at.open(&links[0].1).await;
    at.touch("a-accepted").await;
    at.look("15-svara-kallelsen").await;
    at.button("Svara").await;
    at.open(&meeting.replace("/moten/", "/kallelse/")).await;
    assert!(at.content().await.contains("1 kommer, 0 kanske"), "{}", at.content().await);
    at.look("16-sekreteraren").await;
    at.open("/regler").await;
    at.click("//main//a[normalize-space(.)='Digitala nätverket']").await;
    at.reader.ask("document.querySelectorAll('main details').forEach(d => d.open = true)").await;
    assert!(at.content().await.contains("Minst 3 möten om året"), "{}", at.content().await);
    println!("{} clicks", at.clicks);
    assert!(at.clicks < 60, "{} clicks", at.clicks);
    at.reader.close().await;
}
