//! Rounds of adjustment: who signs, what is said of the record meanwhile, and which §§ somebody refuses.

use crate::{
    error::Result,
    params,
    sql::{Row, Tx, WriteTx},
    thing::next,
};
use genbo_domain::{
    adjustment::{RoundState, SignRole},
    value::ThingId,
};

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its number.
    pub id: i64,
    /// The record.
    pub record: ThingId,
    /// Where it is.
    pub state: RoundState,
    /// Whether it is of single §§ at once.
    pub immediate: bool,
    /// The day until which it shall be done.
    pub due: String,
    /// Where.
    pub place: Option<String>,
    /// The record's data as it began, canonical.
    pub draft: String,
    /// When it began.
    pub opened: String,
    /// By whom.
    pub opened_by: String,
    /// When it was over.
    pub closed: Option<String>,
    /// The paper that is before those who sign.
    pub paper: Option<i64>,
}

/// Somebody who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Its number.
    pub id: i64,
    /// Who.
    pub person: ThingId,
    /// As what.
    pub role: SignRole,
    /// The §§ that he or she signs for; nothing for all.
    pub paragraphs: Option<String>,
    /// Why somebody else signs instead.
    pub replaced: Option<String>,
}

/// Something that was said of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its number.
    pub id: i64,
    /// The item.
    pub item: ThingId,
    /// The field.
    pub field: String,
    /// What stood there.
    pub stands: Option<String>,
    /// What shall stand there.
    pub wording: Option<String>,
    /// What is said.
    pub note: Option<String>,
    /// When.
    pub at: String,
    /// By which account.
    pub by: String,
    /// `open`, `agreed` or `declined`.
    pub state: String,
    /// Who answered, and when.
    pub answered: Option<(String, String)>,
}

/// A § that somebody refuses to adjust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The item.
    pub item: ThingId,
    /// Who signs.
    pub signer: i64,
    /// The §.
    pub paragraph: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: String,
    /// By which account.
    pub by: String,
}

/// A number of its own for something of a round.
pub async fn number(tx: &mut WriteTx) -> Result<i64> {
    next(tx, "adjustment", 1).await
}

/// Writes a new round.
pub async fn add(tx: &mut WriteTx, r: &Round) -> Result<()> {
    let sql = "INSERT INTO adjustment (id, record_id, state, immediate, due, place, draft, opened, opened_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = params![
        r.id,
        r.record,
        r.state.as_str(),
        r.immediate,
        r.due.as_str(),
        r.place.as_deref(),
        r.draft.as_str(),
        r.opened.as_str(),
        r.opened_by.as_str(),
    ];
    tx.run(sql, values).await.map(|_| ())
}

/// Writes where a round is, since when it is over, and which paper is before those who sign.
pub async fn set(
    tx: &mut WriteTx,
    id: i64,
    state: RoundState,
    closed: Option<&str>,
    paper: Option<i64>,
) -> Result<()> {
    let sql = "UPDATE adjustment SET state = $2, closed = $3, paper_id = $4 WHERE id = $1";
    tx.run(sql, params![id, state.as_str(), closed, paper]).await.map(|_| ())
}

/// The rounds of records, the latest last.
pub async fn of_records(tx: &mut Tx, records: &[ThingId]) -> Result<Vec<Round>> {
    let mut all = Vec::new();
    for record in records {
        let sql = "SELECT id, record_id, state, immediate, due, place, draft, opened, opened_by, closed, paper_id FROM adjustment WHERE record_id = $1 ORDER BY id";
        for row in tx.all(sql, params![*record]).await? {
            all.push(round(&row)?);
        }
    }
    Ok(all)
}

/// The open rounds that a person signs in and has not approved the paper of: record, last day, whether a paper is there.
pub async fn waiting_for(tx: &mut Tx, person: ThingId) -> Result<Vec<(ThingId, String, bool)>> {
    let sql = "SELECT a.record_id, a.due, a.paper_id FROM adjustment_signer s JOIN adjustment a ON a.id = s.adjustment_id WHERE s.person_id = $1 AND s.replaced IS NULL AND a.state = 'open' AND NOT EXISTS (SELECT 1 FROM approval p WHERE p.signer_id = s.id AND p.paper_id = a.paper_id) ORDER BY a.due, a.id";
    let rows = tx.all(sql, params![person]).await?;
    rows.iter().map(|r| Ok((ThingId(r.int(0)?), r.text(1)?, r.opt_int(2)?.is_some()))).collect()
}

fn round(r: &Row) -> Result<Round> {
    Ok(Round {
        id: r.int(0)?,
        record: ThingId(r.int(1)?),
        state: r.text(2)?.parse()?,
        immediate: r.opt_bool(3)?.unwrap_or(false),
        due: r.text(4)?,
        place: r.opt_text(5)?,
        draft: r.text(6)?,
        opened: r.text(7)?,
        opened_by: r.text(8)?,
        closed: r.opt_text(9)?,
        paper: r.opt_int(10)?,
    })
}

/// Adds somebody who signs.
pub async fn add_signer(tx: &mut WriteTx, round: i64, s: &Signer) -> Result<()> {
    let sql = "INSERT INTO adjustment_signer (id, adjustment_id, person_id, role, paragraphs) VALUES ($1, $2, $3, $4, $5)";
    tx.run(sql, params![s.id, round, s.person, s.role.as_str(), s.paragraphs.as_deref()]).await.map(|_| ())
}

/// Notes why somebody signs no more.
pub async fn replace_signer(tx: &mut WriteTx, id: i64, reason: &str) -> Result<()> {
    let sql = "UPDATE adjustment_signer SET replaced = $2 WHERE id = $1";
    tx.run(sql, params![id, reason]).await.map(|_| ())
}

/// Those who sign in a round, also those who do no more.
pub async fn signers(tx: &mut Tx, round: i64) -> Result<Vec<Signer>> {
    let sql = "SELECT id, person_id, role, paragraphs, replaced FROM adjustment_signer WHERE adjustment_id = $1 ORDER BY id";
    let signer = |r: &Row| {
        Ok(Signer {
            id: r.int(0)?,
            person: ThingId(r.int(1)?),
            role: r.text(2)?.parse()?,
            paragraphs: r.opt_text(3)?,
            replaced: r.opt_text(4)?,
        })
    };
    tx.all(sql, params![round]).await?.iter().map(signer).collect()
}

/// Adds what was said of a passage.
pub async fn add_comment(tx: &mut WriteTx, round: i64, c: &Comment) -> Result<()> {
    let sql = "INSERT INTO adjustment_comment (id, adjustment_id, item_id, field, stands, wording, note, at, by_name, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = params![
        c.id,
        round,
        c.item,
        c.field.as_str(),
        c.stands.as_deref(),
        c.wording.as_deref(),
        c.note.as_deref(),
        c.at.as_str(),
        c.by.as_str(),
        c.state.as_str(),
    ];
    tx.run(sql, values).await.map(|_| ())
}

/// Notes what became of what was said.
pub async fn answer_comment(tx: &mut WriteTx, id: i64, state: &str, (by, at): (&str, &str)) -> Result<()> {
    let sql = "UPDATE adjustment_comment SET state = $2, answered = $3, answered_by = $4 WHERE id = $1";
    tx.run(sql, params![id, state, at, by]).await.map(|_| ())
}

/// What was said in a round.
pub async fn comments(tx: &mut Tx, round: i64) -> Result<Vec<Comment>> {
    let sql = "SELECT id, item_id, field, stands, wording, note, at, by_name, state, answered_by, answered FROM adjustment_comment WHERE adjustment_id = $1 ORDER BY id";
    let comment = |r: &Row| {
        Ok(Comment {
            id: r.int(0)?,
            item: ThingId(r.int(1)?),
            field: r.text(2)?,
            stands: r.opt_text(3)?,
            wording: r.opt_text(4)?,
            note: r.opt_text(5)?,
            at: r.text(6)?,
            by: r.text(7)?,
            state: r.text(8)?,
            answered: r.opt_text(9)?.zip(r.opt_text(10)?),
        })
    };
    tx.all(sql, params![round]).await?.iter().map(comment).collect()
}

/// Notes that somebody refuses a §.
pub async fn add_refused(tx: &mut WriteTx, id: i64, round: i64, r: &Refused) -> Result<()> {
    let sql = "INSERT INTO adjustment_refusal (id, adjustment_id, item_id, signer_id, paragraph, reason, at, by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = params![
        id,
        round,
        r.item,
        r.signer,
        r.paragraph.as_str(),
        r.reason.as_str(),
        r.at.as_str(),
        r.by.as_str()
    ];
    tx.run(sql, values).await.map(|_| ())
}

/// The §§ that were refused in a round.
pub async fn refused(tx: &mut Tx, round: i64) -> Result<Vec<Refused>> {
    let sql = "SELECT item_id, signer_id, paragraph, reason, at, by_name FROM adjustment_refusal WHERE adjustment_id = $1 ORDER BY id";
    let one = |r: &Row| {
        Ok(Refused {
            item: ThingId(r.int(0)?),
            signer: r.int(1)?,
            paragraph: r.text(2)?,
            reason: r.text(3)?,
            at: r.text(4)?,
            by: r.text(5)?,
        })
    };
    tx.all(sql, params![round]).await?.iter().map(one).collect()
}
