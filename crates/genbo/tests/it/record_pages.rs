//! Papers as pages and as the program prints them: what happens when nobody typesets, and what a PDF says.

use crate::{
    record::{MEETING, filled, says},
    visitor::{self, moving},
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use genbo_testkit::app::{Start, TestApp, for_each_database};
use genbo_web::{
    paper::typesetter::NotMade,
    site::{AppState, Site},
};
use std::{fs::File, process::Command, sync::Arc};
use tower::ServiceExt;

const GENBO: &str = env!("CARGO_BIN_EXE_genbo");

async fn get(router: &Router, address: &str) -> (StatusCode, String, String) {
    let request = Request::get(address).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (status, kind) = (response.status(), kind.to_owned());
    let bytes = to_bytes(response.into_body(), 10_000_000).await.unwrap();
    (status, kind, String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test]
async fn when_the_typesetter_dies_the_page_says_so_and_the_paper_can_still_be_read() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let cx = moving(app);
        let site = Site {
            typeset: Box::new(|_| Box::pin(async { Err(NotMade::Died("signal: 9".to_owned())) })),
            ..Site::new("http://127.0.0.1:8080", genbo_testkit::app::OUTSIDE.now)
        };
        let router = genbo_web::router::router(AppState { site: Arc::new(site), cx });
        let paper = format!("/protokoll/{MEETING}");
        let (status, _, page) = get(&router, &format!("{paper}.pdf?punkt=2")).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.contains("Filen kunde inte göras just nu") && !page.contains("signal"), "{page}");
        assert!(page.contains(&format!("{paper}?punkt=2")), "{page}");
        let (status, _, page) = get(&router, &paper).await;
        assert!(status == StatusCode::OK && page.contains("Budget 2023"));
        assert!(page.contains("Interpellation om #panic() &amp; &lt;b&gt;tåg&lt;/b&gt;"), "{page}");
        let (status, kind, text) = get(&router, &format!("{paper}.txt?lang=en")).await;
        assert_eq!((status, kind.as_str()), (StatusCode::OK, "text/plain; charset=utf-8"));
        assert!(text.contains("Minutes"), "{text}");
        for nowhere in ["?punkt=4", "?papper=x", "?del=3", "?del=0", "x"] {
            assert_eq!(
                get(&router, &format!("{paper}{nowhere}")).await.0,
                StatusCode::NOT_FOUND,
                "{nowhere}"
            );
        }
    })
    .await;
}

/// The program's answer: status, bytes, messages.
fn genbo(app: &TestApp, arguments: &[&str]) -> (Option<i32>, Vec<u8>, String) {
    let mut command = Command::new(GENBO);
    command.args(arguments).args(["--database", &app.url]).env_remove("GENBO_DATABASE");
    let output = command.output().unwrap();
    (output.status.code(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[tokio::test]
async fn the_program_prints_papers_in_every_form_and_the_pdf_says_every_clause() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let of = |format: &str| genbo(app, &["minutes", "--meeting", MEETING, "--format", format]);
        let (status, html, _) = of("html");
        assert!(status == Some(0) && html.starts_with(b"<!doctype html>"));
        let (status, json, _) = of("json");
        let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
        assert_eq!((status, &json["items"][1]["clauses"][0]["due_edtf"]), (Some(0), &"2022-12-01".into()));
        let (status, pdf, said) = of("pdf");
        assert_eq!(status, Some(0), "{said}");
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let pages: Vec<u32> = document.get_pages().into_keys().collect();
        let text = document.extract_text(&pages).unwrap();
        let text = text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        says(
            &text,
            &[
                "anta budgeten för 2023",
                "Förbundet betalar 10 000 kr.",
                "Interpellation om #panic() & <b>tåg</b>",
                "Mot höjningen.",
                "Sida 1 (",
            ],
        );
        for (arguments, told) in [
            (&["minutes", "--meeting", "p/nowhere", "--format", "text"][..], "there is no meeting p/nowhere"),
            (&["minutes", "--meeting", MEETING, "--item", "9", "--format", "text"], "has no item 9"),
        ] {
            let (status, _, said) = genbo(app, arguments);
            assert_eq!(status, Some(2), "{said}");
            assert!(said.contains(told), "{said}");
        }
        let (status, extract, _) = genbo(
            app,
            &["minutes", "--meeting", MEETING, "--item", "§ 2", "--lang", "en", "--format", "text"],
        );
        assert_eq!(status, Some(0));
        assert!(String::from_utf8(extract).unwrap().contains("Extract from the minutes"));
    })
    .await;
}

#[tokio::test]
async fn the_wheel_is_printed_as_a_sheet_and_as_a_picture_of_dots() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let of =
            |format: &str| genbo(app, &["wheel", "--year", "2022", "--cooperation", "p", "--format", format]);
        let (status, pdf, said) = of("pdf");
        assert_eq!(status, Some(0), "{said}");
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let text = document.extract_text(&document.get_pages().into_keys().collect::<Vec<_>>()).unwrap();
        assert!(text.contains("Nätverksträff"), "{text}");
        let (status, png, said) = of("png");
        assert!(status == Some(0) && png.starts_with(b"\x89PNG"), "{said}");
    })
    .await;
}

#[test]
fn a_worker_that_gets_no_job_refuses_and_one_that_is_killed_writes_nothing() {
    let worker = |input: &str| {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("job");
        std::fs::write(&path, input).unwrap();
        Command::new(GENBO).arg("pdf-worker").stdin(File::open(&path).unwrap()).output().unwrap()
    };
    let nonsense = worker("nonsense");
    assert_eq!((nonsense.status.code(), nonsense.stdout.len()), (Some(2), 0));
    let broken = worker(r##"{"template":"#panic(\"x\")","data":{},"pictures":[]}"##);
    assert_eq!((broken.status.code(), broken.stdout.len()), (Some(1), 0));
    let mut child = Command::new(GENBO)
        .arg("pdf-worker")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
}

#[tokio::test]
async fn a_meeting_leads_to_its_papers_and_each_paper_to_the_others() {
    for_each_database(Start::Register, async |app| {
        filled(app).await;
        let router = visitor::portal(&moving(app));
        let (_, _, page) = get(&router, &format!("/moten/{MEETING}")).await;
        assert!(page.contains(&format!("href=\"/protokoll/{MEETING}\"")), "{page}");
        let (_, _, page) = get(&router, &format!("/protokoll/{MEETING}?papper=narvaro")).await;
        for other in ["papper=kallelse", "papper=beslut", "del=2", "punkt=2", ".pdf?papper=narvaro"] {
            assert!(page.contains(other), "{other}: {page}");
        }
    })
    .await;
}
