//! One's own page: who one is, what one's contact fields are and who sees them, where one is signed in, what programs act
//! for one, and who stands in.

use super::{Wrong, field, go, html, outcome, refused, with_cookies};
use crate::{
    cookie,
    fault::Fault,
    frame::Frame,
    identity::{CHOSEN_FOR, Client},
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Fact, Head, Link},
    words,
};
use askama::Template;
use axum::{Form, extract::State, http::HeaderMap, response::Response};
use genbo_app::{
    account::{
        key::{self, LONGEST},
        manage,
        password::SHORTEST,
        profile::{self, Profile},
        refusal::Refusal,
        session, stand_in,
    },
    cx::{Actor, Cx},
    digest,
    error::ActionError,
    secret,
};
use jiff::civil::Date;

type Fields = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "account/profile.html")]
struct Show {
    f: Frame,
    head: Head,
    wrong: Wrong,
    /// Whether somebody stands in here, who may not touch what is the other's.
    guest: bool,
    email: String,
    lang: String,
    person: Option<Link>,
    contact: Vec<Contact>,
    has_password: bool,
    rules: String,
    sessions: Vec<SessionLine>,
    tokens: Vec<Line>,
    /// A token's secret, shown this once.
    secret: String,
    lends: Vec<Line>,
    borrows: Vec<Line>,
    roles: Vec<Link>,
    longest: i64,
    /// Whether the weekly letter comes.
    digest: bool,
}

struct Contact {
    name: &'static str,
    label: String,
    value: String,
    hint: String,
    choices: Vec<(&'static str, &'static str, bool)>,
}

struct SessionLine {
    hash: String,
    text: String,
    fine: String,
    this: bool,
}

/// Something that can be ended: its key, what it is, small print.
struct Line {
    key: String,
    text: String,
    fine: String,
    open: bool,
}

async fn show(f: Frame, State(cx): State<Cx>, headers: HeaderMap) -> Result<Response, Fault> {
    html(&page(f, &cx, &headers, Wrong::default(), String::new()).await?)
}

async fn page(f: Frame, cx: &Cx, headers: &HeaderMap, wrong: Wrong, secret: String) -> Result<Show, Fault> {
    let actor = f.actor();
    let own = profile::own(cx, &actor).await?;
    let sessions = sessions(&f, cx, &actor, headers).await?;
    let tokens = tokens(&f, cx, &actor).await?;
    let (lends, borrows) = stand_ins(&f, cx, &actor).await?;
    let roles = roles(&f, cx, &actor).await?;
    let t = &f.t.profile;
    let mut facts = vec![Fact::new(t.account, own.account.name.clone())];
    if actor.stands_in() {
        facts.push(Fact::new(t.acting_for, actor.principal().to_owned()));
    }
    let head = Head { lead: t.lead.to_owned(), facts, ..Head::new(own.account.display_name.clone()) };
    Ok(Show {
        head,
        guest: actor.stands_in(),
        email: own.account.email.clone().unwrap_or_default(),
        lang: own.account.lang.clone().unwrap_or_else(|| "sv".to_owned()),
        person: own
            .person
            .as_ref()
            .map(|(slug, name)| Link::new(name.clone(), f.link(&url::of("person", slug)))),
        contact: contact(&f, &own, &wrong),
        has_password: own.account.has_password,
        rules: f.lang.password_rules(SHORTEST),
        sessions,
        tokens,
        secret,
        lends,
        borrows,
        roles,
        longest: LONGEST,
        digest: digest::wants(cx, &actor).await?,
        wrong,
        f,
    })
}

fn contact(f: &Frame, own: &Profile, wrong: &Wrong) -> Vec<Contact> {
    let t = &f.t.profile;
    let audiences = [("nobody", t.nobody), ("members", t.members), ("public", t.public)];
    let field = |c: &profile::ContactField| {
        let stands = c.value.clone().unwrap_or_default();
        let audience = wrong.typed("contact", &format!("{}_audience", c.name), &c.audience).to_owned();
        Contact {
            name: c.name,
            label: if c.name == "email" { t.work_email } else { t.phone }.to_owned(),
            value: wrong.typed("contact", c.name, &stands).to_owned(),
            hint: if c.name == "email" { t.work_email_hint } else { t.phone_hint }.to_owned(),
            choices: audiences.map(|(value, text)| (value, text, value == audience)).to_vec(),
        }
    };
    own.fields.iter().map(field).collect()
}

async fn sessions(f: &Frame, cx: &Cx, actor: &Actor, headers: &HeaderMap) -> Result<Vec<SessionLine>, Fault> {
    let this = cookie::get(headers, f.site().session_cookie()).map(secret::hash).unwrap_or_default();
    let line = |s: session::Session| SessionLine {
        this: s.hash == this,
        text: f.lang.session_since(&f.moment(s.created), &f.moment(s.seen)),
        fine: s.agent,
        hash: s.hash,
    };
    Ok(session::own(cx, actor).await?.into_iter().map(line).collect())
}

async fn tokens(f: &Frame, cx: &Cx, actor: &Actor) -> Result<Vec<Line>, Fault> {
    let line = |token: key::Token| Line {
        fine: f.lang.token_line(
            &f.moment(token.created),
            &f.moment(token.expires),
            token.used.map(|used| f.moment(used)).as_deref(),
        ),
        key: token.hash,
        text: token.name,
        open: true,
    };
    Ok(key::tokens(cx, actor).await?.into_iter().map(line).collect())
}

/// Those who stand in for the reader, and those for whom the reader does.
async fn stand_ins(f: &Frame, cx: &Cx, actor: &Actor) -> Result<(Vec<Line>, Vec<Line>), Fault> {
    let (mut lends, mut borrows) = (Vec::new(), Vec::new());
    for (one, shown) in stand_in::own(cx, actor).await? {
        let mine = one.account == actor.hand();
        let fine = f.lang.days_from_to(one.first, one.last);
        if mine {
            let ended = one.ended.map(|at| f.lang.taken_back(&f.moment(at)));
            let open = one.ended.is_none() && one.last >= f.today;
            lends.push(Line {
                key: one.position.to_string(),
                text: shown,
                fine: ended.unwrap_or(fine),
                open,
            });
        } else if one.ended.is_none() && one.last >= f.today {
            borrows.push(Line { open: one.counts_on(f.today), key: one.account, text: shown, fine });
        }
    }
    Ok((lends, borrows))
}

/// What the reader is, each role with where it counts.
async fn roles(f: &Frame, cx: &Cx, actor: &Actor) -> Result<Vec<Link>, Fault> {
    let own = manage::own_roles(cx, actor).await?;
    let link = |role: manage::RoleLine| {
        let word = words::capital(words::word(f.lang, "role", &role.role));
        match role.scope {
            Some(scope) => Link::new(format!("{word}, {}", scope.label), f.link(&url::to(&scope))),
            None => Link::new(format!("{word}, {}", f.t.accounts.everywhere), String::new()),
        }
    };
    Ok(own.into_iter().map(link).collect())
}

/// Back to the page after something was done, or the page with what is wrong.
async fn done<T>(
    f: Frame,
    cx: &Cx,
    headers: &HeaderMap,
    form: (&'static str, &[(String, String)]),
    answer: Result<T, ActionError>,
) -> Result<Response, Fault> {
    match outcome(&f, form.0, form.1, answer)? {
        Ok(_) => Ok(go(&f.link("/profil"))),
        Err(wrong) => refused(&page(f, cx, headers, wrong, String::new()).await?),
    }
}

async fn put(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let lang = field(&form, "lang");
    let answer = profile::put(&cx, &f.actor(), field(&form, "email"), lang).await;
    let cookie = if lang == "en" { cookie::set(cookie::LANG, "en") } else { cookie::clear(cookie::LANG) };
    let right = answer.is_ok();
    let response = done(f, &cx, &headers, ("account", &form), answer).await?;
    Ok(if right { with_cookies(response, &[cookie]) } else { response })
}

/// Asks for the weekly letter about rules, or stops it.
async fn put_digest(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let answer = digest::choose(&cx, &f.actor(), field(&form, "digest") == "yes").await;
    done(f, &cx, &headers, ("digest", &form), answer).await
}

async fn put_contact(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let typed = [
        ("email", field(&form, "email"), field(&form, "email_audience")),
        ("phone", field(&form, "phone"), field(&form, "phone_audience")),
    ];
    let answer = profile::put_contact(&cx, &f.actor(), &typed).await;
    done(f, &cx, &headers, ("contact", &form), answer).await
}

async fn put_password(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    client: Client,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let (old, new) = (field(&form, "old"), field(&form, "new"));
    let answer = if f.actor().stands_in() {
        Err(Refusal::NotForOthers.into())
    } else {
        key::change_password(&cx, &f.actor(), &client.address, old, new).await
    };
    match outcome(&f, "password", &[], answer)? {
        // All sessions have ended with the old password, this one too.
        Ok(()) => Ok(with_cookies(go(&f.link("/logga-in")), &[f.site().clear_session()])),
        Err(wrong) => refused(&page(f, &cx, &headers, wrong, String::new()).await?),
    }
}

async fn end_session(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let this = cookie::get(&headers, f.site().session_cookie()).unwrap_or_default();
    let hash = Some(field(&form, "hash")).filter(|h| !h.is_empty());
    let answer = session::end_own(&cx, &f.actor(), hash, this).await;
    done(f, &cx, &headers, ("sessions", &form), answer).await
}

async fn add_token(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let days = field(&form, "days").trim().parse().unwrap_or(0);
    let me = f.actor().hand().to_owned();
    let answer = key::new_token(&cx, &f.actor(), &me, field(&form, "name"), days).await;
    match outcome(&f, "tokens", &form, answer)? {
        Ok(secret) => html(&page(f, &cx, &headers, Wrong::default(), secret).await?),
        Err(wrong) => refused(&page(f, &cx, &headers, wrong, String::new()).await?),
    }
}

async fn revoke(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let answer = key::revoke(&cx, &f.actor(), field(&form, "hash")).await;
    done(f, &cx, &headers, ("tokens", &form), answer).await
}

async fn lend(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let day = |name| field(&form, name).trim().parse::<Date>().map_err(|_| ActionError::from(Refusal::Days));
    let answer = match (day("first"), day("last")) {
        (Ok(first), Ok(last)) => {
            stand_in::put(&cx, &f.actor(), field(&form, "deputy"), (first, last), f.today).await
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    done(f, &cx, &headers, ("stand_ins", &form), answer).await
}

async fn take_back(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let position = field(&form, "key").parse().map_err(|_| Fault::NotFound)?;
    let answer = stand_in::end(&cx, &f.actor(), position).await;
    done(f, &cx, &headers, ("stand_ins", &form), answer).await
}

/// Begins to act for somebody, or stops.
async fn act_for(
    f: Frame,
    State(cx): State<Cx>,
    headers: HeaderMap,
    Form(form): Fields,
) -> Result<Response, Fault> {
    let principal = Some(field(&form, "account")).filter(|p| !p.is_empty());
    let actor = f.actor();
    if f.demo {
        // The chooser's cookie says both; whether it may is asked with every request.
        let name = principal.map_or(actor.hand().to_owned(), |p| format!("{}{CHOSEN_FOR}{p}", actor.hand()));
        let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-+".contains(&b));
        let line = cookie::set(cookie::USER, if plain { &name } else { actor.hand() });
        return Ok(with_cookies(go(&f.link("/")), &[line]));
    }
    let secret = cookie::get(&headers, f.site().session_cookie()).ok_or(Fault::Forbidden)?;
    session::act_for(&cx, &actor, secret, principal, f.today).await?;
    Ok(go(&f.link("/")))
}

/// The routes of one's own page.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/profil", show).signed_in())
        .route(post("/profil", put).signed_in())
        .route(post("/profil/kontakt", put_contact).signed_in())
        .route(post("/profil/veckobrev", put_digest).signed_in())
        .route(post("/profil/losenord", put_password).signed_in())
        .route(post("/profil/sessioner", end_session).signed_in())
        .route(post("/profil/nycklar", add_token).signed_in())
        .route(post("/profil/nycklar/avsluta", revoke).signed_in())
        .route(post("/profil/ersattare", lend).signed_in())
        .route(post("/profil/ersattare/avsluta", take_back).signed_in())
        .route(post("/profil/for", act_for).signed_in())
}
