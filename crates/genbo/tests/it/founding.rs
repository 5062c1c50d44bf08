//! A cooperation is started from a template, and its other parts are switched on later.

use genbo_app::{
    account,
    check::{self, Ask},
    cx::{Actor, Keep},
    error::ActionError,
    founding::{self, Founding, Ruled, Wanted},
    view::Reader,
};
use genbo_domain::authority::{Grant, Role};
use genbo_rules::{outcome::Outcome, say::Say};
use genbo_store::thing::Viewer;
use genbo_testkit::app::{Start, TestApp, for_each_database, small};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

const TODAY: Date = date(2022, 9, 29);
/// A day on which the first year of who was started for it is over.
const YEAR_OVER: Date = date(2024, 1, 15);

fn network(parts: &[&str]) -> Founding {
    Founding {
        name: "Nätverket för digital ledning".into(),
        template: "network".into(),
        parts: parts.iter().map(|p| (*p).to_owned()).collect(),
        rules: Vec::new(),
        members: ["svalov", "bjuv", "hoor"].map(str::to_owned).into(),
        year: 2023,
    }
}

/// Somebody who arranges another cooperation.
async fn secretary(app: &TestApp) -> Actor {
    app.import(&[("x", &small("x"))]).await.unwrap();
    let new = account::NewAccount {
        name: "sekreterare".into(),
        display_name: "S".into(),
        person: None,
        roles: vec![("secretary".into(), Some("cooperation:x".into()))],
        demo: false,
    };
    account::put(&app.cx, &Actor::System, &new).await.unwrap();
    account::known(&app.cx, "sekreterare").await.unwrap().unwrap().actor
}

#[tokio::test]
async fn a_network_is_started_in_one_go_and_its_starter_is_its_secretary() {
    for_each_database(Start::Register, async |app| {
        let actor = secretary(app).await;
        let employee = Actor::Account {
            name: "m".into(),
            grants: vec![Grant { role: Role::Employee, scope: None }],
            member_of: vec![],
            keeps: vec![],
        };
        let before = app.counts().await;
        let chosen = network(&["meetings"]);
        let refused = founding::start(&app.cx, &employee, &chosen, None, Keep::Commit).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)), "{refused:?}");
        let (_, told) = founding::start(&app.cx, &actor, &chosen, None, Keep::DryRun).await.unwrap();
        // The cooperation, three memberships, the network that the meetings stand on with three seats, four meetings.
        assert_eq!(told.len(), 1 + 3 + 1 + 3 + 4);
        assert_eq!(app.counts().await, before, "a preview stores nothing");
        let nobody = Founding { members: vec!["svalov".into(), "finns-inte".into()], ..chosen.clone() };
        assert!(founding::start(&app.cx, &actor, &nobody, None, Keep::Commit).await.is_err());
        assert_eq!(app.counts().await, before, "all or nothing");
        let (slug, _) =
            founding::start(&app.cx, &actor, &chosen, Some("nyckel"), Keep::Commit).await.unwrap();
        assert_eq!(slug, "natverket-for-digital-ledning");
        let again = founding::start(&app.cx, &actor, &chosen, Some("nyckel"), Keep::Commit).await.unwrap();
        assert_eq!(again.0, slug, "the same submission twice is done once");
        let after = app.counts().await;
        assert_eq!(after["cooperation"], before["cooperation"] + 1);
        assert_eq!((after["seat"] - before["seat"], after["meeting"] - before["meeting"]), (3, 4));
        let (other, _) =
            founding::start(&app.cx, &actor, &chosen, Some("annan"), Keep::Commit).await.unwrap();
        assert_eq!(other, "natverket-for-digital-ledning-2");
        let text = app.export(&slug).await;
        assert!(text.contains("form = \"network\"") && text.contains("jurisdiction = \"se\""), "{text}");
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn a_part_is_switched_on_later_once_and_only_by_who_arranges_it() {
    for_each_database(Start::Register, async |app| {
        let actor = secretary(app).await;
        let (slug, _) =
            founding::start(&app.cx, &actor, &network(&["network"]), None, Keep::Commit).await.unwrap();
        let part = |key: &str| Wanted {
            template: "network".into(),
            year: 2023,
            parts: vec![key.into()],
            rules: Vec::new(),
        };
        let outsider = founding::add(&app.cx, &actor, TODAY, &slug, &part("meetings"), None).await;
        assert!(
            matches!(outsider, Err(ActionError::Refused(_))),
            "who started it has the role from the next sign-in"
        );
        let known = account::known(&app.cx, "sekreterare").await.unwrap().unwrap().actor;
        let put = founding::add(&app.cx, &known, TODAY, &slug, &part("meetings"), None).await.unwrap();
        assert_eq!(put.len(), 4, "the network that they stand on is there");
        assert_eq!(
            founding::add(&app.cx, &known, TODAY, &slug, &part("meetings"), None).await.unwrap().len(),
            0
        );
        let mut reader = Reader::open(&app.cx, &Viewer::All, TODAY).await.unwrap();
        let stands = founding::standing(&mut reader, &slug, "network", 2023).await.unwrap();
        let there: Vec<(&str, bool)> = stands.parts.iter().map(|s| (s.part.key.as_str(), s.there)).collect();
        assert_eq!(there, [("network", true), ("convener", false), ("meetings", true), ("day", false)]);
        drop(reader);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn every_template_starts_with_all_its_parts_and_rules() {
    for_each_database(Start::Register, async |app| {
        let actor = secretary(app).await;
        // Rules about what their template has none of: records, or meetings of that body.
        let mut waiting: BTreeSet<String> = BTreeSet::new();
        for (_, template) in founding::templates() {
            let founding = Founding {
                name: format!("Samverkan {}", template.key),
                template: template.key.clone(),
                parts: template.parts.iter().map(|p| p.key.clone()).collect(),
                rules: template.rules.iter().map(|r| usual(&r.key)).collect(),
                ..network(&[])
            };
            let started = founding::start(&app.cx, &actor, &founding, None, Keep::Commit).await;
            let (slug, _) = started.unwrap_or_else(|e| panic!("{}: {e}", template.key));
            assert!(template.rules.len() >= 5, "{}", template.key);
            let mut reader = Reader::open(&app.cx, &Viewer::All, YEAR_OVER).await.unwrap();
            let ask = Ask { cooperation: Some(slug.clone()), body: None };
            let checked = check::check(&mut reader, &ask).await.unwrap();
            // What law demands of such bodies is judged beside; it stands in no register, with ids below zero.
            let own = checked.findings.iter().filter(|told| told.rule.id.0 > 0);
            let (mut judged, mut without) = (BTreeSet::new(), BTreeSet::new());
            for told in own {
                use Outcome::{AtRisk, Broken, Kept, NotApplicable, Unknown};
                let (rule, answer) = (&told.rule.meta.slug, &told.finding.answer);
                assert!(!matches!(answer.say, Say::Fault(_)), "{rule} cannot be read: {answer:?}");
                match answer.outcome {
                    Kept | Broken | AtRisk | Unknown => judged.insert(rule.clone()),
                    NotApplicable if answer.say == Say::NoSubject => without.insert(rule.clone()),
                    _ => panic!("{rule} is neither judged nor about nothing yet: {answer:?}"),
                };
            }
            without.retain(|rule| !judged.contains(rule));
            waiting.extend(without.iter().cloned());
            judged.extend(without);
            let rules = template.rules.iter().map(|r| format!("{slug}/{}", r.key));
            assert_eq!(judged, rules.collect(), "each rule of the template is judged, and no other");
        }
        let none_yet = [
            "samverkan-association/kallelse-till-styrelsen",
            "samverkan-association/protokoll-i-tid",
            "samverkan-federation/beslutforhet",
            "samverkan-federation/kallelse-i-tid",
            "samverkan-federation/protokoll-i-tid",
            "samverkan-joint-board/protokoll-i-tid",
            "samverkan-letter-of-intent/anteckningar-i-tid",
            "samverkan-letter-of-intent/kallelse-i-tid",
            "samverkan-network/anteckningar-i-tid",
        ]
        .map(str::to_owned);
        assert_eq!(waiting, none_yet.into(), "the others are about something from the start");
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

fn usual(key: &str) -> Ruled {
    Ruled { key: key.into(), ..Ruled::default() }
}

fn with(key: &str, number: &str, value: i64) -> Ruled {
    Ruled { numbers: [(number.to_owned(), value)].into(), ..usual(key) }
}

#[tokio::test]
async fn rules_are_chosen_with_their_numbers_and_cite_the_cooperations_own_document() {
    for_each_database(Start::Register, async |app| {
        let actor = secretary(app).await;
        let before = app.counts().await;
        let founding = |rules: Vec<Ruled>| Founding { rules, ..network(&["convener"]) };
        let wrong = founding(vec![with("moten-om-aret", "least", 25)]);
        let refused = founding::start(&app.cx, &actor, &wrong, None, Keep::Commit).await;
        assert!(matches!(refused, Err(ActionError::Refused(_))), "{refused:?}");
        assert_eq!(app.counts().await, before, "nothing was started");
        let right = founding(vec![with("moten-om-aret", "least", 6), usual("anteckningar-i-tid")]);
        let (slug, _) = founding::start(&app.cx, &actor, &right, None, Keep::Commit).await.unwrap();
        let text = app.export(&slug).await;
        for told in [
            "parameters = { at_least = 6, per = \"year\" }",
            "Nätverket möts minst 6 gånger om året.",
            "at_most = \"14 days\"",
            "kind = \"rules_of_procedure\"",
            "slug = \"natverket-for-digital-ledning/natverket\"",
        ] {
            assert!(text.contains(told), "{told}: {text}");
        }
        assert_eq!(app.counts().await["rule"] - before["rule"], 2);
        // Later another one: it stands in the document that is there, and a section is made for it.
        let known = account::known(&app.cx, "sekreterare").await.unwrap().unwrap().actor;
        let wanted = Wanted {
            template: "network".into(),
            year: 2023,
            parts: Vec::new(),
            rules: vec![
                usual("moten-om-aret"),
                usual("inte-for-langt-emellan"),
                with("kallelse-i-tid", "days", 14),
            ],
        };
        let put = founding::add(&app.cx, &known, TODAY, &slug, &wanted, None).await.unwrap();
        let nouns: Vec<&str> = put.iter().map(|p| p.noun.as_str()).collect();
        assert_eq!(nouns, ["section", "rule", "rule"], "what is there is not made again");
        assert_eq!(app.counts().await["governing_document"] - before["governing_document"], 1);
        assert_eq!(founding::add(&app.cx, &known, TODAY, &slug, &wanted, None).await.unwrap().len(), 0);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn members_are_known_by_name_and_what_is_not_known_is_told() {
    for_each_database(Start::Register, async |app| {
        let mut reader = Reader::open(&app.cx, &Viewer::Public, TODAY).await.unwrap();
        let written = "Svalövs kommun, Höör\nMalmö stad; svalov\n\nAtlantis";
        let (found, unknown) = founding::members(&mut reader, written).await.unwrap();
        assert_eq!(found.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>(), ["svalov", "hoor", "malmo"]);
        assert_eq!(unknown, ["Atlantis"]);
    })
    .await;
}
