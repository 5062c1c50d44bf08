//! The same thing in several files.

use super::super::SourceFile;
use super::{entry, read_texts, told};
use genbo_domain::value::Value;

const A: &str = r#"
format = 1
home = "x"
[[meeting]]
slug = "m"
title = "Möte"
place = "Svalöv"
source = "S1"
[[meeting.item]]
number = "1"
"#;

#[test]
fn unequal_values_are_told_with_both_places() {
    let b = "format = 1\n[[meeting]]\nslug = \"m\"\ntitle = \"Möte\"\nplace = \"Bjuv\"\nsource = \"S2\"\n";
    let problems = read_texts(&[A, b]).map(|_| ()).unwrap_err();
    assert_eq!(problems.len(), 2, "{}", told(&problems));
    assert_eq!(
        problems[0].to_string(),
        "b:5:9: place of the meeting \"m\" differs from a:7:9 (\"Bjuv\") – make the two equal or leave one out; \
         what sources tell differently is written as [[claim]]s"
    );
    assert!(
        problems[1].what.starts_with("source of the meeting \"m\" differs from a:8:10"),
        "{}",
        problems[1]
    );
}

#[test]
fn every_sort_of_statement_is_compared() {
    let head = "format = 1\n[[meeting]]\nslug = \"m\"\n";
    for (a, b) in [
        ("certainty = \"stated\"", "certainty = \"derived\""),
        ("visibility = \"public\"", "visibility = \"members\""),
        ("as_published = \"a\"", "as_published = \"b\""),
        ("gaps = { place = \"blank\" }", "gaps = { place = \"none\" }"),
        ("clear = [\"place\"]", "place = \"here\""),
        ("place = \"here\"", "clear = [\"place\"]"),
    ] {
        let problems =
            read_texts(&[&format!("{head}{a}\n"), &format!("{head}{b}\n")]).map(|_| ()).unwrap_err();
        assert_eq!(problems.len(), 1, "{a} / {b}: {}", told(&problems));
        assert!(problems[0].what.contains("differs from"), "{}", problems[0]);
        assert!(read_texts(&[&format!("{head}{a}\n"), &format!("{head}{a}\n")]).is_ok());
    }
}

#[test]
fn two_things_with_one_slug_under_different_parents_are_told() {
    let a = "format = 1\n[[body]]\nslug = \"x\"\n[[body.seat]]\nslug = \"y/1\"\n";
    let b = "format = 1\n[[body]]\nslug = \"x/y\"\n[[body.seat]]\ntitle = \"T\"\n";
    let problems = read_texts(&[a, b]).map(|_| ()).unwrap_err();
    assert_eq!(problems.len(), 1, "{}", told(&problems));
    assert!(problems[0].what.starts_with("body of the seat"), "{}", problems[0]);
}

#[test]
fn values_of_several_files_are_put_together_in_any_order() {
    let b = r#"
format = 1
home = "y"
[[meeting]]
slug = "m"
place = "Svalöv"
note = "Kort."
certainty = "stated"
gaps = { link = "none" }
[[meeting.item]]
number = "1"
title = "Öppnande"
"#;
    let both = read_texts(&[A, b]).unwrap();
    assert_eq!(both.entries.len(), 2);
    let meeting = entry(&both, "meeting", "m");
    assert_eq!(meeting.value("title"), Some(&Value::Text("Möte".into())));
    assert_eq!(meeting.value("note"), Some(&Value::Text("Kort.".into())));
    assert_eq!(meeting.common.source.as_deref(), Some("S1"));
    assert_eq!(meeting.common.certainty, Some(super::super::Certainty::Stated));
    assert_eq!(meeting.gaps.len(), 1);
    assert_eq!(meeting.home.as_deref(), Some("x"));
    assert!(meeting.fields.is_sorted_by_key(|(i, ..)| *i));
    assert_eq!(entry(&both, "item", "m/1").value("title"), Some(&Value::Text("Öppnande".into())));
    let files = |order: [usize; 2]| {
        let files =
            [SourceFile { name: "a", bytes: A.as_bytes() }, SourceFile { name: "b", bytes: b.as_bytes() }];
        let bundle = super::super::read(&order.map(|n| files[n])).unwrap();
        super::super::write(&bundle.headers[order[0]], &bundle.entries)
    };
    assert_eq!(files([0, 1]), files([1, 0]));
}

#[test]
fn a_stub_beside_a_whole_statement_is_no_stub_and_gives_it_no_home() {
    let stub = "format = 1\nhome = \"s\"\n[[meeting]]\nslug = \"m\"\ntitle = \"Möte\"\nstub = true\n";
    // The file names sort the stub first.
    let both = read_texts(&[stub, A]).unwrap();
    let meeting = entry(&both, "meeting", "m");
    assert!(!meeting.stub);
    assert_eq!(meeting.home.as_deref(), Some("x"));
    let both = read_texts(&[stub, stub]).unwrap();
    assert!(entry(&both, "meeting", "m").stub);
}
