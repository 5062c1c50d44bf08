//! Backup and restore: the whole database as one SQLite file, whichever database it comes from or goes to, and beside it a
//! directory with the files to which it refers.
//!
//! Invariants: a backup is as of one moment, and other work goes on meanwhile; a file appears under its name only when it is
//! whole; nothing that is there is overwritten; what is restored is verified before it is believed.

use crate::{
    attachment::carry::{self, Carried, NotCarried},
    audit,
    cx::{Cx, Outside},
    error::ActionError,
    search, verify,
};
use genbo_store::{
    copy::copy,
    db::Db,
    error::StoreError,
    files::Files,
    inspect,
    migrate::{self, MIGRATIONS, Schema},
    sql::{Dialect, Tx},
    tally::everything,
};
use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// Why there is no backup, or nothing was restored.
#[derive(Debug)]
pub enum BackupError {
    /// A file of that name is there.
    Exists(PathBuf),
    /// The database to restore into is not empty.
    NotEmpty,
    /// What was to be restored is not sound; each line tells one fault.
    Unsound(Vec<String>),
    /// The database is empty or its schema is not one of this program's.
    Action(ActionError),
    /// A file could not be read or written.
    File(PathBuf, io::Error),
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BackupError::Exists(file) => write!(f, "{} exists; choose another name", file.display()),
            BackupError::NotEmpty => {
                f.write_str("there is something in that database; restore into a new one")
            }
            BackupError::Unsound(faults) => {
                write!(f, "the backup is not sound, and nothing was restored:\n{}", faults.join("\n"))
            }
            BackupError::Action(e) => e.fmt(f),
            BackupError::File(file, e) => write!(f, "{}: {e}", file.display()),
        }
    }
}
impl std::error::Error for BackupError {}

impl<E: Into<ActionError>> From<E> for BackupError {
    fn from(e: E) -> Self {
        BackupError::Action(e.into())
    }
}

impl From<NotCarried> for BackupError {
    fn from(e: NotCarried) -> Self {
        match e {
            NotCarried::Other(path) => {
                BackupError::Unsound(vec![format!("{} has other bytes than its name says", path.display())])
            }
            NotCarried::File(path, e) => BackupError::File(path, e),
            NotCarried::Action(e) => BackupError::Action(e),
        }
    }
}

/// The directory beside a backup in which its files stand.
fn files_of(backup: &Path) -> PathBuf {
    beside(backup, ".files")
}

/// Writes the whole database to a file that does not exist yet, a database of the same schema, and the files to which it
/// refers beside it. Tells which of these are not here.
pub async fn backup(cx: &Cx, file: &Path) -> Result<Carried, BackupError> {
    let part = copied(cx, file).await?;
    // What the copy refers to, not what the database refers to by now.
    let copy = Cx::new(Db::open_file(&part.0).await?, cx.outside);
    let digests = match migrate::schema(&copy.db).await? {
        Schema::Current => carry::digests(&copy).await,
        Schema::Empty | Schema::Old(_) => Ok(Vec::new()),
    };
    copy.db.close().await;
    let carried = carry::out(&cx.files, &digests?, &files_of(file)).await?;
    part.becomes(file)?;
    Ok(carried)
}

async fn copied(cx: &Cx, file: &Path) -> Result<Part, BackupError> {
    if file.exists() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let schema = migrate::schema(&cx.db).await?;
    let migrations = match schema {
        Schema::Empty => return Err(ActionError::Store(StoreError::Missing("that address".into())).into()),
        Schema::Old(n) => usize::try_from(n).unwrap_or(0),
        Schema::Current => MIGRATIONS.len(),
    };
    let part = Part::beside(file)?;
    match cx.db.dialect() {
        Dialect::Sqlite => cx.db.copy_file(&part.0).await?,
        Dialect::Postgres => copy_rows(cx, &part.0, migrations).await?,
    }
    Ok(part)
}

/// Writes the whole database beside it before its schema is changed, and tells where; nothing if there is nothing in it.
pub async fn before_migration(cx: &Cx, dir: &Path) -> Result<Option<PathBuf>, BackupError> {
    let mut tx = cx.db.read().await?;
    let empty = things(&mut tx).await? == 0;
    tx.close().await?;
    if empty {
        return Ok(None);
    }
    let day = (cx.outside.now)().strftime("%Y-%m-%d").to_string();
    let names = (1..).map(|n| match n {
        1 => format!("backup-{day}-before-migration.db"),
        n => format!("backup-{day}-before-migration-{n}.db"),
    });
    let Some(file) = names.map(|name| dir.join(name)).find(|file| !file.exists()) else { return Ok(None) };
    // The files stay where they are: a migration does not touch them.
    copied(cx, &file).await?.becomes(&file)?;
    Ok(Some(file))
}

/// Copies the rows to a new file with so many migrations.
async fn copy_rows(cx: &Cx, file: &Path, migrations: usize) -> Result<(), BackupError> {
    let db = Db::open(&format!("sqlite:{}", file.display()), true).await?;
    let known = MIGRATIONS.get(..migrations).unwrap_or(MIGRATIONS);
    migrate::apply_all(&db, known, &(cx.outside.now)().to_string()).await?;
    let (mut from, mut to) = (cx.db.read().await?, db.write().await?);
    copy(&mut from, &mut to).await?;
    search::forget(&mut to).await?;
    to.commit().await?;
    from.close().await?;
    db.close().await;
    Ok(())
}

/// Brings a backup into the database at an address, a missing or empty one, and its files to where files are kept. Tells how
/// many things there are.
pub async fn restore(file: &Path, url: &str, files: &Files, outside: Outside) -> Result<usize, BackupError> {
    if fs::metadata(beside(file, "-wal")).is_ok_and(|m| m.len() > 0) {
        let what =
            format!("{} is a database in use, not a backup; make one with `genbo backup`", file.display());
        return Err(BackupError::Unsound(vec![what]));
    }
    let source = Db::open_file(file).await?;
    let faults = match migrate::schema(&source).await? {
        Schema::Empty => vec![format!("{} is no database of Genbo", file.display())],
        Schema::Old(_) => Vec::new(),
        Schema::Current => unsound(&source).await?,
    };
    if !faults.is_empty() {
        return Err(BackupError::Unsound(faults));
    }
    // Files come first, so that no row ever refers to nothing; those that nothing refers to are swept.
    if files.are_somewhere() {
        carry::back(files, &files_of(file)).await?;
    }
    let things = match url.strip_prefix("sqlite:") {
        Some(path) => to_file(&source, Path::new(path.trim_start_matches("//")), outside).await,
        None => to_server(&source, file, url, outside).await,
    };
    source.close().await;
    things
}

/// What is wrong with a database, its audit trail included.
async fn unsound(db: &Db) -> Result<Vec<String>, BackupError> {
    let mut tx = db.read().await?;
    let mut faults = verify::verify(&mut tx).await?.faults;
    tx.close().await?;
    faults.extend(audit::verify(db).await?.faults.iter().map(|f| format!("audit trail: {f:?}")));
    Ok(faults)
}

async fn to_file(source: &Db, path: &Path, outside: Outside) -> Result<usize, BackupError> {
    if path.exists() {
        let there = Db::open(&format!("sqlite:{}", path.display()), false).await?;
        let empty = is_empty(&there).await;
        there.close().await;
        if !empty? {
            return Err(BackupError::NotEmpty);
        }
    }
    let part = Part::beside(path)?;
    let things = prepared(source, &part.0, outside).await?;
    for side in ["-wal", "-shm"] {
        let _ = fs::remove_file(beside(path, side));
    }
    part.becomes(path)?;
    Ok(things)
}

/// Copies a backup's file, brings it to this program's schema and looks whether all is well.
async fn prepared(source: &Db, path: &Path, outside: Outside) -> Result<usize, BackupError> {
    source.copy_file(path).await?;
    let db = Db::open(&format!("sqlite:{}", path.display()), false).await?;
    let cx = Cx::new(db, outside);
    migrate::migrate(&cx.db, &(outside.now)().to_string()).await?;
    search::ensure(&cx).await?;
    let faults = unsound(&cx.db).await?;
    let mut tx = cx.db.read().await?;
    let things = things(&mut tx).await?;
    tx.close().await?;
    cx.db.close().await;
    if faults.is_empty() { Ok(things) } else { Err(BackupError::Unsound(faults)) }
}

async fn to_server(source: &Db, file: &Path, url: &str, outside: Outside) -> Result<usize, BackupError> {
    let cx = Cx::new(Db::open(url, false).await?, outside);
    if !is_empty(&cx.db).await? {
        return Err(BackupError::NotEmpty);
    }
    // An older backup is brought up to date as a file, before the server sees anything of it.
    let part = Part::beside(file)?;
    let newer = if migrate::schema(source).await? == Schema::Current {
        None
    } else {
        prepared(source, &part.0, outside).await?;
        Some(Db::open_file(&part.0).await?)
    };
    migrate::migrate(&cx.db, &(outside.now)().to_string()).await?;
    let (mut from, mut to) = (newer.as_ref().unwrap_or(source).read().await?, cx.db.write().await?);
    copy(&mut from, &mut to).await?;
    search::forget(&mut to).await?;
    let verdict = verify::verify(&mut to).await?;
    if !verdict.faults.is_empty() {
        return Err(BackupError::Unsound(verdict.faults));
    }
    to.commit().await?;
    from.close().await?;
    search::ensure(&cx).await?;
    let faults = audit::verify(&cx.db).await?.faults;
    cx.db.close().await;
    if let Some(newer) = newer {
        newer.close().await;
    }
    if faults.is_empty() {
        Ok(verdict.things)
    } else {
        Err(BackupError::Unsound(vec![format!("{faults:?}")]))
    }
}

async fn is_empty(db: &Db) -> Result<bool, BackupError> {
    let schema = migrate::schema(db).await?;
    let mut tx = db.read().await?;
    let empty = match schema {
        Schema::Empty => inspect::tables(&mut tx).await?.is_empty(),
        Schema::Old(_) => false,
        Schema::Current => things(&mut tx).await? == 0,
    };
    tx.close().await?;
    Ok(empty)
}

async fn things(tx: &mut Tx) -> Result<usize, BackupError> {
    Ok(everything(tx).await?)
}

/// A file on its way to another name; what is left of it goes when it never gets there.
struct Part(PathBuf);

impl Part {
    fn beside(file: &Path) -> Result<Part, BackupError> {
        if let Some(dir) = file.parent().filter(|d| !d.as_os_str().is_empty()) {
            fs::create_dir_all(dir).map_err(|e| BackupError::File(dir.to_owned(), e))?;
        }
        let part = Part(beside(file, ".part"));
        part.remove();
        Ok(part)
    }

    /// Everything is on the disk before the name says so.
    fn becomes(self, file: &Path) -> Result<(), BackupError> {
        let told = |e| BackupError::File(file.to_owned(), e);
        fs::File::open(&self.0).and_then(|f| f.sync_all()).map_err(told)?;
        fs::rename(&self.0, file).map_err(told)?;
        let dir = file.parent().filter(|d| !d.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::File::open(dir).and_then(|f| f.sync_all()).map_err(told)
    }

    fn remove(&self) {
        for side in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(beside(&self.0, side));
        }
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        self.remove();
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
