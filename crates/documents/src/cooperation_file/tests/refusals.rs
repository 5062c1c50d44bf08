//! Every sort of bad input has its own problem, with its place, and hides no other.

use super::super::{FORMAT, Problem, SIZE_LIMIT, SourceFile, read};
use super::{read_text, read_texts, told};

const ANOTHER: &str = "\n[[person]]\nslug = \"p\"\nqqqqqqqq = 1\n";

/// The problem that the tables have, beside another one that is planted after them. The first table is on line 2.
fn only(tables: &str) -> Problem {
    let problems = read_text(&format!("format = 1\n{tables}\n{ANOTHER}")).map(|_| ()).unwrap_err();
    assert_eq!(problems.len(), 2, "{tables}\n{}", told(&problems));
    assert!(problems[1].what.contains("qqqqqqqq"), "{}", told(&problems));
    problems.into_iter().next().unwrap()
}

/// Checks place, offending text and a part of the message and of the advice.
fn refused(tables: &str, place: (usize, usize), offending: &str, what: &str, mend: &str) {
    let problem = only(tables);
    let shown = problem.to_string();
    assert_eq!((problem.place.line, problem.place.column), place, "{shown}");
    assert_eq!(problem.offending, offending, "{shown}");
    assert!(problem.what.contains(what), "{shown}");
    assert!(problem.mend.contains(mend), "{shown}");
}

#[test]
fn broken_toml_is_told_with_its_place_and_the_rest_is_still_judged() {
    for (tables, line) in [
        ("[[person]]\nslug = \"a\"\nname = \"Ada\n", 4),
        ("[[person]]\nslug = \"a\"\nname = Ada Berg\n", 4),
        ("[[person]]\nslug = \"a\"\nname =\n", 4),
        ("[[person]]\nslug = \"a\"\nname\n", 4),
        ("[[person]]\nslug = \"a\"\nåå\n", 4),
        ("[[person]]\nslug = \"a\"\nslug = \"b\"\n", 4),
        ("[[person]\nslug = \"a\"\n", 2),
        ("[[person]]\nslug = \"a\nname = \"Ada\"\n", 3),
        ("[[person]]\nslug = \"a\"\nname = \"\\q\"\n", 4),
    ] {
        let problem = only(tables);
        assert_eq!(problem.place.line, line, "{problem}");
        assert!(problem.what.starts_with("broken TOML"), "{problem}");
    }
}

#[test]
fn every_broken_line_is_told_at_once() {
    let text =
        "format = 1\n[[person]]\nslug = \"a\"\nname = \"Ada\n[[body]]\nslug = \"b\"\nname = Bo\ncolour = 1\n";
    let problems = read_text(text).map(|_| ()).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|p| p.place.line).collect();
    assert_eq!(lines, [4, 7, 8], "{}", told(&problems));
    let text =
        "format = 1\nhome\n[[person]]\nslug\nname = \"Ada\"\n[[body]]\nname = Bo\ncolour = 1\nname\nslug";
    let problems = read_text(text).map(|_| ()).unwrap_err();
    let lines: Vec<usize> = problems.iter().map(|p| p.place.line).collect();
    assert_eq!(lines, [2, 4, 7, 8, 9, 10], "{}", told(&problems));
}

#[test]
fn bytes_that_are_not_utf8_are_told_with_line_and_column() {
    let bytes = b"format = 1\n# \xc3\xa5\xc3\xa5 \xe5\n";
    let other = format!("format = 1\n{ANOTHER}");
    let files = [SourceFile { name: "latin", bytes }, SourceFile { name: "other", bytes: other.as_bytes() }];
    let problems = read(&files).map(|_| ()).unwrap_err();
    assert_eq!(problems.len(), 2, "{}", told(&problems));
    assert_eq!(problems[0].place.to_string(), "latin:2:6");
    assert_eq!(problems[0].offending, "byte 0xE5");
    assert_eq!(problems[1].place.to_string(), "other:5:1");
}

#[test]
fn a_file_one_byte_too_large_is_refused_unread_and_one_at_the_limit_is_read() {
    let mut bytes = b"format = 1\n#".to_vec();
    bytes.resize(SIZE_LIMIT, b'x');
    assert!(read(&[SourceFile { name: "a", bytes: &bytes }]).is_ok());
    bytes.push(b'"');
    let problems = read(&[SourceFile { name: "a", bytes: &bytes }]).map(|_| ()).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].offending, format!("{} bytes", SIZE_LIMIT + 1));
    assert!(problems[0].what.contains("larger"));
}

#[test]
fn a_file_without_format_or_for_another_format_is_refused() {
    let one = |text: &str| {
        let problems = read_text(text).map(|_| ()).unwrap_err();
        assert_eq!(problems.len(), 1, "{}", told(&problems));
        problems[0].to_string()
    };
    assert!(one("home = \"x\"\n").contains("does not say which format"));
    assert!(one("format = 0\n").starts_with("a:1:10: there is no such format"));
    assert!(one("format = -1\n").contains("there is no such format"));
    assert!(one("format = \"1\"\n").contains("without quotes"));
    assert!(one("format = 1.0\n").contains("write a whole number"));
    // What a newer file has beside is not judged.
    let newer = one(&format!("format = {}\nnew = 1\n[[novelty]]\n[[person]]\nx = 1\n", FORMAT + 1));
    assert!(newer.contains("written for format 2; this Genbo reads up to 1"), "{newer}");
    assert!(newer.contains("update"), "{newer}");
}

#[test]
fn an_unknown_noun_is_refused_and_the_near_one_proposed() {
    refused(
        "[[meating]]\nslug = \"a\"",
        (2, 3),
        "meating",
        "no key \"meating\"",
        "did you mean [[meeting]]?",
    );
    refused("[[bodies]]\nslug = \"a\"", (2, 3), "bodies", "no key", "did you mean [[body]]?");
    refused("[[xyzzyx]]\nslug = \"a\"", (2, 3), "xyzzyx", "no key", "tables of: organisation,");
    let problem = read_text("format = 1\nhoem = \"a\"\n").map(|_| ()).unwrap_err().remove(0);
    assert!(problem.mend.contains("did you mean home?"), "{problem}");
}

#[test]
fn an_unknown_key_is_refused_and_the_near_one_proposed() {
    refused(
        "[[meeting]]\nslug = \"a\"\ntitel = \"M\"",
        (4, 1),
        "titel",
        "no key \"titel\"",
        "did you mean title?",
    );
    refused("[[meeting]]\nslug = \"a\"\nsuorce = \"S1\"", (4, 1), "suorce", "no key", "did you mean source?");
    refused("[[meeting]]\nslug = \"a\"\nzzzzz = 1", (4, 1), "zzzzz", "no key", "its keys are: title, bodies");
    refused(
        "[[meeting]]\nslug = \"a\"\n[[meeting.itme]]\ntitle = \"T\"",
        (4, 11),
        "itme",
        "no key",
        "mean item?",
    );
}

#[test]
fn a_key_that_is_not_ascii_or_hostile_is_told_visibly() {
    let problem = only("[[meeting]]\nslug = \"a\"\n\"ti\\u202Etle\" = 1");
    assert!(problem.what.contains("\\u{202e}"), "{problem}");
    assert!(!problem.to_string().contains('\u{202e}'));
}

#[test]
fn a_thing_that_stands_in_the_wrong_place_is_told_where_it_belongs() {
    refused(
        "[[seat]]\ntitle = \"A\"",
        (2, 3),
        "seat",
        "a seat stands under its body",
        "[[body.seat]] after the [[body]]",
    );
    refused(
        "[[clause]]\n",
        (2, 3),
        "clause",
        "under its item",
        "[[meeting.item.clause]] after the [[meeting.item]]",
    );
    let nested = "[[meeting]]\nslug = \"a\"\n[[meeting.seat]]\ntitle = \"A\"";
    refused(nested, (4, 11), "seat", "a seat stands under its body", "[[body.seat]]");
    let nested = "[[body]]\nslug = \"a\"\n[[body.meeting]]\nslug = \"b\"";
    refused(nested, (4, 8), "meeting", "stands by itself", "write [[meeting]]");
    refused(
        "[[body.seat]]\ntitle = \"A\"",
        (2, 3),
        "body",
        "no [[body]] above",
        "write [[body]] with its slug",
    );
    refused("[meeting]\nslug = \"a\"", (2, 1), "[meeting]", "meeting holds things", "[[meeting]]");
}

#[test]
fn the_parent_of_a_nested_thing_is_not_written() {
    let tables = "[[meeting]]\nslug = \"a\"\n[[meeting.item]]\nmeeting = \"a\"\nnumber = \"1\"";
    refused(tables, (5, 1), "meeting", "follows from the meeting", "take the key out");
}

#[test]
fn a_value_of_the_wrong_type_is_told_how_to_write() {
    let case = |line: &str, column, offending, what, mend| {
        refused(&format!("[[meeting]]\nslug = \"a\"\n{line}"), (4, column), offending, what, mend);
    };
    case("title = 7", 9, "7", "meeting.title cannot be a whole number", "in quotes");
    case("title = true", 9, "true", "cannot be true or false", "in quotes");
    case("title = 1.5", 9, "1.5", "cannot be a decimal number", "in quotes");
    case("title = 2022-01-01", 9, "2022-01-01", "cannot be a date", "in quotes");
    case("title = [\"a\"]", 9, "[\"a\"]", "holds one value", "take the brackets out");
    case("title = { a = 1 }", 9, "{ a = 1 }", "cannot be a table", "write one value");
    case("bodies = \"b\"", 10, "\"b\"", "holds several values", "bodies = [\"b\"]");
    case("bodies = []", 10, "[]", "empty list", "clear = [\"bodies\"]");
    case("bodies = [\"b\", 1]", 16, "1", "cannot be a whole number", "in quotes");
    case("bodies = [\"b\", \"c\", \"b\"]", 21, "\"b\"", "twice", "take one");
    case("item = \"x\"", 8, "\"x\"", "meeting.item holds things", "[[meeting.item]]");
    case("item = [1]", 9, "1", "holds things", "[[meeting.item]]");
    case("stub = \"true\"", 8, "\"true\"", "cannot be a text", "without quotes");
    case("source = 7", 10, "7", "cannot be a whole number", "in quotes");
    case("slug.a = 1", 1, "slug", "broken TOML", "[[…]]");
    let clause = |line: &str, column, offending, what, mend| {
        let head = "[[meeting]]\nslug = \"a\"\n[[meeting.item]]\nnumber = \"1\"\n[[meeting.item.clause]]\n";
        refused(&format!("{head}{line}"), (7, column), offending, what, mend);
    };
    clause("number = \"1\"", 10, "\"1\"", "clause.number cannot be a text", "without quotes");
    clause("number = 1.0", 10, "1.0", "decimal", "whole number");
    clause("number = 99999999999999999999", 10, "99999999999999999999", "whole number", "not so large");
    clause("amount = 7000.5", 10, "7000.5", "decimal", "\"7000.00 SEK\"");
    clause("amount = 7000", 10, "7000", "whole number", "\"7000.00 SEK\"");
}

#[test]
fn a_share_is_not_written_as_a_decimal_number() {
    let problem = only("[[body]]\nslug = \"a\"\n[[body.seat]]\nvotes = 0.7");
    assert!(problem.mend.contains("7/10"), "{problem}");
}

#[test]
fn a_value_that_its_kind_refuses_is_told_at_the_value() {
    let case = |line: &str, column, offending, what, mend| {
        refused(&format!("[[meeting]]\nslug = \"a\"\n{line}"), (4, column), offending, what, mend);
    };
    case("when = \"2021-02-31\"", 8, "\"2021-02-31\"", "meeting.when", "");
    case("when = 2021-05-07T09:00:00Z", 8, "2021-05-07T09:00:00Z", "meeting.when", "");
    case("status = \"fix\"", 10, "\"fix\"", "no meeting_status", "choose one of: not_decided");
    case("status = \"cancelles\"", 10, "\"cancelles\"", "no meeting_status", "did you mean \"cancelled\"?");
    case("title = \" \"", 9, "\" \"", "empty text", "leave the key out");
    case("title = \"a\\u202Eb\"", 9, "\"a\\u202Eb\"", "U+202E", "take it out");
    case("title = \"Sv\u{430}löv\"", 9, "\"Sv\u{430}löv\"", "mixes letters", "");
    case("link = \"javascript:alert(1)\"", 8, "\"javascript:alert(1)\"", "no web address", "https://");
    case("host = \"svalov\"", 8, "\"svalov\"", "does not say what it points at", "organisation:svalov");
    case("host = \"body:svalov\"", 8, "\"body:svalov\"", "cannot stand here", "organisation, cooperation");
    case("bodies = [\"b\", \"Å\"]", 16, "\"Å\"", "no slug", "a-z");
    case("certainty = \"sure\"", 13, "\"sure\"", "no certainty", "stated");
    case("visibility = \"secret\"", 14, "\"secret\"", "no visibility", "public, members, restricted");
}

#[test]
fn counts_and_clock_times_that_cannot_be_are_refused() {
    let seat = "[[body]]\nslug = \"a\"\n[[body.seat]]\ntitle = \"T\"\n";
    let problem = only(&format!("{seat}count = -1"));
    assert!(problem.what.contains("negative"), "{problem}");
    let event =
        "[[meeting]]\nslug = \"a\"\n[[meeting.attendance]]\nperson = \"x\"\n[[meeting.attendance.event]]\n";
    for clock in ["\"25:00\"", "25:00", "\"24:00\"", "7"] {
        let problem = only(&format!("{event}clock = {clock}"));
        assert_eq!(problem.place.line, 7, "{problem}");
    }
}

#[test]
fn a_slug_that_is_none_is_refused() {
    let case = |slug: &str, what: &str, mend: &str| {
        refused(&format!("[[person]]\nslug = {slug}"), (3, 8), slug, what, mend);
    };
    case("\"Åsa Berg\"", "no slug", "did you mean \"asa-berg\"?");
    case("\"\"", "no slug", "a-z");
    case("\"a//b\"", "no slug", "a-z");
    case("\"../x\"", "no slug", "a-z");
    case("7", "no text", "in quotes");
    refused("[[person]]\nname = \"A\"", (2, 1), "[[person]]", "this person has no slug", "slug = ");
}

#[test]
fn the_slug_of_a_nested_thing_is_checked_like_others() {
    let head = "[[body]]\nslug = \"b\"\n[[body.seat]]\n";
    for (slug, ok) in
        [("x", true), ("x/y.1", true), ("x y", false), ("/x", false), ("x/", false), ("..", false)]
    {
        let text = format!("{head}slug = \"{slug}\"");
        if ok {
            assert!(read_text(&format!("format = 1\n{text}")).is_ok(), "{slug}");
        } else {
            assert_eq!(only(&text).place.line, 5);
        }
    }
}

#[test]
fn a_nested_slug_at_the_limit_is_read_and_one_byte_more_is_refused() {
    let file = |len: usize| format!("[[body]]\nslug = \"b\"\n[[body.seat]]\nslug = \"{}\"", "x".repeat(len));
    assert!(read_text(&format!("format = 1\n{}", file(298))).is_ok());
    let problem = only(&file(299));
    assert!(problem.what.contains("longer than 300"), "{problem}");
    let heading = "x".repeat(299);
    let section = format!(
        "[[governing_document]]\nslug = \"d\"\n[[governing_document.section]]\nheading = \"{heading}\""
    );
    let problem = only(&section);
    assert_eq!((problem.place.line, problem.offending.as_str()), (4, "[[governing_document.section]]"));
}

#[test]
fn gaps_and_clear_must_name_fields_and_know_their_words() {
    let case = |line: &str, column, offending, what, mend| {
        refused(&format!("[[meeting]]\nslug = \"a\"\n{line}"), (4, column), offending, what, mend);
    };
    case("gaps = { plaze = \"blank\" }", 10, "plaze", "no field of a meeting", "did you mean place?");
    case("gaps = { source = \"blank\" }", 10, "source", "no field of a meeting", "its fields are");
    case("gaps = { place = \"empty\" }", 18, "\"empty\"", "no gap_kind", "unknown, blank, none, not_counted");
    case("gaps = [\"place\"]", 8, "[\"place\"]", "gaps tells", "{ field = ");
    case("clear = [\"slug\"]", 10, "\"slug\"", "no field of a meeting", "its fields are");
    case("clear = [\"title\"]", 10, "\"title\"", "cannot be without title", "");
    case("clear = [\"place\", \"place\"]", 19, "\"place\"", "twice", "");
    case("clear = \"place\"", 9, "\"place\"", "list of fields", "clear = [");
    case("clear = [1]", 10, "1", "names fields", "in quotes");
    let both = "[[meeting]]\nslug = \"a\"\nplace = \"here\"\nclear = [\"place\"]";
    refused(both, (5, 10), "\"place\"", "both given and cleared", "not both");
}

#[test]
fn a_thing_that_stands_twice_in_a_file_is_told_with_both_lines() {
    let person = "[[person]]\nslug = \"a\"\n";
    let problem = only(&format!("{person}{person}"));
    assert_eq!(problem.place.line, 4);
    assert!(problem.what.contains("stands twice in this file, first on line 2"), "{problem}");
    // What stands under the second is not told again.
    let body = "[[body]]\nslug = \"a\"\n[[body.seat]]\ntitle = \"T\"\n";
    assert_eq!(only(&format!("{body}{body}")).place.line, 6);
    // Two keys that make one slug.
    let items =
        "[[meeting]]\nslug = \"m\"\n[[meeting.item]]\nnumber = \"1/2\"\n[[meeting.item]]\nnumber = \"1-2\"\n";
    let problem = only(items);
    assert!(problem.mend.contains("slug ="), "{problem}");
}

#[test]
fn a_key_that_is_refused_makes_no_slug_and_no_second_problem() {
    let items = "[[meeting]]\nslug = \"m\"\n[[meeting.item]]\nnumber = 2\n[[meeting.item]]\nnumber = \"1\"\n";
    assert!(only(items).what.contains("item.number"));
}

#[test]
fn the_header_names_a_cooperation_by_its_slug_and_under_home() {
    let problem = read_text("format = 1\nhome = \"Skåne\"\n").map(|_| ()).unwrap_err().remove(0);
    assert_eq!(problem.place.to_string(), "a:2:8");
    let text = format!(
        "format = 1\ncooperation = \"x\"\n[[cooperation]]\nslug = \"x\"\n[[cooperation.group]]\nname = \"G\"\n{ANOTHER}"
    );
    let problems = read_text(&text).map(|_| ()).unwrap_err();
    assert_eq!(problems.len(), 2, "{}", told(&problems));
    assert!(problems[0].mend.contains("home = "), "{}", problems[0]);
}

#[test]
fn problems_of_all_files_are_told_in_order_and_each_once() {
    let problems = read_texts(&["format = 1\n[[person]]\nslug = \"a\"\nx = 1\n[[body]]\n", "nothing = 1"]);
    let problems = problems.map(|_| ()).unwrap_err();
    let places: Vec<String> = problems.iter().map(|p| p.place.to_string()).collect();
    assert_eq!(places, ["a:4:1", "a:5:1", "b:1:1", "b:1:1"], "{}", told(&problems));
}

#[test]
fn tables_nested_without_end_are_refused() {
    let deep = format!("format = 1\nx = {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    assert!(read_text(&deep).is_err());
    let deep = format!("format = 1\n[[{}a]]\n", "a.".repeat(10_000));
    assert!(read_text(&deep).is_err());
}
