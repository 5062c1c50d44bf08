//! The description of the API in OpenAPI 3.1, from the same declarations as its answers.

use super::{
    ROOT,
    problem::MEDIA_TYPE,
    schema::{self, closed, to},
};
use genbo_app::view::api::{
    self, List,
    ask::{LONGEST, MOST, USUAL},
    scope::{self, Axis},
    time,
};
use serde_json::{Map, Value, json};

/// The whole document.
pub(super) fn document(base_url: &str) -> Value {
    let mut paths: Map<String, Value> = api::lists().flat_map(|list| [whole(list), single(list)]).collect();
    paths.extend([findings()]);
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": "Genbo",
            "version": "1",
            "summary": "Cooperation between municipalities: who cooperates with whom about what, and what became of it.",
            "description": INTRODUCTION,
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": if base_url.is_empty() { "/" } else { base_url } }],
        "paths": paths,
        "components": {
            "schemas": schema::all(),
            "parameters": parameters(),
            "responses": responses(),
        },
    })
}

const INTRODUCTION: &str = "Every noun is a list by its plural, and each thing has an address by slug or id. \
    A field is always there: `null` or `[]` where nothing is known, and `gaps` says what the source leaves open. \
    A date is EDTF, with its earliest and latest local minute beside it as `…_start` and `…_end`. \
    A reference is `kind`, `id`, `slug`, `label`; what the reader may not see is left out. \
    Values with a form of their own (amounts, counts, §§, lengths of time) are texts as in the cooperation file. \
    Lists are in the order of ids, which never changes; follow `next` until it is null and everything has come once. \
    An empty parameter is as good as none.";

fn whole(list: List) -> (String, Value) {
    let mut parameters: Vec<Value> = Axis::ALL
        .into_iter()
        .map(|axis| parameter(axis.noun(), &scope::describe(list.noun, axis), &json!({ "type": "string" })))
        .collect();
    for (name, which) in [("from", "First"), ("to", "Last")] {
        let doc =
            format!("{which} year, month or day of a time, itself part of it. {}", time::describe(list.noun));
        let form = json!({ "type": "string", "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$" });
        parameters.push(parameter(name, &doc, &form));
    }
    parameters.extend(
        ["q", "per_page", "cursor"].map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })),
    );
    let page = closed(
        "A part of the list.",
        [
            ("items", json!({ "type": "array", "items": to(&schema::name(list.noun)) })),
            (
                "next",
                json!({
                    "anyOf": [{ "type": "string", "format": "uri" }, { "type": "null" }],
                    "description": "The address of the next part; null if this is the last.",
                }),
            ),
        ],
    );
    let operation = json!({ "get": {
        "operationId": format!("list_{}", list.name.replace('-', "_")),
        "summary": doc(list),
        "parameters": parameters,
        "responses": {
            "200": { "description": "A part of the list.", "content": { "application/json": { "schema": page } } },
            "400": { "$ref": "#/components/responses/Wrong" },
            "500": { "$ref": "#/components/responses/Failed" },
        },
    } });
    let mut operations = operation;
    if !list.decided {
        operations["post"] = create(list);
    }
    (format!("{ROOT}/{}", list.name), operations)
}

fn create(list: List) -> Value {
    json!({
        "operationId": format!("create_{}", list.name.replace('-', "_")),
        "summary": format!("Creates one. {}", doc(list)),
        "parameters": [{ "$ref": "#/components/parameters/IdempotencyKey" }],
        "requestBody": body(list, "New"),
        "responses": {
            "201": answered(list, "The new thing; `Location` has its address and `ETag` the number of the change."),
            "400": { "$ref": "#/components/responses/Wrong" },
            "403": { "$ref": "#/components/responses/Forbidden" },
            "404": { "$ref": "#/components/responses/NotFound" },
            "415": { "$ref": "#/components/responses/NotJson" },
            "422": { "$ref": "#/components/responses/Refused" },
            "500": { "$ref": "#/components/responses/Failed" },
        },
    })
}

fn change(list: List) -> Value {
    json!({
        "operationId": format!("change_{}", list.name.replace('-', "_")),
        "summary": "Changes the fields that are named; null empties one. What is not named stays as it is.",
        "parameters": [
            thing(),
            { "$ref": "#/components/parameters/IdempotencyKey" },
            {
                "name": "If-Match", "in": "header", "schema": { "type": "string" },
                "description": "The `ETag` that was read, so that nothing is changed that somebody else has changed since.",
            },
        ],
        "requestBody": body(list, "Change"),
        "responses": {
            "200": answered(list, "The thing as it is now."),
            "400": { "$ref": "#/components/responses/Wrong" },
            "403": { "$ref": "#/components/responses/Forbidden" },
            "404": { "$ref": "#/components/responses/NotFound" },
            "412": { "$ref": "#/components/responses/Changed" },
            "415": { "$ref": "#/components/responses/NotJson" },
            "422": { "$ref": "#/components/responses/Refused" },
            "500": { "$ref": "#/components/responses/Failed" },
        },
    })
}

fn body(list: List, which: &str) -> Value {
    let schema = to(&format!("{which}{}", schema::name(list.noun)));
    json!({ "required": true, "content": { "application/json": { "schema": schema } } })
}

fn answered(list: List, doc: &str) -> Value {
    json!({
        "description": doc,
        "content": { "application/json": { "schema": to(&schema::name(list.noun)) } },
    })
}

fn thing() -> Value {
    json!({
        "name": "thing",
        "in": "path",
        "required": true,
        "description": "Slug or id. A slash in a slug may stand as it is or as %2F. Where a slug is a number, the slug counts.",
        "schema": { "type": "string" },
    })
}

fn single(list: List) -> (String, Value) {
    let operation = json!({ "get": {
        "operationId": format!("get_{}", list.name.replace('-', "_")),
        "summary": format!("One of them. {}", doc(list)),
        "parameters": [thing()],
        "responses": {
            "200": {
                "description": "The thing.",
                "content": { "application/json": { "schema": to(&schema::name(list.noun)) } },
            },
            "400": { "$ref": "#/components/responses/Wrong" },
            "404": { "$ref": "#/components/responses/NotFound" },
            "500": { "$ref": "#/components/responses/Failed" },
        },
    } });
    let mut operations = operation;
    if !list.decided {
        operations["patch"] = change(list);
    }
    (format!("{ROOT}/{}/{{thing}}", list.name), operations)
}

/// The findings of the rules: no noun, but what a check of the rules comes to.
fn findings() -> (String, Value) {
    let text = json!({ "type": "string" });
    let day = json!({ "type": "string", "format": "date" });
    let mut parameters = vec![
        parameter("cooperation", "Only the rules of this cooperation, by slug or id.", &text),
        parameter("body", "Only findings about this body, by slug or id.", &text),
        parameter("as_of", "The day that counts as today.", &day),
    ];
    parameters.extend(
        ["per_page", "cursor"].map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })),
    );
    let words = |words: &[&str]| json!({ "type": "string", "enum": words });
    let finding = json!({
        "type": "object",
        "required": ["rule", "kind", "cooperation", "subject", "outcome", "severity", "message"],
        "properties": {
            "rule": text, "kind": text, "cooperation": text, "subject": text, "message": text,
            "outcome": words(&["kept", "broken", "at_risk", "not_applicable", "unknown", "waived", "off"]),
            "severity": words(&["violation", "warning", "target", "info"]),
        },
    });
    let page = closed(
        "A part of the findings.",
        [
            ("items", json!({ "type": "array", "items": finding })),
            ("next", json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] })),
        ],
    );
    let operation = json!({ "get": {
        "operationId": "list_findings",
        "summary": "What the rules of procedure come to, every rule about everything that it is about, for members.",
        "parameters": parameters,
        "responses": {
            "200": { "description": "A part of the findings.", "content": { "application/json": { "schema": page } } },
            "400": { "$ref": "#/components/responses/Wrong" },
            "500": { "$ref": "#/components/responses/Failed" },
        },
    } });
    (format!("{ROOT}/findings"), operation)
}

fn doc(list: List) -> String {
    match list.decided {
        true => "An item with at least one clause, with all its clauses: what a meeting decided.".to_owned(),
        false => list.noun.doc.trim().to_owned(),
    }
}

fn parameter(name: &str, doc: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "description": doc, "schema": schema })
}

fn parameters() -> Value {
    json!({
        "q": parameter(
            "q",
            "What the label contains, whatever its capitals.",
            &json!({ "type": "string", "maxLength": LONGEST }),
        ),
        "per_page": parameter(
            "per_page",
            "How many things at most.",
            &json!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL }),
        ),
        "cursor": parameter(
            "cursor",
            "Where the part begins: as `next` of the part before has it.",
            &json!({ "type": "string" }),
        ),
        "IdempotencyKey": {
            "name": "Idempotency-Key", "in": "header",
            "description": "The client's own name for the request: repeated with the same name and body, it is done once.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$" },
        },
    })
}

fn responses() -> Value {
    let problem =
        |doc: &str| json!({ "description": doc, "content": { MEDIA_TYPE: { "schema": to("Problem") } } });
    json!({
        "Wrong": problem("A parameter cannot be understood or does not exist; `errors` names each."),
        "Forbidden": problem("Who asks may not do that where the thing lies."),
        "Changed": problem("Somebody else has changed it since; `errors` names what."),
        "NotJson": problem("The body says that it is something else than JSON."),
        "Refused": problem("Fields are wrong or missing; `errors` names each, with how to mend it."),
        "NotFound": problem("There is no such thing, or the reader may not see it."),
        "Failed": problem("The server failed."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|v| references(v, found));
            }
            Value::Array(list) => list.iter().for_each(|v| references(v, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_to_something_and_every_schema_is_used() {
        let document = document("https://genbo.example.se");
        let mut found = Vec::new();
        references(&document, &mut found);
        for reference in &found {
            assert!(document.pointer(&reference[1..]).is_some(), "{reference}");
        }
        let found: HashSet<String> = found.into_iter().collect();
        for name in document["components"]["schemas"].as_object().unwrap().keys() {
            assert!(found.contains(&format!("#/components/schemas/{name}")), "{name} is used by nothing");
        }
    }

    #[test]
    fn every_path_parameter_is_declared_and_every_operation_has_a_name_of_its_own() {
        let document = document("");
        let mut names = HashSet::new();
        for (path, operations) in document["paths"].as_object().unwrap() {
            for operation in operations.as_object().unwrap().values() {
                assert!(names.insert(operation["operationId"].as_str().unwrap()), "{path}");
                let declared = operation["parameters"].as_array().unwrap().iter().any(|p| p["in"] == "path");
                assert_eq!(declared, path.contains('{'), "{path}");
                assert!(operation["summary"].as_str().is_some_and(|s| !s.is_empty()), "{path}");
            }
        }
    }
}
