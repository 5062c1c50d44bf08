//! Accounts: who somebody is when he or she acts, and which cooperations he or she is at home in.

use crate::{
    cx::{Actor, Change, Cx, Event, Keep, Permission},
    error::ActionError,
};
use genbo_domain::{
    authority::{Grant, Role},
    body::Body,
    cooperation::{Cooperation, Membership},
    value::ThingId,
};
use genbo_store::{
    account::{self, Account},
    audit::AuditValue,
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
};

/// An account that is known, with what follows from its roles.
#[derive(Debug, Clone)]
pub struct Known {
    /// The account.
    pub account: Account,
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

/// Makes who acts the secretary of a cooperation that he or she has started.
pub(crate) async fn grant_secretary(
    change: &mut Change,
    cooperation: ThingId,
    slug: &str,
) -> Result<(), ActionError> {
    let name = change.actor.name().to_owned();
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

/// The account of that name, if there is one.
pub async fn known(cx: &Cx, name: &str) -> Result<Option<Known>, ActionError> {
    let mut tx = cx.db.read().await?;
    let Some(account) = account::get(&mut tx, name).await? else { return Ok(None) };
    let scopes: Vec<ThingId> = account.roles.iter().filter_map(|(_, scope)| *scope).collect();
    let (organisations, cooperations) = at_home(&mut tx, &scopes).await?;
    // A role that this program does not know gives nothing.
    let grant =
        |(role, scope): &(String, Option<ThingId>)| Some(Grant { role: role.parse().ok()?, scope: *scope });
    let grants: Vec<Grant> = account.roles.iter().filter_map(grant).collect();
    let keeps = kept(&mut tx, &grants).await?;
    let actor = Actor::Account { name: account.name.clone(), grants, member_of: cooperations.clone(), keeps };
    Ok(Some(Known { account, actor, organisations, cooperations }))
}

/// The cooperations whose register somebody keeps: those that he or she arranges, and those whose own organisation it is.
async fn kept(tx: &mut Tx, grants: &[Grant]) -> Result<Vec<ThingId>, ActionError> {
    let arranges = grants.iter().filter(|g| g.role.may(Permission::Arrange)).filter_map(|g| g.scope);
    let scopes: Vec<ThingId> = arranges.collect();
    let direct: Vec<Stored<Cooperation>> = row::load(tx, &Viewer::All, Find::Ids(&scopes)).await?;
    let owned: Vec<Stored<Cooperation>> =
        row::load(tx, &Viewer::All, Find::By("organisation", &scopes)).await?;
    let mut keeps: Vec<ThingId> = direct.iter().chain(&owned).map(|c| c.id).collect();
    keeps.sort_unstable();
    keeps.dedup();
    Ok(keeps)
}

/// The organisations and cooperations that scopes lead to: a body to its owner, an organisation to what it is a member of,
/// directly or through a cooperation that is a member itself.
async fn at_home(tx: &mut Tx, scopes: &[ThingId]) -> Result<(Vec<ThingId>, Vec<ThingId>), ActionError> {
    let bodies: Vec<Stored<Body>> = row::load(tx, &Viewer::All, Find::Ids(scopes)).await?;
    let mut ids = scopes.to_vec();
    ids.extend(bodies.iter().map(|b| b.facts.owner.0));
    let names = thing::names(tx, &Viewer::All, &ids).await?;
    let of = |noun: &str| -> Vec<ThingId> {
        let mut ids: Vec<ThingId> = names.values().filter(|n| n.noun == noun).map(|n| n.id).collect();
        ids.sort_unstable();
        ids
    };
    let (organisations, mut cooperations) = (of("organisation"), of("cooperation"));
    let mut members = organisations.clone();
    members.extend(&cooperations);
    while !members.is_empty() {
        let memberships: Vec<Stored<Membership>> =
            row::load(tx, &Viewer::All, Find::By("member", &members)).await?;
        members =
            memberships.iter().map(|m| m.facts.cooperation.0).filter(|c| !cooperations.contains(c)).collect();
        members.sort_unstable();
        members.dedup();
        cooperations.extend(&members);
    }
    Ok((organisations, cooperations))
}

/// The demo's accounts: name and the name that is shown.
pub async fn demo(cx: &Cx) -> Result<Vec<(String, String)>, ActionError> {
    let mut tx = cx.db.read().await?;
    Ok(account::demo(&mut tx).await?)
}
