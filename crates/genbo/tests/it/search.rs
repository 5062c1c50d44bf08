//! Search over the five cooperations, on both databases: what is found, by whom, and that changes are followed.

use genbo_app::{
    cooperation_file::import::import,
    cx::{Actor, Cx, Keep, Outside},
    error::ActionError,
    register,
    search::{self, Ask, Found, MOST},
    view::Reader,
};
use genbo_documents::cooperation_file::{self as file, SourceFile};
use genbo_store::{db::Db, migrate, thing::Viewer};
use jiff::{Timestamp, civil::date};
use std::{fs, path::Path, sync::OnceLock};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// The tests of a process share the two databases that have been filled, and only read them.
struct Filled {
    runtime: Runtime,
    all: Vec<Cx>,
    _dir: TempDir,
}

fn filled() -> &'static Filled {
    static FILLED: OnceLock<Filled> = OnceLock::new();
    FILLED.get_or_init(|| {
        let runtime = Runtime::new().expect("a runtime starts");
        let dir = TempDir::new().expect("there is room");
        let all = runtime.block_on(async {
            let all = both(&dir, "search").await;
            for cx in &all {
                let files = cooperations();
                bring_in(cx, &files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect::<Vec<_>>()).await;
            }
            all
        });
        Filled { runtime, all, _dir: dir }
    })
}

/// An empty database of each kind, with the base register.
async fn both(dir: &TempDir, name: &str) -> Vec<Cx> {
    let sqlite = format!("sqlite:{}", dir.path().join(format!("{name}.db")).display());
    let mut all = Vec::new();
    for url in [Some(sqlite), genbo_testkit::postgres::database_url(name)].into_iter().flatten() {
        let db = Db::open(&url, true).await.expect("the database opens");
        let cx = Cx::new(db, Outside { now: || Timestamp::UNIX_EPOCH, salt: || [7; 16] });
        migrate::migrate(&cx.db, "1970-01-01T00:00:00Z").await.expect("it migrates");
        register::ensure(&cx).await.expect("the register is added");
        search::ensure(&cx).await.expect("the index is made");
        all.push(cx);
    }
    all
}

fn cooperations() -> Vec<(String, String)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cooperations");
    let paths = fs::read_dir(dir).expect("the cooperations are there").map(|e| e.expect("readable").path());
    let mut files: Vec<(String, String)> = paths
        .filter(|p| p.to_string_lossy().ends_with(".genbo.toml"))
        .map(|p| (p.display().to_string(), fs::read_to_string(&p).expect("readable")))
        .collect();
    files.sort();
    files
}

async fn bring_in(cx: &Cx, files: &[(&str, &str)]) {
    let sources: Vec<SourceFile<'_>> =
        files.iter().map(|(name, text)| SourceFile { name, bytes: text.as_bytes() }).collect();
    let bundle = file::read(&sources).expect("the files are right");
    import(cx, &Actor::System, &bundle, Keep::Commit).await.expect("they are imported");
}

async fn found_by(cx: &Cx, viewer: &Viewer, text: &str) -> Result<Found, ActionError> {
    let mut reader = Reader::open(cx, viewer, date(2022, 9, 29)).await?;
    search::search(&mut reader, Ask { text, noun: None, offset: 0, limit: MOST }).await
}

/// The hits as `noun:slug`, after checking that both databases give the same.
fn hits(text: &str) -> Vec<String> {
    let filled = filled();
    let mut answers = filled.all.iter().map(|cx| {
        filled.runtime.block_on(found_by(cx, &Viewer::Public, text)).unwrap_or_else(|e| panic!("{text}: {e}"))
    });
    let first = answers.next().expect("SQLite is always there");
    for other in answers {
        assert_eq!(first, other, "{text}");
    }
    first.hits.iter().map(|h| format!("{}:{}", h.link.noun, h.link.slug)).collect()
}

fn finds(text: &str, expected: &[&str]) {
    let hits = hits(text);
    for one in expected {
        assert!(hits.iter().any(|h| h == one), "{text:?} does not find {one} but {hits:#?}");
    }
}

const ITEM_226: &str = "item:svalov/kommunstyrelsen/2022-09-12/226";

#[test]
fn parts_of_compounds_find_the_compound() {
    for query in ["miljö", "förbund", "miljöförbundet", "söderåsens miljöförbund", "soderasens miljoforbund"]
    {
        finds(query, &["cooperation:soderasens-miljoforbund", "organisation:soderasens-miljoforbund"]);
    }
}

#[test]
fn the_name_itself_comes_first() {
    assert_eq!(hits("söderåsens miljöförbund")[0], "cooperation:soderasens-miljoforbund");
    assert_eq!(hits("svalöv")[0], "organisation:svalov");
    assert_eq!(hits("kommundirektörsgruppen")[0], "body:familjen-helsingborg/kommundirektorsgruppen");
}

#[test]
fn chief_executives_are_found_in_network_meeting_and_group() {
    finds(
        "kommundirektör",
        &[
            "body:skanes-kommuner/kommundirektorsnatverket",
            "body:familjen-helsingborg/kommundirektorsgruppen",
            "post:bjuv/kommundirektor",
            "meeting:familjen-helsingborg/kommundirektorsgruppen/2018-01-26",
        ],
    );
    finds("kommundirektörsmöte", &["remit:skanes-kommuner/referensgruppen/1"]);
}

#[test]
fn inflections_find_each_other() {
    let sorted = |query: &str| {
        let mut hits = hits(query);
        hits.sort();
        hits
    };
    assert_eq!(sorted("nätverken"), sorted("nätverk"));
    assert_eq!(sorted("nätverkens"), sorted("nätverket"));
    finds("utbildning", &["body:skanes-kommuner/utbildningsnatverket"]);
    finds("utbildningar nätverket", &["body:skanes-kommuner/utbildningsnatverket"]);
}

#[test]
fn a_paragraph_and_case_numbers_find_the_item_and_the_matter() {
    for query in ["226", "§ 226", "§226", "svalöv § 226", "349-2022"] {
        finds(query, &[ITEM_226]);
    }
    for query in ["349-2022", "2022.2294", "2022:2294"] {
        finds(query, &["matter:fast-kontakt-pa-ledningsniva"]);
    }
    finds("1/2018", &["meeting:familjen-helsingborg/kommundirektorsgruppen/2018-01-26"]);
}

#[test]
fn what_nobody_has_written_is_not_found_and_no_query_is_an_error() {
    for query in ["xyzzyplugh", "miljö xyzzyplugh", "§ 99999", "", "§", "och"] {
        assert_eq!(hits(query), Vec::<String>::new(), "{query}");
    }
    for query in [
        "\"",
        "'",
        "\"miljö",
        "miljö\" OR \"1\"=\"1",
        "NEAR(miljö förbund, 1)",
        "title:miljö",
        "{title}: x",
        "-miljö",
        "miljö*",
        "*",
        "^miljö",
        "a AND",
        "(",
        "))",
        "miljö & !förbund",
        "':*A",
        "\\",
        "\u{0}",
        "miljö:*",
        "%",
        "_",
        "$1",
        "\u{202e}förbund",
        "👩‍👩‍👧",
        "ﬁnans",
        "İ",
        "ß",
    ] {
        hits(query);
    }
    hits(&"miljö ".repeat(500));
    hits(&"å".repeat(5000));
}

#[test]
fn facets_count_the_hits_of_each_noun_and_one_of_them_can_be_chosen() {
    let filled = filled();
    for cx in &filled.all {
        let (all, bodies) = filled.runtime.block_on(async {
            let all = found_by(cx, &Viewer::Public, "nätverk").await.expect("it is found");
            let mut reader = Reader::open(cx, &Viewer::Public, date(2022, 9, 29)).await.expect("it opens");
            let ask = Ask { text: "nätverk", noun: Some("body"), offset: 1, limit: 2 };
            (all, search::search(&mut reader, ask).await.expect("it is found"))
        });
        assert_eq!(all.facets.iter().map(|f| f.count).sum::<usize>(), all.total);
        let count = all.facets.iter().find(|f| f.noun == "body").map(|f| f.count);
        assert!(count > Some(3));
        assert_eq!((Some(bodies.total), &bodies.facets), (count, &all.facets));
        let of_all: Vec<_> = all.hits.iter().filter(|h| h.link.noun == "body").skip(1).take(2).collect();
        assert_eq!(bodies.hits.iter().collect::<Vec<_>>(), of_all);
    }
}

#[test]
fn a_hit_tells_what_it_belongs_to_and_when_it_was() {
    let filled = filled();
    let found = filled.runtime.block_on(found_by(&filled.all[0], &Viewer::Public, "§ 226 svalöv"));
    let found = found.expect("it is found");
    let hit =
        found.hits.iter().find(|h| format!("item:{}", h.link.slug) == ITEM_226).expect("§ 226 is found");
    assert_eq!(hit.when.as_ref().map(|w| w.to_string()[..10].to_owned()).as_deref(), Some("2022-09-12"));
    assert_eq!(hit.number.as_deref(), Some("226"));
    assert!(!hit.context.is_empty());
}

/// A cooperation with words in its public, members' and restricted things that stand nowhere else.
const CANARIES: &str = r#"
format = 1
home = "kanariefarmen"
[[cooperation]]
slug = "kanariefarmen"
name = "Kanariefarmen"
[[body]]
slug = "kanariefarmen/rad"
owner = "cooperation:kanariefarmen"
name = "Rådet för gulsparv"
[[body]]
slug = "kanariefarmen/slutet"
owner = "cooperation:kanariefarmen"
name = "Slutet med domherre"
visibility = "members"
purpose = "Talar om steglits"
[[body]]
slug = "kanariefarmen/hemligt"
owner = "cooperation:kanariefarmen"
name = "Hemligt med gråsiska"
visibility = "restricted"
[[body]]
slug = "kanariefarmen/under"
owner = "cooperation:kanariefarmen"
name = "Öppet under hemligt"
part_of = "kanariefarmen/hemligt"
[[person]]
slug = "vera-testman"
name = "Vera Testman"
email = "bergfink@example.org"
[[matter]]
slug = "kanarieburen"
title = "Buren"
protected_title = "Buren och korsnäbben"
[[matter.case]]
organisation = "svalov"
number = "KAN 2031/77"
"#;

#[test]
fn members_and_restricted_words_are_found_by_those_who_may_see_them_only() {
    with_canaries("canaries", async |cx| {
        let mut tx = cx.db.read().await.expect("it opens");
        let home = genbo_store::thing::find(&mut tx, &Viewer::All, "cooperation", "kanariefarmen")
            .await
            .expect("it is there")
            .id;
        let other = genbo_store::thing::find(&mut tx, &Viewer::All, "cooperation", "skanes-kommuner")
            .await
            .map_or(genbo_domain::value::ThingId(home.0 + 1), |n| n.id);
        tx.close().await.expect("it closes");
        let members = [Viewer::Member(vec![home]), Viewer::All];
        let others = [Viewer::Public, Viewer::Member(vec![]), Viewer::Member(vec![other])];
        for query in ["domherre", "steglits", "domherrarna slutet"] {
            for viewer in &others {
                assert_eq!(count(cx, viewer, query).await, 0, "{query} {viewer:?}");
            }
        }
        for viewer in &members {
            assert_eq!(count(cx, viewer, "steglits").await, 1);
        }
        for viewer in others.iter().chain(&members[..1]) {
            assert_eq!(count(cx, viewer, "gråsiska").await, 0, "{viewer:?}");
            assert_eq!(count(cx, viewer, "öppet hemligt").await, 1, "the thing itself is public: {viewer:?}");
        }
        assert_eq!(count(cx, &Viewer::All, "gråsiska").await, 1);
        for viewer in others.iter().chain(&members) {
            assert_eq!(count(cx, viewer, "bergfink").await + count(cx, viewer, "korsnäbben").await, 0);
            assert_eq!(count(cx, viewer, "gulsparv").await, 1);
        }
    });
}

#[test]
fn the_index_follows_changes_of_a_thing_of_what_it_refers_to_and_of_what_hangs_on_it() {
    with_canaries("changes", async |cx| {
        assert_eq!(count(cx, &Viewer::Public, "ringduva").await, 0);
        bring_in(
            cx,
            &[(
                "new.genbo.toml",
                "format = 1\n[[body]]\nslug = \"kanariefarmen/rad\"\nname = \"Rådet för ringduva\"\n",
            )],
        )
        .await;
        assert_eq!(count(cx, &Viewer::Public, "gulsparv").await, 0);
        assert_eq!(count(cx, &Viewer::Public, "ringduva").await, 1);
        let matters = found_by(cx, &Viewer::Public, "kan 2031/77").await.expect("found");
        assert_eq!(matters.facets.iter().map(|f| f.noun.as_str()).collect::<Vec<_>>(), ["matter", "case"]);
        bring_in(
            cx,
            &[(
                "new.genbo.toml",
                "format = 1\n[[cooperation]]\nslug = \"kanariefarmen\"\nname = \"Tornseglargården\"\n",
            )],
        )
        .await;
        assert_eq!(count(cx, &Viewer::Public, "tornseglare rådet").await, 0);
        assert_eq!(
            count(cx, &Viewer::Public, "tornseglargården rådet").await,
            1,
            "bodies are found by their owner's name"
        );
        bring_in(
            cx,
            &[(
                "new.genbo.toml",
                "format = 1\n[[cooperation]]\nslug = \"kanariefarmen\"\nvisibility = \"restricted\"\n",
            )],
        )
        .await;
        assert_eq!(
            count(cx, &Viewer::Public, "tornseglargården").await,
            0,
            "nor by a name that has become secret"
        );
        let dry = file::read(&[SourceFile {
            name: "dry",
            bytes: b"format = 1\n[[body]]\nslug = \"kanariefarmen/rad\"\nname = \"Pilfink\"\n",
        }]);
        import(cx, &Actor::System, &dry.expect("right"), Keep::DryRun).await.expect("it would do");
        assert_eq!(count(cx, &Viewer::All, "pilfink").await, 0);
    });
}

#[test]
fn an_index_made_anew_finds_the_same() {
    with_canaries("anew", async |cx| {
        let before = found_by(cx, &Viewer::All, "kanariefarmen").await.expect("found");
        assert!(before.total > 3);
        assert!(!search::ensure(cx).await.expect("it can tell"), "the index is of this version");
        let mut tx = cx.db.write().await.expect("it opens");
        genbo_store::installation::set(&mut tx, "search_version", "an older one").await.expect("set");
        genbo_store::search::clear(&mut tx).await.expect("cleared");
        tx.commit().await.expect("committed");
        assert_eq!(count(cx, &Viewer::All, "kanariefarmen").await, 0);
        assert!(search::ensure(cx).await.expect("it is made anew"));
        assert_eq!(found_by(cx, &Viewer::All, "kanariefarmen").await.expect("found"), before);
    });
}

fn with_canaries(name: &str, test: impl AsyncFn(&Cx)) {
    let runtime = Runtime::new().expect("a runtime starts");
    let dir = TempDir::new().expect("there is room");
    runtime.block_on(async {
        for cx in both(&dir, name).await {
            bring_in(&cx, &[("canaries.genbo.toml", CANARIES)]).await;
            test(&cx).await;
        }
    });
}

async fn count(cx: &Cx, viewer: &Viewer, text: &str) -> usize {
    found_by(cx, viewer, text).await.expect("a search is no error").total
}
