//! The rules of the house, as checks: which crate may use which, and what a source file may not contain.
//! Invariant: every check is a pure function from what it reads to sentences that say what to do instead.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use cargo_metadata::{DependencyKind, Metadata, PackageId};

/// More lines than this are two subjects.
pub const MOST_LINES: usize = 600;

/// Which crates of the house a crate may use. Skipping a floor downwards is fine, but the pages never reach
/// past the use cases into the store: there is one place that asks for permission.
const FLOORS: [(&str, &[&str]); 10] = [
    ("genbo-domain", &[]),
    ("genbo-rules", &["genbo-domain"]),
    ("genbo-planner", &["genbo-domain"]),
    ("genbo-documents", &["genbo-domain"]),
    ("genbo-store", &["genbo-domain"]),
    ("genbo-app", &["genbo-domain", "genbo-rules", "genbo-planner", "genbo-documents", "genbo-store"]),
    ("genbo-web", &["genbo-domain", "genbo-rules", "genbo-planner", "genbo-documents", "genbo-app"]),
    ("genbo-pdf", &[]),
    (
        "genbo",
        &[
            "genbo-domain",
            "genbo-rules",
            "genbo-planner",
            "genbo-documents",
            "genbo-store",
            "genbo-app",
            "genbo-web",
            "genbo-pdf",
        ],
    ),
    (
        TESTKIT,
        &[
            "genbo-domain",
            "genbo-rules",
            "genbo-planner",
            "genbo-documents",
            "genbo-store",
            "genbo-app",
            "genbo-web",
            "genbo-pdf",
        ],
    ),
];
const TESTKIT: &str = "genbo-testkit";

/// Crates from outside that belong to some floors only.
const OWNERS: [(&str, &[&str]); 3] =
    [("sqlx", &["genbo-store"]), ("axum", &["genbo-web", "genbo", TESTKIT]), ("askama", &["genbo-web"])];

/// Crates that compute and nothing else, and what must not even stand in their dependencies' dependencies.
const PURE: [&str; 4] = ["genbo-domain", "genbo-rules", "genbo-planner", "genbo-documents"];
const IMPURE: [&str; 7] = ["tokio", "mio", "sqlx", "sqlx-core", "axum", "axum-core", "hyper"];

/// (words, directories of crates where they may stand, what to do instead).
const WORDS: [(&[&str], &[&str], &str); 3] = [
    (&["sqlx::"], &["store"], "SQL lives in crates/store alone: give the store a function for it"),
    (&["axum::"], &["web", "genbo", "testkit"], "HTTP lives in crates/web: hand it plain values"),
    (
        &[
            "Zoned::now",
            "Timestamp::now",
            "SystemTime::now",
            "Instant::now",
            "env::var",
            "fastrand::",
            "getrandom::",
        ],
        &["genbo", "testkit"],
        "clock, chance and environment are read in crates/genbo and handed down, so that the same input gives \
         the same output",
    ),
];

/// One dependency of a crate of the house, from its manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The crate that depends.
    pub from: String,
    /// The crate that it depends on.
    pub to: String,
    /// True for a dependency of tests only.
    pub dev: bool,
}

/// One source file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the root, with `/`: `crates/domain/src/edtf.rs`.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// All dependencies that the manifests of the workspace name.
pub fn edges(metadata: &Metadata) -> Vec<Edge> {
    let of_package = |package: &&cargo_metadata::Package| {
        let from = package.name.to_string();
        let edge = |dependency: &cargo_metadata::Dependency| Edge {
            from: from.clone(),
            to: dependency.name.clone(),
            dev: dependency.kind == DependencyKind::Development,
        };
        package.dependencies.iter().map(edge).collect::<Vec<_>>()
    };
    metadata.workspace_packages().iter().flat_map(of_package).collect()
}

/// What is wrong with the edges, a sentence each; empty when the house stands.
pub fn forbidden_edges(edges: &[Edge]) -> Vec<String> {
    edges
        .iter()
        .filter_map(|edge| forbidden(edge).map(|why| format!("{} → {}: {why}", edge.from, edge.to)))
        .collect()
}

fn forbidden(edge: &Edge) -> Option<&'static str> {
    let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == edge.from) else {
        return Some("this crate has no floor yet: agree on one, then add it here and to ARCHITECTURE.md");
    };
    if edge.to == TESTKIT {
        return (!edge.dev).then_some("the testkit is for tests: [dev-dependencies] only");
    }
    if let Some((_, owners)) = OWNERS.iter().find(|(name, _)| *name == edge.to) {
        return (!owners.contains(&edge.from.as_str())).then_some("this dependency belongs to another floor");
    }
    let ours = FLOORS.iter().any(|(name, _)| *name == edge.to) || edge.to.starts_with("genbo-");
    (ours && !allowed.contains(&edge.to.as_str()))
        .then_some("domain ← rules, documents, store ← app ← web ← genbo → pdf; nothing points the other way")
}

/// For each pure crate the impure crates that come in with it, however far down.
pub fn impurities(metadata: &Metadata) -> Vec<String> {
    let names: BTreeMap<&PackageId, &str> =
        metadata.packages.iter().map(|package| (&package.id, package.name.as_str())).collect();
    let graph: BTreeMap<&str, Vec<&str>> = metadata
        .resolve
        .iter()
        .flat_map(|resolve| &resolve.nodes)
        .map(|node| {
            let used = node
                .deps
                .iter()
                .filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal));
            (names[&node.id], used.map(|dep| names[&dep.pkg]).collect())
        })
        .collect();
    let found = |pure: &&str| {
        let all = reached(pure, &graph);
        IMPURE
            .iter()
            .filter(|name| all.contains(*name))
            .map(|name| {
                format!("{pure} brings {name} with it, but only computes: no I/O, async, SQL or HTTP")
            })
            .collect::<Vec<_>>()
    };
    PURE.iter().flat_map(found).collect()
}

/// Everything that can be reached from `start`.
fn reached<'a>(start: &'a str, graph: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(name) = open.pop() {
        let next = graph.get(name).into_iter().flatten();
        open.extend(next.filter(|name| seen.insert(**name)));
    }
    seen
}

/// Every Rust file below `crates/` in `root`, sorted by path.
pub fn sources(root: &Path) -> Vec<Source> {
    let mut found = Vec::new();
    let mut open = vec![root.join("crates")];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).expect("crates/ can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(root).expect("it was found below the root");
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                found.push(Source { path: relative.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// What is wrong with one source file, a sentence each.
pub fn faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let path = &source.path;
    if !source.text.starts_with("//!") {
        faults.push(format!("{path}: begin with //! and say what the subject and its invariant are"));
    }
    let lines = source.text.lines().count();
    if lines > MOST_LINES {
        faults.push(format!(
            "{path}: {lines} lines; look for the second subject and give it a file of its own"
        ));
    }
    faults.extend(forbidden_words(source));
    faults
}

fn forbidden_words(source: &Source) -> Vec<String> {
    // Tests in tests/ may read the environment and the clock; what is shipped may not.
    let Some((krate, "src")) = source
        .path
        .strip_prefix("crates/")
        .and_then(|path| path.split_once('/'))
        .and_then(|(krate, rest)| Some((krate, rest.split_once('/')?.0)))
    else {
        return Vec::new();
    };
    let code = code_of(&source.text);
    let mut faults = Vec::new();
    for (number, line) in code.lines().enumerate() {
        for (words, homes, instead) in WORDS {
            for word in words.iter().filter(|word| !homes.contains(&krate) && line.contains(*word)) {
                faults.push(format!("{}:{}: `{word}`: {instead}", source.path, number + 1));
            }
        }
    }
    faults
}

/// The text without comments and without what stands inside string and character literals, line for line.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = comment(rest).or_else(|| string(rest, &code)).or_else(|| character(rest));
        let taken = skipped.unwrap_or(first.len_utf8());
        let (piece, tail) = rest.split_at(taken);
        if skipped.is_some() {
            code.extend(piece.chars().filter(|c| *c == '\n'));
        } else {
            code.push(first);
        }
        rest = tail;
    }
    code
}

/// The string literals of a source, as the program sees them, but raw ones as they are written; those of its own tests at
/// the end are left out.
pub fn literals(source: &Source) -> Vec<String> {
    let text = source.text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut code = String::new();
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let literal = string(rest, &code);
        let taken = comment(rest).or(literal).or_else(|| character(rest)).unwrap_or(first.len_utf8());
        if let Some(body) = literal.and_then(|_| rest[..taken].strip_prefix('"')?.strip_suffix('"')) {
            found.push(unescaped(body));
        }
        code.push(first);
        rest = &rest[taken..];
    }
    found
}

fn unescaped(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\\', Some('\n')) => while rest.next_if(|c| c.is_whitespace()).is_some() {},
            ('\\', Some('n')) => text.extend(rest.next().map(|_| '\n')),
            ('\\', Some(_)) => text.extend(rest.next()),
            _ => text.push(c),
        }
    }
    text
}

/// Length of the comment that `text` begins with; a block comment may hold others.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if !text.starts_with("/*") {
        return None;
    }
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    Some(text.len())
}

/// Length of the string literal that `text` begins with, raw ones too; `before` tells a raw string from the
/// end of a name.
fn string(text: &str, before: &str) -> Option<usize> {
    let in_a_name = before.ends_with(|c: char| c.is_alphanumeric() || c == '_') && !before.ends_with('b');
    if let Some(raw) = text.strip_prefix('r').filter(|_| !in_a_name) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let body = raw[hashes..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(hashes));
        let length = body.find(&end).map_or(body.len(), |at| at + end.len());
        return Some(1 + hashes + 1 + length);
    }
    let body = text.strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 2),
            _ => {}
        }
    }
    Some(text.len())
}

/// Length of the character literal that `text` begins with; `'a` alone is a lifetime.
fn character(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    if let Some(escape) = body.strip_prefix('\\') {
        let first = escape.chars().next()?.len_utf8();
        return escape[first..].find('\'').map(|at| 2 + first + at + 1);
    }
    let length = body.chars().next()?.len_utf8();
    body[length..].starts_with('\'').then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: &str, to: &str) -> Edge {
        Edge { from: from.into(), to: to.into(), dev: false }
    }

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    #[test]
    fn every_edge_upwards_or_past_the_use_cases_is_found() {
        for (from, to) in [
            ("genbo-domain", "genbo-documents"),
            ("genbo-documents", "genbo-store"),
            ("genbo-store", "genbo-app"),
            ("genbo-web", "genbo-store"),
            ("genbo-app", "genbo-web"),
            ("genbo-app", "genbo-pdf"),
            ("genbo-web", "genbo"),
            ("genbo-domain", "genbo-unheard-of"),
            ("genbo-unheard-of", "serde"),
        ] {
            assert_eq!(forbidden_edges(&[edge(from, to)]).len(), 1, "{from} → {to}");
        }
    }

    #[test]
    fn the_edges_of_the_plan_are_allowed() {
        for (from, to) in [
            ("genbo-documents", "genbo-domain"),
            ("genbo-app", "genbo-store"),
            ("genbo-web", "genbo-app"),
            ("genbo", "genbo-pdf"),
            ("genbo-domain", "jiff"),
            ("genbo-store", "sqlx"),
        ] {
            assert_eq!(forbidden_edges(&[edge(from, to)]), [""; 0]);
        }
    }

    #[test]
    fn the_testkit_is_allowed_in_tests_only() {
        assert_eq!(forbidden_edges(&[edge("genbo", TESTKIT)]).len(), 1);
        assert_eq!(forbidden_edges(&[Edge { dev: true, ..edge("genbo", TESTKIT) }]), [""; 0]);
    }

    #[test]
    fn a_test_dependency_keeps_to_the_floors_too() {
        assert_eq!(forbidden_edges(&[Edge { dev: true, ..edge("genbo-domain", "genbo-store") }]).len(), 1);
    }

    #[test]
    fn sql_and_http_libraries_stay_on_their_floors() {
        for (from, to) in [("genbo-app", "sqlx"), ("genbo-testkit", "sqlx"), ("genbo-app", "axum")] {
            assert_eq!(forbidden_edges(&[edge(from, to)]).len(), 1, "{from} → {to}");
        }
    }

    #[test]
    fn what_comes_in_through_others_is_reached() {
        let graph = BTreeMap::from([("a", vec!["b", "a"]), ("b", vec!["c"]), ("d", vec!["e"])]);
        assert_eq!(reached("a", &graph), BTreeSet::from(["a", "b", "c"]));
    }

    #[test]
    fn a_file_without_a_subject_is_found() {
        assert_eq!(faults(&source("crates/x/src/a.rs", "fn f() {}\n")).len(), 1);
    }

    #[test]
    fn a_file_may_have_600_lines_and_not_one_more() {
        let text = |lines: usize| "//! x\n".repeat(lines);
        assert_eq!(faults(&source("crates/x/src/a.rs", &text(600))), [""; 0]);
        assert!(faults(&source("crates/x/src/a.rs", &text(601)))[0].contains("second subject"));
    }

    #[test]
    fn a_forbidden_word_is_found_with_its_line_and_the_way_out() {
        for (path, line) in [
            ("crates/app/src/a/b.rs", "use sqlx::query;"),
            ("crates/app/src/a.rs", "fn f(a: axum::Json) {}"),
            ("crates/domain/src/a.rs", "let now = jiff::Zoned::now();"),
            ("crates/web/src/a.rs", "std::env::var(NAME)"),
            ("crates/store/src/a.rs", "tokio::time::Instant::now()"),
        ] {
            let found = faults(&source(path, &format!("//! x\n\n{line}\n")));
            assert_eq!(found.len(), 1, "{line}");
            assert!(found[0].starts_with(&format!("{path}:3: ")), "{found:?}");
        }
    }

    #[test]
    fn a_word_is_free_in_its_home_in_tests_in_comments_and_in_strings() {
        for (path, line) in [
            ("crates/store/src/a.rs", "use sqlx::query;"),
            ("crates/genbo/src/a.rs", "SystemTime::now()"),
            ("crates/web/tests/a.rs", "std::env::var(NAME)"),
            ("crates/app/src/a.rs", "// like sqlx::query"),
            ("crates/app/src/a.rs", "/* sqlx:: /* axum:: */ sqlx:: */"),
            ("crates/app/src/a.rs", r##"f("sqlx::", r#"" axum::"#, '"')"##),
        ] {
            assert_eq!(faults(&source(path, &format!("//! x\n{line}\n"))), [""; 0]);
        }
    }

    #[test]
    fn the_literals_of_a_source_are_found_without_those_of_its_tests() {
        let text = "//! \"no\"\nlet a = \"one \\\"two\\\"\\\n   three\"; let c = '\"';\n#[cfg(test)]\nmod tests { \"no\" }\n";
        assert_eq!(literals(&source("a.rs", text)), ["one \"two\"three"]);
    }

    #[test]
    fn code_goes_on_after_every_kind_of_literal() {
        for literal in [
            "'\"'",
            "'\\''",
            "\"\\\"\"",
            "r\"\\\"",
            "r#\"\"#",
            "b\"//\"",
            "br\"\\\"",
            "<'a>",
            "'\\u{1F600}'",
            "/* \" */",
        ] {
            assert!(code_of(&format!("{literal} sqlx::")).contains("sqlx::"), "{literal}");
        }
    }
}
