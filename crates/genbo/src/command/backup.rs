//! `genbo backup` and `restore`: the whole database as one file, with a directory of its files beside it.

use super::Stop;
use crate::{
    cli::Where,
    database::{self, Missing},
    outside,
};
use std::path::Path;

/// Writes the whole database to a file.
pub(crate) async fn backup(place: &Where, file: &Path) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    let carried = genbo_app::backup::backup(&cx, file).await?;
    eprintln!("{}", file.display());
    if carried.files > 0 {
        eprintln!("{} attached files beside it in {}.files", carried.files, file.display());
    }
    for digest in &carried.missing {
        eprintln!("not here, and therefore not in the backup: the attached file {digest}");
    }
    Ok(())
}

/// Brings a backup into a missing or empty database.
pub(crate) async fn restore(place: &Where, file: &Path) -> Result<(), Stop> {
    database::make_room(place)?;
    let things = genbo_app::backup::restore(file, &place.url(), &place.files(), outside::REAL).await?;
    eprintln!("{things} things restored into {}; they were verified", place.shown());
    Ok(())
}
