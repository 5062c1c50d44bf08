//! The arithmetic of the audit trail: how the values of a row are digested, and how a row is chained to the one before it.
//!
//! Invariant: whoever has a row and the hash before it can tell whether it is the row that was written, without a database.

use sha2::{Digest, Sha256};

/// A field that was changed: its name, before, after.
pub type Changed<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

/// What a row of the trail says, beside the digest of its values.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Its number in the chain.
    pub seq: i64,
    /// The moment.
    pub at: &'a str,
    /// The account.
    pub actor: &'a str,
    /// What was done.
    pub action: &'a str,
    /// The noun of the thing.
    pub noun: &'a str,
    /// The thing's id; 0 for what is no thing.
    pub thing: i64,
    /// The salt of the digest.
    pub salt: &'a str,
    /// The digest of its values.
    pub digest: &'a str,
}

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
pub fn digest<'a>(salt: &str, values: impl IntoIterator<Item = Changed<'a>>) -> String {
    let mut sha = Sha256::new();
    part(&mut sha, salt);
    for (field, before, after) in values {
        part(&mut sha, field);
        for side in [before, after] {
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
pub fn hash(previous: &str, row: &Row<'_>) -> String {
    let mut sha = Sha256::new();
    for text in [previous, row.at, row.actor, row.action, row.noun, row.salt, row.digest] {
        part(&mut sha, text);
    }
    sha.update(row.seq.to_be_bytes());
    sha.update(row.thing.to_be_bytes());
    hex(&sha.finalize())
}

/// A text with its length before it, so that no two lists of texts hash alike.
fn part(sha: &mut Sha256, text: &str) {
    sha.update((text.len() as u64).to_be_bytes());
    sha.update(text.as_bytes());
}
