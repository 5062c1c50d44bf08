//! The log, on standard error: what the server does and what goes wrong, with ids and never with names.

use std::io::{IsTerminal, stderr};
use tracing_subscriber::{EnvFilter, fmt};

/// What is written unless `GENBO_LOG` says otherwise.
const USUAL: &str = "warn,genbo=info,sqlx=error";

/// Begins to log. `GENBO_LOG` holds a filter, as `debug` or `genbo=debug,sqlx=debug`; one that cannot be read is told.
pub(crate) fn start() {
    let filter = match std::env::var("GENBO_LOG") {
        Ok(wanted) => EnvFilter::try_new(&wanted).unwrap_or_else(|e| {
            eprintln!("genbo: GENBO_LOG is no filter ({e}); it is left aside");
            EnvFilter::new(USUAL)
        }),
        Err(_) => EnvFilter::new(USUAL),
    };
    fmt().with_env_filter(filter).with_writer(stderr).with_ansi(stderr().is_terminal()).init();
}
