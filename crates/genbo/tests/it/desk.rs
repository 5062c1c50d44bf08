//! A desk: the portal in process over a database of one's own, with people who sign in, open forms, fill them in and send
//! them as a browser would.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use genbo_app::{
    account::{self, NewAccount},
    cx::{Actor, Cx},
};
use genbo_testkit::app::TestApp;
use genbo_web::{
    paper::typesetter::{self, Job, NotMade, Typesetter},
    site::{AppState, Site, User},
};
use jiff::{Timestamp, civil::date};
use std::sync::Arc;
use tower::ServiceExt;

/// The portal over one database.
pub(crate) struct Desk {
    router: Router,
}

/// What the portal answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) text: String,
    /// Where it leads, if it leads elsewhere.
    pub(crate) to: String,
    cookies: Vec<String>,
}

impl Desk {
    pub(crate) fn of(app: &TestApp) -> Desk {
        Desk::over(app.cx.clone())
    }

    /// The portal over that context.
    pub(crate) fn over(context: Cx) -> Desk {
        Desk::with(context, typesetter::nobody())
    }

    /// With a typesetter that makes of the same paper the same bytes.
    pub(crate) fn typesetting(app: &TestApp) -> Desk {
        Desk::with(
            app.cx.clone(),
            Box::new(|job| {
                Box::pin(async move {
                    match job {
                        Job::Paper(paper) => Ok(format!("%PDF-1.7\n{}\n%%EOF\n", paper.data).into_bytes()),
                        _ => Err(NotMade::Nobody),
                    }
                })
            }),
        )
    }

    fn with(context: Cx, typeset: Typesetter) -> Desk {
        let cx = context.clone();
        let site = Site {
            typeset,
            demo: Some(date(2022, 9, 29)),
            identify: Box::new(move |name| {
                let cx = cx.clone();
                Box::pin(async move {
                    let known = account::known(&cx, &name).await.ok()??;
                    Some(User { name, title: String::new(), actor: known.actor })
                })
            }),
            ..Site::new("https://genbo.example.se", || Timestamp::UNIX_EPOCH)
        };
        let state = AppState { site: Arc::new(site), cx: context };
        Desk { router: genbo_web::router::router(state) }
    }

    /// What somebody sees at an address.
    pub(crate) async fn get(&self, user: &str, path: &str) -> Answer {
        self.with_cookies(user, path, &[]).await
    }

    /// The page to which an answer leads, with the cookies that it set.
    pub(crate) async fn follow(&self, user: &str, answer: &Answer) -> Answer {
        let cookies: Vec<&str> = answer.cookies.iter().map(String::as_str).collect();
        self.with_cookies(user, &answer.to, &cookies).await
    }

    async fn with_cookies(&self, user: &str, path: &str, cookies: &[&str]) -> Answer {
        let mut line: Vec<String> = cookies.iter().map(|c| (*c).to_owned()).collect();
        if !user.is_empty() {
            line.push(format!("{}={user}", genbo_web::cookie::USER));
        }
        let request = Request::get(path).header(header::COOKIE, line.join("; ")).body(Body::empty()).unwrap();
        self.ask(request).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, user: &str, path: &str, pairs: &[(String, String)]) -> Answer {
        let body: Vec<String> = pairs
            .iter()
            .map(|(k, v)| format!("{}={}", genbo_web::frame::encode(k), genbo_web::frame::encode(v)))
            .collect();
        let request = Request::post(path)
            .header(header::COOKIE, format!("{}={user}", genbo_web::cookie::USER))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.join("&")))
            .unwrap();
        self.ask(request).await
    }

    /// Sends a form with a file: its name, what the browser says that it is, and its bytes.
    pub(crate) async fn post_file(
        &self,
        user: &str,
        path: &str,
        pairs: &[(String, String)],
        (field, name, kind, bytes): (&str, &str, &str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        for (key, value) in pairs.iter().filter(|(k, _)| k != field) {
            let head =
                format!("--grans\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n");
            body.extend(head.into_bytes());
        }
        let head = format!(
            "--grans\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n--grans--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, format!("{}={user}", genbo_web::cookie::USER))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grans")
            .body(Body::from(body))
            .unwrap();
        self.ask(request).await
    }

    /// What is fetched at an address: status, media type, bytes.
    pub(crate) async fn fetch(&self, user: &str, path: &str) -> (StatusCode, String, Vec<u8>) {
        let cookie = format!("{}={user}", genbo_web::cookie::USER);
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let kind = response.headers().get(header::CONTENT_TYPE).map(|v| v.to_str().unwrap().to_owned());
        let (status, kind) = (response.status(), kind.unwrap_or_default());
        (status, kind, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let text = |v: &header::HeaderValue| v.to_str().unwrap().to_owned();
        let to = response.headers().get(header::LOCATION).map(text).unwrap_or_default();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let cookies = cookies.map(|v| text(v).split(';').next().unwrap().to_owned()).collect();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, text: String::from_utf8(bytes.to_vec()).unwrap(), to, cookies }
    }
}

/// Adds an account with one role.
pub(crate) async fn account(app: &TestApp, name: &str, role: &str, scope: Option<&str>) {
    let new = NewAccount {
        name: name.to_owned(),
        display_name: name.to_owned(),
        person: None,
        roles: vec![(role.to_owned(), scope.map(str::to_owned))],
        demo: true,
    };
    account::put(&app.cx, &Actor::System, &new).await.unwrap();
}

/// What a browser would send of the page's main form if nobody touched it.
pub(crate) fn pairs(page: &str) -> Vec<(String, String)> {
    pairs_of(page, "<form class=\"form\"")
}

/// The same of the form that begins so.
pub(crate) fn pairs_of(page: &str, begins: &str) -> Vec<(String, String)> {
    let form = page.split(begins).nth(1).expect("the page has a form");
    let form = form.split("</form>").next().unwrap();
    let mut pairs = Vec::new();
    let mut rest = form;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap_or(rest.len());
        let (tag, after) = (&rest[..end], &rest[(end + 1).min(rest.len())..]);
        let name = attribute(tag, "name");
        if tag.starts_with("input") && !name.is_empty() {
            let kind = attribute(tag, "type");
            if !matches!(kind.as_str(), "checkbox" | "radio") || tag.contains(" checked") {
                pairs.push((name, attribute(tag, "value")));
            }
        } else if tag.starts_with("textarea") {
            let text = after.split("</textarea>").next().unwrap();
            pairs.push((name, unescaped(text.strip_prefix('\n').unwrap_or(text))));
        } else if tag.starts_with("select") {
            let options = after.split("</select>").next().unwrap();
            let chosen =
                options.split("<option").find(|o| o.split('>').next().unwrap().contains(" selected"));
            pairs.push((name, chosen.map(|o| attribute(o, "value")).unwrap_or_default()));
        }
        rest = after;
    }
    pairs
}

fn attribute(tag: &str, name: &str) -> String {
    tag.split(&format!(" {name}=\""))
        .nth(1)
        .and_then(|v| v.split('"').next())
        .map(unescaped)
        .unwrap_or_default()
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

/// The pairs with one field written anew; of a list, its first rows.
pub(crate) fn with(pairs: &[(String, String)], name: &str, values: &[&str]) -> Vec<(String, String)> {
    let mut values = values.iter();
    let mut out: Vec<(String, String)> = pairs
        .iter()
        .map(|(k, v)| {
            if k == name {
                (k.clone(), values.next().map_or(v.clone(), |v| (*v).to_owned()))
            } else {
                (k.clone(), v.clone())
            }
        })
        .collect();
    out.extend(values.map(|v| (name.to_owned(), (*v).to_owned())));
    out
}
