//! Secrets that are handed out once and kept only as a digest: links that answer a call, calendars of one's own.

use crate::{audit::hex, cx::Outside};
use sha2::{Digest, Sha256};

/// A secret: what is handed out, and what is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// What is handed out: 32 hexadecimal digits that nobody can guess.
    pub plain: String,
    /// What is kept.
    pub hash: String,
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secret").finish_non_exhaustive()
    }
}

impl Secret {
    /// A new one.
    pub fn new(outside: &Outside) -> Secret {
        let plain = hex(&(outside.salt)());
        Secret { hash: hash(&plain), plain }
    }

    /// A new one of twice the length, for what opens an account.
    pub fn long(outside: &Outside) -> Secret {
        let plain = hex(&(outside.salt)()) + &hex(&(outside.salt)());
        Secret { hash: hash(&plain), plain }
    }
}

/// The digest of a secret, whoever shows it.
pub fn hash(plain: &str) -> String {
    hex(&Sha256::digest(plain.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_by_its_digest_and_never_printed() {
        let outside = Outside { now: || jiff::Timestamp::UNIX_EPOCH, salt: || [171; 16] };
        let secret = Secret::new(&outside);
        assert_eq!(secret.plain, "ab".repeat(16));
        assert_eq!(secret.hash, hash(&secret.plain));
        assert!(!format!("{secret:?}").contains("abab"));
    }
}
