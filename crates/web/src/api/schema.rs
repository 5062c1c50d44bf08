//! The JSON Schemas of what the API tells, from the nouns' declarations. They say everything: no field is left out and
//! none may stand beside.

use genbo_app::view::api::{
    core::{self, Core},
    thing::{REGISTER, is_one_date},
};
use genbo_domain::{
    NOUNS,
    attendance::Capacity,
    claim::Certainty,
    edtf::Precision,
    gap::GapKind,
    noun::{Field, NounDef},
    referral::{AnswerKind, SetBy},
    value::{Kind, Vocabulary},
    visibility::Visibility,
};
use serde_json::{Map, Value, json};

/// The name of a noun's schema: `cycle_step` → `CycleStep`.
pub(super) fn name(noun: &NounDef) -> String {
    noun.name
        .split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

/// All schemas by name.
pub(super) fn all() -> Map<String, Value> {
    let shared = [
        ("Reference", reference()),
        (
            "Edtf",
            json!({ "type": "string", "description": "A date, time or interval in EDTF (ISO 8601-2), as exact as it is known." }),
        ),
        (
            "Minute",
            json!({
                "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$",
                "description": "Local wall-clock time: the earliest or latest minute that a date may mean.",
            }),
        ),
        (
            "Gap",
            json!({ "enum": words(&GapKind::VOCABULARY), "description": described(&GapKind::VOCABULARY) }),
        ),
        (
            "Unknown",
            json!({ "const": "unknown", "description": "What nobody recorded is unknown, not none." }),
        ),
        ("Problem", problem()),
    ];
    let shared = shared.into_iter().map(|(name, schema)| (name.to_owned(), schema));
    let told = NOUNS.iter().map(|noun| (name(noun), of(noun)));
    let written = NOUNS.iter().flat_map(|noun| {
        [
            (format!("New{}", name(noun)), writing(noun, true)),
            (format!("Change{}", name(noun)), writing(noun, false)),
        ]
    });
    shared.chain(told).chain(written).collect()
}

/// The schema of what is written: a new thing, or the fields of one that change.
fn writing(noun: &NounDef, new: bool) -> Value {
    let mut properties = Map::new();
    for field in noun.fields {
        let one = match field.kind {
            Kind::Ref(nouns) => json!({ "anyOf": [
                { "type": "string", "description": reference_form(nouns) },
                {
                    "type": "object",
                    "required": ["kind", "slug"],
                    "properties": {
                        "kind": { "enum": if nouns.is_empty() { NOUNS.iter().map(|n| n.name).collect() } else { nouns.to_vec() } },
                        "slug": { "type": "string" },
                    },
                },
            ] }),
            Kind::Text | Kind::Prose => spoken(),
            _ => scalar(field),
        };
        let value = if field.many { json!({ "type": "array", "items": one }) } else { one };
        let value = if new && field.required { value } else { nullable(value) };
        properties.insert(field.name.to_owned(), documented(value, field.doc.trim()));
    }
    let beside = [
        ("reason", documented(spoken(), "Why; it stands in the trail.")),
        (
            "mode",
            json!({ "enum": ["live", "transcription"], "description": "Whether it happens now, or is copied from a source." }),
        ),
        ("visibility", json!({ "enum": words(&Visibility::VOCABULARY) })),
        ("source", documented(nullable(spoken()), "Where it is written.")),
        ("as_published", documented(nullable(spoken()), "The text as it stands there.")),
        ("certainty", nullable(json!({ "enum": words(&Certainty::VOCABULARY) }))),
        (
            "gaps",
            json!({ "type": "object", "additionalProperties": to("Gap"), "description": "Fields that are open, and in which way." }),
        ),
    ];
    properties.extend(beside.into_iter().map(|(name, schema)| (name.to_owned(), schema)));
    if new {
        let slug = documented(slug(), "The slug that it shall have; made from its name if left out.");
        let home = documented(self::slug(), "The slug of the cooperation that it is kept with.");
        properties.insert("slug".to_owned(), slug);
        properties.insert("home".to_owned(), home);
    }
    let required: Vec<&str> = noun.fields.iter().filter(|f| new && f.required).map(|f| f.name).collect();
    json!({
        "type": "object",
        "description": noun.doc.trim(),
        "required": required,
        "properties": properties,
        "additionalProperties": false,
    })
}

/// A text that says something: what is only blanks is refused.
fn spoken() -> Value {
    json!({ "type": "string", "minLength": 1, "pattern": r"\S" })
}

fn slug() -> Value {
    let part = "[a-z0-9.-]+";
    json!({ "type": "string", "pattern": format!("^{part}(/{part})*$"), "maxLength": genbo_domain::slug::LIMIT })
}

fn reference_form(nouns: &[&str]) -> String {
    match nouns {
        [one] => format!("The slug of a {one}."),
        [] => "noun:slug of any thing.".to_owned(),
        several => format!("noun:slug, with one of: {}.", several.join(", ")),
    }
}

fn reference() -> Value {
    closed(
        "Another thing: `kind` is its noun, and with `slug` or `id` it is found in that noun's list.",
        [
            ("kind", json!({ "enum": NOUNS.iter().map(|n| n.name).collect::<Vec<_>>() })),
            ("id", json!({ "type": "string" })),
            ("slug", json!({ "type": "string" })),
            ("label", json!({ "type": "string" })),
        ],
    )
}

fn problem() -> Value {
    let error = closed(
        "One parameter that is wrong.",
        [("parameter", json!({ "type": "string" })), ("detail", json!({ "type": "string" }))],
    );
    json!({
        "type": "object",
        "description": "Why there is no answer (RFC 9457).",
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
            "errors": { "type": "array", "items": error },
        },
        "required": ["type", "title", "status"],
    })
}

/// The schema of a noun's things.
fn of(noun: &NounDef) -> Value {
    let mut properties: Vec<(String, Value)> =
        REGISTER.iter().map(|name| ((*name).to_owned(), register(name, noun))).collect();
    for field in noun.fields {
        properties.push((field.name.to_owned(), value(noun, field)));
        if is_one_date(field) {
            for (end, which) in [("start", "Earliest"), ("end", "Latest")] {
                let doc = format!("{which} minute of `{}`; null if it has no bound.", field.name);
                properties.push((format!("{}_{end}", field.name), documented(nullable(to("Minute")), &doc)));
            }
        }
    }
    for core in core::of(noun) {
        properties.extend(further(core));
    }
    let mut schema = closed(noun.doc, properties);
    // Only what is told for itself has an address of its own; what is told with its parent has not.
    schema["properties"]["self"] =
        json!({ "type": "string", "format": "uri", "description": "Its address." });
    schema
}

fn register(name: &str, noun: &NounDef) -> Value {
    match name {
        "id" => json!({ "type": "string", "description": "Opaque; never changes." }),
        "noun" => json!({ "const": noun.name }),
        "slug" => json!({ "type": "string", "description": "Unique among the things of its noun." }),
        "label" => json!({ "type": "string", "description": "What people call it." }),
        "home" => documented(nullable(to("Reference")), "The cooperation with which it is exported."),
        "visibility" => {
            json!({ "enum": words(&Visibility::VOCABULARY), "description": described(&Visibility::VOCABULARY) })
        }
        "certainty" => {
            let word = json!({ "enum": words(&Certainty::VOCABULARY) });
            documented(nullable(word), &described(&Certainty::VOCABULARY))
        }
        "source" => documented(text(false), "Where it is written."),
        "as_published" => {
            documented(text(false), "The text as it stands there, where a value interprets it.")
        }
        "gaps" => json!({
            "type": "object",
            "additionalProperties": to("Gap"),
            "description": "What its source does not tell, field by field.",
        }),
        _ => json!({ "type": "integer", "description": "The number of the change that last touched it." }),
    }
}

fn value(noun: &NounDef, field: &Field) -> Value {
    let one = scalar(field);
    let schema = match (field.many, field.required) {
        (true, _) => json!({ "type": "array", "items": one }),
        (false, true) => one,
        (false, false) => nullable(one),
    };
    let masked = genbo_domain::visibility::is_for_members(noun.name, field.name);
    let doc =
        if masked { format!("{} For members; null for others.", field.doc) } else { field.doc.to_owned() };
    documented(schema, doc.trim())
}

fn scalar(field: &Field) -> Value {
    match field.kind {
        Kind::Int => json!({ "type": "integer" }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Date => to("Edtf"),
        Kind::Word(vocabulary) => json!({ "enum": words(vocabulary) }),
        Kind::Ref([]) => to("Reference"),
        Kind::Ref(nouns) => json!({
            "$ref": "#/components/schemas/Reference",
            "properties": { "kind": { "enum": nouns } },
        }),
        Kind::Url => json!({ "type": "string", "format": "uri" }),
        kind => match written(kind) {
            Some(doc) => json!({ "type": "string", "description": doc }),
            None => json!({ "type": "string" }),
        },
    }
}

/// How a value is written that is a text with a form of its own.
const fn written(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Clock => "Wall-clock time, as 09:10.",
        Kind::Count => "A number that may be uncertain: 40, ~40, >=18, 6-8.",
        Kind::Money => "An amount that may be uncertain, with its currency: 7000.00 SEK, ~7000 SEK.",
        Kind::Duration => "A length of time: 7 days, 5 working days, 120 minutes.",
        Kind::Paragraph => "A § with or without sub-item: 215.i.",
        Kind::Paragraphs => "A set of §§: 4, 6-9, 12.i.",
        Kind::Rational => "An exact share: 7/10, 30 %.",
        Kind::Pattern => "A pattern of numbers: {year}.{n}.",
        Kind::Accent => "A colour in which text can be read: #0a5162.",
        Kind::Image => "A picture: data:image/png;base64, and its bytes in base64.",
        Kind::Parameters => "Named values between braces: { at_least = 1 }.",
        _ => return None,
    })
}

fn further(core: &Core) -> Vec<(String, Value)> {
    let named = |name: &str, schema: Value| (name.to_owned(), schema);
    match core {
        Core::Children(told, child, _) => {
            let child = NounDef::named(child).map_or_else(String::new, name);
            vec![named(told, json!({ "type": "array", "items": to(&child) }))]
        }
        Core::Span(field) => vec![
            named("start", documented(nullable(to("Minute")), &format!("Earliest minute of `{field}`."))),
            named("end", documented(nullable(to("Minute")), &format!("Latest minute of `{field}`."))),
            named(
                "precision",
                json!({ "enum": precisions(), "description": format!("How exactly `{field}` is known.") }),
            ),
        ],
        Core::Edtf(told, field) => {
            vec![named(told, documented(nullable(to("Edtf")), &format!("The same as `{field}`.")))]
        }
        Core::Addressees => vec![
            named("addressees", json!({ "type": "array", "items": addressee() })),
            named("composed", composed()),
        ],
        Core::Presence => presence(),
    }
}

fn precisions() -> Vec<&'static str> {
    use Precision::{Circa, Day, Interval, Minute, Month, Season, Unknown, Year};
    [Minute, Day, Month, Season, Year, Interval, Circa, Unknown].map(Precision::as_str).to_vec()
}

fn addressee() -> Value {
    closed(
        "Where one organisation that is asked stands, as of the day of the answer.",
        [
            ("organisation", to("Reference")),
            (
                "state",
                json!({
                    "enum": ["open", "answered", "late", "withdrawn"],
                    "description": "No answer is not an abstention: who has not answered is open or late.",
                }),
            ),
            ("kind", nullable(json!({ "enum": words(&AnswerKind::VOCABULARY) }))),
            ("set_by", nullable(json!({ "enum": words(&SetBy::VOCABULARY) }))),
            ("received", nullable(to("Edtf"))),
            (
                "due",
                documented(nullable(to("Edtf")), "Its own last day: a later one if it was given more time."),
            ),
            ("decision", documented(nullable(to("Reference")), "The item behind the answer.")),
            ("answer", nullable(to("Reference"))),
            ("reminded", json!({ "type": "array", "items": to("Edtf") })),
            ("withdrawn", nullable(to("Edtf"))),
        ],
    )
}

fn composed() -> Value {
    let count = || json!({ "type": "integer", "minimum": 0 });
    closed(
        "All who are asked together; `asked` leaves out those who need not answer any more.",
        [
            ("as_of", json!({ "type": "string", "format": "date" })),
            ("asked", count()),
            ("answered", count()),
            ("open", count()),
            ("late", count()),
            ("withdrawn", count()),
            (
                "kinds",
                json!({ "type": "object", "additionalProperties": count(), "description": "How many answers of each kind; `not_stated` has none." }),
            ),
        ],
    )
}

fn presence() -> Vec<(String, Value)> {
    let certainty = || json!({ "enum": ["sure", "possible"] });
    let list = |doc: &str, person: Value| {
        let list = json!({ "type": "array", "items": person });
        json!({ "anyOf": [list, to("Unknown")], "description": doc })
    };
    let present = closed(
        "Somebody who was there.",
        [
            ("person", to("Reference")),
            ("capacity", nullable(json!({ "enum": words(&Capacity::VOCABULARY) }))),
            ("certainty", certainty()),
        ],
    );
    let entitled = closed(
        "Somebody who took part in deciding.",
        [("person", to("Reference")), ("certainty", certainty())],
    );
    let serving = closed(
        "Somebody who served for somebody else.",
        [("person", to("Reference")), ("for", to("Reference")), ("certainty", certainty())],
    );
    vec![
        ("present".to_owned(), list("Who was there when it was dealt with.", present)),
        ("entitled".to_owned(), list("Who could decide.", entitled)),
        ("serving".to_owned(), list("Who served for whom.", serving)),
    ]
}

/// An object that has exactly these fields.
pub(super) fn closed<N: Into<String>>(doc: &str, properties: impl IntoIterator<Item = (N, Value)>) -> Value {
    let properties: Map<String, Value> = properties.into_iter().map(|(n, v)| (n.into(), v)).collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({
        "type": "object",
        "description": doc.trim(),
        "required": required,
        "properties": &properties,
        "additionalProperties": false,
    })
}

/// The schema of that name.
pub(super) fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn text(required: bool) -> Value {
    if required { json!({ "type": "string" }) } else { nullable(json!({ "type": "string" })) }
}

fn nullable(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn documented(mut schema: Value, doc: &str) -> Value {
    schema["description"] = doc.into();
    schema
}

fn words(vocabulary: &Vocabulary) -> Vec<&'static str> {
    vocabulary.words.iter().map(|(word, _)| *word).collect()
}

fn described(vocabulary: &Vocabulary) -> String {
    let words = vocabulary.words.iter().map(|(word, doc)| format!("`{word}`: {}", doc.trim()));
    words.collect::<Vec<_>>().join(" ")
}
