//! Accounts and their roles; beside them how somebody shows that an account is his or hers.
//!
//! Invariant: an account is never deleted: the trail names it. Who has left has an account that is ended.

pub mod attempt;
pub mod key;
pub mod post_role;
pub mod scope;
pub mod session;
pub mod stand_in;

use crate::{
    error::Result,
    moment, params,
    row::insert_many,
    sql::{Row, Tx, WriteTx},
};
use genbo_domain::value::ThingId;
use jiff::Timestamp;

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
    /// Where its own mail goes.
    pub email: Option<String>,
    /// The language in which it reads, `sv` or `en`; nothing if it has not said.
    pub lang: Option<String>,
    /// Since when it is closed.
    pub ended: Option<Timestamp>,
    /// Whether it has a password. It is set on its own, not by [`put`].
    pub has_password: bool,
    /// Roles, each in the scope of an organisation, cooperation or body, or in the whole installation.
    pub roles: Vec<(String, Option<ThingId>)>,
}

/// The account of that name, ended or not.
pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<Account>> {
    let sql = "SELECT a.name, a.display_name, a.person_id, a.demo, a.email, a.lang, a.ended, CAST(CASE WHEN a.password IS NULL THEN 0 ELSE 1 END AS BIGINT), r.role, r.scope_id FROM account a LEFT JOIN account_role r ON r.account = a.name WHERE a.name = $1 ORDER BY r.position";
    Ok(gathered(&tx.all(sql, params![name]).await?)?.pop())
}

/// The account of that name, ended or not, with the roles of the posts that its person holds or has held. One statement.
pub async fn with_posts(tx: &mut Tx, name: &str) -> Result<Option<(Account, Vec<post_role::Held>)>> {
    let sql = "SELECT a.name, a.display_name, a.person_id, a.demo, a.email, a.lang, a.ended, CAST(CASE WHEN a.password IS NULL THEN 0 ELSE 1 END AS BIGINT), r.role, r.scope_id, CAST(NULL AS BIGINT) AS post_id, CAST(NULL AS TEXT) AS valid, CAST(NULL AS TEXT) AS kind, r.position FROM account a LEFT JOIN account_role r ON r.account = a.name WHERE a.name = $1 UNION ALL SELECT a.name, a.display_name, a.person_id, a.demo, a.email, a.lang, a.ended, CAST(CASE WHEN a.password IS NULL THEN 0 ELSE 1 END AS BIGINT), p.role, p.scope_id, p.post_id, h.valid, h.kind, p.position FROM account a JOIN holding h ON h.person = a.person_id JOIN post_role p ON p.post_id = h.of WHERE a.name = $1 ORDER BY 11, 14";
    let rows = tx.all(sql, params![name]).await?;
    let (by_post, own): (Vec<Row>, Vec<Row>) = {
        let mut both = (Vec::new(), Vec::new());
        for row in rows {
            if row.opt_int(10)?.is_some() { both.0.push(row) } else { both.1.push(row) }
        }
        both
    };
    let held = by_post.iter().map(|row| post_role::held(row, 10, [8, 9, 11, 12])).collect::<Result<_>>()?;
    Ok(gathered(&own)?.pop().map(|account| (account, held)))
}

/// All accounts, by name.
pub async fn all(tx: &mut Tx) -> Result<Vec<Account>> {
    let sql = "SELECT a.name, a.display_name, a.person_id, a.demo, a.email, a.lang, a.ended, CAST(CASE WHEN a.password IS NULL THEN 0 ELSE 1 END AS BIGINT), r.role, r.scope_id FROM account a LEFT JOIN account_role r ON r.account = a.name ORDER BY a.name, r.position";
    gathered(&tx.all(sql, &[]).await?)
}

/// Rows of account and role, an account's rows together.
fn gathered(rows: &[Row]) -> Result<Vec<Account>> {
    let mut accounts: Vec<Account> = Vec::new();
    for row in rows {
        let name = row.text(0)?;
        if accounts.last().is_none_or(|last| last.name != name) {
            accounts.push(Account {
                name,
                display_name: row.text(1)?,
                person: row.opt_int(2)?.map(ThingId),
                demo: row.opt_bool(3)?.unwrap_or(false),
                email: row.opt_text(4)?,
                lang: row.opt_text(5)?,
                ended: moment_of(row, 6)?,
                has_password: row.int(7)? == 1,
                roles: Vec::new(),
            });
        }
        if let (Some(role), Some(account)) = (row.opt_text(8)?, accounts.last_mut()) {
            account.roles.push((role, row.opt_int(9)?.map(ThingId)));
        }
    }
    Ok(accounts)
}

pub(crate) fn moment_of(row: &Row, column: usize) -> Result<Option<Timestamp>> {
    row.opt_text(column)?.as_deref().map(moment::read).transpose()
}

/// The names of the demo's accounts, with the names that are shown.
pub async fn demo(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    let sql = "SELECT name, display_name FROM account WHERE demo = $1 AND ended IS NULL ORDER BY name";
    let rows = tx.all(sql, params![true]).await?;
    rows.iter().map(|r| Ok((r.text(0)?, r.text(1)?))).collect()
}

/// Whether there is an account with a password at all.
pub async fn anybody(tx: &mut Tx) -> Result<bool> {
    let sql = "SELECT name FROM account WHERE password IS NOT NULL AND ended IS NULL LIMIT 1";
    Ok(tx.first(sql, &[]).await?.is_some())
}

/// Writes an account anew, with its roles; its password stays.
pub async fn put(tx: &mut WriteTx, account: &Account) -> Result<()> {
    let sql = "INSERT INTO account (name, display_name, person_id, demo, email, lang, ended) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO UPDATE SET display_name = excluded.display_name, person_id = excluded.person_id, demo = excluded.demo, email = excluded.email, lang = excluded.lang, ended = excluded.ended";
    let name = account.name.as_str();
    let ended = account.ended.map(moment::text);
    let (email, lang) = (account.email.as_deref(), account.lang.as_deref());
    let shown = account.display_name.as_str();
    tx.run(sql, params![name, shown, account.person, account.demo, email, lang, ended]).await?;
    tx.run("DELETE FROM account_role WHERE account = $1", params![name]).await?;
    let rows = (1_i64..).zip(&account.roles).map(|(position, (role, scope))| {
        vec![name.into(), position.into(), role.as_str().into(), (*scope).into()]
    });
    insert_many(tx, "account_role", &["account", "position", "role", "scope_id"], rows.collect()).await
}

/// The hash of an account's password, if the account is open and has one.
pub async fn password(tx: &mut Tx, name: &str) -> Result<Option<String>> {
    let sql = "SELECT password FROM account WHERE name = $1 AND ended IS NULL";
    tx.first(sql, params![name]).await?.map_or(Ok(None), |row| row.opt_text(0))
}

/// Gives an account another password, by its hash.
pub async fn set_password(tx: &mut WriteTx, name: &str, hash: Option<&str>) -> Result<()> {
    tx.run("UPDATE account SET password = $2 WHERE name = $1", params![name, hash]).await.map(|_| ())
}

/// The open accounts whose mail goes to that address, in lower case.
pub async fn of_email(tx: &mut Tx, email: &str) -> Result<Vec<String>> {
    let sql = "SELECT name FROM account WHERE email = $1 AND ended IS NULL ORDER BY name";
    tx.all(sql, params![email]).await?.iter().map(|r| r.text(0)).collect()
}
