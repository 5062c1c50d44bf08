//! The weekly letters about rules: for each account that waits for one it is looked what turned red, and the letter is put
//! into the outbox.
//!
//! Invariant: one account's failure hinders no other's letter; the outbox sends them, and each is written once however many
//! workers there are.

use genbo_app::{cx::Cx, digest, error::ActionError};

/// Writes the letters that are due, and tells how many they were.
pub(super) async fn write(cx: &Cx, base_url: &str, demo: bool) -> Result<usize, ActionError> {
    let mut written = 0;
    for account in digest::waiting(cx).await? {
        match one(cx, &account, base_url, demo).await {
            Ok(true) => written += 1,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "a weekly letter could not be written"),
        }
    }
    Ok(written)
}

async fn one(cx: &Cx, account: &str, base_url: &str, demo: bool) -> Result<bool, ActionError> {
    let Some(found) = digest::look(cx, account).await? else { return Ok(false) };
    let letter = genbo_web::digest::letter(&found, base_url, demo);
    let told = letter.is_some();
    Ok(digest::settle(cx, &found, letter).await? && told)
}
