//! Frozen records as data: one canonical text of what a record says, its digests, and how two of them differ.
//!
//! Invariants: the same data have one text and one digest, whatever order their parts came in; a digest of data can be taken
//! for nothing else, because what it is of is said first.

use crate::chain::hex;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What the data of a record begin with when they are digested.
pub const RECORD: &str = "genbo:record:1\n";
/// What an approval begins with when it is digested.
pub const APPROVAL: &str = "genbo:approval:1\n";

/// The fields of an item that are its decision.
const DECISION: [&str; 5] = ["clauses", "votes", "proposals", "stances", "status"];
/// What of an item follows from who was there, and is told there.
const DERIVED: [&str; 4] = ["slug", "present", "entitled", "serving"];

/// Data as their one text: names in order, no blanks.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut names: Vec<&String> = map.keys().collect();
            names.sort();
            out.push('{');
            for (i, name) in names.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(name.clone()).to_string());
                out.push(':');
                write(&map[name], out);
            }
            out.push('}');
        }
        Value::Array(list) => {
            out.push('[');
            for (i, one) in list.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(one, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// The digest of the canonical text of a record's data.
pub fn data_hash(canonical: &str) -> String {
    domain_hash(RECORD, canonical)
}

/// The digest of a text that is of a kind.
pub fn domain_hash(kind: &str, text: &str) -> String {
    let mut sha = Sha256::new();
    sha.update(kind.as_bytes());
    sha.update(text.as_bytes());
    hex(&sha.finalize())
}

/// The digest of a file, as `sha256sum` tells it.
pub fn file_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Something that two versions of a record say differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The number of the item, or its slug if it has none; nothing for the record itself.
    pub item: Option<String>,
    /// The field.
    pub field: String,
    /// What the earlier version says; nothing if it says nothing.
    pub before: Option<String>,
    /// What the later version says; nothing if it says nothing.
    pub after: Option<String>,
}

/// What two versions of a record's data say differently, in the order of the later one; what went away comes last.
pub fn differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut all = Vec::new();
    for field in ["meeting", "record", "attendance"] {
        differ(None, field, before.get(field), after.get(field), &mut all);
    }
    let (old, new) = (items(before), items(after));
    for item in new {
        let was = old.iter().find(|o| o.get("slug") == item.get("slug"));
        let mut fields: Vec<&String> = item.as_object().into_iter().flat_map(|o| o.keys()).collect();
        fields.extend(was.and_then(|w| w.as_object()).into_iter().flat_map(|o| o.keys()));
        let mut told: Vec<&String> = Vec::new();
        for field in fields {
            if !told.contains(&field) && !DERIVED.contains(&field.as_str()) {
                differ(Some(name(item)), field, was.and_then(|w| w.get(field)), item.get(field), &mut all);
                told.push(field);
            }
        }
    }
    for gone in old.iter().filter(|o| !new.iter().any(|n| n.get("slug") == o.get("slug"))) {
        differ(Some(name(gone)), "title", gone.get("title"), None, &mut all);
    }
    all
}

/// The items of which the later version decides something else than the earlier one, or that the earlier one does not have.
pub fn decides_otherwise(before: &Value, after: &Value) -> Vec<String> {
    let old = items(before);
    let same = |item: &Value| {
        let Some(was) = old.iter().find(|o| o.get("slug") == item.get("slug")) else { return false };
        DECISION.iter().all(|field| spaced(was.get(*field)) == spaced(item.get(*field)))
    };
    items(after).iter().filter(|item| !same(item)).map(name).collect()
}

/// A value without differences of blanks.
fn spaced(value: Option<&Value>) -> String {
    let text = value.map(canonical).unwrap_or_default().replace("\\n", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn items(data: &Value) -> &[Value] {
    data.get("items").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn name(item: &Value) -> String {
    let of = |field: &str| item.get(field).and_then(Value::as_str).map(str::to_owned);
    of("number").or_else(|| of("slug")).unwrap_or_default()
}

fn differ(
    item: Option<String>,
    field: &str,
    before: Option<&Value>,
    after: Option<&Value>,
    all: &mut Vec<Difference>,
) {
    let (before, after) = (before.and_then(told), after.and_then(told));
    if before != after {
        all.push(Difference { item, field: field.to_owned(), before, after });
    }
}

/// A value as one reads it; nothing if it says nothing.
fn told(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(told).collect::<Vec<_>>().join("\n"),
        Value::Object(map) => {
            let named = map.get("name").filter(|_| map.contains_key("kind") && map.contains_key("slug"));
            match named {
                Some(name) => told(name).unwrap_or_default(),
                None => map
                    .iter()
                    .filter(|(k, _)| *k != "slug")
                    .filter_map(|(_, v)| told(v))
                    .collect::<Vec<_>>()
                    .join(", "),
            }
        }
        other => other.to_string(),
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn data(background: &str, clause: &str) -> Value {
        json!({ "items": [
            { "slug": "a/1", "number": "1", "title": "Taxa", "background": background, "clauses": [{ "number": 1, "text": clause }] },
            { "slug": "a/2", "number": "2", "title": "Val", "clauses": [] },
        ] })
    }

    #[test]
    fn another_decision_is_told_and_another_background_is_none() {
        let draft = data("Först", "att höja taxan");
        assert_eq!(decides_otherwise(&draft, &data("Sedan", "att höja\n taxan")), Vec::<String>::new());
        assert_eq!(decides_otherwise(&draft, &data("Först", "att sänka taxan")), ["1"]);
        assert_eq!(
            decides_otherwise(&json!({ "items": [] }), &draft),
            ["1", "2"],
            "what was not in the draft"
        );
        let without = json!({ "items": [draft["items"][1]] });
        assert_eq!(decides_otherwise(&draft, &without), Vec::<String>::new(), "a § that is left out");
    }

    #[test]
    fn what_two_versions_say_differently_is_told_field_by_field() {
        let told = differences(&data("Först", "att höja"), &data("Sedan", "att höja"));
        let one = Difference {
            item: Some("1".into()),
            field: "background".into(),
            before: Some("Först".into()),
            after: Some("Sedan".into()),
        };
        assert_eq!(told, [one]);
        let gone = differences(&data("", "x"), &json!({ "items": [] }));
        assert_eq!(gone.iter().map(|d| d.before.clone().unwrap()).collect::<Vec<_>>(), ["Taxa", "Val"]);
    }

    #[test]
    fn a_digest_of_data_is_another_than_that_of_a_file_of_the_same_bytes() {
        assert_ne!(data_hash("{}"), file_hash(b"{}"));
        assert_eq!(file_hash(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(data_hash("{}"), file_hash(b"genbo:record:1\n{}"), "anybody can take it");
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,6}".prop_map(Value::from)
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec((".{0,3}", inner), 0..4)
                    .prop_map(|l| Value::Object(l.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn canonical_text_is_read_back_as_the_same_and_does_not_change(value in any_json()) {
            let text = canonical(&value);
            let back: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&back, &value);
            prop_assert_eq!(canonical(&back), text);
        }

        #[test]
        fn nothing_differs_from_itself(value in any_json()) {
            prop_assert!(differences(&value, &value).is_empty());
            prop_assert!(decides_otherwise(&value, &value).is_empty());
        }
    }
}
