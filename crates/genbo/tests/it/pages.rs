//! The portal's pages, asked in process on both databases: the five cooperations, the demo's extras, and a few things that
//! only tests need.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use genbo_app::{
    cooperation_file::import::import,
    cx::{Actor, Cx, Keep, Outside},
    register,
};
use genbo_documents::cooperation_file::{self as file, SourceFile};
use genbo_domain::authority::{Grant, Role};
use genbo_store::{db::Db, migrate::migrate};
use genbo_testkit::{needs::workspace_root, postgres};
use genbo_web::site::{AppState, Site, User};
use jiff::{Timestamp, civil::date};
use std::sync::{Arc, LazyLock};
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// The connections of a shared database live as long as the runtime on which they were opened.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime starts"));
static PORTALS: LazyLock<Vec<Portal>> = LazyLock::new(|| RUNTIME.block_on(portals()));

/// A word that stands in what is restricted, and nowhere else.
pub(crate) const CANARY: &str = "kanariefagel";

const EXTRA: &str = r#"
format = 1
home = "soderasens-miljoforbund"

[[matter]]
slug = "kanariefagel"
title = "kanariefagel"
visibility = "restricted"

[[matter.case]]
organisation = "svalov"
number = "kanariefagel"

[[body]]
slug = "soderasens-miljoforbund/kanariefagel"
owner = "cooperation:soderasens-miljoforbund"
name = "kanariefagel"
visibility = "restricted"

[[body.seat]]
title = "kanariefagel"
allotted_to = ["organisation:svalov"]

[[governing_document]]
slug = "provdokument"
owner = "cooperation:soderasens-miljoforbund"
title = "Provdokument"
kind = "method"
status = "adopted"
review = "2022-06"

[[governing_document.section]]
heading = "Om <script>"
summary = "En sammanfattning."
quotes = ["ett citat & två"]

[[indicator]]
slug = "provmatning"
name = "Provmätning"
owner = "cooperation:soderasens-miljoforbund"
unit = "antal"

[[indicator.value]]
organisation = "svalov"
when = "2020"
value = "3"

[[indicator.value]]
organisation = "svalov"
when = "2021"
value = "5"
breaks = true

[[indicator.value]]
organisation = "svalov"
when = "2022"

[[key]]
slug = "provnyckel"
cooperation = "soderasens-miljoforbund"
title = "Provnyckel"
rule = "Efter folkmängd."

[[key.share]]
payer = "organisation:svalov"
share = "1/3"

[[key.share]]
payer = "organisation:bjuv"
share = "2/3"

[[agreement]]
slug = "provavtal"
title = "Provavtal"
cooperation = "soderasens-miljoforbund"
notice = "6 months"
cost_key = "provnyckel"
"#;

/// A portal on one database.
pub(crate) struct Portal {
    router: Router,
    _dir: tempfile::TempDir,
}

/// The same portal on each database.
pub(crate) fn all() -> &'static [Portal] {
    &PORTALS
}

impl Portal {
    /// Status and text of an address, as anybody sees it.
    pub(crate) fn get(&self, address: &str) -> (StatusCode, String) {
        self.ask(address, None)
    }

    /// The text of an address that answers with 200, as anybody sees it.
    pub(crate) fn page(&self, address: &str) -> String {
        let (status, text) = self.get(address);
        assert_eq!(status, StatusCode::OK, "{address}: {text}");
        text
    }

    /// The text of an address as the administrator sees it.
    pub(crate) fn page_for_administrator(&self, address: &str) -> String {
        let (status, text) = self.ask(address, Some("administrator"));
        assert_eq!(status, StatusCode::OK, "{address}: {text}");
        text
    }

    fn ask(&self, address: &str, user: Option<&str>) -> (StatusCode, String) {
        let mut request = Request::get(address);
        if let Some(user) = user {
            request = request.header(header::COOKIE, format!("{}={user}", genbo_web::cookie::USER));
        }
        let request = request.body(Body::empty()).unwrap();
        RUNTIME.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let status = response.status();
            let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (status, String::from_utf8(bytes.to_vec()).unwrap())
        })
    }

    async fn filled(url: &str, dir: tempfile::TempDir) -> Portal {
        let outside = Outside { now: || Timestamp::UNIX_EPOCH, salt: || [7; 16] };
        let cx = Cx::new(Db::open(url, true).await.unwrap(), outside);
        migrate(&cx.db, "1970-01-01T00:00:00Z").await.unwrap();
        register::ensure(&cx).await.unwrap();
        let mut files: Vec<(String, Vec<u8>)> = ["cooperations", "demo"]
            .iter()
            .flat_map(|dir| std::fs::read_dir(workspace_root().join(dir)).unwrap())
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().ends_with(".genbo.toml"))
            .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
            .collect();
        files.push(("extra.genbo.toml".to_owned(), EXTRA.into()));
        let sources: Vec<SourceFile<'_>> =
            files.iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
        let bundle = file::read(&sources).unwrap_or_else(|p| panic!("{p:#?}"));
        import(&cx, &Actor::System, &bundle, Keep::Commit).await.unwrap();
        let site = Site {
            demo: Some(date(2022, 9, 29)),
            identify: Box::new(|name| {
                let administrator = name == "administrator";
                let actor = Actor::Account {
                    name: name.clone(),
                    grants: administrator
                        .then_some(Grant { role: Role::Administrator, scope: None })
                        .into_iter()
                        .collect(),
                    member_of: Vec::new(),
                    keeps: Vec::new(),
                };
                Box::pin(async move { Some(User { name, title: String::new(), actor }) })
            }),
            ..Site::new("https://genbo.example.se", || Timestamp::UNIX_EPOCH)
        };
        Portal { router: genbo_web::router::router(AppState { site: Arc::new(site), cx }), _dir: dir }
    }
}

async fn portals() -> Vec<Portal> {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", dir.path().join("t.db").display());
    let mut portals = vec![Portal::filled(&url, dir).await];
    if let Some(url) = postgres::database_url("pages") {
        portals.push(Portal::filled(&url, tempfile::tempdir().unwrap()).await);
    }
    portals
}

/// Every address of this site on a page that begins so, without what follows `?` or `#`, each once.
pub(crate) fn addresses(page: &str, begin: &str) -> Vec<String> {
    let mut all: Vec<String> = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with(begin))
        .map(|href| href.split(['?', '#', '&']).next().unwrap_or(href).to_owned())
        .collect();
    all.sort();
    all.dedup();
    all
}

/// The text between the tags, with single blanks: what a reader sees.
pub(crate) fn visible(page: &str) -> String {
    let mut text = String::with_capacity(page.len() / 2);
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(if c == '\u{a0}' { ' ' } else { c }),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a page tells what only programs read.
pub(crate) fn debug_text(page: &str) -> Option<&'static str> {
    let text = visible(page);
    ["None", "Some(", "Ok(", "Err(", "ThingId", "Text(\"", "Value::", "NaN", "{}", "{{", "%}"]
        .into_iter()
        .find(|mark| text.contains(mark))
}
