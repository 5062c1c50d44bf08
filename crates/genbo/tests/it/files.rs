//! Files of items and meetings: handed in, refused, fetched, replaced, carried, swept; and all of them as one PDF.

use crate::desk::{Desk, with};
use axum::http::StatusCode;
use genbo_app::{
    attachment::{attach, sweep},
    backup,
    cx::{Actor, Cx},
    thing::{put::put, written::Written},
};
use genbo_domain::noun::NounDef;
use genbo_store::{
    db::Db,
    files::{Files, Shelf},
};
use genbo_testkit::{
    app::{OUTSIDE, Start, TestApp, for_each_database},
    board::{self, BEFORE, MEETING},
};

const ITEM: &str = "provkansliet/namnden/2022-06-10/1";

async fn each(test: impl AsyncFn(&TestApp, Desk)) {
    for_each_database(Start::Register, async |app| {
        board::add(app).await;
        test(app, Desk::of(app)).await;
        assert_eq!(app.faults().await, Vec::<String>::new(), "{:?}", app.kind);
    })
    .await;
}

fn desk_of(noun: &str, slug: &str) -> String {
    format!("/bilagor/{noun}/{slug}")
}

async fn hand_in(
    desk: &Desk,
    user: &str,
    to: &str,
    (name, bytes): (&str, &[u8]),
    fields: &[(&str, &str)],
) -> crate::desk::Answer {
    let pairs: Vec<(String, String)> =
        fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    desk.post_file(user, to, &pairs, ("files", name, "application/octet-stream", bytes)).await
}

fn text(answer: &crate::desk::Answer) -> String {
    crate::pages::visible(&answer.text).replace('\u{a0}', " ")
}

/// The addresses of files on a page, in their order.
fn files(page: &str) -> Vec<String> {
    let links = page.split("href=\"/filer/").skip(1);
    links.map(|l| format!("/filer/{}", l.split(['"', '?']).next().unwrap())).collect()
}

const PDF: &[u8] = b"%PDF-1.4 en handling";

#[tokio::test]
async fn what_is_too_large_empty_or_can_run_is_refused_and_leaves_nothing() {
    each(async |app, _| {
        let desk = Desk::over(Cx { largest_file: 1000, ..app.cx.clone() });
        let to = desk_of("items", ITEM);
        let large =
            hand_in(&desk, "sekr", &to, ("stor.pdf", &[b"%PDF-".as_slice(), &[0; 996]].concat()), &[]).await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(text(&large).contains("stor.pdf är större än 1 kB"), "{}", text(&large));
        for (name, bytes, why) in [
            ("tom.pdf", b"".as_slice(), "den är tom"),
            ("sida.pdf", b"<html><script>", "webbsida"),
            ("bild.pdf", b"MZ\x90", "program"),
            ("gammal.doc", b"\xd0\xcf\x11\xe0", "äldre Office-format"),
        ] {
            let got = hand_in(&desk, "sekr", &to, (name, bytes), &[]).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(text(&got).contains(why), "{name}: {}", text(&got));
        }
        let exact =
            hand_in(&desk, "sekr", &to, ("jamn.pdf", &[b"%PDF-".as_slice(), &[0; 995]].concat()), &[]).await;
        assert_eq!(exact.status, StatusCode::SEE_OTHER, "{}", exact.text);
        assert_eq!(app.counts().await["attachment"], 1);
        assert_eq!(std::fs::read_dir(app.dir().join("files/incoming")).map_or(0, Iterator::count), 0);
    })
    .await;
}

#[tokio::test]
async fn a_file_is_fetched_by_members_as_what_it_is_and_hidden_from_others() {
    each(async |app, desk| {
        let to = desk_of("items", ITEM);
        assert_eq!(hand_in(&desk, "utanfor", &to, ("a.pdf", PDF), &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(hand_in(&desk, "ledamot", &to, ("a.pdf", PDF), &[]).await.status, StatusCode::FORBIDDEN);
        let got = hand_in(&desk, "sekr", &to, ("Budget_2023.docx", PDF), &[]).await;
        assert_eq!(got.status, StatusCode::OK, "{}", got.text);
        assert!(text(&got).contains("heter nu Budget_2023.pdf"), "{}", text(&got));
        let again = hand_in(&desk, "sekr", &to, ("samma.pdf", PDF), &[]).await;
        assert!(text(&again).contains("Samma fil finns här redan"), "{}", text(&again));
        let page = desk.get("ledamot", &format!("/punkter/{ITEM}")).await;
        let file = files(&page.text).remove(0);
        assert!(text(&page).contains("Budget 2023"), "{}", text(&page));
        assert!(!text(&desk.get("", &format!("/punkter/{ITEM}")).await).contains("Budget 2023"));
        for nobody in ["", "utanfor"] {
            assert_eq!(desk.get(nobody, &file).await.status, StatusCode::NOT_FOUND, "{nobody}");
            let slug = file.trim_start_matches("/filer/");
            assert_eq!(
                desk.get(nobody, &format!("/fakta/attachments/{slug}")).await.status,
                StatusCode::NOT_FOUND
            );
            assert!(!desk.get(nobody, "/sok?q=budget").await.text.contains("Budget 2023"));
        }
        let (status, kind, bytes) = desk.fetch("ledamot", &file).await;
        assert_eq!((status, kind.as_str(), bytes.as_slice()), (StatusCode::OK, "application/pdf", PDF));
        // Nobody says by hand what bytes are.
        let slug = file.trim_start_matches("/filer/");
        let form = desk.get("sekr", &format!("/andra/attachments/{slug}")).await;
        let pairs = with(&crate::desk::pairs(&form.text), "f.digest", &["0"]);
        let refused = desk.post("sekr", &format!("/andra/attachments/{slug}"), &pairs).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        // Whoever closes the item closes its files.
        let item = NounDef::named("item").unwrap();
        let mut closed = Written::change(item, ITEM);
        closed.common.visibility = Some(genbo_domain::visibility::Visibility::Restricted);
        closed.reason = Some("Skydd".to_owned());
        put(&app.cx, &Actor::System, &[closed], None, genbo_app::cx::Keep::Commit).await.unwrap();
        assert_eq!(desk.get("ledamot", &file).await.status, StatusCode::NOT_FOUND);
        assert!(!app.export("provkansliet").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_new_version_stands_before_the_one_that_it_replaces_and_both_are_kept() {
    each(async |app, desk| {
        let to = desk_of("meetings", MEETING);
        let first = hand_in(&desk, "sekr", &to, ("plan.txt", b"ett"), &[("open", "yes")]).await;
        assert!(first.status == StatusCode::SEE_OTHER && first.to.contains("inlagda=1"), "{}", first.to);
        let old = files(&desk.get("sekr", &to).await.text).remove(0);
        let slug = old.trim_start_matches("/filer/").to_owned();
        let got = hand_in(&desk, "sekr", &to, ("plan 2.txt", "två".as_bytes()), &[("replaces", &slug)]).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text);
        let twice = hand_in(&desk, "sekr", &to, ("plan 3.txt", b"tre"), &[("replaces", &slug)]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.text);
        // What was for everybody stays so.
        let page = desk.get("", &format!("/moten/{MEETING}")).await;
        let all = files(&page.text);
        assert_eq!((all.len(), &all[1]), (2, &old), "{}", page.text);
        assert!(text(&page).contains("Tidigare versioner"));
        assert_eq!(desk.fetch("", &all[0]).await.2, "två".as_bytes());
        assert_eq!(desk.fetch("", &old).await.2, b"ett");
        // A file with its row stands in what is written out, with the digest of its bytes.
        let file = app.export("provkansliet").await;
        assert!(file.contains("[[attachment]]") && file.contains("digest = "), "{file}");
        let again = app.dry_run(&[("again", &file)]).await.unwrap();
        assert!(again.differences.is_empty(), "{:?}", again.differences);
    })
    .await;
}

#[tokio::test]
async fn a_backup_carries_files_and_nothing_that_a_row_refers_to_is_swept() {
    each(async |app, desk| {
        let to = desk_of("items", ITEM);
        hand_in(&desk, "sekr", &to, ("a.pdf", PDF), &[]).await;
        let file = app.dir().join("backup.db");
        let carried = backup::backup(&app.cx, &file).await.unwrap();
        assert_eq!((carried.files, carried.missing.len()), (1, 0));
        let (there, url) =
            (app.dir().join("there"), format!("sqlite:{}", app.dir().join("there/genbo.db").display()));
        let files_there = Files::in_dir(&there.join("files"));
        backup::restore(&file, &url, &files_there, OUTSIDE).await.unwrap();
        let cx = Cx { files: files_there, ..Cx::new(Db::open(&url, false).await.unwrap(), OUTSIDE) };
        let digest = genbo_app::attachment::carry::digests(&cx).await.unwrap().remove(0);
        assert_eq!(cx.files.read(Shelf::Kept, &digest).await.unwrap().unwrap(), PDF);
        // Bytes that are something else than their name says are no backup.
        std::fs::write(app.dir().join(format!("backup.db.files/{digest}")), b"annat").unwrap();
        let elsewhere = Files::in_dir(&app.dir().join("elsewhere"));
        let other = format!("sqlite:{}", app.dir().join("other.db").display());
        let refused = backup::restore(&file, &other, &elsewhere, OUTSIDE).await;
        assert!(matches!(refused, Err(backup::BackupError::Unsound(_))), "{refused:?}");
        // An orphan goes when it has waited long enough, and not before.
        let orphan = attach::take(&cx, &Actor::System, "b.pdf", b"%PDF-1.4 ingen").await.unwrap();
        assert_eq!(sweep::sweep(&cx).await.unwrap().orphans, 0);
        let later =
            genbo_app::cx::Outside { now: || jiff::Timestamp::constant(32_000_000_000, 0), ..OUTSIDE };
        let cx = Cx { outside: later, ..cx };
        assert_eq!(sweep::sweep(&cx).await.unwrap().orphans, 1);
        assert!(!cx.files.has(Shelf::Kept, &orphan.digest).await.unwrap());
        assert!(cx.files.has(Shelf::Kept, &digest).await.unwrap());
        cx.db.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_called_version_has_the_papers_of_its_day_and_the_agenda_those_of_now() {
    each(async |_, desk| {
        let agenda = format!("/dagordning/{BEFORE}");
        hand_in(&desk, "sekr", &desk_of("items", ITEM), ("fore.pdf", PDF), &[]).await;
        let freeze = |n: &str| vec![("key".to_owned(), n.to_owned()), ("do".to_owned(), "freeze".to_owned())];
        assert_eq!(desk.post("sekr", &agenda, &freeze("1")).await.status, StatusCode::SEE_OTHER);
        hand_in(&desk, "sekr", &desk_of("items", ITEM), ("tillagg.pdf", b"%PDF-1.4 senare"), &[]).await;
        let all = format!("/motespapper/{BEFORE}");
        let (now, then) = (desk.get("sekr", &all).await, desk.get("sekr", &format!("{all}?version=A")).await);
        assert!(text(&now).contains("fore") && text(&now).contains("tillagg"), "{}", text(&now));
        assert!(text(&then).contains("fore") && !text(&then).contains("tillagg"), "{}", text(&then));
        assert_eq!(desk.get("sekr", &format!("{all}?version=Q")).await.status, StatusCode::NOT_FOUND);
        // Another file is another agenda, so that it can be called anew.
        let anew = desk.post("sekr", &agenda, &freeze("2")).await;
        assert!(anew.to.contains("last"), "{}", anew.to);
        let told = text(&desk.get("", &all).await);
        assert!(told.contains("Det finns inga handlingar") && !told.contains("fore"), "{told}");
        // Nobody typesets here: the page says so and the papers can be opened one by one.
        let mut told = text(&then);
        for _ in 0..200 {
            if told.contains("kunde inte sättas ihop") {
                break;
            }
            tokio::task::yield_now().await;
            told = text(&desk.get("sekr", &format!("{all}?version=A")).await);
        }
        assert!(told.contains("kunde inte sättas ihop nu"), "{told}");
    })
    .await;
}
