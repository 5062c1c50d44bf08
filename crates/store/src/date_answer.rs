//! Whether preliminary days suit, by meeting and account.

use crate::{
    error::Result,
    params,
    row::insert_many,
    sql::{Tx, WriteTx},
    thing::{CHUNK, padded, placeholders},
};
use genbo_domain::value::ThingId;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The meeting.
    pub meeting: ThingId,
    /// The account that answered.
    pub account: String,
    /// The account's name to show; empty if the account is no more.
    pub name: String,
    /// A word of the vocabulary `date_answer`.
    pub answer: String,
}

/// The answers about those meetings, by meeting, then by name.
pub async fn of_meetings(tx: &mut Tx, meetings: &[ThingId]) -> Result<Vec<Answer>> {
    let mut answers = Vec::new();
    for chunk in meetings.chunks(CHUNK) {
        let sql = format!(
            "SELECT d.meeting_id, d.account, COALESCE(a.display_name, ''), d.answer FROM date_answer d LEFT JOIN account a ON a.name = d.account WHERE d.meeting_id IN ({}) ORDER BY d.meeting_id, d.account",
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            answers.push(Answer {
                meeting: ThingId(row.int(0)?),
                account: row.text(1)?,
                name: row.text(2)?,
                answer: row.text(3)?,
            });
        }
    }
    Ok(answers)
}

/// Puts an account's answer about a meeting in the place of the one before; without an answer there is none any more.
pub async fn replace(
    tx: &mut WriteTx,
    meeting: ThingId,
    account: &str,
    answer: Option<&str>,
    at: &str,
) -> Result<()> {
    tx.run("DELETE FROM date_answer WHERE meeting_id = $1 AND account = $2", params![meeting, account])
        .await?;
    let rows = answer.map(|answer| vec![meeting.into(), account.into(), answer.into(), at.into()]);
    insert_many(tx, "date_answer", &["meeting_id", "account", "answer", "at"], rows.into_iter().collect())
        .await
}
