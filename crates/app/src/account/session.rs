//! Signing in and out: sessions on the server, of which the browser keeps a secret that means nothing by itself.
//!
//! Invariants: a session has a new secret each time somebody signs in; it ends when it has been idle or has lasted too
//! long; a clock that jumps ends it early or late, and does no other harm. Sessions come and go by themselves: they are no
//! facts, and leave no trace in the trail.

use super::{
    Known, known_for, password,
    refusal::Refusal,
    throttle::{self, Limit},
};
use crate::{
    cx::{Actor, Cx},
    error::ActionError,
    secret::{self, Secret},
};
use genbo_store::{
    account::{self, attempt, session, stand_in},
    sql::Tx,
};
use jiff::{SignedDuration, Timestamp, civil::Date};

pub use genbo_store::account::session::Session;

/// How long a session may be idle.
pub const IDLE: SignedDuration = SignedDuration::from_hours(2);
/// How long it may last.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(14);
/// That it was seen is written down at most this often.
const TOUCH: SignedDuration = SignedDuration::from_mins(5);
/// How long it is known whose a session was that has ended by itself.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24 * 7);
/// The most characters that are kept of what a browser calls itself.
const AGENT: usize = 120;

/// What somebody typed who wants to sign in.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// The account's name, or its address of mail.
    pub name: &'a str,
    /// The password.
    pub password: &'a str,
    /// The address of the network from which it came.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// Signs somebody in: the secret of the new session, and the account.
pub async fn sign_in(cx: &Cx, typed: Typed<'_>) -> Result<(Secret, account::Account), ActionError> {
    let name = account_named(cx, typed.name).await?;
    let (of_account, of_address) = (Limit::account(&name), Limit::address(typed.address));
    throttle::count(cx, &[of_account.clone(), of_address.clone()]).await?;
    let mut tx = cx.db.read().await?;
    let hash = account::password(&mut tx, &name).await?;
    tx.close().await?;
    if !password::fits(typed.password, hash.clone()).await {
        return Err(ActionError::Account(Refusal::NotKnown));
    }
    let mut tx = cx.db.write().await?;
    // The password may have been changed, or the account ended, while it was compared.
    if account::password(&mut tx, &name).await? != hash {
        return Err(ActionError::Account(Refusal::NotKnown));
    }
    attempt::clear(&mut tx, &of_account.hash()).await?;
    attempt::take_back(&mut tx, &of_address.hash()).await?;
    let now = (cx.outside.now)();
    session::forget(&mut tx, now - REMEMBERED).await?;
    let secret = Secret::long(&cx.outside);
    let agent = typed.agent.chars().filter(|c| !c.is_control()).take(AGENT).collect();
    let new = Session {
        hash: secret.hash.clone(),
        account: name.clone(),
        principal: None,
        created: now,
        seen: now,
        agent,
    };
    session::put(&mut tx, &new).await?;
    let known = account::get(&mut tx, &name).await?.ok_or(ActionError::NotFound)?;
    tx.commit().await?;
    Ok((secret, known))
}

/// The account that is meant: by its name, or by its address if that is one account's.
async fn account_named(cx: &Cx, typed: &str) -> Result<String, ActionError> {
    let typed = typed.trim().to_lowercase();
    if !typed.contains('@') {
        return Ok(typed);
    }
    let mut tx = cx.db.read().await?;
    let mut names = account::of_email(&mut tx, &typed).await?;
    Ok(if names.len() == 1 { names.remove(0) } else { typed })
}

/// Whether a session still counts.
fn is_open(session: &Session, now: Timestamp) -> bool {
    now.duration_since(session.seen) < IDLE && now.duration_since(session.created) < LONGEST
}

/// What a session's secret says.
#[derive(Debug)]
pub enum Found {
    /// Somebody is signed in.
    Open(Box<Known>),
    /// Somebody was; the name that is shown.
    Over(String),
    /// Nobody, as far as is known.
    Nobody,
}

/// Who is signed in by that secret. This is asked with every request of those who are.
pub async fn find(cx: &Cx, plain: &str, today: Date) -> Result<Found, ActionError> {
    let now = (cx.outside.now)();
    let mut tx = cx.db.read().await?;
    let Some(session) = session::get(&mut tx, &secret::hash(plain)).await? else { return Ok(Found::Nobody) };
    if !is_open(&session, now) {
        let account = account::get(&mut tx, &session.account).await?;
        return Ok(account.map_or(Found::Nobody, |a| Found::Over(a.display_name)));
    }
    let known = open(&mut tx, &session, today).await?;
    tx.close().await?;
    if now.duration_since(session.seen) > TOUCH
        && known.is_some()
        && let Err(error) = touch(cx, &session.hash, now).await
    {
        // Whoever only reads shall not be signed out because nothing can be written.
        tracing::warn!(%error, "a session could not be prolonged");
    }
    Ok(known.map_or(Found::Nobody, |k| Found::Open(Box::new(k))))
}

async fn touch(cx: &Cx, hash: &str, now: Timestamp) -> Result<(), ActionError> {
    let mut tx = cx.db.write().await?;
    session::touch(&mut tx, hash, now).await?;
    Ok(tx.commit().await?)
}

async fn open(tx: &mut Tx, session: &Session, today: Date) -> Result<Option<Known>, ActionError> {
    if let Some(principal) = &session.principal
        && stand_in::counts(tx, &session.account, principal, today).await?
        && let Some(known) = known_for(tx, principal, Some(&session.account), today).await?
    {
        return Ok(Some(known));
    }
    known_for(tx, &session.account, None, today).await
}

/// Signs out.
pub async fn sign_out(cx: &Cx, plain: &str) -> Result<(), ActionError> {
    let mut tx = cx.db.write().await?;
    let hash = secret::hash(plain);
    if let Some(session) = session::get(&mut tx, &hash).await? {
        session::end(&mut tx, &session.account, &hash).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// One's own sessions that still count, the latest seen first.
pub async fn own(cx: &Cx, actor: &Actor) -> Result<Vec<Session>, ActionError> {
    let now = (cx.outside.now)();
    let mut tx = cx.db.read().await?;
    let all = session::of(&mut tx, actor.hand()).await?;
    Ok(all.into_iter().filter(|s| is_open(s, now)).collect())
}

/// Ends one of one's own sessions, or, without a digest, all but the one with that secret.
pub async fn end_own(cx: &Cx, actor: &Actor, hash: Option<&str>, but: &str) -> Result<(), ActionError> {
    let mut tx = cx.db.write().await?;
    match hash {
        Some(hash) if !session::end(&mut tx, actor.hand(), hash).await? => return Err(ActionError::NotFound),
        Some(_) => {}
        None => {
            session::end_others(&mut tx, actor.hand(), &secret::hash(but)).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Lets a session act for an account that its owner stands in for today, or for its own again.
pub async fn act_for(
    cx: &Cx,
    actor: &Actor,
    plain: &str,
    principal: Option<&str>,
    today: Date,
) -> Result<(), ActionError> {
    let mut tx = cx.db.write().await?;
    let session = session::get(&mut tx, &secret::hash(plain)).await?.ok_or(ActionError::NotFound)?;
    let own = session.account == actor.hand();
    let stands_in = match principal {
        Some(principal) => stand_in::counts(&mut tx, &session.account, principal, today).await?,
        None => true,
    };
    if !own || !stands_in {
        return Err(ActionError::Forbidden);
    }
    session::act_for(&mut tx, &session.hash, principal).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(created: &str, seen: &str) -> Session {
        let at = |s: &str| s.parse().unwrap();
        Session {
            hash: "x".into(),
            account: "a".into(),
            principal: None,
            created: at(created),
            seen: at(seen),
            agent: String::new(),
        }
    }

    #[test]
    fn a_session_ends_when_it_was_idle_or_has_lasted_too_long_and_not_a_second_before() {
        let open =
            |now: &str, created: &str, seen: &str| is_open(&session(created, seen), now.parse().unwrap());
        let morning = "2022-09-29T06:00:00Z";
        assert!(open("2022-09-29T07:59:59Z", morning, morning));
        assert!(!open("2022-09-29T08:00:00Z", morning, morning));
        assert!(open("2022-09-29T19:59:59Z", morning, "2022-09-29T19:00:00Z"));
        assert!(!open("2022-09-29T20:00:00Z", morning, "2022-09-29T19:59:00Z"));
    }

    #[test]
    fn a_clock_that_jumps_back_ends_nothing_and_one_that_jumps_ahead_ends_it() {
        let open = |now: &str| {
            is_open(&session("2022-09-29T06:00:00Z", "2022-09-29T06:00:00Z"), now.parse().unwrap())
        };
        assert!(open("2022-09-28T06:00:00Z") && open("1999-01-01T00:00:00Z"));
        assert!(!open("2099-01-01T00:00:00Z"));
    }
}
