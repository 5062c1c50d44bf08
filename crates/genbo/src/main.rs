//! The binary: command line, configuration, wiring, clock and ids.
//!
//! Exit status: 0 fine, 1 findings or refusal, 2 usage or input error. Machine output goes to stdout, messages to stderr.

mod cli;
mod command;
mod database;
mod demo;
mod files;
mod log;
mod mail;
mod outside;
mod typeset;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            let _ = e.print();
            return if e.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    log::start();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("genbo: the runtime did not start: {e}");
            return ExitCode::from(2);
        }
    };
    match runtime.block_on(command::run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("genbo: {}", stop.message.trim_end());
            ExitCode::from(stop.status)
        }
    }
}
