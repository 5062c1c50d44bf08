//! Messages in the outbox as people look after them: who may see one, taking it back, trying it again.
//!
//! Invariant: a message is seen by the account that sends it, by whoever may send for the meeting that it is about, and by
//! who administers the installation; what only a recipient gets is shown to nobody.

pub mod retry;
pub mod view;
pub mod withdraw;
