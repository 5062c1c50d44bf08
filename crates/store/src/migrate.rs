//! Bringing a database to the program's schema, migration by migration, each in a transaction of its own.
//!
//! A migration that has landed is never edited: its checksum is kept in the database and compared.

use crate::{
    db::Db,
    dialect,
    error::{Result, StoreError},
    params,
    sql::{Dialect, Tx, WriteTx},
};

/// The migrations in order. Their number is their place.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_register", include_str!("../migrations/0001_register.sql")),
    ("0002_nouns", include_str!("../migrations/0002_nouns.sql")),
    ("0003_search", include_str!("../migrations/0003_search.sql")),
    ("0004_editing", include_str!("../migrations/0004_editing.sql")),
    ("0005_outbox", include_str!("../migrations/0005_outbox.sql")),
    ("0006_school_breaks", include_str!("../migrations/0006_school_breaks.sql")),
    ("0007_search_statistics", include_str!("../migrations/0007_search_statistics.sql")),
    ("0008_accounts", include_str!("../migrations/0008_accounts.sql")),
    ("0009_rules", include_str!("../migrations/0009_rules.sql")),
    ("0010_planning", include_str!("../migrations/0010_planning.sql")),
    ("0011_list_order", include_str!("../migrations/0011_list_order.sql")),
    ("0012_house_style", include_str!("../migrations/0012_house_style.sql")),
    ("0013_answers", include_str!("../migrations/0013_answers.sql")),
    ("0014_kinds", include_str!("../migrations/0014_kinds.sql")),
    ("0015_findings", include_str!("../migrations/0015_findings.sql")),
    ("0016_drafts", include_str!("../migrations/0016_drafts.sql")),
    ("0017_paper", include_str!("../migrations/0017_paper.sql")),
    ("0018_agenda", include_str!("../migrations/0018_agenda.sql")),
    ("0019_adjustment", include_str!("../migrations/0019_adjustment.sql")),
    ("0020_papers", include_str!("../migrations/0020_papers.sql")),
    ("0021_sitting", include_str!("../migrations/0021_sitting.sql")),
    ("0022_dispatched", include_str!("../migrations/0022_dispatched.sql")),
    ("0023_case_numbers", include_str!("../migrations/0023_case_numbers.sql")),
];

/// Where a database's schema stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// There is none yet.
    Empty,
    /// Older than the program's; the value is the number of migrations that it has.
    Old(i64),
    /// The program's.
    Current,
}

/// Where the database's schema stands; a schema that this program does not know is an error.
pub async fn schema(db: &Db) -> Result<Schema> {
    let mut tx = db.read().await?;
    let schema = read_schema(&mut tx, MIGRATIONS).await?;
    tx.close().await?;
    Ok(schema)
}

async fn read_schema(tx: &mut Tx, migrations: &[(&str, &str)]) -> Result<Schema> {
    if tx.first(dialect::HAS_MIGRATIONS.text(tx.dialect()), &[]).await?.is_none() {
        return Ok(Schema::Empty);
    }
    let rows = tx.all("SELECT number, name, checksum FROM migration ORDER BY number", &[]).await?;
    for (place, row) in rows.iter().enumerate() {
        let name = row.text(1)?;
        let Some((known, sql)) = migrations.get(place) else {
            return Err(StoreError::ForeignSchema(format!(
                "it has the migration {name}, which a newer Genbo made"
            )));
        };
        if *known != name || row.text(2)? != checksum(sql) {
            return Err(StoreError::ForeignSchema(format!(
                "its migration {name} is not this program's {known}"
            )));
        }
    }
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    let found = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok(match found {
        0 => Schema::Empty,
        n if n < known => Schema::Old(n),
        _ => Schema::Current,
    })
}

/// Applies the migrations that the database does not have, and tells how many they were. `at` is the moment as RFC 3339.
pub async fn migrate(db: &Db, at: &str) -> Result<usize> {
    apply_all(db, MIGRATIONS, at).await
}

/// Applies those of a list of migrations that the database does not have: for [`migrate`], for a copy that shall have an
/// older schema, and for tests of what fails half-way.
pub async fn apply_all(db: &Db, migrations: &[(&str, &str)], at: &str) -> Result<usize> {
    let mut applied = 0;
    for (number, migration) in migrations.iter().enumerate() {
        let mut tx = db.write().await?;
        let found = match read_schema(&mut tx, migrations).await? {
            Schema::Empty => 0,
            Schema::Old(n) => usize::try_from(n).unwrap_or(0),
            Schema::Current => migrations.len(),
        };
        if found > number {
            continue;
        }
        apply(&mut tx, number, *migration, at).await?;
        tx.commit().await?;
        applied += 1;
    }
    Ok(applied)
}

async fn apply(tx: &mut WriteTx, number: usize, (name, sql): (&str, &str), at: &str) -> Result<()> {
    let dialect = tx.dialect();
    if number == 0 {
        let table = "CREATE TABLE IF NOT EXISTS migration (number {int} PRIMARY KEY, name {text} NOT NULL, checksum {text} NOT NULL, applied_at {text} NOT NULL){strict}";
        tx.script(&translate(table, dialect)).await?;
    }
    tx.script(&translate(sql, dialect)).await?;
    tx.run(
        "INSERT INTO migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
        params![i64::try_from(number + 1).unwrap_or(i64::MAX), name, checksum(sql), at],
    )
    .await?;
    Ok(())
}

/// Migrations that have text for one database alone, with the reason.
#[cfg(test)]
const OF_ONE_DATABASE: &[(&str, &str)] = &[
    ("0003_search", "full-text search: FTS5 on SQLite, tsvector with GIN on PostgreSQL"),
    ("0007_search_statistics", "only PostgreSQL plans by statistics of terms"),
    ("0014_kinds", "words of a column: a constraint on PostgreSQL, the text of the table on SQLite"),
    ("0017_paper", "words of a column: a constraint on PostgreSQL, the text of the table on SQLite"),
    ("0021_sitting", "words of a column: a constraint on PostgreSQL, the text of the table on SQLite"),
];

/// The lines of a migration that are meant for one database: all, but for the sections that begin with `-- {sqlite}` or
/// `-- {postgres}` and end where another section or `-- {both}` begins. Comments are left out.
fn lines_for(sql: &str, dialect: Dialect) -> impl Iterator<Item = &str> {
    let mut meant = true;
    sql.lines().filter(move |line| {
        match *line {
            "-- {sqlite}" => meant = dialect == Dialect::Sqlite,
            "-- {postgres}" => meant = dialect == Dialect::Postgres,
            "-- {both}" => meant = true,
            comment if comment.starts_with("--") => {}
            _ => return meant,
        }
        false
    })
}

/// A migration's text for one database. References become constraints of the column on SQLite; on PostgreSQL, where a
/// table must exist before another refers to it, they are added after all tables.
pub(crate) fn translate(sql: &str, dialect: Dialect) -> String {
    let (text, bool_, strict) = match dialect {
        Dialect::Sqlite => ("TEXT", "INTEGER", " STRICT"),
        Dialect::Postgres => ("TEXT COLLATE \"C\"", "BOOLEAN", ""),
    };
    let int = if dialect == Dialect::Sqlite { "INTEGER" } else { "BIGINT" };
    let (mut out, mut later) = (String::with_capacity(sql.len()), String::new());
    let (mut table, mut column) = (String::new(), String::new());
    for line in lines_for(sql, dialect) {
        if let Some(name) = line.strip_prefix("CREATE TABLE ") {
            table = name.split_whitespace().next().unwrap_or_default().to_owned();
        } else if let Some((name, added)) =
            line.strip_prefix("ALTER TABLE ").and_then(|rest| rest.split_once(" ADD COLUMN "))
        {
            table = name.to_owned();
            column = added.split_whitespace().next().unwrap_or_default().to_owned();
        } else if line.starts_with("  \"") {
            column = line.split_whitespace().next().unwrap_or_default().to_owned();
        }
        let mut line = line.to_owned();
        if let Some((before, rest)) = line.clone().split_once("{ref ")
            && let Some((target, after)) = rest.split_once('}')
        {
            let (target, key) = target.split_once('.').unwrap_or((target, "id"));
            let reference = format!("REFERENCES \"{target}\"(\"{key}\") DEFERRABLE INITIALLY DEFERRED");
            line = match dialect {
                Dialect::Sqlite => format!("{before}{reference}{after}"),
                Dialect::Postgres => {
                    later.push_str(&format!("ALTER TABLE {table} ADD FOREIGN KEY ({column}) {reference};\n"));
                    format!("{}{after}", before.trim_end())
                }
            };
        }
        out.push_str(&line);
        out.push('\n');
    }
    (out + &later)
        .replace("{int}", int)
        .replace("{text}", text)
        .replace("{bool}", bool_)
        .replace("{strict}", strict)
}

/// FNV-1a over the text, as hexadecimal: tells an edited migration, not an attacker.
fn checksum(sql: &str) -> String {
    let hash =
        sql.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_for_one_database_alone_stands_only_in_migrations_that_say_why_and_they_are_few() {
        let apart: Vec<&str> = MIGRATIONS
            .iter()
            .filter(|(_, sql)| !lines_for(sql, Dialect::Sqlite).eq(lines_for(sql, Dialect::Postgres)))
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(apart, OF_ONE_DATABASE.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        assert!(apart.len() <= 10);
    }

    #[test]
    fn a_section_is_for_its_database_and_what_comes_before_and_after_is_for_both() {
        let sql = "a\n-- {sqlite}\nb\n-- {postgres}\nc\n-- {both}\nd";
        assert_eq!(lines_for(sql, Dialect::Sqlite).collect::<Vec<_>>(), ["a", "b", "d"]);
        assert_eq!(lines_for(sql, Dialect::Postgres).collect::<Vec<_>>(), ["a", "c", "d"]);
    }
}
