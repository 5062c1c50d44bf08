//! What a page costs: how many statements it asks of the database. Their number stands for time, which no test measures.

use super::recorder;
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use genbo_app::{
    account::{self, NewAccount},
    cx::{Actor, Cx},
};
use genbo_testkit::app::{Start, TestApp};
use genbo_web::site::{AppState, Site};
use std::sync::Arc;
use tower::ServiceExt;

/// The main pages, and the most statements that each may ask: what they need today and two more.
const PAGES: &[(&str, usize)] = &[
    ("/", 11),
    ("/samverkan", 14),
    ("/samverkan/skanes-kommuner", 39),
    ("/samverkan/soderasens-miljoforbund", 39),
    ("/organisationer/svalov", 71),
    ("/organ/skanes-kommuner/styrelsen", 25),
    ("/moten/svalov/kommunstyrelsen/2022-09-12", 31),
    ("/protokoll/svalov/kommunstyrelsen/2022-09-12", 45),
    ("/arenden/fast-kontakt-pa-ledningsniva", 33),
    ("/personer/karin-ahlgren", 20),
    ("/uppdrag", 8),
    ("/remisser", 12),
    ("/planer", 15),
    ("/moten", 17),
    ("/sok?q=milj%C3%B6", 28),
    ("/arshjul?cooperation=skanes-kommuner&year=2022", 19),
    ("/api/v1/meetings?cooperation=skanes-kommuner", 13),
];

fn state(cx: Cx) -> AppState {
    let site = Site { demo: Some(jiff::civil::date(2022, 9, 29)), ..Site::new("http://x", cx.outside.now) };
    AppState { site: Arc::new(site), cx }
}

#[tokio::test]
async fn a_main_page_asks_few_statements() {
    let app = TestApp::sqlite(Start::Cooperations).await;
    let router = genbo_web::router::router(state(app.cx.clone()));
    let mut heavy = Vec::new();
    for (path, most) in PAGES {
        let request = Request::get(*path).body(Body::empty()).unwrap();
        let (answer, statements) = recorder::statements(router.clone().oneshot(request)).await;
        let answer = answer.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        if statements.len() > *most {
            heavy.push(format!("{path}: {} statements, {most} at most", statements.len()));
        }
    }
    assert!(heavy.is_empty(), "{heavy:#?}");
}

#[tokio::test]
async fn who_asks_is_known_by_two_statements() {
    let app = TestApp::sqlite(Start::Cooperations).await;
    let new = |name: &str, roles: &[(&str, &str)]| NewAccount {
        name: name.to_owned(),
        display_name: name.to_owned(),
        person: Some("karin-ahlgren".to_owned()),
        roles: roles.iter().map(|(role, scope)| ((*role).to_owned(), Some((*scope).to_owned()))).collect(),
        demo: true,
    };
    let many = [
        ("secretary", "organisation:svalov"),
        ("secretary", "body:svalov/kommunstyrelsen"),
        ("employee", "cooperation:skanes-kommuner"),
    ];
    for (name, roles) in [("en", &many[..1]), ("flera", &many[..])] {
        account::put(&app.cx, &Actor::System, &new(name, roles)).await.unwrap();
        let (known, statements) = recorder::statements(account::known(&app.cx, name)).await;
        let known = known.unwrap().unwrap();
        assert!(!known.cooperations.is_empty() && !known.organisations.is_empty(), "{known:?}");
        assert!(statements.len() <= 2, "{statements:#?}");
    }
}
