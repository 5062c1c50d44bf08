//! Messages that leave the house: what kinds there are, how each recipient's copy stands, and when it is tried again.
//!
//! Invariant: a copy is sent, given up or withdrawn once and for all; nothing waits for ever and nothing is tried in a
//! negative time.

use crate::vocabulary;
use jiff::SignedDuration;

vocabulary! {
    /// What a message is.
    pub enum MessageKind = "message_kind" {
        /// The call to a meeting, or a call that has changed.
        Call = "call",
        /// Word that a meeting is called off.
        Cancellation = "cancellation",
        /// A copy to whoever is about to send it.
        Copy = "copy",
        /// About an account, as a new password.
        Account = "account",
        /// Anything else that somebody is told.
        Notice = "notice",
    }
}

vocabulary! {
    /// How a recipient's copy stands.
    pub enum RecipientState = "recipient_state" {
        /// It waits for its time.
        Waiting = "waiting",
        /// It is being handed over.
        Sending = "sending",
        /// The recipient's server or the one before it has taken it.
        Sent = "sent",
        /// It was given up.
        Failed = "failed",
        /// It was taken back before it was sent.
        Withdrawn = "withdrawn",
    }
}

vocabulary! {
    /// Why a copy could not be handed over.
    pub enum Failure = "delivery_failure" {
        /// The server cannot be reached, or ended the conversation.
        Unreachable = "unreachable",
        /// The server took too long.
        Slow = "slow",
        /// There is no safe connection: its certificate is not known, or it offers none.
        Unsafe = "unsafe",
        /// The server refuses our name or password.
        Login = "login",
        /// The server says that it will not take it now.
        Later = "later",
        /// The server refuses it for good.
        Refused = "refused",
        /// No mail could be made of it.
        Unwritable = "unwritable",
    }
}

impl Failure {
    /// Whether it says something of the server and not of the one copy: then the others wait too.
    pub const fn is_of_the_server(self) -> bool {
        matches!(self, Failure::Unreachable | Failure::Slow | Failure::Unsafe | Failure::Login)
    }

    /// Whether trying again cannot help.
    pub const fn is_final(self) -> bool {
        matches!(self, Failure::Refused | Failure::Unwritable)
    }
}

/// How long a message can be withdrawn after it was sent off.
pub const RECALL: SignedDuration = SignedDuration::from_mins(2);
/// The most times that a copy is tried; with the pauses between them about three days.
pub const MOST_ATTEMPTS: i64 = 20;
/// The longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);

/// How long to wait after so many attempts have failed: twice as long each time, from one minute to six hours; nothing
/// when it is time to give up.
pub fn pause(attempts: i64) -> Option<SignedDuration> {
    if attempts >= MOST_ATTEMPTS {
        return None;
    }
    let doublings = u32::try_from(attempts.max(1) - 1).unwrap_or(0).min(16);
    Some(SignedDuration::from_mins(1 << doublings).min(LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_is_given_up_after_the_last_attempt_and_not_before() {
        assert_eq!(pause(MOST_ATTEMPTS), None);
        assert_eq!(pause(MOST_ATTEMPTS - 1), Some(LONGEST_PAUSE));
        assert_eq!(pause(1), Some(SignedDuration::from_mins(1)));
        assert_eq!(pause(4), Some(SignedDuration::from_mins(8)));
    }

    #[test]
    fn all_pauses_together_are_about_three_days() {
        let all: SignedDuration = (1..).map_while(pause).sum();
        assert_eq!(all.as_hours(), 68);
    }

    proptest! {
        #[test]
        fn a_pause_is_never_negative_and_never_shorter_than_the_one_before(attempts in any::<i64>()) {
            if let Some(now) = pause(attempts) {
                prop_assert!(now >= SignedDuration::from_mins(1));
                prop_assert!(pause(attempts.saturating_sub(1)).is_some_and(|before| before <= now));
            }
        }
    }
}
