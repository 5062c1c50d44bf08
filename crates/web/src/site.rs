//! What the pages know of their installation: its state, its day, and who asks.

use crate::{
    cookie,
    paper::{
        bundle::Making,
        typesetter::{self, Typesetter},
    },
};
use axum::extract::FromRef;
use axum::http::HeaderMap;
use genbo_app::cx::{Actor, Cx};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::{collections::BTreeMap, future::Future, pin::Pin, sync::Arc};

/// An answer that comes later.
pub type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Everything that handlers get: the site and the context of actions.
#[derive(Debug, Clone)]
pub struct AppState {
    /// What the pages know of their installation.
    pub site: Arc<Site>,
    /// The context of queries and actions.
    pub cx: Cx,
}

impl FromRef<AppState> for Arc<Site> {
    fn from_ref(state: &AppState) -> Self {
        Arc::clone(&state.site)
    }
}

impl FromRef<AppState> for Cx {
    fn from_ref(state: &AppState) -> Self {
        state.cx.clone()
    }
}

/// The installation, as far as pages need it without a query.
pub struct Site {
    /// The demo's own day, if this is the demo: the day can then be changed, and everything is marked.
    pub demo: Option<Date>,
    /// In the demo, the day on which pages of a cooperation open, by its slug, where that is not the demo's own day.
    pub opens_on: BTreeMap<String, Date>,
    /// What becomes of mail.
    pub mail: Mail,
    /// Where the installation is reached, without a slash at the end: `https://genbo.example.se`.
    pub base_url: String,
    /// The moment.
    pub now: fn() -> Timestamp,
    /// The zone in which "today" is meant.
    pub zone: TimeZone,
    /// How many bytes of finished pages are kept; 0 keeps none.
    pub cache_bytes: usize,
    /// Who has that name, as the user's cookie has it; `None` if nobody.
    pub identify: Box<dyn Fn(String) -> Later<Option<User>> + Send + Sync>,
    /// Who has shown something that only he or she has. Asked only by requests that carry it.
    pub recognise: Box<dyn Fn(Credential) -> Later<Recognised> + Send + Sync>,
    /// The number of the last change. While it stays the same, so do public pages. `None` keeps no pages.
    pub sequence: Box<dyn Fn() -> Later<Option<i64>> + Send + Sync>,
    /// Makes PDF files and pictures of dots.
    pub typeset: Typesetter,
    /// What is being put together just now.
    pub making: Making,
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site")
            .field("demo", &self.demo)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}

/// What a request carries to show who sends it.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// The secret of a session.
    Session(String),
    /// The token of a program.
    Token(String),
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a credential")
    }
}

/// What comes of it.
#[derive(Debug, Clone)]
pub enum Recognised {
    /// It is somebody.
    User(Box<User>),
    /// It was somebody, whose session has ended by itself; the name to show.
    Over(String),
    /// It is nobody.
    Nobody,
}

/// What becomes of mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mail {
    /// It stays in the outbox: no server has been named.
    Nowhere,
    /// It is kept as what would have been sent: this is a demo.
    Kept,
    /// It is sent.
    Sent,
}

/// Somebody who has said who he or she is.
#[derive(Debug, Clone)]
pub struct User {
    /// Name to show.
    pub name: String,
    /// Post and organisation, to show; where somebody stands in, the name of whom.
    pub title: String,
    /// Who acts, for permissions and for what can be seen.
    pub actor: Actor,
}

impl Site {
    /// A site that is no demo, knows nobody and keeps no pages.
    pub fn new(base_url: &str, now: fn() -> Timestamp) -> Site {
        Site {
            demo: None,
            mail: Mail::Nowhere,
            opens_on: BTreeMap::new(),
            base_url: base_url.trim_end_matches('/').to_owned(),
            now,
            zone: TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC),
            cache_bytes: 0,
            identify: Box::new(|_| Box::pin(async { None })),
            recognise: Box::new(|_| Box::pin(async { Recognised::Nobody })),
            sequence: Box::new(|| Box::pin(async { None })),
            typeset: typesetter::nobody(),
            making: Making::default(),
        }
    }

    /// The day of a request, and whether its sender chose it: only in the demo can a day be chosen, by `?today=` or by
    /// cookie.
    pub fn today(&self, query: &[(String, String)], headers: &HeaderMap) -> (Date, bool) {
        let real = self.now_date();
        let Some(own) = self.demo else { return (real, false) };
        let asked = query.iter().find(|(k, _)| k == "today").map(|(_, v)| v.as_str());
        let chosen = asked.or_else(|| cookie::get(headers, cookie::DAY)).and_then(|day| day.parse().ok());
        (chosen.unwrap_or(own), chosen.is_some())
    }

    /// A moment as it is told where the installation is.
    pub fn local(&self, at: Timestamp) -> jiff::Zoned {
        at.to_zoned(self.zone.clone())
    }

    /// Whether the portal is reached over an encrypted connection.
    pub fn is_encrypted(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// The name of the cookie that carries a session.
    pub fn session_cookie(&self) -> &'static str {
        if self.is_encrypted() { cookie::SESSION } else { cookie::PLAIN_SESSION }
    }

    /// The header line that sets the cookie of a session.
    pub fn set_session(&self, secret: &str) -> String {
        match self.session_cookie() {
            cookie::SESSION => cookie::set_secure(cookie::SESSION, secret),
            name => cookie::set(name, secret),
        }
    }

    /// The header line that takes the cookie of a session away.
    pub fn clear_session(&self) -> String {
        let line = cookie::clear(self.session_cookie());
        if self.is_encrypted() { line + "; Secure" } else { line }
    }

    fn now_date(&self) -> Date {
        (self.now)().to_zoned(self.zone.clone()).date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;
    use jiff::civil::date;

    fn site(demo: Option<Date>) -> Site {
        Site { demo, ..Site::new("http://x/", || "2026-11-22T23:30:00Z".parse().unwrap()) }
    }
    fn query(day: &str) -> Vec<(String, String)> {
        vec![("today".to_owned(), day.to_owned())]
    }

    #[test]
    fn outside_the_demo_nobody_chooses_the_day() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "dag=2020-01-01".parse().unwrap());
        // Half past midnight in Stockholm.
        assert_eq!(site(None).today(&query("2020-01-01"), &headers), (date(2026, 11, 23), false));
    }

    #[test]
    fn in_the_demo_the_address_goes_before_the_cookie_and_nonsense_is_the_demos_own_day() {
        let demo = site(Some(date(2022, 9, 29)));
        let mut headers = HeaderMap::new();
        assert_eq!(demo.today(&[], &headers), (date(2022, 9, 29), false));
        headers.insert(header::COOKIE, "dag=2020-01-01".parse().unwrap());
        assert_eq!(demo.today(&[], &headers), (date(2020, 1, 1), true));
        assert_eq!(demo.today(&query("2021-05-07"), &headers), (date(2021, 5, 7), true));
        assert_eq!(demo.today(&query("2021-02-31"), &headers), (date(2022, 9, 29), false));
    }
}
