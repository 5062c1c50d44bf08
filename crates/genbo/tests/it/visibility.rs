//! Who sees what: a canary in everything that is closed is never loaded for those who may not see it.

use genbo_app::cooperation_file::export;
use genbo_documents::cooperation_file::{Entry, FileHeader, SourceFile, Visibility, read, write};
use genbo_domain::{
    NOUNS,
    value::{Kind, ThingId, Value},
    visibility,
};
use genbo_store::{
    list,
    row::{self, Find},
    tally,
    thing::{self, Viewer},
};
use genbo_testkit::{
    app::{Start, TestApp, borrowed, for_each_database, small},
    generate,
};

const CANARY: &str = "kanariefågel";

/// A generated cooperation in which everything of some nouns is closed, with the canary in every text of it.
fn with_canary(seed: u64, closed: impl Fn(usize) -> bool, how: Visibility) -> String {
    let files = generate::cooperation(seed);
    let sources: Vec<SourceFile<'_>> =
        files.iter().map(|(name, text)| SourceFile { name, bytes: text.as_bytes() }).collect();
    let mut entries: Vec<Entry> = read(&sources).unwrap().entries;
    for entry in &mut entries {
        let place = NOUNS.iter().position(|n| n.name == entry.noun.name).unwrap();
        if entry.noun.name == "cooperation" || !closed(place) {
            entry.common.visibility = None;
            continue;
        }
        entry.common.visibility = Some(how);
        entry.common.source = Some(CANARY.to_owned());
        entry.common.as_published = Some(CANARY.to_owned());
        for (index, value, _) in &mut entry.fields {
            put(entry.noun.fields[*index].kind, value);
        }
    }
    let header = FileHeader { cooperation: Some(generate::slug_of(seed)), ..FileHeader::default() };
    write(&header, &entries)
}

fn put(kind: Kind, value: &mut Value<genbo_domain::value::Pointer>) {
    match value {
        Value::Text(text) if matches!(kind, Kind::Text | Kind::Prose) => {
            *text = format!("{CANARY} {}", text.len())
        }
        Value::List(list) => {
            list.iter_mut().for_each(|v| put(kind, v));
            list.dedup();
        }
        _ => {}
    }
}

/// Everything that a viewer can get out of the store and the export, as text.
async fn everything(app: &TestApp, viewer: &Viewer, home: &str) -> String {
    let mut all = String::new();
    let mut tx = app.cx.db.read().await.unwrap();
    let mut ids = Vec::new();
    for noun in NOUNS {
        let rows = row::load_rows(&mut tx, viewer, noun, Find::All).await.unwrap();
        let mut seen: Vec<ThingId> = rows.iter().map(|r| r.id).collect();
        seen.sort_unstable();
        let listed = list::seen(&mut tx, viewer, noun, &seen).await.unwrap();
        assert_eq!(listed, seen, "{}: what is loaded hangs on what is not", noun.name);
        ids.extend(rows.iter().flat_map(|r| r.values.iter().flatten().flat_map(Value::refs)).copied());
        ids.extend(seen);
        all.push_str(&format!("{rows:?}\n"));
    }
    let names = thing::names(&mut tx, viewer, &ids).await.unwrap();
    all.push_str(&format!("{names:?}\n{:?}\n", tally::tally(&mut tx, viewer).await.unwrap()));
    tx.close().await.unwrap();
    all + &export::export(&app.cx, viewer, home).await.unwrap()
}

async fn home(app: &TestApp, slug: &str) -> ThingId {
    let mut tx = app.cx.db.read().await.unwrap();
    thing::find(&mut tx, &Viewer::All, "cooperation", slug).await.unwrap().id
}

#[tokio::test]
async fn what_is_restricted_is_loaded_for_nobody_and_what_is_for_members_only_for_them() {
    // Each half of the nouns is closed once, so that every noun is closed beside open ones, and open beside closed ones.
    for (seed, half, how) in [
        (0, 0, Visibility::Restricted),
        (3, 1, Visibility::Restricted),
        (6, 0, Visibility::Members),
        (9, 1, Visibility::Members),
    ] {
        let (slug, text) = (generate::slug_of(seed), with_canary(seed, |place| place % 2 == half, how));
        for_each_database(Start::Register, async |app| {
            let what = format!("seed {seed}, {how:?}, {:?}", app.kind);
            app.import(&[("canary", &text)]).await.unwrap_or_else(|e| panic!("{what}: {e}"));
            assert_eq!(app.faults().await, Vec::<String>::new(), "{what}");
            let own = home(app, &slug).await;
            let stranger = Viewer::Member(vec![ThingId(own.0 + 1)]);
            for viewer in [Viewer::Public, stranger] {
                assert!(!everything(app, &viewer, &slug).await.contains(CANARY), "{what}, {viewer:?}");
            }
            let member = everything(app, &Viewer::Member(vec![own]), &slug).await;
            assert_eq!(member.contains(CANARY), how == Visibility::Members, "{what}, member");
            assert!(
                everything(app, &Viewer::All, &slug).await.contains(CANARY),
                "{what}: the canary is there"
            );
        })
        .await;
    }
}

#[tokio::test]
async fn fields_for_members_are_loaded_for_members_alone() {
    for_each_database(Start::Register, async |app| {
        let files = generate::cooperation(0);
        app.import(&borrowed(&files)).await.unwrap();
        let own = home(app, &generate::slug_of(0)).await;
        let mut tx = app.cx.db.read().await.unwrap();
        let mut fields = 0;
        for noun in NOUNS {
            for (index, field) in noun.fields.iter().enumerate() {
                if !visibility::is_for_members(noun.name, field.name) {
                    continue;
                }
                fields += 1;
                assert!(
                    !field.required,
                    "{}.{}: a thing could not be read without it",
                    noun.name, field.name
                );
                for (viewer, sees) in [
                    (Viewer::Public, false),
                    (Viewer::Member(vec![]), false),
                    (Viewer::Member(vec![own]), true),
                ] {
                    let rows = row::load_rows(&mut tx, &viewer, noun, Find::All).await.unwrap();
                    assert_eq!(
                        rows.iter().any(|r| r.values[index].is_some()),
                        sees,
                        "{}.{}",
                        noun.name,
                        field.name
                    );
                }
            }
        }
        assert!(fields >= 3);
    })
    .await;
}

async fn seen_by(app: &TestApp, noun: &str, slug: &str) -> Vec<&'static str> {
    let mut tx = app.cx.db.read().await.unwrap();
    let home = thing::find(&mut tx, &Viewer::All, "cooperation", "x").await.unwrap().id;
    let mut seen = Vec::new();
    for (name, viewer) in
        [("public", Viewer::Public), ("member", Viewer::Member(vec![home])), ("all", Viewer::All)]
    {
        if thing::find(&mut tx, &viewer, noun, slug).await.is_ok() {
            seen.push(name);
        }
    }
    seen
}

#[tokio::test]
async fn closing_a_meeting_closes_what_stands_under_it_also_what_the_file_does_not_name() {
    for_each_database(Start::Register, async |app| {
        let meeting = "[[meeting]]\nslug = \"x/m\"\ntitle = \"M\"\nbodies = [\"x/styrelsen\"]\n[[meeting.item]]\ntitle = \"I\"\n[[meeting.item.clause]]\nnumber = 1\ntext = \"T\"\n";
        app.import(&[("a", &(small("x") + meeting))]).await.unwrap();
        assert_eq!(seen_by(app, "clause", "x/m/1/1").await, ["public", "member", "all"]);
        let close = |how: &str| format!("format = 1\n[[meeting]]\nslug = \"x/m\"\nvisibility = \"{how}\"\n");
        let report = app.import(&[("b", &close("members"))]).await.unwrap();
        let told: Vec<&str> = report.differences.iter().map(|d| d.noun).collect();
        assert_eq!(told, ["meeting", "item", "clause"]);
        assert_eq!((report.followed, report.stated), (2, 1));
        assert_eq!(seen_by(app, "clause", "x/m/1/1").await, ["member", "all"]);
        app.import(&[("c", &close("restricted"))]).await.unwrap();
        assert_eq!(seen_by(app, "clause", "x/m/1/1").await, ["all"]);
        // What is closed is not opened by the way; it says itself when it shall be open again.
        let report = app.import(&[("d", &close("public"))]).await.unwrap();
        let told: Vec<_> = report.still_closed.iter().map(|c| (c.noun, c.visibility.as_str())).collect();
        assert_eq!(told, [("item", "restricted"), ("clause", "restricted")]);
        assert_eq!((report.differences.len(), report.followed), (1, 0));
        assert_eq!(seen_by(app, "meeting", "x/m").await, ["public", "member", "all"]);
        assert_eq!(seen_by(app, "clause", "x/m/1/1").await, ["all"]);
        let open = "format = 1\n[[meeting]]\nslug = \"x/m\"\nvisibility = \"public\"\n[[meeting.item]]\nvisibility = \"public\"\n[[meeting.item.clause]]\nvisibility = \"public\"\n";
        let report = app.import(&[("e", open)]).await.unwrap();
        assert!(report.still_closed.is_empty());
        assert_eq!(seen_by(app, "clause", "x/m/1/1").await, ["public", "member", "all"]);
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn nothing_tells_the_name_of_a_person_who_is_protected() {
    for_each_database(Start::Register, async |app| {
        let file = small("x")
            + "[[person]]\nslug = \"p\"\nname = \"Kanariefågel\"\nvisibility = \"restricted\"\n\
               [[meeting]]\nslug = \"x/m\"\ntitle = \"M\"\nbodies = [\"x/styrelsen\"]\n\
               [[meeting.attendance]]\nperson = \"p\"\n\
               [[claim]]\nslug = \"c\"\nsubject = \"person:p\"\nfield = \"name\"\nvalue = \"Kanariefågel\"\n";
        app.import(&[("a", &file)]).await.unwrap();
        assert_eq!(seen_by(app, "attendance", "x/m/p").await, ["all"]);
        assert_eq!(seen_by(app, "claim", "c").await, ["all"]);
        assert!(!everything(app, &Viewer::Public, "x").await.contains("Kanariefågel"));
    })
    .await;
}
