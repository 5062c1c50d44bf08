//! The audit trail: what has been tampered with is found, what is erased is not missed, and writers stand in line.

use genbo_app::audit::{Fault, verify};
use genbo_store::{params, sql::Param};
use genbo_testkit::app::{Start, TestApp, for_each_database, small};
use std::sync::Arc;

async fn run(app: &TestApp, sql: &str, params: &[Param]) {
    let mut tx = app.cx.db.write().await.unwrap();
    assert_eq!(tx.run(sql, params).await.unwrap_or_else(|e| panic!("{sql}: {e}")), 1, "{sql}");
    tx.commit().await.unwrap();
}

async fn faults(app: &TestApp) -> Vec<Fault> {
    verify(&app.cx.db).await.unwrap().faults
}

#[tokio::test]
async fn a_changed_column_of_the_trail_is_found_whichever_it_is() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("a", &small("x"))]).await.unwrap();
        assert_eq!(faults(app).await, []);
        let last = app.last_event().await;
        for column in ["at", "actor", "action", "noun", "salt", "digest", "hash"] {
            for seq in [1, last / 2, last] {
                let tamper = format!("UPDATE audit_event SET {column} = $2 || {column} WHERE seq = $1");
                run(app, &tamper, params![seq, "x"]).await;
                let found = faults(app).await;
                assert!(
                    matches!(found.first(), Some(Fault::Broken(n)) if *n == seq),
                    "{column} of {seq}: {found:?}"
                );
                let mend = format!("UPDATE audit_event SET {column} = substr({column}, 2) WHERE seq = $1");
                run(app, &mend, params![seq]).await;
            }
        }
        run(app, "UPDATE audit_event SET thing_id = 1 WHERE seq = $1", params![last]).await;
        assert_eq!(faults(app).await, [Fault::Broken(last)]);
    })
    .await;
}

#[tokio::test]
async fn a_deleted_event_is_found_in_the_middle_and_at_the_end() {
    for_each_database(Start::Register, async |app| {
        let last = app.last_event().await;
        for (seq, found) in [
            (last, vec![Fault::Gap(last)]),
            (100, vec![Fault::Gap(101), Fault::Broken(101), Fault::Gap(last)]),
        ] {
            let mut tx = app.cx.db.write().await.unwrap();
            tx.run("DELETE FROM audit_value WHERE seq = $1", params![seq]).await.unwrap();
            tx.run("DELETE FROM audit_event WHERE seq = $1", params![seq]).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(faults(app).await, found, "{:?}", app.kind);
        }
    })
    .await;
}

#[tokio::test]
async fn changed_values_are_found_and_erased_ones_are_counted() {
    for_each_database(Start::Register, async |app| {
        app.import(&[("a", &small("x"))]).await.unwrap();
        let last = app.last_event().await;
        run(app, "UPDATE audit_value SET after = 'y' WHERE seq = $1 AND field = 'name'", params![last]).await;
        assert_eq!(faults(app).await, [Fault::Values(last)]);
        run(app, "DELETE FROM audit_value WHERE seq = $1 AND field = 'name'", params![last]).await;
        assert_eq!(faults(app).await, [Fault::Values(last)]);
        let mut tx = app.cx.db.write().await.unwrap();
        tx.run("DELETE FROM audit_value WHERE seq = $1", params![last]).await.unwrap();
        tx.commit().await.unwrap();
        let verdict = verify(&app.cx.db).await.unwrap();
        assert_eq!((verdict.faults, verdict.erased, verdict.rows), (vec![], 1, last));
        let invented = "INSERT INTO audit_value (seq, field, before, after) VALUES ($1, 'name', NULL, 'z')";
        run(app, invented, params![last]).await;
        assert_eq!(faults(app).await, [Fault::Values(last)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_imports_at_once_all_succeed_one_after_the_other() {
    for app in genbo_testkit::app::each_database(Start::Register).await {
        let (app, before) = (Arc::new(app), 310);
        let imports: Vec<_> = (0..50)
            .map(|n| {
                let app = app.clone();
                tokio::spawn(async move {
                    let text = small(&format!("x{n}"));
                    app.import(&[("a", &text)]).await.map(|r| r.differences.len())
                })
            })
            .collect();
        for import in imports {
            assert_eq!(import.await.unwrap().unwrap(), 2);
        }
        assert_eq!(app.last_event().await, before + 100, "{:?}", app.kind);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
        let counts = app.counts().await;
        assert_eq!((counts["thing"], counts["audit_event"]), (410, 410));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_are_served_while_writers_wait_for_each_other() {
    for app in genbo_testkit::app::each_database(Start::Register).await {
        let app = Arc::new(app);
        let writer = app.cx.db.write().await.unwrap();
        let waiting: Vec<_> = (0..30)
            .map(|n| {
                let app = app.clone();
                tokio::spawn(async move { app.import(&[("a", &small(&format!("x{n}")))]).await.map(|_| ()) })
            })
            .collect();
        for _ in 0..20 {
            let read = tokio::time::timeout(std::time::Duration::from_secs(10), app.last_event());
            assert_eq!(read.await.expect("a reader waits for no writer"), 310);
        }
        drop(writer);
        for import in waiting {
            import.await.unwrap().unwrap();
        }
        assert_eq!(app.last_event().await, 370, "{:?}", app.kind);
    }
}

#[tokio::test]
async fn who_reads_sees_one_moment_whatever_is_written_meanwhile() {
    for_each_database(Start::Register, async |app| {
        let mut tx = app.cx.db.read().await.unwrap();
        let before = genbo_store::audit::last(&mut tx).await.unwrap();
        app.import(&[("a", &small("x"))]).await.unwrap();
        assert_eq!(genbo_store::audit::last(&mut tx).await.unwrap(), before, "{:?}", app.kind);
        tx.close().await.unwrap();
        assert_eq!(app.last_event().await, before + 2);
    })
    .await;
}
