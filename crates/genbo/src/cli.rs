//! The command line, as the contract states it.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Genbo: one portal for all cooperations that a municipality takes part in.
#[derive(Debug, Parser)]
#[command(name = "genbo", version, about, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Where the data are.
    #[command(flatten)]
    pub place: Where,
}

/// Where the data are.
#[derive(Debug, Clone, Args)]
pub(crate) struct Where {
    /// Database: sqlite:PATH or postgres://… (default: sqlite at DIR/genbo.db)
    #[arg(long, global = true, env = "GENBO_DATABASE", value_name = "URL")]
    pub database: Option<String>,
    /// Directory for the database and attachments (default: ./genbo-data)
    #[arg(long, global = true, env = "GENBO_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// What `genbo` can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Import cooperation files: all or nothing; errors as file:line:column
    Import {
        /// Files, or directories whose *.genbo.toml are taken
        #[arg(required = true, value_name = "FILE|DIR")]
        paths: Vec<PathBuf>,
        /// Show what would change, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Export a cooperation as a file
    Export {
        /// The cooperation's slug or id
        #[arg(long, value_name = "SLUG")]
        cooperation: String,
        /// Write SLUG.genbo.toml into this directory instead of to stdout
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Print the JSON Schema of the cooperation file
    Schema,
    /// Look after the database
    Db {
        /// What to do with it
        #[command(subcommand)]
        command: DbCommand,
    },
    /// Look after the audit trail
    Audit {
        /// What to do with it
        #[command(subcommand)]
        command: AuditCommand,
    },
}

/// What `genbo db` can do.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum DbCommand {
    /// Create the database or bring it to this program's schema
    Migrate,
}

/// What `genbo audit` can do.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum AuditCommand {
    /// Walk along the chain of the trail and tell whether it holds
    Verify,
}

/// The language of what is shown.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Lang {
    /// Swedish
    Sv,
    /// English
    En,
}
