//! The chain of the audit trail: how rows are hashed, and whether the chain still holds.
//!
//! Invariant: a row's hash covers its own fields, the digest of its values and the hash before it. Values can be erased:
//! the digest stays, and says so.

use crate::error::ActionError;
use genbo_store::{
    audit::{AuditRow, AuditValue},
    db::Db,
};
use sha2::{Digest, Sha256};

/// Bytes as lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
        let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0');
        s.push(digit(b >> 4));
        s.push(digit(b & 15));
        s
    })
}

/// The salted digest of changed values.
pub fn digest(salt: &str, values: &[AuditValue]) -> String {
    let mut sha = Sha256::new();
    part(&mut sha, salt);
    for v in values {
        part(&mut sha, &v.field);
        for side in [&v.before, &v.after] {
            match side {
                None => sha.update([0]),
                Some(s) => {
                    sha.update([1]);
                    part(&mut sha, s);
                }
            }
        }
    }
    hex(&sha.finalize())
}

/// The hash of a row, given the hash of the row before it.
pub fn hash(previous: &str, row: &AuditRow) -> String {
    let mut sha = Sha256::new();
    for text in [previous, &row.at, &row.actor, &row.action, &row.noun, &row.salt, &row.digest] {
        part(&mut sha, text);
    }
    sha.update(row.seq.to_be_bytes());
    sha.update(row.thing.map_or(0, |t| t.0).to_be_bytes());
    hex(&sha.finalize())
}

/// A text with its length before it, so that no two lists of texts hash alike.
fn part(sha: &mut Sha256, text: &str) {
    sha.update((text.len() as u64).to_be_bytes());
    sha.update(text.as_bytes());
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
