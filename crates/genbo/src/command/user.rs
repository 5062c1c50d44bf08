//! `genbo user`: accounts and their roles.

use super::Stop;
use crate::{
    cli::Where,
    database::{self, Missing},
};
use genbo_app::{
    account::{self, NewAccount, key, manage::is_name},
    cx::Actor,
    error::ActionError,
};
use genbo_domain::authority::Role;
use std::io::{BufRead as _, IsTerminal as _};

/// Adds an account, or states an existing one anew.
pub(crate) async fn add(
    place: &Where,
    name: &str,
    display: Option<String>,
    person: Option<String>,
    roles: &[String],
) -> Result<(), Stop> {
    if !is_name(name) {
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

/// Sets an account's password. It is read from standard input, never from the command line, which others on the machine see.
pub(crate) async fn password(place: &Where, name: &str) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    let mut input = std::io::stdin().lock();
    let typed = input.is_terminal();
    if typed {
        eprint!("New password for {name}: ");
        echo("-echo");
    }
    let mut line = String::new();
    let read = input.read_line(&mut line);
    drop(input);
    if typed {
        echo("echo");
        eprintln!();
    }
    read.map_err(|e| Stop::input(format!("no password could be read: {e}")))?;
    key::set_password(&cx, name, line.trim_end_matches(['\r', '\n'])).await?;
    eprintln!("The password of {name} is set. All its sessions have ended.");
    Ok(())
}

/// Makes a token for programs and prints it alone.
pub(crate) async fn token(place: &Where, name: &str, purpose: &str, days: i64) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    println!("{}", key::new_token(&cx, &Actor::System, name, purpose, days).await?);
    Ok(())
}

/// Lets the terminal show what is typed, or not; where there is no such program, it shows it.
fn echo(how: &str) {
    let _ = std::process::Command::new("stty").arg(how).status();
}
