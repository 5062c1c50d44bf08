//! The main pages as text, so that a change of what they say is seen where it is made.
//! `GENBO_WRITE_SNAPSHOTS=1 cargo test -p genbo --test browser snapshots` writes them anew.

use crate::{server, text};
use std::{fs, path::Path};

const PAGES: [(&str, &str); 8] = [
    ("start", "/"),
    ("cooperations", "/samverkan"),
    ("cooperation", "/samverkan/skanes-kommuner"),
    ("wheel", "/arshjul?cooperation=skanes-kommuner"),
    ("organisation", "/organisationer/svalov"),
    ("referral", "/remisser/fast-kontakt"),
    ("decision", "/punkter/svalov/kommunstyrelsen/2022-09-12/226"),
    ("matter", "/arenden/fast-kontakt-pa-ledningsniva"),
];

#[test]
fn the_main_pages_say_what_they_said() {
    let write = std::env::var_os("GENBO_WRITE_SNAPSHOTS").is_some();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/snapshots");
    let mut changed = Vec::new();
    for (name, path) in PAGES {
        let answer = server::get(path);
        assert_eq!(answer.status, 200, "{path}");
        let now = text::text(text::main(&answer.text));
        let file = dir.join(format!("{name}.txt"));
        if write {
            fs::write(&file, &now).unwrap();
        }
        let before = fs::read_to_string(&file).unwrap_or_default();
        let mut lines =
            (1..).zip(before.lines().map(Some).chain([None]).zip(now.lines().map(Some).chain([None])));
        if let Some((number, (before, now))) = lines.find(|(_, (before, now))| before != now) {
            changed.push(format!("{name}.txt, line {number}\n  was {before:?}\n  is  {now:?}"));
        }
    }
    assert!(changed.is_empty(), "GENBO_WRITE_SNAPSHOTS=1 writes them anew:\n{}", changed.join("\n"));
}
