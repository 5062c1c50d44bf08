//! What happens at a time: meetings, events and evaluations, as they stand on the day that counts as today.

use crate::facts::{Fact, Facts};
use genbo_domain::{
    edtf::{Edtf, Precision},
    meeting::{Meeting, MeetingForm, MeetingStatus},
    project::EvaluationState,
    rule::ListKind,
    value::ThingId,
    vocabulary,
};
use jiff::civil::Date;

vocabulary! {
    /// What is counted.
    pub enum OccasionKind = "occasion_kind" {
        /// Meetings of the body.
        Meeting = "meeting",
        /// Events for the body.
        Event = "event",
        /// Evaluations or follow-ups of the body, document or cooperation.
        Evaluation = "evaluation",
    }
}

/// How something at a time stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// It has been held or done.
    Held,
    /// It is still to come.
    Planned,
    /// Its time is past, and nobody has said whether it was held.
    Unconfirmed,
    /// It was called off, or decided not to be.
    Off,
}

/// Something at a time.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// The thing.
    pub id: ThingId,
    /// When, if anything is known of it.
    pub when: Option<Edtf>,
    /// How it stands today.
    pub state: State,
}

/// The list that such things stand in.
pub const fn list_of(kind: OccasionKind) -> ListKind {
    match kind {
        OccasionKind::Meeting => ListKind::Meetings,
        OccasionKind::Event => ListKind::Events,
        OccasionKind::Evaluation => ListKind::Evaluations,
    }
}

/// How a meeting or event of that date and status stands today. What a later day brings has not happened yet.
pub fn state(when: Option<&Edtf>, status: Option<MeetingStatus>, today: Date) -> State {
    let over = when.and_then(Edtf::last).is_some_and(|last| last.date() < today);
    let begun = when.and_then(Edtf::first).is_none_or(|first| first.date() <= today);
    match status {
        Some(MeetingStatus::Cancelled | MeetingStatus::None) => State::Off,
        Some(MeetingStatus::Held) if begun => State::Held,
        Some(MeetingStatus::Unconfirmed) if begun => State::Unconfirmed,
        _ if over => State::Unconfirmed,
        _ => State::Planned,
    }
}

/// The occasions of a kind that a body (or another thing, for evaluations) has; of meetings only those forms, if any are named.
pub fn of(facts: &Facts, kind: OccasionKind, thing: ThingId, forms: &[MeetingForm]) -> Vec<Occasion> {
    let today = facts.as_of;
    match kind {
        OccasionKind::Meeting => meetings(facts, thing)
            .filter(|m| forms.is_empty() || m.facts.form.is_some_and(|f| forms.contains(&f)))
            .map(|m| Occasion {
                id: m.id,
                when: m.facts.when.clone(),
                state: state(m.facts.when.as_ref(), m.facts.status, today),
            })
            .collect(),
        OccasionKind::Event => {
            let mine = facts
                .events
                .iter()
                .filter(|e| e.facts.cooperation.0 == thing || e.facts.bodies.iter().any(|b| b.0 == thing));
            mine.map(|e| Occasion {
                id: e.id,
                when: e.facts.when.clone(),
                state: state(e.facts.when.as_ref(), e.facts.status, today),
            })
            .collect()
        }
        OccasionKind::Evaluation => {
            let mine = facts.evaluations.iter().filter(|e| e.facts.subject.0 == thing);
            mine.map(|e| {
                let status = (e.facts.state == Some(EvaluationState::Done)).then_some(MeetingStatus::Held);
                let when = e.facts.when.clone();
                let state = match state(when.as_ref(), status, today) {
                    // That something shall be done some time in a year is a duty, and no plan yet.
                    State::Planned if is_only_due(e.facts.state, when.as_ref()) => State::Off,
                    state => state,
                };
                Occasion { id: e.id, state, when }
            })
            .collect()
        }
    }
}

fn is_only_due(state: Option<EvaluationState>, when: Option<&Edtf>) -> bool {
    let precise = [Precision::Minute, Precision::Day, Precision::Month, Precision::Season];
    state != Some(EvaluationState::Begun) && !when.is_some_and(|w| precise.contains(&w.precision()))
}

/// The meetings of a body.
pub fn meetings(facts: &Facts, body: ThingId) -> impl Iterator<Item = &Fact<Meeting>> {
    facts.meetings.iter().filter(move |m| m.facts.bodies.iter().any(|b| b.0 == body))
}
