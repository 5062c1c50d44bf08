//! Writing through the API, asked in process on both databases: what is refused, and that nothing is lost or done twice.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use genbo_app::cx::Actor;
use genbo_domain::{
    authority::{Grant, Role},
    value::ThingId,
};
use genbo_store::thing::{self, Viewer};
use genbo_testkit::app::{Start, TestApp, for_each_database, small};
use genbo_web::site::{AppState, Site, User};
use jiff::{Timestamp, civil::date};
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    json: Value,
}

impl Got {
    /// The fields that a problem names, in order.
    fn wrong(&self) -> Vec<&str> {
        let errors = self.json["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().filter_map(|e| e["parameter"].as_str()).collect()
    }
}

struct Api {
    router: Router,
}

impl Api {
    async fn over(app: &TestApp) -> Api {
        app.import(&[("x", &small("x")), ("y", &small("y"))]).await.unwrap();
        let mut tx = app.cx.db.read().await.unwrap();
        let x = thing::find(&mut tx, &Viewer::All, "cooperation", "x").await.unwrap().id;
        let site = Site {
            demo: Some(date(2022, 9, 29)),
            identify: Box::new(move |name| Box::pin(async move { Some(user(name, x)) })),
            ..Site::new("https://genbo.example.se", || Timestamp::UNIX_EPOCH)
        };
        Api { router: genbo_web::router::router(AppState { site: Arc::new(site), cx: app.cx.clone() }) }
    }

    async fn send(&self, request: axum::http::request::Builder, body: impl Into<Body>) -> Got {
        let response = self.router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Got {
            status: head.status,
            headers: head.headers,
            json: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        }
    }

    async fn write(&self, who: &str, method: Method, path: &str, body: &Value, more: &[(&str, &str)]) -> Got {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, format!("{}={who}", genbo_web::cookie::USER));
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        self.send(request, body.to_string()).await
    }

    async fn post(&self, who: &str, path: &str, body: &Value) -> Got {
        self.write(who, Method::POST, path, body, &[]).await
    }
}

fn user(name: String, x: ThingId) -> User {
    let grants = match name.as_str() {
        "sekreterare" => vec![Grant { role: Role::Secretary, scope: Some(x) }],
        _ => vec![Grant { role: Role::Employee, scope: Some(x) }],
    };
    let actor = Actor::Account { name: name.clone(), grants, member_of: vec![x], keeps: Vec::new() };
    User { name, title: String::new(), actor }
}

fn meeting(when: &str) -> Value {
    json!({ "title": "Möte", "bodies": ["x/styrelsen"], "when": when })
}

#[tokio::test]
async fn who_may_not_is_refused_and_told_which_permission_it_takes() {
    for_each_database(Start::Register, async |app| {
        let api = Api::over(app).await;
        let before = app.last_event().await;
        let request = Request::post("/api/v1/meetings").header(header::CONTENT_TYPE, "application/json");
        let anonymous = api.send(request, meeting("2022-10-14").to_string()).await;
        assert_eq!(anonymous.status, StatusCode::FORBIDDEN);
        let employee = api.post("medarbetare", "/api/v1/meetings", &meeting("2022-10-14")).await;
        assert_eq!(employee.status, StatusCode::FORBIDDEN, "{}", employee.json);
        let other = json!({ "title": "Möte", "bodies": ["y/styrelsen"] });
        let other = api.post("sekreterare", "/api/v1/meetings", &other).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
        assert!(other.json["detail"].as_str().unwrap().contains("arrange"), "{}", other.json);
        assert_eq!(app.last_event().await, before, "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_json_or_wrong_is_told_by_its_fields_and_changes_nothing() {
    for_each_database(Start::Register, async |app| {
        let api = Api::over(app).await;
        let before = app.counts().await;
        let who = format!("{}=sekreterare", genbo_web::cookie::USER);
        let plain = Request::post("/api/v1/meetings").header(header::COOKIE, &who);
        assert_eq!(api.send(plain, "{}").await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        for body in ["", "{", "[]", "\"x\"", "{\"title\": \u{0}}"] {
            let request = Request::post("/api/v1/meetings")
                .header(header::COOKIE, &who)
                .header(header::CONTENT_TYPE, "application/json; charset=utf-8");
            assert_eq!(api.send(request, body).await.status, StatusCode::BAD_REQUEST, "{body}");
        }
        let wrong = json!({ "when": "2022-02-31", "colour": "red", "bodies": ["x/styrelsen"] });
        let got = api.post("sekreterare", "/api/v1/meetings", &wrong).await;
        assert_eq!((got.status, got.wrong()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["when", "colour"]));
        let missing = json!({ "bodies": ["x/finns-inte"] });
        let got = api.post("sekreterare", "/api/v1/meetings", &missing).await;
        assert_eq!((got.status, got.wrong()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["bodies", "title"]));
        assert_eq!(api.post("sekreterare", "/api/v1/decisions", &json!({})).await.status, 405);
        assert_eq!(api.post("sekreterare", "/api/v1/nothing", &json!({})).await.status, 404);
        let key = api
            .write(
                "sekreterare",
                Method::POST,
                "/api/v1/meetings",
                &meeting("2022"),
                &[("idempotency-key", "")],
            )
            .await;
        assert_eq!(key.status, StatusCode::BAD_REQUEST);
        assert_eq!(app.counts().await, before, "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn a_thing_is_created_found_at_its_address_and_changed() {
    for_each_database(Start::Register, async |app| {
        let api = Api::over(app).await;
        let made = api.post("sekreterare", "/api/v1/meetings", &meeting("2022-10-14")).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.json);
        let place = made.headers["location"].to_str().unwrap().to_owned();
        assert_eq!(place, "https://genbo.example.se/api/v1/meetings/x/styrelsen/2022-10-14");
        assert_eq!(made.json["self"], place);
        let path = place.strip_prefix("https://genbo.example.se").unwrap();
        let change = json!({ "place": "Rådhuset", "gaps": { "number": "blank" } });
        let changed = api.write("sekreterare", Method::PATCH, path, &change, &[]).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.json);
        assert_eq!(changed.json["place"], "Rådhuset");
        assert_eq!(
            (&changed.json["title"], &changed.json["gaps"]["number"]),
            (&json!("Möte"), &json!("blank"))
        );
        let emptied = api.write("sekreterare", Method::PATCH, path, &json!({ "place": null }), &[]).await;
        assert_eq!(emptied.json["place"], Value::Null);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_since_it_was_read_is_not_overwritten() {
    for_each_database(Start::Register, async |app| {
        let api = Api::over(app).await;
        let made = api.post("sekreterare", "/api/v1/meetings", &meeting("2022-10-14")).await;
        let path = "/api/v1/meetings/x/styrelsen/2022-10-14";
        let tag = made.headers["etag"].to_str().unwrap().to_owned();
        assert_eq!(tag, format!("\"{}\"", made.json["changed"]));
        let first = api
            .write("sekreterare", Method::PATCH, path, &json!({ "place": "A" }), &[("if-match", &tag)])
            .await;
        assert_eq!(first.status, StatusCode::OK);
        for (field, tag) in [("place", tag.as_str()), ("number", &tag), ("place", "\"999999\"")] {
            let late = api
                .write("sekreterare", Method::PATCH, path, &json!({ field: "B" }), &[("if-match", tag)])
                .await;
            assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "{field} {tag}");
        }
        let nonsense = api
            .write("sekreterare", Method::PATCH, path, &json!({ "place": "B" }), &[("if-match", "x")])
            .await;
        assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
        let any = api
            .write("sekreterare", Method::PATCH, path, &json!({ "place": "B" }), &[("if-match", "*")])
            .await;
        assert_eq!(any.json["place"], "B");
    })
    .await;
}

#[tokio::test]
async fn a_repeated_request_is_done_once_and_another_one_of_the_same_name_is_refused() {
    for_each_database(Start::Register, async |app| {
        let api = Api::over(app).await;
        let key = [("idempotency-key", "abc-1")];
        let send =
            async |body: &Value| api.write("sekreterare", Method::POST, "/api/v1/meetings", body, &key).await;
        let first = send(&meeting("2022-10-14")).await;
        let count = app.counts().await["meeting"];
        let again = send(&meeting("2022-10-14")).await;
        assert_eq!((again.status, &again.json["id"]), (StatusCode::CREATED, &first.json["id"]));
        assert_eq!(send(&meeting("2022-10-15")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.counts().await["meeting"], count, "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn a_rule_that_the_catalogue_refuses_is_told_at_its_field_with_how_to_mend_it() {
    for_each_database(Start::Register, async |app| {
        let api = Api::over(app).await;
        let document = json!({ "owner": "cooperation:x", "title": "Arbetsordning", "date": "2022-01-01" });
        let document = api.post("sekreterare", "/api/v1/governing-documents", &document).await;
        assert_eq!(document.status, StatusCode::CREATED, "{}", document.json);
        let document = document.json["slug"].as_str().unwrap().to_owned();
        let section = json!({ "governing_document": document, "heading": "Möten" });
        let section = api.post("sekreterare", "/api/v1/sections", &section).await;
        assert_eq!(section.status, StatusCode::CREATED, "{}", section.json);
        let rule = |kind: &str, parameters: Value, more: &[(&str, &str)]| {
            let mut rule = json!({
                "cooperation": "x", "kind": kind, "scope_body": "x/styrelsen", "force": "rule",
                "cites_document": document, "cites_edition": "2022-01-01", "cites_section": "Möten", "cites_quote": "så",
            });
            if !parameters.is_null() {
                rule["parameters"] = parameters;
            }
            for (name, value) in more {
                rule[*name] = json!(value);
            }
            rule
        };
        let before = app.counts().await;
        for (rule, field, told) in [
            (rule("often", Value::Null, &[]), "kind", "often"),
            (rule("frequency", Value::Null, &[]), "parameters", "add per"),
            (rule("frequency", json!("{ at_least = 2 }"), &[]), "parameters", "add per"),
            (rule("frequency", json!("{ at_least = \"2\", per = \"year\" }"), &[]), "parameters", "whole number without quotes"),
            (rule("frequency", json!("{ at_least = 2, per = \"week\" }"), &[]), "parameters", "per"),
            (rule("frequency", json!("{ at_leest = 2, per = \"year\" }"), &[]), "parameters", "did you mean at_least?"),
            (rule("frequency", json!("{ per = \"year\" }"), &[]), "parameters", "add at_least or at_most"),
            (rule("companion", json!("{ with = \"x/finns-inte\" }"), &[]), "parameters", "correct the slug"),
            (rule("rotation", json!("{ role = \"chair\" }"), &[]), "parameters", "add at_most"),
            (rule("numbering", Value::Null, &[("cites_section", "Annat")]), "cites_section", "Möten"),
            (rule("numbering", Value::Null, &[("cites_edition", "2021-01-01")]), "cites_edition", "2022-01-01"),
        ] {
            let got = api.post("sekreterare", "/api/v1/rules", &rule).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{rule}: {}", got.json);
            assert!(got.wrong().contains(&field), "{rule}: {}", got.json);
            assert!(got.json["detail"].as_str().unwrap().contains(told), "{rule}: {}", got.json);
        }
        assert_eq!(app.counts().await, before, "nothing was written");
        let right = rule("frequency", json!("{ at_least = 2, per = \"year\" }"), &[]);
        let right = api.post("sekreterare", "/api/v1/rules", &right).await;
        assert_eq!(right.status, StatusCode::CREATED, "{}", right.json);
        // A change is held to it as well.
        let path = format!("/api/v1/rules/{}", right.json["slug"].as_str().unwrap());
        let wrong = json!({ "parameters": "{ at_least = 3, at_most = 2, per = \"year\" }" });
        let got = api.write("sekreterare", Method::PATCH, &path, &wrong, &[]).await;
        assert_eq!((got.status, got.wrong()), (StatusCode::UNPROCESSABLE_ENTITY, vec!["parameters"]), "{}", got.json);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn the_document_says_what_is_refused_and_what_counts_as_none() {
    for_each_database(Start::Register, async |app| {
        let api = Api::over(app).await;
        let document = api.send(Request::get("/api/v1/openapi.json"), "").await.json;
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let mut looked_at = 0;
        for (name, schema) in schemas.iter().filter(|(n, _)| n.starts_with("New") || n.starts_with("Change"))
        {
            for field in ["reason", "source", "as_published"] {
                let told = schema["properties"][field].to_string();
                assert!(told.contains("\"minLength\":1") && told.contains("S\""), "{name}.{field}: {told}");
                looked_at += 1;
            }
        }
        assert!(looked_at > 300, "{looked_at}");
        for (field, text) in
            [("reason", ""), ("reason", " "), ("source", ""), ("title", ""), ("place", " "), ("home", "")]
        {
            let mut new = meeting("2022-10-14");
            new[field] = json!(text);
            let got = api.post("sekreterare", "/api/v1/meetings", &new).await;
            assert_eq!(
                (got.status, got.wrong()),
                (StatusCode::UNPROCESSABLE_ENTITY, vec![field]),
                "{}",
                got.json
            );
        }
        let slug = &schemas["NewMeeting"]["properties"]["slug"]["pattern"];
        assert_eq!(slug.as_str(), Some("^[a-z0-9.-]+(/[a-z0-9.-]+)*$"));
        let paths = document["paths"].as_object().unwrap();
        let (_, list) = paths.iter().find(|(path, _)| path.ends_with("/meetings")).unwrap();
        let parameters = list["get"]["parameters"].as_array().unwrap();
        let from = parameters.iter().find(|p| p["name"] == "from").unwrap();
        assert!(from["schema"]["pattern"].as_str().unwrap().ends_with(")?$"), "an empty one is none: {from}");
        let got = api.send(Request::get("/api/v1/meetings?from="), "").await;
        assert_eq!(got.status, StatusCode::OK);
    })
    .await;
}
