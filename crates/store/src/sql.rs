//! The facade over the database driver: one SQL text, bound parameters, rows, on SQLite and PostgreSQL alike.
//!
//! Invariant: only this file knows that there are two drivers. A statement's parameters are counted, because SQLite
//! binds a forgotten one silently as NULL.

use crate::error::{Result, StoreError};
use sqlx::{
    AssertSqlSafe, Column, Executor as _, Postgres, Row as _, SqlSafeStr as _, Sqlite, Transaction,
    postgres::PgRow, sqlite::SqliteRow,
};

/// A value bound to a statement.
#[derive(Debug, Clone)]
pub enum Param {
    /// A whole number or NULL.
    Int(Option<i64>),
    /// Text or NULL.
    Text(Option<String>),
    /// Yes, no or NULL.
    Bool(Option<bool>),
}

impl From<i64> for Param {
    fn from(v: i64) -> Self {
        Param::Int(Some(v))
    }
}
impl From<Option<i64>> for Param {
    fn from(v: Option<i64>) -> Self {
        Param::Int(v)
    }
}
impl From<genbo_domain::value::ThingId> for Param {
    fn from(v: genbo_domain::value::ThingId) -> Self {
        Param::Int(Some(v.0))
    }
}
impl From<Option<genbo_domain::value::ThingId>> for Param {
    fn from(v: Option<genbo_domain::value::ThingId>) -> Self {
        Param::Int(v.map(|v| v.0))
    }
}
impl From<&str> for Param {
    fn from(v: &str) -> Self {
        Param::Text(Some(v.to_owned()))
    }
}
impl From<String> for Param {
    fn from(v: String) -> Self {
        Param::Text(Some(v))
    }
}
impl From<Option<String>> for Param {
    fn from(v: Option<String>) -> Self {
        Param::Text(v)
    }
}
impl From<Option<&str>> for Param {
    fn from(v: Option<&str>) -> Self {
        Param::Text(v.map(str::to_owned))
    }
}
impl From<bool> for Param {
    fn from(v: bool) -> Self {
        Param::Bool(Some(v))
    }
}

/// The parameters of a statement, in the order of `$1`, `$2` …
#[macro_export]
macro_rules! params {
    ($($v:expr),* $(,)?) => { &[$($crate::sql::Param::from($v)),*] };
}

/// One row of an answer; columns are read by position.
#[derive(Debug)]
pub enum Row {
    /// From SQLite.
    Sqlite(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

macro_rules! get {
    ($self:ident, $i:ident) => {
        match $self {
            Row::Sqlite(r) => r.try_get($i).map_err(StoreError::from),
            Row::Postgres(r) => r.try_get($i).map_err(StoreError::from),
        }
    };
}

impl Row {
    /// The whole number in column `i`.
    pub fn int(&self, i: usize) -> Result<i64> {
        get!(self, i)
    }
    /// The whole number in column `i`, or NULL.
    pub fn opt_int(&self, i: usize) -> Result<Option<i64>> {
        get!(self, i)
    }
    /// The text in column `i`.
    pub fn text(&self, i: usize) -> Result<String> {
        get!(self, i)
    }
    /// The text in column `i`, or NULL.
    pub fn opt_text(&self, i: usize) -> Result<Option<String>> {
        get!(self, i)
    }
    /// Yes or no in column `i`, or NULL.
    pub fn opt_bool(&self, i: usize) -> Result<Option<bool>> {
        get!(self, i)
    }
    /// The number of columns.
    pub fn width(&self) -> usize {
        match self {
            Row::Sqlite(r) => r.columns().len(),
            Row::Postgres(r) => r.columns().len(),
        }
    }
    /// The name of column `i`.
    pub fn column(&self, i: usize) -> &str {
        match self {
            Row::Sqlite(r) => r.column(i).name(),
            Row::Postgres(r) => r.column(i).name(),
        }
    }
}

/// Which of the two databases it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// An open transaction, for reading.
#[derive(Debug)]
pub struct Tx(pub(crate) Inner);

#[derive(Debug)]
pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// An open transaction that may write; there is one at a time. Dropped without [`WriteTx::commit`], it never was.
#[derive(Debug)]
pub struct WriteTx(pub(crate) Tx);

impl std::ops::Deref for WriteTx {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.0
    }
}
impl std::ops::DerefMut for WriteTx {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.0
    }
}

macro_rules! bound {
    ($sql:expr, $params:expr, $db:ty) => {{
        let mut q = sqlx::query::<$db>(AssertSqlSafe($sql.to_owned()));
        for p in $params {
            q = match p {
                Param::Int(v) => q.bind(*v),
                Param::Text(v) => q.bind(v.clone()),
                Param::Bool(v) => q.bind(*v),
            };
        }
        q
    }};
}

impl Tx {
    /// Which database it is on.
    pub fn dialect(&self) -> Dialect {
        match self.0 {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// All rows of an answer.
    pub async fn all(&mut self, sql: &str, params: &[Param]) -> Result<Vec<Row>> {
        count(sql, params);
        Ok(match &mut self.0 {
            Inner::Sqlite(t) => {
                bound!(sql, params, Sqlite).fetch_all(&mut **t).await?.into_iter().map(Row::Sqlite).collect()
            }
            Inner::Postgres(t) => bound!(sql, params, Postgres)
                .fetch_all(&mut **t)
                .await?
                .into_iter()
                .map(Row::Postgres)
                .collect(),
        })
    }

    /// The first row of an answer, if there is one.
    pub async fn first(&mut self, sql: &str, params: &[Param]) -> Result<Option<Row>> {
        count(sql, params);
        Ok(match &mut self.0 {
            Inner::Sqlite(t) => bound!(sql, params, Sqlite).fetch_optional(&mut **t).await?.map(Row::Sqlite),
            Inner::Postgres(t) => {
                bound!(sql, params, Postgres).fetch_optional(&mut **t).await?.map(Row::Postgres)
            }
        })
    }

    /// Asks the database whether it understands a statement, and executes nothing.
    pub async fn prepare(&mut self, sql: &str) -> Result<()> {
        let sql = AssertSqlSafe(sql.to_owned()).into_sql_str();
        match &mut self.0 {
            Inner::Sqlite(t) => (&mut **t).prepare(sql).await.map(|_| ())?,
            Inner::Postgres(t) => (&mut **t).prepare(sql).await.map(|_| ())?,
        }
        Ok(())
    }

    /// Ends the reading. Forgetting it does no harm: the transaction is rolled back.
    pub async fn close(self) -> Result<()> {
        match self.0 {
            Inner::Sqlite(t) => t.rollback().await?,
            Inner::Postgres(t) => t.rollback().await?,
        }
        Ok(())
    }
}

impl WriteTx {
    /// Executes a statement and tells how many rows it touched.
    pub async fn run(&mut self, sql: &str, params: &[Param]) -> Result<u64> {
        count(sql, params);
        Ok(match &mut self.0.0 {
            Inner::Sqlite(t) => bound!(sql, params, Sqlite).execute(&mut **t).await?.rows_affected(),
            Inner::Postgres(t) => bound!(sql, params, Postgres).execute(&mut **t).await?.rows_affected(),
        })
    }

    /// Executes a script of several statements without parameters.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<()> {
        match &mut self.0.0 {
            Inner::Sqlite(t) => {
                sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut **t).await.map(|_| ())?
            }
            Inner::Postgres(t) => {
                sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut **t).await.map(|_| ())?
            }
        }
        Ok(())
    }

    /// Makes everything that was written true, at once.
    pub async fn commit(self) -> Result<()> {
        match self.0.0 {
            Inner::Sqlite(t) => t.commit().await?,
            Inner::Postgres(t) => t.commit().await?,
        }
        Ok(())
    }
}

/// The highest `$n` of a statement.
pub fn placeholders(sql: &str) -> usize {
    sql.split('$')
        .skip(1)
        .filter_map(|s| s.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse().ok()))
        .max()
        .unwrap_or(0)
}

fn count(sql: &str, params: &[Param]) {
    tracing::trace!(target: "genbo::sql", sql);
    assert_eq!(
        placeholders(sql),
        params.len(),
        "a statement got another number of parameters than it names: {sql}"
    );
}
