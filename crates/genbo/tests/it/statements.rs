//! Every statement of the store is one text that both databases understand, but for a few named exceptions.
//!
//! The statements are found in the sources: a literal without a blank to fill in is prepared on both databases; for every
//! other one `exercise` must have executed a statement that it could have become.

use super::recorder;
use genbo_app::{
    cx::{Actor, Keep},
    thing::{put::put, withdraw::withdraw, written::Written},
};
use genbo_domain::{
    NOUNS,
    noun::{Field, NounDef},
    value::{Kind, ThingId},
};
use genbo_store::{
    audit, check,
    choice::{self, By},
    date_answer, date_request,
    dated::{self, Dates},
    dialect::EXCEPTIONS,
    gap, inspect,
    list::{self, Page, Set, When},
    listing::{self, Only, Part},
    params, reference,
    row::{self, During, Find},
    search,
    sql::{Dialect, Tx},
    tally,
    thing::{self, Viewer},
    trail,
};
use genbo_testkit::{
    app::{Start, TestApp, each_database, for_each_database},
    generate, house, needs,
};

/// The statements that stand in the store's sources: file and text.
fn in_the_sources() -> Vec<(String, String)> {
    let is_statement = |s: &String| {
        ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "VACUUM ", "WITH "]
            .iter()
            .any(|verb| s.starts_with(verb))
    };
    house::sources(&needs::workspace_root())
        .iter()
        .filter(|s| s.path.starts_with("crates/store/src/"))
        .flat_map(|s| house::literals(s).into_iter().map(|l| (s.path.clone(), l)))
        .filter(|(_, text)| is_statement(text))
        .collect()
}

fn is_exception(text: &str) -> bool {
    EXCEPTIONS.iter().any(|e| e.sqlite == Some(text) || e.postgres == Some(text))
}

#[test]
fn there_are_at_most_ten_exceptions_each_with_a_name_and_a_reason() {
    assert!(EXCEPTIONS.len() <= 10, "{}", EXCEPTIONS.len());
    let names: std::collections::HashSet<_> = EXCEPTIONS.iter().map(|e| e.name).collect();
    assert_eq!(names.len(), EXCEPTIONS.len());
    assert!(EXCEPTIONS.iter().all(|e| !e.why.is_empty() && (e.sqlite.is_some() || e.postgres.is_some())));
}

#[tokio::test]
async fn every_exception_prepares_on_its_own_database() {
    for_each_database(Start::Schema, async |app| {
        for exception in EXCEPTIONS {
            let sql = if app.kind == Dialect::Sqlite { exception.sqlite } else { exception.postgres };
            if let Some(sql) = sql {
                let mut tx = app.cx.db.read().await.unwrap();
                tx.prepare(sql).await.unwrap_or_else(|e| panic!("{}: {e}", exception.name));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_other_statement_without_a_blank_prepares_on_both_databases() {
    let statements: Vec<_> =
        in_the_sources().into_iter().filter(|(_, text)| !text.contains('{') && !is_exception(text)).collect();
    assert!(statements.len() > 15, "only {} statements were found", statements.len());
    for app in each_database(Start::Schema).await {
        let mut refused = Vec::new();
        for (path, text) in &statements {
            let mut tx = app.cx.db.read().await.unwrap();
            if let Err(e) = tx.prepare(text).await {
                refused.push(format!("{path}: {text}: {e}"));
            }
        }
        assert!(refused.is_empty(), "{:?}: {refused:#?}", app.kind);
    }
}

#[tokio::test]
#[should_panic(expected = "another number of parameters than it names")]
async fn a_forgotten_parameter_is_caught_before_sqlite_takes_it_for_null() {
    let app = TestApp::sqlite(Start::Schema).await;
    let mut tx = app.cx.db.read().await.unwrap();
    let _ = tx.all("SELECT slug FROM thing WHERE noun = $1 AND slug = $2", params!["body"]).await;
}

#[tokio::test]
#[should_panic(expected = "another number of parameters than it names")]
async fn a_parameter_too_many_is_caught() {
    let app = TestApp::sqlite(Start::Schema).await;
    let mut tx = app.cx.db.read().await.unwrap();
    let _ = tx.first("SELECT slug FROM thing WHERE noun = $1", params!["body", "x"]).await;
}

/// Whether a text with blanks `{…}` could have become the statement.
fn could_be(text: &str, statement: &str) -> bool {
    let mut fixed = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        fixed.push(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    fixed.push(rest);
    let Some(mut left) = statement.find(fixed[0]).map(|at| &statement[at + fixed[0].len()..]) else {
        return false;
    };
    fixed[1..].iter().all(|part| match left.find(part) {
        Some(at) => {
            left = &left[at + part.len()..];
            true
        }
        None => false,
    })
}

#[test]
fn a_text_with_blanks_could_be_what_its_blanks_are_filled_to_and_nothing_else() {
    assert!(could_be("SELECT {} FROM {x} WHERE 1", "SELECT a, b FROM \"t\" WHERE 1"));
    assert!(!could_be("SELECT {} FROM {x} WHERE 1", "SELECT a FROM t"));
    assert!(!could_be("DELETE FROM {}", "SELECT a FROM t"));
}

#[tokio::test]
async fn every_statement_with_blanks_is_executed_on_both_databases() {
    let statements: Vec<_> = in_the_sources().into_iter().filter(|(_, text)| text.contains('{')).collect();
    assert!(statements.len() > 20, "only {} statements were found", statements.len());
    for app in each_database(Start::Register).await {
        let ((), executed) = recorder::statements(exercise(&app)).await;
        let of_postgres = ["INSERT INTO search (rowid, terms)", "WITH few AS MATERIALIZED"];
        let never: Vec<_> = statements
            .iter()
            .filter(|(_, text)| {
                app.kind == Dialect::Postgres || !of_postgres.iter().any(|of| text.starts_with(of))
            })
            .filter(|(_, text)| !executed.iter().any(|s| could_be(text, s)))
            .collect();
        assert!(never.is_empty(), "add to `exercise` what makes these: {never:#?}");
    }
}

/// Executes every kind of generated statement for every noun.
async fn exercise(app: &TestApp) {
    let files = generate::cooperation(0);
    app.import(&genbo_testkit::app::borrowed(&files)).await.unwrap();
    let home = generate::slug_of(0);
    app.import(&[("again", &format!("format = 1\n[[cooperation]]\nslug = \"{home}\"\nname = \"Nytt namn\"\naliases = [\"Å\"]\ngaps = {{ purpose = \"unknown\" }}\n"))])
        .await
        .unwrap();
    app.export(&home).await;
    let empty = app.another(Start::Schema).await;
    let mut from = app.cx.db.read().await.unwrap();
    let mut to = empty.cx.db.write().await.unwrap();
    genbo_store::copy::copy(&mut from, &mut to).await.unwrap();
    to.commit().await.unwrap();
    from.close().await.unwrap();
    assert_eq!(app.faults().await, Vec::<String>::new());

    put_and_take_back(app, &home).await;
    let mut tx = app.cx.db.read().await.unwrap();
    let home = thing::find(&mut tx, &Viewer::All, "cooperation", &home).await.unwrap().id;
    inspect::counts(&mut tx).await.unwrap();
    for viewer in [Viewer::Member(vec![home, ThingId(9)]), Actor::System.viewer()] {
        tally::tally(&mut tx, &viewer).await.unwrap();
        thing::names(&mut tx, &viewer, &[home]).await.unwrap();
        let homes = [home];
        let wanted = trail::Wanted {
            from: Some("2022"),
            before: Some("2023"),
            actor: Some("system"),
            noun: Some("cooperation"),
            action: Some("create"),
            thing: Some(home),
            homes: Some(&homes),
        };
        let found = trail::page(&mut tx, &viewer, &wanted, i64::MAX, 10).await.unwrap();
        assert_eq!(found.rows.len(), 1, "the cooperation was created once");
        thing::home(&mut tx, &viewer, "cooperation", "x").await.unwrap();
        for noun in NOUNS {
            of_noun(&mut tx, &viewer, noun, home).await;
        }
    }
    for viewer in [Viewer::Public, Viewer::Member(vec![home]), Actor::System.viewer()] {
        genbo_store::house::faces(&mut tx, &viewer, home).await.unwrap();
    }
    genbo_store::attachment::referred(&mut tx, &["a".to_owned(), "b".to_owned()]).await.unwrap();
    genbo_store::account::scope::at_home(&mut tx, &[home], &[home]).await.unwrap();
    gap::load(&mut tx, &[home]).await.unwrap();
    genbo_store::commission::days(&mut tx, &[home]).await.unwrap();
    date_answer::of_meetings(&mut tx, &[home]).await.unwrap();
    date_request::of_meetings(&mut tx, &[home]).await.unwrap();
    audit::changes(&mut tx, &[home]).await.unwrap();
    thing::home_slugs(&mut tx, &[home]).await.unwrap();
    thing::registered(&mut tx, &[home]).await.unwrap();
    tx.close().await.unwrap();
    let today = jiff::civil::date(2022, 9, 29);
    let mut reader = genbo_app::view::Reader::open(&app.cx, &Viewer::Public, today).await.unwrap();
    let ask = genbo_app::search::Ask { text: "namn", noun: None, offset: 0, limit: 10 };
    genbo_app::search::search(&mut reader, ask).await.unwrap();
}

async fn put_and_take_back(app: &TestApp, home: &str) {
    let area = NounDef::named("area").unwrap();
    let new = Written::new(area).text("name", "Område").unwrap().text("cooperation", home).unwrap();
    let slug = put(&app.cx, &Actor::System, &[new], Some("once"), Keep::Commit).await.unwrap().remove(0).slug;
    let group = NounDef::named("group").unwrap();
    let new = Written::new(group).text("name", "Hörn").unwrap().text("cooperation", home).unwrap();
    put(&app.cx, &Actor::System, &[new], None, Keep::Commit).await.unwrap();
    withdraw(&app.cx, &Actor::System, area, &slug, "Fel").await.unwrap();
}

async fn of_noun(tx: &mut Tx, viewer: &Viewer, noun: &'static NounDef, home: ThingId) {
    let part = Part { offset: 0, limit: 10 };
    for find in [Find::All, Find::Ids(&[home]), Find::Slugs(&["a", "b"]), Find::Named("a"), Find::Home(home)]
    {
        row::load_rows(tx, viewer, noun, find).await.unwrap();
    }
    let doors = reference::doors(noun);
    reference::behind(tx, viewer, home, &doors, 3).await.unwrap();
    for field in noun.fields {
        of_field(tx, viewer, noun, field, home).await;
    }
    let only = [Only::Ids(&[home]), Only::Home(home)];
    listing::page(tx, viewer, noun, Some("a"), &only, None, part).await.unwrap();
    listing::page(tx, viewer, noun, None, &[], None, Part { offset: 9_999, limit: 1 }).await.unwrap();
    genbo_store::thing::named(tx, viewer, noun).await.unwrap();
    choice::kept(tx, viewer, &[noun.name, "body"], home, 3).await.unwrap();
    choice::of_home(tx, &[home], home).await.unwrap();
    for by in [By::Home(home), By::Label("a"), By::Part("a")] {
        choice::names(tx, viewer, noun, by, 3).await.unwrap();
    }
    check::halves(tx, noun).await.unwrap();
    for set in
        [Set::Every(noun), Set::Home(noun, home), Set::Any(Vec::new()), Set::Any(vec![Set::Ids(vec![home])])]
    {
        page(tx, viewer, noun, set, &When::Always).await;
    }
}

async fn of_field(
    tx: &mut Tx,
    viewer: &Viewer,
    noun: &'static NounDef,
    field: &'static Field,
    home: ThingId,
) {
    let part = Part { offset: 0, limit: 10 };
    match field.kind {
        Kind::Ref(_) => {
            row::load_rows(tx, viewer, noun, Find::By(field.name, &[home])).await.unwrap();
            row::edges(tx, noun, field).await.unwrap();
            search::referring(tx, noun, field, &[home]).await.unwrap();
            check::strayed(tx, noun, field).await.unwrap();
            listing::page(tx, viewer, noun, None, &[Only::Any(field.name, &[home])], None, part)
                .await
                .unwrap();
            if !field.many {
                listing::page(tx, viewer, noun, None, &[], Some(field.name), part).await.unwrap();
                check::exposed(tx, noun, field).await.unwrap();
            }
            let ids = Box::new(Set::Ids(vec![home]));
            page(tx, viewer, noun, Set::Refers(noun, field, ids.clone()), &When::Always).await;
            page(tx, viewer, noun, Set::Referred(noun, field, ids), &When::Always).await;
        }
        Kind::Date if !field.many => {
            let during = During { field: field.name, from: "2022-01-01T00:00", to: "2022-12-31T23:59" };
            for dates in [
                Dates::During(during),
                Dates::Without(field.name),
                Dates::LatestFirst(field.name),
                Dates::EarliestFirst(field.name),
            ] {
                let wanted = dated::Wanted { dates, home: Some(home), label: Some("a"), only: &[] };
                dated::page(tx, viewer, noun, wanted, part).await.unwrap();
            }
            check::misplaced(tx, noun, field, &[home]).await.unwrap();
            let when = When::Dated { from: field.name, to: None, otherwise: Box::new(When::Never) };
            page(tx, viewer, noun, Set::Every(noun), &when).await;
        }
        Kind::Word(_) => {
            let only = [Only::Word(field.name, "x"), Only::Words(field.name, &["x", "y"])];
            listing::page(tx, viewer, noun, None, &only, None, part).await.unwrap();
        }
        _ => {}
    }
    if field.many {
        check::holes(tx, noun, field).await.unwrap();
    }
}

async fn page(tx: &mut Tx, viewer: &Viewer, noun: &'static NounDef, set: Set, when: &When) {
    let within = [set];
    let page = Page {
        noun,
        within: &within,
        when,
        from: Some("2022-01-01T00:00"),
        to: Some("2022-12-31T23:59"),
        label: Some("a"),
        after: Some(ThingId(1)),
        limit: 10,
    };
    list::ids(tx, viewer, &page).await.unwrap();
}
