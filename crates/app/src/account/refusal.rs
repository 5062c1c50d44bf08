//! Why something about an account is not done. The words for people stand in the web crate and the command line.

use jiff::Timestamp;
use std::fmt;

/// Why something about an account is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// What was typed is no name of an account.
    Name,
    /// There is an account of that name already.
    Taken,
    /// There is no open account of that name.
    NoAccount,
    /// Name or password is wrong; which of them is not told.
    NotKnown,
    /// There were too many tries; the next one is looked at from this moment on.
    Wait(Timestamp),
    /// The password would be too easy to guess.
    Weak(Weak),
    /// The link has been used, is too old, or was never given out.
    Link,
    /// What was typed is no address of mail.
    Email,
    /// Nobody who can sign in would administer the installation.
    LastAdministrator,
    /// The account has or would get more than whoever changes it has him- or herself.
    Beyond,
    /// That role cannot go with a post.
    PostRole,
    /// There is no such role.
    Role,
    /// The scope is no organisation, cooperation or body that is known.
    Scope,
    /// There is no such person.
    Person,
    /// The days are in the wrong order, in the past, or too far apart.
    Days,
    /// Nobody stands in for him- or herself.
    Oneself,
    /// Only the account's own owner may do it, not somebody who stands in.
    NotForOthers,
    /// A field that must be filled in is empty or too long; its name.
    Field(&'static str),
}

/// Why a password would be too easy to guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// It has fewer characters than [`super::password::SHORTEST`].
    Short,
    /// It has more bytes than [`super::password::LONGEST`].
    Long,
    /// It is or contains the account's name, or the name or address of its owner.
    Name,
    /// It is among those that are tried first, or repeats itself.
    Common,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Name => f.write_str("an account's name has a-z, 0-9 and hyphens, at most 64 of them"),
            Refusal::Taken => f.write_str("there is an account of that name already"),
            Refusal::NoAccount => f.write_str("there is no open account of that name"),
            Refusal::NotKnown => f.write_str("name or password is wrong"),
            Refusal::Wait(until) => write!(f, "too many tries; try again after {until}"),
            Refusal::Weak(weak) => weak.fmt(f),
            Refusal::Link => f.write_str("the link has been used or is too old"),
            Refusal::Email => f.write_str("that is no address of mail"),
            Refusal::LastAdministrator => {
                f.write_str("then nobody who can sign in would administer the installation")
            }
            Refusal::Beyond => f.write_str("the account has or would get more than you have yourself"),
            Refusal::PostRole => f.write_str("that role cannot go with a post"),
            Refusal::Role => f.write_str("there is no such role"),
            Refusal::Scope => f.write_str("there is no such organisation, cooperation or body"),
            Refusal::Person => f.write_str("there is no such person"),
            Refusal::Days => f.write_str("the days are in the wrong order, in the past, or too far apart"),
            Refusal::Oneself => f.write_str("nobody stands in for him- or herself"),
            Refusal::NotForOthers => f.write_str("only the account's own owner may do that"),
            Refusal::Field(name) => write!(f, "{name} is empty or too long"),
        }
    }
}

impl fmt::Display for Weak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Weak::Short => write!(f, "a password has at least {} characters", super::password::SHORTEST),
            Weak::Long => write!(f, "a password has at most {} bytes", super::password::LONGEST),
            Weak::Name => f.write_str("a password may not contain the name of the account or of its owner"),
            Weak::Common => f.write_str("that is among the passwords that are tried first; choose another"),
        }
    }
}
