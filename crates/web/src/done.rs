//! What has just been done, told once on the next page, with the way back.
//!
//! Invariants: it travels in a cookie that lives a minute and is taken away by the page that shows it; only somebody who
//! is signed in sees it; it says nothing but names of things.

use crate::{cookie, frame::Frame, site::User, typed, url};
use axum::{
    extract::Request,
    http::{HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use genbo_domain::{noun::NounDef, value::Kind};

const NAME: &str = "gjort";

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Something was added.
    Added,
    /// Something was changed.
    Changed,
    /// Nothing was changed.
    Nothing,
    /// The last change was undone.
    Undone,
    /// What had been added was undone.
    Gone,
    /// Something was taken back.
    Withdrawn,
    /// A pasted table was added; the number is that of its rows.
    Pasted,
}

const WHATS: [(What, &str); 7] = [
    (What::Added, "lagt-till"),
    (What::Changed, "andrat"),
    (What::Nothing, "inget"),
    (What::Undone, "angrat"),
    (What::Gone, "borta"),
    (What::Withdrawn, "tillbaka"),
    (What::Pasted, "klistrat"),
];

/// What has just been done to a thing.
#[derive(Debug, Clone)]
pub struct Done {
    /// What.
    pub what: What,
    /// The noun.
    pub noun: &'static NounDef,
    /// The thing.
    pub slug: String,
    /// The number of the change, if it can be undone; of rows, if they were pasted.
    pub number: Option<i64>,
    /// A date whose year was filled in, in EDTF.
    pub understood: Option<String>,
}

impl Done {
    /// What was done to that thing, when there is nothing more to say of it.
    pub fn plain(what: What, noun: &'static NounDef, slug: &str) -> Done {
        Done { what, noun, slug: slug.to_owned(), number: None, understood: None }
    }

    /// The answer that leads to a page of this site, which will tell it.
    pub fn redirect(&self, to: &str) -> Response {
        let line = format!("{NAME}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60", self.value());
        let headers = [(header::LOCATION, to.to_owned()), (header::SET_COOKIE, line)];
        (axum::http::StatusCode::SEE_OTHER, headers).into_response()
    }

    fn value(&self) -> String {
        let what = WHATS.iter().find(|(w, _)| *w == self.what).map_or("", |(_, name)| name);
        let number = self.number.map(|n| n.to_string()).unwrap_or_default();
        format!(
            "{what}|{}|{}|{number}|{}",
            self.noun.plural,
            self.slug,
            self.understood.clone().unwrap_or_default()
        )
    }

    fn parse(value: &str) -> Option<Done> {
        let mut parts = value.split('|');
        let what = parts.next()?;
        let what = WHATS.iter().find(|(_, name)| *name == what).map(|(w, _)| *w)?;
        let plural = parts.next()?;
        let noun = genbo_domain::NOUNS.iter().copied().find(|n| n.plural == plural)?;
        let slug = genbo_domain::slug::check(parts.next()?).ok()?.to_owned();
        let number = parts.next()?.parse().ok();
        let understood =
            parts.next().filter(|d| d.parse::<genbo_domain::edtf::Edtf>().is_ok()).map(str::to_owned);
        Some(Done { what, noun, slug, number, understood })
    }

    /// What it says.
    pub fn text(&self, f: &Frame) -> String {
        let t = &f.t.form;
        let text = match self.what {
            What::Added => f.lang.added(self.noun.name),
            What::Changed => t.saved.to_owned(),
            What::Nothing => t.nothing_changed.to_owned(),
            What::Undone => t.undone.to_owned(),
            What::Gone => t.undone_created.to_owned(),
            What::Withdrawn => t.withdrawn.to_owned(),
            What::Pasted => f.lang.rows_added(self.number.unwrap_or_default()),
        };
        match self.understood.as_deref().and_then(|d| typed::understood(f.lang, Kind::Date, d)) {
            Some(date) => format!("{text} {}", f.lang.understood_as(&date)),
            None => text,
        }
    }

    /// Whether it can be undone from here.
    pub fn is_undoable(&self) -> bool {
        self.number.is_some() && self.what != What::Pasted
    }

    /// Where the change is undone.
    pub fn undo(&self, f: &Frame) -> String {
        f.link(&url::undo(self.noun, &self.slug))
    }
}

/// Hands what was done to the page that is asked for, and takes the cookie away with the page that shows it.
pub(crate) async fn tell(mut request: Request, next: Next) -> Response {
    let told = (request.method() == Method::GET && request.extensions().get::<User>().is_some())
        .then(|| cookie::get(request.headers(), NAME).and_then(Done::parse))
        .flatten();
    let Some(done) = told else { return next.run(request).await };
    request.extensions_mut().insert(done);
    let mut response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/html")
        && let Ok(line) = HeaderValue::from_str(&cookie::clear(NAME))
    {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_travels_in_the_cookie_comes_back_and_nonsense_is_nothing() {
        let done = Done {
            what: What::Changed,
            noun: NounDef::named("meeting").unwrap(),
            slug: "svalov/kommunstyrelsen/2022-09-12".to_owned(),
            number: Some(12),
            understood: Some("2022-10-14".to_owned()),
        };
        assert_eq!(Done::parse(&done.value()).map(|d| d.value()), Some(done.value()));
        for value in ["", "andrat", "andrat|meetings|../x|1|", "annat|meetings|a|1|", "andrat|<b>|a|1|"] {
            assert!(Done::parse(value).is_none(), "{value}");
        }
    }
}
