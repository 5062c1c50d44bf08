//! A throw-away PostgreSQL server: one per test process, on 127.0.0.1, without fsync, in memory where there
//! is room. Invariant: it never outlives the test process, however that ends.
//!
//! ```no_run
//! let Some(url) = genbo_testkit::postgres::database_url("meetings") else { return };
//! // url = postgres://genbo@127.0.0.1:PORT/meetings_1, empty
//! ```

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::keeper::{self, Kept};
use crate::needs;

/// Tests make many databases of some ten megabytes; a container's default of 64 MB in memory is too little.
const ROOM_IN_MEMORY_KIB: u64 = 4 * 1024 * 1024;

static SERVER: LazyLock<Option<Server>> = LazyLock::new(start);
static DATABASES: AtomicUsize = AtomicUsize::new(0);

struct Server {
    bin: PathBuf,
    port: u16,
    _kept: Kept,
}

/// The address of a new, empty database, its name beginning with `name`; starts the server at the first call.
/// `None` when PostgreSQL is not installed: that is told on standard error.
///
/// # Panics
/// When the server does not start, and under `CI=true` when it is not installed.
pub fn database_url(name: &str) -> Option<String> {
    made_from("template0", name)
}

/// The address of a new database that is a copy of another one, to which nobody may be connected.
///
/// # Panics
/// As [`database_url`], and when somebody is connected to the other one.
pub fn copy_of(url: &str, name: &str) -> Option<String> {
    made_from(url.rsplit('/').next()?, name)
}

fn made_from(template: &str, name: &str) -> Option<String> {
    let server = SERVER.as_ref()?;
    let database = database_name(name, DATABASES.fetch_add(1, Ordering::Relaxed) + 1);
    let sql = format!("CREATE DATABASE \"{database}\" TEMPLATE \"{template}\" STRATEGY FILE_COPY");
    server.run("postgres", &sql);
    Some(format!("postgres://genbo@127.0.0.1:{}/{database}", server.port))
}

/// Runs SQL in a database of this server behind the program's back, as somebody who tampers would; the answer is
/// unaligned text.
///
/// # Panics
/// When the database is not one of this server's, or refuses the SQL.
pub fn run_sql(url: &str, sql: &str) -> String {
    let server = SERVER.as_ref().expect("the database is this server's");
    server.run(url.rsplit('/').next().unwrap_or_default(), sql)
}

impl Server {
    fn run(&self, database: &str, sql: &str) -> String {
        let port = self.port.to_string();
        let done = Command::new(self.bin.join("psql"))
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", "genbo"])
            .args(["-d", database, "-p", &port, "-c", sql])
            .output()
            .expect("psql stands beside the server's programmes");
        assert!(done.status.success(), "{sql}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    }
}

/// Lower-case ASCII letters, digits and `_`, unique by `number`, within PostgreSQL's 63 bytes.
fn database_name(name: &str, number: usize) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
        .take(40)
        .collect();
    format!("{plain}_{number}")
}

fn start() -> Option<Server> {
    let Some(bin) = installed() else {
        needs::skip("PostgreSQL is not installed, so its tests do not run (Debian: apt install postgresql)");
        return None;
    };
    // Between finding a free port and listening on it somebody else may take it: then with another one.
    let mut last = String::new();
    for _ in 0..3 {
        match start_once(&bin) {
            Ok(server) => return Some(server),
            Err(log) => last = log,
        }
    }
    panic!("PostgreSQL did not start: {last}");
}

/// The directory of the server's programmes, the newest version first; `initdb` on PATH may be a link to it.
fn installed() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    let bins: Vec<PathBuf> = versions.into_iter().map(|(_, bin)| bin).collect();
    let bin = needs::programme(&["initdb"], &bins)?.canonicalize().ok()?.parent()?.to_path_buf();
    ["postgres", "psql"].iter().all(|name| bin.join(name).is_file()).then_some(bin)
}

fn start_once(bin: &Path) -> Result<Server, String> {
    // The keeper removes the directory, not tempfile: statics are never dropped.
    let dir = tempfile::Builder::new()
        .prefix("genbo-postgres-")
        .tempdir_in(roomiest())
        .expect("a temporary directory can be made")
        .keep();
    let user = unprivileged_user(&dir);
    if let Some((uid, gid)) = user {
        chown(&dir, Some(uid), Some(gid)).expect("root may give its own directory away");
    }
    let prepare = |command: &mut Command| {
        command.current_dir(&dir).env("LC_ALL", "C").env_remove("PGDATA");
        if let Some((uid, gid)) = user {
            command.uid(uid).gid(gid);
        }
    };
    let mut initdb = Command::new(bin.join("initdb"));
    prepare(&mut initdb);
    initialise(initdb, &dir)?;

    let port = needs::free_port();
    let mut postgres = Command::new(bin.join("postgres"));
    postgres.arg("-D").arg(dir.join("data"));
    for setting in [&format!("port={port}"), "listen_addresses=127.0.0.1", "unix_socket_directories="] {
        postgres.args(["-c", setting]);
    }
    for setting in ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"] {
        postgres.args(["-c", setting]);
    }
    // Plans must not depend on when a background process last looked at a table.
    for setting in ["autovacuum=off", "jit=off", "wal_level=minimal", "max_wal_senders=0"] {
        postgres.args(["-c", setting]);
    }
    // QUIT: PostgreSQL's immediate shutdown; nothing in it is worth a checkpoint.
    let kept = keeper::keep(&postgres, &dir, "QUIT", prepare);
    keeper::wait_for_log(&dir, "ready to accept connections", "database system is shut down")?;
    Ok(Server { bin: bin.to_path_buf(), port, _kept: kept })
}

fn initialise(mut initdb: Command, dir: &Path) -> Result<(), String> {
    let done = initdb
        .arg("-D")
        .arg(dir.join("data"))
        .args(["--username=genbo", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])
        .args(["--wal-segsize=4", "--no-instructions"])
        .output()
        .map_err(|error| format!("initdb: {error}"))?;
    if done.status.success() {
        return Ok(());
    }
    let _ = fs::remove_dir_all(dir);
    Err(String::from_utf8_lossy(&done.stderr).into_owned())
}

/// `/dev/shm` when it has room, else the machine's temporary directory.
fn roomiest() -> PathBuf {
    let free = Command::new("df").args(["-Pk", "/dev/shm"]).output().ok().and_then(|done| {
        let table = String::from_utf8(done.stdout).ok()?;
        table.lines().nth(1)?.split_whitespace().nth(3)?.parse::<u64>().ok()
    });
    match free {
        Some(kib) if kib >= ROOM_IN_MEMORY_KIB => PathBuf::from("/dev/shm"),
        _ => std::env::temp_dir(),
    }
}

/// PostgreSQL refuses to run as root: then the user `postgres`, else `nobody`, as (user, group).
/// `None` when this process, which owns `ours`, is not root.
fn unprivileged_user(ours: &Path) -> Option<(u32, u32)> {
    let metadata = fs::metadata(ours).expect("the directory was made just now");
    if metadata.uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    Some(ids_of("postgres", &users).or_else(|| ids_of("nobody", &users)).unwrap_or((65534, 65534)))
}

/// User and group id of `name` in the text of a `passwd` file.
fn ids_of(name: &str, passwd: &str) -> Option<(u32, u32)> {
    let fields: Vec<&str> =
        passwd.lines().map(|line| line.split(':').collect()).find(|fields: &Vec<&str>| fields[0] == name)?;
    Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_who_is_not_in_the_file_has_no_ids() {
        assert_eq!(ids_of("postgres", "root:x:0:0::/root:/bin/sh\n"), None);
    }

    #[test]
    fn a_users_ids_are_read_from_its_own_line() {
        let users = "root:x:0:0::/root:/bin/sh\npostgres:x:101:104:,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(ids_of("postgres", users), Some((101, 104)));
    }

    #[test]
    fn a_database_name_is_short_plain_and_unique() {
        assert_eq!(database_name("Åtta möten", 7), "_tta_m_ten_7");
        assert!(database_name(&"long ".repeat(40), usize::MAX).len() <= 63);
    }
}
