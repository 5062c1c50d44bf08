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
    /// Where the account's own mail goes.
    pub email: Option<String>,
    /// The person that the account is.
    pub person: Option<ThingId>,
    /// A word of the vocabulary `date_answer`.
    pub answer: String,
    /// When it was given, RFC 3339 in UTC.
    pub at: String,
    /// What was said beside.
    pub note: Option<String>,
    /// The day that was answered about, in EDTF, if that is known.
    pub when: Option<String>,
}

/// An answer that is given.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// A word of the vocabulary `date_answer`.
    pub answer: &'a str,
    /// What is said beside.
    pub note: Option<&'a str>,
    /// The day that is answered about, in EDTF.
    pub when: Option<&'a str>,
}

/// The answers about those meetings, by meeting, then by name.
pub async fn of_meetings(tx: &mut Tx, meetings: &[ThingId]) -> Result<Vec<Answer>> {
    let mut answers = Vec::new();
    for chunk in meetings.chunks(CHUNK) {
        let sql = format!(
            "SELECT d.meeting_id, d.account, COALESCE(a.display_name, ''), a.email, a.person_id, d.answer, d.at, d.note, d.\"when\" FROM date_answer d LEFT JOIN account a ON a.name = d.account WHERE d.meeting_id IN ({}) ORDER BY d.meeting_id, d.account",
            placeholders(1, chunk.len())
        );
        for row in tx.all(&sql, &padded(chunk)).await? {
            answers.push(Answer {
                meeting: ThingId(row.int(0)?),
                account: row.text(1)?,
                name: row.text(2)?,
                email: row.opt_text(3)?,
                person: row.opt_int(4)?.map(ThingId),
                answer: row.text(5)?,
                at: row.text(6)?,
                note: row.opt_text(7)?,
                when: row.opt_text(8)?,
            });
        }
    }
    Ok(answers)
}

/// Puts an account's answer about a meeting, with what is said beside, in the place of the one before; without an answer
/// there is none any more.
pub async fn replace(
    tx: &mut WriteTx,
    meeting: ThingId,
    account: &str,
    answer: Option<Given<'_>>,
    at: &str,
) -> Result<()> {
    tx.run("DELETE FROM date_answer WHERE meeting_id = $1 AND account = $2", params![meeting, account])
        .await?;
    let rows = answer.map(|given| {
        vec![
            meeting.into(),
            account.into(),
            given.answer.into(),
            at.into(),
            given.note.into(),
            given.when.into(),
        ]
    });
    let columns = ["meeting_id", "account", "answer", "at", "note", "when"];
    insert_many(tx, "date_answer", &columns, rows.into_iter().collect()).await
}
