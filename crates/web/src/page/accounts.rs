//! Others' accounts, for those who look after them: the list, a new one, and one with its roles.

use super::{Wrong, field, go, html, list, outcome, password, refused};
use crate::{
    fault::Fault,
    frame::Frame,
    lang::Lang,
    route::{Routes, get, post},
    site::{AppState, Mail},
    url,
    view::{Action, Fact, Filter, Filters, Head, Link, Pager, Row, Tag, TagKind},
    words,
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    account::{
        key,
        manage::{self, Line, RoleLine, Wanted},
    },
    cx::{Cx, Permission},
    error::ActionError,
    view::HowMany,
};
use genbo_domain::authority::Role;

type Fields = Form<Vec<(String, String)>>;

const PER_PAGE: usize = 50;
/// So many roles can be added at once.
const NEW_ROLES: usize = 3;

#[derive(Template)]
#[template(path = "account/list.html")]
struct List {
    f: Frame,
    head: Head,
    filters: Filters,
    rows: Vec<Row>,
    pager: Pager,
}

#[derive(Template)]
#[template(path = "account/one.html")]
struct One {
    f: Frame,
    head: Head,
    wrong: Wrong,
    action: String,
    /// Where to invite, to open again and to end.
    below: [String; 3],
    is_new: bool,
    ended: bool,
    whole: bool,
    can_invite: bool,
    /// Whether it has a password, so that the link is for a new one.
    has_password: bool,
    /// Whether no mail leaves the house, so that an invitation would wait.
    no_mail: bool,
    name: String,
    display_name: String,
    email: String,
    person: String,
    roles: Vec<RoleRow>,
    fixed: Vec<Link>,
    new_roles: Vec<NewRole>,
    choices: Vec<(&'static str, &'static str)>,
    scopes: Vec<(String, String)>,
}

/// A role that the reader may take away.
struct RoleRow {
    value: String,
    text: String,
}

/// A role to add, as far as it has been typed.
struct NewRole {
    n: usize,
    role: String,
    scope: String,
}

async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let all = manage::list(&cx, &f.actor(), f.today).await?;
    let q = f.asked("q").unwrap_or_default().to_lowercase();
    let (role, state) = (f.asked("role"), f.asked("state").unwrap_or("open"));
    let fits = |l: &&Line| {
        let text = format!("{} {}", l.account.name, l.account.display_name).to_lowercase();
        let state = match state {
            "ended" => l.account.ended.is_some(),
            "waiting" => l.account.ended.is_none() && !l.account.has_password && !l.account.demo,
            "all" => true,
            _ => l.account.ended.is_none(),
        };
        text.contains(&q) && state && role.is_none_or(|r| l.roles.iter().any(|x| x.role == r))
    };
    let found: Vec<&Line> = all.iter().filter(fits).collect();
    let part = list::part(&f, PER_PAGE);
    let rows = found.iter().skip(part.offset).take(part.limit).map(|l| row(&f, l)).collect();
    let t = &f.t.accounts;
    let head = Head {
        lead: f.lang.accounts_found(found.len()),
        actions: vec![
            Action::new(t.add, f.link("/konton/nytt")).main(),
            Action::new(t.matrix, f.link("/behorigheter")),
            Action::new(t.post_roles, f.link("/befattningsroller")),
        ],
        ..Head::new(t.title)
    };
    let states = [("open", t.open), ("waiting", t.waiting), ("ended", t.ended), ("all", t.all)];
    let filters = Filters {
        fields: vec![
            Filter::text("q", t.name, f.asked("q")),
            Filter::choice("role", t.role, role, role_choices(&f)),
            Filter::choice(
                "state",
                t.state,
                f.asked("state"),
                states.map(|(v, x)| (v.to_owned(), x.to_owned())).to_vec(),
            ),
        ],
        active: list::is_active(&f, &["q", "role", "state"]),
    };
    html(&List { head, filters, rows, pager: list::pager(&f, HowMany::exactly(found.len()), PER_PAGE), f })
}

fn role_choices(f: &Frame) -> Vec<(String, String)> {
    list::choices(f, &Role::VOCABULARY)
}

fn row(f: &Frame, line: &Line) -> Row {
    let t = &f.t.accounts;
    let account = &line.account;
    let href = f.link(&format!("/konton/{}", account.name));
    let tag = match (account.ended, account.has_password || account.demo) {
        (Some(_), _) => Tag::new(TagKind::Waived, t.is_ended),
        (None, true) => Tag::new(TagKind::Ok, t.is_open),
        (None, false) => Tag::new(TagKind::Unknown, t.is_waiting),
    };
    let roles: Vec<String> = line.roles.iter().map(|r| role_text(f, r)).collect();
    Row {
        tag: Some(tag),
        context: account.name.clone(),
        title: account.display_name.clone(),
        href: href.clone(),
        line: if roles.is_empty() { t.no_roles.to_owned() } else { roles.join(" · ") },
        action: Some(Action::new(t.open_account, href).of(account.display_name.clone())),
        ..Row::default()
    }
}

/// A role in words: what, where, and by which post.
pub(super) fn role_text(f: &Frame, role: &RoleLine) -> String {
    let word = words::capital(words::word(f.lang, "role", &role.role));
    let scope = role.scope.as_ref().map_or(f.t.accounts.everywhere, |s| s.label.as_str());
    match &role.post {
        Some(post) => format!("{word}, {scope} ({}: {})", f.t.accounts.by_post, post.label),
        None => format!("{word}, {scope}"),
    }
}

async fn new(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    html(&form(f, &cx, None, Wrong::default()).await?)
}

async fn add(f: Frame, State(cx): State<Cx>, Form(typed): Fields) -> Result<Response, Fault> {
    let name = field(&typed, "name").trim().to_lowercase();
    let answer = manage::add(&cx, &f.actor(), &name, &wanted(&typed)).await;
    match outcome(&f, "account", &typed, answer)? {
        Ok(()) => Ok(go(&f.link(&format!("/konton/{name}")))),
        Err(wrong) => refused(&form(f, &cx, None, wrong).await?),
    }
}

async fn one(f: Frame, State(cx): State<Cx>, Path(name): Path<String>) -> Result<Response, Fault> {
    let line = manage::one(&cx, &f.actor(), &name, f.today).await?;
    html(&form(f, &cx, Some(line), Wrong::default()).await?)
}

async fn form(f: Frame, cx: &Cx, line: Option<Line>, wrong: Wrong) -> Result<One, Fault> {
    let t = &f.t.accounts;
    let title = line.as_ref().map_or(t.new.to_owned(), |l| l.account.display_name.clone());
    let mut head = Head { crumbs: vec![Link::new(t.title, f.link("/konton"))], ..Head::new(title) };
    let base = line.as_ref().map_or("/konton".to_owned(), |l| format!("/konton/{}", l.account.name));
    let typed = |name: &str, stands: &str| wrong.typed("account", name, stands).to_owned();
    let text = |of: fn(&Line) -> String| line.as_ref().map(of).unwrap_or_default();
    let mut page = One {
        action: f.link(&base),
        below: ["bjud-in", "oppna", "avsluta"].map(|verb| f.link(&format!("{base}/{verb}"))),
        is_new: line.is_none(),
        ended: line.as_ref().is_some_and(|l| l.account.ended.is_some()),
        whole: line.as_ref().is_none_or(|l| l.whole),
        can_invite: line
            .as_ref()
            .is_some_and(|l| l.whole && l.account.ended.is_none() && l.account.email.is_some()),
        has_password: line.as_ref().is_some_and(|l| l.account.has_password),
        no_mail: f.site().mail == Mail::Nowhere,
        name: typed("name", &text(|l| l.account.name.clone())),
        display_name: typed("display_name", &text(|l| l.account.display_name.clone())),
        email: typed("email", &text(|l| l.account.email.clone().unwrap_or_default())),
        person: typed("person", &text(|l| l.person.as_ref().map(|p| p.slug.clone()).unwrap_or_default())),
        roles: Vec::new(),
        fixed: Vec::new(),
        new_roles: (0..NEW_ROLES)
            .map(|n| NewRole {
                n,
                role: typed(&format!("role{n}"), ""),
                scope: typed(&format!("scope{n}"), ""),
            })
            .collect(),
        choices: Role::ALL.iter().map(|r| (r.as_str(), words::word(f.lang, "role", r.as_str()))).collect(),
        scopes: manage::scopes(cx, &f.actor())
            .await?
            .into_iter()
            .map(|l| (format!("{}:{}", l.noun, l.slug), l.label))
            .collect(),
        head: Head::default(),
        wrong: Wrong::default(),
        f: f.clone(),
    };
    if let Some(line) = &line {
        head.facts = vec![Fact::new(t.name, line.account.name.clone())];
        if let Some(person) = &line.person {
            head.facts.push(Fact::new(t.person, person.label.clone()).link(f.link(&url::to(person))));
        }
        for role in &line.roles {
            if role.mine && role.post.is_none() {
                let scope =
                    role.scope.as_ref().map(|s| format!("@{}:{}", s.noun, s.slug)).unwrap_or_default();
                page.roles
                    .push(RoleRow { value: format!("{}{scope}", role.role), text: role_text(&f, role) });
            } else {
                let href = role.post.as_ref().map(|p| f.link(&format!("/befattningsroller/{}", p.slug)));
                page.fixed.push(Link::new(role_text(&f, role), href.unwrap_or_default()));
            }
        }
        if !line.whole {
            head.lead = t.not_whole.to_owned();
        }
    }
    page.head = head;
    page.wrong = wrong;
    Ok(page)
}

/// What the form says that the account shall be.
fn wanted(form: &[(String, String)]) -> Wanted {
    let parted = |value: &str| match value.split_once('@') {
        Some((role, scope)) => (role.to_owned(), Some(scope.to_owned())),
        None => (value.to_owned(), None),
    };
    let mut roles: Vec<(String, Option<String>)> =
        form.iter().filter(|(n, _)| n == "keep").map(|(_, v)| parted(v)).collect();
    for n in 0..NEW_ROLES {
        let role = field(form, &format!("role{n}"));
        let scope = Some(field(form, &format!("scope{n}")).trim().to_owned()).filter(|s| !s.is_empty());
        if !role.is_empty() {
            roles.push((role.to_owned(), scope));
        }
    }
    Wanted {
        display_name: field(form, "display_name").to_owned(),
        email: field(form, "email").to_owned(),
        person: field(form, "person").to_owned(),
        roles,
    }
}

/// Back to the account after something was done, or the account with what is wrong.
async fn done(
    f: Frame,
    cx: &Cx,
    name: &str,
    typed: &[(String, String)],
    answer: Result<(), ActionError>,
) -> Result<Response, Fault> {
    match outcome(&f, "account", typed, answer)? {
        Ok(()) => Ok(go(&f.link(&format!("/konton/{name}")))),
        Err(wrong) => {
            let line = manage::one(cx, &f.actor(), name, f.today).await?;
            refused(&form(f, cx, Some(line), wrong).await?)
        }
    }
}

async fn change(
    f: Frame,
    State(cx): State<Cx>,
    Path(name): Path<String>,
    Form(typed): Fields,
) -> Result<Response, Fault> {
    // What the reader may not see does not exist for him or her.
    manage::one(&cx, &f.actor(), &name, f.today).await?;
    let answer = manage::change(&cx, &f.actor(), &name, &wanted(&typed)).await;
    done(f, &cx, &name, &typed, answer).await
}

async fn end(f: Frame, State(cx): State<Cx>, Path(name): Path<String>) -> Result<Response, Fault> {
    manage::one(&cx, &f.actor(), &name, f.today).await?;
    let answer = manage::end(&cx, &f.actor(), &name).await;
    done(f, &cx, &name, &[], answer).await
}

async fn reopen(f: Frame, State(cx): State<Cx>, Path(name): Path<String>) -> Result<Response, Fault> {
    manage::one(&cx, &f.actor(), &name, f.today).await?;
    let answer = manage::reopen(&cx, &f.actor(), &name).await;
    done(f, &cx, &name, &[], answer).await
}

async fn invite(f: Frame, State(cx): State<Cx>, Path(name): Path<String>) -> Result<Response, Fault> {
    manage::one(&cx, &f.actor(), &name, f.today).await?;
    let base = f.base_url.clone();
    let actor = f.actor();
    let answer = key::invite(&cx, &actor, &name, |a, writer| {
        let why = if a.has_password { password::Why::Asked } else { password::Why::Invited };
        password::letter(Lang::of_code(a.lang.as_deref().unwrap_or("sv")), &base, why, writer)
    });
    let answer = answer.await;
    done(f, &cx, &name, &[], answer).await
}

/// The routes of accounts.
pub(crate) fn routes() -> Routes<AppState> {
    let manage = Permission::ManageAccounts;
    Routes::new()
        .route(get("/konton", show).requires(manage))
        .route(post("/konton", add).requires(manage))
        .route(get("/konton/nytt", new).requires(manage))
        .route(get("/konton/{name}", one).requires(manage))
        .route(post("/konton/{name}", change).requires(manage))
        .route(post("/konton/{name}/avsluta", end).requires(manage))
        .route(post("/konton/{name}/oppna", reopen).requires(manage))
        .route(post("/konton/{name}/bjud-in", invite).requires(manage))
}
