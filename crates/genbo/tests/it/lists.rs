//! Long lists: which part is shown, and how far they are counted.

use crate::visitor::{Visitor, portal};
use genbo_domain::{meeting::Meeting, noun::Noun, person::Person};
use genbo_store::{
    dated::{self, Dates, Wanted},
    listing::{self, HowMany, Part},
    row::During,
    thing::Viewer,
};
use genbo_testkit::app::{Start, TestApp, for_each_database, small};

fn people(from: usize, to: usize) -> String {
    (from..=to).map(|n| format!("[[person]]\nslug = \"p{n:04}\"\nname = \"Påhittad {n:04}\"\n")).collect()
}

async fn part(app: &TestApp, offset: usize, limit: usize) -> (usize, HowMany) {
    let mut tx = app.cx.db.read().await.unwrap();
    let part = Part { offset, limit };
    let found = listing::page(&mut tx, &Viewer::All, &Person::DEF, None, &[], None, part).await.unwrap();
    tx.close().await.unwrap();
    (found.ids.len(), found.all)
}

#[tokio::test]
async fn a_list_is_counted_to_a_thousand_beyond_the_part_that_is_shown() {
    for_each_database(Start::Register, async |app| {
        let home = small("s");
        let more = |n: usize| HowMany { number: n, more: true };
        app.import(&[("s", &(home.clone() + &people(1, 1099)))]).await.unwrap();
        assert_eq!(part(app, 0, 100).await, (100, HowMany::exactly(1099)));
        app.import(&[("s", &(home.clone() + &people(1100, 1100)))]).await.unwrap();
        assert_eq!(part(app, 0, 100).await, (100, HowMany::exactly(1100)));
        app.import(&[("s", &(home + &people(1101, 1101)))]).await.unwrap();
        assert_eq!(part(app, 0, 100).await, (100, more(1100)));
        assert_eq!(part(app, 100, 100).await, (100, HowMany::exactly(1101)));
        assert_eq!(part(app, 1100, 100).await, (1, HowMany::exactly(1101)), "the last page");
        assert_eq!(part(app, 1101, 100).await, (0, HowMany::exactly(1101)), "beyond the end");
        assert_eq!(part(app, usize::MAX, 100).await.0, 0);

        let mut reader = Visitor::new(&portal(&app.cx));
        let first = reader.get("/personer").await.text;
        assert!(first.contains("1–100 av mer än 1\u{a0}100") && first.contains("rel=\"next\""), "{first}");
        let last = reader.get("/personer?page=12&lang=en").await.text;
        assert!(last.contains("1,101–1,101 of 1,101") && !last.contains("rel=\"next\""), "{last}");
    })
    .await;
}

#[tokio::test]
async fn a_list_by_date_has_what_touches_the_time_and_nothing_beside_it() {
    for_each_database(Start::Register, async |app| {
        let meeting = |slug: &str, when: &str| {
            format!(
                "[[meeting]]\nslug = \"s/styrelsen/{slug}\"\ntitle = \"{slug}\"\nbodies = [\"s/styrelsen\"]\n\
                 when = \"{when}\"\n"
            )
        };
        let file = small("s")
            + &meeting("before", "2021-12-31")
            + &meeting("first", "2022-01-01")
            + &meeting("year", "2022")
            + &meeting("last", "2022-12-31")
            + &meeting("after", "2023-01-01")
            + &meeting("over", "2021-12-30/2022-01-02");
        app.import(&[("s", &file)]).await.unwrap();
        let mut tx = app.cx.db.read().await.unwrap();
        let during = During { field: "when", from: "2022-01-01T00:00", to: "2022-12-31T23:59" };
        let wanted = Wanted { dates: Dates::During(during), home: None, label: None, only: &[] };
        let whole = Part { offset: 0, limit: 10 };
        let found = dated::page(&mut tx, &Viewer::All, &Meeting::DEF, wanted, whole).await.unwrap();
        let names = genbo_store::thing::names(&mut tx, &Viewer::All, &found.ids).await.unwrap();
        let slugs: Vec<&str> = found.ids.iter().filter_map(|id| names[id].slug.rsplit('/').next()).collect();
        assert_eq!(slugs, ["over", "first", "year", "last"], "{:?}", app.kind);
        assert_eq!(found.all, HowMany::exactly(4));
    })
    .await;
}
