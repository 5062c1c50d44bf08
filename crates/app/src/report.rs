//! Reports of pages that do not work for somebody: anybody writes one, those who run the installation read them.

use crate::{
    account::{
        profile::filled,
        refusal::Refusal,
        throttle::{self, Limit},
    },
    cx::{Actor, Cx, Permission},
    error::ActionError,
};
use genbo_store::report;

pub use genbo_store::report::Report;

/// The most characters of what happened.
pub const LONGEST: usize = 4000;
/// So many are shown.
const SHOWN: i64 = 200;

/// What somebody writes.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// The page that it is about; may be empty.
    pub page: &'a str,
    /// What happened.
    pub text: &'a str,
    /// Where an answer can be sent; may be empty.
    pub contact: &'a str,
    /// The address of the network from which it came.
    pub address: &'a str,
}

/// Keeps a report, and tells its number. It is no fact about cooperation, and the trail does not tell of it.
pub async fn put(cx: &Cx, new: New<'_>) -> Result<i64, ActionError> {
    let text = new.text.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(Refusal::Field("text").into());
    }
    let optional = |field, typed: &str| match typed.trim() {
        "" => Ok(String::new()),
        typed => filled(field, typed, 300),
    };
    let (page, contact) = (optional("page", new.page)?, optional("contact", new.contact)?);
    throttle::count(cx, &[Limit::messages(new.address)]).await?;
    let mut tx = cx.db.write().await?;
    let id = report::put(&mut tx, (cx.outside.now)(), &page, text, &contact).await?;
    tx.commit().await?;
    Ok(id)
}

/// Whether somebody may read the reports: only those who look after the whole installation.
pub fn may_read(actor: &Actor) -> bool {
    actor.may_within(Permission::ManageAccounts, &[])
}

/// The latest reports.
pub async fn latest(cx: &Cx, actor: &Actor) -> Result<Vec<Report>, ActionError> {
    if !may_read(actor) {
        return Err(ActionError::Forbidden);
    }
    let mut tx = cx.db.read().await?;
    Ok(report::latest(&mut tx, SHOWN).await?)
}

/// Says that a report is dealt with; where its answer went is forgotten then.
pub async fn settle(cx: &Cx, actor: &Actor, id: i64) -> Result<(), ActionError> {
    if !may_read(actor) {
        return Err(ActionError::Forbidden);
    }
    let mut tx = cx.db.write().await?;
    if !report::settle(&mut tx, id, (cx.outside.now)()).await? {
        return Err(ActionError::NotFound);
    }
    Ok(tx.commit().await?)
}
