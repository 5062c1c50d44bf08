//! Roles that go with posts: which there are, and those of one post.

use super::{Wrong, accounts::role_text, field, go, html, outcome, refused};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    url,
    view::{Action, Head, Link, Row},
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
        manage::{self, RoleLine},
        post_role::{self, OfPost},
    },
    cx::{Cx, Permission},
};
use genbo_domain::authority::Role;

/// So many roles can be added at once.
const NEW_ROLES: usize = 2;

#[derive(Template)]
#[template(path = "account/post_list.html")]
struct List {
    f: Frame,
    head: Head,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "account/post.html")]
struct One {
    f: Frame,
    head: Head,
    wrong: Wrong,
    roles: Vec<(String, String)>,
    holders: Vec<Link>,
    new_roles: Vec<usize>,
    choices: Vec<(&'static str, &'static str)>,
    scopes: Vec<(String, String)>,
}

async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    if let Some(slug) = f.asked("post") {
        return Ok(go(&f.link(&format!("/befattningsroller/{slug}"))));
    }
    let all = post_role::list(&cx, &f.actor()).await?;
    let row = |one: &OfPost| {
        let href = f.link(&format!("/befattningsroller/{}", one.post.slug));
        let roles: Vec<String> = one.roles.iter().map(|r| role_text(&f, r)).collect();
        Row {
            title: one.post.label.clone(),
            href: href.clone(),
            line: roles.join(" · "),
            action: Some(Action::new(f.t.accounts.open_account, href).of(one.post.label.clone())),
            ..Row::default()
        }
    };
    let rows = all.iter().map(row).collect();
    let t = &f.t.accounts;
    let head = Head {
        crumbs: vec![Link::new(t.title, f.link("/konton"))],
        lead: t.post_roles_lead.to_owned(),
        ..Head::new(t.post_roles)
    };
    html(&List { head, rows, f })
}

async fn one(f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    html(&page(f, &cx, &slug, Wrong::default()).await?)
}

async fn page(f: Frame, cx: &Cx, slug: &str, wrong: Wrong) -> Result<One, Fault> {
    let found = post_role::one(cx, &f.actor(), slug, f.today).await?;
    let t = &f.t.accounts;
    let crumbs =
        vec![Link::new(t.title, f.link("/konton")), Link::new(t.post_roles, f.link("/befattningsroller"))];
    let head = Head {
        crumbs,
        lead: t.post_roles_lead.to_owned(),
        actions: vec![Action::new(t.post, f.link(&url::to(&found.post)))],
        ..Head::new(found.post.label.clone())
    };
    let value = |role: &RoleLine| {
        let scope = role.scope.as_ref().map(|s| format!("{}:{}", s.noun, s.slug)).unwrap_or_default();
        (format!("{}@{scope}", role.role), role_text(&f, role))
    };
    let choices = Role::ALL.iter().filter(|r| **r != Role::Administrator);
    Ok(One {
        head,
        roles: found.roles.iter().map(value).collect(),
        holders: found.holders.iter().map(|l| Link::new(l.label.clone(), f.link(&url::to(l)))).collect(),
        new_roles: (0..NEW_ROLES).collect(),
        choices: choices.map(|r| (r.as_str(), words::word(f.lang, "role", r.as_str()))).collect(),
        scopes: manage::scopes(cx, &f.actor())
            .await?
            .into_iter()
            .map(|l| (format!("{}:{}", l.noun, l.slug), l.label))
            .collect(),
        wrong,
        f,
    })
}

async fn put(
    f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let kept = form.iter().filter(|(n, _)| n == "keep").filter_map(|(_, v)| v.split_once('@'));
    let mut roles: Vec<(String, String)> = kept.map(|(r, s)| (r.to_owned(), s.to_owned())).collect();
    for n in 0..NEW_ROLES {
        let (role, scope) = (field(&form, &format!("role{n}")), field(&form, &format!("scope{n}")));
        if !role.is_empty() {
            roles.push((role.to_owned(), scope.to_owned()));
        }
    }
    let answer = post_role::put(&cx, &f.actor(), &slug, &roles).await;
    match outcome(&f, "post", &form, answer)? {
        Ok(()) => Ok(go(&f.link(&format!("/befattningsroller/{slug}")))),
        Err(wrong) => refused(&page(f, &cx, &slug, wrong).await?),
    }
}

/// The routes of posts' roles.
pub(crate) fn routes() -> Routes<AppState> {
    let manage = Permission::ManageAccounts;
    Routes::new()
        .route(get("/befattningsroller", show).requires(manage))
        .route(get("/befattningsroller/{*slug}", one).requires(manage))
        .route(post("/befattningsroller/{*slug}", put).requires(manage))
}
