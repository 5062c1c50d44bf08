//! The shell as a whole, asked in process.

use crate::{
    cookie,
    fault::Fault,
    frame::Frame,
    layers,
    page::{self, html},
    route::{Access, Routes, get, post},
    site::{Site, User},
    view::Head,
};
use askama::Template;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
    response::Response,
};
use genbo_app::cx::{Actor, Permission};
use genbo_domain::authority::{Grant, Role};
use jiff::{Timestamp, civil::date};
use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicUsize, Ordering},
};
use tower::ServiceExt;

/// What came back.
struct Got {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }
}

/// A running shell with some routes for the tests, and what can be changed in it from outside.
struct Shell {
    router: Router,
    sequence: Arc<AtomicI64>,
    visits: Arc<AtomicUsize>,
}

#[derive(Template)]
#[template(source = "{% extends \"base.html\" %}{% block main %}{{ text }}{% endblock %}", ext = "html")]
struct Plain {
    f: Frame,
    head: Head,
    text: String,
}

async fn plain(f: Frame) -> Result<Response, Fault> {
    let text = f.user.as_ref().map_or_else(|| "nobody".to_owned(), |u| u.name.clone());
    html(&Plain { head: Head::new("Möten"), text, f })
}

async fn panics() -> &'static str {
    assert!(std::hint::black_box(false), "a bug");
    ""
}

fn account(name: &str) -> User {
    let administrator = name == "administrator";
    User {
        name: format!("<{name}>"),
        title: "Exempel".to_owned(),
        actor: Actor::Account {
            name: name.to_owned(),
            grants: administrator
                .then_some(Grant { role: Role::Administrator, scope: None })
                .into_iter()
                .collect(),
            member_of: Vec::new(),
            keeps: Vec::new(),
        },
    }
}

fn shell(demo: bool) -> Shell {
    let (sequence, visits) = (Arc::new(AtomicI64::new(1)), Arc::new(AtomicUsize::new(0)));
    let last = Arc::clone(&sequence);
    let site = Arc::new(Site {
        demo: demo.then(|| date(2022, 9, 29)),
        cache_bytes: 1_000_000,
        identify: Box::new(|name| Box::pin(async move { (name != "nobody").then(|| account(&name)) })),
        sequence: Box::new(move || {
            let last = last.load(Ordering::Relaxed);
            Box::pin(async move { Some(last) })
        }),
        ..Site::new("http://genbo.test", || Timestamp::from_second(1_663_000_000).unwrap())
    });
    let counted = Arc::clone(&visits);
    let routes = page::shell::<Arc<Site>>()
        .route(get("/moten", plain).public())
        .route(
            get("/counted", move |f: Frame| {
                counted.fetch_add(1, Ordering::Relaxed);
                plain(f)
            })
            .public(),
        )
        .route(get("/panics", panics).public())
        .route(get("/api/v1/nothing", || async { Fault::NotFound }).public())
        .route(
            get("/invalid", || async {
                Fault::Invalid(vec!["31/11 finns inte. November har 30 dagar.".into()])
            })
            .public(),
        )
        .route(post("/import", || async { "done" }).requires(Permission::Import));
    Shell { router: layers::finish(routes, Arc::clone(&site), &site), sequence, visits }
}

impl Shell {
    async fn send(&self, method: Method, uri: &str, headers: &[(&str, &str)], body: &'static str) -> Got {
        let mut request = Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Got { status: parts.status, headers: parts.headers, text }
    }

    async fn get(&self, uri: &str) -> Got {
        self.send(Method::GET, uri, &[], "").await
    }
}

#[tokio::test]
async fn an_address_without_a_page_gets_a_page_that_says_so_in_the_readers_language() {
    let shell = shell(false);
    let got = shell.get("/finns-inte").await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    assert!(got.text.contains("<html lang=\"sv\">") && got.text.contains("Sidan finns inte"));
    let got = shell.get("/finns-inte?lang=en").await;
    assert!(got.text.contains("<html lang=\"en\">") && got.text.contains("There is no such page"));
    assert!(got.header("content-security-policy").contains("default-src 'none'"));
}

#[tokio::test]
async fn the_api_answers_faults_with_a_problem_document() {
    let got = shell(false).get("/api/v1/nothing").await;
    assert_eq!((got.status, got.header("content-type")), (StatusCode::NOT_FOUND, "application/problem+json"));
    assert!(got.text.contains("\"status\":404"));
}

#[tokio::test]
async fn a_panic_is_a_page_and_says_nothing_of_its_cause() {
    let got = shell(false).get("/panics").await;
    assert_eq!(got.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(got.text.contains("Något gick fel hos Genbo") && !got.text.contains("a bug"));
}

#[tokio::test]
async fn what_is_wrong_with_what_was_sent_stands_on_the_page() {
    let got = shell(false).get("/invalid").await;
    assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(got.text.contains("31/11 finns inte. November har 30 dagar."));
}

#[tokio::test]
async fn a_method_that_a_page_does_not_have_is_told_with_those_that_it_has() {
    let got = shell(false).send(Method::POST, "/moten", &[], "").await;
    assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(got.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn head_answers_like_get_without_a_body() {
    for uri in ["/om", "/finns-inte"] {
        let shell = shell(false);
        let (head, get) = (shell.send(Method::HEAD, uri, &[], "").await, shell.get(uri).await);
        assert_eq!(head.status, get.status);
        assert_eq!(head.header("content-type"), get.header("content-type"));
        assert!(head.text.is_empty() && !get.text.is_empty());
    }
}

#[tokio::test]
async fn a_route_with_a_permission_lets_in_those_who_have_it_and_nobody_else() {
    let shell = shell(true);
    for (who, status) in [
        ("", StatusCode::FORBIDDEN),
        ("nobody", StatusCode::FORBIDDEN),
        ("registrator", StatusCode::FORBIDDEN),
        ("administrator", StatusCode::OK),
    ] {
        let cookie = format!("{}={who}", cookie::USER);
        let headers = if who.is_empty() { vec![] } else { vec![("cookie", cookie.as_str())] };
        assert_eq!(shell.send(Method::POST, "/import", &headers, "").await.status, status, "{who}");
    }
}

#[tokio::test]
async fn a_change_from_another_site_is_refused_whoever_is_signed_in() {
    let headers = [("cookie", "vem=administrator"), ("sec-fetch-site", "cross-site")];
    assert_eq!(shell(true).send(Method::POST, "/import", &headers, "").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn outside_the_demo_the_choosers_cookie_is_nobody() {
    let headers = [("cookie", "vem=administrator")];
    assert_eq!(
        shell(false).send(Method::POST, "/import", &headers, "").await.status,
        StatusCode::UNAUTHORIZED
    );
    assert!(shell(false).send(Method::GET, "/moten", &headers, "").await.text.contains("nobody"));
}

#[tokio::test]
async fn whoever_must_sign_in_first_finds_what_was_typed_on_the_way_and_a_program_is_told() {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let got = shell(false).send(Method::POST, "/import?x=1", &form, "a=%3Cb%3E&a=2").await;
    assert_eq!(got.status, StatusCode::UNAUTHORIZED);
    assert!(got.text.contains("name=\"to\" value=\"/import?x=1\""), "{}", got.text);
    assert!(got.text.contains("name=\"f.a\" value=\"&#60;b&#62;\""), "{}", got.text);
    assert!(got.text.contains("name=\"f.a\" value=\"2\"") && got.header("cache-control") == "no-store");
    let file = [("content-type", "multipart/form-data; boundary=x")];
    let whole = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--";
    let got = shell(false).send(Method::POST, "/import", &file, whole).await;
    assert!(got.text.contains("name=\"f.a\" value=\"1\""), "{}", got.text);
    let got = shell(false).send(Method::POST, "/import", &file, &whole[..whole.len() - 5]).await;
    assert!(got.status == StatusCode::UNAUTHORIZED && got.text.contains("kunde inte behållas"));
    let token = [("authorization", "Bearer genbo_0")];
    let got = shell(false).send(Method::GET, "/api/v1/nothing", &token, "").await;
    assert_eq!((got.status, got.header("www-authenticate")), (StatusCode::UNAUTHORIZED, "Bearer"));
    assert_eq!(got.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let large: &'static str = Box::leak("x".repeat(2 * 1024 * 1024 + 1).into_boxed_str());
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("content-length", "2097153")];
    let got = shell(true).send(Method::POST, "/demo/dag", &headers, large).await;
    assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(got.text.contains("för stort"));
}

#[tokio::test]
async fn a_page_is_made_once_until_something_changes_and_only_for_the_anonymous() {
    let shell = shell(true);
    let visits = || shell.visits.load(Ordering::Relaxed);
    let first = shell.get("/counted").await;
    let again = shell.get("/counted").await;
    assert_eq!((first.text == again.text, visits()), (true, 1));
    shell.get("/counted?lang=en").await;
    shell.send(Method::GET, "/counted", &[("cookie", "dag=2022-10-01")], "").await;
    assert_eq!(visits(), 3);
    shell.sequence.store(2, Ordering::Relaxed);
    shell.get("/counted").await;
    assert_eq!(visits(), 4);
    for _ in 0..2 {
        let mine = shell.send(Method::GET, "/counted", &[("cookie", "vem=registrator")], "").await;
        assert!(mine.text.contains("&#60;registrator&#62;") && mine.header("cache-control") == "no-store");
    }
    assert_eq!(visits(), 6);
    assert!(shell.get("/counted").await.text.contains("nobody"));
    assert_eq!(visits(), 6);
}

#[tokio::test]
async fn a_page_that_the_reader_already_has_is_not_sent_again() {
    let shell = shell(false);
    for uri in ["/om", "/om", &crate::assets::url("genbo.css")] {
        let etag = shell.get(uri).await.header("etag").to_owned();
        let got = shell.send(Method::GET, uri, &[("if-none-match", &etag)], "").await;
        assert_eq!((got.status, got.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(
            shell.send(Method::GET, uri, &[("if-none-match", "W/\"x\"")], "").await.status,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn whoever_accepts_gzip_gets_it_and_nobody_else() {
    let shell = shell(false);
    for uri in ["/om", "/static/genbo.css"] {
        for _ in 0..2 {
            let zipped = shell.send(Method::GET, uri, &[("accept-encoding", "br, gzip")], "").await;
            assert_eq!(zipped.header("content-encoding"), "gzip");
            let plain = shell.get(uri).await;
            assert_eq!(plain.header("content-encoding"), "");
            assert!(plain.text.contains(if uri == "/om" { "<!doctype html>" } else { "--ground" }));
        }
    }
}

#[tokio::test]
async fn the_demo_is_marked_on_every_page_and_nothing_else_is() {
    for uri in ["/om", "/tillganglighet", "/finns-inte"] {
        assert!(shell(true).get(uri).await.text.contains("Exempel, påhittade personer"), "{uri}");
        assert!(!shell(false).get(uri).await.text.contains("påhittade"), "{uri}");
    }
}

#[tokio::test]
async fn the_demos_day_is_chosen_once_for_all_pages() {
    let shell = shell(true);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let got = shell.send(Method::POST, "/demo/dag", &form, "day=2021-05-07&to=%2Fom%3Flang%3Den").await;
    assert_eq!((got.status, got.header("location")), (StatusCode::SEE_OTHER, "/om?lang=en"));
    let (cookie, _) = got.header("set-cookie").split_once(';').unwrap();
    let page = shell.send(Method::GET, "/om", &[("cookie", cookie)], "").await;
    assert!(page.text.contains("fredag 7\u{a0}maj\u{a0}2021"));
    let wrong = shell.send(Method::POST, "/demo/dag", &form, "day=2021-02-31&to=%2Fom").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.header(header::SET_COOKIE.as_str()), "");
    assert!(wrong.text.contains("”2021-02-31” är ingen dag"));
    let own = shell.send(Method::POST, "/demo/dag", &form, "day=2021-05-07&own=yes&to=%2Fom").await;
    assert!(own.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(
        self::shell(false).send(Method::POST, "/demo/dag", &form, "day=2021-05-07").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_menu_shows_what_exists_and_where_the_reader_is() {
    let text = shell(false).get("/moten?lang=en").await.text;
    assert!(text.contains("<a href=\"/moten?lang=en\" aria-current=\"page\">Meetings</a>"));
    assert!(!text.contains("/arshjul") && !text.contains("role=\"search\""));
}

#[tokio::test]
async fn no_page_has_what_the_content_security_policy_would_drop() {
    for uri in ["/om", "/tillganglighet", "/finns-inte", "/moten"] {
        let text = shell(true).get(uri).await.text;
        for word in ["style=", "<style", "<script", "javascript:", "onclick", "http://", "https://"] {
            assert!(!text.contains(word), "{uri}: {word}");
        }
    }
}

#[tokio::test]
async fn the_program_says_that_it_is_well() {
    let got = shell(false).get("/healthz").await;
    assert_eq!((got.status, got.text.as_str()), (StatusCode::OK, "ok\n"));
}

/// Routes that everybody may use although they change something, with the reason.
const OPEN_CHANGES: &[&str] = &[
    // Sets a cookie in the demo, and nothing in the database.
    "/demo/dag",
    // The same.
    "/vem",
    // Begins a session for whoever knows the password; tries are counted.
    "/logga-in",
    // Ends a session.
    "/logga-ut",
    // Sends a letter to the owner of an account; letters are counted.
    "/glomt-losenord",
    // Whoever has the link may choose the password.
    "/losenord/{secret}",
    // Anybody may tell what does not work; messages are counted.
    "/tillganglighet",
    // The link is the permission: only whoever it was mailed to has it.
    "/svar/{token}",
    // Looks at a file that somebody has, and writes nothing; how much is read is bounded.
    "/kontrollera",
];

#[test]
fn no_route_that_changes_something_is_public_without_a_reason() {
    let routes: Routes<_> = crate::router::routes();
    assert!(routes.table().len() > 4);
    for entry in routes.table() {
        let reads = entry.method == Method::GET;
        let open = entry.access == Access::Public;
        assert!(reads || !open || OPEN_CHANGES.contains(&entry.path), "{} {}", entry.method, entry.path);
    }
}
