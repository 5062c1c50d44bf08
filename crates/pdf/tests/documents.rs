//! What a finished document is: tagged, with language, title and date, archivable, and with every word that was handed in.
//!
//! The template here is small; what a paper of the house looks like is tested where papers are made.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use genbo_pdf::{Done, Fault, Job, png, typeset};
use lopdf::{Dictionary, Document, Object};
use serde_json::{Value, json};

const TEMPLATE: &str = r#"#let d = json("/data.json")
#set document(title: d.title, date: datetime(year: 2022, month: 9, day: 12))
#set text(lang: d.lang, font: "Noto Sans")
#title()
#heading(level: 1, d.heading)
#par(d.text)
#table(columns: 2, table.header([A], [B]), [1], [2])
"#;

fn made(template: &str, text: &str) -> Result<Done, Fault> {
    let data = json!({ "lang": "sv", "title": "Protokoll", "heading": "§ 1", "text": text });
    typeset(Job { template: template.to_owned(), data, pictures: Vec::new() })
}

fn text_of(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    // Lines are broken by the typesetter, not by what was handed in.
    document.extract_text(&pages).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn catalog(document: &Document) -> &Dictionary {
    document.catalog().unwrap()
}

/// The kinds of all elements of the structure, in order.
fn structure(document: &Document) -> Vec<String> {
    fn walk(document: &Document, object: &Object, all: &mut Vec<String>) {
        match object {
            Object::Reference(id) => {
                if let Ok(inner) = document.get_object(*id) {
                    walk(document, inner, all);
                }
            }
            Object::Array(list) => list.iter().for_each(|o| walk(document, o, all)),
            Object::Dictionary(d) => {
                if let Ok(name) = d.get(b"S").and_then(Object::as_name) {
                    all.push(String::from_utf8_lossy(name).into_owned());
                }
                if let Ok(kids) = d.get(b"K") {
                    walk(document, kids, all);
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk(document, catalog(document).get(b"StructTreeRoot").unwrap(), &mut all);
    all
}

#[test]
fn a_document_without_title_or_date_and_a_picture_without_words_are_refused() {
    let no_title = TEMPLATE.replace("title: d.title, ", "").replace("#title()\n", "");
    let no_date = TEMPLATE.replace(", date: datetime(year: 2022, month: 9, day: 12)", "");
    for (template, told) in [(no_title, "title"), (no_date, "date")] {
        let fault = made(&template, "x").unwrap_err();
        assert!(fault.0.to_lowercase().contains(told), "{fault}");
    }
    let picture = format!("{TEMPLATE}#image(\"/p.svg\")");
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>";
    let job = |template: String| Job {
        template,
        data: json!({ "lang": "sv", "title": "T", "heading": "H", "text": "x" }),
        pictures: vec![("p.svg".to_owned(), svg.to_vec())],
    };
    let fault = typeset(job(picture.clone())).unwrap_err();
    assert!(fault.0.contains("alt"), "{fault}");
    assert!(typeset(job(picture.replace("p.svg\")", "p.svg\", alt: \"En ruta\")"))).is_ok());
}

#[test]
fn nothing_outside_of_what_is_handed_in_can_be_read() {
    for name in ["/etc/passwd", "../../../etc/passwd", "/other.json"] {
        assert!(made(&format!("{TEMPLATE}#read(\"{name}\")"), "x").is_err(), "{name}");
    }
    assert!(made(&format!("#import \"@preview/cetz:0.3.4\"\n{TEMPLATE}"), "x").is_err());
    assert!(made(&format!("{TEMPLATE}#datetime.today().display()"), "x").is_err(), "there is no clock");
}

#[test]
fn it_is_tagged_and_has_its_language_its_title_headings_and_heads_of_tables() {
    let done = made(TEMPLATE, "Text").unwrap();
    let document = Document::load_mem(&done.bytes).unwrap();
    let root = catalog(&document);
    assert_eq!(root.get(b"Lang").and_then(Object::as_str).unwrap(), b"sv");
    let marked = root.get(b"MarkInfo").and_then(|m| document.dereference(m).map(|(_, o)| o)).unwrap();
    assert!(marked.as_dict().and_then(|d| d.get(b"Marked")).and_then(Object::as_bool).unwrap());
    let kinds = structure(&document);
    for kind in ["Document", "H1", "P", "Table", "THead", "TR", "TH", "TBody", "TD"] {
        assert!(kinds.iter().any(|k| k == kind), "{kind}: {kinds:?}");
    }
    let info = document.trailer.get(b"Info").and_then(|i| document.dereference(i).map(|(_, o)| o)).unwrap();
    assert!(info.as_dict().unwrap().has(b"Title"));
}

#[test]
fn it_says_that_it_is_pdf_a_2a_and_pdf_ua_1() {
    let done = made(TEMPLATE, "Text").unwrap();
    let document = Document::load_mem(&done.bytes).unwrap();
    let metadata = catalog(&document).get(b"Metadata").and_then(Object::as_reference).unwrap();
    let stream = document.get_object(metadata).and_then(Object::as_stream).unwrap();
    let xmp = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    let xmp = String::from_utf8(xmp).unwrap();
    for (name, value) in [("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")] {
        let said = [format!("{name}>{value}<"), format!("{name}=\"{value}\"")]
            .iter()
            .any(|s| xmp.contains(s.as_str()));
        assert!(said, "{name}: {xmp}");
    }
}

#[test]
fn signs_that_mean_something_to_a_typesetter_are_printed_as_they_are() {
    let text = "#panic() $x$ \\ *fet* _kursiv_ @ref <label> `kod` [x] {y} // inte borta = nej - nej + nej / nej: ja ~ 'a' \"b\"";
    let done = made(TEMPLATE, text).unwrap();
    assert!(text_of(&done.bytes).contains(text), "{}", text_of(&done.bytes));
    assert_eq!(done.replaced, Vec::<char>::new());
}

#[test]
fn emoji_marks_of_direction_and_foreign_letters_stop_nothing_and_are_told() {
    let done = made(TEMPLATE, "A\u{202e}B\u{200f}\u{0}\u{feff} 😀 漢 עברית 👩‍👩‍👧 z̷̢̛ \u{e000}\u{10ffff}").unwrap();
    let text = text_of(&done.bytes);
    assert!(text.contains("AB [U+1F600] [U+6F22]"), "{text}");
    assert!(done.replaced.contains(&'漢') && done.replaced.contains(&'😀'), "{:?}", done.replaced);
}

#[test]
fn a_paragraph_of_ten_thousand_signs_goes_on_over_pages_and_a_word_of_as_many_stops_nothing() {
    let long = "Förbundet ska ha en plan. ".repeat(400);
    let done = made(TEMPLATE, &long).unwrap();
    let text = text_of(&done.bytes);
    assert_eq!(text.matches("Förbundet ska ha en plan.").count(), 400);
    assert!(Document::load_mem(&done.bytes).unwrap().get_pages().len() > 1);
    // Nothing of a word runs over the edge: it goes on over lines, and over pages.
    let word = made(TEMPLATE, &"å".repeat(10_000)).unwrap();
    assert!(Document::load_mem(&word.bytes).unwrap().get_pages().len() > 1);
}

#[test]
fn the_same_job_is_the_same_document() {
    assert_eq!(made(TEMPLATE, "Text").unwrap().bytes, made(TEMPLATE, "Text").unwrap().bytes);
}

#[test]
fn a_picture_of_dots_is_as_wide_as_asked_and_nonsense_is_refused() {
    let svg =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\"><text y=\"8\">å😀</text></svg>";
    let bytes = png(svg, 40).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!((&bytes[16..20], &bytes[20..24]), (&[0, 0, 0, 40][..], &[0, 0, 0, 20][..]));
    assert!(png("ingen bild", 40).is_err());
    assert!(png(&svg.replace("0 0 20 10", "0 0 1 9000000"), 40).is_err());
}

#[test]
fn data_that_lack_what_the_template_asks_for_are_told() {
    let fault =
        typeset(Job { template: TEMPLATE.to_owned(), data: Value::Null, pictures: Vec::new() }).unwrap_err();
    assert!(!fault.0.is_empty());
}
