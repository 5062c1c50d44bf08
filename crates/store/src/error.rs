//! What can go wrong in the store.

use sqlx::error::ErrorKind;
use std::fmt;

/// A failure of the store. What a user did wrong is refused above; here is what the database says.
#[derive(Debug)]
pub enum StoreError {
    /// There is no such thing.
    NotFound,
    /// A constraint of the schema refuses the write; the text is the database's, for the log.
    Constraint(String),
    /// The database's schema is older than the program's: `found` migrations of `known`.
    OldSchema {
        /// Migrations that the database has.
        found: i64,
        /// Migrations that the program has.
        known: i64,
    },
    /// The database's schema is newer than the program, or was changed by hand.
    ForeignSchema(String),
    /// There is no database at that address.
    Missing(String),
    /// The database cannot be reached, is full, or failed.
    Unavailable(String),
    /// The disk takes nothing more, or refuses; nothing was written.
    NoRoom(String),
    /// A stored value does not read as what its noun declares.
    Corrupt(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::NotFound => f.write_str("there is no such thing in the database"),
            StoreError::Constraint(s) => write!(f, "the database refused the write: {s}"),
            StoreError::OldSchema { found, known } => {
                write!(f, "the database has {found} of {known} migrations; run `genbo db migrate`")
            }
            StoreError::ForeignSchema(s) => write!(f, "the database does not fit this program: {s}"),
            StoreError::Missing(url) => {
                write!(f, "there is no database at {url}; create it with `genbo db migrate`")
            }
            StoreError::Unavailable(s) => write!(f, "the database did not answer: {s}"),
            StoreError::NoRoom(s) => {
                write!(f, "nothing was written: {s}; is there room on the disk, and may Genbo write there?")
            }
            StoreError::Corrupt(s) => write!(f, "the database holds a value that cannot be: {s}"),
        }
    }
}
impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(e: sqlx::Error) -> Self {
        match e {
            sqlx::Error::RowNotFound => StoreError::NotFound,
            sqlx::Error::Database(d)
                if matches!(
                    d.kind(),
                    ErrorKind::UniqueViolation
                        | ErrorKind::ForeignKeyViolation
                        | ErrorKind::CheckViolation
                        | ErrorKind::NotNullViolation
                ) =>
            {
                StoreError::Constraint(d.to_string())
            }
            sqlx::Error::Database(d) if no_room(d.code().as_deref()) => {
                StoreError::NoRoom(d.message().to_owned())
            }
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => StoreError::Corrupt(e.to_string()),
            other => StoreError::Unavailable(other.to_string()),
        }
    }
}

/// SQLite's codes (in the low byte): read-only, failed input or output, full. PostgreSQL's: the disk is full.
fn no_room(code: Option<&str>) -> bool {
    let sqlite = code.and_then(|c| c.parse::<u32>().ok()).filter(|c| *c < 10_000);
    code == Some("53100") || sqlite.is_some_and(|c| matches!(c & 0xff, 8 | 10 | 13))
}

impl From<genbo_domain::value::ReadError> for StoreError {
    fn from(e: genbo_domain::value::ReadError) -> Self {
        StoreError::Corrupt(e.to_string())
    }
}

/// What the store answers.
pub type Result<T> = std::result::Result<T, StoreError>;
