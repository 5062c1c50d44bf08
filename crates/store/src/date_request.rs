//! Who is asked about a plan's preliminary days, by which links that is answered, and what the answers are.
//!
//! Invariant: an answer belongs to the day that stood in the letter; when a meeting is asked for on another day, the answer
//! about the earlier one is gone.

use crate::{
    error::Result,
    moment, params,
    sql::{Row, Tx, WriteTx},
    thing::{CHUNK, next, padded, placeholders},
};
use genbo_domain::{meeting::DateAnswer, value::ThingId};
use jiff::Timestamp;
use std::collections::HashMap;

/// Somebody who is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Its number.
    pub id: i64,
    /// The body or cooperation whose plan it is.
    pub scope: ThingId,
    /// The year.
    pub year: i16,
    /// The address, as two are compared.
    pub address: String,
    /// The name; may be empty.
    pub name: String,
    /// The person that it is.
    pub party: Option<ThingId>,
}

/// A day that somebody is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The request.
    pub request: i64,
    /// The meeting.
    pub meeting: ThingId,
    /// The day as it stood in the letter, in EDTF.
    pub when: String,
    /// The answer, if there is one.
    pub answer: Option<DateAnswer>,
    /// When it came.
    pub answered: Option<Timestamp>,
    /// What was said beside.
    pub note: Option<String>,
}

/// Somebody who is asked about a plan.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The body or cooperation whose plan it is.
    pub scope: ThingId,
    /// The year.
    pub year: i16,
    /// The address, as two are compared.
    pub address: &'a str,
    /// The name; may be empty.
    pub name: &'a str,
    /// The person that it is.
    pub party: Option<ThingId>,
}

/// Notes that somebody is asked, or asked again, about those days, and tells the number of the request. An answer about a
/// day that is the same stays.
pub async fn ask(tx: &mut WriteTx, asked: Asked<'_>, days: &[(ThingId, String)]) -> Result<i64> {
    let Asked { scope, address, name, party, .. } = asked;
    let year = i64::from(asked.year);
    let sql = "SELECT id FROM date_request WHERE scope_id = $1 AND year = $2 AND address = $3";
    let known = tx.first(sql, params![scope, year, address]).await?.map(|r| r.int(0)).transpose()?;
    let id = match known {
        Some(id) => {
            let sql = "UPDATE date_request SET name = $2, party_id = $3 WHERE id = $1";
            tx.run(sql, params![id, name, party]).await?;
            id
        }
        None => {
            let id = next(tx, "date_request", 1).await?;
            let sql = "INSERT INTO date_request (id, scope_id, year, address, name, party_id) VALUES ($1, $2, $3, $4, $5, $6)";
            tx.run(sql, params![id, scope, year, address, name, party]).await?;
            id
        }
    };
    let before: HashMap<ThingId, String> =
        days_of(tx, id).await?.into_iter().map(|d| (d.meeting, d.when)).collect();
    for (meeting, when) in days {
        match before.get(meeting) {
            Some(same) if same == when => {}
            Some(_) => {
                let sql = "UPDATE date_request_day SET \"when\" = $3, answer = NULL, answered = NULL, note = NULL WHERE request_id = $1 AND meeting_id = $2";
                tx.run(sql, params![id, *meeting, when.as_str()]).await?;
            }
            None => {
                let sql =
                    "INSERT INTO date_request_day (request_id, meeting_id, \"when\") VALUES ($1, $2, $3)";
                tx.run(sql, params![id, *meeting, when.as_str()]).await?;
            }
        }
    }
    Ok(id)
}

/// Keeps the digest of a link by which a request is answered, and which message carries it.
pub async fn link(tx: &mut WriteTx, hash: &str, request: i64, message: i64) -> Result<()> {
    let sql = "INSERT INTO date_request_token (hash, request_id, message_id) VALUES ($1, $2, $3)";
    tx.run(sql, params![hash, request, message]).await.map(|_| ())
}

/// The request that a link with that digest answers, and whether the link has been revoked.
pub async fn behind(tx: &mut Tx, hash: &str) -> Result<Option<(Request, bool)>> {
    let sql = "SELECT r.id, r.scope_id, r.year, r.address, r.name, r.party_id, t.revoked FROM date_request_token t JOIN date_request r ON r.id = t.request_id WHERE t.hash = $1";
    let Some(row) = tx.first(sql, params![hash]).await? else { return Ok(None) };
    Ok(Some((request(&row)?, row.opt_text(6)?.is_some())))
}

/// The days of a request.
pub async fn days_of(tx: &mut Tx, request: i64) -> Result<Vec<Day>> {
    let sql = "SELECT d.request_id, d.meeting_id, d.\"when\", d.answer, d.answered, d.note FROM date_request_day d WHERE d.request_id = $1 ORDER BY d.\"when\", d.meeting_id";
    tx.all(sql, params![request]).await?.iter().map(day).collect()
}

/// Everybody who is asked about those meetings, unless the letter was withdrawn before it went out. The caller decides who
/// may see it.
pub async fn of_meetings(tx: &mut Tx, meetings: &[ThingId]) -> Result<Vec<(Request, Day)>> {
    let mut all = Vec::new();
    for chunk in meetings.chunks(CHUNK) {
        let sql = format!(
            "SELECT d.request_id, d.meeting_id, d.\"when\", d.answer, d.answered, d.note, r.id, r.scope_id, r.year, r.address, r.name, r.party_id FROM date_request_day d JOIN date_request r ON r.id = d.request_id WHERE d.meeting_id IN ({}) AND (d.answer IS NOT NULL OR EXISTS (SELECT 1 FROM date_request_token t JOIN message_recipient c ON c.message_id = t.message_id WHERE t.request_id = r.id AND lower(c.address) = r.address AND c.state <> 'withdrawn')) ORDER BY r.id, d.meeting_id",
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            all.push((request_at(&row, 6)?, day(&row)?));
        }
    }
    Ok(all)
}

/// Writes an answer about a day, in place of an earlier one; nothing takes it back.
pub async fn answer(
    tx: &mut WriteTx,
    of: (i64, ThingId),
    answer: Option<DateAnswer>,
    note: Option<&str>,
    at: Timestamp,
) -> Result<()> {
    let sql = "UPDATE date_request_day SET answer = $3, note = $4, answered = $5 WHERE request_id = $1 AND meeting_id = $2";
    let answer = answer.map(DateAnswer::as_str);
    tx.run(sql, params![of.0, of.1, answer, note, moment::text(at)]).await.map(|_| ())
}

/// Revokes the links of those of whom no day is asked any more: each is set, moved, called off or gone. Tells how many.
pub async fn revoke(tx: &mut WriteTx, at: Timestamp) -> Result<u64> {
    let sql = "UPDATE date_request_token SET revoked = $1 WHERE revoked IS NULL AND NOT EXISTS (SELECT 1 FROM date_request_day d JOIN meeting m ON m.id = d.meeting_id WHERE d.request_id = date_request_token.request_id AND m.status = 'preliminary' AND m.\"when\" = d.\"when\")";
    tx.run(sql, params![moment::text(at)]).await
}

/// How many are asked about or called to a meeting.
pub async fn leaning(tx: &mut Tx, meeting: ThingId) -> Result<i64> {
    let sql = "SELECT (SELECT count(*) FROM invitation WHERE meeting_id = $1) + (SELECT count(*) FROM date_request_day WHERE meeting_id = $1)";
    tx.first(sql, params![meeting]).await?.map_or(Ok(0), |r| r.int(0))
}

fn day(r: &Row) -> Result<Day> {
    Ok(Day {
        request: r.int(0)?,
        meeting: ThingId(r.int(1)?),
        when: r.text(2)?,
        answer: r.opt_text(3)?.map(|a| a.parse()).transpose()?,
        answered: r.opt_text(4)?.map(|at| moment::read(&at)).transpose()?,
        note: r.opt_text(5)?,
    })
}

fn request(r: &Row) -> Result<Request> {
    request_at(r, 0)
}

fn request_at(r: &Row, at: usize) -> Result<Request> {
    Ok(Request {
        id: r.int(at)?,
        scope: ThingId(r.int(at + 1)?),
        year: i16::try_from(r.int(at + 2)?).unwrap_or_default(),
        address: r.text(at + 3)?,
        name: r.text(at + 4)?,
        party: r.opt_int(at + 5)?.map(ThingId),
    })
}
