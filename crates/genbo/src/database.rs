//! Which database a command means, and whether it may create or migrate it.

use crate::{cli::Where, command::Stop, outside};
use genbo_app::{cx::Cx, register, search};
use genbo_store::{
    db::Db,
    migrate::{self, Schema},
};
use std::path::PathBuf;

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
}

/// Opens the database that the command line means.
pub(crate) async fn open(place: &Where, missing: Missing) -> Result<Cx, Stop> {
    let url = place.url();
    if missing == Missing::Create && let Some(path) = url.strip_prefix("sqlite:") {
        let dir = PathBuf::from(path).parent().map(PathBuf::from).unwrap_or_default();
        if !dir.as_os_str().is_empty() {
            std::fs::create_dir_all(&dir).map_err(|e| Stop::input(format!("cannot create {}: {e}", dir.display())))?;
        }
    }
    let db = Db::open(&url, missing == Missing::Create).await?;
    let cx = Cx { db, outside: outside::REAL };
    match (migrate::schema(&cx.db).await?, missing) {
        (Schema::Current, _) => {}
        (Schema::Empty, Missing::Create) => {
            migrate::migrate(&cx.db, &now(&cx)).await?;
            register::ensure(&cx).await?;
        }
        (Schema::Old(_), Missing::Create) => {
            migrate::migrate(&cx.db, &now(&cx)).await?;
        }
        (Schema::Empty, Missing::Refuse) => {
            return Err(Stop::input(format!("there is no database at {url}; create it with `genbo db migrate`")));
        }
        (Schema::Old(n), Missing::Refuse) => {
            return Err(Stop::input(format!(
                "the database at {url} has an older schema ({n} migrations); run `genbo db migrate`"
            )));
        }
    }
    if missing == Missing::Create {
        search::ensure(&cx).await?;
    }
    Ok(cx)
}

fn now(cx: &Cx) -> String {
    (cx.outside.now)().to_string()
}
