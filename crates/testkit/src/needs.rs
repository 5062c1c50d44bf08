//! What tests need from the machine. Invariant: a missing programme is never a silent pass: it is told on
//! standard error, and under `CI=true` it is a failure.

use std::io::Write;
use std::path::{Path, PathBuf};

/// True where nothing may be skipped: the environment says `CI=true`.
pub fn nothing_may_be_skipped() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true")
}

/// Tells loudly that tests are skipped for want of `what`.
///
/// # Panics
/// Under `CI=true`: there everything must be installed.
pub fn skip(what: &str) {
    assert!(!nothing_may_be_skipped(), "CI=true skips nothing, but {what}");
    // Not eprintln!: the test runner would swallow it when the test passes.
    let _ = writeln!(std::io::stderr(), "\n*** SKIPPED: {what} ***\n");
}

/// The first of `names` that is a file on `PATH` or in one of the `also` directories, which come first.
pub fn programme(names: &[&str], also: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = also.iter().cloned().chain(std::env::split_paths(&path)).collect();
    names.iter().flat_map(|name| places.iter().map(move |place| place.join(name))).find(|file| file.is_file())
}

/// The root of the checkout that this crate was compiled in.
pub fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this crate lies two directories below the root")
        .to_path_buf()
}

/// A port on 127.0.0.1 that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_programme_that_does_not_exist_is_not_found() {
        assert_eq!(programme(&["no-such-programme-anywhere"], &[]), None);
    }

    #[test]
    fn a_programme_is_found_by_the_first_name_that_exists() {
        let found = programme(&["no-such-programme-anywhere", "sh"], &[]).unwrap();
        assert!(found.is_file());
    }

    #[test]
    fn the_workspace_root_holds_the_lock_file() {
        assert!(workspace_root().join("Cargo.lock").is_file());
    }
}
