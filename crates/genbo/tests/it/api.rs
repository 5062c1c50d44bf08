//! The read API, asked in process on both databases with the five cooperations in them.
#![expect(clippy::unwrap_used, reason = "a test that meets something unexpected must stop there")]

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use genbo_app::{
    cooperation_file::import::import,
    cx::{Actor, Cx, Keep, Outside},
    register,
    view::api::lists,
};
use genbo_documents::cooperation_file::{self as file, SourceFile};
use genbo_store::{db::Db, migrate::migrate};
use genbo_testkit::{needs::workspace_root, postgres};
use genbo_web::site::{AppState, Site};
use jiff::{Timestamp, civil::date};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::{
    collections::HashSet,
    sync::{Arc, LazyLock},
};
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// The connections of a shared database live as long as the runtime on which they were opened.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime starts"));
static PORTALS: LazyLock<Vec<Portal>> = LazyLock::new(|| RUNTIME.block_on(portals()));

const BASE: &str = "https://genbo.example.se";
/// A word that stands in every field of what is restricted, and nowhere else.
const CANARY: &str = "kanariefagel";
const RESTRICTED: &str = r#"
format = 1
home = "soderasens-miljoforbund"

[[meeting]]
slug = "soderasens-miljoforbund/direktionen/kanariefagel"
title = "kanariefagel"
bodies = ["soderasens-miljoforbund/direktionen"]
when = "2022-08-08"
place = "kanariefagel"
visibility = "restricted"

[[meeting.item]]
number = "1"
title = "Hangs on kanariefagel"

[[meeting.item.clause]]
number = 1
text = "Hangs on kanariefagel in turn"

[[person]]
slug = "kanariefagel"
name = "kanariefagel"
visibility = "restricted"

[[holding]]
slug = "kanariefagel"
of = "post:soderasens-miljoforbund/miljochef"
person = "kanariefagel"
visibility = "restricted"

[[body]]
slug = "soderasens-miljoforbund/kanariefagel"
owner = "cooperation:soderasens-miljoforbund"
name = "kanariefagel"
visibility = "restricted"

[[body.seat]]
title = "Hangs on kanariefagel"

[[commission]]
slug = "hangs-on-restricted"
title = "Open, but from a restricted clause"
clause = "soderasens-miljoforbund/direktionen/kanariefagel/1/1"
report_to = "soderasens-miljoforbund/kanariefagel"

[[matter]]
slug = "kanariefagel"
title = "kanariefagel"
visibility = "restricted"

[[matter.case]]
organisation = "soderasens-miljoforbund"
number = "kanariefagel"

[[claim]]
slug = "kanariefagel"
subject = "meeting:soderasens-miljoforbund/direktionen/kanariefagel"
field = "place"
value = "kanariefagel"
"#;

struct Portal {
    router: Router,
    _dir: tempfile::TempDir,
}

struct Got {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }
}

impl Portal {
    async fn filled(url: &str, dir: tempfile::TempDir) -> Portal {
        let outside = Outside { now: || Timestamp::UNIX_EPOCH, salt: || [7; 16] };
        let cx = Cx::new(Db::open(url, true).await.unwrap(), outside);
        migrate(&cx.db, "1970-01-01T00:00:00Z").await.unwrap();
        register::ensure(&cx).await.unwrap();
        let root = workspace_root();
        let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(root.join("cooperations"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .chain([root.join("demo/extras.genbo.toml")])
            .filter(|path| path.to_string_lossy().ends_with(".genbo.toml"))
            .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
            .collect();
        files.push(("restricted.genbo.toml".to_owned(), RESTRICTED.into()));
        let sources: Vec<SourceFile<'_>> =
            files.iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
        let bundle = file::read(&sources).unwrap_or_else(|p| panic!("{p:#?}"));
        import(&cx, &Actor::System, &bundle, Keep::Commit).await.unwrap();
        let site = Site { demo: Some(date(2022, 9, 29)), ..Site::new(BASE, || Timestamp::UNIX_EPOCH) };
        Portal { router: genbo_web::router::router(AppState { site: Arc::new(site), cx }), _dir: dir }
    }

    fn get(&self, address: &str) -> Got {
        let address = address.strip_prefix(BASE).unwrap_or(address);
        let request = Request::get(address).body(Body::empty()).unwrap();
        RUNTIME.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (head, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            Got {
                status: head.status,
                headers: head.headers,
                text: String::from_utf8(bytes.to_vec()).unwrap(),
            }
        })
    }

    /// What answers with 200.
    fn ok(&self, address: &str) -> Value {
        let got = self.get(address);
        assert_eq!(got.status, StatusCode::OK, "{address}: {}", got.text);
        got.json()
    }

    fn slugs(&self, address: &str) -> Vec<String> {
        self.walk(address).iter().map(|i| i["slug"].as_str().unwrap().to_owned()).collect()
    }

    /// Everything from an address on.
    fn walk(&self, address: &str) -> Vec<Value> {
        let (mut all, mut next) = (Vec::new(), Some(address.to_owned()));
        while let Some(address) = next {
            let mut page = self.ok(&address);
            all.append(page["items"].as_array_mut().unwrap());
            next = page["next"].as_str().map(str::to_owned);
        }
        all
    }

    fn problem(&self, address: &str, status: StatusCode) -> Value {
        let got = self.get(address);
        assert_eq!(got.status, status, "{address}: {}", got.text);
        assert_eq!(got.headers["content-type"], "application/problem+json", "{address}");
        let problem = got.json();
        assert_eq!(problem["status"], status.as_u16(), "{address}");
        problem
    }
}

async fn portals() -> Vec<Portal> {
    let dir = tempfile::tempdir().unwrap();
    let mut portals =
        vec![Portal::filled(&format!("sqlite:{}", dir.path().join("t.db").display()), dir).await];
    if let Some(url) = postgres::database_url("api") {
        portals.push(Portal::filled(&url, tempfile::tempdir().unwrap()).await);
    }
    portals
}

fn on_both(test: impl Fn(&Portal)) {
    PORTALS.iter().for_each(test);
}

fn field<'a>(list: &'a Value, at: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().filter_map(|v| v.pointer(at).and_then(Value::as_str)).collect()
}

#[test]
fn a_list_or_thing_that_does_not_exist_is_told_as_a_problem() {
    on_both(|portal| {
        let problem = portal.problem("/api/v1/settlements", StatusCode::NOT_FOUND);
        assert!(problem["detail"].as_str().unwrap().contains("settlements"));
        portal.problem("/api/v1/meetings/svalov/kommunstyrelsen/2022-09-13", StatusCode::NOT_FOUND);
        portal.problem("/api/v1/meetings/0", StatusCode::NOT_FOUND);
        portal.problem("/api/v1/meetings/-", StatusCode::NOT_FOUND);
        portal.problem("/api/v1/x/y/z", StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_wrong_parameter_is_refused_with_its_name() {
    on_both(|portal| {
        for (query, parameter) in [
            ("per_page=501", "per_page"),
            ("per_page=0", "per_page"),
            ("colour=red", "colour"),
            ("from=2022-02-31", "from"),
            ("from=2022-02&to=2022-01", "to"),
            ("q=%25", "q"),
            ("q=a&q=b", "q"),
            ("cursor=nonsense", "cursor"),
            ("cooperation=no-such", "cooperation"),
            ("body=no/such", "body"),
            ("organisation=99999999999999999999", "organisation"),
        ] {
            let problem = portal.problem(&format!("/api/v1/meetings?{query}"), StatusCode::BAD_REQUEST);
            assert_eq!(problem["errors"][0]["parameter"], parameter, "{query}");
            assert!(problem["detail"].as_str().unwrap().starts_with(parameter), "{query}");
        }
        portal.problem("/api/v1/meetings?q=%FF", StatusCode::BAD_REQUEST);
        portal.problem("/api/v1/meetings/svalov/kommunstyrelsen/2022-09-12?q=a", StatusCode::BAD_REQUEST);
        assert_eq!(portal.ok("/api/v1/meetings?per_page=500&q=&from=")["next"], Value::Null);
    });
}

#[test]
fn every_list_and_every_thing_answers_as_the_description_says() {
    on_both(|portal| {
        let document = portal.ok("/api/v1/openapi.json");
        for list in lists() {
            let of_page = |name: &str| {
                document["paths"][format!("/api/v1/{name}")]["get"]["responses"]["200"]["content"]["application/json"]["schema"].clone()
            };
            let schema = json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "components": document["components"],
                "allOf": [of_page(list.name)],
            });
            let validator = jsonschema::draft202012::new(&schema).unwrap();
            let page = portal.ok(&format!("/api/v1/{}?per_page=500", list.name));
            let errors: Vec<String> =
                validator.iter_errors(&page).map(|e| format!("{} {e}", e.instance_path())).take(5).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", list.name);
            if let Some(first) = page["items"].get(0) {
                let own = first["self"].as_str().unwrap();
                assert_eq!(portal.ok(own), *first, "{own}");
                let by_id = format!("/api/v1/{}/{}", list.name, first["id"].as_str().unwrap());
                assert_eq!(portal.ok(&by_id), *first);
            }
        }
    });
}

#[test]
fn the_description_is_a_document_of_openapi_with_valid_schemas() {
    let document = PORTALS[0].ok("/api/v1/openapi.json");
    assert_eq!(document["openapi"], "3.1.1");
    assert_eq!(document["servers"][0]["url"], BASE);
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        jsonschema::draft202012::meta::validate(schema).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
    for list in lists() {
        let path = &document["paths"][format!("/api/v1/{}", list.name)]["get"];
        let names: Vec<&str> = path["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| {
                p["name"].as_str().unwrap_or_else(|| p["$ref"].as_str().unwrap().rsplit('/').next().unwrap())
            })
            .collect();
        assert_eq!(names, ["cooperation", "body", "organisation", "from", "to", "q", "per_page", "cursor"]);
    }
}

#[test]
fn every_filter_of_every_list_answers() {
    on_both(|portal| {
        for list in lists() {
            for query in [
                "cooperation=soderasens-miljoforbund",
                "body=svalov/kommunstyrelsen",
                "organisation=svalov",
                "from=2022&to=2022-12-31",
                "from=2022-09-12",
                "to=2022-09-12",
                "cooperation=skanes-kommuner&body=skanes-kommuner/styrelsen&organisation=svalov&from=2021&to=2022&q=a",
            ] {
                portal.ok(&format!("/api/v1/{}?{query}", list.name));
            }
        }
    });
}

#[test]
fn a_meeting_tells_its_core_fields() {
    on_both(|portal| {
        let meeting = portal.ok("/api/v1/meetings/skanes-kommuner/styrelsen/2021-05-21");
        assert_eq!(meeting["start"], "2021-05-21T13:00");
        assert_eq!(meeting["end"], "2021-05-21T15:00");
        assert_eq!(meeting["precision"], "minute");
        assert_eq!(meeting["status"], "fixed");
        assert_eq!(field(&meeting["bodies"], "/slug"), ["skanes-kommuner/styrelsen"]);
        assert_eq!((&meeting["sitting"], &meeting["records"]), (&Value::Null, &json!([])));
        let encoded = portal.ok("/api/v1/meetings/skanes-kommuner%2Fstyrelsen%2F2021-05-21");
        assert_eq!(encoded, meeting);
        let held = portal.ok("/api/v1/meetings/svalov/kommunstyrelsen/2022-09-12");
        assert_eq!(held["records"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn an_imprecise_date_stays_imprecise() {
    on_both(|portal| {
        for (slug, day) in [("styrelsen", "2022-12-10"), ("kommundirektorsnatverket", "2022-12-15")] {
            let meeting = portal.ok(&format!("/api/v1/meetings/skanes-kommuner/{slug}/2022-12"));
            assert_eq!(meeting["when"], format!("{day}~"));
            assert_eq!(meeting["precision"], "circa");
            assert_eq!(meeting["start"], format!("{day}T00:00"));
        }
        let june = portal.ok("/api/v1/meetings/skanes-kommuner/kommundirektorsnatverket/2022-06");
        assert_eq!((&june["precision"], &june["end"]), (&json!("month"), &json!("2022-06-30T23:59")));
    });
}

#[test]
fn a_referral_tells_where_each_of_the_five_stands_as_of_the_day() {
    on_both(|portal| {
        let states = |day: &str| {
            let referral = portal.ok(&format!("/api/v1/referrals/fast-kontakt?today={day}"));
            let mut states: Vec<String> = referral["addressees"]
                .as_array()
                .unwrap()
                .iter()
                .map(|a| {
                    format!(
                        "{} {}",
                        a["organisation"]["slug"].as_str().unwrap(),
                        a["state"].as_str().unwrap()
                    )
                })
                .collect();
            states.sort();
            (states, referral["composed"].clone())
        };
        let (day, composed) = states("2022-09-29");
        assert_eq!(
            day,
            ["bjuv open", "klippan open", "orkelljunga open", "perstorp open", "svalov answered"]
        );
        assert_eq!((&composed["asked"], &composed["answered"]), (&json!(5), &json!(1)));
        assert_eq!(composed["kinds"], json!({ "delegated": 1 }));
        assert!(states("2022-10-07").0.contains(&"bjuv open".to_owned()));
        assert!(states("2022-10-08").0.contains(&"bjuv late".to_owned()));
        let before = states("2022-09-27");
        assert!(before.0.contains(&"svalov open".to_owned()) && before.1["kinds"] == json!({}));
        let referral = portal.ok("/api/v1/referrals/fast-kontakt");
        assert_eq!(referral["due"], "2022-10-07");
        let svalov = referral["addressees"].as_array().unwrap().iter();
        let svalov = svalov.clone().find(|a| a["organisation"]["slug"] == "svalov").unwrap();
        assert_eq!((&svalov["kind"], &svalov["set_by"]), (&json!("delegated"), &json!("sender")));
        assert_eq!(svalov["decision"]["slug"], "svalov/kommunstyrelsen/2022-09-12/226");
        assert_eq!(svalov["received"], "2022-09-28");
    });
}

#[test]
fn an_item_tells_its_clauses_and_who_was_there() {
    on_both(|portal| {
        let item = portal.ok("/api/v1/items/svalov/kommunstyrelsen/2022-09-12/226");
        assert_eq!(item["number"], "226");
        let clause = &item["clauses"][0];
        assert!(clause["text"].is_string() && clause["addressees"].is_array() && clause["amount"].is_null());
        assert_eq!(clause["due_edtf"], clause["due"]);
        let present = item["present"].as_array().unwrap();
        assert!(present.iter().all(|p| p["person"]["kind"] == "person" && p["certainty"].is_string()));
        assert_eq!(item["entitled"].as_array().unwrap().len(), 13, "{:#}", item["entitled"]);
        let serving = item["serving"].as_array().unwrap();
        assert_eq!(serving.len(), 3);
        assert!(serving.iter().all(|s| s["for"]["kind"] == "person"));
        // Nobody recorded who was there, or a source only lets us guess one of them.
        let guessed = portal.walk("/api/v1/items?body=soderasens-miljoforbund/direktionen");
        assert!(!guessed.is_empty() && guessed.iter().all(|i| i["present"] == "unknown"));
        let unrecorded = portal.walk("/api/v1/items?cooperation=skanes-kommuner");
        assert!(!unrecorded.is_empty() && unrecorded.iter().all(|i| i["present"] == "unknown"));
    });
}

#[test]
fn a_matter_tells_its_cases_and_a_commission_what_lies_on_its_way() {
    on_both(|portal| {
        let matter = portal.ok("/api/v1/matters/fast-kontakt-pa-ledningsniva");
        let cases = field(&matter["cases"], "/organisation/slug");
        assert!(cases.contains(&"svalov") && cases.len() == 6, "{cases:?}");
        let svalov =
            matter["cases"].as_array().unwrap().iter().find(|c| c["organisation"]["slug"] == "svalov");
        assert!(svalov.unwrap()["number"].is_string() && svalov.unwrap()["origin"].is_string());
        let commissions = portal.walk("/api/v1/commissions");
        assert!(commissions.iter().any(|c| !c["waystations"].as_array().unwrap().is_empty()));
        let assigned = commissions.iter().filter(|c| !c["assignee"].is_null());
        assert!(assigned.clone().count() > 0);
        assert!(
            assigned.clone().all(|c| c["assignee"]["kind"].is_string() && c["assignee"]["slug"].is_string())
        );
        assert!(commissions.iter().all(|c| c["due"] == c["due_edtf"] && c["review"] == c["review_edtf"]));
    });
}

#[test]
fn there_is_one_contact_per_organisation_and_period() {
    on_both(|portal| {
        let contacts = portal.walk("/api/v1/contacts");
        let distinct: HashSet<String> =
            contacts.iter().map(|c| format!("{} {}", c["organisation"]["slug"], c["period"])).collect();
        assert_eq!((contacts.len(), distinct.len()), (10, 10));
        assert_eq!(portal.walk("/api/v1/contacts?organisation=svalov").len(), 2);
        assert_eq!(portal.walk("/api/v1/contacts?organisation=svalov&from=2025").len(), 1);
    });
}

#[test]
fn decisions_are_the_items_that_have_clauses() {
    on_both(|portal| {
        let decided: Vec<String> = portal
            .walk("/api/v1/items")
            .iter()
            .filter(|i| !i["clauses"].as_array().unwrap().is_empty())
            .map(|i| i["slug"].as_str().unwrap().to_owned())
            .collect();
        assert!(!decided.is_empty());
        assert_eq!(portal.slugs("/api/v1/decisions"), decided);
        portal.ok(&format!("/api/v1/decisions/{}", decided[0]));
        let undecided = portal.slugs("/api/v1/items").into_iter().find(|i| !decided.contains(i)).unwrap();
        portal.problem(&format!("/api/v1/decisions/{undecided}"), StatusCode::NOT_FOUND);
    });
}

#[test]
fn what_belongs_to_an_organisation_is_its_own_and_what_concerns_it() {
    on_both(|portal| {
        let mut cooperations = portal.slugs("/api/v1/cooperations?organisation=svalov");
        cooperations.sort();
        assert_eq!(cooperations, ["familjen-helsingborg", "skanes-kommuner", "soderasens-miljoforbund"]);
        assert_eq!(portal.slugs("/api/v1/memberships?organisation=svalov").len(), 3);
        assert_eq!(portal.slugs("/api/v1/referrals?organisation=svalov"), ["fast-kontakt"]);
        assert_eq!(portal.slugs("/api/v1/referral-addressees?organisation=svalov"), ["fast-kontakt/svalov"]);
        assert!(portal.slugs("/api/v1/answers?organisation=bjuv").is_empty());
        let meetings = portal.slugs("/api/v1/meetings?organisation=svalov");
        assert!(meetings.contains(&"svalov/kommunstyrelsen/2022-09-12".to_owned()));
        assert!(meetings.contains(&"skanes-kommuner/styrelsen/2021-05-21".to_owned()));
        assert!(!meetings.iter().any(|m| m.starts_with("horby") || m.starts_with("miljosamverkan")));
    });
}

#[test]
fn what_belongs_to_a_cooperation_is_exported_with_it_or_its_bodies_do_it() {
    on_both(|portal| {
        let organisations = portal.walk("/api/v1/organisations?cooperation=skanes-kommuner");
        let municipalities =
            organisations.iter().filter(|o| field(&o["kinds"], "").contains(&"municipality"));
        assert_eq!(municipalities.count(), 33);
        let meetings = portal.slugs("/api/v1/meetings?cooperation=skanes-kommuner&from=2021&to=2021");
        assert_eq!(meetings.len(), 13 + 2, "the plan of 2021 and the two that are only mentioned");
        assert_eq!(portal.slugs("/api/v1/meetings?cooperation=skanes-kommuner&from=2022&to=2022").len(), 22);
    });
}

#[test]
fn a_body_has_its_meetings_seats_and_people() {
    on_both(|portal| {
        let meetings = portal.slugs("/api/v1/meetings?body=skanes-kommuner/styrelsen");
        assert!(meetings.iter().all(|m| m.starts_with("skanes-kommuner/styrelsen/")), "{meetings:?}");
        assert!(!portal.slugs("/api/v1/seats?body=skanes-kommuner/styrelsen").is_empty());
        let items = portal.slugs("/api/v1/items?body=svalov/kommunstyrelsen");
        assert!(items.contains(&"svalov/kommunstyrelsen/2022-09-12/226".to_owned()));
        let matters = portal.slugs("/api/v1/matters?body=svalov/kommunstyrelsen");
        assert_eq!(matters, ["fast-kontakt-pa-ledningsniva"]);
    });
}

#[test]
fn both_ends_of_a_time_belong_to_it() {
    on_both(|portal| {
        let count = |query: &str| {
            portal.slugs(&format!("/api/v1/meetings?body=skanes-kommuner/styrelsen&{query}")).len()
        };
        assert_eq!(count("from=2021-05-21&to=2021-05-21"), 1);
        assert_eq!(count("from=2021-05-22&to=2021-09-23"), 0);
        assert_eq!(count("from=2021-05-22&to=2021-09-24"), 1);
    });
}

#[test]
fn a_text_is_looked_for_in_labels_whatever_its_capitals() {
    on_both(|portal| {
        let found = portal.slugs("/api/v1/organisations?q=SVAL%C3%96V");
        assert!(found.contains(&"svalov".to_owned()), "{found:?}");
        assert!(portal.slugs("/api/v1/organisations?q=xyzzy").is_empty());
    });
}

#[test]
fn what_is_restricted_is_nowhere_and_leads_nowhere() {
    on_both(|portal| {
        for list in lists() {
            for thing in portal.walk(&format!("/api/v1/{}?per_page=500", list.name)) {
                assert!(!thing.to_string().to_lowercase().contains(CANARY), "{}: {thing:#}", list.name);
            }
            assert!(portal.slugs(&format!("/api/v1/{}?q={CANARY}", list.name)).is_empty());
        }
        let meeting = "soderasens-miljoforbund/direktionen/kanariefagel";
        for address in [
            format!("meetings/{meeting}"),
            format!("items/{meeting}/1"),
            format!("clauses/{meeting}/1/1"),
            "people/kanariefagel".to_owned(),
            "holdings/kanariefagel".to_owned(),
            "claims/kanariefagel".to_owned(),
            "seats/soderasens-miljoforbund/kanariefagel/1".to_owned(),
            "cases/kanariefagel/soderasens-miljoforbund".to_owned(),
        ] {
            portal.problem(&format!("/api/v1/{address}"), StatusCode::NOT_FOUND);
        }
        portal.problem("/api/v1/meetings?body=soderasens-miljoforbund/kanariefagel", StatusCode::BAD_REQUEST);
        let open = portal.ok("/api/v1/commissions/hangs-on-restricted");
        assert_eq!((&open["clause"], &open["report_to"]), (&Value::Null, &Value::Null));
        let body = "svalov/kommunstyrelsen";
        assert!(!portal.slugs(&format!("/api/v1/matters?body={body}")).contains(&CANARY.to_owned()));
    });
}

#[test]
fn contact_data_and_protected_titles_are_told_to_nobody_outside() {
    on_both(|portal| {
        assert!(portal.walk("/api/v1/people").iter().all(|p| p["email"].is_null() && p["phone"].is_null()));
        assert!(portal.walk("/api/v1/matters").iter().all(|m| m["protected_title"].is_null()));
        assert!(portal.walk("/api/v1/home-round-answers").is_empty(), "they are for members");
    });
}

#[test]
fn an_answer_that_has_not_changed_is_not_sent_again() {
    on_both(|portal| {
        let first = portal.get("/api/v1/contacts");
        let etag = first.headers["etag"].to_str().unwrap().to_owned();
        let request =
            Request::get("/api/v1/contacts").header("if-none-match", etag).body(Body::empty()).unwrap();
        let again = RUNTIME.block_on(portal.router.clone().oneshot(request)).unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_walk_meets_each_thing_once_whatever_the_size_of_its_pages(
        which in 0..5_usize,
        per_page in 1..120_usize,
        query in prop::sample::select(vec!["", "&cooperation=skanes-kommuner", "&organisation=svalov", "&from=2021&to=2022", "&q=s"]),
    ) {
        let list = ["meetings", "seats", "items", "claims", "cycle-steps"][which];
        for portal in PORTALS.iter() {
            let whole = portal.ok(&format!("/api/v1/{list}?per_page=500{query}"));
            prop_assert_eq!(&whole["next"], &Value::Null);
            let walked = portal.walk(&format!("/api/v1/{list}?per_page={per_page}{query}"));
            prop_assert_eq!(&Value::from(walked), &whole["items"]);
        }
    }
}
