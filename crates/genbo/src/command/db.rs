//! `genbo db`: creating and migrating the database.

use super::Stop;
use crate::{
    cli::Where,
    database::{self, Missing},
};

/// Creates the database, or brings it to this program's schema.
pub(crate) async fn migrate(place: &Where) -> Result<(), Stop> {
    database::open(place, Missing::Create).await?;
    eprintln!("The database at {} has this program's schema.", place.url());
    Ok(())
}
