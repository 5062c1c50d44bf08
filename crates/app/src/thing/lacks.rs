//! What is missing in what is written: facts that nothing can be without, and reasons.

use super::{
    refusal::{Cause, Refusal, Why},
    written::{Mode, Said, Written},
};
use genbo_domain::{
    demand,
    value::{StoredValue, Value},
};
use genbo_store::row::ThingRow;

/// What no thing of the noun can be without, and is not there.
pub(super) fn incomplete(row: usize, w: &Written, old: Option<&ThingRow>) -> Vec<Refusal> {
    let lacks = |(index, field): (usize, &'static genbo_domain::noun::Field)| {
        let there = match w.fields.iter().find(|(i, _)| *i == index) {
            Some((_, Said::Value(Value::List(list)))) => !list.is_empty(),
            Some((_, Said::Value(_))) => true,
            Some(_) => false,
            None => old.is_some_and(|o| o.values[index].is_some()),
        };
        (field.required && !there).then_some(Refusal { row, field: Some(field.name), why: Why::Missing })
    };
    w.noun.fields.iter().enumerate().filter_map(lacks).collect()
}

/// A reason that is asked for and not given.
pub(super) fn reason(row: usize, w: &Written, old: Option<&ThingRow>) -> Option<Refusal> {
    if w.mode == Mode::Transcription || w.reason.is_some() {
        return None;
    }
    let old = old?;
    let text = |value: Option<&StoredValue>| match value? {
        Value::Bool(yes) => Some(yes.to_string()),
        value => value.as_text().map(str::to_owned),
    };
    let before = |field: &str| w.noun.field(field).and_then(|(i, _)| text(old.values[i].as_ref()));
    let after = |field: &str| match w.said(field) {
        Some(Said::Value(Value::Text(t))) => Some(t.clone()),
        Some(Said::Value(Value::Bool(b))) => Some(b.to_string()),
        Some(_) => None,
        None => before(field),
    };
    let cause = Cause::from(demand::reason(w.noun.name, &before, &after)?);
    let own = match cause {
        Cause::Chosen => "reason",
        Cause::PutOff => "extension_reason",
        _ => "decided_by",
    };
    // A reason that the noun itself has a field for is as good.
    let told = matches!(w.said(own), Some(Said::Value(_)));
    (!told).then_some(Refusal { row, field: Some("reason"), why: Why::NeedsReason(cause) })
}
