//! One file per command; what they have in common is how they stop.

mod audit;
mod backup;
mod check;
mod db;
mod files;
mod minutes;
mod search;
mod serve;
mod user;
mod verify;
mod wheel;

use crate::cli::{AuditCommand, Cli, Command, DbCommand, UserCommand};
use genbo_app::{backup::BackupError, error::ActionError};
use genbo_store::error::StoreError;

/// Why a command stops before it has done what it should: message and exit status.
#[derive(Debug)]
pub(crate) struct Stop {
    /// For people, on stderr.
    pub message: String,
    /// 1 for findings and refusals, 2 for usage and input errors.
    pub status: u8,
}

impl Stop {
    /// The input or the environment is wrong.
    pub fn input(message: impl Into<String>) -> Stop {
        Stop { message: message.into(), status: 2 }
    }
    /// The input is right, but the answer is no.
    pub fn refused(message: impl Into<String>) -> Stop {
        Stop { message: message.into(), status: 1 }
    }
}

impl From<ActionError> for Stop {
    fn from(e: ActionError) -> Stop {
        match e {
            ActionError::Forbidden | ActionError::Conflicts(_) | ActionError::Account(_) => {
                Stop::refused(e.to_string())
            }
            other => Stop::input(other.to_string()),
        }
    }
}
impl From<BackupError> for Stop {
    fn from(e: BackupError) -> Stop {
        match e {
            BackupError::Exists(_) | BackupError::NotEmpty | BackupError::Unsound(_) => {
                Stop::refused(e.to_string())
            }
            BackupError::Action(e) => e.into(),
            BackupError::File(..) => Stop::input(e.to_string()),
        }
    }
}
impl From<StoreError> for Stop {
    fn from(e: StoreError) -> Stop {
        Stop::input(e.to_string())
    }
}

/// Does what the command line asks for.
pub(crate) async fn run(cli: Cli) -> Result<(), Stop> {
    let place = &cli.place;
    match cli.command {
        Command::Import { paths, dry_run, end_missing } => {
            files::import(place, &paths, dry_run, end_missing).await
        }
        Command::Export { cooperation, out } => files::export(place, &cooperation, out.as_deref()).await,
        Command::Schema => files::schema(),
        Command::Demo { listen, today } => serve::demo(place, listen, today).await,
        Command::Serve { listen, base_url } => serve::serve(place, listen, base_url).await,
        Command::Check(args) => check::run(place, &args).await,
        Command::Wheel(args) => wheel::run(place, &args).await,
        Command::Minutes(args) => minutes::run(place, &args).await,
        Command::PdfWorker => crate::typeset::work(),
        Command::Search(args) => search::run(place, &args).await,
        Command::Db { command: DbCommand::Migrate } => db::migrate(place).await,
        Command::User { command: UserCommand::Add { name, display, person, role } } => {
            user::add(place, &name, display, person, &role).await
        }
        Command::User { command: UserCommand::Password { name } } => user::password(place, &name).await,
        Command::User { command: UserCommand::Token { name, purpose, days } } => {
            user::token(place, &name, &purpose, days).await
        }
        Command::Db { command: DbCommand::Verify } => db::verify(place).await,
        Command::Backup { file } => backup::backup(place, &file).await,
        Command::Restore { file } => backup::restore(place, &file).await,
        Command::Verify { file, pdf } => verify::run(&file, pdf.as_deref()),
        Command::Audit { command: AuditCommand::Verify } => audit::verify(place).await,
    }
}
