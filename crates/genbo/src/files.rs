//! Attached files in this installation: how large one may be, and the worker that sweeps what nothing refers to.
//!
//! Invariants: sweeping begins only when the program is ready, and each round is bounded; what it cannot do is told in the log
//! and tried again.

use crate::command::Stop;
use genbo_app::{
    attachment::sweep::sweep,
    cx::{Cx, LARGEST_FILE},
};
use serde::Deserialize;
use std::{path::Path, time::Duration};
use tokio::task::JoinHandle;

/// How long it waits before the first time, and how often it looks.
const FIRST: Duration = Duration::from_secs(120);
const EVERY: Duration = Duration::from_secs(6 * 3600);
/// No installation takes larger files, in MB: they stand in memory when they are put together.
const MOST_MB: u64 = 500;

#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    files: Option<Section>,
}

/// What is written of files.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    largest_mb: Option<u64>,
}

/// The most bytes of a file, by the data directory's `genbo.toml` and `GENBO_FILES_LARGEST_MB`, which goes before it.
pub(crate) fn largest(dir: &Path) -> Result<u64, Stop> {
    let file = dir.join("genbo.toml");
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let env = std::env::var("GENBO_FILES_LARGEST_MB").ok().filter(|v| !v.is_empty());
    largest_of(&text, env.as_deref())
        .map_err(|what| Stop::input(format!("files in {}: {what}", file.display())))
}

fn largest_of(text: &str, env: Option<&str>) -> Result<u64, String> {
    let mb = match env {
        Some(mb) => Some(mb.parse().map_err(|_| format!("largest_mb = {mb:?} is no number of MB"))?),
        None => {
            toml::from_str::<File>(text).map_err(|e| e.message().to_owned())?.files.and_then(|f| f.largest_mb)
        }
    };
    match mb {
        None => Ok(LARGEST_FILE),
        Some(mb @ 1..=MOST_MB) => Ok(mb * 1_000_000),
        Some(mb) => Err(format!("largest_mb = {mb}: it is between 1 and {MOST_MB}")),
    }
}

/// Sets the sweeper to work.
pub(crate) fn sweeper(cx: Cx) -> JoinHandle<()> {
    tokio::spawn(async move {
        tokio::time::sleep(FIRST).await;
        loop {
            match sweep(&cx).await {
                Ok(swept) if swept != genbo_app::attachment::sweep::Swept::default() => {
                    tracing::info!(swept.orphans, swept.made, swept.unfinished, "files were swept");
                }
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "files could not be swept"),
            }
            tokio::time::sleep(EVERY).await;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_that_is_none_is_refused_and_the_environment_goes_before_the_file() {
        for text in ["[files]\nlargest_mb = 0", "[files]\nlargest_mb = 501", "[files]\nlargest = 1"] {
            assert!(largest_of(text, None).is_err(), "{text}");
        }
        assert!(largest_of("", Some("many")).is_err());
        assert_eq!(largest_of("", None), Ok(50_000_000));
        assert_eq!(largest_of("[files]\nlargest_mb = 500", None), Ok(500_000_000));
        assert_eq!(largest_of("[files]\nlargest_mb = 500", Some("1")), Ok(1_000_000));
    }
}
