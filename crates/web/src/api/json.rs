//! What a client writes as JSON, read as what is said of a thing: by the declaration of its noun, all faults at once.

use genbo_app::{
    thing::written::{Mode, Said, Written},
    view::api::{
        core::{self, Core},
        thing::{REGISTER, is_one_date},
    },
};
use genbo_domain::{
    gap::GapKind,
    noun::{Field, NounDef},
    slug,
    value::{Kind, Pointer, Value as Domain, WrittenValue},
};
use serde_json::{Map, Value};

/// A field that is wrong, with what is wrong and how to mend it.
pub(super) type Wrong = (String, String);

/// Adds what an object says to what is written.
pub(super) fn written(mut written: Written, object: &Map<String, Value>) -> Result<Written, Vec<Wrong>> {
    let mut wrong = Vec::new();
    for (key, value) in object {
        let told = match written.noun.field(key) {
            // `gaps` may stand before the fields.
            Some((index, _)) if written.fields.iter().any(|(i, _)| *i == index) => {
                Err("has a gap as well; a field that is open has no value".to_owned())
            }
            Some((index, field)) => said(field, value).map(|said| written.fields.push((index, said))),
            None => beside(&mut written, key, value),
        };
        if let Err(why) = told {
            wrong.push((key.clone(), why));
        }
    }
    if wrong.is_empty() { Ok(written) } else { Err(wrong) }
}

fn said(field: &Field, value: &Value) -> Result<Said, String> {
    match value {
        Value::Null => Ok(Said::Empty),
        Value::Array(list) if field.many && list.is_empty() => Ok(Said::Empty),
        Value::Array(list) if field.many => {
            let values = list.iter().map(|v| scalar(field.kind, v)).collect::<Result<Vec<_>, _>>()?;
            Ok(Said::Value(Domain::List(values)))
        }
        _ if field.many => Err("is a list: write [ … ]".to_owned()),
        one => scalar(field.kind, one).map(Said::Value),
    }
}

fn scalar(kind: Kind, value: &Value) -> Result<WrittenValue, String> {
    match (kind, value) {
        (Kind::Int, Value::Number(n)) => {
            n.as_i64().map(Domain::Int).ok_or_else(|| format!("{n} is no whole number that fits"))
        }
        (Kind::Bool, Value::Bool(b)) => Ok(Domain::Bool(*b)),
        (Kind::Int, _) => Err("is a whole number".to_owned()),
        (Kind::Bool, _) => Err("is true or false".to_owned()),
        (Kind::Ref(nouns), Value::Object(reference)) => pointer(nouns, reference).map(Domain::Ref),
        (Kind::Ref(_), Value::String(text)) => kind.parse(text).map_err(|e| e.to_string()),
        (Kind::Ref(_), _) => Err("is a slug, noun:slug, or an object with kind and slug".to_owned()),
        (_, Value::String(text)) => kind.parse(text).map_err(|e| e.to_string()),
        _ => Err("is a text in the form that the cooperation file has".to_owned()),
    }
}

fn pointer(nouns: &[&'static str], reference: &Map<String, Value>) -> Result<Pointer, String> {
    let text = |key: &str| reference.get(key).and_then(Value::as_str);
    let kind = text("kind").and_then(NounDef::named).map(|n| n.name);
    let noun = kind.filter(|k| nouns.is_empty() || nouns.contains(k));
    let slug = text("slug").filter(|s| slug::check(s).is_ok());
    match (noun, slug) {
        (Some(noun), Some(slug)) => Ok(Pointer { noun, slug: slug.to_owned() }),
        (None, _) if nouns.is_empty() => Err("kind is a noun of the format".to_owned()),
        (None, _) => Err(format!("kind is one of: {}", nouns.join(", "))),
        (_, None) => Err("slug is the slug of the thing that is meant".to_owned()),
    }
}

fn beside(written: &mut Written, key: &str, value: &Value) -> Result<(), String> {
    let text = || match value {
        Value::String(text) => Kind::Prose.parse(text).map_err(|e| e.to_string()),
        _ => Err("is a text".to_owned()),
    };
    let text = || text().map(|v| v.as_text().unwrap_or_default().to_owned());
    match key {
        "slug" if written.thing.is_none() => written.slug = Some(text()?),
        "home" if written.thing.is_none() => {
            written.home = match value {
                Value::Object(reference) => Some(pointer(&["cooperation"], reference)?.slug),
                _ => Some(text()?),
            }
        }
        "slug" | "home" => return Err("cannot be changed".to_owned()),
        "reason" => written.reason = Some(text()?),
        "mode" => {
            written.mode = match value.as_str() {
                Some("live") => Mode::Live,
                Some("transcription") => Mode::Transcription,
                _ => return Err("is live or transcription".to_owned()),
            }
        }
        "visibility" => written.common.visibility = Some(word(value)?),
        "source" | "as_published" | "certainty" if value.is_null() => {
            let name = REGISTER.into_iter().find(|n| *n == key).unwrap_or("source");
            written.common.clear.push(name);
        }
        "source" => {
            let line = Kind::Text.parse(&text()?).map_err(|e| e.to_string())?;
            written.common.source = line.as_text().map(str::to_owned);
        }
        "as_published" => written.common.as_published = Some(text()?),
        "certainty" => written.common.certainty = Some(word(value)?),
        "gaps" => gaps(written, value)?,
        _ if is_told(written.noun, key) => return Err("is told by the server; leave it out".to_owned()),
        _ => return Err(unknown(written.noun, key)),
    }
    Ok(())
}

fn word<T: std::str::FromStr<Err: std::fmt::Display>>(value: &Value) -> Result<T, String> {
    value.as_str().ok_or("is a word")?.parse().map_err(|e: T::Err| e.to_string())
}

fn gaps(written: &mut Written, value: &Value) -> Result<(), String> {
    let Some(gaps) = value.as_object() else {
        return Err("is an object: field and in which way it is open".to_owned());
    };
    for (name, kind) in gaps {
        let Some((index, _)) = written.noun.field(name) else { return Err(unknown(written.noun, name)) };
        let kind: GapKind = word(kind).map_err(|e| format!("{name}: {e}"))?;
        if written.fields.iter().any(|(i, said)| *i == index && matches!(said, Said::Value(_))) {
            return Err(format!("{name} has a value as well; a field that is open has none"));
        }
        written.fields.retain(|(i, _)| *i != index);
        written.fields.push((index, Said::Gap(kind)));
    }
    Ok(())
}

/// Whether an answer of the API has the key beside what can be written.
fn is_told(noun: &NounDef, key: &str) -> bool {
    let of_core = core::of(noun).iter().any(|core| match core {
        Core::Children(name, ..) | Core::Edtf(name, _) => *name == key,
        Core::Span(_) => ["start", "end", "precision"].contains(&key),
        Core::Addressees => ["addressees", "composed"].contains(&key),
        Core::Presence => ["present", "entitled", "serving"].contains(&key),
    });
    let of_date = noun
        .fields
        .iter()
        .filter(|f| is_one_date(f))
        .any(|f| key.strip_prefix(f.name).is_some_and(|end| end == "_start" || end == "_end"));
    of_core || of_date || key == "self" || REGISTER.contains(&key)
}

fn unknown(noun: &NounDef, key: &str) -> String {
    let names: Vec<&str> = noun.fields.iter().map(|f| f.name).collect();
    let key: String = key.chars().take(80).collect();
    format!("{key:?} is no field of a {}; its fields are: {}", noun.name, names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn meeting(value: Value) -> Result<Written, Vec<Wrong>> {
        let noun = NounDef::named("meeting").unwrap();
        written(Written::new(noun), value.as_object().unwrap())
    }

    fn wrong(value: Value) -> Vec<String> {
        meeting(value).unwrap_err().into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn everything_that_is_wrong_is_told_by_its_field() {
        let value = json!({
            "title": 7, "when": "2022-02-31", "bodies": "x/y", "host": { "kind": "person", "slug": "x" },
            "colour": "red", "id": "5", "start": "2022-01-01T00:00", "status": "maybe", "mode": "dream"
        });
        let fields = ["title", "when", "bodies", "host", "colour", "id", "start", "status", "mode"];
        assert_eq!(wrong(value), fields);
    }

    #[test]
    fn null_empties_and_a_gap_says_why_there_is_nothing() {
        let written = meeting(json!({ "place": null, "gaps": { "when": "blank" }, "bodies": [] })).unwrap();
        assert_eq!(written.said("place"), Some(&Said::Empty));
        assert_eq!(written.said("bodies"), Some(&Said::Empty));
        assert_eq!(written.said("when"), Some(&Said::Gap(GapKind::Blank)));
        assert_eq!(wrong(json!({ "when": "2022", "gaps": { "when": "blank" } })), ["gaps"]);
        assert_eq!(wrong(json!({ "gaps": { "when": "blank" }, "when": "2022" })), ["when"]);
        assert_eq!(wrong(json!({ "gaps": { "colour": "blank" } })), ["gaps"]);
    }

    #[test]
    fn a_reference_is_a_slug_or_what_an_answer_has() {
        let by_slug = meeting(json!({ "bodies": ["svalov/kommunstyrelsen"] })).unwrap();
        let told = json!({ "bodies": [{ "kind": "body", "id": "9", "slug": "svalov/kommunstyrelsen", "label": "KS" }] });
        assert_eq!(by_slug.said("bodies"), meeting(told).unwrap().said("bodies"));
    }
}
