//! What stands behind a mailed link: a call, or the preliminary days of a plan.
//!
//! Invariant: following links that lead nowhere is counted by address before it is looked at, and answers by link, so that
//! nobody tries out links or fills the trail for ever.

use super::answer;
use crate::{
    account::throttle::{self, Limit},
    cx::Cx,
    error::ActionError,
    secret, year_plan,
};
use jiff::civil::Date;

/// What stands behind a link.
#[derive(Debug, Clone, PartialEq)]
pub enum Behind {
    /// The call to a meeting.
    Call(Box<answer::Opened>),
    /// Preliminary days.
    Days(Box<year_plan::link::Behind>),
}

/// What stands behind a link that somebody follows from an address of the network; nothing if there is no such link.
pub async fn open(cx: &Cx, token: &str, address: &str, today: Date) -> Result<Option<Behind>, ActionError> {
    let limit = Limit::links(address);
    throttle::count(cx, std::slice::from_ref(&limit)).await?;
    let found = behind(cx, token, today).await?;
    if found.is_some() {
        throttle::take_back(cx, &limit).await?;
    }
    Ok(found)
}

async fn behind(cx: &Cx, token: &str, today: Date) -> Result<Option<Behind>, ActionError> {
    if let Some(call) = answer::open(cx, token, today).await? {
        return Ok(Some(Behind::Call(Box::new(call))));
    }
    let days = year_plan::link::open(cx, token, today).await?;
    Ok(days.map(|days| Behind::Days(Box::new(days))))
}

/// Counts one answer by a link, or refuses if it has answered too often within a short time.
pub async fn count_answer(cx: &Cx, token: &str) -> Result<(), ActionError> {
    throttle::count(cx, &[Limit::answers(&secret::hash(token))]).await
}
