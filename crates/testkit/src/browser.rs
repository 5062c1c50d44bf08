//! A real browser for tests: headless Chromium, one driver per test process, a session per test. Invariant:
//! the browser reaches nothing but this machine, so that a page which loads from elsewhere shows it.
//!
//! ```no_run
//! # async fn example() {
//! use genbo_testkit::browser::{self, View};
//! let Some(client) = browser::open(View::DESK).await else { return };
//! client.goto("http://127.0.0.1:8080/").await.unwrap();
//! assert_eq!(browser::axe(&client).await, []);
//! browser::show(&client, View::PHONE.dark()).await; // a new look is cheaper than a new session
//! client.close().await.unwrap();
//! # }
//! ```

use std::fmt;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::keeper::{self, Kept};
use crate::needs;

/// What the success criteria of WCAG 2.0, 2.1 and 2.2 at levels A and AA are called in axe.
const AXE_TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// No sandbox, because it does not start as root; the browser only sees pages of our own.
const FLAGS: [&str; 13] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--lang=sv-SE",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

static DRIVER: LazyLock<Option<Driver>> = LazyLock::new(start);

struct Driver {
    url: String,
    chromium: String,
    axe: String,
    _kept: Kept,
}

/// The colour scheme that a reader prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// How the browser shows pages: size of the page area in CSS pixels, and colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// `prefers-color-scheme`.
    pub scheme: Scheme,
}

impl View {
    /// The narrowest page that WCAG 2.2 (1.4.10) asks for.
    pub const PHONE: Self = Self { width: 320, height: 640, scheme: Scheme::Light };
    /// A desk with a usual screen.
    pub const DESK: Self = Self { width: 1280, height: 800, scheme: Scheme::Light };

    /// The same view for a reader who prefers dark.
    #[must_use]
    pub const fn dark(self) -> Self {
        Self { scheme: Scheme::Dark, ..self }
    }
}

/// One accessibility rule that a page breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Name of axe's rule: `image-alt`.
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// What is asked for, one sentence.
    pub help: String,
    /// For each place: CSS selector, and the markup there.
    pub places: Vec<(String, String)>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.rule, self.impact, self.help)?;
        self.places.iter().try_for_each(|(selector, html)| write!(f, "\n  {selector}: {html}"))
    }
}

/// A new session in a browser of its own (takes about a second); starts the driver at the first call.
/// `None` when Chromium, its driver or axe is not installed: that is told on standard error.
///
/// # Panics
/// When the browser does not start, and under `CI=true` when something is not installed.
pub async fn open(view: View) -> Option<Client> {
    let driver = DRIVER.as_ref()?;
    let capabilities = json!({ "goog:chromeOptions": { "binary": driver.chromium, "args": FLAGS } });
    let Value::Object(capabilities) = capabilities else { unreachable!("an object stands there") };
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities.into_iter().collect())
        .connect(&driver.url)
        .await
        .expect("the driver is ready, so a browser starts");
    show(&client, view).await;
    Some(client)
}

/// Gives the session another size and colour scheme; the page that is open follows at once.
pub async fn show(client: &Client, view: View) {
    let scheme = match view.scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    cdp(client, "Emulation.setEmulatedMedia", media).await;
    resize(client, view.width, view.height).await;
}

/// The accessibility rules that the open page breaks, in axe's order; none is what a test wants.
///
/// # Panics
/// When axe cannot run in the page.
pub async fn axe(client: &Client) -> Vec<Violation> {
    let driver = DRIVER.as_ref().expect("a client exists, so the driver does");
    client.execute(&driver.axe, vec![]).await.expect("axe loads in any page");
    let run = "const [tags, done] = arguments;
        axe.run(document, { runOnly: tags }).then(r => done(r.violations), e => done(String(e)));";
    let found = client.execute_async(run, vec![json!(AXE_TAGS)]).await.expect("axe runs in any page");
    let found = found.as_array().unwrap_or_else(|| panic!("axe failed: {found}"));
    found.iter().map(violation).collect()
}

/// What the browser has complained about since the last call: scripts and styles it refused, addresses that did
/// not answer. One line each.
///
/// # Panics
/// When the driver does not tell.
pub async fn complaints(client: &Client) -> Vec<String> {
    let log = client.issue_cmd(Log).await.expect("the driver keeps the browser's log");
    log.as_array().into_iter().flatten().map(|line| line["message"].to_string()).collect()
}

/// Writes the open page, as long as it is but at most 10 000 pixels, as a PNG file.
///
/// # Panics
/// When the file cannot be written.
pub async fn screenshot(client: &Client, path: &Path) {
    let size = "return [innerWidth, innerHeight, document.documentElement.scrollHeight]";
    let size = client.execute(size, vec![]).await.expect("a page has a size");
    let pixels = |i: usize| size[i].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or(1000);
    resize(client, pixels(0), pixels(2).clamp(pixels(1), 10_000)).await;
    let png = client.screenshot().await.expect("a page can be pictured");
    resize(client, pixels(0), pixels(1)).await;
    std::fs::write(path, png).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

async fn resize(client: &Client, width: u32, height: u32) {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    cdp(client, "Emulation.setDeviceMetricsOverride", metrics).await;
}

fn violation(found: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let place = |node: &Value| {
        let selector: Vec<String> = node["target"].as_array().into_iter().flatten().map(text).collect();
        (selector.join(" "), text(&node["html"]))
    };
    Violation {
        rule: text(&found["id"]),
        impact: text(&found["impact"]),
        help: text(&found["help"]),
        places: found["nodes"].as_array().into_iter().flatten().map(place).collect(),
    }
}

/// Chromium's own command, which WebDriver does not have.
#[derive(Debug)]
struct Cdp(Value);

impl WebDriverCompatibleCommand for Cdp {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.0.to_string()))
    }
}

/// The browser's console, which WebDriver does not have either.
#[derive(Debug)]
struct Log;

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

async fn cdp(client: &Client, command: &str, parameters: Value) {
    let cdp = Cdp(json!({ "cmd": command, "params": parameters }));
    client.issue_cmd(cdp).await.unwrap_or_else(|error| panic!("{command}: {error}"));
}

fn start() -> Option<Driver> {
    let chromium = needs::programme(&["chromium", "chromium-browser", "google-chrome"], &[]);
    let chromedriver = needs::programme(&["chromedriver"], &["/usr/lib/chromium-browser".into()]);
    let axe = needs::workspace_root().join("tests-browser/node_modules/axe-core/axe.min.js");
    let (Some(chromium), Some(chromedriver), Ok(axe)) =
        (chromium, chromedriver, std::fs::read_to_string(axe))
    else {
        needs::skip(
            "Chromium, its driver or axe-core is not installed, so the browser tests do not run \
             (Debian: apt install chromium chromium-driver; then npm ci in tests-browser)",
        );
        return None;
    };
    let mut last = String::new();
    for _ in 0..3 {
        match start_once(&chromedriver) {
            Ok((url, kept)) => {
                let chromium = chromium.to_str().expect("programmes have plain names").to_owned();
                return Some(Driver { url, chromium, axe, _kept: kept });
            }
            Err(log) => last = log,
        }
    }
    panic!("the browser's driver did not start: {last}");
}

fn start_once(chromedriver: &Path) -> Result<(String, Kept), String> {
    let dir = tempfile::Builder::new().prefix("genbo-browser-").tempdir();
    let dir = dir.expect("a temporary directory can be made").keep();
    let port = needs::free_port();
    let mut driver = Command::new(chromedriver);
    driver.arg(format!("--port={port}"));
    // Profiles go where the keeper tidies up.
    let kept = keeper::keep(&driver, &dir, "TERM", |command| {
        command.env("TMPDIR", &dir);
    });
    keeper::wait_for_log(&dir, "started successfully", "Exiting")?;
    Ok((format!("http://127.0.0.1:{port}"), kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_violation_tells_rule_and_place() {
        let found = violation(&json!({
            "id": "image-alt", "impact": "critical", "help": "Images must have alternative text",
            "nodes": [{ "target": ["main", "img"], "html": "<img src=a.png>" }]
        }));
        assert_eq!(
            found.to_string(),
            "image-alt (critical): Images must have alternative text\n  main img: <img src=a.png>"
        );
    }
}
