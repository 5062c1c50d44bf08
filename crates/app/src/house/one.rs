//! An organisation or a cooperation has one house style: a second one would be a style that nobody sees.

use crate::{
    cx::Change,
    error::ActionError,
    thing::{
        refusal::{Refusal, Why},
        written::Written,
    },
};
use genbo_domain::{
    house::HouseStyle,
    noun::Noun,
    value::{Pointer, ThingId, Value},
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::Viewer,
};
use std::collections::HashSet;

/// Styles that would be second ones of their owners: new ones, and those that are given to another owner.
pub(crate) async fn second(
    change: &mut Change,
    written: &[Written],
    known: impl Fn(&Pointer) -> Option<ThingId>,
) -> Result<Vec<Refusal>, ActionError> {
    let mut refusals = Vec::new();
    let mut owners: HashSet<&Pointer> = HashSet::new();
    for (row, w) in written.iter().enumerate().filter(|(_, w)| w.noun.name == HouseStyle::NAME) {
        let Some(Value::Ref(owner)) = w.value("owner") else { continue };
        let styles: Vec<Stored<HouseStyle>> = match known(owner) {
            Some(id) => row::load(&mut change.tx, &Viewer::All, Find::By("owner", &[id])).await?,
            None => Vec::new(),
        };
        let itself = |s: &Stored<HouseStyle>| w.thing.as_ref().is_some_and(|t| *t == s.meta.slug);
        if styles.iter().any(|s| !itself(s)) || !owners.insert(owner) {
            refusals.push(Refusal { row, field: Some("owner"), why: Why::HasStyle });
        }
    }
    Ok(refusals)
}
