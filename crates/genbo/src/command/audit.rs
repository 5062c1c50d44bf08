//! `genbo audit`: whether the trail still is what was written.

use super::Stop;
use crate::{
    cli::Where,
    database::{self, Missing},
};
use genbo_app::audit::Fault;

/// Walks along the chain and tells what it finds.
pub(crate) async fn verify(place: &Where) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    let verdict = genbo_app::audit::verify(&cx.db).await?;
    println!("{} events, {} with erased values", verdict.rows, verdict.erased);
    if verdict.faults.is_empty() {
        println!("the chain holds");
        return Ok(());
    }
    for fault in &verdict.faults {
        match fault {
            Fault::Gap(seq) => println!("event {seq}: one or more events before it are missing"),
            Fault::Broken(seq) => println!("event {seq}: it does not follow from the event before it"),
            Fault::Values(seq) => println!("event {seq}: its values are not those that were written"),
        }
    }
    Err(Stop::refused(format!("the chain is broken in {} places", verdict.faults.len())))
}
