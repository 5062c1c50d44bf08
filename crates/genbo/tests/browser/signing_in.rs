//! Signing in with a password, on a portal of the test's own that is no demo and whose sessions can be ended.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::reader::Reader;
use fantoccini::Locator;
use genbo_store::db::Db;
use genbo_testkit::{
    browser::{self, View},
    keeper::{self, Kept},
};
use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

const PASSWORD: &str = "tolv tecken och mer";
const READY: &str = "Genbo is ready at http://";

/// A portal in production, with one account.
struct Portal {
    address: String,
    database: PathBuf,
    _kept: Kept,
}

/// Runs the program with the password on its standard input.
fn genbo(database: &str, arguments: &[&str]) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_genbo"))
        .args(arguments)
        .args(["--database", database])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("its input was asked for");
    std::io::Write::write_all(&mut input, format!("{PASSWORD}\n").as_bytes()).ok();
    drop(input);
    assert!(child.wait().expect("it ends").success(), "{arguments:?}");
}

fn portal() -> Portal {
    let dir = tempfile::Builder::new().prefix("genbo-portal-").tempdir();
    let dir = dir.expect("a temporary directory can be made").keep();
    let database = dir.join("genbo.db");
    let url = format!("sqlite:{}", database.display());
    genbo(&url, &["user", "add", "anna", "--display", "Anna Prov, registrator", "--role", "administrator"]);
    genbo(&url, &["user", "password", "anna"]);
    let mut serve = Command::new(env!("CARGO_BIN_EXE_genbo"));
    serve.args(["serve", "--listen", "127.0.0.1:0", "--database", &url]);
    let kept = keeper::keep(&serve, &dir, "TERM", |_| {});
    keeper::wait_for_log(&dir, READY, "genbo: ").unwrap_or_else(|log| panic!("no portal: {log}"));
    let log = fs::read_to_string(dir.join("log")).expect("the log was read a moment ago");
    let address = log.split(READY).nth(1).and_then(|rest| rest.split_whitespace().next());
    Portal { address: address.expect("the ready line ends with it").to_owned(), database, _kept: kept }
}

impl Portal {
    async fn open(&self, reader: &Reader, path: &str) {
        reader.client.goto(&format!("http://{}{path}", self.address)).await.expect("the portal answers");
    }

    /// Makes all sessions so old that they have ended.
    async fn let_sessions_end(&self) {
        let db = Db::open(&format!("sqlite:{}", self.database.display()), false).await.unwrap();
        let mut tx = db.write().await.unwrap();
        tx.run("UPDATE session SET seen = '2022-01-01T00:00:00Z'", &[]).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    }
}

async fn fill(reader: &Reader, id: &str, text: &str) {
    let field = reader.client.find(Locator::Id(id)).await.unwrap_or_else(|e| panic!("no field {id}: {e}"));
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

async fn sign_in(reader: &Reader, password: &str) {
    fill(reader, "name", "anna").await;
    fill(reader, "password", password).await;
    reader.click("//main//button[normalize-space(.)='Logga in']").await;
}

#[tokio::test]
async fn a_registrar_signs_in_is_away_too_long_in_a_form_and_loses_nothing() {
    let Some(reader) = Reader::open(View::DESK).await else { return };
    let portal = portal();
    portal.open(&reader, "/samverkan").await;
    reader.click("//header//a[normalize-space(.)='Logga in']").await;
    assert_eq!(browser::axe(&reader.client).await, []);
    sign_in(&reader, "fel lösenord här").await;
    assert!(reader.content().await.contains("Namnet eller lösenordet stämmer inte"));
    assert_eq!(browser::axe(&reader.client).await, []);
    sign_in(&reader, PASSWORD).await;
    assert_eq!(reader.path().await, "/samverkan", "back to where one was");
    reader.click("//header//a[normalize-space(.)='Min profil']").await;
    assert_eq!(reader.heading().await, "Anna Prov, registrator");
    assert_eq!(browser::axe(&reader.client).await, []);

    fill(&reader, "token-name", "Å och ”citat” <b>").await;
    portal.let_sessions_end().await;
    reader.click("//button[normalize-space(.)='Lägg till nyckel']").await;
    assert!(reader.content().await.contains("Det du skrev är kvar."));
    assert_eq!(browser::axe(&reader.client).await, []);
    sign_in(&reader, PASSWORD).await;
    assert_eq!(reader.heading().await, "Du är inloggad igen");
    assert_eq!(browser::axe(&reader.client).await, []);
    reader.click("//button[normalize-space(.)='Skicka det jag skrev']").await;
    let content = reader.content().await;
    assert!(
        content.contains("Å och ”citat” <b>") && content.contains("visas bara den här gången"),
        "{content}"
    );

    let complaints = browser::complaints(&reader.client).await;
    for path in
        ["/konton", "/konton/anna", "/konton/nytt", "/befattningsroller", "/behorigheter", "/logg", "/profil"]
    {
        for view in [View::DESK, View::PHONE.dark()] {
            browser::show(&reader.client, view).await;
            portal.open(&reader, path).await;
            assert_eq!(browser::axe(&reader.client).await, [], "{path}");
            let wide = reader.ask("return document.scrollingElement.scrollWidth - innerWidth").await;
            assert!(wide.as_i64() <= Some(0), "{path} is {wide} px too wide");
        }
    }
    browser::show(&reader.client, View::DESK).await;
    portal.open(&reader, "/profil").await;
    reader.click("//header//button[normalize-space(.)='Logga ut']").await;
    portal.open(&reader, "/profil").await;
    assert_eq!(reader.heading().await, "Logga in");
    assert!(complaints.iter().all(|line| line.contains("401") || line.contains("422")), "{complaints:?}");
    reader.close().await;
}
