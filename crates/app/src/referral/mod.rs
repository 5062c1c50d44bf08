//! Referrals while they are out: more time, taking the question back, noting a reminder, answering.
//!
//! Invariants: who answers says the kind of answer; what the sender enters for somebody is marked as an interpretation; every
//! answer of an organisation goes through its own people or through the sender, never through a third.

pub mod answer;
pub mod chase;

use crate::{
    cx::{Actor, Permission},
    error::ActionError,
    thing::reach,
};
use genbo_domain::{
    noun::Noun,
    organisation::Organisation,
    referral::{Answer, Referral, ReferralAddressee, step},
    value::ThingId,
};
use genbo_store::{
    row::{self, Find, Stored},
    sql::Tx,
    thing::{self, Viewer},
};

/// One organisation's part in a referral, as it stands.
pub(crate) struct Part {
    pub(crate) referral: Stored<Referral>,
    pub(crate) addressee: Stored<ReferralAddressee>,
    pub(crate) answer: Option<Stored<Answer>>,
}

impl Part {
    /// The three as the rules of steps look at them.
    pub(crate) fn facts(&self) -> (&Referral, &ReferralAddressee, Option<&Answer>) {
        (&self.referral.facts, &self.addressee.facts, self.answer.as_ref().map(|a| &a.facts))
    }
}

/// The part of one organisation in a referral, both by slug, if the viewer sees the referral.
pub(crate) async fn part(
    tx: &mut Tx,
    viewer: &Viewer,
    referral: &str,
    organisation: &str,
) -> Result<Part, ActionError> {
    let referral = thing::find(tx, viewer, Referral::NAME, referral).await?.id;
    let who = thing::find(tx, viewer, Organisation::NAME, organisation).await?.id;
    let asked: Vec<Stored<ReferralAddressee>> =
        row::load(tx, &Viewer::All, Find::By("referral", &[referral])).await?;
    let addressee = asked.into_iter().find(|a| a.facts.organisation.0 == who).ok_or(ActionError::NotFound)?;
    let answers: Vec<Stored<Answer>> = row::load(tx, &Viewer::All, Find::By("referral", &[referral])).await?;
    let answer = answers.into_iter().find(|a| a.facts.organisation.0 == who);
    let referral: Stored<Referral> = row::load_one(tx, &Viewer::All, referral).await?;
    Ok(Part { referral, addressee, answer })
}

/// Whether somebody keeps the register of who sent a referral.
pub(crate) async fn sends(tx: &mut Tx, actor: &Actor, referral: ThingId) -> Result<bool, ActionError> {
    let reach = reach::of_thing(tx, &Referral::DEF, referral).await?;
    Ok(actor.may_within(Permission::Register, &reach))
}

/// Whether somebody keeps the register of an organisation.
pub(crate) async fn keeps(tx: &mut Tx, actor: &Actor, organisation: ThingId) -> Result<bool, ActionError> {
    let reach = reach::own(tx, &Organisation::DEF, organisation).await?;
    Ok(actor.may_within(Permission::Register, &reach))
}

/// Why a step of a referral is not taken, at the field that it is about.
pub(crate) fn refused(why: step::Refusal) -> ActionError {
    use crate::thing::refusal::{Cause, Refusal, Why};
    let (field, why) = match why {
        step::Refusal::NeedsReason => ("reason", Why::NeedsReason(Cause::PutOff)),
        step::Refusal::NotLater => ("extended_to", Why::Referral(why)),
        step::Refusal::OtherKind => ("kind", Why::Referral(why)),
        step::Refusal::NeedsStart => ("own_start", Why::Referral(why)),
        step::Refusal::Withdrawn | step::Refusal::Answered => ("", Why::Referral(why)),
    };
    let field = Some(field).filter(|f| !f.is_empty());
    ActionError::Refused(vec![Refusal { row: 0, field, why }])
}
