//! Backup, restore and the look at everything: nothing is lost between the databases, and what is wrong is found.

use genbo_app::{
    backup::{self, BackupError},
    cx::Cx,
};
use genbo_store::{
    db::Db,
    files::Files,
    inspect,
    migrate::{self, MIGRATIONS},
};
use genbo_testkit::{
    app::{COOPERATIONS, OUTSIDE, Start, TestApp, each_database, for_each_database},
    postgres,
};
use std::collections::BTreeMap;

async fn counts(url: &str) -> BTreeMap<String, i64> {
    let db = Db::open(url, false).await.unwrap();
    let mut tx = db.read().await.unwrap();
    inspect::counts(&mut tx).await.unwrap()
}

#[tokio::test]
async fn a_backup_of_either_database_is_restored_into_either() {
    for app in each_database(Start::Cooperations).await {
        let file = app.dir().join("backup.db");
        backup::backup(&app.cx, &file).await.unwrap();
        let bytes = std::fs::read(&file).unwrap();
        let sqlite = format!("sqlite:{}", app.dir().join("restored/genbo.db").display());
        std::fs::create_dir(app.dir().join("restored")).unwrap();
        for url in [Some(sqlite), postgres::database_url("restored")].into_iter().flatten() {
            let things = backup::restore(&file, &url, &Files::default(), OUTSIDE)
                .await
                .unwrap_or_else(|e| panic!("{url}: {e}"));
            let own = app.counts().await;
            assert_eq!(i64::try_from(things).unwrap(), own["thing"]);
            assert_eq!(counts(&url).await, own, "{:?} to {url}", app.kind);
            let cx = Cx::new(Db::open(&url, false).await.unwrap(), OUTSIDE);
            for slug in &COOPERATIONS[..1] {
                let viewer = genbo_store::thing::Viewer::All;
                let text = genbo_app::cooperation_file::export::export(&cx, &viewer, slug).await.unwrap();
                assert_eq!(text, app.export(slug).await, "{slug}, {:?} to {url}", app.kind);
            }
            let found = genbo_app::search::ensure(&cx).await.unwrap();
            assert!(!found, "the search index is there");
            cx.db.close().await;
        }
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "restoring leaves the backup as it was");
        let left: Vec<_> = std::fs::read_dir(app.dir()).unwrap().map(|f| f.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().contains(".part")), "{left:?}");
    }
}

#[tokio::test]
async fn nothing_that_is_there_is_overwritten() {
    for_each_database(Start::Register, async |app| {
        let file = app.dir().join("backup.db");
        std::fs::write(&file, "mine").unwrap();
        assert!(matches!(backup::backup(&app.cx, &file).await, Err(BackupError::Exists(_))));
        assert_eq!(std::fs::read(&file).unwrap(), b"mine");
        std::fs::remove_file(&file).unwrap();
        backup::backup(&app.cx, &file).await.unwrap();
        let before = app.counts().await;
        assert!(matches!(
            backup::restore(&file, &app.url, &Files::default(), OUTSIDE).await,
            Err(BackupError::NotEmpty)
        ));
        assert_eq!(app.counts().await, before);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_sound_backup_is_not_restored() {
    let app = TestApp::sqlite(Start::Register).await;
    let target = format!("sqlite:{}", app.dir().join("new.db").display());
    let file = app.dir().join("backup.db");
    assert!(backup::restore(&file, &target, &Files::default(), OUTSIDE).await.is_err(), "no file");
    std::fs::write(&file, "not a database, but long enough to be looked at as if it were one".repeat(100))
        .unwrap();
    assert!(backup::restore(&file, &target, &Files::default(), OUTSIDE).await.is_err(), "no database");
    std::fs::remove_file(&file).unwrap();
    for tampering in [
        "UPDATE audit_event SET actor = 'nobody' WHERE seq = 5",
        "UPDATE thing SET label = 'Annat' WHERE id = 5",
    ] {
        let app = TestApp::sqlite(Start::Register).await;
        let mut tx = app.cx.db.write().await.unwrap();
        tx.run(tampering, &[]).await.unwrap();
        tx.commit().await.unwrap();
        backup::backup(&app.cx, &file).await.unwrap();
        let refused = backup::restore(&file, &target, &Files::default(), OUTSIDE).await;
        assert!(matches!(refused, Err(BackupError::Unsound(_))), "{tampering}: {refused:?}");
        std::fs::remove_file(&file).unwrap();
    }
    assert!(!app.dir().join("new.db").exists());
}

/// A database as an older Genbo left it: with so many migrations, and one organisation.
async fn older(app: &TestApp, migrations: usize) {
    migrate::apply_all(&app.cx.db, &MIGRATIONS[..migrations], "2022-09-29T08:00:00Z").await.unwrap();
    let mut tx = app.cx.db.write().await.unwrap();
    for sql in [
        "UPDATE sequence SET next = 2 WHERE name = 'thing'",
        "INSERT INTO thing (id, noun, slug, label, label_sort, position, visibility, changed) VALUES (1, 'organisation', 'bolaget', 'Bolaget', 'bolaget', 1, 'public', 1)",
        "INSERT INTO organisation (id, name) VALUES (1, 'Bolaget')",
    ] {
        tx.run(sql, &[]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn before_a_migration_everything_is_written_beside_once_more() {
    for_each_database(Start::Nothing, async |app| {
        older(app, 2).await;
        let dir = app.dir().join("data");
        let first = backup::before_migration(&app.cx, &dir).await.unwrap().unwrap();
        let second = backup::before_migration(&app.cx, &dir).await.unwrap().unwrap();
        assert_eq!(first, dir.join("backup-2022-09-29-before-migration.db"));
        assert_eq!(second, dir.join("backup-2022-09-29-before-migration-2.db"));
        let old = Db::open_file(&first).await.unwrap();
        assert_eq!(migrate::schema(&old).await.unwrap(), migrate::Schema::Old(2));
        migrate::migrate(&app.cx.db, "2022-09-29T08:00:00Z").await.unwrap();
        assert_eq!(app.counts().await["organisation"], 1);
    })
    .await;
}

#[tokio::test]
async fn every_sort_of_damage_is_found() {
    for_each_database(Start::Cooperations, async |app| {
        assert_eq!(app.faults().await, Vec::<String>::new());

        let damages = [
            ("UPDATE thing SET label = 'Annat' WHERE noun = 'membership' AND id = (SELECT MIN(id) FROM membership)", "not its name now"),
            ("UPDATE meeting SET when_first = '1999-01-01T00:00' WHERE id = (SELECT MIN(id) FROM meeting WHERE when_first IS NOT NULL)", "earliest or latest moment"),
            ("UPDATE meeting_bodies SET position = 7 WHERE position = 1 AND owner_id = (SELECT MIN(owner_id) FROM meeting_bodies)", "places in its list"),
            ("UPDATE thing SET visibility = 'restricted' WHERE id = (SELECT MIN(meeting) FROM item)", "more people see it"),
            ("UPDATE thing SET noun = 'sitting' WHERE id = (SELECT MIN(id) FROM claim)", "does not have it"),
            ("UPDATE body SET owner = (SELECT MIN(id) FROM meeting) WHERE id = (SELECT MIN(id) FROM body)", "which it cannot be"),
            ("UPDATE meeting SET \"when\" = '2022-13-45' WHERE id = (SELECT MIN(id) FROM meeting)", "its when"),
            ("UPDATE sequence SET next = 5 WHERE name = 'thing'", "next id"),
            ("UPDATE thing SET slug = 'Åäö' WHERE id = (SELECT MIN(id) FROM theme)", "no slug"),
            ("UPDATE thing SET changed = 999999999 WHERE id = 3", "event 999999999"),
            ("INSERT INTO gap (thing_id, field, kind) VALUES (3, 'nonsense', 'unknown')", "no field of it"),
        ];
        let mut tx = app.cx.db.write().await.unwrap();
        for (sql, _) in damages {
            assert_eq!(tx.run(sql, &[]).await.unwrap_or_else(|e| panic!("{sql}: {e}")), 1, "{sql}");
        }
        let found = genbo_app::verify::verify(&mut tx).await.unwrap().faults;
        for (sql, expected) in damages {
            assert!(found.iter().any(|f| f.contains(expected)), "{:?}: {sql}: {found:?}", app.kind);
        }
        drop(tx);
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}
