//! Accounts and their roles.

use crate::{
    error::Result,
    params,
    row::insert_many,
    sql::{Tx, WriteTx},
};
use genbo_domain::value::ThingId;

/// An account with its roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its name, as typed at sign-in.
    pub name: String,
    /// The name that is shown.
    pub display_name: String,
    /// The person that it belongs to.
    pub person: Option<ThingId>,
    /// Whether it is one of the demo's, which anybody may choose.
    pub demo: bool,
    /// Roles, each in the scope of an organisation, cooperation or body, or in the whole installation.
    pub roles: Vec<(String, Option<ThingId>)>,
}

/// The account of that name.
pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<Account>> {
    let sql = "SELECT display_name, person_id, demo FROM account WHERE name = $1";
    let Some(row) = tx.first(sql, params![name]).await? else { return Ok(None) };
    let sql = "SELECT role, scope_id FROM account_role WHERE account = $1 ORDER BY position";
    let mut roles = Vec::new();
    for role in tx.all(sql, params![name]).await? {
        roles.push((role.text(0)?, role.opt_int(1)?.map(ThingId)));
    }
    Ok(Some(Account {
        name: name.to_owned(),
        display_name: row.text(0)?,
        person: row.opt_int(1)?.map(ThingId),
        demo: row.opt_bool(2)?.unwrap_or(false),
        roles,
    }))
}

/// The names of the demo's accounts, with the names that are shown.
pub async fn demo(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    let rows =
        tx.all("SELECT name, display_name FROM account WHERE demo = $1 ORDER BY name", params![true]).await?;
    rows.iter().map(|r| Ok((r.text(0)?, r.text(1)?))).collect()
}

/// Writes an account anew, with its roles.
pub async fn put(tx: &mut WriteTx, account: &Account) -> Result<()> {
    let sql = "INSERT INTO account (name, display_name, person_id, demo) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET display_name = excluded.display_name, person_id = excluded.person_id, demo = excluded.demo";
    tx.run(sql, params![account.name.as_str(), account.display_name.as_str(), account.person, account.demo])
        .await?;
    tx.run("DELETE FROM account_role WHERE account = $1", params![account.name.as_str()]).await?;
    let rows = (1_i64..).zip(&account.roles).map(|(position, (role, scope))| {
        vec![account.name.as_str().into(), position.into(), role.as_str().into(), (*scope).into()]
    });
    insert_many(tx, "account_role", &["account", "position", "role", "scope_id"], rows.collect()).await
}
