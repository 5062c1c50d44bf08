//! Papers: every form says every text, and none of it is markup.

use genbo_documents::paper::{
    Block, Clause, Clauses, Fact, Letterhead, Paper, Picture, Signing, Size, Table, typeset,
};
use jiff::civil::date;
use proptest::prelude::*;

/// Words with the characters that mean something in HTML, in Typst and in plain text.
fn words() -> impl Strategy<Value = String> {
    "[a-zåäöA-ZÅÄÖ0-9§#$\\\\<>&\"'*_@{}\\[\\]()|:;,.!?=+~^%/-]{1,12}( [a-zåäö#$<&*_]{1,12}){0,5}"
}

fn leaf() -> impl Strategy<Value = Block> {
    let table =
        (words(), proptest::collection::vec((words(), 1_u8..9), 1..4)).prop_flat_map(|(caption, columns)| {
            let wide = columns.len();
            let rows = proptest::collection::vec(proptest::collection::vec(words(), wide..=wide), 0..3);
            rows.prop_map(move |rows| {
                Block::Table(Table { caption: caption.clone(), columns: columns.clone(), rows })
            })
        });
    let clause = (words(), words(), proptest::collection::vec(words(), 0..2));
    let clauses = (words(), any::<bool>(), proptest::collection::vec(clause, 1..3)).prop_map(
        |(opening, numbered, all)| {
            let one = |(at, (lead, text, fine)): (usize, _)| Clause {
                number: (at + 1).to_string(),
                lead,
                text,
                fine,
            };
            Block::Clauses(Clauses {
                opening,
                numbered,
                clauses: all.into_iter().enumerate().map(one).collect(),
            })
        },
    );
    let fact = (words(), proptest::collection::vec(words(), 1..3), any::<bool>());
    let fact = fact.prop_map(|(term, lines, open)| Fact { term, lines, open });
    prop_oneof![
        (1_u8..4, words()).prop_map(|(level, text)| Block::Heading(level, text)),
        words().prop_map(Block::Fine),
        words().prop_map(Block::Prose),
        words().prop_map(Block::Note),
        proptest::collection::vec(fact, 1..3).prop_map(Block::Facts),
        proptest::collection::vec(words(), 1..3).prop_map(Block::Bullets),
        clauses,
        table,
        (words(), words()).prop_map(|(office, below)| Block::Signing(vec![Signing { office, below }])),
        words().prop_map(|text| Block::Picture(Picture { text, kind: "png", bytes: vec![1, 2] })),
        Just(Block::NewPage),
    ]
}

fn papers() -> impl Strategy<Value = Paper> {
    let block = leaf()
        .prop_recursive(2, 8, 3, |inner| proptest::collection::vec(inner, 1..3).prop_map(Block::Framed));
    let head = proptest::collection::vec((words(), words()), 0..3);
    let house = proptest::option::of((words(), proptest::collection::vec(words(), 0..3)));
    (
        words(),
        words(),
        head,
        house,
        proptest::collection::vec(words(), 0..3),
        proptest::collection::vec(block, 0..6),
    )
        .prop_map(|(title, kind, head, house, small, blocks)| Paper {
            lang: "sv",
            title,
            kind,
            house: house.map(|(name, lines)| Letterhead { name, lines, logo: None, accent: None }),
            head,
            foot: small.clone(),
            page: "Sida".to_owned(),
            marks: small,
            date: date(2022, 9, 12),
            size: Size::A4,
            blocks,
        })
}

/// What a reader of the HTML reads: tags away, attributes that are read out kept.
fn read(html: &str) -> String {
    let mut out = String::new();
    for piece in html.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        for attribute in ["alt=\"", "aria-label=\""] {
            if let Some((_, rest)) = tag.split_once(attribute) {
                out.push_str(rest.split('"').next().unwrap_or_default());
                out.push('\n');
            }
        }
        out.push_str(text);
    }
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn strings(value: &serde_json::Value, all: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => all.push(text.clone()),
        serde_json::Value::Array(list) => list.iter().for_each(|v| strings(v, all)),
        serde_json::Value::Object(map) => map.values().for_each(|v| strings(v, all)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_text_of_a_paper_is_said_in_every_form(paper in papers()) {
        let (html, part, text) = (read(&paper.html()), read(&paper.html_part()), paper.text());
        let mut data = Vec::new();
        strings(&typeset(&paper).data, &mut data);
        for said in paper.texts() {
            prop_assert!(html.contains(said), "HTML lacks {said:?}:\n{html}");
            prop_assert!(text.contains(said), "text lacks {said:?}:\n{text}");
            prop_assert!(data.iter().any(|d| d == said), "data lack {said:?}");
            // A page has its own heading.
            prop_assert!(part.contains(said) || said == paper.title, "the part of a page lacks {said:?}");
        }
    }

    #[test]
    fn what_stands_in_a_paper_is_never_markup(word in "[<>&\"']{1,6}script[<>&\"']{1,6}") {
        let paper = Paper { blocks: vec![Block::Prose(word.clone()), Block::Heading(1, word.clone())], ..empty() };
        let html = paper.html();
        prop_assert!(!html.contains(&word) || !word.contains(['<', '>', '&', '"', '\'']), "{html}");
        prop_assert!(!html.contains("<script"));
    }
}

fn empty() -> Paper {
    Paper {
        lang: "sv",
        title: "T".to_owned(),
        kind: "K".to_owned(),
        house: None,
        head: Vec::new(),
        foot: Vec::new(),
        page: "Sida".to_owned(),
        marks: Vec::new(),
        date: date(2022, 9, 12),
        size: Size::A4,
        blocks: Vec::new(),
    }
}

#[test]
fn a_table_names_its_columns_and_rows_and_a_level_is_never_skipped() {
    let table = Table {
        caption: "Närvaro".to_owned(),
        columns: vec![("Namn".to_owned(), 2), ("Röst".to_owned(), 1)],
        rows: vec![vec!["Anna".to_owned(), "Ja".to_owned()]],
    };
    let blocks =
        vec![Block::Heading(1, "Ett".to_owned()), Block::Heading(2, "Två".to_owned()), Block::Table(table)];
    let html = Paper { blocks, ..empty() }.html();
    for part in [
        "<html lang=\"sv\">",
        "<title>T</title>",
        "<h1>T</h1>",
        "<h2>Ett</h2>",
        "<h3>Två</h3>",
        "<caption>Närvaro</caption>",
        "<th scope=\"col\">Namn</th>",
        "<th scope=\"row\">Anna</th>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn clauses_are_numbered_or_begin_with_their_word() {
    let clauses = |numbered| {
        let clause = |number: &str, lead: &str, text: &str| Clause {
            number: number.to_owned(),
            lead: lead.to_owned(),
            text: text.to_owned(),
            fine: Vec::new(),
        };
        let all = vec![clause("1", "att", "anta planen"), clause("2", "", "Planen sänds ut.")];
        Block::Clauses(Clauses { opening: "Styrelsen beslutar".to_owned(), numbered, clauses: all })
    };
    let text = |numbered| Paper { blocks: vec![clauses(numbered)], ..empty() }.text();
    assert!(text(true).contains("1. att anta planen\n2. Planen sänds ut."), "{}", text(true));
    assert!(text(false).contains("att anta planen\n– Planen sänds ut."), "{}", text(false));
    let last = text(false).lines().last().map(str::to_owned).unwrap();
    assert_eq!(last, "– Planen sänds ut.");
}
