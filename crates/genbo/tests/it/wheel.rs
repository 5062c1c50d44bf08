//! The year wheel over several cooperations: collisions and school breaks; and what the day makes of commissions.

use crate::visitor::{Visitor, portal};
use axum::http::StatusCode;
use genbo_app::view::{
    Reader, commission, duty,
    wheel::{Ask, Clash, Kind, YearWheel, wheel},
};
use genbo_domain::commission::Commission;
use genbo_store::{row::Find, thing::Viewer};
use genbo_testkit::app::{Start, TestApp, for_each_database, small};
use genbo_web::{export, lang::Lang, picture};
use jiff::civil::date;

async fn year(app: &TestApp, ask: Ask) -> YearWheel {
    let mut reader = Reader::open(&app.cx, &Viewer::Public, date(2022, 9, 29)).await.unwrap();
    wheel(&mut reader, &Ask { year: 2022, ..ask }).await.unwrap()
}

fn of(organisation: &str) -> Ask {
    Ask { organisation: Some(organisation.to_owned()), ..Ask::default() }
}

/// A cooperation with members and one meeting of its board.
fn cooperation(slug: &str, members: &[&str], when: &str) -> String {
    let membership = |m: &&str| format!("[[cooperation.membership]]\nmember = \"organisation:{m}\"\n");
    let members: String = members.iter().map(membership).collect();
    small(slug).replace("[[body]]", &(members + "[[body]]"))
        + &format!(
            "[[meeting]]\nslug = \"{slug}/styrelsen/m\"\ntitle = \"Möte\"\nbodies = [\"{slug}/styrelsen\"]\n\
             when = \"{when}\"\n"
        )
}

#[tokio::test]
async fn a_municipality_is_told_what_collides_over_its_cooperations_and_others_are_not() {
    for_each_database(Start::Register, async |app| {
        let files = [
            cooperation("x", &["svalov"], "2022-05-06T09:00/2022-05-06T11:00"),
            cooperation("y", &["svalov", "bjuv"], "2022-05-06T10:00/2022-05-06T12:00"),
            cooperation("z", &["svalov"], "2022-05-06"),
        ];
        app.import(&[("x", &files[0]), ("y", &files[1]), ("z", &files[2])]).await.unwrap();
        let wheel = year(app, of("svalov")).await;
        let mut told: Vec<(&str, &str, Clash)> = wheel
            .entries
            .iter()
            .flat_map(|e| e.collisions.iter().map(move |c| (e.id.as_str(), c.with.slug.as_str(), c.clash)))
            .collect();
        told.sort_by_key(|(_, with, clash)| (*clash, *with));
        let clashes: Vec<(&str, Clash)> = told.iter().map(|(_, with, clash)| (*with, *clash)).collect();
        let (x, y, z) = ("x/styrelsen/m", "y/styrelsen/m", "z/styrelsen/m");
        let (overlap, day) = (Clash::Overlap, Clash::SameDay);
        assert_eq!(clashes, [(x, overlap), (y, overlap), (x, day), (y, day), (z, day), (z, day)]);
        let spoken: Vec<String> = wheel.entries.iter().map(|e| picture::wheel::spoken(e, Lang::Sv)).collect();
        assert!(
            spoken.iter().any(|s| s.contains("krockar med Styrelsen (Samverkan y): tiderna överlappar")),
            "{spoken:?}"
        );
        assert!(
            spoken.iter().any(|s| s.contains("krockar med Styrelsen (Samverkan z): samma dag")),
            "{spoken:?}"
        );
        assert!(year(app, of("bjuv")).await.entries.iter().all(|e| e.collisions.is_empty()));
    })
    .await;
}

#[tokio::test]
async fn a_school_break_stands_in_the_wheels_of_its_municipality_and_of_its_cooperations_once() {
    let breaks = |slug: &str, when: &str| {
        format!(
            "[[organisation]]\nslug = \"{slug}\"\nstub = true\nname = \"{slug}\"\n\
             [[organisation.school_break]]\ntitle = \"Sportlov\"\nwhen = \"{when}\"\n"
        )
    };
    for_each_database(Start::Register, async |app| {
        let file = cooperation("x", &["svalov", "bjuv"], "2022-05-06")
            + &breaks("svalov", "2022-02-21/2022-02-25")
            + &breaks("bjuv", "2022-02-21/2022-02-25")
            + &breaks("umea", "2022-02-28/2022-03-04");
        app.import(&[("x", &file)]).await.unwrap();
        let whole = year(app, Ask { cooperations: vec!["x".to_owned()], ..Ask::default() }).await;
        let found: Vec<_> = whole.entries.iter().filter(|e| e.kind == Kind::Break).collect();
        assert_eq!(found.len(), 1, "{:?}", app.kind);
        assert_eq!(picture::wheel::break_name(found[0], Lang::Sv), "Sportlov: Bjuv och Svalöv");
        let json = export::wheel::json(&whole, Lang::Sv);
        let entry = json["entries"].as_array().unwrap().iter().find(|e| e["kind"] == "break").unwrap();
        assert_eq!(
            (&entry["start"], &entry["end"]),
            (&"2022-02-21T00:00".into(), &"2022-02-25T23:59".into())
        );
        assert_eq!(entry["organisations"], serde_json::json!(["bjuv", "svalov"]));
        let own = year(app, of("umea")).await;
        let own: Vec<String> = own
            .entries
            .iter()
            .filter(|e| e.kind == Kind::Break)
            .map(|e| picture::wheel::break_name(e, Lang::En))
            .collect();
        assert_eq!(own, ["Sportlov: Umeå"]);
        let none = year(app, of("malmo")).await;
        assert!(none.entries.iter().all(|e| e.kind != Kind::Break), "nothing is invented for Malmö");
    })
    .await;
}

#[tokio::test]
async fn a_commission_is_not_open_before_the_day_on_which_it_is_given_nor_closed_before_it_is_closed() {
    for_each_database(Start::Register, async |app| {
        let file = small("x")
            + "[[meeting]]\nslug = \"x/a\"\ntitle = \"A\"\nbodies = [\"x/styrelsen\"]\nwhen = \"2022-03-01T09:00\"\n\
               [[meeting.item]]\ntitle = \"Ge\"\n[[meeting.item.clause]]\nnumber = 1\ntext = \"T\"\n\
               [[meeting]]\nslug = \"x/b\"\ntitle = \"B\"\nbodies = [\"x/styrelsen\"]\nwhen = \"2022-06-01\"\n\
               [[meeting.item]]\ntitle = \"Stäng\"\n\
               [[commission]]\nslug = \"c\"\ntitle = \"C\"\nclause = \"x/a/1/1\"\nclosed_by = \"x/b/1\"\nstate = \"closed\"\n";
        app.import(&[("x", &file)]).await.unwrap();
        for (day, ahead, open) in [
            (date(2022, 2, 28), true, false),
            (date(2022, 3, 1), false, true),
            (date(2022, 5, 31), false, true),
            (date(2022, 6, 1), false, false),
        ] {
            let mut reader = Reader::open(&app.cx, &Viewer::Public, day).await.unwrap();
            let all = reader.load::<Commission>(Find::All).await.unwrap();
            let lines = duty::commissions(&mut reader, all).await.unwrap();
            assert_eq!((lines[0].ahead, lines[0].open), (ahead, open), "{day}, {:?}", app.kind);
            let page = commission::commission(&mut reader, "c").await.unwrap();
            assert_eq!((page.ahead, page.open), (ahead, open), "{day}, {:?}", app.kind);
        }
    })
    .await;
}

#[tokio::test]
async fn more_cooperations_than_anybody_could_tell_apart_are_not_drawn_together() {
    for_each_database(Start::Register, async |app| {
        let slugs: Vec<String> = (1..=31).map(|n| format!("s{n}")).collect();
        let files: Vec<String> = slugs.iter().map(|s| cooperation(s, &[], "2022-05-06")).collect();
        let bundle: Vec<(&str, &str)> =
            slugs.iter().zip(&files).map(|(slug, file)| (slug.as_str(), file.as_str())).collect();
        app.import(&bundle[..30]).await.unwrap();
        let mut reader = Visitor::new(&portal(&app.cx));
        let thirty = reader.get("/arshjul?year=2022").await;
        assert_eq!(thirty.status, StatusCode::OK);
        assert!(thirty.text.contains("<svg") && thirty.text.contains("30 möten"), "{}", thirty.text);

        app.import(&bundle[30..]).await.unwrap();
        let page = reader.get("/arshjul?year=2022").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.text.contains("Välj en av dem") && !page.text.contains("class=\"picture"),
            "{}",
            page.text
        );
        assert!(page.text.contains("<option value=\"s31\""), "{}", page.text);
        for path in ["/arshjul.svg?year=2022", "/arshjul.json?year=2022"] {
            assert_eq!(reader.get(path).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        }
        let chosen = reader.get("/arshjul.json?year=2022&cooperation=s31").await;
        assert!(
            chosen.status == StatusCode::OK && chosen.text.contains("s31/styrelsen/m"),
            "{}",
            chosen.text
        );
    })
    .await;
}
