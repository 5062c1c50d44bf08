//! What is written is read as it was, whatever it is; and nothing makes the reader panic.

use super::super::{
    Certainty, Common, Entry, FileHeader, GapKind, SourceFile, Visibility, order, read, write,
};
use super::generate::{Tape, everything, some};
use super::{read_text, told};
use genbo_domain::value::{Pointer, WrittenValue};
use proptest::prelude::*;

/// An entry without places, and without a position among things that are independent of each other.
#[derive(Debug, PartialEq)]
struct Facts {
    what: (&'static str, String),
    parent: Option<(Pointer, i64)>,
    fields: Vec<(usize, WrittenValue)>,
    common: (Option<String>, Option<String>, Option<Certainty>, Option<Visibility>),
    gaps: Vec<(usize, GapKind)>,
    clear: Vec<usize>,
    stub: bool,
    home: Option<String>,
}

fn facts(entries: &[Entry]) -> Vec<Facts> {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by_key(|e| (order(e.noun), e.slug.clone()));
    let one = |e: &Entry| Facts {
        what: (e.noun.name, e.slug.clone()),
        parent: e.parent.clone().map(|p| (p, e.position)),
        fields: e.fields.iter().map(|(i, v, _)| (*i, v.clone())).collect(),
        common: {
            let Common { source, as_published, certainty, visibility, clear: _ } = e.common.clone();
            (source, as_published, certainty, visibility)
        },
        gaps: e.gaps.iter().map(|(i, k, _)| (*i, *k)).collect(),
        clear: e.clear.iter().map(|(i, _)| *i).collect(),
        stub: e.stub,
        home: e.home.clone(),
    };
    entries.into_iter().map(one).collect()
}

fn header() -> FileHeader {
    FileHeader {
        cooperation: Some("x".to_owned()),
        revision: Some("sha256:\"ab\"".to_owned()),
        ..FileHeader::default()
    }
}

fn goes_round(entries: &[Entry]) {
    let text = write(&header(), entries);
    let bundle = read_text(&text).unwrap_or_else(|p| panic!("{}\n{text}", told(&p)));
    assert_eq!(bundle.headers, [header()]);
    pretty(&facts(&bundle.entries), &facts(entries), &text);
    assert_eq!(write(&header(), &bundle.entries), text);
}

fn pretty(read: &[Facts], written: &[Facts], text: &str) {
    for (a, b) in read.iter().zip(written) {
        assert_eq!(a, b, "{text}");
    }
    assert_eq!(read.len(), written.len(), "{text}");
}

#[test]
fn a_thing_of_every_noun_with_every_field_goes_round() {
    let entries = everything();
    for noun in genbo_domain::NOUNS {
        let fields = entries.iter().find(|e| e.noun.name == noun.name).map_or(0, |e| e.fields.len());
        assert_eq!(fields, noun.fields.len(), "{}", noun.name);
    }
    goes_round(&entries);
}

#[test]
fn the_cooperations_of_the_project_go_round() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cooperations");
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(dir)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect();
    files.sort();
    let sources: Vec<SourceFile> = files.iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
    let entries = read(&sources).unwrap_or_else(|p| panic!("{}", told(&p))).entries;
    let text = write(&FileHeader::default(), &entries);
    let again = read_text(&text).unwrap_or_else(|p| panic!("{}", told(&p))).entries;
    assert_eq!(again.len(), entries.len());
    assert_eq!(write(&FileHeader::default(), &again), text);
}

#[test]
fn the_text_is_for_people() {
    let text = r#"format = 1
home = "x"

[[meeting]]
slug = "svalov/2022"
title = "Möte \"A\""
bodies = ["svalov/namnd"]
host = "organisation:svalov"
note = """
En rad.
En till."""
source = "S1"
gaps = { place = "blank" }

[[meeting.item]]
number = "1"
title = "Öppnande"

[[meeting.item.clause]]
number = 1
text = "Nämnden noterar."

[[meeting.item.clause]]
slug = "sista"
number = 2
text = "Nämnden avslutar."

[[meeting.item]]
title = "Övrigt"
"#;
    let bundle = read_text(text).unwrap();
    assert_eq!(write(&bundle.headers[0], &bundle.entries), text);
}

#[test]
fn the_same_things_in_another_order_are_the_same_text() {
    let mut entries = everything();
    let text = write(&header(), &entries);
    entries.reverse();
    assert_eq!(write(&header(), &entries), text);
}

#[test]
fn a_child_whose_parent_is_not_among_the_entries_stands_under_a_bare_table() {
    let bundle =
        read_text("format = 1\n[[body]]\nslug = \"b\"\nname = \"B\"\n[[body.seat]]\ntitle = \"T\"\n")
            .unwrap();
    let seats: Vec<Entry> = bundle.entries.into_iter().filter(|e| e.noun.name == "seat").collect();
    let text = write(&FileHeader::default(), &seats);
    assert_eq!(text, "format = 1\n\n[[body]]\nslug = \"b\"\n\n[[body.seat]]\ntitle = \"T\"\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_written_is_read_as_it_was(choices in prop::collection::vec(0u16..600, 0..400)) {
        goes_round(&some(&mut Tape::of(&choices)));
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&[SourceFile { name: "a", bytes: &bytes }]);
    }

    #[test]
    fn any_lines_are_read_or_refused_without_panic(lines in prop::collection::vec(0usize..LINES.len(), 0..12)) {
        let text: Vec<&str> = lines.iter().map(|n| LINES[*n]).collect();
        if let Err(problems) = read_text(&text.join("\n")) {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.iter().all(|p| p.place.line >= 1 && p.place.column >= 1 && !p.mend.is_empty()));
            prop_assert!(problems.is_sorted_by(|a, b| a.place <= b.place));
        }
    }

    #[test]
    fn a_file_that_was_damaged_is_read_or_refused_without_panic(
        choices in prop::collection::vec(0u16..600, 0..200),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0u8..4, any::<u8>()), 1..6),
    ) {
        let mut bytes = write(&header(), &some(&mut Tape::of(&choices))).into_bytes();
        for (at, what, byte) in damage {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, b"[]\"'=#\n{}.,"[usize::from(byte) % 11]),
                2 => { bytes.remove(at); }
                _ => { bytes.truncate(at + 1); }
            }
        }
        let _ = read(&[SourceFile { name: "a", bytes: &bytes }]);
    }
}

const LINES: [&str; 26] = [
    "format = 1",
    "format = 1",
    "home = \"x\"",
    "[[meeting]]",
    "[[meeting.item]]",
    "[[meeting.item.clause]]",
    "[meeting]",
    "[meeting.item]",
    "[meeting.item.clause]",
    "slug = \"a\"",
    "slug = \"b\"",
    "item.clause = 1",
    "meeting.item = []",
    "meeting = [{ slug = \"q\" }]",
    "item = { title = \"x\" }",
    "number = 1",
    "number = \"1\"",
    "title = \"x\"",
    "title = \"x",
    "title = \"\"\"",
    "bodies = [\"a\",",
    "bodies = [[]]",
    "gaps = { title = \"none\", }",
    "gaps.title = \"none\"",
    "clear = [\"place\"]",
    "\"\" = ''",
];
