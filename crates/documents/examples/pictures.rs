//! Draws the example pictures into a directory: `cargo run -p genbo-documents --example pictures -- out/`.

use std::path::PathBuf;
use std::time::Instant;

use genbo_documents::chart::{chain, organisation};
use genbo_documents::svg::Variant;
use genbo_documents::wheel;

#[path = "../tests/pictures/mod.rs"]
mod pictures;

fn main() -> std::io::Result<()> {
    let dir = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "pictures".into()));
    std::fs::create_dir_all(&dir)?;
    let wheels = [
        ("wheel-2021", pictures::year_2021(true)),
        ("wheel-2022", pictures::year_2022()),
        ("wheel-one", pictures::crowded(1, 14)),
        ("wheel-eight", pictures::crowded(8, 90)),
        ("wheel-twelve", pictures::crowded(12, 500)),
    ];
    for (name, wheel) in &wheels {
        let start = Instant::now();
        let svg = wheel::draw(wheel, Variant::Standalone);
        eprintln!("{name}: {} entries, {} bytes, {:?}", wheel.entries.len(), svg.len(), start.elapsed());
        std::fs::write(dir.join(format!("{name}.svg")), svg)?;
    }
    let charts = [
        (
            "organisation-two",
            organisation::draw(&pictures::charts::two_municipalities(), Variant::Standalone),
        ),
        ("organisation-many", organisation::draw(&pictures::charts::many_networks(), Variant::Standalone)),
        ("chain", chain::draw(&pictures::charts::referral_chain(), Variant::Standalone)),
    ];
    for (name, svg) in charts {
        std::fs::write(dir.join(format!("{name}.svg")), svg)?;
    }
    Ok(())
}
