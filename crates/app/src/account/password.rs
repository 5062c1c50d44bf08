//! Passwords: which are refused, and how they are kept.
//!
//! Invariants: a password is kept as an argon2id hash with a salt of its own, and stands in no log, trail or message. Whether
//! a name is known cannot be told from how long an answer takes.

use super::refusal::Weak;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// The fewest characters.
pub const SHORTEST: usize = 12;
/// The most bytes; more is no password but an attempt to keep the program busy.
pub const LONGEST: usize = 512;

/// A name of so many letters may stand nowhere in a password; a shorter one, as `anna` in `annat`, not as a word.
const LONG_NAME: usize = 6;

/// Each hash takes 19 MiB and a core for a while: so many at once, the others wait.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What stands in for the hash of an account that is not there.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hash_now("nobody has this password", &[0; 16]));

/// What people begin with when they must choose. Digits and signs around it make it no better.
const COMMON: &[&str] = &[
    "abcdefghijkl",
    "admin",
    "administrator",
    "asdfghjkl",
    "asdfghjklöä",
    "changeme",
    "fotboll",
    "förbund",
    "genbo",
    "hejhej",
    "hejsan",
    "hemligt",
    "hösten",
    "iloveyou",
    "kommun",
    "kommunen",
    "letmein",
    "login",
    "lösenord",
    "losenord",
    "monkey",
    "mittlösenord",
    "passw0rd",
    "password",
    "passwort",
    "princess",
    "qazwsxedc",
    "qwerty",
    "qwertyuiop",
    "samverkan",
    "secret",
    "sekretariat",
    "sommar",
    "sommaren",
    "stockholm",
    "sverige",
    "trustno",
    "valkommen",
    "vinter",
    "vintern",
    "våren",
    "välkommen",
    "welcome",
    "zxcvbnm",
];

/// Why a password would be too easy to guess, if it would. `names` are what its owner is called: account, name, address.
pub fn weakness(password: &str, names: &[&str]) -> Option<Weak> {
    if password.len() > LONGEST {
        return Some(Weak::Long);
    }
    if password.nfc().count() < SHORTEST {
        return Some(Weak::Short);
    }
    let low = normal(password).to_lowercase();
    let squeezed: String = low.chars().filter(|c| c.is_alphanumeric()).collect();
    let words: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).collect();
    for name in names {
        let name = name.split('@').next().unwrap_or_default().to_lowercase();
        let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        let long = name.chars().count() >= LONG_NAME;
        if (long && squeezed.contains(&name)) || words.contains(&name.as_str()) && !name.is_empty() {
            return Some(Weak::Name);
        }
    }
    let word = low.trim_matches(|c: char| !c.is_alphabetic());
    let repeats = |unit: &str| {
        !unit.is_empty() && low.len().is_multiple_of(unit.len()) && low == unit.repeat(low.len() / unit.len())
    };
    let repeated = (1..=low.len() / 2).filter(|n| low.is_char_boundary(*n)).any(|n| repeats(&low[..n]));
    let mut letters: Vec<char> = low.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    (COMMON.contains(&word) || repeated || letters.len() < 5 || runs(&low)).then_some(Weak::Common)
}

/// Whether it is one row of the alphabet or of digits, forwards or backwards.
fn runs(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let all = |step: i64| {
        codes.windows(2).all(|w| {
            w[1] - w[0] == step
                || (w[0], w[1]) == (i64::from(b'9'), i64::from(b'0'))
                || (w[0], w[1]) == (i64::from(b'0'), i64::from(b'9'))
        })
    };
    all(1) || all(-1)
}

/// The same letters, however a keyboard composes them.
fn normal(password: &str) -> String {
    password.nfc().collect()
}

/// The hash of a password as it is kept, with this salt.
pub async fn hash(password: &str, salt: [u8; 16]) -> String {
    let password = normal(password);
    let permit = AT_ONCE.acquire().await;
    let hashed = tokio::task::spawn_blocking(move || hash_now(&password, &salt)).await;
    drop(permit);
    hashed.expect("hashing does not panic")
}

/// Whether somebody typed the password of that hash; never, if there is no hash, and that takes as long.
pub async fn fits(typed: &str, hash: Option<String>) -> bool {
    let typed = normal(if typed.len() > LONGEST { "" } else { typed });
    let permit = AT_ONCE.acquire().await;
    let fits = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODYS.clone());
        let fits = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok());
        fits && known
    });
    let fits = fits.await;
    drop(permit);
    fits.unwrap_or(false)
}

fn hash_now(password: &str, salt: &[u8; 16]) -> String {
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt);
    hash.expect("salt and password have lengths that argon2 takes").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_named_or_tried_first_is_refused() {
        let names = ["anna-berg", "Anna Berg", "ab@svalov.example"];
        for (password, weak) in [
            ("elva tecken", Weak::Short),
            ("", Weak::Short),
            ("min anna berg 17", Weak::Name),
            ("Anna-Berg-2022!", Weak::Name),
            ("Sommaren2022!", Weak::Common),
            ("!!lösenord12345", Weak::Common),
            ("password1234", Weak::Common),
            ("123456789012", Weak::Common),
            ("210987654321", Weak::Common),
            ("abcdefghijklm", Weak::Common),
            ("korgkorgkorg", Weak::Common),
            ("aaaaaaaabbbb", Weak::Common),
        ] {
            assert_eq!(weakness(password, &names), Some(weak), "{password}");
        }
        assert_eq!(weakness(&"x1y2z".repeat(200), &names), Some(Weak::Long));
    }

    #[test]
    fn twelve_characters_that_are_nobodys_name_are_enough() {
        let twelve = "tolv tecken!";
        assert_eq!(twelve.chars().count(), SHORTEST);
        assert_eq!(weakness(twelve, &["anna", "ab@x.example"]), None);
        assert_eq!(weakness("ett annat lösenord", &["anna"]), None);
        assert_eq!(weakness("till anna i dag", &["anna"]), Some(Weak::Name));
        assert_eq!(weakness("åtta äpplen i en korg", &[]), None);
        assert_eq!(weakness("åååååååååååå", &[]), Some(Weak::Common));
    }

    #[tokio::test]
    async fn a_password_fits_its_own_hash_however_its_letters_are_composed_and_no_other() {
        let kept = hash("hallå på landet", [1; 16]).await;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && !kept.contains("landet"), "{kept}");
        assert!(fits("hallå på landet", Some(kept.clone())).await);
        assert!(fits("halla\u{30a} pa\u{30a} landet", Some(kept.clone())).await);
        assert!(!fits("Hallå på landet", Some(kept.clone())).await);
        assert!(!fits("", Some(kept.clone())).await);
        assert!(!fits("hallå på landet", None).await);
        assert!(!fits("nobody has this password", None).await);
        assert!(!fits("x", Some("no hash".to_owned())).await);
        assert_ne!(hash("hallå på landet", [2; 16]).await, kept);
    }
}
