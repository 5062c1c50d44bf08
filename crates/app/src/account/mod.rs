//! Accounts: who somebody is when he or she acts, and which cooperations he or she is at home in.
//!
//! Beside it, a file for each thing that is done with accounts: signing in ([`session`]), tokens and links ([`key`]),
//! standing in ([`stand_in`]), one's own page ([`profile`]), and looking after others' ([`manage`]).

pub mod key;
pub mod manage;
pub mod password;
pub mod post_role;
pub mod profile;
pub mod refusal;
pub mod session;
pub mod stand_in;
pub mod throttle;

use crate::{
    cx::{Actor, Change, Cx, Event, FOR, Keep, Permission},
    error::ActionError,
};
use genbo_domain::{
    authority::{Grant, Role},
    value::ThingId,
};
pub use genbo_store::account::Account;
use genbo_store::{
    account::{self, post_role::PostRole, scope, stand_in as store_stand_in},
    audit::AuditValue,
    sql::Tx,
    thing::{self, Viewer},
};
use jiff::{civil::Date, tz::TimeZone};

/// An account that is known, with what follows from its roles.
#[derive(Debug, Clone)]
pub struct Known {
    /// The account.
    pub account: Account,
    /// The account that acts in its stead, if one does.
    pub hand: Option<Account>,
    /// Who acts when it acts.
    pub actor: Actor,
    /// The organisations that it works for or sits for.
    pub organisations: Vec<ThingId>,
    /// The cooperations that it is at home in.
    pub cooperations: Vec<ThingId>,
}

/// An account as somebody states it: with slugs.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Its name: letters, digits and hyphens.
    pub name: String,
    /// The name that is shown.
    pub display_name: String,
    /// The slug of its person.
    pub person: Option<String>,
    /// Roles, with their scope as `noun:slug`; without scope in the whole installation.
    pub roles: Vec<(String, Option<String>)>,
    /// Whether it is one of the demo's.
    pub demo: bool,
}

/// Adds an account, or states an existing one anew.
pub async fn put(cx: &Cx, actor: &Actor, new: &NewAccount) -> Result<(), ActionError> {
    cx.write(actor, Permission::ManageAccounts, Keep::Commit, async |change| put_in(change, new).await).await
}

pub(crate) async fn put_in(change: &mut Change, new: &NewAccount) -> Result<(), ActionError> {
    let tx = &mut change.tx;
    let person = match &new.person {
        Some(slug) => Some(thing::find(tx, &Viewer::All, "person", slug).await?.id),
        None => None,
    };
    let mut roles = Vec::new();
    for (role, scope) in &new.roles {
        let scope = match scope.as_deref().map(|s| s.split_once(':').unwrap_or(("", s))) {
            Some((noun, slug)) => Some(thing::find(tx, &Viewer::All, noun, slug).await?.id),
            None => None,
        };
        roles.push((role.clone(), scope));
    }
    let before = account::get(tx, &new.name).await?;
    let account = Account {
        name: new.name.clone(),
        display_name: new.display_name.clone(),
        person,
        demo: new.demo,
        email: before.as_ref().and_then(|b| b.email.clone()),
        lang: before.as_ref().and_then(|b| b.lang.clone()),
        ended: None,
        has_password: before.as_ref().is_some_and(|b| b.has_password),
        roles,
    };
    if before.as_ref() == Some(&account) {
        return Ok(());
    }
    account::put(tx, &account).await?;
    let roles: Vec<String> =
        new.roles.iter().map(|(r, s)| s.as_ref().map_or(r.clone(), |s| format!("{r}@{s}"))).collect();
    change.record(Event {
        thing: None,
        noun: "account",
        action: if before.is_none() { "create" } else { "change" },
        values: vec![
            AuditValue { field: "name".into(), before: None, after: Some(new.name.clone()) },
            AuditValue { field: "roles".into(), before: None, after: Some(roles.join(", ")) },
        ],
    });
    Ok(())
}

/// The day on which it is that moment, where this installation is.
pub fn today(cx: &Cx) -> Date {
    (cx.outside.now)().to_zoned(TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC)).date()
}

/// Makes who acts the secretary of a cooperation that he or she has started.
pub(crate) async fn grant_secretary(
    change: &mut Change,
    cooperation: ThingId,
    slug: &str,
) -> Result<(), ActionError> {
    // Where somebody stands in, it becomes the other's: in whose name it was started.
    let name = change.actor.principal().to_owned();
    let Some(mut account) = account::get(&mut change.tx, &name).await? else { return Ok(()) };
    let role = Role::Secretary.as_str().to_owned();
    account.roles.push((role.clone(), Some(cooperation)));
    account::put(&mut change.tx, &account).await?;
    let after = Some(format!("{role}@cooperation:{slug}"));
    change.record(Event {
        thing: None,
        noun: "account",
        action: "change",
        values: vec![
            AuditValue { field: "name".into(), before: None, after: Some(name) },
            AuditValue { field: "roles".into(), before: None, after },
        ],
    });
    Ok(())
}

/// The open account of that name, if there is one.
pub async fn known(cx: &Cx, name: &str) -> Result<Option<Known>, ActionError> {
    let mut tx = cx.db.read().await?;
    known_for(&mut tx, name, None, today(cx)).await
}

/// The open account that the demo's chooser means: `name`, or `hand for principal` where one stands in for the other.
pub async fn chosen(cx: &Cx, name: &str, today: Date) -> Result<Option<Known>, ActionError> {
    let mut tx = cx.db.read().await?;
    let known = match name.split_once(FOR) {
        Some((hand, principal)) if store_stand_in::counts(&mut tx, hand, principal, today).await? => {
            known_for(&mut tx, principal, Some(hand), today).await?
        }
        Some((hand, _)) => known_for(&mut tx, hand, None, today).await?,
        None => known_for(&mut tx, name, None, today).await?,
    };
    Ok(known.filter(|k| k.account.demo && k.hand.as_ref().is_none_or(|h| h.demo)))
}

/// The open account of that name as of a day, with what follows from its roles and from the posts that its person holds;
/// `hand` is the account that acts in its stead.
pub(crate) async fn known_for(
    tx: &mut Tx,
    name: &str,
    hand: Option<&str>,
    today: Date,
) -> Result<Option<Known>, ActionError> {
    let known = account::with_posts(tx, name).await?.filter(|(a, _)| a.ended.is_none());
    let Some((account, held)) = known else { return Ok(None) };
    let hand = match hand {
        Some(hand) => match open(tx, hand).await? {
            Some(hand) => Some(hand),
            None => return Ok(None),
        },
        None => None,
    };
    let grants = granted(&account, &post_role::today_of(held, today));
    let scopes: Vec<ThingId> = grants.iter().filter_map(|g| g.scope).collect();
    let arranged = grants.iter().filter(|g| g.role.may(Permission::Arrange)).filter_map(|g| g.scope);
    let home = scope::at_home(tx, &scopes, &arranged.collect::<Vec<_>>()).await?;
    let (organisations, cooperations, keeps) = (home.organisations, home.cooperations, home.keeps);
    let name = hand.as_ref().map_or(account.name.clone(), |h| format!("{}{FOR}{}", h.name, account.name));
    let actor = Actor::Account { name, grants, member_of: cooperations.clone(), keeps };
    Ok(Some(Known { account, hand, actor, organisations, cooperations }))
}

async fn open(tx: &mut Tx, name: &str) -> Result<Option<Account>, ActionError> {
    Ok(account::get(tx, name).await?.filter(|a| a.ended.is_none()))
}

/// An account's own roles with those by posts, each once. A role that this program does not know gives nothing.
fn granted(account: &Account, held: &[PostRole]) -> Vec<Grant> {
    let own = account.roles.iter().map(|(role, scope)| (role, *scope));
    let mut grants: Vec<Grant> = Vec::new();
    for (role, scope) in own.chain(held.iter().map(|r| (&r.role, Some(r.scope)))) {
        let Ok(role) = role.parse() else { continue };
        let grant = Grant { role, scope };
        if !grants.contains(&grant) {
            grants.push(grant);
        }
    }
    grants
}

/// The demo's accounts: name and the name that is shown.
pub async fn demo(cx: &Cx) -> Result<Vec<(String, String)>, ActionError> {
    let mut tx = cx.db.read().await?;
    Ok(account::demo(&mut tx).await?)
}

/// Whether anybody can sign in at all.
pub async fn anybody(cx: &Cx) -> Result<bool, ActionError> {
    let mut tx = cx.db.read().await?;
    Ok(account::anybody(&mut tx).await?)
}
