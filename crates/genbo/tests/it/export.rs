//! Export: what is exported and imported is what it was, on both databases and across them.

use genbo_documents::cooperation_file::{Entry, SourceFile, read};
use genbo_domain::value::{Pointer, WrittenValue};
use genbo_testkit::{
    app::{COOPERATIONS, Start, TestApp, borrowed, each_database, for_each_database},
    generate,
};
use std::collections::{BTreeMap, BTreeSet};

/// An export in a new database with nothing else in it, exported again.
async fn round(app: &TestApp, slug: &str, text: &str) -> String {
    let other = app.another(Start::Register).await;
    other.import(&[("export", text)]).await.unwrap_or_else(|e| panic!("{slug} on {:?}: {e}", app.kind));
    other.export(slug).await
}

#[track_caller]
fn same(one: &str, other: &str, what: &str) {
    let differing = one.lines().zip(other.lines()).enumerate().find(|(_, (a, b))| a != b);
    assert_eq!(differing, None, "{what}");
    assert_eq!(one.lines().count(), other.lines().count(), "{what}");
}

#[tokio::test]
async fn an_export_changes_nothing_where_it_came_from_and_is_the_same_wherever_it_goes() {
    for_each_database(Start::Cooperations, async |app| {
        for slug in COOPERATIONS {
            let text = app.export(slug).await;
            let report = app.import(&[("export", &text)]).await.unwrap();
            assert!(report.differences.is_empty(), "{slug} on {:?}: {:?}", app.kind, report.differences);
            same(&round(app, slug, &text).await, &text, &format!("{slug} on {:?}", app.kind));
        }
    })
    .await;
}

#[tokio::test]
async fn both_databases_export_the_same_text() {
    let apps = each_database(Start::Cooperations).await;
    let [sqlite, postgres] = &apps[..] else { return };
    for slug in COOPERATIONS {
        same(&sqlite.export(slug).await, &postgres.export(slug).await, slug);
    }
}

type Facts = BTreeMap<Pointer, (BTreeMap<&'static str, WrittenValue>, BTreeSet<String>)>;

/// What the files say, without order; visibility is left out, because import may close what hangs on something closed.
fn facts(files: &[(&str, &str)]) -> Facts {
    let sources: Vec<SourceFile<'_>> =
        files.iter().map(|(name, text)| SourceFile { name, bytes: text.as_bytes() }).collect();
    let entries = read(&sources).unwrap_or_else(|p| panic!("{p:#?}")).entries;
    let one = |e: &Entry| {
        let name = |index: usize| e.noun.fields[index].name;
        let values = e.fields.iter().map(|(index, value, _)| (name(*index), value.clone())).collect();
        let beside = [&e.common.source, &e.common.as_published].into_iter().flatten().cloned();
        let gaps = e.gaps.iter().map(|(index, kind, _)| format!("{}: {}", name(*index), kind.as_str()));
        let certainty = e.common.certainty.map(|c| c.as_str().to_owned());
        (e.pointer(), (values, beside.chain(gaps).chain(certainty).collect()))
    };
    entries.iter().filter(|e| !e.stub).map(one).collect()
}

#[tokio::test]
async fn a_generated_cooperation_goes_in_and_out_with_all_that_it_says() {
    for seed in 0..4 {
        let (slug, files) = (generate::slug_of(seed), generate::cooperation(seed));
        let said = facts(&borrowed(&files));
        let mut texts = Vec::new();
        for app in each_database(Start::Register).await {
            let what = format!("seed {seed} on {:?}", app.kind);
            app.import(&borrowed(&files)).await.unwrap_or_else(|e| panic!("{what}: {e}"));
            assert_eq!(app.faults().await, Vec::<String>::new(), "{what}");
            assert!(app.import(&borrowed(&files)).await.unwrap().differences.is_empty(), "{what}");
            let text = app.export(&slug).await;
            let exported = facts(&[("export", &text)]);
            for (pointer, facts) in &said {
                assert_eq!(exported.get(pointer), Some(facts), "{what}: {pointer:?}");
            }
            assert_eq!(exported.len(), said.len(), "{what}");
            same(&round(&app, &slug, &text).await, &text, &what);
            texts.push(text);
        }
        assert!(texts.windows(2).all(|two| two[0] == two[1]), "seed {seed}");
    }
}

#[tokio::test]
async fn two_generated_cooperations_in_one_database_do_not_mix() {
    for_each_database(Start::Register, async |app| {
        for seed in [11, 12] {
            app.import(&borrowed(&generate::cooperation(seed))).await.unwrap();
        }
        for seed in [11, 12] {
            let alone = app.another(Start::Register).await;
            alone.import(&borrowed(&generate::cooperation(seed))).await.unwrap();
            let slug = generate::slug_of(seed);
            same(&app.export(&slug).await, &alone.export(&slug).await, &slug);
        }
    })
    .await;
}
