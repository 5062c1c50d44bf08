//! What the demo starts with: the cooperations, the invented extras and the accounts, compiled in.

use crate::command::Stop;
use genbo_app::{
    account::NewAccount,
    cooperation_file::import::import,
    cx::{Actor, Cx, Keep},
    demo,
};
use genbo_documents::cooperation_file::{self as file, SourceFile};
use jiff::civil::Date;
use std::collections::BTreeMap;
use toml::{Table, Value};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

const OPENS: &str = include_str!("../../../demo/opens.toml");
const ACCOUNTS: &str = include_str!("../../../demo/accounts.toml");

/// Fills a database with the demo, if it is not there yet.
pub(crate) async fn fill(cx: &Cx) -> Result<(), Stop> {
    if demo::is_demo(cx).await? {
        return Ok(());
    }
    let sources: Vec<SourceFile<'_>> =
        FILES.iter().map(|(name, text)| SourceFile { name, bytes: text.as_bytes() }).collect();
    let bundle = file::read(&sources).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Stop::input(lines.join("\n"))
    })?;
    import(cx, &Actor::System, &bundle, Keep::Commit).await?;
    demo::mark(cx, &accounts()?).await?;
    Ok(())
}

/// The day on which pages of a cooperation open, by its slug.
pub(crate) fn opens_on() -> Result<BTreeMap<String, Date>, Stop> {
    let table: Table = OPENS.parse().map_err(|e| Stop::input(format!("demo/opens.toml: {e}")))?;
    let wrong = |slug: &str| Stop::input(format!("demo/opens.toml: {slug} has no day"));
    table
        .iter()
        .map(|(slug, day)| {
            Ok((slug.clone(), day.as_str().and_then(|d| d.parse().ok()).ok_or_else(|| wrong(slug))?))
        })
        .collect()
}

fn accounts() -> Result<Vec<NewAccount>, Stop> {
    let table: Table = ACCOUNTS.parse().map_err(|e| Stop::input(format!("demo/accounts.toml: {e}")))?;
    let list = table.get("account").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .map(|a| account(a).ok_or_else(|| Stop::input("demo/accounts.toml: an account lacks a key")))
        .collect()
}

fn account(account: &Value) -> Option<NewAccount> {
    let text = |v: &Value, key: &str| v.get(key).and_then(Value::as_str).map(str::to_owned);
    let roles = account.get("roles")?.as_array()?;
    Some(NewAccount {
        name: text(account, "name")?,
        display_name: text(account, "display_name")?,
        person: text(account, "person"),
        demo: true,
        roles: roles.iter().map(|r| Some((text(r, "role")?, text(r, "scope")))).collect::<Option<_>>()?,
    })
}
