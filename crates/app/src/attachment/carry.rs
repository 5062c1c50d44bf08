//! Carrying files from one place to another: beside a backup, beside a cooperation file, and back.
//!
//! Invariant: what is carried is what its digest says; bytes that are something else are refused, never carried on.

use crate::{audit::hex, cx::Cx, error::ActionError};
use genbo_store::{
    attachment,
    files::{Files, Shelf},
};
use sha2::{Digest, Sha256};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What was carried.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// How many files.
    pub files: usize,
    /// The digests of those that are not there.
    pub missing: Vec<String>,
}

/// Why files were not carried.
#[derive(Debug)]
pub enum NotCarried {
    /// A file has other bytes than its name says.
    Other(PathBuf),
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// The database or the place of files failed.
    Action(ActionError),
}

impl<E: Into<ActionError>> From<E> for NotCarried {
    fn from(e: E) -> Self {
        NotCarried::Action(e.into())
    }
}

/// Every digest that the database refers to.
pub async fn digests(cx: &Cx) -> Result<Vec<String>, ActionError> {
    let mut tx = cx.db.read().await?;
    let digests = attachment::all(&mut tx).await?;
    tx.close().await?;
    Ok(digests)
}

/// Writes files of those digests into a directory, each under its digest; what is there already stays.
pub async fn out(files: &Files, digests: &[String], dir: &Path) -> Result<Carried, NotCarried> {
    let mut carried = Carried::default();
    for digest in digests {
        let path = dir.join(digest);
        if path.exists() {
            carried.files += 1;
            continue;
        }
        let Some(bytes) = files.read(Shelf::Kept, digest).await? else {
            carried.missing.push(digest.clone());
            continue;
        };
        if hex(&Sha256::digest(&bytes)) != *digest {
            return Err(NotCarried::Other(path));
        }
        let part = dir.join(format!("{digest}.part"));
        let told = |e| NotCarried::File(path.clone(), e);
        fs::create_dir_all(dir).map_err(told)?;
        fs::write(&part, bytes).map_err(told)?;
        fs::File::open(&part).and_then(|f| f.sync_all()).map_err(told)?;
        fs::rename(&part, &path).map_err(told)?;
        carried.files += 1;
    }
    Ok(carried)
}

/// Takes the files of a directory that are named by their digests; other names are passed over.
pub async fn back(files: &Files, dir: &Path) -> Result<usize, NotCarried> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(e) => return Err(NotCarried::File(dir.to_owned(), e)),
    };
    let mut taken = 0;
    for path in entries.filter_map(|e| Some(e.ok()?.path())) {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        if name.len() != 64 || !name.bytes().all(|b| b.is_ascii_hexdigit()) {
            continue;
        }
        let bytes = fs::read(&path).map_err(|e| NotCarried::File(path.clone(), e))?;
        if hex(&Sha256::digest(&bytes)) != name {
            return Err(NotCarried::Other(path));
        }
        files.put(Shelf::Kept, &name, bytes).await?;
        taken += 1;
    }
    Ok(taken)
}
