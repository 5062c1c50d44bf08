//! Answers without signing in: whoever has the link that was mailed to somebody answers for him or her.

pub mod answer;
pub mod link;
