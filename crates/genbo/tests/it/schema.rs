//! The schema: the same on both databases, as the nouns demand it, and never half of it.

use genbo_domain::{NOUNS, noun::NounDef, value::Kind};
use genbo_store::{
    ddl,
    inspect::{self, Column, ForeignKey, Holds, Table},
    migrate::{self, MIGRATIONS, Schema},
};
use genbo_testkit::app::{Start, TestApp, each_database, for_each_database};
use std::collections::BTreeSet;

async fn tables(app: &TestApp) -> Vec<Table> {
    let mut tx = app.cx.db.read().await.unwrap();
    inspect::tables(&mut tx).await.unwrap()
}

async fn foreign_keys(app: &TestApp) -> BTreeSet<ForeignKey> {
    let mut tx = app.cx.db.read().await.unwrap();
    inspect::foreign_keys(&mut tx).await.unwrap().into_iter().collect()
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_keys() {
    let apps = each_database(Start::Schema).await;
    let [sqlite, postgres] = &apps[..] else { return };
    // SQLite has no type for yes and no.
    let without_bool = |tables: Vec<Table>| -> Vec<Table> {
        let column =
            |c: Column| Column { holds: if c.holds == Holds::Bool { Holds::Int } else { c.holds }, ..c };
        tables
            .into_iter()
            .map(|t| Table { columns: t.columns.into_iter().map(column).collect(), ..t })
            .collect()
    };
    let (one, other) = (tables(sqlite).await, tables(postgres).await);
    assert!(one.len() > 100, "only {} tables", one.len());
    assert!(other.iter().flat_map(|t| &t.columns).any(|c| c.holds == Holds::Bool));
    for (one, other) in one.iter().zip(&without_bool(other.clone())) {
        assert_eq!(one, other);
    }
    assert_eq!(one.len(), other.len());
    let (one, other) = (foreign_keys(sqlite).await, foreign_keys(postgres).await);
    assert!(one.len() > 200, "only {} foreign keys", one.len());
    assert_eq!(one.symmetric_difference(&other).collect::<Vec<_>>(), Vec::<&ForeignKey>::new());
}

/// What the nouns' declarations demand: table, column, whether it must be there.
fn demanded() -> BTreeSet<(String, String, Holds, bool)> {
    let mut all = BTreeSet::new();
    for noun in NOUNS {
        all.insert((noun.name.to_owned(), "id".to_owned(), Holds::Int, true));
        for field in noun.fields {
            let holds = match field.kind {
                Kind::Int | Kind::Ref(_) => Holds::Int,
                Kind::Bool => Holds::Bool,
                _ => Holds::Text,
            };
            if field.many {
                let table = ddl::list_table(noun, field);
                all.insert((table.clone(), "owner_id".to_owned(), Holds::Int, true));
                all.insert((table.clone(), "position".to_owned(), Holds::Int, true));
                all.insert((table, "value".to_owned(), holds, true));
            }
            for column in ddl::columns(field) {
                let required = field.required && column == field.name;
                all.insert((noun.name.to_owned(), column, holds, required));
            }
        }
    }
    all
}

/// The references that the nouns' declarations demand.
fn demanded_keys() -> BTreeSet<ForeignKey> {
    let mut all = BTreeSet::new();
    let mut key = |table: &str, column: &str, target: &str| {
        let text = str::to_owned;
        all.insert(ForeignKey {
            table: text(table),
            column: text(column),
            target: text(target),
            target_column: text("id"),
        });
    };
    for noun in NOUNS {
        key(noun.name, "id", "thing");
        for field in noun.fields {
            let target = match field.kind {
                Kind::Ref([one]) => Some(*one),
                Kind::Ref(_) => Some("thing"),
                _ => None,
            };
            let list = ddl::list_table(noun, field);
            match (field.many, target) {
                (true, target) => {
                    key(&list, "owner_id", noun.name);
                    target.into_iter().for_each(|t| key(&list, "value", t));
                }
                (false, target) => target.into_iter().for_each(|t| key(noun.name, field.name, t)),
            }
        }
    }
    all
}

fn is_of_a_noun(table: &str) -> bool {
    let of = |noun: &NounDef| {
        noun.name == table || noun.fields.iter().any(|f| f.many && ddl::list_table(noun, f) == table)
    };
    NOUNS.iter().any(|n| of(n))
}

#[tokio::test]
async fn the_migrations_make_what_the_nouns_demand_and_nothing_else() {
    for_each_database(Start::Schema, async |app| {
        let found: BTreeSet<_> = tables(app)
            .await
            .into_iter()
            .filter(|t| is_of_a_noun(&t.name))
            .flat_map(|t| t.columns.into_iter().map(move |c| (t.name.clone(), c.name, c.holds, c.required)))
            .collect();
        let kind = |holds| {
            if app.kind == genbo_store::sql::Dialect::Sqlite && holds == Holds::Bool {
                Holds::Int
            } else {
                holds
            }
        };
        let demanded: BTreeSet<_> = demanded().into_iter().map(|(t, c, h, r)| (t, c, kind(h), r)).collect();
        assert_eq!(
            found.difference(&demanded).collect::<Vec<_>>(),
            Vec::<&_>::new(),
            "{:?}: beyond the nouns",
            app.kind
        );
        assert_eq!(
            demanded.difference(&found).collect::<Vec<_>>(),
            Vec::<&_>::new(),
            "{:?}: missing",
            app.kind
        );
        let keys: BTreeSet<_> =
            foreign_keys(app).await.into_iter().filter(|k| is_of_a_noun(&k.table)).collect();
        assert_eq!(
            keys.symmetric_difference(&demanded_keys()).collect::<Vec<_>>(),
            Vec::<&_>::new(),
            "{:?}",
            app.kind
        );
    })
    .await;
}

const BROKEN: (&str, &str) = (
    "9999_broken",
    "CREATE TABLE \"half\" (\n  \"id\" {int} PRIMARY KEY\n){strict};\nINSERT INTO \"half\" (\"id\") VALUES (1);\nINSERT INTO \"nowhere\" (\"id\") VALUES (1);\n",
);

#[tokio::test]
async fn a_migration_that_fails_in_the_middle_leaves_nothing_of_itself() {
    for_each_database(Start::Schema, async |app| {
        let before = tables(app).await;
        let mut migrations = MIGRATIONS.to_vec();
        migrations.push(BROKEN);
        migrate::apply_all(&app.cx.db, &migrations, "2022-09-29T08:00:00Z").await.unwrap_err();
        assert_eq!(tables(app).await, before, "{:?}", app.kind);
        assert_eq!(migrate::schema(&app.cx.db).await.unwrap(), Schema::Current);
        assert_eq!(migrate::migrate(&app.cx.db, "2022-09-29T08:00:00Z").await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_database_is_migrated_step_by_step_and_twice_does_no_harm() {
    for_each_database(Start::Nothing, async |app| {
        let at = "2022-09-29T08:00:00Z";
        assert_eq!(migrate::schema(&app.cx.db).await.unwrap(), Schema::Empty);
        assert_eq!(migrate::apply_all(&app.cx.db, &MIGRATIONS[..2], at).await.unwrap(), 2);
        assert_eq!(migrate::schema(&app.cx.db).await.unwrap(), Schema::Old(2));
        assert_eq!(migrate::migrate(&app.cx.db, at).await.unwrap(), MIGRATIONS.len() - 2);
        assert_eq!(migrate::migrate(&app.cx.db, at).await.unwrap(), 0);
        assert_eq!(tables(app).await, tables(&app.another(Start::Schema).await).await);
    })
    .await;
}

#[tokio::test]
async fn a_schema_that_is_newer_or_was_changed_by_hand_is_refused() {
    for_each_database(Start::Schema, async |app| {
        for sql in [
            "INSERT INTO migration (number, name, checksum, applied_at) VALUES (99, '0099_later', '0', '')",
            "UPDATE migration SET checksum = '0000000000000000' WHERE number = 1",
        ] {
            let mut tx = app.cx.db.write().await.unwrap();
            tx.run(sql, &[]).await.unwrap();
            tx.commit().await.unwrap();
            let refused = migrate::schema(&app.cx.db).await.unwrap_err().to_string();
            assert!(refused.contains("does not fit this program"), "{refused}");
            let mut tx = app.cx.db.write().await.unwrap();
            tx.run("DELETE FROM migration WHERE number = 99", &[]).await.unwrap();
            tx.commit().await.unwrap();
        }
    })
    .await;
}
