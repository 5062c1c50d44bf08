//! The JSON Schema of the cooperation file, for editors and other programs; it describes the TOML read as JSON.
//!
//! Invariant: it accepts every file that [`write`](super::write()) gives. It is laxer than [`read`](super::read()) only
//! where JSON Schema cannot say more: inside dates and amounts, about references, and about what stands twice.

use super::{Certainty, FORMAT, GapKind, Visibility, own_fields, path, scalar};
use genbo_domain::noun::{Field, NounDef};
use genbo_domain::value::{Kind, Scalar, TEXT_LIMIT};
use genbo_domain::{NOUNS, slug};
use serde_json::{Map, Value, json};

const PART: &str = "[a-z0-9.-]*[a-z0-9][a-z0-9.-]*";

/// JSON Schema 2020-12 of a cooperation file; dates that TOML has as values of its own are texts in it.
pub fn schema() -> Value {
    let mut properties = Map::new();
    let home = json!({
        "description": "The slug of the cooperation whose file it is.",
        "type": "string", "maxLength": slug::LIMIT, "pattern": format!("^(cooperation:)?{}$", slug_pattern())
    });
    properties.insert("format".into(), json!({"description": "The version of the format.", "const": FORMAT}));
    properties.insert("home".into(), home);
    properties.insert(
        "revision".into(),
        json!({"description": "The digest that an export gave itself.", "type": "string", "minLength": 1}),
    );
    for noun in NOUNS.iter().filter(|n| n.parent.is_none() || n.stands_at_home()) {
        properties.insert(noun.name.into(), things(noun));
    }
    let nouns: Map<String, Value> = NOUNS.iter().map(|n| (n.name.to_owned(), table(n))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Cooperation file",
        "description": "What one cooperation is and does: its members, bodies, meetings, decisions, documents, plans.",
        "type": "object",
        "properties": properties,
        "required": ["format"],
        "additionalProperties": false,
        "$defs": nouns,
    })
}

fn slug_pattern() -> String {
    format!("{PART}(/{PART})*")
}

fn things(noun: &NounDef) -> Value {
    json!({
        "description": noun.doc.trim(),
        "type": "array",
        "items": {"$ref": format!("#/$defs/{}", noun.name)},
    })
}

fn table(noun: &'static NounDef) -> Value {
    let mut properties = Map::new();
    let slug = match noun.parent {
        None => "Its name among the things of its noun.",
        Some(_) => "The last part of its slug, if it is not its key or its place in order.",
    };
    properties.insert(
        "slug".into(),
        json!({
            "description": slug, "type": "string", "maxLength": slug::LIMIT, "pattern": format!("^{}$", slug_pattern())
        }),
    );
    if noun.stands_at_home() {
        let id = properties.get("slug").cloned().unwrap_or_default();
        properties.insert(super::table::ID.into(), id);
    }
    for (_, field) in own_fields(noun).filter(|(_, f)| noun.group_of(f.name).is_none()) {
        properties.insert(field.name.into(), field_schema(field));
    }
    properties.extend(noun.groups().iter().map(|group| ((*group).to_owned(), group_schema(noun, group))));
    for child in noun.children() {
        properties.insert(child.nested_key().into(), things(child));
    }
    properties.extend(common(noun));
    let required: &[&str] = if noun.parent.is_none() { &["slug"] } else { &[] };
    json!({
        "title": path(noun),
        "description": noun.doc.trim(),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The schema of what stands together between braces.
fn group_schema(noun: &'static NounDef, group: &str) -> Value {
    let named = own_fields(noun).filter_map(|(_, field)| {
        let (of, name) = noun.group_of(field.name)?;
        (of == group).then(|| (name.to_owned(), field_schema(field)))
    });
    let properties: Map<String, Value> = named.collect();
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

fn field_schema(field: &Field) -> Value {
    let mut scalar = match kind(field.kind) {
        Value::Object(scalar) => scalar,
        _ => Map::new(),
    };
    let description = Value::from(field.doc.trim());
    if field.many {
        let unique = matches!(field.kind, Kind::Ref(_) | Kind::Word(_));
        return json!({
            "description": description, "type": "array", "items": scalar, "minItems": 1, "uniqueItems": unique
        });
    }
    scalar.insert("description".into(), description);
    Value::Object(scalar)
}

fn kind(kind: Kind) -> Value {
    let some_text = |extra: Value| {
        let mut schema = json!({"type": "string", "minLength": 1, "examples": scalar::examples(kind)});
        if let (Some(schema), Value::Object(extra)) = (schema.as_object_mut(), extra) {
            schema.extend(extra);
        }
        schema
    };
    match kind {
        Kind::Text => json!({"type": "string", "maxLength": TEXT_LIMIT, "pattern": r"^[^\n]*\S[^\n]*$"}),
        Kind::Prose => json!({"type": "string", "maxLength": TEXT_LIMIT, "pattern": r"\S"}),
        Kind::Word(vocabulary) => {
            let word = |(word, doc): &(&str, &str)| json!({"const": word, "description": doc.trim()});
            json!({"oneOf": vocabulary.words.iter().map(word).collect::<Vec<_>>()})
        }
        Kind::Int => json!({"type": "integer"}),
        Kind::Bool => json!({"type": "boolean"}),
        Kind::Count => {
            json!({"anyOf": [{"type": "integer", "minimum": 0}, some_text(json!({"pattern": "[0-9]"}))]})
        }
        Kind::Date => some_text(json!({"pattern": r"^\s*[0-9X./~?%T:+Z -]+\s*$"})),
        Kind::Clock | Kind::Money | Kind::Duration | Kind::Paragraph | Kind::Paragraphs => {
            some_text(json!({"pattern": "[0-9]"}))
        }
        Kind::Rational => some_text(json!({"pattern": "[0-9]"})),
        Kind::Pattern => some_text(json!({})),
        Kind::Parameters => {
            json!({"type": "object", "additionalProperties": {"type": ["string", "integer", "boolean", "array"]}})
        }
        Kind::Url => some_text(json!({"pattern": r"^\s*https?://\S+\s*$"})),
        Kind::Accent => some_text(json!({"pattern": r"^\s*#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\s*$"})),
        Kind::Image => {
            some_text(json!({"pattern": r"^\s*data:image/(png|jpeg);base64,[A-Za-z0-9+/]+=*\s*$"}))
        }
        Kind::Ref(nouns) => some_text(json!({"pattern": reference(nouns)})),
    }
}

fn reference(nouns: &[&str]) -> String {
    let all: Vec<&str> = NOUNS.iter().map(|n| n.name).collect();
    let slug = slug_pattern();
    match nouns {
        [] => format!("^({}):{slug}$", all.join("|")),
        [only] => format!("^({only}:)?{slug}$"),
        several => format!("^({}):{slug}$", several.join("|")),
    }
}

fn common(noun: &'static NounDef) -> Map<String, Value> {
    let with = |doc: &str, kind: Kind| {
        let mut schema = self::kind(kind);
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".into(), doc.into());
        }
        schema
    };
    let fields: Vec<&str> = own_fields(noun).map(|(_, f)| f.name).collect();
    let clearable: Vec<&str> = own_fields(noun).filter(|(_, f)| !f.required).map(|(_, f)| f.name).collect();
    let mut common = Map::new();
    common.insert("source".into(), with("Where it is written: document, page, line.", Kind::Text));
    common.insert("as_published".into(), with("The text as it stands there.", Kind::Prose));
    common.insert("certainty".into(), with("How sure it is.", Certainty::KIND));
    common.insert("visibility".into(), with("Who may see it.", Visibility::KIND));
    common.insert(
        "gaps".into(),
        json!({
            "description": "What the source does not tell, field by field.",
            "type": "object",
            "propertyNames": {"enum": fields},
            "additionalProperties": kind(GapKind::KIND),
        }),
    );
    if !clearable.is_empty() {
        common.insert(
            "clear".into(),
            json!({
                "description": "Fields to empty.",
                "type": "array", "items": {"enum": clearable}, "uniqueItems": true
            }),
        );
    }
    common.insert(
        "stub".into(),
        json!({"description": "Create it if it is missing, but change nothing if it is there.", "type": "boolean"}),
    );
    common
}
