//! Files beside the database: bytes that are kept under their SHA-256, and bytes that were made and can be made again.
//!
//! Invariants: bytes are on the disk, whole, before anything refers to them; what has a digest as its name has exactly these
//! bytes; nothing here opens a transaction of the database.

use crate::error::{Result, StoreError};
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use jiff::Timestamp;
use object_store::{
    MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path as Key,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Where files are kept; nowhere, if nobody has said.
#[derive(Debug, Clone, Default)]
pub struct Files {
    dir: Option<Arc<Path>>,
}

/// What a file is kept for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// Somebody has handed it in: rows refer to it by its digest.
    Kept,
    /// It was made from what is kept, and can be made again; its name is the digest of what it was made from.
    Made,
}

impl Shelf {
    const fn dir(self) -> &'static str {
        match self {
            Shelf::Kept => "kept",
            Shelf::Made => "made",
        }
    }
}

/// The bytes of a file as they come.
pub type Bytes = BoxStream<'static, std::result::Result<bytes::Bytes, object_store::Error>>;

/// A file that is being written: it has no name yet.
#[derive(Debug)]
pub struct Incoming {
    store: LocalFileSystem,
    place: Key,
    upload: Box<dyn MultipartUpload>,
    part: Vec<u8>,
}

/// Parts are written when they are so long, so that a file never stands in memory as a whole.
const PART: usize = 4 << 20;

impl Files {
    /// Files below a directory, which is made with the first of them.
    pub fn in_dir(dir: &Path) -> Files {
        Files { dir: Some(dir.into()) }
    }

    /// Whether files can be kept here.
    pub fn are_somewhere(&self) -> bool {
        self.dir.is_some()
    }

    /// The directory, to be told.
    pub fn dir(&self) -> Option<&Path> {
        self.dir.as_deref()
    }

    fn store(&self) -> Result<LocalFileSystem> {
        let dir = self.dir.as_deref().ok_or_else(|| StoreError::NoRoom("no place for files".into()))?;
        std::fs::create_dir_all(dir).map_err(|e| StoreError::NoRoom(format!("{}: {e}", dir.display())))?;
        Ok(LocalFileSystem::new_with_prefix(dir).map_err(failed)?.with_fsync(true))
    }

    /// Begins a file; `name` is one that nobody can guess.
    pub async fn begin(&self, name: [u8; 16]) -> Result<Incoming> {
        let store = self.store()?;
        let name: String = name.iter().map(|b| format!("{b:02x}")).collect();
        let place = Key::from(format!("incoming/{name}"));
        let upload = store.put_multipart(&place).await.map_err(failed)?;
        Ok(Incoming { store, place, upload, part: Vec::new() })
    }

    /// Whether there is a file of that digest.
    pub async fn has(&self, shelf: Shelf, digest: &str) -> Result<bool> {
        Ok(self.size(shelf, digest).await?.is_some())
    }

    /// How many bytes a file has, if it is there.
    pub async fn size(&self, shelf: Shelf, digest: &str) -> Result<Option<u64>> {
        let (Some(key), Some(_)) = (key(shelf, digest), &self.dir) else { return Ok(None) };
        match self.store()?.head(&key).await {
            Ok(meta) => Ok(Some(meta.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(e) => Err(failed(e)),
        }
    }

    /// The bytes of a file as they come; nothing if it is not there.
    pub async fn open(&self, shelf: Shelf, digest: &str) -> Result<Option<(u64, Bytes)>> {
        let (Some(key), Some(_)) = (key(shelf, digest), &self.dir) else { return Ok(None) };
        match self.store()?.get(&key).await {
            Ok(found) => Ok(Some((found.meta.size, found.into_stream()))),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(e) => Err(failed(e)),
        }
    }

    /// The whole of a file; nothing if it is not there.
    pub async fn read(&self, shelf: Shelf, digest: &str) -> Result<Option<Vec<u8>>> {
        let Some((size, mut bytes)) = self.open(shelf, digest).await? else { return Ok(None) };
        let mut whole = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        while let Some(part) = bytes.next().await {
            whole.extend_from_slice(&part.map_err(failed)?);
        }
        Ok(Some(whole))
    }

    /// Keeps what was made under its name.
    pub async fn put(&self, shelf: Shelf, digest: &str, bytes: Vec<u8>) -> Result<()> {
        let key =
            key(shelf, digest).ok_or_else(|| StoreError::Corrupt(format!("{digest:?} is no digest")))?;
        self.store()?.put(&key, PutPayload::from(bytes)).await.map(|_| ()).map_err(failed)
    }

    /// Some files that were put there before a moment: their digests, at most so many.
    pub async fn older_than(&self, shelf: Shelf, before: Timestamp, most: usize) -> Result<Vec<String>> {
        if !self.dir.as_deref().is_some_and(Path::exists) {
            return Ok(Vec::new());
        }
        let store = self.store()?;
        let mut listed = store.list(Some(&Key::from(shelf.dir())));
        let mut found = Vec::new();
        while let Some(meta) = listed.try_next().await.map_err(failed)? {
            let is_old = meta.last_modified.timestamp() < before.as_second();
            if let (true, Some(name)) = (is_old, meta.location.filename()) {
                found.push(name.to_owned());
            }
            if found.len() >= most {
                break;
            }
        }
        Ok(found)
    }

    /// Throws a file away, unless it was put there anew since a moment.
    pub async fn forget(&self, shelf: Shelf, digest: &str, before: Timestamp) -> Result<bool> {
        let Some(key) = key(shelf, digest) else { return Ok(false) };
        let store = self.store()?;
        match store.head(&key).await {
            Ok(meta) if meta.last_modified.timestamp() < before.as_second() => {
                store.delete(&key).await.map_err(failed).map(|()| true)
            }
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(e) => Err(failed(e)),
        }
    }

    /// Throws away what was begun before a moment and never finished.
    pub fn forget_unfinished(&self, before: Timestamp) -> usize {
        let Some(dir) = self.dir.as_deref().map(|d| d.join("incoming")) else { return 0 };
        let old = |path: &PathBuf| {
            let changed = std::fs::metadata(path).and_then(|m| m.modified()).ok();
            changed.and_then(|t| Timestamp::try_from(t).ok()).is_some_and(|t| t < before)
        };
        let entries = std::fs::read_dir(dir).into_iter().flatten().filter_map(|e| Some(e.ok()?.path()));
        entries.filter(old).filter(|path| std::fs::remove_file(path).is_ok()).count()
    }
}

impl Incoming {
    /// More bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.part.extend_from_slice(bytes);
        if self.part.len() >= PART { self.flush().await } else { Ok(()) }
    }

    async fn flush(&mut self) -> Result<()> {
        let part = std::mem::take(&mut self.part);
        self.upload.put_part(PutPayload::from(part)).await.map_err(failed)
    }

    /// Gives the whole file its name. A file of the same name has the same bytes, and counts as put there anew.
    pub async fn keep(mut self, digest: &str) -> Result<()> {
        let key = key(Shelf::Kept, digest)
            .ok_or_else(|| StoreError::Corrupt(format!("{digest:?} is no digest")))?;
        if !self.part.is_empty() {
            self.flush().await?;
        }
        self.upload.complete().await.map_err(failed)?;
        self.store.rename(&self.place, &key).await.map_err(failed)
    }

    /// Throws away what came so far.
    pub async fn give_up(mut self) {
        let _ = self.upload.abort().await;
    }
}

/// The place of a file; nothing for what is no digest, so that no name leads elsewhere.
fn key(shelf: Shelf, digest: &str) -> Option<Key> {
    let is_digest =
        digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    is_digest.then(|| Key::from(format!("{}/{}/{digest}", shelf.dir(), &digest[..2])))
}

fn failed(e: object_store::Error) -> StoreError {
    StoreError::NoRoom(format!("a file could not be kept or read: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[tokio::test]
    async fn a_name_that_is_no_digest_leads_nowhere_and_nowhere_keeps_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let files = Files::in_dir(dir.path());
        for name in ["", "../secret", &DIGEST[1..], &DIGEST.to_uppercase(), &format!("{DIGEST}/x")] {
            assert!(files.open(Shelf::Kept, name).await.unwrap().is_none(), "{name}");
            assert!(files.put(Shelf::Made, name, vec![1]).await.is_err(), "{name}");
        }
        assert!(Files::default().begin([1; 16]).await.is_err());
        assert!(Files::default().read(Shelf::Kept, DIGEST).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_file_has_its_name_only_when_it_is_whole_and_is_read_back_as_it_came() {
        let dir = tempfile::tempdir().unwrap();
        let files = Files::in_dir(&dir.path().join("files"));
        let bytes: Vec<u8> = (0..PART + PART / 2).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let mut incoming = files.begin([1; 16]).await.unwrap();
        for part in bytes.chunks(70_000) {
            incoming.write(part).await.unwrap();
        }
        assert!(!files.has(Shelf::Kept, DIGEST).await.unwrap());
        incoming.keep(DIGEST).await.unwrap();
        assert_eq!(files.read(Shelf::Kept, DIGEST).await.unwrap().as_deref(), Some(&bytes[..]));
        assert_eq!(files.size(Shelf::Made, DIGEST).await.unwrap(), None);
        let mut gone = files.begin([2; 16]).await.unwrap();
        gone.write(&bytes).await.unwrap();
        gone.give_up().await;
        assert_eq!(std::fs::read_dir(dir.path().join("files/incoming")).unwrap().count(), 0);
    }

    #[tokio::test]
    async fn only_what_is_old_is_listed_and_thrown_away() {
        let dir = tempfile::tempdir().unwrap();
        let files = Files::in_dir(dir.path());
        files.put(Shelf::Made, DIGEST, vec![1]).await.unwrap();
        assert!(files.older_than(Shelf::Made, at(0), 9).await.unwrap().is_empty());
        assert!(!files.forget(Shelf::Made, DIGEST, at(0)).await.unwrap());
        let far = at(32_000_000_000);
        assert_eq!(files.older_than(Shelf::Made, far, 9).await.unwrap(), [DIGEST]);
        assert!(files.older_than(Shelf::Kept, far, 9).await.unwrap().is_empty());
        assert!(files.forget(Shelf::Made, DIGEST, far).await.unwrap());
        assert!(!files.has(Shelf::Made, DIGEST).await.unwrap());
        std::fs::create_dir_all(dir.path().join("incoming")).unwrap();
        std::fs::write(dir.path().join("incoming/half#1"), b"x").unwrap();
        assert_eq!((files.forget_unfinished(at(0)), files.forget_unfinished(far)), (0, 1));
    }
}
