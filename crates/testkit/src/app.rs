//! The application on a database of its own, SQLite and PostgreSQL alike, for tests.
//!
//! ```no_run
//! # use genbo_testkit::app::{Start, for_each_database};
//! # async fn test() {
//! for_each_database(Start::Register, async |app| {
//!     app.import(&[("a", "format = 1 …")]).await.unwrap();
//!     assert_eq!(app.counts().await["thing"], 311, "{:?}", app.kind);
//! })
//! .await;
//! # }
//! ```
//! Invariants: a test's database is its own; the clock stands still and the salt is always the same. What every test starts
//! with is made once per process and copied.

use crate::{needs::workspace_root, postgres};
use genbo_app::{
    cooperation_file::{
        export,
        import::{Report, import},
    },
    cx::{Actor, Cx, Keep, Outside},
    error::ActionError,
    register, search,
};
use genbo_documents::cooperation_file::{self as file, SourceFile};
use genbo_store::{audit, db::Db, files::Files, inspect, migrate, sql::Dialect};
use jiff::Timestamp;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// What a database has from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Nothing at all, not even tables.
    Nothing,
    /// Tables.
    Schema,
    /// Tables and the base register.
    Register,
    /// Tables, the base register and the five cooperations of the project.
    Cooperations,
}

/// 2022-09-29 10.00 in Sweden, whenever somebody asks.
pub const OUTSIDE: Outside = Outside { now: || Timestamp::constant(1_664_438_400, 0), salt: || [7; 16] };

/// The application with a database of its own, which goes when this is dropped.
#[derive(Debug)]
pub struct TestApp {
    /// The application.
    pub cx: Cx,
    /// The database's address.
    pub url: String,
    /// Which database it is.
    pub kind: Dialect,
    dir: TempDir,
}

/// Runs a test on each kind of database, one after the other. Without PostgreSQL that is told, and only SQLite is used.
pub async fn for_each_database(start: Start, test: impl AsyncFn(&TestApp)) {
    for app in each_database(start).await {
        test(&app).await;
        app.cx.db.close().await;
    }
}

/// An application on each kind of database, all with the same start.
pub async fn each_database(start: Start) -> Vec<TestApp> {
    let sqlite = TestApp::sqlite(start).await;
    std::iter::once(sqlite).chain(TestApp::postgres(start).await).collect()
}

impl TestApp {
    /// On SQLite.
    pub async fn sqlite(start: Start) -> TestApp {
        let dir = directory();
        let path = dir.path().join("genbo.db");
        if start != Start::Nothing {
            fs::write(&path, sqlite_template(start).await).expect("there is room for a small database");
        }
        TestApp::open(format!("sqlite:{}", path.display()), dir).await
    }

    /// On PostgreSQL; nothing if it is not installed.
    pub async fn postgres(start: Start) -> Option<TestApp> {
        let url = match start {
            Start::Nothing => postgres::database_url("test")?,
            start => postgres::copy_of(postgres_template(start).await.as_deref()?, "test")?,
        };
        Some(TestApp::open(url, directory()).await)
    }

    /// One more of the same kind.
    pub async fn another(&self, start: Start) -> TestApp {
        match self.kind {
            Dialect::Sqlite => TestApp::sqlite(start).await,
            Dialect::Postgres => TestApp::postgres(start).await.expect("this one is on PostgreSQL too"),
        }
    }

    async fn open(url: String, dir: TempDir) -> TestApp {
        let db = Db::open(&url, true).await.expect("a database of one's own opens");
        let kind = db.dialect();
        let files = Files::in_dir(&dir.path().join("files"));
        TestApp { cx: Cx { files, ..Cx::new(db, OUTSIDE) }, url, kind, dir }
    }

    /// A directory that goes with the application; a SQLite database stands in it as `genbo.db`.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Imports files, each with its name and text, and keeps what they say.
    pub async fn import(&self, files: &[(&str, &str)]) -> Result<Report, ActionError> {
        self.take_in(files, Keep::Commit).await
    }

    /// Tells what files would change, and changes nothing.
    pub async fn dry_run(&self, files: &[(&str, &str)]) -> Result<Report, ActionError> {
        self.take_in(files, Keep::DryRun).await
    }

    async fn take_in(&self, files: &[(&str, &str)], keep: Keep) -> Result<Report, ActionError> {
        take_in(&self.cx, files, keep).await
    }

    /// A cooperation as a file's text, as the installation itself sees it.
    pub async fn export(&self, cooperation: &str) -> String {
        export::export(&self.cx, &Actor::System.viewer(), cooperation)
            .await
            .expect("the cooperation is there")
    }

    /// How many rows each table has.
    pub async fn counts(&self) -> BTreeMap<String, i64> {
        let mut tx = self.cx.db.read().await.expect("one can read");
        inspect::counts(&mut tx).await.expect("tables can be counted")
    }

    /// The number of the last event of the audit trail.
    pub async fn last_event(&self) -> i64 {
        let mut tx = self.cx.db.read().await.expect("one can read");
        audit::last(&mut tx).await.expect("events can be counted")
    }

    /// Everything that can be wrong with the database and with its audit trail; empty when all is well.
    pub async fn faults(&self) -> Vec<String> {
        let mut tx = self.cx.db.read().await.expect("one can read");
        let mut faults = genbo_app::verify::verify(&mut tx).await.expect("everything can be read").faults;
        tx.close().await.expect("reading ends");
        let trail = genbo_app::audit::verify(&self.cx.db).await.expect("the trail can be read");
        faults.extend(trail.faults.iter().map(|f| format!("{f:?}")));
        faults
    }
}

async fn take_in(cx: &Cx, files: &[(&str, &str)], keep: Keep) -> Result<Report, ActionError> {
    let sources: Vec<SourceFile<'_>> =
        files.iter().map(|(name, text)| SourceFile { name, bytes: text.as_bytes() }).collect();
    let bundle = file::read(&sources).map_err(ActionError::Problems)?;
    import(cx, &Actor::System, &bundle, keep).await
}

/// The files of the five cooperations: name and text.
pub fn cooperation_files() -> Vec<(String, String)> {
    let dir = workspace_root().join("cooperations");
    let mut files: Vec<(String, String)> = fs::read_dir(dir)
        .expect("the project has its cooperations")
        .map(|file| file.expect("a directory can be listed").path())
        .filter(|path| path.to_string_lossy().ends_with(".genbo.toml"))
        .map(|path| (name_of(&path), fs::read_to_string(&path).expect("the project's files are text")))
        .collect();
    files.sort();
    files
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The slugs of the five cooperations.
pub const COOPERATIONS: [&str; 5] = [
    "familjen-helsingborg",
    "horby-hoor",
    "miljosamverkan-vast",
    "skanes-kommuner",
    "soderasens-miljoforbund",
];

/// A file of a small cooperation to add tables to: its header, the cooperation and one body, `SLUG/styrelsen`.
pub fn small(slug: &str) -> String {
    format!(
        "format = 1\nhome = \"{slug}\"\n\n[[cooperation]]\nslug = \"{slug}\"\nname = \"Samverkan {slug}\"\n\n\
         [[body]]\nslug = \"{slug}/styrelsen\"\nowner = \"cooperation:{slug}\"\nname = \"Styrelsen\"\n"
    )
}

/// Files as the import of [`TestApp`] takes them.
pub fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// In memory where there is any: then nothing waits for a disk.
fn directory() -> TempDir {
    let memory = PathBuf::from("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.or_else(|_| TempDir::new()).expect("a temporary directory can be made")
}

async fn fill(db: Db, start: Start) -> Cx {
    let cx = Cx::new(db, OUTSIDE);
    migrate::migrate(&cx.db, &(OUTSIDE.now)().to_string()).await.expect("an empty database is migrated");
    if matches!(start, Start::Register | Start::Cooperations) {
        register::ensure(&cx).await.expect("the register is added");
    }
    search::ensure(&cx).await.expect("the index is made");
    if start == Start::Cooperations {
        let files = cooperation_files();
        take_in(&cx, &borrowed(&files), Keep::Commit).await.expect("the five are right");
    }
    cx
}

async fn sqlite_template(start: Start) -> &'static [u8] {
    static TEMPLATES: [OnceCell<Vec<u8>>; 4] = [const { OnceCell::const_new() }; 4];
    let made = async {
        let dir = directory();
        let url = format!("sqlite:{}", dir.path().join("template.db").display());
        let cx = fill(Db::open(&url, true).await.expect("a new file opens"), start).await;
        let copy = dir.path().join("copy.db");
        cx.db.copy_file(&copy).await.expect("a file can be copied");
        cx.db.close().await;
        fs::read(copy).expect("the copy was made just now")
    };
    TEMPLATES[start as usize].get_or_init(|| made).await
}

async fn postgres_template(start: Start) -> &'static Option<String> {
    static TEMPLATES: [OnceCell<Option<String>>; 4] = [const { OnceCell::const_new() }; 4];
    let made = async {
        let url = postgres::database_url("template")?;
        let cx = fill(Db::open(&url, true).await.expect("a new database opens"), start).await;
        cx.db.close().await;
        Some(url)
    };
    TEMPLATES[start as usize].get_or_init(|| made).await
}
