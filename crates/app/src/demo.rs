//! The demo: a database that says that it is one, with accounts that anybody may choose.

use crate::{
    account::{NewAccount, put_in},
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
};
use genbo_store::installation;

const MARK: &str = "demo";

/// Whether the database says that it is a demo.
pub async fn is_demo(cx: &Cx) -> Result<bool, ActionError> {
    let mut tx = cx.db.read().await?;
    Ok(installation::get(&mut tx, MARK).await?.is_some())
}

/// Marks the database as a demo and gives it its accounts.
pub async fn mark(cx: &Cx, accounts: &[NewAccount]) -> Result<(), ActionError> {
    cx.write(&Actor::System, Permission::ManageAccounts, Keep::Commit, async |change| {
        installation::set(&mut change.tx, MARK, "yes").await?;
        for account in accounts {
            put_in(change, account).await?;
        }
        Ok(())
    })
    .await
}
