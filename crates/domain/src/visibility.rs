//! Visibility: who may see a thing. Each noun has its own default; a thing can depart from it.

use crate::{noun::NounDef, value::Value, vocabulary};

vocabulary! {
    /// Who may see a thing.
    pub enum Visibility = "visibility" {
        /// Everybody, without signing in.
        Public = "public",
        /// The members of the cooperation.
        Members = "members",
        /// Only those who are named for it; never in search, feeds, export or the API of others.
        Restricted = "restricted",
    }
}

/// Whether a field is for members even where its thing is public.
pub fn is_for_members(noun: &str, field: &str) -> bool {
    matches!(
        (noun, field),
        ("person", "email" | "phone") | ("matter", "protected_title") | ("meeting", "link")
    )
}

/// The visibility of a noun's things, if a thing does not say its own.
pub fn default_of(noun: &str) -> Visibility {
    match noun {
        "home_round_answer" | "back_report" | "example" | "attachment" => Visibility::Members,
        _ => Visibility::Public,
    }
}

/// The visibility of a thing with these facts, if it does not say its own: a good example that is marked open is for
/// everybody.
pub fn default_with<R>(noun: &NounDef, values: &[Option<Value<R>>]) -> Visibility {
    let open = || {
        noun.field("open")
            .and_then(|(i, _)| values.get(i))
            .is_some_and(|v| matches!(v, Some(Value::Bool(true))))
    };
    if noun.name == "example" && open() { Visibility::Public } else { default_of(noun.name) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{course::Example, noun::Noun, value::StoredValue};

    #[test]
    fn an_example_is_for_members_until_it_is_marked_open() {
        let def = Example::DEF;
        let with = |open: Option<bool>| {
            let value = |name: &str| (name == "open").then_some(open).flatten().map(StoredValue::Bool);
            let values: Vec<Option<StoredValue>> = def.fields.iter().map(|f| value(f.name)).collect();
            default_with(&def, &values)
        };
        assert_eq!(
            [with(None), with(Some(false)), with(Some(true))],
            [Visibility::Members, Visibility::Members, Visibility::Public]
        );
    }
}
