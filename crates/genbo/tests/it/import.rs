//! Import: the same twice changes nothing, a dry run changes nothing, and what is wrong is told all at once.

use genbo_app::{
    cooperation_file::import::import,
    cx::{Actor, Keep},
    error::ActionError,
};
use genbo_documents::cooperation_file::{SourceFile, read};
use genbo_store::{
    row::{self, Find},
    thing::{self, Viewer},
};
use genbo_testkit::app::{Start, TestApp, borrowed, cooperation_files, for_each_database, small};

/// What must stay as it was when nothing is changed.
async fn state(app: &TestApp) -> (std::collections::BTreeMap<String, i64>, i64, i64) {
    let mut tx = app.cx.db.read().await.unwrap();
    let next = genbo_store::check::last_and_next(&mut tx).await.unwrap().1;
    tx.close().await.unwrap();
    (app.counts().await, app.last_event().await, next)
}

/// The problems with which files are refused, a line each.
async fn problems(app: &TestApp, files: &[(&str, &str)]) -> Vec<String> {
    match app.import(files).await {
        Err(ActionError::Problems(problems)) => problems.iter().map(ToString::to_string).collect(),
        other => panic!("expected problems, found {other:?}"),
    }
}

#[tokio::test]
async fn the_five_cooperations_imported_again_change_nothing() {
    for_each_database(Start::Cooperations, async |app| {
        let (before, files) = (state(app).await, cooperation_files());
        let report = app.import(&borrowed(&files)).await.unwrap();
        assert!(report.stated > 1000, "{}", report.stated);
        assert!(report.differences.is_empty(), "{:?}", report.differences);
        assert_eq!(state(app).await, before);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn the_order_in_which_files_come_makes_no_difference() {
    for_each_database(Start::Register, async |app| {
        let mut files = cooperation_files();
        files.reverse();
        app.import(&borrowed(&files)).await.unwrap();
        let other = app.another(Start::Cooperations).await;
        for slug in &genbo_testkit::app::COOPERATIONS[3..] {
            assert_eq!(app.export(slug).await, other.export(slug).await, "{slug} on {:?}", app.kind);
        }
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_tells_what_an_import_would_do_and_changes_nothing() {
    for_each_database(Start::Register, async |app| {
        let (before, files) = (state(app).await, cooperation_files());
        let told = app.dry_run(&borrowed(&files)).await.unwrap();
        assert_eq!(state(app).await, before);
        let done = app.import(&borrowed(&files)).await.unwrap();
        let lines = |r: genbo_app::cooperation_file::import::Report| format!("{:?}", r.differences);
        assert_eq!(lines(told), lines(done));
    })
    .await;
}

#[tokio::test]
async fn all_problems_of_all_files_are_told_at_once_and_nothing_is_changed() {
    for_each_database(Start::Cooperations, async |app| {
        let before = state(app).await;
        let dangling = small("x") + "[[meeting]]\nslug = \"x/m\"\ntitle = \"M\"\nbodies = [\"x/styrelsn\", \"x/nowhere\"]\n";
        let lacking = "format = 1\nhome = \"x\"\n[[body]]\nslug = \"x/rad\"\nowner = \"cooperation:x\"\n[[person]]\nslug = \"p\"\n";
        let told = problems(app, &[("a", &dangling), ("b", lacking)]).await;
        let told = told.join("\n");
        for expected in ["a:15:10: ", "(x/nowhere)", "did you mean \"x/styrelsen\"?", "b:3:1: this body has no name", "b:6:1: this person has no name"] {
            assert!(told.contains(expected), "{expected}: {told}");
        }
        assert_eq!(told.lines().count(), 4, "{told}");
        assert_eq!(state(app).await, before);
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn two_files_that_disagree_are_told_with_both_places() {
    for_each_database(Start::Register, async |app| {
        let before = state(app).await;
        let (one, other) = (small("x"), small("x").replace("Styrelsen", "Rådet").replace("Samverkan x", "Y"));
        let told = problems(app, &[("one", &one), ("other", &other)]).await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[1].contains("differs from one:11:"), "{told:?}");
        assert_eq!(state(app).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_circle_is_refused_where_it_is_written_and_what_leads_to_it_is_not_blamed() {
    for_each_database(Start::Register, async |app| {
        let body = |slug: &str, above: &str| {
            format!("[[body]]\nslug = \"x/{slug}\"\nowner = \"cooperation:x\"\nname = \"N\"\npart_of = \"x/{above}\"\n")
        };
        app.import(&[("a", &(small("x") + &body("a", "styrelsen") + &body("b", "a") + &body("c", "b")))]).await.unwrap();
        let before = state(app).await;
        // The circle closes only together with what the database has.
        let told = problems(app, &[("b", "format = 1\n[[body]]\nslug = \"x/a\"\npart_of = \"x/b\"\n")]).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("b:4:11: part_of leads in a circle"), "{told:?}");
        let own = problems(app, &[("b", "format = 1\n[[body]]\nslug = \"x/a\"\npart_of = \"x/a\"\n")]).await;
        assert_eq!(own.len(), 1, "{own:?}");
        assert_eq!(state(app).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_home_that_is_nowhere_is_told_once() {
    for_each_database(Start::Register, async |app| {
        let file = "format = 1\nhome = \"typo\"\n[[person]]\nslug = \"p\"\nname = \"P\"\n[[person]]\nslug = \"q\"\nname = \"Q\"\n";
        let told = problems(app, &[("a", file)]).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("\"typo\""), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_left_out_stays_and_what_is_cleared_goes() {
    for_each_database(Start::Register, async |app| {
        let file = small("x") + "[[person]]\nslug = \"p\"\nname = \"P\"\nemail = \"p@example.se\"\nphone = \"1\"\ngaps = { note = \"unknown\" }\nsource = \"S\"\n";
        app.import(&[("a", &file)]).await.unwrap();
        let again = "format = 1\n[[person]]\nslug = \"p\"\nclear = [\"phone\", \"note\"]\n";
        let report = app.import(&[("b", again)]).await.unwrap();
        let fields: Vec<&str> = report.differences[0].values.iter().map(|v| v.field.as_str()).collect();
        assert_eq!(fields, ["gaps", "phone"]);
        let export = app.export("x").await;
        assert!(export.contains("p@example.se") && !export.contains("phone") && !export.contains("gaps"), "{export}");
        assert!(app.import(&[("b", again)]).await.unwrap().differences.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_came_as_a_stub_gets_its_home_when_it_is_stated() {
    for_each_database(Start::Register, async |app| {
        let stub = "[[organisation]]\nslug = \"kraftverket\"\nname = \"Kraftverket\"\nkinds = [\"company\"]\nstub = true\n";
        app.import(&[("x", &(small("x") + stub))]).await.unwrap();
        assert!(!app.export("x").await.contains("kraftverket"));
        let whole = stub.replace("stub = true", "registration_number = \"556000-0000\"");
        let report = app.import(&[("y", &(small("y") + &whole))]).await.unwrap();
        assert_eq!(report.differences.len(), 3);
        assert!(app.export("y").await.contains("556000-0000"));
        // A stub never changes what is there.
        let other = stub.replace("Kraftverket", "Något annat");
        assert!(app.import(&[("x", &(small("x") + &other))]).await.unwrap().differences.is_empty());
    })
    .await;
}

#[tokio::test]
async fn things_that_are_named_after_others_follow_when_those_are_renamed() {
    for_each_database(Start::Register, async |app| {
        let file = small("x") + "[[cooperation.membership]]\nmember = \"organisation:bolaget\"\n[[organisation]]\nslug = \"bolaget\"\nname = \"Bolaget\"\nkinds = [\"company\"]\n";
        app.import(&[("a", &file)]).await.unwrap();
        for (file, name) in [
            (file.replace("Bolaget", "Åbolaget"), "Åbolaget"),
            ("format = 1\n[[organisation]]\nslug = \"bolaget\"\nname = \"Öbolaget\"\n".to_owned(), "Öbolaget"),
        ] {
            app.import(&[("b", &file)]).await.unwrap();
            let mut tx = app.cx.db.read().await.unwrap();
            let membership = thing::find(&mut tx, &Viewer::All, "membership", "x/bolaget").await.unwrap();
            assert_eq!(membership.label, name, "{:?}", app.kind);
            tx.close().await.unwrap();
            assert_eq!(app.faults().await, Vec::<String>::new());
        }
    })
    .await;
}

#[tokio::test]
async fn an_edit_made_since_the_export_is_a_conflict_and_only_where_the_file_would_undo_it() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("a", &small("x"))]).await.unwrap();
        let exported = app.export("x").await;
        assert!(app.import(&[("again", &exported)]).await.unwrap().differences.is_empty());
        app.import(&[(
            "edit",
            "format = 1\nhome = \"x\"\n[[body]]\nslug = \"x/styrelsen\"\nname = \"Direktionen\"\n",
        )])
        .await
        .unwrap();
        let before = state(app).await;
        match app.import(&[("old", &exported)]).await {
            Err(ActionError::Conflicts(lines)) => {
                assert_eq!(lines.len(), 1, "{lines:?}");
                assert!(lines[0].ends_with("body x/styrelsen"), "{lines:?}");
            }
            other => panic!("expected a conflict, found {other:?}"),
        }
        assert_eq!(state(app).await, before);
        // An older file that would undo nothing is welcome; so is one that insists.
        let elsewhere = exported.replace("name = \"Styrelsen\"\n", "");
        assert!(app.import(&[("old", &elsewhere)]).await.unwrap().differences.is_empty());
        let insisting: String =
            exported.lines().filter(|l| !l.starts_with("revision")).map(|l| format!("{l}\n")).collect();
        assert_eq!(app.import(&[("old", &insisting)]).await.unwrap().differences.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_but_an_administrator_imports() {
    let app = TestApp::sqlite(Start::Register).await;
    let before = state(&app).await;
    let text = small("x");
    let bundle = read(&[SourceFile { name: "a", bytes: text.as_bytes() }]).unwrap();
    let employee = Actor::Account {
        name: "medarbetare".into(),
        grants: Vec::new(),
        member_of: Vec::new(),
        keeps: Vec::new(),
    };
    for actor in [Actor::Anonymous, employee] {
        let refused = import(&app.cx, &actor, &bundle, Keep::Commit).await;
        assert!(matches!(refused, Err(ActionError::Forbidden)), "{refused:?}");
    }
    assert_eq!(state(&app).await, before);
}

/// A condition with more values than a statement takes is asked in parts; the answer is still one.
#[tokio::test]
async fn a_thing_that_refers_to_hundreds_is_found_once_and_in_order() {
    for_each_database(Start::Register, async |app| {
        let bodies: Vec<String> = (0..600).map(|n| format!("x/b{n}")).collect();
        let mut file = small("x");
        for slug in &bodies {
            file.push_str(&format!("[[body]]\nslug = \"{slug}\"\nowner = \"cooperation:x\"\nname = \"N\"\n"));
        }
        let quoted: Vec<String> = bodies.iter().rev().map(|b| format!("\"{b}\"")).collect();
        file.push_str(&format!(
            "[[meeting]]\nslug = \"x/m\"\ntitle = \"M\"\nbodies = [{}]\n",
            quoted.join(", ")
        ));
        app.import(&[("a", &file)]).await.unwrap();
        let mut tx = app.cx.db.read().await.unwrap();
        let slugs: Vec<&str> = bodies.iter().map(String::as_str).collect();
        let ids = thing::ids_of_slugs(&mut tx, &Viewer::All, "body", &slugs).await.unwrap();
        let ids: Vec<_> = ids.into_values().collect();
        let noun = genbo_domain::noun::NounDef::named("meeting").unwrap();
        let found = row::load_rows(&mut tx, &Viewer::All, noun, Find::By("bodies", &ids)).await.unwrap();
        assert_eq!(found.len(), 1, "{:?}", app.kind);
        let noun = genbo_domain::noun::NounDef::named("body").unwrap();
        let found = row::load_rows(&mut tx, &Viewer::All, noun, Find::Ids(&ids)).await.unwrap();
        assert_eq!(found.len(), 600);
        assert!(found.is_sorted_by_key(|r| (r.meta.position, r.meta.slug.clone())));
    })
    .await;
}
