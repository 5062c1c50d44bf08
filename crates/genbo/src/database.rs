//! Which database a command means, and whether it may create or migrate it.

use crate::{cli::Where, command::Stop, files, outside};
use genbo_app::{backup, cx::Cx, register, search};
use genbo_store::{
    db::Db,
    files::Files,
    migrate::{self, Schema},
};
use std::path::{Path, PathBuf};

/// What a command may do with a database that is missing or older than the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Create it, with the base register; bring an older one up to date.
    Create,
    /// Refuse.
    Refuse,
}

impl Where {
    /// The data directory.
    pub fn dir(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| PathBuf::from("genbo-data"))
    }

    /// The database's address.
    pub fn url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite:{}", self.dir().join("genbo.db").display()))
    }

    /// Where attached files are kept.
    pub fn files(&self) -> Files {
        Files::in_dir(&self.dir().join("files"))
    }

    /// The database's address as messages show it: without what may be secret in it.
    pub fn shown(&self) -> String {
        let url = self.url();
        let url = url.split_once('?').map_or(url.clone(), |(before, _)| format!("{before}?…"));
        let Some((scheme, rest)) = url.split_once("://") else { return url };
        match rest.rsplit_once('@') {
            Some((who, host)) => {
                let who = who.split_once(':').map_or(who.to_owned(), |(user, _)| format!("{user}:***"));
                format!("{scheme}://{who}@{host}")
            }
            None => url,
        }
    }
}

/// Opens the database that the command line means.
pub(crate) async fn open(place: &Where, missing: Missing) -> Result<Cx, Stop> {
    if missing == Missing::Create {
        make_room(place)?;
    }
    let db = Db::open(&place.url(), missing == Missing::Create).await?;
    let largest_file = files::largest(&place.dir())?;
    let cx = Cx { files: place.files(), largest_file, ..Cx::new(db, outside::REAL) };
    let shown = place.shown();
    match (migrate::schema(&cx.db).await?, missing) {
        (Schema::Current, _) => {}
        (Schema::Empty, Missing::Create) => {
            migrate::migrate(&cx.db, &now(&cx)).await?;
        }
        (Schema::Old(_), Missing::Create) => {
            if let Some(file) = backup::before_migration(&cx, &place.dir()).await? {
                eprintln!("Backup before the migration: {}", file.display());
            }
            migrate::migrate(&cx.db, &now(&cx)).await?;
        }
        (Schema::Empty, Missing::Refuse) => {
            return Err(Stop::input(format!(
                "there is no database at {shown}; create it with `genbo db migrate`"
            )));
        }
        (Schema::Old(n), Missing::Refuse) => {
            return Err(Stop::input(format!(
                "the database at {shown} has an older schema ({n} migrations); run `genbo db migrate`"
            )));
        }
    }
    if missing == Missing::Create {
        register::ensure(&cx).await?;
        search::ensure(&cx).await?;
    }
    Ok(cx)
}

/// Makes the directory that a SQLite database stands in.
pub(crate) fn make_room(place: &Where) -> Result<(), Stop> {
    let url = place.url();
    let dir = url.strip_prefix("sqlite:").and_then(|path| Path::new(path.trim_start_matches("//")).parent());
    match dir {
        Some(dir) if !dir.as_os_str().is_empty() => std::fs::create_dir_all(dir)
            .map_err(|e| Stop::input(format!("cannot create {}: {e}", dir.display()))),
        _ => Ok(()),
    }
}

fn now(cx: &Cx) -> String {
    (cx.outside.now)().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_an_address_is_never_shown() {
        let place = |url: &str| Where { database: Some(url.to_owned()), data: None };
        assert_eq!(
            place("postgres://genbo:hemligt@db.example/genbo").shown(),
            "postgres://genbo:***@db.example/genbo"
        );
        assert_eq!(place("postgres://genbo:a@b:c@db/genbo").shown(), "postgres://genbo:***@db/genbo");
        assert_eq!(place("postgres://genbo@db/genbo").shown(), "postgres://genbo@db/genbo");
        assert_eq!(place("postgres://db:5432/genbo").shown(), "postgres://db:5432/genbo");
        assert_eq!(place("postgres://db/genbo?user=genbo&password=hemligt").shown(), "postgres://db/genbo?…");
    }
}
