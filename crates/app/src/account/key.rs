//! Passwords that are set, links by which one is chosen once, and tokens for programs.
//!
//! Invariants: whoever asks for a link learns nothing about which accounts there are; a password that is changed ends all
//! sessions and links of its account; a token says who it is and nothing else.

use super::{
    manage,
    password::{self, weakness},
    profile,
    refusal::Refusal,
    session,
    throttle::{self, Limit},
};
use crate::{
    cx::{Actor, Change, Cx, Event, Keep, Permission},
    error::ActionError,
    house::{self, Writer},
    outbox::{self, NewMessage, To},
    secret::{self, Secret},
};
use genbo_documents::letter::Letter;
use genbo_domain::{address::Address, message::MessageKind};
use genbo_store::{
    account::{self, Account, key, session as store_session},
    audit::AuditValue,
};
use jiff::{SignedDuration, civil::Date};

pub use genbo_store::account::key::Token;

/// How long a link to choose a password counts.
const LINK: SignedDuration = SignedDuration::from_hours(2);
/// How long the link of an invitation counts.
const INVITATION: SignedDuration = SignedDuration::from_hours(24 * 7);
/// What every token begins with, so that whoever finds one knows what it is.
pub const TOKEN: &str = "genbo_";
/// That a token was used is written down at most this often.
const TOUCH: SignedDuration = SignedDuration::from_hours(1);
/// The longest that a token can count, in days.
pub const LONGEST: i64 = 365;

/// Sets the password of an account without asking for the old one: from the command line.
pub async fn set_password(cx: &Cx, name: &str, new: &str) -> Result<(), ActionError> {
    let mut tx = cx.db.read().await?;
    let account =
        account::get(&mut tx, name).await?.filter(|a| a.ended.is_none()).ok_or(Refusal::NoAccount)?;
    tx.close().await?;
    let hash = hashed(cx, &account, new).await?;
    cx.write(&Actor::System, Permission::ManageAccounts, Keep::Commit, async |change| {
        store(change, name, &hash).await
    })
    .await
}

/// Changes one's own password. All sessions of the account end; the caller signs in anew.
pub async fn change_password(
    cx: &Cx,
    actor: &Actor,
    address: &str,
    old: &str,
    new: &str,
) -> Result<(), ActionError> {
    let name = actor.hand().to_owned();
    throttle::count(cx, &[Limit::account(&name), Limit::address(address)]).await?;
    let mut tx = cx.db.read().await?;
    let account = account::get(&mut tx, &name).await?.ok_or(ActionError::NotFound)?;
    let kept = account::password(&mut tx, &name).await?;
    tx.close().await?;
    if !password::fits(old, kept).await {
        return Err(Refusal::NotKnown.into());
    }
    let hash = hashed(cx, &account, new).await?;
    cx.write_own(actor, async |change| store(change, &name, &hash).await).await
}

/// The hash of a new password, unless it would be too easy to guess.
async fn hashed(cx: &Cx, account: &Account, new: &str) -> Result<String, ActionError> {
    let names = [&account.name, &account.display_name, account.email.as_deref().unwrap_or_default()];
    match weakness(new, &names) {
        Some(weak) => Err(Refusal::Weak(weak).into()),
        None => Ok(password::hash(new, (cx.outside.salt)()).await),
    }
}

async fn store(change: &mut Change, name: &str, hash: &str) -> Result<(), ActionError> {
    account::set_password(&mut change.tx, name, Some(hash)).await?;
    store_session::end_others(&mut change.tx, name, "").await?;
    key::forget_links(&mut change.tx, name, jiff::Timestamp::MIN).await?;
    change.record(told(name, "password", &[]));
    Ok(())
}

/// An event about an account.
pub(super) fn told(name: &str, action: &'static str, values: &[(&str, &str)]) -> Event {
    let mut all = vec![AuditValue { field: "name".into(), before: None, after: Some(name.to_owned()) }];
    all.extend(values.iter().map(|(field, value)| AuditValue {
        field: (*field).to_owned(),
        before: None,
        after: Some((*value).to_owned()),
    }));
    Event { thing: None, noun: "account", action, values: all }
}

/// Sends a letter with a link to choose a new password to whoever has that name or address, if anybody has; whether
/// anybody has is not told. `letter` makes the letter in the account's language, from the house that writes to it.
pub async fn forgotten(
    cx: &Cx,
    typed: &str,
    address: &str,
    letter: impl Fn(&Account, &Writer) -> Letter,
) -> Result<(), ActionError> {
    let typed = typed.trim().to_lowercase();
    throttle::count(cx, &[Limit::letters(&typed), Limit::address(address)]).await?;
    let mut tx = cx.db.read().await?;
    let names =
        if typed.contains('@') { account::of_email(&mut tx, &typed).await? } else { vec![typed.clone()] };
    let mut found = Vec::new();
    for name in names {
        let account = account::get(&mut tx, &name).await?;
        let Some(account) = account.filter(|a| a.ended.is_none() && a.email.is_some()) else { continue };
        let writer = house::writer_to(&mut tx, &account).await?;
        found.push((letter(&account, &writer), account));
    }
    tx.close().await?;
    for (letter, account) in found {
        cx.write(&Actor::System, Permission::ManageAccounts, Keep::Commit, async |change| {
            send(cx, change, &account, letter, LINK).await
        })
        .await?;
    }
    Ok(())
}

/// Invites the owner of an account to choose a password, a first or a new one; the account must lie within what the actor
/// administers, who never sees or says the password. Until a new one is chosen the old one counts.
pub async fn invite(
    cx: &Cx,
    actor: &Actor,
    name: &str,
    letter: impl Fn(&Account, &Writer) -> Letter,
) -> Result<(), ActionError> {
    cx.write(actor, Permission::ManageAccounts, Keep::Commit, async |change| {
        let account = manage::whole(cx, change, name).await?;
        let writer = house::writer_to(&mut change.tx, &account).await?;
        let letter = letter(&account, &writer);
        let lasts = if account.has_password { LINK } else { INVITATION };
        send(cx, change, &account, letter, lasts).await
    })
    .await
}

/// Puts the letter into the outbox. Where [`genbo_documents::letter::SECRET`] stands in it, it has the secret of the link.
async fn send(
    cx: &Cx,
    change: &mut Change,
    account: &Account,
    letter: Letter,
    lasts: SignedDuration,
) -> Result<(), ActionError> {
    let email = account.email.as_deref().ok_or(Refusal::Email)?;
    let address: Address = email.parse().map_err(|_| Refusal::Email)?;
    let now = (cx.outside.now)();
    let secret = Secret::long(&cx.outside);
    key::put_link(&mut change.tx, &secret.hash, &account.name, now, now + lasts).await?;
    let to = To { secret: Some(secret.plain), name: account.display_name.clone(), ..To::new(address) };
    outbox::enqueue(change, &NewMessage::new(MessageKind::Account, now, letter, vec![to])).await?;
    change.record(told(&account.name, "link", &[]));
    Ok(())
}

/// The account whose password a link lets choose: the name that is shown.
pub async fn of_link(cx: &Cx, plain: &str) -> Result<Account, ActionError> {
    let mut tx = cx.db.read().await?;
    let name = key::of_link(&mut tx, &secret::hash(plain), (cx.outside.now)()).await?;
    let account = match name {
        Some(name) => account::get(&mut tx, &name).await?,
        None => None,
    };
    account.ok_or_else(|| Refusal::Link.into())
}

/// Chooses a password by a link, which then is used, and tells whose.
pub async fn choose_password(cx: &Cx, plain: &str, new: &str) -> Result<String, ActionError> {
    let account = of_link(cx, plain).await?;
    let hash = hashed(cx, &account, new).await?;
    let owner = Actor::Account {
        name: account.name.clone(),
        grants: Vec::new(),
        member_of: Vec::new(),
        keeps: Vec::new(),
    };
    cx.write_own(&owner, async |change| {
        let still = key::of_link(&mut change.tx, &secret::hash(plain), (cx.outside.now)()).await?;
        if still.as_ref() != Some(&account.name) {
            return Err(Refusal::Link.into());
        }
        store(change, &account.name, &hash).await
    })
    .await?;
    Ok(account.name)
}

/// Makes a token for an account and gives its secret, which is told this once.
pub async fn new_token(
    cx: &Cx,
    actor: &Actor,
    of: &str,
    name: &str,
    days: i64,
) -> Result<String, ActionError> {
    let name = profile::filled("name", name, 80)?;
    if !(1..=LONGEST).contains(&days) {
        return Err(Refusal::Days.into());
    }
    let now = (cx.outside.now)();
    let plain = format!("{TOKEN}{}", Secret::long(&cx.outside).plain);
    let token = Token {
        hash: secret::hash(&plain),
        account: of.to_owned(),
        name,
        created: now,
        expires: now + SignedDuration::from_hours(24 * days),
        used: None,
    };
    let action = async |change: &mut Change| {
        let known = account::get(&mut change.tx, of).await?;
        known.filter(|a| a.ended.is_none()).ok_or(Refusal::NoAccount)?;
        key::put_token(&mut change.tx, &token).await?;
        change.record(told(of, "token", &[("token", &token.name)]));
        Ok(())
    };
    match actor {
        Actor::System => cx.write(actor, Permission::ManageAccounts, Keep::Commit, action).await?,
        _ if actor.hand() != of || actor.stands_in() => return Err(Refusal::NotForOthers.into()),
        _ => cx.write_own(actor, action).await?,
    }
    Ok(plain)
}

/// One's own tokens.
pub async fn tokens(cx: &Cx, actor: &Actor) -> Result<Vec<Token>, ActionError> {
    let mut tx = cx.db.read().await?;
    Ok(key::tokens(&mut tx, actor.hand()).await?)
}

/// Revokes one of one's own tokens.
pub async fn revoke(cx: &Cx, actor: &Actor, hash: &str) -> Result<(), ActionError> {
    let of = actor.hand().to_owned();
    cx.write_own(actor, async |change| {
        let name = key::revoke_token(&mut change.tx, &of, hash).await?.ok_or(ActionError::NotFound)?;
        change.record(told(&of, "revoke", &[("token", &name)]));
        Ok(())
    })
    .await
}

/// Who a token is, if it counts. This is asked with every request that carries one.
pub async fn by_token(cx: &Cx, plain: &str, today: Date) -> Result<session::Found, ActionError> {
    let now = (cx.outside.now)();
    let mut tx = cx.db.read().await?;
    let Some(token) = key::token(&mut tx, &secret::hash(plain)).await?.filter(|t| now < t.expires) else {
        return Ok(session::Found::Nobody);
    };
    let known = super::known_for(&mut tx, &token.account, None, today).await?;
    tx.close().await?;
    if token.used.is_none_or(|used| now.duration_since(used).abs() > TOUCH)
        && let Err(error) = touch(cx, &token.hash, now).await
    {
        tracing::warn!(%error, "the use of a token could not be noted");
    }
    Ok(known.map_or(session::Found::Nobody, |k| session::Found::Open(Box::new(k))))
}

async fn touch(cx: &Cx, hash: &str, now: jiff::Timestamp) -> Result<(), ActionError> {
    let mut tx = cx.db.write().await?;
    key::touch_token(&mut tx, hash, now).await?;
    Ok(tx.commit().await?)
}
