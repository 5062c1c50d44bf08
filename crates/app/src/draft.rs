//! Drafts of forms that take their time: what was filled in outlives session, connection and machine.
//!
//! Invariants: a draft is for the account alone that filled it in; it comes and goes without an event, because it says
//! nothing about the world yet; old ones are disposed of with old letters.

use crate::{
    cx::{Actor, Cx},
    error::ActionError,
};
use genbo_store::draft;
use jiff::Timestamp;

/// The most bytes of a draft; what is larger is not kept.
const MOST: usize = 1024 * 1024;

/// The account whose drafts somebody has; nothing for who has no account.
fn account(actor: &Actor) -> Option<&str> {
    matches!(actor, Actor::Account { .. }).then(|| actor.hand())
}

/// One's own draft of a form, with when it was kept.
pub async fn get(cx: &Cx, actor: &Actor, form: &str) -> Result<Option<(String, Timestamp)>, ActionError> {
    let Some(account) = account(actor) else { return Ok(None) };
    let mut tx = cx.db.read().await?;
    Ok(draft::get(&mut tx, account, form).await?)
}

/// Keeps one's own draft of a form.
pub async fn put(cx: &Cx, actor: &Actor, form: &str, content: &str) -> Result<(), ActionError> {
    let Some(account) = account(actor).filter(|_| content.len() <= MOST) else { return Ok(()) };
    let mut tx = cx.db.write().await?;
    draft::put(&mut tx, account, form, content, (cx.outside.now)()).await?;
    Ok(tx.commit().await?)
}

/// Throws one's own drafts of all forms away whose names begin like this.
pub async fn forget_under(cx: &Cx, actor: &Actor, begins: &str) -> Result<(), ActionError> {
    let Some(account) = account(actor) else { return Ok(()) };
    let mut tx = cx.db.write().await?;
    draft::forget_under(&mut tx, account, begins).await?;
    Ok(tx.commit().await?)
}

/// Throws one's own draft of a form away.
pub async fn forget(cx: &Cx, actor: &Actor, form: &str) -> Result<(), ActionError> {
    let Some(account) = account(actor) else { return Ok(()) };
    let mut tx = cx.db.write().await?;
    draft::forget(&mut tx, account, form).await?;
    Ok(tx.commit().await?)
}
