//! `genbo db`: creating, migrating and verifying the database.

use super::Stop;
use crate::{
    cli::Where,
    database::{self, Missing},
};

/// Creates the database, or brings it to this program's schema.
pub(crate) async fn migrate(place: &Where) -> Result<(), Stop> {
    database::open(place, Missing::Create).await?;
    eprintln!("The database at {} has this program's schema.", place.shown());
    Ok(())
}

/// Looks at everything that is stored and tells what cannot be.
pub(crate) async fn verify(place: &Where) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    let mut tx = cx.db.read().await?;
    let verdict = genbo_app::verify::verify(&mut tx).await?;
    println!("{} things, {} faults", verdict.things, verdict.faults.len());
    for fault in &verdict.faults {
        println!("{fault}");
    }
    if verdict.faults.is_empty() { Ok(()) } else { Err(Stop::refused("the database is not as it should be")) }
}
