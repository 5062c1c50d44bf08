//! Frozen papers: the bytes and data of records as they were approved, who approved them, corrections and certified extracts.
//!
//! Invariant: what is written here is only added to; nothing of it is changed but that a paper becomes the record.

use crate::{
    error::Result,
    params,
    sql::{Row, Tx, WriteTx},
};
use genbo_domain::{
    adjustment::{SignLevel, SignRole, SignWay},
    value::ThingId,
};

/// A frozen paper, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenPaper {
    /// Its number.
    pub id: i64,
    /// The record.
    pub record: ThingId,
    /// The round in which it was put forward; nothing for a correction.
    pub round: Option<i64>,
    /// Its version, from 1; nothing while it is only put forward.
    pub version: Option<i64>,
    /// When it was made.
    pub made: String,
    /// By which account.
    pub made_by: String,
    /// Its data, canonical.
    pub data: String,
    /// Their digest.
    pub data_hash: String,
    /// The digest of its bytes.
    pub file_hash: String,
    /// Whether something in it is for few eyes.
    pub restricted: bool,
    /// Why the version before it was corrected.
    pub reason: Option<String>,
}

/// That somebody approved a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The paper.
    pub paper: i64,
    /// Who signs.
    pub signer: i64,
    /// As what.
    pub role: SignRole,
    /// How.
    pub way: SignWay,
    /// How it was made sure who it was.
    pub level: SignLevel,
    /// The name of who signed, as it was then.
    pub person: String,
    /// When it was put down.
    pub at: String,
    /// By which account.
    pub by: String,
    /// The day that stands on the paper.
    pub signed: Option<String>,
    /// The digest of the file that shows it.
    pub file: Option<String>,
    /// The digest of all that was approved and how.
    pub binding: String,
}

/// A certified extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// Its number here.
    pub id: i64,
    /// The paper that it is of.
    pub paper: i64,
    /// Its number in the record's series.
    pub number: i64,
    /// The §.
    pub paragraph: String,
    /// Who gets it, a line each.
    pub recipients: String,
    /// When it was certified.
    pub issued: String,
    /// By which account.
    pub issued_by: String,
    /// The digest of its bytes.
    pub file_hash: String,
}

/// Keeps bytes, as base64, under their digest.
pub async fn keep(tx: &mut WriteTx, hash: &str, kind: &str, bytes: &str) -> Result<()> {
    let sql = "INSERT INTO frozen_file (hash, kind, bytes) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING";
    tx.run(sql, params![hash, kind, bytes]).await.map(|_| ())
}

/// The kind and the bytes of a file, as base64.
pub async fn file(tx: &mut Tx, hash: &str) -> Result<Option<(String, String)>> {
    let row = tx.first("SELECT kind, bytes FROM frozen_file WHERE hash = $1", params![hash]).await?;
    row.map(|r| Ok((r.text(0)?, r.text(1)?))).transpose()
}

/// Adds a paper.
pub async fn add(tx: &mut WriteTx, p: &FrozenPaper) -> Result<()> {
    let sql = "INSERT INTO frozen_paper (id, record_id, adjustment_id, version, made, made_by, data, data_hash, file_hash, restricted, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values = params![
        p.id,
        p.record,
        p.round,
        p.version,
        p.made.as_str(),
        p.made_by.as_str(),
        p.data.as_str(),
        p.data_hash.as_str(),
        p.file_hash.as_str(),
        p.restricted,
        p.reason.as_deref(),
    ];
    tx.run(sql, values).await.map(|_| ())
}

/// A paper becomes a version of the record.
pub async fn becomes(tx: &mut WriteTx, id: i64, version: i64) -> Result<()> {
    let sql = "UPDATE frozen_paper SET version = $2 WHERE id = $1 AND version IS NULL";
    tx.run(sql, params![id, version]).await.map(|_| ())
}

/// The papers of a record, the latest last.
pub async fn of_record(tx: &mut Tx, record: ThingId) -> Result<Vec<FrozenPaper>> {
    let sql = "SELECT id, record_id, adjustment_id, version, made, made_by, data, data_hash, file_hash, restricted, reason FROM frozen_paper WHERE record_id = $1 ORDER BY id";
    tx.all(sql, params![record]).await?.iter().map(paper).collect()
}

/// The records of a meeting that have a frozen version, each with the latest.
pub async fn of_meeting(tx: &mut Tx, meeting: ThingId) -> Result<Vec<(ThingId, i64)>> {
    let sql = "SELECT p.record_id, MAX(p.version) FROM frozen_paper p JOIN record r ON r.id = p.record_id WHERE r.meeting = $1 AND p.version IS NOT NULL GROUP BY p.record_id ORDER BY p.record_id";
    tx.all(sql, params![meeting]).await?.iter().map(|r| Ok((ThingId(r.int(0)?), r.int(1)?))).collect()
}

fn paper(r: &Row) -> Result<FrozenPaper> {
    Ok(FrozenPaper {
        id: r.int(0)?,
        record: ThingId(r.int(1)?),
        round: r.opt_int(2)?,
        version: r.opt_int(3)?,
        made: r.text(4)?,
        made_by: r.text(5)?,
        data: r.text(6)?,
        data_hash: r.text(7)?,
        file_hash: r.text(8)?,
        restricted: r.opt_bool(9)?.unwrap_or(true),
        reason: r.opt_text(10)?,
    })
}

/// Adds an approval.
pub async fn approve(tx: &mut WriteTx, id: i64, a: &Approval) -> Result<()> {
    let sql = "INSERT INTO approval (id, paper_id, signer_id, way, level, person, at, by_name, signed, file_hash, binding) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let values = params![
        id,
        a.paper,
        a.signer,
        a.way.as_str(),
        a.level.as_str(),
        a.person.as_str(),
        a.at.as_str(),
        a.by.as_str(),
        a.signed.as_deref(),
        a.file.as_deref(),
        a.binding.as_str(),
    ];
    tx.run(sql, values).await.map(|_| ())
}

/// The approvals of all papers of a record, in their order.
pub async fn approvals(tx: &mut Tx, record: ThingId) -> Result<Vec<Approval>> {
    let sql = "SELECT a.paper_id, a.signer_id, a.way, a.level, a.person, a.at, a.by_name, a.signed, a.file_hash, a.binding, s.role FROM approval a JOIN frozen_paper p ON p.id = a.paper_id JOIN adjustment_signer s ON s.id = a.signer_id WHERE p.record_id = $1 ORDER BY a.id";
    let approval = |r: &Row| {
        Ok(Approval {
            paper: r.int(0)?,
            signer: r.int(1)?,
            role: r.text(10)?.parse()?,
            way: r.text(2)?.parse()?,
            level: r.text(3)?.parse()?,
            person: r.text(4)?,
            at: r.text(5)?,
            by: r.text(6)?,
            signed: r.opt_text(7)?,
            file: r.opt_text(8)?,
            binding: r.text(9)?,
        })
    };
    tx.all(sql, params![record]).await?.iter().map(approval).collect()
}

/// Adds a certified extract.
pub async fn add_extract(tx: &mut WriteTx, e: &Extract) -> Result<()> {
    let sql = "INSERT INTO certified_extract (id, paper_id, number, paragraph, recipients, issued, issued_by, file_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = params![
        e.id,
        e.paper,
        e.number,
        e.paragraph.as_str(),
        e.recipients.as_str(),
        e.issued.as_str(),
        e.issued_by.as_str(),
        e.file_hash.as_str(),
    ];
    tx.run(sql, values).await.map(|_| ())
}

/// The certified extracts of a record, in their order.
pub async fn extracts(tx: &mut Tx, record: ThingId) -> Result<Vec<Extract>> {
    let sql = "SELECT e.id, e.paper_id, e.number, e.paragraph, e.recipients, e.issued, e.issued_by, e.file_hash FROM certified_extract e JOIN frozen_paper p ON p.id = e.paper_id WHERE p.record_id = $1 ORDER BY e.number";
    let extract = |r: &Row| {
        Ok(Extract {
            id: r.int(0)?,
            paper: r.int(1)?,
            number: r.int(2)?,
            paragraph: r.text(3)?,
            recipients: r.text(4)?,
            issued: r.text(5)?,
            issued_by: r.text(6)?,
            file_hash: r.text(7)?,
        })
    };
    tx.all(sql, params![record]).await?.iter().map(extract).collect()
}

/// The numbers of the rows of the trail about a thing.
pub async fn rows_of(tx: &mut Tx, thing: ThingId) -> Result<Vec<i64>> {
    let sql = "SELECT seq FROM audit_event WHERE thing_id = $1 ORDER BY seq";
    tx.all(sql, params![thing]).await?.iter().map(|r| r.int(0)).collect()
}

/// Whether the trail has a row of that number and hash.
pub async fn is_in_trail(tx: &mut Tx, seq: i64, hash: &str) -> Result<bool> {
    let sql = "SELECT seq FROM audit_event WHERE seq = $1 AND hash = $2";
    Ok(tx.first(sql, params![seq, hash]).await?.is_some())
}
