//! The program itself: two at once, killed, out of room; whatever happens, nothing is half-written.

use genbo_app::cx::Cx;
use genbo_store::{
    db::Db,
    migrate::{self, MIGRATIONS},
};
use genbo_testkit::{
    app::{COOPERATIONS, OUTSIDE},
    needs::workspace_root,
    postgres,
};
use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
    time::Duration,
};
use tempfile::TempDir;

const GENBO: &str = env!("CARGO_BIN_EXE_genbo");

fn genbo(url: &str, data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(GENBO);
    command.args(arguments).args(["--database", url]).arg("--data").arg(data).env_remove("GENBO_DATABASE");
    command
}

fn done(url: &str, data: &Path, arguments: &[&str]) -> Output {
    genbo(url, data, arguments).output().expect("the program starts")
}

#[track_caller]
fn fine(output: &Output) {
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn cooperations() -> String {
    workspace_root().join("cooperations").display().to_string()
}

/// A directory in memory, if there is any, and addresses of new databases of both kinds.
fn places(name: &str) -> (TempDir, Vec<String>) {
    let dir = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).unwrap();
    let sqlite = format!("sqlite:{}", dir.path().join("data/genbo.db").display());
    let urls = [Some(sqlite), postgres::database_url(name)].into_iter().flatten().collect();
    (dir, urls)
}

#[test]
fn a_database_that_is_missing_is_refused_by_what_only_reads() {
    let dir = TempDir::new().unwrap();
    let url = format!("sqlite:{}", dir.path().join("genbo.db").display());
    for arguments in
        [&["export", "--cooperation", "x"][..], &["audit", "verify"], &["db", "verify"], &["backup", "file"]]
    {
        let output = done(&url, dir.path(), arguments);
        assert_eq!(code(&output), Some(2), "{arguments:?}");
        assert!(said(&output).contains("there is no database at"), "{}", said(&output));
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}

#[test]
fn two_processes_that_begin_at_once_share_one_new_database() {
    let (dir, urls) = places("two");
    for url in urls {
        let files = cooperations();
        let mut processes: Vec<_> = (0..2)
            .map(|_| {
                let mut command = genbo(&url, &dir.path().join("data"), &["import", &files]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        let outputs: Vec<Output> = processes.drain(..).map(|p| p.wait_with_output().unwrap()).collect();
        outputs.iter().for_each(fine);
        let created: Vec<bool> =
            outputs.iter().map(|o| !said(o).contains(": 0 created, 0 changed")).collect();
        assert_eq!(created.iter().filter(|c| **c).count(), 1, "{outputs:?}");
        fine(&done(&url, dir.path(), &["db", "verify"]));
        fine(&done(&url, dir.path(), &["audit", "verify"]));
    }
}

#[test]
fn a_process_that_is_killed_leaves_all_or_nothing() {
    let (dir, urls) = places("killed");
    let files = cooperations();
    for url in urls {
        let data = dir.path().join("data");
        // From before the first table to after the last row.
        for after in [15, 100, 300, 700, 1500] {
            let mut process = genbo(&url, &data, &["import", &files]).stderr(Stdio::null()).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(after));
            let _ = process.kill();
            process.wait().unwrap();
            let output = done(&url, &data, &["db", "verify"]);
            match code(&output) {
                Some(0) => fine(&done(&url, &data, &["audit", "verify"])),
                // Killed before there were all tables.
                Some(2) => assert!(said(&output).contains("database"), "{output:?}"),
                _ => panic!("after {after} ms: {output:?}"),
            }
        }
        fine(&done(&url, &data, &["import", &files]));
        for arguments in [["db", "verify"], ["audit", "verify"]] {
            fine(&done(&url, &data, &arguments));
        }
        fine(&done(&url, &data, &["export", "--cooperation", COOPERATIONS[0]]));
    }
}

#[test]
fn a_disk_that_is_full_is_told_and_what_was_there_stays() {
    let dir = TempDir::new().unwrap();
    let url = format!("sqlite:{}", dir.path().join("genbo.db").display());
    fine(&done(&url, dir.path(), &["db", "migrate"]));
    let before = done(&url, dir.path(), &["audit", "verify"]).stdout;
    // No file may grow beyond some megabytes: that is how a quota ends, without any privileges.
    let size = fs::metadata(dir.path().join("genbo.db")).unwrap().len();
    let blocks = (size / 512 + 1000).to_string();
    let script = "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"";
    let output = Command::new("/bin/sh")
        .args(["-c", script, "sh", &blocks, GENBO, "import", &cooperations(), "--database", &url])
        .output()
        .unwrap();
    assert_eq!(code(&output), Some(2), "{output:?}");
    assert!(said(&output).contains("is there room on the disk"), "{}", said(&output));
    fine(&done(&url, dir.path(), &["db", "verify"]));
    assert_eq!(done(&url, dir.path(), &["audit", "verify"]).stdout, before);
    fine(&done(&url, dir.path(), &["import", &cooperations()]));
    fine(&done(&url, dir.path(), &["db", "verify"]));
}

#[test]
fn backup_and_restore_say_what_they_do_and_refuse_with_status_1() {
    let (dir, urls) = places("restored");
    for url in urls {
        let data = dir.path().join("data");
        let file = dir.path().join("backup.db");
        let file = file.to_str().unwrap();
        fine(&done(&url, &data, &["db", "migrate"]));
        fine(&done(&url, &data, &["backup", file]));
        assert_eq!(code(&done(&url, &data, &["backup", file])), Some(1), "the file is there");
        let refused = done(&url, &data, &["restore", file]);
        assert_eq!(code(&refused), Some(1), "{refused:?}");
        let new = format!("sqlite:{}", dir.path().join("another/genbo.db").display());
        let restored = done(&new, &data, &["restore", file]);
        fine(&restored);
        assert!(said(&restored).contains("310 things restored"), "{}", said(&restored));
        fine(&done(&new, &data, &["audit", "verify"]));
        assert_eq!(code(&done(&new, &data, &["restore", "no-such-file"])), Some(2));
        fs::remove_dir_all(dir.path().join("another")).unwrap();
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn damage_is_told_with_status_1() {
    let (dir, urls) = places("damaged");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for url in urls {
        fine(&done(&url, dir.path(), &["db", "migrate"]));
        runtime.block_on(async {
            let db = Db::open(&url, false).await.unwrap();
            let mut tx = db.write().await.unwrap();
            tx.run("UPDATE thing SET label = 'Annat' WHERE id = 1", &[]).await.unwrap();
            tx.run("UPDATE audit_event SET actor = 'nobody' WHERE seq = 1", &[]).await.unwrap();
            tx.commit().await.unwrap();
            db.close().await;
        });
        for arguments in [["db", "verify"], ["audit", "verify"]] {
            let output = done(&url, dir.path(), &arguments);
            assert_eq!(code(&output), Some(1), "{output:?}");
            assert!(
                output.stdout.windows(2).any(|w| w == b"1:"),
                "{}",
                String::from_utf8_lossy(&output.stdout)
            );
        }
    }
}

#[test]
fn an_older_schema_is_refused_by_what_reads_and_migrated_after_a_backup_by_what_writes() {
    let (dir, urls) = places("older");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for url in urls {
        let data = dir.path().join("data");
        fs::create_dir_all(&data).unwrap();
        runtime.block_on(async {
            let cx = Cx::new(Db::open(&url, true).await.unwrap(), OUTSIDE);
            migrate::apply_all(&cx.db, &MIGRATIONS[..2], "2022-09-29T08:00:00Z").await.unwrap();
            let mut tx = cx.db.write().await.unwrap();
            for sql in [
                "UPDATE sequence SET next = 2 WHERE name = 'thing'",
                "INSERT INTO thing (id, noun, slug, label, label_sort, position, visibility, changed) VALUES (1, 'person', 'p', 'P', 'p', 1, 'public', 1)",
                "INSERT INTO person (id, name) VALUES (1, 'P')",
            ] {
                tx.run(sql, &[]).await.unwrap();
            }
            tx.commit().await.unwrap();
            cx.db.close().await;
        });
        let refused = done(&url, &data, &["db", "verify"]);
        assert_eq!(code(&refused), Some(2));
        assert!(said(&refused).contains("genbo db migrate"), "{}", said(&refused));
        let migrated = done(&url, &data, &["db", "migrate"]);
        fine(&migrated);
        assert!(said(&migrated).contains("before-migration"), "{}", said(&migrated));
        let backups = fs::read_dir(&data)
            .unwrap()
            .filter(|f| f.as_ref().unwrap().file_name().to_string_lossy().starts_with("backup-"));
        assert_eq!(backups.count(), 1);
        fine(&done(&url, &data, &["audit", "verify"]));
        fs::remove_dir_all(&data).unwrap();
    }
}
