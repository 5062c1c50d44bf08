//! How a value stands in the audit trail: as text that people can read and that can be read back, so that a change can be
//! undone.
//!
//! Invariant: `read(written(v)) = v` for every value that a field can have. A list has a line for each of its values; a
//! reference says its noun where the field may refer to several.

use genbo_domain::{
    noun::Field,
    value::{Kind, Pointer, StoredValue, ThingId, Value, ValueError, WrittenValue},
};
use std::collections::HashMap;

/// Nouns and slugs of things, by id.
pub type Pointers = HashMap<ThingId, (String, String)>;

/// A stored value as it stands in the trail.
pub fn stored(field: &Field, value: &StoredValue, pointers: &Pointers) -> String {
    text(value, &|id: &ThingId| match pointers.get(id) {
        Some((noun, slug)) => pointer(field, noun, slug),
        None => format!("#{}", id.0),
    })
}

/// A written value as it stands in the trail.
pub fn written(field: &Field, value: &WrittenValue) -> String {
    text(value, &|p: &Pointer| pointer(field, p.noun, &p.slug))
}

fn pointer(field: &Field, noun: &str, slug: &str) -> String {
    match field.kind {
        Kind::Ref([_]) => slug.to_owned(),
        _ => format!("{noun}:{slug}"),
    }
}

fn text<R>(value: &Value<R>, name: &dyn Fn(&R) -> String) -> String {
    match value {
        Value::Text(s) => s.clone(),
        Value::Int(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::Ref(r) => name(r),
        Value::List(list) => list.iter().map(|v| text(v, name)).collect::<Vec<_>>().join("\n"),
    }
}

/// The value that a text of the trail stands for.
pub fn read(field: &Field, told: &str) -> Result<WrittenValue, ValueError> {
    if !field.many {
        return field.kind.parse(told);
    }
    told.split('\n').map(|line| field.kind.parse(line)).collect::<Result<_, _>>().map(Value::List)
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::noun::NounDef;
    use proptest::prelude::*;

    fn field(noun: &str, name: &str) -> &'static Field {
        NounDef::named(noun).and_then(|n| n.field(name)).map(|(_, f)| f).expect("the noun has it")
    }

    #[test]
    fn a_reference_says_its_noun_only_where_it_may_be_several() {
        let body = Value::List(vec![Value::Ref(Pointer { noun: "body", slug: "a/b".into() })]);
        assert_eq!(written(field("meeting", "bodies"), &body), "a/b");
        let host = Value::Ref(Pointer { noun: "organisation", slug: "svalov".into() });
        assert_eq!(written(field("meeting", "host"), &host), "organisation:svalov");
        assert_eq!(read(field("meeting", "host"), "organisation:svalov"), Ok(host));
    }

    proptest! {
        #[test]
        fn what_is_told_of_a_list_is_read_back(texts in prop::collection::vec("[a-zåäö,; ]{0,12}[a-z]", 1..5)) {
            let texts: Vec<String> = texts.iter().map(|t| t.trim().to_owned()).collect();
            let list = Value::List(texts.into_iter().map(Value::Text).collect());
            let field = field("body", "aliases");
            prop_assert_eq!(read(field, &written(field, &list)), Ok(list));
        }
    }
}
