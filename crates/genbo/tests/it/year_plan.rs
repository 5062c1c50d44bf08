//! Next year in ten minutes: last year's meetings again, moved off what is in the way, put down in one go.

use genbo_app::{
    cx::Actor,
    error::ActionError,
    view::Reader,
    year_plan::{
        answer::{Said, answer, answers},
        fix::{Set, fix},
        propose::{self, Ask, Plan, Source},
        save::{Chosen, save},
    },
};
use genbo_domain::{
    authority::{Grant, Role},
    edtf::Edtf,
    meeting::DateAnswer,
};
use genbo_planner::{Omitted, Outcome, Proposal, Trouble, parse};
use genbo_store::thing::{self, Viewer};
use genbo_testkit::app::{Start, TestApp, for_each_database};
use jiff::civil::date;

const NETWORK: &str = "skanes-kommuner/kommundirektorsnatverket";

/// What two other cooperations have in 2023 already.
const OTHERS: [(&str, &str); 2] = [
    (
        "a",
        "format = 1\nhome = \"soderasens-miljoforbund\"\n\n[[meeting]]\nslug = \"soderasens-miljoforbund/direktionen/2023-03-10\"\n\
         title = \"Direktionsmöte\"\nbodies = [\"soderasens-miljoforbund/direktionen\"]\nwhen = \"2023-03-10T13:00/2023-03-10T16:00\"\n\
         status = \"fixed\"\n",
    ),
    (
        "b",
        "format = 1\nhome = \"familjen-helsingborg\"\n\n[[meeting]]\nslug = \"familjen-helsingborg/kommundirektorsgruppen/2023-05-12\"\n\
         title = \"Kommundirektörsgruppen\"\nbodies = [\"familjen-helsingborg/kommundirektorsgruppen\"]\nwhen = \"2023-05-12\"\n\
         status = \"fixed\"\n",
    ),
];

async fn secretary(app: &TestApp) -> Actor {
    let mut tx = app.cx.db.read().await.unwrap();
    let scope = thing::find(&mut tx, &Viewer::All, "cooperation", "skanes-kommuner").await.unwrap().id;
    Actor::Account {
        name: "kanslichef-skane".into(),
        grants: vec![Grant { role: Role::Secretary, scope: Some(scope) }],
        member_of: vec![scope],
        keeps: vec![scope],
    }
}

fn copy(from: i16, day: Option<&str>) -> Source {
    let loose = day.and_then(|d| propose::for_months(&parse(d).unwrap()));
    Source::Copy { from, by_week: false, loose }
}

async fn proposed(app: &TestApp, whose: &str, year: i16, source: Source) -> Plan {
    let viewer = secretary(app).await.viewer();
    let mut reader = Reader::open(&app.cx, &viewer, date(2022, 9, 29)).await.unwrap();
    propose::propose(&mut reader, &Ask { whose: whose.into(), year, source }).await.unwrap()
}

fn dated<'a>(plan: &'a Plan, key: &str) -> &'a Proposal {
    let row = plan.rows.iter().find(|r| r.key == format!("{NETWORK}/{key}")).unwrap();
    match &row.outcome {
        Outcome::Dated(proposal) => proposal,
        other => panic!("{key}: {other:?}"),
    }
}

#[tokio::test]
async fn a_year_of_months_is_copied_as_months_until_somebody_says_a_day() {
    for_each_database(Start::Cooperations, async |app| {
        let plan = proposed(app, NETWORK, 2023, copy(2022, None)).await;
        assert_eq!(plan.rows.len(), 7);
        let loose: Vec<String> = plan
            .rows
            .iter()
            .map(|r| match &r.outcome {
                Outcome::Loose(when) => when.to_string(),
                other => panic!("{other:?}"),
            })
            .collect();
        let months =
            ["2023-01", "2023-03", "2023-05", "2023-06-XX/2023-06-XX", "2023-09", "2023-11", "2023-12-15~"];
        assert!(months.iter().all(|m| loose.iter().any(|l| l == m)), "{loose:?}");
    })
    .await;
}

#[tokio::test]
async fn the_chief_executives_year_gets_days_that_collide_with_no_other_cooperation() {
    for_each_database(Start::Cooperations, async |app| {
        app.import(&OTHERS).await.unwrap();
        let plan = proposed(app, NETWORK, 2023, copy(2022, Some("andra fredagen kl. 13–15.30"))).await;
        for (key, met, wanted) in [
            ("2022-03", "soderasens-miljoforbund/direktionen/2023-03-10", date(2023, 3, 10)),
            ("2022-05", "familjen-helsingborg/kommundirektorsgruppen/2023-05-12", date(2023, 5, 12)),
        ] {
            let p = dated(&plan, key);
            assert_eq!(p.wanted, wanted);
            let [Trouble::Meeting(with, who)] = p.against.as_slice() else {
                panic!("{key}: {:?}", p.against)
            };
            assert_eq!(with, met);
            assert!(!who.is_empty() && plan.met.contains_key(with));
            assert_ne!(p.chosen.date, wanted, "moved");
            assert_eq!(p.chosen.troubles, [], "off everything");
        }
        let september = dated(&plan, "2022-09");
        assert_eq!((september.chosen.date, september.against.len()), (date(2023, 9, 8), 0));
        assert_eq!(september.chosen.when.to_string(), "2023-09-08T13:00/2023-09-08T15:30");
    })
    .await;
}

#[tokio::test]
async fn a_year_with_days_is_copied_by_weekday_or_by_week_and_keeps_its_order() {
    for_each_database(Start::Cooperations, async |app| {
        let plan = proposed(app, NETWORK, 2022, copy(2021, None)).await;
        assert_eq!(dated(&plan, "2021-05-07").wanted, date(2022, 5, 6));
        assert_eq!(dated(&plan, "2021-09-10").wanted, date(2022, 9, 9));
        let two_days = dated(&plan, "2021-06-21");
        assert!(two_days.chosen.when.to_string().contains("T12:00/"), "{:?}", two_days.chosen);
        let by_week = Source::Copy { from: 2021, by_week: true, loose: None };
        let plan = proposed(app, "skanes-kommuner", 2022, by_week).await;
        let planned = plan.rows.iter().filter(|r| matches!(r.outcome, Outcome::Dated(_))).count();
        let mentioned =
            plan.rows.iter().filter(|r| r.outcome == Outcome::Omitted(Omitted::Mentioned)).count();
        assert_eq!((planned, mentioned), (13, plan.rows.len() - 13), "every row of the plan for 2021, once");
        assert_eq!(dated(&plan, "2021-09-10").wanted, date(2022, 9, 9));
    })
    .await;
}

#[tokio::test]
async fn a_pattern_names_days_weeks_and_distances_and_says_which_line_gives_none() {
    for_each_database(Start::Cooperations, async |app| {
        let source = |lines: &[&str]| Source::Pattern(lines.iter().map(|l| parse(l).unwrap()).collect());
        let days = |plan: &Plan| -> Vec<String> {
            assert_eq!(plan.problems, []);
            let wanted = plan.rows.iter().filter_map(|r| match &r.outcome {
                Outcome::Dated(p) => Some(p.wanted.to_string()),
                _ => None,
            });
            wanted.collect()
        };
        let after = proposed(app, NETWORK, 2021, source(&["14 dagar efter styrelsen"])).await;
        assert!(days(&after).contains(&"2021-06-04".to_owned()), "the board meets on 21 May");
        // In 2021 the network met on Fridays.
        let week = proposed(app, NETWORK, 2022, source(&["v. 18"])).await;
        assert_eq!(days(&week), ["2022-05-06"]);
        let plan =
            proposed(app, NETWORK, 2023, source(&["14 dagar efter rådhuset", "v. 18", "andra fredagen"]))
                .await;
        assert_eq!(
            plan.problems,
            [
                propose::Problem::NoBody(1, "rådhuset".into()),
                // The year before has only months, so that no weekday is usual.
                propose::Problem::NoWeekday(2),
                propose::Problem::NoMonth(3)
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_chosen_is_put_down_as_preliminary_in_one_go_or_not_at_all() {
    for_each_database(Start::Cooperations, async |app| {
        let actor = secretary(app).await;
        let day = date(2022, 9, 29);
        let chosen = |key: &str, when: &str| Chosen {
            key: format!("{NETWORK}/{key}"),
            title: None,
            when: when.parse::<Edtf>().unwrap(),
        };
        let before = app.counts().await;
        let stranger = Actor::Account { name: "x".into(), grants: vec![], member_of: vec![], keeps: vec![] };
        let two = [chosen("2022-03", "2023-03-09T13:00/2023-03-09T15:30"), chosen("2022-06", "2023-06")];
        let refused = save(&app.cx, &stranger, day, NETWORK, &two, None).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)), "{refused:?}");
        let whole = [two[0].clone(), chosen("2022-04-31", "2023-04")];
        let saved = save(&app.cx, &actor, day, "skanes-kommuner", &whole, None).await;
        assert!(matches!(saved, Err(ActionError::NotFound)), "a meeting of no body: {saved:?}");
        assert_eq!(app.counts().await, before);
        let saved = save(&app.cx, &actor, day, NETWORK, &two, Some("nyckel")).await.unwrap();
        assert_eq!(saved[0].slug, format!("{NETWORK}/2023-03-09"));
        let again = save(&app.cx, &actor, day, NETWORK, &two, Some("nyckel")).await.unwrap();
        assert_eq!(again[0].slug, saved[0].slug);
        assert_eq!(app.counts().await["meeting"], before["meeting"] + 2);
        let text = app.export("skanes-kommuner").await;
        let at = text.find("2023-03-09T13:00/2023-03-09T15:30").unwrap();
        assert!(text[at..].starts_with(
            "2023-03-09T13:00/2023-03-09T15:30\"\nstatus = \"preliminary\"\nform = \"ordinary\""
        ));
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

async fn registrar(app: &TestApp, organisation: &str) -> Actor {
    let mut tx = app.cx.db.read().await.unwrap();
    let scope = thing::find(&mut tx, &Viewer::All, "organisation", organisation).await.unwrap().id;
    Actor::Account {
        name: format!("registrator-{organisation}"),
        grants: vec![Grant { role: Role::Registrar, scope: Some(scope) }],
        member_of: vec![],
        keeps: vec![],
    }
}

/// Two preliminary meetings of the network in 2023, as the secretary saved them: their slugs.
async fn preliminary(app: &TestApp) -> [String; 2] {
    let chosen = |key: &str, when: &str| Chosen {
        key: format!("{NETWORK}/{key}"),
        title: None,
        when: when.parse::<Edtf>().unwrap(),
    };
    let two = [chosen("2022-03", "2023-03-10T13:00/2023-03-10T15:30"), chosen("2022-05", "2023-05")];
    let actor = secretary(app).await;
    let saved = save(&app.cx, &actor, date(2022, 9, 29), NETWORK, &two, None).await.unwrap();
    [saved[0].slug.clone(), saved[1].slug.clone()]
}

async fn told(app: &TestApp) -> Vec<(String, DateAnswer)> {
    let plan = proposed(app, NETWORK, 2023, Source::Preliminary).await;
    let ids: Vec<_> = plan.rows.iter().filter_map(|r| r.id).collect();
    let mut reader = Reader::open(&app.cx, &Viewer::All, date(2022, 9, 29)).await.unwrap();
    let all = answers(&mut reader, &ids).await.unwrap();
    let given = all.into_values().flat_map(|a| a.given);
    let mut told: Vec<_> = given.map(|a| (a.account, a.answer)).collect();
    told.sort_by_key(|(account, _)| account.clone());
    told
}

#[tokio::test]
async fn only_who_takes_part_answers_and_an_answer_can_be_changed_and_taken_back() {
    for_each_database(Start::Cooperations, async |app| {
        let [march, _] = preliminary(app).await;
        let day = date(2022, 9, 29);
        let say = async |who: &Actor, what| {
            let said = Said { answer: what, note: None };
            answer(&app.cx, who, day, &[(march.clone(), said)]).await
        };
        let outside = registrar(app, "umea").await;
        let before = app.last_event().await;
        assert!(matches!(say(&outside, Some(DateAnswer::Can)).await, Err(ActionError::Forbidden)));
        assert!(matches!(say(&Actor::Anonymous, Some(DateAnswer::Can)).await, Err(ActionError::Forbidden)));
        assert_eq!(app.last_event().await, before);
        let (svalov, bjuv) = (registrar(app, "svalov").await, registrar(app, "bjuv").await);
        assert_eq!(say(&svalov, Some(DateAnswer::Can)).await.unwrap(), 1);
        assert_eq!(say(&svalov, Some(DateAnswer::Can)).await.unwrap(), 0, "said already");
        say(&bjuv, Some(DateAnswer::Cannot)).await.unwrap();
        say(&svalov, Some(DateAnswer::Prefer)).await.unwrap();
        let both = [
            ("registrator-bjuv".to_owned(), DateAnswer::Cannot),
            ("registrator-svalov".to_owned(), DateAnswer::Prefer),
        ];
        assert_eq!(told(app).await, both);
        say(&bjuv, None).await.unwrap();
        assert_eq!(told(app).await, both[1..]);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn preliminary_days_are_set_in_one_go_and_one_without_a_day_sets_none() {
    for_each_database(Start::Cooperations, async |app| {
        app.import(&OTHERS).await.unwrap();
        let [march, may] = preliminary(app).await;
        let actor = secretary(app).await;
        let plan = proposed(app, NETWORK, 2023, Source::Preliminary).await;
        let p = plan.rows.iter().find(|r| r.key == march).unwrap();
        let Outcome::Dated(proposal) = &p.outcome else { panic!("{p:?}") };
        assert_ne!(proposal.chosen.date, proposal.wanted, "it must be moved first");
        let set = |meeting: &String, when: &str| Set {
            meeting: meeting.clone(),
            when: when.parse().unwrap(),
            seen: p.seen,
        };
        let before = app.last_event().await;
        let moved = set(&march, "2023-03-09T13:00/2023-03-09T15:30");
        let refused = fix(&app.cx, &actor, &[moved.clone(), set(&may, "2023-05")], None, None).await;
        assert!(matches!(refused, Err(ActionError::Refused(r)) if r.len() == 1 && r[0].row == 1));
        assert_eq!(app.last_event().await, before);
        fix(&app.cx, &actor, std::slice::from_ref(&moved), None, None).await.unwrap();
        let left = proposed(app, NETWORK, 2023, Source::Preliminary).await;
        assert_eq!(left.rows.iter().map(|r| r.key.clone()).collect::<Vec<_>>(), [may]);
        let again = Set { when: "2023-03-16".parse().unwrap(), ..moved };
        assert!(
            fix(&app.cx, &actor, &[again], None, None).await.is_err(),
            "set meanwhile: it is not moved unseen"
        );
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}
