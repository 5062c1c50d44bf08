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
    let paths: Map<String, Value> = api::lists().flat_map(|list| [whole(list), single(list)]).collect();
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
        let form = json!({ "type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$" });
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
    (format!("{ROOT}/{}", list.name), operation)
}

fn single(list: List) -> (String, Value) {
    let operation = json!({ "get": {
        "operationId": format!("get_{}", list.name.replace('-', "_")),
        "summary": format!("One of them. {}", doc(list)),
        "parameters": [{
            "name": "thing",
            "in": "path",
            "required": true,
            "description": "Slug or id. A slash in a slug may stand as it is or as %2F. Where a slug is a number, the slug counts.",
            "schema": { "type": "string" },
        }],
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
    (format!("{ROOT}/{}/{{thing}}", list.name), operation)
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
    })
}

fn responses() -> Value {
    let problem =
        |doc: &str| json!({ "description": doc, "content": { MEDIA_TYPE: { "schema": to("Problem") } } });
    json!({
        "Wrong": problem("A parameter cannot be understood or does not exist; `errors` names each."),
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
            let get = &operations["get"];
            assert!(names.insert(get["operationId"].as_str().unwrap()), "{path}");
            let declared = get["parameters"].as_array().unwrap().iter().any(|p| p["in"] == "path");
            assert_eq!(declared, path.contains('{'), "{path}");
            assert!(get["summary"].as_str().is_some_and(|s| !s.is_empty()), "{path}");
        }
    }
}
