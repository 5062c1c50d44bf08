//! The test harness itself: a checker that finds nothing proves nothing, so it is shown pages with faults.

use std::collections::BTreeSet;
use std::process::Command;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use fantoccini::{Client, Locator};
use genbo_testkit::browser::{self, View};
use genbo_testkit::{needs, postgres};

/// Faults by design; the contrast fails in one scheme only and the small targets stand on a phone only.
const FAULTY: &str = r#"<!doctype html><html><head><title></title><style>
:root { color-scheme: light dark; --ground: #fff; --faint: #595959 }
@media (prefers-color-scheme: dark) { :root { --ground: #1a1a1a } }
body { background: var(--ground); color: #767676 } #faint { color: var(--faint); background: var(--ground) }
button { width: 60px; height: 40px; margin: 30px }
.targets { display: none }
@media (max-width: 400px) { .targets { display: block } }
.targets a { display: inline-block; width: 9px; height: 9px; overflow: hidden }
</style></head><body><main><h1>Faulty</h1>
<p id="faint">Readable in light, not in dark</p>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<input name="nameless"><button></button>
<ul><li role="option">astray</li></ul>
<div class="targets"><a href="/a">a</a><a href="/b">b</a></div>
</main></body></html>"#;

const SOUND: &str = r#"<!doctype html><html lang="sv"><head><title>Felfri</title>
<meta name="color-scheme" content="light dark"></head>
<body><main><h1>Felfri</h1><p>Text</p></main></body></html>"#;

/// Serves the two pages on loopback and returns the address.
async fn served() -> String {
    let app = Router::new()
        .route("/faulty", get(|| async { Html(FAULTY) }))
        .route("/sound", get(|| async { Html(SOUND) }));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}")
}

async fn rules_broken(client: &Client) -> BTreeSet<String> {
    browser::axe(client).await.into_iter().map(|violation| violation.rule).collect()
}

fn set(rules: &[&str]) -> BTreeSet<String> {
    rules.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn every_planted_fault_is_found_and_a_sound_page_has_none() {
    let Some(client) = browser::open(View::DESK).await else { return };
    let site = served().await;
    client.goto(&format!("{site}/faulty")).await.unwrap();
    let always =
        ["aria-required-parent", "button-name", "document-title", "html-has-lang", "image-alt", "label"];
    let on_desk = rules_broken(&client).await;
    assert!(on_desk.is_superset(&set(&always)), "{on_desk:?}");
    assert!(on_desk.is_disjoint(&set(&["color-contrast", "target-size"])), "{on_desk:?}");

    browser::show(&client, View::DESK.dark()).await;
    assert!(rules_broken(&client).await.contains("color-contrast"));
    browser::show(&client, View::PHONE).await;
    let on_phone = rules_broken(&client).await;
    assert!(on_phone.contains("target-size") && !on_phone.contains("color-contrast"), "{on_phone:?}");

    client.goto(&format!("{site}/sound")).await.unwrap();
    for view in [View::DESK, View::DESK.dark(), View::PHONE, View::PHONE.dark()] {
        browser::show(&client, view).await;
        assert_eq!(browser::axe(&client).await, [], "{view:?}");
    }
    client.close().await.unwrap();
}

#[tokio::test]
async fn a_view_is_kept_from_page_to_page_and_pictured_in_full() {
    let Some(client) = browser::open(View::PHONE.dark()).await else { return };
    let site = served().await;
    let look = "return [innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches]";
    for page in ["sound", "faulty"] {
        client.goto(&format!("{site}/{page}")).await.unwrap();
        assert_eq!(client.execute(look, vec![]).await.unwrap(), serde_json::json!([320, 640, true]));
    }
    client.execute("document.body.style.height = '3000px'", vec![]).await.unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    browser::screenshot(&client, file.path()).await;
    let png = std::fs::read(file.path()).unwrap();
    let height = u32::from_be_bytes(png[20..24].try_into().unwrap());
    assert_eq!(&png[..4], b"\x89PNG");
    assert!(height >= 3000, "the picture is only {height} pixels high");
    assert_eq!(client.execute(look, vec![]).await.unwrap(), serde_json::json!([320, 640, true]));
    client.close().await.unwrap();
}

#[tokio::test]
async fn the_browser_reaches_nothing_outside_this_machine() {
    let Some(client) = browser::open(View::DESK).await else { return };
    let refused = client.goto("http://genbo.example/").await.unwrap_err().to_string();
    assert!(refused.contains("ERR_NAME_NOT_RESOLVED"), "{refused}");
    assert!(client.find(Locator::Css("main h1")).await.is_err());
    client.close().await.unwrap();
}

#[test]
fn each_test_gets_a_database_of_its_own_and_can_write_in_it() {
    let urls: Vec<Option<String>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| postgres::database_url("Own One"))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let urls: BTreeSet<String> = urls.into_iter().flatten().collect();
    if urls.is_empty() {
        return;
    }
    assert_eq!(urls.len(), 8);
    let psql = needs::programme(&["psql"], &[]).unwrap();
    for url in urls {
        let script = "CREATE TABLE t (a BIGINT); INSERT INTO t VALUES (1); SELECT count(*) FROM t";
        let done = Command::new(&psql).args(["-X", "-q", "-A", "-t", "-c", script, &url]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&done.stdout).trim(), "1", "{done:?}");
    }
}
