//! Where each organisation that a referral asks stands as of the day, and all together, as objects of JSON.

use super::{super::Reader, thing::Telling};
use crate::error::ActionError;
use genbo_domain::{
    edtf::Edtf,
    noun::Noun,
    referral::{
        Answer, AnswerKind, Referral, ReferralAddressee, SetBy,
        state::{AddresseeState, compose, last_day, state},
    },
    value::ThingId,
};
use genbo_store::{
    error::StoreError,
    row::{Stored, ThingRow},
};
use jiff::civil::Date;
use serde_json::{Value, json};

/// Those whom some referrals ask, and what they have answered.
#[derive(Debug, Default)]
pub(super) struct Asked {
    addressees: Vec<Stored<ReferralAddressee>>,
    answers: Vec<Stored<Answer>>,
}

impl Asked {
    /// Reads those of the referrals.
    pub async fn load(reader: &mut Reader, referrals: &[ThingId]) -> Result<Asked, ActionError> {
        Ok(Asked {
            addressees: reader.by("referral", referrals).await?,
            answers: reader.by("referral", referrals).await?,
        })
    }

    /// What they refer to.
    pub fn references(&self) -> impl Iterator<Item = ThingId> {
        let asked = self.addressees.iter().map(|a| a.facts.organisation.0);
        let decisions = self.answers.iter().filter_map(|a| a.facts.decision).map(|d| d.0);
        asked.chain(decisions).chain(self.answers.iter().map(|a| a.id))
    }

    /// `addressees` and `composed` of a referral.
    pub fn of(&self, row: &ThingRow, telling: &Telling, today: Date) -> Result<(Value, Value), ActionError> {
        let referral = Referral::read(row.values.clone()).map_err(StoreError::from)?;
        let mut states = Vec::new();
        let mut addressees = Vec::new();
        for asked in self.addressees.iter().filter(|a| a.facts.referral.0 == row.id) {
            let organisation = telling.reference(asked.facts.organisation.0);
            if organisation.is_null() {
                continue;
            }
            let answer = self.answers.iter().find(|a| {
                a.facts.referral.0 == row.id
                    && a.facts.organisation == asked.facts.organisation
                    && !telling.reference(a.id).is_null()
            });
            let state = state(&referral, &asked.facts, answer.map(|a| &a.facts), today);
            let answer = answer.filter(|_| state == AddresseeState::Answered);
            states.push((state, answer.and_then(|a| a.facts.kind)));
            addressees.push(addressee(&referral, asked, answer, organisation, state, telling));
        }
        let composed = compose(states);
        let kinds = composed
            .kinds
            .iter()
            .map(|(kind, n)| (kind.map_or("not_stated", AnswerKind::as_str).to_owned(), Value::from(*n)));
        let composed = json!({
            "as_of": today.to_string(),
            "asked": composed.asked,
            "answered": composed.answered,
            "open": composed.open,
            "late": composed.late,
            "withdrawn": composed.withdrawn,
            "kinds": kinds.collect::<serde_json::Map<_, _>>(),
        });
        Ok((Value::from(addressees), composed))
    }
}

fn addressee(
    referral: &Referral,
    asked: &Stored<ReferralAddressee>,
    answer: Option<&Stored<Answer>>,
    organisation: Value,
    state: AddresseeState,
    telling: &Telling,
) -> Value {
    let text = |date: Option<&Edtf>| date.map(ToString::to_string);
    json!({
        "organisation": organisation,
        "state": state.as_str(),
        "kind": answer.and_then(|a| a.facts.kind).map(AnswerKind::as_str),
        "set_by": answer.and_then(|a| a.facts.set_by).map(SetBy::as_str),
        "received": answer.and_then(|a| text(a.facts.received.as_ref())),
        "due": text(last_day(referral, &asked.facts)),
        "decision": answer.and_then(|a| a.facts.decision).map_or(Value::Null, |d| telling.reference(d.0)),
        "answer": answer.map_or(Value::Null, |a| telling.reference(a.id)),
        "reminded": asked.facts.reminded.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "withdrawn": text(asked.facts.withdrawn.as_ref()),
    })
}
