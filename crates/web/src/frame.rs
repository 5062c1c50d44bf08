//! What every page needs of its request: language, day, user, menu, and links that keep language and day.

use crate::{
    cookie,
    lang::Lang,
    nav::{self, MenuItem},
    route::Entry,
    site::{Site, User},
    texts::Texts,
};
use axum::extract::{FromRef, FromRequestParts, Query};
use axum::http::request::Parts;
use jiff::civil::Date;
use std::{convert::Infallible, sync::Arc};

/// The frame of one page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language.
    pub lang: Lang,
    /// The language that the reader gets without asking for one.
    own_lang: Lang,
    /// All texts of the language.
    pub t: &'static Texts,
    /// The path, as `/moten/svalov/kommunstyrelsen/2022-09-12`.
    pub path: String,
    /// The query, decoded, in its order.
    pub query: Vec<(String, String)>,
    /// The day on which the page is shown.
    pub today: Date,
    /// Whether the reader chose that day.
    pub day_chosen: bool,
    /// Whether this is the demo.
    pub demo: bool,
    /// What the reader may do with the thing of this page.
    pub editing: Option<crate::offer::Editing>,
    /// What is broken or at risk for the things of this page, as far as the reader sees it.
    pub marks: Option<Arc<genbo_app::check::mark::Marks>>,
    /// What has just been done, to be told on this page.
    pub done: Option<crate::done::Done>,
    /// The house whose page this is.
    pub house: Option<crate::house::Shown>,
    /// Who reads, if he or she has said so.
    pub user: Option<User>,
    /// Where the installation is reached.
    pub base_url: String,
    routes: Arc<[Entry]>,
    site: Arc<Site>,
}

impl Frame {
    /// The frame of a request.
    pub(crate) fn of(parts: &Parts, site: &Arc<Site>) -> Frame {
        let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map(|q| q.0).unwrap_or_default();
        let own_lang = cookie::get(&parts.headers, cookie::LANG).map_or(Lang::Sv, Lang::of_code);
        let lang = query.iter().find(|(k, _)| k == "lang").map_or(own_lang, |(_, v)| Lang::of_code(v));
        let (today, day_chosen) = site.today(&query, &parts.headers);
        Frame {
            lang,
            own_lang,
            t: lang.texts(),
            path: parts.uri.path().to_owned(),
            query,
            today,
            day_chosen,
            demo: site.demo.is_some(),
            editing: None,
            house: None,
            marks: None,
            done: parts.extensions.get::<crate::done::Done>().cloned(),
            user: parts.extensions.get::<User>().cloned(),
            base_url: site.base_url.clone(),
            routes: parts.extensions.get::<Arc<[Entry]>>().cloned().unwrap_or_default(),
            site: Arc::clone(site),
        }
    }

    /// The value of a query parameter, if it is there and not blank.
    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// Who acts.
    pub fn actor(&self) -> genbo_app::cx::Actor {
        self.user.as_ref().map_or(genbo_app::cx::Actor::Anonymous, |user| user.actor.clone())
    }

    /// In the demo, a page of that cooperation opens on the cooperation's day, if it has one and the reader has not chosen
    /// another.
    pub fn opens_for(&mut self, cooperation: &str) {
        if let Some(day) = self.site.opens_on.get(cooperation)
            && self.demo
            && !self.day_chosen
        {
            self.today = *day;
        }
    }

    /// A link inside the site that keeps language and day. `path` may have a query and a fragment.
    pub fn link(&self, path: &str) -> String {
        self.link_with(path, &[])
    }

    /// As [`Frame::link`], with more parameters.
    pub fn link_with(&self, path: &str, more: &[(&str, &str)]) -> String {
        let day = self.query.iter().find(|(k, _)| k == "today" && self.demo).map(|(_, v)| v.as_str());
        let lang = (self.lang != self.own_lang).then_some(self.lang.code());
        let kept = [("today", day), ("lang", lang)].into_iter().filter_map(|(k, v)| Some((k, v?)));
        with_parameters(path, more.iter().copied().chain(kept))
    }

    /// This page with some parameters changed; an empty value takes the parameter away.
    pub fn here_with(&self, changed: &[(&str, &str)]) -> String {
        let old = self.query.iter().map(|(k, v)| (k.as_str(), v.as_str()));
        let kept = old.filter(|(k, _)| !changed.iter().any(|(c, _)| c == k));
        with_parameters(&self.path, kept.chain(changed.iter().copied().filter(|(_, v)| !v.is_empty())))
    }

    /// Under which name the browser keeps what is typed on this page: nobody is offered what somebody else typed.
    pub fn keep_as(&self) -> String {
        let who = self.user.as_ref().map(|u| u.actor.name()).unwrap_or_default();
        format!("{who} {}", self.here_with(&[("lang", "")]))
    }

    /// This page in the other language.
    pub fn other_language(&self) -> String {
        let other = self.lang.other();
        self.here_with(&[("lang", if other == self.own_lang { "" } else { other.code() })])
    }

    /// The hidden fields that a GET form needs so that language and day are kept.
    pub fn kept(&self) -> Vec<(&str, &str)> {
        let keep = |k: &str| k == "lang" && self.lang != self.own_lang || k == "today" && self.demo;
        self.query.iter().filter(|(k, _)| keep(k)).map(|(k, v)| (k.as_str(), v.as_str())).collect()
    }

    /// The installation.
    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    /// Where to sign in and come back to this page.
    pub fn sign_in(&self) -> String {
        self.link_with("/logga-in", &[("to", &self.here_with(&[]))])
    }

    /// Whether there is a page with exactly that path.
    pub fn has_page(&self, path: &str) -> bool {
        self.routes.iter().any(|e| e.path == path && e.method == axum::http::Method::GET)
    }

    /// The menu: groups of entries that have a page.
    pub fn menu(&self) -> Vec<Vec<MenuItem>> {
        nav::menu(self)
    }

    /// Which day the demo pretends that it is, in words.
    pub fn demo_day(&self) -> String {
        self.lang.demo_day(self.today)
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        crate::assets::url(name)
    }
}

impl<S> FromRequestParts<S> for Frame
where
    Arc<Site>: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Frame::of(parts, &Arc::<Site>::from_ref(state)))
    }
}

fn with_parameters<'a>(path: &str, parameters: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let (path, fragment) = path.split_once('#').map_or((path, None), |(p, f)| (p, Some(f)));
    let mut out = path.to_owned();
    for (name, value) in parameters {
        out.push(if out.contains('?') { '&' } else { '?' });
        out.push_str(&encode(name));
        out.push('=');
        out.push_str(&encode(value));
    }
    if let Some(fragment) = fragment {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

/// Percent-encodes what may not stand in a query or in one segment of a path.
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, b| {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
        out
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use jiff::civil::date;

    /// A frame of the demo for that address.
    pub(crate) fn frame(uri: &str) -> Frame {
        let site = Site {
            demo: Some(date(2022, 9, 29)),
            opens_on: [("old".to_owned(), date(2018, 1, 30))].into(),
            ..Site::new("http://x", || jiff::Timestamp::UNIX_EPOCH)
        };
        let (parts, ()) = axum::http::Request::get(uri).body(()).unwrap().into_parts();
        Frame::of(&parts, &Arc::new(site))
    }

    #[test]
    fn a_link_keeps_language_and_day_and_nothing_else() {
        let f = frame("/organ?lang=en&today=2021-05-07&q=x");
        assert_eq!(f.link("/moten#sista"), "/moten?today=2021-05-07&lang=en#sista");
        assert_eq!(
            f.link_with("/moten?a=1", &[("q", "å &")]),
            "/moten?a=1&q=%C3%A5%20%26&today=2021-05-07&lang=en"
        );
        assert_eq!(frame("/organ?q=x").link("/moten"), "/moten");
    }

    #[test]
    fn the_page_in_the_other_language_and_back_again_is_the_same_page() {
        assert_eq!(frame("/organ?q=x&page=2").other_language(), "/organ?q=x&page=2&lang=en");
        assert_eq!(frame("/organ?q=x&lang=en&page=2").other_language(), "/organ?q=x&page=2");
    }

    #[test]
    fn a_page_of_an_old_cooperation_opens_on_its_own_day_unless_one_is_chosen() {
        let mut f = frame("/");
        f.opens_for("other");
        assert_eq!(f.today, date(2022, 9, 29));
        f.opens_for("old");
        assert_eq!(f.today, date(2018, 1, 30));
        let mut f = frame("/?today=2022-01-01");
        f.opens_for("old");
        assert_eq!(f.today, date(2022, 1, 1));
    }

    #[test]
    fn a_broken_query_is_no_query() {
        assert_eq!(frame("/?lang=%FF%FE").lang, Lang::Sv);
        assert_eq!(frame("/?q=%20%20").asked("q"), None);
    }
}
