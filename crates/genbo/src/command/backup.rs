//! `genbo backup` and `restore`: the whole database as one file.

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
    genbo_app::backup::backup(&cx, file).await?;
    eprintln!("{}", file.display());
    Ok(())
}

/// Brings a backup into a missing or empty database.
pub(crate) async fn restore(place: &Where, file: &Path) -> Result<(), Stop> {
    database::make_room(place)?;
    let things = genbo_app::backup::restore(file, &place.url(), outside::REAL).await?;
    eprintln!("{things} things restored into {}; they were verified", place.shown());
    Ok(())
}
