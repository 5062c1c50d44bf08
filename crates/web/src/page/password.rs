//! A forgotten password: a letter with a link is asked for, and by the link a new password is chosen. What the pages answer
//! tells nobody which accounts there are.

use super::{Wrong, field, go, html, outcome, refused};
use crate::{
    fault::Fault,
    frame::Frame,
    house,
    identity::Client,
    lang::Lang,
    route::{Routes, get, post},
    site::AppState,
    view::Head,
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    account::{Account, key, password::SHORTEST},
    cx::Cx,
    house::Writer,
};
use genbo_documents::letter::{Letter, Part, SECRET};

#[derive(Template)]
#[template(path = "account/forgotten.html")]
struct Forgotten {
    f: Frame,
    head: Head,
    wrong: Wrong,
    sent: bool,
}

#[derive(Template)]
#[template(path = "account/choose.html")]
struct Choose {
    f: Frame,
    head: Head,
    wrong: Wrong,
    account: String,
    rules: String,
    action: String,
}

fn forgotten_page(f: Frame, wrong: Wrong, sent: bool) -> Forgotten {
    let t = &f.t.account;
    let lead = if sent { t.forgotten_sent } else { t.forgotten_lead };
    let head = Head { lead: lead.to_owned(), ..Head::new(t.forgotten) };
    Forgotten { head, wrong, sent, f }
}

async fn forgotten(f: Frame) -> Result<Response, Fault> {
    if f.demo {
        return Err(Fault::NotFound);
    }
    html(&forgotten_page(f, Wrong::default(), false))
}

async fn send(
    f: Frame,
    State(cx): State<Cx>,
    client: Client,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    if f.demo {
        return Err(Fault::NotFound);
    }
    let base = f.base_url.clone();
    let letter = |a: &Account, writer: &Writer| {
        letter(Lang::of_code(a.lang.as_deref().unwrap_or("sv")), &base, Why::Forgotten, writer)
    };
    let answer = key::forgotten(&cx, field(&form, "name"), &client.address, letter).await;
    match outcome(&f, "forgotten", &form, answer)? {
        Ok(()) => html(&forgotten_page(f, Wrong::default(), true)),
        Err(wrong) => refused(&forgotten_page(f, wrong, false)),
    }
}

/// Why somebody gets a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// He or she has forgotten the password.
    Forgotten,
    /// He or she has got an account.
    Invited,
    /// Whoever looks after accounts asks for it.
    Asked,
}

/// The letter with the link.
pub(super) fn letter(lang: Lang, base: &str, why: Why, writer: &Writer) -> Letter {
    let t = &lang.texts().account;
    let (title, text) = match why {
        Why::Forgotten => (t.letter_forgotten, t.letter_forgotten_text),
        Why::Invited => (t.letter_invited, t.letter_invited_text),
        Why::Asked => (t.letter_forgotten, t.letter_asked_text),
    };
    let parameter = if lang == Lang::En { "?lang=en" } else { "" };
    let mut parts = vec![
        Part::Paragraph(text.to_owned()),
        Part::Link(t.choose.to_owned(), format!("{base}/losenord/{SECRET}{parameter}")),
    ];
    parts.extend(house::signed(writer));
    Letter {
        house: house::letterhead(lang, writer),
        lang: lang.code(),
        title: title.to_owned(),
        parts,
        foot: vec![t.letter_foot.to_owned(), base.to_owned()],
        ..Letter::default()
    }
}

fn choose_page(f: Frame, account: String, wrong: Wrong) -> Choose {
    let t = &f.t.account;
    let head = Head { lead: f.lang.chooses_password_for(&account), ..Head::new(t.choose) };
    Choose { head, wrong, account, rules: f.lang.password_rules(SHORTEST), action: f.link(&f.path), f }
}

async fn choose(f: Frame, State(cx): State<Cx>, Path(secret): Path<String>) -> Result<Response, Fault> {
    match outcome(&f, "choose", &[], key::of_link(&cx, &secret).await)? {
        Ok(account) => html(&choose_page(f, account.name, Wrong::default())),
        Err(wrong) => Err(Fault::Invalid(vec![wrong.text])),
    }
}

async fn chosen(
    f: Frame,
    State(cx): State<Cx>,
    Path(secret): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let account = match outcome(&f, "choose", &[], key::of_link(&cx, &secret).await)? {
        Ok(account) => account.name,
        Err(wrong) => return Err(Fault::Invalid(vec![wrong.text])),
    };
    match outcome(&f, "choose", &[], key::choose_password(&cx, &secret, field(&form, "new")).await)? {
        Ok(_) => Ok(go(&f.link("/logga-in"))),
        Err(wrong) => refused(&choose_page(f, account, wrong)),
    }
}

/// The routes of a forgotten password.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/glomt-losenord", forgotten).public())
        .route(post("/glomt-losenord", send).public())
        .route(get("/losenord/{secret}", choose).public())
        .route(post("/losenord/{secret}", chosen).public())
}
