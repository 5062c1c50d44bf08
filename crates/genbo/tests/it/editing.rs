//! Creating and changing things: who may, what is refused, what two people do at once, and how it is undone.

use genbo_app::{
    cx::{Actor, Keep},
    error::ActionError,
    thing::{
        put::{Put, put},
        refusal::{Cause, Refusal, Why},
        undo::{Undone, undo},
        withdraw::withdraw,
        written::{Mode, Said, Written},
    },
};
use genbo_domain::{
    authority::{Grant, Permission, Role},
    gap::GapKind,
    noun::NounDef,
    value::ThingId,
};
use genbo_store::{
    audit,
    row::{self, Find},
    thing::{self, Viewer},
};
use genbo_testkit::app::{Start, TestApp, for_each_database, small};

const NO_ONE: Option<&str> = None;

fn noun(name: &str) -> &'static NounDef {
    NounDef::named(name).unwrap()
}

async fn id(app: &TestApp, noun: &str, slug: &str) -> ThingId {
    let mut tx = app.cx.db.read().await.unwrap();
    thing::find(&mut tx, &Viewer::All, noun, slug).await.unwrap().id
}

async fn value(app: &TestApp, name: &str, slug: &str, field: &str) -> Option<String> {
    let id = id(app, name, slug).await;
    let mut tx = app.cx.db.read().await.unwrap();
    let row = row::load_rows(&mut tx, &Viewer::All, noun(name), Find::Ids(&[id])).await.unwrap().remove(0);
    let (index, _) = noun(name).field(field).unwrap();
    row.values[index].as_ref().and_then(|v| v.as_text()).map(str::to_owned)
}

async fn seen(app: &TestApp, name: &str, slug: &str) -> i64 {
    let id = id(app, name, slug).await;
    let mut tx = app.cx.db.read().await.unwrap();
    row::load_rows(&mut tx, &Viewer::All, noun(name), Find::Ids(&[id])).await.unwrap()[0].meta.changed
}

fn secretary(scope: ThingId, sees: &[ThingId]) -> Actor {
    Actor::Account {
        name: "sekreterare".into(),
        grants: vec![Grant { role: Role::Secretary, scope: Some(scope) }],
        member_of: sees.to_vec(),
        keeps: sees.to_vec(),
    }
}

fn meeting(body: &str, title: &str, when: &str) -> Written {
    let meeting = Written::new(noun("meeting")).text("title", title).unwrap();
    let bodies = genbo_domain::value::Value::List(vec![
        noun("meeting").field("bodies").unwrap().1.kind.parse(body).unwrap(),
    ]);
    meeting.with("bodies", Said::Value(bodies)).text("when", when).unwrap()
}

async fn one(app: &TestApp, actor: &Actor, written: Written) -> Result<Put, ActionError> {
    put(&app.cx, actor, &[written], NO_ONE, Keep::Commit).await.map(|mut put| put.remove(0))
}

fn refusals(answer: Result<impl std::fmt::Debug, ActionError>) -> Vec<Refusal> {
    match answer {
        Err(ActionError::Refused(refusals)) => refusals,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

async fn two_cooperations(app: &TestApp) -> (Actor, Actor) {
    app.import(&[("x", &small("x")), ("y", &small("y"))]).await.unwrap();
    let (x, y) = (id(app, "cooperation", "x").await, id(app, "cooperation", "y").await);
    (secretary(x, &[x]), secretary(y, &[y]))
}

#[tokio::test]
async fn who_has_no_role_where_a_thing_lies_changes_nothing() {
    for_each_database(Start::Register, async |app| {
        let (x, y) = two_cooperations(app).await;
        let before = app.last_event().await;
        let new = || meeting("x/styrelsen", "Möte", "2022-10-14");
        assert!(matches!(one(app, &Actor::Anonymous, new()).await, Err(ActionError::Forbidden)));
        let employee =
            Actor::Account { name: "m".into(), grants: Vec::new(), member_of: Vec::new(), keeps: Vec::new() };
        assert!(matches!(one(app, &employee, new()).await, Err(ActionError::Forbidden)));
        let refused = refusals(one(app, &y, new()).await);
        assert_eq!(refused, [Refusal { row: 0, field: None, why: Why::NotAllowed(Permission::Arrange) }]);
        // To say that one's own cooperation keeps it gives nobody a right to another's body.
        let kept = Written { home: Some("y".into()), ..new() };
        assert_eq!(refusals(one(app, &y, kept).await).len(), 1);
        assert_eq!(app.last_event().await, before, "{:?}", app.kind);
        assert_eq!(one(app, &x, new()).await.unwrap().slug, "x/styrelsen/2022-10-14");
    })
    .await;
}

#[tokio::test]
async fn a_thing_cannot_be_moved_into_or_out_of_a_scope_that_is_not_ones_own() {
    for_each_database(Start::Register, async |app| {
        let (x, y) = two_cooperations(app).await;
        let slug = one(app, &x, meeting("x/styrelsen", "Möte", "2022-10-14")).await.unwrap().slug;
        let to_y = |slug: &str| {
            let bodies = meeting("y/styrelsen", "Möte", "2022-10-14").fields;
            Written { fields: bodies, ..Written::change(noun("meeting"), slug) }
        };
        assert_eq!(refusals(one(app, &y, to_y(&slug)).await).len(), 1, "out of another's");
        let kept_with_y = one(app, &y, meeting("y/styrelsen", "Möte", "2022-10-14")).await.unwrap().slug;
        let to_x = Written {
            fields: meeting("x/styrelsen", "Möte", "2022-10-14").fields,
            ..Written::change(noun("meeting"), &kept_with_y)
        };
        assert_eq!(value(app, "meeting", &kept_with_y, "when").await.as_deref(), Some("2022-10-14"));
        let x_only = refusals(one(app, &x, to_x).await);
        assert_eq!(x_only[0].why, Why::NotAllowed(Permission::Arrange), "into one's own, from another's");
    })
    .await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_and_nothing_is_stored() {
    for_each_database(Start::Register, async |app| {
        let (x, _) = two_cooperations(app).await;
        let before = app.counts().await;
        let untitled = Written::new(noun("meeting")).text("when", "2022-10-14").unwrap();
        let nowhere = meeting("x/finns-inte", "Möte", "2022-10-15");
        let fine = meeting("x/styrelsen", "Möte", "2022-10-16");
        let taken = Written { slug: Some("x/styrelsen".into()), ..Written::new(noun("body")) }
            .text("name", "Styrelsen")
            .unwrap()
            .text("owner", "cooperation:x")
            .unwrap();
        let all = [untitled, nowhere, fine, taken];
        let refused = refusals(put(&app.cx, &x, &all, NO_ONE, Keep::Commit).await);
        let told: Vec<(usize, Option<&str>)> = refused.iter().map(|r| (r.row, r.field)).collect();
        assert!(told.contains(&(0, Some("title"))), "{refused:?}");
        assert!(told.contains(&(1, Some("bodies"))), "{refused:?}");
        assert!(told.contains(&(3, Some("slug"))), "{refused:?}");
        assert!(refused.iter().all(|r| r.row != 2), "{refused:?}");
        assert_eq!(app.counts().await, before, "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn a_set_meeting_is_moved_only_with_a_reason_which_the_trail_keeps() {
    for_each_database(Start::Register, async |app| {
        let (x, _) = two_cooperations(app).await;
        let set = meeting("x/styrelsen", "Möte", "2022-10-14").text("status", "fixed").unwrap();
        let slug = one(app, &x, set).await.unwrap().slug;
        let moved = Written::change(noun("meeting"), &slug).text("when", "2022-10-21").unwrap();
        let refused = refusals(one(app, &x, moved.clone()).await);
        assert_eq!(refused, [Refusal { row: 0, field: Some("reason"), why: Why::NeedsReason(Cause::Moved) }]);
        assert_eq!(value(app, "meeting", &slug, "when").await.as_deref(), Some("2022-10-14"));
        let explained = Written { reason: Some("Salen är upptagen".into()), ..moved.clone() };
        one(app, &x, explained).await.unwrap();
        let mut tx = app.cx.db.read().await.unwrap();
        let last = audit::last(&mut tx).await.unwrap();
        let (_, values) = audit::read(&mut tx, last, 1).await.unwrap().remove(0);
        assert!(
            values.iter().any(|v| v.field == "reason" && v.after.as_deref() == Some("Salen är upptagen"))
        );
        drop(tx);
        // A transcription tells what a source says; it needs no reason of today.
        let copied = Written { mode: Mode::Transcription, ..moved.text("when", "2022-10-28").unwrap() };
        one(app, &x, copied).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten() {
    for_each_database(Start::Register, async |app| {
        let (x, _) = two_cooperations(app).await;
        let slug = one(app, &x, meeting("x/styrelsen", "Möte", "2022-10-14")).await.unwrap().slug;
        let looked = seen(app, "meeting", &slug).await;
        let change = |field: &str, text: &str| Written {
            seen: Some(looked),
            ..Written::change(noun("meeting"), &slug).text(field, text).unwrap()
        };
        one(app, &x, change("place", "Rådhuset")).await.unwrap();
        match one(app, &x, change("place", "Biblioteket")).await {
            Err(ActionError::Collides(collisions)) => {
                assert_eq!(collisions.len(), 1);
                assert_eq!(
                    (collisions[0].field.as_str(), collisions[0].now.as_deref()),
                    ("place", Some("Rådhuset"))
                );
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(value(app, "meeting", &slug, "place").await.as_deref(), Some("Rådhuset"));
        // Another field is no collision, and neither is the same value.
        one(app, &x, change("title", "Extra möte")).await.unwrap();
        one(app, &x, change("place", "Rådhuset")).await.unwrap();
        assert_eq!(value(app, "meeting", &slug, "title").await.as_deref(), Some("Extra möte"));
    })
    .await;
}

#[tokio::test]
async fn the_same_submission_twice_is_done_once_and_answered_alike() {
    for_each_database(Start::Register, async |app| {
        let (x, y) = two_cooperations(app).await;
        let new = [meeting("x/styrelsen", "Möte", "2022-10-14")];
        let first = put(&app.cx, &x, &new, Some("nyckel"), Keep::Commit).await.unwrap();
        let count = app.counts().await["meeting"];
        let again = put(&app.cx, &x, &new, Some("nyckel"), Keep::Commit).await.unwrap();
        assert_eq!((again[0].slug.clone(), again[0].created), (first[0].slug.clone(), true));
        assert_eq!(app.counts().await["meeting"], count);
        let other = put(&app.cx, &x, &new, Some("annan"), Keep::Commit).await.unwrap();
        assert_eq!(other[0].slug, "x/styrelsen/2022-10-14-2");
        // Another's key of the same name is another submission; this one is called the same and may not do it.
        let other = Actor::Account {
            name: "annan".into(),
            grants: Vec::new(),
            member_of: Vec::new(),
            keeps: Vec::new(),
        };
        assert!(put(&app.cx, &other, &new, Some("nyckel"), Keep::Commit).await.is_err());
        drop(y);
    })
    .await;
}

#[tokio::test]
async fn the_last_change_is_undone_and_an_earlier_one_is_not() {
    for_each_database(Start::Register, async |app| {
        let (x, _) = two_cooperations(app).await;
        let new = meeting("x/styrelsen", "Möte", "2022-10-14").with("place", Said::Gap(GapKind::Blank));
        let slug = one(app, &x, new).await.unwrap().slug;
        let created = seen(app, "meeting", &slug).await;
        let mut change = Written::change(noun("meeting"), &slug).text("place", "Rådhuset").unwrap();
        change.common.source = Some("protokollet".into());
        one(app, &x, change).await.unwrap();
        let refused = refusals(undo(&app.cx, &x, noun("meeting"), &slug, created).await);
        assert_eq!(refused[0].why, Why::NotLast);
        let exported = app.export("x").await;
        let last = seen(app, "meeting", &slug).await;
        assert!(matches!(undo(&app.cx, &x, noun("meeting"), &slug, last).await, Ok(Undone::Restored(_))));
        let restored = app.export("x").await;
        assert!(restored.contains("place = \"blank\"") && !restored.contains("protokollet"), "{restored}");
        // Undoing the undoing brings it back.
        let last = seen(app, "meeting", &slug).await;
        undo(&app.cx, &x, noun("meeting"), &slug, last).await.unwrap();
        let without_revision = |text: &str| {
            text.lines().filter(|l| !l.starts_with("revision")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(without_revision(&app.export("x").await), without_revision(&exported));
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

#[tokio::test]
async fn what_was_put_down_by_mistake_is_taken_back_unless_something_refers_to_it() {
    for_each_database(Start::Register, async |app| {
        let (x, y) = two_cooperations(app).await;
        let slug = one(app, &x, meeting("x/styrelsen", "Felmöte", "2022-10-14")).await.unwrap().slug;
        let item = Written::new(noun("item")).text("meeting", &slug).unwrap().text("title", "Punkt").unwrap();
        let item = one(app, &x, item).await.unwrap().slug;
        let refused = refusals(withdraw(&app.cx, &x, noun("meeting"), &slug, "Fel år").await);
        assert_eq!(refused[0].why, Why::ReferredTo(1));
        assert_eq!(refusals(withdraw(&app.cx, &x, noun("item"), &item, " ").await)[0].field, Some("reason"));
        assert!(matches!(
            withdraw(&app.cx, &y, noun("item"), &item, "Fel").await,
            Err(ActionError::Forbidden)
        ));
        withdraw(&app.cx, &x, noun("item"), &item, "Fel").await.unwrap();
        let last = seen(app, "meeting", &slug).await;
        assert_eq!(undo(&app.cx, &x, noun("meeting"), &slug, last).await.unwrap(), Undone::Withdrawn);
        let day = jiff::civil::date(2022, 9, 29);
        let mut reader = genbo_app::view::Reader::open(&app.cx, &Viewer::All, day).await.unwrap();
        let ask = genbo_app::search::Ask { text: "felmöte", noun: None, offset: 0, limit: 10 };
        assert_eq!(genbo_app::search::search(&mut reader, ask).await.unwrap().total, 0);
        drop(reader);
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
        // The address is free again.
        assert_eq!(one(app, &x, meeting("x/styrelsen", "Möte", "2022-10-14")).await.unwrap().slug, slug);
    })
    .await;
}

#[tokio::test]
async fn a_list_keeps_what_its_writer_could_not_see() {
    for_each_database(Start::Register, async |app| {
        let hidden = small("x")
            + "\n[[person]]\nslug = \"synlig\"\nname = \"Synlig\"\n\n[[person]]\nslug = \"skyddad\"\nname = \"Skyddad\"\nvisibility = \"restricted\"\n\n\
               [[meeting]]\nslug = \"x/styrelsen/1\"\ntitle = \"M\"\nbodies = [\"x/styrelsen\"]\napologies = [\"synlig\", \"skyddad\"]\n";
        app.import(&[("x", &hidden)]).await.unwrap();
        let x = id(app, "cooperation", "x").await;
        let sees_little = Actor::Account {
            name: "s".into(),
            grants: vec![Grant { role: Role::Secretary, scope: Some(x) }],
            member_of: vec![x],
            keeps: Vec::new(),
        };
        let person = Written::new(noun("person")).text("name", "Ny").unwrap();
        let ny = one(app, &sees_little, Written { home: Some("x".into()), ..person }).await.unwrap().slug;
        let list = genbo_domain::value::Value::List(vec![noun("meeting").field("apologies").unwrap().1.kind.parse(&ny).unwrap()]);
        let change = Written::change(noun("meeting"), "x/styrelsen/1").with("apologies", Said::Value(list));
        one(app, &sees_little, change).await.unwrap();
        let text = app.export("x").await;
        assert!(text.contains("apologies = [\"ny\", \"skyddad\"]"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn who_starts_a_cooperation_becomes_its_secretary() {
    for_each_database(Start::Register, async |app| {
        let (x, _) = two_cooperations(app).await;
        let new = genbo_app::account::NewAccount {
            name: "sekreterare".into(),
            display_name: "S".into(),
            person: None,
            roles: vec![("secretary".into(), Some("cooperation:x".into()))],
            demo: false,
        };
        genbo_app::account::put(&app.cx, &Actor::System, &new).await.unwrap();
        let start = Written::new(noun("cooperation")).text("name", "Nytt nätverk").unwrap();
        assert_eq!(one(app, &x, start).await.unwrap().slug, "nytt-natverk");
        let known = genbo_app::account::known(&app.cx, "sekreterare").await.unwrap().unwrap();
        let body = Written::new(noun("body"))
            .text("owner", "cooperation:nytt-natverk")
            .unwrap()
            .text("name", "Gruppen")
            .unwrap();
        assert_eq!(one(app, &known.actor, body.clone()).await.unwrap().slug, "nytt-natverk/gruppen");
        let member = Actor::Account {
            name: "m".into(),
            grants: vec![Grant { role: Role::Member, scope: None }],
            member_of: Vec::new(),
            keeps: Vec::new(),
        };
        assert!(one(app, &member, body).await.is_err());
    })
    .await;
}
