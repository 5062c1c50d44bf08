//! `genbo user`: accounts and their roles.

use super::Stop;
use crate::{
    cli::Where,
    database::{self, Missing},
};
use genbo_app::{
    account::{self, NewAccount},
    cx::Actor,
    error::ActionError,
};
use genbo_domain::authority::Role;

/// Adds an account, or states an existing one anew.
pub(crate) async fn add(
    place: &Where,
    name: &str,
    display: Option<String>,
    person: Option<String>,
    roles: &[String],
) -> Result<(), Stop> {
    let plain =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !plain {
        return Err(Stop::input(format!("{name:?} is no account name; use a-z, 0-9 and hyphens")));
    }
    let roles = roles.iter().map(|r| role(r)).collect::<Result<Vec<_>, _>>()?;
    let cx = database::open(place, Missing::Create).await?;
    let new = NewAccount {
        name: name.to_owned(),
        display_name: display.unwrap_or_else(|| name.to_owned()),
        person,
        roles,
        demo: false,
    };
    account::put(&cx, &Actor::System, &new).await.map_err(|e| match e {
        ActionError::NotFound => Stop::input("there is no such person or scope; nothing was changed"),
        other => other.into(),
    })
}

fn role(text: &str) -> Result<(String, Option<String>), Stop> {
    let (role, scope) = text.split_once('@').map_or((text, None), |(r, s)| (r, Some(s.to_owned())));
    if role.parse::<Role>().is_err() {
        let roles: Vec<&str> = Role::ALL.iter().map(|r| r.as_str()).collect();
        return Err(Stop::input(format!("{role:?} is no role; choose one of: {}", roles.join(", "))));
    }
    Ok((role.to_owned(), scope))
}
