//! The statements that the two databases do not share, each with its reason. A test counts them and prepares each on its own
//! database; every other statement must prepare on both.

use crate::sql::Dialect;

/// What is said in two ways, or on one database alone.
#[derive(Debug)]
pub struct Exception {
    /// Its name.
    pub name: &'static str,
    /// Why one text does not do.
    pub why: &'static str,
    /// On SQLite.
    pub sqlite: Option<&'static str>,
    /// On PostgreSQL.
    pub postgres: Option<&'static str>,
}

impl Exception {
    /// The text for one of the databases; empty if it needs none.
    pub(crate) fn text(&self, dialect: Dialect) -> &'static str {
        let text = match dialect {
            Dialect::Sqlite => self.sqlite,
            Dialect::Postgres => self.postgres,
        };
        text.unwrap_or_default()
    }
}

/// The lock that every writer on PostgreSQL takes for its transaction.
pub(crate) const WRITER_LOCK: Exception = Exception {
    name: "writer lock",
    why: "SQLite takes it with BEGIN IMMEDIATE",
    sqlite: None,
    postgres: Some("SELECT pg_advisory_xact_lock(7235408)"),
};

/// Whether a table of migrations is there.
pub(crate) const HAS_MIGRATIONS: Exception = Exception {
    name: "has migrations",
    why: "each database has its own catalogue",
    sqlite: Some("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migration'"),
    postgres: Some(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'migration'",
    ),
};

/// The columns of all tables but the search index: table, column, type, whether it must be there, place in the key.
pub(crate) const COLUMNS: Exception = Exception {
    name: "columns",
    why: "each database has its own catalogue",
    sqlite: Some(
        "SELECT l.name, p.name, p.type, CASE WHEN p.\"notnull\" = 1 OR p.pk > 0 THEN 1 ELSE 0 END, p.pk FROM pragma_table_list l JOIN pragma_table_info(l.name) p WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite_%' ORDER BY l.name, p.cid",
    ),
    postgres: Some(
        "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL), a.attnotnull::int::bigint, COALESCE(array_position(i.indkey::int2[], a.attnum) + 1, 0)::bigint FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'search' ORDER BY c.relname COLLATE \"C\", a.attnum",
    ),
};

/// The foreign keys: table, column, table and column that it refers to.
pub(crate) const FOREIGN_KEYS: Exception = Exception {
    name: "foreign keys",
    why: "each database has its own catalogue",
    sqlite: Some(
        "SELECT l.name, f.\"from\", f.\"table\", f.\"to\" FROM pragma_table_list l JOIN pragma_foreign_key_list(l.name) f WHERE l.schema = 'main' AND l.type = 'table' ORDER BY l.name, f.\"from\"",
    ),
    postgres: Some(
        "SELECT r.relname::text, a.attname::text, f.relname::text, b.attname::text FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1] WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace ORDER BY r.relname COLLATE \"C\", a.attname COLLATE \"C\"",
    ),
};

/// Whether the file itself is sound: one row that says `ok`.
pub(crate) const INTEGRITY: Exception = Exception {
    name: "integrity",
    why: "PostgreSQL looks after its own files",
    sqlite: Some("SELECT integrity_check FROM pragma_integrity_check"),
    postgres: None,
};

/// Rows that refer to rows that are not there: table and number of the row.
pub(crate) const BROKEN_KEYS: Exception = Exception {
    name: "broken foreign keys",
    why: "SQLite can be written to with the check switched off; PostgreSQL hardly",
    sqlite: Some("SELECT \"table\", rowid FROM pragma_foreign_key_check"),
    postgres: None,
};

/// A copy of the whole file as of one moment.
pub(crate) const COPY: Exception = Exception {
    name: "copy of the file",
    why: "only one of the databases is a file",
    sqlite: Some("VACUUM INTO $1"),
    postgres: None,
};

/// Empties the search index.
pub(crate) const CLEAR_SEARCH: Exception = Exception {
    name: "empty the search index",
    why: "full-text search: FTS5 and tsvector",
    sqlite: Some("INSERT INTO search (search) VALUES ('delete-all')"),
    postgres: Some("DELETE FROM search"),
};

/// Puts things into the search index; more rows follow in the same way.
pub(crate) const FILL_SEARCH: Exception = Exception {
    name: "fill the search index",
    why: "full-text search: FTS5 and tsvector",
    sqlite: Some("INSERT INTO \"search\" (\"rowid\", \"title\", \"body\") VALUES ($1, $2, $3)"),
    postgres: Some("INSERT INTO search (rowid, terms) VALUES ($1, $2::tsvector)"),
};

/// The condition on the search index that a thing has what is looked for.
pub(crate) const MATCHES: Exception = Exception {
    name: "look up in the search index",
    why: "full-text search: FTS5 and tsvector",
    sqlite: Some("SELECT rowid FROM search WHERE search MATCH $1"),
    postgres: Some("SELECT rowid FROM search WHERE search.terms @@ $1::tsquery"),
};

/// All of them.
pub const EXCEPTIONS: &[Exception] = &[
    WRITER_LOCK,
    HAS_MIGRATIONS,
    COLUMNS,
    FOREIGN_KEYS,
    INTEGRITY,
    BROKEN_KEYS,
    COPY,
    CLEAR_SEARCH,
    FILL_SEARCH,
    MATCHES,
];
