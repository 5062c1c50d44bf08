//! What people call a thing: the text of its noun's label field, or the label of what that field points at.

use genbo_domain::{
    noun::NounDef,
    value::{StoredValue, ThingId, Value},
};
use std::collections::HashMap;

/// The longest label, in characters; the rest is told by an ellipsis.
const LIMIT: usize = 120;

/// A label that can be told at once, or the thing that it is taken from.
#[derive(Debug, PartialEq, Eq)]
pub enum Label {
    /// The label.
    Is(String),
    /// The label of that thing.
    Of(ThingId),
}

/// The label of a thing with these values.
pub fn of(noun: &NounDef, slug: &str, values: &[Option<StoredValue>]) -> Label {
    let value = noun.field(noun.label).and_then(|(i, _)| values[i].as_ref());
    match value {
        Some(Value::Text(s)) => Label::Is(short(s)),
        Some(Value::Int(n)) => Label::Is(n.to_string()),
        Some(Value::Ref(id)) => Label::Of(*id),
        _ => Label::Is(slug.rsplit('/').next().unwrap_or(slug).to_owned()),
    }
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LIMIT {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LIMIT - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Follows labels that are taken from other things. `known` has the labels of things outside `labels`.
pub fn follow(
    labels: &HashMap<ThingId, Label>,
    known: &HashMap<ThingId, String>,
    id: ThingId,
) -> Option<String> {
    let mut at = id;
    for _ in 0..8 {
        match labels.get(&at) {
            Some(Label::Is(s)) => return Some(s.clone()),
            Some(Label::Of(next)) => at = *next,
            None => return known.get(&at).cloned(),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_leads_in_a_circle_is_no_label() {
        let labels =
            HashMap::from([(ThingId(1), Label::Of(ThingId(2))), (ThingId(2), Label::Of(ThingId(1)))]);
        assert_eq!(follow(&labels, &HashMap::new(), ThingId(1)), None);
    }

    #[test]
    fn a_label_can_be_another_things_label() {
        let labels = HashMap::from([(ThingId(1), Label::Of(ThingId(2)))]);
        let known = HashMap::from([(ThingId(2), "Svalöv".to_owned())]);
        assert_eq!(follow(&labels, &known, ThingId(1)).as_deref(), Some("Svalöv"));
    }

    #[test]
    fn a_long_text_is_cut_at_the_limit_and_not_before() {
        assert_eq!(short(&"ö".repeat(LIMIT)).chars().count(), LIMIT);
        assert!(short(&"ö".repeat(LIMIT + 1)).ends_with('…'));
    }
}
