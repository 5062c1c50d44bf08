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
        /// End on this day what the same cooperations have and the files do not state; nothing is deleted
        #[arg(long, value_name = "DATE")]
        end_missing: Option<jiff::civil::Date>,
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
    /// Run the demo: five cooperations and invented people, marked as a demo
    Demo {
        /// Address and port; port 0 takes any free one
        #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
        listen: std::net::SocketAddr,
        /// The day that counts as today
        #[arg(long, default_value = "2022-09-29", value_name = "DATE")]
        today: jiff::civil::Date,
    },
    /// Serve the portal
    Serve {
        /// Address and port; port 0 takes any free one
        #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
        listen: std::net::SocketAddr,
        /// Where the portal is reached from outside
        #[arg(long, env = "GENBO_BASE_URL", value_name = "URL")]
        base_url: Option<String>,
    },
    /// Check the rules of procedure
    ///
    /// Every rule about everything that it is about, as of a day. Exit status 1 if some rule is broken that may not be.
    Check(CheckArgs),
    /// Print a year wheel
    Wheel(WheelArgs),
    /// Print a paper of a meeting: its minutes or notes, or one § of them
    ///
    /// As everybody may see it. What is not known is told as unknown. A PDF is PDF/A-2a and PDF/UA-1.
    Minutes(MinutesArgs),
    /// Typeset what comes on standard input; for the portal itself
    #[command(hide = true)]
    PdfWorker,
    /// Search everything: by word, § or case number
    ///
    /// All words must be found; inflections and parts of Swedish compounds count, and the last word may be unfinished.
    ///
    /// JSON: query, words (as they are compared), total, more (true if there are more hits than were looked at; total
    /// and counts are then least numbers), facets [noun, count], hits [noun, id, slug, label, number, context [noun,
    /// slug, label], edtf, excerpt], the best first.
    Search(SearchArgs),
    /// Look after the database
    Db {
        /// What to do with it
        #[command(subcommand)]
        command: DbCommand,
    },
    /// Look after accounts
    User {
        /// What to do with them
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Write the whole database to a file, also while it is served
    Backup {
        /// The file; it must not exist
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Bring a backup into a missing or empty database
    Restore {
        /// A file that `genbo backup` wrote
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Check an evidence file without a database
    ///
    /// Exit status 0 if everything in it holds, 1 if something does not, 2 if it is no evidence file.
    Verify {
        /// An evidence file: it ends in .bevis.json
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The record as PDF, to see whether it is the one that was approved
        #[arg(long, value_name = "FILE")]
        pdf: Option<PathBuf>,
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
    /// Look whether what is stored is what may be stored
    Verify,
}

/// What `genbo user` can do.
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Add an account, or state an existing one anew
    Add {
        /// Its name: a-z, 0-9 and hyphens
        name: String,
        /// The name that is shown; the account's name if left out
        #[arg(long, value_name = "TEXT")]
        display: Option<String>,
        /// The person that it belongs to
        #[arg(long, value_name = "SLUG")]
        person: Option<String>,
        /// A role, with its scope: secretary@cooperation:skanes-kommuner; without scope in the whole installation
        #[arg(long, value_name = "ROLE[@NOUN:SLUG]")]
        role: Vec<String>,
    },
    /// Set an account's password, read from the terminal or the first line of standard input
    Password {
        /// Its name
        name: String,
    },
    /// Make a token for programs and print it; it is shown only this once
    Token {
        /// The account's name
        name: String,
        /// What the token is for
        #[arg(long, value_name = "TEXT", default_value = "genbo user token")]
        purpose: String,
        /// For so many days it counts, at most 365
        #[arg(long, value_name = "DAYS", default_value = "365")]
        days: i64,
    },
}

/// What `genbo audit` can do.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum AuditCommand {
    /// Walk along the chain of the trail and tell whether it holds
    Verify,
}

/// Whose rules are checked, as of when, in which form.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Only the rules of this cooperation
    #[arg(long, value_name = "SLUG")]
    pub cooperation: Option<String>,
    /// Only findings about this body
    #[arg(long, value_name = "SLUG")]
    pub body: Option<String>,
    /// The day that counts as today
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<jiff::civil::Date>,
    /// The form
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextFormat,
    /// The language of texts
    #[arg(long, value_enum, default_value = "sv")]
    pub lang: Lang,
}

/// Which wheel, in which form.
#[derive(Debug, Args)]
pub(crate) struct WheelArgs {
    /// The year
    #[arg(long, value_parser = clap::value_parser!(i16).range(1900..=2199))]
    pub year: i16,
    /// Only these cooperations (may be given several times)
    #[arg(long, value_name = "SLUG")]
    pub cooperation: Vec<String>,
    /// All that an organisation takes part in
    #[arg(long, value_name = "SLUG")]
    pub organisation: Option<String>,
    /// All bodies in which a person sits
    #[arg(long, value_name = "SLUG", conflicts_with = "organisation")]
    pub person: Option<String>,
    /// The language of texts
    #[arg(long, value_enum, default_value = "sv")]
    pub lang: Lang,
    /// The form
    #[arg(long, value_enum)]
    pub format: WheelFormat,
    /// Take last days into the calendar
    #[arg(long)]
    pub deadlines: bool,
}

/// Which paper, in which form.
#[derive(Debug, Args)]
pub(crate) struct MinutesArgs {
    /// The meeting's slug or id
    #[arg(long, value_name = "SLUG")]
    pub meeting: String,
    /// Only this § or point, as an extract
    #[arg(long, value_name = "§")]
    pub item: Option<String>,
    /// The language of texts
    #[arg(long, value_enum, default_value = "sv")]
    pub lang: Lang,
    /// The form
    #[arg(long, value_enum)]
    pub format: MinutesFormat,
}

/// What is looked for, and by whom.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Words, a § or a case number; all of them must be found
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// The account that looks; without it, what everybody may see
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// The form
    #[arg(long, value_enum, default_value = "text")]
    pub format: TextFormat,
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The form of a paper.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum MinutesFormat {
    /// For printing and archives
    Pdf,
    /// For reading and copying
    Html,
    /// Data
    Json,
    /// Plain text
    Text,
}

/// The form of a wheel.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum WheelFormat {
    /// A picture
    Svg,
    /// A picture of dots
    Png,
    /// A sheet A3 with the list
    Pdf,
    /// A calendar
    Ics,
    /// Data
    Json,
}

/// The language of what is shown.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Lang {
    /// Swedish
    Sv,
    /// English
    En,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_after_the_words_of_a_search_are_options() {
        let line = ["genbo", "search", "§ 226", "svalöv", "--as", "miljochef", "--format", "json"];
        let Ok(Cli { command: Command::Search(args), .. }) = Cli::try_parse_from(line) else {
            panic!("the line is right");
        };
        assert_eq!(args.query, ["§ 226", "svalöv"]);
        assert_eq!((args.user.as_deref(), args.format), (Some("miljochef"), TextFormat::Json));
        assert!(
            Cli::try_parse_from(["genbo", "search"]).is_err(),
            "without a word there is nothing to look for"
        );
    }
}
