//! The weekly letter about rules that have turned red: to whom, and what it tells.
//!
//! Invariants: nobody gets it who has not asked for it, one a week at most, and none when nothing turned; it tells what its
//! reader sees, and what is his or her business: everything of the cooperations that he or she keeps, otherwise what
//! concerns the own organisations and posts. What it tells is written together with the letter, so that nothing is told
//! twice or lost; whether a rule is broken is always asked of the facts.

use crate::{
    account::{self, Known},
    check::{Checked, Told, gather, named, overview},
    cx::{Actor, Cx, Event, Keep, Permission},
    error::ActionError,
    house::{self, Writer},
    outbox::{self, NewMessage, Queued, To},
    view::Reader,
};
use genbo_documents::letter::Letter;
use genbo_domain::{address::Address, cooperation::Cooperation, message::MessageKind, value::ThingId};
use genbo_rules::{check, outcome::Outcome};
use genbo_store::{
    digest::{self, Key},
    row::{Find, Stored},
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

/// The hour of Monday from which on letters are written, in the installation's zone.
const HOUR: i8 = 6;
/// How many days back it is asked since when something is so.
const BACK: i32 = 7;

/// A letter that waits to be written.
#[derive(Debug)]
pub struct Digest {
    /// The account that gets it.
    pub account: genbo_store::account::Account,
    /// What has turned red since the last one, the most pressing first.
    pub checked: Checked,
    /// Since when each is red, where that is one of the last days; otherwise it is red because of what was written.
    pub since: HashMap<Key, Date>,
    /// How many were told before and still are red.
    pub still: usize,
    /// The house that writes to the account.
    pub writer: Writer,
    all: Vec<Key>,
    from: Timestamp,
    now: Timestamp,
}

/// The key of a finding.
pub fn key(told: &Told) -> Key {
    let subject = told.finding.subject;
    (told.rule.id, subject.thing, subject.of, told.finding.answer.outcome == Outcome::Broken)
}

/// The moment from which on this week's letters are written.
fn monday(now: Timestamp) -> Timestamp {
    let zone = TimeZone::get("Europe/Stockholm").unwrap_or(TimeZone::UTC);
    let local = now.to_zoned(zone.clone()).datetime();
    let back = i64::from(local.date().weekday().since(Weekday::Monday));
    let monday = local.date().saturating_sub(back.days()).at(HOUR, 0, 0, 0);
    let monday = if monday > local { monday.saturating_sub(7.days()) } else { monday };
    monday.to_zoned(zone).map_or(now, |z| z.timestamp())
}

/// The accounts for which a letter has to be looked for now.
pub async fn waiting(cx: &Cx) -> Result<Vec<String>, ActionError> {
    let since = monday((cx.outside.now)());
    let mut tx = cx.db.read().await?;
    Ok(digest::waiting(&mut tx, since).await?)
}

/// What an account's letter would tell; nothing if there is no such account.
pub async fn look(cx: &Cx, name: &str) -> Result<Option<Digest>, ActionError> {
    let now = (cx.outside.now)();
    let Some(known) = account::known(cx, name).await? else { return Ok(None) };
    let mut reader = Reader::open(cx, &known.actor.viewer(), account::today(cx)).await?;
    let red = overview::of_account(&mut reader, &known).await?;
    let before: HashSet<Key> = digest::told(&mut reader.tx, name).await?.into_iter().collect();
    let all: Vec<Key> = red.iter().map(|t| key(t)).collect();
    let still = all.iter().filter(|k| before.contains(k)).count();
    let new: Vec<Arc<Told>> = red.into_iter().filter(|t| !before.contains(&key(t))).collect();
    let since = since(&mut reader, &new).await?;
    let checked = named(&mut reader, new).await?;
    let Known { account, .. } = known;
    let writer = house::writer_to(&mut reader.tx, &account).await?;
    Ok(Some(Digest { writer, account, checked, since, still, all, from: monday(now), now }))
}

/// Since which of the last days each is red, if it was not before.
async fn since(reader: &mut Reader, new: &[Arc<Told>]) -> Result<HashMap<Key, Date>, ActionError> {
    let mut homes: BTreeMap<ThingId, Vec<Key>> = BTreeMap::new();
    for told in new {
        homes.entry(told.cooperation.id).or_default().push(key(told));
    }
    let mut since = HashMap::new();
    for (home, keys) in homes {
        let cooperation: Vec<Stored<Cooperation>> = reader.load(Find::Ids(&[home])).await?;
        let Some(cooperation) = cooperation.first() else { continue };
        let material = gather::material(&mut reader.tx, cooperation).await?;
        let (mut facts, _) = crate::check::facts(&material, &reader.viewer, reader.today, cooperation)?;
        let mut open: HashSet<Key> = keys.into_iter().collect();
        for back in 1..=BACK {
            facts.as_of = reader.today.saturating_sub(back.days());
            let red: HashSet<Key> = check::check(&facts)
                .into_iter()
                .filter(|f| f.answer.outcome >= Outcome::AtRisk)
                .map(|f| (f.rule, f.subject.thing, f.subject.of, f.answer.outcome == Outcome::Broken))
                .collect();
            // The first day before which it was not red is the day since which it is.
            let day = facts.as_of.saturating_add(1.day());
            let turned: Vec<Key> = open.iter().filter(|k| !red.contains(k)).copied().collect();
            for key in turned {
                open.remove(&key);
                since.insert(key, day);
            }
        }
    }
    Ok(since)
}

/// Writes the letter into the outbox, or notes that there is nothing to tell. False if somebody else has meanwhile.
pub async fn settle(cx: &Cx, digest: &Digest, letter: Option<Letter>) -> Result<bool, ActionError> {
    let (name, address) = (digest.account.name.as_str(), digest.account.email.as_deref());
    let to = address.and_then(|a| a.parse::<Address>().ok()).map(To::new);
    let (Some(letter), Some(to)) = (letter.filter(|_| !digest.checked.findings.is_empty()), to) else {
        // Looking is bookkeeping and leaves no event.
        let mut tx = cx.db.write().await?;
        let mine = digest::claim(&mut tx, name, digest.from, digest.now).await?;
        if mine {
            digest::put(&mut tx, name, &digest.all).await?;
            tx.commit().await?;
        }
        return Ok(mine);
    };
    let message = NewMessage::new(MessageKind::Notice, digest.now, letter, vec![to]);
    cx.write(&Actor::System, Permission::Send, Keep::Commit, async |change| {
        if !digest::claim(&mut change.tx, name, digest.from, digest.now).await? {
            return Ok(false);
        }
        digest::put(&mut change.tx, name, &digest.all).await?;
        let queued = outbox::enqueue(change, &message).await?;
        Ok(matches!(queued, Queued::New(_)))
    })
    .await
}

/// Whether somebody has asked for the letter.
pub async fn wants(cx: &Cx, actor: &Actor) -> Result<bool, ActionError> {
    let mut tx = cx.db.read().await?;
    Ok(digest::wants(&mut tx, actor.hand()).await?)
}

/// Writes whether somebody wants the letter; nobody says that for somebody else.
pub async fn choose(cx: &Cx, actor: &Actor, wants: bool) -> Result<(), ActionError> {
    if actor.stands_in() {
        return Err(account::refusal::Refusal::NotForOthers.into());
    }
    let me = actor.hand().to_owned();
    cx.write_own(actor, async |change| {
        if digest::wants(&mut change.tx, &me).await? != wants {
            digest::choose(&mut change.tx, &me, wants).await?;
            let field = |name: &str, value: &str| outbox::told(name, value);
            change.record(Event {
                thing: None,
                noun: "account",
                action: "change",
                values: vec![field("name", &me), field("digest", if wants { "yes" } else { "no" })],
            });
        }
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_morning_where_we_are_in_summer_and_in_winter() {
        for (now, expected) in [
            ("2022-09-29T08:00:00Z", "2022-09-26T04:00:00Z"),
            ("2022-09-26T03:59:59Z", "2022-09-19T04:00:00Z"),
            ("2022-09-26T04:00:00Z", "2022-09-26T04:00:00Z"),
            ("2022-12-11T23:30:00Z", "2022-12-05T05:00:00Z"),
            ("2022-11-01T12:00:00Z", "2022-10-31T05:00:00Z"),
        ] {
            assert_eq!(monday(now.parse().unwrap()), expected.parse().unwrap(), "{now}");
        }
    }
}
