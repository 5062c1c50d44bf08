//! The chain of the audit trail: how rows are hashed, and whether the chain still holds.
//!
//! Invariant: a row's hash covers its own fields, the digest of its values and the hash before it. Values can be erased:
//! the digest stays, and says so.

use crate::error::ActionError;
use genbo_documents::chain;
pub use genbo_documents::chain::hex;
use genbo_store::{
    audit::{AuditRow, AuditValue},
    db::Db,
};

/// The salted digest of changed values.
pub fn digest(salt: &str, values: &[AuditValue]) -> String {
    chain::digest(salt, values.iter().map(changed))
}

/// A changed field as the chain counts it.
pub(crate) fn changed(value: &AuditValue) -> chain::Changed<'_> {
    (&value.field, value.before.as_deref(), value.after.as_deref())
}

/// What a row says as the chain counts it.
pub(crate) fn said(row: &AuditRow) -> chain::Row<'_> {
    chain::Row {
        seq: row.seq,
        at: &row.at,
        actor: &row.actor,
        action: &row.action,
        noun: &row.noun,
        thing: row.thing.map_or(0, |t| t.0),
        salt: &row.salt,
        digest: &row.digest,
    }
}

/// The hash of a row, given the hash of the row before it.
pub fn hash(previous: &str, row: &AuditRow) -> String {
    chain::hash(previous, &said(row))
}

/// What is wrong with the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A row is missing before this number.
    Gap(i64),
    /// The row of this number, or one before it, was changed.
    Broken(i64),
    /// The values of the row of this number were changed.
    Values(i64),
}

/// What a walk along the whole chain found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Rows seen.
    pub rows: i64,
    /// Rows whose values were erased.
    pub erased: i64,
    /// What is wrong, in order.
    pub faults: Vec<Fault>,
}

/// Walks along the chain from its beginning.
pub async fn verify(db: &Db) -> Result<Verdict, ActionError> {
    const STEP: i64 = 2000;
    let mut tx = db.read().await?;
    let last = genbo_store::audit::last(&mut tx).await?;
    let (mut verdict, mut previous, mut expected) = (Verdict::default(), String::new(), 1);
    let mut from = 1;
    while from <= last {
        for (row, values) in genbo_store::audit::read(&mut tx, from, STEP).await? {
            verdict.rows += 1;
            if row.seq != expected {
                verdict.faults.push(Fault::Gap(row.seq));
            }
            if hash(&previous, &row) != row.hash {
                verdict.faults.push(Fault::Broken(row.seq));
            }
            if digest(&row.salt, &values) != row.digest {
                if values.is_empty() {
                    verdict.erased += 1
                } else {
                    verdict.faults.push(Fault::Values(row.seq))
                }
            }
            expected = row.seq + 1;
            previous = row.hash;
        }
        from += STEP;
    }
    if genbo_store::audit::next_number(&mut tx).await? != expected {
        verdict.faults.push(Fault::Gap(expected));
    }
    Ok(verdict)
}
