//! Keeps a server for as long as this process lives. Invariant: server and directory go when the process
//! goes, also when it is killed, because the kernel then closes the pipe that the keeper listens to.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Arguments: directory, signal that stops the server, the server's command. All that the server starts in
/// the keeper's process group is stopped with it: a driver does not always end its browsers.
const KEEPER: &str = r#"
dir=$1 signal=$2; shift 2
cd "$dir" || exit 1
"$@" >"$dir/log" 2>&1 </dev/null &
server=$!
read -r _
trap : "$signal"
kill -"$signal" 0
wait "$server"; wait "$server"
cd /
rm -rf "$dir" || { sleep 1; rm -rf "$dir"; }
kill -KILL 0
"#;

/// A running server. Dropping it stops the server and removes its directory.
pub struct Kept {
    /// Holds the writing end of the pipe.
    _keeper: Child,
}

/// Starts `server` in `dir`, its output in the file `log` there; `signal` ("TERM", "QUIT") stops it.
/// `prepare` may set the environment and the user, of the keeper as of the server.
pub fn keep(server: &Command, dir: &Path, signal: &str, prepare: impl FnOnce(&mut Command)) -> Kept {
    let mut keeper = Command::new("/bin/sh");
    prepare(&mut keeper);
    let keeper = keeper
        .args(["-c", KEEPER, "keeper"])
        .arg(dir)
        .arg(signal)
        .arg(server.get_program())
        .args(server.get_args())
        // A group of its own: Ctrl-C reaches the test process alone, and the keeper can tidy up.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("every Unix has /bin/sh");
    Kept { _keeper: keeper }
}

/// Waits until the log in `dir` contains `ready`; an error with the log when it contains `failed`, or after
/// a minute.
pub fn wait_for_log(dir: &Path, ready: &str, failed: &str) -> Result<(), String> {
    let begun = Instant::now();
    loop {
        let text = fs::read_to_string(dir.join("log")).unwrap_or_default();
        if text.contains(ready) {
            return Ok(());
        }
        if text.contains(failed) || begun.elapsed() > Duration::from_secs(60) {
            return Err(text);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_server_that_fails_is_told_with_its_log() {
        let dir = tempfile::tempdir().unwrap();
        let _kept = keep(&shell("echo it is broken; sleep 60"), dir.path(), "TERM", |_| {});
        let log = wait_for_log(dir.path(), "ready", "broken").unwrap_err();
        assert_eq!(log, "it is broken\n");
    }

    #[test]
    fn server_its_children_and_its_directory_go_when_the_pipe_closes() {
        let dir = tempfile::tempdir().unwrap().keep();
        let kept = keep(&shell("(sleep 61 & echo $! ready); sleep 62"), &dir, "TERM", |_| {});
        wait_for_log(&dir, "ready", "failed").unwrap();
        let log = fs::read_to_string(dir.join("log")).unwrap();
        let child = Path::new("/proc").join(log.split_whitespace().next().unwrap());
        let proc_is_there = Path::new("/proc/self").exists();
        assert_eq!(child.exists(), proc_is_there);

        drop(kept);
        let begun = Instant::now();
        while dir.exists() || child.exists() {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "{} or {child:?} is still there",
                dir.display()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
