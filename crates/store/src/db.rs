//! Opening a database and beginning transactions.
//!
//! Invariant: there is one writer at a time, on either database, and it takes its lock before it reads. What two writers
//! number (§, cases, events) therefore never collides.

use crate::{
    dialect,
    error::{Result, StoreError},
    sql::{Dialect, Inner, Row, Tx, WriteTx},
};
use sqlx::{
    PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

/// The installation's database.
#[derive(Debug, Clone)]
pub enum Db {
    /// One file; a pool of readers beside one writer.
    Sqlite {
        /// Readers.
        read: SqlitePool,
        /// The writer.
        write: SqlitePool,
        /// The file.
        path: PathBuf,
    },
    /// A server; the same, so that writers who wait for each other take no connection from readers.
    Postgres {
        /// Readers.
        read: PgPool,
        /// The writer.
        write: PgPool,
    },
}

/// Connections of a SQLite file that read at the same time. Each has a thread, a cache and its prepared statements.
const READERS: u32 = 4;

/// How long a writer waits for another process to finish.
const BUSY: Duration = Duration::from_secs(60);

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…`. `create` makes a missing SQLite file; a PostgreSQL database must exist.
    pub async fn open(url: &str, create: bool) -> Result<Db> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return open_sqlite(path.trim_start_matches("//"), create).await;
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url).map_err(|_| {
                StoreError::Unavailable("the database address is no valid postgres:// address".into())
            })?;
            let pool = |n| {
                PgPoolOptions::new()
                    .max_connections(n)
                    .test_before_acquire(false)
                    .acquire_timeout(BUSY + Duration::from_secs(5))
            };
            let waiting = options.clone().options([("lock_timeout", format!("{}s", BUSY.as_secs()))]);
            let write = pool(1).connect_with(waiting).await?;
            return Ok(Db::Postgres { read: pool(8).connect_lazy_with(options), write });
        }
        Err(StoreError::Unavailable("a database address starts with sqlite: or postgres://".into()))
    }

    /// Opens a SQLite file that nobody writes to, as a backup, and leaves it as it is.
    pub async fn open_file(path: &Path) -> Result<Db> {
        if !path.is_file() {
            return Err(StoreError::Missing(format!("sqlite:{}", path.display())));
        }
        let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
        let pool = SqlitePoolOptions::new().max_connections(2).connect_with(options).await?;
        Ok(Db::Sqlite { read: pool.clone(), write: pool, path: path.to_owned() })
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Db::Sqlite { .. } => Dialect::Sqlite,
            Db::Postgres { .. } => Dialect::Postgres,
        }
    }

    /// Begins to read: everything read in it is as of one moment.
    pub async fn read(&self) -> Result<Tx> {
        Ok(Tx(match self {
            Db::Sqlite { read, .. } => Inner::Sqlite(read.begin().await?),
            Db::Postgres { read, .. } => {
                Inner::Postgres(read.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        }))
    }

    /// The first row of a statement that stands by itself, without the cost of a transaction around it.
    pub(crate) async fn glance(&self, sql: &'static str) -> Result<Option<Row>> {
        Ok(match self {
            Db::Sqlite { read, .. } => sqlx::query(sql).fetch_optional(read).await?.map(Row::Sqlite),
            Db::Postgres { read, .. } => sqlx::query(sql).fetch_optional(read).await?.map(Row::Postgres),
        })
    }

    /// Begins to write, after waiting for other writers.
    pub async fn write(&self) -> Result<WriteTx> {
        Ok(WriteTx(Tx(match self {
            Db::Sqlite { write, .. } => Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres { write, .. } => {
                let mut t = write.begin().await?;
                sqlx::query(dialect::WRITER_LOCK.text(Dialect::Postgres)).execute(&mut *t).await?;
                Inner::Postgres(t)
            }
        })))
    }

    /// Lets SQLite count anew what its planner leans on, where that has changed much; a sample, so it takes well under a
    /// second however large the database is. PostgreSQL does so by itself.
    pub async fn refresh_statistics(&self) -> Result<()> {
        if let Db::Sqlite { write, .. } = self {
            sqlx::raw_sql("PRAGMA analysis_limit = 1000; PRAGMA optimize = 0x10002;").execute(write).await?;
        }
        Ok(())
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres { read, write } => {
                read.close().await;
                write.close().await;
            }
        }
    }
}

async fn open_sqlite(path: &str, create: bool) -> Result<Db> {
    let file = PathBuf::from(path);
    if !create && !file.exists() {
        return Err(StoreError::Missing(format!("sqlite:{path}")));
    }
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .statement_cache_capacity(500)
        .row_buffer_size(1000)
        .pragma("cache_size", "-4000")
        .pragma("temp_store", "memory");
    let pool = |n| {
        SqlitePoolOptions::new()
            .max_connections(n)
            .test_before_acquire(false)
            .acquire_timeout(BUSY + Duration::from_secs(5))
    };
    let write = pool(1).connect_with(options.clone()).await?;
    let read = pool(READERS).connect_with(options.pragma("query_only", "on")).await?;
    Ok(Db::Sqlite { read, write, path: file })
}
