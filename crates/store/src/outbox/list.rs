//! The outbox as a list: each message with how its copies stand, the latest first.

use crate::{
    error::Result,
    moment, params,
    sql::{Row, Tx},
};
use genbo_domain::{message::MessageKind, message::RecipientState, value::ThingId};
use jiff::Timestamp;

/// A message in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub kind: MessageKind,
    /// The thing that it is about.
    pub about: Option<ThingId>,
    /// The account that sends it.
    pub account: Option<String>,
    /// When it was written.
    pub created: Timestamp,
    /// Until then it is kept back.
    pub not_before: Timestamp,
    /// Its subject.
    pub subject: String,
    /// How many copies wait, are being sent, were sent, were given up, were withdrawn.
    pub copies: Copies,
}

/// How many copies of a message stand how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copies {
    /// That wait or are being sent.
    pub waiting: i64,
    /// That were sent.
    pub sent: i64,
    /// That were given up.
    pub failed: i64,
    /// That were withdrawn.
    pub withdrawn: i64,
}

/// Which messages are meant. What is empty or missing filters nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Which<'a> {
    /// Of that account.
    pub account: Option<&'a str>,
    /// About that thing.
    pub about: Option<ThingId>,
    /// With a copy in that state.
    pub state: Option<RecipientState>,
}

const LINES: &str = "SELECT m.id, m.kind, m.about_id, m.account, m.created, m.not_before, m.subject, SUM(CASE WHEN r.state IN ('waiting', 'sending') THEN 1 ELSE 0 END), SUM(CASE WHEN r.state = 'sent' THEN 1 ELSE 0 END), SUM(CASE WHEN r.state = 'failed' THEN 1 ELSE 0 END), SUM(CASE WHEN r.state = 'withdrawn' THEN 1 ELSE 0 END) FROM message m JOIN message_recipient r ON r.message_id = m.id WHERE ($1 = '' OR m.account = $1) AND ($2 = 0 OR m.about_id = $2) AND ($3 = '' OR EXISTS (SELECT 1 FROM message_recipient s WHERE s.message_id = m.id AND s.state = $3)) GROUP BY m.id, m.kind, m.about_id, m.account, m.created, m.not_before, m.subject ORDER BY m.id DESC LIMIT $4 OFFSET $5";
const COUNT: &str = "SELECT count(*) FROM message m WHERE ($1 = '' OR m.account = $1) AND ($2 = 0 OR m.about_id = $2) AND ($3 = '' OR EXISTS (SELECT 1 FROM message_recipient s WHERE s.message_id = m.id AND s.state = $3))";

/// A part of the list, and how many messages the whole has. The caller decides who may see them.
pub async fn lines(tx: &mut Tx, which: Which<'_>, offset: usize, limit: usize) -> Result<(Vec<Line>, usize)> {
    let account = which.account.unwrap_or_default();
    let about = which.about.map_or(0, |id| id.0);
    let state = which.state.map_or("", RecipientState::as_str);
    let [offset, limit] = [offset, limit].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    let rows = tx.all(LINES, params![account, about, state, limit, offset]).await?;
    let all = tx.first(COUNT, params![account, about, state]).await?.map_or(Ok(0), |r| r.int(0))?;
    let lines = rows.iter().map(line).collect::<Result<_>>()?;
    Ok((lines, usize::try_from(all).unwrap_or(0)))
}

fn line(r: &Row) -> Result<Line> {
    Ok(Line {
        id: r.int(0)?,
        kind: r.text(1)?.parse()?,
        about: r.opt_int(2)?.map(ThingId),
        account: r.opt_text(3)?,
        created: moment::read(&r.text(4)?)?,
        not_before: moment::read(&r.text(5)?)?,
        subject: r.text(6)?,
        copies: Copies { waiting: r.int(7)?, sent: r.int(8)?, failed: r.int(9)?, withdrawn: r.int(10)? },
    })
}
