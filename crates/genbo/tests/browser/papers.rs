//! Files handed in at the browser, several at once, and all papers of an agenda fetched as one PDF.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::{meeting::is_fine, reader::Reader, server};
use fantoccini::Locator;
use genbo_testkit::browser::View;
use lopdf::{Dictionary, Document, Object};
use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
};

const MEETING: &str = "soderasens-miljoforbund/direktionen/2022-06-21";

/// A PDF of so many empty pages.
fn pdf(path: &Path, pages: usize) {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let mut kids = Vec::new();
    for _ in 0..pages {
        let size = vec![0.into(), 0.into(), 595.into(), 842.into()];
        let page = Dictionary::from_iter([
            ("Type", Object::Name(b"Page".to_vec())),
            ("Parent", Object::Reference(tree)),
            ("MediaBox", Object::Array(size)),
        ]);
        kids.push(Object::Reference(document.add_object(page)));
    }
    let tree_of = Dictionary::from_iter([
        ("Type", Object::Name(b"Pages".to_vec())),
        ("Count", Object::Integer(i64::try_from(pages).unwrap())),
        ("Kids", Object::Array(kids)),
    ]);
    document.objects.insert(tree, Object::Dictionary(tree_of));
    let catalog = Dictionary::from_iter([
        ("Type", Object::Name(b"Catalog".to_vec())),
        ("Pages", Object::Reference(tree)),
    ]);
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", Object::Reference(catalog));
    document.save(path).unwrap();
}

/// The bytes of a file, fetched as that user and beside the browser, whose pages may fetch nothing.
fn fetched(path: &str, user: &str) -> Vec<u8> {
    let url = server::workshop(path);
    let address = url.trim_start_matches("http://").split('/').next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {address}\r\nCookie: vem={user}\r\n\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let at = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    bytes.split_off(at + 4)
}

#[tokio::test]
async fn papers_are_handed_in_and_fetched_as_one_file_with_what_cannot_be_put_in_named() {
    let Some(reader) = Reader::open_to_write(View::DESK).await else { return };
    let dir = tempfile::tempdir().unwrap();
    let (long, broken, sheet) =
        (dir.path().join("Lång rapport.pdf"), dir.path().join("Trasig.pdf"), dir.path().join("siffror.csv"));
    pdf(&long, 300);
    std::fs::write(&broken, b"%PDF-1.7 och inget mer").unwrap();
    std::fs::write(&sheet, "år;antal\n2022;5\n").unwrap();
    reader.go("/vem").await;
    reader.click("//button[@value='sekreterare-soderasen']").await;
    let desk = format!("/bilagor/items/{MEETING}/35");
    reader.go(&desk).await;
    let field = reader.client.find(Locator::Id("files")).await.unwrap();
    let all = [&long, &broken, &sheet].map(|p| p.to_string_lossy().into_owned()).join("\n");
    field.send_keys(&all).await.unwrap();
    reader.click("//main//button[normalize-space(.)='Lägg in']").await;
    let told = reader.content().await.replace('\u{a0}', " ");
    assert!(told.contains("3 filer är inlagda.") && told.contains("Lång rapport"), "{told}");
    is_fine(&reader, &desk).await;
    reader.go(&format!("/moten/{MEETING}")).await;
    assert!(reader.content().await.contains("Lång rapport"), "{}", reader.content().await);
    reader.follow("Alla handlingar i en fil").await;
    // The page looks by itself until the file is there.
    let mut told = String::new();
    for _ in 0..600 {
        // Between two looks there is nothing to read.
        if let Ok(main) = reader.client.find(Locator::Css("main")).await
            && let Ok(text) = main.text().await
        {
            told = text;
        }
        if told.contains("Hämta som PDF") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(told.contains("Hämta som PDF"), "{told}");
    let all = format!("/motespapper/{MEETING}");
    is_fine(&reader, &all).await;
    let bytes = fetched(&format!("{all}.pdf"), "sekreterare-soderasen");
    let whole = Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = whole.get_pages().into_keys().collect();
    assert_eq!(pages.len(), 301);
    let sheet = whole.extract_text(&pages[..1]).unwrap().replace('\u{a0}', " ");
    for said in ["Lång rapport", "Trasig", "går inte att läsa", "/filer/siffror", "läggs inte in"] {
        assert!(sheet.split_whitespace().collect::<Vec<_>>().join(" ").contains(said), "{said}: {sheet}");
    }
    assert!(whole.catalog().unwrap().has(b"Outlines"));
    reader.close().await;
}
