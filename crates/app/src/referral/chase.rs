//! What the sender does while an answer is waited for: gives more time, notes a reminder, takes the question back.

use super::{part, refused, sends};
use crate::{
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{came_before, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
};
use genbo_domain::{
    edtf::Edtf,
    noun::Noun,
    referral::{ReferralAddressee, step},
    value::Value,
};
use jiff::civil::Date;

/// What the sender does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chase {
    /// Gives time until that day, in EDTF, and why.
    Extend {
        /// The new last day; nothing if what was typed was none.
        to: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// Notes that a reminder was given today.
    Remind,
    /// Takes the question back from today.
    Withdraw,
}

/// Does it for one organisation that is asked.
pub async fn chase(
    cx: &Cx,
    actor: &Actor,
    (referral, organisation): (&str, &str),
    chase: &Chase,
    today: Date,
    submission: Option<&str>,
) -> Result<(), ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Register, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let part = part(&mut change.tx, &viewer, referral, organisation).await?;
        let actor = change.actor.clone();
        if !sends(&mut change.tx, &actor, part.referral.id).await? {
            return Err(ActionError::Forbidden);
        }
        if came_before(change, submission).await? {
            return Ok(());
        }
        let text = |text: &str| Said::Value(Value::Text(text.to_owned()));
        let written = Written::change(&ReferralAddressee::DEF, part.addressee.meta.slug.clone());
        let written = match chase {
            Chase::Extend { to, reason } => {
                let reason = reason.as_deref().map(str::trim).filter(|r| !r.is_empty());
                let to = to.as_deref().and_then(|to| to.parse::<Edtf>().ok());
                let missing = Refusal { row: 0, field: Some("extended_to"), why: Why::Missing };
                let to = to.ok_or(ActionError::Refused(vec![missing]))?;
                step::extend(part.facts(), &to, reason.is_some(), today).map_err(refused)?;
                let mut written = written
                    .with("extended_to", text(&to.to_string()))
                    .with("extension_reason", text(reason.unwrap_or_default()));
                written.reason = reason.map(str::to_owned);
                written
            }
            Chase::Remind => {
                step::withdraw(part.facts(), today).map_err(refused)?;
                let mut days: Vec<String> =
                    part.addressee.facts.reminded.iter().map(ToString::to_string).collect();
                if !days.contains(&today.to_string()) {
                    days.push(today.to_string());
                }
                let days = days.into_iter().map(Value::Text).collect();
                written.with("reminded", Said::Value(Value::List(days)))
            }
            Chase::Withdraw => {
                step::withdraw(part.facts(), today).map_err(refused)?;
                written.with("withdrawn", text(&today.to_string()))
            }
        };
        put_once(change, &[written], submission, &at).await.map(|_| ())
    })
    .await
}
