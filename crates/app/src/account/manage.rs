//! Looking after others' accounts: who sees which, and what may be done with them.
//!
//! Invariants: whoever looks after accounts does so within his or her own scope, and can neither give nor take over more than
//! he or she has; the installation never loses the last one who can sign in and administers it.

use super::{key::told, post_role, profile, refusal::Refusal};
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    view::Link,
};
use genbo_domain::{
    authority::Role, body::Body, cooperation::Cooperation, noun::Noun, organisation::Organisation,
    value::ThingId,
};
use genbo_store::{
    account::{self, Account, key, session, stand_in},
    audit::AuditValue,
    row::{self, Find},
    sql::Tx,
    thing::{self, Viewer},
};
use jiff::civil::Date;
use std::collections::HashMap;

/// An account as whoever looks after it sees it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The account.
    pub account: Account,
    /// Its person.
    pub person: Option<Link>,
    /// Its roles, its own first, then those by posts.
    pub roles: Vec<RoleLine>,
    /// Whether all of it lies within what the actor looks after, so that the actor may change all of it.
    pub whole: bool,
}

/// A role of an account.
#[derive(Debug, Clone)]
pub struct RoleLine {
    /// The role, as stored.
    pub role: String,
    /// Where it counts; nothing for the whole installation.
    pub scope: Option<Link>,
    /// The post by which it comes.
    pub post: Option<Link>,
    /// Whether the actor may take it away.
    pub mine: bool,
}

/// What an account shall be.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The name that is shown.
    pub display_name: String,
    /// Where its own mail goes; may be empty.
    pub email: String,
    /// The slug of its person; may be empty.
    pub person: String,
    /// Its roles as far as the actor may say, each with its scope as `noun:slug`.
    pub roles: Vec<(String, Option<String>)>,
}

/// The accounts of which the actor looks after something, by name.
pub async fn list(cx: &Cx, actor: &Actor, today: Date) -> Result<Vec<Line>, ActionError> {
    if !actor.may(Permission::ManageAccounts) {
        return Err(ActionError::Forbidden);
    }
    let mut tx = cx.db.read().await?;
    let mut lines = Vec::new();
    let mut known = Reaches::default();
    for account in account::all(&mut tx).await? {
        lines.extend(line(&mut tx, actor, account, today, &mut known).await?);
    }
    Ok(lines)
}

/// One account of which the actor looks after something.
pub async fn one(cx: &Cx, actor: &Actor, name: &str, today: Date) -> Result<Line, ActionError> {
    if !actor.may(Permission::ManageAccounts) {
        return Err(ActionError::Forbidden);
    }
    let mut tx = cx.db.read().await?;
    let account = account::get(&mut tx, name).await?.ok_or(ActionError::NotFound)?;
    line(&mut tx, actor, account, today, &mut Reaches::default()).await?.ok_or(ActionError::NotFound)
}

/// What scopes lie within, each looked up once.
#[derive(Debug, Default)]
pub(crate) struct Reaches(HashMap<ThingId, Vec<ThingId>>);

impl Reaches {
    pub(crate) async fn may(
        &mut self,
        tx: &mut Tx,
        actor: &Actor,
        scope: Option<ThingId>,
    ) -> Result<bool, ActionError> {
        let Some(scope) = scope else { return Ok(actor.may_within(Permission::ManageAccounts, &[])) };
        if !self.0.contains_key(&scope) {
            let reach = reach(tx, scope).await?;
            self.0.insert(scope, reach);
        }
        Ok(actor.may_within(Permission::ManageAccounts, &self.0[&scope]))
    }
}

async fn line(
    tx: &mut Tx,
    actor: &Actor,
    account: Account,
    today: Date,
    known: &mut Reaches,
) -> Result<Option<Line>, ActionError> {
    let everything = actor.may_within(Permission::ManageAccounts, &[]);
    let mut roles: Vec<(String, Option<ThingId>, Option<ThingId>)> =
        account.roles.iter().map(|(role, scope)| (role.clone(), *scope, None)).collect();
    if let Some(person) = account.person {
        let held = post_role::held(tx, person, today).await?;
        roles.extend(held.into_iter().map(|r| (r.role, Some(r.scope), Some(r.post))));
    }
    let ids: Vec<ThingId> =
        roles.iter().flat_map(|(_, scope, post)| [*scope, *post]).chain([account.person]).flatten().collect();
    let names = thing::names(tx, &Viewer::All, &ids).await?;
    let link = |id: Option<ThingId>| names.get(&id?).map(link);
    let mut lines = Vec::new();
    for (role, scope, post) in roles {
        let mine = known.may(tx, actor, scope).await?;
        lines.push(RoleLine { role, scope: link(scope), post: link(post), mine });
    }
    let some = lines.iter().any(|r| r.mine);
    let whole = everything || (some && lines.iter().all(|r| r.mine));
    let person = link(account.person);
    Ok((everything || some).then_some(Line { account, person, roles: lines, whole }))
}

/// What a scope lies within: itself, whose it is, and what that is part of. The cooperation that it is kept with does not
/// count: whoever keeps a municipality's board in the register does not say who its secretary is.
async fn reach(tx: &mut Tx, scope: ThingId) -> Result<Vec<ThingId>, ActionError> {
    let (mut reach, mut next) = (Vec::new(), Some(scope));
    while let Some(id) = next.filter(|id| !reach.contains(id)) {
        reach.push(id);
        let names = thing::names(tx, &Viewer::All, &[id]).await?;
        next = match names.get(&id).map(|n| n.noun.as_str()) {
            Some(Body::NAME) => Some(row::load_one::<Body>(tx, &Viewer::All, id).await?.facts.owner.0),
            Some(Cooperation::NAME) => {
                let cooperation = row::load_one::<Cooperation>(tx, &Viewer::All, id).await?;
                cooperation.facts.organisation.map(|o| o.0)
            }
            Some(Organisation::NAME) => {
                let organisation = row::load_one::<Organisation>(tx, &Viewer::All, id).await?;
                organisation.facts.part_of.map(|o| o.0)
            }
            _ => None,
        };
    }
    Ok(reach)
}

/// Refuses unless the actor looks after accounts there; nowhere in particular means in the whole installation.
pub(crate) async fn within(change: &mut Change, scope: Option<ThingId>) -> Result<(), ActionError> {
    let may = Reaches::default().may(&mut change.tx, &change.actor.clone(), scope).await?;
    if may { Ok(()) } else { Err(Refusal::Beyond.into()) }
}

/// The organisation, cooperation or body that `noun:slug` means, or a slug alone, in that order.
pub(crate) async fn scope(tx: &mut Tx, text: &str) -> Result<ThingId, ActionError> {
    let nouns = [Organisation::NAME, Cooperation::NAME, Body::NAME];
    let (wanted, slug) = text.trim().split_once(':').unwrap_or(("", text.trim()));
    for noun in nouns.into_iter().filter(|noun| wanted.is_empty() || *noun == wanted) {
        match thing::find(tx, &Viewer::All, noun, slug.trim()).await {
            Ok(found) => return Ok(found.id),
            Err(genbo_store::error::StoreError::NotFound) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(Refusal::Scope.into())
}

/// The scopes that can be chosen: organisations, cooperations and bodies.
pub async fn scopes(cx: &Cx, actor: &Actor) -> Result<Vec<Link>, ActionError> {
    let mut tx = cx.db.read().await?;
    let viewer = actor.viewer();
    let mut links: Vec<Link> = Vec::new();
    links.extend(row::load::<Cooperation>(&mut tx, &viewer, Find::All).await?.iter().map(Link::from));
    links.extend(row::load::<Organisation>(&mut tx, &viewer, Find::All).await?.iter().map(Link::from));
    links.extend(row::load::<Body>(&mut tx, &viewer, Find::All).await?.iter().map(Link::from));
    Ok(links)
}

/// An account all of which the actor looks after.
pub(crate) async fn whole(cx: &Cx, change: &mut Change, name: &str) -> Result<Account, ActionError> {
    let account = account::get(&mut change.tx, name).await?.ok_or(ActionError::NotFound)?;
    require_whole(cx, change, &account).await?;
    Ok(account)
}

async fn require_whole(cx: &Cx, change: &mut Change, account: &Account) -> Result<(), ActionError> {
    let actor = change.actor.clone();
    let line =
        line(&mut change.tx, &actor, account.clone(), super::today(cx), &mut Reaches::default()).await?;
    match line {
        Some(line) if line.whole => Ok(()),
        Some(_) => Err(Refusal::Beyond.into()),
        // An account without any role is nobody's but the installation's; so is one elsewhere.
        None => Err(Refusal::Beyond.into()),
    }
}

/// Adds an account.
pub async fn add(cx: &Cx, actor: &Actor, name: &str, wanted: &Wanted) -> Result<(), ActionError> {
    let name = name.trim().to_lowercase();
    if !is_name(&name) {
        return Err(Refusal::Name.into());
    }
    cx.write(actor, Permission::ManageAccounts, Keep::Commit, async |change| {
        if account::get(&mut change.tx, &name).await?.is_some() {
            return Err(Refusal::Taken.into());
        }
        let new = Account {
            name: name.clone(),
            display_name: profile::filled("display_name", &wanted.display_name, 120)?,
            person: person(&mut change.tx, &wanted.person).await?,
            demo: false,
            email: profile::address(&wanted.email)?,
            lang: None,
            ended: None,
            has_password: false,
            roles: roles(change, &wanted.roles).await?,
        };
        require_whole(cx, change, &new).await?;
        store(change, None, &new).await
    })
    .await
}

/// Whether a text can be an account's name.
pub fn is_name(name: &str) -> bool {
    // That is the address of the page on which accounts are added.
    if name == "nytt" {
        return false;
    }
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=64).contains(&name.len()) && name.bytes().all(plain)
}

async fn person(tx: &mut Tx, slug: &str) -> Result<Option<ThingId>, ActionError> {
    match slug.trim() {
        "" => Ok(None),
        slug => match thing::find(tx, &Viewer::All, "person", slug).await {
            Ok(found) => Ok(Some(found.id)),
            Err(genbo_store::error::StoreError::NotFound) => Err(Refusal::Person.into()),
            Err(other) => Err(other.into()),
        },
    }
}

/// The roles as they are stored, each of which the actor may give.
async fn roles(
    change: &mut Change,
    wanted: &[(String, Option<String>)],
) -> Result<Vec<(String, Option<ThingId>)>, ActionError> {
    let mut roles = Vec::new();
    for (role, text) in wanted {
        let _: Role = role.parse().map_err(|_| Refusal::Role)?;
        let scope = match text {
            Some(text) => Some(scope(&mut change.tx, text).await?),
            None => None,
        };
        within(change, scope).await?;
        if !roles.contains(&(role.clone(), scope)) {
            roles.push((role.clone(), scope));
        }
    }
    Ok(roles)
}

/// Changes an account: its roles as far as the actor looks after them, and the rest if the actor looks after all of it.
pub async fn change(cx: &Cx, actor: &Actor, name: &str, wanted: &Wanted) -> Result<(), ActionError> {
    cx.write(actor, Permission::ManageAccounts, Keep::Commit, async |change| {
        let before = account::get(&mut change.tx, name).await?.ok_or(ActionError::NotFound)?;
        let mut known = Reaches::default();
        let line = line(&mut change.tx, actor, before.clone(), super::today(cx), &mut known).await?;
        if line.is_none() && wanted.roles.is_empty() {
            return Err(ActionError::NotFound);
        }
        let mut kept = Vec::new();
        for (role, scope) in &before.roles {
            if !known.may(&mut change.tx, actor, *scope).await? {
                kept.push((role.clone(), *scope));
            }
        }
        let mut after = before.clone();
        after.roles = roles(change, &wanted.roles).await?;
        after.roles.extend(kept);
        after.display_name = profile::filled("display_name", &wanted.display_name, 120)?;
        after.email = profile::address(&wanted.email)?;
        after.person = person(&mut change.tx, &wanted.person).await?;
        let own = |a: &Account| (a.display_name.clone(), a.email.clone(), a.person);
        if own(&after) != own(&before) {
            require_whole(cx, change, &before).await?;
            // With its person an account gets what the person's posts give.
            if after.person != before.person {
                require_whole(cx, change, &after).await?;
            }
        }
        store(change, Some(&before), &after).await
    })
    .await
}

/// Ends an account: nobody signs in with it any more, and whatever it had open is closed. It can be opened again.
pub async fn end(cx: &Cx, actor: &Actor, name: &str) -> Result<(), ActionError> {
    let now = (cx.outside.now)();
    cx.write(actor, Permission::ManageAccounts, Keep::Commit, async |change| {
        let before = whole(cx, change, name).await?;
        if before.ended.is_some() {
            return Ok(());
        }
        session::end_others(&mut change.tx, name, "").await?;
        key::revoke_tokens(&mut change.tx, name).await?;
        key::forget_links(&mut change.tx, name, jiff::Timestamp::MIN).await?;
        for one in stand_in::of(&mut change.tx, name).await?.iter().filter(|s| s.ended.is_none()) {
            stand_in::end(&mut change.tx, &one.account, one.position, now).await?;
        }
        store(change, Some(&before), &Account { ended: Some(now), ..before.clone() }).await
    })
    .await
}

/// Opens an account again that was ended, with the password that it had.
pub async fn reopen(cx: &Cx, actor: &Actor, name: &str) -> Result<(), ActionError> {
    cx.write(actor, Permission::ManageAccounts, Keep::Commit, async |change| {
        let before = whole(cx, change, name).await?;
        store(change, Some(&before), &Account { ended: None, ..before.clone() }).await
    })
    .await
}

/// Writes an account, unless nobody who can sign in would administer the installation then.
async fn store(change: &mut Change, before: Option<&Account>, after: &Account) -> Result<(), ActionError> {
    if before == Some(after) {
        return Ok(());
    }
    let administered = administers(&account::all(&mut change.tx).await?);
    account::put(&mut change.tx, after).await?;
    if administered && change.actor != Actor::System && !administers(&account::all(&mut change.tx).await?) {
        return Err(Refusal::LastAdministrator.into());
    }
    let action = match (before.map(|b| b.ended), after.ended) {
        (None, _) => "create",
        (Some(None), Some(_)) => "end",
        (Some(Some(_)), None) => "reopen",
        _ => "change",
    };
    let mut event = told(&after.name, action, &[]);
    let old = match before {
        Some(before) => Some(told_roles(&mut change.tx, &before.roles).await?),
        None => None,
    };
    let new = told_roles(&mut change.tx, &after.roles).await?;
    if old.as_ref() != Some(&new) {
        event.values.push(AuditValue { field: "roles".into(), before: old, after: Some(new) });
    }
    change.record(event);
    Ok(())
}

async fn told_roles(tx: &mut Tx, roles: &[(String, Option<ThingId>)]) -> Result<String, ActionError> {
    let scopes: Vec<ThingId> = roles.iter().filter_map(|(_, scope)| *scope).collect();
    let names = thing::names(tx, &Viewer::All, &scopes).await?;
    let one = |(role, scope): &(String, Option<ThingId>)| match scope.and_then(|s| names.get(&s)) {
        Some(name) => format!("{role}@{}:{}", name.noun, name.slug),
        None => role.clone(),
    };
    Ok(roles.iter().map(one).collect::<Vec<_>>().join(", "))
}

/// Whether somebody who can sign in administers the whole installation.
fn administers(accounts: &[Account]) -> bool {
    let everything =
        |a: &Account| a.roles.iter().any(|(r, s)| r == Role::Administrator.as_str() && s.is_none());
    accounts.iter().any(|a| a.ended.is_none() && (a.has_password || a.demo) && everything(a))
}

/// What the actor is, its own roles and those by posts.
pub async fn own_roles(cx: &Cx, actor: &Actor) -> Result<Vec<RoleLine>, ActionError> {
    let Actor::Account { grants, .. } = actor else { return Ok(Vec::new()) };
    let mut tx = cx.db.read().await?;
    let scopes: Vec<ThingId> = grants.iter().filter_map(|g| g.scope).collect();
    let names = thing::names(&mut tx, &Viewer::All, &scopes).await?;
    let line = |grant: &genbo_domain::authority::Grant| RoleLine {
        role: grant.role.as_str().to_owned(),
        scope: grant.scope.and_then(|s| names.get(&s)).map(link),
        post: None,
        mine: false,
    };
    Ok(grants.iter().map(line).collect())
}

pub(crate) fn link(name: &thing::Name) -> Link {
    Link { id: name.id, noun: name.noun.clone(), slug: name.slug.clone(), label: name.label.clone() }
}
