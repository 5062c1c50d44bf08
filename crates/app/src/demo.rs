//! The demo: a database that says that it is one, with accounts that anybody may choose.

use crate::{
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
};
use genbo_domain::noun::NounDef;
use genbo_store::{account::Account, audit::AuditValue, installation, thing};

const MARK: &str = "demo";

/// An account as the demo's file states it.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// Its name.
    pub name: String,
    /// The name that is shown.
    pub display_name: String,
    /// The slug of its person.
    pub person: Option<String>,
    /// Roles with their scope as `noun:slug`.
    pub roles: Vec<(String, Option<String>)>,
}

/// Whether the database says that it is a demo.
pub async fn is_demo(cx: &Cx) -> Result<bool, ActionError> {
    let mut tx = cx.db.read().await?;
    Ok(installation::get(&mut tx, MARK).await?.is_some())
}

/// Marks the database as a demo and gives it its accounts.
pub async fn mark(cx: &Cx, accounts: &[DemoAccount]) -> Result<(), ActionError> {
    cx.write(&Actor::System, Permission::ManageAccounts, Keep::Commit, async |change| {
        installation::set(&mut change.tx, MARK, "yes").await?;
        let mut about = None;
        for a in accounts {
            let person = match &a.person {
                Some(slug) => Some(find(&mut change.tx, "person", slug).await?),
                None => None,
            };
            let mut roles = Vec::new();
            for (role, scope) in &a.roles {
                let scope = match scope.as_deref().and_then(|s| s.split_once(':')) {
                    Some((noun, slug)) => Some(find(&mut change.tx, noun, slug).await?),
                    None => None,
                };
                about = about.or(scope);
                roles.push((role.clone(), scope));
            }
            let account =
                Account { name: a.name.clone(), display_name: a.display_name.clone(), person, demo: true, roles };
            genbo_store::account::put(&mut change.tx, &account).await?;
        }
        // The trail is about things; the accounts of the demo are noted at the first scope that one of them has.
        if let (Some(thing), Some(noun)) = (about, NounDef::named("cooperation")) {
            let values = accounts
                .iter()
                .map(|a| AuditValue { field: format!("account:{}", a.name), before: None, after: Some("demo".into()) })
                .collect();
            change.record(Event { thing, noun, action: "accounts", values });
        }
        Ok(())
    })
    .await
}

async fn find(
    tx: &mut genbo_store::sql::WriteTx,
    noun: &str,
    slug: &str,
) -> Result<genbo_domain::value::ThingId, ActionError> {
    Ok(thing::find(tx, &thing::Viewer::All, noun, slug).await?.id)
}
