//! Search over everything: by word with Swedish stems and compounds, by § and by number.
//!
//! Invariant: the index holds what the present analyser makes of the present data. It changes in the transaction that
//! changes the data, and is made anew when the analyser is another one than that which made it.

pub mod analyse;
mod find;
pub(crate) mod index;
pub mod query;
mod show;
mod words;

pub use find::{Ask, Facet, Found, Hit, MOST, Piece, search};

use crate::{cx::Cx, error::ActionError};
use genbo_domain::{NOUNS, value::ThingId};
use genbo_store::{installation, search, sql::WriteTx};

/// Raised when the analyser or the choice of what is indexed changes in a way that the words and lists do not show.
const ANALYSER: u32 = 2;
/// The stemmer, which makes other stems in other versions.
const STEMMER: &str = "frostem 2.20261016.1";
/// Under which name the installation keeps the version.
const KEY: &str = "search_version";
/// Things that are read at once when the index is made anew.
const PAGE: i64 = 2000;

/// The version of an index that this program makes.
pub fn version() -> String {
    let nouns: Vec<String> = NOUNS
        .iter()
        .map(|n| format!("{}{:?}", n.name, n.fields.iter().map(|f| f.name).collect::<Vec<_>>()))
        .collect();
    let text = format!("{}{}{nouns:?}", words::SWEDISH, index::recipe());
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{ANALYSER} {STEMMER} {hash:016x}")
}

/// Makes the index anew if another analyser made it, and tells whether it did.
pub async fn ensure(cx: &Cx) -> Result<bool, ActionError> {
    let mut tx = cx.db.read().await?;
    let found = installation::get(&mut tx, KEY).await?;
    tx.close().await?;
    if found.as_deref() == Some(version().as_str()) {
        return Ok(false);
    }
    reindex(cx).await?;
    Ok(true)
}

/// Says that the index is not what this data would give, so that it is made anew when the database is next opened.
pub(crate) async fn forget(tx: &mut WriteTx) -> Result<(), ActionError> {
    Ok(installation::set(tx, KEY, "none").await?)
}

/// Makes the index anew from everything there is, and tells how many things that are.
pub async fn reindex(cx: &Cx) -> Result<usize, ActionError> {
    let mut tx = cx.db.write().await?;
    search::clear(&mut tx).await?;
    let mut count = 0;
    for noun in NOUNS {
        let mut after = ThingId(0);
        loop {
            let ids = search::ids_after(&mut tx, noun.name, after, PAGE).await?;
            let Some(last) = ids.last() else { break };
            after = *last;
            count += ids.len();
            index::of_noun(&mut tx, noun, &ids).await?;
        }
    }
    installation::set(&mut tx, KEY, &version()).await?;
    tx.commit().await?;
    tracing::info!(things = count, "the search index was made anew");
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_names_the_stemmer_that_is_built_in() {
        let lock = include_str!("../../../../Cargo.lock");
        let (name, version) = STEMMER.split_once(' ').expect("name and version");
        assert!(lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"")));
        assert_eq!(super::version(), super::version());
    }
}
