//! Somebody who visits a portal on a database of the test's own, with cookies as a browser keeps them, at a time that the
//! test tells.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use genbo_app::{
    account::{self, NewAccount, key},
    cx::{Actor, Cx, Outside},
};
use genbo_testkit::app::{OUTSIDE, TestApp};
use genbo_web::site::{AppState, Site};
use jiff::{SignedDuration, Timestamp};
use std::{
    cell::Cell,
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tower::ServiceExt;

thread_local! {
    /// How many seconds the test has let pass. Each test runs on a thread of its own.
    static PASSED: Cell<i64> = const { Cell::new(0) };
}

fn now() -> Timestamp {
    (OUTSIDE.now)() + SignedDuration::from_secs(PASSED.get())
}

fn salt() -> [u8; 16] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut salt = [7; 16];
    salt[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    salt
}

/// Lets time pass, or turns it back.
pub(crate) fn pass(minutes: i64) {
    PASSED.set(PASSED.get() + 60 * minutes);
}

/// The application with a clock that the test moves and secrets that differ.
pub(crate) fn moving(app: &TestApp) -> Cx {
    PASSED.set(0);
    Cx::new(app.cx.db.clone(), Outside { now, salt })
}

/// A portal over it that is no demo.
pub(crate) fn portal(cx: &Cx) -> Router {
    let site = Site::new("http://127.0.0.1:8080", now).with_accounts(cx);
    genbo_web::router::router(AppState { site: Arc::new(site), cx: cx.clone() })
}

/// What everybody's password is in these tests.
pub(crate) const PASSWORD: &str = "tolv tecken och mer";

/// An open account with a password and roles, each as `role` or `role@noun:slug`.
pub(crate) async fn account(cx: &Cx, name: &str, roles: &[&str]) {
    without_password(cx, name, roles).await;
    key::set_password(cx, name, PASSWORD).await.unwrap();
}

/// The same without a password.
pub(crate) async fn without_password(cx: &Cx, name: &str, roles: &[&str]) {
    let role = |r: &&str| match r.split_once('@') {
        Some((role, scope)) => (role.to_owned(), Some(scope.to_owned())),
        None => ((*r).to_owned(), None),
    };
    let new = NewAccount {
        name: name.to_owned(),
        display_name: format!("Person {name}, prov"),
        person: None,
        roles: roles.iter().map(role).collect(),
        demo: false,
    };
    account::put(cx, &Actor::System, &new).await.unwrap();
}

/// Somebody at a browser.
#[derive(Clone)]
pub(crate) struct Visitor {
    router: Router,
    pub(crate) cookies: BTreeMap<String, String>,
    address: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) to: String,
    pub(crate) text: String,
    pub(crate) cookies: Vec<String>,
}

impl Visitor {
    /// Somebody with an empty browser.
    pub(crate) fn new(router: &Router) -> Visitor {
        Visitor { router: router.clone(), cookies: BTreeMap::new(), address: None }
    }

    /// Somebody who has signed in.
    pub(crate) async fn signed_in(router: &Router, name: &str) -> Visitor {
        let mut visitor = Visitor::new(router);
        let answer = visitor.sign_in(name, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}: {}", answer.text);
        visitor
    }

    /// Comes from that address of the network, as the proxy on this machine tells it.
    pub(crate) fn from(mut self, address: &str) -> Visitor {
        self.address = Some(address.to_owned());
        self
    }

    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        self.post("/logga-in", &[("name", name), ("password", password)]).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, &[]).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = form.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        self.send(Method::POST, path, Some(pairs.join("&")), &[]).await
    }

    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        form: Option<String>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if form.is_some() && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(form.unwrap_or_default())).unwrap();
        if let Some(address) = &self.address {
            let peer = std::net::SocketAddr::from(([127, 0, 0, 1], 4000));
            request.extensions_mut().insert(axum::extract::ConnectInfo(peer));
            request.headers_mut().insert("x-forwarded-for", address.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let text = |name| response.headers().get_all(name).iter().map(|v| v.to_str().unwrap().to_owned());
        let (to, cookies) = (text(header::LOCATION).next().unwrap_or_default(), text(header::SET_COOKIE));
        let cookies: Vec<String> = cookies.collect();
        for line in &cookies {
            let (name, rest) = line.split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                let value = rest.split(';').next().unwrap_or_default();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, to, text: String::from_utf8_lossy(&bytes).into_owned(), cookies }
    }
}

pub(crate) fn encode(text: &str) -> String {
    genbo_web::frame::encode(text)
}

/// The value of a hidden or other field of a page, as it stands there.
pub(crate) fn value_of(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\""))?;
    let value = rest.split('"').next()?;
    let plain = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    Some(plain.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to)))
}
