//! The one door for change: permission, one transaction, an audit event for each changed thing, its search terms, commit.

use crate::{audit, check::kept::Kept, error::ActionError};
pub use genbo_domain::authority::Permission;
use genbo_domain::{authority::Grant, value::ThingId};
use genbo_store::{
    audit::{AuditRow, AuditValue},
    db::Db,
    files::Files,
    sql::WriteTx,
    thing::Viewer,
};
use jiff::Timestamp;
use std::sync::Arc;

/// What the installation asks the outside world for. The binary hands it in; tests hand in their own.
#[derive(Debug, Clone, Copy)]
pub struct Outside {
    /// The moment.
    pub now: fn() -> Timestamp,
    /// Sixteen bytes that nobody can guess.
    pub salt: fn() -> [u8; 16],
}

/// The context of every action: the database and the outside world.
#[derive(Debug, Clone)]
pub struct Cx {
    /// The database.
    pub db: Db,
    /// The outside world.
    pub outside: Outside,
    /// What rules came to, as long as it is so.
    pub kept: Arc<Kept>,
    /// The files that belong to things.
    pub files: Files,
    /// The most bytes of a file.
    pub largest_file: u64,
}

/// The most bytes of a file, unless the installation says otherwise: 50 MB.
pub const LARGEST_FILE: u64 = 50_000_000;

/// Stands between two accounts' names where one acts for the other; no account's name has a blank.
pub(crate) const FOR: &str = " for ";

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The installation: its command line, its start.
    System,
    /// An account, with what it may do and see.
    Account {
        /// The account's name; `hand for principal` where one stands in for another.
        name: String,
        /// Its roles, each in its scope.
        grants: Vec<Grant>,
        /// The cooperations whose members' things it sees.
        member_of: Vec<ThingId>,
        /// The cooperations whose register it keeps, and of which it sees everything.
        keeps: Vec<ThingId>,
    },
    /// Whoever has a link that was mailed to one person: it lets him or her contribute the one thing that the link is for.
    Link {
        /// What the link is for, as the trail keeps it.
        name: String,
    },
    /// Somebody who has not said who he or she is.
    Anonymous,
}

impl Actor {
    /// What the actor sees.
    pub fn viewer(&self) -> Viewer {
        match self {
            Actor::System => Viewer::All,
            Actor::Account { .. } if self.may(Permission::Import) => Viewer::All,
            Actor::Account { member_of, keeps, .. } => {
                Viewer::Keeper { member_of: member_of.clone(), keeps: keeps.clone() }
            }
            Actor::Link { .. } | Actor::Anonymous => Viewer::Public,
        }
    }

    /// Whether the actor may do it anywhere.
    pub fn may(&self, permission: Permission) -> bool {
        self.allowed(permission, None)
    }

    /// Whether the actor may do it to what lies within these scopes (see [`crate::thing::reach`]).
    pub fn may_within(&self, permission: Permission, reach: &[ThingId]) -> bool {
        self.allowed(permission, Some(reach))
    }

    fn allowed(&self, permission: Permission, reach: Option<&[ThingId]>) -> bool {
        match self {
            Actor::System => true,
            Actor::Account { grants, .. } => grants.iter().any(|g| g.may(permission, reach)),
            Actor::Link { .. } => permission == Permission::Contribute && reach.is_none(),
            Actor::Anonymous => false,
        }
    }

    /// The account whose owner acts: its own name, also while it stands in for another.
    pub fn hand(&self) -> &str {
        self.name().split_once(FOR).map_or(self.name(), |(hand, _)| hand)
    }

    /// The account in whose name is acted: its own, or the one that it stands in for.
    pub fn principal(&self) -> &str {
        self.name().split_once(FOR).map_or(self.name(), |(_, principal)| principal)
    }

    /// Whether somebody acts for somebody else.
    pub fn stands_in(&self) -> bool {
        self.name().contains(FOR)
    }

    /// The name under which the trail keeps the actor; both names, `hand for principal`, where somebody stands in.
    pub fn name(&self) -> &str {
        match self {
            Actor::System => "system",
            Actor::Account { name, .. } | Actor::Link { name } => name,
            Actor::Anonymous => "anonymous",
        }
    }
}

/// One change, for the trail.
#[derive(Debug, Clone)]
pub struct Event {
    /// The thing; nothing for what is no thing, as an account.
    pub thing: Option<ThingId>,
    /// Its noun, or `account`.
    pub noun: &'static str,
    /// `create` or `change`.
    pub action: &'static str,
    /// The changed fields.
    pub values: Vec<AuditValue>,
}

/// An open change: the transaction, and the events that it will leave behind.
#[derive(Debug)]
pub struct Change {
    /// The transaction.
    pub tx: WriteTx,
    /// Who changes.
    pub actor: Actor,
    events: Vec<Event>,
}

impl Change {
    /// How many events it has noted so far.
    pub fn pending(&self) -> usize {
        self.events.len()
    }

    /// Notes that a thing has changed. A change that notes nothing is not committed.
    pub fn record(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Adds a value to what has been noted of a thing, as the reason for it.
    pub fn annotate(&mut self, thing: ThingId, value: &AuditValue) {
        for event in self.events.iter_mut().filter(|e| e.thing == Some(thing)) {
            event.values.push(value.clone());
        }
    }

    /// Refuses unless who changes may do it to what lies within these scopes.
    pub fn require(&self, permission: Permission, reach: &[ThingId]) -> Result<(), ActionError> {
        if self.actor.may_within(permission, reach) { Ok(()) } else { Err(ActionError::Forbidden) }
    }
}

/// What becomes of a change when its action has succeeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// It becomes true.
    Commit,
    /// It was only to see what would happen.
    DryRun,
}

impl Cx {
    /// The context of a database, without a place for files.
    pub fn new(db: Db, outside: Outside) -> Cx {
        Cx { db, outside, kept: Arc::default(), files: Files::default(), largest_file: LARGEST_FILE }
    }

    /// Opens the one door: checks that the actor may do it at all, runs the action in one transaction, appends its events,
    /// commits. An action on something in particular asks [`Change::require`] as well.
    pub async fn write<T>(
        &self,
        actor: &Actor,
        permission: Permission,
        keep: Keep,
        action: impl AsyncFnOnce(&mut Change) -> Result<T, ActionError>,
    ) -> Result<T, ActionError> {
        if !actor.may(permission) {
            return Err(ActionError::Forbidden);
        }
        self.change(actor, keep, action).await
    }

    /// As [`Cx::write`], for what everybody who has an account may do with what is his or her own.
    pub(crate) async fn write_own<T>(
        &self,
        actor: &Actor,
        action: impl AsyncFnOnce(&mut Change) -> Result<T, ActionError>,
    ) -> Result<T, ActionError> {
        match actor {
            Actor::Account { .. } => self.change(actor, Keep::Commit, action).await,
            Actor::System | Actor::Link { .. } | Actor::Anonymous => Err(ActionError::Forbidden),
        }
    }

    async fn change<T>(
        &self,
        actor: &Actor,
        keep: Keep,
        action: impl AsyncFnOnce(&mut Change) -> Result<T, ActionError>,
    ) -> Result<T, ActionError> {
        let mut change = Change { tx: self.db.write().await?, actor: actor.clone(), events: Vec::new() };
        let answer = action(&mut change).await?;
        if keep == Keep::Commit && !change.events.is_empty() {
            crate::search::index::follow(&mut change.tx, &change.events).await?;
            self.append(&mut change, actor).await?;
            change.tx.commit().await?;
        }
        Ok(answer)
    }

    async fn append(&self, change: &mut Change, actor: &Actor) -> Result<(), ActionError> {
        let (first, mut previous) = genbo_store::audit::begin(&mut change.tx, change.events.len()).await?;
        let at = (self.outside.now)().to_string();
        let mut rows = Vec::with_capacity(change.events.len());
        for (seq, mut event) in (first..).zip(std::mem::take(&mut change.events)) {
            event.values.sort_by(|a, b| a.field.cmp(&b.field));
            let salt = audit::hex(&(self.outside.salt)());
            let digest = audit::digest(&salt, &event.values);
            let mut row = AuditRow {
                seq,
                at: at.clone(),
                actor: actor.name().to_owned(),
                action: event.action.to_owned(),
                noun: event.noun.to_owned(),
                thing: event.thing,
                salt,
                digest,
                hash: String::new(),
            };
            row.hash = audit::hash(&previous, &row);
            previous.clone_from(&row.hash);
            rows.push((row, event.values));
        }
        genbo_store::audit::append(&mut change.tx, &rows).await?;
        Ok(())
    }
}
