//! Signing in and out. Whoever is asked to sign in on the way to something comes there afterwards, and whatever he or she
//! had typed into a form is kept on the way.
//!
//! Invariant: nothing is done in anybody's name that he or she has not sent: after signing in again, one looks and sends.

use super::{demo::inside, field, go, html, with_cookies};
use crate::{
    cookie,
    fault::{Asked, Fault},
    frame::Frame,
    identity::{Client, user},
    route::{Routes, get, post},
    site::AppState,
    view::Head,
};
use askama::Template;
use axum::{
    Form,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    account::{
        self,
        refusal::Refusal,
        session::{self, Typed},
    },
    cx::Cx,
    error::ActionError,
};

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignIn {
    f: Frame,
    head: Head,
    asked: Asked,
    name: String,
    error: String,
    /// Whether nobody can sign in yet, so that the first one must be told how to begin.
    empty: bool,
}

#[derive(Template)]
#[template(path = "account/again.html")]
struct Again {
    f: Frame,
    head: Head,
    asked: Asked,
    other: String,
}

/// A typed field on its way through the form is called so, that it is not mistaken for one of the form's own.
const KEPT: &str = "f.";

/// The form for whoever was on the way to something.
pub(crate) fn first(f: Frame, asked: Asked) -> Response {
    let page = page(f, asked, String::new(), String::new(), false);
    let text = page.render().unwrap_or_default();
    let meta = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::UNAUTHORIZED, meta, text).into_response()
}

fn page(f: Frame, asked: Asked, name: String, error: String, empty: bool) -> SignIn {
    let t = &f.t.account;
    let lead = match (&asked.was, asked.sent, asked.lost) {
        (Some(was), true, false) => f.lang.session_over_kept(was),
        (Some(was), false, _) => f.lang.session_over(was),
        (_, true, true) => t.lost.to_owned(),
        (None, true, false) => t.kept.to_owned(),
        (None, false, _) => String::new(),
    };
    let head = Head { lead, ..Head::new(t.sign_in) };
    SignIn { head, asked, name, error, empty, f }
}

async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let to = inside(f.asked("to").unwrap_or("/")).to_owned();
    if f.demo {
        return Ok(go(&f.link("/vem")));
    }
    if f.user.is_some() {
        return Ok(go(&to));
    }
    let empty = !account::anybody(&cx).await?;
    let asked = Asked { to, ..Asked::default() };
    Ok(unkept(html(&page(f, asked, String::new(), String::new(), empty))?))
}

fn unkept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

async fn sign_in(
    f: Frame,
    State(cx): State<Cx>,
    client: Client,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    if f.demo {
        return Err(Fault::NotFound);
    }
    let asked = wanted(&form);
    let (name, password) = (field(&form, "name"), field(&form, "password"));
    let typed = Typed { name, password, address: &client.address, agent: &client.agent };
    match session::sign_in(&cx, typed).await {
        Ok((secret, account)) => {
            let lang = match account.lang.as_deref() {
                Some("en") => cookie::set(cookie::LANG, "en"),
                _ => cookie::clear(cookie::LANG),
            };
            let cookies = [f.site().set_session(&secret.plain), lang];
            let answer = if asked.sent { again(f, &cx, asked, &account.name).await? } else { go(&asked.to) };
            Ok(with_cookies(unkept(answer), &cookies))
        }
        Err(ActionError::Account(refusal)) => {
            let status = match refusal {
                Refusal::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let error = f.refusal(&refusal);
            let page = page(f, asked, name.trim().to_owned(), error, false);
            Ok((status, unkept(html(&page)?)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// What the form carries besides name and password.
fn wanted(form: &[(String, String)]) -> Asked {
    let kept = |(name, value): &(String, String)| Some((name.strip_prefix(KEPT)?.to_owned(), value.clone()));
    let was = Some(field(form, "was").to_owned()).filter(|w| !w.is_empty());
    Asked {
        to: inside(field(form, "to")).to_owned(),
        sent: field(form, "sent") == "yes",
        fields: form.iter().filter_map(kept).collect(),
        lost: field(form, "lost") == "yes",
        was,
    }
}

/// What was typed, ready to be sent; if somebody else has signed in, it says so.
async fn again(mut f: Frame, cx: &Cx, asked: Asked, name: &str) -> Result<Response, Fault> {
    let known = account::known(cx, name).await?.ok_or(Fault::NotFound)?;
    let me = user(&known);
    let other = match &asked.was {
        Some(was) if *was != known.account.display_name => f.lang.written_by_another(was, &me.name),
        _ => String::new(),
    };
    f.user = Some(me);
    let t = &f.t.account;
    let lead = if asked.lost { t.again_lost } else { t.again_lead };
    let head = Head { lead: lead.to_owned(), ..Head::new(t.again) };
    html(&Again { head, asked, other, f })
}

async fn sign_out(f: Frame, State(cx): State<Cx>, headers: HeaderMap) -> Result<Response, Fault> {
    // What was typed at a meeting and not saved does not stay behind whoever goes; plans that take days do.
    genbo_app::draft::forget_under(&cx, &f.actor(), super::writing::DRAFTS).await?;
    if f.demo {
        return Ok(with_cookies(go(&f.link("/")), &[cookie::clear(cookie::USER)]));
    }
    if let Some(secret) = cookie::get(&headers, f.site().session_cookie()) {
        session::sign_out(&cx, secret).await?;
    }
    let cookies = [f.site().clear_session(), cookie::clear(cookie::LANG)];
    let mut answer = with_cookies(go(&f.link("/")), &cookies);
    // What the browser has kept of unsaved forms goes with its writer.
    answer.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(answer)
}

/// The routes of signing in and out.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/logga-in", show).public())
        .route(post("/logga-in", sign_in).public())
        .route(post("/logga-ut", sign_out).public())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_through_the_form_whatever_its_names() {
        let pair = |n: &str, v: &str| (n.to_owned(), v.to_owned());
        let form = [
            pair("name", "anna"),
            pair("to", "/protokoll?x=1"),
            pair("sent", "yes"),
            pair("f.name", "Namnet i formuläret"),
            pair("f.text", "rad 1\r\nrad 2"),
            pair("f.text", "<b>"),
            pair("f.f.x", "y"),
        ];
        let asked = wanted(&form);
        assert_eq!(asked.to, "/protokoll?x=1");
        let kept =
            [("name", "Namnet i formuläret"), ("text", "rad 1\r\nrad 2"), ("text", "<b>"), ("f.x", "y")];
        assert_eq!(asked.fields, kept.map(|(n, v)| pair(n, v)));
        assert_eq!(wanted(&[pair("to", "//evil.example"), pair("sent", "yes")]).to, "/");
    }
}
