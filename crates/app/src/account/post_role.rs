//! Roles that go with a post: whoever holds the post today has them, and nobody copies anything when it changes hands.
//!
//! Invariant: nobody administers accounts by holding a post. Whoever tells who holds it would then say who administers.

use super::{
    manage::{self, RoleLine},
    refusal::Refusal,
};
use crate::{
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
    view::{Link, may_hold},
};
use genbo_domain::{
    authority::Role,
    post::{Holding, HoldingKind},
    value::ThingId,
};
use genbo_store::{
    account::post_role::{self, Held, PostRole},
    audit::AuditValue,
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
};
use jiff::civil::Date;

/// The roles that a person has on a day by the posts that he or she holds: ordinarily, acting, or while it is handed over;
/// not as a deputy or for one occasion.
pub(crate) async fn held(tx: &mut Tx, person: ThingId, today: Date) -> Result<Vec<PostRole>, ActionError> {
    Ok(today_of(post_role::of_person(tx, person).await?, today))
}

/// Those of the roles by posts that count on a day.
pub(crate) fn today_of(mut held: Vec<Held>, today: Date) -> Vec<PostRole> {
    let counts = |kind: Option<&str>| match kind.and_then(|k| k.parse().ok()) {
        Some(HoldingKind::Deputy | HoldingKind::Occasion) => false,
        Some(HoldingKind::Ordinary | HoldingKind::Acting | HoldingKind::Handover) | None => true,
    };
    held.retain(|h| may_hold(h.valid.as_ref(), today) && counts(h.kind.as_deref()));
    held.into_iter().map(|h| h.role).collect()
}

/// Says which roles go with a post, each in the scope of `noun:slug`.
pub async fn put(cx: &Cx, actor: &Actor, post: &str, roles: &[(String, String)]) -> Result<(), ActionError> {
    cx.write(actor, Permission::ManageAccounts, Keep::Commit, async |change| {
        let post = thing::find(&mut change.tx, &change.actor.viewer(), "post", post).await?;
        let before = of_post(&mut change.tx, post.id).await?;
        let mut new = Vec::new();
        for (role, scope) in roles {
            let known: Role = role.parse().map_err(|_| Refusal::Role)?;
            if known == Role::Administrator {
                return Err(Refusal::PostRole.into());
            }
            let scope = manage::scope(&mut change.tx, scope).await?;
            new.push((role.clone(), scope));
        }
        for (_, scope) in new.iter().chain(&before).filter(|r| !(new.contains(r) && before.contains(r))) {
            manage::within(change, Some(*scope)).await?;
        }
        if new == before {
            return Ok(());
        }
        post_role::put(&mut change.tx, post.id, &new).await?;
        let told = |roles: &[(String, ThingId)]| {
            (!roles.is_empty())
                .then(|| roles.iter().map(|(r, s)| format!("{r}@{}", s.0)).collect::<Vec<_>>().join(", "))
        };
        change.record(Event {
            thing: Some(post.id),
            noun: "post",
            action: "roles",
            values: vec![AuditValue { field: "roles".into(), before: told(&before), after: told(&new) }],
        });
        Ok(())
    })
    .await
}

/// The roles of a post.
pub(crate) async fn of_post(tx: &mut Tx, post: ThingId) -> Result<Vec<(String, ThingId)>, ActionError> {
    let all = post_role::all(tx).await?;
    Ok(all.into_iter().filter(|r| r.post == post).map(|r| (r.role, r.scope)).collect())
}

/// A post with its roles.
#[derive(Debug, Clone)]
pub struct OfPost {
    /// The post.
    pub post: Link,
    /// Its roles.
    pub roles: Vec<RoleLine>,
    /// The persons who hold it today, where only one post was asked for.
    pub holders: Vec<Link>,
}

/// The posts that have roles of which the actor looks after something.
pub async fn list(cx: &Cx, actor: &Actor) -> Result<Vec<OfPost>, ActionError> {
    if !actor.may(Permission::ManageAccounts) {
        return Err(ActionError::Forbidden);
    }
    let mut tx = cx.db.read().await?;
    let mut posts: Vec<(ThingId, Vec<PostRole>)> = Vec::new();
    for role in post_role::all(&mut tx).await? {
        match posts.last_mut().filter(|(post, _)| *post == role.post) {
            Some((_, roles)) => roles.push(role),
            None => posts.push((role.post, vec![role])),
        }
    }
    let mut known = manage::Reaches::default();
    let mut all = Vec::new();
    for (post, roles) in posts {
        let Some(one) = told(&mut tx, actor, post, &roles, &mut known).await? else { continue };
        if one.roles.iter().any(|r| r.mine) {
            all.push(one);
        }
    }
    Ok(all)
}

/// One post with its roles and who holds it today.
pub async fn one(cx: &Cx, actor: &Actor, slug: &str, today: Date) -> Result<OfPost, ActionError> {
    if !actor.may(Permission::ManageAccounts) {
        return Err(ActionError::Forbidden);
    }
    let mut tx = cx.db.read().await?;
    let post = thing::find(&mut tx, &actor.viewer(), "post", slug).await?;
    let roles: Vec<PostRole> =
        post_role::all(&mut tx).await?.into_iter().filter(|r| r.post == post.id).collect();
    let found = told(&mut tx, actor, post.id, &roles, &mut manage::Reaches::default()).await?;
    let mut found = found.ok_or(ActionError::NotFound)?;
    let holdings: Vec<Stored<Holding>> =
        row::load(&mut tx, &actor.viewer(), Find::By("of", &[post.id])).await?;
    let today = holdings.iter().filter(|h| may_hold(h.facts.valid.as_ref(), today));
    let persons: Vec<ThingId> = today.filter_map(|h| h.facts.person.map(|p| p.0)).collect();
    let names = thing::names(&mut tx, &actor.viewer(), &persons).await?;
    found.holders = persons.iter().filter_map(|p| names.get(p)).map(manage::link).collect();
    Ok(found)
}

async fn told(
    tx: &mut Tx,
    actor: &Actor,
    post: ThingId,
    roles: &[PostRole],
    known: &mut manage::Reaches,
) -> Result<Option<OfPost>, ActionError> {
    let ids: Vec<ThingId> = roles.iter().map(|r| r.scope).chain([post]).collect();
    let names = thing::names(tx, &Viewer::All, &ids).await?;
    let Some(post) = names.get(&post) else { return Ok(None) };
    let mut lines = Vec::new();
    for role in roles {
        let mine = known.may(tx, actor, Some(role.scope)).await?;
        let scope = names.get(&role.scope).map(manage::link);
        lines.push(RoleLine { role: role.role.clone(), scope, post: None, mine });
    }
    Ok(Some(OfPost { post: manage::link(post), roles: lines, holders: Vec::new() }))
}
