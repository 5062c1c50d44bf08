//! Papers as documents for word processors: every text is said, tables have heads, headings have styles.

use genbo_documents::paper::{Block, Clause, Clauses, Fact, Paper, Size, Table};
use jiff::civil::date;
use roxmltree::{Document, Node};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The files of an archive whose files are stored as they are.
fn unzipped(bytes: &[u8]) -> Vec<(String, String)> {
    let short =
        |at: usize| usize::from(u16::from_le_bytes(bytes[at..at + 2].try_into().expect("two bytes are two")));
    let long =
        |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes are four")) as usize;
    let end = bytes.len() - 22;
    let mut at = long(end + 16);
    let mut files = Vec::new();
    for _ in 0..short(end + 10) {
        let (size, name, from) = (long(at + 20), short(at + 28), long(at + 42));
        let text = |from: usize, n: usize| {
            String::from_utf8(bytes[from..from + n].to_vec()).expect("a part is text")
        };
        files.push((text(at + 46, name), text(from + 30 + name, size)));
        at += 46 + name;
    }
    files
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.tag_name().namespace() == Some(MAIN) && node.tag_name().name() == name
}

fn paper() -> Paper {
    let clause = |number: &str, text: &str| Clause {
        number: number.to_owned(),
        text: text.to_owned(),
        fine: vec!["senast 1 december".to_owned()],
        ..Clause::default()
    };
    Paper {
        lang: "sv",
        title: "Nämnden <29> & september".to_owned(),
        kind: "Protokoll".to_owned(),
        house: None,
        head: vec![("Organ".to_owned(), "Nämnden".to_owned())],
        foot: vec!["Sign".to_owned()],
        page: "Sida".to_owned(),
        marks: vec!["Utkast".to_owned()],
        date: date(2022, 9, 29),
        size: Size::A4,
        blocks: vec![
            Block::Heading(1, "§ 1 Budget".to_owned()),
            Block::Prose("Ett\nradbrott\n\nTvå".to_owned()),
            Block::Clauses(Clauses {
                opening: "Nämnden beslutar".to_owned(),
                numbered: true,
                clauses: vec![clause("3", "anta"), clause("4", "uppdra")],
            }),
            Block::Facts(vec![Fact::new("Plats", "Svalöv")]),
            Block::Table(Table {
                caption: "Närvaro".to_owned(),
                columns: vec![("Namn".to_owned(), 3), ("Parti".to_owned(), 1)],
                rows: vec![vec!["Ada".to_owned(), "S".to_owned()], vec!["Bo".to_owned(), "M".to_owned()]],
            }),
        ],
    }
}

#[test]
fn every_part_of_the_file_is_xml_that_its_list_of_types_names() {
    let files = unzipped(&paper().docx());
    let types = &files.iter().find(|(name, _)| name == "[Content_Types].xml").unwrap().1;
    for (name, text) in &files {
        Document::parse(text).unwrap_or_else(|e| panic!("{name}: {e}"));
        let is_part = name.starts_with("word/") || name.starts_with("docProps/");
        if is_part && !name.ends_with(".rels") {
            assert!(types.contains(&format!("\"/{name}\"")), "{name}");
        }
    }
    let core = &files.iter().find(|(name, _)| name == "docProps/core.xml").unwrap().1;
    assert!(
        core.contains("Nämnden &lt;29&gt; &amp; september") && core.contains("<dc:language>sv-SE<"),
        "{core}"
    );
    assert_eq!(paper().docx(), paper().docx());
}

#[test]
fn headings_have_styles_that_exist_tables_have_heads_and_every_text_is_said() {
    let files = unzipped(&paper().docx());
    let of = |name: &str| files.iter().find(|(n, _)| n == name).unwrap().1.clone();
    let (text, styles) = (of("word/document.xml"), of("word/styles.xml"));
    let document = Document::parse(&text).unwrap();
    let all: Vec<Node<'_, '_>> = document.descendants().collect();
    for style in all.iter().filter(|n| is(n, "pStyle") || is(n, "tblStyle")) {
        let name = style.attribute((MAIN, "val")).unwrap();
        assert!(styles.contains(&format!("w:styleId=\"{name}\"")), "{name}");
    }
    let heads = all.iter().filter(|n| is(n, "tblHeader")).count();
    let rows = all.iter().filter(|n| is(n, "tr")).count();
    assert_eq!((heads, rows, all.iter().filter(|n| is(n, "tblCaption")).count()), (1, 3, 1));
    // A series of numbers begins where the decision's own do.
    assert!(
        of("word/numbering.xml").contains("w:numId=\"3\"")
            && of("word/numbering.xml").contains("startOverride w:val=\"3\"")
    );
    let said: String =
        all.iter().filter(|n| is(n, "t")).filter_map(|n| n.text()).collect::<Vec<_>>().join("\n");
    for one in paper().texts() {
        for line in one.split(['\n']).filter(|l| !l.is_empty()) {
            assert!(said.contains(line), "{line}: {said}");
        }
    }
}
