//! Calendars of one's own by link: an account hands a link out, takes it back, and whoever has it sees that calendar as
//! the account sees it.
//!
//! Invariants: the link itself is told once and not kept; it shows only a calendar that is the account's own, and no more
//! than the account may see on the day it is asked.

use crate::{
    account::{self, Known},
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
    secret::{self, Secret},
    view::{Link, Reader},
};
use genbo_domain::value::ThingId;
use genbo_store::{
    audit::AuditValue,
    feed_token::{self, FeedToken},
};
use jiff::Timestamp;

/// The calendars that an account may hand links out to: its person's and its organisations'.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// Whose calendars they are.
    pub whose: Vec<Link>,
    /// The links in use.
    pub links: Vec<InUse>,
}

/// A link in use; its digest is its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InUse {
    /// The digest of the link.
    pub hash: String,
    /// Whose calendar it shows.
    pub whose: Link,
    /// When it was made.
    pub created: Timestamp,
}

/// What an account may hand out, and what it has handed out.
pub async fn own(cx: &Cx, reader: &mut Reader, actor: &Actor) -> Result<Own, ActionError> {
    let known = known(cx, actor).await?;
    let names = reader.names(scopes(&known)).await?;
    let tokens = feed_token::of_account(&mut reader.tx, actor.hand()).await?;
    let in_use = tokens.into_iter().filter(|t| t.revoked.is_none());
    Ok(Own {
        whose: scopes(&known).into_iter().filter_map(|id| names.get(id)).collect(),
        links: in_use
            .filter_map(|t| Some(InUse { whose: names.get(t.scope)?, hash: t.hash, created: t.created }))
            .collect(),
    })
}

async fn known(cx: &Cx, actor: &Actor) -> Result<Known, ActionError> {
    // Whoever stands in for another hands out calendars of his or her own alone.
    let Actor::Account { .. } = actor else { return Err(ActionError::Forbidden) };
    account::known(cx, actor.hand()).await?.ok_or(ActionError::Forbidden)
}

/// The person and the organisations of an account.
fn scopes(known: &Known) -> Vec<ThingId> {
    known.account.person.into_iter().chain(known.organisations.iter().copied()).collect()
}

/// Makes a link to the calendar of one of the account's own, and tells what stands in it.
pub async fn make(cx: &Cx, actor: &Actor, whose: ThingId) -> Result<String, ActionError> {
    let known = known(cx, actor).await?;
    if !scopes(&known).contains(&whose) {
        return Err(ActionError::Forbidden);
    }
    let secret = Secret::new(&cx.outside);
    let token = FeedToken {
        hash: secret.hash,
        account: actor.hand().to_owned(),
        scope: whose,
        created: (cx.outside.now)(),
        revoked: None,
    };
    cx.write(actor, Permission::Contribute, Keep::Commit, async |change| {
        feed_token::put(&mut change.tx, &token).await?;
        change.record(event("create", whose));
        Ok(())
    })
    .await?;
    Ok(secret.plain)
}

/// Takes one of the account's links back.
pub async fn revoke(cx: &Cx, actor: &Actor, hash: &str) -> Result<(), ActionError> {
    cx.write(actor, Permission::Contribute, Keep::Commit, async |change| {
        let token = feed_token::get(&mut change.tx, hash).await?.ok_or(ActionError::NotFound)?;
        let at = (cx.outside.now)();
        if !feed_token::revoke(&mut change.tx, actor.hand(), hash, at).await? {
            return Err(ActionError::NotFound);
        }
        change.record(event("revoke", token.scope));
        Ok(())
    })
    .await
}

fn event(action: &'static str, whose: ThingId) -> Event {
    let value = AuditValue { field: "whose".into(), before: None, after: Some(whose.0.to_string()) };
    Event { thing: None, noun: "feed", action, values: vec![value] }
}

/// A calendar behind a link: whose it is, and who sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The person or organisation.
    pub whose: ThingId,
    /// As whom it is seen.
    pub actor: Actor,
}

/// What is behind a link; nothing if there is no such link, if it was taken back, or if the account or what made the
/// calendar its own is gone.
pub async fn behind(cx: &Cx, token: &str) -> Result<Option<Behind>, ActionError> {
    let mut tx = cx.db.read().await?;
    let found = feed_token::get(&mut tx, &secret::hash(token)).await?;
    tx.close().await?;
    let Some(token) = found.filter(|t| t.revoked.is_none()) else { return Ok(None) };
    let Some(known) = account::known(cx, &token.account).await? else { return Ok(None) };
    let own = scopes(&known).contains(&token.scope);
    Ok(own.then_some(Behind { whose: token.scope, actor: known.actor }))
}
