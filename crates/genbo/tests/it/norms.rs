//! The list of norms, `docs/norms.csv`: every norm of the five cooperations once, and nothing in it that dangles.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All text of the files below a directory with that ending.
fn texts(dir: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut dirs = vec![root().join(dir)];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(&dir).expect("a directory").map(|e| e.expect("readable").path()) {
            if entry.is_dir() {
                dirs.push(entry);
            } else if entry.to_string_lossy().ends_with(ending) {
                found.push(fs::read_to_string(&entry).expect("text"));
            }
        }
    }
    found
}

/// The norms that a text names.
fn norms(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    parts.filter(|p| p.starts_with("N-S")).map(str::to_owned).collect()
}

/// The rules of the cooperations with the norms that they name.
fn rules() -> BTreeMap<String, BTreeSet<String>> {
    let mut rules = BTreeMap::new();
    for text in texts("cooperations", ".rules.genbo.toml") {
        let home =
            text.lines().find_map(|l| l.strip_prefix("home = \"")).expect("a home").trim_end_matches('"');
        for table in text.split("\n[[rule]]\n").skip(1) {
            let id =
                table.lines().find_map(|l| l.strip_prefix("id = \"")).expect("an id").trim_end_matches('"');
            let named = table.lines().find(|l| l.starts_with("norms = ")).map(norms).unwrap_or_default();
            rules.insert(format!("{home}/{id}"), named);
        }
    }
    rules
}

struct Row {
    norm: String,
    realised: String,
    place: String,
    test: String,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(root().join("docs/norms.csv")).expect("the list of norms");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("norm,realised,where,test"));
    let row = |line: &str| {
        let [norm, realised, place, test] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("not four columns: {line}");
        };
        Row {
            norm: norm.to_owned(),
            realised: realised.to_owned(),
            place: place.to_owned(),
            test: test.to_owned(),
        }
    };
    lines.map(row).collect()
}

#[test]
fn every_norm_of_the_documents_stands_once_in_the_list() {
    let listed: Vec<String> = rows().into_iter().map(|r| r.norm).collect();
    let distinct: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(distinct.len(), listed.len(), "a norm stands twice");
    let told: BTreeSet<String> = texts("cooperations", ".genbo.toml").iter().flat_map(|t| norms(t)).collect();
    assert_eq!(told.difference(&distinct).collect::<Vec<_>>(), Vec::<&String>::new(), "without a row");
    assert_eq!(distinct.difference(&told).collect::<Vec<_>>(), Vec::<&String>::new(), "a row for nothing");
    assert_eq!(distinct.len(), 374);
}

#[test]
fn what_realises_a_norm_exists_and_is_tested() {
    let rules = rules();
    let sources = texts("crates", ".rs").join("\n");
    let documents = texts("cooperations", ".genbo.toml").join("\n");
    for row in rows() {
        let norm = &row.norm;
        match row.realised.as_str() {
            "rule" => {
                for rule in row.place.split(' ') {
                    let named = rules.get(rule).unwrap_or_else(|| panic!("{norm}: there is no rule {rule}"));
                    assert!(named.contains(norm), "{norm} is not named by {rule}");
                }
            }
            "invariant" | "feature" => assert!(root().join(&row.place).exists(), "{norm}: {}", row.place),
            "text" => {
                assert!(documents.contains(&format!("slug = \"{}\"", row.place)), "{norm}: {}", row.place);
                continue;
            }
            "waiting" => {
                assert!(!row.place.is_empty() && row.test.is_empty(), "{norm} waits for a named feature");
                continue;
            }
            other => panic!("{norm}: {other:?} is no way to realise a norm"),
        }
        assert!(sources.contains(&format!("fn {}(", row.test)), "{norm}: there is no test {:?}", row.test);
    }
}

#[test]
fn every_norm_that_a_rule_names_is_realised_by_it() {
    let rows: BTreeMap<String, Row> = rows().into_iter().map(|r| (r.norm.clone(), r)).collect();
    for (rule, named) in rules() {
        for norm in named {
            let row = rows.get(&norm).unwrap_or_else(|| panic!("{rule} names {norm}, which is no norm"));
            assert!(row.realised == "rule" && row.place.split(' ').any(|r| r == rule), "{norm} and {rule}");
        }
    }
}
