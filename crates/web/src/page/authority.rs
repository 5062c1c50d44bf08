//! The matrix: what each role may do, made from the one place that decides it, with what the reader is and, for those who
//! look after accounts, who is what in their part.

use super::{accounts::role_text, html};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    site::AppState,
    url,
    view::{Head, Link},
    words,
};
use askama::Template;
use axum::{extract::State, response::Response};
use genbo_app::{
    account::manage,
    cx::{Cx, Permission},
};
use genbo_domain::{
    NOUNS,
    authority::{Role, permission_for},
};

#[derive(Template)]
#[template(path = "account/authority.html")]
struct Matrix {
    f: Frame,
    head: Head,
    roles: Vec<String>,
    rows: Vec<MatrixRow>,
    covers: Vec<(String, Vec<Link>)>,
    mine: Vec<String>,
    who: Vec<(Link, Vec<String>)>,
}

/// A permission with what each role may.
struct MatrixRow {
    permission: String,
    cells: Vec<MatrixCell>,
}

struct MatrixCell {
    role: String,
    text: &'static str,
    may: bool,
}

async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let actor = f.actor();
    let mine = manage::own_roles(&cx, &actor).await?.iter().map(|r| role_text(&f, r)).collect();
    let mut who = Vec::new();
    if actor.may(Permission::ManageAccounts) {
        for line in manage::list(&cx, &actor, f.today).await? {
            if line.account.ended.is_none() {
                let href = f.link(&format!("/konton/{}", line.account.name));
                let roles = line.roles.iter().map(|r| role_text(&f, r)).collect();
                who.push((Link::new(line.account.display_name.clone(), href), roles));
            }
        }
    }
    let t = &f.t.accounts;
    let head = Head { lead: t.matrix_lead.to_owned(), ..Head::new(t.matrix_title) };
    html(&Matrix {
        head,
        roles: Role::ALL.iter().map(|r| role_word(&f, *r)).collect(),
        rows: Permission::ALL.iter().map(|p| row(&f, *p)).collect(),
        covers: Permission::ALL.iter().map(|p| (permission_word(&f, *p), nouns(&f, *p))).collect(),
        mine,
        who,
        f,
    })
}

fn role_word(f: &Frame, role: Role) -> String {
    words::capital(words::word(f.lang, "role", role.as_str()))
}

fn permission_word(f: &Frame, permission: Permission) -> String {
    words::capital(words::word(f.lang, "permission", permission.as_str()))
}

fn row(f: &Frame, permission: Permission) -> MatrixRow {
    let t = &f.t.accounts;
    let cell = |role: &Role| {
        let may = role.may(permission);
        let text = match may {
            true if permission == Permission::Import => t.only_everywhere,
            true => t.may,
            false => t.may_not,
        };
        MatrixCell { role: role_word(f, *role), text, may }
    };
    MatrixRow { permission: permission_word(f, permission), cells: Role::ALL.iter().map(cell).collect() }
}

/// What can be created and changed with a permission.
fn nouns(f: &Frame, permission: Permission) -> Vec<Link> {
    let covered = NOUNS.iter().filter(|n| permission_for(n) == permission);
    covered.map(|n| Link::new(words::noun(f.lang, n.name).plural, f.link(&url::fact_list(n.name)))).collect()
}

/// The matrix's route.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/behorigheter", show).public())
}
