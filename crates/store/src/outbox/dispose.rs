//! Disposing of what the outbox needs no more: messages that were handed over long ago, and links that lead nowhere.
//!
//! Invariant: what waits, and what is about a meeting that is not over, stays.

use crate::{error::Result, moment, params, sql::WriteTx};
use jiff::{Timestamp, civil::Date};

/// How many were disposed of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Disposed {
    /// Messages with their copies.
    pub messages: u64,
    /// Links, tokens and sessions that had expired, and what was asked and answered about meetings long over.
    pub links: u64,
}

/// Disposes of at most `most` messages written before a moment, none of whose copies waits and whose meeting, if they are
/// about one, was over before a day; then of links, tokens and feeds that ended before that moment, and of who was called
/// and asked about meetings that were over by then, once no letter about it is kept.
pub async fn dispose(tx: &mut WriteTx, before: Timestamp, today: Date, most: i64) -> Result<Disposed> {
    let (before, day) = (moment::text(before), today.to_string());
    let old = "SELECT m.id FROM message m WHERE m.created < $1 AND NOT EXISTS (SELECT 1 FROM message_recipient r WHERE r.message_id = m.id AND r.state IN ('waiting', 'sending')) AND NOT EXISTS (SELECT 1 FROM meeting g WHERE g.id = m.about_id AND COALESCE(g.when_last, $2) >= $2) ORDER BY m.id LIMIT $3";
    let rows = tx.all(old, params![before.as_str(), day.as_str(), most]).await?;
    let mut disposed = Disposed::default();
    for row in rows {
        let id = row.int(0)?;
        for sql in [
            "DELETE FROM invitation_token WHERE message_id = $1",
            "DELETE FROM date_request_token WHERE message_id = $1",
            "DELETE FROM message_recipient WHERE message_id = $1",
        ] {
            tx.run(sql, params![id]).await?;
        }
        disposed.messages += tx.run("DELETE FROM message WHERE id = $1", params![id]).await?;
    }
    for sql in [
        "DELETE FROM date_request_token WHERE revoked < $1",
        "DELETE FROM password_link WHERE expires < $1",
        "DELETE FROM api_token WHERE expires < $1",
        "DELETE FROM feed_token WHERE revoked < $1",
        "DELETE FROM session WHERE seen < $1",
        "DELETE FROM draft WHERE at < $1",
    ] {
        disposed.links += tx.run(sql, params![before.as_str()]).await?;
    }
    // The day of that moment: what lasted into it is not over yet.
    let day = before.get(..10).unwrap_or(&before);
    for sql in [
        "DELETE FROM invitation WHERE EXISTS (SELECT 1 FROM meeting g WHERE g.id = invitation.meeting_id AND g.when_last < $1) AND NOT EXISTS (SELECT 1 FROM invitation_token t WHERE t.invitation_id = invitation.id)",
        "DELETE FROM date_request_day WHERE EXISTS (SELECT 1 FROM meeting g WHERE g.id = date_request_day.meeting_id AND g.when_last < $1) AND NOT EXISTS (SELECT 1 FROM date_request_token t WHERE t.request_id = date_request_day.request_id)",
        "DELETE FROM date_answer WHERE EXISTS (SELECT 1 FROM meeting g WHERE g.id = date_answer.meeting_id AND g.when_last < $1)",
    ] {
        disposed.links += tx.run(sql, params![day]).await?;
    }
    let empty = "DELETE FROM date_request WHERE NOT EXISTS (SELECT 1 FROM date_request_day d WHERE d.request_id = date_request.id) AND NOT EXISTS (SELECT 1 FROM date_request_token t WHERE t.request_id = date_request.id)";
    disposed.links += tx.run(empty, params![]).await?;
    Ok(disposed)
}
