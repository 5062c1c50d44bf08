//! Forms with files that are too large to stand in memory: each file is taken while it comes.
//!
//! Invariant: a file that is too large is refused as soon as that is known; what its sender goes on sending is read away for a
//! while beside the answer, so that a browser sees the answer and no broken connection.

use crate::fault::Fault;
use axum::extract::{Multipart, multipart::Field};
use genbo_app::{
    attachment::attach::{Coming, NotTaken, Taken},
    cx::{Actor, Cx},
};
use std::time::Duration;

/// The most parts of a form, and the most bytes of a part that is no file.
const MOST: usize = 100;
const LONGEST: usize = 64 * 1024;
/// For how long the rest of what is refused is read away.
const READ_AWAY: Duration = Duration::from_secs(60);

/// What came.
#[derive(Debug, Default)]
pub(crate) struct Incoming {
    /// Names and values.
    pub(crate) pairs: Vec<(String, String)>,
    /// The files that were taken.
    pub(crate) files: Vec<Taken>,
    /// The names of those that were not, and why.
    pub(crate) refused: Vec<(String, NotTaken)>,
    /// Whether nothing was read behind a file that was too large.
    pub(crate) is_cut: bool,
}

impl Incoming {
    /// The value of a field, unless it is blank.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| n == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }
}

/// Reads a form to its end, or to a file that is too large.
pub(crate) async fn read(cx: &Cx, actor: &Actor, mut parts: Multipart) -> Result<Incoming, Fault> {
    let mut came = Incoming::default();
    let broken = |_| Fault::Invalid(Vec::new());
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let count = came.pairs.len() + came.files.len() + came.refused.len();
        if count >= MOST {
            return Err(Fault::Invalid(Vec::new()));
        }
        match part.file_name().map(str::to_owned) {
            // A field for a file that nobody has chosen.
            Some(name) if name.is_empty() => {}
            Some(name) => match file(cx, actor, part, &name).await? {
                Ok(taken) => came.files.push(taken),
                Err(why @ NotTaken::TooLarge(_)) => {
                    came.refused.push((name, why));
                    came.is_cut = true;
                    read_away(parts);
                    return Ok(came);
                }
                Err(why) => came.refused.push((name, why)),
            },
            None => {
                let name = part.name().unwrap_or_default().to_owned();
                let bytes = part.bytes().await.map_err(broken)?;
                if bytes.len() > LONGEST {
                    return Err(Fault::TooLarge);
                }
                came.pairs.push((name, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    Ok(came)
}

async fn file(
    cx: &Cx,
    actor: &Actor,
    mut part: Field<'_>,
    name: &str,
) -> Result<Result<Taken, NotTaken>, Fault> {
    let mut coming = Coming::begin(cx, actor).await?;
    while let Some(bytes) = part.chunk().await.map_err(|_| Fault::Invalid(Vec::new()))? {
        if !coming.write(&bytes).await? {
            break;
        }
    }
    match coming.end(name).await {
        Err(NotTaken::Failed(e)) => Err(e.into()),
        other => Ok(other),
    }
}

/// Reads what still comes, and forgets it.
fn read_away(mut parts: Multipart) {
    tokio::spawn(tokio::time::timeout(READ_AWAY, async move {
        while let Ok(Some(_)) = parts.next_field().await {}
    }));
}
