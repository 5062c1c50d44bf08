//! What an action answers when it does not do what was asked.

use crate::{
    account::refusal::Refusal as AccountRefusal,
    check::validate::RuleFault,
    thing::refusal::{Collision, Refusal},
};
use genbo_store::error::StoreError;
use std::fmt;

/// Why an action was not done. The words for people stand in the web crate and the command line.
#[derive(Debug)]
pub enum ActionError {
    /// The actor may not do this there.
    Forbidden,
    /// There is no such thing, or the actor may not see it.
    NotFound,
    /// The input has problems; nothing was changed.
    Problems(Vec<genbo_documents::cooperation_file::Problem>),
    /// Rules that were written have faults; nothing was changed.
    Rules(Vec<RuleFault>),
    /// Somebody has changed the same things since the file was exported; each line names one.
    Conflicts(Vec<String>),
    /// Something about an account is not done; nothing was changed.
    Account(AccountRefusal),
    /// What was written is refused; each says which row, which field and why.
    Refused(Vec<Refusal>),
    /// Somebody else has changed the same fields since the writer looked; nothing was changed.
    Collides(Vec<Collision>),
    /// The store failed; nothing was changed.
    Store(StoreError),
}

impl From<StoreError> for ActionError {
    fn from(e: StoreError) -> Self {
        match e {
            StoreError::NotFound => ActionError::NotFound,
            other => ActionError::Store(other),
        }
    }
}

impl From<AccountRefusal> for ActionError {
    fn from(refusal: AccountRefusal) -> Self {
        ActionError::Account(refusal)
    }
}

impl fmt::Display for ActionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ActionError::Forbidden => f.write_str("this account may not do that"),
            ActionError::NotFound => f.write_str("there is no such thing"),
            ActionError::Problems(problems) => {
                for p in problems {
                    writeln!(f, "{p}")?;
                }
                Ok(())
            }
            ActionError::Rules(faults) => {
                for fault in faults {
                    writeln!(f, "{}", fault.problem)?;
                }
                Ok(())
            }
            ActionError::Conflicts(lines) => {
                writeln!(f, "the database has newer edits than the file:")?;
                for line in lines {
                    writeln!(f, "  {line}")?;
                }
                f.write_str("take the line `revision = …` out of the file to overwrite them, or export again")
            }
            ActionError::Account(refusal) => refusal.fmt(f),
            ActionError::Refused(refusals) => {
                for r in refusals {
                    writeln!(f, "row {}, {}: {:?}", r.row + 1, r.field.unwrap_or("the whole"), r.why)?;
                }
                Ok(())
            }
            ActionError::Collides(collisions) => {
                for c in collisions {
                    writeln!(f, "row {}, {}: changed by somebody else at {}", c.row + 1, c.field, c.at)?;
                }
                Ok(())
            }
            ActionError::Store(e) => e.fmt(f),
        }
    }
}
impl std::error::Error for ActionError {}
