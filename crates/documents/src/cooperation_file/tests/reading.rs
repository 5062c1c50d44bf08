//! What a file that is in order becomes.

use super::super::{Certainty, GapKind, RESERVED, Visibility};
use super::{entry, read_text};
use genbo_domain::NOUNS;
use genbo_domain::value::{Pointer, Value};

const FILE: &str = r#"
format = 1
home = "x"
revision = "abc"

[[meeting]]
slug = "svalov/kommunstyrelsen/2022-09-12"
title = "Möte"
bodies = ["svalov/kommunstyrelsen"]
when = 2022-09-12
source = "S4 rad 1"
as_published = "12/9"
certainty = "derived"
visibility = "members"
gaps = { place = "blank", link = "none" }
clear = ["note"]
attendance = [{ person = "vera-lindmark", event = [{ change = "leaves", clock = 10:30 }] }]

[[meeting.item]]
title = "Mötets öppnande"

[[meeting.item]]
number = "226"
title = "Svar på remiss"

[[meeting.item.clause]]
number = 1
text = """
En rad.
En till."""

[[meeting.item]]
slug = "extra/punkt"
title = "Övrigt"
stub = true
"#;

#[test]
fn everything_that_a_table_may_have_is_read() {
    let bundle = read_text(FILE).unwrap();
    assert_eq!(bundle.headers[0].cooperation.as_deref(), Some("x"));
    assert_eq!(bundle.headers[0].revision.as_deref(), Some("abc"));
    let meeting = entry(&bundle, "meeting", "svalov/kommunstyrelsen/2022-09-12");
    assert_eq!(meeting.home.as_deref(), Some("x"));
    assert_eq!((meeting.place.line, meeting.place.column), (6, 1));
    assert_eq!(meeting.value("when"), Some(&Value::Text("2022-09-12".into())));
    let body = Value::Ref(Pointer { noun: "body", slug: "svalov/kommunstyrelsen".into() });
    assert_eq!(meeting.value("bodies"), Some(&Value::List(vec![body])));
    assert_eq!(meeting.common.source.as_deref(), Some("S4 rad 1"));
    assert_eq!(meeting.common.as_published.as_deref(), Some("12/9"));
    assert_eq!(meeting.common.certainty, Some(Certainty::Derived));
    assert_eq!(meeting.common.visibility, Some(Visibility::Members));
    let name = |index: usize| meeting.noun.fields[index].name;
    let gaps: Vec<_> = meeting.gaps.iter().map(|(i, kind, _)| (name(*i), *kind)).collect();
    assert_eq!(gaps, [("place", GapKind::Blank), ("link", GapKind::None)]);
    assert_eq!(meeting.clear.iter().map(|(i, _)| name(*i)).collect::<Vec<_>>(), ["note"]);
    assert!(!meeting.stub);
    let place = &meeting.fields.iter().find(|(i, ..)| name(*i) == "bodies").unwrap().2;
    assert_eq!((place.line, place.column), (9, 10));
}

#[test]
fn nested_things_get_their_slug_from_parent_and_key_or_place_in_order() {
    let bundle = read_text(FILE).unwrap();
    let meeting = "svalov/kommunstyrelsen/2022-09-12";
    for (noun, rest, position) in [
        ("item", "1", 1),
        ("item", "226", 2),
        ("item", "extra/punkt", 3),
        ("clause", "226/1", 1),
        ("attendance", "vera-lindmark", 1),
        ("attendance_event", "vera-lindmark/1", 1),
    ] {
        assert_eq!(entry(&bundle, noun, &format!("{meeting}/{rest}")).position, position);
    }
    let clause = entry(&bundle, "clause", &format!("{meeting}/226/1"));
    let parent = Pointer { noun: "item", slug: format!("{meeting}/226") };
    assert_eq!(clause.parent.as_ref(), Some(&parent));
    assert_eq!(clause.value("item"), Some(&Value::Ref(parent)));
    assert_eq!(clause.value("text"), Some(&Value::Text("En rad.\nEn till.".into())));
    assert!(entry(&bundle, "item", &format!("{meeting}/extra/punkt")).stub);
    let event = entry(&bundle, "attendance_event", &format!("{meeting}/vera-lindmark/1"));
    assert_eq!(event.value("clock"), Some(&Value::Text("10:30".into())));
}

#[test]
fn parents_come_before_their_children() {
    let bundle = read_text(FILE).unwrap();
    for (at, entry) in bundle.entries.iter().enumerate() {
        if let Some(parent) = &entry.parent {
            assert!(bundle.entries[..at].iter().any(|e| e.pointer() == *parent), "{}", entry.slug);
        }
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_no_trouble() {
    let text = format!("\u{feff}{}", FILE.replace('\n', "\r\n"));
    let bundle = read_text(&text).unwrap();
    let clause = entry(&bundle, "clause", "svalov/kommunstyrelsen/2022-09-12/226/1");
    assert_eq!(clause.value("text"), Some(&Value::Text("En rad.\nEn till.".into())));
    assert_eq!((clause.place.line, clause.place.column), (26, 1));
}

#[test]
fn no_noun_has_a_field_that_a_file_could_not_tell_from_another_key() {
    for noun in NOUNS {
        let mut names: Vec<&str> = noun.fields.iter().map(|f| f.name).collect();
        names.extend(noun.children().map(|c| c.nested_key()));
        names.extend(RESERVED);
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{}", noun.name);
        if let Some(parent) = noun.parent {
            assert_eq!(noun.fields[0].name, parent.field, "{}", noun.name);
            let key = parent.key.map(|k| noun.field(k).unwrap().1);
            assert!(key.is_none_or(|k| !k.many), "{}", noun.name);
        }
    }
}
