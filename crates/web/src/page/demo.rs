//! The demo's own controls: which day it is. Outside the demo they do not exist.

use crate::{cookie, fault::Fault, frame::Frame};
use axum::{
    Form,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use serde::Deserialize;

/// The form in the demo strip.
#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    /// `2022-09-29`.
    #[serde(default)]
    day: String,
    /// Present to go back to the demo's own day.
    own: Option<String>,
    /// The page to return to.
    #[serde(default)]
    to: String,
}

/// Sets the day of the demo for this browser.
pub(super) async fn choose_day(f: Frame, Form(chosen): Form<Chosen>) -> Result<Response, Fault> {
    if !f.demo {
        return Err(Fault::NotFound);
    }
    let line = if chosen.own.is_some() {
        cookie::clear(cookie::DAY)
    } else {
        let wrong = |_| Fault::Invalid(vec![f.lang.no_such_day(&chosen.day)]);
        cookie::set(cookie::DAY, &chosen.day.trim().parse::<Date>().map_err(wrong)?.to_string())
    };
    Ok(back(&chosen.to, line))
}

/// Returns to a page of this site with a cookie set.
pub(crate) fn back(to: &str, cookie: String) -> Response {
    let location = inside(to).to_owned();
    (StatusCode::SEE_OTHER, [(header::LOCATION, location), (header::SET_COOKIE, cookie)]).into_response()
}

/// The address if it is a path of this site, otherwise the start page.
pub(crate) fn inside(to: &str) -> &str {
    let path = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    if path && to.bytes().all(|b| b.is_ascii_graphic()) { to } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for to in
            ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x", "", "om"]
        {
            assert_eq!(inside(to), "/", "{to:?}");
        }
        assert_eq!(inside("/moten?q=%C3%A5#a"), "/moten?q=%C3%A5#a");
    }
}
